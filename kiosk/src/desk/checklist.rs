//! What the citizen checked before taking the number: their answers, and the documents that they do not have.

use super::context::Desk;
use hall::api::{CheckedVersions, DeskChecklist, MissingDocument, Said};
use leptos::prelude::*;

hall::phrases! {
    CHECKED = "取号前自查" / "Checked before the number";
    ALL_THERE = "材料齐全" / "All documents are there";
    LACKING = "还差 {} 份材料" / "Still missing: {}";
    OTHER_VERSION = "依据第 {} 版指南勾选，现行第 {} 版" / "Checked in version {} of the guides; version {} is current";
    VOID = "指南已改，勾选不再适用，请重新核对材料" / "The guide has changed: please check the documents anew";
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
                _ if checklist.void => desk.say(VOID).to_owned(),
                0 => desk.say(ALL_THERE).to_owned(),
                some => desk.fill(LACKING, &[&some.to_string()]),
            };
            let versions = checklist.versions.map(|CheckedVersions { checked, current }| {
                let words = desk.fill(OTHER_VERSION, &[&checked.to_string(), &current.to_string()]);
                view! { <p class="warning" data-do="checked-version">{words}</p> }
            });
            view! {
                <div class="checked" data-checked=checklist.missing.len().to_string()>
                    <p class="quiet">{desk.say(CHECKED)}</p>
                    <p class="result">{result}</p>
                    {versions}
                    <ul>{checklist.missing.iter().map(missing).collect_view()}</ul>
                    <ul>{checklist.said.iter().map(said).collect_view()}</ul>
                </div>
            }
        })
    }
}
