//! Every fact that happened in a hall, in the order it happened: the body of the ledger and of the
//! event stream.
//!
//! What must not leave the server stands in `private` parts (ticket ids, matters, accounts, typed
//! reasons); [`Event::public`] takes them out, and both forms drive the same
//! [`Board::apply`](crate::board::Board::apply). Without the feature `ledger`, in the browser, the parts cannot even be
//! read.

mod parts;
mod read;

use crate::board::{Assignment, Place};
use crate::id::{AccountId, DeviceId, Number, Prefix, WindowId};
use crate::moment::{Day, Moment};
use crate::text::Text;
pub use parts::{Carry, GrantPrivate, IssuedPrivate, Lane, ServedPrivate};
use serde::Serialize;

/// One line of a hall's ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Recorded {
    /// Position in the hall's ledger, from 1, without gaps.
    pub seq: u64,
    /// When it happened, by the server's clock.
    pub at: Moment,
    /// Whose act it was; none for citizens and for the passing of time. Never public.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<AccountId>,
    /// What happened.
    #[serde(flatten)]
    pub event: Event,
}

impl Recorded {
    /// A fact that is nobody's act.
    #[must_use]
    pub const fn of(seq: u64, at: Moment, event: Event) -> Self {
        Self { seq, at, by: None, event }
    }

    /// The same without anything that must not leave the server (R123, R124).
    #[must_use]
    pub fn public(&self) -> Self {
        Self::of(self.seq, self.at, self.event.public())
    }
}

