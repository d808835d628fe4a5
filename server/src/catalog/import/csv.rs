//! Rows of a csv file: the sheet of matters. UTF-8 with or without a mark, UTF-16 with one, otherwise GB18030;
//! comma, semicolon or tab.

use super::columns::ITEMS;
use super::findings::Findings;
use super::rows::{Rows, Taker};
use super::{Progress, Stage, Task, Unreadable, broken, clean, go_on};
use encoding_rs::{GB18030, UTF_8};
use std::borrow::Cow;

/// Columns of a row at most.
const MOST_COLUMNS: usize = 2000;

/// The text of a file, in whichever encoding it is.
pub fn decode(bytes: &[u8]) -> Cow<'_, str> {
    if let Some((encoding, _)) = encoding_rs::Encoding::for_bom(bytes) {
        return encoding.decode(bytes).0;
    }
    UTF_8
        .decode_without_bom_handling_and_without_replacement(bytes)
        .unwrap_or_else(|| GB18030.decode_without_bom_handling(bytes).0)
}

/// The rows of a file.
///
/// # Errors
/// When it cannot be read to its end, or holds too much.
pub fn rows(bytes: &[u8], found: &mut Findings<'_>, task: &Task<'_>) -> Result<Rows, Unreadable> {
    let text = decode(bytes);
    let (sign, text) = delimiter(&text);
    let mut reader = ::csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(sign)
        .from_reader(text.as_bytes());
    let (mut rows, mut taker) = (Rows::default(), Taker::new(&ITEMS));
    let mut record = ::csv::StringRecord::new();
    let (mut number, mut end) = (0_u32, 0);
    while reader.read_record(&mut record).map_err(|error| broken(error.to_string()))? {
        go_on(task.stop)?;
        // a spreadsheet shows an empty line as a row, and a cell of several lines as one
        number = number.saturating_add(blank_lines(text, end)).saturating_add(1);
        end = usize::try_from(reader.position().byte()).unwrap_or(usize::MAX);
        let cells = (0_u32..).zip(record.iter().take(MOST_COLUMNS));
        let cells = cells.map(|(column, text)| (column, cut(text).to_owned())).collect();
        taker.take(number, cells, &mut rows, found)?;
        if number.is_multiple_of(5000) {
            (task.progress)(Progress { stage: Stage::Reading, done: number, total: 0 });
        }
    }
    Ok(rows)
}

/// A cell as long as is allowed, and one character more so that it is refused.
pub fn cut(text: &str) -> &str {
    match text.char_indices().nth(clean::LONGEST + 1) {
        Some((end, _)) => text.get(..end).unwrap_or_default(),
        None => text,
    }
}

/// How many empty lines stand in a text behind the record that ended at this byte.
fn blank_lines(text: &str, end: usize) -> u32 {
    let bytes = text.as_bytes();
    let mut at = end;
    if end > 0 && bytes.get(end - 1) == Some(&b'\r') && bytes.get(end) == Some(&b'\n') {
        // the second half of the record's own end
        at += 1;
    }
    let mut count = 0_u32;
    loop {
        at += match (bytes.get(at), bytes.get(at + 1)) {
            (Some(b'\r'), Some(b'\n')) => 2,
            (Some(b'\r' | b'\n'), _) => 1,
            _ => return count,
        };
        count = count.saturating_add(1);
    }
}

/// The sign that parts most of the first lines, quoted parts left out, and the text without the line that names
/// the sign, which spreadsheets do not show.
fn delimiter(text: &str) -> (u8, &str) {
    if let Some(rest) = text.strip_prefix("sep=")
        && let Some(sign) = rest.bytes().next().filter(u8::is_ascii)
    {
        let rest = rest.get(1..).unwrap_or_default();
        let rest = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix(['\n', '\r'])).unwrap_or(rest);
        return (sign, rest);
    }
    let mut quoted = false;
    let mut counts = [(b',', 0_u32), (b';', 0), (b'\t', 0)];
    for byte in text.lines().take(5).flat_map(str::bytes).take(100_000) {
        quoted ^= byte == b'"';
        if !quoted && let Some((_, count)) = counts.iter_mut().find(|(sign, _)| *sign == byte) {
            *count += 1;
        }
    }
    (counts.iter().max_by_key(|(_, count)| *count).map_or(b',', |(sign, _)| *sign), text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Rows {
        let (hall, base) = crate::catalog::load::halls(None).unwrap().remove(0);
        let task = Task::new(super::super::Mode::Merge, &hall, &base, "2026-11-26".parse().unwrap());
        rows(bytes, &mut Findings::default(), &task).unwrap()
    }

    #[test]
    fn encodings_and_delimiters_are_guessed() {
        let text = "事项标识;事项名称\nid-1;居民身份证";
        let utf16: Vec<u8> =
            [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        let marked = [b"\xef\xbb\xbf", text.as_bytes()].concat();
        for bytes in [text.as_bytes(), &GB18030.encode(text).0, &utf16, &marked] {
            assert_eq!(decode(bytes), text);
            let rows = read(bytes);
            assert_eq!(rows.items.len(), 1);
            assert_eq!((rows.items[0].number, rows.items[0].get(1)), (2, Some("居民身份证")));
        }
        assert_eq!(delimiter("\"a;b;c;d\",b\nc,d").0, b',');
        assert_eq!(delimiter("a\tb").0, b'\t');
        assert_eq!(delimiter("sep=|\na|b"), (b'|', "a|b"));
    }

    #[test]
    fn rows_are_numbered_as_a_spreadsheet_shows_them() {
        for end in ["\n", "\r\n", "\r"] {
            for sign in ["", "sep=,\n"] {
                let lines = ["", "事项标识,事项名称", "a,甲", "", "", "b,\"乙\n乙\n\n\"", "c,丙", "", "d,丁"];
                let text = format!("{sign}{}", lines.join(end));
                let rows = read(text.as_bytes());
                let numbers: Vec<u32> = rows.items.iter().map(|row| row.number).collect();
                assert_eq!(numbers, [3, 6, 7, 9], "{end:?} {sign:?}");
            }
        }
    }
}
