//! An action whose answer is awaited: its button waits, and after a second its word says so (A41).

use super::attempt::Attempt;
use crate::session::Session;
use crate::text::{PLEASE_WAIT, TRY_AGAIN};
use gloo_timers::future::TimeoutFuture;
use hall::text::Phrase;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// After this long a word says that it is under way.
const SLOW_MS: u32 = 1_000;

/// Sets `slow` when it is still under way after a second; `is_sending` tells none when its page is gone.
pub fn begin(slow: RwSignal<bool>, is_sending: impl Fn() -> Option<bool> + 'static) {
    slow.set(false);
    spawn_local(async move {
        TimeoutFuture::new(SLOW_MS).await;
        if is_sending() == Some(true) {
            slow.try_set(true);
        }
    });
}

/// What the button of an attempt says.
pub fn word(
    session: Session,
    attempt: RwSignal<Attempt>,
    slow: RwSignal<bool>,
    label: Phrase,
) -> Signal<String> {
    Signal::derive(move || {
        let word = attempt.with(|attempt| match attempt {
            Attempt::Lost(_) => TRY_AGAIN,
            Attempt::Sending(_) if slow.get() => PLEASE_WAIT,
            _ => label,
        });
        session.say(word).to_owned()
    })
}
