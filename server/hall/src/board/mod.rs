//! A hall's live state: the fold of its events. Server, kiosks, screens and desks each keep one and
//! move it with the same [`Board::apply`]; it holds nothing that may not be public.
//!
//! Only tickets that can still change are here; a ticket that ended leaves the board.

mod fold;
mod line;
mod state;

use crate::event::{Carry, Recorded};
use crate::id::{DeviceId, Number, Prefix, WindowId};
use crate::moment::{Day, Moment};
use crate::profile::{Hall, Window};
pub use line::{Assignment, CallOrder, Place, Waiter, Waiting};
use serde::{Deserialize, Serialize};
pub use state::{Call, Emergency, Help, Line, Post, Ticket, TicketState, WindowState};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Services remembered per queue for the estimate.
pub const SERVICES_REMEMBERED: usize = 24;
/// Calls remembered: enough for the last ones of an area, whose board shows up to eight of its own (A66).
pub const CALLS_REMEMBERED: usize = 40;

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
    /// Kiosks where somebody asked for help today, or before and is still waited for; each once, the latest call last.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub help: Vec<Help>,
    /// The last message to everybody that nobody has ended; [`Board::emergency_at`] says whether it still holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub emergency: Option<Emergency>,
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

    /// What goes on into the next day.
    #[must_use]
    pub fn carry(&self) -> Carry {
        let learned =
            self.lines.iter().map(|(queue, line)| (queue.clone(), line.past.overnight(&line.today)));
        Carry {
            assigned: self.assigned.clone(),
            stopped: self.stopped,
            learned: learned.filter(|(_, past)| !past.is_empty()).collect(),
            help: self.help.iter().filter(|help| help.seen.is_none()).cloned().collect(),
            emergency: self.emergency.clone(),
        }
    }

    /// The message to everybody that holds at a moment.
    #[must_use]
    pub fn emergency_at(&self, now: Moment) -> Option<&Emergency> {
        self.emergency.as_ref().filter(|emergency| now < emergency.until)
    }

    /// The last call for help at a kiosk, today's or one that is still waited for.
    #[must_use]
    pub fn help_at(&self, device: &DeviceId) -> Option<&Help> {
        self.help.iter().find(|help| help.device == *device)
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
