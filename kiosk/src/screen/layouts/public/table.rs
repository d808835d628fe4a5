//! How a public list is laid out: how wide its columns are, where a cell that is too long is cut, which rows stand on
//! which page.

use crate::screen::fit::{Room, clip, ems, height, pack};
use hall::screen::{Column, PublicList, word};

/// Lines of a cell at most; what is longer is cut with an ellipsis.
const LINES: usize = 4;
/// Space between columns and at both edges, and above and below a row together, in rem.
const GAP: f64 = 2.0;
/// As [`GAP`].
const PAD: f64 = 1.6;
/// Size of a cell's letters, in rem.
const CELL: f64 = 2.75;

/// How a list is laid out.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// Shares of the width.
    pub columns: Vec<u32>,
    /// Where each page begins, and how many rows it has.
    pub pages: Vec<(usize, usize)>,
    /// The cells, cut.
    pub rows: Vec<Vec<String>>,
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
    let widths: Vec<f64> =
        columns.iter().map(|share| ((room.width - gaps) * f64::from(*share) / all).max(size)).collect();
    let cut = |row: &Vec<String>| {
        let cells = row.iter().zip(&widths);
        cells.map(|(cell, width)| clip(cell, size, *width, LINES)).collect::<Vec<_>>()
    };
    let rows: Vec<Vec<String>> = list.rows.iter().map(cut).collect();
    let row_px = |row: &Vec<String>| {
        let cells = row
            .iter()
            .zip(&widths)
            .map(|(cell, width)| height(cell, word(cell).map_or("", |word| word.en), size, *width));
        cells.fold(size * 1.2, f64::max) + PAD * room.rem
    };
    let pages = pack(&rows.iter().map(row_px).collect::<Vec<_>>(), room.height);
    Table { columns, pages, rows }
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
        let of = |state: &str| list("l", &["编号", "状态"], &[["2026-0001", state].as_slice(); 20]);
        let first = |list: &PublicList, room| table(list, room).pages[0];
        assert_eq!(first(&of("另行通知"), ROOM), (0, 7));
        assert_eq!(first(&of("已办结"), ROOM), (0, 5), "a known word has its English below it");
        assert_eq!(first(&of(&"长".repeat(60)), ROOM), (0, 4));
        assert_eq!(first(&of("另行通知"), Room { han: 88.0, ..ROOM }), (0, 4));
    }

    #[test]
    fn every_row_is_on_one_page_and_a_cell_that_is_too_long_is_cut() {
        let narrow = Room { width: 700.0, ..ROOM };
        let long = "长".repeat(60);
        let (short, long) = (["2026-0001", "甲"], ["2026-0002", long.as_str()]);
        let rows = [short.as_slice(), long.as_slice()].repeat(9);
        let table = table(&list("l", &["编号", "事项"], &rows), narrow);
        assert_eq!(table.pages.iter().map(|(_, count)| count).sum::<usize>(), 18);
        assert!(table.rows[1][1].ends_with('…'));
        assert_eq!(table.rows[0][1], "甲");
    }
}
