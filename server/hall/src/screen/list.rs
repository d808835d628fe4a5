//! Lists that a hall publishes (公示): case progress by number, licence decisions, whereabouts, duty phones. Every
//! list has an expiry, and what is personal in it is masked before it is stored (A70, domain §4.1).

use crate::id::SignId;
use crate::mask;
use crate::moment::Day;
use crate::personal;
use crate::text::{Phrase, Text};
use serde::{Deserialize, Serialize};

/// What a list is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ListKind {
    /// How far cases are, by number (办件进度, R6).
    Progress,
    /// Decisions to grant a licence (许可决定, R11).
    Decisions,
    /// Anything else that is published (公示名单).
    List,
    /// Where staff are (去向, R115).
    Whereabouts,
    /// Who is on duty, with telephone numbers (值班, R116).
    Duty,
    /// Agents of the villages (代办员, R117).
    Agents,
}

impl ListKind {
    /// All kinds.
    pub const ALL: [Self; 6] =
        [Self::Progress, Self::Decisions, Self::List, Self::Whereabouts, Self::Duty, Self::Agents];

    /// Telephone numbers of the office are its content; those of citizens are not.
    #[must_use]
    pub const fn has_phones(self) -> bool {
        matches!(self, Self::Duty | Self::Agents)
    }

    /// What it is called.
    #[must_use]
    pub const fn phrase(self) -> Phrase {
        match self {
            Self::Progress => Phrase::new("办件进度", "Case progress"),
            Self::Decisions => Phrase::new("行政许可决定公示", "Licence decisions"),
            Self::List => Phrase::new("公示", "Public list"),
            Self::Whereabouts => Phrase::new("工作人员去向", "Staff whereabouts"),
            Self::Duty => Phrase::new("值班电话", "On duty"),
            Self::Agents => Phrase::new("代办员", "Village agents"),
        }
    }
}

/// What stands in a column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ColumnKind {
    /// Words or numbers that are nobody's.
    #[default]
    Plain,
    /// Names of people: masked.
    Name,
    /// Telephone numbers of people: masked.
    Phone,
    /// Numbers of identity documents: masked.
    IdNumber,
}

/// A column of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Column {
    /// Its head.
    pub name: Text,
    /// What stands in it.
    #[serde(default)]
    pub kind: ColumnKind,
}

/// A public list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PublicList {
    /// Its id.
    pub id: SignId,
    /// What it is about.
    pub kind: ListKind,
    /// Its title.
    pub title: Text,
    /// One to six columns.
    pub columns: Vec<Column>,
    /// Each as long as there are columns; at most 500.
    pub rows: Vec<Vec<String>>,
    /// The last day on which it is shown.
    pub until: Day,
}

/// Columns that a screen has room for.
const COLUMNS: usize = 6;
/// Rows of a list at most.
const ROWS: usize = 500;
/// Letters of a cell at most.
const LETTERS: usize = 60;

impl PublicList {
    /// The list with everything personal masked. Masking what is masked changes nothing.
    #[must_use]
    pub fn masked(mut self) -> Self {
        let kinds: Vec<ColumnKind> = self.columns.iter().map(|column| column.kind).collect();
        for row in &mut self.rows {
            for (cell, kind) in row.iter_mut().zip(&kinds) {
                if cell.trim().is_empty() {
                    continue;
                }
                *cell = match kind {
                    ColumnKind::Plain => continue,
                    ColumnKind::Name => mask::name(cell),
                    ColumnKind::Phone => mask::phone(cell),
                    ColumnKind::IdNumber => mask::id_number(cell),
                };
            }
        }
        self
    }

