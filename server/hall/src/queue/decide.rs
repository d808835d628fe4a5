//! The decision on a command.

use super::evening::{evening, restore};
use super::issue::{issue, quickest};
use super::{Command, choose};
use super::{emergency, help};
use crate::board::{Assignment, Board, Place, Post, Ticket, TicketState, WindowState};
use crate::code::Code;
use crate::event::{Event, GrantPrivate, Recorded, ServedPrivate};
use crate::hours::Calls;
use crate::id::{Number, Prefix, WindowId};
use crate::moment::Moment;
use crate::profile::{Hall, Window};

/// After so many days without a day only staff begin one, by opening a window: a machine that has just
/// been switched on may believe in any date until it has asked for the time, and a day that has begun
/// does not go away.
const LONGEST_REST_DAYS: u16 = 31;

/// The facts that follow from a command, in order; empty when nothing is to be done (nobody waits,
/// the window is open already).
///
/// # Errors
/// The [`Code`] of the refusal; the board is as before.
pub fn decide(board: &Board, hall: &Hall, command: &Command, now: Moment) -> Result<Vec<Event>, Code> {
    let today = now.business_day(hall.rules.day_starts_at);
    // a clock that jumps backwards starts no day: numbers of the day it left would come twice
    let late = board.day.is_some_and(|day| day.plus(LONGEST_REST_DAYS) < today);
    if late {
        match command {
            Command::Tick => return Ok(Vec::new()),
            Command::Issue(_) | Command::CallHelp { .. } => return Err(Code::OutsideHours),
            _ => {}
        }
    }
    if board.day.is_none_or(|day| today > day) {
        let start = Event::DayStarted { date: today, carry: board.carry() };
        let mut morning = board.clone();
        settle(&mut morning, std::slice::from_ref(&start), now);
        let mut events = vec![start];
        events.extend(on_the_day(&morning, hall, command, now)?);
        return Ok(events);
    }
    on_the_day(board, hall, command, now)
}

/// Applies freshly decided events to a board, numbering them on from its `seq`.
pub fn settle(board: &mut Board, events: &[Event], at: Moment) -> Vec<Recorded> {
    events
        .iter()
        .map(|event| {
            let recorded = Recorded::of(board.seq + 1, at, event.clone());
            board.apply(&recorded);
            recorded
        })
        .collect()
}

