//! One question on a page, with large answers; an answer given before is marked and can be changed.

use super::super::heading::Heading;
use super::super::route::Route;
use super::super::visit::use_visit;
use super::{BeganAnew, text as d};
use crate::session::use_session;
use crate::ui::{Icon, Paged, Picture, Tile};
use hall::catalog::{Choice, Progress, Question};
use leptos::prelude::*;

/// The page of a question.
#[component]
pub fn Ask(
    /// What is asked.
    question: Question,
    /// Which question that is, of how many.
    progress: Progress,
    /// Its step.
    step: usize,
) -> impl IntoView {
    let (session, visit) = (use_session(), use_visit());
    let given = visit.documents.with_untracked(|documents| documents.answers.get(&question.id).cloned());
    let title = question.ask.clone();
    let next = u8::try_from(step + 1).unwrap_or(u8::MAX);
    let tiles = move || {
        let tile = |choice: &Choice| {
            let (asked, chosen) = (question.id.clone(), choice.id.clone());
            let before = given.as_ref() == Some(&choice.id);
            let mark = before.then(|| {
                view! { <span class="badge good">{session.words(d::CHOSEN)}</span> }
            });
            let press = move |()| {
                visit.documents.update(|documents| documents.answer(&asked, &chosen));
                let id = visit
                    .documents
                    .with_untracked(|documents| documents.item.as_ref().map(|item| item.id.clone()));
                if let Some(id) = id {
                    visit.go(&Route::Documents(id, next));
                }
            };
            view! {
                <Tile title=session.text(choice.text.clone()) row=true on_press=press>{mark}</Tile>
            }
            .into_any()
        };
        question.choices.iter().map(tile).collect()
    };
    let place =
        move || d::QUESTION.fill(session.lang.get(), &[&progress.at.to_string(), &progress.of.to_string()]);
    view! {
        <section class="page ask">
            <Heading title=Signal::derive(move || title.clone()) />
            <BeganAnew />
            <p class="lead"><Picture icon=Icon::Info /><span>{place}" · "{session.words(d::CHOOSE)}</span></p>
            <Paged
                entries=tiles
                page=RwSignal::new(0)
                class="rows answers"
                label=session.words(d::WHICH)
                lang=session.lang
                again=session.sizes()
            />
        </section>
    }
}
