//! Letters and digits on the screen (A48), for first letters, pinyin and English. The same is taken from a
//! keyboard wherever the focus is, but for what belongs to the focused button: Enter, the space bar of who has not
//! typed there, and the keys that move.

use super::candidates::{Candidates, Choice, Spoken};
use super::keys;
use crate::ui::button::Button;
use gloo_events::EventListener;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::CustomEvent;

/// Characters at most.
pub const TYPED_MAX: usize = 40;

/// In the order of the alphabet, which also who never used a keyboard knows; nine large keys are as many as
/// fit beside each other on an upright panel (A04, A05), and the usual order has ten.
const LETTERS: [char; 26] = [
    'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K', 'L', 'M', 'N', 'O', 'P', 'Q', 'R', 'S', 'T', 'U',
    'V', 'W', 'X', 'Y', 'Z',
];
const DIGITS: [char; 10] = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'];

/// Words of the keys that are no letters, and of what stands around them.
#[derive(Clone, Copy)]
pub struct Words {
    /// What it is.
    pub keyboard: Signal<String>,
    /// Takes the last character back.
    pub erase: Signal<String>,
    /// Takes everything back.
    pub clear: Signal<String>,
    /// Between words.
    pub space: Signal<String>,
    /// Puts the keyboard away.
    pub done: Signal<String>,
    /// Turns pinyin into characters.
    pub pinyin: Signal<String>,
    /// What can be chosen.
    pub candidates: Signal<String>,
    /// Turns to what can be chosen before that.
    pub earlier: Signal<String>,
    /// Turns to what else can be chosen.
    pub later: Signal<String>,
    /// How to choose.
    pub hint: Signal<String>,
    /// Nothing can be chosen.
    pub lost: Signal<String>,
}

/// The keyboard.
#[component]
pub fn Letters(
    /// What was typed so far.
    typed: RwSignal<String>,
    /// False while it is put away.
    open: RwSignal<bool>,
    /// Called when Enter is pressed and no button has the focus, and when it is put away.
    #[prop(into)]
    on_enter: Callback<()>,
    /// Its words.
    words: Words,
) -> impl IntoView {
    let choice = Choice::new(typed);
    listen(typed, choice, on_enter);
    let digits = RwSignal::new(false);
    let key = move |key: char| {
        view! { <Button label=key.to_string() on_press=move |()| push(typed, key.to_ascii_lowercase()) /> }
    };
    let keys = move || {
        let keys: &[char] = if digits.get() { &DIGITS } else { &LETTERS };
        keys.iter().copied().map(key).collect_view()
    };
    let layer = Signal::derive(move || if digits.get() { "ABC" } else { "123" }.to_owned());
    let away = move |()| {
        open.set(false);
        on_enter.run(());
    };
    let keyboard = move || {
        if !open.get() {
            return view! { <Button label=words.keyboard on_press=move |()| open.set(true) /> }.into_any();
        }
        view! {
            {move || choice.on.get().then(|| view! { <Candidates choice words /> })}
            <div class="letters" class:numbers=move || digits.get()>
                {keys}
                <span class="letters-layer"><Button label=layer on_press=move |()| digits.update(|digits| *digits = !*digits) /></span>
            </div>
            <div class="letters-words">
                <button
                    type="button"
                    class="button"
                    aria-pressed=move || if choice.on.get() { "true" } else { "false" }
                    on:click=move |_| choice.switch()
                >
                    {words.pinyin}
                </button>
                <Button label=words.clear on_press=move |()| typed.set(String::new()) />
                <Button label=words.space on_press=move |()| space(typed, choice) />
                <Button label=words.erase on_press=move |()| erase(typed) />
                <Button label=words.done on_press=away />
            </div>
        }
        .into_any()
    };
    view! {
        <div class="keyboard" role="group" aria-label=move || words.keyboard.get()>
            <Spoken choice words />
            {keyboard}
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

/// Takes the first candidate, as everybody's pinyin keyboard does; otherwise it is a space.
fn space(typed: RwSignal<String>, choice: Choice) {
    if !choice.take(0) {
        push(typed, ' ');
    }
}

fn erase(typed: RwSignal<String>) {
    typed.update(|typed| {
        typed.pop();
    });
}

/// Listens to the keys of the whole page, and to what was written in another way, until the current owner is
/// gone.
fn listen(typed: RwSignal<String>, choice: Choice, on_enter: Callback<()>) {
    // where the focus was at the last letter: who goes on to type means a space with the space bar, not that button
    let mut typing_at = None;
    keys::listen(move |key, page| {
        let focus = page.active_element();
        // the kind of element that has the focus
        let focused = focus.as_ref().map(|element| element.tag_name()).unwrap_or_default();
        let typing = focus.is_some() && focus == typing_at;
        let mut letters = key.key();
        match letters.as_str() {
            "Enter" if focused != "BUTTON" => on_enter.run(()),
            " " if focused == "INPUT" => return choice.take(0),
            // the field takes its own keys
            _ if focused == "INPUT" => return false,
            "Backspace" => erase(typed),
            " " if typing || focused != "BUTTON" => space(typed, choice),
            _ => match (letters.pop(), letters.is_empty()) {
                (Some(letter), true) if letter != ' ' && !letter.is_control() => {
                    push(typed, letter);
                    typing_at = focus;
                }
                _ => return false,
            },
        }
        true
    });
    let Some(document) = crate::page::document() else { return };
    keys::keep(EventListener::new(&document, "mingtang-written", move |event| {
        let written = event.dyn_ref::<CustomEvent>().and_then(|event| event.detail().as_string());
        for letter in written.unwrap_or_default().chars().filter(|letter| !letter.is_control()) {
            push(typed, letter);
        }
    }));
}
