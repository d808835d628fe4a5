//! Appointments (预约): booking a seat of a slot, giving it back, and arriving. The rules are
//! [`hall::appointment`]; a seat is a row under a unique key ([`store`]), so that servers side by side
//! never give one seat twice.
//!
//! Names and telephone numbers are here alone: never in an event, an address or a log, masked whenever they
//! are shown ([`hall::mask`]), deleted when the appointment is cancelled and 30 days after its day.

pub mod http;
pub mod store;

use crate::app::App;
use crate::client::Pace;
use crate::problem::Refused;
use hall::api::{AppointmentState, AppointmentView, SlotView};
use hall::appointment::{Arrival, Named, Slot, arrival, bookable, checked_name, checked_phone};
use hall::board::TicketState;
use hall::code::Code;
use hall::id::{AccountId, AppointmentId, HallId, ItemId, Prefix, RequestKey};
use hall::mask;
use hall::moment::{Day, Moment};
use std::num::NonZeroU32;
use store::Row;

/// Bookings from one address, per minute: a hall's own Wi-Fi is one address.
const OF_ADDRESS: NonZeroU32 = NonZeroU32::new(20).unwrap();
/// Bookings from behind proxies that are not trusted, all together, per minute.
const OF_UNKNOWN: NonZeroU32 = NonZeroU32::new(120).unwrap();
/// Names and telephone numbers are deleted so long after the appointment's day.
const KEPT_SECONDS: i64 = 30 * 24 * 60 * 60;

/// Limits how fast seats are taken by people who are not signed in.
#[must_use]
pub fn pace() -> Pace {
    Pace::per_minute(OF_ADDRESS, OF_UNKNOWN)
}

/// What somebody wants to book.
#[derive(Clone, PartialEq, Eq)]
pub struct Wish {
    /// The queue.
    pub queue: Prefix,
    /// The matter, when one was named.
    pub item: Option<ItemId>,
    /// The day.
    pub day: Day,
    /// The slot's first minute.
    pub from: u16,
    /// What to be called by, as typed.
    pub name: String,
    /// A telephone number, as typed.
    pub phone: String,
}

/// The slots of a queue's day with the seats that are left.
///
/// # Errors
/// `unknown_hall`, `unknown_queue`, `no_appointments`, or `unavailable`.
pub async fn slots(app: &App, hall: &HallId, prefix: &Prefix, day: Day) -> Result<Vec<SlotView>, Refused> {
    let queue = app.queue(hall)?;
    let line = queue.hall.queue(prefix).ok_or(Code::UnknownQueue)?;
    let rule = line.appointments.as_ref().ok_or(Code::NoAppointments)?;
    let now = queue.now();
    let slots = bookable(&queue.hall, line, day, today(app, hall)?, now);
    let taken = store::taken(&app.pool, hall, prefix, day).await?;
    let view = |slot: Slot| {
        let seats = taken.iter().filter(|(from, seat)| *from == slot.from && *seat <= rule.capacity).count();
        let free = usize::from(rule.capacity).saturating_sub(seats);
        SlotView { from: slot.from, to: slot.to, free: u16::try_from(free).unwrap_or(u16::MAX) }
    };
    Ok(slots.into_iter().map(view).collect())
}

/// The business day of a hall.
///
/// # Errors
/// `unknown_hall`.
pub fn today(app: &App, hall: &HallId) -> Result<Day, Code> {
    let queue = app.queue(hall)?;
    Ok(queue.now().business_day(queue.hall.rules.day_starts_at))
}

/// Books a seat. The same key gets the same appointment.
///
/// # Errors
/// `name_invalid`, `phone_invalid`, `slot_unknown`, `slot_full`, `no_appointments`, `unknown_queue`,
/// `unknown_hall`, or `unavailable`.
pub async fn book(
    app: &App,
    hall: &HallId,
    wish: Wish,
    by: Option<&AccountId>,
    key: Option<&RequestKey>,
) -> Result<Row, Refused> {
    let queue = app.queue(hall)?;
    if let Some(key) = key
        && let Some(row) = store::made_by(&app.pool, hall, key).await?
    {
        return Ok(row);
    }
    let line = queue.hall.queue(&wish.queue).ok_or(Code::UnknownQueue)?;
    let rule = line.appointments.as_ref().ok_or(Code::NoAppointments)?;
    let (name, phone) = (checked_name(&wish.name)?, checked_phone(&wish.phone)?);
    let now = queue.now();
    let slots = bookable(&queue.hall, line, wish.day, today(app, hall)?, now);
    let slot = slots.into_iter().find(|slot| slot.from == wish.from).ok_or(Code::SlotUnknown)?;
    let booking = store::Booking {
        hall: hall.clone(),
        queue: wish.queue,
        item: wish.item,
        slot,
        name,
        phone,
        booked_at: now,
        booked_by: by.cloned(),
        key: key.cloned(),
    };
    store::insert(&app.pool, &booking, rule.capacity).await
}

/// An appointment by its secret name.
///
/// # Errors
/// `appointment_unknown`, or `unavailable`.
pub async fn find(app: &App, id: &str) -> Result<Row, Refused> {
    let id: AppointmentId = id.parse().map_err(|_| Code::AppointmentUnknown)?;
    Ok(store::find(&app.pool, &id).await?.ok_or(Code::AppointmentUnknown)?)
}

