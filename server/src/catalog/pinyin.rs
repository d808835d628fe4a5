//! How the Chinese characters of a catalog are read, for the search of the kiosk: pinyin without tones. The
//! dictionary stays here; what travels is a table of the characters that occur, a few kilobytes whatever the
//! number of matters is.

use hall::search::{ELDER_WORDS, Folded, fold};
use pinyin::ToPinyinMulti;
use std::collections::{BTreeMap, BTreeSet};

/// Readings of a character that are kept, the usual ones first.
const READINGS_MAX: usize = 3;

/// For each syllable that occurs, the characters that are read so; ü is written v, as it is typed. Of a
/// character with several readings each counts: 行 is `hang` and `xing`.
pub fn sounds<'a>(texts: impl Iterator<Item = &'a str>) -> BTreeMap<String, String> {
    let signs: BTreeSet<char> = texts
        .chain(ELDER_WORDS)
        .flat_map(str::chars)
        .filter_map(|c| if let Folded::Sign(sign) = fold(c) { Some(sign) } else { None })
        .collect();
    let mut sounds: BTreeMap<String, String> = BTreeMap::new();
    for sign in signs {
        let mut readings: Vec<String> = Vec::new();
        for reading in sign.to_pinyin_multi().into_iter().flatten() {
            let reading: String = reading.plain().chars().filter_map(typed).collect();
            if !reading.is_empty() && !readings.contains(&reading) && readings.len() < READINGS_MAX {
                readings.push(reading);
            }
        }
        for reading in readings {
            sounds.entry(reading).or_default().push(sign);
        }
    }
    sounds
}

/// How a letter of pinyin is typed.
fn typed(letter: char) -> Option<char> {
    match letter {
        'a'..='z' => Some(letter),
        'ü' => Some('v'),
        'ê' => Some('e'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_usual_reading_and_only_letters() {
        let sounds = sounds(["银行、绿色", "行长 ID", "女"].into_iter());
        let reads = |syllable: &str, sign| sounds.get(syllable).is_some_and(|signs| signs.contains(sign));
        for (syllable, sign) in [
            ("hang", '行'),
            ("xing", '行'),
            ("chang", '长'),
            ("zhang", '长'),
            ("lv", '绿'),
            ("nv", '女'),
            ("qin", '亲'),
        ] {
            assert!(reads(syllable, sign), "{syllable} {sign}");
        }
        assert!(sounds.keys().all(|syllable| syllable.bytes().all(|b| b.is_ascii_lowercase())));
        assert!(!sounds.values().any(|signs| signs.contains('、')));
    }
}
