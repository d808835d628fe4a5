//! Arrow keys move the focus to the nearest control in that direction (A16), for keypads without a Tab
//! key. Inside an open dialog they stay in it. Which is nearest is decided by [`super::spatial`].

use super::spatial::{Direction, Rect, nearest};
use gloo_events::{EventListener, EventListenerOptions};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement, KeyboardEvent};

/// Listens until the current owner is gone.
pub fn listen_to_arrows() {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
    let page = document.clone();
    let options = EventListenerOptions::enable_prevent_default();
    let listener = EventListener::new_with_options(&document, "keydown", options, move |event| {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
        let modified = event.alt_key() || event.ctrl_key() || event.meta_key();
        if let (false, Some(direction)) = (modified, Direction::of_key(&event.key())) {
            event.prevent_default();
            step(&page, direction);
        }
    });
    let listener = StoredValue::new_local(Some(listener));
    on_cleanup(move || {
        listener.try_update_value(Option::take);
    });
}

fn rect(element: &Element) -> Rect {
    let rect = element.get_bounding_client_rect();
    Rect { left: rect.left(), top: rect.top(), right: rect.right(), bottom: rect.bottom() }
}

fn step(document: &Document, direction: Direction) {
    // of two the later one lies above: the question whether somebody is still there
    let modal = document.query_selector("dialog[open]:not(:has(~ dialog[open]))").ok().flatten();
    let found = match &modal {
        Some(dialog) => dialog.query_selector_all("button"),
        None => document.query_selector_all("button"),
    };
    let Ok(found) = found else { return };
    let controls: Vec<(HtmlElement, Rect)> = (0..found.length())
        .filter_map(|index| found.get(index)?.dyn_into::<HtmlElement>().ok())
        .map(|element| {
            let rect = rect(&element);
            (element, rect)
        })
        .filter(|(_, rect)| rect.right > rect.left && rect.bottom > rect.top)
        .collect();
    let focused = document.active_element().filter(|element| element.tag_name() != "BODY");
    let from = focused.as_ref().map_or(Rect { left: 0.0, top: 0.0, right: 0.0, bottom: 0.0 }, rect);
    let others: Vec<&(HtmlElement, Rect)> =
        controls.iter().filter(|(element, _)| focused.as_ref() != Some(element.as_ref())).collect();
    let rects: Vec<Rect> = others.iter().map(|(_, rect)| *rect).collect();
    // the heading that has the focus after a change of page may be wider than the page: going down from
    // it finds the first control below
    if let Some((element, _)) = nearest(from, &rects, direction).and_then(|index| others.get(index)) {
        // fails only when the element is gone
        let _ = element.focus();
    }
}
