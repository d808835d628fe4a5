//! The guide of a matter (办事指南) as it is read: the fixed template (R12), laid out once for every
//! rendering: terminal, phone, paper (R2). What comes in which order and under which name is decided here;
//! a rendering only draws it. Fields that are empty are not there.

mod basics;
mod documents;
mod money;
mod procedure;
pub mod text;

use super::{Department, Fee, Item, ItemState};
use crate::id::ItemId;
use crate::profile::Hall;
use crate::text::{Lang, Phrase, Text};

/// What a guide says besides its own record.
#[derive(Clone, Copy, Debug)]
pub struct Around<'a> {
    /// The hall.
    pub hall: &'a Hall,
    /// The departments of the catalog: joint ones are named by their ids alone.
    pub departments: &'a [Department],
    /// Version of the published catalog (R17).
    pub version: &'a str,
    /// When it was published; empty where that is not known.
    pub published_at: &'a str,
    /// What must be said of the whole catalog.
    pub warning: Option<&'a Text>,
}

/// Words with the language they are in: a reader is told where it is not theirs (A52).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The words.
    pub words: String,
    /// Their language.
    pub lang: Lang,
}

impl Said {
    /// Words in a language.
    #[must_use]
    pub fn new(words: impl Into<String>, lang: Lang) -> Self {
        Self { words: words.into(), lang }
    }

    /// A text of the record in the reader's language, or in Chinese where it has no other.
    #[must_use]
    pub fn of(text: &Text, lang: Lang) -> Self {
        let (words, lang) = text.get_or_zh(lang);
        Self::new(words, lang)
    }

    /// A text that the record has in Chinese only; what has no Han character has no language to speak of.
    #[must_use]
    pub fn chinese(words: &str, lang: Lang) -> Self {
        let han = words.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
        Self::new(words, if han { Lang::Zh } else { lang })
    }
}

/// A guide, ready to be drawn in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guide {
    /// The language of the reader.
    pub lang: Lang,
    /// The matter's name.
    pub name: Said,
    /// What must be said before anything else, in a line: that it is sample data.
    pub warning: Option<Said>,
    /// Why there is no number, when the matter is suspended or cancelled.
    pub closed: Option<Closed>,
    /// The four answers most people look for: time, fee, visits, where.
    pub glance: Vec<Glance>,
    /// What makes it easier, where else it can be had, how: each in words.
    pub marks: Vec<Badge>,
    /// The parts, in their fixed order.
    pub parts: Vec<Part>,
}

/// A matter that is not offered now (R13).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closed {
    /// That it is so.
    pub what: Phrase,
    /// Why, and until when.
    pub why: Option<Said>,
    /// What to do instead.
    pub instead: Vec<ItemId>,
}

/// One of the four answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Glance {
    /// Which.
    pub kind: GlanceKind,
    /// The answer.
    pub value: Said,
}

/// The four answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GlanceKind {
    /// How long it takes.
    Time,
    /// What it costs.
    Fee,
    /// How often one has to come.
    Visits,
    /// Where.
    Place,
}

impl GlanceKind {
    /// Its name.
    #[must_use]
    pub const fn name(self) -> Phrase {
        match self {
            Self::Time => text::PROMISED,
            Self::Fee => text::FEE_SHORT,
            Self::Visits => text::VISITS_SHORT,
            Self::Place => text::LOCATION,
        }
    }

    /// The same in plain words, for the elder version.
    #[must_use]
    pub const fn plain(self) -> Phrase {
        match self {
            Self::Time => text::PLAIN_TIME,
            Self::Fee => text::PLAIN_FEE,
            Self::Visits => text::PLAIN_VISITS,
            Self::Place => text::PLAIN_PLACE,
        }
    }
}

/// A part of a guide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Which.
    pub kind: PartKind,
    /// What stands in it.
    pub blocks: Vec<Block>,
}

/// The parts of a guide, in the order in which they are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PartKind {
    /// Who may apply.
    Overview,
    /// What to bring.
    Documents,
    /// What happens, how long it takes, who is responsible.
    Procedure,
    /// What it costs, and what all of it rests on.
    Money,
    /// What one gets, who handles it, in which ways.
    Details,
    /// Whom to ask and whom to complain to, what people ask, how old this is.
    Contact,
}

impl PartKind {
    /// Its name.
    #[must_use]
    pub const fn name(self) -> Phrase {
        match self {
            Self::Overview => text::OVERVIEW,
            Self::Documents => text::MATERIALS,
            Self::Procedure => text::STEPS,
            Self::Money => text::MONEY,
            Self::Details => text::DETAILS,
            Self::Contact => text::CONTACT,
        }
    }

    /// The same in plain words, for the elder version.
    #[must_use]
    pub const fn plain(self) -> Phrase {
        match self {
            Self::Overview => text::PLAIN_OVERVIEW,
            Self::Documents => text::PLAIN_DOCUMENTS,
            Self::Procedure => text::PLAIN_STEPS,
            Self::Money => text::PLAIN_MONEY,
            Self::Details => text::PLAIN_DETAILS,
            Self::Contact => text::PLAIN_CONTACT,
        }
    }
}

