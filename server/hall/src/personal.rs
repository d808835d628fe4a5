//! Numbers that belong to a person, found in what somebody typed: texts that are printed and kept hold none.

/// Whether a text holds an ID number of 18 digits, the last perhaps an X, or a mobile number of 11. Full-width digits
/// count as digits; one space or hyphen between two digits parts nothing.
#[must_use]
pub fn holds_number(text: &str) -> bool {
    let mut run = String::new();
    let mut gap = false;
    // what stands after the text ends the last number
    for c in text.chars().map(narrow).chain(['.']) {
        match c {
            '0'..='9' => {
                run.push(c);
                gap = false;
            }
            'x' | 'X' if run.len() == 17 => {
                run.push('X');
                gap = false;
            }
            ' ' | '-' if !run.is_empty() && !gap => gap = true,
            _ => {
                if is_id(&run) || is_mobile(&run) {
                    return true;
                }
                run.clear();
                gap = false;
            }
        }
    }
    false
}

fn narrow(c: char) -> char {
    match c {
        '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10).unwrap_or(c),
        'Ｘ' | 'ｘ' => 'X',
        '－' | '–' => '-',
        '\u{3000}' => ' ',
        other => other,
    }
}

/// Eighteen, with a day of birth where it belongs.
fn is_id(run: &str) -> bool {
    let part = |from: usize, to: usize| run.get(from..to).and_then(|digits| digits.parse::<u32>().ok());
    let born = (part(6, 10), part(10, 12), part(12, 14));
    run.len() == 18 && matches!(born, (Some(1850..=2100), Some(1..=12), Some(1..=31)))
}

/// With or without the country before it.
fn is_mobile(run: &str) -> bool {
    let digits = match run.len() {
        13 => run.strip_prefix("86").unwrap_or(run),
        _ => run,
    };
    let mut first = digits.bytes();
    digits.len() == 11 && first.next() == Some(b'1') && matches!(first.next(), Some(b'3'..=b'9'))
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
        ] {
            assert!(!holds_number(text), "{text}");
        }
    }
}
