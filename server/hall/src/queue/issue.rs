//! Giving out a number: whether, which one, and where it joins its line.

use super::decide::is_closed;
use super::{Issue, estimate, is_too_late, settle};
use crate::board::Board;
use crate::code::Code;
use crate::event::{Event, IssuedPrivate, Lane};
use crate::id::{Number, Prefix};
use crate::moment::Moment;
use crate::profile::Hall;

pub fn issue(board: &Board, hall: &Hall, wish: &Issue, now: Moment) -> Result<Event, Code> {
    if board.stopped {
        return Err(Code::HallStopped);
    }
    for queue in &wish.queues {
        hall.queue(queue).ok_or(Code::UnknownQueue)?;
    }
    let first = quickest(board, hall, wish.queues.iter()).ok_or(Code::BadRequest)?;
    // every stop must take the citizen: one that does not is said now, not after hours of waiting
    for prefix in &wish.queues {
        let queue = hall.queue(prefix).ok_or(Code::UnknownQueue)?;
        let booked = wish.booked.is_some();
        // who has an appointment and is early is judged by the hour of the appointment
        let service = hall.service(board, queue, wish.booked.map_or(now, |hour| hour.max(now)));
        if !(if booked { service.check_in } else { service.walk_in }) {
            return Err(Code::OutsideHours);
        }
        if is_closed(board, hall, prefix)? || board.windows_of(hall, prefix).next().is_none() {
            return Err(Code::QueueClosed);
        }
        if !booked && !wish.by_staff && is_too_late(board, hall, queue, &service, now) {
            return Err(Code::CutoffPassed);
        }
    }
    let queue = hall.queue(first).ok_or(Code::UnknownQueue)?;
    let line = board.lines.get(first);
    if queue.daily_quota.is_some_and(|quota| line.is_some_and(|line| line.issued >= quota)) {
        return Err(Code::QuotaReached);
    }
    let running = match line.and_then(|line| line.last_number) {
        None => queue.first_number,
        Some(last) => last.checked_add(1).ok_or(Code::QuotaReached)?,
    };
    let mut then: Vec<Prefix> = Vec::new();
    for other in &wish.queues {
        if other != first && !then.contains(other) {
            then.push(other.clone());
        }
    }
    let number = Number::new(first.clone(), running);
    let lane = Lane { rank: wish.booked, priority: wish.booked.is_some(), then };
    let ahead = ahead_of_new(board, hall, &number, &lane, now);
    let private = IssuedPrivate {
        id: wish.id.clone(),
        items: wish.items.clone(),
        theme: wish.theme.clone(),
        key: wish.key.clone(),
        requested: wish.requested.clone(),
        checklist: wish.checklist.clone(),
        checked_version: wish.checked_version,
        ahead,
        estimate: estimate(board, hall, first, ahead),
    };
    Ok(Event::TicketIssued { number, lane, private: Some(private) })
}

/// How many would be called before a new ticket.
fn ahead_of_new(board: &Board, hall: &Hall, number: &Number, lane: &Lane, now: Moment) -> u32 {
    if !lane.priority {
        // the end of the ordinary lane is the end of the line
        return board.waiting(number.prefix());
    }
    let mut with = board.clone();
    settle(
        &mut with,
        &[Event::TicketIssued { number: number.clone(), lane: lane.clone(), private: None }],
        now,
    );
    with.ahead(hall, number).unwrap_or_default()
}

/// The queue in which a citizen who has to visit all of them waits least now; the first of equals.
pub fn quickest<'a>(
    board: &Board,
    hall: &Hall,
    queues: impl Iterator<Item = &'a Prefix>,
) -> Option<&'a Prefix> {
    queues.min_by_key(|queue| {
        estimate(board, hall, queue, board.waiting(queue))
            .map_or((u32::MAX, u32::MAX), |estimate| (estimate.high_minutes, estimate.low_minutes))
    })
}
