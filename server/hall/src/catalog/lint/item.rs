//! The rules of one matter.

use super::{Known, Promise, compare_limits, is_catch_all};
use crate::catalog::condition::Cases;
use crate::catalog::document::Material;
use crate::catalog::finding::Finding;
use crate::catalog::item::{Item, Limit};
use crate::catalog::rules::{self, Rule};
use crate::catalog::texts;
use crate::catalog::words::{LimitUnit, SourceKind};
use std::collections::{BTreeMap, BTreeSet};

/// Adds what is found in a matter. The row is the position in the list of the matter, from 1: an import puts the
/// row of the file in its place.
pub fn lint_item(item: &Item, known: &Known<'_>, found: &mut Vec<Finding>) {
    let mut lint = Lint { item, known, found };
    lint.mandatory();
    lint.limits();
    lint.fees();
    lint.documents();
    lint.questions();
    lint.references();
    lint.texts();
}

struct Lint<'a> {
    item: &'a Item,
    known: &'a Known<'a>,
    found: &'a mut Vec<Finding>,
}

impl Lint<'_> {
    fn add(&mut self, rule: Rule, sheet: &str, row: Option<u32>, field: &str, values: &[&str]) {
        self.push(rule.finding(field, values), sheet, row);
    }

    fn push(&mut self, finding: Finding, sheet: &str, row: Option<u32>) {
        let item = Some(self.item.id.to_string());
        self.found.push(Finding { sheet: Some(sheet.to_owned()), row, item, ..finding });
    }

    fn item(&mut self, rule: Rule, field: &str, values: &[&str]) {
        self.add(rule, "items", None, field, values);
    }

    /// R7: basis, conditions, documents, fee and promised limit; the fee has rules of its own.
    fn mandatory(&mut self) {
        let blank = |text: &str| text.trim().is_empty();
        if self.item.legal_basis.is_empty() {
            self.item(rules::BASIS_MISSING, "basis", &[]);
        }
        for (index, basis) in self.item.legal_basis.iter().enumerate() {
            if blank(&basis.title) {
                self.add(rules::CHINESE_MISSING, "basis", texts::row(index), "title", &[]);
            }
        }
        if self.item.conditions.is_empty() {
            self.item(rules::CONDITIONS_MISSING, "conditions", &[]);
        }
        if self.item.materials.is_empty() {
            self.item(rules::DOCUMENTS_MISSING, "documents", &[]);
        }
        let promise = &self.item.promised_limit;
        if promise.value.is_none() && promise.unit != Some(LimitUnit::Immediate) {
            self.item(rules::PROMISE_MISSING, "promised_value", &[]);
        }
    }

    fn limits(&mut self) {
        let item = self.item;
        let (promised, legal) = (&item.promised_limit, &item.legal_limit);
        for (limit, unit, text, text_en) in [
            (legal, "legal_unit", "legal_text", "legal_text_en"),
            (promised, "promised_unit", "promised_text", "promised_text_en"),
        ] {
            if limit.value.is_some() && limit.unit.is_none() {
                self.item(rules::UNIT_MISSING, unit, &[]);
            }
            if limit.text_zh.trim().is_empty() {
                self.item(rules::CHINESE_MISSING, text, &[]);
            }
            if limit.text_en.trim().is_empty() {
                self.push(super::english_missing("items", &[text_en]), "items", None);
            }
        }
        let rule = match compare_limits(promised, legal) {
            Promise::Within => return,
            Promise::MaybeLonger => rules::PROMISE_MAYBE_LONGER,
            Promise::Longer => rules::PROMISE_TOO_LONG,
        };
        self.item(rule, "promised_value", &[&short(promised), &short(legal)]);
    }

    /// R112: what is charged rests on something.
    fn fees(&mut self) {
        let fee = &self.item.fee;
        if fee.charged && fee.items.is_empty() {
            self.item(rules::FEE_MISSING, "fees", &[]);
        }
        if !fee.charged && !fee.items.is_empty() {
            self.item(rules::FEE_THOUGH_FREE, "fee_charged", &[]);
        }
        for (index, one) in fee.items.iter().enumerate() {
            if one.basis.trim().is_empty() {
                self.add(rules::FEE_WITHOUT_BASIS, "fees", texts::row(index), "basis", &[&one.name.zh]);
            }
        }
    }

    fn documents(&mut self) {
        let mut keys = BTreeSet::new();
        for (index, document) in self.item.materials.iter().enumerate() {
            let (row, name) = (texts::row(index), document.name.zh.as_str());
            if !keys.insert(document.key.as_str()) {
                self.add(rules::DUPLICATE_DOCUMENT, "documents", row, "key", &[&document.key]);
            }
            if is_catch_all(name, &document.name.en) {
                let shown = if is_catch_all(name, "") { name } else { &document.name.en };
                self.add(rules::FUZZY_DOCUMENT, "documents", row, "name", &[shown]);
            }
            let named = [("blank", &document.blank), ("sample", &document.sample)];
            for (field, file) in named.into_iter().filter_map(|(field, file)| Some((field, file.as_ref()?))) {
                if self.known.forms.is_some_and(|forms| !forms.contains(file)) {
                    self.add(rules::FILE_MISSING, "documents", row, field, &[file]);
                }
            }
            if is_form(document) {
                if document.blank.is_none() {
                    self.add(rules::BLANK_MISSING, "documents", row, "blank", &[name]);
                }
                if document.sample.is_none() {
                    self.add(rules::SAMPLE_MISSING, "documents", row, "sample", &[name]);
                }
            }
        }
    }

    /// Every case names a question that comes before, and choices it has.
    fn questions(&mut self) {
        let item = self.item;
        let mut asked: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for (index, question) in item.questions.iter().enumerate() {
            let row = texts::row(index);
            self.cases(&question.only_if, &asked, "questions", row);
            let choices: BTreeSet<&str> = question.choices.iter().map(|choice| choice.id.as_str()).collect();
            if choices.len() < question.choices.len() {
                self.add(rules::DUPLICATE_ID, "questions", row, "choices", &[&question.id]);
            }
            if question.id.trim().is_empty() {
                self.add(rules::BAD_ID, "questions", row, "id", &[&question.id]);
            }
            if choices.len() < 2 {
                self.add(rules::TOO_FEW_CHOICES, "questions", row, "choices", &[&question.id]);
            }
            if asked.insert(&question.id, choices).is_some() {
                self.add(rules::DUPLICATE_ID, "questions", row, "id", &[&question.id]);
            }
        }
        for (index, document) in item.materials.iter().enumerate() {
            self.cases(&document.only_if, &asked, "documents", texts::row(index));
        }
        for (index, step) in item.steps.iter().enumerate() {
            self.cases(&step.only_if, &asked, "steps", texts::row(index));
        }
    }

    fn cases(
        &mut self,
        cases: &Cases,
        asked: &BTreeMap<&str, BTreeSet<&str>>,
        sheet: &str,
        row: Option<u32>,
    ) {
        for (question, choices) in &cases.0 {
            let known = asked.get(question.as_str());
            let exists = |choice: &String| known.is_some_and(|known| known.contains(choice.as_str()));
            if choices.is_empty() || !choices.iter().all(exists) {
                let case = format!("{question}={}", choices.join("|"));
                self.add(rules::UNKNOWN_ANSWER, sheet, row, "only_if", &[&case]);
            }
        }
    }

    fn references(&mut self) {
        let item = self.item;
        for (field, id) in std::iter::once(("department", &item.department.id))
            .chain(item.joint.iter().map(|id| ("joint", id)))
            .filter(|(_, id)| !self.known.departments.contains(id))
            .collect::<Vec<_>>()
        {
            self.item(rules::UNKNOWN_DEPARTMENT, field, &[id.as_str()]);
        }
        if self.known.no_queue(&item.queue_prefix) {
            self.item(rules::UNKNOWN_QUEUE, "queue", &[item.queue_prefix.as_str()]);
        }
        let known = self.known;
        let no_window = |id: &&_| known.hall.is_some_and(|hall| hall.window(id).is_none());
        for window in item.windows.iter().filter(no_window) {
            self.item(rules::UNKNOWN_WINDOW, "windows", &[window.as_str()]);
        }
        for other in item.alternatives.iter().filter(|id| !known.items.contains(id)) {
            self.item(rules::UNKNOWN_ALTERNATIVE, "alternatives", &[other.as_str()]);
        }
        for (field, code, fault) in item.codes.faults() {
            let mut finding = rules::BAD_CODE.finding(field, &[code, fault.zh]);
            finding.message.en = rules::BAD_CODE.finding(field, &[code, fault.en]).message.en;
            let (sheet, id) = (Some("items".to_owned()), Some(item.id.to_string()));
            self.found.push(Finding { sheet, item: id, ..finding });
        }
    }

    /// Chinese is there; English that is missing is told once for each row, and so are missing glyphs.
    fn texts(&mut self) {
        let item = self.item;
        let mut english: BTreeMap<(&str, Option<u32>), Vec<String>> = BTreeMap::new();
        let mut glyphs = BTreeSet::new();
        for placed in texts::texts(item) {
            if placed.text.zh.trim().is_empty() {
                self.add(rules::CHINESE_MISSING, placed.sheet, placed.row, placed.field, &[]);
            } else if placed.text.en.trim().is_empty() {
                let fields = english.entry((placed.sheet, placed.row)).or_default();
                let field = format!("{}_en", placed.field);
                if !fields.contains(&field) {
                    fields.push(field);
                }
            }
            glyphs.extend(self.known.lacking(&placed.text.zh).chain(self.known.lacking(&placed.text.en)));
        }
        for words in texts::words(item) {
            glyphs.extend(self.known.lacking(words));
        }
        for ((sheet, row), fields) in english {
            let fields: Vec<&str> = fields.iter().map(String::as_str).collect();
            self.push(super::english_missing(sheet, &fields), sheet, row);
        }
        if let Some(list) = glyph_list(&glyphs) {
            self.item(rules::NO_GLYPH, "name", &[&list]);
        }
    }
}

