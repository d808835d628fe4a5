//! What is published on a screen is drawn by a program of its own, so that a board of calls loads none of it. The
//! screen's program brings it when it first has something of that kind to show, gives it a place in the page, and hides
//! that place while a board, a call or a message to everybody is on. Both know by the same rule what is on now.

use super::here::provide_here;
use super::layouts;
use super::route::{Route, Sound};
use super::signs::provide_published;
use super::stage::provide_stage;
use crate::live::provide_live;
use crate::page::{document, load_script};
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Names the place in the page.
const PLACE: &str = "poster";

/// A program that could not be loaded is asked for again after this.
const AGAIN_MS: u32 = 5_000;

/// Whether the program is here, or on its way.
#[derive(Clone, Copy)]
pub struct Poster {
    asked: StoredValue<bool>,
}

impl Poster {
    /// Nothing is loaded yet.
    #[must_use]
    pub fn new() -> Self {
        Self { asked: StoredValue::new(false) }
    }

    /// Shows what is published, or hides it.
    pub fn show(self, on: bool) {
        let Some(place) = place(on) else { return };
        // fails only for an invalid name
        let _ = if on { place.remove_attribute("hidden") } else { place.set_attribute("hidden", "") };
        if on && self.asked.try_get_value() == Some(false) {
            self.asked.set_value(true);
            load_script("mingtang-poster", move || {
                self.asked.try_set_value(false);
                Timeout::new(AGAIN_MS, move || {
                    if is_shown() {
                        self.show(true);
                    }
                })
                .forget();
            });
        }
    }
}

/// Whether what is published is to be seen.
fn is_shown() -> bool {
    place(false).is_some_and(|place| !place.has_attribute("hidden"))
}

/// The place in the page, made when it is wanted for the first time.
fn place(wanted: bool) -> Option<HtmlElement> {
    let document = document()?;
    if let Some(place) = document.get_element_by_id(PLACE) {
        return place.dyn_into().ok();
    }
    if !wanted {
        return None;
    }
    let place = document.create_element("div").ok()?;
    place.set_id(PLACE);
    document.body()?.append_child(&place).ok()?;
    place.dyn_into().ok()
}

/// Starts the program of what is published.
pub fn start() {
    let path = web_sys::window().and_then(|window| window.location().pathname().ok()).unwrap_or_default();
    let route = Route::parse(&path);
    if let Some(place) = place(true) {
        leptos::mount::mount_to(place, move || view! { <Posters route=route.clone()/> }).forget();
    }
}

#[component]
fn Posters(route: Route) -> impl IntoView {
    let live = provide_live();
    let signs = provide_published(live).signs;
    // it has no voice and announces nothing
    let stage = provide_stage(&route, Sound { on: false, volume: 0.0 });
    let here = provide_here(&route, live, signs, stage);
    let hall = Memo::new(move |_| live.hall.with(|view| view.as_ref().map(|view| view.hall.clone())));
    let layout = Memo::new(move |_| here.on.get().map(|on| on.layout).filter(|layout| layout.is_poster()));
    move || match (hall.get(), layout.get()) {
        (Some(hall), Some(layout)) => layouts::poster(hall, layout),
        _ => ().into_any(),
    }
}
