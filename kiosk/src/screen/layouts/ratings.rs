//! The rating board (R45): sums of the whole hall over the last thirty days, never of a window or a matter. While there
//! are few ratings their number alone is shown, so that nobody's is made out (domain 4.3).

use super::super::both::{Both, both, filled};
use super::super::frame::frame;
use super::super::text;
use crate::live::{Call, api, use_live};
use gloo_timers::future::TimeoutFuture;
use hall::api::RatingSummary;
use hall::moment::{Day, Moment};
use hall::profile::Hall;
use hall::rating::{Figures, SMALLEST_GROUP};
use hall::text::Phrase;
use leptos::prelude::*;

/// Asked again after this.
const AGAIN_MS: u32 = 60_000;
/// Asked again after this, when nobody answered.
const SOON_MS: u32 = 5_000;
/// How many days are summed up, today among them.
const DAYS: i64 = 30;
/// Seconds of a day.
const DAY_S: i64 = 86_400;

/// The levels, best first, as the norm has them.
const LEVELS: [(usize, Phrase); 5] =
    [(5, text::LEVEL_5), (4, text::LEVEL_4), (3, text::LEVEL_3), (2, text::LEVEL_2), (1, text::LEVEL_1)];

/// First and last day of what is summed up.
fn period(now: Moment) -> (Day, Day) {
    (now.plus_seconds(-(DAYS - 1) * DAY_S).day(), now.day())
}

/// A share in per mille, rounded, for a bar and in words; 0 of nothing.
fn per_mille(part: u64, whole: u64) -> u64 {
    part.saturating_mul(1000).saturating_add(whole / 2).checked_div(whole).unwrap_or_default()
}

/// `97.5%`.
fn percent(per_mille: u64) -> String {
    format!("{}.{}%", per_mille / 10, per_mille % 10)
}

/// The figures of a level: how many, and which share.
fn level(figures: &Figures, level: usize) -> (u64, u64) {
    let count = level.checked_sub(1).and_then(|place| figures.levels.get(place)).copied().unwrap_or_default();
    (count, per_mille(count, figures.rated))
}

/// The rating board.
#[component]
pub fn RatingBoard(
    /// Whose screen.
    hall: Hall,
) -> impl IntoView {
    let live = use_live();
    let figures = RwSignal::new(None::<(Figures, (Day, Day))>);
    let id = hall.id.clone();
    leptos::task::spawn_local(async move {
        loop {
            // ends with the board
            let Some(now) = live.now.try_get_untracked() else { return };
            let mut again = SOON_MS;
            if let Some((from, to)) = now.map(period) {
                let call = Call::RatingTotal(id.clone(), from, to);
                if let Ok(summary) = api::get::<RatingSummary>(&call).await {
                    again = AGAIN_MS;
                    let shown = Some((summary.total, (from, to)));
                    if figures.try_with_untracked(|known| *known != shown) == Some(true) {
                        figures.set(shown);
                    }
                }
            }
            if figures.is_disposed() {
                return;
            }
            TimeoutFuture::new(again).await;
        }
    });
    let middle = view! {
        <section class="sums">
            {move || match figures.get() {
                Some((figures, period)) => sums(&figures, period),
                None => view! { <p class="sums-none">{both(text::RATINGS_COMING)}</p> }.into_any(),
            }}
        </section>
    };
    frame(hall, "ratings", middle.into_any())
}

fn sums(figures: &Figures, (from, to): (Day, Day)) -> AnyView {
    let enough = figures.rated >= SMALLEST_GROUP;
    let rate = figures.satisfied_rate.filter(|_| enough);
    let rate = rate.map(|rate| {
        view! {
            <div class="sum sum-rate">
                <dt>{both(text::SATISFIED_RATE)}</dt>
                <dd class="digits" data-rate="">{format!("{:.1}%", rate * 100.0)}</dd>
            </div>
        }
    });
    let bar = |(place, phrase): (usize, Phrase)| {
        let (count, share) = level(figures, place);
        view! {
            <li class="level" data-level=place.to_string() data-count=count.to_string()>
                <span class="level-name">{both(phrase)}</span>
                <span class="level-bar" aria-hidden="true"><span style:width=percent(share)></span></span>
                <span class="level-count digits">{count}</span>
                <span class="level-share digits">{percent(share)}</span>
            </li>
        }
    };
    let levels = match enough {
        true => view! { <ul class="levels">{LEVELS.map(bar).collect_view()}</ul> }.into_any(),
        false => view! { <p class="sums-none">{both(text::RATINGS_FEW)}</p> }.into_any(),
    };
    view! {
        <div class="sums-side">
            <h2 class="sums-title">{both(text::RATINGS)}</h2>
            <p class="sums-period">
                <Both text=filled(text::RATINGS_PERIOD, &[&from.to_string(), &to.to_string()])/>
            </p>
            <dl class="sums-figures">
                {rate}
                <div class="sum"><dt>{both(text::RATED)}</dt><dd class="digits" data-rated="">{figures.rated}</dd></div>
            </dl>
        </div>
        {levels}
        <p class="sums-how">{both(text::RATINGS_HOW)}</p>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_thirty_days_and_the_share_of_each_level() {
        let now: Moment = "2026-11-27T00:30:00+08:00".parse().unwrap();
        let (from, to) = period(now);
        assert_eq!((from.to_string().as_str(), to.to_string().as_str()), ("2026-10-29", "2026-11-27"));
        let figures = Figures::of(40, 40, [1, 0, 0, 2, 5]);
        assert_eq!([5, 4, 3, 1].map(|place| level(&figures, place)), [(5, 625), (2, 250), (0, 0), (1, 125)]);
        assert_eq!((percent(625), percent(per_mille(1, 0))), ("62.5%".to_owned(), "0.0%".to_owned()));
        assert_eq!([4, 1, 1].map(|part| percent(per_mille(part, 6))), ["66.7%", "16.7%", "16.7%"]);
    }
}
