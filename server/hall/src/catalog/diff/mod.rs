//! How two versions of a catalog differ: what was added, removed and changed, field by field, in words that a
//! person reads before publishing. Linear in the size of the catalogs; a county has 2,000 matters, a province
//! tens of thousands.

mod words;

#[cfg(test)]
mod tests;

use super::{Catalog, Department, Item, Theme};
use crate::id::ItemId;
use crate::moment::Day;
use crate::text::Text;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::{HashMap, HashSet};

/// What a change is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// The catalog as a whole: its warning.
    Catalog,
    /// A department.
    Department,
    /// A theme.
    Theme,
    /// A matter.
    Item,
}

/// What happened to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It says something else.
    Changed,
}

/// One department, theme or matter that is not as it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Change {
    /// What it is about.
    pub subject: Subject,
    /// What happened.
    pub kind: ChangeKind,
    /// Its id; empty for the whole catalog.
    pub id: String,
    /// Its name, the new one when it has two.
    pub name: Text,
    /// The fields that changed; empty for what is new or gone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldChange>,
}

/// A field that changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldChange {
    /// Its name on the wire, for example `promised_limit`.
    pub field: String,
    /// Its name in words.
    pub label: Text,
    /// What it said, a line for each part; cut when it is long. Empty: nothing.
    pub old: Text,
    /// What it says now.
    pub new: Text,
}

/// How many changes of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DiffCounts {
    /// Matters that are new.
    pub added: u32,
    /// Matters that are gone.
    pub removed: u32,
    /// Matters that changed.
    pub changed: u32,
    /// Departments and themes that are new, gone or changed, and the warning of the whole.
    pub others: u32,
}

/// A text that was to take effect later, and will not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LostPlan {
    /// The matter.
    pub id: ItemId,
    /// What it was to be called.
    pub name: Text,
    /// When it was to take effect.
    pub on: Day,
}

/// The difference of two catalogs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diff {
    /// In figures.
    pub counts: DiffCounts,
    /// In the order of the new catalog: the whole, departments, themes, matters; what is gone comes after
    /// what stays.
    pub changes: Vec<Change>,
    /// Texts that were to take effect later and that the new catalog does not have.
    #[serde(default)]
    pub lost_plans: Vec<LostPlan>,
}

impl Diff {
    /// What is different in `new`.
    #[must_use]
    pub fn between(old: &Catalog, new: &Catalog) -> Self {
        let mut diff = Self::default();
        diff.whole(old, new);
        diff.compare(&old.departments, &new.departments);
        diff.compare(&old.themes, &new.themes);
        diff.compare(&old.items, &new.items);
        diff.coming(old, new);
        diff.lost_plans = lost_plans(old, new);
        diff
    }

    /// True when nothing is different.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    fn whole(&mut self, old: &Catalog, new: &Catalog) {
        if old.warning == new.warning {
            return;
        }
        let value = |warning: &Option<Text>| serde_json::json!({ "warning": warning });
        let fields = fields(&value(&old.warning), &value(&new.warning));
        let (id, name) = (String::new(), words::WHOLE.text());
        self.add(Change { subject: Subject::Catalog, kind: ChangeKind::Changed, id, name, fields });
    }

    fn compare<T: Entry>(&mut self, old: &[T], new: &[T]) {
        let before: HashMap<&str, &T> = old.iter().map(|entry| (entry.id(), entry)).collect();
        let after: HashMap<&str, &T> = new.iter().map(|entry| (entry.id(), entry)).collect();
        for entry in new {
            match before.get(entry.id()) {
                None => self.add(entry.change(ChangeKind::Added, Vec::new())),
                Some(old) if *old != entry => {
                    let fields = fields(&entry_value(*old), &entry_value(entry));
                    self.add(entry.change(ChangeKind::Changed, fields));
                }
                Some(_) => {}
            }
        }
        for entry in old.iter().filter(|entry| !after.contains_key(entry.id())) {
            self.add(entry.change(ChangeKind::Removed, Vec::new()));
        }
    }

    /// Texts that take effect later, each beside what is told of its matter last until then; their first day is
    /// one of the fields.
    fn coming(&mut self, old: &Catalog, new: &Catalog) {
        if old.coming == new.coming {
            return;
        }
        let (before, after) = (last(old), last(new));
        let planned: HashSet<&str> = new.coming.iter().map(Entry::id).collect();
        let dropped = old.coming.iter().filter(|text| !planned.contains(text.id()));
        for text in new.coming.iter().chain(dropped) {
            if let (Some(old), Some(new)) = (before.get(text.id()), after.get(text.id()))
                && old != new
            {
                let fields = fields(&entry_value(old), &entry_value(new));
                self.add(new.change(ChangeKind::Changed, fields));
            }
        }
    }

    fn add(&mut self, change: Change) {
        let count = match (change.subject, change.kind) {
            (Subject::Item, ChangeKind::Added) => &mut self.counts.added,
            (Subject::Item, ChangeKind::Removed) => &mut self.counts.removed,
            (Subject::Item, ChangeKind::Changed) => &mut self.counts.changed,
            _ => &mut self.counts.others,
        };
        *count += 1;
        self.changes.push(change);
    }
}

