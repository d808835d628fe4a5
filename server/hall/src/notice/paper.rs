//! A notice laid out once for every rendering: paper, phone, slip (R23–R25). Which parts there are, in which order and
//! under which names, which documents have a box to tick, and what stands at the foot to be signed is decided here;
//! a rendering only draws it. What the facts do not have is not there.

pub use super::line::{Line, Mark};
use super::line::{Outcome, accepted, asked, outcome};
use super::{both, text as t};
use crate::api::{NoticeDocument, NoticeFacts, NoticeKind};
use crate::catalog::FeeItem;
use crate::dates::long;
use crate::id::Number;
use crate::moment::Moment;
use crate::profile::windows_said;
use crate::text::{Lang, Phrase, Text};

/// A notice, ready to be drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    /// The hall.
    pub hall: Text,
    /// What it is.
    pub title: Phrase,
    /// Its number, when it is kept.
    pub number: Option<String>,
    /// Matter, department, date.
    pub head: Vec<Row>,
    /// The sentence it begins with.
    pub opening: Phrase,
    /// What the citizen still owes, framed below the opening; none: nothing.
    pub missing: Vec<Line>,
    /// What follows.
    pub parts: Vec<Part>,
    /// What is signed and sealed, on paper alone.
    pub foot: Foot,
    /// How old it is.
    pub edition: Vec<Text>,
}

/// A name and what stands beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its name.
    pub name: Phrase,
    /// Lines; none: room to write by hand.
    pub lines: Vec<Text>,
}

/// A part of a notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Documents under a title.
    Documents(Phrase, Vec<Line>),
    /// Lines under a title.
    List(Phrase, Vec<Text>),
    /// Lines in an order, under a title.
    Steps(Phrase, Vec<Text>),
    /// Words under a title.
    Words(Phrase, Text),
    /// A table.
    Rows(Vec<Row>),
}

/// The foot of an administrative paper: what the program knows is printed, the rest is room to write by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Foot {
    /// Rows to sign: the citizen, then the window.
    pub rows: Vec<Row>,
    /// Who seals it.
    pub department: Text,
    /// The day of the seal.
    pub date: Text,
}

/// What a paper is made from.
#[derive(Clone, Copy, Debug)]
pub struct Made<'a> {
    /// What it is.
    pub kind: NoticeKind,
    /// What it says.
    pub facts: &'a NoticeFacts,
    /// Its number, when it is kept.
    pub number: Option<&'a str>,
    /// When it was made.
    pub at: Moment,
    /// The ticket it belongs to.
    pub ticket: Option<&'a Number>,
}

impl Paper {
    /// The paper of a notice.
    #[must_use]
    pub fn of(made: &Made<'_>) -> Self {
        let Made { kind, facts, number, at, ticket } = *made;
        let when = format!("{} {}", at.day(), at.hh_mm());
        let row = |name, text: &Text| Row { name, lines: vec![text.clone()] };
        let mut head = vec![
            row(t::ITEM, &facts.item),
            row(t::DEPARTMENT, &facts.department),
            row(t::DATE, &same(&when)),
        ];
        head.extend(ticket.map(|ticket| row(t::TICKET, &same(&ticket.to_string()))));
        // who applied is written by hand: a notice names nobody
        head.extend((kind != NoticeKind::OneTime).then_some(Row { name: t::APPLICANT, lines: Vec::new() }));
        let draw = if kind == NoticeKind::Accepted { accepted } else { asked };
        let missing: Vec<Line> = owed(kind, facts).map(draw).collect();
        let version = both(|lang| t::VERSION.fill(lang, &[&facts.version]));
        let updated = facts.updated_on.map(|day| both(|lang| t::UPDATED.fill(lang, &[&day.to_string()])));
        Self {
            hall: facts.hall.clone(),
            title: kind.phrase(),
            number: number.map(str::to_owned),
            head,
            opening: opening(kind, !missing.is_empty()),
            missing,
            parts: parts(made),
            foot: Foot {
                rows: vec![
                    Row { name: t::SIGNED, lines: Vec::new() },
                    Row { name: t::SIGNED_ON, lines: Vec::new() },
                    Row { name: t::MADE_AT, lines: facts.window.iter().map(|window| same(window)).collect() },
                    Row { name: t::CLERK, lines: Vec::new() },
                ],
                department: facts.department.clone(),
                date: dated(at),
            },
            edition: std::iter::once(version).chain(updated).collect(),
        }
    }
}

