//! What whoever sets up a screen sees at an address no screen has: which ones there are.

use super::both::{Both, both, filled};
use super::route::Route;
use super::text;
use hall::profile::Hall;
use leptos::prelude::*;

/// No screen has this address.
#[component]
pub fn Unknown(
    /// What was asked for.
    path: String,
    /// The hall, when it is known already.
    hall: Option<Hall>,
) -> impl IntoView {
    let windows = hall.into_iter().flat_map(|hall| hall.windows).map(|window| {
        let path = Route::Window(window.id).path();
        view! { <li><a href=path.clone()>{path.clone()}</a></li> }
    });
    view! {
        <main class="screen unknown" data-screen="unknown">
            <h1>{both(text::UNKNOWN)}</h1>
            <p><Both text=filled(text::UNKNOWN_ADDRESS, &[&path])/></p>
            <h2>{both(text::UNKNOWN_MAIN)}</h2>
            <ul><li><a href=Route::Main.path()>{Route::Main.path()}</a></li></ul>
            <h2>{both(text::UNKNOWN_WINDOW)}</h2>
            <ul class="unknown-windows">{windows.collect_view()}</ul>
        </main>
    }
}
