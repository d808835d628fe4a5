//! A hall's live state: the fold of its events. Server, kiosks, screens and desks each keep one and
//! move it with the same [`Board::apply`]; it holds nothing that may not be public.
//!
//! Only tickets that can still change are here; a ticket that ended leaves the board.

mod line;

use crate::event::{Carry, Event, Lane, Recorded};
use crate::id::{Number, Prefix, WindowId};
use crate::moment::{Day, Moment};
use crate::profile::{Hall, Window};
use crate::queue::Lengths;
pub use line::{Assignment, CallOrder, Place, Waiter, Waiting};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Services remembered per queue for the estimate.
pub const SERVICES_REMEMBERED: usize = 24;
/// Calls remembered; a hall shows at most this many (A66).
pub const CALLS_REMEMBERED: usize = 12;

/// Where a ticket is in its life (api.md).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum TicketState {
    /// In line.
    Waiting,
    /// Called to a window, not there yet.
    Called,
    /// Being served.
    Serving,
    /// Served; can be rated.
    Served,
    /// Called and did not come (过号).
    Missed,
    /// Given back by its holder.
    Cancelled,
    /// The day ended first.
    Expired,
}

impl TicketState {
    /// As on the wire and in the tables.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Called => "called",
            Self::Serving => "serving",
            Self::Served => "served",
            Self::Missed => "missed",
            Self::Cancelled => "cancelled",
            Self::Expired => "expired",
        }
    }
}

/// A ticket that can still change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ticket {
    /// Waiting, called, serving or missed.
    pub state: TicketState,
    /// When it was issued.
    pub issued_at: Moment,
    /// The queue it is in now; at first that of its number.
    pub queue: Prefix,
    /// It counts as waiting since then, through every transfer.
    pub rank: Moment,
    /// It waits for this window alone, to which it was handed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub handed_to: Option<WindowId>,
    /// It goes first, within the interleave rule.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub priority: bool,
    /// How often it came back after it was missed.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub requeued: u8,
    /// Queues to wait in afterwards (one slip for several matters).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub then: Vec<Prefix>,
    /// Services that ended already.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub parts: u8,
    /// The window that called it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window: Option<WindowId>,
    /// How often it was called.
    #[serde(default)]
    pub times: u32,
    /// When it was last called, or when its service began.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Moment>,
    /// When it was first called to the window where it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub called_at: Option<Moment>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
const fn is_zero(n: &u8) -> bool {
    *n == 0
}

impl Ticket {
    /// Where it waits, or would wait again.
    #[must_use]
    pub fn place(&self) -> Place {
        match &self.handed_to {
            Some(window) => Place::Window(window.clone()),
            None => Place::Queue(self.queue.clone()),
        }
    }
}

/// A line: who waits, in order, and what was learned.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Who waits.
    #[serde(flatten)]
    pub waiting: Waiting,
    /// The last number given out today, if any.
    #[serde(default)]
    pub last_number: Option<u32>,
    /// Numbers given out today.
    #[serde(default)]
    pub issued: u32,
    /// Stopped by a supervisor.
    #[serde(default)]
    pub closed: bool,
    /// Seconds of today's last services, newest last.
    #[serde(default)]
    pub services: VecDeque<u32>,
    /// How long tickets took their windows today.
    #[serde(default, skip_serializing_if = "Lengths::is_empty")]
    pub today: Lengths,
    /// The same of the past weeks.
    #[serde(default, skip_serializing_if = "Lengths::is_empty")]
    pub past: Lengths,
}

/// Whether a window calls.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum WindowState {
    /// Nobody there.
    #[default]
    Closed,
    /// A clerk is there and calls.
    Open,
    /// A clerk is there and does not call for a while.
    Paused,
}

/// A window, live.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Post {
    /// Open, paused or closed.
    pub state: WindowState,
    /// The ticket that is called or served there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ticket: Option<Number>,
    /// Who was handed to this window and waits for it alone.
    #[serde(default, skip_serializing_if = "Waiting::is_empty")]
    pub waiting: Waiting,
}

/// A call, as the board shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Call {
    /// Who.
    pub ticket: Number,
    /// Where to.
    pub window: WindowId,
    /// When last called.
    pub at: Moment,
    /// How often.
    pub times: u32,
}

