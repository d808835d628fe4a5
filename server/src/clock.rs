//! Server time: the one place that reads the clock. Everybody else is handed a [`Moment`].

use hall::moment::Moment;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

/// The server's clock: the system's, or for tests one that can be set while a hall runs.
#[derive(Clone, Copy, Debug, Default)]
pub struct Clock(Option<&'static AtomicI64>);

impl Clock {
    /// The system's clock moved by so many milliseconds, which may change at any time.
    #[must_use]
    pub const fn moved_by(milliseconds: &'static AtomicI64) -> Self {
        Self(Some(milliseconds))
    }

    /// Now. A system clock before 1970 or beyond the year 292 million reads as the epoch.
    #[must_use]
    pub fn now(self) -> Moment {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let moved = self.0.map_or(0, |moved| moved.load(Ordering::Relaxed));
        let milliseconds = i64::try_from(since.as_millis()).unwrap_or_default();
        Moment::from_unix_ms(milliseconds.saturating_add(moved))
    }
}
