//! Collects what is found, each with its place in the file.

use super::columns::Column;
use hall::catalog::rules::{self, Rule};
use hall::catalog::{Finding, Item, Report};
use hall::text::Text;

/// The report that is being written.
#[derive(Default)]
pub struct Findings<'a> {
    /// What was found until now, as far as it is kept.
    pub report: Report,
    /// Hears everything that is found.
    pub tell: Option<&'a dyn Fn(&Finding)>,
    /// What the matter that is being read is called, as far as that is known.
    pub matter: Option<Text>,
}

/// A place in a file.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    /// The sheet, or the list of a matter.
    pub sheet: &'static str,
    /// The row.
    pub row: Option<u32>,
    /// The matter as the file names it.
    pub item: &'a str,
}

impl Findings<'_> {
    /// Adds a finding that has its place.
    pub fn put(&mut self, finding: Finding) {
        let finding = finding.in_words(self.matter.as_ref());
        if let Some(tell) = self.tell {
            tell(&finding);
        }
        self.report.add(finding);
    }

    /// Adds a finding with its place.
    pub fn add(&mut self, finding: Finding, sheet: &str, row: Option<u32>, item: Option<&str>) {
        let item = item.filter(|item| !item.is_empty()).map(|item| item.chars().take(80).collect());
        self.put(Finding { sheet: Some(sheet.to_owned()), row, item, ..finding });
    }

    /// Adds a finding about a matter that was read.
    pub fn about(&mut self, finding: Finding, row: Option<u32>, item: &Item) {
        self.add(
            Finding { item_name: Some(item.name.clone()), ..finding },
            "items",
            row,
            Some(item.id.as_str()),
        );
    }

    /// Adds what a rule says of a cell.
    pub fn cell(&mut self, rule: &Rule, column: &Column, values: &[&str], place: Place<'_>) {
        let mut finding = rule.finding(column.name, values);
        if [rules::MISSING_FIELD.code, rules::BAD_ID.code].contains(&rule.code) {
            finding.suggestion = Some(column.explanation().text());
        }
        self.add(finding, place.sheet, place.row, Some(place.item));
    }
}
