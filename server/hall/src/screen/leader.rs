//! Which screen of a zone speaks: one at a time, or two voices talk into each other (R29). A lease: whoever was told
//! that it speaks goes on until it falls silent or away, and what it was told holds as long as it counts as here.

use crate::id::ScreenId;
use crate::moment::Moment;

/// A report counts, and what a screen was told holds, for less than so many seconds.
pub const FRESH_SECONDS: u32 = 25;

/// A screen of a zone, as its last report has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Voice<'a> {
    /// Which.
    pub screen: &'a ScreenId,
    /// When it reported.
    pub at: Moment,
    /// It can be heard.
    pub audible: bool,
    /// Grows each time that another screen is told that it speaks: the highest was told last. 0: never.
    pub turn: u64,
}

impl Voice<'_> {
    /// It has reported a moment ago. What is said to have happened later than a clock may be wrong is no report.
    #[must_use]
    pub fn is_fresh(&self, now: Moment) -> bool {
        let apart = now.unix_ms().abs_diff(self.at.unix_ms());
        apart < u64::from(FRESH_SECONDS) * 1000
    }
}

/// Who speaks in a zone: who spoke last, while it is here and can be heard; otherwise the first by name that is here
/// and can be heard, otherwise the first that is here. None when nobody is.
#[must_use]
pub fn leader<'a>(voices: &[Voice<'a>], now: Moment) -> Option<&'a ScreenId> {
    let heard = |voice: &Voice<'_>| voice.audible && voice.is_fresh(now);
    let last = voices.iter().filter(|voice| voice.turn > 0).max_by_key(|voice| voice.turn);
    if let Some(last) = last.filter(|last| heard(last)) {
        return Some(last.screen);
    }
    let first = |voices: &mut dyn Iterator<Item = &Voice<'a>>| voices.map(|voice| voice.screen).min();
    first(&mut voices.iter().filter(|voice| heard(voice)))
        .or_else(|| first(&mut voices.iter().filter(|voice| voice.is_fresh(now))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const START_MS: i64 = 1_795_000_000_000;

    fn at(ms: i64) -> Moment {
        Moment::from_unix_ms(START_MS + ms)
    }

    fn ids() -> Vec<ScreenId> {
        ["a", "b", "c", "d"].map(|id| id.parse().unwrap()).to_vec()
    }

    fn voice(screen: &ScreenId, seconds: i64, audible: bool, turn: u64) -> Voice<'_> {
        Voice { screen, at: at(seconds * 1000), audible, turn }
    }

    #[test]
    fn who_spoke_last_goes_on_and_the_first_that_can_be_heard_follows() {
        let ids = ids();
        let now = at(30_000);
        let all = [voice(&ids[0], 29, true, 0), voice(&ids[1], 20, true, 7), voice(&ids[2], 29, true, 3)];
        assert_eq!(leader(&all, now), Some(&ids[1]));
        let silent = [all[0], Voice { audible: false, ..all[1] }, all[2]];
        assert_eq!(leader(&silent, now), Some(&ids[0]));
        let away = [all[0], Voice { at: at(5_000), ..all[1] }, all[2]];
        assert_eq!(leader(&away, now), Some(&ids[0]), "25 seconds are too many");
        assert_eq!(leader(&away, at(29_999)), Some(&ids[1]));
        let nobody_heard = [voice(&ids[2], 29, false, 9), voice(&ids[1], 29, false, 0)];
        assert_eq!(leader(&nobody_heard, now), Some(&ids[1]));
        assert_eq!(leader(&[voice(&ids[0], 0, true, 1)], now), None);
        assert_eq!(leader(&[], now), None);
    }

    #[test]
    fn what_a_clock_far_ahead_has_left_is_nobody() {
        let ids = ids();
        let ahead = voice(&ids[0], 3600, true, 5);
        assert_eq!(leader(&[ahead, voice(&ids[1], 0, true, 0)], at(0)), Some(&ids[1]));
        assert_eq!(leader(&[voice(&ids[0], 3, true, 5)], at(0)), Some(&ids[0]), "two servers' clocks");
    }

    /// A zone as its server keeps it, and what each screen believes.
    #[derive(Default)]
    struct Zone {
        reports: Vec<Option<(i64, bool, u64)>>,
        leases: Vec<Option<i64>>,
    }

    impl Zone {
        /// A report, and whether it is told that it speaks.
        fn report(&mut self, who: usize, ms: i64, audible: bool) -> bool {
            let ids = ids();
            let turn = self.reports[who].map_or(0, |(_, _, turn)| turn);
            self.reports[who] = Some((ms, audible, turn));
            let voices: Vec<Voice<'_>> = ids
                .iter()
                .zip(&self.reports)
                .filter_map(|(screen, report)| {
                    let (ms, audible, turn) = (*report)?;
                    Some(Voice { screen, at: at(ms), audible, turn })
                })
                .collect();
            let speaks = leader(&voices, at(ms)) == Some(&ids[who]);
            let highest = voices.iter().map(|voice| voice.turn).max().unwrap_or_default();
            if speaks && (turn == 0 || turn < highest) {
                self.reports[who] = Some((ms, audible, highest + 1));
            }
            self.leases[who] = speaks.then_some(ms + i64::from(FRESH_SECONDS) * 1000);
            speaks
        }
    }

    proptest! {
        #[test]
        fn never_two_that_are_heard_and_always_one_while_somebody_is_here(
            steps in prop::collection::vec((0usize..4, 0i64..12_000, prop::bool::weighted(0.8)), 1..120),
        ) {
            let mut zone = Zone { reports: vec![None; 4], leases: vec![None; 4] };
            let mut now = 0;
            let ids = ids();
            for (who, wait, audible) in steps {
                now += wait;
                zone.report(who, now, audible);
                let heard = (0..4).filter(|n| {
                    zone.leases[*n].is_some_and(|until| now < until)
                        && zone.reports[*n].is_some_and(|(_, audible, _)| audible)
                });
                prop_assert!(heard.count() <= 1);
                let voices: Vec<Voice<'_>> = ids.iter().zip(&zone.reports)
                    .filter_map(|(screen, report)| report.map(|(ms, audible, turn)| Voice { screen, at: at(ms), audible, turn }))
                    .collect();
                let one = leader(&voices, at(now));
                prop_assert!(one.is_some(), "who has just reported is here");
                prop_assert!(voices.iter().any(|voice| Some(voice.screen) == one && voice.is_fresh(at(now))));
                let reversed: Vec<_> = voices.iter().rev().copied().collect();
                prop_assert_eq!(leader(&reversed, at(now)), one, "however the rows come");
            }
        }

        #[test]
        fn while_all_report_in_time_and_are_heard_nobody_else_begins(
            steps in prop::collection::vec((0usize..4, 0i64..6_000), 1..120),
        ) {
            let mut zone = Zone { reports: vec![None; 4], leases: vec![None; 4] };
            let (mut now, mut told) = (0, None);
            let mut next = [0_i64; 4];
            for (who, wait) in steps {
                now += wait;
                // whoever is due reports first, as screens do every ten seconds
                for screen in (0..4).filter(|screen| now >= next[*screen]).chain([who]).collect::<Vec<_>>() {
                    next[screen] = now + 10_000;
                    if zone.report(screen, now, true) {
                        prop_assert!(told.is_none_or(|told| told == screen));
                        told = Some(screen);
                    }
                }
            }
        }
    }
}
