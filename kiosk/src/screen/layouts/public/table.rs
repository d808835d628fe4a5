//! How a public list is laid out: how wide its columns are, where a cell that is too long is cut, which rows stand on
//! which page.

use crate::screen::fit::{Room, clip, ems, pack};
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

/// What a column would take to have each of its cells, and its head, on one line, in Han characters.
/// `english`: how much smaller English is than Chinese.
fn wanted(list: &PublicList, english: f64) -> Vec<f64> {
    let wanted = |(place, column): (usize, &Column)| {
        let head = ems(&column.name.zh).max(longest(&column.name.en) * english);
        let cells = list.rows.iter().filter_map(|row| row.get(place)).map(|cell| width(cell, english));
        cells.fold(head, f64::max) + 0.5
    };
    list.columns.iter().enumerate().map(wanted).collect()
}

/// Widths of the columns, in pixels: short ones get what they take, long ones share what is left.
fn widths(wanted: &[f64], room_px: f64) -> Vec<f64> {
    let all = wanted.iter().sum::<f64>();
    if all <= room_px {
        return wanted.iter().map(|one| one * room_px / all.max(1.0)).collect();
    }
    let (mut left, mut long) = (room_px, wanted.len());
    let mut fair = room_px;
    // a round gives short columns their room; at most as many rounds as there are columns
    for _ in wanted {
        fair = left / f64::from(u32::try_from(long.max(1)).unwrap_or(1));
        let short: Vec<f64> = wanted.iter().copied().filter(|one| *one <= fair).collect();
        left = room_px - short.iter().sum::<f64>();
        long = wanted.len() - short.len();
    }
    wanted.iter().map(|one| one.min(fair)).collect()
}

/// A known word stands there in both languages; its English may take several lines.
fn width(cell: &str, english: f64) -> f64 {
    ems(cell).max(word(cell).map_or(0.0, |word| longest(word.en) * english))
}

/// Width of the longest word, in letters of its own size.
fn longest(en: &str) -> f64 {
    en.split_whitespace().map(ems).fold(0.0, f64::max)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "no screen is as wide")]
fn pixels(px: f64) -> u32 {
    px.max(1.0).floor() as u32
}

/// Lays a list out in a room.
#[must_use]
pub fn table(list: &PublicList, room: Room) -> Table {
    let gaps = f64::from(u32::try_from(list.columns.len() + 1).unwrap_or(1)) * GAP * room.rem;
    let size = room.han(CELL);
    let wanted: Vec<f64> =
        wanted(list, room.en(size) / size.max(1.0)).into_iter().map(|ems| ems * size).collect();
    let widths = widths(&wanted, (room.width - gaps).max(size));
    let columns = widths.iter().copied().map(pixels).collect();
    let cut = |row: &Vec<String>| {
        let cells = row.iter().zip(&widths);
        cells.map(|(cell, width)| clip(cell, size, *width, LINES)).collect::<Vec<_>>()
    };
    let rows: Vec<Vec<String>> = list.rows.iter().map(cut).collect();
    let row_px = |row: &Vec<String>| {
        let cells = row
            .iter()
            .zip(&widths)
            .map(|(cell, width)| room.high(cell, word(cell).map_or("", |word| word.en), size, *width));
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

    const ROOM: Room =
        Room { width: 1920.0, height: 600.0, rem: 16.0, han: 0.0, digit: 0.0, in_turn: false, grown: false };

    #[test]
    fn short_columns_get_what_they_take_and_long_ones_share_the_rest() {
        assert_eq!(widths(&[100.0, 200.0], 600.0), [200.0, 400.0]);
        assert_eq!(widths(&[100.0, 900.0, 150.0, 800.0], 850.0), [100.0, 300.0, 150.0, 300.0]);
        assert_eq!(widths(&[900.0, 900.0], 600.0), [300.0, 300.0]);
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
