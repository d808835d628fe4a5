//! The whole catalog, ready to be searched: the units of every matter's names and keywords in one run of
//! numbers, the matters in the order in which equally good ones are shown (hot, then frequent, then as the
//! catalog has them). Built once for each version of a catalog.

use super::alias;
use super::lexicon::{Builder, GAP, Lexicon, number};
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
    pub(super) units: Vec<u32>,
    pub(super) entries: Vec<Entry>,
    /// The units of each department's names.
    pub(super) departments: Vec<Vec<u32>>,
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
        let mut order: Vec<(usize, &ItemShort)> = catalog.items.iter().enumerate().collect();
        order.sort_by_key(|(_, item)| {
            (item.state != ItemState::InUse, !item.hot, std::cmp::Reverse(item.frequency))
        });
        let (mut units, mut entries) = (Vec::new(), Vec::with_capacity(order.len() + 1));
        entries.push(Entry { target: Target::ElderVersion, department: u32::MAX, start: 0 });
        alias::WORDS.iter().for_each(|word| builder.read(word, &mut units));
        for (place, item) in order {
            let department = numbers.get(&item.department).copied().unwrap_or(u32::MAX);
            entries.push(Entry { target: Target::Matter(place), department, start: number(units.len()) });
            builder.read(&item.name.zh, &mut units);
            builder.read(&item.name.en, &mut units);
            item.keywords.iter().for_each(|word| builder.read(word, &mut units));
        }
        units.shrink_to_fit();
        Self { lexicon: builder.finish(), units, entries, departments }
    }

    /// Each entry with its units: fields, each with a gap at its end.
    pub(super) fn each(&self) -> impl Iterator<Item = (&Entry, &[u32])> {
        let ends = self.entries.iter().skip(1).map(|entry| entry.start as usize);
        self.entries
            .iter()
            .zip(ends.chain([self.units.len()]))
            .map(|(entry, end)| (entry, self.units.get(entry.start as usize..end).unwrap_or_default()))
    }

    /// Bytes it holds.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.lexicon.bytes()
            + size_of_val(self.units.as_slice())
            + size_of_val(self.entries.as_slice())
            + self.departments.iter().map(|units| size_of_val(units.as_slice())).sum::<usize>()
    }
}

/// The fields of an entry's units.
pub(super) fn fields(units: &[u32]) -> impl Iterator<Item = &[u32]> {
    units.split_inclusive(|unit| *unit == GAP)
}
