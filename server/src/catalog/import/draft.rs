//! A matter that is being put together: cells go where their columns point, what is left open gets its usual
//! value, and the whole becomes a typed matter or is refused.

use super::clean::Changes;
use super::columns::{Column, Sheet};
use super::findings::{Findings, Place};
use super::kind::Kind;
use hall::catalog::rules::{self, Rule};
use hall::catalog::{Department, Item, LimitUnit, SourceKind};
use hall::profile::Hall;
use hall::text::Text;
use serde_json::{Map, Value, json};
use std::collections::HashMap;

/// A matter as far as it is known.
pub struct Draft {
    /// Its fields, in the shape of [`Item`].
    pub value: Value,
    /// Its row in the sheet of matters, or its position in the list.
    pub row: u32,
    /// What the file calls it.
    pub name: String,
    /// Where each entry of its lists stands: by sheet, in order. Empty for json, where the position counts.
    pub places: HashMap<&'static str, Vec<(&'static str, u32)>>,
    /// Whether something in it was refused.
    pub refused: bool,
}

/// What a draft is completed from.
#[derive(Clone, Copy)]
pub struct Usual<'a> {
    /// The hall.
    pub hall: &'a Hall,
    /// Departments of the next catalog.
    pub departments: &'a [Department],
}

/// Puts a value where a path points, making objects and lists on the way.
pub fn set(target: &mut Value, path: &str, value: Value) {
    let mut at = target;
    for segment in path.split('/').skip(1) {
        at = match segment.parse::<usize>() {
            Ok(index) if !at.is_object() => {
                if !at.is_array() {
                    *at = Value::Array(Vec::new());
                }
                let Value::Array(list) = at else { return };
                if list.len() <= index {
                    list.resize(index + 1, Value::Null);
                }
                let Some(entry) = list.get_mut(index) else { return };
                entry
            }
            _ => {
                if !at.is_object() {
                    *at = Value::Object(Map::new());
                }
                let Value::Object(fields) = at else { return };
                fields.entry(segment).or_insert(Value::Null)
            }
        };
    }
    *at = value;
}

/// Puts what a cell said into an entry. English lines and choices go beside their Chinese.
fn put(entry: &mut Value, column: &Column, value: Value) {
    let (Some((list, half)), Value::Array(values)) = (column.path.split_once("/*"), &value) else {
        return set(entry, column.path, value);
    };
    for (index, value) in values.iter().enumerate() {
        if !matches!(column.kind, Kind::Choices) {
            set(entry, &format!("{list}/{index}{half}"), value.clone());
            continue;
        }
        let (Some(id), Some(text)) = (value.get("id"), value.get("text")) else { continue };
        let same = |choice: &Value| choice.get("id") == Some(id);
        let known = entry.pointer(list).and_then(Value::as_array).and_then(|list| list.iter().position(same));
        let index = match known {
            Some(index) if half == "/en" => index,
            _ if half == "/en" => continue,
            _ => index,
        };
        set(entry, &format!("{list}/{index}/id"), id.clone());
        set(entry, &format!("{list}/{index}/text{half}"), text.clone());
    }
}

/// What spreadsheets write where a formula failed.
const ERRORS: [&str; 7] = ["#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"];

/// Reads the cells of a row into an entry; false when one was refused.
pub fn fill<'c>(
    entry: &mut Value,
    sheet: &'static Sheet,
    cells: impl Iterator<Item = (usize, &'c str)>,
    place: Place<'_>,
    found: &mut Findings<'_>,
) -> bool {
    let mut ok = true;
    let mut refused = Vec::new();
    let mut lines: HashMap<&str, (usize, usize)> = HashMap::new();
    for (position, text) in cells {
        let Some(column) = sheet.columns.get(position).filter(|column| !column.path.is_empty()) else {
            continue;
        };
        let mut changes = Changes::default();
        let read = match ERRORS.contains(&text.trim()) {
            true => Err((rules::CELL_ERROR, vec![text.trim().to_owned()])),
            false => column.kind.read(text, &mut changes),
        };
        for rule in changes.rules() {
            found.cell(&rule, column, &[], place);
        }
        match read {
            Ok(None) => {}
            Ok(Some(value)) => {
                if let (Some((list, half)), Value::Array(list_of)) = (column.path.split_once("/*"), &value) {
                    let counts = lines.entry(list).or_default();
                    *if half == "/en" { &mut counts.1 } else { &mut counts.0 } = list_of.len();
                }
                put(entry, column, value);
            }
            Err((rule, values)) => {
                let values: Vec<&str> = values.iter().map(String::as_str).collect();
                found.cell(&rule, column, &values, place);
                refused.push(column.name);
                ok = false;
            }
        }
    }
    for (list, (zh, en)) in lines {
        if en != 0 && zh != en {
            let field = list.trim_start_matches('/');
            let finding = rules::LINES_DIFFER.finding(field, &[&zh.to_string(), &en.to_string()]);
            found.add(finding, place.sheet, place.row, Some(place.item));
        }
    }
    missing(entry, sheet, &refused, place, found) && ok
}

