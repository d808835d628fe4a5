//! Rows of sheets, as xlsx and csv give them, kept small: cells of known columns only, by their column.

use super::columns::{self, Column, Sheet};
use super::findings::Findings;
use super::{Unreadable, too_large};
use hall::catalog::rules;
use hall::id::ItemId;
use std::collections::HashMap;

/// Rows of all sheets at most.
pub const MOST_ROWS: u32 = 2_000_000;
/// Matters at most: a province has tens of thousands.
pub const MOST_ITEMS: usize = 100_000;
/// Bytes of all cells at most.
const MOST_BYTES: usize = 512 << 20;
/// The header is looked for in the first rows: exports put titles above it.
const HEADER_WITHIN: u32 = 10;

/// A row of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its number, as the program that made the file counts.
    pub number: u32,
    /// Its cells: position of the column in [`Sheet::columns`], and text.
    pub cells: Vec<(u16, Box<str>)>,
}

impl Row {
    /// The text of a column.
    pub fn get(&self, column: u16) -> Option<&str> {
        self.cells.iter().find(|(at, _)| *at == column).map(|(_, text)| &**text)
    }
}

/// The rows of a file.
#[derive(Default)]
pub struct Rows {
    /// Matters, in the order of the file.
    pub items: Vec<Row>,
    /// Rows of the other sheets: by sheet, then by the id of the matter as the file writes it (in small letters).
    pub lists: HashMap<&'static str, HashMap<String, Vec<Row>>>,
    bytes: usize,
    count: u32,
}

/// Takes the rows of one sheet: finds the header, then keeps what stands below it.
pub struct Taker {
    sheet: &'static Sheet,
    /// Column of the file → position in the sheet's columns; none until the header was found.
    header: Option<HashMap<u32, u16>>,
    seen: u32,
}

impl Taker {
    /// A taker of a sheet.
    pub fn new(sheet: &'static Sheet) -> Self {
        Self { sheet, header: None, seen: 0 }
    }

    /// Takes a row: its number, and its cells with their columns, from 0.
    ///
    /// # Errors
    /// When the file holds more than can be taken.
    pub fn take(
        &mut self,
        number: u32,
        cells: Vec<(u32, String)>,
        rows: &mut Rows,
        found: &mut Findings<'_>,
    ) -> Result<(), Unreadable> {
        rows.count += 1;
        if rows.count > MOST_ROWS {
            return Err(too_large(format!("more than {MOST_ROWS} rows")));
        }
        self.seen += 1;
        let Some(header) = &self.header else {
            if self.seen <= HEADER_WITHIN {
                self.header = self.find_header(number, &cells, found);
            }
            return Ok(());
        };
        let cells: Vec<(u16, Box<str>)> = cells
            .into_iter()
            .filter(|(_, text)| !text.trim().is_empty())
            .filter_map(|(column, text)| Some((*header.get(&column)?, text.into_boxed_str())))
            .collect();
        if cells.is_empty() {
            return Ok(());
        }
        rows.bytes += cells.iter().map(|(_, text)| text.len() + size_of::<(u16, Box<str>)>()).sum::<usize>();
        if rows.bytes > MOST_BYTES {
            return Err(too_large(format!("more than {MOST_BYTES} bytes of text")));
        }
        rows.add(self.sheet, Row { number, cells });
        if rows.items.len() > MOST_ITEMS {
            return Err(too_large(format!("more than {MOST_ITEMS} matters")));
        }
        Ok(())
    }

    /// The header is the first row with two names of columns.
    fn find_header(
        &self,
        number: u32,
        cells: &[(u32, String)],
        found: &mut Findings<'_>,
    ) -> Option<HashMap<u32, u16>> {
        let mut header: HashMap<u32, u16> = HashMap::new();
        let mut unknown = Vec::new();
        for (column, text) in cells.iter().filter(|(_, text)| !text.trim().is_empty()) {
            match self.sheet.column(text).and_then(|position| u16::try_from(position).ok()) {
                Some(position) if !header.values().any(|taken| *taken == position) => {
                    header.insert(*column, position);
                }
                _ => unknown.push(text.trim()),
            }
        }
        if header.len() < 2 {
            return None;
        }
        for text in unknown {
            found.add(rules::UNKNOWN_COLUMN.finding(text, &[text]), self.sheet.name, Some(number), None);
        }
        Some(header)
    }
}

impl Rows {
    fn add(&mut self, sheet: &'static Sheet, row: Row) {
        if sheet.path.is_empty() {
            self.items.push(row);
        } else {
            let key = row.get(0).map(key).unwrap_or_default();
            self.lists.entry(sheet.name).or_default().entry(key).or_default().push(row);
        }
    }

    /// Takes the rows of a list that belong to a matter.
    pub fn of(&mut self, sheet: &Sheet, key: &str) -> Vec<Row> {
        self.lists.get_mut(sheet.name).and_then(|list| list.remove(key)).unwrap_or_default()
    }

    /// The ids of all matters that have one.
    pub fn ids(&self) -> Vec<ItemId> {
        self.items.iter().filter_map(|row| Self::keys(row).next()?.parse().ok()).collect()
    }

    /// What names the rows of a matter in the other sheets: its id, or where it has none its code.
    pub fn keys(row: &Row) -> impl Iterator<Item = String> {
        ["id", "implementation_code", "business_code"].into_iter().filter_map(|name| {
            let column: Option<usize> =
                columns::ITEMS.columns.iter().position(|column: &Column| column.name == name);
            row.get(u16::try_from(column?).ok()?).map(key)
        })
    }
}

/// An id as rows are found by it.
fn key(text: &str) -> String {
    super::clean::narrow(text, &mut super::clean::Changes::default()).to_ascii_lowercase()
}
