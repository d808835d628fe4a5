//! The linter of catalogs (R7, R8, R18, R112): what is refused, and what somebody should look at. The same rules
//! hold for a catalog that is loaded, one that is imported and one that is about to be published.

mod fuzzy;
mod item;
mod limits;

pub use fuzzy::is_catch_all;
use item::glyph_list;
pub use item::{is_form, is_identity, lint_item};
pub use limits::{Promise, compare as compare_limits};

use super::finding::{Finding, Severity};
use super::{Catalog, fields, rules, texts};
use crate::id::{DepartmentId, ItemId, Prefix};
use crate::profile::Hall;
use crate::text::Text;
use std::collections::BTreeSet;

/// What a matter is held against.
pub struct Known<'a> {
    /// Departments of the catalog.
    pub departments: BTreeSet<&'a DepartmentId>,
    /// Matters of the catalog.
    pub items: BTreeSet<&'a ItemId>,
    /// The hall; without it queues and windows are not looked at.
    pub hall: Option<&'a Hall>,
    /// Whether the fonts of the screens have a character.
    pub covers: &'a dyn Fn(char) -> bool,
    /// Names of the files of forms and samples that the hall has; without it they are not looked for.
    pub forms: Option<&'a BTreeSet<String>>,
}

impl<'a> Known<'a> {
    /// What is known to a catalog.
    #[must_use]
    pub fn of(catalog: &'a Catalog, hall: Option<&'a Hall>, covers: &'a dyn Fn(char) -> bool) -> Self {
        Self {
            departments: catalog.departments.iter().map(|department| &department.id).collect(),
            items: catalog.items.iter().map(|item| &item.id).collect(),
            hall,
            covers,
            forms: None,
        }
    }

    /// The characters of a text that the fonts lack.
    fn lacking<'t>(&self, text: &'t str) -> impl Iterator<Item = char> + use<'t, '_, 'a> {
        text.chars().filter(|c| !c.is_ascii() && !c.is_whitespace() && !(self.covers)(*c))
    }

    fn no_queue(&self, prefix: &Prefix) -> bool {
        self.hall.is_some_and(|hall| hall.queue(prefix).is_none())
    }
}

/// Everything found in a catalog. `covers` tells which characters the fonts of the screens have.
#[must_use]
pub fn lint(catalog: &Catalog, hall: Option<&Hall>, covers: &dyn Fn(char) -> bool) -> Vec<Finding> {
    lint_known(catalog, &Known::of(catalog, hall, covers))
}

/// The same against what the caller knows.
#[must_use]
pub fn lint_known(catalog: &Catalog, known: &Known<'_>) -> Vec<Finding> {
    let mut found = lint_frame(catalog, known);
    for list in [&catalog.items, &catalog.coming] {
        let mut seen = BTreeSet::new();
        for item in list {
            if !seen.insert(&item.id) {
                let twice = rules::DUPLICATE_ID.finding("id", &[item.id.as_str()]);
                let (sheet, item) = (Some("items".to_owned()), Some(item.id.to_string()));
                found.push(Finding { sheet, item, ..twice });
            }
            lint_item(item, known, &mut found);
        }
    }
    found
}

/// What is found in the departments and themes of a catalog: everything but its matters.
#[must_use]
pub fn lint_frame(catalog: &Catalog, known: &Known<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    for (index, department) in catalog.departments.iter().enumerate() {
        let mut add = |finding: Finding| {
            let (sheet, row) = (Some("departments".to_owned()), texts::row(index));
            found.push(Finding { sheet, row, item: Some(department.id.to_string()), ..finding });
        };
        if !seen.insert(&department.id) {
            add(rules::DUPLICATE_ID.finding("id", &[department.id.as_str()]));
        }
        if department.name.zh.trim().is_empty() {
            add(rules::CHINESE_MISSING.finding("name", &[]));
        }
        if department.name.en.trim().is_empty() {
            add(english_missing("departments", &["name_en"]));
        }
        if let Some(list) = lacking(known, &department.name) {
            add(rules::NO_GLYPH.finding("name", &[&list]));
        }
        if known.no_queue(&department.queue_prefix) {
            add(rules::UNKNOWN_QUEUE.finding("queue", &[department.queue_prefix.as_str()]));
        }
    }
    let mut seen = BTreeSet::new();
    for (index, theme) in catalog.themes.iter().enumerate() {
        let mut add = |finding: Finding| {
            let (sheet, row) = (Some("themes".to_owned()), texts::row(index));
            found.push(Finding { sheet, row, item: Some(theme.id.to_string()), ..finding });
        };
        if !seen.insert(&theme.id) {
            add(rules::DUPLICATE_ID.finding("id", &[theme.id.as_str()]));
        }
        if theme.name.zh.trim().is_empty() {
            add(rules::CHINESE_MISSING.finding("name", &[]));
        }
        if theme.name.en.trim().is_empty() {
            add(english_missing("themes", &["name_en"]));
        }
        if let Some(list) = lacking(known, &theme.name) {
            add(rules::NO_GLYPH.finding("name", &[&list]));
        }
        if theme.items.is_empty() {
            add(rules::EMPTY_THEME.finding("items", &[]));
        }
        for id in theme.items.iter().filter(|id| !known.items.contains(id)) {
            add(rules::UNKNOWN_ITEM.finding("items", &[id.as_str()]));
        }
    }
    found
}