    /// What is wrong with it; none when nothing is.
    #[must_use]
    pub fn fault(&self) -> Option<Phrase> {
        let long = |text: &str| text.chars().count() > LETTERS;
        // who can be called is what some lists are for; nobody's ID number stands in any
        let holds = if self.kind.has_phones() { personal::holds_id } else { personal::holds_number };
        let personal = |(column, cell): (&Column, &String)| column.kind == ColumnKind::Plain && holds(cell);
        let head = |text: &Text| personal::holds_number(&text.zh) || personal::holds_number(&text.en);
        if !self.title.is_complete() || self.columns.iter().any(|column| !column.name.is_complete()) {
            Some(Phrase::new("标题和列名要有中文和英文", "Title and heads need Chinese and English"))
        } else if head(&self.title) || self.columns.iter().any(|column| head(&column.name)) {
            Some(Phrase::new(
                "标题和列名不能含有证件号码或手机号码",
                "Title and heads hold no ID or mobile numbers",
            ))
        } else if !(1..=COLUMNS).contains(&self.columns.len()) {
            Some(Phrase::new("要有 1 到 6 列", "One to six columns, please"))
        } else if self.rows.len() > ROWS {
            Some(Phrase::new("最多 500 行", "At most 500 rows"))
        } else if self.rows.iter().any(|row| row.len() != self.columns.len()) {
            Some(Phrase::new("每行要和列数一样多", "Each row needs as many cells as there are columns"))
        } else if self.rows.iter().flatten().any(|cell| long(cell)) {
            Some(Phrase::new("每格最多 60 个字", "At most 60 characters in a cell"))
        } else if self.rows.iter().any(|row| self.columns.iter().zip(row).any(personal)) {
            Some(Phrase::new(
                "有一列含有证件号码或手机号码，请把该列设为要遮盖的类型",
                "A column holds ID or mobile numbers. Please choose a kind for it that is masked",
            ))
        } else {
            None
        }
    }
}

/// The English word of a state that lists commonly hold; none for words of a hall's own.
#[must_use]
pub fn word(zh: &str) -> Option<Phrase> {
    const WORDS: [(&str, &str); 14] = [
        ("已收件", "Received"),
        ("已受理", "Accepted"),
        ("办理中", "In progress"),
        ("审查中", "Under review"),
        ("待补正", "Documents needed"),
        ("已办结", "Completed"),
        ("已出证", "Ready to collect"),
        ("不予受理", "Not accepted"),
        ("准予许可", "Granted"),
        ("不予许可", "Refused"),
        ("在岗", "At work"),
        ("外出", "Out"),
        ("下乡", "In the villages"),
        ("请假", "On leave"),
    ];
    WORDS.iter().find(|(known, _)| *known == zh.trim()).map(|(zh, en)| Phrase::new(zh, en))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn list(kind: ColumnKind, cells: Vec<String>) -> PublicList {
        let name = |zh: &str, en: &str| Text { zh: zh.to_owned(), en: en.to_owned() };
        PublicList {
            id: "l".parse().unwrap(),
            kind: ListKind::Decisions,
            title: name("公示", "List"),
            columns: vec![Column { name: name("列", "Column"), kind }],
            rows: cells.into_iter().map(|cell| vec![cell]).collect(),
            until: "2026-12-31".parse().unwrap(),
        }
    }

    #[test]
    fn people_are_masked_and_numbers_in_plain_columns_are_refused() {
        let cells = |list: PublicList| list.masked().rows.concat();
        let one = |kind, cell: &str| cells(list(kind, vec![cell.to_owned()])).remove(0);
        assert_eq!(one(ColumnKind::Name, "欧阳修"), "欧阳*");
        assert_eq!(one(ColumnKind::Name, "李*明"), "李*明");
        assert_eq!(one(ColumnKind::Phone, "13800005678"), "138****5678");
        assert_eq!(one(ColumnKind::IdNumber, "460102199001011234"), "460102********1234");
        assert_eq!(one(ColumnKind::Plain, "2026-0001"), "2026-0001");
        assert!(list(ColumnKind::Plain, vec!["13800005678".to_owned()]).fault().is_some());
        assert_eq!(list(ColumnKind::Phone, vec!["13800005678".to_owned()]).fault(), None);
        let duty =
            PublicList { kind: ListKind::Duty, ..list(ColumnKind::Plain, vec!["13800005678".to_owned()]) };
        assert_eq!(duty.fault(), None, "the number of the office");
        let id = |kind| PublicList { kind, ..list(ColumnKind::Plain, vec!["460102199001011234".to_owned()]) };
        assert!(
            id(ListKind::Duty).fault().is_some() && id(ListKind::Agents).fault().is_some(),
            "nobody's ID number"
        );
        let mut titled = duty;
        titled.title.zh = "值班 13800005678".to_owned();
        assert!(titled.fault().is_some());
    }

    proptest! {
        #[test]
        fn masking_twice_is_masking_once_and_no_whole_name_stays(names in prop::collection::vec("[一-龥]{2,5}", 1..20)) {
            let once = list(ColumnKind::Name, names.clone()).masked();
            for (name, cell) in names.iter().zip(once.rows.iter().flatten()) {
                prop_assert!(cell.contains('*') && cell != name);
            }
            prop_assert_eq!(once.clone().masked(), once);
        }
    }
}
