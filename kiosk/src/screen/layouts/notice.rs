//! A notice or a picture.

use crate::screen::header::Header;
use hall::id::SignId;
use hall::profile::Hall;
use leptos::prelude::*;

/// A notice or a picture.
#[component]
pub fn NoticeFace(
    /// Whose screen.
    hall: Hall,
    /// Which notice.
    notice: SignId,
) -> impl IntoView {
    let _ = (&notice,);
    view! {
        <main class="screen notice" data-screen="notice">
            <Header hall>{()}</Header>
        </main>
    }
}
