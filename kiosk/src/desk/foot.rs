//! What stands below every question: the way back, and the button that does it.

use super::context::Desk;
use super::text as t;
use hall::text::Phrase;
use leptos::prelude::*;

/// Back, and the button that does it: it submits the form around it.
#[component]
pub fn Foot(
    /// What the button says.
    confirm: Phrase,
    /// What the button is called in tests.
    act: &'static str,
    /// It is being done.
    #[prop(into)]
    busy: Signal<bool>,
    /// The person goes back.
    on_back: impl Fn() + Copy + Send + Sync + 'static,
    /// The way back has the focus when the question opens.
    #[prop(optional)]
    back_first: bool,
) -> impl IntoView {
    let desk = Desk::here();
    view! {
        <div class="modal-foot">
            <button
                type="button"
                class="btn"
                data-do="back"
                data-focus=back_first.then_some("")
                on:click=move |_| on_back()
            >
                {desk.words(t::BACK)}
            </button>
            <button type="submit" class="btn primary" data-do=act aria-busy=move || busy.get().to_string()>
                {desk.words(confirm)}
            </button>
        </div>
    }
}