fn on_the_day(board: &Board, hall: &Hall, command: &Command, now: Moment) -> Result<Vec<Event>, Code> {
    match command {
        Command::Tick => Ok(evening(board, hall, now)),
        Command::Issue(wish) => issue(board, hall, wish, now).map(|event| vec![event]),
        Command::Open { window, staff } => {
            let (_, post) = known(board, hall, window)?;
            let open = Event::WindowOpened { window: window.clone(), staff: Some(staff.clone()) };
            Ok(if post.state == WindowState::Open { Vec::new() } else { vec![open] })
        }
        Command::TakeOver { window, staff } => match known(board, hall, window)?.1.state {
            WindowState::Closed => Err(Code::WindowNotOpen),
            _ => Ok(vec![Event::WindowOpened { window: window.clone(), staff: Some(staff.clone()) }]),
        },
        Command::Pause { window, reason } => match known(board, hall, window)?.1.state {
            WindowState::Open => {
                Ok(vec![Event::WindowPaused { window: window.clone(), reason: reason.clone() }])
            }
            WindowState::Paused => Ok(Vec::new()),
            WindowState::Closed => Err(Code::WindowNotOpen),
        },
        Command::Close { window } => {
            let (_, post) = known(board, hall, window)?;
            if post.ticket.is_some() {
                return Err(Code::WindowBusy);
            }
            let close = Event::WindowClosed { window: window.clone() };
            Ok(if post.state == WindowState::Closed { Vec::new() } else { vec![close] })
        }
        Command::Leave { window, reason, .. } => {
            let (_, post) = known(board, hall, window)?;
            Ok(match (post.state, post.ticket) {
                (WindowState::Open | WindowState::Paused, None) => {
                    vec![Event::WindowClosed { window: window.clone() }]
                }
                (WindowState::Open, Some(_)) => {
                    vec![Event::WindowPaused { window: window.clone(), reason: Some(reason.clone()) }]
                }
                (WindowState::Closed, _) | (WindowState::Paused, Some(_)) => Vec::new(),
            })
        }
        Command::Assign { window, assignment } => assign(board, hall, window, assignment.as_ref()),
        Command::Next { window } => {
            let place = ready(board, hall, window)?;
            let from = callable(board, hall, place, now)?;
            let choice = choose::next(board, hall, place, &from);
            Ok(choice.map(|choice| call(window, choice, None)).into_iter().collect())
        }
        Command::Pick { window, number, reason } => {
            // at any hour: whoever is still there when service ends may be helped by hand
            let place = ready(board, hall, window)?;
            let reason = said(reason)?;
            if board.ticket(number).is_some_and(|ticket| ticket.state == TicketState::Expired) {
                let back = restore(number);
                let mut with = board.clone();
                settle(&mut with, std::slice::from_ref(&back), now);
                let choice = choose::picked(&with, place, number).ok_or(Code::NotWaiting)?;
                return Ok(vec![back, call(window, choice, Some(reason))]);
            }
            let choice = choose::picked(board, place, number).ok_or(Code::NotWaiting)?;
            Ok(vec![call(window, choice, Some(reason))])
        }
        Command::Recall { window } => recall(board, hall, window, now).map(|event| vec![event]),
        Command::Start { window } => {
            let (number, _) = at_window(board, hall, window, TicketState::Called)?;
            Ok(vec![Event::ServiceStarted { number, window: window.clone() }])
        }
        Command::Finish { window, items, skip } => {
            let (number, ticket) = at_window(board, hall, window, TicketState::Serving)?;
            let left = ticket.then.iter().filter(|stop| !skip.contains(stop));
            Ok(vec![Event::Served {
                number,
                window: window.clone(),
                then: quickest(board, hall, left).cloned(),
                skip: ticket.then.iter().filter(|stop| skip.contains(stop)).cloned().collect(),
                before: ticket.parts,
                parts: u8::try_from(items.len()).unwrap_or(u8::MAX).max(1),
                private: Some(ServedPrivate { items: items.clone() }),
            }])
        }
        Command::Miss { window } => {
            let (number, _) = at_window(board, hall, window, TicketState::Called)?;
            Ok(vec![Event::TicketMissed { number, window: window.clone() }])
        }
        Command::Transfer { window, to, front, reason } => {
            let post = known(board, hall, window)?.1;
            let number = post.ticket.ok_or(Code::NotCalled)?;
            match to {
                Place::Queue(queue) => {
                    hall.queue(queue).ok_or(Code::UnknownQueue)?;
                    // nobody would ever call them there
                    board.windows_of(hall, queue).next().ok_or(Code::QueueClosed)?;
                }
                Place::Window(other) if other == window => return Err(Code::SameWindow),
                Place::Window(other) => {
                    if known(board, hall, other)?.1.state != WindowState::Open {
                        return Err(Code::WindowNotOpen);
                    }
                }
            }
            let reason = reason.clone();
            Ok(vec![Event::TicketTransferred { number, to: to.clone(), front: *front, reason }])
        }
        Command::Requeue { number } => {
            let ticket = board.ticket(number).ok_or(Code::NotMissed)?;
            match ticket.state {
                TicketState::Missed if ticket.requeued < hall.rules.max_requeues => {
                    let behind = hall.rules.requeue_behind;
                    Ok(vec![Event::TicketRequeued { number: number.clone(), behind }])
                }
                TicketState::Missed => Err(Code::TicketEnded),
                TicketState::Waiting => Err(Code::AlreadyWaiting),
                TicketState::Expired => {
                    // nobody would ever call it there
                    board.windows_of(hall, &ticket.queue).next().ok_or(Code::QueueClosed)?;
                    Ok(vec![restore(number)])
                }
                _ => Err(Code::NotMissed),
            }
        }
        Command::Grant { number, class, reason } => {
            let ticket = board.ticket(number).filter(|ticket| ticket.state == TicketState::Waiting);
            let ticket = ticket.ok_or(Code::NotWaiting)?;
            hall.priority(class).ok_or(Code::UnknownPriority)?;
            let private = Some(GrantPrivate { class: class.clone(), reason: said(reason)? });
            let grant = Event::PriorityGranted { number: number.clone(), private };
            Ok(if ticket.priority { Vec::new() } else { vec![grant] })
        }
        Command::Withdraw { number, reason } => {
            let ticket = board.ticket(number).filter(|ticket| ticket.state == TicketState::Waiting);
            let ticket = ticket.ok_or(Code::NotWaiting)?;
            let withdraw = Event::PriorityWithdrawn { number: number.clone(), reason: Some(said(reason)?) };
            Ok(if ticket.priority { vec![withdraw] } else { Vec::new() })
        }
        Command::Cancel { number, .. } => match board.ticket(number).map(|ticket| ticket.state) {
            Some(TicketState::Waiting | TicketState::Called) => {
                Ok(vec![Event::TicketCancelled { number: number.clone() }])
            }
            _ => Err(Code::TicketEnded),
        },
        Command::CloseQueue { queue } => {
            let closed = is_closed(board, hall, queue)?;
            Ok(if closed { Vec::new() } else { vec![Event::QueueClosed { queue: queue.clone() }] })
        }
        Command::OpenQueue { queue } => {
            let closed = is_closed(board, hall, queue)?;
            Ok(if closed { vec![Event::QueueOpened { queue: queue.clone() }] } else { Vec::new() })
        }
        Command::Stop { reason } => {
            let stop = Event::HallStopped { reason: reason.clone() };
            Ok(if board.stopped { Vec::new() } else { vec![stop] })
        }
        Command::Resume => Ok(if board.stopped { vec![Event::HallResumed] } else { Vec::new() }),
        Command::RaiseEmergency { text, until } => emergency::raise(board, text, *until, now),
        Command::EndEmergency => emergency::end(board, now),
        Command::CallHelp { device } => help::call(board, hall, device, now),
        Command::EndHelp { device } => help::end(board, device),
    }
}

