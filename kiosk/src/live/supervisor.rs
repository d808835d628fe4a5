//! What to do about the event stream: a plain state machine, fed with what happened and what time it
//! is, answering with what to do next. It never gives up; a stream that was replaced changes nothing.
//!
//! How old the data are is decided here too ([`Supervisor::link`]). A beat comes every 15 s, so
//! silence on an open stream says nothing before 15 s plus a grace; a stream that is known to be
//! broken makes the data stale 15 s after it broke (A67).

/// An open stream that is silent for longer than this does not count as fresh: one beat and a grace.
pub const QUIET_MS: f64 = 20_000.0;
/// Data without a working stream are stale after this (A67).
pub const STALE_MS: f64 = 15_000.0;
/// Data this old are not shown any more (A67).
pub const LOST_MS: f64 = 120_000.0;
/// An open stream that is silent for this long is dead and is replaced.
pub const DEAD_MS: f64 = 40_000.0;
const FIRST_RETRY_MS: f64 = 1_000.0;
const LAST_RETRY_MS: f64 = 30_000.0;

/// How fresh the data are. The times are monotonic milliseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Link {
    /// The page has just begun and has not heard from the server yet.
    #[default]
    Connecting,
    /// The server was heard a moment ago.
    Fresh,
    /// What is shown may be out of date: say so (A67).
    Stale {
        /// The data were good until then.
        since_ms: f64,
    },
    /// What was known is too old to be shown (A67).
    Lost {
        /// The data were good until then.
        since_ms: f64,
    },
}

impl Link {
    /// True when what is shown can be relied on.
    #[must_use]
    pub const fn is_fresh(self) -> bool {
        matches!(self, Self::Fresh)
    }

    /// True when people must be told that the data are old, or that there are none.
    #[must_use]
    pub const fn is_broken(self) -> bool {
        matches!(self, Self::Stale { .. } | Self::Lost { .. })
    }
}

/// What to do about the stream.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Action {
    /// Close what is open and open a new one under this generation.
    Open {
        /// The name of the new stream.
        generation: u32,
    },
    /// Close what is open; the time to open again will come.
    Close,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Phase {
    /// A stream was asked for; nothing came yet.
    Opening { since: f64 },
    /// The stream speaks.
    Up,
    /// There is none until then.
    Waiting { until: f64 },
    /// There is none because nobody looks.
    Resting,
}

/// The supervisor of one stream.
#[derive(Clone, Debug, PartialEq)]
pub struct Supervisor {
    generation: u32,
    phase: Phase,
    /// Failures since a stream last proved itself.
    failures: i32,
    /// The data were good until then.
    good_until: f64,
    heard: bool,
}

impl Supervisor {
    /// Begins, with the first thing to do.
    #[must_use]
    pub fn start(now: f64) -> (Self, Action) {
        let mut it = Self {
            generation: 0,
            phase: Phase::Waiting { until: now },
            failures: 0,
            good_until: now,
            heard: false,
        };
        let action = it.open(now);
        (it, action)
    }

    /// Something came on the stream of that generation. Returns whether it counts: a word from a
    /// stream that was replaced does not.
    pub fn heard(&mut self, generation: u32, now: f64) -> bool {
        if generation != self.generation || !self.has_stream() {
            return false;
        }
        self.phase = Phase::Up;
        self.good_until = now;
        self.heard = true;
        true
    }

    /// A beat came: a stream that lives this long has proved itself, so the next failure begins to
    /// count anew. (A server that greets and hangs up must not be asked every second for ever.)
    pub fn proved(&mut self) {
        self.failures = 0;
    }

    /// The stream of that generation broke. `random` is in 0..1.
    pub fn broke(&mut self, generation: u32, now: f64, random: f64) -> Option<Action> {
        if generation != self.generation || !self.has_stream() {
            return None;
        }
        if self.phase == Phase::Up {
            self.good_until = now;
        }
        Some(self.wait(now, random))
    }

    /// What came does not continue what is known: begin again (with a snapshot), at once the first
    /// time, with patience when it happens again.
    pub fn resync(&mut self, now: f64, random: f64) -> Action {
        if self.failures > 0 {
            return self.wait(now, random);
        }
        self.failures += 1;
        self.open(now)
    }

    /// Time has passed.
    pub fn tick(&mut self, now: f64, random: f64) -> Option<Action> {
        match self.phase {
            Phase::Waiting { until } if now >= until => Some(self.open(now)),
            Phase::Opening { since } if now - since > DEAD_MS => Some(self.wait(now, random)),
            Phase::Up if now - self.good_until > DEAD_MS => Some(self.wait(now, random)),
            _ => None,
        }
    }

    /// Nobody looks at the page: go without a stream until somebody does. Up to here a stream that is
    /// not silent for too long has brought everything, as when it breaks.
    pub fn rest(&mut self, now: f64) -> Option<Action> {
        if self.phase == Phase::Resting {
            return None;
        }
        if self.phase == Phase::Up && self.link(now).is_fresh() {
            self.good_until = now;
        }
        self.phase = Phase::Resting;
        Some(Action::Close)
    }

