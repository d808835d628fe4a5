//! The whole catalog, ready to be searched: the units of every matter's names and keywords in one run of
//! numbers, the matters in the order in which equally good ones are shown (hot, then frequent, then as the
//! catalog has them). Built once for each version of a catalog.

use super::alias;
use super::lexicon::{Builder, GAP, Lexicon, at, number};
use crate::api::{CatalogView, ItemShort};
use crate::catalog::ItemState;
use std::collections::BTreeMap;

/// What is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// The matter at this place of the catalog.
    Matter(usize),
    /// The elder version 长辈版 (A14).
    ElderVersion,
}

/// Something that can be found.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    pub target: Target,
    /// Its department, as a place in the index; there may be none.
    pub department: u32,
    /// Where its units begin.
    pub start: u32,
}

/// A catalog that can be searched.
#[derive(Clone, Debug)]
pub struct Index {
    pub(super) lexicon: Lexicon,
    units: Vec<u32>,
    /// Where the places of each unit begin, and after the last one where they end.
    spans: Vec<u32>,
    /// The places of all units, unit by unit, in order.
    places: Vec<u32>,
    pub(super) entries: Vec<Entry>,
    /// The units of each department's names.
    pub(super) departments: Vec<Vec<u32>>,
}

/// The places of matters in the order in which most people want them: what is handled now, what is often asked for,
/// and otherwise as they are.
#[must_use]
pub fn by_demand(mut matters: Vec<(usize, &ItemShort)>) -> Vec<usize> {
    matters.sort_by_key(|(_, item)| {
        (item.state != ItemState::InUse, !item.hot, std::cmp::Reverse(item.frequency))
    });
    matters.into_iter().map(|(place, _)| place).collect()
}

impl Index {
    /// Builds it.
    #[must_use]
    pub fn new(catalog: &CatalogView) -> Self {
        let mut builder = Builder::new(&catalog.sounds);
        let mut departments = Vec::new();
        let mut numbers = BTreeMap::new();
        for department in &catalog.departments {
            numbers.insert(&department.id, number(departments.len()));
            let mut units = Vec::new();
            builder.read(&department.name.zh, &mut units);
            builder.read(&department.name.en, &mut units);
            departments.push(units);
        }
        let order = by_demand(catalog.items.iter().enumerate().collect());
        let (mut units, mut entries) = (Vec::new(), Vec::with_capacity(order.len() + 1));
        entries.push(Entry { target: Target::ElderVersion, department: u32::MAX, start: 0 });
        alias::WORDS.iter().for_each(|word| builder.read(word, &mut units));
        for (place, item) in order.into_iter().filter_map(|place| Some((place, catalog.items.get(place)?))) {
            let department = numbers.get(&item.department).copied().unwrap_or(u32::MAX);
            entries.push(Entry { target: Target::Matter(place), department, start: number(units.len()) });
            builder.read(&item.name.zh, &mut units);
            builder.read(&item.name.en, &mut units);
            item.keywords.iter().for_each(|word| builder.read(word, &mut units));
        }
        units.shrink_to_fit();
        let lexicon = builder.finish();
        let (spans, places) = places(&units, lexicon.len());
        Self { lexicon, units, spans, places, entries, departments }
    }

    /// Calls `visit` for every entry that has one of these units and beside it one that `goes_on` takes, in order,
    /// with the number of the entry and the places of the units, in order. The work is that of the units that are
    /// wanted, not of the whole catalog; most places are dropped by a look at what follows.
    pub(super) fn sweep(
        &self,
        wanted: impl Fn(u32) -> bool,
        goes_on: impl Fn(u32, u32) -> bool,
        mut visit: impl FnMut(usize, &[u32]),
    ) {
        let mut marked = vec![0_u64; self.units.len().div_ceil(64)];
        let spans = self.spans.iter().zip(self.spans.iter().skip(1));
        for (unit, (from, to)) in spans.enumerate().skip(1) {
            let unit = number(unit);
            if wanted(unit) {
                for place in self.places.get(*from as usize..*to as usize).unwrap_or_default() {
                    // after the last unit there is always a gap
                    if !goes_on(unit, at(&self.units, place.saturating_add(1))) {
                        continue;
                    }
                    if let Some(word) = marked.get_mut((place / 64) as usize) {
                        *word |= 1 << (place % 64);
                    }
                }
            }
        }
        let ends = self.entries.iter().skip(1).map(|entry| entry.start);
        let mut ends = ends.chain([number(self.units.len())]);
        let (mut entry, mut end) = (0, ends.next().unwrap_or_default());
        let mut places = Vec::new();
        for (word, mut bits) in marked.into_iter().enumerate() {
            while bits != 0 {
                let place = number(word) * 64 + bits.trailing_zeros();
                bits &= bits - 1;
                while place >= end {
                    if !places.is_empty() {
                        visit(entry, &places);
                        places.clear();
                    }
                    let Some(next) = ends.next() else { return };
                    (entry, end) = (entry + 1, next);
                }
                places.push(place);
            }
        }
        if !places.is_empty() {
            visit(entry, &places);
        }
    }

    /// The units from a place on.
    pub(super) fn from(&self, place: u32) -> &[u32] {
        self.units.get(place as usize..).unwrap_or_default()
    }

    /// True where a field begins.
    pub(super) fn begins_field(&self, place: u32) -> bool {
        place.checked_sub(1).is_none_or(|before| at(&self.units, before) == GAP)
    }

    /// Which field of an entry a place is in, from 0.
    pub(super) fn field(&self, entry: usize, place: u32) -> usize {
        let start = self.entries.get(entry).map_or(place, |entry| entry.start);
        let before = self.units.get(start as usize..place as usize).unwrap_or_default();
        before.iter().filter(|unit| **unit == GAP).count()
    }

    /// Bytes it holds.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.lexicon.bytes()
            + size_of_val(self.units.as_slice())
            + size_of_val(self.spans.as_slice())
            + size_of_val(self.places.as_slice())
            + size_of_val(self.entries.as_slice())
            + self.departments.iter().map(|units| size_of_val(units.as_slice())).sum::<usize>()
    }
}

/// The places of each unit, sorted by counting.
fn places(units: &[u32], count: usize) -> (Vec<u32>, Vec<u32>) {
    let mut spans = vec![0_u32; count + 1];
    for unit in units {
        if let Some(span) = spans.get_mut(*unit as usize + 1) {
            *span += 1;
        }
    }
    let mut sum = 0;
    for span in &mut spans {
        sum += *span;
        *span = sum;
    }
    let mut next = spans.clone();
    let mut places = vec![0_u32; units.len()];
    for (place, unit) in units.iter().enumerate() {
        let Some(slot) = next.get_mut(*unit as usize) else { continue };
        if let Some(found) = places.get_mut(*slot as usize) {
            *found = number(place);
        }
        *slot += 1;
    }
    (spans, places)
}
