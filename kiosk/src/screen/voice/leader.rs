//! Whether this screen speaks. Of all screens that are heard in one zone the server names one, with each answer to a
//! report; so two never talk at once. Its word holds for a while; a main board that the server cannot be asked about
//! speaks, because a call that is heard twice is better than one that nobody hears.

/// The server's word holds for so long.
const HOLDS_MS: f64 = 25_000.0;

/// What the server said, and when.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Leader {
    said: Option<(bool, f64)>,
    unheard_since: Option<f64>,
}

impl Leader {
    /// The server's word.
    pub fn told(&mut self, speaks: bool, now: f64) {
        *self = Self { said: Some((speaks, now)), unheard_since: None };
    }

    /// The server could not be asked.
    pub fn unheard(&mut self, now: f64) {
        self.unheard_since = self.unheard_since.or(Some(now));
    }

    /// Whether this screen speaks; none while that is not known. `alone`: a main board, which speaks without a word.
    #[must_use]
    pub fn speaks(&self, now: f64, alone: bool) -> Option<bool> {
        match (self.said, self.unheard_since) {
            (Some((speaks, at)), _) if now - at <= HOLDS_MS => Some(speaks),
            (_, Some(_)) => Some(alone),
            (Some(_), None) => Some(false),
            (None, None) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_servers_word_holds_for_a_while_and_a_main_board_speaks_without_one() {
        let mut leader = Leader::default();
        assert_eq!(leader.speaks(0.0, true), None, "it may be told in a moment");
        leader.told(false, 0.0);
        assert_eq!(leader.speaks(HOLDS_MS, true), Some(false));
        assert_eq!(leader.speaks(HOLDS_MS + 1.0, true), Some(false), "no report has failed");
        leader.unheard(20_000.0);
        assert_eq!(leader.speaks(20_001.0, true), Some(false), "the word still holds");
        assert_eq!(leader.speaks(HOLDS_MS + 1.0, true), Some(true));
        assert_eq!(leader.speaks(HOLDS_MS + 1.0, false), Some(false));
        leader.told(true, 60_000.0);
        assert_eq!(leader.speaks(60_001.0, false), Some(true));
    }
}
