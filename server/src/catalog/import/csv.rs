//! Rows of a csv file: the sheet of matters. UTF-8 with or without a mark, UTF-16 with one, otherwise GB18030;
//! comma, semicolon or tab.

use super::columns::ITEMS;
use super::findings::Findings;
use super::rows::{Rows, Taker};
use super::{Progress, Stage, Unreadable, broken, clean};
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
pub fn rows(bytes: &[u8], found: &mut Findings, progress: &dyn Fn(Progress)) -> Result<Rows, Unreadable> {
    let text = decode(bytes);
    let mut reader = ::csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(&text))
        .from_reader(text.as_bytes());
    let (mut rows, mut taker) = (Rows::default(), Taker::new(&ITEMS));
    let mut record = ::csv::StringRecord::new();
    let mut number = 0_u32;
    while reader.read_record(&mut record).map_err(|error| broken(error.to_string()))? {
        number = number.saturating_add(1);
        let cells = (0_u32..).zip(record.iter().take(MOST_COLUMNS));
        let cells = cells.map(|(column, text)| (column, cut(text).to_owned())).collect();
        taker.take(number, cells, &mut rows, found)?;
        if number.is_multiple_of(5000) {
            progress(Progress { stage: Stage::Reading, done: number, total: 0 });
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

/// The sign that parts most of the first lines, quoted parts left out.
fn delimiter(text: &str) -> u8 {
    if let Some(sign) = text.strip_prefix("sep=").and_then(|rest| rest.bytes().next()) {
        return sign;
    }
    let mut quoted = false;
    let mut counts = [(b',', 0_u32), (b';', 0), (b'\t', 0)];
    for byte in text.lines().take(5).flat_map(str::bytes).take(100_000) {
        quoted ^= byte == b'"';
        if !quoted && let Some((_, count)) = counts.iter_mut().find(|(sign, _)| *sign == byte) {
            *count += 1;
        }
    }
    counts.iter().max_by_key(|(_, count)| *count).map_or(b',', |(sign, _)| *sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_and_delimiters_are_guessed() {
        let text = "事项标识;事项名称\nid-1;居民身份证";
        let utf16: Vec<u8> =
            [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        let marked = [b"\xef\xbb\xbf", text.as_bytes()].concat();
        for bytes in [text.as_bytes(), &GB18030.encode(text).0, &utf16, &marked] {
            assert_eq!(decode(bytes), text);
            let rows = rows(bytes, &mut Findings::default(), &|_| {}).unwrap();
            assert_eq!(rows.items.len(), 1);
            assert_eq!((rows.items[0].number, rows.items[0].get(1)), (2, Some("居民身份证")));
        }
        assert_eq!(delimiter("\"a;b;c;d\",b\nc,d"), b',');
        assert_eq!(delimiter("a\tb"), b'\t');
        assert_eq!(delimiter("sep=|\na|b"), b'|');
    }
}
