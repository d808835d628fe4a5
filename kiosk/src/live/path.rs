//! Every address the programs in the browser ask for, as one enum with one function to a path: no URL
//! stands anywhere else. Paths follow the HTTP contract; what they answer is typed in `hall::api`.

use hall::api::OrderWhich;
use hall::id::{AccountId, AppointmentId, DeviceId, HallId, ItemId, Prefix, ThemeId, TicketId, WindowId};
use hall::moment::Day;
use hall::staff::RecordKind;
use serde::Deserialize;
use std::collections::BTreeMap;

/// By what ratings are grouped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum By {
    /// The window that served.
    Window,
    /// The matter.
    Item,
    /// The department.
    Department,
    /// How the rating came in.
    Channel,
}

impl By {
    /// As in the query.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Window => "window",
            Self::Item => "item",
            Self::Department => "department",
            Self::Channel => "channel",
        }
    }
}

/// What an administrator does with an account, beside changing it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AccountAct {
    /// Nobody signs in with it any more.
    Disable,
    /// It may be used again.
    Enable,
    /// It is locked nowhere any more.
    Unlock,
    /// It gets another password.
    Reset,
}

impl AccountAct {
    /// As in the address.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Disable => "disable",
            Self::Enable => "enable",
            Self::Unlock => "unlock",
            Self::Reset => "reset",
        }
    }
}

/// Which part of the record.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Lines {
    /// First business day.
    pub from: Day,
    /// Last business day.
    pub to: Day,
    /// What this account did alone.
    pub actor: Option<AccountId>,
    /// Acts of this kind alone.
    pub kind: Option<RecordKind>,
    /// Where the page begins, as the server named it: digits and dots.
    pub cursor: Option<String>,
    /// Lines at most.
    pub limit: u32,
}

impl Lines {
    fn query(&self) -> String {
        let mut query = format!("from={}&to={}&limit={}", self.from, self.to, self.limit);
        for (name, value) in [
            ("actor", self.actor.as_ref().map(AccountId::as_str)),
            ("kind", self.kind.map(RecordKind::as_str)),
            ("cursor", self.cursor.as_deref()),
        ] {
            if let Some(value) = value {
                query.push_str(&format!("&{name}={value}"));
            }
        }
        query
    }
}

/// A call to the server. The comment names the method and what is answered.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Call {
    /// GET → `Page<HallShort>`.
    Halls,
    /// GET → `HallView`.
    Hall(HallId),
    /// GET → `CatalogView`.
    Catalog(HallId),
    /// GET → `GuideView`.
    Item(HallId, ItemId),
    /// GET → `ThemeView`.
    Theme(HallId, ThemeId),
    /// POST `HelpRequest` → `board::Help`.
    AskHelp(HallId),
    /// POST → `board::Help`; staff.
    EndHelp(HallId, DeviceId),
    /// GET → `BoardView`.
    Board(HallId),
    /// The event stream; resumes after the given position, begins with a snapshot without one.
    Events(HallId, Option<u64>),
    /// POST `TicketRequest` → `IssuedTicket`.
    IssueTicket(HallId),
    /// GET → `TicketView`.
    Ticket(TicketId),
    /// POST → `TicketView`.
    CancelTicket(TicketId),
    /// GET → `WindowDetail`.
    Window(WindowId),
    /// POST `WindowRequest` → `WindowDetail`.
    OpenWindow(WindowId),
    /// POST `WindowRequest` → `WindowDetail`.
    PauseWindow(WindowId),
    /// POST `WindowRequest` → `WindowDetail`.
    CloseWindow(WindowId),
    /// POST → `WindowTicket`, or nothing when nobody waits.
    Next(WindowId),
    /// POST → `WindowTicket`.
    Recall(WindowId),
    /// POST → `WindowTicket`.
    Start(WindowId),
    /// POST → `WindowTicket`.
    Miss(WindowId),
    /// POST `FinishRequest` → `Finished`.
    Finish(WindowId),
    /// GET → `WaitingList`.
    Waiting(WindowId),
    /// POST `PickRequest` → `WindowTicket`.
    Pick(WindowId),
    /// POST `TransferRequest` → `WindowTicket`.
    Transfer(WindowId),
    /// PUT `AssignRequest` → `AssignRequest`; supervisors.
    WindowQueues(WindowId),
    /// POST `PriorityRequest` → `TicketView`; staff.
    Priority(TicketId),
    /// POST → `TicketView`; staff.
    Requeue(TicketId),
    /// POST `WindowRequest` → `BoardView`; supervisors.
    StopHall(HallId),
    /// POST → `BoardView`; supervisors.
    ResumeHall(HallId),
    /// POST → `QueueView`; supervisors.
    OpenQueue(HallId, Prefix),
    /// POST → `QueueView`; supervisors.
    CloseQueue(HallId, Prefix),
    /// GET → `RatingSummary`.
    RatingSummary(HallId, By),
    /// GET → `RatingSummary` of these days, both included, without groups: open to everybody.
    RatingTotal(HallId, Day, Day),
    /// POST `RatingSearch` → `RatingChoices`; a kiosk.
    FindRatings(HallId),
    /// POST `rating::Rating` → `RatingReceipt`, for the service that this code names.
    Rate(String),
    /// GET → `SlotList`.
    Slots(HallId, Prefix, Day),
    /// GET → `AppointmentList` of a day; POST `AppointmentRequest` → `AppointmentView`, without a day.
    Appointments(HallId, Option<Day>),
    /// POST → `AppointmentView`.
    CancelAppointment(AppointmentId),
    /// A picture: the QR code of an appointment (not part of the contract).
    AppointmentCode(AppointmentId),
    /// GET → `staff::Crew`.
    Crew(WindowId),
    /// POST `staff::HandOver` → `WhoAmI`.
    HandOver(WindowId),
    /// GET → `Page<staff::Seat>`; supervisors.
    Seats(HallId),
    /// GET → `Page<staff::AccountView>`; POST `staff::NewAccount` → `staff::AccountView`; administrators.
    Accounts(HallId),
    /// PATCH `staff::AccountChange` → `staff::AccountView`; administrators.
    Account(HallId, AccountId),
    /// POST `staff::Why` or `staff::PasswordReset` → `staff::AccountView`; administrators.
    AccountAct(HallId, AccountId, AccountAct),
    /// GET → `Page<staff::AuditEntry>`; supervisors.
    Record(HallId, Lines),
    /// An address below the hall's, of the catalog at the desk (`CatalogCall`) or of the screens (`SignCall`): written
    /// when it is made, so that a program carries only the addresses that it asks for.
    Below(HallId, String),
    /// GET → `OrderPage`: which, and after which one; supervisors.
    Orders(OrderWhich, Option<i64>),
    /// POST `OrderRequest` → `OrderReceipt`: the step of this name; supervisors.
    OrderStep(i64, String),
    /// POST `staff::PasswordChange` → nothing.
    Password,
    /// GET → `WhoAmI`; POST `SignIn` → `WhoAmI`; DELETE → nothing.
    Session,
    /// GET → `Site`: the files of this build by their logical names (not part of the contract).
    Site,
    /// GET → one file of the site, at the address [`Site`] names.
    File(String),
    /// POST `NoticeRequest` → `NoticeView`; a kiosk reads its `NoticeCode`.
    Notices(HallId),
}

