//! Bodies of the queue: board, tickets, windows.

use super::{DeskChecklist, TicketChecklist};
use crate::board::{Board, Call, CallOrder, TicketState, WindowState};
use crate::code::Code;
use crate::id::{ClassId, HallId, ItemId, Number, Prefix, ThemeId, TicketId, WindowId};
use crate::moment::Moment;
use crate::profile::{Hall, Queue};
use crate::queue::{Estimate, estimate, is_too_late};
use crate::text::Text;
use serde::{Deserialize, Serialize};

/// `GET /halls/{hall}/board`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BoardView {
    /// The last event this view knows.
    pub seq: u64,
    /// The server's clock.
    pub at: Moment,
    /// Queues.
    pub queues: Vec<QueueView>,
    /// Windows.
    pub windows: Vec<WindowView>,
    /// Calls, newest first.
    pub calls: Vec<Call>,
}

/// A queue, live.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct QueueView {
    /// Its prefix.
    pub prefix: Prefix,
    /// Its name.
    pub name: Text,
    /// How many wait.
    pub waiting: u32,
    /// How long somebody who comes now will wait; null when no window is open.
    pub estimate: Option<Estimate>,
    /// Whether numbers are given out.
    pub open: bool,
    /// Why not.
    pub reason: Option<Code>,
}

/// A window, live.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WindowView {
    /// Its id.
    pub id: WindowId,
    /// As on its sign.
    pub label: String,
    /// What is done there.
    pub name: Text,
    /// Who does it.
    pub department: Text,
    /// Open, paused, closed.
    pub state: WindowState,
    /// The ticket called or served there.
    pub ticket: Option<Number>,
}

impl BoardView {
    /// A board as the world sees it.
    #[must_use]
    pub fn of(board: &Board, hall: &Hall, now: Moment) -> Self {
        Self {
            seq: board.seq,
            at: now,
            queues: hall.queues.iter().map(|queue| QueueView::of(board, hall, queue, now)).collect(),
            windows: hall
                .windows
                .iter()
                .map(|window| {
                    let post = board.window(&window.id);
                    WindowView {
                        id: window.id.clone(),
                        label: window.label.clone(),
                        name: window.name.clone(),
                        department: window.department.clone(),
                        state: post.state,
                        ticket: post.ticket,
                    }
                })
                .collect(),
            calls: board.calls.iter().take(hall.rules.calls_kept).cloned().collect(),
        }
    }
}

impl QueueView {
    /// A queue as the world sees it.
    #[must_use]
    pub fn of(board: &Board, hall: &Hall, queue: &Queue, now: Moment) -> Self {
        let line = board.lines.get(&queue.prefix);
        let waiting = board.waiting(&queue.prefix);
        let service = hall.service(board, queue, now);
        let reason = if board.stopped {
            Some(Code::HallStopped)
        } else if line.is_some_and(|line| line.closed)
            || board.windows_of(hall, &queue.prefix).next().is_none()
        {
            Some(Code::QueueClosed)
        } else if !service.walk_in {
            Some(Code::OutsideHours)
        } else if queue.daily_quota.is_some_and(|quota| line.is_some_and(|line| line.issued >= quota)) {
            Some(Code::QuotaReached)
        } else {
            is_too_late(board, hall, queue, &service, now).then_some(Code::CutoffPassed)
        };
        Self {
            prefix: queue.prefix.clone(),
            name: queue.name.clone(),
            waiting,
            estimate: estimate(board, hall, &queue.prefix, waiting),
            open: reason.is_none(),
            reason,
        }
    }
}

/// First message of the event stream (`event: hello`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Hello {
    /// Build id of what the server serves; another one than the page's own means: reload when idle.
    pub build: String,
    /// The server's clock.
    pub now: Moment,
    /// The hall.
    pub hall: HallId,
}

/// Heartbeat of the event stream (`event: beat`), every 15 s.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Beat {
    /// The server's clock.
    pub now: Moment,
}

/// `POST /halls/{hall}/tickets`: exactly one of item, items, theme, queue, appointment. Anything else is
/// refused: who asks for something that is not there must learn it. Names are read as text, so that one that cannot exist is
/// as unknown as one that does not.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TicketRequest {
    /// A matter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    /// Several matters on one slip: the ticket goes from line to line by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub items: Option<Vec<String>>,
    /// A theme package: one ticket for all of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub theme: Option<String>,
    /// A queue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub queue: Option<String>,
    /// The priority class asked for; a clerk grants it after seeing a card.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub priority: Option<String>,
    /// The appointment to check in: its code, its id, or the address of its page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub appointment: Option<String>,
    /// What the citizen checked before: with an item alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub checklist: Option<TicketChecklist>,
}

/// The answer to a new ticket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct IssuedTicket {
    /// Its secret name.
    pub id: TicketId,
    /// Its public number.
    pub number: Number,
    /// Its queue.
    pub queue: Prefix,
    /// How many were ahead when it was issued.
    pub ahead: u32,
    /// Waiting time when it was issued; null when no window is open.
    pub estimate: Option<Estimate>,
    /// Queues to wait in afterwards, for further matters; in the order that is quickest then.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub then: Vec<Prefix>,
    /// When it was issued.
    pub issued_at: Moment,
    /// The code by which a kiosk finds it for a rating after the service; 10 digits.
    pub slip_code: String,
    /// Where its holder can follow it.
    pub track_url: String,
    /// The same as a QR code (SVG).
    pub qr_svg: String,
}

