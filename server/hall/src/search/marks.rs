//! Which part of a text is what was searched for, to be marked where the hit is shown. Looked for in the few
//! texts that are shown, and not kept for the whole catalog.

use super::fold::end_of_letters;
use super::lexicon::Lexicon;
use super::pieces::Pieces;
use super::slip::Slipped;
use super::walk::{Straight, Walked};
use super::{Index, Query, Rank};
use std::cell::OnceCell;
use std::ops::Range;

/// Marks what was typed in any number of texts; what it needs is made ready once, when it is first needed.
pub struct Marker<'a> {
    lexicon: &'a Lexicon,
    query: &'a Query,
    straight: OnceCell<Straight<'a>>,
    slipped: OnceCell<Slipped<'a>>,
    pieces: OnceCell<Option<Pieces>>,
}

impl Index {
    /// What marks the hits of a search.
    #[must_use]
    pub fn marker<'a>(&'a self, query: &'a Query) -> Marker<'a> {
        let (straight, slipped, pieces) = (OnceCell::new(), OnceCell::new(), OnceCell::new());
        Marker { lexicon: &self.lexicon, query, straight, slipped, pieces }
    }
}

impl Marker<'_> {
    /// The parts of `text` that a hit of this rank was found by: bytes on the borders of characters, in order
    /// and apart. `text` is one that the catalog has; for another one there may be nothing.
    #[must_use]
    pub fn marks(&self, rank: Rank, text: &str) -> Vec<Range<usize>> {
        let lexicon = self.lexicon;
        let (units, places) = lexicon.read(text);
        let letters = self.query.letters.as_slice();
        let found = match rank {
            Rank::Department => return Vec::new(),
            Rank::Scattered => {
                let pieces = self.pieces.get_or_init(|| Pieces::of(self.query, lexicon));
                let Some(pieces) = pieces else { return Vec::new() };
                let marked = units.iter().zip(places).filter(|(unit, _)| pieces.has(**unit));
                return joined(marked.map(|(_, place)| place));
            }
            Rank::SlipExact | Rank::SlipPrefix | Rank::SlipInside => {
                let slipped = self.slipped.get_or_init(|| Slipped::new(lexicon, letters));
                first(&units, |units| slipped.walk(units))
            }
            _ => {
                let straight = self.straight.get_or_init(|| Straight::new(lexicon, letters));
                first(&units, |units| straight.walk(units))
            }
        };
        let Some((start, walked)) = found else { return Vec::new() };
        let last = start + walked.units - 1;
        let (Some(from), Some(to)) = (places.get(start), places.get(last)) else { return Vec::new() };
        let end = match text.get(to.clone()) {
            // of a word that is only begun, what was typed
            Some(word)
                if walked.letters > 0 && units.get(last).is_some_and(|unit| lexicon.is_word(*unit)) =>
            {
                to.start + end_of_letters(word, walked.letters)
            }
            _ => to.end,
        };
        Vec::from_iter(std::iter::once(from.start..end))
    }
}

/// The best place where it stands; of equally good ones the first, and a beginning before the rest.
fn first(units: &[u32], look: impl Fn(&[u32]) -> Option<Walked>) -> Option<(usize, Walked)> {
    let walked = (0..units.len()).filter_map(|start| Some((start, units.get(start..).and_then(&look)?)));
    walked.min_by_key(|(start, walked)| (super::rank(walked.fit, *start == 0, false), *start))
}

/// Ranges that touch become one.
fn joined(ranges: impl Iterator<Item = Range<usize>>) -> Vec<Range<usize>> {
    let mut all: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match all.last_mut() {
            Some(last) if last.end == range.start => last.end = range.end,
            _ => all.push(range),
        }
    }
    all
}
