//! Names and telephone numbers as they may be shown (domain §4.1): 张*, 李*明, 欧阳**, J*** S***,
//! 138****5678. How long a masked part was is told only where the sample of the rule tells it.

/// Surnames of two characters that are common enough to be known; the rest of the name is hidden whole.
const COMPOUND: [&str; 24] = [
    "欧阳", "司马", "上官", "诸葛", "司徒", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "夏侯", "长孙",
    "宇文", "轩辕", "端木", "百里", "南宫", "独孤", "西门", "东郭", "闻人", "钟离", "澹台",
];

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{3134f}')
}

fn stars(count: usize) -> String {
    "*".repeat(count)
}

/// A name as it may be shown.
#[must_use]
pub fn name(full: &str) -> String {
    let full = full.trim();
    if full.contains(['·', '•', '・']) {
        // names of several parts, as minorities and foreigners write them in Chinese
        return full.split(['·', '•', '・']).map(word).collect::<Vec<_>>().join("·");
    }
    if full.chars().any(is_han) {
        han(full)
    } else {
        full.split_whitespace().map(word).collect::<Vec<_>>().join(" ")
    }
}

/// 张三 → 张*, 李小明 → 李*明, 欧阳修 → 欧阳*.
fn han(full: &str) -> String {
    let letters: Vec<char> = full.chars().filter(|c| !c.is_whitespace()).collect();
    let compound = COMPOUND.iter().find(|surname| letters.len() > 2 && full.starts_with(**surname));
    match (compound, letters.as_slice()) {
        (Some(surname), _) => format!("{surname}{}", stars(letters.len() - 2)),
        (None, [] | [_]) => "*".to_owned(),
        (None, [first, _]) => format!("{first}*"),
        (None, [first, hidden @ .., last]) => format!("{first}{}{last}", stars(hidden.len())),
    }
}

/// The first letter, and that there is more, not how much.
fn word(word: &str) -> String {
    let mut letters = word.trim().chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(_)) if !is_han(first) => format!("{first}***"),
        (Some(first), Some(_)) => format!("{first}**"),
        _ => "*".to_owned(),
    }
}

/// A telephone number as it may be shown: the first three and the last four characters of a long one,
/// the last two of a short one.
#[must_use]
pub fn phone(full: &str) -> String {
    ends(full, 10, 3)
}

/// The number of an identity document as it may be shown where it cannot be left out: the region and the last four,
/// without the birthday; of a short one the last two.
#[must_use]
pub fn id_number(full: &str) -> String {
    ends(full.trim(), 15, 6)
}

/// The first `head` and the last four characters of a text of at least `long`, the last two of a shorter one.
fn ends(full: &str, long: usize, head: usize) -> String {
    let letters: Vec<char> = full.chars().collect();
    let (head, tail) = if letters.len() >= long { (head, 4) } else { (0, letters.len().min(2)) };
    let hidden = letters.len() - head - tail;
    let shown = |part: Option<&[char]>| part.unwrap_or_default().iter().collect::<String>();
    format!("{}{}{}", shown(letters.get(..head)), stars(hidden), shown(letters.get(head + hidden..)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_masked_as_the_rule_shows() {
        for (full, shown) in [
            ("张三", "张*"),
            ("李小明", "李*明"),
            ("王小小明", "王**明"),
            ("欧阳修", "欧阳*"),
            ("欧阳娜娜", "欧阳**"),
            ("欧阳", "欧*"),
            ("张", "*"),
            ("阿卜杜拉·买买提", "阿**·买**"),
            ("John Smith", "J*** S***"),
            ("Li", "L***"),
            ("  Anna   Maria Ng ", "A*** M*** N***"),
            ("", ""),
        ] {
            assert_eq!(name(full), shown, "{full}");
        }
    }

    #[test]
    fn telephone_numbers_keep_their_ends() {
        for (full, shown) in [
            ("13812345678", "138****5678"),
            ("089866668888", "089*****8888"),
            ("66668888", "******88"),
            ("+442079460958", "+44******0958"),
            ("", ""),
        ] {
            assert_eq!(phone(full), shown, "{full}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_name_of_two_letters_and_more_is_shown_whole(full in "[张李欧阳王小明A-Za-zé]{2,20}") {
            assert_ne!(name(&full), full);
            assert!(name(&full).contains('*'));
        }

        #[test]
        fn no_telephone_number_is_shown_whole(full in "\\+?[0-9]{5,16}") {
            let shown = phone(&full);
            assert_eq!(shown.chars().count(), full.chars().count());
            assert!(shown.chars().filter(|c| *c == '*').count() >= 3, "{shown}");
        }
    }
}
