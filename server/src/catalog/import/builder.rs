//! From drafts to the next catalog: checks each matter by the rules of the linter, puts the rows of the file into
//! the findings, and joins what was taken with what the hall has.

use super::draft::{self, Draft, Usual};
use super::findings::{Findings, Place};
use super::rows::{Row, Rows};
use super::{Mode, Progress, Stage, columns};
use hall::catalog::lint::{self, Known};
use hall::catalog::{Catalog, Finding, Item, Severity, rules, scores};
use hall::id::ItemId;
use hall::profile::Hall;
use serde_json::{Map, Value};
use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

/// Progress is told after so many matters.
const EVERY: usize = 250;

/// Collects the matters of a file.
pub struct Builder<'a> {
    usual: Usual<'a>,
    known: Known<'a>,
    progress: &'a dyn Fn(Progress),
    total: u32,
    done: usize,
    /// Ids that came until now, with row and hash of what stood there.
    seen: HashMap<ItemId, (u32, u64)>,
    items: Vec<Item>,
    left_out: u32,
}

impl<'a> Builder<'a> {
    /// A builder that knows the frame of the next catalog and all ids it may get.
    pub fn new(
        frame: &'a Catalog,
        ids: &'a [ItemId],
        hall: &'a Hall,
        covers: &'a dyn Fn(char) -> bool,
        total: usize,
        progress: &'a dyn Fn(Progress),
    ) -> Self {
        let mut known = Known::of(frame, Some(hall), covers);
        known.items.extend(ids);
        let usual = Usual { hall, departments: &frame.departments };
        let total = u32::try_from(total).unwrap_or(u32::MAX);
        Self { usual, known, progress, total, done: 0, seen: HashMap::new(), items: Vec::new(), left_out: 0 }
    }

    /// Takes all rows of a file.
    pub fn rows(&mut self, mut rows: Rows, found: &mut Findings) {
        for row in std::mem::take(&mut rows.items) {
            self.step();
            self.row(&row, &mut rows, found);
        }
        for sheet in columns::SHEETS {
            let left = rows.lists.remove(sheet.name).unwrap_or_default();
            for row in left.into_values().flatten() {
                let named = row.get(0).unwrap_or_default();
                let finding = rules::ROW_OF_UNKNOWN_ITEM.finding("item", &[named]);
                found.add(finding, sheet.name, Some(row.number), Some(named));
            }
        }
    }

    fn row(&mut self, row: &Row, rows: &mut Rows, found: &mut Findings) {
        let keys: Vec<String> = Rows::keys(row).collect();
        let name = keys.first().cloned().unwrap_or_default();
        let hash = hash_of(&row.cells);
        let mut draft = Draft {
            value: Value::Object(Map::new()),
            row: row.number,
            name: name.clone(),
            places: HashMap::new(),
            refused: false,
        };
        if name == "example" {
            let finding = rules::EXAMPLE_ROW.finding("id", &[]);
            found.add(finding, "items", Some(row.number), Some(&name));
            for sheet in columns::SHEETS {
                rows.of(sheet, &name);
            }
            return;
        }
        if keys
            .first()
            .and_then(|key| key.parse().ok())
            .is_some_and(|id| self.again(&id, hash, &draft, found))
        {
            return;
        }
        let cells = row.cells.iter().map(|(column, text)| (usize::from(*column), &**text));
        let place = Place { sheet: "items", row: Some(row.number), item: &name };
        draft.refused = !draft::fill(&mut draft.value, &columns::ITEMS, cells, place, found);
        for sheet in columns::SHEETS.iter().copied().filter(|sheet| !sheet.path.is_empty()) {
            let mut entries = match draft.value.pointer_mut(sheet.path).map(Value::take) {
                Some(Value::Array(inline)) => inline,
                _ => Vec::new(),
            };
            let mut places = vec![("items", row.number); entries.len()];
            let mut seen: HashMap<u64, u32> = HashMap::new();
            for key in &keys {
                for row in rows.of(sheet, key) {
                    let place = Place { sheet: sheet.name, row: Some(row.number), item: &name };
                    if let Some(first) = seen.insert(hash_of(&row.cells), row.number) {
                        let finding = rules::DUPLICATE_ROW.finding("item", &[&first.to_string()]);
                        found.add(finding, sheet.name, Some(row.number), Some(&name));
                        continue;
                    }
                    let cells = row.cells.iter().map(|(column, text)| (usize::from(*column), &**text));
                    let mut entry = Value::Object(Map::new());
                    draft.refused |= !draft::fill(&mut entry, sheet, cells, place, found);
                    entries.push(entry);
                    places.push((sheet.name, row.number));
                }
            }
            if !entries.is_empty() {
                draft::set(&mut draft.value, sheet.path, Value::Array(entries));
                draft.places.insert(sheet.name, places);
            }
        }
        self.finish(draft, hash, found);
    }

