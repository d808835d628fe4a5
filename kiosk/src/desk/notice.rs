//! The line where the desk speaks: what was done, what was refused and why. A live region that is
//! always there, so that nothing said is lost and the focus stays where it is (row A55).

use super::context::{Desk, Notice, Tone};
use super::text as t;
use leptos::prelude::*;

impl Tone {
    const fn class(self) -> &'static str {
        match self {
            Self::Done => "notice done",
            Self::Note => "notice note",
            Self::Refused => "notice refused",
        }
    }
}

/// The line where the desk speaks.
#[component]
pub fn NoticeLine() -> impl IntoView {
    let desk = Desk::here();
    let shown = move |notice: Notice| {
        let Notice { tone, text, at } = notice;
        let word = match tone {
            Tone::Done => t::TONE_DONE,
            Tone::Note => t::TONE_NOTE,
            Tone::Refused => t::TONE_REFUSED,
        };
        let time = at.map(hall::moment::Moment::hh_mm);
        view! {
            <p class=tone.class()>
                <b>{desk.words(word)}</b>
                <span>{move || text.get(desk.lang.get()).to_owned()}</span>
                <time>{time}</time>
            </p>
        }
    };
    view! { <div role="status" class="notices">{move || desk.notice.get().map(shown)}</div> }
}
