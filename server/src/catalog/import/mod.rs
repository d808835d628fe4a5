//! Import of a catalog from a file: xlsx, csv or json. What is safe is cleaned, what is wrong is refused row by
//! row, and nothing is published: the outcome is a catalog that a person may publish, and a report.
//!
//! Pure apart from the progress it tells: no database, no clock, no files.

mod builder;
mod clean;
mod columns;
mod csv;
mod draft;
mod findings;
mod glyphs;
mod join;
mod json;
mod kind;
mod laws;
mod rows;
pub mod template;
mod unknown;
mod xlsx;

pub use glyphs::covers;

use builder::Builder;
use findings::Findings;
use hall::catalog::lint::{self, Known};
use hall::catalog::{Catalog, Finding, Report, Severity, rules};
use hall::code::Code;
use hall::id::ItemId;
use hall::moment::Day;
use hall::profile::Hall;
use std::collections::{BTreeSet, HashMap, HashSet};

/// What happens to the matters the hall has already.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// Matters of the file replace those of the same id and are added otherwise; the others stay.
    #[default]
    Merge,
    /// The list is that of the file. A matter whose row was refused stays as it is published.
    Replace,
}

/// What a file is read for.
#[derive(Clone, Copy)]
pub struct Task<'a> {
    /// How it is taken.
    pub mode: Mode,
    /// The hall.
    pub hall: &'a Hall,
    /// What is published, on the day of `today` ([`Catalog::settle`]).
    pub base: &'a Catalog,
    /// The business day of now: what takes effect later waits.
    pub today: Day,
    /// Names of the hall's forms and samples; none: they are not looked for.
    pub forms: Option<&'a BTreeSet<String>>,
    /// Hears how far it is.
    pub progress: &'a dyn Fn(Progress),
    /// Hears everything that is found, also what the report has no room for.
    pub found: &'a dyn Fn(&Finding),
    /// Says that nobody wants it any more; asked at every row and every matter.
    pub stop: &'a dyn Fn() -> bool,
}

impl<'a> Task<'a> {
    /// A task that nobody listens to.
    #[must_use]
    pub fn new(mode: Mode, hall: &'a Hall, base: &'a Catalog, today: Day) -> Self {
        Self { mode, hall, base, today, forms: None, progress: &|_| {}, found: &|_| {}, stop: &|| false }
    }
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
    /// `file_too_large`, `file_unknown`, `file_broken` or `file_empty`; `unknown_import` when it was stopped.
    pub code: Code,
    /// What exactly, for the log and the command line; no text of the file.
    pub detail: String,
}

/// Bytes of a file at most.
pub const MOST_BYTES: usize = 160 << 20;

/// Goes on unless nobody wants it any more.
fn go_on(stop: &dyn Fn() -> bool) -> Result<(), Unreadable> {
    match stop() {
        true => Err(Unreadable { code: Code::UnknownImport, detail: "stopped".to_owned() }),
        false => Ok(()),
    }
}

fn too_large(detail: String) -> Unreadable {
    Unreadable { code: Code::FileTooLarge, detail }
}

fn broken(detail: String) -> Unreadable {
    Unreadable { code: Code::FileBroken, detail }
}

/// A catalog without its matters.
fn frame_of(base: &Catalog) -> Catalog {
    Catalog {
        version: base.version.clone(),
        published_at: base.published_at.clone(),
        warning: base.warning.clone(),
        departments: base.departments.clone(),
        themes: base.themes.clone(),
        items: Vec::new(),
        coming: Vec::new(),
    }
}

/// What kind of file it is. Its first bytes count before its name.
enum Format {
    Xlsx,
    Json,
    Csv,
}

fn format(file_name: &str, bytes: &[u8]) -> Result<Format, Unreadable> {
    let unknown = |detail: &str| Err(Unreadable { code: Code::FileUnknown, detail: detail.to_owned() });
    let first = bytes.iter().copied().find(|byte| !b"\xef\xbb\xbf \t\r\n".contains(byte));
    let ends = |ending: &str| file_name.to_ascii_lowercase().ends_with(ending);
    match first {
        _ if bytes.starts_with(b"PK\x03\x04") => Ok(Format::Xlsx),
        _ if bytes.starts_with(b"\xd0\xcf\x11\xe0") => unknown("an xls of old: save it as xlsx"),
        Some(b'{' | b'[') => Ok(Format::Json),
        _ if [".csv", ".tsv", ".txt"].into_iter().any(ends) => Ok(Format::Csv),
        _ => unknown("neither xlsx, csv nor json"),
    }
}

