//! The keys of a keyboard, a keypad or a scanner, wherever on the page the focus is.

use crate::page;
use gloo_events::{EventListener, EventListenerOptions};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Document, KeyboardEvent};

/// Gives every key of the page to `hear` until the current owner is gone; what it takes (true) does nothing
/// else. A key that is held is one key (EN 301 549 5.7). A question that must be answered first has the keys for itself.
pub fn listen(mut hear: impl FnMut(&KeyboardEvent, &Document) -> bool + 'static) {
    let Some(document) = page::document() else { return };
    let page = document.clone();
    let options = EventListenerOptions::enable_prevent_default();
    keep(EventListener::new_with_options(&document, "keydown", options, move |event| {
        let Some(key) = event.dyn_ref::<KeyboardEvent>() else { return };
        let modified = key.alt_key() || key.ctrl_key() || key.meta_key() || key.is_composing();
        let asked = page.query_selector("dialog[open]").ok().flatten().is_some();
        if modified || asked || event.default_prevented() {
            return;
        }
        // those that move or take back go on while they are held; arrows were heard elsewhere
        let held = key.repeat() && !matches!(key.key().as_str(), "Tab" | "Backspace" | "Delete");
        if held || hear(key, &page) {
            event.prevent_default();
        }
    }));
}

/// Listens until the current owner is gone.
pub fn keep(listener: EventListener) {
    let listener = StoredValue::new_local(Some(listener));
    on_cleanup(move || {
        listener.try_update_value(Option::take);
    });
}