impl Call {
    /// The address, relative to the server the page came from. Ids need no escaping: their types let
    /// nothing in that does.
    #[must_use]
    pub fn path(&self) -> String {
        let rest = match self {
            Self::Site => return "/site.json".to_owned(),
            Self::File(address) => return address.clone(),
            Self::AppointmentCode(id) => return format!("/b/{id}/qr.svg"),
            Self::Halls => "halls".to_owned(),
            Self::Hall(hall) => format!("halls/{hall}"),
            Self::Catalog(hall) => format!("halls/{hall}/catalog"),
            Self::Item(hall, item) => format!("halls/{hall}/items/{item}"),
            Self::Theme(hall, theme) => format!("halls/{hall}/themes/{theme}"),
            Self::AskHelp(hall) => format!("halls/{hall}/help"),
            Self::EndHelp(hall, device) => format!("halls/{hall}/help/{device}/end"),
            Self::Board(hall) => format!("halls/{hall}/board"),
            Self::Events(hall, None) => format!("halls/{hall}/events"),
            Self::Events(hall, Some(after)) => format!("halls/{hall}/events?after={after}"),
            Self::IssueTicket(hall) => format!("halls/{hall}/tickets"),
            Self::Ticket(ticket) => format!("tickets/{ticket}"),
            Self::CancelTicket(ticket) => format!("tickets/{ticket}/cancel"),
            Self::Window(window) => format!("windows/{window}"),
            Self::OpenWindow(window) => format!("windows/{window}/open"),
            Self::PauseWindow(window) => format!("windows/{window}/pause"),
            Self::CloseWindow(window) => format!("windows/{window}/close"),
            Self::Next(window) => format!("windows/{window}/next"),
            Self::Recall(window) => format!("windows/{window}/recall"),
            Self::Start(window) => format!("windows/{window}/start"),
            Self::Miss(window) => format!("windows/{window}/miss"),
            Self::Finish(window) => format!("windows/{window}/finish"),
            Self::Waiting(window) => format!("windows/{window}/waiting"),
            Self::Pick(window) => format!("windows/{window}/call"),
            Self::Transfer(window) => format!("windows/{window}/transfer"),
            Self::WindowQueues(window) => format!("windows/{window}/queues"),
            Self::Priority(ticket) => format!("tickets/{ticket}/priority"),
            Self::Requeue(ticket) => format!("tickets/{ticket}/requeue"),
            Self::StopHall(hall) => format!("halls/{hall}/stop"),
            Self::ResumeHall(hall) => format!("halls/{hall}/resume"),
            Self::OpenQueue(hall, queue) => format!("halls/{hall}/queues/{queue}/open"),
            Self::CloseQueue(hall, queue) => format!("halls/{hall}/queues/{queue}/close"),
            Self::RatingSummary(hall, by) => format!("halls/{hall}/ratings/summary?by={}", by.as_str()),
            Self::RatingTotal(hall, from, to) => format!("halls/{hall}/ratings/summary?from={from}&to={to}"),
            Self::FindRatings(hall) => format!("halls/{hall}/ratings/find"),
            Self::Rate(token) => format!("ratings/{token}"),
            Self::Slots(hall, queue, day) => {
                format!("halls/{hall}/appointments/slots?queue={queue}&day={day}")
            }
            Self::Appointments(hall, None) => format!("halls/{hall}/appointments"),
            Self::Appointments(hall, Some(day)) => format!("halls/{hall}/appointments?day={day}"),
            Self::CancelAppointment(id) => format!("appointments/{id}/cancel"),
            Self::Crew(window) => format!("windows/{window}/crew"),
            Self::HandOver(window) => format!("windows/{window}/handover"),
            Self::Seats(hall) => format!("halls/{hall}/seats"),
            Self::Accounts(hall) => format!("halls/{hall}/accounts"),
            Self::Account(hall, account) => format!("halls/{hall}/accounts/{account}"),
            Self::AccountAct(hall, account, act) => {
                format!("halls/{hall}/accounts/{account}/{}", act.as_str())
            }
            Self::Record(hall, lines) => format!("halls/{hall}/audit?{}", lines.query()),
            Self::Below(hall, rest) => format!("halls/{hall}/{rest}"),
            Self::Orders(which, after) => {
                let after = after.map_or_else(String::new, |after| format!("&after={after}"));
                format!("work-orders?state={}{after}", which.as_str())
            }
            Self::OrderStep(order, act) => format!("work-orders/{order}/{act}"),
            Self::Password => "session/password".to_owned(),
            Self::Session => "session".to_owned(),
            Self::Notices(hall) => format!("halls/{hall}/notices"),
        };
        format!("/api/v1/{rest}")
    }
}

