//! The characters and words that occur in a catalog, and how each is read: its table of sounds. A Chinese
//! character has up to [`READINGS_MAX`] readings, a word of Latin letters is read as it is written. All of
//! it is numbers and one run of letters, because a province has tens of thousands of matters.

use super::fold::{Token, tokens};
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

/// The end of a field; no unit has this number.
pub const GAP: u32 = 0;
/// Readings of a character at most.
const READINGS_MAX: usize = 4;
/// The unit of a reading that is a syllable.
const NO_UNIT: u32 = u32::MAX;

/// A character or a word.
#[derive(Clone, Copy, Debug)]
struct Unit {
    /// The character; for a word `\0`, which is never in a query.
    sign: char,
    /// Its readings: from where, and how many.
    first: u32,
    count: u32,
}

/// A syllable, or a word as it is written.
#[derive(Clone, Copy, Debug)]
struct Reading {
    start: u32,
    len: u32,
    /// The unit, when it is a word.
    unit: u32,
}

/// What occurs in a catalog. Units are numbered from 1.
#[derive(Clone, Debug)]
pub struct Lexicon {
    units: Vec<Unit>,
    /// The readings of all units, one after the other.
    readings_of: Vec<u32>,
    readings: Vec<Reading>,
    letters: Vec<u8>,
    /// Readings in the order of their letters.
    sorted: Vec<u32>,
    /// Characters in order, with their units.
    signs: Vec<(char, u32)>,
    /// How often each unit occurs.
    counts: Vec<u32>,
}

impl Lexicon {
    /// How many units there are, and the place that is none.
    pub fn len(&self) -> usize {
        self.units.len()
    }

    /// The character a unit is; `\0` for a word.
    pub fn sign(&self, unit: u32) -> char {
        self.unit(unit).sign
    }

    /// True for a word.
    pub fn is_word(&self, unit: u32) -> bool {
        self.sign(unit) == '\0'
    }

    /// How often a unit occurs.
    pub fn count(&self, unit: u32) -> u32 {
        at(&self.counts, unit)
    }

    /// The numbers of a unit's readings.
    pub fn reading_numbers(&self, unit: u32) -> &[u32] {
        let Unit { first, count, .. } = self.unit(unit);
        let first = first as usize;
        self.readings_of.get(first..first + count as usize).unwrap_or_default()
    }

    /// The letters of a unit's readings.
    pub fn readings(&self, unit: u32) -> impl Iterator<Item = &[u8]> {
        self.reading_numbers(unit).iter().map(|number| self.letters(*number))
    }

    /// How many readings there are.
    pub fn reading_count(&self) -> usize {
        self.readings.len()
    }

    /// The letters of a reading.
    pub fn letters(&self, number: u32) -> &[u8] {
        let found = self.readings.get(number as usize);
        found.and_then(|r| self.letters.get(r.start as usize..(r.start + r.len) as usize)).unwrap_or_default()
    }

    /// The readings that begin with these letters; those that are exactly these come first.
    pub fn beginning_with(&self, letters: &[u8]) -> &[u32] {
        let from = self.sorted.partition_point(|number| self.letters(*number) < letters);
        let rest = self.sorted.get(from..).unwrap_or_default();
        let to = rest.partition_point(|number| self.letters(*number).starts_with(letters));
        rest.get(..to).unwrap_or_default()
    }

    /// The units of a text and where each stands, with a gap at the end; what does not occur in the catalog
    /// separates as well.
    pub fn read(&self, text: &str) -> (Vec<u32>, Vec<Range<usize>>) {
        let (mut units, mut places) = (Vec::new(), Vec::new());
        tokens(text, |token, place| {
            units.push(self.find(token));
            places.push(place);
        });
        units.push(GAP);
        places.push(text.len()..text.len());
        (units, places)
    }

    fn find(&self, token: Token<'_>) -> u32 {
        match token {
            Token::Sign(sign) => {
                let found = self.signs.binary_search_by_key(&sign, |(sign, _)| *sign);
                found.ok().and_then(|place| self.signs.get(place)).map_or(GAP, |(_, unit)| *unit)
            }
            Token::Word(word) => {
                let readings =
                    self.beginning_with(word).iter().filter_map(|n| self.readings.get(*n as usize));
                let mut exact = readings.take_while(|reading| reading.len as usize == word.len());
                exact.find(|reading| reading.unit != NO_UNIT).map_or(GAP, |reading| reading.unit)
            }
        }
    }

