//! The calls of the desk, typed. What a clerk asks for is a [`Deed`]; what comes back about a window
//! is a [`Standing`] and, after a service, the invitation to rate it.

use super::standing::Standing;
use super::steps::Step;
use crate::live::api::{self, Failure, OfVersion};
use crate::live::path::{AccountAct, By, Call, Lines};
use hall::api::{
    AppointmentList, AppointmentRequest, AppointmentView, AssignRequest, BoardView, FinishRequest, Finished,
    IssuedTicket, NoticeRequest, NoticeView, OrderPage, OrderReceipt, OrderRequest, OrderWhich, Page,
    PickRequest, PriorityRequest, QueueView, RatingSummary, SignIn, SlotList, TicketRequest, TicketView,
    TransferRequest, WaitingList, WhoAmI, WindowDetail, WindowRequest, WindowTicket,
};
use hall::catalog::Item;
use hall::id::{
    AccountId, AppointmentId, DeviceId, HallId, ItemId, Number, Prefix, RequestKey, TicketId, WindowId,
};
use hall::moment::Day;
use hall::staff::{
    AccountChange, AccountView, AuditEntry, Crew, HandOver, NewAccount, PasswordChange, PasswordReset, Seat,
    Why,
};
use serde::{Serialize, de::DeserializeOwned};

/// What a clerk does with a window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Begin to call, or go on calling.
    Open,
    /// Stop calling for a while; the reason stays on the server.
    Pause(Option<String>),
    /// Go.
    Close,
    /// Call the next one, call again, begin, or give up; finishing and handing on have deeds of their own.
    Step(Step),
    /// The service is done; the matters the clerk chose, perhaps none, or without a choice the ticket's
    /// own, which the server knows better than this page.
    Finish(Option<Vec<ItemId>>),
    /// Hand the ticket to another queue or window.
    Transfer(TransferRequest),
    /// Call this number out of turn, with a reason.
    Pick(PickRequest),
    /// A card was seen: the number goes first; without a class that is taken back.
    Priority(Waits, PriorityRequest),
    /// Who was missed has come after all.
    Requeue(Waits),
}

/// A ticket that is not at the window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waits {
    /// Its secret name.
    pub id: TicketId,
    /// Its number.
    pub number: Number,
}

/// What came of a deed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The window as it is now.
    Window(Standing),
    /// The window after a step with a ticket.
    Ticket(WindowTicket),
    /// Nobody waits.
    Nobody,
    /// The service is done and can be rated.
    Finished(Box<Finished>),
    /// Who waits, and in which order, has changed.
    Line,
}

/// Does it.
///
/// # Errors
/// [`Failure`]; after [`Failure::Unreachable`] it may have been done all the same.
pub async fn act(window: WindowId, deed: &Deed) -> Result<Outcome, Failure> {
    let nothing = WindowRequest::default();
    let detail = |detail: WindowDetail| Outcome::Window(Standing::from(&detail));
    match deed {
        Deed::Open => post(Call::OpenWindow(window), &nothing).await.map(detail),
        Deed::Pause(reason) => {
            let request = WindowRequest { reason: reason.clone() };
            post(Call::PauseWindow(window), &request).await.map(detail)
        }
        Deed::Close => post(Call::CloseWindow(window), &nothing).await.map(detail),
        Deed::Step(Step::Next) => {
            let answer = api::send(&Call::Next(window), &nothing, None).await?;
            Ok(answer.map_or(Outcome::Nobody, Outcome::Ticket))
        }
        Deed::Step(Step::Recall) => post(Call::Recall(window), &nothing).await.map(Outcome::Ticket),
        Deed::Step(Step::Start) => post(Call::Start(window), &nothing).await.map(Outcome::Ticket),
        Deed::Step(Step::Miss) => post(Call::Miss(window), &nothing).await.map(Outcome::Ticket),
        Deed::Step(Step::Finish) => finish(window, None).await,
        Deed::Finish(items) => finish(window, items.as_deref()).await,
        // where to is asked first; the server refuses what names no place
        Deed::Step(Step::Transfer) => {
            post(Call::Transfer(window), &TransferRequest::default()).await.map(Outcome::Ticket)
        }
        Deed::Transfer(request) => post(Call::Transfer(window), request).await.map(Outcome::Ticket),
        Deed::Pick(request) => post(Call::Pick(window), request).await.map(Outcome::Ticket),
        Deed::Priority(ticket, request) => {
            post::<_, TicketView>(Call::Priority(ticket.id.clone()), request).await.map(|_| Outcome::Line)
        }
        Deed::Requeue(ticket) => {
            post::<_, TicketView>(Call::Requeue(ticket.id.clone()), &nothing).await.map(|_| Outcome::Line)
        }
    }
}

