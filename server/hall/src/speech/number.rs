//! Numbers in words.

const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
/// Places within a group of four.
const PLACES: [&str; 4] = ["", "十", "百", "千"];
/// Groups of four.
const GROUPS: [&str; 3] = ["", "万", "亿"];

/// One digit in Chinese; anything else as it is.
pub fn digit(c: char) -> char {
    let index = c.to_digit(10).and_then(|digit| usize::try_from(digit).ok());
    index.and_then(|index| DIGITS.get(index).copied()).unwrap_or(c)
}

/// `2026` as 二零二六: one digit after the other.
pub fn digits(text: &str) -> String {
    text.chars().map(digit).collect()
}

/// `1205` as 一千二百零五; single digits from 10¹² on.
pub fn chinese(figures: &str) -> String {
    let figures = figures.trim_start_matches('0');
    if figures.is_empty() {
        return "零".to_owned();
    }
    if figures.len() > 12 {
        return digits(figures);
    }
    let mut said = String::new();
    // a gap of zeros inside a number is one 零
    let mut gap = false;
    for (index, figure) in figures.chars().enumerate() {
        let place = figures.len() - 1 - index;
        let (group, within) = (place / 4, place % 4);
        if figure == '0' {
            gap = true;
        } else {
            if gap && !said.is_empty() {
                said.push('零');
            }
            gap = false;
            // 十五 and not 一十五, at the beginning
            if !(figure == '1' && within == 1 && said.is_empty()) {
                said.push(digit(figure));
            }
            said.push_str(PLACES.get(within).copied().unwrap_or_default());
        }
        if within == 0 && group > 0 {
            // a group of nothing but zeros has no name
            let from = index.saturating_sub(3);
            if figures.chars().skip(from).take(index - from + 1).any(|figure| figure != '0') {
                said.push_str(GROUPS.get(group).copied().unwrap_or_default());
                gap = false;
            }
        }
    }
    said
}
