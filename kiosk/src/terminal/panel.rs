//! Fits the page to the panel of this machine, as the hall's file describes it: letters as large as the distance
//! asks for, and how high a seated person reaches (A01, A02, A50). Without a description the usual panel counts.

use crate::live::{device, use_live};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Tells the style sheet, and again when the hall's file has changed.
pub fn fit() {
    let (live, own) = (use_live(), device::name());
    Effect::new(move || {
        let known = live.hall.with(|hall| hall.as_ref()?.hall.device(own.as_ref()?).cloned());
        let Some(device) = known else { return };
        let Some(window) = web_sys::window() else { return };
        let side = |side: Result<wasm_bindgen::JsValue, _>| side.ok().and_then(|side| side.as_f64());
        let (Some(width), Some(height)) = (side(window.inner_width()), side(window.inner_height())) else {
            return;
        };
        let root = window.document().and_then(|document| document.document_element());
        let Some(root) = root.and_then(|root| root.dyn_into::<HtmlElement>().ok()) else { return };
        let set = |name: &str, value: u32| {
            // fails only for an invalid name
            let _ = root.style().set_property(name, &value.to_string());
        };
        set("--enlarge", device.text_percent(width, height));
        set("--reach", device.reach_percent);
    });
}