/// What is drawn as one and not torn apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A name and what stands beside it.
    Field(Phrase, Value),
    /// A thing with a title: a document, a fee, a law, a question.
    Entry(Entry),
    /// A stop on the line of steps (R14).
    Stop(Stop),
}

/// What stands in a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Lines of words.
    Lines(Vec<Said>),
    /// Words in frames.
    Badges(Vec<Badge>),
    /// A telephone number.
    Phone(String),
}

/// A word in a frame; the words alone say what it means (A10).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Badge {
    /// The word.
    pub words: Phrase,
    /// How it looks.
    pub tone: Tone,
}

/// How a badge looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// As usual.
    Plain,
    /// It must be.
    Strong,
    /// It spares something.
    Good,
}

impl Badge {
    const fn plain(words: Phrase) -> Self {
        Self { words, tone: Tone::Plain }
    }

    const fn good(words: Phrase) -> Self {
        Self { words, tone: Tone::Good }
    }
}

/// A thing with a title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What kind of thing, where the part has several.
    pub kind: Option<Phrase>,
    /// Its number in a list.
    pub no: Option<u32>,
    /// Its title.
    pub title: Said,
    /// An amount beside the title.
    pub amount: Option<String>,
    /// Its badges.
    pub badges: Vec<Badge>,
    /// Short facts in the reader's language, in one line.
    pub facts: Vec<String>,
    /// Lines, most with a name before them.
    pub lines: Vec<(Option<Phrase>, Said)>,
    /// Files that go with it: what each is, and its name among the hall's forms ([`crate::form`]).
    pub files: Vec<(Phrase, String)>,
}

impl Entry {
    fn new(kind: Option<Phrase>, title: Said) -> Self {
        let (no, amount) = (None, None);
        let (badges, facts, lines, files) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Self { kind, no, title, amount, badges, facts, lines, files }
    }
}

/// A step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stop {
    /// Its number.
    pub no: u32,
    /// Its name.
    pub name: Said,
    /// Its own limit.
    pub limit: Said,
    /// The responsible post (R4).
    pub responsible: Said,
    /// It belongs to some cases only.
    pub by_case: bool,
}

impl Guide {
    /// The guide of a matter in a language.
    #[must_use]
    pub fn of(item: &Item, around: &Around<'_>, lang: Lang) -> Self {
        let parts = [
            (PartKind::Overview, basics::overview(item, lang)),
            (PartKind::Documents, documents::blocks(&item.materials, lang)),
            (PartKind::Procedure, procedure::blocks(item, lang)),
            (PartKind::Money, money::blocks(item, &around.hall.payment, lang)),
            (PartKind::Details, basics::details(item, around, lang)),
            (PartKind::Contact, basics::contact(item, around, lang)),
        ];
        Self {
            lang,
            name: Said::of(&item.name, lang),
            warning: basics::warning(around, lang),
            closed: Closed::of(item, lang),
            glance: vec![
                Glance { kind: GlanceKind::Time, value: Said::of(&item.promised_limit.text(), lang) },
                Glance { kind: GlanceKind::Fee, value: Said::new(money::sum(&item.fee, lang), lang) },
                Glance { kind: GlanceKind::Visits, value: Said::new(procedure::visits(item, lang), lang) },
                Glance { kind: GlanceKind::Place, value: basics::place(item, around, lang) },
            ],
            marks: basics::marks(item),
            parts: parts.into_iter().map(|(kind, blocks)| Part { kind, blocks }).collect(),
        }
    }

    /// The blocks of one part.
    pub fn blocks(&self, kind: PartKind) -> impl Iterator<Item = &Block> {
        self.parts.iter().filter(move |part| part.kind == kind).flat_map(|part| &part.blocks)
    }
}

impl Closed {
    fn of(item: &Item, lang: Lang) -> Option<Self> {
        let what = match item.state {
            ItemState::InUse => return None,
            ItemState::Suspended => text::SUSPENDED,
            ItemState::Cancelled => text::CANCELLED,
        };
        let why = item.state_note.as_ref().map(|note| Said::of(note, lang));
        Some(Self { what, why, instead: item.alternatives.clone() })
    }
}

/// What a matter costs, in both languages: one amount, or from how much on.
#[must_use]
pub fn fee(fee: &Fee) -> Text {
    Text { zh: money::sum(fee, Lang::Zh), en: money::sum(fee, Lang::En) }
}

/// A field with one line.
fn field(name: Phrase, value: Said) -> Block {
    Block::Field(name, Value::Lines(vec![value]))
}

/// A field with a line of the program's own words.
fn own(name: Phrase, words: impl Into<String>, lang: Lang) -> Block {
    field(name, Said::new(words, lang))
}

/// A field with badges; none when there are none.
fn badges(name: Phrase, badges: Vec<Badge>) -> Option<Block> {
    (!badges.is_empty()).then_some(Block::Field(name, Value::Badges(badges)))
}

/// Joins words of a list.
fn join(words: &[&str], lang: Lang) -> String {
    words.join(if lang == Lang::Zh { "、" } else { ", " })
}

#[cfg(test)]
mod tests;
