//! The entrance guide (办事指引图, R81): the floor map with its zones and windows.

use crate::screen::header::Header;
use hall::id::SignId;
use hall::profile::Hall;
use leptos::prelude::*;

/// The entrance guide (办事指引图, R81): the floor map with its zones and windows.
#[component]
pub fn EntranceGuide(
    /// Whose screen.
    hall: Hall,
    /// Which map.
    map: SignId,
    /// The element at which the screen hangs.
    here: Option<String>,
) -> impl IntoView {
    let _ = (&map, &here);
    view! {
        <main class="screen guide" data-screen="guide">
            <Header hall>{()}</Header>
        </main>
    }
}
