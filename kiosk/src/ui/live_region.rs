//! What changed, for people who do not see it: one polite region that is always there, because a
//! region that appears together with its text is often not read (A55).

use leptos::prelude::*;

/// A hidden region whose text is read when it changes; the focus stays where it is.
#[component]
pub fn LiveRegion(
    /// The last message.
    #[prop(into)]
    message: Signal<String>,
) -> impl IntoView {
    view! { <div class="unseen" role="status" aria-live="polite">{move || message.get()}</div> }
}
