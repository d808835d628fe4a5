//! How long people stay signed in, and when guessing passwords ends. Every number can be set on the
//! command line or in the environment.

use clap::{Args, value_parser};
use hall::moment::Moment;

/// Wrong passwords of all strangers together that lock an account for strangers, as a multiple of those
/// from one place.
const STRANGERS: u32 = 10;

/// The rules of signing in.
#[derive(Clone, Copy, Debug, Args)]
pub struct Rules {
    /// Wrong passwords in a row, for one account from one place, that lock it there.
    #[arg(long, env = "MINGTANG_LOCK_AFTER", default_value_t = Self::default().lock_after,
        value_parser = value_parser!(u32).range(1..))]
    pub lock_after: u32,

    /// Minutes that an account stays locked; every further wrong password after them locks it again.
    #[arg(long, env = "MINGTANG_LOCK_MINUTES", default_value_t = Self::default().lock_minutes,
        value_parser = value_parser!(u32).range(1..))]
    pub lock_minutes: u32,

    /// Hours after which everybody signs in again: one working day.
    #[arg(long, env = "MINGTANG_SESSION_HOURS", default_value_t = Self::default().session_hours,
        value_parser = value_parser!(u32).range(1..))]
    pub session_hours: u32,

    /// Minutes without any act after which somebody is signed out; what a page reads by itself is none.
    #[arg(long, env = "MINGTANG_IDLE_MINUTES", default_value_t = Self::default().idle_minutes,
        value_parser = value_parser!(u32).range(2..))]
    pub idle_minutes: u32,
}

impl Default for Rules {
    fn default() -> Self {
        Self { lock_after: 10, lock_minutes: 15, session_hours: 12, idle_minutes: 120 }
    }
}

impl Rules {
    /// Wrong passwords in a row of all strangers together that lock an account for all strangers.
    #[must_use]
    pub const fn lock_strangers_after(&self) -> u32 {
        self.lock_after.saturating_mul(STRANGERS)
    }

    /// How long a lock lasts, in seconds.
    #[must_use]
    pub fn lock_seconds(&self) -> i64 {
        i64::from(self.lock_minutes) * 60
    }

    /// How long a session lasts at most, in seconds.
    #[must_use]
    pub fn session_seconds(&self) -> i64 {
        i64::from(self.session_hours) * 60 * 60
    }

    /// A session that was last used at or before this instant has ended.
    #[must_use]
    pub fn idle_since(&self, now: Moment) -> Moment {
        now.plus_seconds(-i64::from(self.idle_minutes) * 60)
    }
}
