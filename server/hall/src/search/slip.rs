//! As [`super::walk`], with one slip of the finger forgiven: a letter too many, too few, another one, or two
//! changed places, also where two syllables meet. Shortened syllables are not read here: with a slip
//! anything would fit them.

use super::lexicon::{GAP, Lexicon, at, number};
use super::walk::{self, Fit, Walked};

/// With fewer letters a slip is not told from another word.
pub const LETTERS_MIN: usize = 4;

/// True when two runs of letters differ by exactly one slip.
fn one_slip(reading: &[u8], typed: &[char]) -> bool {
    let same =
        |a: &[u8], b: &[char]| a.len() == b.len() && a.iter().zip(b).all(|(a, b)| char::from(*a) == *b);
    let begin = reading.iter().zip(typed).take_while(|(a, b)| char::from(**a) == **b).count();
    let (Some(a), Some(b)) = (reading.get(begin..), typed.get(begin..)) else { return false };
    match (a, b) {
        ([], []) => false,
        ([_, a1 @ ..], [_, b1 @ ..]) if a.len() == b.len() => {
            let swapped = match (a, b) {
                ([p, q, a2 @ ..], [r, s, b2 @ ..]) => {
                    char::from(*p) == *s && char::from(*q) == *r && same(a2, b2)
                }
                _ => false,
            };
            same(a1, b1) || swapped
        }
        ([_, a1 @ ..], _) if a1.len() == b.len() => same(a1, b),
        (_, [_, b1 @ ..]) if a.len() == b1.len() => same(a, b1),
        _ => false,
    }
}

/// Places in the letters: before the slip, after it, and where the last letter of a syllable has changed
/// places with the first of the next.
#[derive(Clone, Copy, Debug, Default)]
struct Places {
    clean: u64,
    slipped: u64,
    crossed: u64,
    /// The letters end inside a reading, after the slip.
    inside: usize,
}

impl Places {
    fn any(self) -> bool {
        self.clean | self.slipped | self.crossed != 0 || self.inside > 0
    }

    /// Reads one unit from one clean place.
    fn clean(&mut self, lexicon: &Lexicon, unit: u32, letters: &[char], from: usize) {
        let rest = letters.get(from..).unwrap_or_default();
        let word = lexicon.is_word(unit);
        if !word && rest.first() == Some(&lexicon.sign(unit)) {
            self.clean |= 2 << from;
            return;
        }
        for reading in lexicon.readings(unit) {
            let len = reading.len();
            let same = reading.iter().zip(rest).take_while(|(a, b)| char::from(**a) == **b).count();
            if same == len {
                self.clean |= 1 << (from + len);
            }
            // a slip is at the place where they part, or one later
            if same + 3 < len.min(rest.len()) && !plausible(reading, rest, same) {
                continue;
            }
            for typed in [len.wrapping_sub(1), len, len + 1] {
                if typed >= 1 && rest.get(..typed).is_some_and(|typed| one_slip(reading, typed)) {
                    self.slipped |= 1 << (from + typed);
                }
            }
            // the first letter of the next syllable came too early
            if len >= 2
                && same == len - 1
                && rest.get(len).is_some_and(|c| reading.last().is_some_and(|l| char::from(*l) == *c))
            {
                self.crossed |= 1 << (from + same);
            }
            if word && rest.len() >= LETTERS_MIN && rest.len() <= len {
                let begun = |typed: usize| reading.get(..typed).is_some_and(|begun| one_slip(begun, rest));
                if (rest.len() - 1..=rest.len() + 1).any(|typed| typed < len && begun(typed)) {
                    self.inside = self.inside.max(rest.len());
                }
            }
        }
    }

    /// Reads one unit after the slip, from `from` on; `skip` letters of the reading are known already.
    fn after(&mut self, lexicon: &Lexicon, unit: u32, letters: &[char], from: usize, first: Option<char>) {
        let rest = letters.get(from..).unwrap_or_default();
        if first.is_none() && !lexicon.is_word(unit) && rest.first() == Some(&lexicon.sign(unit)) {
            self.slipped |= 2 << from;
            return;
        }
        for reading in lexicon.readings(unit) {
            let reading = match (first, reading) {
                (None, all) => all,
                (Some(first), [letter, more @ ..]) if char::from(*letter) == first => more,
                _ => continue,
            };
            let same = reading.iter().zip(rest).take_while(|(a, b)| char::from(**a) == **b).count();
            if same == reading.len() {
                self.slipped |= 1 << (from + same);
            } else if same == rest.len() && (same > 0 || first.is_some()) {
                self.inside = self.inside.max(same.max(1));
            }
        }
    }
}

/// Cheap: whether the letters can come together again after one slip at `at`.
fn plausible(reading: &[u8], typed: &[char], at: usize) -> bool {
    let near = |r: usize, t: usize| match (reading.get(r), typed.get(t)) {
        (Some(r), Some(t)) => char::from(*r) == *t,
        _ => true,
    };
    near(at + 1, at + 1) || near(at + 1, at) || near(at, at + 1)
}

