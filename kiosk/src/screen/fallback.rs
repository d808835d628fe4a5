//! What people see when the server is away: first a banner over data that may be old, then, when they
//! are too old to be shown, a page that tells people what to do (A67). Both go away by themselves.

use super::both::{Both, both, filled};
use super::header::Clock;
use super::mark::{Mark, mark};
use super::text;
use crate::live::clock::monotonic_ms;
use crate::live::{Link, use_live};
use hall::moment::Moment;
use hall::text::Text;
use leptos::prelude::*;

/// The banner over data that may be old; it stands where the foot stood.
#[component]
pub fn Stale() -> impl IntoView {
    let live = use_live();
    let since = Memo::new(move |_| match live.link.get() {
        Link::Stale { since_ms } | Link::Lost { since_ms } => {
            good_until(live.now.get_untracked()?, monotonic_ms(), since_ms)
        }
        Link::Connecting | Link::Fresh => None,
    });
    view! {
        <div class="stale-banner" role="alert" data-stale="">
            {mark(Mark::Warning)}
            {both(text::STALE)}
            {move || since.get().map(|text| view! { <span class="stale-since"><Both text/></span> })}
        </div>
    }
}

/// Until when the data were good, on the wall clock of the server.
fn good_until(now: Moment, now_ms: f64, since_ms: f64) -> Option<Text> {
    let ago = std::time::Duration::try_from_secs_f64((now_ms - since_ms) / 1000.0).ok()?;
    let then = now.plus_seconds(-i64::try_from(ago.as_secs()).ok()?);
    Some(filled(text::AS_OF, &[&then.hh_mm()]))
}

/// The page when nothing that is known can be shown any more.
#[component]
pub fn Fallback() -> impl IntoView {
    view! {
        <main class="screen lost" data-screen="lost">
            <header class="head">
                <span></span>
                <Clock/>
            </header>
            <div class="lost-body">
                <h1>{both(text::LOST)}</h1>
                <ul>
                    <li>{both(text::LOST_LISTEN)}</li>
                    <li>{both(text::LOST_WINDOWS)}</li>
                    <li>{both(text::LOST_QUEUE)}</li>
                </ul>
                <p class="lost-back">{both(text::LOST_BACK)}</p>
            </div>
        </main>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_banner_says_until_when_the_data_were_good() {
        let now: Moment = "2026-11-22T09:42:10+08:00".parse().unwrap();
        let text = good_until(now, 130_000.0, 100_000.0).unwrap();
        assert_eq!((text.zh.as_str(), text.en.as_str()), ("截至 09:41", "As of 09:41"));
        assert_eq!(good_until(now, 0.0, 1.0), None);
    }
}
