//! Digits as a person enters them on the screen or with keys, and what a scanner types: a scanner is a
//! keyboard that types very quickly and ends with Enter. Pure; times are passed in, in milliseconds.

/// Characters of a scan at most: longer than any address of ours.
const SCAN_MAX: usize = 256;
/// After such a pause a letter that was typed by mistake no longer counts.
const PAUSE_MS: f64 = 1_000.0;

/// What a key did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heard {
    /// Nothing: the key belongs to the page, for example Enter to the focused button.
    Ignored,
    /// It became part of the entry.
    Taken,
    /// The entry is complete: the digits, or what was scanned.
    Entered(String),
}

/// What was entered so far.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    digits: String,
    max: usize,
    /// Typed with keys since the last Enter, Tab or touch.
    typed: String,
    /// How many digits there were before.
    kept: usize,
    last_ms: f64,
}

impl Entry {
    /// Nothing yet; at most `max` digits.
    #[must_use]
    pub const fn new(max: usize) -> Self {
        Self { digits: String::new(), max, typed: String::new(), kept: 0, last_ms: 0.0 }
    }

    /// The digits.
    #[must_use]
    pub fn digits(&self) -> &str {
        &self.digits
    }

    /// True when no digit is missing.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.digits.len() == self.max
    }

    /// A digit on the screen was touched.
    pub fn push(&mut self, digit: char) {
        self.typed.clear();
        self.add(digit);
    }

    /// Takes the last digit back.
    pub fn erase(&mut self) {
        self.typed.clear();
        self.digits.pop();
    }

    /// Takes everything back.
    pub fn clear(&mut self) {
        self.typed.clear();
        self.digits.clear();
    }

    fn add(&mut self, digit: char) {
        if digit.is_ascii_digit() && self.digits.len() < self.max {
            self.digits.push(digit);
        }
    }

    /// A key was pressed, by its name (`KeyboardEvent.key`).
    pub fn key(&mut self, key: &str, now_ms: f64) -> Heard {
        let mut letters = key.chars();
        match (key, letters.next(), letters.next()) {
            ("Enter", ..) if self.typed.is_empty() => Heard::Ignored,
            ("Enter", ..) => {
                let typed = std::mem::take(&mut self.typed);
                Heard::Entered(if all_digits(&typed) { self.digits.clone() } else { typed })
            }
            ("Backspace", ..) => {
                self.erase();
                Heard::Taken
            }
            // whoever moves on to a button means that button with Enter
            ("Tab" | "ArrowUp" | "ArrowDown" | "ArrowLeft" | "ArrowRight", ..) => {
                self.typed.clear();
                Heard::Ignored
            }
            // a space presses the focused button
            (_, Some(letter), None) if letter != ' ' => {
                self.letter(letter, now_ms);
                Heard::Taken
            }
            _ => Heard::Ignored,
        }
    }

    fn letter(&mut self, letter: char, now_ms: f64) {
        if !all_digits(&self.typed) && now_ms - self.last_ms > PAUSE_MS {
            self.typed.clear();
        }
        self.last_ms = now_ms;
        if self.typed.is_empty() {
            self.kept = self.digits.len();
        }
        if self.typed.len() < SCAN_MAX {
            self.typed.push(letter);
        }
        if all_digits(&self.typed) {
            self.add(letter);
        } else {
            // the digits of an address are no digits of a code
            self.digits.truncate(self.kept);
        }
    }
}

fn all_digits(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(entry: &mut Entry, keys: &[&str], from_ms: f64, step_ms: f64) -> Vec<Heard> {
        let mut now = from_ms;
        keys.iter()
            .map(|key| {
                now += step_ms;
                entry.key(key, now)
            })
            .collect()
    }

    fn type_text(entry: &mut Entry, text: &str, from_ms: f64, step_ms: f64) {
        for (n, letter) in (0_u16..).zip(text.chars()) {
            entry.key(&letter.to_string(), from_ms + f64::from(n) * step_ms);
        }
    }

    #[test]
    fn digits_are_touched_erased_and_complete() {
        let mut entry = Entry::new(3);
        for digit in "12x3".chars() {
            entry.push(digit);
        }
        assert!(entry.is_complete());
        entry.push('4');
        assert_eq!(entry.digits(), "123");
        entry.erase();
        assert_eq!(entry.digits(), "12");
        entry.clear();
        assert_eq!(entry.digits(), "");
        assert_eq!(entry.key("Enter", 0.0), Heard::Ignored, "Enter belongs to the focused button");
    }

    #[test]
    fn typed_digits_end_with_enter_however_slowly_they_come() {
        let mut entry = Entry::new(10);
        type_text(&mut entry, "0123456789", 0.0, 3_000.0);
        assert!(entry.is_complete());
        assert_eq!(entry.key("Enter", 40_000.0), Heard::Entered("0123456789".to_owned()));
        assert_eq!(entry.key("Enter", 41_000.0), Heard::Ignored, "once");
    }

    #[test]
    fn a_scanned_address_is_given_whole_and_leaves_the_digits_alone() {
        let mut entry = Entry::new(10);
        entry.push('7');
        let address = "http://127.0.0.1:8080/b/abcdefgh234567ab";
        for letter in address.chars() {
            if letter == ':' {
                assert_eq!(entry.key("Shift", 50.0), Heard::Ignored);
            }
            assert_eq!(entry.key(&letter.to_string(), 50.0), Heard::Taken);
        }
        assert_eq!(entry.digits(), "7");
        assert_eq!(entry.key("Enter", 60.0), Heard::Entered(address.to_owned()));
    }

    #[test]
    fn a_scanned_code_is_digits() {
        let mut entry = Entry::new(10);
        type_text(&mut entry, "1234567890", 0.0, 5.0);
        assert_eq!(entry.key("Enter", 60.0), Heard::Entered("1234567890".to_owned()));
    }

    #[test]
    fn a_letter_by_mistake_is_forgotten_after_a_pause() {
        let mut entry = Entry::new(10);
        type_text(&mut entry, "12a", 0.0, 200.0);
        assert_eq!(entry.digits(), "");
        type_text(&mut entry, "34", 5_000.0, 200.0);
        assert_eq!(entry.digits(), "34");
    }

    #[test]
    fn moving_on_gives_enter_back_to_the_page() {
        let mut entry = Entry::new(10);
        type_text(&mut entry, "12", 0.0, 200.0);
        let heard =
            keys(&mut entry, &["Tab", "Enter", "3", "ArrowDown", "Enter", " ", "Backspace"], 500.0, 100.0);
        let expected = [
            Heard::Ignored,
            Heard::Ignored,
            Heard::Taken,
            Heard::Ignored,
            Heard::Ignored,
            Heard::Ignored,
            Heard::Taken,
        ];
        assert_eq!(heard, expected);
        assert_eq!(entry.digits(), "12");
    }

    #[test]
    fn only_digits_and_never_too_many_whatever_is_typed() {
        let pressed = ["1", "a", "Enter", "7", "Backspace", "/", "Tab", "0", "Shift", "9", " "];
        let mut entry = Entry::new(4);
        // every key after every other, slowly and quickly
        for n in 0..pressed.len() * pressed.len() * 4 {
            let key = pressed[(n * n + n / pressed.len()) % pressed.len()];
            keys(
                &mut entry,
                &[key],
                f64::from(u32::try_from(n).unwrap()) * 700.0,
                if n % 3 == 0 { 5.0 } else { 1_500.0 },
            );
            assert!(entry.digits().len() <= 4 && entry.digits().bytes().all(|b| b.is_ascii_digit()));
        }
    }
}
