//! Commands and the decision on them.

use super::{estimate, is_too_late};
use crate::board::{Board, Post, Ticket, TicketState, WindowState};
use crate::code::Code;
use crate::event::{Event, IssuedPrivate, Recorded, ServedPrivate};
use crate::id::{AccountId, ItemId, Number, Prefix, RequestKey, ThemeId, TicketId, WindowId};
use crate::moment::Moment;
use crate::profile::Hall;

/// What somebody wants to happen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Time passed: begin a new business day when one is due.
    Tick,
    /// Give out a number of a queue.
    Issue {
        /// The secret name the ticket will have.
        id: TicketId,
        /// Which queue.
        queue: Prefix,
        /// The matter, when one was chosen.
        item: Option<ItemId>,
        /// The theme, when one was chosen.
        theme: Option<ThemeId>,
        /// The request's key, kept so that a retry finds its ticket.
        key: Option<RequestKey>,
        /// Asked for by staff: they may give out a number although it is late.
        by_staff: bool,
    },
    /// A clerk is at a window and begins to call.
    Open {
        /// Which window.
        window: WindowId,
        /// Who.
        staff: AccountId,
    },
    /// A window stops calling for a while.
    Pause {
        /// Which window.
        window: WindowId,
        /// Why, as typed; stays on the server.
        reason: Option<String>,
    },
    /// A window closes.
    Close {
        /// Which window.
        window: WindowId,
    },
    /// Call the ticket that waits longest in the window's queues.
    Next {
        /// Which window.
        window: WindowId,
    },
    /// Call the window's ticket once more.
    Recall {
        /// Which window.
        window: WindowId,
    },
    /// The called citizen has come.
    Start {
        /// Which window.
        window: WindowId,
    },
    /// The service is done.
    Finish {
        /// Which window.
        window: WindowId,
        /// Matters served.
        items: Vec<ItemId>,
    },
    /// The called citizen did not come.
    Miss {
        /// Which window.
        window: WindowId,
    },
    /// The holder gives a number back.
    Cancel {
        /// Which ticket.
        number: Number,
        /// Its secret name; who decides compares it, because a number comes again every day.
        id: TicketId,
    },
    /// Stop giving out numbers of a queue.
    CloseQueue {
        /// Which queue.
        queue: Prefix,
    },
    /// Give out numbers of a queue again.
    OpenQueue {
        /// Which queue.
        queue: Prefix,
    },
}

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
            Command::Issue { .. } => return Err(Code::OutsideHours),
            _ => {}
        }
    }
    if board.day.is_none_or(|day| today > day) {
        let start = Event::DayStarted { date: today };
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
            let recorded = Recorded { seq: board.seq + 1, at, event: event.clone() };
            board.apply(&recorded);
            recorded
        })
        .collect()
}

