//! A small picture of this screen, for the desk, when somebody there asks for it. How it is taken stands in
//! `assets/scripts/picture.js`, which is brought with the first request: most screens are never asked.

use crate::live::Call;
use crate::page::{document, load_script};
use leptos::prelude::*;
use web_sys::CustomEvent;

/// Whether the script is here, or on its way.
#[derive(Clone, Copy)]
pub struct Picture {
    asked: StoredValue<bool>,
}

impl Picture {
    /// Nobody has asked yet.
    #[must_use]
    pub fn new() -> Self {
        Self { asked: StoredValue::new(false) }
    }

    /// Takes a picture and sends it under the name by which it was asked for.
    pub fn take(self, call: &Call, name: &str) {
        let Some(root) = document().and_then(|document| document.document_element()) else { return };
        // fails only for an invalid name
        let _ = root.set_attribute("data-picture", &format!("{}?name={name}", call.path()));
        if self.asked.try_get_value() == Some(true) {
            let heard = CustomEvent::new("mingtang:picture").ok();
            let window = web_sys::window();
            heard.zip(window).map(|(event, window)| window.dispatch_event(&event));
            return;
        }
        self.asked.set_value(true);
        let asked = self.asked;
        load_script("mingtang-picture", move || {
            asked.try_set_value(false);
        });
    }
}
