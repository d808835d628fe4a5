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

/// Where a window calls from: first those who were handed to it, then its queues in order.
pub fn places(board: &Board, window: &Window) -> Vec<Place> {
    let queues = board.queues_of(window).iter().cloned().map(Place::Queue);
    std::iter::once(Place::Window(window.id.clone())).chain(queues).collect()
}

/// Whom the window calls next of those at `places`, which are all or some of its own; none when nobody
/// waits there.
#[must_use]
pub fn next<'a>(board: &'a Board, hall: &Hall, window: &Window, places: &[Place]) -> Option<Choice<'a>> {
    let lines = lines(board, places);
    let mut candidates: Vec<(usize, bool, &Waiter)> = Vec::new();
    for (position, (_, waiting)) in lines.iter().enumerate() {
        candidates.extend(waiting.priority.front().map(|waiter| (position, true, waiter)));
        candidates.extend(waiting.ordinary.front().map(|waiter| (position, false, waiter)));
    }
    match board.order_of(window) {
        CallOrder::LongestWait => candidates.sort_by_key(|(_, priority, waiter)| (!priority, *waiter)),
        CallOrder::QueueOrder => candidates.sort_by_key(|(position, priority, _)| (*position, !priority)),
    }
    let may = |(place, waiting): &(&Place, &Waiting)| waiting.overtaken < hall.in_row(place);
    candidates.into_iter().find_map(|(_, _, waiter)| {
        let over: Vec<_> = passed_over(&lines, waiter).collect();
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
    let places = places(board, window);
    while let Some(choice) = next(&after, hall, window, &places) {
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
