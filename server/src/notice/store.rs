//! SQL of notices.

use crate::db::is_conflict;
use crate::problem::Refused;
use crate::queue::new_ticket_id;
use hall::api::{NoticeFacts, NoticeKind};
use hall::code::Code;
use hall::id::{AccountId, HallId, ItemId, NoticeId, Number, RequestKey, TicketId};
use hall::moment::{Day, Moment};
use sqlx::any::AnyRow;
use sqlx::{AnyPool, AssertSqlSafe, Row as _};
use std::fmt::Display;
use std::str::FromStr;

/// How often a number is looked for again after somebody was faster.
const ATTEMPTS: u32 = 256;

/// A notice as the table has it.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its secret name.
    pub id: NoticeId,
    /// Its hall.
    pub hall: HallId,
    /// What it is.
    pub kind: NoticeKind,
    /// The business day of its number.
    pub day: Day,
    /// Its running number within hall, kind and day.
    pub running: u32,
    /// The matter.
    pub item: ItemId,
    /// The ticket it belongs to: public number and secret name.
    pub ticket: Option<(Number, TicketId)>,
    /// What it says.
    pub facts: NoticeFacts,
    /// When it was made.
    pub made_at: Moment,
    /// Who of the staff made it.
    pub made_by: Option<AccountId>,
    /// The first day on which it is gone.
    pub expires_on: Day,
}

/// A new notice, checked.
#[derive(Clone, Debug, PartialEq)]
pub struct New {
    /// The hall.
    pub hall: HallId,
    /// What it is.
    pub kind: NoticeKind,
    /// The business day.
    pub day: Day,
    /// The matter.
    pub item: ItemId,
    /// The ticket it belongs to.
    pub ticket: Option<(Number, TicketId)>,
    /// What it says.
    pub facts: NoticeFacts,
    /// Now.
    pub made_at: Moment,
    /// Who made it; none for a device.
    pub made_by: Option<AccountId>,
    /// The first day on which it is gone.
    pub expires_on: Day,
    /// The request's key.
    pub key: Option<RequestKey>,
}

const COLUMNS: &str = "id, hall, kind, day, running, item, ticket_number, ticket, facts, made_at, made_by, \
                       expires_on";

/// Stores a notice under the next number of its hall, kind and day. When somebody takes that number first, the
/// unique key says so and the next one is tried.
///
/// # Errors
/// `overloaded` when others are always faster, or `unavailable`.
pub async fn insert(pool: &AnyPool, new: &New) -> Result<Row, Refused> {
    let facts = serde_json::to_string(&new.facts).map_err(|_| Code::Internal)?;
    for _ in 0..ATTEMPTS {
        let id: NoticeId = new_ticket_id()?.as_str().parse().map_err(|_| Code::Internal)?;
        let made = sqlx::query(
            "INSERT INTO notices (id, hall, kind, day, running, item, ticket_number, ticket, facts, made_at, made_by, \
             expires_on, request_key) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13)",
        )
        .bind(id.to_string())
        .bind(new.hall.to_string())
        .bind(new.kind.as_str())
        .bind(new.day.to_string())
        .bind(next(pool, new).await?)
        .bind(new.item.to_string())
        .bind(new.ticket.as_ref().map(|(number, _)| number.to_string()))
        .bind(new.ticket.as_ref().map(|(_, id)| id.to_string()))
        .bind(facts.clone())
        .bind(new.made_at.unix_ms())
        .bind(new.made_by.as_ref().map(ToString::to_string))
        .bind(new.expires_on.to_string())
        .bind(new.key.as_ref().map(ToString::to_string))
        .execute(pool)
        .await;
        match made {
            Ok(_) => return Ok(find(pool, &id).await?.ok_or(Code::Unavailable)?),
            Err(error) if is_conflict(&error) => {
                // the same request, sent twice at once
                if let Some(key) = &new.key
                    && let Some(row) = made_by(pool, &new.hall, key).await?
                {
                    return Ok(row);
                }
            }
            Err(error) => return Err(error.into()),
        }
    }
    Err(Code::Overloaded.into())
}

/// The next running number.
async fn next(pool: &AnyPool, new: &New) -> Result<i64, sqlx::Error> {
    let sql = "SELECT COALESCE(MAX(running), 0) + 1 AS next FROM notices WHERE hall = $1 AND kind = $2 AND day = $3";
    let query = sqlx::query(sql).bind(new.hall.to_string()).bind(new.kind.as_str()).bind(new.day.to_string());
    query.fetch_one(pool).await?.try_get("next")
}

/// A notice by its secret name.
///
/// # Errors
/// When the database fails.
pub async fn find(pool: &AnyPool, id: &NoticeId) -> Result<Option<Row>, sqlx::Error> {
    let sql = AssertSqlSafe(format!("SELECT {COLUMNS} FROM notices WHERE id = $1"));
    sqlx::query(sql).bind(id.to_string()).fetch_optional(pool).await?.as_ref().map(row).transpose()
}

/// The notice that a request made.
///
/// # Errors
/// When the database fails.
pub async fn made_by(pool: &AnyPool, hall: &HallId, key: &RequestKey) -> Result<Option<Row>, sqlx::Error> {
    let sql = AssertSqlSafe(format!("SELECT {COLUMNS} FROM notices WHERE hall = $1 AND request_key = $2"));
    let query = sqlx::query(sql).bind(hall.to_string()).bind(key.to_string());
    query.fetch_optional(pool).await?.as_ref().map(row).transpose()
}

/// Deletes what has expired by this day; how many.
///
/// # Errors
/// When the database fails.
pub async fn forget(pool: &AnyPool, today: Day) -> Result<u64, sqlx::Error> {
    let query = sqlx::query("DELETE FROM notices WHERE expires_on <= $1").bind(today.to_string());
    Ok(query.execute(pool).await?.rows_affected())
}

fn row(row: &AnyRow) -> Result<Row, sqlx::Error> {
    let running: i64 = row.try_get("running")?;
    let facts: String = row.try_get("facts")?;
    let number: Option<String> = row.try_get("ticket_number")?;
    let ticket: Option<String> = row.try_get("ticket")?;
    Ok(Row {
        id: parse(row.try_get("id")?)?,
        hall: parse(row.try_get("hall")?)?,
        kind: parse(row.try_get("kind")?)?,
        day: parse(row.try_get("day")?)?,
        running: u32::try_from(running).map_err(|error| sqlx::Error::Decode(error.into()))?,
        item: parse(row.try_get("item")?)?,
        ticket: match (number, ticket) {
            (Some(number), Some(ticket)) => Some((parse(number)?, parse(ticket)?)),
            _ => None,
        },
        facts: serde_json::from_str(&facts).map_err(|error| sqlx::Error::Decode(error.into()))?,
        made_at: Moment::from_unix_ms(row.try_get("made_at")?),
        made_by: row.try_get::<Option<String>, _>("made_by")?.map(parse).transpose()?,
        expires_on: parse(row.try_get("expires_on")?)?,
    })
}

fn parse<T: FromStr<Err: Display>>(text: String) -> Result<T, sqlx::Error> {
    text.parse().map_err(|error: T::Err| sqlx::Error::Decode(error.to_string().into()))
}
