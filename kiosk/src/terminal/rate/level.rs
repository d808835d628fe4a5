//! How satisfied: the five levels of the norm in its order, one size and colour, none chosen beforehand. Words say
//! what each is; the stars beside them only repeat it.

use super::{change, choice, end, here, is, lead, skip, text as w, what};
use crate::terminal::heading::Heading;
use crate::terminal::route::{Route, Step};
use crate::ui::{Button, Icon, Look};
use leptos::prelude::*;

/// The page.
#[component]
pub fn Levels() -> impl IntoView {
    let (session, visit) = here();
    let levels = visit.opinion.with_untracked(|opinion| {
        opinion.as_ref().map(|opinion| opinion.levels().to_vec()).unwrap_or_default()
    });
    let radios = levels.into_iter().map(|word| {
        let level = word.level;
        let on = is(visit, move |opinion| opinion.level == Some(level));
        let press = change(visit, move |opinion| opinion.choose(level));
        choice("radio", session.text(word.words), level.get(), on, press)
    });
    let off = is(visit, |opinion| opinion.level.is_none());
    view! {
        <section class="page rate">
            <div class="rate-top">
                <Heading title=Signal::derive(|| w::TITLE.text()) />
                {what(session, visit)}
                {lead(session, Icon::Info, w::VOLUNTARY)}
            </div>
            <div class="rate-levels" role="radiogroup" aria-label=session.words(w::LEVELS)>
                {radios.collect_view()}
            </div>
            <div class="rate-go">
                {end(session, visit)}
                <Button label=session.words(w::SKIP) on_press=skip(visit) />
                <Button
                    label=session.words(w::NEXT)
                    look=Look::Primary
                    on_press=visit.to(Route::Rate(Step::Reasons))
                    off
                />
            </div>
        </section>
    }
}
