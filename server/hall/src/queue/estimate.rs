//! How long a wait will be, as a range and never a single false-precise number (domain 4.5).
//!
//! Somebody with `ahead` people before them is called when so many windows have become free, those that
//! are idle now not counted. The time until then is the sum of as many lengths as [`super::learn`] has
//! learned, shared by the windows that are open; the range is meant to hold four times out of five. Its
//! calibration over a simulated month is a test (`tests/calibration.rs`).

use super::learn::{Lengths, Usual, usual};
use crate::board::{Board, WindowState};
use crate::id::Prefix;
use crate::profile::{Hall, Queue};
use serde::{Deserialize, Serialize};

/// Standard deviations to each side: four of five for a sum of many.
const SIDES: f64 = 1.35;
/// What is learned may be off by so much.
const DOUBT: f64 = 0.15;

/// A waiting time in minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Estimate {
    /// At least about this long.
    pub low_minutes: u32,
    /// At most about this long.
    pub high_minutes: u32,
}

/// How long a window is usually taken by one ticket of a queue.
fn usual_of(board: &Board, queue: &Queue) -> Usual {
    let typical = queue.typical_minutes.saturating_mul(60);
    match board.lines.get(&queue.prefix) {
        Some(line) => usual(&line.past, &line.today, typical),
        None => usual(&Lengths::default(), &Lengths::default(), typical),
    }
}

/// Seconds of one service of a queue, as far as is known.
pub(super) fn service_seconds(board: &Board, queue: &Queue) -> u32 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "some minutes to some hours")]
    let seconds = usual_of(board, queue).mean.clamp(1.0, 86_400.0) as u32;
    seconds
}

/// Waiting time for somebody with `ahead` people before them in a queue; none when no window that
/// calls from the queue is open, because then nobody can know.
///
/// A window that calls from several queues counts for this one by its share of those who wait there.
/// The range is rounded outward to 5 minutes above 10.
#[must_use]
pub fn estimate(board: &Board, hall: &Hall, prefix: &Prefix, ahead: u32) -> Option<Estimate> {
    let queue = hall.queue(prefix)?;
    let own = f64::from(ahead.saturating_add(1));
    let (mut windows, mut idle) = (0.0, 0.0);
    for window in board.windows_of(hall, prefix) {
        let post = board.window(&window.id);
        if post.state == WindowState::Open {
            let others = board.queues_of(window).iter().filter(|other| *other != prefix);
            let others: u32 = others.map(|other| board.waiting(other)).sum();
            let share = own / (own + f64::from(others));
            windows += share;
            idle += if post.ticket.is_none() { share } else { 0.0 };
        }
    }
    if windows <= 0.0 {
        return None;
    }
    let usual = usual_of(board, queue);
    // windows that must become free before this one is called; the first of them is at work already,
    // unless it is idle now and takes somebody who is ahead
    let free = (own - idle).max(0.0);
    let (whole, begun) = ((free - 1.0).max(0.0), free.min(1.0));
    let rest = (usual.mean + usual.variance / usual.mean) / 2.0;
    let (rest, doubt) = if idle > 0.0 { (usual.mean, usual.variance) } else { (rest, rest * rest / 2.0) };
    let middle = (whole * usual.mean + begun * rest) / windows;
    let spread = (whole * usual.variance + begun * doubt) / (windows * windows);
    let side = SIDES * (spread + (DOUBT * middle) * (DOUBT * middle)).sqrt();
    let minutes = |seconds: f64| (seconds / 60.0).clamp(0.0, 1e6);
    let (low, high) = (minutes(middle - side).floor(), minutes(middle + side).ceil().max(2.0));
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 0 ..= 1,000,000")]
    let (low, high) = (low as u32, high as u32);
    let rounded = |minutes: u32, up: bool| match minutes {
        0..=10 => minutes,
        _ if up => minutes.div_ceil(5).saturating_mul(5),
        _ => minutes / 5 * 5,
    };
    Some(Estimate { low_minutes: rounded(low, false), high_minutes: rounded(high, true) })
}
