//! The sheets of a catalog and their columns: what the template offers, what a header is recognised by, where
//! a cell goes in a matter. The same table reads json, whose fields stand where the columns point.

mod headers;
mod matters;
mod parts;

pub use matters::ITEMS;

use super::kind::{self, Kind};
use Kind::Id;
use hall::text::Phrase;
use parts::{BASIS, DOCUMENTS, FAQ, FEES, PROCEDURES, QUESTIONS, STEPS};

/// A column.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Its key; findings name it.
    pub name: &'static str,
    /// Its Chinese header.
    pub zh: &'static str,
    /// What a cell may hold.
    pub kind: Kind,
    /// Where it goes, as a JSON pointer in the entry; `*` is the number of the line.
    pub path: &'static str,
    /// The example of the template; empty: none.
    pub example: &'static str,
    /// A row without it is refused.
    pub needed: bool,
    /// What to write, where its kind does not say enough.
    pub about: Option<Phrase>,
}

/// A sheet.
#[derive(Debug)]
pub struct Sheet {
    /// Its key; findings name it.
    pub name: &'static str,
    /// Its Chinese name.
    pub zh: &'static str,
    /// Where its entries go in a matter, as a JSON pointer; empty for the matters themselves.
    pub path: &'static str,
    /// Its columns; that of the matter's id comes first.
    pub columns: &'static [Column],
}

impl Column {
    /// What to write.
    pub fn explanation(&self) -> Phrase {
        self.about.unwrap_or_else(|| self.kind.about())
    }
}

const fn c(
    name: &'static str,
    zh: &'static str,
    kind: Kind,
    path: &'static str,
    example: &'static str,
) -> Column {
    Column { name, zh, kind, path, example, needed: false, about: None }
}

const fn must(column: Column) -> Column {
    Column { needed: true, ..column }
}

const fn about(column: Column, zh: &'static str, en: &'static str) -> Column {
    Column { about: Some(Phrase::new(zh, en)), ..column }
}

const ITEM: Column = must(about(
    c("item", "事项标识", Id(kind::item_id), "", "example"),
    "事项表中的事项标识",
    "The id of the matter in the sheet of matters",
));

/// All sheets, the matters first.
pub static SHEETS: &[&Sheet] = &[&ITEMS, &DOCUMENTS, &STEPS, &FEES, &BASIS, &FAQ, &QUESTIONS, &PROCEDURES];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_recognised_in_both_languages_and_both_together() {
        for header in
            ["事项名称", "name", "*事项名称", "事项名称\nname", "Name", "事项名称（必填）", "task_name"]
        {
            assert_eq!(ITEMS.column(header), Some(1), "{header}");
        }
        assert_eq!(ITEMS.column("领导批示"), None);
        for title in ["documents", "材料表", "材料表 documents", "材料", "材料清单"] {
            assert_eq!(Sheet::of_title(title).map(|sheet| sheet.name), Some("documents"));
        }
        assert!(Sheet::of_title("Sheet3").is_none());
    }

    #[test]
    fn findings_call_every_column_as_the_template_does() {
        for sheet in SHEETS {
            assert!(hall::catalog::fields::sheet(sheet.name).is_some(), "{}", sheet.name);
            for column in sheet.columns {
                let name = hall::catalog::fields::field(sheet.name, column.name);
                assert_eq!(
                    name.map(|name| name.zh).as_deref(),
                    Some(column.zh),
                    "{} {}",
                    sheet.name,
                    column.name
                );
            }
        }
    }

    #[test]
    fn names_and_headers_are_unique_and_lead_back() {
        for sheet in SHEETS {
            for (position, column) in sheet.columns.iter().enumerate() {
                assert_eq!(sheet.column(column.name), Some(position), "{} {}", sheet.name, column.name);
                assert_eq!(sheet.column(column.zh), Some(position), "{} {}", sheet.name, column.zh);
            }
        }
    }
}
