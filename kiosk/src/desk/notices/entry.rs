//! What a clerk enters for a notice, and what the matter's guide makes of it.

use crate::desk::console::Work;
use crate::desk::wire;
use hall::api::{NoticeKind, NoticeRequest};
use hall::catalog::{Answers, Item, Material, Need, Question};
use hall::id::{ItemId, Number};
use leptos::prelude::*;
use std::collections::BTreeSet;

/// What is entered.
#[derive(Clone, Copy)]
pub struct Entry {
    /// The window.
    pub work: Work,
    /// Which notice.
    pub kind: RwSignal<NoticeKind>,
    /// The matter.
    pub item: RwSignal<Option<ItemId>>,
    /// Its guide, once it is there.
    pub guide: RwSignal<Option<Item>>,
    /// The version of the catalog that the guide is of, and how often the guide was another one.
    pub version: RwSignal<(String, u32)>,
    /// Counts what the guide is fetched for beside another matter: it was found to be old.
    pub again: RwSignal<u32>,
    /// Answers to its questions.
    pub answers: RwSignal<Answers>,
    /// Keys of the documents that are missing.
    pub missing: RwSignal<BTreeSet<String>>,
    /// Why it is not accepted.
    pub reason: RwSignal<String>,
    /// Which body to turn to instead; empty where it is not known.
    pub turn_to: RwSignal<String>,
    /// How to seek a remedy; empty when it is as usual.
    pub remedy: RwSignal<String>,
    ticket: StoredValue<Option<Number>>,
}

impl Entry {
    /// Begins with what is known of the ticket at the window.
    #[must_use]
    pub fn of(work: Work) -> Self {
        let ticket = work.standing.with_untracked(|standing| standing.ticket.clone());
        let checked = ticket.as_ref().and_then(|ticket| ticket.checklist.clone()).unwrap_or_default();
        let missing = checked.missing.into_iter().map(|document| document.key).collect();
        Self {
            work,
            kind: RwSignal::new(NoticeKind::OneTime),
            item: RwSignal::new(ticket.as_ref().and_then(|ticket| ticket.item.clone())),
            guide: RwSignal::new(None),
            version: RwSignal::default(),
            again: RwSignal::new(0),
            answers: RwSignal::new(checked.answers),
            missing: RwSignal::new(missing),
            reason: RwSignal::new(String::new()),
            turn_to: RwSignal::new(String::new()),
            remedy: RwSignal::new(String::new()),
            ticket: StoredValue::new(ticket.map(|ticket| ticket.number)),
        }
    }

    /// Another matter: what was said about the one before does not count.
    pub fn choose(self, item: Option<ItemId>) {
        self.answers.set(Answers::new());
        self.missing.set(BTreeSet::new());
        self.guide.set(None);
        self.item.set(item);
    }

    /// Fetches the guide whenever another matter is chosen, and whenever another version of the catalog is in force:
    /// answers and ticks that still fit it stay.
    pub fn follow(self) {
        let catalog = self.work.desk.catalog;
        let listed = Memo::new(move |_| {
            catalog.with(|catalog| catalog.as_ref().map(|catalog| catalog.version.clone()))
        });
        Effect::new(move || {
            let (Some(item), Some(hall)) = (self.item.get(), self.work.desk.hall_id()) else { return };
            self.again.track();
            listed.track();
            self.work.spawn(async move {
                let answer = wire::item(hall, item.clone()).await;
                // another matter may have been chosen, or the dialog closed, meanwhile
                if self.item.try_get_untracked().flatten().as_ref() != Some(&item) {
                    return;
                }
                match answer {
                    Ok((guide, of)) => {
                        let other = self.guide.with_untracked(|known| known.as_ref() != Some(&guide));
                        self.version.update(|(version, times)| {
                            *version = of.catalog_version;
                            *times = times.wrapping_add(u32::from(other));
                        });
                        if other {
                            self.answers
                                .update(|answers| answers.retain(|id, choice| fits(&guide, id, choice)));
                            self.guide.set(Some(guide));
                        }
                    }
                    Err(failure) => self.work.desk.refuse(&failure),
                }
            });
        });
    }

    /// What is asked for, without what no longer applies.
    #[must_use]
    pub fn request(self) -> Option<NoticeRequest> {
        let kind = self.kind.get_untracked();
        let (item, answers) = (self.item.get_untracked()?, self.answers.get_untracked());
        let wanted = self.guide.with_untracked(|guide| {
            let documents = wanted(guide.as_ref()?, &answers)?;
            Some(documents.iter().map(|document| document.key.clone()).collect::<Vec<_>>())
        })?;
        let missing = self.missing.with_untracked(|missing| {
            wanted.into_iter().filter(|key| missing.contains(key)).collect::<Vec<_>>()
        });
        let kept = self.guide.with_untracked(|guide| guide.as_ref()?.kept(&answers).ok())?;
        // of a refusal alone, and only what was written
        let typed = |text: RwSignal<String>| {
            let text = text.get_untracked().trim().to_owned();
            Some(text).filter(|text| kind == NoticeKind::Refused && !text.is_empty())
        };
        Some(NoticeRequest {
            kind,
            item: item.to_string(),
            answers: kept,
            missing,
            reason: typed(self.reason),
            turn_to: typed(self.turn_to),
            remedy: typed(self.remedy),
            ticket: self.ticket.get_value().map(|number| number.to_string()),
            catalog_version: Some(self.version.with_untracked(|(version, _)| version.clone())),
        })
    }
}

/// True for a choice that the matter knows.
fn fits(item: &Item, question: &str, choice: &str) -> bool {
    item.question(question).is_some_and(|question| question.choices.iter().any(|known| known.id == *choice))
}

/// The questions to show: those that apply, up to and with the first that is not answered.
#[must_use]
pub fn asked<'a>(item: &'a Item, answers: &Answers) -> Vec<&'a Question> {
    let kept = item.kept(answers).unwrap_or_default();
    let mut asked = Vec::new();
    for question in item.questions.iter().filter(|question| question.only_if.hold(&kept)) {
        asked.push(question);
        if !kept.contains_key(&question.id) {
            break;
        }
    }
    asked
}

/// The documents that may be missing; none while a question is open.
#[must_use]
pub fn wanted<'a>(item: &'a Item, answers: &Answers) -> Option<Vec<&'a Material>> {
    let list = item.checklist(answers).ok()?;
    Some(list.documents.into_iter().filter(|document| document.need() != Need::Exempt).collect())
}
