//! A document on a notice: whether it has a box to tick, what is said of it, and what became of it at an acceptance.

use super::paper::named;
use super::{both, text as t};
use crate::api::NoticeDocument;
use crate::catalog::Need;
use crate::text::{Lang, Phrase, Text};

/// What stands before a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// A box to tick.
    Box,
    /// A ticked box: it was handed in.
    Ticked,
    /// Nothing: nobody has to bring it, or it follows.
    None,
}

/// A document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What stands before it.
    pub mark: Mark,
    /// Its name.
    pub name: Text,
    /// It was not there.
    pub missing: bool,
    /// Whether it must be there; not said of what was handed in.
    pub need: Option<Phrase>,
    /// How many of what, in which form; empty for what nobody has to bring.
    pub count: Text,
    /// When it is wanted, and how to get it.
    pub notes: Vec<Text>,
}

/// What became of a document when the application was accepted (R24, R93).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// It was handed in, or its e-licence was shown.
    Received,
    /// It need not be handed in, and why not.
    Replaced(Phrase),
    /// 容缺: it is still to be handed in.
    Follows,
    /// Its case does not apply.
    NotWanted,
}

/// What became of a document. What is necessary can only be missing under the written commitment of the matter
/// ([`may_follow`](super::may_follow)).
pub(super) const fn outcome(document: &NoticeDocument) -> Outcome {
    match document.need {
        Need::Exempt => Outcome::Replaced(Need::Exempt.phrase()),
        _ if !document.missing => Outcome::Received,
        Need::IfApplicable => Outcome::NotWanted,
        _ if document.e_licence => Outcome::Replaced(t::LICENCE_SEEN),
        Need::MayFollow => Outcome::Follows,
        Need::Necessary => Outcome::Replaced(t::COMMITTED),
    }
}

/// A document that is asked for: with a box to tick, unless nobody has to bring it. Who shows an e-licence has to
/// show it, so that it has a box too.
pub(super) fn asked(document: &NoticeDocument) -> Line {
    let exempt = document.need == Need::Exempt;
    let licence = document.e_licence && !exempt;
    let notes = [
        licence.then(|| t::LICENCE_HOW.text()),
        document.when.clone(),
        origin(document).map(|(phrase, value)| named(phrase, value)),
    ];
    Line {
        mark: if exempt { Mark::None } else { Mark::Box },
        name: document.name.clone(),
        missing: document.missing,
        need: Some(if licence { t::LICENCE_EXEMPT } else { document.need.phrase() }),
        count: if exempt { Text::default() } else { both(|lang| count(document, lang)) },
        notes: notes.into_iter().flatten().collect(),
    }
}

/// A document of an accepted application: what was handed in need not be explained.
pub(super) fn accepted(document: &NoticeDocument) -> Line {
    let (mark, need) = match outcome(document) {
        Outcome::Received => (Mark::Ticked, None),
        Outcome::Replaced(words) => (Mark::None, Some(words)),
        Outcome::Follows | Outcome::NotWanted => (Mark::None, Some(document.need.phrase())),
    };
    Line {
        mark,
        name: document.name.clone(),
        missing: false,
        need,
        count: if mark == Mark::Ticked { both(|lang| count(document, lang)) } else { Text::default() },
        notes: Vec::new(),
    }
}

/// How to get a document, or else who issues it.
fn origin(document: &NoticeDocument) -> Option<(Phrase, &Text)> {
    let how = document.how.as_ref().map(|how| (t::HOW, how));
    how.or_else(|| Some((t::SOURCE, &document.source)).filter(|(_, source)| !source.zh.is_empty()))
}

/// How many of what, in which form.
fn count(document: &NoticeDocument, lang: Lang) -> String {
    let counts = [(t::ORIGINAL, document.original), (t::COPY, document.copy)];
    let counts = counts.into_iter().filter(|(_, count)| *count > 0);
    let counts = counts.map(|(phrase, count)| phrase.fill(lang, &[&count.to_string()]));
    let form = std::iter::once(document.form.phrase().get(lang).to_owned());
    counts.chain(form).collect::<Vec<_>>().join(" · ")
}
