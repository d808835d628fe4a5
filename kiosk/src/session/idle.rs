//! How long a person has been away, and what follows: a warning, then the end (A33–A36). A plain
//! state without a clock: times are passed in, in milliseconds of a clock that never jumps.

/// Where the person is; each place waits a different time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Nobody is there.
    Attract,
    /// Somebody reads or chooses, unnamed.
    Anonymous,
    /// Something of a person was entered.
    Identified,
    /// A ticket is on the screen.
    Result,
    /// Somebody has called for help and waits.
    Helped,
}

/// Seconds without a touch before the warning, while somebody reads or chooses.
pub const ANONYMOUS_SECONDS: u32 = 60;
/// Seconds without a touch before the warning, after something of a person was entered.
pub const IDENTIFIED_SECONDS: u32 = 45;
/// Seconds without a touch before the warning, while a ticket is on the screen.
pub const RESULT_SECONDS: u32 = 20;
/// Seconds without a touch before the warning, while somebody waits for help: that nobody has answered is told after a
/// minute, and is to be read.
pub const HELPED_SECONDS: u32 = 100;
/// Seconds of the warning (WCAG 2.2.1 asks for 20).
pub const WARNING_SECONDS: u32 = 30;
/// The second of the countdown that is announced again (A36).
pub const ANNOUNCED_AT: u32 = 10;

impl Stage {
    /// Seconds before the warning; none where nobody is waited for. Twice as long for `slow` people: elders, and
    /// who listens (A35).
    #[must_use]
    pub const fn patience(self, slow: bool) -> Option<u32> {
        let seconds = match self {
            Self::Attract => return None,
            Self::Anonymous => ANONYMOUS_SECONDS,
            Self::Identified => IDENTIFIED_SECONDS,
            Self::Result => RESULT_SECONDS,
            Self::Helped => HELPED_SECONDS,
        };
        Some(if slow { seconds * 2 } else { seconds })
    }
}

/// What the idle clock says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Somebody is there, or nobody is waited for.
    Calm,
    /// The warning is shown; so many seconds are left, at least 1.
    Warning(u32),
    /// Time is up.
    Over,
}

/// The three moments that are announced; every second would drown everything else (A36).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Announcement {
    /// The warning began.
    Begins,
    /// Ten seconds are left.
    Soon,
    /// Time is up.
    Over,
}

/// The idle clock.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Idle {
    touched_ms: f64,
}

impl Idle {
    /// Starts with somebody just there.
    #[must_use]
    pub const fn new(now_ms: f64) -> Self {
        Self { touched_ms: now_ms }
    }

    /// Somebody touched something or pressed a key: everything begins again, as often as they like.
    pub const fn touch(&mut self, now_ms: f64) {
        self.touched_ms = now_ms;
    }

    /// Somebody moves inside the warning: it stays, its time begins again.
    pub fn hold(&mut self, now_ms: f64, stage: Stage, slow: bool) {
        if let Some(patience) = stage.patience(slow) {
            self.touched_ms = now_ms - f64::from(patience) * 1000.0;
        }
    }

    /// What to do now.
    #[must_use]
    pub fn phase(&self, now_ms: f64, stage: Stage, slow: bool) -> Phase {
        let Some(patience) = stage.patience(slow) else { return Phase::Calm };
        let away = (now_ms - self.touched_ms) / 1000.0 - f64::from(patience);
        if away < 0.0 {
            return Phase::Calm;
        }
        // counting whole seconds avoids a conversion that could go wrong
        (0..WARNING_SECONDS)
            .find(|passed| away < f64::from(passed + 1))
            .map_or(Phase::Over, |passed| Phase::Warning(WARNING_SECONDS - passed))
    }
}

impl Phase {
    /// What to announce when one phase follows another.
    #[must_use]
    pub fn announcement(self, before: Self) -> Option<Announcement> {
        match (before, self) {
            (Self::Over, _) | (_, Self::Calm) => None,
            (_, Self::Over) => Some(Announcement::Over),
            (Self::Calm, Self::Warning(_)) => Some(Announcement::Begins),
            (Self::Warning(was), Self::Warning(left)) => {
                (was > ANNOUNCED_AT && left <= ANNOUNCED_AT).then_some(Announcement::Soon)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMIT: f64 = 60_000.0;

    #[test]
    fn the_warning_comes_on_time_and_the_end_thirty_seconds_later() {
        let idle = Idle::new(1_000.0);
        let at = |ms: f64| idle.phase(1_000.0 + ms, Stage::Anonymous, false);
        assert_eq!(at(LIMIT - 1.0), Phase::Calm);
        assert_eq!(at(LIMIT), Phase::Warning(30));
        assert_eq!(at(LIMIT + 29_999.0), Phase::Warning(1));
        assert_eq!(at(LIMIT + 30_000.0), Phase::Over);
    }

    #[test]
    fn elders_have_twice_the_time_and_nobody_is_thrown_out_of_the_attract_page() {
        let idle = Idle::new(0.0);
        assert_eq!(idle.phase(2.0 * LIMIT - 1.0, Stage::Anonymous, true), Phase::Calm);
        assert_eq!(idle.phase(2.0 * LIMIT, Stage::Anonymous, true), Phase::Warning(30));
        assert_eq!(idle.phase(45_000.0, Stage::Identified, false), Phase::Warning(30));
        assert_eq!(idle.phase(20_000.0, Stage::Result, false), Phase::Warning(30));
        assert_eq!(idle.phase(40_000.0, Stage::Result, true), Phase::Warning(30));
        assert_eq!(idle.phase(1e12, Stage::Attract, false), Phase::Calm);
    }

    #[test]
    fn it_can_be_extended_without_end() {
        let mut idle = Idle::new(0.0);
        let mut now = 0.0;
        for _ in 0..50 {
            now += LIMIT + 15_000.0;
            assert_eq!(idle.phase(now, Stage::Anonymous, false), Phase::Warning(15));
            idle.touch(now);
            assert_eq!(idle.phase(now, Stage::Anonymous, false), Phase::Calm);
        }
        now += LIMIT + 20_000.0;
        idle.hold(now, Stage::Anonymous, false);
        assert_eq!(idle.phase(now, Stage::Anonymous, false), Phase::Warning(30));
    }

    #[test]
    fn three_moments_are_announced_also_when_ticks_are_missed() {
        let idle = Idle::new(0.0);
        for step in [250.0, 1_700.0] {
            let (mut before, mut said, mut now) = (Phase::Calm, Vec::new(), 0.0);
            while before != Phase::Over {
                now += step;
                let phase = idle.phase(now, Stage::Anonymous, false);
                said.extend(phase.announcement(before));
                before = phase;
            }
            assert_eq!(said, [Announcement::Begins, Announcement::Soon, Announcement::Over]);
        }
    }
}
