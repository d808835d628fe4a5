//! The guides of the hall, for its administrator (R7, R8, R13): a file is read and looked at before it is
//! published ([`import`]), every version stays and can come back ([`versions`]), what is published is
//! checked for what is missing ([`quality`]), and blank forms and samples are kept ([`forms`], R4, R10).

mod diff;
mod download;
mod file;
mod finding;
mod forms;
mod import;
mod leaves;
mod progress;
mod quality;
mod question;
mod result;
pub mod text;
mod versions;
mod wire;

pub use download::save_text;
pub use file::size;

use self::text as t;
use super::context::Desk;
use super::notice::NoticeLine;
use forms::Forms;
use hall::text::Phrase;
use import::ImportPart;
use leptos::prelude::*;
use quality::Quality;
use versions::Versions;

/// What is done here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Import,
    Versions,
    Quality,
    Forms,
}

/// The language of words that come from a file, for who hears them (row A52).
#[must_use]
pub fn lang_of(words: &str) -> &'static str {
    let is_han = |letter: char| ('\u{3400}'..='\u{9fff}').contains(&letter) || letter > '\u{1ffff}';
    if words.chars().any(is_han) { "zh-CN" } else { "en" }
}

/// A heading that names a file, in the file's own language.
#[component]
pub fn FileTitle(
    /// What is said about it.
    phrase: Phrase,
    /// Its name.
    #[prop(into)]
    file: Signal<String>,
) -> impl IntoView {
    let desk = Desk::here();
    view! {
        <h2 id="import-title" tabindex="-1">
            {desk.words(phrase)}
            <span lang=move || file.with(|file| lang_of(file))>{file}</span>
        </h2>
    }
}

/// The page of the guides.
#[component]
pub fn Guides() -> impl IntoView {
    let desk = Desk::here();
    let part = RwSignal::new(Part::Import);
    let button = move |value: Part, phrase: Phrase, id: &'static str| {
        view! {
            <button
                class="btn"
                data-part=id
                aria-pressed=move || (part.get() == value).to_string()
                on:click=move |_| part.set(value)
            >
                {desk.words(phrase)}
            </button>
        }
    };
    view! {
        <div class="overview guides">
            <div class="ratings-head">
                <h1>{desk.words(t::GUIDES)}</h1>
                <div class="tabs" role="group" aria-label=desk.words(t::PARTS)>
                    {button(Part::Import, t::PART_IMPORT, "import")}
                    {button(Part::Versions, t::PART_VERSIONS, "versions")}
                    {button(Part::Quality, t::PART_QUALITY, "quality")}
                    {button(Part::Forms, t::PART_FORMS, "forms")}
                </div>
            </div>
            <NoticeLine/>
            {move || match part.get() {
                Part::Import => view! { <ImportPart/> }.into_any(),
                Part::Versions => view! { <Versions/> }.into_any(),
                Part::Quality => view! { <Quality/> }.into_any(),
                Part::Forms => view! { <Forms/> }.into_any(),
            }}
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_file_are_in_the_language_of_their_letters() {
        assert_eq!(lang_of("items · 第 7 行"), "zh-CN");
        assert_eq!(lang_of("id-card-renew"), "en");
        assert_eq!(lang_of("\u{20bb7}"), "zh-CN");
    }
}
