//! Rows of a workbook, read cell by cell. Before a cell is read, the archive is unpacked once into nothing, to
//! know that it is not larger than it may be: what its directory says of sizes need not be true.

use super::columns::{ITEMS, Sheet};
use super::csv::cut;
use super::findings::Findings;
use super::rows::{Rows, Taker};
use super::{Progress, Stage, Task, Unreadable, broken, go_on, too_large};
use calamine::{DataRef, Reader, Xlsx};
use hall::catalog::rules;
use std::io::{Cursor, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Bytes of an archive when unpacked at most.
const MOST_UNPACKED: u64 = 768 << 20;
/// Parts of an archive at most.
const MOST_PARTS: usize = 2000;
/// Strings a workbook may say it has.
const MOST_STRINGS: u64 = 8_000_000;
/// Columns of a row at most.
const MOST_COLUMNS: usize = 2000;

/// The rows of a workbook.
///
/// # Errors
/// When it is damaged, or holds too much.
pub fn rows(bytes: &[u8], found: &mut Findings<'_>, task: &Task<'_>) -> Result<Rows, Unreadable> {
    inspect(bytes, task.stop)?;
    // a damaged workbook may trip an assertion of the reader; that is no reason to end the server
    catch_unwind(AssertUnwindSafe(|| read(bytes, found, task)))
        .unwrap_or_else(|_| Err(broken("the reader of workbooks gave up".to_owned())))
}

fn read(bytes: &[u8], found: &mut Findings<'_>, task: &Task<'_>) -> Result<Rows, Unreadable> {
    let damaged = |error: calamine::XlsxError| broken(error.to_string());
    let mut workbook = Xlsx::new(Cursor::new(bytes)).map_err(damaged)?;
    let mut rows = Rows::default();
    let mut done = 0_u32;
    for (title, sheet) in sheets(&workbook.sheet_names(), found) {
        let mut taker = Taker::new(sheet);
        let mut cells = match workbook.worksheet_cells_reader(&title) {
            Ok(cells) => cells,
            // a sheet of charts has no cells
            Err(calamine::XlsxError::NotAWorksheet(_)) => continue,
            Err(error) => return Err(damaged(error)),
        };
        let (mut number, mut row) = (0_u32, Vec::new());
        while let Some(cell) = cells.next_cell().map_err(damaged)? {
            let (at, column) = cell.get_position();
            if at != number && !row.is_empty() {
                go_on(task.stop)?;
                taker.take(number.saturating_add(1), std::mem::take(&mut row), &mut rows, found)?;
                done = done.saturating_add(1);
                if done.is_multiple_of(5000) {
                    (task.progress)(Progress { stage: Stage::Reading, done, total: 0 });
                }
            }
            number = at;
            if row.len() < MOST_COLUMNS
                && let Some(text) = text(cell.get_value())
            {
                row.push((column, text));
            }
        }
        if !row.is_empty() {
            taker.take(number.saturating_add(1), row, &mut rows, found)?;
        }
    }
    Ok(rows)
}

/// The sheets to read, by title. A workbook whose sheets have names of their own has the matters in the first.
fn sheets(titles: &[String], found: &mut Findings<'_>) -> Vec<(String, &'static Sheet)> {
    let mut named: Vec<(String, &'static Sheet)> = Vec::new();
    let mut unknown = Vec::new();
    for title in titles {
        match Sheet::of_title(title) {
            Some(sheet) if !named.iter().any(|(_, taken)| taken.name == sheet.name) => {
                named.push((title.clone(), sheet));
            }
            _ => unknown.push(title),
        }
    }
    let mut unknown = unknown.into_iter();
    if !named.iter().any(|(_, sheet)| sheet.path.is_empty())
        && let Some(first) = unknown.next()
    {
        named.insert(0, (first.clone(), &ITEMS));
    }
    for title in unknown.filter(|title| !title.contains(super::template::NOTES)) {
        found.add(rules::UNKNOWN_SHEET.finding("sheet", &[title]), "", None, None);
    }
    named
}

/// A cell as text.
fn text(value: &DataRef<'_>) -> Option<String> {
    Some(match value {
        DataRef::Empty => return None,
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            cut(text).to_owned()
        }
        DataRef::SharedString(text) => cut(text).to_owned(),
        DataRef::Int(number) => number.to_string(),
        // numbers are typed as people see them: 5, not 5.0
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(yes) => yes.to_string(),
        DataRef::DateTime(time) => {
            let (year, month, day, ..) = time.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        DataRef::Error(error) => error.to_string(),
    })
}

/// Unpacks every part of the archive into nothing.
///
/// # Errors
/// When it is damaged, too large when unpacked, tells the reader to make room for what cannot be there, or was
/// stopped.
fn inspect(bytes: &[u8], stop: &dyn Fn() -> bool) -> Result<(), Unreadable> {
    let damaged = |error: zip::result::ZipError| broken(error.to_string());
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    if archive.len() > MOST_PARTS {
        return Err(too_large(format!("more than {MOST_PARTS} parts")));
    }
    let mut left = MOST_UNPACKED;
    let mut buffer = vec![0; 1 << 16];
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).map_err(damaged)?;
        let mut watch = Watch::default();
        let strings = part.name().is_ok_and(|name| name.to_lowercase().contains("sharedstrings"));
        loop {
            let read = part.read(&mut buffer).map_err(|error| broken(error.to_string()))?;
            let Some(piece) = buffer.get(..read).filter(|piece| !piece.is_empty()) else { break };
            go_on(stop)?;
            left = left
                .checked_sub(read as u64)
                .ok_or_else(|| too_large(format!("unpacks to more than {MOST_UNPACKED} bytes")))?;
            if strings && !watch.allows(piece) {
                return Err(broken("the table of strings says what cannot be".to_owned()));
            }
        }
    }
    Ok(())
}

