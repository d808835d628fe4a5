//! A pad of digits on the screen (A47): no text field, so no system keyboard ever comes. The same digits are
//! taken from a keypad, and whole codes from a scanner, wherever the focus is ([`super::entry`]).

use super::button::Button;
use super::entry::{Entry, Heard};
use gloo_events::{EventListener, EventListenerOptions};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;

/// As on a telephone.
const ROWS: [char; 9] = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];

/// The pad.
#[component]
pub fn Digits(
    /// What was entered so far.
    entry: RwSignal<Entry>,
    /// Called with the digits or with what was scanned, when keys end it with Enter.
    #[prop(into)]
    on_enter: Callback<String>,
    /// What is entered, for assistive technology.
    #[prop(into)]
    label: Signal<String>,
    /// The word of the key that takes one digit back.
    #[prop(into)]
    erase: Signal<String>,
    /// The word of the key that takes all back.
    #[prop(into)]
    clear: Signal<String>,
) -> impl IntoView {
    listen(entry, on_enter);
    let key = move |digit: char| {
        view! { <Button label=digit.to_string() on_press=move |()| entry.update(|entry| entry.push(digit)) /> }
    };
    view! {
        <div class="digits" role="group" aria-label=move || label.get()>
            {ROWS.map(key).into_iter().collect_view()}
            <Button label=clear on_press=move |()| entry.update(Entry::clear) />
            {key('0')}
            <Button label=erase on_press=move |()| entry.update(Entry::erase) />
        </div>
    }
}

/// Listens to the keys of the whole page until the current owner is gone.
fn listen(entry: RwSignal<Entry>, on_enter: Callback<String>) {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
    let page = document.clone();
    let options = EventListenerOptions::enable_prevent_default();
    let listener = EventListener::new_with_options(&document, "keydown", options, move |event| {
        let Some(key) = event.dyn_ref::<KeyboardEvent>() else { return };
        let modified = key.alt_key() || key.ctrl_key() || key.meta_key();
        // a question that must be answered first has the keys for itself
        let asked = page.query_selector("dialog[open]").ok().flatten().is_some();
        if modified || asked || event.default_prevented() {
            return;
        }
        match entry.try_update(|entry| entry.key(&key.key(), event.time_stamp())) {
            None | Some(Heard::Ignored) => {}
            Some(Heard::Taken) => event.prevent_default(),
            Some(Heard::Entered(text)) => {
                event.prevent_default();
                on_enter.run(text);
            }
        }
    });
    let listener = StoredValue::new_local(Some(listener));
    on_cleanup(move || {
        listener.try_update_value(Option::take);
    });
}
