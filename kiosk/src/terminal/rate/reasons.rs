//! Why: the official reasons of the level that was chosen. A bad rating needs one, a good one does not; own words are
//! written on a phone, as nobody types them well at a kiosk.

use super::send::Sending;
use super::{change, choice, end, here, is, lead, skip, text as w};
use crate::terminal::heading::Heading;
use crate::terminal::route::{Route, Step};
use crate::ui::{Button, Icon, Look, Paged};
use leptos::prelude::*;

/// The page.
#[component]
pub fn Reasons() -> impl IntoView {
    let (session, visit) = here();
    let (reasons, code, negative) = visit.opinion.with_untracked(|opinion| {
        let opinion = opinion.as_ref();
        let reasons =
            opinion.map(|opinion| opinion.reasons().cloned().collect::<Vec<_>>()).unwrap_or_default();
        let code = opinion.and_then(|opinion| opinion.service()).map(|service| service.qr_svg.clone());
        (reasons, code.unwrap_or_default(), opinion.is_some_and(|opinion| opinion.is_negative()))
    });
    let boxes = move || {
        let entry = |word: &hall::api::RatingWord| {
            let code = word.code;
            let on = is(visit, move |opinion| opinion.tags.contains(&code));
            let press = change(visit, move |opinion| opinion.turn(code));
            choice("checkbox", session.text(word.words.clone()), 0, on, press)
        };
        reasons.iter().map(entry).collect()
    };
    let off = is(visit, |opinion| !opinion.is_complete());
    let sending = Sending::new();
    let press = move |()| if negative { visit.go(&Route::Rate(Step::Check)) } else { sending.submit() };
    view! {
        <section class="page rate reasons">
            <div class="rate-top">
                <Heading title=Signal::derive(|| w::REASONS.text()) />
                <div class="rate-phone">
                    <div class="rate-qr" role="img" aria-label=session.words(w::PHONE_CODE) inner_html=code></div>
                    <div class="rate-leads">
                        {lead(session, Icon::Info, if negative { w::REASON_NEEDED } else { w::REASON_FREE })}
                        {lead(session, Icon::Code, w::OWN_WORDS)}
                        <div role="alert">{sending.trouble()}</div>
                    </div>
                </div>
            </div>
            <Paged
                entries=boxes
                page=RwSignal::new(0)
                class="rows"
                label=session.words(w::REASONS)
                lang=session.lang
                again=session.sizes()
            />
            <div class="rate-go">
                {end(session, visit)}
                <Button label=session.words(w::SKIP) on_press=skip(visit) />
                <Button
                    label=sending.word(if negative { w::NEXT } else { w::SUBMIT })
                    look=Look::Primary
                    on_press=press
                    busy=sending.busy()
                    off
                />
            </div>
        </section>
    }
}
