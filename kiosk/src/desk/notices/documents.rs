//! The applicant's case, and the documents of that case, to be ticked when they are missing.

use super::entry::{Entry, asked, wanted};
use super::text as t;
use crate::desk::text::CHOOSE;
use hall::api::NoticeKind;
use hall::catalog::{Material, Question};
use hall::text::Text;
use leptos::prelude::*;

/// The questions of the matter, each a list.
#[component]
pub fn Case(entry: Entry) -> impl IntoView {
    let desk = entry.work.desk;
    let questions = Memo::new(move |_| {
        entry.guide.with(|guide| {
            let Some(guide) = guide else { return Vec::new() };
            entry.answers.with(|answers| asked(guide, answers).into_iter().cloned().collect::<Vec<_>>())
        })
    });
    let some = Memo::new(move |_| questions.with(|questions| !questions.is_empty()));
    view! {
        <Show when=some>
            <fieldset class="reasons stack">
                <legend>{desk.words(t::CASE)}</legend>
                <For
                    each=move || questions.get()
                    key=move |question| (times(entry), question.id.clone())
                    children=move |question| view! { <Ask entry question/> }
                />
            </fieldset>
        </Show>
    }
}

/// How often the guide was another one: what has the same name may not say the same.
fn times(entry: Entry) -> u32 {
    entry.version.with_untracked(|(_, times)| *times)
}

#[component]
fn Ask(entry: Entry, question: Question) -> impl IntoView {
    let desk = entry.work.desk;
    let Question { id, ask, choices, .. } = question;
    let field = format!("notice-question-{id}");
    let given = {
        let id = id.clone();
        Memo::new(move |_| entry.answers.with(|answers| answers.get(&id).cloned()))
    };
    let choose = move |value: String| {
        entry.answers.update(|answers| {
            if value.is_empty() {
                answers.remove(&id);
            } else {
                answers.insert(id.clone(), value);
            }
        });
    };
    let option = move |(value, text): (String, Text)| {
        let own = value.clone();
        view! {
            <option value=value selected=move || given.with(|given| given.as_deref() == Some(&own))>
                {move || text.get(desk.lang.get()).to_owned()}
            </option>
        }
    };
    view! {
        <div class="field">
            <label for=field.clone()>{move || ask.get(desk.lang.get()).to_owned()}</label>
            <select id=field on:change:target=move |event| choose(event.target().value())>
                <option value="" selected=move || given.with(Option::is_none)>{desk.words(CHOOSE)}</option>
                {choices.into_iter().map(|choice| option((choice.id, choice.text))).collect_view()}
            </select>
        </div>
    }
}

/// The documents of the case.
#[component]
pub fn Documents(entry: Entry) -> impl IntoView {
    let desk = entry.work.desk;
    let documents = Memo::new(move |_| {
        entry.guide.with(|guide| {
            let found = entry.answers.with(|answers| wanted(guide.as_ref()?, answers))?;
            Some(found.into_iter().cloned().collect::<Vec<_>>())
        })
    });
    let hint = move || match documents.with(|documents| documents.as_ref().map(Vec::is_empty)) {
        None if entry.item.with(Option::is_none) => None,
        None if entry.guide.with(Option::is_none) => Some(t::LOADING),
        None => Some(t::NEED_ANSWERS),
        Some(true) => Some(t::MISSING_NONE),
        Some(false) if entry.kind.get() == NoticeKind::Accepted => Some(t::RECEIVED_HINT),
        Some(false) => Some(t::MISSING_HINT),
    };
    view! {
        <fieldset class="reasons">
            <legend>{desk.words(t::MISSING)}</legend>
            <p class="quiet">{move || hint().map(|phrase| desk.say(phrase))}</p>
            <ul class="matters missing-documents">
                <For
                    each=move || documents.get().unwrap_or_default()
                    key=move |document| (times(entry), document.key.clone())
                    children=move |document| view! { <Row entry document/> }
                />
            </ul>
        </fieldset>
    }
}

#[component]
fn Row(entry: Entry, document: Material) -> impl IntoView {
    let desk = entry.work.desk;
    let need = document.need();
    let Material { key, name, .. } = document;
    let (is, value) = (key.clone(), key.clone());
    let toggle = move |_| {
        entry.missing.update(|missing| {
            if !missing.remove(&key) {
                missing.insert(key.clone());
            }
        });
    };
    view! {
        <li>
            <label class="check">
                <input
                    type="checkbox"
                    value=value
                    prop:checked=move || entry.missing.with(|missing| missing.contains(&is))
                    on:change=toggle
                />
                <span>
                    <span>{move || name.get(desk.lang.get()).to_owned()}</span>
                    <small>{desk.words(need.phrase())}</small>
                </span>
            </label>
        </li>
    }
}
