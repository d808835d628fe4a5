//! A bad rating is shown once more before it is sent (A60); to change it is as easy as to send it.

use super::send::Sending;
use super::{end, here, text as w, what};
use crate::terminal::heading::Heading;
use crate::ui::{Button, Look};
use leptos::prelude::*;

/// The page.
#[component]
pub fn Check() -> impl IntoView {
    let (session, visit) = here();
    let chosen = visit.opinion.with_untracked(|opinion| {
        opinion.as_ref().map(|opinion| opinion.chosen().cloned().collect::<Vec<_>>()).unwrap_or_default()
    });
    let chosen = chosen.into_iter().map(|word| view! { <li>{session.text(word.words)}</li> }).collect_view();
    let sending = Sending::new();
    view! {
        <section class="page rate">
            <div class="rate-top">
                <Heading title=Signal::derive(|| w::CHECK.text()) />
                {what(session, visit)}
                <ul class="rate-chosen">{chosen}</ul>
                <div role="alert">{sending.trouble()}</div>
            </div>
            <div class="rate-go last">
                {end(session, visit)}
                <Button label=session.words(w::CHANGE) on_press=move |()| visit.back() />
                <Button
                    label=sending.word(w::CONFIRM)
                    look=Look::Primary
                    on_press=move |()| sending.submit()
                    busy=sending.busy()
                />
            </div>
        </section>
    }
}
