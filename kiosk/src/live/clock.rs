//! The server's clock, kept alive between its words with a clock that never jumps
//! (`performance.now`). The device's own time of day is never read: a kiosk without a battery clock
//! would show a wrong one, and no clock is better than a wrong one (signage §2).

use hall::moment::Moment;

/// The clock is corrected when the server differs by more than this.
const TOLERANCE_MS: i64 = 2_000;
/// Without a word of the server for this long, the time is not known any more.
const TRUSTED_FOR_MS: f64 = 3_600_000.0;

/// Milliseconds since the page began, never going back; 0 outside a browser.
#[must_use]
pub fn monotonic_ms() -> f64 {
    web_sys::window().and_then(|window| window.performance()).map_or(0.0, |clock| clock.now())
}

/// The server's time as a function of the monotonic clock.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Clock {
    anchor: Option<Anchor>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Anchor {
    /// Server time minus monotonic time.
    offset_ms: i64,
    /// When the server last told the time, monotonic.
    heard_ms: f64,
}

impl Clock {
    /// The server said what time it is.
    pub fn hear(&mut self, server: Moment, monotonic: f64) {
        let offset_ms = server.unix_ms().saturating_sub(whole(monotonic));
        let kept = self
            .anchor
            .map(|anchor| anchor.offset_ms)
            .filter(|known| known.saturating_sub(offset_ms).abs() <= TOLERANCE_MS);
        self.anchor = Some(Anchor { offset_ms: kept.unwrap_or(offset_ms), heard_ms: monotonic });
    }

    /// What time it is at the server; none before it was told and when that was too long ago.
    #[must_use]
    pub fn now(&self, monotonic: f64) -> Option<Moment> {
        let heard_ms = self.anchor?.heard_ms;
        self.reckoned(monotonic).filter(|_| monotonic - heard_ms <= TRUSTED_FOR_MS)
    }

    /// What time it is, however long ago the server told it; none before. Right enough to know night from day and what
    /// has expired, not to be shown.
    #[must_use]
    pub fn reckoned(&self, monotonic: f64) -> Option<Moment> {
        let offset_ms = self.anchor?.offset_ms;
        Some(Moment::from_unix_ms(offset_ms.saturating_add(whole(monotonic))))
    }
}

/// Whole milliseconds; a float of this size converts without loss.
#[expect(clippy::cast_possible_truncation, reason = "milliseconds of a page's life are far below 2^53")]
const fn whole(ms: f64) -> i64 {
    ms as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(ms: i64) -> Moment {
        Moment::from_unix_ms(ms)
    }

    #[test]
    fn it_runs_on_from_what_the_server_said() {
        let mut clock = Clock::default();
        assert_eq!(clock.now(5.0), None);
        clock.hear(at(1_000_000), 100.0);
        assert_eq!(clock.now(1_100.0), Some(at(1_001_000)));
    }

    #[test]
    fn small_differences_do_not_make_it_jump_and_large_ones_correct_it() {
        let mut clock = Clock::default();
        clock.hear(at(1_000_000), 0.0);
        clock.hear(at(1_014_200), 15_000.0);
        assert_eq!(clock.now(15_000.0), Some(at(1_015_000)), "0.8 s of network delay");
        clock.hear(at(1_090_000), 30_000.0);
        assert_eq!(clock.now(30_000.0), Some(at(1_090_000)), "the machine slept for a minute");
    }

    #[test]
    fn after_an_hour_of_silence_it_does_not_know_the_time() {
        let mut clock = Clock::default();
        clock.hear(at(0), 0.0);
        assert!(clock.now(TRUSTED_FOR_MS).is_some());
        assert_eq!(clock.now(TRUSTED_FOR_MS + 1.0), None);
        assert_eq!(clock.reckoned(TRUSTED_FOR_MS + 1.0), Some(at(3_600_001)), "night goes on");
        assert_eq!(Clock::default().reckoned(5.0), None);
        clock.hear(at(4_000_000), TRUSTED_FOR_MS + 2.0);
        assert!(clock.now(TRUSTED_FOR_MS + 3.0).is_some());
    }
}
