//! The end of the day for who still waits (domain §5). When nobody can be called from a line any more today,
//! 延时 and appointments included, and the time is over in which a clerk may still help by hand
//! (`expire_after_minutes`), its tickets expire. They stay on the board until the next day: should the clock
//! have been wrong, they wait again as if nothing had been, and a clerk may take one up at any hour.
//!
//! Who was handed to a window waits for its clerk, who is called or served ends there: their clerk decides.

use crate::board::{Board, Ticket, TicketState};
use crate::event::Event;
use crate::id::{Number, Prefix};
use crate::moment::Moment;
use crate::profile::Hall;
use std::collections::BTreeMap;

/// What the passing of time does to tickets: those whose day is over, and those whose day is not.
pub fn evening(board: &Board, hall: &Hall, now: Moment) -> Vec<Event> {
    let mut lanes: BTreeMap<(&Prefix, bool), Vec<(&Number, &Ticket)>> = BTreeMap::new();
    for (number, ticket) in &board.tickets {
        let idle = matches!(ticket.state, TicketState::Waiting | TicketState::Expired);
        if idle && ticket.handed_to.is_none() {
            lanes
                .entry((&ticket.queue, ticket.priority || ticket.booked))
                .or_default()
                .push((number, ticket));
        }
    }
    // a clock that was set back behind the board's day says nothing about its end
    let behind = board.day.is_some_and(|day| now.business_day(hall.rules.day_starts_at) < day);
    let grace = i64::from(hall.rules.expire_after_minutes) * 60;
    let (mut expired, mut restored) = (Vec::new(), Vec::new());
    for ((prefix, booked), tickets) in lanes {
        let last = hall.queue(prefix).and_then(|queue| hall.last_call(board, queue, booked));
        let windows = board.windows_of(hall, prefix).next().is_some();
        for (number, ticket) in tickets {
            // who came to wait here after the last call may be helped as long as those who were here then
            let from = last.max(ticket.since).unwrap_or(ticket.issued_at);
            if ticket.state == TicketState::Expired {
                if windows && last.is_some_and(|last| now < last) {
                    restored.push(number.clone());
                }
            } else if !behind && from.plus_seconds(grace) <= now {
                expired.push(number.clone());
            }
        }
    }
    let mut events = Vec::new();
    if !restored.is_empty() {
        events.push(Event::TicketsRestored { numbers: restored });
    }
    if !expired.is_empty() {
        events.push(Event::TicketsExpired { numbers: expired });
    }
    events
}

/// A clerk lets a ticket wait that has expired, at any hour of its day.
pub fn restore(number: &Number) -> Event {
    Event::TicketRequeued { number: number.clone(), behind: 0 }
}
