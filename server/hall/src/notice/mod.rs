//! What a notice says (R23–R25): from a matter, its answers and what is missing to the facts that are kept. How they
//! are laid out, the same for every rendering, is [`paper`].

mod line;
pub mod paper;
mod promise;
mod refusal;
#[cfg(test)]
mod tests;
pub mod text;

use crate::api::{
    CheckedVersions, DeskChecklist, MissingDocument, NoticeDocument, NoticeFacts, NoticeKind, NoticeStep,
    Said, TicketChecklist,
};
use crate::catalog::lint::{is_form, is_identity};
use crate::catalog::{AnswerFault, Answers, Checklist, Item, LegalBasis, Material, Need};
use crate::code::Code;
use crate::moment::Day;
use crate::personal;
use crate::profile::Hall;
use crate::text::{Lang, Text};
use line::{Outcome, outcome};
pub use promise::promised_by;
use std::collections::BTreeSet;

crate::phrases! {
    PLACE_ZONE = "{}{}" / "{}, {}";
}

/// Characters of a typed text at most.
const TYPED_MAX: usize = 500;

/// What a notice is made from, besides hall and matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// Which notice.
    pub kind: NoticeKind,
    /// Answers to the matter's questions.
    pub answers: Answers,
    /// Keys of missing documents.
    pub missing: Vec<String>,
    /// Why it is not accepted.
    pub reason: Option<String>,
    /// Which body to turn to instead, where that is known.
    pub turn_to: Option<String>,
    /// How to seek a remedy, when not as usual.
    pub remedy: Option<String>,
    /// The day of acceptance, from which the promised time counts.
    pub accepted_on: Option<Day>,
    /// The sign of the window at which it is made, where that is known.
    pub window: Option<String>,
    /// Version of the catalog, for a guide that has none of its own.
    pub catalog_version: String,
}

impl From<AnswerFault> for Code {
    fn from(_: AnswerFault) -> Self {
        Self::AnswersInvalid
    }
}

/// The facts of a notice: of a one-time notice all that the matter asks for, of an acceptance what was handed in and
/// what follows, of a non-acceptance why, on what basis, and where to turn.
///
/// # Errors
/// `answers_invalid`, `document_unknown`, `required_missing` when an application is accepted without what it needs
/// ([`may_follow`]), `notice_text_invalid`, or `notice_text_personal`.
pub fn facts(hall: &Hall, item: &Item, told: &Told) -> Result<NoticeFacts, Code> {
    let checklist = item.checklist(&told.answers)?;
    let missing = listed(&checklist, &told.missing)?;
    let lacking = checklist.documents.iter().filter(|document| missing.contains(document.key.as_str()));
    if told.kind == NoticeKind::Accepted && !lacking.clone().all(|document| may_follow(item, document)) {
        return Err(Code::RequiredMissing);
    }
    let facts = NoticeFacts {
        hall: hall.name.clone(),
        item: item.name.clone(),
        department: item.department.name.clone(),
        version: item.version.clone().unwrap_or_else(|| told.catalog_version.clone()),
        updated_on: item.updated_on,
        window: told.window.clone(),
        consult_phone: item.consult_phone.clone(),
        complaint_phone: item.complaint_phone.clone(),
        ..NoticeFacts::default()
    };
    let (reason, turn_to) = (typed(told.reason.as_deref())?, typed(told.turn_to.as_deref())?);
    let remedy = typed(told.remedy.as_deref())?;
    let documents =
        checklist.documents.iter().map(|one| document_of(one, missing.contains(one.key.as_str())));
    match (told.kind, reason, turn_to, remedy) {
        (NoticeKind::Refused, Some(reason), turn_to, remedy) => Ok(NoticeFacts {
            basis: basis(item),
            reason: Some(reason),
            turn_to: Some(turn_to.map_or_else(|| refusal::turn_to(hall, item), once)),
            remedy: Some(remedy.map_or_else(|| refusal::remedy(hall, item), once)),
            ..facts
        }),
        (NoticeKind::OneTime, None, None, None) => Ok(NoticeFacts {
            conditions: item.conditions.clone(),
            steps: checklist
                .steps
                .iter()
                .map(|step| NoticeStep { name: step.name.clone(), limit: step.limit.clone() })
                .collect(),
            basis: basis(item),
            place: place(hall, item),
            windows: windows(hall, item).map(str::to_owned).collect(),
            hours: item.hours.clone().map_or_else(|| hall.hours.in_words(), |own| vec![own]),
            ..with_documents(facts, item, &checklist, documents)
        }),
        (NoticeKind::Accepted, None, None, None) => Ok(NoticeFacts {
            promised_by: told.accepted_on.and_then(|day| promised_by(&item.promised_limit, &hall.hours, day)),
            not_counted: item.special_procedures.iter().map(|special| special.name.clone()).collect(),
            result: item.result.as_ref().map(|result| result.name.clone()),
            handover: promise::handover(hall, item),
            // a document whose case does not apply is not on the receipt
            ..with_documents(
                facts,
                item,
                &checklist,
                documents.filter(|one| outcome(one) != Outcome::NotWanted),
            )
        }),
        _ => Err(Code::NoticeTextInvalid),
    }
}

