//! Matters of a json file: the exchange shape (`handling_type`, coded objects, `source_code`) and our own. The
//! file is cut into its matters first; each is then read, cleaned and checked by itself.

use super::builder::{Builder, hash_of};
use super::clean::Changes;
use super::columns::{Column, SHEETS, Sheet};
use super::draft::{self, Draft};
use super::findings::{Findings, Place};
use super::kind::{self, Kind, Refusal};
use super::rows::MOST_ITEMS;
use super::unknown::Unknown;
use super::{Mode, Unreadable, broken, csv, too_large};
use hall::catalog::{Catalog, Department, Theme, rules};
use hall::id::ItemId;
use hall::text::Text;
use serde::Deserialize;
use serde::de::{DeserializeOwned, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::collections::HashMap;

/// Departments and themes at most.
const MOST_ENTRIES: usize = 2000;
/// Bytes of one matter at most.
const MOST_BYTES: usize = 1 << 20;

/// Entries of a list, not read yet.
#[derive(Default)]
struct Entries<'a>(Vec<&'a RawValue>);

impl<'de: 'a, 'a> Deserialize<'de> for Entries<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct List;
        impl<'de> Visitor<'de> for List {
            type Value = Vec<&'de RawValue>;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a list")
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
                let mut all = Vec::new();
                while let Some(entry) = seq.next_element()? {
                    if all.len() >= MOST_ITEMS {
                        return Err(A::Error::custom(TOO_MANY));
                    }
                    all.push(entry);
                }
                Ok(all)
            }
        }
        deserializer.deserialize_seq(List).map(Self)
    }
}

const TOO_MANY: &str = "more entries than can be taken";

/// Fields of the file itself that are read, each once.
const OWN: [&str; 4] = ["warning", "departments", "themes", "items"];
/// Fields of the file itself that are not known, at most.
const MOST_OTHERS: usize = 100;

/// A file.
#[derive(Default)]
pub struct File<'a> {
    warning: Option<Text>,
    departments: Option<Entries<'a>>,
    themes: Option<Entries<'a>>,
    items: Entries<'a>,
    /// Names of fields that nobody reads.
    others: Vec<String>,
}

impl<'de: 'a, 'a> Deserialize<'de> for File<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Whole;
        impl<'de> Visitor<'de> for Whole {
            type Value = File<'de>;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a catalog")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let (mut file, mut items) = (File::default(), None);
                let mut seen = Vec::new();
                while let Some(name) = map.next_key::<String>()? {
                    // nobody knows which of two is meant
                    if let Some(own) = OWN.into_iter().find(|own| *own == name) {
                        if seen.contains(&own) {
                            return Err(A::Error::duplicate_field(own));
                        }
                        seen.push(own);
                    }
                    match name.as_str() {
                        "warning" => file.warning = map.next_value()?,
                        "departments" => file.departments = map.next_value()?,
                        "themes" => file.themes = map.next_value()?,
                        "items" => items = Some(map.next_value()?),
                        _ => {
                            map.next_value::<IgnoredAny>()?;
                            if !["version", "published_at"].contains(&name.as_str())
                                && file.others.len() < MOST_OTHERS
                            {
                                file.others.push(name);
                            }
                        }
                    }
                }
                file.items = items.ok_or_else(|| A::Error::missing_field("items"))?;
                Ok(file)
            }
        }
        deserializer.deserialize_map(Whole)
    }
}

/// The text of a file, without its mark.
pub fn decode(bytes: &[u8]) -> Cow<'_, str> {
    csv::decode(bytes)
}

/// Cuts a file into its matters.
///
/// # Errors
/// When it is no json, or holds too much.
pub fn file(text: &str) -> Result<File<'_>, Unreadable> {
    let read = if text.trim_start().starts_with('[') {
        serde_json::from_str(text).map(|items| File { items, ..File::default() })
    } else {
        serde_json::from_str(text)
    };
    read.map_err(|error| {
        let text = error.to_string();
        if text.contains(TOO_MANY) { too_large(text) } else { broken(text) }
    })
}

