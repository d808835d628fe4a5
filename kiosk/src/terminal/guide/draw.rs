//! The blocks of a guide as entries of a list that turns pages: what is long is cut between its lines, so
//! that no entry is higher than a page, whatever the size of text.

use crate::ui::{Icon, Picture};
use hall::catalog::guide::{Badge, Block, Entry, GlanceKind, Guide, Said, Stop, Tone, Value, text as t};
use hall::text::{Lang, Phrase};
use leptos::prelude::*;

/// Halves of Han characters that stand together at most; more go into an entry of their own.
const TOGETHER: usize = 130;
/// The same in the elder version.
const TOGETHER_ELDER: usize = 60;

/// How a guide is drawn.
#[derive(Clone, Copy, Debug)]
pub struct Hand {
    /// The reader's language.
    pub lang: Lang,
    /// The elder version: larger, so less stands together.
    pub elder: bool,
}

impl Hand {
    const fn together(self) -> usize {
        if self.elder { TOGETHER_ELDER } else { TOGETHER }
    }
}

/// Words, marked where they are not in the reader's language (A52).
pub fn said(said: &Said, lang: Lang) -> AnyView {
    let tag = (said.lang != lang).then(|| said.lang.tag());
    view! { <span lang=tag>{said.words.clone()}</span> }.into_any()
}

/// The four answers most people look for, first and large, then the marks.
pub fn glance(guide: &Guide) -> Vec<AnyView> {
    let lang = guide.lang;
    let facts = guide.glance.iter().map(|one| {
        let icon = match one.kind {
            GlanceKind::Time => Icon::Timer,
            GlanceKind::Fee => Icon::Banknote,
            GlanceKind::Visits => Icon::Footprints,
            GlanceKind::Place => Icon::Pin,
        };
        view! {
            <div class="key-fact">
                <Picture icon />
                <span class="key-name">{one.kind.name().get(lang)}</span>
                <strong class="key-value">{said(&one.value, lang)}</strong>
            </div>
        }
    });
    let facts = view! { <div class="key-facts">{facts.collect_view()}</div> }.into_any();
    let marks = view! { <p class="marks">{badges(&guide.marks, lang)}</p> }.into_any();
    vec![facts, marks]
}

/// What must be said of the record, in a line.
pub fn warning(guide: &Guide) -> Option<AnyView> {
    let words = guide.warning.as_ref()?;
    Some(field(Some(t::WARNING), guide.lang, view! { <p>{said(words, guide.lang)}</p> }))
}

/// A block; long ones in several entries.
pub fn block(block: &Block, hand: Hand) -> Vec<AnyView> {
    let lang = hand.lang;
    match block {
        Block::Field(name, Value::Lines(lines)) => {
            let cut = chunks(lines, hand.together(), |line| weight(&line.words));
            let one = |(index, lines): (usize, &[Said])| {
                let lines = lines.iter().map(|line| view! { <p>{said(line, lang)}</p> }).collect_view();
                field((index == 0).then_some(*name), lang, lines)
            };
            cut.into_iter().enumerate().map(one).collect()
        }
        Block::Field(name, Value::Badges(words)) => {
            let cut = chunks(words, hand.together(), |_| 0);
            let one = |(index, words): (usize, &[Badge])| {
                let marks = view! { <p class="marks">{badges(words, lang)}</p> };
                field((index == 0).then_some(*name), lang, marks)
            };
            cut.into_iter().enumerate().map(one).collect()
        }
        Block::Field(name, Value::Phone(number)) => {
            vec![field(Some(*name), lang, view! { <strong class="phone">{number.clone()}</strong> })]
        }
        Block::Entry(one) => entry(one, hand),
        Block::Stop(one) => vec![stop(one, lang)],
    }
}

/// A field: its name and what stands in it; without a name it goes on from the entry before.
fn field(name: Option<Phrase>, lang: Lang, value: impl IntoView + 'static) -> AnyView {
    let goes_on = name.is_none();
    let name = name.map(|name| view! { <h2 class="field-name">{name.get(lang)}</h2> });
    view! {
        <div class="field" class:more=goes_on>
            {name}
            <div class="field-value">{value}</div>
        </div>
    }
    .into_any()
}

