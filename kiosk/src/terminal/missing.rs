//! In place of a page: its content is on its way, did not come, or does not exist. Never a dead end:
//! it says what happened and leads on.

use super::heading::Heading;
use super::refusal::said;
use super::route::Route;
use super::text as t;
use super::visit::use_visit;
use crate::session::use_session;
use crate::ui::{Button, Icon, Look, Picture};
use hall::code::Code;
use leptos::prelude::*;

/// What stands there meanwhile.
#[component]
pub fn Missing(
    /// Why there will be nothing; none while it may still come.
    failure: Option<Code>,
) -> impl IntoView {
    let (session, visit) = (use_session(), use_visit());
    let trouble =
        move || visit.catalog_failure.with(|failure| failure.as_ref().map(|f| f.text(session.lang.get())));
    match failure {
        Some(code) => view! {
            <section class="page">
                <Heading title=Signal::derive(|| t::NOT_FOUND.text()) />
                <p class="lead" role="alert">
                    <Picture icon=Icon::Warning />
                    <span>{session.words(said(code))}</span>
                </p>
                <Button
                    label=session.words(t::HOME)
                    icon=Icon::House
                    look=Look::Primary
                    on_press=visit.to(Route::Home)
                />
            </section>
        }
        .into_any(),
        None => view! {
            <section class="page">
                <Heading title=Signal::derive(|| t::LOADING.text()) />
                <p class="lead" role="status">{trouble}</p>
            </section>
        }
        .into_any(),
    }
}
