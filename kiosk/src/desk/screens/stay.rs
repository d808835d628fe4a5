//! Where the focus stays. Rows are drawn anew when something that is told to the screens changes, and the focus that was
//! in one of them would be nowhere (A17): it goes to the same control of the same row, or, when that row is gone, to the
//! button that makes another one.

use super::Wall;
use crate::page::focus;
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, Event};

/// The button of a part that makes another one.
const ANOTHER: &str = ".signage .card .btn.primary";

/// The control of a row that had the focus last, as a selector; none for one elsewhere.
pub type Held = StoredValue<Option<String>>;

/// Keeps in mind what got the focus, or was touched; dialogs give it back.
pub fn note(held: Held, event: &Event) {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    if let Some(element) = target.filter(|element| matches!(element.closest("dialog"), Ok(None))) {
        held.set_value(selector(&element));
    }
}

fn selector(element: &Element) -> Option<String> {
    let own = element.closest("[data-do]").ok().flatten()?.get_attribute("data-do")?;
    let row = element.closest("[data-row]").ok().flatten()?.get_attribute("data-row")?;
    Some(format!("[data-row='{row}'] [data-do='{own}']"))
}

fn is_lost() -> bool {
    document().active_element() == document().body().map(Element::from)
}

/// Once all is drawn: gives the focus to the first of these that can have it, when what had it is gone.
pub async fn recover(selectors: Vec<String>) {
    TimeoutFuture::new(0).await;
    for selector in selectors {
        if is_lost() {
            focus(&selector);
        }
    }
}

/// Brings the focus back when what had it is drawn anew, or gone.
pub fn stay(wall: Wall, held: Held) {
    Effect::new(move || {
        wall.published.signage.track();
        wall.asked.track();
        if let Some(selector) = held.get_value() {
            wall.tasks.spawn(recover(vec![selector, ANOTHER.to_owned()]));
        }
    });
}