impl File<'_> {
    /// How many matters there are.
    pub fn len(&self) -> usize {
        self.items.0.len()
    }

    /// The ids of all matters that have one.
    pub fn ids(&self) -> Vec<ItemId> {
        self.items.0.iter().filter_map(|raw| id_of(raw)).collect()
    }

    /// Departments, themes and warning of the file, where it brings its own, otherwise those of the base.
    pub fn frame(&self, base: &Catalog, mode: Mode, found: &mut Findings<'_>) -> Catalog {
        let departments: Vec<Department> = typed(self.departments.as_ref(), "departments", found);
        let themes: Vec<Theme> = typed(self.themes.as_ref(), "themes", found);
        Catalog {
            warning: self.warning.clone().or_else(|| base.warning.clone()),
            departments: joined(&base.departments, departments, mode, |one| &one.id),
            themes: joined(&base.themes, themes, mode, |one| &one.id),
            ..super::frame_of(base)
        }
    }

    /// Where the file has departments and themes: by sheet and id, the row. Of one that comes twice the later.
    pub fn places(&self) -> HashMap<(&'static str, String), u32> {
        let mut places = HashMap::new();
        for (sheet, entries) in [("departments", &self.departments), ("themes", &self.themes)] {
            let entries = entries.as_ref().map(|entries| entries.0.as_slice()).unwrap_or_default();
            for (row, raw) in (1_u32..).zip(entries.iter().take(MOST_ENTRIES)) {
                if let Ok(named) = serde_json::from_str::<Named>(raw.get()) {
                    places.insert((sheet, named.id), row);
                }
            }
        }
        places
    }

    /// Gives all matters to a builder.
    ///
    /// # Errors
    /// When it was stopped.
    pub fn build(&self, builder: &mut Builder<'_>, found: &mut Findings<'_>) -> Result<(), Unreadable> {
        let mut unknown = self.unknown();
        for (row, raw) in (1_u32..).zip(&self.items.0) {
            builder.step()?;
            let mut draft = Draft {
                value: Value::Null,
                row,
                name: String::new(),
                places: HashMap::new(),
                refused: false,
            };
            match value(raw) {
                Ok(value @ Value::Object(_)) => draft.value = value,
                Ok(_) => draft.refuse(&rules::UNREADABLE_ENTRY, "id", &["{}"], found),
                Err(error) => {
                    draft.refuse(&rules::UNREADABLE_ENTRY, "id", &[&error], found);
                    // what cannot be read may still say which matter it is
                    draft.value = id_of(raw).map_or(Value::Null, |id| serde_json::json!({ "id": id }));
                }
            }
            draft.name = name(&draft.value);
            unknown.matter(&draft.value, row, &draft.name);
            found.matter = called(&draft.value);
            if !draft.refused {
                draft.refused = !normalise(&mut draft.value, row, &draft.name, found);
            }
            builder.finish(draft, hash_of(&raw.get()), found);
        }
        found.matter = None;
        unknown.tell(found);
        Ok(())
    }

    /// What is not known outside the matters.
    fn unknown(&self) -> Unknown {
        let mut unknown = Unknown::default();
        self.others.iter().for_each(|name| unknown.of_file(name));
        let look = [Unknown::department, Unknown::theme];
        for (entries, look) in [&self.departments, &self.themes].into_iter().zip(look) {
            let entries = entries.as_ref().map(|entries| entries.0.as_slice()).unwrap_or_default();
            for (row, raw) in (1_u32..).zip(entries.iter().take(MOST_ENTRIES)) {
                // one that cannot be read is told of where it is read
                if let Ok(value) = value(raw) {
                    look(&mut unknown, &value, row);
                }
            }
        }
        unknown
    }
}

/// An entry of which only the name matters.
#[derive(Deserialize)]
struct Named {
    id: String,
}

/// The id of a matter that was not read yet.
fn id_of(raw: &RawValue) -> Option<ItemId> {
    kind::item_id(&serde_json::from_str::<Named>(raw.get()).ok()?.id)?.parse().ok()
}

