//! The HTML page around a program: its meta data, language, title and splash. The one place that
//! touches `document` outside of views.

use gloo_events::EventListener;
use hall::text::Lang;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Element;

/// The document; none outside of a browser.
#[must_use]
pub fn document() -> Option<web_sys::Document> {
    web_sys::window()?.document()
}

/// The content of `<meta name="…">` in the shell; none when absent or empty.
#[must_use]
pub fn meta(name: &str) -> Option<String> {
    let selector = format!("meta[name='{name}']");
    let content = document()?.query_selector(&selector).ok()??.get_attribute("content")?;
    if content.is_empty() { None } else { Some(content) }
}

/// Takes the static splash away once the program has drawn something.
pub fn remove_splash() {
    if let Some(splash) = document().and_then(|d| d.get_element_by_id("splash")) {
        splash.remove();
    }
}

/// Sets `html[lang]` (row A52).
pub fn set_lang(lang: Lang) {
    if let Some(root) = document().and_then(|d| d.document_element()) {
        // fails only for an invalid attribute name
        let _ = root.set_attribute("lang", lang.tag());
    }
}

/// Loads the script that a `<meta>` of the shell names, and tells when it does not come; nothing when the build has none.
pub fn load_script(name: &str, lost: impl FnOnce() + 'static) {
    let (Some(document), Some(address)) = (document(), meta(name)) else { return };
    if let (Ok(script), Some(root)) = (document.create_element("script"), document.document_element()) {
        // fails only for an invalid name
        let _ = script.set_attribute("type", "module");
        let _ = script.set_attribute("src", &address);
        EventListener::once(&script, "error", move |event| {
            // the next try is a new script
            if let Some(script) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) {
                script.remove();
            }
            lost();
        })
        .forget();
        let _ = root.append_child(&script);
    }
}

/// Moves the focus to the title: what had it is gone.
pub fn focus_title() {
    focus("h1");
}

/// Moves the focus to the first element that a CSS selector finds, if any.
pub fn focus(selector: &str) {
    let found = document().and_then(|d| d.query_selector(selector).ok().flatten());
    if let Some(found) = found.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok()) {
        // fails only when the element is gone
        let _ = found.focus();
    }
}

/// Takes the focus from within an element, before that goes away: a browser that has to look for another place for it
/// lays the new page out before it is whole.
pub fn drop_focus(selector: &str) {
    let focused = document().and_then(|d| d.active_element());
    let focused = focused.filter(|focused| matches!(focused.closest(selector), Ok(Some(_))));
    if let Some(focused) = focused.and_then(|focused| focused.dyn_into::<web_sys::HtmlElement>().ok()) {
        // fails only when the element is gone
        let _ = focused.blur();
    }
}

/// Sets the page's title.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Takes the fragment out of the address and its entry of the history.
pub fn clean_address() {
    let Some(window) = web_sys::window() else { return };
    let location = window.location();
    let (Ok(path), Ok(query), Ok(history)) = (location.pathname(), location.search(), window.history())
    else {
        return;
    };
    // fails only for the address of another server
    let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&format!("{path}{query}")));
}
