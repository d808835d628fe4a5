//! Whether what was typed stands at a place of a text, as characters, as pinyin, as first letters, as words,
//! or as a mixture. One walk over the units of the text that keeps all ways to read the letters at once, as
//! bits: bit `n` says that the first `n` letters are used up.

use super::lexicon::{GAP, Lexicon, at, number};

/// How well something fits, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// To the end of the field, every syllable and word in full.
    Whole,
    /// To the end of the field, with syllables shortened to their first letters.
    WholeShort,
    /// A part of the field, in full; the last syllable or word may be begun only.
    Part,
    /// A part of the field, shortened.
    PartShort,
}

/// What fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Walked {
    /// How well.
    pub fit: Fit,
    /// How many units it takes.
    pub units: usize,
    /// Of the last one, when that is a word, so many letters.
    pub letters: usize,
}

/// What one unit does with the letters from one place on.
#[derive(Clone, Copy, Debug, Default)]
struct Step {
    /// Places reached by readings in full.
    full: u64,
    /// Places reached by first letters.
    short: u64,
    /// The letters end inside this unit, after so many of its own.
    inside: usize,
}

/// How many letters two runs have in common at the beginning.
fn common(reading: &[u8], letters: &[char]) -> usize {
    reading.iter().zip(letters).take_while(|(a, b)| char::from(**a) == **b).count()
}

fn step(lexicon: &Lexicon, unit: u32, letters: &[char], from: u32) -> Step {
    let mut step = Step::default();
    let rest = letters.get(from as usize..).unwrap_or_default();
    let word = lexicon.is_word(unit);
    if !word && rest.first() == Some(&lexicon.sign(unit)) {
        step.full |= 2 << from;
        return step;
    }
    for reading in lexicon.readings(unit) {
        let same = common(reading, rest);
        if same == 0 {
            continue;
        }
        if same == reading.len() {
            step.full |= 1 << (from as usize + same);
        } else if same == rest.len() {
            step.inside = step.inside.max(same);
        }
        if !word && rest.len() > 1 {
            step.short |= 2 << from;
            // zh, ch, sh
            if same > 1 && reading.get(1) == Some(&b'h') {
                step.short |= 4 << from;
            }
        }
    }
    step
}

/// For each unit the places in the letters where one of its readings may begin, as bits: the same first letter,
/// or the same character.
pub fn beginnings(lexicon: &Lexicon, letters: &[char]) -> Vec<u64> {
    let places = |wanted: char| {
        let same = letters.iter().enumerate().filter(|(_, letter)| **letter == wanted);
        same.fold(0_u64, |all, (place, _)| all | 1 << place)
    };
    // most readings begin with one of few letters
    let of_ascii: Vec<u64> = (0..128_u8).map(|letter| places(char::from(letter))).collect();
    let ascii = letters.iter().all(char::is_ascii);
    let of_unit = |unit| {
        let readings = lexicon.readings(unit).filter_map(|reading| reading.first());
        let sign = lexicon.sign(unit);
        let own = if ascii || sign.is_ascii() { 0 } else { places(sign) };
        readings.fold(own, |all, letter| all | at(&of_ascii, u32::from(*letter)))
    };
    (0..number(lexicon.len())).map(|unit| if unit == GAP { 0 } else { of_unit(unit) }).collect()
}

/// What was typed, ready to be looked for at many places.
pub struct Straight<'a> {
    lexicon: &'a Lexicon,
    letters: &'a [char],
    /// Where in the letters each unit may begin.
    begins: Vec<u64>,
    /// What each unit does with the letters from their beginning.
    first: Vec<Step>,
}

impl<'a> Straight<'a> {
    /// Makes it ready.
    pub fn new(lexicon: &'a Lexicon, letters: &'a [char]) -> Self {
        let begins = beginnings(lexicon, letters);
        let step = |(unit, begins): (usize, &u64)| {
            if begins & 1 == 1 { step(lexicon, number(unit), letters, 0) } else { Step::default() }
        };
        let first = begins.iter().enumerate().map(step).collect();
        Self { lexicon, letters, begins, first }
    }

    /// True for a unit with which it may begin.
    pub fn begins(&self, unit: u32) -> bool {
        let first = at(&self.first, unit);
        first.full | first.short != 0 || first.inside > 0
    }

    /// False for two units with which [`Straight::walk`] surely finds nothing.
    pub fn goes_on(&self, unit: u32, next: u32) -> bool {
        let (first, end) = (at(&self.first, unit), 1_u64 << self.letters.len());
        let all = first.full | first.short;
        first.inside > 0 || all & (end | at(&self.begins, next)) != 0
    }

    /// The best way to read the letters from the beginning of these units; they end with a gap.
    pub fn walk(&self, units: &[u32]) -> Option<Walked> {
        let end = 1_u64 << self.letters.len();
        let (mut full, mut short) = (1_u64, 0_u64);
        let mut best: Option<Walked> = None;
        for (passed, unit) in units.iter().enumerate() {
            let begins = at(&self.begins, *unit);
            (full, short) = (full & begins, short & begins & !full);
            if full | short == 0 {
                break;
            }
            let last = units.get(passed + 1).is_none_or(|next| *next == GAP);
            let (mut next_full, mut next_short) = (0, 0);
            let mut reached = |inside: usize, is_short: bool| {
                let whole = last && (is_short || inside == 0);
                let fit = match (whole, is_short) {
                    (true, false) => Fit::Whole,
                    (true, true) => Fit::WholeShort,
                    (false, false) => Fit::Part,
                    (false, true) => Fit::PartShort,
                };
                if best.is_none_or(|best| fit < best.fit) {
                    best = Some(Walked { fit, units: passed + 1, letters: inside });
                }
            };
            for (mut places, was_short) in [(full, false), (short, true)] {
                while places != 0 {
                    let from = places.trailing_zeros();
                    places &= places - 1;
                    let step = match passed {
                        0 => at(&self.first, *unit),
                        _ => step(self.lexicon, *unit, self.letters, from),
                    };
                    if step.inside > 0 {
                        reached(step.inside, was_short);
                    }
                    if (step.full | step.short) & end != 0 {
                        reached(0, was_short || step.full & end == 0);
                    }
                    if was_short {
                        next_short |= step.full | step.short;
                    } else {
                        next_full |= step.full;
                        next_short |= step.short;
                    }
                }
            }
            (full, short) = (next_full & !end, next_short & !end);
        }
        best
    }
}