fn value(raw: &RawValue) -> Result<Value, String> {
    if raw.get().len() > MOST_BYTES {
        return Err(format!("more than {MOST_BYTES} bytes"));
    }
    serde_json::from_str(raw.get()).map_err(|error| error.to_string())
}

fn name(value: &Value) -> String {
    let named = value.get("id").or_else(|| value.pointer("/name/zh")).or_else(|| value.get("name"));
    named.and_then(Value::as_str).unwrap_or_default().chars().take(80).collect()
}

/// The name of a matter as the file has it.
fn called(value: &Value) -> Option<Text> {
    let name = value.get("name")?;
    let half = |half: &str| name.get(half).and_then(Value::as_str).map(str::to_owned);
    let zh = name.as_str().map(str::to_owned).or_else(|| half("zh"))?;
    Some(Text { zh, en: half("en").unwrap_or_default() })
}

/// What the base has and what the file brings: its entries replace those of the same id or are added, or, where it
/// replaces the whole list and brings any, are all there is.
fn joined<T: Clone, I: PartialEq>(base: &[T], new: Vec<T>, mode: Mode, id: fn(&T) -> &I) -> Vec<T> {
    if mode == Mode::Replace && !new.is_empty() {
        return new;
    }
    let of_file = |old: &T| new.iter().find(|one| id(one) == id(old));
    let mut all: Vec<T> = base.iter().map(|old| of_file(old).unwrap_or(old).clone()).collect();
    all.extend(new.iter().filter(|one| !base.iter().any(|old| id(old) == id(one))).cloned());
    all
}

fn typed<T: DeserializeOwned>(
    entries: Option<&Entries<'_>>,
    sheet: &str,
    found: &mut Findings<'_>,
) -> Vec<T> {
    let mut all = Vec::new();
    let entries = entries.map(|entries| entries.0.as_slice()).unwrap_or_default();
    // the lists of a hall are short; the ids of more would be compared for too long
    for (row, raw) in (1_u32..).zip(entries.iter().take(MOST_ENTRIES)) {
        match serde_json::from_str(raw.get()) {
            Ok(entry) => all.push(entry),
            Err(error) => {
                found.add(
                    rules::UNREADABLE_ENTRY.finding("id", &[&error.to_string()]),
                    sheet,
                    Some(row),
                    None,
                );
            }
        }
    }
    all
}

/// Cleans and checks all fields of a matter that the table of columns knows; false when one was refused.
fn normalise(item: &mut Value, row: u32, name: &str, found: &mut Findings<'_>) -> bool {
    rename(item, "handling_type", "handling_class");
    let mut ok = true;
    for sheet in SHEETS {
        if sheet.path.is_empty() {
            let place = Place { sheet: sheet.name, row: Some(row), item: name };
            ok &= entry(item, sheet, place, found);
            continue;
        }
        match item.pointer_mut(sheet.path) {
            None | Some(Value::Null) => {}
            Some(Value::Array(list)) => {
                for (row, one) in (1_u32..).zip(list) {
                    rename(one, "source_code", "source_kind");
                    let place = Place { sheet: sheet.name, row: Some(row), item: name };
                    ok &= entry(one, sheet, place, found);
                }
            }
            Some(_) => {
                let finding = rules::UNREADABLE_ENTRY.finding(sheet.name, &[sheet.path]);
                found.add(finding, "items", Some(row), Some(name));
                ok = false;
            }
        }
    }
    prune(item);
    ok
}

fn rename(value: &mut Value, from: &str, to: &str) {
    if let Value::Object(fields) = value
        && let Some(moved) = fields.remove(from)
    {
        fields.entry(to).or_insert(moved);
    }
}

/// Takes away fields that are null, which is how files write that there is nothing.
fn prune(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.retain(|_, value| !value.is_null());
            fields.values_mut().for_each(prune);
        }
        Value::Array(list) => list.iter_mut().for_each(prune),
        _ => {}
    }
}

/// Columns that stand in the sheet of matters only because csv has no other sheet.
const INLINE: [&str; 6] = ["documents", "basis", "fee_name", "fee_amount", "fee_unit", "fee_basis"];

