//! What is told of one thing of a page, by touch: over the page, with one key that leads back to it.

use super::guide::draw::said;
use super::text as t;
use super::visit::use_visit;
use crate::session::use_session;
use crate::ui::{Button, Dialog, Icon, Look};
use hall::catalog::guide::Said;
use leptos::prelude::*;

/// What is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Detail {
    /// Of what.
    pub title: Said,
    /// The address of a code for a phone's camera.
    pub code: Option<String>,
    /// The rest, line by line.
    pub lines: Vec<Said>,
}

/// The details, while there are any.
#[component]
pub fn Details() -> impl IntoView {
    let (session, detail) = (use_session(), use_visit().detail);
    let title = move || detail.with(|detail| detail.as_ref().map(|detail| detail.title.words.clone()));
    let told = move || {
        let lang = session.lang.get();
        detail.with(|detail| {
            let detail = detail.as_ref()?;
            let title = detail.title.words.clone();
            let code = detail.code.clone();
            let code = code.map(|src| view! { <img class="carry-code" src=src alt=title /> });
            let lines = detail.lines.iter().map(|line| view! { <p>{said(line, lang)}</p> });
            Some((code, lines.collect_view()))
        })
    };
    let close = move |()| detail.set(None);
    view! {
        <Dialog
            open=Signal::derive(move || title().is_some())
            title=Signal::derive(move || title().unwrap_or_default())
            on_dismiss=close
            calm=true
        >
            {told}
            <div class="dialog-buttons">
                <Button label=session.words(t::BACK) icon=Icon::ArrowLeft look=Look::Primary on_press=close />
            </div>
        </Dialog>
    }
}
