//! Letters and digits on the screen (A48), for pinyin, first letters and English: no system keyboard ever
//! comes. The same is taken from a keyboard wherever the focus is, but for what belongs to the focused
//! button: Enter, the space bar, and the keys that move.

use super::button::Button;
use gloo_events::{EventListener, EventListenerOptions};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Document, KeyboardEvent};

/// Characters at most.
pub const TYPED_MAX: usize = 40;

/// In the order of the alphabet, which also who never used a keyboard knows.
const LETTERS: [char; 26] = [
    'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K', 'L', 'M', 'N', 'O', 'P', 'Q', 'R', 'S', 'T', 'U',
    'V', 'W', 'X', 'Y', 'Z',
];
const DIGITS: [char; 10] = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'];

/// Words of the keys that are no letters.
#[derive(Clone, Copy)]
pub struct Words {
    /// Takes the last character back.
    pub erase: Signal<String>,
    /// Takes everything back.
    pub clear: Signal<String>,
    /// Between words.
    pub space: Signal<String>,
}

/// The keyboard.
#[component]
pub fn Letters(
    /// What was typed so far.
    typed: RwSignal<String>,
    /// Called when Enter is pressed and no button has the focus.
    #[prop(into)]
    on_enter: Callback<()>,
    /// What it is, for assistive technology.
    #[prop(into)]
    label: Signal<String>,
    /// Its words.
    words: Words,
) -> impl IntoView {
    listen(typed, on_enter);
    let digits = RwSignal::new(false);
    let key = move |key: char| {
        view! { <Button label=key.to_string() on_press=move |()| push(typed, key.to_ascii_lowercase()) /> }
    };
    let keys = move || {
        let keys: &[char] = if digits.get() { &DIGITS } else { &LETTERS };
        keys.iter().copied().map(key).collect_view()
    };
    let layer = Signal::derive(move || if digits.get() { "ABC" } else { "123" }.to_owned());
    view! {
        <div class="letters" role="group" aria-label=move || label.get()>
            {keys}
            <span class="letters-layer"><Button label=layer on_press=move |()| digits.update(|digits| *digits = !*digits) /></span>
            <span class="letters-word"><Button label=words.clear on_press=move |()| typed.set(String::new()) /></span>
            <span class="letters-word"><Button label=words.space on_press=move |()| push(typed, ' ') /></span>
            <span class="letters-word"><Button label=words.erase on_press=move |()| erase(typed) /></span>
        </div>
    }
}

/// Adds a character; a space only after something else.
fn push(typed: RwSignal<String>, key: char) {
    typed.update(|typed| {
        let space = key == ' ' && (typed.is_empty() || typed.ends_with(' '));
        if !space && typed.chars().count() < TYPED_MAX {
            typed.push(key);
        }
    });
}

fn erase(typed: RwSignal<String>) {
    typed.update(|typed| {
        typed.pop();
    });
}

/// The kind of element that has the focus.
fn focused(document: &Document) -> String {
    document.active_element().map(|element| element.tag_name()).unwrap_or_default()
}

/// Listens to the keys of the whole page until the current owner is gone.
fn listen(typed: RwSignal<String>, on_enter: Callback<()>) {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
    let page = document.clone();
    let options = EventListenerOptions::enable_prevent_default();
    let listener = EventListener::new_with_options(&document, "keydown", options, move |event| {
        let Some(key) = event.dyn_ref::<KeyboardEvent>() else { return };
        let modified = key.alt_key() || key.ctrl_key() || key.meta_key() || key.is_composing();
        // a question that must be answered first has the keys for itself
        let asked = page.query_selector("dialog[open]").ok().flatten().is_some();
        if modified || asked || event.default_prevented() {
            return;
        }
        let focused = focused(&page);
        let mut letters = key.key();
        match letters.as_str() {
            "Enter" if focused != "BUTTON" => on_enter.run(()),
            // the field takes its own keys
            _ if focused == "INPUT" => return,
            "Backspace" => erase(typed),
            " " if focused != "BUTTON" => push(typed, ' '),
            _ => match (letters.pop(), letters.is_empty()) {
                (Some(letter), true) if letter != ' ' && !letter.is_control() => push(typed, letter),
                _ => return,
            },
        }
        event.prevent_default();
    });
    let listener = StoredValue::new_local(Some(listener));
    on_cleanup(move || {
        listener.try_update_value(Option::take);
    });
}
