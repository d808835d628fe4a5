//! What an import found: how many matters were taken, what was refused, what should be looked at, what was
//! put right, and how complete each department is now (R7, R8, R18).

use super::finding::{Finding, Severity};
use super::score::Score;
use serde::{Deserialize, Serialize};

/// Findings of one severity that are kept; of more only the number is told, so that a bad file cannot fill the
/// memory.
pub const KEPT: usize = 1000;

/// The report of an import.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Report {
    /// Matters that were taken.
    pub accepted: u32,
    /// Matters that were left out. What stands in the catalog under their id stays as it is.
    pub left_out: u32,
    /// Why, row by row: the first [`KEPT`]. The contract calls them `rejected`.
    #[serde(rename = "rejected")]
    pub refused: Vec<Finding>,
    /// What somebody should look at: the first [`KEPT`].
    pub warnings: Vec<Finding>,
    /// What was put right: the first [`KEPT`].
    pub cleaned: Vec<Finding>,
    /// How many of each there were.
    pub totals: Totals,
    /// Completeness of each department after this import.
    pub scores: Vec<Score>,
}

/// Numbers of findings, those that are not listed too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Totals {
    /// Refused.
    #[serde(rename = "rejected")]
    pub refused: u32,
    /// Warnings.
    pub warnings: u32,
    /// Put right.
    pub cleaned: u32,
}

impl Report {
    /// Adds a finding: counts it, and keeps it while there is room.
    pub fn add(&mut self, finding: Finding) {
        let (list, total) = match finding.severity {
            Severity::Refused => (&mut self.refused, &mut self.totals.refused),
            Severity::Warning => (&mut self.warnings, &mut self.totals.warnings),
            Severity::Cleaned => (&mut self.cleaned, &mut self.totals.cleaned),
        };
        *total = total.saturating_add(1);
        if list.len() < KEPT {
            list.push(finding);
        }
    }
}
