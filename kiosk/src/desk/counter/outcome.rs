//! What stands below a number or an appointment that was made: what to ask the citizen, in the clerk's
//! language and the other, and the way to the next citizen.

use crate::desk::context::Desk;
use hall::text::Phrase;
use leptos::prelude::*;

/// What the citizen is asked to do.
#[component]
pub fn Ask(words: Phrase) -> impl IntoView {
    let desk = Desk::here();
    let other = move || desk.lang.get().other();
    view! {
        <p class="ask">{desk.words(words)}</p>
        <p class="ask second" lang=move || other().tag()>{move || words.get(other())}</p>
    }
}

/// Begins anew.
#[component]
pub fn Another(words: Phrase, on_press: impl Fn() + Send + Sync + 'static) -> impl IntoView {
    let desk = Desk::here();
    Effect::new(|| super::finder::focus("counter-another"));
    view! {
        <div class="modal-foot">
            <button
                type="button"
                id="counter-another"
                class="btn primary"
                data-do="another"
                on:click=move |_| on_press()
            >
                {desk.words(words)}
            </button>
        </div>
    }
}
