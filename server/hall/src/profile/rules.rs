//! The house rules: what a hall might want otherwise.

use crate::order::Terms;
use serde::{Deserialize, Serialize};

/// What a hall might want otherwise; every default is the recommendation of domain §2.7.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Rules {
    /// The business day begins this many minutes after midnight, Beijing time.
    pub day_starts_at: u16,
    /// A ticket is called at most this often before it is missed.
    pub max_calls: u32,
    /// At least this many seconds between two calls of the same ticket.
    pub recall_interval_seconds: u32,
    /// Calls that stay on the board (A66).
    pub calls_kept: usize,
    /// How often in a row somebody who has waited longer may be passed over, by priority or by the order
    /// of a window's queues; 0 means that priority changes nothing.
    pub overtakes_in_row: u32,
    /// A missed ticket that comes back waits behind so many others.
    pub requeue_behind: u32,
    /// How often a missed ticket may come back; afterwards it is void.
    pub max_requeues: u8,
    /// No numbers from this minute of the day on; none means that only the load decides.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_ticket_at: Option<u16>,
    /// Windows may call in the midday break also where it is not worked (午间不间断).
    pub calls_in_break: bool,
    /// Tickets that wait expire so many minutes after the last call of their line: until then a clerk may
    /// call, by hand, who is still there.
    pub expire_after_minutes: u16,
    /// The sign of a window shows who sits there (工作牌, R114): name and, where a picture `staff-<account>` was sent
    /// among the forms, that too.
    pub staff_cards: bool,
    /// Until when a bad rating is verified and answered.
    pub orders: Terms,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            day_starts_at: 0,
            max_calls: 3,
            recall_interval_seconds: 20,
            calls_kept: 8,
            overtakes_in_row: 2,
            requeue_behind: 3,
            max_requeues: 1,
            last_ticket_at: None,
            calls_in_break: false,
            expire_after_minutes: 30,
            staff_cards: false,
            orders: Terms::default(),
        }
    }
}
