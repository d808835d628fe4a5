//! The national codes of a matter (domain §2.6): 实施编码 is the 18-character unified social credit code of the
//! authority (统一社会信用代码, GB 32100, with its check digit), one digit of 行使层级, and the 12 characters of
//! 基本编码; 业务办理项编码 is that with two more. Codes of another form stay what they are: opaque strings.

use super::item::Codes;
use crate::text::Phrase;

crate::phrases! {
    LENGTH_BASIC = "基本编码应为 12 位" / "a basic code has 12 characters";
    LENGTH_31 = "实施编码应为 31 位" / "an implementation code has 31 characters";
    LENGTH_33 = "业务办理项编码应为 33 位" / "a business item code has 33 characters";
    CHARACTERS = "只能用数字和大写字母" / "only digits and capital letters are allowed";
    CREDIT_CODE = "前 18 位不是统一社会信用代码" / "the first 18 are no unified social credit code";
    CHECK_DIGIT = "统一社会信用代码的校验码不对" / "the check digit of the unified social credit code is wrong";
    LEVEL = "第 19 位应为行使层级 1 至 6" / "the 19th is the exercise level, 1 to 6";
    NOT_THE_BASIC = "后 12 位与基本编码不同" / "the last 12 are not the basic code";
    NOT_THE_IMPLEMENTATION = "前 31 位与实施编码不同" / "the first 31 are not the implementation code";
}

/// The characters of GB 32100, in the order of their values: no I, O, S, V, Z.
const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";

/// The check digit of the first 17 characters of a unified social credit code; none when a character is not of
/// its alphabet or there are not 17.
#[must_use]
pub fn check_digit(first: &str) -> Option<char> {
    if first.len() != 17 {
        return None;
    }
    let (mut sum, mut weight) = (0_usize, 1_usize);
    for byte in first.bytes() {
        let value = ALPHABET.iter().position(|c| *c == byte)?;
        sum += value * weight;
        weight = weight * 3 % 31;
    }
    ALPHABET.get((31 - sum % 31) % 31).map(|byte| char::from(*byte))
}

/// What is wrong with a unified social credit code of 18 characters.
#[must_use]
pub fn credit_code_fault(code: &str) -> Option<Phrase> {
    let split = code.split_at_checked(17).filter(|_| code.len() == 18);
    let Some((first, last)) = split else { return Some(CREDIT_CODE) };
    match check_digit(first) {
        None => Some(CREDIT_CODE),
        Some(digit) if last.starts_with(digit) => None,
        Some(_) => Some(CHECK_DIGIT),
    }
}

fn characters(code: &str) -> bool {
    code.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase())
}

/// What is wrong with a basic code of 12 characters.
#[must_use]
pub fn basic_fault(code: &str) -> Option<Phrase> {
    match code {
        _ if !characters(code) => Some(CHARACTERS),
        _ if code.len() != 12 => Some(LENGTH_BASIC),
        _ => None,
    }
}

/// What is wrong with an implementation code of 31 characters.
#[must_use]
pub fn implementation_fault(code: &str) -> Option<Phrase> {
    if !characters(code) {
        return Some(CHARACTERS);
    }
    match (code.get(..18), code.get(18..19)) {
        (Some(credit), Some(level)) if code.len() == 31 => {
            credit_code_fault(credit).or_else(|| (!("1"..="6").contains(&level)).then_some(LEVEL))
        }
        _ => Some(LENGTH_31),
    }
}

impl Codes {
    /// What is wrong with the codes, each with the field as the template names it. Codes that are not given, and
    /// codes that are made up, have no faults.
    #[must_use]
    pub fn faults(&self) -> Vec<(&'static str, &str, Phrase)> {
        let mut faults = Vec::new();
        if self.placeholder {
            return faults;
        }
        let given = |code: &str| !code.is_empty();
        if given(&self.basic) {
            faults.extend(basic_fault(&self.basic).map(|fault| ("basic_code", self.basic.as_str(), fault)));
        }
        if given(&self.implementation) {
            let code = self.implementation.as_str();
            let apart = given(&self.basic) && code.get(19..) != Some(self.basic.as_str());
            let fault = implementation_fault(code).or_else(|| apart.then_some(NOT_THE_BASIC));
            faults.extend(fault.map(|fault| ("implementation_code", code, fault)));
        }
        if given(&self.business_item) {
            let code = self.business_item.as_str();
            let apart = given(&self.implementation) && code.get(..31) != Some(self.implementation.as_str());
            let fault = match code.len() {
                _ if !characters(code) => Some(CHARACTERS),
                33 if apart => Some(NOT_THE_IMPLEMENTATION),
                33 => None,
                _ => Some(LENGTH_33),
            };
            faults.extend(fault.map(|fault| ("business_code", code, fault)));
        }
        faults
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const CODE: &str = "11440100007482575H3440118009000";

    #[test]
    fn a_public_code_is_right_and_each_part_of_it_counts() {
        assert_eq!(implementation_fault(CODE), None);
        assert_eq!(implementation_fault(&CODE.replace("5H3", "5J3")), Some(CHECK_DIGIT));
        assert_eq!(implementation_fault(&CODE.replace("5H3", "5H8")), Some(LEVEL));
        assert_eq!(implementation_fault(&CODE.replace("114401", "1I4401")), Some(CREDIT_CODE));
        assert_eq!(implementation_fault("511A0147300000-511602000000"), Some(CHARACTERS));
        assert_eq!(implementation_fault("440118009000"), Some(LENGTH_31));
    }

    #[test]
    fn the_three_codes_belong_together() {
        let codes = |basic: &str, business: &str| Codes {
            basic: basic.to_owned(),
            implementation: CODE.to_owned(),
            business_item: business.to_owned(),
            placeholder: false,
        };
        assert!(codes("440118009000", &format!("{CODE}01")).faults().is_empty());
        assert!(codes("", "").faults().is_empty());
        let wrong = codes("440118009001", &format!("{}01", CODE.replace("5H3", "5H2")));
        let fields: Vec<_> = wrong.faults().iter().map(|(field, ..)| *field).collect();
        assert_eq!(fields, ["implementation_code", "business_code"]);
        assert!(Codes { placeholder: true, ..wrong }.faults().is_empty());
    }

    proptest! {
        #[test]
        fn one_wrong_character_is_found(at in 0..17_usize, value in 0..31_usize) {
            let mut code = CODE.as_bytes()[..18].to_vec();
            prop_assume!(code[at] != ALPHABET[value]);
            code[at] = ALPHABET[value];
            prop_assert_eq!(credit_code_fault(std::str::from_utf8(&code).unwrap()), Some(CHECK_DIGIT));
        }

        #[test]
        fn any_text_is_judged(code in ".{0,40}") {
            let _ = implementation_fault(&code);
        }
    }
}