fn entry(value: &mut Value, sheet: &'static Sheet, place: Place<'_>, found: &mut Findings<'_>) -> bool {
    let mut refused = Vec::new();
    for column in sheet.columns {
        let inline = sheet.path.is_empty() && INLINE.contains(&column.name);
        if inline || column.path.is_empty() || column.path == "/department" {
            continue;
        }
        if let Some((list, _)) = column.path.split_once("/*") {
            if column.path.ends_with("/zh") && !lines(value, list, column, place, found) {
                refused.push(column.name);
            }
            continue;
        }
        if let Some(parent) = column.path.strip_suffix("/zh")
            && let Some(text @ Value::String(_)) = value.pointer_mut(parent)
        {
            // a text without English
            let zh = text.take();
            draft::set(text, "/zh", zh);
        }
        let Some(slot) = value.pointer_mut(column.path).filter(|slot| !slot.is_null()) else { continue };
        if !leaf(slot, column, place, found) {
            refused.push(column.name);
        }
    }
    draft::missing(value, sheet, &refused, place, found) && refused.is_empty()
}

/// Texts of a list: conditions, or the choices of a question, which have their words in `text`.
fn lines(value: &mut Value, list: &str, column: &Column, place: Place<'_>, found: &mut Findings<'_>) -> bool {
    let Some(Value::Array(entries)) = value.pointer_mut(list) else { return true };
    let mut ok = true;
    let prose = Column { kind: Kind::Prose, ..*column };
    for entry in entries {
        let text = match column.kind {
            Kind::Choices => entry.get_mut("text"),
            _ => Some(entry),
        };
        let Some(text) = text else { continue };
        if text.is_string() {
            let zh = text.take();
            draft::set(text, "/zh", zh);
        }
        for half in ["zh", "en"] {
            if let Some(half) = text.get_mut(half).filter(|half| !half.is_null()) {
                ok &= leaf(half, &prose, place, found);
            }
        }
    }
    ok
}

/// Cleans and checks one value; false when it is refused.
fn leaf(slot: &mut Value, column: &Column, place: Place<'_>, found: &mut Findings<'_>) -> bool {
    let mut changes = Changes::default();
    let read = match as_cell(slot, column.kind) {
        Some(cell) => column.kind.read(&cell, &mut changes),
        // cases are an object; what is wrong with it shows when it is read
        None if matches!(column.kind, Kind::Cases) && slot.is_object() => return true,
        None => Err::<_, Refusal>((rules::UNREADABLE_ENTRY, vec![slot.to_string()])),
    };
    for rule in changes.rules() {
        found.cell(&rule, column, &[], place);
    }
    match read {
        Ok(value) => *slot = value.unwrap_or(Value::Null),
        Err((rule, values)) => {
            let values: Vec<&str> = values.iter().map(String::as_str).collect();
            found.cell(&rule, column, &values, place);
            return false;
        }
    }
    true
}

/// A value as a cell of a sheet would have it.
fn as_cell(value: &Value, kind: Kind) -> Option<Cow<'_, str>> {
    match value {
        Value::String(text) => Some(Cow::Borrowed(text)),
        Value::Number(number) => Some(Cow::Owned(number.to_string())),
        Value::Bool(yes) => Some(Cow::Owned(yes.to_string())),
        // {"code": "1", "zh": "即办件"}: the word counts before the code
        Value::Object(coded) if matches!(kind, Kind::Word(_) | Kind::Words(_)) => {
            let part = |name| coded.get(name).and_then(Value::as_str).filter(|text| !text.is_empty());
            let (Kind::Word(words) | Kind::Words(words)) = kind else { return None };
            let known = part("zh").filter(|word| (words.key)(word).is_some());
            known.or_else(|| part("code")).or_else(|| part("zh")).map(Cow::Borrowed)
        }
        Value::Array(list) if matches!(kind, Kind::List | Kind::Ids(_) | Kind::Words(_)) => {
            let parts: Option<Vec<Cow<'_, str>>> = list.iter().map(|one| as_cell(one, kind)).collect();
            Some(Cow::Owned(parts?.join("\n")))
        }
        _ => None,
    }
}
