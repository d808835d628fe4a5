//! A pad of digits on the screen (A47): no text field, so no system keyboard ever comes. The same digits are
//! taken from a keypad, and whole codes from a scanner, wherever the focus is ([`super::entry`]).

use super::entry::{Entry, Heard};
use super::keys;
use crate::ui::button::Button;
use leptos::prelude::*;

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
    keys::listen(move |key, _| {
        match entry.try_update(|entry| entry.key(&key.key(), key.time_stamp())) {
            None | Some(Heard::Ignored) => return false,
            Some(Heard::Taken) => {}
            Some(Heard::Entered(text)) => on_enter.run(text),
        }
        true
    });
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
