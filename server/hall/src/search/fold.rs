//! How text is read, by whoever writes it and by whoever searches: full-width as half-width, capitals as
//! small letters, and cut into what is compared: a Chinese character by itself, a word of Latin letters and
//! digits as a whole. Everything else only separates.

use std::ops::Range;

/// Letters of a word at most; a longer one is cut.
const WORD_MAX: usize = 64;

/// What a character is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Folded {
    /// Part of a word: `a`–`z`, `0`–`9`.
    Letter(u8),
    /// A character that stands for itself, for example a Chinese one.
    Sign(char),
    /// Stands inside words and is not compared: the apostrophe.
    Nothing,
    /// Separates.
    Gap,
}

/// What a character is.
#[must_use]
pub fn fold(c: char) -> Folded {
    let c = match c {
        '\u{FF01}'..='\u{FF5E}' => u32::from(c).checked_sub(0xFEE0).and_then(char::from_u32).unwrap_or(c),
        _ => c,
    };
    match c {
        'a'..='z' | 'A'..='Z' | '0'..='9' => {
            u8::try_from(c).map_or(Folded::Gap, |byte| Folded::Letter(byte.to_ascii_lowercase()))
        }
        // how ü is typed
        'ü' | 'Ü' => Folded::Letter(b'v'),
        '\'' | '’' => Folded::Nothing,
        '\0'..='\u{BF}'
        | '\u{2000}'..='\u{2BFF}'
        | '\u{3000}'..='\u{3020}'
        | '\u{FE00}'..='\u{FE6F}'
        | '\u{FEFF}'
        | '\u{FF00}'..='\u{FFFF}' => Folded::Gap,
        _ => Folded::Sign(c),
    }
}

/// A part of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token<'a> {
    /// A character that stands for itself.
    Sign(char),
    /// A word, as its letters.
    Word(&'a [u8]),
}

/// Calls `each` for every part of a text, in order, with its place in bytes.
pub fn tokens(text: &str, mut each: impl FnMut(Token<'_>, Range<usize>)) {
    let mut word = Vec::new();
    let mut place = 0..0;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        let folded = fold(c);
        match folded {
            Folded::Letter(letter) => {
                if word.is_empty() {
                    place.start = at;
                }
                if word.len() < WORD_MAX {
                    word.push(letter);
                }
                place.end = end;
            }
            Folded::Nothing => {}
            Folded::Sign(_) | Folded::Gap => {
                if !word.is_empty() {
                    each(Token::Word(&word), place.clone());
                    word.clear();
                }
                if let Folded::Sign(sign) = folded {
                    each(Token::Sign(sign), at..end);
                }
            }
        }
    }
    if !word.is_empty() {
        each(Token::Word(&word), place);
    }
}

/// Where the first `letters` letters of a word end, in bytes from the word's beginning.
#[must_use]
pub fn end_of_letters(word: &str, letters: usize) -> usize {
    let mut counted = 0;
    for (at, c) in word.char_indices() {
        if matches!(fold(c), Folded::Letter(_)) {
            counted += 1;
        }
        if counted == letters {
            return at + c.len_utf8();
        }
    }
    word.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Vec<String> {
        let mut parts = Vec::new();
        tokens(text, |token, place| {
            let token = match token {
                Token::Sign(sign) => sign.to_string(),
                Token::Word(word) => String::from_utf8(word.to_vec()).unwrap(),
            };
            parts.push(format!("{token}={}", &text[place]));
        });
        parts
    }

    #[test]
    fn signs_stand_alone_and_words_are_whole() {
        assert_eq!(
            parts("办Ｅ２４小时（ID card）"),
            ["办=办", "e24=Ｅ２４", "小=小", "时=时", "id=ID", "card=card"]
        );
        assert_eq!(parts("Disabled Persons' Xi'an"), ["disabled=Disabled", "persons=Persons", "xian=Xi'an"]);
        assert_eq!(parts("\u{3000}，。·—“”\t\0"), Vec::<String>::new());
    }

    #[test]
    fn a_part_of_a_word_ends_after_its_letters() {
        assert_eq!(end_of_letters("Xi'an", 2), 2);
        assert_eq!(end_of_letters("Xi'an", 3), 4);
        assert_eq!(end_of_letters("Ｅ24", 1), 3);
        assert_eq!(end_of_letters("ab", 9), 2);
    }
}
