//! A hall's live state on the server: the public board and, beside it, what must not leave the
//! server: which secret id belongs to which number, which request made which ticket, which
//! service ended last at a window.

use hall::board::Board;
use hall::event::{Event, IssuedPrivate, Recorded};
use hall::id::{AccountId, ItemId, Number, Prefix, RequestKey, ServiceId, TicketId, WindowId};
use hall::moment::Moment;
use std::collections::HashMap;

/// What was promised when a ticket was issued; a retry of the request gets exactly this again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issued {
    /// Its public number.
    pub number: Number,
    /// When.
    pub at: Moment,
    /// The lines after the first.
    pub then: Vec<Prefix>,
    /// Id, matter, people ahead, estimate.
    pub private: IssuedPrivate,
}

/// A service that has ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ended {
    /// The ticket's secret id.
    pub id: TicketId,
    /// Its public number.
    pub number: Number,
    /// When it ended; its rating codes count from here.
    pub at: Moment,
    /// Services of the ticket that had ended before.
    pub before: u8,
    /// The matters that were served, one service each; a service without a matter when empty.
    pub items: Vec<ItemId>,
    /// Where the ticket waits now.
    pub then: Option<Prefix>,
}

impl Ended {
    /// What an event says of a service that ended, and of the ticket with that secret name.
    #[must_use]
    pub fn of(recorded: &Recorded, id: &TicketId) -> Option<Self> {
        let Event::Served { number, then, before, private, .. } = &recorded.event else { return None };
        let items = private.as_ref().map(|private| private.items.clone()).unwrap_or_default();
        let (id, number, then) = (id.clone(), number.clone(), then.clone());
        Some(Self { id, number, at: recorded.at, before: *before, items, then })
    }

    /// The services that ended, each with its matter when that is known.
    pub fn services(&self) -> impl Iterator<Item = (ServiceId, Option<&ItemId>)> {
        let count = self.items.len().max(1);
        (self.before..u8::MAX)
            .zip(0..count)
            .map(|(part, index)| (ServiceId { ticket: self.id.clone(), part }, self.items.get(index)))
    }
}

/// Board and index, moved by the same events.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Live {
    /// The public part.
    pub board: Board,
    by_id: HashMap<TicketId, Issued>,
    by_number: HashMap<Number, TicketId>,
    by_key: HashMap<RequestKey, TicketId>,
    last_served: HashMap<WindowId, Ended>,
    staff: HashMap<WindowId, AccountId>,
}

impl Live {
    /// An empty hall whose next event is `seq + 1`.
    #[must_use]
    pub fn at(seq: u64) -> Self {
        Self { board: Board { seq, ..Board::default() }, ..Self::default() }
    }

    /// Folds events in.
    pub fn apply(&mut self, events: &[Recorded]) {
        for recorded in events {
            if self.board.apply(recorded) {
                self.index(recorded);
            }
        }
    }

    fn index(&mut self, recorded: &Recorded) {
        match &recorded.event {
            Event::DayStarted { .. } => {
                self.by_id.clear();
                self.by_number.clear();
                self.by_key.clear();
                self.last_served.clear();
                self.staff.clear();
            }
            Event::TicketIssued { number, lane, private: Some(private) } => {
                if let Some(key) = &private.key {
                    self.by_key.insert(key.clone(), private.id.clone());
                }
                self.by_number.insert(number.clone(), private.id.clone());
                let (number, then, private) = (number.clone(), lane.then.clone(), private.clone());
                let issued = Issued { number, at: recorded.at, then, private };
                self.by_id.insert(issued.private.id.clone(), issued);
            }
            Event::WindowOpened { window, staff: Some(staff) } => {
                self.staff.insert(window.clone(), staff.clone());
            }
            Event::WindowClosed { window } => {
                self.last_served.remove(window);
                self.staff.remove(window);
            }
            Event::TicketCalled { window, .. } => {
                self.last_served.remove(window);
            }
            Event::Served { number, window, .. } => {
                if let Some(ended) = self.by_number.get(number).and_then(|id| Ended::of(recorded, id)) {
                    self.last_served.insert(window.clone(), ended);
                }
            }
            _ => {}
        }
    }

    /// A ticket of today by its secret id.
    #[must_use]
    pub fn issued(&self, id: &TicketId) -> Option<&Issued> {
        self.by_id.get(id)
    }

    /// A ticket of today by its number.
    #[must_use]
    pub fn issued_as(&self, number: &Number) -> Option<&Issued> {
        self.by_number.get(number).and_then(|id| self.by_id.get(id))
    }

    /// The ticket that a request made today.
    #[must_use]
    pub fn issued_for(&self, key: &RequestKey) -> Option<&Issued> {
        self.by_key.get(key).and_then(|id| self.by_id.get(id))
    }

    /// The windows that a person has opened and that nobody closed since.
    #[must_use]
    pub fn opened_by(&self, account: &AccountId) -> Vec<WindowId> {
        let own = self.staff.iter().filter(|(_, staff)| *staff == account);
        own.map(|(window, _)| window.clone()).collect()
    }

    /// Who opened a window or took it over last, until it closes.
    #[must_use]
    pub fn staff_at(&self, window: &WindowId) -> Option<&AccountId> {
        self.staff.get(window)
    }

    /// The service that ended last at a window, until the next ticket is called there.
    #[must_use]
    pub fn last_served(&self, window: &WindowId) -> Option<&Ended> {
        self.last_served.get(window)
    }
}