/// Reads a file into the next catalog of a hall. Departments and themes are those of `base` unless the file
/// brings its own. Takes seconds for a large file: call it where blocking is allowed.
///
/// # Errors
/// [`Unreadable`] when the file as a whole is no catalog. Single wrong rows are no error: they are in the report.
pub fn read(file_name: &str, bytes: &[u8], task: &Task<'_>) -> Result<Outcome, Unreadable> {
    let Task { mode, hall, base, progress, .. } = *task;
    if bytes.len() > MOST_BYTES {
        return Err(too_large(format!("more than {MOST_BYTES} bytes")));
    }
    progress(Progress { stage: Stage::Reading, done: 0, total: 0 });
    let mut found = Findings { tell: Some(task.found), ..Findings::default() };
    let format = format(file_name, bytes)?;
    let text;
    let source = match format {
        Format::Xlsx => Source::Rows(xlsx::rows(bytes, &mut found, task)?),
        Format::Csv => Source::Rows(csv::rows(bytes, &mut found, task)?),
        Format::Json => {
            text = json::decode(bytes);
            Source::Json(json::file(&text)?)
        }
    };
    let (count, mut ids, mut frame, places) = match &source {
        Source::Rows(rows) => (rows.items.len(), rows.ids(), frame_of(base), HashMap::new()),
        Source::Json(file) => (file.len(), file.ids(), file.frame(base, mode, &mut found), file.places()),
    };
    if count == 0 {
        return Err(Unreadable { code: Code::FileEmpty, detail: "no matters found".to_owned() });
    }
    if mode == Mode::Merge {
        ids.extend(base.items.iter().map(|item| item.id.clone()));
    }
    check_frame(&mut frame, &ids, &places, task, &mut found);
    let mut known = Known::of(&frame, Some(hall), &glyphs::covers);
    known.items.extend(&ids);
    known.forms = task.forms;
    let mut builder = Builder::new(&frame, known, hall, count, task);
    match source {
        Source::Rows(rows) => builder.rows(rows, &mut found)?,
        Source::Json(file) => file.build(&mut builder, &mut found)?,
    }
    let taken = builder.end();
    found.report.accepted = u32::try_from(taken.items.len()).unwrap_or(u32::MAX);
    found.report.left_out = taken.left_out;
    let catalog = join::join(frame, taken, task, &mut found);
    Ok(Outcome { catalog, report: found.report })
}

/// What is read of a file before its matters are checked.
enum Source<'a> {
    Rows(rows::Rows),
    Json(json::File<'a>),
}

/// Leaves out departments and themes that cannot be shown, with the reasons; what is published of them stays. A finding
/// names the row of the file; what the file does not bring has none.
fn check_frame(
    frame: &mut Catalog,
    ids: &[ItemId],
    places: &HashMap<(&'static str, String), u32>,
    task: &Task<'_>,
    found: &mut Findings<'_>,
) {
    let mut known = Known::of(frame, Some(task.hall), &glyphs::covers);
    known.items.extend(ids);
    let (mut departments, mut themes) = (HashSet::new(), HashSet::new());
    for finding in lint::lint_frame(frame, &known) {
        // a theme loses matters that are not there when the catalog is joined
        if [rules::UNKNOWN_ITEM.code, rules::EMPTY_THEME.code].contains(&finding.code.as_str()) {
            continue;
        }
        let is_theme = finding.sheet.as_deref() == Some("themes");
        if finding.severity == Severity::Refused {
            let wrong = if is_theme { &mut themes } else { &mut departments };
            wrong.extend(finding.row);
        }
        let id = finding.item.clone().unwrap_or_default();
        let item_name = match is_theme {
            true => frame.themes.iter().find(|theme| theme.id.as_str() == id).map(|theme| theme.name.clone()),
            false => frame.departments.iter().find(|one| one.id.as_str() == id).map(|one| one.name.clone()),
        };
        let named = (if is_theme { "themes" } else { "departments" }, id);
        found.put(Finding { row: places.get(&named).copied(), item_name, ..finding });
    }
    let base = task.base;
    sound(&mut frame.departments, &departments, &base.departments, |one| &one.id);
    sound(&mut frame.themes, &themes, &base.themes, |one| &one.id);
}

/// Puts what is published in the place of entries that are wrong, by their rows, or takes them away.
fn sound<T: Clone + PartialEq, I: PartialEq>(
    list: &mut Vec<T>,
    wrong: &HashSet<u32>,
    base: &[T],
    id: fn(&T) -> &I,
) {
    if wrong.is_empty() {
        return;
    }
    let rows = (1_u32..).zip(std::mem::take(list));
    let (bad, good): (Vec<_>, Vec<_>) = rows.partition(|(row, _)| wrong.contains(row));
    *list = good.into_iter().map(|(_, entry)| entry).collect();
    for (_, entry) in bad {
        let published = base.iter().find(|old| id(old) == id(&entry) && **old != entry);
        if let Some(old) = published.filter(|old| !list.iter().any(|other| id(other) == id(old))) {
            list.push(old.clone());
        }
    }
}