/// Watches the table of strings for the number of them that it announces: the reader makes room for so many at
/// once. The table is UTF-8 as every program writes it, so that the number can be seen.
#[derive(Default)]
struct Watch {
    /// How far the name of the attribute was seen, then the number.
    matched: usize,
    number: Option<u64>,
    head: Vec<u8>,
}

impl Watch {
    fn allows(&mut self, piece: &[u8]) -> bool {
        const NAME: &[u8] = b"uniqueCount";
        if self.head.len() < 200 {
            self.head.extend(piece.iter().take(200));
            let head = String::from_utf8_lossy(&self.head).to_lowercase();
            let other = head.split_once("encoding=").is_some_and(|(_, rest)| {
                !rest.trim_start_matches(['"', '\'']).starts_with("utf-8")
                    && !rest.is_empty()
                    && rest.len() > 6
            });
            if other || !(head.starts_with('<') || head.starts_with("\u{feff}<")) || head.contains('\0') {
                return false;
            }
        }
        for byte in piece {
            if self.matched == NAME.len() {
                match (byte, self.number) {
                    (b'0'..=b'9', number) => {
                        let number =
                            number.unwrap_or(0).saturating_mul(10).saturating_add((byte - b'0').into());
                        self.number = Some(number);
                        if number > MOST_STRINGS {
                            return false;
                        }
                    }
                    (b'=' | b'"' | b'\'' | b' ' | b'\t' | b'\r' | b'\n' | b'+', None) => {}
                    _ => (self.matched, self.number) = (0, None),
                }
            } else if NAME.get(self.matched) == Some(byte) {
                self.matched += 1;
            } else {
                self.matched = usize::from(NAME.first() == Some(byte));
            }
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn archive(name: &str, write: impl FnOnce(&mut zip::ZipWriter<Cursor<Vec<u8>>>)) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        write(&mut zip);
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn an_archive_that_unpacks_without_end_is_refused() {
        let zeros = vec![0; 1 << 20];
        let bomb =
            archive("xl/worksheets/sheet1.xml", |zip| (0..800).for_each(|_| zip.write_all(&zeros).unwrap()));
        assert!(bomb.len() < 2 << 20);
        assert_eq!(inspect(&bomb, &|| false).unwrap_err().code, hall::code::Code::FileTooLarge);
    }

    #[test]
    fn a_table_that_announces_more_strings_than_can_be_is_refused() {
        let table = |count: &str| {
            archive("xl/sharedStrings.xml", |zip| {
                let xml =
                    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?><sst uniqueCount=\"{count}\"></sst>");
                zip.write_all(xml.as_bytes()).unwrap();
            })
        };
        assert!(inspect(&table("70000"), &|| false).is_ok());
        assert!(inspect(&table("99999999999999"), &|| false).is_err());
        let utf16 = archive("xl/sharedStrings.xml", |zip| zip.write_all(b"<\0s\0s\0t\0").unwrap());
        assert!(inspect(&utf16, &|| false).is_err());
        let mut watch = Watch::default();
        assert!(b"<sst u uniqueCount = '9'><uuniqueCount='8'>".iter().all(|byte| watch.allows(&[*byte])));
        let mut watch = Watch::default();
        assert!(!b"<sst uniqueuniqueCount='99999999'>".iter().all(|byte| watch.allows(&[*byte])));
    }
}
