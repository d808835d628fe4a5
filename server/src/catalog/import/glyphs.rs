//! Which characters the fonts of the screens have: the build's list in the embedded site, or, when the server was
//! built without one, the everyday characters of GB 2312 level 1 and common signs.

use std::collections::HashSet;
use std::sync::LazyLock;

static COVERED: LazyLock<HashSet<char>> =
    LazyLock::new(|| crate::site::glyphs().map_or_else(everyday, |list| list.chars().collect()));

/// Whether the fonts have a character.
#[must_use]
pub fn covers(c: char) -> bool {
    c.is_ascii() || COVERED.contains(&c)
}

/// The 3,755 characters of rows 16 to 55 of GB 2312, and its signs (rows 1 to 3).
fn everyday() -> HashSet<char> {
    let rows = (0xa1..=0xa3_u8).chain(0xb0..=0xd7);
    let bytes: Vec<u8> = rows.flat_map(|row| (0xa1..=0xfe_u8).flat_map(move |cell| [row, cell])).collect();
    let text = encoding_rs::GBK.decode_without_bom_handling(&bytes).0;
    text.chars().chain('\u{a0}'..='\u{ff}').filter(|c| *c != '\u{fffd}').collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everyday_characters_are_there_and_rare_ones_are_not() {
        let list = everyday();
        assert!("明堂政务服务大厅，。“”《》".chars().all(|c| list.contains(&c)));
        assert!(!list.contains(&'龘') && !list.contains(&'\u{20000}'));
        assert!(covers('a') && covers('明') && !covers('\u{20000}'));
    }
}
