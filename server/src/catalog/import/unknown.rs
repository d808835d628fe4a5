//! Fields of a json file that nobody reads (R7): a misspelt name would lose what it holds without a word. Each is told
//! once, with the first place where it stands, how often it came, and the name that was probably meant.

use super::columns::{ITEMS, SHEETS, Sheet};
use super::findings::Findings;
use super::kind::Kind;
use hall::catalog::rules;
use hall::text::{Lang, Text};
use serde_json::Value;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::LazyLock;

/// Different fields that are told at most.
const MOST: usize = 500;
/// Characters of a field's name at most.
const LONGEST: usize = 80;

hall::phrases! {
    MEANT = "是否应为“{}”？请改用这个字段名" / "Did you mean “{}”? Write it under that name";
}

/// Names that the table of columns does not have, by where they stand.
const OTHERS: [(&str, &[&str]); 9] = [
    ("", &["sources", "verified_fields", "handling_type"]),
    ("/codes", &["placeholder"]),
    ("/materials/*", &["source_code"]),
    ("/questions/*/choices/*", &["id", "text"]),
    ("/questions/*/choices/*/text", &["zh", "en"]),
    (FILE, &["version", "published_at", "warning", "departments", "themes", "items"]),
    (DEPARTMENTS, &["id", "name", "queue_prefix", "consult_phone"]),
    (THEMES, &["id", "name", "items"]),
    ("themes/name", &["zh", "en"]),
];
const FILE: &str = "file";
const DEPARTMENTS: &str = "departments";
const THEMES: &str = "themes";

/// What can stand where: the names of an object's fields by the pattern of its place. Below a place that is not
/// named here anything may stand: the cases of a document, a coded word.
static KNOWN: LazyLock<HashMap<String, BTreeSet<&'static str>>> = LazyLock::new(|| {
    let mut known: HashMap<String, BTreeSet<&'static str>> = HashMap::new();
    for sheet in SHEETS {
        let list: Vec<&str> = if sheet.path.is_empty() { Vec::new() } else { vec![sheet.path, "/*"] };
        for column in sheet.columns.iter().filter(|column| !column.path.is_empty()) {
            // a choice has its words in `text`
            let path = match column.kind {
                Kind::Choices => "/choices",
                _ => column.path,
            };
            let mut at = String::new();
            for name in list.iter().flat_map(|part| part.split('/')).chain(path.split('/')) {
                let name = if name == "0" { "*" } else { name };
                if name.is_empty() {
                    continue;
                }
                if name != "*" {
                    known.entry(at.clone()).or_default().insert(name);
                }
                at = format!("{at}/{name}");
            }
        }
    }
    for (at, names) in OTHERS {
        known.entry(at.to_owned()).or_default().extend(names);
    }
    known.insert("departments/name".to_owned(), ["zh", "en"].into());
    known
});

/// Where a field was seen first, and how often.
struct Seen {
    row: Option<u32>,
    item: String,
    times: u32,
    near: Option<String>,
}