/// What was typed, ready to be looked for at many places with one slip.
pub struct Slipped<'a> {
    lexicon: &'a Lexicon,
    letters: &'a [char],
    /// Where in the letters each unit may begin as it should.
    begins: Vec<u64>,
    /// Where each unit may begin when the slip is in its first letters.
    near: Vec<u64>,
    /// What each unit does with the letters from their beginning.
    first: Vec<Places>,
}

impl<'a> Slipped<'a> {
    /// Makes it ready.
    pub fn new(lexicon: &'a Lexicon, letters: &'a [char]) -> Self {
        let begins = walk::beginnings(lexicon, letters);
        let of_ascii = |letter: u8| {
            let same = letters.iter().enumerate().filter(|(_, c)| **c == char::from(letter));
            same.fold(0_u64, |all, (place, _)| all | 1 << place)
        };
        let of_letter: Vec<u64> = (0..128).map(of_ascii).collect();
        let near = |(unit, begins): (usize, &u64)| {
            lexicon.readings(number(unit)).fold(*begins, |all, reading| match reading {
                [one, two, ..] => {
                    let (one, two) = (at(&of_letter, u32::from(*one)), at(&of_letter, u32::from(*two)));
                    all | one >> 1 | two | two >> 1
                }
                _ => u64::MAX,
            })
        };
        let near: Vec<u64> = begins.iter().enumerate().map(near).collect();
        let first = |(unit, near): (usize, &u64)| {
            let mut places = Places::default();
            if near & 1 == 1 {
                places.clean(lexicon, number(unit), letters, 0);
            }
            places
        };
        let first = near.iter().enumerate().map(first).collect();
        Self { lexicon, letters, begins, near, first }
    }

    /// True for a unit with which it may begin.
    pub fn begins(&self, unit: u32) -> bool {
        unit != GAP && at(&self.first, unit).any()
    }

    /// False for two units with which [`Slipped::walk`] surely finds nothing.
    pub fn goes_on(&self, unit: u32, next: u32) -> bool {
        let (first, end) = (at(&self.first, unit), 1_u64 << self.letters.len());
        let (begins, near) = (at(&self.begins, next), at(&self.near, next));
        let on = first.clean & near | (first.slipped | first.crossed) & begins;
        first.inside > 0 || first.slipped & end != 0 || next != GAP && on != 0
    }

    /// The best way to read the letters with one slip from the beginning of these units; they end with a gap.
    pub fn walk(&self, units: &[u32]) -> Option<Walked> {
        let end = 1_u64 << self.letters.len();
        let mut here = Places { clean: 1, ..Places::default() };
        let mut best: Option<Walked> = None;
        for (passed, unit) in units.iter().enumerate() {
            let (begins, near) = (at(&self.begins, *unit), at(&self.near, *unit));
            here = Places {
                clean: here.clean & near,
                slipped: here.slipped & begins,
                crossed: here.crossed & begins,
                inside: 0,
            };
            if *unit == GAP || !here.any() {
                break;
            }
            let mut next = Places::default();
            if passed == 0 {
                next = at(&self.first, *unit);
            } else {
                for from in bits(here.clean) {
                    next.clean(self.lexicon, *unit, self.letters, from);
                }
            }
            for from in bits(here.slipped) {
                next.after(self.lexicon, *unit, self.letters, from, None);
            }
            for from in bits(here.crossed) {
                // two letters are used up: this syllable's first, and the last of the one before
                next.after(self.lexicon, *unit, self.letters, from + 2, self.letters.get(from).copied());
            }
            let whole = next.slipped & end != 0;
            if whole || next.inside > 0 {
                let last = units.get(passed + 1).is_none_or(|next| *next == GAP);
                let fit = if whole && last { Fit::Whole } else { Fit::Part };
                if best.is_none_or(|best| fit < best.fit) {
                    let letters = if whole { 0 } else { next.inside };
                    best = Some(Walked { fit, units: passed + 1, letters });
                }
            }
            here = Places { clean: next.clean & !end, slipped: next.slipped & !end, ..next };
        }
        best
    }
}

/// The places of the bits that are set.
fn bits(mut bits: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let place = (bits != 0).then(|| bits.trailing_zeros() as usize);
        bits &= bits.wrapping_sub(1);
        place
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slip_is_one() {
        let slip =
            |reading: &str, typed: &str| one_slip(reading.as_bytes(), &typed.chars().collect::<Vec<_>>());
        for (reading, typed) in [
            ("bao", "ba"),
            ("bao", "baoo"),
            ("bao", "bap"),
            ("bao", "abo"),
            ("bao", "boa"),
            ("a", "b"),
            ("bao", "ao"),
        ] {
            assert!(slip(reading, typed), "{reading} {typed}");
        }
        for (reading, typed) in
            [("bao", "bao"), ("bao", "b"), ("bao", "oab"), ("shao", "hsoa"), ("a", ""), ("bao", "bxx")]
        {
            assert!(!slip(reading, typed) || typed.is_empty(), "{reading} {typed}");
        }
    }
}
