//! Nobody is there: the hall's name, the time, whether it is open, how many wait, in both languages.
//! The first touch anywhere opens the home page and reaches nothing else; only the buttons for size
//! and language below do what they say at once (terminal §1.3). Meanwhile the pages that come first are built once,
//! unseen.

use super::facts;
use super::guides::Guides;
use super::heading;
use super::home::Home;
use super::refusal::said;
use super::route::Route;
use super::search::Search;
use super::text as t;
use super::visit::use_visit;
use crate::live::use_live;
use crate::session::use_session;
use crate::text::{clock, date};
use gloo_timers::future::TimeoutFuture;
use hall::api::QueueView;
use hall::code::Code;
use hall::hours::Hours;
use hall::moment::{Day, Moment};
use hall::text::{Lang, Text};
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event};

/// An Enter so soon after a letter or digit is a scanner's, in milliseconds.
const SCANNED_MS: f64 = 100.0;
/// Between two pages that are built unseen, in milliseconds: a touch finds the program free.
const CALM_MS: u32 = 400;

/// The attract page.
#[component]
pub fn Attract() -> impl IntoView {
    let (live, session, visit) = (use_live(), use_session(), use_visit());
    let name = facts::of_hall(live, |hall| hall.name.clone());
    let title = Signal::derive(move || name.get().unwrap_or_else(|| t::WELCOME.text()));
    let minute = Memo::new(move |_| live.now.get().map(Moment::hh_mm));
    let day = Memo::new(move |_| live.now.get().map(Moment::day));
    let stopped = facts::stopped(live);
    let open = Memo::new(move |_| {
        let hours = || live.open_state().map(|open| open.message);
        if stopped.get() { Some(said(Code::HallStopped).text()) } else { hours() }
    });
    let hours = Memo::new(move |_| {
        let day = day.get()?;
        live.hall.with(|view| view.as_ref().map(|view| office_hours(&view.hall.hours, day)))
    });

    // ends with this page, at the first touch
    leptos::task::spawn_local_scoped_with_cancellation(async move {
        while visit.catalog.with_untracked(Option::is_none) {
            TimeoutFuture::new(CALM_MS).await;
        }
        for page in [Route::Home, Route::Guides, Route::Search] {
            TimeoutFuture::new(CALM_MS).await;
            rehearse(&page);
        }
    });

    // wherever on the glass it is, beside the buttons too; and a key, wherever the focus is
    let start = window_event_listener(ev::click, move |event| {
        if is_free(&event) {
            visit.go(&Route::Home);
        }
    });
    let typed = StoredValue::new(f64::NEG_INFINITY);
    let key = window_event_listener(ev::keydown, move |event| {
        let (name, now) = (event.key(), event.time_stamp());
        if name.chars().count() == 1 && name != " " {
            typed.set_value(now);
        }
        // a scanner ends what it has read with Enter, at once
        let scanned = name == "Enter" && now - typed.get_value() < SCANNED_MS;
        if !scanned && matches!(name.as_str(), "Enter" | " ") && is_free(&event) {
            event.prevent_default();
            // whoever begins with a key may not see the screen (A20)
            session.speech.set(true);
            visit.go(&Route::Home);
        }
    });
    on_cleanup(move || {
        start.remove();
        key.remove();
    });
    let both = |text: Text, class: &'static str| {
        view! {
            <p class=class>
                <span>{text.zh}</span>
                <span class="attract-en" lang="en">{text.en}</span>
            </p>
        }
    };
    let today = move |lang: Lang| move || day.get().map(|day| date(day, lang));
    let hours = move || {
        hours.get().map(|hours| {
            let label = t::OFFICE_HOURS;
            view! { <p class="attract-hours">{label.zh}" "<span lang="en">{label.en}</span>" "{hours}</p> }
        })
    };
    view! {
        <div class="attract">
            <section class="attract-head">
                <heading::Heading title />
                <p class="attract-clock">{move || minute.get().unwrap_or_else(|| clock(None))}</p>
                <p class="attract-date">
                    <span>{today(Lang::Zh)}</span>
                    <span class="attract-en" lang="en">{today(Lang::En)}</span>
                </p>
                {move || open.get().map(|text| both(text, "attract-open"))}
                {hours}
            </section>
            <section class="attract-queues">
                {both(t::NOW_WAITING.text(), "attract-label")}
                <Waiting />
            </section>
            <button type="button" class="attract-start">
                <span>{t::TOUCH.zh}</span>
                <span class="attract-en" lang="en">{t::TOUCH.en}</span>
            </button>
        </div>
    }
}

/// Whether nothing else is meant: a button below says what it does itself, and what has gone from the page asked for
/// something there.
fn is_free(event: &Event) -> bool {
    let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else {
        return true;
    };
    let button = target.closest("button:not(.attract-start), dialog").ok().flatten();
    target.is_connected() && button.is_none()
}

/// When the windows work on a workday of that season.
fn office_hours(hours: &Hours, day: Day) -> String {
    let periods: Vec<_> = hours.workday_periods(day).iter().map(|period| period.label()).collect();
    periods.join("  ")
}

/// Builds a page outside of the document and forgets it, before any of its effects runs: a browser compiles each part
/// of the program when it is first used, and who comes first need not wait for that.
fn rehearse(page: &Route) {
    let owner = Owner::new();
    owner.with(|| match page {
        Route::Home => drop(view! { <Home /> }.into_any().build()),
        Route::Guides => drop(view! { <Guides /> }.into_any().build()),
        _ => drop(view! { <Search /> }.into_any().build()),
    });
    owner.cleanup();
}

/// How many wait in each queue.
#[component]
fn Waiting() -> impl IntoView {
    let live = use_live();
    let queues = facts::of_hall(live, |hall| hall.queues.clone());
    let rows = move || {
        let queues = queues.get().unwrap_or_default();
        queues
            .into_iter()
            .map(|queue| {
                let view = facts::queue(live, queue.prefix);
                let count = move || view.with(figure);
                view! {
                    <li class="attract-queue">
                        <span class="attract-queue-name">
                            <span>{queue.short.zh}</span>
                            <span class="attract-en" lang="en">{queue.short.en}</span>
                        </span>
                        <span class="attract-queue-count">{count}</span>
                    </li>
                }
            })
            .collect_view()
    };
    view! { <ul class="attract-list">{rows}</ul> }
}

/// How many wait; a dash while that is not known.
fn figure(view: &Option<QueueView>) -> String {
    view.as_ref().map_or_else(|| "–".to_owned(), |view| view.waiting.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use hall::profile::Hall;

    #[test]
    fn the_office_hours_are_those_of_the_season() {
        let hall: Hall = serde_json::from_str(include_str!("../../../assets/halls/shili/hall.json")).unwrap();
        let on = |day: &str| office_hours(&hall.hours, day.parse().unwrap());
        assert_eq!(on("2026-07-15"), "09:00–12:00  14:30–17:30");
        assert_eq!(on("2026-11-28"), "09:00–12:00  13:00–17:00", "what is said on a Saturday too");
    }
}
