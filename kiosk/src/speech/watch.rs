//! What the voice listens to: keys, touches, the focus, and changes of the page. All for as long as the page lives.

use super::keys::Key;
use super::page::{self, document};
use super::voice::Voice;
use gloo_events::{EventListener, EventListenerOptions, EventListenerPhase};
use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, KeyboardEvent, Node};

/// Attributes that change what is to be said.
const WATCHED: [&str; 3] = ["lang", "data-speech", "data-headphones"];

/// Listens.
pub fn watch(voice: &Voice) {
    let Some(document) = document() else { return };
    let options = EventListenerOptions { phase: EventListenerPhase::Capture, passive: false };
    for name in ["keydown", "pointerdown", "click", "focusin"] {
        let voice = voice.clone();
        let listener = EventListener::new_with_options(&document, name, options, move |event| {
            if page::is_marked("data-speech") {
                heard(&voice, event);
            }
        });
        listener.forget();
    }
    let voice = voice.clone();
    if let Some(root) = document.document_element() {
        // a browser without it has no wasm either
        let _ = observe(&root, move || voice.changed());
    }
}

fn heard(voice: &Voice, event: &Event) {
    match event.type_().as_str() {
        "keydown" => {
            let Some(key) = event.dyn_ref::<KeyboardEvent>() else { return };
            let modified = key.alt_key() || key.ctrl_key() || key.meta_key();
            let known = if modified { None } else { Key::of(&key.key(), page::takes_letters()) };
            // whatever is pressed ends the sentence
            if !known.is_some_and(|known| voice.key(event, known)) {
                voice.stop();
                voice.typing();
                if key.key() == "Tab" || key.key().starts_with("Arrow") {
                    voice.news(|news| news.moving = true);
                }
            }
        }
        "click" => {
            if let Some(pressed) = control_of(event).filter(has_focus) {
                // what was pressed counts, not that somebody moved there
                voice.news(|news| (news.pressed, news.moving) = (Some(pressed), false));
            }
        }
        "focusin" => {
            if let Some(to) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) {
                voice.moved(&to);
            }
        }
        _ => voice.stop(),
    }
}

/// Calls back after each change below a node. By hand, because the binding of a `MutationObserver` is not among those
/// that the other programs use, and each that is added is compiled for all.
fn observe(root: &Node, changed: impl FnMut() + 'static) -> Result<(), JsValue> {
    let changed = Closure::<dyn FnMut()>::new(changed);
    let class: Function = Reflect::get(&js_sys::global(), &"MutationObserver".into())?.dyn_into()?;
    let observer = Reflect::construct(&class, &Array::of1(changed.as_ref()))?;
    let options = Object::new();
    for name in ["childList", "characterData", "attributes", "subtree"] {
        Reflect::set(&options, &name.into(), &true.into())?;
    }
    let watched: Array = WATCHED.iter().map(|name| JsValue::from_str(name)).collect();
    Reflect::set(&options, &"attributeFilter".into(), &watched)?;
    let observe: Function = Reflect::get(&observer, &"observe".into())?.dyn_into()?;
    observe.call2(&observer, root, &options)?;
    changed.forget();
    Ok(())
}

/// The control that an event is about.
fn control_of(event: &Event) -> Option<Element> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    target.closest(page::CONTROLS).ok().flatten()
}

/// Whether the focus is on this element.
fn has_focus(element: &Element) -> bool {
    let focused = document().and_then(|document| document.active_element());
    focused.as_ref() == Some(element)
}
