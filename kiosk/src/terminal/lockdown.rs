//! What a public terminal does not let a finger or a keyboard do: menus, selecting, dragging, pinching, zooming,
//! the browser's own keys (A39, A45). The rest is the style sheet (`touch-action`, `user-select`) and the browser's own policy.

use gloo_events::{EventListener, EventListenerOptions};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{KeyboardEvent, WheelEvent};

const REFUSED: [&str; 7] =
    ["contextmenu", "selectstart", "dragstart", "gesturestart", "gesturechange", "gestureend", "dblclick"];

/// Refuses them until the current owner is gone.
pub fn lock_down() {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
    let options = EventListenerOptions::enable_prevent_default();
    let mut listeners: Vec<EventListener> = REFUSED
        .into_iter()
        .map(|name| {
            EventListener::new_with_options(&document, name, options, |event| event.prevent_default())
        })
        .collect();
    // a pinch on a touchpad arrives as a wheel with Ctrl
    listeners.push(EventListener::new_with_options(&document, "wheel", options, |event| {
        if event.dyn_ref::<WheelEvent>().is_some_and(|wheel| wheel.ctrl_key()) {
            event.prevent_default();
        }
    }));
    listeners.push(EventListener::new_with_options(&document, "keydown", options, |event| {
        let modified = |key: &KeyboardEvent| key.alt_key() || key.ctrl_key() || key.meta_key();
        if event.dyn_ref::<KeyboardEvent>().is_some_and(|key| modified(key) || is_browsers(&key.key())) {
            event.prevent_default();
        }
    }));
    let listeners = StoredValue::new_local(listeners);
    on_cleanup(move || {
        listeners.try_update_value(Vec::clear);
    });
}

/// F1, F5, BrowserBack and the like: help, reload, the way to another person's page.
fn is_browsers(key: &str) -> bool {
    key.starts_with("Browser") || key.strip_prefix('F').is_some_and(|number| number.parse::<u8>().is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_keys_of_people_pass() {
        for key in ["Enter", "Tab", "ArrowUp", "F", "Fn", "1", " ", "Escape", "PageDown"] {
            assert!(!is_browsers(key), "{key}");
        }
        for key in ["F1", "F5", "F12", "BrowserBack", "BrowserHome"] {
            assert!(is_browsers(key), "{key}");
        }
    }
}
