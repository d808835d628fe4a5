//! The area board (等候区屏): the calls of some queues, and who is next.

use crate::screen::header::Header;
use hall::id::Prefix;
use hall::profile::Hall;
use leptos::prelude::*;

/// The area board (等候区屏): the calls of some queues, and who is next.
#[component]
pub fn AreaBoard(
    /// Whose screen.
    hall: Hall,
    /// Of which queues.
    queues: Vec<Prefix>,
) -> impl IntoView {
    let _ = (&queues,);
    view! {
        <main class="screen area" data-screen="area">
            <Header hall>{()}</Header>
        </main>
    }
}
