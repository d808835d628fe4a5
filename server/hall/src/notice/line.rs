//! A document on a notice: whether it has a box to tick, and what is said of it.

use super::paper::named;
use super::{both, text as t};
use crate::api::{NoticeDocument, NoticeKind};
use crate::catalog::Need;
use crate::text::{Lang, Phrase, Text};

/// What stands before a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// A box to tick.
    Box,
    /// A ticked box: it was handed in.
    Ticked,
    /// Nothing: nobody has to bring it.
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

/// A document as a kind of notice has it.
pub(super) fn line(document: &NoticeDocument, kind: NoticeKind) -> Line {
    let exempt = document.need == Need::Exempt;
    let mark = match kind {
        _ if exempt => Mark::None,
        // whether its case applies is not known: the clerk ticks it
        NoticeKind::Accepted if document.need == Need::IfApplicable || document.missing => Mark::Box,
        NoticeKind::Accepted => Mark::Ticked,
        NoticeKind::OneTime | NoticeKind::Refused if document.e_licence => Mark::None,
        NoticeKind::OneTime | NoticeKind::Refused => Mark::Box,
    };
    let licence = document.e_licence && !exempt;
    // what was handed in need not be explained
    let explained = mark != Mark::Ticked;
    let notes = [
        licence.then(|| t::LICENCE_HOW.text()),
        document.when.clone(),
        origin(document).map(|(phrase, value)| named(phrase, value)),
    ];
    Line {
        mark,
        name: document.name.clone(),
        missing: document.missing && kind == NoticeKind::OneTime,
        need: explained.then_some(if licence { t::LICENCE_EXEMPT } else { document.need.phrase() }),
        count: if exempt { Text::default() } else { both(|lang| count(document, lang)) },
        notes: notes.into_iter().flatten().filter(|_| explained).collect(),
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
