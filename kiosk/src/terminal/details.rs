//! What is told of one thing of a page, by touch: over the page, with one key that leads back to it.

use super::text as t;
use crate::session::use_session;
use crate::ui::{Button, Dialog, Icon, Look};
use leptos::prelude::*;

/// The details; shown while they have a title.
#[component]
pub fn Details(
    /// What they are of.
    #[prop(into)]
    title: Signal<Option<String>>,
    /// Called when they are to be closed.
    #[prop(into)]
    on_close: Callback<()>,
    /// What is told.
    children: Children,
) -> impl IntoView {
    let session = use_session();
    view! {
        <Dialog
            open=Signal::derive(move || title.with(Option::is_some))
            title=Signal::derive(move || title.get().unwrap_or_default())
            on_dismiss=on_close
            calm=true
        >
            {children()}
            <div class="dialog-buttons">
                <Button label=session.words(t::BACK) icon=Icon::ArrowLeft look=Look::Primary on_press=on_close />
            </div>
        </Dialog>
    }
}