    fn unit(&self, unit: u32) -> Unit {
        self.units.get(unit as usize).copied().unwrap_or(Unit { sign: '\0', first: 0, count: 0 })
    }

    /// Bytes it holds.
    pub fn bytes(&self) -> usize {
        size_of_val(self.units.as_slice())
            + size_of_val(self.readings_of.as_slice())
            + size_of_val(self.readings.as_slice())
            + self.letters.len()
            + size_of_val(self.sorted.as_slice())
            + size_of_val(self.signs.as_slice())
            + size_of_val(self.counts.as_slice())
    }
}

/// An entry of a table that is numbered like the units.
pub fn at<T: Copy + Default>(table: &[T], unit: u32) -> T {
    table.get(unit as usize).copied().unwrap_or_default()
}

/// Builds a lexicon while texts are read.
pub struct Builder {
    lexicon: Lexicon,
    syllables: HashMap<char, Vec<u32>>,
    signs: HashMap<char, u32>,
    words: HashMap<Box<[u8]>, u32>,
}

impl Builder {
    /// From the table of sounds: for each syllable the characters that are read so.
    pub fn new(sounds: &BTreeMap<String, String>) -> Self {
        let nothing = Unit { sign: '\0', first: 0, count: 0 };
        let lexicon = Lexicon {
            units: vec![nothing],
            readings_of: Vec::new(),
            readings: Vec::new(),
            letters: Vec::new(),
            sorted: Vec::new(),
            signs: Vec::new(),
            counts: vec![0],
        };
        let mut builder =
            Self { lexicon, syllables: HashMap::new(), signs: HashMap::new(), words: HashMap::new() };
        for (syllable, signs) in sounds {
            if syllable.is_empty() || !syllable.bytes().all(|letter| letter.is_ascii_lowercase()) {
                continue;
            }
            let reading = builder.reading(syllable.as_bytes(), NO_UNIT);
            for sign in signs.chars() {
                let readings = builder.syllables.entry(sign).or_default();
                if readings.len() < READINGS_MAX {
                    readings.push(reading);
                }
            }
        }
        builder
    }

    fn reading(&mut self, letters: &[u8], unit: u32) -> u32 {
        let lexicon = &mut self.lexicon;
        let (start, len) = (number(lexicon.letters.len()), number(letters.len()));
        lexicon.letters.extend_from_slice(letters);
        lexicon.readings.push(Reading { start, len, unit });
        number(lexicon.readings.len() - 1)
    }

    fn add(&mut self, sign: char, readings: &[u32]) -> u32 {
        let lexicon = &mut self.lexicon;
        let (first, count) = (number(lexicon.readings_of.len()), number(readings.len()));
        lexicon.readings_of.extend_from_slice(readings);
        lexicon.units.push(Unit { sign, first, count });
        lexicon.counts.push(0);
        number(lexicon.units.len() - 1)
    }

    /// Appends the units of a text and a gap.
    pub fn read(&mut self, text: &str, into: &mut Vec<u32>) {
        tokens(text, |token, _| {
            let unit = match token {
                Token::Sign(sign) => self.signs.get(&sign).copied().unwrap_or_else(|| {
                    let readings = self.syllables.remove(&sign).unwrap_or_default();
                    let unit = self.add(sign, &readings);
                    self.signs.insert(sign, unit);
                    unit
                }),
                Token::Word(word) => self.words.get(word).copied().unwrap_or_else(|| {
                    let unit = number(self.lexicon.units.len());
                    let reading = self.reading(word, unit);
                    self.words.insert(word.into(), unit);
                    self.add('\0', &[reading])
                }),
            };
            if let Some(count) = self.lexicon.counts.get_mut(unit as usize) {
                *count += 1;
            }
            into.push(unit);
        });
        into.push(GAP);
    }

    /// The lexicon of everything that was read.
    pub fn finish(self) -> Lexicon {
        let mut lexicon = self.lexicon;
        let mut sorted: Vec<u32> = (0..number(lexicon.readings.len())).collect();
        sorted.sort_by(|a, b| lexicon.letters(*a).cmp(lexicon.letters(*b)));
        lexicon.sorted = sorted;
        lexicon.signs = self.signs.into_iter().collect();
        lexicon.signs.sort_unstable();
        lexicon
    }
}

/// A number of things; a catalog has never more than 4 billion of anything.
pub fn number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
