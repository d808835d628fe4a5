//! Import of a catalog from a file: xlsx, csv or json. What is safe is cleaned, what is wrong is refused row by
//! row, and nothing is published: the outcome is a catalog that a person may publish, and a report.
//!
//! Pure apart from the progress it tells: no database, no clock, no files.

pub mod template;

use hall::catalog::{Catalog, Report};
use hall::code::Code;
use hall::profile::Hall;

/// What happens to the matters the hall has already.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// Matters of the file replace those of the same id and are added otherwise; the others stay.
    #[default]
    Merge,
    /// The list is that of the file.
    Replace,
}

/// What an import is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Reading rows of the file; their number is not known before.
    Reading,
    /// Checking matters.
    Checking,
}

/// How far it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// What is being done.
    pub stage: Stage,
    /// Rows or matters done.
    pub done: u32,
    /// Of how many; 0 when not known.
    pub total: u32,
}

/// What came out of a file.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The complete next catalog; its version and date are still those of the base.
    pub catalog: Catalog,
    /// What was found.
    pub report: Report,
}

/// A file of which nothing could be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{code}: {detail}")]
pub struct Unreadable {
    /// `file_too_large`, `file_unknown`, `file_broken` or `file_empty`.
    pub code: Code,
    /// What exactly, for the log and the command line; no text of the file.
    pub detail: String,
}

/// Reads a file into the next catalog of a hall. Departments and themes are those of `base` unless the file
/// brings its own. Takes seconds for a large file: call it where blocking is allowed.
///
/// # Errors
/// [`Unreadable`] when the file as a whole is no catalog. Single wrong rows are no error: they are in the report.
pub fn read(
    _file_name: &str,
    _bytes: &[u8],
    _mode: Mode,
    _hall: &Hall,
    _base: &Catalog,
    _progress: &dyn Fn(Progress),
) -> Result<Outcome, Unreadable> {
    Err(Unreadable { code: Code::FileUnknown, detail: "no format is read yet".to_owned() })
}