/// Names the fields that must be there and are not; false when there are some.
pub fn missing(
    entry: &Value,
    sheet: &'static Sheet,
    refused: &[&str],
    place: Place<'_>,
    found: &mut Findings<'_>,
) -> bool {
    let mut ok = true;
    for column in sheet.columns.iter().filter(|column| column.needed && !column.path.is_empty()) {
        let path = match column.kind {
            // a choice has its words in `text`, wherever it comes from
            Kind::Choices => "/choices/0".to_owned(),
            _ => column.path.replace('*', "0"),
        };
        let there = entry.pointer(&path).is_some_and(|value| !value.is_null());
        // an id that is missing can come from a code
        if !there && column.path != "/id" && !refused.contains(&column.name) {
            found.cell(&rules::MISSING_FIELD, column, &[], place);
            ok = false;
        }
    }
    ok
}

impl Draft {
    /// Refuses the matter for one of its fields.
    pub fn refuse(&mut self, rule: &Rule, field: &str, values: &[&str], found: &mut Findings<'_>) {
        self.refused = true;
        found.add(rule.finding(field, values), "items", Some(self.row), Some(&self.name));
    }

    /// The matter with its usual values filled in; none when it is refused.
    pub fn finish(&mut self, usual: Usual<'_>, found: &mut Findings<'_>) -> Option<Item> {
        self.department(usual, found);
        let Value::Object(fields) = &mut self.value else { return None };
        if !fields.contains_key("id") {
            let code = fields.get("codes").and_then(|codes| {
                ["implementation", "business_item"].into_iter().find_map(|name| codes.get(name)?.as_str())
            });
            match code.and_then(super::kind::item_id) {
                Some(id) => drop(fields.insert("id".to_owned(), id.into())),
                None => {
                    self.refuse(&rules::MISSING_FIELD, "id", &[], found);
                    return None;
                }
            }
        }
        if self.refused {
            return None;
        }
        complete(&mut self.value, usual.hall);
        match serde_json::from_value(self.value.take()) {
            Ok(item) => Some(item),
            Err(error) => {
                self.refuse(&rules::UNREADABLE_ENTRY, "id", &[&error.to_string()], found);
                None
            }
        }
    }

    /// Puts the department as the catalog knows it in the place of its id or name, and what comes from it.
    fn department(&mut self, usual: Usual<'_>, found: &mut Findings<'_>) {
        let named = match self.value.get("department") {
            Some(Value::String(text)) => text.clone(),
            Some(Value::Object(fields)) => {
                let named = fields.get("id").or_else(|| fields.get("zh")).and_then(Value::as_str);
                named.unwrap_or_default().to_owned()
            }
            _ => return,
        };
        let is = |department: &&Department| {
            department.id.as_str() == named.to_ascii_lowercase() || department.name.zh == named
        };
        let Some(department) = usual.departments.iter().find(is) else {
            return self.refuse(&rules::UNKNOWN_DEPARTMENT, "department", &[&named], found);
        };
        let Text { zh, en } = &department.name;
        set(&mut self.value, "/department", json!({ "id": department.id, "zh": zh, "en": en }));
        or_insert(&mut self.value, "queue_prefix", json!(department.queue_prefix));
        or_insert(&mut self.value, "consult_phone", json!(department.consult_phone));
    }
}

fn or_insert(target: &mut Value, name: &str, value: Value) {
    if let Value::Object(fields) = target {
        let field = fields.entry(name).or_insert(Value::Null);
        if field.is_null() {
            *field = value;
        }
    }
}

/// Ways to get a matter done: those that a file does not name are not offered.
const CHANNELS: [&str; 7] =
    ["window", "online", "self_service", "self_service_24h", "appointment", "post", "home_visit"];

