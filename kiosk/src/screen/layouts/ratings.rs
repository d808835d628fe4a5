//! The rating board (R45): sums alone.

use crate::screen::header::Header;
use hall::profile::Hall;
use leptos::prelude::*;

/// The rating board (R45): sums alone.
#[component]
pub fn RatingBoard(
    /// Whose screen.
    hall: Hall,
) -> impl IntoView {
    view! {
        <main class="screen ratings" data-screen="ratings">
            <Header hall>{()}</Header>
        </main>
    }
}