fn on_the_day(board: &Board, hall: &Hall, command: &Command, now: Moment) -> Result<Vec<Event>, Code> {
    match command {
        Command::Tick => Ok(Vec::new()),
        Command::Issue { id, queue, item, theme, key, by_staff } => issue(board, hall, queue, *by_staff, now)
            .map(|(number, ahead)| {
                let private = IssuedPrivate {
                    id: id.clone(),
                    item: item.clone(),
                    theme: theme.clone(),
                    key: key.clone(),
                    ahead,
                    estimate: estimate(board, hall, queue, ahead),
                };
                vec![Event::TicketIssued { number, private: Some(private) }]
            }),
        Command::Open { window, staff } => {
            let post = known(board, hall, window)?;
            let open = Event::WindowOpened { window: window.clone(), staff: Some(staff.clone()) };
            Ok(if post.state == WindowState::Open { Vec::new() } else { vec![open] })
        }
        Command::Pause { window, reason } => match known(board, hall, window)?.state {
            WindowState::Open => {
                Ok(vec![Event::WindowPaused { window: window.clone(), reason: reason.clone() }])
            }
            WindowState::Paused => Ok(Vec::new()),
            WindowState::Closed => Err(Code::WindowNotOpen),
        },
        Command::Close { window } => {
            let post = known(board, hall, window)?;
            if post.ticket.is_some() {
                return Err(Code::WindowBusy);
            }
            let close = Event::WindowClosed { window: window.clone() };
            Ok(if post.state == WindowState::Closed { Vec::new() } else { vec![close] })
        }
        Command::Next { window } => next(board, hall, window, now),
        Command::Recall { window } => recall(board, hall, window, now).map(|event| vec![event]),
        Command::Start { window } => {
            let (number, _) = at_window(board, hall, window, TicketState::Called)?;
            Ok(vec![Event::ServiceStarted { number, window: window.clone() }])
        }
        Command::Finish { window, items } => {
            let (number, _) = at_window(board, hall, window, TicketState::Serving)?;
            let private = Some(ServedPrivate { items: items.clone() });
            Ok(vec![Event::Served { number, window: window.clone(), private }])
        }
        Command::Miss { window } => {
            let (number, _) = at_window(board, hall, window, TicketState::Called)?;
            Ok(vec![Event::TicketMissed { number, window: window.clone() }])
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
    }
}

fn is_closed(board: &Board, hall: &Hall, queue: &Prefix) -> Result<bool, Code> {
    hall.queue(queue).ok_or(Code::UnknownQueue)?;
    Ok(board.lines.get(queue).is_some_and(|line| line.closed))
}

fn issue(
    board: &Board,
    hall: &Hall,
    prefix: &Prefix,
    by_staff: bool,
    now: Moment,
) -> Result<(Number, u32), Code> {
    let queue = hall.queue(prefix).ok_or(Code::UnknownQueue)?;
    let service = hall.service(queue, board.waiting(prefix), now);
    if !service.walk_in {
        return Err(Code::OutsideHours);
    }
    if is_closed(board, hall, prefix)? {
        return Err(Code::QueueClosed);
    }
    let line = board.lines.get(prefix);
    if queue.daily_quota.is_some_and(|quota| line.is_some_and(|line| line.issued >= quota)) {
        return Err(Code::QuotaReached);
    }
    if !by_staff && is_too_late(board, hall, queue, &service, now) {
        return Err(Code::CutoffPassed);
    }
    let running = match line.and_then(|line| line.last_number) {
        None => queue.first_number,
        Some(last) => last.checked_add(1).ok_or(Code::QuotaReached)?,
    };
    Ok((Number::new(prefix.clone(), running), board.waiting(prefix)))
}

fn known(board: &Board, hall: &Hall, window: &WindowId) -> Result<Post, Code> {
    hall.window(window).ok_or(Code::UnknownWindow)?;
    Ok(board.window(window))
}

/// The longest waiting ticket of the window's queues; ties go to the smaller number.
fn next(board: &Board, hall: &Hall, window: &WindowId, now: Moment) -> Result<Vec<Event>, Code> {
    let post = known(board, hall, window)?;
    if post.state != WindowState::Open {
        return Err(Code::WindowNotOpen);
    }
    if post.ticket.is_some() {
        return Err(Code::WindowBusy);
    }
    let queues = called_now(board, hall, window, now);
    if queues.is_empty() {
        return Err(Code::NotInHours);
    }
    let first = queues
        .into_iter()
        .filter_map(|prefix| board.lines.get(prefix)?.waiting.front())
        .filter_map(|number| board.ticket(number).map(|ticket| (ticket.issued_at, number)))
        .min();
    Ok(first
        .map(|(_, number)| Event::TicketCalled { number: number.clone(), window: window.clone() })
        .into_iter()
        .collect())
}

/// The queues a window may call from now: not those whose service rests.
fn called_now<'a>(board: &Board, hall: &'a Hall, window: &WindowId, now: Moment) -> Vec<&'a Prefix> {
    let Some(window) = hall.window(window) else { return Vec::new() };
    let called = |prefix: &&Prefix| {
        hall.queue(prefix).is_some_and(|queue| hall.may_call(window, queue, board.waiting(prefix), now))
    };
    window.queues.iter().filter(called).collect()
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
    let number = known(board, hall, window)?.ticket.ok_or(Code::NotCalled)?;
    match board.ticket(&number) {
        Some(ticket) if ticket.state == state => Ok((number, ticket)),
        _ => Err(Code::NotCalled),
    }
}
