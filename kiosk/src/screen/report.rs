//! What this screen tells the server of itself: which call it has painted and spoken last, and what is on it. It is
//! read from the page as it stands there, after it was painted, never from what was meant to be there; so the desk
//! hears of a screen that hangs. Sent at once when it changes, and every ten seconds.

use super::here::Here;
use super::picture::Picture;
use super::signs::Signs;
use super::stage::Stage;
use super::voice::player::Hearing;
use crate::live::clock::monotonic_ms;
use crate::live::signs::SignCall;
use crate::live::{Call, Heard, Live, api, json};
use crate::page::{document, meta};
use gloo_timers::callback::Interval;
use hall::api::ReportAnswer;
use hall::event::Event;
use hall::screen::{Shown, Why};
use leptos::prelude::*;
use web_sys::Element;

/// How often the page is looked at.
const LOOK_MS: u32 = 1_000;
/// What did not arrive is told again after this: one report that is lost must not make the desk say that a call is not
/// shown ([`hall::screen::CONFIRM_SECONDS`]).
const AGAIN_MS: f64 = 1_500.0;
/// It reports at least so often.
const EVERY_MS: f64 = 10_000.0;

/// Under which name the panel's own word is kept.
const PANEL: &str = "mingtang-panel";

#[derive(Default)]
struct Core {
    /// The last report that arrived, and when.
    sent: Option<(String, f64)>,
    /// A report is on its way.
    sending: bool,
    /// The last call that was seen painted.
    shown: Option<Shown>,
    _look: Option<Interval>,
}

/// Reports until the calling component goes away; the stage hears whether this screen speaks.
pub fn report(live: Live, signs: Signs, here: Here, stage: Stage) {
    let core = StoredValue::new_local(Core::default());
    let reporter = Reporter { live, signs, here, stage, pictures: Picture::new(), core };
    live.on_heard(move |heard| {
        let urgent = match heard {
            Heard::Snapshot => true,
            Heard::Fact(fact) => matches!(
                fact.event,
                Event::TicketCalled { .. }
                    | Event::TicketRecalled { .. }
                    | Event::EmergencyRaised { .. }
                    | Event::EmergencyEnded
            ),
        };
        if urgent {
            reporter.when_painted();
        }
    });
    core.update_value(|core| core._look = Some(Interval::new(LOOK_MS, move || reporter.look())));
}

#[derive(Clone, Copy)]
struct Reporter {
    live: Live,
    signs: Signs,
    here: Here,
    stage: Stage,
    pictures: Picture,
    core: StoredValue<Core, LocalStorage>,
}

impl Reporter {
    /// Looks after the next frame: the one in which what was heard is painted.
    fn when_painted(self) {
        // fails only where there is no window
        let _ = request_animation_frame(move || {
            let _ = request_animation_frame(move || self.look());
        });
    }

    fn look(self) {
        let Some(face) = self.face() else { return };
        let now = monotonic_ms();
        let due = self.core.try_update_value(|core| {
            let due = !core.sending
                && core.sent.as_ref().is_none_or(|(sent, at)| *sent != face || now - at >= EVERY_MS);
            core.sending |= due;
            due
        });
        let hall = self.live.hall.with_untracked(|hall| hall.as_ref().map(|view| view.hall.id.clone()));
        let (Some(true), Some(hall)) = (due, hall) else { return };
        leptos::task::spawn_local(async move {
            let call = Call::signs(hall, SignCall::Report);
            let answer = api::send_text(&call, face.clone()).await;
            let now = monotonic_ms();
            self.core.try_update_value(|core| {
                core.sending = false;
                // what did not arrive is told again a little later; a server that is away is not asked every second
                let at = if answer.is_ok() { now } else { now - EVERY_MS + AGAIN_MS };
                core.sent = Some((face, at));
            });
            match answer {
                Ok(answer) => {
                    let answer = answer.and_then(|body| json::read::<ReportAnswer>(&body).ok());
                    let answer = answer.unwrap_or_default();
                    self.stage.told(answer.speaks, now);
                    if let Some(heard) = answer.heard {
                        self.stage.take_over(heard, self.here);
                    }
                    if let (Some(name), Some(call)) = (answer.picture, self.picture()) {
                        self.pictures.take(&call, &name);
                    }
                }
                Err(_) => self.stage.unheard(now),
            }
        });
    }

    fn picture(self) -> Option<Call> {
        let hall = self.live.hall.with_untracked(|hall| hall.as_ref().map(|view| view.hall.id.clone()))?;
        let screen =
            self.here.screen.with_untracked(|screen| screen.as_ref().map(|screen| screen.id.clone()))?;
        Some(Call::signs(hall, SignCall::Picture(screen)))
    }

