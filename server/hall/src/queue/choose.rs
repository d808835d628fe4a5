//! Whom a window calls next, so that nobody starves (domain 4.5).
//!
//! At each of the window's places the first of either lane may be called. To call somebody passes over
//! the first of every ordinary lane who has waited longer; nobody may be passed over more than
//! [`Hall::in_row`] times in a row. Whoever has waited longest passes over nobody, so somebody may always
//! be called, and an ordinary ticket with `k` ordinary ones before it is called after at most
//! `(k + 1) × in_row` others have been preferred, however many come.

use crate::board::{Board, CallOrder, Place, Waiter, Waiting};
use crate::event::Event;
use crate::id::Number;
use crate::moment::Moment;
use crate::profile::{Hall, Window};

/// One who may be called, and who would be passed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice<'a> {
    /// Who.
    pub number: &'a Number,
    /// Lines whose first has waited longer.
    pub over: Vec<Place>,
}

/// A place from which a window may call now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct From {
    /// The place.
    pub place: Place,
    /// Everybody, and not only those who go first or have an appointment.
    pub ordinary: bool,
}

/// Where a window calls from: first those who were handed to it, then its queues in order.
pub fn places(board: &Board, window: &Window) -> Vec<Place> {
    let queues = board.queues_of(window).iter().cloned().map(Place::Queue);
    std::iter::once(Place::Window(window.id.clone())).chain(queues).collect()
}

/// Whom the window calls next of those who may be called now; none when nobody waits there. Priority goes
/// first, in whichever queue it waits.
#[must_use]
pub fn next<'a>(board: &'a Board, hall: &Hall, window: &Window, from: &[From]) -> Option<Choice<'a>> {
    let places: Vec<Place> = from.iter().map(|from| from.place.clone()).collect();
    let lines = lines(board, &places);
    // who may not be called now is not passed over: their time has not come
    let due = |place: &Place| from.iter().any(|from| from.place == *place && from.ordinary);
    let mut candidates: Vec<(usize, bool, &Waiter)> = Vec::new();
    for (position, (place, waiting)) in lines.iter().enumerate() {
        candidates.extend(waiting.priority.front().map(|waiter| (position, true, waiter)));
        let everybody = due(place);
        // an appointment that came back after a missed call waits among the others
        let may_come = |waiter: &&Waiter| everybody || board.ticket(&waiter.number).is_some_and(|t| t.booked);
        candidates.extend(waiting.ordinary.iter().find(may_come).map(|waiter| (position, false, waiter)));
    }
    match board.order_of(window) {
        CallOrder::LongestWait => candidates.sort_by_key(|(_, priority, waiter)| (!priority, *waiter)),
        CallOrder::QueueOrder => candidates.sort_by_key(|(position, priority, _)| (!priority, *position)),
    }
    let may = |(place, waiting): &(&Place, &Waiting)| waiting.overtaken < hall.in_row(place);
    candidates.into_iter().find_map(|(_, _, waiter)| {
        let over: Vec<_> = passed_over(&lines, waiter).filter(|(place, _)| due(place)).collect();
        let allowed = over.iter().all(may);
        allowed.then(|| Choice {
            number: &waiter.number,
            over: over.into_iter().map(|(place, _)| place.clone()).collect(),
        })
    })
}

/// Somebody who waits at the window, picked by hand; none when the number does not wait there.
#[must_use]
pub fn picked<'a>(board: &'a Board, window: &Window, number: &Number) -> Option<Choice<'a>> {
    let places = places(board, window);
    let lines = lines(board, &places);
    let waiter =
        lines.iter().flat_map(|(_, waiting)| waiting.all()).find(|waiter| waiter.number == *number)?;
    let over = passed_over(&lines, waiter).map(|(place, _)| place.clone()).collect();
    Some(Choice { number: &waiter.number, over })
}

/// Everybody who waits at the window, in the order in which it would call them if it served alone and
/// nobody came or went.
#[must_use]
pub fn upcoming(board: &Board, hall: &Hall, window: &Window) -> Vec<Number> {
    let mut after = Board {
        lines: board.lines.clone(),
        windows: board.windows.clone(),
        tickets: board.tickets.clone(),
        assigned: board.assigned.clone(),
        ..Board::default()
    };
    let mut order = Vec::new();
    let from: Vec<From> =
        places(board, window).into_iter().map(|place| From { place, ordinary: true }).collect();
    while let Some(choice) = next(&after, hall, window, &from) {
        let number = choice.number.clone();
        let (window, over) = (window.id.clone(), choice.over);
        let event = Event::TicketCalled { number: number.clone(), window, over, picked: None };
        super::settle(&mut after, &[event], Moment::from_unix_ms(0));
        order.push(number);
    }
    order
}

fn lines<'a, 'p>(board: &'a Board, places: &'p [Place]) -> Vec<(&'p Place, &'a Waiting)> {
    places.iter().filter_map(|place| Some((place, board.waiting_at(place)?))).collect()
}

fn passed_over<'a, 'p, 'l>(
    lines: &'l [(&'p Place, &'a Waiting)],
    called: &'l Waiter,
) -> impl Iterator<Item = (&'p Place, &'a Waiting)> + use<'a, 'p, 'l> {
    lines
        .iter()
        .copied()
        .filter(move |(_, waiting)| waiting.ordinary.front().is_some_and(|first| first < called))
}