pub fn is_closed(board: &Board, hall: &Hall, queue: &Prefix) -> Result<bool, Code> {
    hall.queue(queue).ok_or(Code::UnknownQueue)?;
    Ok(board.lines.get(queue).is_some_and(|line| line.closed))
}

/// The words of somebody who must say why.
fn said(reason: &str) -> Result<String, Code> {
    let reason = reason.trim();
    if reason.is_empty() { Err(Code::ReasonMissing) } else { Ok(reason.to_owned()) }
}

fn known<'a>(board: &Board, hall: &'a Hall, window: &WindowId) -> Result<(&'a Window, Post), Code> {
    let place = hall.window(window).ok_or(Code::UnknownWindow)?;
    Ok((place, board.window(window)))
}

/// A window that may call: open, free, in a hall that was not stopped.
fn ready<'a>(board: &Board, hall: &'a Hall, window: &WindowId) -> Result<&'a Window, Code> {
    let (place, post) = known(board, hall, window)?;
    if post.state != WindowState::Open {
        return Err(Code::WindowNotOpen);
    }
    if post.ticket.is_some() {
        return Err(Code::WindowBusy);
    }
    if board.stopped { Err(Code::HallStopped) } else { Ok(place) }
}

/// Where the window may call from now, and which lanes: who was handed to it in any case, because nobody
/// else can call them, and its queues but those whose service rests.
fn callable(board: &Board, hall: &Hall, window: &Window, now: Moment) -> Result<Vec<choose::From>, Code> {
    let calls = |place: Place| {
        let calls = match &place {
            Place::Window(_) => Calls::Everybody,
            Place::Queue(prefix) => {
                let queue = hall.queue(prefix)?;
                hall.calls(board, window, queue, now)
            }
        };
        let ordinary = calls == Calls::Everybody;
        (calls != Calls::Nobody).then_some(choose::From { place, ordinary })
    };
    let from: Vec<_> = choose::places(board, window).into_iter().filter_map(calls).collect();
    let somebody = |from: &choose::From| match &from.place {
        Place::Queue(_) => true,
        place => board.waiting_at(place).is_some_and(|waiting| !waiting.is_empty()),
    };
    if from.iter().any(somebody) { Ok(from) } else { Err(Code::NotInHours) }
}

