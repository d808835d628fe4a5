//! The open-data six of a township (六公开, R15), matter by matter.

use crate::screen::header::Header;
use hall::profile::Hall;
use leptos::prelude::*;

/// The open-data six of a township (六公开, R15), matter by matter.
#[component]
pub fn OpenSix(
    /// Whose screen.
    hall: Hall,
) -> impl IntoView {
    view! {
        <main class="screen six" data-screen="six">
            <Header hall>{()}</Header>
        </main>
    }
}