    /// Somebody looks again. What is known is as old as the rest was long, and looks so until the first
    /// word comes: pages say it in a line or leave figures out, and nobody loses what they were doing.
    /// Where nothing was heard yet nothing can be old: it begins as at first.
    pub fn wake(&mut self, now: f64) -> Option<Action> {
        if self.phase != Phase::Resting {
            return None;
        }
        if !self.heard {
            self.good_until = now;
        }
        self.failures = 0;
        Some(self.open(now))
    }

    const fn has_stream(&self) -> bool {
        matches!(self.phase, Phase::Opening { .. } | Phase::Up)
    }

    /// How fresh the data are.
    #[must_use]
    pub fn link(&self, now: f64) -> Link {
        let age = now - self.good_until;
        let limit = if self.phase == Phase::Up { QUIET_MS } else { STALE_MS };
        if age >= LOST_MS {
            Link::Lost { since_ms: self.good_until }
        } else if age >= limit {
            Link::Stale { since_ms: self.good_until }
        } else if self.heard {
            Link::Fresh
        } else {
            Link::Connecting
        }
    }

    fn open(&mut self, now: f64) -> Action {
        self.generation = self.generation.wrapping_add(1);
        self.phase = Phase::Opening { since: now };
        Action::Open { generation: self.generation }
    }

    fn wait(&mut self, now: f64, random: f64) -> Action {
        self.phase = Phase::Waiting { until: now + delay(self.failures, random) };
        self.failures = self.failures.saturating_add(1);
        Action::Close
    }
}

