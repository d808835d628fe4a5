//! The fold: how each fact changes the board.

use super::{
    Board, CALLS_REMEMBERED, Call, Emergency, Help, Line, Place, Post, SERVICES_REMEMBERED, Ticket,
    TicketState, Waiter, Waiting, WindowState,
};
use crate::event::{Carry, Event, Lane};
use crate::id::{Number, Prefix, WindowId};
use crate::moment::{Day, Moment};

impl Board {
    pub(super) fn fold(&mut self, event: &Event, at: Moment) {
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
                        (ticket.handed_to, ticket.since) = (None, Some(at));
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
                        self.send(number, &Place::Queue(queue.clone()), at);
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
            Event::TicketRequeued { number, .. }
                if self.tickets.get(number).is_some_and(|ticket| ticket.state == TicketState::Expired) =>
            {
                self.restore(number, at);
            }
            Event::TicketRequeued { number, behind } => {
                if let Some(ticket) = self.tickets.get_mut(number) {
                    ticket.requeued = ticket.requeued.saturating_add(1);
                    // among those without priority: the card is shown again when it still matters
                    ticket.priority = false;
                    let place = Place::Queue(ticket.queue.clone());
                    self.send(number, &place, at);
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
                self.send(number, to, at);
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
            Event::PriorityGranted { number, .. } => self.prefer(number, true, at),
            Event::PriorityWithdrawn { number, .. } => self.prefer(number, false, at),
            Event::TicketCancelled { number } => {
                self.leave_line(number);
                if let Some(window) = self.tickets.remove(number).and_then(|ticket| ticket.window) {
                    self.free(&window, number);
                }
            }
            Event::TicketsExpired { numbers } => {
                for number in numbers {
                    self.leave_line(number);
                    if let Some(ticket) = self.tickets.get_mut(number) {
                        ticket.state = TicketState::Expired;
                    }
                }
            }
            Event::TicketsRestored { numbers } => {
                for number in numbers {
                    self.restore(number, at);
                }
            }
            Event::QueueClosed { queue } => self.line(queue).closed = true,
            Event::QueueOpened { queue } => self.line(queue).closed = false,
            Event::HallStopped { .. } => self.stopped = true,
            Event::HallResumed => self.stopped = false,
            // the queue goes on whatever the catalog says; who shows it asks for it
            Event::CatalogPublished { .. } | Event::SignageChanged { .. } => {}
            Event::EmergencyRaised { text, until } => {
                let (seq, text, until) = (self.seq, text.clone(), *until);
                self.emergency = Some(Emergency { seq, text, since: at, until });
            }
            Event::EmergencyEnded => self.emergency = None,
            Event::HelpCalled { device, place } => {
                self.help.retain(|help| help.device != *device);
                let (device, place) = (device.clone(), place.clone());
                self.help.push(Help { device, place, since: at, seen: None });
            }
            Event::HelpEnded { device } => {
                let called = self.help.iter_mut().find(|help| help.device == *device);
                called.into_iter().for_each(|help| help.seen = Some(at));
            }
        }
    }

    fn start_day(&mut self, date: Day, carry: &Carry) {
        self.day = Some(date);
        self.tickets.clear();
        self.calls.clear();
        self.windows.clear();
        self.newest = None;
        self.help.clone_from(&carry.help);
        self.emergency.clone_from(&carry.emergency);
        self.assigned = carry.assigned.clone();
        self.stopped = carry.stopped;
        // what was learned about the length of a service outlives the night
        let learned = carry.learned.iter().map(|(queue, past)| (queue.clone(), past.clone()));
        self.lines = learned.map(|(queue, past)| (queue, Line { past, ..Line::default() })).collect();
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
            booked: lane.rank.is_some(),
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
    fn send(&mut self, number: &Number, to: &Place, at: Moment) {
        self.leave_line(number);
        if let Some(ticket) = self.tickets.get_mut(number) {
            match to {
                Place::Queue(queue) => (ticket.queue, ticket.handed_to) = (queue.clone(), None),
                Place::Window(window) => ticket.handed_to = Some(window.clone()),
            }
            ticket.state = TicketState::Waiting;
            (ticket.window, ticket.times, ticket.since, ticket.called_at) = (None, 0, Some(at), None);
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

    /// An expired ticket waits again as if it had not expired.
    fn restore(&mut self, number: &Number, at: Moment) {
        if let Some(ticket) = self.tickets.get_mut(number) {
            (ticket.state, ticket.since) = (TicketState::Waiting, Some(at));
        }
        self.join(number);
    }

    fn prefer(&mut self, number: &Number, priority: bool, at: Moment) {
        self.leave_line(number);
        let Some(ticket) = self.tickets.get_mut(number) else { return };
        ticket.priority = priority;
        if ticket.state == TicketState::Waiting {
            // it comes to wait among others, and has their time (the end of the day)
            ticket.since = Some(at);
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
        let queue = self.tickets.get(number).map(|ticket| &ticket.queue);
        let from = queue.filter(|queue| *queue != number.prefix()).cloned();
        self.calls.retain(|call| call.ticket != *number);
        self.calls.push_front(Call {
            seq: self.seq,
            ticket: number.clone(),
            window: window.clone(),
            at,
            times,
            from,
        });
        self.calls.truncate(CALLS_REMEMBERED);
    }

    fn free(&mut self, window: &WindowId, number: &Number) {
        if let Some(post) = self.windows.get_mut(window)
            && post.ticket.as_ref() == Some(number)
        {
            post.ticket = None;
        }
    }
}