/// What both a one-time notice and an acceptance have: the answers, the documents, the limits, the fee.
fn with_documents(
    facts: NoticeFacts,
    item: &Item,
    checklist: &Checklist<'_>,
    documents: impl Iterator<Item = NoticeDocument>,
) -> NoticeFacts {
    NoticeFacts {
        said: said(checklist),
        documents: documents.collect(),
        legal_limit: Some(item.legal_limit.text()),
        promised_limit: Some(item.promised_limit.text()),
        fee: Some(item.fee.clone()),
        ..facts
    }
}

fn basis(item: &Item) -> Vec<Text> {
    item.legal_basis.iter().map(LegalBasis::cited).collect()
}

/// Signs of the windows that handle a matter.
fn windows<'a>(hall: &'a Hall, item: &Item) -> impl Iterator<Item = &'a str> {
    let here = hall.windows.iter().filter(move |window| match item.windows.as_slice() {
        [] => window.queues.contains(&item.queue_prefix),
        named => named.contains(&window.id),
    });
    here.map(|window| window.label.as_str())
}

/// The address, and the place within it.
fn place(hall: &Hall, item: &Item) -> Vec<Text> {
    let zone = hall.queue(&item.queue_prefix).and_then(|queue| hall.zone(&queue.zone)).map(|zone| {
        let said = |lang| match lang {
            Lang::Zh => PLACE_ZONE.fill(lang, &[&zone.floor.zh, &zone.name.zh]),
            Lang::En => PLACE_ZONE.fill(lang, &[&zone.name.en, &zone.floor.en]),
        };
        both(said)
    });
    let address = item.location.clone().unwrap_or_else(|| hall.address.clone());
    std::iter::once(address).chain(zone).collect()
}

/// What somebody typed, in whichever language.
fn once(typed: String) -> Text {
    Text { zh: typed.clone(), en: typed }
}

/// Whether an application can be accepted without a document (R24, R93): it is 容缺, or its case does not apply, or it
/// is covered by an e-licence shown on the phone (亮证免交) or by the written commitment of the matter (告知承诺). A
/// commitment stands for proofs: neither for the application itself nor for who one is.
#[must_use]
pub fn may_follow(item: &Item, document: &Material) -> bool {
    matches!(document.need(), Need::MayFollow | Need::IfApplicable)
        || document.e_license_exempt
        || document.shared
        || (item.modes.notification_commitment && !is_form(document) && !is_identity(document))
}

