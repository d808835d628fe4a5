//! SQL of appointments.

use crate::db::is_conflict;
use crate::problem::Refused;
use crate::queue::new_ticket_id;
use crate::staff::audit::{self, Actor, By};
use hall::appointment::{CODE_DIGITS, Slot};
use hall::code::Code;
use hall::id::{AccountId, AppointmentId, HallId, ItemId, Prefix, RequestKey, TicketId};
use hall::moment::{Day, Moment};
use hall::staff::Act;
use sqlx::any::AnyRow;
use sqlx::{Any, AnyPool, AssertSqlSafe, Row as _, Transaction};
use std::fmt::Display;
use std::str::FromStr;

/// Waits for its day.
pub const BOOKED: &str = "booked";
/// Checked in.
pub const ARRIVED: &str = "arrived";
/// Given back.
pub const CANCELLED: &str = "cancelled";

/// How often a seat is looked for again after somebody was faster. Each time somebody else got one.
const ATTEMPTS: u32 = 256;

/// An appointment as the table has it.
#[derive(Clone)]
pub struct Row {
    /// Its secret name.
    pub id: AppointmentId,
    /// Its code.
    pub code: String,
    /// Its hall.
    pub hall: HallId,
    /// Its queue.
    pub queue: Prefix,
    /// The matter, when one was named.
    pub item: Option<ItemId>,
    /// When.
    pub slot: Slot,
    /// What to be called by, whole; none once deleted.
    pub name: Option<String>,
    /// The telephone number, whole; none once deleted.
    pub phone: Option<String>,
    /// [`BOOKED`], [`ARRIVED`] or [`CANCELLED`].
    pub state: String,
    /// The ticket of the check-in.
    pub ticket: Option<TicketId>,
}

const COLUMNS: &str = "id, code, hall, queue, item, day, slot_from, slot_to, name, phone, state, ticket";

/// A new appointment, checked.
#[derive(Clone)]
pub struct Booking {
    /// The hall.
    pub hall: HallId,
    /// The queue.
    pub queue: Prefix,
    /// The matter.
    pub item: Option<ItemId>,
    /// When.
    pub slot: Slot,
    /// What to be called by.
    pub name: String,
    /// The telephone number.
    pub phone: String,
    /// Now.
    pub booked_at: Moment,
    /// The clerk who booked it; none from a phone.
    pub booked_by: Option<AccountId>,
    /// The request's key.
    pub key: Option<RequestKey>,
}

/// Takes the first free seat of the slot. When somebody takes it first, the unique key says so and the next
/// free one is tried, under a new name and code.
///
/// # Errors
/// `slot_full`, or `unavailable`.
pub async fn insert(pool: &AnyPool, booking: &Booking, capacity: u16) -> Result<Row, Refused> {
    let slot = booking.slot;
    for _ in 0..ATTEMPTS {
        let taken = taken(pool, &booking.hall, &booking.queue, slot.day).await?;
        let free = |seat: &u16| !taken.contains(&(slot.from, *seat));
        let seat = (1..=capacity).find(free).ok_or(Code::SlotFull)?;
        let id: AppointmentId = new_ticket_id()?.as_str().parse().map_err(|_| Code::Internal)?;
        let mut transaction = pool.begin().await?;
        let made = sqlx::query(
            "INSERT INTO appointments (id, code, hall, queue, item, day, slot_from, slot_to, seat, name, phone, \
             state, booked_at, booked_by, request_key) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15)",
        )
        .bind(id.to_string())
        .bind(new_code()?)
        .bind(booking.hall.to_string())
        .bind(booking.queue.to_string())
        .bind(booking.item.as_ref().map(ToString::to_string))
        .bind(slot.day.to_string())
        .bind(i64::from(slot.from))
        .bind(i64::from(slot.to))
        .bind(i64::from(seat))
        .bind(booking.name.clone())
        .bind(booking.phone.clone())
        .bind(BOOKED)
        .bind(booking.booked_at.unix_ms())
        .bind(booking.booked_by.as_ref().map(ToString::to_string))
        .bind(booking.key.as_ref().map(ToString::to_string))
        .execute(&mut *transaction)
        .await;
        match made {
            Ok(_) => {
                let by = (booking.booked_by.as_ref(), booking.booked_at);
                on_record(&mut transaction, by, &booking.hall, &booking.queue, slot, Act::AppointmentBooked)
                    .await?;
                transaction.commit().await?;
                return Ok(find(pool, &id).await?.ok_or(Code::Unavailable)?);
            }
            Err(error) if is_conflict(&error) => {
                transaction.rollback().await?;
                // the same request, sent twice at once
                if let Some(key) = &booking.key
                    && let Some(row) = made_by(pool, &booking.hall, key).await?
                {
                    return Ok(row);
                }
            }
            Err(error) => return Err(error.into()),
        }
    }
    Err(Code::Unavailable.into())
}

