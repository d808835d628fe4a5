//! A text of a refusal that a clerk types, with what is wrong with it.

use crate::desk::context::Desk;
use hall::text::Phrase;
use leptos::prelude::*;

/// Characters at most.
const TYPED_MAX: &str = "500";

/// The field; what is wrong is taken back when somebody types.
#[component]
pub fn Typed(
    desk: Desk,
    /// Its name in the page.
    id: &'static str,
    label: Phrase,
    text: RwSignal<String>,
    fault: RwSignal<Option<Phrase>>,
) -> impl IntoView {
    let fault_id = format!("{id}-fault");
    view! {
        <div class="field">
            <label for=id>{desk.words(label)}</label>
            <textarea
                id=id
                rows="2"
                maxlength=TYPED_MAX
                aria-invalid=move || fault.with(Option::is_some).then_some("true")
                aria-describedby=fault_id.clone()
                prop:value=text
                on:input:target=move |event| {
                    fault.set(None);
                    text.set(event.target().value());
                }
            ></textarea>
            <p id=fault_id class="fault" role="alert">
                {move || fault.get().map(|phrase| desk.say(phrase))}
            </p>
        </div>
    }
}