/// The documents that the citizen still has to bring: what was missing; of an acceptance only what follows.
pub fn owed(kind: NoticeKind, facts: &NoticeFacts) -> impl Iterator<Item = &NoticeDocument> {
    facts.documents.iter().filter(move |document| match kind {
        NoticeKind::Accepted => outcome(document) == Outcome::Follows,
        NoticeKind::OneTime | NoticeKind::Refused => document.missing,
    })
}

/// The sentence a notice begins with.
const fn opening(kind: NoticeKind, missing: bool) -> Phrase {
    match (kind, missing) {
        (NoticeKind::OneTime, false) => t::ONE_TIME,
        (NoticeKind::OneTime, true) => t::TO_ADD,
        (NoticeKind::Accepted, false) => t::ACCEPTED,
        (NoticeKind::Accepted, true) => t::ACCEPTED_TO_ADD,
        (NoticeKind::Refused, _) => t::REFUSED,
    }
}

fn parts(made: &Made<'_>) -> Vec<Part> {
    let Made { kind, facts, .. } = *made;
    let said = facts.said.iter().map(|said| joined(&said.ask, " ", &said.answer)).collect();
    let steps = facts.steps.iter().map(|step| joined(&step.name, " · ", &step.limit)).collect();
    let words = |name, text: Option<Text>| text.map(|text| Part::Words(name, text));
    let before = [
        words(t::REASON, facts.reason.as_deref().map(same)),
        Some(Part::Rows(until(made))),
        Some(Part::List(t::SAID, said)),
    ];
    let after = [
        Some(Part::List(t::CONDITIONS, facts.conditions.clone())),
        Some(Part::Steps(t::STEPS, steps)),
        Some(Part::List(t::BASIS, facts.basis.clone())),
        words(t::TURN_TO, facts.turn_to.clone()),
        words(t::REMEDY, facts.remedy.clone()),
        Some(Part::Rows(rows(facts))),
    ];
    let all = before.into_iter().flatten().chain(documents(kind, facts)).chain(after.into_iter().flatten());
    all.filter(|part| !part.is_empty()).collect()
}

/// Of a one-time notice what is wanted; of an acceptance what was received, and what need not be handed in. What is
/// still owed stands above.
fn documents(kind: NoticeKind, facts: &NoticeFacts) -> Vec<Part> {
    let became = |wanted: fn(Outcome) -> bool| {
        let documents = facts.documents.iter().filter(|document| wanted(outcome(document)));
        documents.map(accepted).collect()
    };
    match kind {
        NoticeKind::OneTime if facts.documents.is_empty() => {
            vec![Part::Words(t::DOCUMENTS, t::NO_DOCUMENTS.text())]
        }
        NoticeKind::OneTime => {
            vec![Part::Documents(t::DOCUMENTS, facts.documents.iter().map(asked).collect())]
        }
        NoticeKind::Accepted => vec![
            Part::Documents(t::RECEIVED, became(|outcome| outcome == Outcome::Received)),
            Part::Documents(t::REPLACED, became(|outcome| matches!(outcome, Outcome::Replaced(_)))),
        ],
        NoticeKind::Refused => Vec::new(),
    }
}

impl Part {
    fn is_empty(&self) -> bool {
        match self {
            Self::Documents(_, documents) => documents.is_empty(),
            Self::List(_, lines) | Self::Steps(_, lines) => lines.is_empty(),
            Self::Words(_, text) => text.zh.is_empty(),
            Self::Rows(rows) => rows.is_empty(),
        }
    }
}

