//! How a public list is laid out: how wide its columns are, how many lines a row takes, how many rows stand on a page.

use crate::screen::fit::{Room, ems, lines, rows_fit};
use hall::screen::{Column, PublicList, word};

/// Lines of a cell at most; what is longer is cut with an ellipsis.
const LINES: usize = 3;
/// Space between columns and at the edges, and above and below a row, in rem.
const GAP: f64 = 2.0;
/// As [`GAP`].
const PAD: f64 = 1.4;
/// Size of a cell's letters, in rem.
pub const CELL: f64 = 2.75;

/// How a list is laid out.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// Shares of the width.
    pub columns: Vec<u32>,
    /// Rows on a page.
    pub rows: usize,
    /// How many lines a cell has.
    pub lines: usize,
}

/// Columns by their longest cell, within bounds: the shortest keeps room for its head, the longest leaves room for others.
fn shares(list: &PublicList) -> Vec<u32> {
    let share = |(place, column): (usize, &Column)| {
        let head = ems(&column.name.zh).max(ems(&column.name.en) * 0.75);
        let cells = list.rows.iter().filter_map(|row| row.get(place)).map(|cell| width(cell));
        tenths(cells.fold(head, f64::max).clamp(4.0, 18.0))
    };
    list.columns.iter().enumerate().map(share).collect()
}

/// A known word stands there in both languages.
fn width(cell: &str) -> f64 {
    ems(cell).max(word(cell).map_or(0.0, |word| ems(word.en) * 0.75))
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most a few hundred")]
fn tenths(ems: f64) -> u32 {
    (ems * 10.0).ceil() as u32
}

/// Lays a list out in a room.
#[must_use]
pub fn table(list: &PublicList, room: Room) -> Table {
    let columns = shares(list);
    let all = f64::from(columns.iter().sum::<u32>().max(1));
    let gaps = f64::from(u32::try_from(columns.len() + 1).unwrap_or(1)) * GAP * room.rem;
    let size = room.han(CELL);
    let cell_lines = |row: &Vec<String>| {
        let widths = columns.iter().map(|share| (room.width - gaps) * f64::from(*share) / all);
        row.iter().zip(widths).map(|(cell, width)| lines(cell, size, width.max(size))).max().unwrap_or(1)
    };
    let lines = list.rows.iter().map(cell_lines).max().unwrap_or(1).clamp(1, LINES);
    let words = list.rows.iter().flatten().any(|cell| word(cell).is_some());
    // a word has its English below it
    let high = f64::from(u32::try_from(lines).unwrap_or(1)) * 1.2;
    let high = if words { high.max(1.2 + 0.75 * 1.15) } else { high };
    Table { columns, rows: rows_fit(room.height, size * high + PAD * room.rem), lines }
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use hall::screen::{ColumnKind, ListKind};
    use hall::text::Text;

    pub fn list(id: &str, heads: &[&str], rows: &[&[&str]]) -> PublicList {
        let name = |zh: &str| Text { zh: zh.to_owned(), en: "Head".to_owned() };
        PublicList {
            id: id.parse().unwrap(),
            kind: ListKind::Progress,
            title: name("办件进度"),
            columns: heads.iter().map(|head| Column { name: name(head), kind: ColumnKind::Plain }).collect(),
            rows: rows.iter().map(|row| row.iter().map(|&cell| cell.to_owned()).collect()).collect(),
            until: "2026-12-31".parse().unwrap(),
        }
    }

    const ROOM: Room = Room { width: 1920.0, height: 600.0, rem: 16.0, han: 0.0, digit: 0.0 };

    #[test]
    fn columns_are_as_wide_as_what_stands_in_them_within_bounds() {
        let list = list("l", &["编号", "事项"], &[&["1", "食品经营许可新办"], &["2", &"长".repeat(60)]]);
        assert_eq!(shares(&list), [40, 180]);
    }

    #[test]
    fn as_many_rows_as_fit_and_fewer_when_letters_are_larger_or_cells_longer() {
        let short = list("l", &["编号", "状态"], &[&["2026-0001", "已办结"]]);
        let plain = list("l", &["编号", "状态"], &[&["2026-0001", "另行通知"]]);
        let long = list("l", &["编号", "事项"], &[&["2026-0001", &"长".repeat(60)]]);
        let rows = |list: &PublicList, room| table(list, room).rows;
        assert_eq!((rows(&plain, ROOM), rows(&short, ROOM)), (7, 5), "a known word has its English below it");
        assert_eq!(table(&long, ROOM).lines, 2);
        assert!(rows(&long, ROOM) < rows(&plain, ROOM));
        let far = Room { han: 88.0, ..ROOM };
        assert_eq!((rows(&plain, far), table(&long, far).lines), (4, 3));
    }
}
