//! Server time: the one place that reads the clock. Everybody else is handed a [`Moment`].

use hall::moment::Moment;
use std::time::{SystemTime, UNIX_EPOCH};

/// The server's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct Clock;

impl Clock {
    /// Now. A system clock before 1970 or beyond the year 292 million reads as the epoch.
    #[must_use]
    pub fn now(self) -> Moment {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Moment::from_unix_ms(i64::try_from(since.as_millis()).unwrap_or_default())
    }
}