/// A fact. The tag `kind` is also the name of the server-sent event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Event {
    /// A new business day: numbers begin again, what was unfinished expired, windows are closed.
    DayStarted {
        /// The business day.
        date: Day,
        /// What goes on from the day before, so that a fold may begin with any day.
        #[serde(default, skip_serializing_if = "Carry::is_empty")]
        carry: Carry,
    },
    /// A citizen took a number.
    TicketIssued {
        /// The new number.
        number: Number,
        /// Where it joins its line.
        #[serde(default, skip_serializing_if = "Lane::is_plain")]
        lane: Lane,
        /// Facts that stay on the server.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        private: Option<IssuedPrivate>,
    },
    /// A clerk opened a window.
    WindowOpened {
        /// Which window.
        window: WindowId,
        /// Who sits there; never public.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        staff: Option<AccountId>,
    },
    /// A window stopped calling for a while.
    WindowPaused {
        /// Which window.
        window: WindowId,
        /// The clerk's reason; never public.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    /// A window closed.
    WindowClosed {
        /// Which window.
        window: WindowId,
    },
    /// A supervisor changed what a window calls from.
    WindowAssigned {
        /// Which window.
        window: WindowId,
        /// Its queues and how it chooses among them; none returns to the hall's plan.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        assignment: Option<Assignment>,
    },
    /// A waiting ticket was called to a window for the first time.
    TicketCalled {
        /// Which ticket.
        number: Number,
        /// To which window.
        window: WindowId,
        /// Lines of the window whose first in line has waited longer and was passed over.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        over: Vec<Place>,
        /// The number was picked by hand, and why; never public.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        picked: Option<String>,
    },
    /// A called ticket was called again.
    TicketRecalled {
        /// Which ticket.
        number: Number,
        /// To which window.
        window: WindowId,
        /// How often it has been called now, at least 2.
        times: u32,
    },
    /// The citizen came and the service began.
    ServiceStarted {
        /// Which ticket.
        number: Number,
        /// At which window.
        window: WindowId,
    },
    /// The service ended; from now on it can be rated.
    Served {
        /// Which ticket.
        number: Number,
        /// At which window.
        window: WindowId,
        /// The line in which the ticket waits next, when it has more matters (one slip for several).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        then: Option<Prefix>,
        /// Stops of the ticket that need no visit any more.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        skip: Vec<Prefix>,
        /// Services of the ticket that had ended before.
        #[serde(default, skip_serializing_if = "is_zero")]
        before: u8,
        /// How many services ended now: one a matter, at least one.
        #[serde(default, skip_serializing_if = "is_one")]
        parts: u8,
        /// Facts that stay on the server.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        private: Option<ServedPrivate>,
    },
    /// The citizen did not come (过号).
    TicketMissed {
        /// Which ticket.
        number: Number,
        /// Which window had called.
        window: WindowId,
    },
    /// A missed citizen came after all and waits again, once (domain §2.7); or a clerk lets a ticket wait
    /// that had expired, where its waiting time puts it.
    TicketRequeued {
        /// Which ticket.
        number: Number,
        /// Behind how many of those who wait, when it was missed.
        behind: u32,
    },
    /// A ticket was handed to another line or window, with its history.
    TicketTransferred {
        /// Which ticket.
        number: Number,
        /// Where it waits now.
        to: Place,
        /// First in line instead of where its waiting time puts it.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        front: bool,
        /// Why, as typed; never public.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    /// A clerk has seen a card: the ticket goes first, within the interleave rule.
    PriorityGranted {
        /// Which ticket.
        number: Number,
        /// Class and reason, which stay on the server.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        private: Option<GrantPrivate>,
    },
    /// A priority was a mistake.
    PriorityWithdrawn {
        /// Which ticket.
        number: Number,
        /// Why, as typed; never public.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    /// The citizen gave the number back.
    TicketCancelled {
        /// Which ticket.
        number: Number,
    },
    /// The service of the day was over before their turn: they are not called any more.
    TicketsExpired {
        /// Which tickets, all of which waited.
        numbers: Vec<Number>,
    },
    /// Tickets that had expired wait again where their waiting time puts them: their line is called today
    /// after all, for the clock had been wrong.
    TicketsRestored {
        /// Which tickets, all of which had expired.
        numbers: Vec<Number>,
    },
    /// A supervisor stopped a queue from giving out numbers.
    QueueClosed {
        /// Which queue.
        queue: Prefix,
    },
    /// A supervisor let a queue give out numbers again.
    QueueOpened {
        /// Which queue.
        queue: Prefix,
    },
    /// Emergency stop: the hall gives out no numbers and calls nobody until it goes on.
    HallStopped {
        /// Why, as typed; never public.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    /// The hall goes on.
    HallResumed,
    /// From now on the hall's catalog is this version; an old one when somebody rolled back.
    CatalogPublished {
        /// Its number in the hall.
        version: u32,
    },
    /// The screens of the hall, or what they show, are others now: who shows them asks for them.
    SignageChanged {
        /// Counts changes.
        revision: u64,
    },
    /// A message replaces everything on all screens and kiosks, in writing and in speech (A69).
    EmergencyRaised {
        /// What it says.
        text: Text,
        /// When it ends by itself.
        until: Moment,
    },
    /// The message is over.
    EmergencyEnded,
    /// Somebody at a kiosk asked for help (A61); who, nobody knows.
    HelpCalled {
        /// Which kiosk.
        device: DeviceId,
        /// Where it stands.
        place: Text,
    },
    /// Somebody of the staff goes there.
    HelpEnded {
        /// Which kiosk.
        device: DeviceId,
    },
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
const fn is_one(n: &u8) -> bool {
    *n == 1
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
const fn is_zero(n: &u8) -> bool {
    *n == 0
}

impl Event {
    /// Every tag, for listeners that must name what they listen to.
    pub const KINDS: [&'static str; 28] = [
        "day_started",
        "ticket_issued",
        "window_opened",
        "window_paused",
        "window_closed",
        "window_assigned",
        "ticket_called",
        "ticket_recalled",
        "service_started",
        "served",
        "ticket_missed",
        "ticket_requeued",
        "ticket_transferred",
        "priority_granted",
        "priority_withdrawn",
        "ticket_cancelled",
        "tickets_expired",
        "tickets_restored",
        "queue_closed",
        "queue_opened",
        "hall_stopped",
        "hall_resumed",
        "catalog_published",
        "signage_changed",
        "emergency_raised",
        "emergency_ended",
        "help_called",
        "help_ended",
    ];

    /// The same fact without anything that must not leave the server (R123, R124).
    #[must_use]
    pub fn public(&self) -> Self {
        let mut event = self.clone();
        match &mut event {
            Self::TicketIssued { private, .. } => *private = None,
            Self::Served { private, .. } => *private = None,
            Self::PriorityGranted { private, .. } => *private = None,
            Self::WindowOpened { staff, .. } => *staff = None,
            Self::TicketCalled { picked: words, .. }
            | Self::WindowPaused { reason: words, .. }
            | Self::TicketTransferred { reason: words, .. }
            | Self::PriorityWithdrawn { reason: words, .. }
            | Self::HallStopped { reason: words } => *words = None,
            Self::DayStarted { .. }
            | Self::WindowClosed { .. }
            | Self::WindowAssigned { .. }
            | Self::TicketRecalled { .. }
            | Self::ServiceStarted { .. }
            | Self::TicketMissed { .. }
            | Self::TicketRequeued { .. }
            | Self::TicketCancelled { .. }
            | Self::TicketsExpired { .. }
            | Self::TicketsRestored { .. }
            | Self::QueueClosed { .. }
            | Self::QueueOpened { .. }
            | Self::HallResumed
            | Self::CatalogPublished { .. }
            | Self::SignageChanged { .. }
            | Self::EmergencyRaised { .. }
            | Self::EmergencyEnded
            | Self::HelpCalled { .. }
            | Self::HelpEnded { .. } => {}
        }
        event
    }

    /// The tag, as `event:` of the stream and as `kind` in the ledger.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::DayStarted { .. } => "day_started",
            Self::TicketIssued { .. } => "ticket_issued",
            Self::WindowOpened { .. } => "window_opened",
            Self::WindowPaused { .. } => "window_paused",
            Self::WindowClosed { .. } => "window_closed",
            Self::WindowAssigned { .. } => "window_assigned",
            Self::TicketCalled { .. } => "ticket_called",
            Self::TicketRecalled { .. } => "ticket_recalled",
            Self::ServiceStarted { .. } => "service_started",
            Self::Served { .. } => "served",
            Self::TicketMissed { .. } => "ticket_missed",
            Self::TicketRequeued { .. } => "ticket_requeued",
            Self::TicketTransferred { .. } => "ticket_transferred",
            Self::PriorityGranted { .. } => "priority_granted",
            Self::PriorityWithdrawn { .. } => "priority_withdrawn",
            Self::TicketCancelled { .. } => "ticket_cancelled",
            Self::TicketsExpired { .. } => "tickets_expired",
            Self::TicketsRestored { .. } => "tickets_restored",
            Self::QueueClosed { .. } => "queue_closed",
            Self::QueueOpened { .. } => "queue_opened",
            Self::HallStopped { .. } => "hall_stopped",
            Self::HallResumed => "hall_resumed",
            Self::CatalogPublished { .. } => "catalog_published",
            Self::SignageChanged { .. } => "signage_changed",
            Self::EmergencyRaised { .. } => "emergency_raised",
            Self::EmergencyEnded => "emergency_ended",
            Self::HelpCalled { .. } => "help_called",
            Self::HelpEnded { .. } => "help_ended",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::TicketChecklist;

    #[test]
    fn the_public_form_of_a_ticket_names_neither_id_nor_matter() {
        let event = Event::TicketIssued {
            number: "A001".parse().unwrap(),
            lane: Lane::default(),
            private: Some(IssuedPrivate {
                id: "abcdefghijklmnop".parse().unwrap(),
                items: vec!["low-income".parse().unwrap()],
                theme: None,
                key: Some("key-12345".parse().unwrap()),
                requested: Some("disabled".parse().unwrap()),
                checklist: Some(TicketChecklist {
                    missing: vec!["id-card".to_owned()],
                    ..TicketChecklist::default()
                }),
                checked_version: Some(3),
                ahead: 0,
                estimate: None,
            }),
        };
        let json = serde_json::to_value(event.public()).unwrap();
        assert_eq!(json, serde_json::json!({"kind": "ticket_issued", "number": "A001"}));
        let whole = serde_json::to_string(&event).unwrap();
        assert_eq!(serde_json::from_str::<Event>(&whole).unwrap(), event);
        let mut old = event.clone();
        if let Event::TicketIssued { private: Some(private), .. } = &mut old {
            private.checked_version = None;
        }
        let before = whole.replace("\"checked_version\":3,", "");
        assert_ne!(before, whole);
        assert_eq!(serde_json::from_str::<Event>(&before).unwrap(), old, "as it was written before");
        let old = whole.replace("\"items\":[\"low-income\"]", "\"item\":\"low-income\"");
        assert_ne!(old, whole);
        assert_eq!(serde_json::from_str::<Event>(&old).unwrap(), event, "as it was written before");
    }

    #[test]
    fn a_recorded_event_is_flat_and_says_its_kind() {
        let closed = Event::QueueClosed { queue: "A".parse().unwrap() };
        let recorded =
            Recorded { by: Some("a01".parse().unwrap()), ..Recorded::of(7, Moment::from_unix_ms(0), closed) };
        let json = serde_json::to_value(&recorded).unwrap();
        assert_eq!(json["kind"], recorded.event.kind());
        assert!(Event::KINDS.contains(&recorded.event.kind()));
        assert_eq!(json["seq"], 7);
        assert_eq!(serde_json::from_value::<Recorded>(json).unwrap(), recorded);
        assert_eq!(recorded.public().by, None, "whose act it was stays in the house");
    }
}