/// What a citizen checked, made sure of: answers that apply, and documents of the list that they make.
///
/// # Errors
/// `answers_invalid` or `document_unknown`.
pub fn checked(item: &Item, given: &TicketChecklist) -> Result<TicketChecklist, Code> {
    let checklist = item.checklist(&given.answers)?;
    let missing = listed(&checklist, &given.missing)?;
    // in the order of the guide, each once
    let missing = checklist.documents.iter().filter(|document| missing.contains(document.key.as_str()));
    let missing = missing.map(|document| document.key.clone()).collect();
    Ok(TicketChecklist { missing, answers: checklist.answers, version: None })
}

/// The same in words, for the clerk: `item` is as in force and none when it has left the catalog, `versions` names the
/// version of the check when it is another one. [`DeskChecklist::void`] when the guide has changed since so that it
/// makes no sense any more.
#[must_use]
pub fn for_desk(
    item: Option<&Item>,
    given: &TicketChecklist,
    versions: Option<CheckedVersions>,
) -> DeskChecklist {
    let told = item.and_then(|item| told_to_desk(item, given));
    DeskChecklist { versions, void: told.is_none(), ..told.unwrap_or_default() }
}

fn told_to_desk(item: &Item, given: &TicketChecklist) -> Option<DeskChecklist> {
    let checklist = item.checklist(&given.answers).ok()?;
    // a document that is gone would be taken for one that is there
    let keys = listed(&checklist, &given.missing).ok()?;
    let missing = checklist.documents.iter().filter(|document| keys.contains(document.key.as_str()));
    let missing = missing
        .map(|document| MissingDocument {
            key: document.key.clone(),
            name: document.name.clone(),
            need: document.need(),
        })
        .collect();
    let told = DeskChecklist { said: said(&checklist), missing, ..DeskChecklist::default() };
    Some(DeskChecklist { answers: checklist.answers, ..told })
}

/// What was asked and answered, in words.
#[must_use]
pub fn said(checklist: &Checklist<'_>) -> Vec<Said> {
    let said = checklist.asked.iter().filter_map(|question| {
        let given = checklist.answers.get(&question.id)?;
        let choice = question.choices.iter().find(|choice| choice.id == *given)?;
        Some(Said { ask: question.ask.clone(), answer: choice.text.clone() })
    });
    said.collect()
}

/// The number of a notice, for example `G20261126-0007`.
#[must_use]
pub fn number(kind: NoticeKind, day: Day, running: u32) -> String {
    let (year, month, date) = day.ymd();
    format!("{}{year:04}{month:02}{date:02}-{running:04}", kind.letter())
}

/// Keys of documents that are on the list and can be missing.
fn listed<'a>(checklist: &Checklist<'_>, keys: &'a [String]) -> Result<BTreeSet<&'a str>, Code> {
    keys.iter().map(|key| checklist.wanted(key).map(|_| key.as_str()).ok_or(Code::DocumentUnknown)).collect()
}

fn document_of(document: &Material, missing: bool) -> NoticeDocument {
    NoticeDocument {
        key: document.key.clone(),
        name: document.name.clone(),
        original: document.original,
        copy: document.copy,
        form: document.form,
        need: document.need(),
        e_licence: document.e_license_exempt,
        missing,
        // where answers decide, they have decided
        when: document.when.clone().filter(|_| document.only_if.is_always()),
        how: document.how.clone(),
        source: document.source.clone(),
    }
}

/// A text as somebody typed it: trimmed, without control characters, at most 500 characters, and without numbers that
/// belong to a person.
fn typed(text: Option<&str>) -> Result<Option<String>, Code> {
    let Some(text) = text else { return Ok(None) };
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    match text.trim() {
        text if !(1..=TYPED_MAX).contains(&text.chars().count()) => Err(Code::NoticeTextInvalid),
        text if personal::holds_number(text) => Err(Code::NoticeTextPersonal),
        text => Ok(Some(text.to_owned())),
    }
}

fn both(said: impl Fn(Lang) -> String) -> Text {
    Text { zh: said(Lang::Zh), en: said(Lang::En) }
}