fn call(window: &WindowId, choice: choose::Choice<'_>, picked: Option<String>) -> Event {
    Event::TicketCalled { number: choice.number.clone(), window: window.clone(), over: choice.over, picked }
}

/// A window keeps at least one queue, each once, and no queue may lose its last window while people wait.
fn assign(
    board: &Board,
    hall: &Hall,
    window: &WindowId,
    assignment: Option<&Assignment>,
) -> Result<Vec<Event>, Code> {
    let (place, _) = known(board, hall, window)?;
    let mut assignment = assignment.cloned();
    if let Some(assignment) = &mut assignment {
        let mut queues: Vec<Prefix> = Vec::new();
        for queue in &assignment.queues {
            hall.queue(queue).ok_or(Code::UnknownQueue)?;
            if !queues.contains(queue) {
                queues.push(queue.clone());
            }
        }
        if queues.is_empty() {
            return Err(Code::BadRequest);
        }
        assignment.queues = queues;
    }
    let after = assignment.as_ref().map_or(place.queues.as_slice(), |assignment| &assignment.queues);
    // those who wait, who will, and who may come back: also from the window where they are now
    let lost =
        |ticket: &Ticket| ticket.state == TicketState::Missed && ticket.requeued >= hall.rules.max_requeues;
    let wanted = |queue: &Prefix| {
        let here = |ticket: &Ticket| ticket.queue == *queue && ticket.state != TicketState::Expired;
        let comes = |ticket: &Ticket| here(ticket) || ticket.then.contains(queue);
        board.tickets.values().any(|ticket| !lost(ticket) && comes(ticket))
    };
    let orphan = |queue: &&Prefix| {
        !after.contains(queue)
            && wanted(queue)
            && !board.windows_of(hall, queue).any(|other| other.id != *window)
    };
    if board.queues_of(place).iter().any(|queue| orphan(&queue)) {
        return Err(Code::LastWindow);
    }
    let same = board.assigned.get(window) == assignment.as_ref();
    let event = Event::WindowAssigned { window: window.clone(), assignment };
    Ok(if same { Vec::new() } else { vec![event] })
}

fn recall(board: &Board, hall: &Hall, window: &WindowId, now: Moment) -> Result<Event, Code> {
    let (number, ticket) = at_window(board, hall, window, TicketState::Called)?;
    if ticket.times >= hall.rules.max_calls {
        return Err(Code::TooManyRecalls);
    }
    // a clock that was set back says nothing about the time since the last call
    let since = ticket.since.filter(|since| *since <= now);
    if since.is_some_and(|since| now.seconds_since(since) < hall.rules.recall_interval_seconds) {
        return Err(Code::RecallTooSoon);
    }
    Ok(Event::TicketRecalled { number, window: window.clone(), times: ticket.times + 1 })
}

fn at_window<'a>(
    board: &'a Board,
    hall: &Hall,
    window: &WindowId,
    state: TicketState,
) -> Result<(Number, &'a Ticket), Code> {
    let number = known(board, hall, window)?.1.ticket.ok_or(Code::NotCalled)?;
    match board.ticket(&number) {
        Some(ticket) if ticket.state == state => Ok((number, ticket)),
        _ => Err(Code::NotCalled),
    }
}
