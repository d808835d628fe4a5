//! What a notice says (R23–R25): from a matter, its answers and what is missing to the facts that are kept.

use crate::api::{
    CheckedVersions, DeskChecklist, MissingDocument, NoticeDocument, NoticeFacts, NoticeKind, NoticeStep,
    Said, TicketChecklist,
};
use crate::catalog::lint::{is_form, is_identity};
use crate::catalog::{AnswerFault, Answers, Checklist, Item, Material, Need};
use crate::code::Code;
use crate::moment::Day;
use crate::personal;
use crate::profile::Hall;
use crate::text::{Lang, Text};
use std::collections::BTreeSet;

crate::phrases! {
    REMEDY = "如对本决定不服，可以自收到本通知书之日起六十日内依法申请行政复议，或者自收到之日起六个月内依法向人民法院提起行政诉讼。" / "If you disagree, you may apply for administrative reconsideration within 60 days, or bring an administrative lawsuit before a people's court within six months, of receiving this notice.";
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
    /// How to seek a remedy, when not as usual.
    pub remedy: Option<String>,
    /// Version of the catalog, for a guide that has none of its own.
    pub catalog_version: String,
}

impl From<AnswerFault> for Code {
    fn from(_: AnswerFault) -> Self {
        Self::AnswersInvalid
    }
}

/// The facts of a notice. A notice of non-acceptance has a reason and a way to a remedy; the others have none.
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
    let reason = typed(told.reason.as_deref())?;
    let remedy = typed(told.remedy.as_deref())?;
    let (reason, remedy) = match (told.kind, reason, remedy) {
        (NoticeKind::Refused, Some(reason), own) => {
            let own = own.map(|text| Text { zh: text.clone(), en: text });
            (Some(reason), Some(own.unwrap_or_else(|| REMEDY.text())))
        }
        (NoticeKind::OneTime | NoticeKind::Accepted, None, None) => (None, None),
        _ => return Err(Code::NoticeTextInvalid),
    };
    let queue = hall.queue(&item.queue_prefix);
    let windows = hall.windows.iter().filter(|window| match item.windows.as_slice() {
        [] => window.queues.contains(&item.queue_prefix),
        named => named.contains(&window.id),
    });
    let zone = queue.and_then(|queue| hall.zone(&queue.zone)).map(|zone| {
        let said = |lang| match lang {
            Lang::Zh => PLACE_ZONE.fill(lang, &[&zone.floor.zh, &zone.name.zh]),
            Lang::En => PLACE_ZONE.fill(lang, &[&zone.name.en, &zone.floor.en]),
        };
        both(said)
    });
    let address = item.location.clone().unwrap_or_else(|| hall.address.clone());
    Ok(NoticeFacts {
        hall: hall.name.clone(),
        item: item.name.clone(),
        department: item.department.name.clone(),
        version: item.version.clone().unwrap_or_else(|| told.catalog_version.clone()),
        updated_on: item.updated_on,
        said: said(&checklist),
        documents: checklist
            .documents
            .iter()
            .map(|document| document_of(document, missing.contains(document.key.as_str())))
            .collect(),
        conditions: item.conditions.clone(),
        steps: checklist
            .steps
            .iter()
            .map(|step| NoticeStep { name: step.name.clone(), limit: step.limit.clone() })
            .collect(),
        legal_limit: item.legal_limit.text(),
        promised_limit: item.promised_limit.text(),
        fee: item.fee.clone(),
        place: std::iter::once(address).chain(zone).collect(),
        windows: windows.map(|window| window.label.clone()).collect(),
        hours: item.hours.clone().map_or_else(|| hall.hours.in_words(), |own| vec![own]),
        consult_phone: item.consult_phone.clone(),
        complaint_phone: item.complaint_phone.clone(),
        reason,
        remedy,
    })
}

/// Whether an application can be accepted without a document (R24, R93): it is 容缺, or covered by an e-licence
/// shown on the phone (亮证免交) or by the written commitment of the matter (告知承诺). A commitment stands for proofs:
/// neither for the application itself nor for who one is.
#[must_use]
pub fn may_follow(item: &Item, document: &Material) -> bool {
    document.need() == Need::MayFollow
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
    Ok(TicketChecklist { missing, answers: checklist.answers })
}

