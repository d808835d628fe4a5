//! Reading aloud (朗读, R76): whether it is on, and the key of the headphones. The voice itself is a program
//! of its own ([`crate::speech`]), loaded when it is first wanted, so that nobody waits for what few need.
//!
//! Whoever sets a machine up opens `/kiosk#headphones=IN,OUT` once, with the names of the keys that its socket sends when
//! headphones are plugged in and out (as `F9,F10`), or `/kiosk#headphones=always` where there is no loudspeaker. What is
//! private is read aloud to headphones alone (A25). `#headphones=` forgets it.

use super::route::Route;
use super::text as t;
use super::visit::use_visit;
use crate::page;
use crate::session::{Session, mark, use_session};
use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;

/// Where the browser keeps what is known of the headphones.
const KEY: &str = "mingtang.headphones";

/// That there is no voice is shown for so long.
const LOST_MS: u32 = 8_000;

/// Marks the page for the voice, and brings the voice when it is first wanted.
pub fn follow() {
    let (session, visit) = (use_session(), use_visit());
    let headphones = RwSignal::new(false);
    mark("data-speech", session.speech);
    mark("data-headphones", headphones);
    let here = StoredValue::new(false);
    Effect::new(move || {
        if session.speech.get() && !here.get_value() {
            here.set_value(true);
            page::load_script("mingtang-speech", move || {
                // no voice: the button says so, and tries again when it is pressed again
                here.set_value(false);
                session.speech.set(false);
                visit.message.set(t::NO_VOICE.get(session.lang.get_untracked()).to_owned());
                say_lost(session);
            });
        }
    });
    if let Some(told) = told() {
        if told == "always" {
            headphones.set(true);
        } else {
            listen(&told, headphones);
        }
    }
}

/// Says it for a while where the voice shows what it says (A30).
fn say_lost(session: Session) {
    let line = page::document().and_then(|page| page.query_selector(".spoken").ok().flatten());
    let Some(line) = line else { return };
    line.set_text_content(Some(t::NO_VOICE.get(session.lang.get_untracked())));
    Timeout::new(LOST_MS, move || line.set_text_content(None)).forget();
}

/// Headphones that are plugged in begin it (A20).
fn listen(told: &str, headphones: RwSignal<bool>) {
    let (session, visit) = (use_session(), use_visit());
    let (plugged, unplugged) = told.split_once(',').unwrap_or((told, ""));
    let (plugged, unplugged) = (plugged.to_owned(), unplugged.to_owned());
    let Some(window) = web_sys::window() else { return };
    let listener = EventListener::new(&window, "keydown", move |event| {
        let key = event.dyn_ref::<KeyboardEvent>().map(KeyboardEvent::key).unwrap_or_default();
        if key == plugged {
            headphones.set(true);
            session.speech.set(true);
            if visit.route.get_untracked() == Route::Attract {
                visit.go(&Route::Home);
            }
        } else if key == unplugged {
            headphones.set(false);
        }
    });
    // for as long as the page lives
    listener.forget();
}

/// What is known of the headphones: from the address, which is cleaned at once, or as it was told before.
fn told() -> Option<String> {
    let window = web_sys::window()?;
    let storage = window.local_storage().ok()??;
    let fragment = window.location().hash().unwrap_or_default();
    if let Some(told) = fragment.strip_prefix("#headphones=") {
        // a full or forbidden storage: the machine goes on without headphones
        let _ = if told.is_empty() { storage.remove_item(KEY) } else { storage.set_item(KEY, told) };
        page::clean_address();
    }
    storage.get_item(KEY).ok()?
}