/// What was planned, and is neither planned nor in force any more.
fn lost_plans(old: &Catalog, new: &Catalog) -> Vec<LostPlan> {
    if old.coming == new.coming {
        return Vec::new();
    }
    let kept: HashMap<&ItemId, [Option<&Item>; 2]> = {
        let mut kept: HashMap<&ItemId, [Option<&Item>; 2]> = HashMap::new();
        new.items.iter().for_each(|item| kept.entry(&item.id).or_default()[0] = Some(item));
        new.coming.iter().for_each(|item| kept.entry(&item.id).or_default()[1] = Some(item));
        kept
    };
    let is_kept = |text: &&Item| kept.get(&text.id).is_some_and(|both| both.contains(&Some(*text)));
    let lost = old.coming.iter().filter(|text| !is_kept(text));
    lost.filter_map(|text| {
        Some(LostPlan { id: text.id.clone(), name: text.name.clone(), on: text.effective_on? })
    })
    .collect()
}

/// What is told of each matter last: its coming text, else its own.
fn last(catalog: &Catalog) -> HashMap<&str, &Item> {
    catalog.items.iter().chain(&catalog.coming).map(|item| (item.id.as_str(), item)).collect()
}

/// What stands in a list of the catalog under an id.
trait Entry: PartialEq + Serialize {
    const SUBJECT: Subject;
    fn id(&self) -> &str;
    fn name(&self) -> &Text;

    fn change(&self, kind: ChangeKind, fields: Vec<FieldChange>) -> Change {
        let (id, name) = (self.id().to_owned(), self.name().clone());
        Change { subject: Self::SUBJECT, kind, id, name, fields }
    }
}

macro_rules! entry {
    ($type:ident, $subject:ident) => {
        impl Entry for $type {
            const SUBJECT: Subject = Subject::$subject;
            fn id(&self) -> &str {
                self.id.as_str()
            }
            fn name(&self) -> &Text {
                &self.name
            }
        }
    };
}
entry!(Department, Department);
entry!(Theme, Theme);
entry!(Item, Item);

/// An entry as it stands on the wire; its types have string keys only, so it serialises.
fn entry_value<T: Serialize>(entry: &T) -> Value {
    serde_json::to_value(entry).unwrap_or_default()
}

/// The fields of two entries that differ, in alphabetical order of their names on the wire.
fn fields(old: &Value, new: &Value) -> Vec<FieldChange> {
    let empty = Map::new();
    let (old, new) = (old.as_object().unwrap_or(&empty), new.as_object().unwrap_or(&empty));
    let mut names: Vec<&String> = old.keys().chain(new.keys()).collect();
    names.sort_unstable();
    names.dedup();
    let differs = |name: &&String| old.get(*name) != new.get(*name);
    names.into_iter().filter(differs).map(|name| field(name, old.get(name), new.get(name))).collect()
}

/// Of two lists only what the other has not is shown; where that is nothing their order changed.
fn field(name: &str, old: Option<&Value>, new: Option<&Value>) -> FieldChange {
    let only = |one: &Value, other: &Value| match (one, other) {
        (Value::Array(one), Value::Array(other)) => {
            Value::Array(one.iter().filter(|part| !other.contains(part)).cloned().collect())
        }
        _ => one.clone(),
    };
    let none = Value::Null;
    let (old, new) = (old.unwrap_or(&none), new.unwrap_or(&none));
    let (mut was, mut is) = (only(old, new), only(new, old));
    if is_nothing(&was) && is_nothing(&is) {
        (was, is) = (old.clone(), new.clone());
    }
    let label = words::label(name).map_or_else(|| same(name), |label| label.text());
    FieldChange { field: name.to_owned(), label, old: words::say(name, &was), new: words::say(name, &is) }
}

fn is_nothing(value: &Value) -> bool {
    value.is_null() || value.as_array().is_some_and(Vec::is_empty)
}

/// What is the same in both languages: numbers, phones, codes.
fn same(words: &str) -> Text {
    Text { zh: words.to_owned(), en: words.to_owned() }
}
