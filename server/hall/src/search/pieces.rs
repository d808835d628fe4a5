//! When nothing stands in a text as it was typed, most of what was typed may still be in it, in another order
//! or with other words between: “身份证丢了怎么办”, “lost id card”, “banhuzhao”. The letters are cut into
//! pieces (characters, syllables, words), each piece weighs the more the rarer it is, and a matter is found
//! when enough of the weight is there.

use super::lexicon::{GAP, Lexicon, at};
use super::query::Query;

/// Words that say nothing about the matter.
const EMPTY: [&str; 30] = [
    "怎么办",
    "怎么",
    "如何",
    "办理",
    "申请",
    "需要",
    "什么",
    "材料",
    "哪里",
    "在哪",
    "手续",
    "我要",
    "我想",
    "一下",
    "办",
    "的",
    "了",
    "我",
    "去",
    "想",
    "要",
    "吗",
    "how",
    "to",
    "my",
    "the",
    "a",
    "of",
    "for",
    "apply",
];
/// Of the weight, so many parts …
const ENOUGH: u32 = 6;
/// … of so many.
const PARTS: u32 = 10;
/// Steps of how much is there; the best is the highest.
pub const STEPS: usize = 32;
/// A word that is begun only counts from so many letters.
const BEGUN_MIN: usize = 2;

/// What was typed in pieces.
pub struct Pieces {
    /// For each unit the pieces it is, as bits.
    bits: Vec<u64>,
    /// The pieces that count, as bits.
    counting: u64,
    /// The weight of each piece.
    weights: Vec<u32>,
    total: u32,
}

impl Pieces {
    /// Cuts what was typed; none when nothing would be left to search for.
    pub fn of(query: &Query, lexicon: &Lexicon) -> Option<Self> {
        let mut pieces = Self { bits: vec![0; lexicon.len()], weights: Vec::new(), counting: 0, total: 0 };
        // readings first, so that a unit is looked at once
        let mut of_reading = vec![0_u64; lexicon.reading_count()];
        let mut of_sign: Vec<(char, u64)> = Vec::new();
        let mut start = 0;
        for end in &query.ends {
            let term = query.letters.get(start..*end).unwrap_or_default();
            start = *end;
            let mut rest = term;
            while let Some(first) = rest.first() {
                let bit = 1_u64 << pieces.weights.len();
                let taken = if first.is_ascii() {
                    let run = rest.iter().take_while(|c| c.is_ascii()).count();
                    let run: Vec<u8> = rest.iter().take(run).filter_map(|c| u8::try_from(*c).ok()).collect();
                    let taken = longest(lexicon, &run);
                    let letters = run.get(..taken).unwrap_or_default();
                    let begun = taken == run.len() && taken >= BEGUN_MIN;
                    for number in lexicon.beginning_with(letters) {
                        if (begun || lexicon.letters(*number).len() == taken)
                            && let Some(bits) = of_reading.get_mut(*number as usize)
                        {
                            *bits |= bit;
                        }
                    }
                    taken
                } else {
                    of_sign.push((*first, bit));
                    1
                };
                pieces.weights.push(u32::from(!is_empty(term, term.len() - rest.len(), taken)));
                rest = rest.get(taken.max(1)..).unwrap_or_default();
            }
        }
        pieces.weigh(lexicon, &of_reading, &of_sign);
        (pieces.total > 0).then_some(pieces)
    }

