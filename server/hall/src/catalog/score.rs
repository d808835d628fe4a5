//! How complete the guides of a department are (R18).
//!
//! Every matter is asked the questions of [`CHECKS`]; some do not apply to it. The score of a department is the
//! number of questions answered yes by all its matters, times 100, divided by the number that apply, rounded
//! down. The five mandatory fields (R7) are not asked: a matter without them is refused.

use super::item::Item;
use super::lint::is_form;
use super::{Catalog, texts};
use crate::id::DepartmentId;
use crate::text::{Phrase, Text};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Completeness of one department's guides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Score {
    /// The department.
    pub department: DepartmentId,
    /// Its name.
    pub name: Text,
    /// Its matters.
    pub items: u32,
    /// 0 to 100, rounded down: 100 only when nothing is missing.
    pub percent: u8,
    /// What is missing most, most first.
    pub missing: Vec<Missing>,
}

/// What is missing in how many matters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Missing {
    /// A stable key, for example `sample`.
    pub field: String,
    /// What it is called.
    pub label: Text,
    /// In how many matters.
    pub items: u32,
}

/// A question about a matter: its key, what it is called, and the answer, or none where it does not apply.
type Check = (&'static str, Phrase, fn(&Item) -> Option<bool>);

/// The questions.
const CHECKS: &[Check] = &[
    ("english", Phrase::new("英文", "English"), |item| {
        let limits = [&item.legal_limit, &item.promised_limit];
        let texts = texts::texts(item);
        let complete = texts.iter().all(|placed| !placed.text.en.trim().is_empty());
        Some(complete && limits.iter().all(|limit| !limit.text_en.trim().is_empty()))
    }),
    ("article", Phrase::new("依据的条款或文号", "Article or number of the basis"), |item| {
        Some(item.legal_basis.iter().all(|basis| basis.article.is_some() || basis.doc_no.is_some()))
    }),
    ("how", Phrase::new("材料如何取得", "How to get the documents"), |item| {
        Some(item.materials.iter().all(|document| document.how.is_some()))
    }),
    ("source_kind", Phrase::new("材料来源", "Source of the documents"), |item| {
        Some(item.materials.iter().all(|document| document.source_kind.is_some()))
    }),
    ("blank", Phrase::new("空表", "Blank forms"), |item| of_forms(item, |file| file.0)),
    ("sample", Phrase::new("样表", "Filled-in samples"), |item| of_forms(item, |file| file.1)),
    ("steps", Phrase::new("办理环节", "Steps"), |item| Some(!item.steps.is_empty())),
    ("exercise_level", Phrase::new("行使层级", "Exercise level"), |item| {
        Some(item.exercise_level.is_some())
    }),
    ("codes", Phrase::new("实施编码", "Implementation code"), |item| {
        Some(
            item.codes.placeholder || !item.codes.implementation.is_empty() && item.codes.faults().is_empty(),
        )
    }),
    ("result", Phrase::new("办理结果", "Result"), |item| Some(item.result.is_some())),
    ("faq", Phrase::new("常见问题", "Questions people ask"), |item| Some(!item.faq.is_empty())),
    ("keywords", Phrase::new("日常用语", "Everyday words"), |item| Some(!item.keywords.is_empty())),
    ("online_depth", Phrase::new("网办深度", "Online depth"), |item| {
        item.channels.online.then_some(item.online_depth.is_some())
    }),
    ("waiver", Phrase::new("减免说明", "Who need not pay"), |item| {
        item.fee.charged.then(|| item.fee.items.iter().all(|fee| fee.waiver.is_some()))
    }),
    ("updated_on", Phrase::new("更新日期", "Date of the last change"), |item| {
        Some(item.updated_on.is_some())
    }),
];

fn of_forms(item: &Item, file: fn((bool, bool)) -> bool) -> Option<bool> {
    let mut forms = item.materials.iter().filter(|document| is_form(document)).peekable();
    forms.peek()?;
    Some(forms.all(|form| file((form.blank.is_some(), form.sample.is_some()))))
}

/// The score of every department that has matters, in the order of the catalog's departments.
#[must_use]
pub fn scores(catalog: &Catalog) -> Vec<Score> {
    let mut sums: BTreeMap<&DepartmentId, Sum> = BTreeMap::new();
    for item in &catalog.items {
        let sum = sums.entry(&item.department.id).or_default();
        sum.items += 1;
        for (index, (_, _, check)) in CHECKS.iter().enumerate() {
            let Some(there) = check(item) else { continue };
            sum.asked += 1;
            sum.there += u64::from(there);
            if !there {
                *sum.missing.entry(index).or_default() += 1;
            }
        }
    }
    let score = |department: &super::Department| {
        let sum = sums.get(&department.id)?;
        let mut missing: Vec<Missing> = (CHECKS.iter().enumerate())
            .filter_map(|(index, (field, label, _))| {
                let items = *sum.missing.get(&index)?;
                Some(Missing { field: (*field).to_owned(), label: label.text(), items })
            })
            .collect();
        missing.sort_by_key(|missing| std::cmp::Reverse(missing.items));
        Some(Score {
            department: department.id.clone(),
            name: department.name.clone(),
            items: sum.items,
            percent: u8::try_from(sum.there * 100 / sum.asked.max(1)).unwrap_or(100),
            missing,
        })
    };
    catalog.departments.iter().filter_map(score).collect()
}

#[derive(Default)]
struct Sum {
    items: u32,
    asked: u64,
    there: u64,
    missing: BTreeMap<usize, u32>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_score_falls_with_what_is_taken_away_and_names_it() {
        let catalog = include_str!("../../../../assets/halls/shili/catalog.json");
        let mut catalog: Catalog = serde_json::from_str(catalog).unwrap();
        let before = scores(&catalog);
        let matters: u32 = before.iter().map(|score| score.items).sum();
        assert_eq!(usize::try_from(matters).unwrap(), catalog.items.len());
        let department = catalog.items[0].department.id.clone();
        let of =
            |scores: &[Score]| scores.iter().find(|score| score.department == department).unwrap().clone();
        for item in catalog.items.iter_mut().filter(|item| item.department.id == department) {
            item.steps.clear();
            item.faq.clear();
            item.keywords.clear();
        }
        let (before, after) = (of(&before), of(&scores(&catalog)));
        assert!(after.percent < before.percent, "{before:?} {after:?}");
        assert!(after.missing.iter().any(|missing| missing.field == "steps" && missing.items == after.items));
        assert!(after.missing.is_sorted_by_key(|missing| std::cmp::Reverse(missing.items)));
    }

    #[test]
    fn a_department_without_matters_has_no_score() {
        let catalog = include_str!("../../../../assets/halls/shili/catalog.json");
        let mut catalog: Catalog = serde_json::from_str(catalog).unwrap();
        catalog.items.truncate(1);
        assert_eq!(scores(&catalog).len(), 1);
    }
}