/// Of an acceptance: until when it is done, what one gets, how, and how to ask.
fn until(made: &Made<'_>) -> Vec<Row> {
    let Made { kind, facts, number, .. } = *made;
    if kind != NoticeKind::Accepted {
        return Vec::new();
    }
    let not_counted = facts.not_counted.iter().map(|name| named(t::NOT_COUNTED, name));
    let by = facts.promised_by.map(|day| std::iter::once(long(day)).chain(not_counted).collect());
    let ask = number.map(|number| vec![both(|lang| t::ASK.fill(lang, &[&facts.consult_phone, number]))]);
    present([
        (t::PROMISED_BY, by.unwrap_or_default()),
        (t::RESULT, facts.result.iter().cloned().collect()),
        (t::HANDOVER, facts.handover.clone()),
        (t::PROGRESS, ask.unwrap_or_default()),
    ])
}

/// What stands below everything else.
fn rows(facts: &NoticeFacts) -> Vec<Row> {
    let fee = facts.fee.as_ref().map(|fee| match fee.charged {
        false => vec![t::FREE.text()],
        true => fee.items.iter().flat_map(self::fee).collect(),
    });
    let labels: Vec<&str> = facts.windows.iter().map(String::as_str).collect();
    let windows = Some(both(|lang| windows_said(&labels, lang))).filter(|windows| !windows.zh.is_empty());
    let place = facts.place.iter().cloned().chain(windows).collect();
    present([
        (t::LEGAL_LIMIT, facts.legal_limit.iter().cloned().collect()),
        (t::PROMISED_LIMIT, facts.promised_limit.iter().cloned().collect()),
        (t::FEE, fee.unwrap_or_default()),
        (t::PLACE, place),
        (t::HOURS, facts.hours.clone()),
        (t::CONSULT, vec![same(&facts.consult_phone)]),
        (t::COMPLAINT, vec![same(&facts.complaint_phone)]),
    ])
}

fn present<const N: usize>(rows: [(Phrase, Vec<Text>); N]) -> Vec<Row> {
    let rows = rows.into_iter().filter(|(_, lines)| !lines.is_empty());
    rows.map(|(name, lines)| Row { name, lines }).collect()
}

fn fee(item: &FeeItem) -> impl Iterator<Item = Text> {
    let price = both(|lang| item.price(lang));
    let basis = Some(item.basis.trim()).filter(|basis| !basis.is_empty());
    let basis = basis.map(|basis| Text { zh: t::FEE_BASIS.fill(Lang::Zh, &[basis]), en: String::new() });
    let waiver = item.waiver.as_ref().map(|waiver| named(t::WAIVER, waiver));
    std::iter::once(joined(&item.name, " ", &price)).chain(basis).chain(waiver)
}

/// `2026年11月26日`, without the day of the week: as papers are dated.
fn dated(at: Moment) -> Text {
    let day = long(at.day());
    let zh = day.zh.split(' ').next().unwrap_or_default().to_owned();
    let en = day.en.split_once(' ').map_or_else(String::new, |(_, date)| date.to_owned());
    Text { zh, en }
}

/// The same words in both languages: numbers, and what somebody typed.
fn same(words: &str) -> Text {
    Text { zh: words.to_owned(), en: words.to_owned() }
}

/// A text in a phrase; without English where it has none.
pub(super) fn named(phrase: Phrase, value: &Text) -> Text {
    let en = if value.en.is_empty() { String::new() } else { phrase.fill(Lang::En, &[&value.en]) };
    Text { zh: phrase.fill(Lang::Zh, &[&value.zh]), en }
}

fn joined(one: &Text, between: &str, other: &Text) -> Text {
    let join = |one: &str, other: &str| match (one, other) {
        ("", other) => other.to_owned(),
        (one, "") => one.to_owned(),
        (one, other) => format!("{one}{between}{other}"),
    };
    Text { zh: join(&one.zh, &other.zh), en: join(&one.en, &other.en) }
}
