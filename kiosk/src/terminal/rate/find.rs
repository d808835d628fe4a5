//! Which slip: its QR code, or that of the window's pad or of a notice, before the scanner; or the code on the slip.

use super::state::Opinion;
use super::{here, text as w};
use crate::live::{Call, Failure, api};
use crate::terminal::attempt::is_unknown;
use crate::terminal::code::{CodePage, Standing, Words};
use crate::terminal::route::{Route, Step};
use crate::ui::Icon;
use hall::api::{RatingChoices, RatingSearch};
use hall::id::HallId;
use hall::rating::Slip;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What the page says.
const WORDS: Words = Words {
    title: w::FIND,
    how: w::HOW,
    code: w::CODE,
    go: w::GO,
    not_read: w::NOT_READ,
    lost: w::FIND_LOST,
    not_enabled: w::NOT_ENABLED,
    instead: w::SKIP,
};

/// The page.
#[component]
pub fn Find() -> impl IntoView {
    let (_, visit) = here();
    let standing = RwSignal::new(Standing::default());
    visit.opinion.set(None);
    let ask = move |(hall, entered): (HallId, String)| {
        let search = RatingSearch { slip: entered.clone() };
        let turn = visit.turn.get_value();
        spawn_local(async move {
            let answer = api::send::<_, RatingChoices>(&Call::FindRatings(hall), &search, None).await;
            // who has left or looks at something else meanwhile is not brought back
            let here = visit.route.try_get_untracked() == Some(Route::Rate(Step::Find));
            if !here || visit.turn.try_get_value() != Some(turn) {
                return;
            }
            let failure = match answer {
                Ok(Some(choices)) => {
                    visit.opinion.set(Some(Opinion::new(choices)));
                    return visit.go(&Route::Rate(Step::Level));
                }
                Ok(None) => Failure::Unreachable,
                Err(failure) => failure,
            };
            let lost = is_unknown(&failure);
            standing.try_set(if lost { Standing::Lost(entered) } else { Standing::Refused(failure) });
        });
    };
    let reads = |entered: &str| Slip::read(entered).is_some();
    view! { <CodePage words=WORDS icon=Icon::Star instead=Route::Home standing reads ask /> }
}