/// Values that are usual where the file says nothing.
fn complete(item: &mut Value, hall: &Hall) {
    for (name, value) in [
        ("codes", json!({})),
        ("service_objects", json!(["natural_person"])),
        ("legal_limit", json!({})),
        ("promised_limit", json!({})),
        ("max_visits", json!(1)),
        ("conditions", json!([])),
        ("materials", json!([])),
        ("steps", json!([])),
        ("fee", json!({})),
        ("legal_basis", json!([])),
        ("complaint_phone", json!(hall.complaint_phone)),
        ("consult_phone", json!(hall.consult_phone)),
        ("channels", json!({ "window": true })),
        ("hot", json!(false)),
        ("keywords", json!([])),
        ("faq", json!([])),
    ] {
        or_insert(item, name, value);
    }
    for code in ["basic", "implementation", "business_item"] {
        if let Some(codes) = item.get_mut("codes") {
            or_insert(codes, code, "".into());
        }
    }
    for channel in CHANNELS {
        if let Some(channels) = item.get_mut("channels") {
            or_insert(channels, channel, false.into());
        }
    }
    if let Some(fee) = item.get_mut("fee") {
        or_insert(fee, "charged", false.into());
        or_insert(fee, "items", json!([]));
    }
    if item.get("result").is_some_and(|result| result.get("kind").is_none() || result.get("name").is_none()) {
        // a kind without a name, as of matters that end in nothing, or a name alone: no result can be shown
        if let Value::Object(fields) = item {
            fields.remove("result");
        }
    }
    limit(item.get_mut("legal_limit"), "法律法规未规定办结时限", "Not set by law");
    limit(item.get_mut("promised_limit"), "", "");
    for (index, document) in list(item, "/materials").enumerate() {
        let name = document.pointer("/name/zh").cloned().unwrap_or_default();
        let kind = document.get("source_kind").and_then(Value::as_str).and_then(SourceKind::of_word);
        let source = kind.map(|kind| kind.phrase().text()).unwrap_or_default();
        let counted = document.get("original").or_else(|| document.get("copy")).is_some();
        let deferrable = document.get("necessity").is_some_and(|word| word == "deferrable");
        for (field, value) in [
            ("no", json!(index + 1)),
            ("key", name),
            ("original", json!(u8::from(!counted))),
            ("copy", json!(0)),
            ("form", json!("paper")),
            ("source", json!(source)),
            ("necessity", json!("necessary")),
            ("deferrable", json!(deferrable)),
            ("e_license_exempt", json!(false)),
        ] {
            or_insert(document, field, value);
        }
    }
    for (index, step) in list(item, "/steps").enumerate() {
        or_insert(step, "no", json!(index + 1));
        or_insert(step, "limit", json!({}));
        or_insert(step, "responsible", json!({}));
    }
    for fee in list(item, "/fee/items") {
        or_insert(fee, "basis", "".into());
        or_insert(fee, "unit", json!({}));
    }
    for procedure in list(item, "/special_procedures").filter(|procedure| procedure.get("limit").is_some()) {
        limit(procedure.get_mut("limit"), "", "");
    }
    for sheet in super::columns::SHEETS {
        if sheet.path.is_empty() {
            halves(item, sheet);
        } else {
            list(item, sheet.path).for_each(|entry| halves(entry, sheet));
        }
    }
    for entry in list(item, "/conditions") {
        both(entry);
    }
    for question in list(item, "/questions") {
        for choice in list(question, "/choices") {
            choice.get_mut("text").map(both);
        }
    }
}

fn list<'a>(item: &'a mut Value, path: &str) -> impl Iterator<Item = &'a mut Value> {
    item.pointer_mut(path).and_then(Value::as_array_mut).into_iter().flatten()
}

/// Gives every text of an entry both halves, empty where nothing is known.
fn halves(entry: &mut Value, sheet: &Sheet) {
    for column in sheet.columns.iter().filter(|column| !column.path.contains('*')) {
        if let Some(text) = column.path.strip_suffix("/zh").and_then(|parent| entry.pointer_mut(parent)) {
            both(text);
        }
    }
}

fn both(text: &mut Value) {
    or_insert(text, "zh", "".into());
    or_insert(text, "en", "".into());
}

/// Puts a limit into words where it has none.
fn limit(limit: Option<&mut Value>, none_zh: &str, none_en: &str) {
    let Some(limit) = limit else { return };
    let value = limit.get("value").and_then(Value::as_u64);
    if value == Some(0) {
        or_insert(limit, "unit", json!("immediate"));
    }
    let unit = limit.get("unit").and_then(Value::as_str).and_then(LimitUnit::of_word);
    let (zh, en) = match (value, unit) {
        (_, Some(LimitUnit::Immediate)) => ("当场办结".to_owned(), "On the spot".to_owned()),
        (Some(1), Some(LimitUnit::Workday)) => ("1个工作日".to_owned(), "1 working day".to_owned()),
        (Some(1), Some(LimitUnit::Day)) => ("1日".to_owned(), "1 calendar day".to_owned()),
        (Some(days), Some(LimitUnit::Workday)) => (format!("{days}个工作日"), format!("{days} working days")),
        (Some(days), Some(LimitUnit::Day)) => (format!("{days}日"), format!("{days} calendar days")),
        _ => (none_zh.to_owned(), none_en.to_owned()),
    };
    // a file's own words say something that the English must not deny
    let en = if value.is_none() && limit.get("text_zh").is_some() { String::new() } else { en };
    or_insert(limit, "text_zh", zh.into());
    or_insert(limit, "text_en", en.into());
}
