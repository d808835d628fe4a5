//! A row of choices of which one is chosen; what is chosen decides what is listed below.

use crate::session::use_session;
use hall::text::Phrase;
use leptos::prelude::*;

/// The row.
#[component]
pub fn Tabs(
    /// Its choices.
    choices: Vec<Phrase>,
    /// Which one is chosen, from 0.
    chosen: RwSignal<usize>,
    /// Called after another one was chosen.
    #[prop(into)]
    on_choose: Callback<()>,
    /// What is chosen here.
    label: Phrase,
) -> impl IntoView {
    let session = use_session();
    let choose = move |index: usize| {
        if chosen.get_untracked() != index {
            chosen.set(index);
            on_choose.run(());
        }
    };
    let tabs = choices
        .into_iter()
        .enumerate()
        .map(|(index, phrase)| {
            view! {
                <button
                    type="button"
                    role="tab"
                    class="tab"
                    aria-selected=move || if chosen.get() == index { "true" } else { "false" }
                    on:click=move |_| choose(index)
                >
                    {session.words(phrase)}
                </button>
            }
        })
        .collect_view();
    view! { <div class="tabs" role="tablist" aria-label=session.words(label)>{tabs}</div> }
}
