//! Both languages at once, Chinese above or before English, each half with its own `lang`.

use hall::text::{Phrase, Text};
use leptos::prelude::*;

/// A text in both languages, one above the other.
#[component]
pub fn Both(
    /// What it says.
    #[prop(into)]
    text: Text,
) -> impl IntoView {
    view! {
        <span class="both">
            <span class="zh">{text.zh}</span>
            <span class="en" lang="en">{text.en}</span>
        </span>
    }
}

/// A phrase of the program in both languages.
pub fn both(phrase: Phrase) -> impl IntoView {
    view! { <Both text=phrase.text()/> }
}

/// A phrase with the same values put into both halves.
#[must_use]
pub fn filled(phrase: Phrase, values: &[&str]) -> Text {
    use hall::text::Lang;
    Text { zh: phrase.fill(Lang::Zh, values), en: phrase.fill(Lang::En, values) }
}
