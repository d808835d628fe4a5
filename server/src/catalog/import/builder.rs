//! From drafts to matters: checks each by the rules of the linter, and puts the rows of the file into the findings.

use super::draft::{self, Draft, Usual};
use super::findings::{Findings, Place};
use super::rows::{Row, Rows};
use super::{Progress, Stage, Task, Unreadable, columns, go_on};
use hall::catalog::lint::{self, Known};
use hall::catalog::{Catalog, Finding, Item, Severity, rules};
use hall::id::ItemId;
use hall::profile::Hall;
use hall::text::Text;
use serde_json::{Map, Value};
use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

/// Progress is told after so many matters.
const EVERY: usize = 250;

/// Collects the matters of a file.
pub struct Builder<'a> {
    usual: Usual<'a>,
    known: Known<'a>,
    task: &'a Task<'a>,
    total: u32,
    done: usize,
    /// Ids that came until now, with row and hash of what stood there.
    seen: HashMap<ItemId, (u32, u64)>,
    taken: Taken,
}

/// What was taken of a file.
#[derive(Default)]
pub struct Taken {
    /// The matters, in the order of the file.
    pub items: Vec<Item>,
    /// How many were left out.
    pub left_out: u32,
    /// What names those in the hall's catalog.
    pub refused: HashSet<String>,
    /// The row of each matter.
    pub rows: HashMap<ItemId, u32>,
}

impl<'a> Builder<'a> {
    /// A builder that knows the frame of the next catalog, and what its matters are held against.
    pub fn new(
        frame: &'a Catalog,
        known: Known<'a>,
        hall: &'a Hall,
        total: usize,
        task: &'a Task<'a>,
    ) -> Self {
        let usual = Usual { hall, departments: &frame.departments };
        let total = u32::try_from(total).unwrap_or(u32::MAX);
        Self { usual, known, task, total, done: 0, seen: HashMap::new(), taken: Taken::default() }
    }

    /// Takes all rows of a file.
    ///
    /// # Errors
    /// When it was stopped.
    pub fn rows(&mut self, mut rows: Rows, found: &mut Findings<'_>) -> Result<(), Unreadable> {
        for row in std::mem::take(&mut rows.items) {
            self.step()?;
            found.matter = name_of(&row);
            self.row(&row, &mut rows, found);
        }
        found.matter = None;
        for sheet in columns::SHEETS {
            let left = rows.lists.remove(sheet.name).unwrap_or_default();
            for row in left.into_values().flatten() {
                let named = row.get(0).unwrap_or_default();
                let finding = rules::ROW_OF_UNKNOWN_ITEM.finding("item", &[named]);
                found.add(finding, sheet.name, Some(row.number), Some(named));
            }
        }
        Ok(())
    }

    fn row(&mut self, row: &Row, rows: &mut Rows, found: &mut Findings<'_>) {
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
    ///
    /// # Errors
    /// When it was stopped.
    pub fn step(&mut self) -> Result<(), Unreadable> {
        go_on(self.task.stop)?;
        if self.done.is_multiple_of(EVERY) {
            let done = u32::try_from(self.done).unwrap_or(u32::MAX);
            (self.task.progress)(Progress { stage: Stage::Checking, done, total: self.total });
        }
        self.done += 1;
        Ok(())
    }

    /// Whether an id came before: the same row again is dropped, another one refused.
    fn again(&mut self, id: &ItemId, hash: u64, draft: &Draft, found: &mut Findings<'_>) -> bool {
        let Some((row, before)) = self.seen.get(id) else { return false };
        let finding = if *before == hash {
            rules::DUPLICATE_ROW.finding("id", &[&row.to_string()])
        } else {
            self.taken.left_out += 1;
            rules::DUPLICATE_ID.finding("id", &[id.as_str()])
        };
        found.add(finding, "items", Some(draft.row), Some(&draft.name));
        true
    }

    /// Finishes a draft and holds it against the rules.
    pub fn finish(&mut self, mut draft: Draft, hash: u64, found: &mut Findings<'_>) {
        let id = draft.value.get("id").and_then(Value::as_str).and_then(|id| id.parse::<ItemId>().ok());
        if let Some(id) = &id {
            if self.again(id, hash, &draft, found) {
                return;
            }
            self.seen.insert(id.clone(), (draft.row, hash));
        }
        let names = names_of(&draft.value);
        let Some(item) = draft.finish(self.usual, found) else {
            self.taken.left_out += 1;
            self.taken.refused.extend(names);
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
            found.put(placed(finding, &draft));
        }
        if refused {
            self.taken.left_out += 1;
            self.taken.refused.extend(names);
        } else {
            self.taken.rows.insert(item.id.clone(), draft.row);
            self.taken.items.push(item);
        }
    }

    /// What was taken.
    pub fn end(self) -> Taken {
        (self.task.progress)(Progress { stage: Stage::Checking, done: self.total, total: self.total });
        self.taken
    }
}

/// What a row calls its matter.
fn name_of(row: &Row) -> Option<Text> {
    let cell = |name: &str| row.get(u16::try_from(columns::ITEMS.column(name)?).ok()?).map(str::to_owned);
    Some(Text { zh: cell("name")?, en: cell("name_en").unwrap_or_default() })
}

/// What a draft calls its matter: id and codes, or its name where it has neither.
fn names_of(draft: &Value) -> Vec<String> {
    let said = |path: &str| draft.pointer(path).and_then(Value::as_str).filter(|text| !text.is_empty());
    let ids = ["/id", "/codes/implementation", "/codes/business_item"].into_iter().filter_map(said);
    let ids: Vec<String> = ids.map(str::to_ascii_lowercase).collect();
    if ids.is_empty() { said("/name/zh").map(str::to_owned).into_iter().collect() } else { ids }
}

/// Whether a matter is called one of these names.
pub fn is_named(item: &Item, names: &HashSet<String>) -> bool {
    names.contains(item.id.as_str())
        || names.contains(&item.name.zh)
        || [&item.codes.implementation, &item.codes.business_item]
            .into_iter()
            .any(|code| !code.is_empty() && names.contains(&code.to_ascii_lowercase()))
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