    /// Tells progress.
    pub fn step(&mut self) {
        if self.done.is_multiple_of(EVERY) {
            let done = u32::try_from(self.done).unwrap_or(u32::MAX);
            (self.progress)(Progress { stage: Stage::Checking, done, total: self.total });
        }
        self.done += 1;
    }

    /// Whether an id came before: the same row again is dropped, another one refused.
    fn again(&mut self, id: &ItemId, hash: u64, draft: &Draft, found: &mut Findings) -> bool {
        let Some((row, before)) = self.seen.get(id) else { return false };
        let finding = if *before == hash {
            rules::DUPLICATE_ROW.finding("id", &[&row.to_string()])
        } else {
            self.left_out += 1;
            rules::DUPLICATE_ID.finding("id", &[id.as_str()])
        };
        found.add(finding, "items", Some(draft.row), Some(&draft.name));
        true
    }

    /// Finishes a draft and holds it against the rules.
    pub fn finish(&mut self, mut draft: Draft, hash: u64, found: &mut Findings) {
        let id = draft.value.get("id").and_then(Value::as_str).and_then(|id| id.parse::<ItemId>().ok());
        if let Some(id) = &id {
            if self.again(id, hash, &draft, found) {
                return;
            }
            self.seen.insert(id.clone(), (draft.row, hash));
        }
        let Some(item) = draft.finish(self.usual, found) else {
            self.left_out += 1;
            return;
        };
        if id.is_none() {
            // the id came from a code
            if self.again(&item.id, hash, &draft, found) {
                return;
            }
            self.seen.insert(item.id.clone(), (draft.row, hash));
        }
        let mut linted = Vec::new();
        lint::lint_item(&item, &self.known, &mut linted);
        let refused = linted.iter().any(|finding| finding.severity == Severity::Refused);
        for finding in linted {
            found.report.add(placed(finding, &draft));
        }
        if refused {
            self.left_out += 1;
        } else {
            self.items.push(item);
        }
    }

    /// What was taken, and how many matters were left out.
    pub fn end(self) -> (Vec<Item>, u32) {
        (self.progress)(Progress { stage: Stage::Checking, done: self.total, total: self.total });
        (self.items, self.left_out)
    }
}

/// A hash of a row, to know it again.
pub fn hash_of(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// A finding of the linter with the row of the file.
fn placed(finding: Finding, draft: &Draft) -> Finding {
    let sheet = finding.sheet.as_deref().unwrap_or("items");
    if sheet == "items" {
        return Finding { row: Some(draft.row), item: Some(draft.name.clone()), ..finding };
    }
    let position = finding.row.and_then(|row| usize::try_from(row).ok()?.checked_sub(1));
    let place = draft.places.get(sheet).and_then(|places| places.get(position?));
    match place {
        Some((sheet, row)) => Finding {
            sheet: Some((*sheet).to_owned()),
            row: Some(*row),
            item: Some(draft.name.clone()),
            ..finding
        },
        None => Finding { item: Some(draft.name.clone()), ..finding },
    }
}

/// The next catalog: what was taken joined with what the base has, themes without matters that are gone.
pub fn join(frame: Catalog, base: &Catalog, items: Vec<Item>, mode: Mode, found: &mut Findings) -> Catalog {
    let mut next = frame;
    next.items = match mode {
        Mode::Replace => items,
        Mode::Merge => {
            let mut new: HashMap<ItemId, Item> = HashMap::with_capacity(items.len());
            let mut order = Vec::with_capacity(items.len());
            for item in items {
                order.push(item.id.clone());
                new.insert(item.id.clone(), item);
            }
            let kept = base.items.iter();
            let mut all: Vec<Item> =
                kept.map(|old| new.remove(&old.id).unwrap_or_else(|| old.clone())).collect();
            all.extend(order.iter().filter_map(|id| new.remove(id)));
            all
        }
    };
    // a matter that stays may belong to a department that the file does not bring
    let departments: HashSet<_> = next.departments.iter().map(|department| department.id.clone()).collect();
    next.items.retain(|item| {
        let known = departments.contains(&item.department.id);
        if !known {
            let finding = rules::UNKNOWN_DEPARTMENT.finding("department", &[item.department.id.as_str()]);
            found.add(finding, "items", None, Some(item.id.as_str()));
        }
        known
    });
    let ids: HashSet<&ItemId> = next.items.iter().map(|item| &item.id).collect();
    for theme in &mut next.themes {
        let gone: Vec<&str> = theme.items.iter().filter(|id| !ids.contains(id)).map(ItemId::as_str).collect();
        if !gone.is_empty() {
            let finding = rules::THEME_SHORTENED.finding("items", &[&theme.name.zh, &gone.join("、")]);
            found.add(finding, "themes", None, Some(theme.id.as_str()));
        }
        theme.items.retain(|id| ids.contains(id));
    }
    next.themes.retain(|theme| !theme.items.is_empty());
    found.report.scores = scores(&next);
    next
}
