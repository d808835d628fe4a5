//! What the citizen checked before taking the number: their answers, and the documents that they do not have.

use super::context::Desk;
use hall::api::{DeskChecklist, MissingDocument, Said};
use leptos::prelude::*;

hall::phrases! {
    CHECKED = "取号前自查" / "Checked before the number";
    ALL_THERE = "材料齐全" / "All documents are there";
    LACKING = "还差 {} 份材料" / "Still missing: {}";
}

/// The checked documents of the ticket at the window; nothing when none were checked.
#[component]
pub fn Checked(
    /// What was checked.
    #[prop(into)]
    checklist: Signal<Option<DeskChecklist>>,
) -> impl IntoView {
    let desk = Desk::here();
    let missing = move |document: &MissingDocument| {
        let lang = desk.lang.get();
        let (name, need) = (document.name.get(lang).to_owned(), document.need.phrase().get(lang));
        view! { <li>{name} " " <span class="quiet">{need}</span></li> }
    };
    let said = move |said: &Said| {
        let lang = desk.lang.get();
        let (ask, answer) = (said.ask.get(lang).to_owned(), said.answer.get(lang).to_owned());
        view! { <li><span class="quiet">{ask}</span> " " {answer}</li> }
    };
    move || {
        checklist.get().map(|checklist| {
            let result = match checklist.missing.len() {
                0 => desk.say(ALL_THERE).to_owned(),
                some => desk.fill(LACKING, &[&some.to_string()]),
            };
            view! {
                <div class="checked" data-checked=checklist.missing.len().to_string()>
                    <p class="quiet">{desk.say(CHECKED)}</p>
                    <p class="result">{result}</p>
                    <ul>{checklist.missing.iter().map(missing).collect_view()}</ul>
                    <ul>{checklist.said.iter().map(said).collect_view()}</ul>
                </div>
            }
        })
    }
}
