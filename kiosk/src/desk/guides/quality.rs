//! What is missing in the published catalog (R7, R8): how complete the guides of each department are, every
//! finding, the worst first, and where the records are from.

use super::finding::{Findings, Found};
use super::text as t;
use super::wire;
use crate::desk::context::Desk;
use hall::catalog::{Missing, Origin, Score};
use hall::text::Lang;
use leptos::prelude::*;

/// What is missing most is told so many times for each department.
const MISSING: usize = 3;

/// The page of the quality.
#[component]
pub fn Quality() -> impl IntoView {
    let desk = Desk::here();
    // the first page of the findings brings them too
    let scores = RwSignal::new(None::<(u32, Vec<Score>)>);
    let origins = RwSignal::new((Vec::<Origin>::new(), 0_u32));
    let found = Found::new(desk, move |kind, after| {
        let first = after.is_none();
        let answer = wire::lint(desk.hall_id()?, kind, after);
        Some(async move {
            let lint = answer.await?;
            scores.try_set(Some((lint.version, lint.scores)));
            if first {
                origins.try_set((lint.origins, lint.more_origins));
            }
            Ok(lint.findings)
        })
    });
    let there = Memo::new(move |_| desk.hall.with(Option::is_some));
    Effect::new(move || {
        if there.get() {
            found.anew();
        }
    });
    let version = move || {
        scores.with(|scores| {
            scores.as_ref().map(|(version, _)| desk.fill(t::VERSION_NO, &[&version.to_string()]))
        })
    };
    let rows = move || {
        let all = scores.with(|scores| scores.as_ref().map(|(_, all)| all.clone())).unwrap_or_default();
        all.into_iter().map(|score| view! { <Row score/> }).collect_view()
    };
    let more = move || {
        let more = origins.with(|(_, more)| *more);
        (more > 0).then(|| view! { <p class="quiet">{desk.fill(t::AND_MORE, &[&more.to_string()])}</p> })
    };
    view! {
        <section class="card stack" aria-labelledby="scores-title">
            <div class="ratings-head">
                <h2 id="scores-title">{desk.words(t::SCORES_TITLE)}</h2>
                <span class="quiet">{version}</span>
            </div>
            <p class="quiet">{desk.words(t::SCORES_HINT)}</p>
            <table class="list scores" aria-labelledby="scores-title">
                <thead>
                    <tr>
                        <th scope="col">{desk.words(t::COL_DEPARTMENT)}</th>
                        <th scope="col" class="figure">{desk.words(t::COL_ITEMS)}</th>
                        <th scope="col" class="figure">{desk.words(t::COL_SCORE)}</th>
                        <td></td>
                        <th scope="col">{desk.words(t::COL_MISSING)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
        <section class="card stack" aria-labelledby="lint-title">
            <h2 id="lint-title">{desk.words(t::LINT_TITLE)}</h2>
            <p class="quiet">{desk.words(t::LINT_HINT)}</p>
            <Findings found titled="lint-title" listed=true/>
        </section>
        <Show when=move || origins.with(|(all, _)| !all.is_empty())>
            <section class="card stack" aria-labelledby="origins-title">
                <h2 id="origins-title">{desk.words(t::ORIGINS_TITLE)}</h2>
                <p class="quiet">{desk.words(t::ORIGINS_HINT)}</p>
                <table class="list" aria-labelledby="origins-title">
                    <tbody>{move || origins.get().0.into_iter().map(|origin| view! { <Note origin/> }).collect_view()}</tbody>
                </table>
                {more}
            </section>
        </Show>
    }
}

/// Where some of the records are from. Whoever wrote it chose the language.
#[component]
fn Note(origin: Origin) -> impl IntoView {
    let desk = Desk::here();
    let Origin { label, words, items } = origin;
    let lang = if words.is_ascii() { Lang::En } else { Lang::Zh };
    view! {
        <tr>
            <th scope="row">{move || label.get(desk.lang.get()).to_owned()}</th>
            <td class="wide" lang=lang.tag()>{words}</td>
            <td class="figure">{move || desk.fill(t::ORIGINS_ITEMS, &[&items.to_string()])}</td>
        </tr>
    }
}

#[component]
fn Row(score: Score) -> impl IntoView {
    let desk = Desk::here();
    let Score { department, name, items, percent, missing } = score;
    let lacks = move |missing: &Missing| {
        let label = missing.label.get(desk.lang.get());
        desk.fill(t::MISSING_OF, &[label, &missing.items.to_string()])
    };
    let lacks = move || missing.iter().take(MISSING).map(lacks).collect::<Vec<_>>().join("  ");
    view! {
        <tr data-department=department.to_string()>
            <th scope="row">{move || name.get(desk.lang.get()).to_owned()}</th>
            <td class="figure">{items.to_string()}</td>
            <td class="figure">{format!("{percent} %")}</td>
            <td class="wide">
                <span class="bar" aria-hidden="true"><span style:width=format!("{percent}%")></span></span>
            </td>
            <td>{lacks}</td>
        </tr>
    }
}
