//! Which part of a text is what was searched for, to be marked where the hit is shown. Looked for in the few
//! texts that are shown, and not kept for the whole catalog.

use super::fold::end_of_letters;
use super::lexicon::{GAP, at};
use super::pieces::Pieces;
use super::walk::{self, Walked};
use super::{Index, Query, Rank, slip};
use std::ops::Range;

impl Index {
    /// The parts of `text` that a hit of this rank was found by: bytes on the borders of characters, in order
    /// and apart. `text` is one that the catalog has; for another one there may be nothing.
    #[must_use]
    pub fn marks(&self, query: &Query, rank: Rank, text: &str) -> Vec<Range<usize>> {
        let (units, places) = self.lexicon.read(text);
        let letters = query.letters.as_slice();
        let found = match rank {
            Rank::Department => return Vec::new(),
            Rank::Scattered => {
                let Some(pieces) = Pieces::of(query, &self.lexicon) else { return Vec::new() };
                let marked = units.iter().zip(places).filter(|(unit, _)| pieces.has(**unit));
                return joined(marked.map(|(_, place)| place));
            }
            Rank::SlipExact | Rank::SlipPrefix | Rank::SlipInside => {
                let begins = slip::beginnings(&self.lexicon, letters);
                first(&units, &begins, |units| slip::walk(&self.lexicon, letters, units))
            }
            _ => {
                let begins = walk::beginnings(&self.lexicon, letters);
                first(&units, &begins, |units| walk::walk(&self.lexicon, letters, units))
            }
        };
        let Some((start, walked)) = found else { return Vec::new() };
        let last = start + walked.units - 1;
        let (Some(from), Some(to)) = (places.get(start), places.get(last)) else { return Vec::new() };
        let end = match text.get(to.clone()) {
            // of a word that is only begun, what was typed
            Some(word)
                if walked.letters > 0 && units.get(last).is_some_and(|unit| self.lexicon.is_word(*unit)) =>
            {
                to.start + end_of_letters(word, walked.letters)
            }
            _ => to.end,
        };
        vec![from.start..end]
    }
}

/// The best place where it stands; of equally good ones the first, and a beginning before the rest.
fn first(units: &[u32], begins: &[bool], look: impl Fn(&[u32]) -> Option<Walked>) -> Option<(usize, Walked)> {
    let starts = units.iter().enumerate().filter(|(_, unit)| **unit != GAP && at(begins, **unit));
    let walked = starts.filter_map(|(start, _)| Some((start, units.get(start..).and_then(&look)?)));
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
