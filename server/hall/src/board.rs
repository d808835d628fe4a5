//! A hall's live state: the fold of its events. Server, kiosks, screens and desks each keep one and
//! move it with the same [`Board::apply`]; it holds nothing that may not be public.
//!
//! Only tickets that can still change are here; a ticket that ended leaves the board.

use crate::event::{Event, Recorded};
use crate::id::{Number, Prefix, WindowId};
use crate::moment::{Day, Moment};
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
    /// The window that called it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window: Option<WindowId>,
    /// How often it was called.
    #[serde(default)]
    pub times: u32,
    /// When it was last called, or when its service began.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Moment>,
}

/// A line: who waits, in order, and what was learned.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Waiting numbers, first come first.
    pub waiting: VecDeque<Number>,
    /// The last number given out today, if any.
    #[serde(default)]
    pub last_number: Option<u32>,
    /// Numbers given out today.
    #[serde(default)]
    pub issued: u32,
    /// Stopped by a supervisor.
    #[serde(default)]
    pub closed: bool,
    /// Seconds of the last services, newest last.
    #[serde(default)]
    pub services: VecDeque<u32>,
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
            Event::DayStarted { date } => self.start_day(*date),
            Event::TicketIssued { number, .. } => {
                let line = self.lines.entry(number.prefix().clone()).or_default();
                line.waiting.push_back(number.clone());
                line.last_number = Some(number.running());
                line.issued = line.issued.saturating_add(1);
                let ticket = Ticket {
                    state: TicketState::Waiting,
                    issued_at: at,
                    window: None,
                    times: 0,
                    since: None,
                };
                self.tickets.insert(number.clone(), ticket);
            }
            Event::WindowOpened { window, .. } => self.post(window).state = WindowState::Open,
            Event::WindowPaused { window, .. } => self.post(window).state = WindowState::Paused,
            Event::WindowClosed { window } => self.post(window).state = WindowState::Closed,
            Event::TicketCalled { number, window } => {
                self.leave_line(number);
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
            Event::Served { number, window, .. } => {
                if let Some(ticket) = self.tickets.remove(number)
                    && let (TicketState::Serving, Some(since)) = (ticket.state, ticket.since)
                {
                    let line = self.lines.entry(number.prefix().clone()).or_default();
                    line.services.push_back(at.seconds_since(since));
                    if line.services.len() > SERVICES_REMEMBERED {
                        line.services.pop_front();
                    }
                }
                self.free(window, number);
            }
            Event::TicketMissed { number, window } => {
                if let Some(ticket) = self.tickets.get_mut(number) {
                    ticket.state = TicketState::Missed;
                }
                self.free(window, number);
            }
            Event::TicketCancelled { number } => {
                self.leave_line(number);
                if let Some(window) = self.tickets.remove(number).and_then(|ticket| ticket.window) {
                    self.free(&window, number);
                }
            }
            Event::QueueClosed { queue } => self.lines.entry(queue.clone()).or_default().closed = true,
            Event::QueueOpened { queue } => self.lines.entry(queue.clone()).or_default().closed = false,
        }
    }

    fn start_day(&mut self, date: Day) {
        self.day = Some(date);
        self.tickets.clear();
        self.calls.clear();
        self.windows.clear();
        for line in self.lines.values_mut() {
            // what was learned about the length of a service outlives the night
            let services = std::mem::take(&mut line.services);
            *line = Line { services, ..Line::default() };
        }
    }

    fn post(&mut self, window: &WindowId) -> &mut Post {
        self.windows.entry(window.clone()).or_default()
    }

    fn leave_line(&mut self, number: &Number) {
        if let Some(line) = self.lines.get_mut(number.prefix()) {
            line.waiting.retain(|waiting| waiting != number);
        }
    }

    fn called(&mut self, number: &Number, window: &WindowId, times: u32, at: Moment) {
        if let Some(ticket) = self.tickets.get_mut(number) {
            ticket.state = TicketState::Called;
            ticket.window = Some(window.clone());
            ticket.times = times;
            ticket.since = Some(at);
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

    /// How many wait in a queue.
    #[must_use]
    pub fn waiting(&self, prefix: &Prefix) -> u32 {
        self.lines.get(prefix).map_or(0, |line| count(line.waiting.len()))
    }

    /// How many wait ahead of a ticket in its line; none when it does not wait.
    #[must_use]
    pub fn ahead(&self, number: &Number) -> Option<u32> {
        let line = self.lines.get(number.prefix())?;
        line.waiting.iter().position(|waiting| waiting == number).map(count)
    }

    /// A window's state and ticket; a window nobody opened today is closed.
    #[must_use]
    pub fn window(&self, window: &WindowId) -> Post {
        self.windows.get(window).cloned().unwrap_or_default()
    }

    /// Every number that waits anywhere (for checks).
    #[must_use]
    pub fn all_waiting(&self) -> BTreeSet<&Number> {
        self.lines.values().flat_map(|line| &line.waiting).collect()
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