/// A hall's live state.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Board {
    /// The last event folded in.
    pub seq: u64,
    /// The business day, once there was one.
    #[serde(default)]
    pub day: Option<Day>,
    /// Lines by prefix; a queue nobody used today has none.
    pub lines: BTreeMap<Prefix, Line>,
    /// Tickets that can still change.
    pub tickets: BTreeMap<Number, Ticket>,
    /// Windows that were ever opened today.
    pub windows: BTreeMap<WindowId, Post>,
    /// Calls, newest first, each ticket once.
    pub calls: VecDeque<Call>,
    /// The newest ticket counts as waiting since then; a clock that is set back makes nobody older.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub newest: Option<Moment>,
    /// Windows whose queues were changed.
    #[serde(default)]
    pub assigned: BTreeMap<WindowId, Assignment>,
    /// The hall was stopped.
    #[serde(default)]
    pub stopped: bool,
}

impl Board {
    /// Folds one event in. Events at or before [`Board::seq`] were folded in already and change
    /// nothing, so a stream may overlap a snapshot. Returns whether anything was folded.
    pub fn apply(&mut self, recorded: &Recorded) -> bool {
        if recorded.seq <= self.seq {
            return false;
        }
        self.seq = recorded.seq;
        self.fold(&recorded.event, recorded.at);
        true
    }

    fn fold(&mut self, event: &Event, at: Moment) {
        match event {
            Event::DayStarted { date, carry } => self.start_day(*date, carry),
            Event::TicketIssued { number, lane, .. } => self.issued(number, lane, at),
            Event::WindowOpened { window, .. } => self.post(window).state = WindowState::Open,
            Event::WindowPaused { window, .. } => self.post(window).state = WindowState::Paused,
            Event::WindowClosed { window } => {
                let post = self.post(window);
                post.state = WindowState::Closed;
                // who was handed to this window goes back where the time already waited puts them
                let left = std::mem::take(&mut post.waiting);
                for waiter in left.all() {
                    if let Some(ticket) = self.tickets.get_mut(&waiter.number) {
                        ticket.handed_to = None;
                    }
                    self.join(&waiter.number);
                }
            }
            Event::WindowAssigned { window, assignment } => {
                match assignment {
                    Some(assignment) => self.assigned.insert(window.clone(), assignment.clone()),
                    None => self.assigned.remove(window),
                };
            }
            Event::TicketCalled { number, window, over, .. } => {
                self.leave_line(number);
                for place in over {
                    if let Some(waiting) = self.waiting_mut(place) {
                        waiting.overtaken += 1;
                    }
                }
                self.called(number, window, 1, at);
                self.post(window).ticket = Some(number.clone());
            }
            Event::TicketRecalled { number, window, times } => self.called(number, window, *times, at),
            Event::ServiceStarted { number, .. } => {
                if let Some(ticket) = self.tickets.get_mut(number) {
                    ticket.state = TicketState::Serving;
                    ticket.since = Some(at);
                }
            }
            Event::Served { number, window, then, skip, parts, .. } => {
                self.learn(number, at);
                self.free(window, number);
                match then {
                    None => {
                        self.tickets.remove(number);
                    }
                    Some(queue) => {
                        if let Some(ticket) = self.tickets.get_mut(number) {
                            ticket.then.retain(|stop| stop != queue && !skip.contains(stop));
                            ticket.parts = ticket.parts.saturating_add(*parts);
                        }
                        self.send(number, &Place::Queue(queue.clone()));
                        self.join(number);
                    }
                }
            }
            Event::TicketMissed { number, window } => {
                if let Some(ticket) = self.tickets.get_mut(number) {
                    ticket.state = TicketState::Missed;
                    // a window that called in vain was taken too
                    let taken = ticket.called_at.map(|called| at.seconds_since(called));
                    let queue = ticket.queue.clone();
                    taken.into_iter().for_each(|seconds| self.line(&queue).today.add(seconds));
                }
                self.free(window, number);
            }
            Event::TicketRequeued { number, behind } => {
                if let Some(ticket) = self.tickets.get_mut(number) {
                    ticket.requeued = ticket.requeued.saturating_add(1);
                    // among those without priority: the card is shown again when it still matters
                    ticket.priority = false;
                    let place = Place::Queue(ticket.queue.clone());
                    self.send(number, &place);
                    let waiter = Waiter { since: at, number: number.clone() };
                    let since = self.waiting_mut(&place).map(|waiting| waiting.join_behind(waiter, *behind));
                    if let (Some(since), Some(ticket)) = (since, self.tickets.get_mut(number)) {
                        ticket.rank = since;
                    }
                }
            }
            Event::TicketTransferred { number, to, front, .. } => {
                if let Some(window) = self.tickets.get(number).and_then(|ticket| ticket.window.clone()) {
                    self.free(&window, number);
                }
                self.send(number, to);
                match self.waiter(number) {
                    Some((mut waiter, mut priority)) if *front => {
                        if matches!(to, Place::Window(_)) {
                            // the very next one there, before anybody who waits elsewhere
                            (waiter.since, priority) = (Moment::from_unix_ms(0), true);
                        }
                        if let Some(waiting) = self.waiting_mut(to) {
                            waiting.join_first(waiter, priority);
                        }
                    }
                    _ => self.join(number),
                }
            }
            Event::PriorityGranted { number, .. } => self.prefer(number, true),
            Event::PriorityWithdrawn { number, .. } => self.prefer(number, false),
            Event::TicketCancelled { number } => {
                self.leave_line(number);
                if let Some(window) = self.tickets.remove(number).and_then(|ticket| ticket.window) {
                    self.free(&window, number);
                }
            }
            Event::QueueClosed { queue } => self.line(queue).closed = true,
            Event::QueueOpened { queue } => self.line(queue).closed = false,
            Event::HallStopped { .. } => self.stopped = true,
            Event::HallResumed => self.stopped = false,
        }
    }

