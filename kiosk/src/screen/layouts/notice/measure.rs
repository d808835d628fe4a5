//! How large the words of a notice are, and on how many pages: as large as they go on one page; when even the smallest
//! size is too large for that, page by page, broken where a sentence ends.

use crate::screen::fit::{Room, lines, rows_fit};

/// Sizes of the Chinese, in rem, largest first.
const SIZES: [f64; 6] = [7.5, 6.0, 5.0, 4.2, 3.5, 2.9];
/// Height of a line.
const LINE: f64 = 1.4;

/// A page: its Chinese and its English.
pub type Page = (String, String);

/// Lays words out, each language in a room of its own; the size is in pixels.
#[must_use]
pub fn measure(zh: &str, en: &str, room: Room) -> (f64, Vec<Page>) {
    let fits = |size: f64| {
        let holds =
            |text: &str, size: f64| lines(text, size, room.width) <= rows_fit(room.height, size * LINE);
        holds(zh, size) && holds(en, room.en(size))
    };
    let sizes = SIZES.map(|rem| room.han(rem));
    if let Some(size) = sizes.into_iter().find(|size| fits(*size)) {
        return (size, vec![(zh.to_owned(), en.to_owned())]);
    }
    let size = sizes.into_iter().fold(f64::INFINITY, f64::min);
    let split = |text: &str, size: f64| chunks(text, size, room.width, rows_fit(room.height, size * LINE));
    let (zh, en) = (split(zh, size), split(en, room.en(size)));
    let count = zh.len().max(en.len());
    // the language that is done stays: nobody reads a half of a page that is empty
    let at = |pages: &[String], page: usize| pages.get(page).or(pages.last()).cloned().unwrap_or_default();
    (size, (0..count).map(|page| (at(&zh, page), at(&en, page))).collect())
}

/// Parts of a text of so many lines at most.
fn chunks(text: &str, size: f64, width: f64, most: usize) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    let mut part = String::new();
    for piece in pieces(text, size, width, most) {
        let longer = format!("{part}{piece}");
        if !part.is_empty() && lines(&longer, size, width) > most {
            all.push(std::mem::take(&mut part));
            part = piece;
        } else {
            part = longer;
        }
    }
    all.push(part);
    all.into_iter().map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
}

/// Sentences with what follows them; one that fills more than a page falls into words or letters.
fn pieces(text: &str, size: f64, width: f64, most: usize) -> Vec<String> {
    let ends = |c: char| matches!(c, '。' | '！' | '？' | '；' | '.' | '!' | '?' | ';' | '\n');
    let sentences = text.split_inclusive(ends).map(str::to_owned);
    let small = |sentence: String| -> Vec<String> {
        if lines(&sentence, size, width) <= most {
            return vec![sentence];
        }
        let breaks = |c: char| c == ' ' || u32::from(c) >= 0x2e80;
        sentence.split_inclusive(breaks).map(str::to_owned).collect()
    };
    sentences.flat_map(small).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROOM: Room =
        Room { width: 880.0, height: 600.0, rem: 16.0, han: 0.0, digit: 0.0, in_turn: false, grown: false };

    #[test]
    fn few_words_are_large_and_many_are_smaller() {
        let size =
            |times: usize| measure(&"请带身份证。".repeat(times), &"Bring your card. ".repeat(times), ROOM).0;
        assert_eq!(size(1), 120.0);
        let sizes = [1, 8, 15, 25].map(size);
        assert!(sizes.is_sorted_by(|one, other| one >= other) && sizes[3] < 80.0, "{sizes:?}");
        let far = Room { han: 110.0, ..ROOM };
        assert_eq!(measure("请带身份证。", "Bring your card.", far).0, 120.0);
        assert_eq!(
            measure(&"请带身份证。".repeat(8), "Bring your card.", far).0,
            110.0,
            "never smaller than that"
        );
    }

    #[test]
    fn what_is_too_long_for_one_page_is_broken_at_sentences_and_nothing_is_lost() {
        let zh: String = (0..80).map(|n| format!("第{n}条请带身份证。")).collect();
        let en: String = (0..80).map(|n| format!("Rule {n}: bring your card. ")).collect();
        let (_, pages) = measure(&zh, &en, ROOM);
        assert!(pages.len() > 1);
        assert!(pages.iter().all(|(zh, _)| zh.ends_with('。') && zh.starts_with('第')), "{pages:?}");
        let whole: String = pages.iter().map(|(zh, _)| zh.as_str()).collect();
        assert!(whole.starts_with(&zh));
        let endless = "没有句号".repeat(200);
        let (_, pages) = measure(&endless, "", ROOM);
        assert_eq!(pages.iter().map(|(zh, _)| zh.as_str()).collect::<String>(), endless);
    }
}