/// The fields that are not known.
#[derive(Default)]
pub struct Unknown(BTreeMap<(&'static str, String), Seen>);

/// Whose fields are looked at.
#[derive(Clone, Copy)]
struct Owner<'a> {
    sheet: &'static Sheet,
    name: &'static str,
    row: Option<u32>,
    item: &'a str,
}

impl Unknown {
    /// Looks at a matter: its row, and what the file calls it.
    pub fn matter(&mut self, value: &Value, row: u32, item: &str) {
        let owner = Owner { sheet: &ITEMS, name: ITEMS.name, row: Some(row), item };
        self.look(value, &mut String::new(), owner);
    }

    /// Looks at a department.
    pub fn department(&mut self, value: &Value, row: u32) {
        let owner = Owner { sheet: &ITEMS, name: DEPARTMENTS, row: Some(row), item: "" };
        self.look(value, &mut DEPARTMENTS.to_owned(), owner);
    }

    /// Looks at a theme.
    pub fn theme(&mut self, value: &Value, row: u32) {
        let owner = Owner { sheet: &ITEMS, name: THEMES, row: Some(row), item: "" };
        self.look(value, &mut THEMES.to_owned(), owner);
    }

    /// Takes the name of a field of the file itself.
    pub fn of_file(&mut self, name: &str) {
        self.add(FILE, name, Owner { sheet: &ITEMS, name: "", row: None, item: "" });
    }

    fn look(&mut self, value: &Value, at: &mut String, owner: Owner<'_>) {
        match value {
            Value::Object(fields) => {
                let Some(known) = KNOWN.get(at.as_str()) else { return };
                for (name, value) in fields {
                    if known.contains(name.as_str()) {
                        let before = at.len();
                        at.push('/');
                        at.push_str(name);
                        self.look(value, at, owner);
                        at.truncate(before);
                    } else {
                        self.add(at, name, owner);
                    }
                }
            }
            Value::Array(list) => {
                let sheet = SHEETS.iter().find(|sheet| sheet.path == at.as_str());
                let before = at.len();
                at.push_str("/*");
                for (row, entry) in (1_u32..).zip(list) {
                    let owner = match sheet {
                        Some(sheet) => Owner { sheet, name: sheet.name, row: Some(row), ..owner },
                        None => owner,
                    };
                    self.look(entry, at, owner);
                }
                at.truncate(before);
            }
            _ => {}
        }
    }

    fn add(&mut self, at: &str, name: &str, owner: Owner<'_>) {
        let name: String = name.chars().take(LONGEST).collect();
        let parent = match at {
            FILE | DEPARTMENTS | THEMES => "",
            at => at.trim_start_matches('/'),
        };
        let path = if parent.is_empty() { name.clone() } else { format!("{parent}/{name}") };
        let path = path.replace("/*", "[]").replace('/', ".");
        let full = self.0.len() >= MOST;
        match self.0.entry((owner.name, path)) {
            Entry::Occupied(mut seen) => seen.get_mut().times = seen.get().times.saturating_add(1),
            Entry::Vacant(_) if full => {}
            Entry::Vacant(place) => {
                let near = near(at, &name, owner.sheet);
                place.insert(Seen { row: owner.row, item: owner.item.to_owned(), times: 1, near });
            }
        }
    }

    /// Tells of all of them.
    pub fn tell(self, found: &mut Findings<'_>) {
        for ((sheet, path), Seen { row, item, times, near }) in self.0 {
            let mut finding = rules::UNKNOWN_FIELD.finding(&path, &[&path, &times.to_string()]);
            if let Some(near) = near {
                let said = |lang| MEANT.fill(lang, &[&near]);
                finding.suggestion = Some(Text { zh: said(Lang::Zh), en: said(Lang::En) });
            }
            found.add(finding, sheet, row, Some(&item));
        }
    }
}

/// The field that was probably meant: one of a like name at the same place, or the one that a column of that name
/// fills.
fn near(at: &str, name: &str, sheet: &Sheet) -> Option<String> {
    let plain = |name: &str| name.to_lowercase().replace(['_', '-', ' '], "");
    let wanted = plain(name);
    let slips = match wanted.chars().count() {
        0..3 => 0,
        3..6 => 1,
        _ => 2,
    };
    let known = KNOWN.get(at).into_iter().flatten();
    let like = known
        .map(|known| (strsim::osa_distance(&plain(known), &wanted), *known))
        .filter(|(distance, _)| *distance <= slips)
        .min();
    if let Some((_, known)) = like {
        return Some(known.to_owned());
    }
    let column = sheet.columns.get(sheet.column(name)?)?;
    let path = column.path.trim_start_matches('/').replace("/*", "[]");
    let path = path.strip_suffix("/zh").unwrap_or(&path).replace('/', ".");
    (!path.is_empty() && matches!(at, "" | "/materials/*" | "/steps/*" | "/fee/items/*" | "/legal_basis/*"))
        .then_some(path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn told(value: &Value) -> Vec<(String, Option<u32>, String)> {
        let mut unknown = Unknown::default();
        unknown.matter(value, 7, "x");
        let mut found = Findings::default();
        unknown.tell(&mut found);
        let said = |finding: hall::catalog::Finding| {
            (finding.field, finding.row, finding.suggestion.map(|text| text.en).unwrap_or_default())
        };
        found.report.warnings.into_iter().map(said).collect()
    }

    #[test]
    fn a_misspelt_field_is_told_with_the_name_that_was_meant() {
        let all = told(&json!({
            "nmae": {"zh": "甲"}, "queuePrefix": "A", "task_name": "乙", "row_guid": "1",
            "name": {"zh": "甲", "fr": "a"},
            "materials": [{"name": "a"}, {"neccesity": "1"}, {"neccesity": "1", "only_if": {"who": ["me"]}}],
            "item_type": {"code": "1", "zh": "行政许可"}, "department": {"id": "a", "short": "b"},
        }));
        let of = |field: &str| all.iter().find(|(name, ..)| name == field).unwrap();
        assert!(of("nmae").2.contains("“name”"), "{all:?}");
        assert!(of("queuePrefix").2.contains("“queue_prefix”"));
        assert!(of("task_name").2.contains("“name”"));
        assert!(!of("row_guid").2.contains("Did you mean"));
        assert_eq!((of("name.fr").1, of("row_guid").1), (Some(7), Some(7)));
        assert_eq!(of("materials[].neccesity").1, Some(2), "the first place, in its list");
        assert!(of("materials[].neccesity").2.contains("“necessity”"));
        assert_eq!(all.len(), 6);
    }

    #[test]
    fn everything_that_a_matter_can_hold_is_known() {
        let (_, catalog) = crate::catalog::load::halls(None).unwrap().remove(0);
        for item in &catalog.items {
            assert_eq!(told(&serde_json::to_value(item).unwrap()), [], "{}", item.id);
        }
    }
}
