//! What is asked of who books, and how an appointment is named by who arrives: a name, a telephone number,
//! a code, the address of a page.

use crate::code::Code;
use crate::id::AppointmentId;

/// Characters of a name at most.
pub const NAME_MAX: usize = 20;
/// Digits of an appointment's code.
pub const CODE_DIGITS: usize = 10;

/// What to be called by, tidied: 1 to 20 characters, letters and what stands between them in names. Digits
/// are none, so that no identity number ends up here.
///
/// # Errors
/// `name_invalid`.
pub fn checked_name(typed: &str) -> Result<String, Code> {
    let name = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    let fits = |c: char| c.is_alphabetic() || " ·•・.'’-()（）".contains(c);
    let letters = name.chars().any(char::is_alphabetic);
    let short = name.chars().count() <= NAME_MAX;
    if letters && short && name.chars().all(fits) { Ok(name) } else { Err(Code::NameInvalid) }
}

/// A telephone number, tidied: a Chinese mobile number (with or without +86), a landline with or without
/// its area code, or an international number with `+` or `00`.
///
/// # Errors
/// `phone_invalid`.
pub fn checked_phone(typed: &str) -> Result<String, Code> {
    let mut number = String::new();
    for c in typed.trim().chars() {
        match c {
            '0'..='9' => number.push(c),
            // typed with a Chinese keyboard
            '０'..='９' => number.extend(char::from_digit(u32::from(c) - u32::from('０'), 10)),
            '+' | '＋' if number.is_empty() => number.push('+'),
            ' ' | '\u{3000}' | '-' | '－' | '–' | '.' | '(' | ')' | '（' | '）' => {}
            _ => return Err(Code::PhoneInvalid),
        }
    }
    if let Some(rest) = number.strip_prefix("00") {
        number = format!("+{rest}");
    }
    let at_home = number.strip_prefix("+86").or_else(|| number.strip_prefix("86")).unwrap_or(&number);
    if is_mobile(at_home) {
        return Ok(at_home.to_owned());
    }
    let digits = number.strip_prefix('+').unwrap_or(&number);
    let fits = match (number.starts_with('+'), digits.starts_with('0')) {
        (true, false) => (7..=15).contains(&digits.len()),
        // area code of three or four digits, then seven or eight
        (false, true) => (10..=12).contains(&digits.len()),
        (false, false) => (7..=8).contains(&digits.len()),
        (true, true) => false,
    };
    if fits { Ok(number) } else { Err(Code::PhoneInvalid) }
}

fn is_mobile(number: &str) -> bool {
    let mut digits = number.bytes();
    number.len() == 11 && digits.next() == Some(b'1') && matches!(digits.next(), Some(b'3'..=b'9'))
}

/// How an appointment is named by who checks in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Named {
    /// By its code, ten digits.
    Code(String),
    /// By its secret id, as in the address of its page.
    Id(AppointmentId),
}

impl Named {
    /// Reads what was typed or scanned: a code, grouped or not, an id, or the address of the page.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Some(code) = ungrouped(text) {
            return Some(Self::Code(code));
        }
        // a scanner may have its capitals locked
        let text = text.to_ascii_lowercase();
        let id = text.rsplit_once("/b/").map_or(text.as_str(), |(_, id)| id);
        id.parse().ok().map(Self::Id)
    }
}

/// The digits of a code, grouped or not; none when it is no code.
#[must_use]
pub fn ungrouped(text: &str) -> Option<String> {
    let digits: String = text.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
    (digits.len() == CODE_DIGITS && digits.bytes().all(|b| b.is_ascii_digit())).then_some(digits)
}

/// A code as it is shown: `123 456 7890`.
#[must_use]
pub fn grouped(code: &str) -> String {
    let mut shown = String::new();
    for (place, digit) in code.chars().enumerate() {
        if place == 3 || place == 6 {
            shown.push(' ');
        }
        shown.push(digit);
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_and_telephone_numbers_are_tidied_or_refused() {
        assert_eq!(checked_name("  张  三 ").unwrap(), "张 三");
        assert_eq!(checked_name("阿卜杜拉·买买提").unwrap(), "阿卜杜拉·买买提");
        assert_eq!(checked_name("Mary-Ann O'Neill").unwrap(), "Mary-Ann O'Neill");
        for bad in ["", "  ", "·", "460102199001011234", "张三<b>", &"张".repeat(21)] {
            assert_eq!(checked_name(bad), Err(Code::NameInvalid), "{bad}");
        }
        for (typed, stored) in [
            ("138 1234 5678", "13812345678"),
            ("+86 138-1234-5678", "13812345678"),
            ("008613812345678", "13812345678"),
            ("１３８１２３４５６７８", "13812345678"),
            ("(0898) 6666-8888", "089866668888"),
            ("010-12345678", "01012345678"),
            ("66668888", "66668888"),
            ("+44 20 7946 0958", "+442079460958"),
        ] {
            assert_eq!(checked_phone(typed).as_deref(), Ok(stored), "{typed}");
        }
        for bad in ["", "12345", "12812345678", "1381234567", "+0123456789", "138x2345678", "++44123456789"] {
            assert_eq!(checked_phone(bad), Err(Code::PhoneInvalid), "{bad}");
        }
    }

    #[test]
    fn a_code_an_id_and_an_address_are_understood() {
        let code = Some(Named::Code("1234567890".to_owned()));
        assert_eq!(Named::read("123 456 7890"), code);
        assert_eq!(Named::read(&grouped("1234567890")), code);
        let id = Some(Named::Id("abcdefgh234567ab".parse().unwrap()));
        assert_eq!(Named::read("abcdefgh234567ab"), id);
        assert_eq!(Named::read("http://127.0.0.1:8080/b/abcdefgh234567ab\n"), id);
        assert_eq!(Named::read("HTTPS://HALL.GOV.CN/B/ABCDEFGH234567AB"), id);
        for none in ["", "123456789", "12345678901", "https://hall.gov.cn/t/abcdefgh234567ab", "/b/abc"] {
            assert_eq!(Named::read(none), None, "{none}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_accepted_as_a_telephone_number_is_accepted_again(text in "[+0-9 ()-]{0,20}") {
            if let Ok(number) = checked_phone(&text) {
                prop_assert_eq!(checked_phone(&number), Ok(number));
            }
        }
    }
}