    fn weigh(&mut self, lexicon: &Lexicon, of_reading: &[u64], of_sign: &[(char, u64)]) {
        let mut counts = vec![0_u32; self.weights.len()];
        for (unit, bits) in self.bits.iter_mut().enumerate().skip(1) {
            let unit = super::lexicon::number(unit);
            for number in lexicon.reading_numbers(unit) {
                *bits |= at(of_reading, *number);
            }
            let sign = lexicon.sign(unit);
            *bits |= of_sign.iter().filter(|(typed, _)| *typed == sign).fold(0, |all, (_, bit)| all | bit);
            for (piece, count) in counts.iter_mut().enumerate() {
                if *bits >> piece & 1 == 1 {
                    *count = count.saturating_add(lexicon.count(unit));
                }
            }
        }
        let most = counts.iter().copied().max().unwrap_or_default();
        for (weight, count) in self.weights.iter_mut().zip(&counts) {
            // the rarer it is, the more it says; what no matter has tells none of them apart
            let rare = (most / (*count).max(1)).checked_ilog2().map_or(0, |log| log.min(6));
            *weight *= if *count == 0 { 2 } else { 2 + rare };
        }
        self.total = self.weights.iter().sum();
        let counts = |(piece, weight): (usize, &u32)| u64::from(*weight > 0) << piece;
        self.counting = self.weights.iter().enumerate().map(counts).sum();
    }

    /// How much of it is among these units of one matter, from 0 to [`STEPS`] − 1; none when not enough is. Each
    /// unit comes with its place.
    pub fn score(&self, units: impl Iterator<Item = (u32, u32)>) -> Option<usize> {
        let (mut present, mut pairs, mut before, mut last) = (0_u64, 0_u64, 0_u64, u32::MAX);
        for (place, unit) in units {
            let bits = at(&self.bits, unit);
            present |= bits;
            if place == last.wrapping_add(1) {
                pairs |= bits & (before << 1);
            }
            (before, last) = (bits, place);
        }
        let weight = |bits: u64| -> u32 {
            let one = |(piece, weight): (usize, &u32)| if bits >> piece & 1 == 1 { *weight } else { 0 };
            self.weights.iter().enumerate().map(one).sum()
        };
        let here = weight(present);
        if present == 0 || here * PARTS < self.total * ENOUGH {
            return None;
        }
        let score = (2 * here + weight(pairs)) as usize * (STEPS - 1) / (3 * self.total as usize);
        Some(score.min(STEPS - 1))
    }

    /// True for a unit that is one of the pieces that count.
    pub fn has(&self, unit: u32) -> bool {
        unit != GAP && at(&self.bits, unit) & self.counting != 0
    }
}

/// How many letters the next piece has: the longest reading with which the rest can still be cut, or at least
/// the longest there is.
fn longest(lexicon: &Lexicon, run: &[u8]) -> usize {
    let is_reading = |letters: &[u8]| {
        let numbers = lexicon.beginning_with(letters);
        numbers.first().is_some_and(|number| lexicon.letters(*number).len() == letters.len())
    };
    // from the end: can the rest be cut from here on?
    let mut cuts = vec![false; run.len() + 1];
    let mut best = vec![0_usize; run.len() + 1];
    for from in (0..=run.len()).rev() {
        let rest = run.get(from..).unwrap_or_default();
        let mut found =
            if rest.is_empty() || (rest.len() >= BEGUN_MIN && !lexicon.beginning_with(rest).is_empty()) {
                rest.len()
            } else {
                0
            };
        let mut cut = rest.is_empty() || found > 0;
        for len in (1..rest.len()).rev() {
            if cut {
                break;
            }
            if cuts.get(from + len).copied().unwrap_or_default()
                && is_reading(rest.get(..len).unwrap_or_default())
            {
                (found, cut) = (len, true);
            }
        }
        if let (Some(cuts), Some(best)) = (cuts.get_mut(from), best.get_mut(from)) {
            (*cuts, *best) = (cut, found);
        }
    }
    match best.first() {
        Some(found) if *found > 0 => *found,
        _ => (1..=run.len()).rev().find(|len| is_reading(run.get(..*len).unwrap_or_default())).unwrap_or(1),
    }
}

/// True when the piece belongs to a word that says nothing.
fn is_empty(term: &[char], from: usize, len: usize) -> bool {
    EMPTY.iter().any(|empty| {
        let size = empty.chars().count();
        if empty.is_ascii() {
            return size == len && term.len() == size && empty.chars().eq(term.iter().copied());
        }
        // the piece may be any of its characters
        (0..size).any(|before| {
            from.checked_sub(before)
                .and_then(|start| term.get(start..start + size))
                .is_some_and(|part| empty.chars().eq(part.iter().copied()))
        })
    })
}
