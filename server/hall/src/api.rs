//! Bodies of the HTTP contract (api.md), as both sides read and write them.

use crate::board::{Board, Call, TicketState, WindowState};
use crate::catalog::{Channels, Department, HandlingClass, Theme};
use crate::code::Code;
use crate::hours::OpenState;
use crate::id::{AccountId, DepartmentId, HallId, ItemId, Number, Prefix, ThemeId, TicketId, WindowId};
use crate::moment::Moment;
use crate::profile::{Hall, Queue};
use crate::queue::{Estimate, estimate, is_too_late};
use crate::rating::{Figures, NormLevel, NormTag};
use crate::text::Text;
use serde::{Deserialize, Serialize};

/// An error body, `application/problem+json` (RFC 9457).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// A URI reference that names the kind of problem.
    #[serde(rename = "type")]
    pub kind: String,
    /// The code in words, for programmers.
    pub title: String,
    /// The HTTP status again.
    pub status: u16,
    /// The stable code.
    pub code: Code,
    /// What a person reads.
    pub detail: Text,
    /// Single fields that are wrong.
    #[serde(default)]
    pub fields: Vec<FieldProblem>,
}

/// One wrong field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldProblem {
    /// Where, for example `/level`.
    pub path: String,
    /// The stable code.
    pub code: Code,
    /// What a person reads.
    pub detail: Text,
}

impl FieldProblem {
    /// A refusal about one field.
    #[must_use]
    pub fn at(path: &str, code: Code) -> Self {
        Self { path: path.to_owned(), code, detail: code.phrase().text() }
    }
}

impl From<Code> for Problem {
    fn from(code: Code) -> Self {
        Self {
            kind: format!("/api/docs#{}", code.as_str()),
            title: code.as_str().replace('_', " "),
            status: code.status(),
            code,
            detail: code.phrase().text(),
            fields: code.field().map(|path| FieldProblem::at(path, code)).into_iter().collect(),
        }
    }
}

/// A list that can grow.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Page<T> {
    /// This page's entries.
    pub items: Vec<T>,
    /// Where the next page begins; null on the last one.
    pub next: Option<String>,
}

/// A hall in the list of halls.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HallShort {
    /// Its id.
    pub id: HallId,
    /// Administrative level.
    pub level: Text,
    /// Its name.
    pub name: Text,
    /// Region code.
    pub region: String,
}

/// `GET /halls/{hall}`: the hall and whether it is open now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HallView {
    /// The hall.
    #[serde(flatten)]
    pub hall: Hall,
    /// Open now, and until when.
    pub open: OpenState,
    /// The server's clock, the truth for every screen.
    pub now: Moment,
}

/// `GET /halls/{hall}/catalog`: what a kiosk browses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CatalogView {
    /// Version of the published catalog.
    pub version: String,
    /// When it was published.
    pub published_at: String,
    /// Departments.
    pub departments: Vec<Department>,
    /// Themes.
    pub themes: Vec<Theme>,
    /// Queues.
    pub queues: Vec<Queue>,
    /// Matters in short form.
    pub items: Vec<ItemShort>,
}

/// A matter in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ItemShort {
    /// Its id.
    pub id: ItemId,
    /// Its name.
    pub name: Text,
    /// Its department.
    pub department: DepartmentId,
    /// Its queue.
    pub queue: Prefix,
    /// Handling class.
    pub handling_class: HandlingClass,
    /// Ways to get it done.
    pub channels: Channels,
    /// Often asked for.
    pub hot: bool,
    /// Search keys: other words for it.
    pub keywords: Vec<String>,
}

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
        let service = hall.service(queue, waiting, now);
        let reason = if line.is_some_and(|line| line.closed) {
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

/// `POST /halls/{hall}/tickets`: exactly one of item, theme, queue. Anything else is refused: who asks for
/// a priority that is not there must learn it. Names are read as text, so that one that cannot exist is
/// as unknown as one that does not.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TicketRequest {
    /// A matter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    /// A theme package: one ticket for all of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub theme: Option<String>,
    /// A queue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub queue: Option<String>,
    /// The priority class asked for; there is none yet, so anything but nothing is refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub priority: Option<String>,
    /// The appointment to check in; there is none yet, so anything but nothing is refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub appointment: Option<String>,
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
    /// When it was issued.
    pub issued_at: Moment,
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
    /// Where it can be rated, once served.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rating_url: Option<String>,
}

/// `POST /windows/{window}/{open,pause,close}`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WindowRequest {
    /// Why, in the clerk's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
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
    /// Its public number.
    pub number: Number,
    /// Called, serving, served or missed.
    pub state: TicketState,
    /// The matter, when one was chosen at the kiosk.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<ItemId>,
    /// The theme, when one was chosen at the kiosk.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub theme: Option<ThemeId>,
    /// What that is called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matter: Option<Text>,
    /// How often it was called.
    pub times: u32,
    /// When it was last called, or when its service began.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Moment>,
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
    /// The ticket that ended.
    pub ticket: DeskTicket,
    /// How it can be rated.
    pub rating: RatingInvitation,
}

/// A one-time way to rate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RatingInvitation {
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

/// `GET /ratings/{token}`: what is rated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RatingForm {
    /// The hall's name.
    pub hall: Text,
    /// The window that served.
    pub window: WindowId,
    /// The department of the matter, or the window's.
    pub department: Text,
    /// What was served.
    pub item: Text,
    /// True when it has been rated.
    pub rated: bool,
    /// The norm's version.
    pub norm: String,
    /// The levels, best first.
    pub levels: Vec<NormLevel>,
    /// The official tags.
    pub tags: Vec<NormTag>,
}

/// The answer to a new rating.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RatingReceipt {
    /// Its number.
    pub id: i64,
}

/// `GET /halls/{hall}/ratings/summary`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RatingSummary {
    /// The whole hall.
    pub total: Figures,
    /// By the chosen grouping; small groups are folded into one with an empty key.
    pub groups: Vec<RatingGroup>,
}

/// One group of a summary.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RatingGroup {
    /// Window, item, department or channel; empty for the folded rest.
    pub key: String,
    /// Its name.
    pub name: Text,
    /// Its figures.
    #[serde(flatten)]
    pub figures: Figures,
}

/// `POST /session`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignIn {
    /// Account name.
    pub account: String,
    /// Password.
    pub password: String,
}

/// What a signed-in person may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Calls and serves at a window.
    Clerk,
    /// Sees all windows and ratings, closes queues.
    Supervisor,
    /// Manages the hall.
    Admin,
}

impl Role {
    /// As in the tables.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Clerk => "clerk",
            Self::Supervisor => "supervisor",
            Self::Admin => "admin",
        }
    }
}

/// `GET /session`: who am I.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WhoAmI {
    /// Account name.
    pub account: AccountId,
    /// The hall.
    pub hall: HallId,
    /// What I may do.
    pub roles: Vec<Role>,
    /// My windows.
    pub windows: Vec<WindowId>,
}