/// `GET /tickets/{id}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TicketView {
    /// Its public number.
    pub number: Number,
    /// Where it is in its life.
    pub state: TicketState,
    /// Its queue.
    pub queue: Prefix,
    /// How many are ahead now; null when it does not wait.
    pub ahead: Option<u32>,
    /// Waiting time now.
    pub estimate: Option<Estimate>,
    /// The window that called or served it.
    pub window: Option<WindowId>,
    /// Queues to wait in afterwards, for further matters.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub then: Vec<Prefix>,
    /// Where its first service can be rated, once served.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rating_url: Option<String>,
    /// Where each of its services can be rated, in the order in which they ended.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ratings: Vec<RatingLink>,
}

/// Where one service is rated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RatingLink {
    /// What was served.
    pub matter: Text,
    /// The phone page.
    pub url: String,
}

/// `POST /windows/{window}/{open,pause,close}`, `POST /halls/{hall}/stop`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WindowRequest {
    /// Why, in the clerk's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// `POST /windows/{window}/call`: a particular number, out of turn.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PickRequest {
    /// Its number, for example `A012`.
    pub ticket: String,
    /// Why; it is kept with the clerk's name.
    pub reason: String,
}

/// Where a transferred ticket joins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Position {
    /// Where the time already waited puts it.
    #[default]
    Fair,
    /// First in line.
    Front,
}

/// `POST /windows/{window}/transfer`: to a queue or to a window.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TransferRequest {
    /// A queue's prefix.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub queue: Option<String>,
    /// A window.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window: Option<String>,
    /// Where it joins.
    #[serde(default)]
    pub position: Position,
    /// Why, in the clerk's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// `POST /tickets/{id}/priority`: a card was seen. Without a class the priority is taken back.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PriorityRequest {
    /// The class whose card was seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<String>,
    /// What the clerk notes.
    pub reason: String,
}

/// `PUT /windows/{window}/queues`: what it calls from; an empty list returns to the hall's plan.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AssignRequest {
    /// Prefixes of its queues, in order.
    pub queues: Vec<String>,
    /// How it chooses among them.
    #[serde(default)]
    pub order: CallOrder,
}

/// `GET /windows/{window}/waiting`: who waits there, in the order in which the window would call them if
/// it served alone, then who was missed today and may still come back.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WaitingList {
    /// The tickets.
    pub items: Vec<DeskTicket>,
    /// Where the list goes on; never, it is short.
    pub next: Option<String>,
}

/// The ticket of a window, for its clerk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WindowTicket {
    /// Which.
    pub ticket: DeskTicket,
}

/// A ticket as the clerk who serves it sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeskTicket {
    /// Its secret name, for steps that are about the ticket and not about the window.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<TicketId>,
    /// Its public number.
    pub number: Number,
    /// Waiting, called, serving, served or missed.
    pub state: TicketState,
    /// The matter to be served here, when one was chosen at the kiosk.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<ItemId>,
    /// All matters of the slip, when there are several.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<ItemId>,
    /// Queues it will wait in afterwards.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub then: Vec<Prefix>,
    /// It goes first.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub priority: bool,
    /// The priority class that the citizen asked for at the kiosk; their card has not been seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub requested: Option<ClassId>,
    /// It counts as waiting since then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rank: Option<Moment>,
    /// The theme, when one was chosen at the kiosk.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub theme: Option<ThemeId>,
    /// What that is called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matter: Option<Text>,
    /// What the citizen checked before taking the number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub checklist: Option<DeskChecklist>,
    /// How often it was called.
    pub times: u32,
    /// When it was last called, or when its service began.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Moment>,
}

impl DeskTicket {
    /// A ticket of which nothing else is known.
    #[must_use]
    pub const fn bare(number: Number, state: TicketState) -> Self {
        Self {
            id: None,
            number,
            state,
            item: None,
            items: Vec::new(),
            then: Vec::new(),
            priority: false,
            requested: None,
            rank: None,
            theme: None,
            matter: None,
            checklist: None,
            times: 0,
            since: None,
        }
    }
}

/// `POST /windows/{window}/finish`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FinishRequest {
    /// Matters served; the ticket's own when absent, none when empty.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub items: Option<Vec<String>>,
}

/// The answer to finish.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Finished {
    /// The ticket that was served.
    pub ticket: DeskTicket,
    /// How the service can be rated; the first, when several matters were served.
    pub rating: RatingInvitation,
    /// How each further matter can be rated.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub more: Vec<RatingInvitation>,
    /// Where the ticket waits now, when it has further matters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub then: Option<Prefix>,
}

/// A one-time way to rate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RatingInvitation {
    /// What is rated, when that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matter: Option<Text>,
    /// The phone page.
    pub url: String,
    /// The same as a QR code (SVG).
    pub qr_svg: String,
    /// When it stops working.
    pub expires_at: Moment,
}

/// `GET /windows/{window}`: what the clerk's page shows besides the board.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WindowDetail {
    /// The window's live state.
    pub window: WindowView,
    /// Its ticket, when there is one.
    pub ticket: Option<DeskTicket>,
    /// Its queues, live.
    pub queues: Vec<QueueView>,
    /// The service that ended here last, until the next ticket is called: whoever lost the answer to
    /// `finish` can still show its rating code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last: Option<Finished>,
}
