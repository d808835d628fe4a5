//! What a public terminal does not let a finger do: menus, selecting, dragging, pinching, zooming
//! (A45). The rest is the style sheet (`touch-action`, `user-select`) and the browser's own policy.

use gloo_events::{EventListener, EventListenerOptions};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::WheelEvent;

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
    let listeners = StoredValue::new_local(listeners);
    on_cleanup(move || {
        listeners.try_update_value(Vec::clear);
    });
}
