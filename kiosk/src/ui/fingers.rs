//! Fingers on the glass. A browser makes a click of one short touch alone: of two fingers that overlap, of a hand that
//! rests on the glass beside the finger, and of a finger that stays long, it makes none. Here a button is pressed when the
//! finger that came down on it leaves it there (A43), once however long it stayed (A42), whatever the other
//! fingers do; and a finger that bounces has touched once (A40).

use super::keyboard::keys;
use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, TouchEvent};

/// The same button again within this time is the same touch, in milliseconds.
const BOUNCE_MS: f64 = 80.0;

/// Presses each button when a finger leaves it, until the current owner is gone.
pub fn listen_to_fingers() {
    let Some(document) = keys::document() else { return };
    let page = document.clone();
    let mut last = Last(None);
    let options = EventListenerOptions::enable_prevent_default();
    keys::keep(EventListener::new_with_options(&document, "touchend", options, move |event| {
        let Some(touched) = event.dyn_ref::<TouchEvent>() else { return };
        let ended = touched.changed_touches();
        for finger in (0..ended.length()).filter_map(|index| ended.item(index)) {
            let began = finger.target().and_then(|target| target.dyn_into::<Element>().ok());
            let button = began.and_then(|began| began.closest("button").ok().flatten());
            let Some(button) = button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) else {
                continue;
            };
            // no click follows: what has come in place of the button is not pressed
            event.prevent_default();
            // the browser tells whole pixels; its binding knows no others
            #[expect(clippy::cast_precision_loss, reason = "no screen is that wide")]
            let under = page.element_from_point(finger.client_x() as f32, finger.client_y() as f32);
            if button.contains(under.as_deref()) && last.is_another(&button, event.time_stamp()) {
                // as after any touch; fails only when the button is gone
                let _ = button.focus();
                button.click();
            }
        }
    }));
}

/// The touch before, and its time in milliseconds.
struct Last<K>(Option<(K, f64)>);

impl<K: PartialEq + Clone> Last<K> {
    /// Whether this is a touch of its own.
    fn is_another(&mut self, key: &K, now_ms: f64) -> bool {
        let bounced = self.0.as_ref().is_some_and(|(last, at)| last == key && now_ms - at < BOUNCE_MS);
        self.0 = Some((key.clone(), now_ms));
        !bounced
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finger_that_bounces_touches_once_and_two_keys_are_two() {
        let mut last = Last(None);
        let touches = [('a', 0.0), ('a', 40.0), ('a', 110.0), ('a', 250.0), ('b', 260.0), ('a', 270.0)];
        let counted = touches.map(|(key, at)| last.is_another(&key, at));
        assert_eq!(counted, [true, false, false, true, true, true]);
    }
}
