//! The ratings in sum, for supervisors (R48, R99): how many services, how many rated, how they were
//! rated, grouped by window, matter, department or channel. Small groups come folded from the server,
//! so that nobody can be told by a single rating (domain 4.3).

use super::context::Desk;
use super::figures::{bar, count, percent};
use super::tasks::Tasks;
use super::text as t;
use super::wire;
use crate::live::Heard;
use crate::live::path::By;
use gloo_timers::future::TimeoutFuture;
use hall::api::{RatingGroup, RatingSummary};
use hall::event::Event;
use hall::id::WindowId;
use hall::moment::Moment;
use hall::profile::Hall;
use hall::rating::Figures;
use hall::text::Phrase;
use leptos::prelude::*;
use std::sync::Arc;

/// After a service the figures are fetched again once this has passed, however many followed.
const DEBOUNCE_MS: u32 = 3_000;
/// The groupings, in the order of the list.
const GROUPINGS: [(By, Phrase); 4] = [
    (By::Window, t::BY_WINDOW),
    (By::Item, t::BY_ITEM),
    (By::Department, t::BY_DEPARTMENT),
    (By::Channel, t::BY_CHANNEL),
];
/// The levels, best first.
const LEVELS: [(usize, Phrase); 5] =
    [(5, t::LEVEL_5), (4, t::LEVEL_4), (3, t::LEVEL_3), (2, t::LEVEL_2), (1, t::LEVEL_1)];

/// The figures that were fetched last, and how to fetch them again.
#[derive(Clone, Copy)]
pub struct Report {
    desk: Desk,
    by: RwSignal<By>,
    summary: RwSignal<Option<RatingSummary>>,
    at: RwSignal<Option<Moment>>,
    busy: RwSignal<bool>,
    /// A refresh is due already.
    due: RwSignal<bool>,
    tasks: Tasks,
}

impl Report {
    /// For the component that is being built; follows the hall from now on.
    #[must_use]
    pub fn new() -> Self {
        let report = Self {
            desk: Desk::here(),
            by: RwSignal::new(By::Window),
            summary: RwSignal::new(None),
            at: RwSignal::new(None),
            busy: RwSignal::new(false),
            due: RwSignal::new(false),
            tasks: Tasks::new(),
        };
        report.follow();
        report
    }

    /// Fetches the figures; a failure of a refresh that nobody asked for is not worth a word, the
    /// figures keep the time they are from.
    fn fetch(self, asked_for: bool) {
        let hall = self.desk.hall.with_untracked(|hall| hall.as_ref().map(|hall| hall.id.clone()));
        let Some(hall) = hall else { return };
        let by = self.by.get_untracked();
        self.busy.set(true);
        self.tasks.spawn(async move {
            let answer = wire::ratings(hall, by).await;
            self.busy.set(false);
            if by != self.by.get_untracked() {
                return;
            }
            match answer {
                Ok(summary) => {
                    self.summary.set(Some(summary));
                    self.at.set(self.desk.live.now.get_untracked());
                }
                Err(failure) if asked_for => self.desk.refuse(&failure),
                Err(_) => {}
            }
        });
    }

    fn follow(self) {
        self.fetch(true);
        self.desk.live.on_heard(move |heard| {
            let served = matches!(heard, Heard::Fact(fact) if matches!(fact.event, Event::Served { .. }));
            if served && !self.due.get_untracked() {
                self.due.set(true);
                self.tasks.spawn(async move {
                    TimeoutFuture::new(DEBOUNCE_MS).await;
                    self.due.set(false);
                    self.fetch(false);
                });
            }
        });
    }
}

/// The ratings of the whole hall: the rates, and a bar for each level.
#[component]
pub fn RatingTotal(
    /// The figures.
    report: Report,
) -> impl IntoView {
    let desk = report.desk;
    let total = Memo::new(move |_| {
        report
            .summary
            .with(|summary| summary.as_ref().map(|summary| summary.total.clone()))
            .unwrap_or_default()
    });
    let fact = move |phrase: Phrase, figure: fn(&Figures) -> String| {
        view! {
            <div>
                <dt>{desk.words(phrase)}</dt>
                <dd>{move || total.with(figure)}</dd>
            </div>
        }
    };
    let level = move |(level, phrase): (usize, Phrase)| {
        view! {
            <tr>
                <th scope="row">{desk.words(phrase)}</th>
                <td class="wide">
                    <span class="bar" aria-hidden="true">
                        <span style:width=move || total.with(|total| bar(total, level))></span>
                    </span>
                </td>
                <td class="figure">{move || total.with(|total| count(total, level))}</td>
                <td class="figure">{move || total.with(|total| bar(total, level))}</td>
            </tr>
        }
    };
    view! {
        <section class="card sum" aria-labelledby="sum-title">
            <h2 id="sum-title">{desk.words(t::RATINGS)}</h2>
            <dl class="facts">
                {fact(t::SATISFIED_RATE, |total| percent(total.satisfied_rate))}
                {fact(t::ACTIVE_RATE, |total| percent(total.active_rating_rate))}
                {fact(t::SERVED, |total| total.served.to_string())}
                {fact(t::RATED, |total| total.rated.to_string())}
            </dl>
            <table class="list levels">
                <thead class="unseen">
                    <tr>
                        <th scope="col">{desk.words(t::LEVEL)}</th>
                        <td></td>
                        <th scope="col">{desk.words(t::RATED)}</th>
                        <th scope="col">{desk.words(t::SHARE)}</th>
                    </tr>
                </thead>
                <tbody>{LEVELS.map(level).collect_view()}</tbody>
            </table>
        </section>
    }
}

