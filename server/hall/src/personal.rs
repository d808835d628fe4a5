//! Numbers that belong to a person, found in what somebody typed: texts that are printed and kept hold none.

/// Digits that stand together, and whether only one space or hyphen parts them from those before.
struct Group {
    digits: String,
    goes_on: bool,
}

/// Whether a text holds an ID number of 18 digits, the last perhaps an X, or a mobile number of 11. Full-width digits
/// count as digits; a number may be parted where people part it: `138 0013 8000`, `110105-19491231-0021`.
#[must_use]
pub fn holds_number(text: &str) -> bool {
    holds(text, |run, parted| is_id(run, parted) || is_mobile(run, parted))
}

/// Whether a text holds an ID number, written as in [`holds_number`]; a telephone number is none.
#[must_use]
pub fn holds_id(text: &str) -> bool {
    holds(text, is_id)
}

fn holds(text: &str, is_one: impl Fn(&str, &[usize]) -> bool) -> bool {
    let groups = groups(text);
    (0..groups.len()).any(|first| {
        let (mut run, mut parted) = (String::new(), Vec::new());
        for group in groups.iter().skip(first) {
            if !run.is_empty() {
                if !group.goes_on {
                    break;
                }
                parted.push(run.len());
            }
            run.push_str(&group.digits);
            if is_one(&run, &parted) {
                return true;
            }
        }
        false
    })
}

fn groups(text: &str) -> Vec<Group> {
    let mut all: Vec<Group> = Vec::new();
    // characters since the last digit; none before the first
    let mut between: Option<String> = None;
    for c in text.chars().map(narrow) {
        match (all.last_mut(), between.as_deref()) {
            (Some(last), Some("")) if c.is_ascii_digit() || c == 'X' => last.digits.push(c),
            (_, between_now) if c.is_ascii_digit() => {
                let goes_on = matches!(between_now, Some(" " | "-"));
                all.push(Group { digits: c.to_string(), goes_on });
                between = Some(String::new());
            }
            _ => between.iter_mut().for_each(|between| between.push(c)),
        }
    }
    all
}

fn narrow(c: char) -> char {
    match c {
        '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10).unwrap_or(c),
        'x' | 'Ｘ' | 'ｘ' => 'X',
        '－' | '–' => '-',
        '\u{3000}' => ' ',
        other => other,
    }
}

/// Eighteen, with a day of birth where it belongs.
fn is_id(run: &str, parted: &[usize]) -> bool {
    let part = |from: usize, to: usize| run.get(from..to).and_then(|digits| digits.parse::<u32>().ok());
    let born = (part(6, 10), part(10, 12), part(12, 14));
    run.len() == 18
        && run.bytes().take(17).all(|byte| byte.is_ascii_digit())
        && matches!(born, (Some(1850..=2100), Some(1..=12), Some(1..=31)))
        && parted.iter().all(|at| [6, 10, 14].contains(at))
}

/// With or without the country before it.
fn is_mobile(run: &str, parted: &[usize]) -> bool {
    let run = run.trim_end_matches('X');
    let digits = if run.len() == 13 { run.strip_prefix("86").unwrap_or(run) } else { run };
    let mut first = digits.bytes();
    digits.len() == 11
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && first.next() == Some(b'1')
        && matches!(first.next(), Some(b'3'..=b'9'))
        && parted.iter().all(|at| [3, 7].contains(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_persons_are_found_however_they_are_written() {
        for text in [
            "身份证号11010519491231002X不符",
            "证号 110105 19491231 0021",
            "１１０１０５１９４９１２３１００２ｘ",
            "请联系13800138000",
            "138-0013-8000",
            "+86 138 0013 8000。",
            "8613800138000",
            "13800138000X",
            "窗口 5 13800138000",
            "110105194912310021 13800138000",
            "110105-19491231-002x",
        ] {
            assert!(holds_number(text), "{text}");
        }
    }

    #[test]
    fn other_numbers_are_left_alone() {
        for text in [
            "",
            "依据国令第 667 号第十二条，2026-11-26 至 2026-12-31",
            "咨询电话 0898-66220000 或 12345",
            "统一社会信用代码 91460000MA5T123456",
            "受理编号 202611260001234567890",
            "12345678901",
            "1-5000-2026-11",
            "1890-2026-123",
        ] {
            assert!(!holds_number(text), "{text}");
        }
    }
}