fn badges(badges: &[Badge], lang: Lang) -> impl IntoView + use<> {
    badges
        .iter()
        .map(|badge| {
            let (strong, good) = (badge.tone == Tone::Strong, badge.tone == Tone::Good);
            view! { <span class="badge" class:strong=strong class:good=good>{badge.words.get(lang)}</span> }
        })
        .collect_view()
}

/// A thing with a title; its lines go on in further entries when they are long.
pub fn entry(entry: &Entry, hand: Hand) -> Vec<AnyView> {
    let lang = hand.lang;
    let line = |(name, words): &(Option<Phrase>, Said)| {
        let colon = if lang == Lang::Zh { "：" } else { ": " };
        let name = name.map(|name| format!("{}{colon}", name.get(lang)));
        view! { <p class="small">{name}{said(words, lang)}</p> }
    };
    // for elders title and badges fill enough of a page
    let mut cut = chunks(&entry.lines, hand.together(), |(_, words)| weight(&words.words) + 12).into_iter();
    let title = match entry.no {
        Some(no) => format!("{no}. "),
        None => String::new(),
    };
    let kind = entry.kind.map(|kind| view! { <p class="field-name">{kind.get(lang)}</p> });
    let amount = entry.amount.clone().map(|amount| view! { " " <strong class="amount">{amount}</strong> });
    let facts = (!entry.badges.is_empty() || !entry.facts.is_empty()).then(|| {
        view! {
            <p class="document-facts">{badges(&entry.badges, lang)}<span>{entry.facts.join(" · ")}</span></p>
        }
    });
    let together = if hand.elder { None } else { cut.next() };
    let lines = together.unwrap_or_default().iter().map(line).collect_view();
    let head = view! {
        <div class="document">
            {kind}
            <h2 class="document-name">{title}{said(&entry.title, lang)}{amount}</h2>
            {facts}
            {lines}
        </div>
    };
    let rest = cut.filter(|lines| !lines.is_empty()).map(|lines| {
        view! { <div class="document more">{lines.iter().map(line).collect_view()}</div> }.into_any()
    });
    std::iter::once(head.into_any()).chain(rest).collect()
}

/// A stop on the line of steps.
fn stop(stop: &Stop, lang: Lang) -> AnyView {
    let colon = if lang == Lang::Zh { "：" } else { ": " };
    let named = |name: Phrase, words: &Said| {
        view! { <p>{name.get(lang)}{colon}{said(words, lang)}</p> }
    };
    let case = stop.by_case.then(|| view! { " " <span class="badge">{t::BY_CASE.get(lang)}</span> });
    view! {
        <div class="step">
            <span class="step-number" aria-hidden="true">{stop.no}</span>
            <div class="step-words">
                <h2 class="document-name">{said(&stop.name, lang)}{case}</h2>
                {named(t::LIMIT, &stop.limit)}
                {named(t::RESPONSIBLE, &stop.responsible)}
            </div>
        </div>
    }
    .into_any()
}

/// How much room words take, in halves of a Han character.
pub fn weight(words: &str) -> usize {
    words.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

/// Cuts a list where it becomes too heavy; never an empty piece, but one for an empty list.
fn chunks<T>(list: &[T], together: usize, weight: impl Fn(&T) -> usize) -> Vec<&[T]> {
    let mut pieces = Vec::new();
    let (mut from, mut sum) = (0, 0);
    for (index, one) in list.iter().enumerate() {
        // a line of its own has a line's height at least
        let more = weight(one).max(24);
        if index > from && sum + more > together {
            pieces.push(list.get(from..index).unwrap_or_default());
            (from, sum) = (index, 0);
        }
        sum += more;
    }
    pieces.push(list.get(from..).unwrap_or_default());
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_long_is_cut_between_its_lines_and_nothing_is_lost() {
        let heavy = |n: &usize| *n;
        assert_eq!(chunks(&[10, 10], 130, heavy), [&[10, 10]]);
        assert_eq!(chunks(&[100, 100, 20], 130, heavy), [&[100_usize][..], &[100, 20]]);
        assert_eq!(chunks(&[500], 130, heavy), [&[500]]);
        assert_eq!(chunks::<usize>(&[], 130, heavy), [&[] as &[usize]]);
        let many: Vec<usize> = (0..100).collect();
        assert_eq!(chunks(&many, 130, heavy).concat(), many);
        assert_eq!(weight("原件 1 份"), 9);
    }
}