/// What [`Call::Site`] answers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Site {
    /// The build's id.
    pub build: String,
    /// Address by logical name, for example `voice.json` → `/a/voice-0123456789abcdef.json`.
    pub files: BTreeMap<String, String>,
}

impl Site {
    /// The call for a file by its logical name; none when this build has no such file.
    #[must_use]
    pub fn file(&self, name: &str) -> Option<Call> {
        self.files.get(name).cloned().map(Call::File)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_those_of_the_contract() {
        let hall: HallId = "shili".parse().unwrap();
        let window: WindowId = "A01".parse().unwrap();
        let ticket: TicketId = "aaaaaaaaaaaaaaaa".parse().unwrap();
        let day: Day = "2026-11-25".parse().unwrap();
        let lines = Lines { from: day, to: day, actor: None, kind: None, cursor: None, limit: 20 };
        let filtered = Lines {
            actor: Some("a01".parse().unwrap()),
            kind: Some(RecordKind::SignIn),
            cursor: Some("1.0.2".to_owned()),
            ..lines.clone()
        };
        for (call, path) in [
            (Call::Halls, "/api/v1/halls"),
            (Call::Events(hall.clone(), None), "/api/v1/halls/shili/events"),
            (Call::Events(hall.clone(), Some(7)), "/api/v1/halls/shili/events?after=7"),
            (Call::CloseQueue(hall.clone(), "A".parse().unwrap()), "/api/v1/halls/shili/queues/A/close"),
            (Call::StopHall(hall.clone()), "/api/v1/halls/shili/stop"),
            (Call::RatingSummary(hall.clone(), By::Item), "/api/v1/halls/shili/ratings/summary?by=item"),
            (
                Call::RatingTotal(hall.clone(), day, day),
                "/api/v1/halls/shili/ratings/summary?from=2026-11-25&to=2026-11-25",
            ),
            (Call::FindRatings(hall.clone()), "/api/v1/halls/shili/ratings/find"),
            (Call::Rate("v1.a-_.b".to_owned()), "/api/v1/ratings/v1.a-_.b"),
            (Call::Appointments(hall.clone(), Some(day)), "/api/v1/halls/shili/appointments?day=2026-11-25"),
            (
                Call::AccountAct(hall.clone(), "a01".parse().unwrap(), AccountAct::Unlock),
                "/api/v1/halls/shili/accounts/a01/unlock",
            ),
            (
                Call::Record(hall.clone(), lines.clone()),
                "/api/v1/halls/shili/audit?from=2026-11-25&to=2026-11-25&limit=20",
            ),
            (
                Call::Record(hall, filtered),
                "/api/v1/halls/shili/audit?from=2026-11-25&to=2026-11-25&limit=20&actor=a01&kind=sign_in&cursor=1.0.2",
            ),
            (Call::Finish(window.clone()), "/api/v1/windows/A01/finish"),
            (Call::Pick(window.clone()), "/api/v1/windows/A01/call"),
            (Call::WindowQueues(window), "/api/v1/windows/A01/queues"),
            (Call::Requeue(ticket), "/api/v1/tickets/aaaaaaaaaaaaaaaa/requeue"),
            (Call::Site, "/site.json"),
        ] {
            assert_eq!(call.path(), path);
        }
    }
}
