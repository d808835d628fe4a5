//! How long a wait will be, as a range and never a single false-precise number (domain 4.5).

use crate::board::{Board, WindowState};
use crate::id::Prefix;
use crate::profile::{Hall, Queue};
use serde::{Deserialize, Serialize};

/// A waiting time in minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Estimate {
    /// At least about this long.
    pub low_minutes: u32,
    /// At most about this long.
    pub high_minutes: u32,
}

/// Seconds of one service of a queue: the median of the last ones today, or its usual time while fewer than
/// three are known.
pub(super) fn service_seconds(board: &Board, queue: &Queue) -> u32 {
    let mut services: Vec<u32> = board
        .lines
        .get(&queue.prefix)
        .map(|line| line.services.iter().copied().collect())
        .unwrap_or_default();
    services.sort_unstable();
    match services.get(services.len() / 2) {
        Some(median) if services.len() >= 3 => *median,
        _ => queue.typical_minutes.saturating_mul(60),
    }
}

/// Waiting time for somebody with `ahead` people before them in a queue; none when no window that
/// calls from the queue is open, because then nobody can know.
///
/// The middle is people × median service time ÷ open windows (the median of the last services today,
/// or the queue's usual time while fewer than three are known: one service that lasts an hour does
/// not move it); the range is 0.6 to 1.6 of it, rounded outward to 5 minutes above 10.
#[must_use]
pub fn estimate(board: &Board, hall: &Hall, prefix: &Prefix, ahead: u32) -> Option<Estimate> {
    let queue = hall.queue(prefix)?;
    let (mut open, mut idle) = (0_u32, 0_u32);
    for window in hall.windows_of(prefix) {
        let post = board.window(&window.id);
        if post.state == WindowState::Open {
            open += 1;
            idle += u32::from(post.ticket.is_none());
        }
    }
    if open == 0 {
        return None;
    }
    let seconds = service_seconds(board, queue);
    // people who must be finished before this one is called: idle windows take that many at once
    let before = u64::from(ahead.saturating_add(1).saturating_sub(idle));
    let middle = before * u64::from(seconds) / u64::from(open);
    let low = u32::try_from(middle * 6 / 10 / 60).unwrap_or(u32::MAX);
    let high = u32::try_from((middle * 16 / 10).div_ceil(60)).unwrap_or(u32::MAX).max(2);
    let rounded = |minutes: u32, up: bool| match minutes {
        0..=10 => minutes,
        _ if up => minutes.div_ceil(5).saturating_mul(5),
        _ => minutes / 5 * 5,
    };
    Some(Estimate { low_minutes: rounded(low, false), high_minutes: rounded(high, true) })
}