/// How long to wait after so many failures: doubling from 1 to 30 s, of which up to a half is left to
/// chance so that the screens of a hall do not all come back in the same moment.
fn delay(failures: i32, random: f64) -> f64 {
    let whole = (FIRST_RETRY_MS * 2.0_f64.powi(failures.clamp(0, 10))).min(LAST_RETRY_MS);
    whole * (0.5 + 0.5 * random.clamp(0.0, 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn up(now: f64) -> Supervisor {
        let (mut it, action) = Supervisor::start(now);
        assert_eq!(action, Action::Open { generation: 1 });
        assert!(it.heard(1, now));
        it.proved();
        it
    }

    #[test]
    fn it_connects_and_says_how_fresh_it_is() {
        let (mut it, _) = Supervisor::start(0.0);
        assert_eq!(it.link(1_000.0), Link::Connecting);
        assert!(it.heard(1, 2_000.0));
        assert_eq!(it.link(2_000.0), Link::Fresh);
        assert_eq!(it.link(21_999.0), Link::Fresh, "one beat and a grace");
        assert_eq!(it.link(22_000.0), Link::Stale { since_ms: 2_000.0 });
        assert!(it.heard(1, 23_000.0));
        assert_eq!(it.link(23_000.0), Link::Fresh);
    }

    #[test]
    fn a_server_that_never_answers_makes_the_page_stale_and_then_lost() {
        let (mut it, _) = Supervisor::start(0.0);
        assert_eq!(it.broke(1, 10.0, 0.5), Some(Action::Close));
        assert_eq!(it.link(14_999.0), Link::Connecting);
        assert_eq!(it.link(15_000.0), Link::Stale { since_ms: 0.0 });
        assert_eq!(it.link(120_000.0), Link::Lost { since_ms: 0.0 });
    }

    #[test]
    fn a_broken_stream_is_stale_after_fifteen_seconds_and_comes_back_by_itself() {
        let mut it = up(0.0);
        assert_eq!(it.broke(1, 9_000.0, 0.0), Some(Action::Close));
        assert_eq!(it.tick(9_499.0, 0.0), None);
        assert_eq!(it.tick(9_500.0, 0.0), Some(Action::Open { generation: 2 }));
        assert_eq!(it.broke(2, 9_600.0, 0.0), Some(Action::Close), "refused: still starting");
        assert_eq!(it.link(23_999.0), Link::Fresh);
        assert_eq!(it.link(24_000.0), Link::Stale { since_ms: 9_000.0 });
        assert_eq!(it.tick(24_000.0, 0.0), Some(Action::Open { generation: 3 }));
        assert!(it.heard(3, 24_050.0));
        assert_eq!(it.link(24_050.0), Link::Fresh);
    }

    #[test]
    fn a_silent_stream_is_replaced() {
        let mut it = up(0.0);
        assert_eq!(it.tick(40_000.0, 0.0), None);
        assert_eq!(it.tick(40_001.0, 0.0), Some(Action::Close));
        assert_eq!(it.link(40_001.0), Link::Stale { since_ms: 0.0 }, "old since it was last heard");
        assert_eq!(it.tick(41_001.0, 0.0), Some(Action::Open { generation: 2 }));
        assert_eq!(it.tick(81_002.0, 0.0), Some(Action::Close), "opening for ever is dead too");
    }

    #[test]
    fn a_replaced_stream_changes_nothing() {
        let mut it = up(0.0);
        it.broke(1, 1_000.0, 0.0);
        assert!(!it.heard(1, 1_001.0), "closed meanwhile");
        assert_eq!(it.broke(1, 1_002.0, 0.0), None);
        it.tick(2_000.0, 0.0);
        let before = it.clone();
        assert!(!it.heard(1, 2_001.0));
        assert_eq!(it.broke(1, 2_002.0, 0.0), None);
        assert_eq!(it, before);
        assert!(it.heard(2, 2_003.0));
    }

    #[test]
    fn it_waits_longer_each_time_but_never_for_ever() {
        for (failures, low, high) in [(0, 500.0, 1_000.0), (1, 1_000.0, 2_000.0), (4, 8_000.0, 16_000.0)] {
            assert_eq!(delay(failures, 0.0), low);
            assert_eq!(delay(failures, 1.0), high);
        }
        for failures in [5, 6, 1_000, i32::MAX] {
            assert!((15_000.0..=30_000.0).contains(&delay(failures, 0.3)));
        }
        let (mut it, _) = Supervisor::start(0.0);
        let mut now = 0.0;
        for generation in 1..500 {
            assert_eq!(it.broke(generation, now, 1.0), Some(Action::Close));
            assert_eq!(it.tick(now + 100.0, 1.0), None);
            now += 30_000.0;
            assert!(matches!(it.tick(now, 1.0), Some(Action::Open { .. })), "try {generation}");
        }
    }

    #[test]
    fn only_a_beat_makes_it_patient_again() {
        let mut it = up(0.0);
        it.broke(1, 0.0, 1.0);
        it.tick(1_000.0, 1.0);
        it.heard(2, 1_100.0);
        it.broke(2, 1_200.0, 1.0);
        assert_eq!(it.tick(2_300.0, 1.0), None, "greeted and hung up: 2 s now");
        it.tick(3_200.0, 1.0);
        it.heard(3, 3_300.0);
        it.proved();
        it.broke(3, 4_000.0, 1.0);
        assert!(it.tick(5_000.0, 1.0).is_some(), "1 s again");
    }

    #[test]
    fn a_page_that_nobody_looks_at_keeps_no_stream_and_what_it_knows_grows_old() {
        let mut it = up(0.0);
        assert_eq!(it.wake(500.0), None, "it is awake");
        assert_eq!(it.rest(14_000.0), Some(Action::Close));
        assert_eq!(it.rest(14_500.0), None);
        assert!(!it.heard(1, 15_000.0), "closed");
        assert_eq!(it.broke(1, 15_000.0, 0.0), None);
        assert_eq!(it.tick(900_000.0, 0.0), None);
        assert_eq!(it.wake(1_000_000.0), Some(Action::Open { generation: 2 }));
        assert_eq!(it.link(1_000_000.0), Link::Lost { since_ms: 14_000.0 }, "until the first word");
        assert!(it.heard(2, 1_000_100.0));
        assert_eq!(it.link(1_000_100.0), Link::Fresh);
    }

    #[test]
    fn a_short_rest_makes_nothing_old_and_hides_nothing_that_is() {
        let mut it = up(0.0);
        it.rest(14_000.0);
        it.wake(20_000.0);
        assert_eq!(it.link(20_000.0), Link::Fresh, "as old as after a break of six seconds");
        assert_eq!(it.link(29_000.0), Link::Stale { since_ms: 14_000.0 });
        let mut silent = up(0.0);
        silent.rest(30_000.0);
        silent.wake(31_000.0);
        assert_eq!(silent.link(31_000.0), Link::Stale { since_ms: 0.0 });
        let mut broken = up(0.0);
        broken.broke(1, 1_000.0, 1.0);
        broken.rest(1_500.0);
        broken.wake(16_000.0);
        assert_eq!(broken.link(16_000.0), Link::Stale { since_ms: 1_000.0 });
    }

    #[test]
    fn a_page_that_began_out_of_sight_begins_when_it_is_looked_at() {
        let (mut it, _) = Supervisor::start(0.0);
        it.rest(10.0);
        assert_eq!(it.wake(600_000.0), Some(Action::Open { generation: 2 }));
        assert_eq!(it.link(600_000.0), Link::Connecting, "nothing is shown that could be old");
        assert_eq!(it.link(615_000.0), Link::Stale { since_ms: 600_000.0 });
    }

    #[test]
    fn a_hole_asks_for_a_snapshot_at_once_and_then_patiently() {
        let mut it = up(0.0);
        assert_eq!(it.resync(10.0, 0.0), Action::Open { generation: 2 });
        it.heard(2, 20.0);
        assert_eq!(it.resync(30.0, 1.0), Action::Close, "again: do not hammer the server");
        assert_eq!(it.tick(2_030.0, 0.0), Some(Action::Open { generation: 3 }));
    }
}
