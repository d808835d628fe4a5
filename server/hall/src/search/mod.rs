//! Search over the whole catalog (R5, R68, A14, A31): one core for the kiosk, which asks it at every key
//! without a call to the server, and for the server. Characters, pinyin in full or shortened, mixtures,
//! English words and everyday words; one slip forgiven; what fits best first.
//!
//! The program carries no dictionary: how the characters of a catalog are read comes with the catalog
//! ([`crate::api::CatalogView::sounds`]).

mod alias;
mod fold;
mod index;
mod lexicon;
mod marks;
mod pieces;
mod query;
mod slip;
#[cfg(test)]
mod tests;
mod walk;

pub use alias::WORDS as ELDER_WORDS;
pub use fold::{Folded, fold};
pub use index::{Index, Target, by_demand};
pub use marks::Marker;
pub use query::{LETTERS_MAX, Query};

use index::Entry;
use lexicon::at;
use pieces::Pieces;
use slip::Slipped;
use walk::{Fit, Straight, Walked};

/// How well something was found, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// It is the whole name or keyword.
    Exact,
    /// It is the first letters of the whole name or keyword.
    ExactShort,
    /// A name or keyword begins with it.
    Prefix,
    /// It stands inside a name or keyword.
    Inside,
    /// A name or keyword begins with it, shortened.
    PrefixShort,
    /// It stands inside a name or keyword, shortened.
    InsideShort,
    /// With one slip it is the whole name or keyword.
    SlipExact,
    /// With one slip a name or keyword begins with it.
    SlipPrefix,
    /// With one slip it stands inside a name or keyword.
    SlipInside,
    /// The department's name has it.
    Department,
    /// Most of it is there, in another order or with other words between.
    Scattered,
}

/// How many ranks there are.
const RANKS: usize = Rank::Scattered as usize + 1;

/// Where something was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// In the Chinese name.
    Name,
    /// In the English name.
    EnglishName,
    /// In the keyword at this place.
    Keyword(usize),
    /// In the department's name.
    Department,
    /// In several of them.
    Several,
}

impl Place {
    const fn of_field(field: usize) -> Self {
        match field {
            0 => Self::Name,
            1 => Self::EnglishName,
            keyword => Self::Keyword(keyword - 2),
        }
    }
}

/// Something that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// What.
    pub target: Target,
    /// How well.
    pub rank: Rank,
    /// Where.
    pub place: Place,
}

/// What a search brought.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The best, in order.
    pub hits: Vec<Hit>,
    /// How many there are altogether.
    pub total: usize,
}

/// Hits by rank; within a rank they come in the order of the index.
struct Buckets {
    ranks: [Vec<Hit>; RANKS],
    total: usize,
    limit: usize,
}

impl Buckets {
    fn put(&mut self, hit: Hit) {
        self.total += 1;
        if let Some(rank) = self.ranks.get_mut(hit.rank as usize).filter(|rank| rank.len() < self.limit) {
            rank.push(hit);
        }
    }

    fn any(&self, ranks: &[Rank]) -> bool {
        ranks.iter().any(|rank| self.ranks.get(*rank as usize).is_some_and(|hits| !hits.is_empty()))
    }
}

impl Index {
    /// Searches; the best `limit` hits. The same question has always the same answer.
    #[must_use]
    pub fn search(&self, query: &Query, limit: usize) -> Found {
        let mut buckets = Buckets { ranks: Default::default(), total: 0, limit };
        if query.is_empty() {
            return Found::default();
        }
        let mut found = vec![false; self.entries.len()];
        self.straight(query, &mut buckets, &mut found);
        let latin = query.letters.iter().filter(|letter| letter.is_ascii()).count();
        if latin >= slip::LETTERS_MIN
            && !buckets.any(&[Rank::Exact, Rank::ExactShort, Rank::Prefix, Rank::Inside])
        {
            self.with_a_slip(query, &mut buckets, &found);
        }
        if buckets.total == 0 {
            return self.scattered(query, limit);
        }
        let total = buckets.total;
        Found { hits: buckets.ranks.into_iter().flatten().take(limit).collect(), total }
    }

