//! Fingers on the glass. A browser makes a click of one short touch alone: of two fingers that overlap, of a hand that
//! rests on the glass beside the finger, and of a finger that stays long, it makes none. Here a button is pressed when the
//! finger that came down on it leaves it there (A43), once however long it stayed (A42), whatever the other
//! fingers do; and a finger that bounces has touched once (A40). That it was touched is painted before the work that it
//! asks for begins (A41): a slow machine answers as soon as a quick one. A key that follows, of a keypad or a scanner, finds
//! that work begun.

use super::keyboard::keys;
use crate::page;
use gloo_events::{EventListener, EventListenerOptions};
use gloo_timers::callback::Timeout;
use leptos::prelude::request_animation_frame;
use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, Touch, TouchEvent};

/// A touch within this time of another, in milliseconds,
const BOUNCE_MS: f64 = 80.0;
/// and so near to it, in pixels, is the same one.
const BOUNCE_PIXELS: u32 = 40;
/// What is wider than a finger, in pixels, is no finger.
const PALM_RADIUS: i32 = 60;

/// What a finger can press: a button, and the whole glass of a machine that nobody uses.
const PRESSED: &str = "button, .at-attract";
/// The class of what was touched, until its work is done.
const TOUCHED: &str = "touched";

/// Presses each button when a finger leaves it, until the current owner is gone.
pub fn listen_to_fingers() {
    let Some(document) = page::document() else { return };
    let page = document.clone();
    let mut last = Last::default();
    let pressed = Pressed::default();
    let waiting = pressed.clone();
    keys::keep(EventListener::new_with_options(
        &document,
        "keydown",
        EventListenerOptions::run_in_capture_phase(),
        move |_| while waiting.click() {},
    ));
    let options = EventListenerOptions::enable_prevent_default();
    keys::keep(EventListener::new_with_options(&document, "touchend", options, move |event| {
        let Some(touched) = event.dyn_ref::<TouchEvent>() else { return };
        let ended = touched.changed_touches();
        for finger in (0..ended.length()).filter_map(|index| ended.item(index)) {
            let at = (finger.client_x(), finger.client_y());
            let again = last.is_again(at, event.time_stamp());
            let began = finger.target().and_then(|target| target.dyn_into::<Element>().ok());
            let button = began.and_then(|began| began.closest(PRESSED).ok().flatten());
            let Some(button) = button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) else {
                continue;
            };
            // no click follows: what has come in place of the button is not pressed
            event.prevent_default();
            // the browser tells whole pixels; its binding knows no others
            #[expect(clippy::cast_precision_loss, reason = "no screen is that wide")]
            let under = page.element_from_point(at.0 as f32, at.1 as f32);
            if button.contains(under.as_deref()) && !again && !is_palm(&finger) {
                // as after any touch; fails only when the button is gone
                let _ = button.focus();
                pressed.press(button);
            }
        }
    }));
}

/// What was touched and waits until that is painted, the first touched first.
#[derive(Clone, Default)]
struct Pressed(Rc<RefCell<VecDeque<HtmlElement>>>);

impl Pressed {
    /// Shows that a button was touched, and presses it once that is painted.
    fn press(&self, button: HtmlElement) {
        // fails only for a class that is no word
        let _ = button.class_list().add_1(TOUCHED);
        self.0.borrow_mut().push_back(button);
        let waiting = self.clone();
        // no browser is without frames; a timer that is set in one ends after it is painted
        let _ = request_animation_frame(move || {
            Timeout::new(0, move || {
                waiting.click();
            })
            .forget();
        });
    }

    /// Presses the first that waits; whether there was one.
    fn click(&self) -> bool {
        let Some(button) = self.0.borrow_mut().pop_front() else { return false };
        // another finger's press may have taken it off the page meanwhile, and what it would do is gone with it
        if button.is_connected() {
            button.click();
        }
        let _ = button.class_list().remove_1(TOUCHED);
        true
    }
}

/// A hand that lay on the glass, where the panel tells how wide what touches it is.
fn is_palm(finger: &Touch) -> bool {
    finger.radius_x().max(finger.radius_y()) > PALM_RADIUS
}

/// The touch before: where, and when in milliseconds.
#[derive(Default)]
struct Last(Option<((i32, i32), f64)>);

impl Last {
    /// Whether this is the touch before once more, whatever has come to lie under it meanwhile.
    fn is_again(&mut self, at: (i32, i32), now_ms: f64) -> bool {
        let near =
            |(x, y): (i32, i32)| x.abs_diff(at.0) <= BOUNCE_PIXELS && y.abs_diff(at.1) <= BOUNCE_PIXELS;
        let again = self.0.is_some_and(|(last, ms)| near(last) && now_ms - ms < BOUNCE_MS);
        self.0 = Some((at, now_ms));
        again
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finger_that_bounces_touches_once_and_two_places_are_two() {
        let mut last = Last::default();
        let (a, beside, b) = ((500, 900), (512, 893), (620, 900));
        let touches = [(a, 0.0), (beside, 40.0), (a, 110.0), (a, 250.0), (b, 260.0), (a, 270.0)];
        let counted = touches.map(|(at, ms)| !last.is_again(at, ms));
        assert_eq!(counted, [true, false, false, true, true, true]);
    }
}
