//! The panel of the call that is announced now: inverse yellow, the number as large as it goes, and the
//! very sentences the voice says (A30). A recall blinks three times, once a second, and then rests (A56).

use super::announcer::Announcement;
use super::both::{Both, both, filled};
use super::rows::{called_again, is_priority, label, spoken};
use super::text;
use crate::live::use_live;
use hall::profile::Hall;
use hall::screen::call_sentence;
use hall::text::Lang;
use leptos::prelude::*;

/// The call that is announced now.
#[component]
pub fn CallPanel(
    /// Whose call.
    hall: Hall,
    /// Which.
    call: Announcement,
) -> impl IntoView {
    let ticket = call.ticket.to_string();
    let chars = ticket.chars().count().to_string();
    let label = label(&hall, &call.window);
    let spoken = spoken(&hall, &call.window).to_owned();
    let label_chars = label.chars().count().to_string();
    let priority = use_live().board.with_untracked(|board| is_priority(board, &call.ticket));
    let badge = match call.times {
        0 | 1 => priority.then(|| text::PRIORITY_CALLED.text()),
        times => Some(called_again(times)),
    };
    let recall = badge.map(|text| view! { <p class="panel-again"><Both text/></p> });
    view! {
        <section
            class="panel panel-call"
            class:blink={call.times > 1}
            role="status"
            data-call-panel=""
            data-ticket=ticket
            data-window=call.window.to_string()
            data-times=call.times.to_string()
        >
            <p class="panel-lead">{both(text::PLEASE_COME)}</p>
            {recall}
            <p class="panel-number digits" data-chars=chars>{ticket.clone()}</p>
            <p class="panel-window" data-chars=label_chars><Both text=filled(text::WINDOW_LABEL, &[&label])/></p>
            <p class="panel-sentence">
                <span class="both">
                    <span class="zh">{call_sentence(Lang::Zh, &call.ticket, &spoken)}</span>
                    <span class="en" lang="en">{call_sentence(Lang::En, &call.ticket, &spoken)}</span>
                </span>
            </p>
        </section>
    }
}