async fn finish(window: WindowId, items: Option<&[ItemId]>) -> Result<Outcome, Failure> {
    let items = items.map(|items| items.iter().map(ToString::to_string).collect());
    let request = FinishRequest { items };
    post(Call::Finish(window), &request).await.map(|finished| Outcome::Finished(Box::new(finished)))
}

async fn post<B: Serialize, T: DeserializeOwned>(call: Call, body: &B) -> Result<T, Failure> {
    api::send(&call, body, None).await?.ok_or(Failure::Unreachable)
}

/// A window as its clerk sees it.
///
/// # Errors
/// [`Failure`].
pub async fn window(window: WindowId) -> Result<WindowDetail, Failure> {
    api::get(&Call::Window(window)).await
}

/// Who waits for a window and who may come back, with what the clerk alone may know.
///
/// # Errors
/// [`Failure`].
pub async fn waiting(window: WindowId) -> Result<WaitingList, Failure> {
    api::get(&Call::Waiting(window)).await
}

/// Changes what a window calls from; an empty list returns to the hall's plan.
///
/// # Errors
/// [`Failure`]; refused with `last_window` while people wait whom nobody else would call.
pub async fn assign(window: WindowId, request: &AssignRequest) -> Result<AssignRequest, Failure> {
    api::put(&Call::WindowQueues(window), request).await
}

/// Stops the whole hall at once, or lets it go on.
///
/// # Errors
/// [`Failure`].
pub async fn halt(hall: HallId, stop: bool) -> Result<BoardView, Failure> {
    let call = if stop { Call::StopHall(hall) } else { Call::ResumeHall(hall) };
    post(call, &WindowRequest::default()).await
}

/// Says that one goes to the kiosk where somebody asked for help.
///
/// # Errors
/// [`Failure`].
pub async fn go_and_help(hall: HallId, device: DeviceId) -> Result<(), Failure> {
    let call = Call::EndHelp(hall, device);
    api::send::<_, serde::de::IgnoredAny>(&call, &WindowRequest::default(), None).await.map(|_| ())
}

/// Lets a queue give out numbers, or stops it.
///
/// # Errors
/// [`Failure`].
pub async fn queue(hall: HallId, prefix: Prefix, open: bool) -> Result<QueueView, Failure> {
    let call = if open { Call::OpenQueue(hall, prefix) } else { Call::CloseQueue(hall, prefix) };
    post(call, &WindowRequest::default()).await
}

/// The rating summary.
///
/// # Errors
/// [`Failure`].
pub async fn ratings(hall: HallId, by: By) -> Result<RatingSummary, Failure> {
    api::get(&Call::RatingSummary(hall, by)).await
}

/// Who is signed in here.
///
/// # Errors
/// [`Failure`]; refused with `unauthenticated` when nobody is.
pub async fn who() -> Result<WhoAmI, Failure> {
    api::get(&Call::Session).await
}

/// Signs in. An account name has no capitals, so capitals are forgiven.
///
/// # Errors
/// [`Failure`]; refused with `wrong_password` or `too_many_attempts`.
pub async fn sign_in(account: &str, password: String) -> Result<WhoAmI, Failure> {
    post(Call::Session, &SignIn { account: account.trim().to_lowercase(), password }).await
}

/// Signs out.
///
/// # Errors
/// [`Failure`]; refused with `window_busy` while the clerk's window has a ticket.
pub async fn sign_out() -> Result<(), Failure> {
    api::delete(&Call::Session).await
}

/// Who belongs to a window, and who sits there.
///
/// # Errors
/// [`Failure`]; refused with `not_your_window`.
pub async fn crew(window: WindowId) -> Result<Crew, Failure> {
    api::get(&Call::Crew(window)).await
}

/// Gives an open window to a colleague who proves it with their password; this page is theirs afterwards.
///
/// # Errors
/// [`Failure`]; refused with `wrong_password`, `account_locked` or `password_to_change`.
pub async fn hand_over(window: WindowId, to: &AccountId, password: String) -> Result<WhoAmI, Failure> {
    post(Call::HandOver(window), &HandOver { to: to.to_string(), password }).await
}

/// Who sits at every window that is not closed.
///
/// # Errors
/// [`Failure`].
pub async fn seats(hall: HallId) -> Result<Page<Seat>, Failure> {
    api::get(&Call::Seats(hall)).await
}

/// Gives out a number at the counter.
///
/// # Errors
/// [`Failure`]; the same key gets the same number.
pub async fn issue(hall: HallId, request: &TicketRequest, key: &RequestKey) -> Result<IssuedTicket, Failure> {
    api::send(&Call::IssueTicket(hall), request, Some(key)).await?.ok_or(Failure::Unreachable)
}

