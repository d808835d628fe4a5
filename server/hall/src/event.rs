//! Every fact that happened in a hall, in the order it happened: the body of the ledger and of the
//! event stream.
//!
//! What must not leave the server stands in `private` parts (ticket ids, matters, accounts, typed
//! reasons); [`Event::public`] takes them out, and both forms drive the same
//! [`Board::apply`](crate::board::Board::apply).

use crate::id::{AccountId, ItemId, Number, Prefix, RequestKey, ThemeId, TicketId, WindowId};
use crate::moment::{Day, Moment};
use crate::queue::Estimate;
use serde::{Deserialize, Serialize};

/// One line of a hall's ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Recorded {
    /// Position in the hall's ledger, from 1, without gaps.
    pub seq: u64,
    /// When it happened, by the server's clock.
    pub at: Moment,
    /// What happened.
    #[serde(flatten)]
    pub event: Event,
}

/// A fact. The tag `kind` is also the name of the server-sent event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Event {
    /// A new business day: numbers begin again, what was unfinished expired, windows are closed.
    DayStarted {
        /// The business day.
        date: Day,
    },
    /// A citizen took a number.
    TicketIssued {
        /// The new number.
        number: Number,
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
    /// A waiting ticket was called to a window for the first time.
    TicketCalled {
        /// Which ticket.
        number: Number,
        /// To which window.
        window: WindowId,
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
    /// The citizen gave the number back.
    TicketCancelled {
        /// Which ticket.
        number: Number,
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
}

/// What the server alone knows of an issued ticket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct IssuedPrivate {
    /// The ticket's secret name.
    pub id: TicketId,
    /// The matter, when one was chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<ItemId>,
    /// The theme package, when one was chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub theme: Option<ThemeId>,
    /// The request that made it, so that a retry gets the same answer, also after a restart.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<RequestKey>,
    /// How many were ahead at that moment.
    pub ahead: u32,
    /// The waiting time that was promised at that moment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub estimate: Option<Estimate>,
}

/// What the server alone knows of a finished service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ServedPrivate {
    /// The matters that were served, at least one when the ticket or the clerk named any.
    pub items: Vec<ItemId>,
}

impl Event {
    /// Every tag, for listeners that must name what they listen to.
    pub const KINDS: [&'static str; 13] = [
        "day_started",
        "ticket_issued",
        "window_opened",
        "window_paused",
        "window_closed",
        "ticket_called",
        "ticket_recalled",
        "service_started",
        "served",
        "ticket_missed",
        "ticket_cancelled",
        "queue_closed",
        "queue_opened",
    ];

    /// The same fact without anything that must not leave the server (R123, R124).
    #[must_use]
    pub fn public(&self) -> Self {
        let mut event = self.clone();
        match &mut event {
            Self::TicketIssued { private, .. } => *private = None,
            Self::Served { private, .. } => *private = None,
            Self::WindowOpened { staff, .. } => *staff = None,
            Self::WindowPaused { reason, .. } => *reason = None,
            Self::DayStarted { .. }
            | Self::WindowClosed { .. }
            | Self::TicketCalled { .. }
            | Self::TicketRecalled { .. }
            | Self::ServiceStarted { .. }
            | Self::TicketMissed { .. }
            | Self::TicketCancelled { .. }
            | Self::QueueClosed { .. }
            | Self::QueueOpened { .. } => {}
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
            Self::TicketCalled { .. } => "ticket_called",
            Self::TicketRecalled { .. } => "ticket_recalled",
            Self::ServiceStarted { .. } => "service_started",
            Self::Served { .. } => "served",
            Self::TicketMissed { .. } => "ticket_missed",
            Self::TicketCancelled { .. } => "ticket_cancelled",
            Self::QueueClosed { .. } => "queue_closed",
            Self::QueueOpened { .. } => "queue_opened",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_public_form_of_a_ticket_names_neither_id_nor_matter() {
        let event = Event::TicketIssued {
            number: "A001".parse().unwrap(),
            private: Some(IssuedPrivate {
                id: "abcdefghijklmnop".parse().unwrap(),
                item: Some("low-income".parse().unwrap()),
                theme: None,
                key: Some("key-12345".parse().unwrap()),
                ahead: 0,
                estimate: None,
            }),
        };
        let json = serde_json::to_value(event.public()).unwrap();
        assert_eq!(json, serde_json::json!({"kind": "ticket_issued", "number": "A001"}));
        let whole = serde_json::to_string(&event).unwrap();
        assert_eq!(serde_json::from_str::<Event>(&whole).unwrap(), event);
    }

    #[test]
    fn a_recorded_event_is_flat_and_says_its_kind() {
        let recorded = Recorded {
            seq: 7,
            at: Moment::from_unix_ms(0),
            event: Event::QueueClosed { queue: "A".parse().unwrap() },
        };
        let json = serde_json::to_value(&recorded).unwrap();
        assert_eq!(json["kind"], recorded.event.kind());
        assert!(Event::KINDS.contains(&recorded.event.kind()));
        assert_eq!(json["seq"], 7);
        assert_eq!(serde_json::from_value::<Recorded>(json).unwrap(), recorded);
    }
}