    /// What stands there as it was typed.
    fn straight(&self, query: &Query, buckets: &mut Buckets, found: &mut [bool]) {
        let letters = query.letters.as_slice();
        let straight = Straight::new(&self.lexicon, letters);
        let look = |units: &[u32]| straight.walk(units);
        self.sweep(
            |unit| straight.begins(unit),
            |unit, next| straight.goes_on(unit, next),
            |number, places| {
                let Some(entry) = self.entries.get(number).filter(|entry| means(entry, letters.len())) else {
                    return;
                };
                let Some((rank, place)) = self.best(number, places, look, false) else { return };
                if let Some(found) = found.get_mut(number) {
                    *found = true;
                }
                buckets.put(Hit { target: entry.target, rank, place });
            },
        );
        // one letter is in the name of every department
        if letters.len() < 2 {
            return;
        }
        let has = |units: &Vec<u32>| {
            (0..units.len()).filter_map(|start| units.get(start..)).any(|units| look(units).is_some())
        };
        let departments: Vec<bool> = self.departments.iter().map(has).collect();
        if departments.contains(&true) {
            for (entry, found) in self.entries.iter().zip(found) {
                if !*found && at(&departments, entry.department) {
                    *found = true;
                    let (rank, place) = (Rank::Department, Place::Department);
                    buckets.put(Hit { target: entry.target, rank, place });
                }
            }
        }
    }

    /// What stands there but for one slip.
    fn with_a_slip(&self, query: &Query, buckets: &mut Buckets, found: &[bool]) {
        let letters = query.letters.as_slice();
        let slipped = Slipped::new(&self.lexicon, letters);
        let look = |units: &[u32]| slipped.walk(units);
        self.sweep(
            |unit| slipped.begins(unit),
            |unit, next| slipped.goes_on(unit, next),
            |number, places| {
                if found.get(number).copied().unwrap_or_default() {
                    return;
                }
                let best = self.best(number, places, look, true);
                if let (Some(entry), Some((rank, place))) = (self.entries.get(number), best) {
                    buckets.put(Hit { target: entry.target, rank, place });
                }
            },
        );
    }

    /// The best rank among the places of an entry where something may begin, and its field.
    fn best(
        &self,
        entry: usize,
        places: &[u32],
        look: impl Fn(&[u32]) -> Option<Walked>,
        slipped: bool,
    ) -> Option<(Rank, Place)> {
        let inside = if slipped { Rank::SlipInside } else { Rank::Inside };
        let mut best: Option<(Rank, u32)> = None;
        for place in places {
            let at_start = self.begins_field(*place);
            let known = best.map(|(rank, _)| rank);
            if matches!(known, Some(Rank::Exact | Rank::SlipExact)) {
                break;
            }
            if !at_start && known.is_some_and(|known| known <= inside) {
                continue;
            }
            let Some(walked) = look(self.from(*place)) else { continue };
            let rank = rank(walked.fit, at_start, slipped);
            if known.is_none_or(|known| rank < known) {
                best = Some((rank, *place));
            }
        }
        best.map(|(rank, place)| (rank, Place::of_field(self.field(entry, place))))
    }

    /// What has most of it, in any order.
    fn scattered(&self, query: &Query, limit: usize) -> Found {
        let Some(pieces) = Pieces::of(query, &self.lexicon) else { return Found::default() };
        let mut steps: [Vec<Hit>; pieces::STEPS] = Default::default();
        let mut total = 0;
        self.sweep(
            |unit| pieces.has(unit),
            |_, _| true,
            |number, places| {
                let entry = self.entries.get(number).filter(|entry| means(entry, query.letters.len()));
                let units = places
                    .iter()
                    .map(|place| (*place, self.from(*place).first().copied().unwrap_or_default()));
                let (Some(entry), Some(step)) = (entry, pieces.score(units)) else { return };
                total += 1;
                if let Some(step) = steps.get_mut(step).filter(|step| step.len() < limit) {
                    step.push(Hit { target: entry.target, rank: Rank::Scattered, place: Place::Several });
                }
            },
        );
        Found { hits: steps.into_iter().rev().flatten().take(limit).collect(), total }
    }
}

/// The elder version is not meant by a single letter.
fn means(entry: &Entry, letters: usize) -> bool {
    entry.target != Target::ElderVersion || letters >= alias::LETTERS_MIN
}

const fn rank(fit: Fit, at_start: bool, slipped: bool) -> Rank {
    match (slipped, fit, at_start) {
        (false, Fit::Whole, true) => Rank::Exact,
        (false, Fit::WholeShort, true) => Rank::ExactShort,
        (false, Fit::Part, true) => Rank::Prefix,
        (false, Fit::PartShort, true) => Rank::PrefixShort,
        (false, Fit::Whole | Fit::Part, false) => Rank::Inside,
        (false, Fit::WholeShort | Fit::PartShort, false) => Rank::InsideShort,
        (true, Fit::Whole, true) => Rank::SlipExact,
        (true, _, true) => Rank::SlipPrefix,
        (true, _, false) => Rank::SlipInside,
    }
}