    fn start_day(&mut self, date: Day, carry: &Carry) {
        self.day = Some(date);
        self.tickets.clear();
        self.calls.clear();
        self.windows.clear();
        self.newest = None;
        self.assigned = carry.assigned.clone();
        self.stopped = carry.stopped;
        // what was learned about the length of a service outlives the night
        let learned = carry.learned.iter().map(|(queue, past)| (queue.clone(), past.clone()));
        self.lines = learned.map(|(queue, past)| (queue, Line { past, ..Line::default() })).collect();
    }

    /// What goes on into the next day.
    #[must_use]
    pub fn carry(&self) -> Carry {
        let learned =
            self.lines.iter().map(|(queue, line)| (queue.clone(), line.past.overnight(&line.today)));
        Carry {
            assigned: self.assigned.clone(),
            stopped: self.stopped,
            learned: learned.filter(|(_, past)| !past.is_empty()).collect(),
        }
    }

    fn issued(&mut self, number: &Number, lane: &Lane, at: Moment) {
        let line = self.line(number.prefix());
        line.last_number = Some(number.running());
        line.issued = line.issued.saturating_add(1);
        let now = self.newest.map_or(at, |newest| newest.max(at));
        self.newest = Some(now);
        let ticket = Ticket {
            state: TicketState::Waiting,
            issued_at: at,
            queue: number.prefix().clone(),
            rank: lane.rank.unwrap_or(now),
            handed_to: None,
            priority: lane.priority,
            requeued: 0,
            then: lane.then.clone(),
            parts: 0,
            window: None,
            times: 0,
            since: None,
            called_at: None,
        };
        self.tickets.insert(number.clone(), ticket);
        self.join(number);
    }

    /// A service ended: its length is remembered for the estimate.
    fn learn(&mut self, number: &Number, at: Moment) {
        if let Some(ticket) = self.tickets.get(number)
            && let (TicketState::Serving, Some(since)) = (ticket.state, ticket.since)
        {
            let (queue, called) = (ticket.queue.clone(), ticket.called_at.unwrap_or(since));
            let line = self.line(&queue);
            line.today.add(at.seconds_since(called));
            line.services.push_back(at.seconds_since(since));
            if line.services.len() > SERVICES_REMEMBERED {
                line.services.pop_front();
            }
        }
    }

    fn line(&mut self, queue: &Prefix) -> &mut Line {
        self.lines.entry(queue.clone()).or_default()
    }

    fn post(&mut self, window: &WindowId) -> &mut Post {
        self.windows.entry(window.clone()).or_default()
    }

    fn waiting_mut(&mut self, place: &Place) -> Option<&mut Waiting> {
        match place {
            Place::Queue(queue) => Some(&mut self.line(queue).waiting),
            Place::Window(window) => Some(&mut self.post(window).waiting),
        }
    }

    fn leave_line(&mut self, number: &Number) {
        if let Some(place) = self.tickets.get(number).map(Ticket::place)
            && let Some(waiting) = self.waiting_mut(&place)
        {
            waiting.leave(number);
        }
    }

    /// The ticket waits, or will, at another place; whatever was called is forgotten.
    fn send(&mut self, number: &Number, to: &Place) {
        self.leave_line(number);
        if let Some(ticket) = self.tickets.get_mut(number) {
            match to {
                Place::Queue(queue) => (ticket.queue, ticket.handed_to) = (queue.clone(), None),
                Place::Window(window) => ticket.handed_to = Some(window.clone()),
            }
            ticket.state = TicketState::Waiting;
            (ticket.window, ticket.times, ticket.since, ticket.called_at) = (None, 0, None, None);
        }
    }

