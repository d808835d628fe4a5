//! A question that must be answered first, or what is told of one thing of a page. The browser's own modal
//! dialog: the page behind is inert, the focus goes in, stays in, and returns to where it was (A17).

use leptos::ev::{Event, KeyboardEvent};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// A modal dialog.
#[component]
pub fn Dialog(
    /// Whether it is shown.
    #[prop(into)]
    open: Signal<bool>,
    /// Its title.
    #[prop(into)]
    title: Signal<String>,
    /// Called for Esc; the caller decides whether to close.
    #[prop(into)]
    on_dismiss: Callback<()>,
    /// Nothing is asked: it only tells something.
    #[prop(optional)]
    calm: bool,
    /// What it says and asks.
    children: Children,
) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move || {
        let Some(element) = dialog.get() else { return };
        if open.get() && !element.open() {
            // fails when the element is not in the page; then there is nothing to show
            let _ = element.show_modal();
        } else if !open.get() && element.open() {
            element.close();
        }
    });
    let cancel = move |event: Event| {
        event.prevent_default();
        on_dismiss.run(());
    };
    let keep_inside = move |event: KeyboardEvent| match event.key().as_str() {
        "Tab" => {
            if let Some(element) = dialog.get_untracked() {
                turn_around(&element, &event);
            }
        }
        // a browser asks once whether it may close a dialog, and not for the second Esc
        "Escape" => {
            event.prevent_default();
            on_dismiss.run(());
        }
        _ => {}
    };
    // closed by the browser all the same, as by Esc while nothing in it has the focus
    let stay = move |_: Event| {
        if open.get_untracked()
            && let Some(element) = dialog.get_untracked()
            && !element.open()
        {
            // as above
            let _ = element.show_modal();
        }
    };
    view! {
        <dialog
            node_ref=dialog
            class="dialog"
            class:calm=calm
            role=(!calm).then_some("alertdialog")
            aria-label=move || title.get()
            on:cancel=cancel
            on:close=stay
            on:keydown=keep_inside
        >
            <h2 class="dialog-title">{move || title.get()}</h2>
            {children()}
        </dialog>
    }
}

/// Tab on the last control goes to the first, and back.
fn turn_around(dialog: &HtmlElement, event: &KeyboardEvent) {
    let Ok(controls) = dialog.query_selector_all("button") else { return };
    let control = |index: u32| controls.get(index).and_then(|node| node.dyn_into::<HtmlElement>().ok());
    let (Some(first), Some(last)) = (control(0), control(controls.length().saturating_sub(1))) else {
        return;
    };
    let focused = web_sys::window().and_then(|w| w.document()).and_then(|d| d.active_element());
    let is = |element: &HtmlElement| focused.as_ref() == Some(element.as_ref());
    let target = match event.shift_key() {
        true if is(&first) => last,
        false if is(&last) => first,
        _ => return,
    };
    event.prevent_default();
    // fails only when the element is gone
    let _ = target.focus();
}
