//! A field in which a clerk says why; what was left empty is named at the field, and the focus goes there.

use super::context::Desk;
use super::text as t;
use hall::text::Phrase;
use leptos::html;
use leptos::prelude::*;

/// Characters of a typed reason at most.
pub const REASON_MAX: &str = "100";

/// A reason that is being typed.
#[derive(Clone, Copy)]
pub struct Reason {
    typed: RwSignal<String>,
    missing: RwSignal<bool>,
    field: NodeRef<html::Input>,
}

impl Reason {
    /// Beginning with some words, perhaps none.
    #[must_use]
    pub fn begun(words: &str) -> Self {
        Self { typed: RwSignal::new(words.to_owned()), missing: RwSignal::new(false), field: NodeRef::new() }
    }

    /// What was typed, if anything.
    #[must_use]
    pub fn given(self) -> Option<String> {
        Some(self.typed.get_untracked().trim().to_owned()).filter(|words| !words.is_empty())
    }

    /// What was typed; when that is nothing, says so at the field.
    #[must_use]
    pub fn required(self) -> Option<String> {
        let given = self.given();
        self.missing.set(given.is_none());
        if given.is_none()
            && let Some(field) = self.field.get_untracked()
        {
            // a field that cannot take the focus still has its message
            let _ = field.focus();
        }
        given
    }
}

/// The field.
#[component]
pub fn ReasonField(
    /// What is typed.
    reason: Reason,
    /// What it is called.
    label: Phrase,
    /// It has the focus when its dialog opens.
    #[prop(optional)]
    first: bool,
) -> impl IntoView {
    let desk = Desk::here();
    view! {
        <div class="field">
            <label for="reason">{desk.words(label)}</label>
            <input
                id="reason"
                type="text"
                autocomplete="off"
                maxlength=REASON_MAX
                data-focus=first.then_some("")
                node_ref=reason.field
                aria-invalid=move || reason.missing.get().then_some("true")
                aria-describedby="reason-fault"
                prop:value=reason.typed
                on:input:target=move |event| {
                    // what is typed now is not looked at before it is sent
                    reason.missing.set(false);
                    reason.typed.set(event.target().value());
                }
            />
            <p id="reason-fault" class="fault" role="alert">
                {move || reason.missing.get().then(|| desk.say(t::NEED_REASON))}
            </p>
        </div>
    }
}