/// Characters with their code points, for a message; none when there are none.
pub(super) fn glyph_list(glyphs: &BTreeSet<char>) -> Option<String> {
    let list: Vec<String> = glyphs.iter().map(|c| format!("{c} (U+{:04X})", u32::from(*c))).collect();
    (!list.is_empty()).then(|| list.join(" "))
}

/// A limit with its unit, for a message in both languages.
fn short(limit: &Limit) -> String {
    match (limit.value, limit.unit) {
        (_, Some(LimitUnit::Immediate)) => LimitUnit::Immediate.phrase().zh.to_owned(),
        (value, unit) => {
            format!("{} {}", value.unwrap_or_default(), unit.map_or("", |unit| unit.phrase().zh))
        }
    }
}

/// Whether a document is a form that the applicant fills in.
#[must_use]
pub fn is_form(document: &Material) -> bool {
    let name = document.name.zh.as_str();
    let plain = name.split(['（', '(']).next().unwrap_or(name).trim();
    let filled =
        ["申请表", "申报表", "登记表", "备案表", "审批表", "信息表", "申请书", "申报书", "承诺书", "声明书"];
    document.source_kind != Some(SourceKind::Government) && filled.iter().any(|form| plain.ends_with(form))
}

/// Whether a document shows who somebody is. The record has no field for it, so its name says so.
#[must_use]
pub fn is_identity(document: &Material) -> bool {
    let shown = ["居民身份证", "身份证件", "户口簿", "护照", "通行证"];
    shown.iter().any(|one| document.name.zh.contains(one))
}
