//! After a number was taken: thanks, and a word about what people leave lying; for five seconds, or until the
//! next touch (terminal §1.3). Nothing of the person is here any more but that they listen, to these words too; the
//! language may be no longer theirs, so both are shown.

use super::heading::Heading;
use super::text as t;
use super::visit::use_visit;
use crate::session::use_session;
use crate::ui::{Icon, Picture};
use gloo_timers::callback::Timeout;
use leptos::prelude::*;

/// So long.
const SHOWN_MS: u32 = 5_000;
/// And so long to be heard.
const HEARD_MS: u32 = 12_000;

/// The page.
#[component]
pub fn Goodbye() -> impl IntoView {
    let (session, visit) = (use_session(), use_visit());
    let other = session.lang.get_untracked().other();
    let over = move || visit.over();
    let shown = if session.speech.get_untracked() { HEARD_MS } else { SHOWN_MS };
    let timer = StoredValue::new_local(Some(Timeout::new(shown, over)));
    on_cleanup(move || {
        timer.try_update_value(Option::take);
    });
    view! {
        <section class="page goodbye" on:click=move |_| over()>
            <Heading title=Signal::derive(|| t::GOODBYE.text()) />
            <p class="lead"><Picture icon=Icon::Check /><span>{session.words(t::TAKE_ALONG)}</span></p>
            <p class="lead" lang=other.tag()>{t::TAKE_ALONG.get(other)}</p>
        </section>
    }
}
