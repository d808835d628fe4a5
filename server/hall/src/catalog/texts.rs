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

fn is_blank(text: &Text) -> bool {
    text.zh.trim().is_empty() && text.en.trim().is_empty()
}

/// What else of a matter is shown, in one language: limits, laws, what fees and documents rest on, everyday words.
pub(super) fn words(item: &Item) -> impl Iterator<Item = &str> {
    let limits = [&item.legal_limit, &item.promised_limit].into_iter();
    let limits = limits.chain(item.special_procedures.iter().filter_map(|one| one.limit.as_ref()));
    let limits = limits.flat_map(|limit| [limit.text_zh.as_str(), limit.text_en.as_str()]);
    let laws = item.legal_basis.iter().flat_map(|law| {
        let rest = [&law.title_en, &law.article, &law.doc_no];
        std::iter::once(law.title.as_str()).chain(rest.into_iter().flatten().map(String::as_str))
    });
    let fees = item.fee.items.iter().map(|fee| fee.basis.as_str());
    let documents = item.materials.iter().filter_map(|document| document.basis.as_deref());
    let keywords = item.keywords.iter().map(String::as_str);
    let record = item.sources.iter().chain(&item.verified_fields).chain(&item.provenance).map(String::as_str);
    limits.chain(laws).chain(fees).chain(documents).chain(keywords).chain(record)
}

/// All texts of a matter; those that may be left out only where they are there.
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
        ("hours", &item.hours),
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
        if !is_blank(&document.source) {
            add("documents", place, "source", &document.source);
        }
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
        for (field, text) in [("limit", &step.limit), ("responsible", &step.responsible)] {
            if !is_blank(text) {
                add("steps", row(index), field, text);
            }
        }
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
