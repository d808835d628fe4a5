//! The last number of a day (domain §5): whether who comes now can still be served.

/// The work that waits beside the time there is for it, in seconds of service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Load {
    /// What the people who wait need.
    pub needed_seconds: u64,
    /// What the windows have left today.
    pub left_seconds: u64,
}

impl Load {
    /// True when no more numbers should be given out: the people who wait fill the day.
    #[must_use]
    pub const fn is_full(self) -> bool {
        self.needed_seconds > self.left_seconds
    }
}

/// Compares waiting × average service with the time that is left × windows.
#[must_use]
pub fn cutoff(remaining_minutes: u32, waiting: u32, average_service_seconds: u32, open_windows: u32) -> Load {
    let left = u64::from(remaining_minutes) * 60;
    Load {
        needed_seconds: u64::from(waiting) * u64::from(average_service_seconds),
        left_seconds: left.saturating_mul(u64::from(open_windows)),
    }
}