/// Lets a ticket go first after a card was seen.
///
/// # Errors
/// [`Failure`].
pub async fn prefer(ticket: TicketId, request: &PriorityRequest) -> Result<TicketView, Failure> {
    post(Call::Priority(ticket), request).await
}

/// The slots of a queue's day, with the seats that are left.
///
/// # Errors
/// [`Failure`].
pub async fn slots(hall: HallId, queue: Prefix, day: Day) -> Result<SlotList, Failure> {
    api::get(&Call::Slots(hall, queue, day)).await
}

/// Books an appointment for a citizen.
///
/// # Errors
/// [`Failure`]; the same key gets the same appointment.
pub async fn book(
    hall: HallId,
    request: &AppointmentRequest,
    key: &RequestKey,
) -> Result<AppointmentView, Failure> {
    api::send(&Call::Appointments(hall, None), request, Some(key)).await?.ok_or(Failure::Unreachable)
}

/// The appointments of a day.
///
/// # Errors
/// [`Failure`].
pub async fn appointments(hall: HallId, day: Day) -> Result<AppointmentList, Failure> {
    api::get(&Call::Appointments(hall, Some(day))).await
}

/// Gives a seat back.
///
/// # Errors
/// [`Failure`]; refused with `appointment_used` after check-in.
pub async fn cancel_appointment(id: AppointmentId) -> Result<AppointmentView, Failure> {
    post(Call::CancelAppointment(id), &WindowRequest::default()).await
}

/// The accounts of the hall.
///
/// # Errors
/// [`Failure`].
pub async fn accounts(hall: HallId) -> Result<Page<AccountView>, Failure> {
    api::get(&Call::Accounts(hall)).await
}

/// Adds an account.
///
/// # Errors
/// [`Failure`]; refused with `account_exists` or `post_taken`.
pub async fn add_account(hall: HallId, new: &NewAccount) -> Result<AccountView, Failure> {
    post(Call::Accounts(hall), new).await
}

/// Changes role, windows, post or name of an account.
///
/// # Errors
/// [`Failure`]; refused with `last_admin` or `post_taken`.
pub async fn change_account(
    hall: HallId,
    name: AccountId,
    change: &AccountChange,
) -> Result<AccountView, Failure> {
    api::patch(&Call::Account(hall, name), change).await
}

/// Disables, enables or unlocks an account.
///
/// # Errors
/// [`Failure`]; refused with `last_admin`, `own_account` or `post_taken`.
pub async fn account(
    hall: HallId,
    name: AccountId,
    act: AccountAct,
    why: &Why,
) -> Result<AccountView, Failure> {
    post(Call::AccountAct(hall, name, act), why).await
}

/// Gives an account another password.
///
/// # Errors
/// [`Failure`].
pub async fn reset(hall: HallId, name: AccountId, request: &PasswordReset) -> Result<AccountView, Failure> {
    post(Call::AccountAct(hall, name, AccountAct::Reset), request).await
}

/// A page of the record.
///
/// # Errors
/// [`Failure`].
pub async fn record(hall: HallId, lines: Lines) -> Result<Page<AuditEntry>, Failure> {
    api::get(&Call::Record(hall, lines)).await
}

/// Work orders of bad ratings.
///
/// # Errors
/// [`Failure`].
pub async fn orders(which: OrderWhich, after: Option<i64>) -> Result<OrderPage, Failure> {
    api::get(&Call::Orders(which, after)).await
}

/// Takes a step about one.
///
/// # Errors
/// [`Failure`].
pub async fn order_step(order: i64, act: &str, request: &OrderRequest) -> Result<OrderReceipt, Failure> {
    post(Call::OrderStep(order, act.to_owned()), request).await
}

/// The guide of a matter.
///
/// # Errors
/// [`Failure`].
pub async fn item(hall: HallId, item: ItemId) -> Result<(Item, OfVersion), Failure> {
    api::both(&api::text(&Call::Item(hall, item)).await?)
}

/// Makes a notice.
///
/// # Errors
/// [`Failure`]; the same key gets the same notice.
pub async fn make_notice(
    hall: HallId,
    request: &NoticeRequest,
    key: &RequestKey,
) -> Result<NoticeView, Failure> {
    api::send(&Call::Notices(hall), request, Some(key)).await?.ok_or(Failure::Unreachable)
}

/// Changes the own password.
///
/// # Errors
/// [`Failure`]; refused with `wrong_password`, `weak_password` or `same_password`.
pub async fn change_password(change: &PasswordChange) -> Result<(), Failure> {
    api::send::<_, serde::de::IgnoredAny>(&Call::Password, change, None).await.map(|_| ())
}
