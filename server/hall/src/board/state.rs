//! What a board is made of: tickets, lines, windows, calls.

use super::line::{Place, Waiting};
use crate::id::{DeviceId, Number, Prefix, WindowId};
use crate::moment::Moment;
use crate::queue::Lengths;
use crate::text::Text;
use serde::{Deserialize, Serialize};
use std::collections::VecDeque;

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
    /// Waiting, called, serving, missed or expired.
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
    /// It is an appointment that was kept: it may be called wherever only appointments are.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub booked: bool,
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
    /// When it was last called, when its service began, or when it came to wait again; none while it waits
    /// where it was issued.
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

/// Somebody at a kiosk asked for help (A61).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Help {
    /// Which kiosk.
    pub device: DeviceId,
    /// Where it stands.
    pub place: Text,
    /// When they asked.
    pub since: Moment,
    /// When somebody of the staff said that they go there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen: Option<Moment>,
}

/// A message that replaces everything on all screens (A69).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Emergency {
    /// Position of its event: its name.
    pub seq: u64,
    /// What it says.
    pub text: Text,
    /// Since when.
    pub since: Moment,
    /// When it ends by itself.
    pub until: Moment,
}

/// A call, as the board shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Call {
    /// Position of its event: screens report by it what they have shown. 0 in boards from before.
    #[serde(default)]
    pub seq: u64,
    /// Who.
    pub ticket: Number,
    /// Where to.
    pub window: WindowId,
    /// When last called.
    pub at: Moment,
    /// How often.
    pub times: u32,
    /// The queue in which it waited, when that is not the one of its number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Prefix>,
}

impl Call {
    /// The queue it was called from: boards of an area show the calls of theirs, also after a transfer.
    #[must_use]
    pub fn queue(&self) -> &Prefix {
        self.from.as_ref().unwrap_or(self.ticket.prefix())
    }
}