/// Puts into the record what somebody of the staff did: line and time, never whose appointment it is.
async fn on_record(
    transaction: &mut Transaction<'_, Any>,
    (by, at): (Option<&AccountId>, Moment),
    hall: &HallId,
    queue: &Prefix,
    slot: Slot,
    act: Act,
) -> Result<(), sqlx::Error> {
    let Some(by) = by else { return Ok(()) };
    let object = format!("{queue} {} {}", slot.day, slot.start().hh_mm());
    audit::append(transaction, hall, &By::plain(Actor::Person(by), at), act, &object).await
}

/// Ten random digits.
fn new_code() -> Result<String, Code> {
    let random = getrandom::u64().map_err(|_| Code::Unavailable)?;
    Ok(format!("{:0width$}", random % 10_000_000_000, width = CODE_DIGITS))
}

/// The seats of a queue's day that are taken: first minute of the slot, seat.
///
/// # Errors
/// When the database fails.
pub async fn taken(
    pool: &AnyPool,
    hall: &HallId,
    queue: &Prefix,
    day: Day,
) -> Result<Vec<(u16, u16)>, sqlx::Error> {
    let sql = "SELECT slot_from, seat FROM appointments \
               WHERE hall = $1 AND queue = $2 AND day = $3 AND seat IS NOT NULL";
    let query = sqlx::query(sql).bind(hall.to_string()).bind(queue.to_string()).bind(day.to_string());
    let rows = query.fetch_all(pool).await?;
    rows.iter().map(|row| Ok((minute(row, "slot_from")?, minute(row, "seat")?))).collect()
}

/// An appointment by its secret name.
///
/// # Errors
/// When the database fails.
pub async fn find(pool: &AnyPool, id: &AppointmentId) -> Result<Option<Row>, sqlx::Error> {
    one(pool, "id = $1", &[id.as_str()]).await
}

/// An appointment by its code.
///
/// # Errors
/// When the database fails.
pub async fn by_code(pool: &AnyPool, code: &str) -> Result<Option<Row>, sqlx::Error> {
    one(pool, "code = $1", &[code]).await
}

/// The appointment that a request made.
///
/// # Errors
/// When the database fails.
pub async fn made_by(pool: &AnyPool, hall: &HallId, key: &RequestKey) -> Result<Option<Row>, sqlx::Error> {
    one(pool, "hall = $1 AND request_key = $2", &[hall.as_str(), key.as_str()]).await
}

/// The appointments of a hall's day, by time.
///
/// # Errors
/// When the database fails.
pub async fn of_day(pool: &AnyPool, hall: &HallId, day: Day) -> Result<Vec<Row>, sqlx::Error> {
    let condition = "hall = $1 AND day = $2 ORDER BY slot_from, queue, booked_at, id";
    all(pool, condition, &[hall.as_str(), &day.to_string()]).await
}

