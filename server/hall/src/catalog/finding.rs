//! What is found in a catalog before it is published, row by row, in both languages.

use super::fields;
use crate::text::Text;
use serde::{Deserialize, Serialize};

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The row, or the matter it belongs to, is left out.
    Refused,
    /// It is taken; somebody should look.
    Warning,
    /// It was put right without changing what it says.
    Cleaned,
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Finding {
    /// How bad.
    pub severity: Severity,
    /// The sheet, or the list of a file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// The row as the program that made the file counts: the first is 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<u32>,
    /// The matter, as the file names it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    /// The field, as the template names it.
    pub field: String,
    /// What people call the sheet, where it is one of ours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheet_name: Option<Text>,
    /// What the matter, department or theme is called, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item_name: Option<Text>,
    /// What people call the field, where it is one of ours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field_name: Option<Text>,
    /// A stable code, for example `fuzzy_document`.
    pub code: String,
    /// What is wrong.
    pub message: Text,
    /// What to write instead, or where to look.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suggestion: Option<Text>,
}

impl Finding {
    /// The same with the names of sheet and field that people know, and that of the matter.
    #[must_use]
    pub fn in_words(self, item: Option<&Text>) -> Self {
        let sheet = self.sheet.as_deref().unwrap_or_default();
        Self {
            sheet_name: fields::sheet(sheet).map(|phrase| phrase.text()),
            field_name: fields::field(sheet, &self.field),
            item_name: self.item.as_ref().and(item.or(self.item_name.as_ref())).cloned(),
            ..self
        }
    }
}

impl std::fmt::Display for Finding {
    /// One line in English, for logs and the command line.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for part in [self.sheet.as_deref(), self.item.as_deref()].into_iter().flatten() {
            write!(f, "{part} ")?;
        }
        if let Some(row) = self.row {
            write!(f, "{row} ")?;
        }
        write!(f, "{}: {}", self.field, self.message.en)
    }
}
