//! How it ended: thanks, or that it can be done later, or why it could not be. Then the next matter of the slip, or
//! goodbye.

use super::state::Outcome;
use super::{here, lead, text as w};
use crate::terminal::heading::Heading;
use crate::terminal::refusal::said;
use crate::terminal::route::{Route, Step};
use crate::terminal::text as t;
use crate::ui::{Button, Icon, Look, Picture};
use leptos::prelude::*;

/// The page.
#[component]
pub fn Done() -> impl IntoView {
    let (session, visit) = here();
    let (outcome, next) = visit.opinion.with_untracked(|opinion| {
        let opinion = opinion.as_ref();
        let next = opinion.and_then(|opinion| opinion.service()).map(|service| service.item.clone());
        (opinion.map_or(Outcome::Skipped, |opinion| opinion.outcome), next)
    });
    let title = match outcome {
        Outcome::Sent(_) => w::THANKS,
        Outcome::Skipped => w::SKIPPED,
        Outcome::Refused(code) => said(code),
    };
    let told = match outcome {
        Outcome::Sent(false) => Some(lead(session, Icon::Check, w::RECEIVED)),
        Outcome::Sent(true) => Some(lead(session, Icon::Check, w::SORRY)),
        _ => None,
    };
    let more = next.clone().map(|item| {
        let words = move || {
            let lang = session.lang.get();
            w::ONE_MORE.fill(lang, &[item.get(lang)])
        };
        view! { <p class="lead"><Picture icon=Icon::Star /><span>{words}</span></p> }
    });
    let next = next.map(|_| {
        view! {
            <Button
                label=session.words(w::RATE_NEXT)
                icon=Icon::Star
                on_press=visit.to(Route::Rate(Step::Level))
            />
        }
    });
    view! {
        <section class="page rate">
            <div class="rate-top">
                <Heading title=Signal::derive(move || title.text()) />
                {told}
                {more}
            </div>
            <div class="rate-go last">
                {next}
                <Button
                    label=session.words(t::END)
                    icon=Icon::Check
                    look=Look::Primary
                    on_press=move |()| visit.end()
                />
            </div>
        </section>
    }
}
