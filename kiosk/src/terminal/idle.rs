//! Watches whether somebody is still there, warns on the screen and with a tone, and ends the visit
//! (A33–A36). What follows when is decided by [`crate::session::idle`]; this file carries it out.

use super::sound::Tones;
use super::text as t;
use super::visit::use_visit;
use crate::live::clock::monotonic_ms;
use crate::live::use_live;
use crate::session::idle::{Announcement, Idle, Phase, Stage};
use crate::session::use_session;
use crate::ui::{Button, Dialog, Icon, Look};
use gloo_events::{EventListener, EventListenerOptions, EventListenerPhase};
use gloo_timers::callback::{Interval, Timeout};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Event, KeyboardEvent};

/// How often the idle clock is looked at.
const LOOK_MS: u32 = 250;
/// A finger was lifted without a click: the warning goes after this long. Were it to go at once, the
/// click that may follow would reach what lies below it.
const LIFTED_MS: u32 = 120;
/// Time for the last announcement to be heard of, before the page ends.
const FAREWELL_MS: u32 = 300;

/// Each sentence that is read aloud: whoever listens has not gone away.
const SPEAKING: &str = "mingtang:speaking";

/// The idle clock of the page and its warning.
#[component]
pub fn IdleWatch() -> impl IntoView {
    let (live, session, visit) = (use_live(), use_session(), use_visit());
    let idle = StoredValue::new(Idle::new(monotonic_ms()));
    let phase = RwSignal::new(Phase::Calm);
    let tones = StoredValue::new_local(Tones::default());
    let timers = StoredValue::new_local(Vec::<Timeout>::new());
    let place = move || {
        let stage = if visit.unanswered.get_untracked() {
            Stage::Helped
        } else {
            visit.route.get_untracked().stage()
        };
        (stage, session.is_slow())
    };

    let announce = move |announcement| {
        let phrase = match announcement {
            Announcement::Begins => t::IDLE_BEGINS,
            Announcement::Soon => t::IDLE_SOON,
            Announcement::Over => t::IDLE_OVER,
        };
        visit.message.set(phrase.get(session.lang.get_untracked()).to_owned());
        match announcement {
            Announcement::Begins => {
                tones.try_update_value(Tones::warn);
            }
            Announcement::Soon => {}
            Announcement::Over => {
                // an answer that is still on its way belongs to nobody
                visit.turn.update_value(|turn| *turn = turn.wrapping_add(1));
                let farewell = Timeout::new(FAREWELL_MS, move || visit.end());
                timers.try_update_value(|timers| {
                    timers.clear();
                    timers.push(farewell);
                });
            }
        }
    };
    // so that the same words are heard again the next time; what a page says meanwhile stays
    let forget_words = move || {
        let said = visit.message.get_untracked();
        if [t::IDLE_BEGINS, t::IDLE_SOON].iter().any(|words| said == words.zh || said == words.en) {
            visit.message.set(String::new());
        }
    };
    let look = move || {
        let (stage, slow) = place();
        let (before, now) = (phase.get_untracked(), idle.get_value().phase(monotonic_ms(), stage, slow));
        // nothing covers a message to everybody (A69): who does not come back meanwhile has gone
        let covered = matches!(now, Phase::Warning(_)) && untrack(|| live.emergency()).is_some();
        let now = if covered { Phase::Calm } else { now };
        if now != before {
            phase.set(now);
            if now == Phase::Calm {
                forget_words();
            }
            if let Some(announcement) = now.announcement(before) {
                announce(announcement);
            }
        }
    };
    let touch = move || {
        if phase.get_untracked() != Phase::Over {
            idle.update_value(|idle| idle.touch(monotonic_ms()));
            look();
        }
    };
    // a new page, a ticket that has just come, or an answer to who asked for help begins with the whole time
    Effect::new(move || {
        visit.route.track();
        visit.help.track();
        visit.unanswered.track();
        idle.update_value(|idle| idle.touch(monotonic_ms()));
        if phase.get_untracked() != Phase::Calm {
            forget_words();
        }
        phase.set(Phase::Calm);
    });

    let warning = move || matches!(phase.get_untracked(), Phase::Warning(_));
    let on_event = move |event: &Event| match event.type_().as_str() {
        "keydown" if warning() => {
            let key = event.dyn_ref::<KeyboardEvent>().map(KeyboardEvent::key).unwrap_or_default();
            match key.as_str() {
                // the focused button says what happens
                "Enter" | " " => {}
                "Tab" | "ArrowUp" | "ArrowDown" | "ArrowLeft" | "ArrowRight" => {
                    let (stage, slow) = place();
                    idle.update_value(|idle| idle.hold(monotonic_ms(), stage, slow));
                    look();
                }
                _ => {
                    event.prevent_default();
                    touch();
                }
            }
        }
        // the warning itself is read aloud: that is nobody who has come back
        "pointerdown" | SPEAKING if warning() => {}
        "pointerup" | "pointercancel" if warning() => {
            let lifted = Timeout::new(LIFTED_MS, touch);
            timers.try_update_value(|timers| {
                timers.clear();
                timers.push(lifted);
            });
        }
        _ => touch(),
    };
    listen(on_event);
    let ticker = StoredValue::new_local(Some(Interval::new(LOOK_MS, look)));
    on_cleanup(move || {
        ticker.try_update_value(Option::take);
        timers.try_update_value(Vec::clear);
    });

    let open = Signal::derive(move || matches!(phase.get(), Phase::Warning(_)));
    let seconds = move || match phase.get() {
        Phase::Warning(seconds) => t::SECONDS_LEFT.fill(session.lang.get(), &[&seconds.to_string()]),
        _ => String::new(),
    };
    view! {
        <Dialog open title=session.words(t::STILL_THERE) on_dismiss=move |()| touch()>
            <p class="dialog-text countdown" aria-hidden="true">{seconds}</p>
            <p class="dialog-text">{session.words(t::TOUCH_TO_STAY)}</p>
            <div class="dialog-buttons">
                <Button
                    label=session.words(t::CONTINUE)
                    icon=Icon::Check
                    look=Look::Primary
                    on_press=move |()| touch()
                />
                <Button label=session.words(t::LEAVE) icon=Icon::Leave on_press=move |()| visit.end() />
            </div>
        </Dialog>
    }
}

/// Whatever a person does, wherever it happens.
fn listen(on_event: impl Fn(&Event) + Copy + 'static) {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
    let options = EventListenerOptions { phase: EventListenerPhase::Capture, passive: false };
    let names = ["pointerdown", "pointerup", "pointercancel", "click", "keydown", "wheel", SPEAKING];
    let listeners: Vec<EventListener> = names
        .into_iter()
        .map(|name| EventListener::new_with_options(&document, name, options, on_event))
        .collect();
    let listeners = StoredValue::new_local(listeners);
    on_cleanup(move || {
        listeners.try_update_value(Vec::clear);
    });
}
