//! Every text of a matter with its place, as the template of the import names sheets and columns.

use super::item::Item;
use crate::text::Text;

/// A text and where it stands.
pub(super) struct Placed<'a> {
    /// The sheet: `items` for the matter itself, or one of its lists.
    pub sheet: &'static str,
    /// Which entry of the list, from 1.
    pub row: Option<u32>,
    /// The column of its Chinese; its English is the column of that name with `_en`.
    pub field: &'static str,
    /// The text.
    pub text: &'a Text,
}

/// The position of an entry, from 1.
pub(super) fn row(index: usize) -> Option<u32> {
    u32::try_from(index).ok()?.checked_add(1)
}

/// All texts of a matter.
pub(super) fn texts(item: &Item) -> Vec<Placed<'_>> {
    let mut all = Vec::with_capacity(64);
    let mut add = |sheet, row, field, text| all.push(Placed { sheet, row, field, text });
    add("items", None, "name", &item.name);
    for text in &item.conditions {
        add("items", None, "conditions", text);
    }
    let maybe = [
        ("quota", &item.quota),
        ("location", &item.location),
        ("note", &item.note),
        ("state_note", &item.state_note),
    ];
    for (field, text) in maybe.into_iter().filter_map(|(field, text)| Some((field, text.as_ref()?))) {
        add("items", None, field, text);
    }
    if let Some(result) = &item.result {
        add("items", None, "result_name", &result.name);
    }
    for (index, document) in item.materials.iter().enumerate() {
        let place = row(index);
        add("documents", place, "name", &document.name);
        add("documents", place, "source", &document.source);
        let maybe = [
            ("when", &document.when),
            ("how", &document.how),
            ("fill", &document.fill),
            ("standard", &document.standard),
        ];
        for (field, text) in maybe.into_iter().filter_map(|(field, text)| Some((field, text.as_ref()?))) {
            add("documents", place, field, text);
        }
    }
    for (index, step) in item.steps.iter().enumerate() {
        add("steps", row(index), "name", &step.name);
        add("steps", row(index), "limit", &step.limit);
        add("steps", row(index), "responsible", &step.responsible);
    }
    for (index, procedure) in item.special_procedures.iter().enumerate() {
        add("procedures", row(index), "name", &procedure.name);
        if let Some(reason) = &procedure.reason {
            add("procedures", row(index), "reason", reason);
        }
    }
    for (index, fee) in item.fee.items.iter().enumerate() {
        add("fees", row(index), "name", &fee.name);
        add("fees", row(index), "unit", &fee.unit);
        if let Some(waiver) = &fee.waiver {
            add("fees", row(index), "waiver", waiver);
        }
    }
    for (index, faq) in item.faq.iter().enumerate() {
        add("faq", row(index), "question", &faq.q);
        add("faq", row(index), "answer", &faq.a);
    }
    for (index, question) in item.questions.iter().enumerate() {
        add("questions", row(index), "ask", &question.ask);
        for choice in &question.choices {
            add("questions", row(index), "choices", &choice.text);
        }
    }
    all
}
