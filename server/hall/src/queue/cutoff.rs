//! Whether it is too late for one more number today (domain §5): by the house rules' fixed time, or because
//! the people who wait fill what is left of the day.

use super::estimate::service_seconds;
use crate::board::{Board, WindowState};
use crate::hours::{Service, cutoff};
use crate::moment::Moment;
use crate::profile::{Hall, Queue};

/// True when no more numbers of a queue should be given out today. Counts the windows that are open, or,
/// while none is, those that usually serve the queue.
#[must_use]
pub fn is_too_late(board: &Board, hall: &Hall, queue: &Queue, service: &Service, now: Moment) -> bool {
    // a hall that never closes has always time
    let Some(remaining) = service.remaining_minutes else { return false };
    if hall.rules.last_ticket_at.is_some_and(|minute| now.minute_of_day() >= minute) {
        return true;
    }
    let (mut all, mut open) = (0, 0);
    for window in board.windows_of(hall, &queue.prefix) {
        all += 1;
        open += u32::from(board.window(&window.id).state == WindowState::Open);
    }
    let windows = if open == 0 { all } else { open };
    cutoff(remaining, board.waiting(&queue.prefix), service_seconds(board, queue), windows).is_full()
}
