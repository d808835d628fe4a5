//! What was typed, made ready: its letters without spaces, and where its words end.

use super::fold::{Folded, fold};

/// Letters that are looked at; what is typed beyond them is ignored, so that the work is bounded.
pub const LETTERS_MAX: usize = 48;

/// What is searched for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// Folded: small Latin letters, digits, and Chinese characters.
    pub(super) letters: Vec<char>,
    /// Where each word ends, as a number of letters, in order.
    pub(super) ends: Vec<usize>,
}

impl Query {
    /// What was typed.
    #[must_use]
    pub fn new(typed: &str) -> Self {
        let mut query = Self::default();
        let close = |query: &mut Self| {
            if query.ends.last().copied().unwrap_or_default() < query.letters.len() {
                query.ends.push(query.letters.len());
            }
        };
        for c in typed.chars() {
            if query.letters.len() >= LETTERS_MAX {
                break;
            }
            match fold(c) {
                Folded::Letter(letter) => query.letters.push(char::from(letter)),
                Folded::Sign(sign) => query.letters.push(sign),
                Folded::Nothing => {}
                Folded::Gap => close(&mut query),
            }
        }
        close(&mut query);
        query
    }

    /// True when nothing was typed that could be searched for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.letters.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_capitals_and_full_width_do_not_count() {
        let query = Query::new("  ＩＤ　Card，身份 证");
        assert_eq!(query.letters, "idcard身份证".chars().collect::<Vec<_>>());
        assert_eq!(query.ends, [2, 6, 8, 9]);
        assert!(Query::new(" ，。").is_empty());
        assert_eq!(Query::new(&"身".repeat(500)).letters.len(), LETTERS_MAX);
    }
}
