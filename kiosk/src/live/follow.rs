//! Which version of the catalog a page should have, and when it asks again. Pure: no clock, no network.

use hall::event::Event;

/// The first wait before asking again, in milliseconds; it doubles.
const FIRST_MS: u32 = 500;
/// The longest wait, in milliseconds.
const LONGEST_MS: u32 = 8_000;

/// What a page was told of the catalog, and how often it asked in vain.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Follow {
    round: u32,
    told: Option<u32>,
    /// The page was away: a version may have been told meanwhile. An answer is looked at once more.
    unsure: bool,
    vain: u32,
}

impl Follow {
    /// A fact of the hall. True when the catalog must be asked for: another version is in force, or another day.
    pub fn hear(&mut self, event: &Event) -> bool {
        match event {
            Event::CatalogPublished { version } => {
                self.tell(*version);
                true
            }
            Event::DayStarted { .. } => {
                self.unsure = true;
                true
            }
            _ => false,
        }
    }

    /// This version is in force.
    pub fn tell(&mut self, version: u32) {
        self.told = Some(version);
    }

    /// The page was away: what it was told may be old.
    pub fn was_away(&mut self) {
        self.told = None;
        self.unsure = true;
    }

    /// Begins a round of asking: its number. What an earlier round gets counts no longer.
    pub fn begin(&mut self) -> u32 {
        self.round = self.round.wrapping_add(1);
        self.vain = 0;
        self.round
    }

    /// True while no later round has begun.
    #[must_use]
    pub const fn is_current(&self, round: u32) -> bool {
        self.round == round
    }

    /// After an answer of this version, or none: in how many milliseconds to ask again; none when it is the one in
    /// force. A server that needs long for a new version answers with the one before.
    pub fn after(&mut self, version: Option<&str>) -> Option<u32> {
        let fits = |told: u32| version.is_some_and(|version| version == told.to_string());
        match self.told {
            _ if version.is_none() => {}
            Some(told) if !fits(told) => {}
            _ if std::mem::take(&mut self.unsure) => return Some(LONGEST_MS),
            _ => return None,
        }
        let wait = FIRST_MS.saturating_mul(1 << self.vain.min(10)).min(LONGEST_MS);
        self.vain = self.vain.saturating_add(1);
        Some(wait)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn published(version: u32) -> Event {
        Event::CatalogPublished { version }
    }

    #[test]
    fn it_asks_until_it_has_the_version_that_it_was_told_of() {
        let mut follow = Follow::default();
        let round = follow.begin();
        assert_eq!(follow.after(Some("1")), None);
        assert!(follow.hear(&published(2)));
        let next = follow.begin();
        assert!(follow.is_current(next) && !follow.is_current(round));
        let waits: Vec<_> = (0..7).map(|_| follow.after(Some("1")).unwrap()).collect();
        assert_eq!(waits, [500, 1_000, 2_000, 4_000, 8_000, 8_000, 8_000]);
        assert_eq!(follow.after(None), Some(8_000), "no answer");
        assert_eq!(follow.after(Some("2")), None);
    }

    #[test]
    fn a_version_may_also_go_back_and_a_newer_word_counts() {
        let mut follow = Follow::default();
        follow.hear(&published(3));
        follow.hear(&published(2));
        follow.begin();
        assert_eq!(follow.after(Some("3")), Some(500));
        assert_eq!(follow.after(Some("2")), None);
        assert!(!follow.hear(&Event::HallResumed));
    }

    #[test]
    fn who_was_away_takes_what_comes_and_looks_once_more() {
        let mut follow = Follow::default();
        follow.hear(&published(3));
        follow.was_away();
        follow.begin();
        assert_eq!(follow.after(Some("4")), Some(LONGEST_MS));
        assert_eq!(follow.after(Some("5")), None);
        assert!(
            follow
                .hear(&Event::DayStarted { date: "2026-11-27".parse().unwrap(), carry: Default::default() })
        );
        follow.begin();
        assert_eq!(follow.after(Some("5")), Some(LONGEST_MS), "the day may come a little later");
        assert_eq!(follow.after(Some("5")), None);
    }

    #[test]
    fn each_round_begins_patiently_anew() {
        let mut follow = Follow::default();
        follow.begin();
        for _ in 0..40 {
            assert!(follow.after(None).is_some_and(|wait| wait <= LONGEST_MS));
        }
        follow.begin();
        assert_eq!(follow.after(None), Some(FIRST_MS));
    }
}