/// The same in words, for the clerk: `item` is as in force, `versions` names the version of the check when it is
/// another one. [`DeskChecklist::void`] when the guide has changed since so that it makes no sense any more.
#[must_use]
pub fn for_desk(item: &Item, given: &TicketChecklist, versions: Option<CheckedVersions>) -> DeskChecklist {
    let told = told_to_desk(item, given);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::sample_item;

    fn hall() -> Hall {
        serde_json::from_str(include_str!("../../../assets/halls/shili/hall.json")).unwrap()
    }

    fn told(kind: NoticeKind) -> Told {
        Told { kind, answers: [("who".to_owned(), "agent".to_owned())].into(), ..Told::default() }
    }

    #[test]
    fn a_notice_lists_what_the_answers_decide_and_marks_what_is_missing() {
        let item = sample_item();
        let told = Told { missing: vec!["proxy".to_owned()], ..told(NoticeKind::OneTime) };
        let facts = facts(&hall(), &item, &told).unwrap();
        let keys: Vec<&str> = facts.documents.iter().map(|document| document.key.as_str()).collect();
        assert_eq!(keys, ["id", "proxy", "shared"]);
        assert_eq!(facts.missing().map(|document| document.key.as_str()).collect::<Vec<_>>(), ["proxy"]);
        assert_eq!(facts.said.len(), 1);
    }

    #[test]
    fn answers_and_documents_that_do_not_exist_are_refused() {
        let (hall, item) = (hall(), sample_item());
        let open = Told::default();
        assert_eq!(facts(&hall, &item, &open), Err(Code::AnswersInvalid));
        for key in ["nothing", "shared"] {
            let told = Told { missing: vec![key.to_owned()], ..told(NoticeKind::OneTime) };
            assert_eq!(facts(&hall, &item, &told), Err(Code::DocumentUnknown), "{key}");
        }
    }

    #[test]
    fn a_refusal_says_why_and_where_to_turn_and_nothing_else_does() {
        let (hall, item) = (hall(), sample_item());
        assert_eq!(facts(&hall, &item, &told(NoticeKind::Refused)), Err(Code::NoticeTextInvalid));
        let with =
            |kind, reason: &str| facts(&hall, &item, &Told { reason: Some(reason.to_owned()), ..told(kind) });
        let refused = with(NoticeKind::Refused, " 不属于本厅\n受理范围 ").unwrap();
        assert_eq!(refused.reason.as_deref(), Some("不属于本厅 受理范围"));
        assert_eq!(refused.remedy, Some(REMEDY.text()));
        for (kind, reason) in
            [(NoticeKind::Refused, " "), (NoticeKind::OneTime, "x"), (NoticeKind::Accepted, "x")]
        {
            assert_eq!(with(kind, reason), Err(Code::NoticeTextInvalid));
        }
        assert_eq!(with(NoticeKind::Refused, &"字".repeat(501)), Err(Code::NoticeTextInvalid));
        let personal = with(NoticeKind::Refused, "联系人电话 13800138000");
        assert_eq!(personal, Err(Code::NoticeTextPersonal));
    }

    #[test]
    fn nothing_is_accepted_without_what_it_needs_unless_that_may_follow_or_is_covered() {
        let (hall, base) = (hall(), sample_item());
        let accept = |item: &Item, key: &str| {
            facts(&hall, item, &Told { missing: vec![key.to_owned()], ..told(NoticeKind::Accepted) })
                .map(drop)
        };
        assert_eq!(accept(&base, "proxy"), Err(Code::RequiredMissing));
        let changed = |change: fn(&mut Item)| {
            let mut item = base.clone();
            change(&mut item);
            accept(&item, "proxy")
        };
        assert_eq!(changed(|item| item.materials[1].deferrable = true), Ok(()));
        assert_eq!(changed(|item| item.materials[1].e_license_exempt = true), Ok(()));
        assert_eq!(changed(|item| item.modes.notification_commitment = true), Ok(()));
        for name in
            ["食品经营许可申请书", "告知承诺书（样式）", "法定代表人（负责人）身份证件", "代理人居民身份证"]
        {
            let mut item = base.clone();
            item.modes.notification_commitment = true;
            item.materials[1].name.zh = name.to_owned();
            assert_eq!(accept(&item, "proxy"), Err(Code::RequiredMissing), "{name}");
        }
        let conditional = |item: &mut Item| {
            item.materials[1].necessity = crate::catalog::Necessity::Conditional;
            item.materials[1].only_if = crate::catalog::Cases::default();
        };
        assert_eq!(changed(conditional), Err(Code::RequiredMissing), "who ticks it says that it applies");
        // told once, or not accepted, it is no matter what is missing
        let once = Told { missing: vec!["proxy".to_owned()], ..told(NoticeKind::OneTime) };
        assert!(facts(&hall, &base, &once).is_ok());
    }

    #[test]
    fn what_was_checked_is_put_in_order_and_reaches_the_clerk_in_words() {
        let item = sample_item();
        let given = TicketChecklist {
            answers: [("who".to_owned(), "agent".to_owned()), ("age".to_owned(), "child".to_owned())].into(),
            missing: vec!["proxy".to_owned(), "id".to_owned(), "id".to_owned()],
        };
        let kept = checked(&item, &given).unwrap();
        assert_eq!(kept.missing, ["id", "proxy"]);
        assert_eq!(kept.answers.len(), 1, "an answer to a question that does not apply is dropped");
        let desk = for_desk(&item, &kept, None);
        assert!(!desk.void && desk.versions.is_none());
        assert_eq!(desk.missing.len(), 2);
        assert_eq!(desk.said.len(), 1);
        let none = TicketChecklist::default();
        assert_eq!(checked(&item, &none), Err(Code::AnswersInvalid));
        assert!(for_desk(&item, &none, None).void);
        let mut changed = item.clone();
        changed.materials.retain(|document| document.key != "proxy");
        let versions = Some(CheckedVersions { checked: 3, current: 4 });
        let void = DeskChecklist { versions, void: true, ..DeskChecklist::default() };
        assert_eq!(for_desk(&changed, &kept, versions), void, "what was missing is no longer asked for");
    }

    #[test]
    fn numbers_name_kind_and_day() {
        let day = "2026-11-26".parse().unwrap();
        assert_eq!(number(NoticeKind::OneTime, day, 7), "G20261126-0007");
        assert_eq!(number(NoticeKind::Refused, day, 12345), "B20261126-12345");
    }
}
