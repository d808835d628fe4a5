//! A message to everybody (A69): it fills the screen, in both languages, as large as it goes, until it ends by itself
//! or at the desk. Where letters must be so large that both do not fit, they take turns. What the queue does goes on
//! unseen and is there afterwards.

use super::header::Clock;
use super::mark::{Mark, mark};
use crate::screen::both::both;
use crate::text::EMERGENCY;
use hall::board::Emergency;
use leptos::prelude::*;

/// The message.
#[component]
pub fn EmergencyFace(
    /// Which.
    emergency: Emergency,
) -> impl IntoView {
    // large letters for a few words, smaller ones for many: steps, so that nothing is measured
    let length = emergency.text.zh.chars().count() + emergency.text.en.chars().count() / 3;
    let size = match length {
        0..=20 => "few",
        21..=50 => "some",
        _ => "many",
    };
    view! {
        <main class="screen emergency" data-screen="emergency" data-emergency=emergency.seq.to_string()>
            <header class="emergency-head">{mark(Mark::Warning)} <h1>{both(EMERGENCY)}</h1> <Clock/></header>
            <div class="emergency-words" role="alert" data-size=size>
                <p class="zh">{emergency.text.zh}</p>
                <p class="en" lang="en">{emergency.text.en}</p>
            </div>
        </main>
    }
}