/// Gives a seat back, at any time before check-in; again it changes nothing. `by`: who of the staff does it.
///
/// # Errors
/// `appointment_unknown`, `appointment_used`, or `unavailable`.
pub async fn cancel(app: &App, id: &str, by: Option<&AccountId>) -> Result<Row, Refused> {
    let row = find(app, id).await?;
    let at = app.queue(&row.hall)?.now();
    if !store::cancel(&app.pool, &row, by, at).await? && find(app, id).await?.state == store::ARRIVED {
        return Err(Code::AppointmentUsed.into());
    }
    find(app, id).await
}

/// Somebody with an appointment is here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckIn {
    /// The appointment.
    pub id: AppointmentId,
    /// The line to join.
    pub queue: Prefix,
    /// The matter, when one was named.
    pub item: Option<ItemId>,
    /// The ticket goes first and counts as waiting since then; none when it is as everybody's.
    pub booked: Option<Moment>,
}

impl CheckIn {
    /// The request that makes the ticket of this appointment. It is the same wherever and however often
    /// somebody checks in, so the ledger itself lets an appointment make one ticket and no second.
    ///
    /// # Errors
    /// Never: an id has the letters of a key.
    pub fn key(&self) -> Result<RequestKey, Code> {
        format!("appointment-{}", self.id).parse().map_err(|_| Code::Internal)
    }
}

/// What follows from an arrival.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Checked {
    /// Give out a number.
    Welcome(CheckIn),
    /// Not before this moment.
    TooEarly(Moment),
}

/// Judges somebody who arrives and names an appointment by its code, its id or the address of its page.
/// Whoever has checked in already is welcome again, and gets the same ticket.
///
/// # Errors
/// `appointment_unknown`, `appointment_cancelled`, `appointment_not_today`, or `unavailable`.
pub async fn check_in(app: &App, hall: &HallId, named: &str, now: Moment) -> Result<Checked, Refused> {
    let queue = app.queue(hall)?;
    let row = match Named::read(named) {
        None => None,
        Some(Named::Code(code)) => store::by_code(&app.pool, &code).await?,
        Some(Named::Id(id)) => store::find(&app.pool, &id).await?,
    };
    let row = row.filter(|row| row.hall == *hall).ok_or(Code::AppointmentUnknown)?;
    if row.state == store::CANCELLED {
        return Err(Code::AppointmentCancelled.into());
    }
    let rule = queue.hall.queue(&row.queue).and_then(|line| line.appointments.clone()).unwrap_or_default();
    let today = now.business_day(queue.hall.rules.day_starts_at);
    let booked = match arrival(row.slot, today, now, &rule) {
        Arrival::AnotherDay => return Err(Code::AppointmentNotToday.into()),
        Arrival::TooEarly { from } => return Ok(Checked::TooEarly(from)),
        Arrival::OnTime { rank } => Some(rank),
        Arrival::Late => None,
    };
    // a number that was served, missed or given back is not handed out as if it waited
    if let Some(ticket) = &row.ticket {
        let state = crate::queue::http::view(app, ticket).await?.1.state;
        if !matches!(state, TicketState::Waiting | TicketState::Called | TicketState::Serving) {
            return Err(Code::AppointmentUsed.into());
        }
    }
    Ok(Checked::Welcome(CheckIn { id: row.id, queue: row.queue, item: row.item, booked }))
}

pub use store::used;

/// The address of an appointment's page, as its QR code names it.
#[must_use]
pub fn url(app: &App, id: &AppointmentId) -> String {
    format!("{}/b/{id}", app.public_url)
}

/// An appointment as it may be shown; the ticket only to its holder.
///
/// # Errors
/// `unknown_hall` for an appointment of a hall that is no longer in service.
pub fn view(app: &App, row: &Row, holder: bool) -> Result<AppointmentView, Code> {
    let queue = app.queue(&row.hall)?;
    let line = queue.hall.queue(&row.queue);
    let (check_in_from, check_in_until) = line.map_or((row.slot.start(), row.slot.end()), |line| {
        hall::appointment::check_in(&queue.hall, line, row.slot)
    });
    Ok(AppointmentView {
        id: row.id.clone(),
        code: row.code.clone(),
        state: state(row, today(app, &row.hall)?),
        hall: row.hall.clone(),
        queue: row.queue.clone(),
        queue_name: line.map(|line| line.name.clone()).unwrap_or_default(),
        item: row.item.clone(),
        day: row.slot.day,
        from: row.slot.from,
        to: row.slot.to,
        check_in_from,
        check_in_until,
        name: row.name.as_deref().map(mask::name),
        phone: row.phone.as_deref().map(mask::phone),
        ticket: row.ticket.clone().filter(|_| holder),
        url: url(app, &row.id),
    })
}

fn state(row: &Row, today: Day) -> AppointmentState {
    match row.state.as_str() {
        store::CANCELLED => AppointmentState::Cancelled,
        store::ARRIVED => AppointmentState::Arrived,
        _ if row.slot.day < today => AppointmentState::Expired,
        _ => AppointmentState::Booked,
    }
}

/// Deletes the names and telephone numbers of appointments long past.
///
/// # Errors
/// When the database fails.
pub async fn forget(app: &App) -> Result<(), sqlx::Error> {
    let last = app.clock.now().plus_seconds(-KEPT_SECONDS).day();
    let forgotten = store::forget(&app.pool, last).await?;
    if forgotten > 0 {
        tracing::info!(appointments = forgotten, "names and telephone numbers deleted");
    }
    Ok(())
}
