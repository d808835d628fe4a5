//! A modal dialog on the browser's own `<dialog>`: it keeps the focus inside, closes with Escape and
//! gives the focus back to where it was (row A17).

use leptos::html;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{HtmlElement, KeyboardEvent};

/// What can receive the focus inside a dialog.
const FOCUSABLE: &str = "button:not([disabled]), input, select, textarea, [tabindex='0']";

/// A dialog that is there while `open` is true.
#[component]
pub fn Modal(
    /// Whether it is open.
    #[prop(into)]
    open: Signal<bool>,
    /// What it is called, for who hears it.
    #[prop(into)]
    title: Signal<String>,
    /// It has room for more than a question.
    #[prop(optional)]
    wide: bool,
    /// The person wants it closed.
    on_close: impl Fn() + Copy + Send + Sync + 'static,
    /// What is in it; built each time it opens.
    children: TypedChildrenFn<AnyView>,
) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    let children = children.into_inner();
    Effect::new(move || {
        let Some(element) = dialog.get() else { return };
        if !open.get() {
            element.close();
        } else if !element.open() && element.show_modal().is_ok() {
            // once what is in it has been drawn; without a next frame nobody looks at it
            let _ = request_animation_frame(move || {
                let first = dialog.try_get_untracked().flatten().and_then(|element| {
                    element.query_selector("[data-focus]").ok().flatten()?.dyn_into::<HtmlElement>().ok()
                });
                focus(first.as_ref());
            });
        }
    });
    let turn = move |event: KeyboardEvent| {
        if event.key() == "Tab" {
            keep_inside(dialog, &event);
        }
    };
    view! {
        <dialog
            node_ref=dialog
            class=if wide { "modal wide" } else { "modal" }
            aria-labelledby="modal-title"
            on:close=move |_| on_close()
            on:keydown=turn
        >
            {move || {
                open.get().then(|| {
                    view! {
                        <h2 id="modal-title">{move || title.get()}</h2>
                        {children()}
                    }
                })
            }}
        </dialog>
    }
}

/// From the last control to the first and back, not out into the browser's own bars.
fn keep_inside(dialog: NodeRef<html::Dialog>, event: &KeyboardEvent) {
    let Some(element) = dialog.get_untracked() else { return };
    let Ok(all) = element.query_selector_all(FOCUSABLE) else { return };
    let at = |index: u32| all.get(index).and_then(|node| node.dyn_into::<HtmlElement>().ok());
    let (first, last) = (at(0), at(all.length().saturating_sub(1)));
    let active = document().active_element();
    let is = |end: &Option<HtmlElement>| match (end, &active) {
        (Some(end), Some(active)) => end.is_same_node(Some(active)),
        _ => false,
    };
    let to = if event.shift_key() && is(&first) {
        last
    } else if !event.shift_key() && is(&last) {
        first
    } else {
        return;
    };
    event.prevent_default();
    focus(to.as_ref());
}

/// Gives the focus to an element; one that cannot take it leaves the focus where it is.
fn focus(element: Option<&HtmlElement>) {
    if let Some(element) = element {
        let _ = element.focus();
    }
}