    /// As `hall::screen::Face` reads it, written by hand: what serde needs for it would be a hundredth of the program.
    fn face(self) -> Option<String> {
        let screen = self.here.screen.get_untracked()?;
        let document = document()?;
        let root =
            document.query_selector("body > main.screen, #poster:not([hidden]) > main.screen").ok()??;
        // nobody sees a page in the background, and nothing is painted there
        let hidden = document.hidden();
        let called = self.live.board.with_untracked(|board| {
            let called = board.calls.iter().find(|call| {
                !hidden
                    && screen.shows_call(call.queue(), &call.window)
                    && is_painted(&root, call.ticket.to_string().as_str(), call.window.as_str())
            });
            called.map(|call| Shown { seq: call.seq, ticket: call.ticket.clone() })
        });
        let seq = |shown: &Option<Shown>| shown.as_ref().map(|shown| shown.seq);
        let shown = self.core.try_update_value(|core| {
            if seq(&called) > seq(&core.shown) {
                core.shown = called;
            }
            core.shown.clone()
        })?;
        let on = self.here.on.get_untracked();
        let emergency =
            root.get_attribute("data-emergency").filter(|_| !hidden).and_then(|seq| seq.parse().ok());
        let kind = match root.get_attribute("data-screen") {
            _ if hidden => "hidden".to_owned(),
            _ if root.class_list().contains("stale") => "stale".to_owned(),
            kind => kind.unwrap_or_default(),
        };
        let why = match (&on, emergency) {
            (_, Some(_)) => Some("emergency"),
            (Some(on), None) => Some(match on.why {
                Why::Call => "call",
                Why::Playlist { .. } => "playlist",
                Why::NothingDue => "nothing_due",
                Why::Fixed => "fixed",
            }),
            (None, None) => None,
        };
        let hearing = self.stage.hearing.get_untracked();
        let seen = |seen: Option<Shown>| {
            seen.map_or_else(none, |seen| format!(r#"{{"seq":{},"ticket":"{}"}}"#, seen.seq, seen.ticket))
        };
        let word = |word: Option<&str>| word.map_or_else(none, |word| format!(r#""{word}""#));
        let audible = match hearing {
            Hearing::Off => "null",
            Hearing::On => "true",
            Hearing::Blocked | Hearing::Silent => "false",
        };
        let (wide, high) = size();
        Some(format!(
            r#"{{"screen":"{}","panel":"{}","build":"{}","on":"{kind}","what":{},"why":{},"revision":{},"shown":{},"spoken":{},"audible":{audible},"emergency":{},"size_px":[{wide},{high}]}}"#,
            screen.id,
            panel().unwrap_or_default(),
            meta("mingtang-build").unwrap_or_default(),
            word(what(&root).as_deref()),
            word(why),
            self.signs.outline.with_untracked(|outline| outline.as_ref().map_or(0, |it| it.revision)),
            seen(shown),
            seen(self.stage.spoken()),
            emergency.map_or_else(none, |seq: u64| seq.to_string()),
        ))
    }
}

/// Which notice or list stands there.
fn what(root: &Element) -> Option<String> {
    let named =
        |name: &str| root.query_selector(&format!("[{name}]:not([{name}=''])")).ok()??.get_attribute(name);
    named("data-notice").or_else(|| named("data-list"))
}

/// Which panel this is, of those at its address: drawn once, and kept as long as the browser's window is.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "below a thousand million, never below 0"
)]
fn panel() -> Option<String> {
    let storage = web_sys::window()?.session_storage().ok()??;
    if let Ok(Some(known)) = storage.get_item(PANEL) {
        return Some(known);
    }
    let drawn = ((js_sys::Math::random() * 1e9) as u32).to_string();
    storage.set_item(PANEL, &drawn).ok()?;
    Some(drawn)
}

fn none() -> String {
    "null".to_owned()
}

/// Whether a call stands in the page: in the table, in the panel, or on the sign.
fn is_painted(root: &Element, ticket: &str, window: &str) -> bool {
    let stands = |selector: String| matches!(root.query_selector(&selector), Ok(Some(_)));
    stands(format!("[data-call='{ticket}'][data-window='{window}']"))
        || stands(format!(".sign-number[data-ticket='{ticket}']"))
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "pixels of a panel, never below 0"
)]
fn size() -> (u32, u32) {
    let side = |side: Result<wasm_bindgen::JsValue, _>| {
        side.ok().and_then(|px| px.as_f64()).map_or(0, |px| px.max(0.0) as u32)
    };
    web_sys::window().map_or((0, 0), |window| (side(window.inner_width()), side(window.inner_height())))
}
