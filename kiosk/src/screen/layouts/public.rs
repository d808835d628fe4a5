//! The public board (公示): lists, page by page.

use crate::screen::header::Header;
use hall::id::SignId;
use hall::profile::Hall;
use leptos::prelude::*;

/// The public board (公示): lists, page by page.
#[component]
pub fn PublicBoard(
    /// Whose screen.
    hall: Hall,
    /// Which lists; all when empty.
    lists: Vec<SignId>,
    /// The self-service machines as well.
    terminals: bool,
) -> impl IntoView {
    let _ = (&lists, &terminals);
    view! {
        <main class="screen public" data-screen="public">
            <Header hall>{()}</Header>
        </main>
    }
}