    fn waiter(&self, number: &Number) -> Option<(Waiter, bool)> {
        let ticket = self.tickets.get(number)?;
        Some((Waiter { since: ticket.rank, number: number.clone() }, ticket.priority))
    }

    /// Joins the line of its place where its waiting time puts it.
    fn join(&mut self, number: &Number) {
        if let Some((waiter, priority)) = self.waiter(number)
            && let Some(place) = self.tickets.get(number).map(Ticket::place)
            && let Some(waiting) = self.waiting_mut(&place)
        {
            waiting.join(waiter, priority);
        }
    }

    fn prefer(&mut self, number: &Number, priority: bool) {
        self.leave_line(number);
        let Some(ticket) = self.tickets.get_mut(number) else { return };
        ticket.priority = priority;
        if ticket.state == TicketState::Waiting {
            self.join(number);
        }
    }

    fn called(&mut self, number: &Number, window: &WindowId, times: u32, at: Moment) {
        if let Some(ticket) = self.tickets.get_mut(number) {
            ticket.state = TicketState::Called;
            ticket.window = Some(window.clone());
            ticket.times = times;
            ticket.since = Some(at);
            ticket.called_at = ticket.called_at.or(Some(at));
        }
        self.calls.retain(|call| call.ticket != *number);
        self.calls.push_front(Call { ticket: number.clone(), window: window.clone(), at, times });
        self.calls.truncate(CALLS_REMEMBERED);
    }

    fn free(&mut self, window: &WindowId, number: &Number) {
        if let Some(post) = self.windows.get_mut(window)
            && post.ticket.as_ref() == Some(number)
        {
            post.ticket = None;
        }
    }

    /// A ticket that can still change.
    #[must_use]
    pub fn ticket(&self, number: &Number) -> Option<&Ticket> {
        self.tickets.get(number)
    }

    /// Who waits at a place.
    #[must_use]
    pub fn waiting_at(&self, place: &Place) -> Option<&Waiting> {
        match place {
            Place::Queue(queue) => self.lines.get(queue).map(|line| &line.waiting),
            Place::Window(window) => self.windows.get(window).map(|post| &post.waiting),
        }
    }

    /// How many wait in a queue, those handed to one of its windows not counted.
    #[must_use]
    pub fn waiting(&self, prefix: &Prefix) -> u32 {
        self.lines.get(prefix).map_or(0, |line| count(line.waiting.len()))
    }

    /// How many will be called before a ticket in its line when nobody comes or goes; none when it does
    /// not wait.
    #[must_use]
    pub fn ahead(&self, hall: &Hall, number: &Number) -> Option<u32> {
        let place = self.tickets.get(number)?.place();
        let in_row = hall.in_row(&place);
        let mut order = self.waiting_at(&place)?.order(in_row);
        order.position(|waiter| waiter.number == *number).map(count)
    }

    /// The queues a window calls from now, in order.
    #[must_use]
    pub fn queues_of<'a>(&'a self, window: &'a Window) -> &'a [Prefix] {
        self.assigned.get(&window.id).map_or(&window.queues, |assignment| &assignment.queues)
    }

    /// How a window chooses among its queues now.
    #[must_use]
    pub fn order_of(&self, window: &Window) -> CallOrder {
        self.assigned.get(&window.id).map_or(window.order, |assignment| assignment.order)
    }

    /// The windows that call from a queue now.
    pub fn windows_of<'a>(&'a self, hall: &'a Hall, prefix: &'a Prefix) -> impl Iterator<Item = &'a Window> {
        hall.windows.iter().filter(move |window| self.queues_of(window).contains(prefix))
    }

    /// A window's state and ticket; a window nobody opened today is closed.
    #[must_use]
    pub fn window(&self, window: &WindowId) -> Post {
        self.windows.get(window).cloned().unwrap_or_default()
    }

    /// Every number that waits anywhere (for checks).
    #[must_use]
    pub fn all_waiting(&self) -> BTreeSet<&Number> {
        let lines = self.lines.values().map(|line| &line.waiting);
        let posts = self.windows.values().map(|post| &post.waiting);
        lines.chain(posts).flat_map(Waiting::all).map(|waiter| &waiter.number).collect()
    }
}

#[cfg(test)]
impl Board {
    /// Since when everybody who waits counts as waiting.
    pub fn all_waiters(&self) -> BTreeMap<&Number, Moment> {
        let lines = self.lines.values().map(|line| &line.waiting);
        let posts = self.windows.values().map(|post| &post.waiting);
        lines.chain(posts).flat_map(Waiting::all).map(|waiter| (&waiter.number, waiter.since)).collect()
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
