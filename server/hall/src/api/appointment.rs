//! Bodies of appointments. Minutes count from midnight in Beijing, as in the hall's hours; names and
//! telephone numbers go in whole and come out masked.

use crate::id::{AppointmentId, HallId, ItemId, Prefix, TicketId};
use crate::moment::{Day, Moment};
use crate::text::Text;
use serde::{Deserialize, Serialize};

/// `GET /halls/{hall}/appointments/slots?queue=&day=`: an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SlotView {
    /// Its first minute.
    pub from: u16,
    /// The first minute after it.
    pub to: u16,
    /// Seats that are left.
    pub free: u16,
}

/// `POST /halls/{hall}/appointments`: one of queue and item. The names are read as text, like those of a
/// ticket.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AppointmentRequest {
    /// The queue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub queue: Option<String>,
    /// The matter; its queue follows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    /// The day, `YYYY-MM-DD`.
    pub day: String,
    /// The first minute of a slot.
    pub from: u16,
    /// What to be called by, 1 to 20 characters.
    pub name: String,
    /// A telephone number.
    pub phone: String,
}

/// Where an appointment is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum AppointmentState {
    /// Waits for its day.
    Booked,
    /// Checked in: there is a ticket.
    Arrived,
    /// Given back.
    Cancelled,
    /// Its day has passed and nobody came.
    Expired,
}

/// An appointment, to its holder and to clerks; name and telephone number masked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AppointmentView {
    /// Its secret name.
    pub id: AppointmentId,
    /// Its code for the kiosk, ten digits.
    pub code: String,
    /// Where it stands.
    pub state: AppointmentState,
    /// The hall.
    pub hall: HallId,
    /// The queue.
    pub queue: Prefix,
    /// The queue's name.
    pub queue_name: Text,
    /// The matter, when one was named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<ItemId>,
    /// The day.
    pub day: Day,
    /// First minute of the slot.
    pub from: u16,
    /// First minute after it.
    pub to: u16,
    /// Check-in at a kiosk works from then on.
    pub check_in_from: Moment,
    /// Until then the number goes first; afterwards it is one as for everybody.
    pub check_in_until: Moment,
    /// What to be called by, masked; null once it was deleted.
    pub name: Option<String>,
    /// The telephone number, masked; null once it was deleted.
    pub phone: Option<String>,
    /// The ticket of the check-in, to the holder alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ticket: Option<TicketId>,
    /// The appointment's page.
    pub url: String,
}

/// `GET /halls/{hall}/appointments?day=`: the appointments of a day, by time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AppointmentList {
    /// The appointments.
    pub items: Vec<AppointmentView>,
}

/// The slots of a day that can be booked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SlotList {
    /// The slots.
    pub items: Vec<SlotView>,
}