/// The ratings by group.
#[component]
pub fn Ratings(
    /// The figures.
    report: Report,
) -> impl IntoView {
    let desk = report.desk;
    let choose = move |value: &str| {
        if let Some((by, _)) = GROUPINGS.into_iter().find(|(by, _)| by.as_str() == value) {
            report.by.set(by);
            report.fetch(true);
        }
    };
    let option = move |(by, phrase): (By, Phrase)| {
        view! {
            <option value=by.as_str() selected=move || report.by.get() == by>{desk.words(phrase)}</option>
        }
    };
    let at = move || report.at.get().map(|at| desk.fill(t::AS_OF, &[&at.hh_mm()]));
    view! {
        <section class="card ratings" aria-labelledby="ratings-title">
            <div class="ratings-head">
                <h2 id="ratings-title">{desk.words(t::RATINGS_BY)}</h2>
                <p class="quiet" role="status">{at}</p>
                <span class="fill"></span>
                <label class="inline">
                    <span>{desk.words(t::GROUP_BY)}</span>
                    <select id="by" on:change:target=move |event| choose(&event.target().value())>
                        {GROUPINGS.map(option).collect_view()}
                    </select>
                </label>
                <button
                    class="btn"
                    data-do="refresh"
                    aria-busy=move || report.busy.get().to_string()
                    on:click=move |_| report.fetch(true)
                >
                    {desk.words(t::REFRESH)}
                </button>
            </div>
            <div class="scroll" tabindex="0" role="group" aria-labelledby="ratings-title">
                {move || report.summary.get().map(|summary| view! { <Table desk by=report.by.get_untracked() summary/> })}
            </div>
            <p class="quiet">{desk.words(t::RATINGS_RULE)}</p>
        </section>
    }
}

#[component]
fn Table(desk: Desk, by: By, summary: RatingSummary) -> impl IntoView {
    let RatingSummary { total, groups } = summary;
    let grouping =
        GROUPINGS.into_iter().find(|(known, _)| *known == by).map_or(t::BY_WINDOW, |(_, phrase)| phrase);
    let level = |(_, phrase): (usize, Phrase)| view! { <th scope="col">{desk.words(phrase)}</th> };
    let column = |phrase: Phrase| view! { <th scope="col" class="figure">{desk.words(phrase)}</th> };
    let row = move |group: RatingGroup| {
        let RatingGroup { key, name, figures } = group;
        let folded = key.is_empty();
        // a window has a short sign, and its name stands in the hall; other keys are for programs
        let window = (by == By::Window).then(|| key.parse::<WindowId>().ok()).flatten();
        let sign = window.as_ref().map(|_| view! { <b class="letter">{key.clone()}</b> });
        let name = move || {
            let lang = desk.lang.get();
            if folded {
                return t::FOLDED.get(lang).to_owned();
            }
            let at = |hall: &Option<Arc<Hall>>| {
                Some(hall.as_ref()?.window(window.as_ref()?)?.department.get(lang).to_owned())
            };
            desk.hall.with(at).unwrap_or_else(|| name.get(lang).to_owned())
        };
        view! {
            <tr>
                <th scope="row"><span class="name">{sign}<span>{name}</span></span></th>
                <Cells figures services=by != By::Channel/>
            </tr>
        }
    };
    view! {
        <table class="list figures">
            <thead>
                <tr>
                    <th scope="col">{desk.words(grouping)}</th>
                    {column(t::SERVED)}
                    {column(t::RATED)}
                    {LEVELS.map(level).collect_view()}
                    {column(t::SATISFIED_RATE)}
                    {column(t::ACTIVE_RATE)}
                    {column(t::COVERAGE)}
                </tr>
            </thead>
            <tbody>
                <tr class="total">
                    <th scope="row">{desk.words(t::WHOLE_HALL)}</th>
                    <Cells figures=total services=true/>
                </tr>
                {groups.into_iter().map(row).collect_view()}
            </tbody>
        </table>
    }
}

#[component]
fn Cells(figures: Figures, services: bool) -> impl IntoView {
    // a service has no channel of its own: only its rating has
    let served = if services { figures.served.to_string() } else { percent(None) };
    let level = |(level, _): (usize, Phrase)| {
        view! {
            <td class="level">
                <span>{count(&figures, level)}</span>
                <span class="bar" aria-hidden="true">
                    <span style:width=bar(&figures, level)></span>
                </span>
            </td>
        }
    };
    view! {
        <td class="figure">{served}</td>
        <td class="figure">{figures.rated}</td>
        {LEVELS.map(level).collect_view()}
        <td class="figure">{percent(figures.satisfied_rate)}</td>
        <td class="figure">{percent(figures.active_rating_rate)}</td>
        <td class="figure">{percent(figures.coverage)}</td>
    }
}
