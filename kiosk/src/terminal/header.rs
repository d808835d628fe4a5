//! What stands above every page: the hall's name in both languages (R78), the date and the server's
//! time, and a line that says when the figures may be old.

use super::facts;
use super::text as t;
use crate::live::{Link, use_live};
use crate::session::use_session;
use crate::text::{clock, date};
use crate::ui::{Icon, Picture};
use hall::moment::Moment;
use leptos::prelude::*;

/// The bar at the top.
#[component]
pub fn Header() -> impl IntoView {
    let (live, session) = (use_live(), use_session());
    let name = facts::of_hall(live, |hall| hall.name.clone());
    let minute = Memo::new(move |_| live.now.get().map(Moment::hh_mm));
    let day = Memo::new(move |_| live.now.get().map(Moment::day));
    let named = move || {
        name.get().map(|name| {
            let lang = session.lang.get();
            let other = lang.other();
            view! {
                <span class="header-name">{name.get(lang).to_owned()}</span>
                <span class="header-other standard-only" lang=other.tag()>{name.get(other).to_owned()}</span>
            }
        })
    };
    let today = move || day.get().map(|day| date(day, session.lang.get()));
    view! {
        <header class="header">
            <p class="header-hall">{named}</p>
            <p class="header-time">
                <span class="header-clock">{move || minute.get().unwrap_or_else(|| clock(None))}</span>
                <span class="header-date">{today}</span>
            </p>
        </header>
    }
}

/// Says that the figures may be old, while they may be.
#[component]
pub fn Staleness() -> impl IntoView {
    let (live, session) = (use_live(), use_session());
    let stale = Memo::new(move |_| matches!(live.link.get(), Link::Stale { .. } | Link::Lost { .. }));
    let banner = move || {
        stale.get().then(|| {
            view! { <p class="banner"><Picture icon=Icon::Offline /><span>{session.words(t::STALE)}</span></p> }
        })
    };
    view! { <div role="status">{banner}</div> }
}