async fn one(pool: &AnyPool, condition: &str, values: &[&str]) -> Result<Option<Row>, sqlx::Error> {
    Ok(all(pool, condition, values).await?.into_iter().next())
}

async fn all(pool: &AnyPool, condition: &str, values: &[&str]) -> Result<Vec<Row>, sqlx::Error> {
    // conditions are literals of this file
    let sql = format!("SELECT {COLUMNS} FROM appointments WHERE {condition}");
    let mut query = sqlx::query(AssertSqlSafe(sql));
    for value in values {
        query = query.bind((*value).to_owned());
    }
    query.fetch_all(pool).await?.iter().map(read).collect()
}

fn read(row: &AnyRow) -> Result<Row, sqlx::Error> {
    let slot = Slot {
        day: parse(row.try_get("day")?)?,
        from: minute(row, "slot_from")?,
        to: minute(row, "slot_to")?,
    };
    Ok(Row {
        id: parse(row.try_get("id")?)?,
        code: row.try_get("code")?,
        hall: parse(row.try_get("hall")?)?,
        queue: parse(row.try_get("queue")?)?,
        item: row.try_get::<Option<String>, _>("item")?.map(parse).transpose()?,
        slot,
        name: row.try_get("name")?,
        phone: row.try_get("phone")?,
        state: row.try_get("state")?,
        ticket: row.try_get::<Option<String>, _>("ticket")?.map(parse).transpose()?,
    })
}

/// Gives the seat back and deletes the name and the number; false when it is not waiting for its day. `by`: who
/// of the staff does it.
///
/// # Errors
/// When the database fails.
pub async fn cancel(
    pool: &AnyPool,
    row: &Row,
    by: Option<&AccountId>,
    at: Moment,
) -> Result<bool, sqlx::Error> {
    let mut transaction = pool.begin().await?;
    let sql = "UPDATE appointments SET state = $1, seat = NULL, name = NULL, phone = NULL \
               WHERE id = $2 AND state = $3";
    let query = sqlx::query(sql).bind(CANCELLED).bind(row.id.to_string()).bind(BOOKED);
    let cancelled = query.execute(&mut *transaction).await?.rows_affected() > 0;
    if cancelled {
        on_record(&mut transaction, (by, at), &row.hall, &row.queue, row.slot, Act::AppointmentCancelled)
            .await?;
    }
    transaction.commit().await?;
    Ok(cancelled)
}

/// Notes the ticket of a check-in. Its holder has arrived, also if the appointment was given back at the
/// same moment.
///
/// # Errors
/// When the database fails.
pub async fn used(pool: &AnyPool, id: &AppointmentId, ticket: &TicketId) -> Result<(), sqlx::Error> {
    let sql = "UPDATE appointments SET state = $1, ticket = $2 WHERE id = $3";
    let query = sqlx::query(sql).bind(ARRIVED).bind(ticket.to_string()).bind(id.to_string());
    query.execute(pool).await.map(|_| ())
}

/// Deletes names and telephone numbers of days before `last`; how many.
///
/// # Errors
/// When the database fails.
pub async fn forget(pool: &AnyPool, last: Day) -> Result<u64, sqlx::Error> {
    let sql = "UPDATE appointments SET name = NULL, phone = NULL \
               WHERE day < $1 AND (name IS NOT NULL OR phone IS NOT NULL)";
    Ok(sqlx::query(sql).bind(last.to_string()).execute(pool).await?.rows_affected())
}

fn minute(row: &AnyRow, column: &str) -> Result<u16, sqlx::Error> {
    u16::try_from(row.try_get::<i64, _>(column)?).map_err(|error| sqlx::Error::Decode(error.into()))
}

fn parse<T: FromStr<Err: Display>>(text: String) -> Result<T, sqlx::Error> {
    text.parse().map_err(|error: T::Err| sqlx::Error::Decode(error.to_string().into()))
}