/// English that is missing in some fields of a row; each is called as people call it.
fn english_missing(sheet: &str, columns: &[&str]) -> Finding {
    let name = |column: &&str| {
        let same = || Text { zh: (*column).to_owned(), en: (*column).to_owned() };
        fields::field(sheet, column).unwrap_or_else(same)
    };
    let names: Vec<Text> = columns.iter().map(name).collect();
    let said = |of: fn(&Text) -> &str, sign: &str| {
        let names: Vec<&str> = names.iter().map(of).collect();
        rules::ENGLISH_MISSING.finding(columns.first().copied().unwrap_or_default(), &[&names.join(sign)])
    };
    let mut finding = said(|name| &name.zh, "、");
    finding.message.en = said(|name| &name.en, ", ").message.en;
    finding
}

/// The characters of a name that the fonts lack.
fn lacking(known: &Known<'_>, name: &Text) -> Option<String> {
    glyph_list(&known.lacking(&name.zh).chain(known.lacking(&name.en)).collect())
}

impl Catalog {
    /// Everything that is refused, all at once, one line each; empty when the catalog can be shown (R7, R112).
    /// Without the hall, which may have faults of its own, everything but queues and windows is looked at.
    #[must_use]
    pub fn faults(&self, hall: Option<&Hall>) -> Vec<String> {
        let found = lint(self, hall, &|_| true).into_iter();
        found
            .filter(|finding| finding.severity == Severity::Refused)
            .map(|finding| finding.to_string())
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> (Hall, Catalog) {
        let hall = include_str!("../../../../../assets/halls/shili/hall.json");
        let catalog = include_str!("../../../../../assets/halls/shili/catalog.json");
        (serde_json::from_str(hall).unwrap(), serde_json::from_str(catalog).unwrap())
    }

    fn refused(catalog: &Catalog, hall: &Hall) -> Vec<String> {
        let found = lint(catalog, Some(hall), &|_| true).into_iter();
        found.filter(|finding| finding.severity == Severity::Refused).map(|finding| finding.code).collect()
    }

    #[test]
    fn the_sample_is_refused_nothing_and_warned_of_what_it_lacks() {
        let (hall, catalog) = sample();
        let found = lint(&catalog, Some(&hall), &|c| c != '婴');
        assert_eq!(catalog.faults(Some(&hall)), Vec::<String>::new());
        let glyph: Vec<_> = found.iter().filter(|finding| finding.code == "no_glyph").collect();
        assert!(!glyph.is_empty() && glyph[0].message.zh.contains('婴'));
        assert!(found.iter().all(|finding| finding.suggestion.is_some() && finding.sheet.is_some()));
    }

    #[test]
    fn what_the_notices_forbid_is_refused() {
        let (hall, base) = sample();
        type Spoil = fn(&mut crate::catalog::Item);
        let cases: &[(&str, Spoil)] = &[
            ("basis_missing", |item| item.legal_basis.clear()),
            ("conditions_missing", |item| item.conditions.clear()),
            ("documents_missing", |item| item.materials.clear()),
            ("promise_missing", |item| (item.promised_limit.value, item.promised_limit.unit) = (None, None)),
            ("unit_missing", |item| (item.promised_limit.value, item.promised_limit.unit) = (Some(1), None)),
            ("fee_missing", |item| (item.fee.charged, item.fee.items) = (true, Vec::new())),
            ("fuzzy_document", |item| item.materials[0].name.zh = "其他材料".to_owned()),
            ("fuzzy_document", |item| item.materials[0].name.en = "Other documents".to_owned()),
            ("unknown_department", |item| item.department.id = "nobody".parse().unwrap()),
            ("unknown_queue", |item| item.queue_prefix = "ZZ".parse().unwrap()),
            ("unknown_answer", |item| {
                item.materials[0].only_if.0.insert("who".to_owned(), vec!["agent".to_owned()]);
            }),
            ("chinese_missing", |item| item.name.zh.clear()),
            ("promise_too_long", |item| {
                item.legal_limit.value = Some(3);
                item.legal_limit.unit = Some(crate::catalog::LimitUnit::Workday);
                item.promised_limit.value = Some(9);
                item.promised_limit.unit = Some(crate::catalog::LimitUnit::Day);
            }),
        ];
        for (code, spoil) in cases {
            let mut catalog = base.clone();
            let item =
                catalog.items.iter_mut().find(|item| item.questions.is_empty() && !item.fee.charged).unwrap();
            spoil(item);
            let found = refused(&catalog, &hall);
            assert!(found.iter().any(|other| other == code), "{code} is not in {found:?}");
        }
    }

    #[test]
    fn a_fee_rests_on_something_and_a_free_matter_has_none() {
        let (hall, mut catalog) = sample();
        let item = catalog.items.iter_mut().find(|item| item.fee.charged).unwrap();
        item.fee.items[0].basis = " ".to_owned();
        assert_eq!(refused(&catalog, &hall), ["fee_without_basis"]);
        let item = catalog.items.iter_mut().find(|item| item.fee.charged).unwrap();
        item.fee.items[0].basis = "发改价格〔2009〕1号".to_owned();
        item.fee.charged = false;
        assert_eq!(refused(&catalog, &hall), ["fee_though_free"]);
    }

    #[test]
    fn missing_english_is_a_warning_for_each_row() {
        let (hall, mut catalog) = sample();
        let before = lint(&catalog, Some(&hall), &|_| true).len();
        catalog.items[0].steps[1].name.en.clear();
        catalog.items[0].steps[1].limit.en.clear();
        let found = lint(&catalog, Some(&hall), &|_| true);
        assert_eq!(found.len(), before + 1);
        let one = found.iter().find(|f| f.sheet.as_deref() == Some("steps") && f.row == Some(2)).unwrap();
        assert_eq!((one.field.as_str(), one.severity), ("name_en", Severity::Warning));
        let names = "Name of the step in English, Time limit in English";
        assert!(one.message.en.contains(names), "{}", one.message.en);
    }

    #[test]
    fn questions_name_what_comes_before_them() {
        let (hall, mut catalog) = sample();
        let questions = r#"[
            {"id": "who", "ask": {"zh": "谁来办？", "en": "Who applies?"}, "choices": [
                {"id": "self", "text": {"zh": "本人", "en": "Myself"}},
                {"id": "agent", "text": {"zh": "代理人", "en": "An agent"}}]},
            {"id": "age", "ask": {"zh": "多大？", "en": "How old?"}, "only_if": {"who": ["self"]}, "choices": [
                {"id": "young", "text": {"zh": "未满十六岁", "en": "Under 16"}},
                {"id": "old", "text": {"zh": "已满十六岁", "en": "16 or older"}}]}]"#;
        let index = catalog.items.iter().position(|item| item.questions.is_empty()).unwrap();
        catalog.items[index].questions = serde_json::from_str(questions).unwrap();
        catalog.items[index].materials[0].only_if = serde_json::from_str(r#"{"age": ["young"]}"#).unwrap();
        assert_eq!(refused(&catalog, &hall), Vec::<String>::new());
        catalog.items[index].questions[0].only_if = serde_json::from_str(r#"{"age": ["young"]}"#).unwrap();
        assert_eq!(
            refused(&catalog, &hall),
            ["unknown_answer"],
            "a question asked before the one it rests on"
        );
        catalog.items[index].questions[0].only_if = Default::default();
        catalog.items[index].questions[1].choices.truncate(1);
        assert_eq!(refused(&catalog, &hall), ["too_few_choices"]);
    }

    #[test]
    fn codes_are_looked_at_unless_they_are_made_up() {
        let (hall, mut catalog) = sample();
        catalog.items[0].codes.placeholder = false;
        catalog.items[0].codes.implementation = "11440100007482575J3440118009000".to_owned();
        let found = lint(&catalog, Some(&hall), &|_| true);
        assert!(found.iter().any(|f| f.code == "bad_code" && f.field == "implementation_code"));
        catalog.items[0].codes.placeholder = true;
        assert!(lint(&catalog, Some(&hall), &|_| true).iter().all(|f| f.code != "bad_code"));
    }
}
