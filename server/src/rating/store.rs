//! SQL of ratings and of the keys that sign their codes.

use super::Rateable;
use super::token::Key;
use crate::app::App;
use crate::db::is_conflict;
use crate::problem::Refused;
use hall::code::Code;
use hall::id::{HallId, RequestKey, ServiceId};
use hall::moment::Moment;
use hall::rating::{Channel, Checked};
use sqlx::{AnyPool, Row};

/// The first assessment of a service; the second is the follow-up after a fix.
const FIRST: i64 = 1;

/// True when a service has been rated.
///
/// # Errors
/// When the database fails.
pub async fn is_rated(pool: &AnyPool, service: &ServiceId) -> Result<bool, sqlx::Error> {
    let found = sqlx::query("SELECT id FROM ratings WHERE ticket = $1 AND assessment = $2")
        .bind(service.to_string())
        .bind(FIRST)
        .fetch_optional(pool)
        .await?;
    Ok(found.is_some())
}

/// The number of a service's rating, when this request made it.
///
/// # Errors
/// When the database fails.
pub async fn made_by(
    pool: &AnyPool,
    service: &ServiceId,
    key: &RequestKey,
) -> Result<Option<i64>, sqlx::Error> {
    let sql = "SELECT id FROM ratings WHERE ticket = $1 AND assessment = $2 AND request_key = $3";
    let query = sqlx::query(sql).bind(service.to_string()).bind(FIRST).bind(key.to_string());
    query.fetch_optional(pool).await?.map(|row| row.try_get("id")).transpose()
}

/// Stores a rating and gives back its number.
///
/// # Errors
/// `already_rated` when somebody was faster, `unavailable` when the database fails.
pub async fn insert(
    app: &App,
    rateable: &Rateable,
    checked: &Checked,
    channel: Channel,
    key: Option<&RequestKey>,
) -> Result<i64, Refused> {
    let tags: Vec<String> = checked.tags.iter().map(ToString::to_string).collect();
    let id = new_id()?;
    let result = sqlx::query(
        "INSERT INTO ratings (ticket, assessment, id, hall, day, \"window\", item, level, tags, comment, \
         contact, channel, norm, rated_at, request_key) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15)",
    )
    .bind(rateable.row.id.to_string())
    .bind(FIRST)
    .bind(id)
    .bind(rateable.row.hall.to_string())
    .bind(rateable.row.day.clone())
    .bind(rateable.row.window.to_string())
    .bind(rateable.row.item.as_ref().map(ToString::to_string))
    .bind(i64::from(checked.level.get()))
    .bind(tags.join(","))
    .bind(checked.comment.clone())
    .bind(checked.contact.clone())
    .bind(i64::from(channel.national()))
    .bind(app.norm.version.clone())
    .bind(app.clock.now().unix_ms())
    .bind(key.map(ToString::to_string))
    .execute(&app.pool)
    .await;
    match result {
        Ok(_) => Ok(id),
        Err(error) if is_conflict(&error) => Err(Code::AlreadyRated.into()),
        Err(error) => Err(error.into()),
    }
}

/// A random positive number that a JavaScript client can hold exactly.
fn new_id() -> Result<i64, Code> {
    let random = getrandom::u64().map_err(|_| Code::Unavailable)?;
    i64::try_from(random >> 12).map_err(|_| Code::Internal)
}

/// The signing keys, oldest first; the first one is made when there is none.
///
/// # Errors
/// When the database fails or the system has no randomness.
pub async fn keys(pool: &AnyPool, now: Moment) -> Result<Vec<Key>, sqlx::Error> {
    loop {
        let rows = sqlx::query("SELECT id, secret FROM rating_keys ORDER BY id").fetch_all(pool).await?;
        if !rows.is_empty() {
            return rows
                .into_iter()
                .map(|row| {
                    let id = u8::try_from(row.try_get::<i64, _>("id")?)
                        .map_err(|error| sqlx::Error::Decode(error.into()))?;
                    let secret: String = row.try_get("secret")?;
                    let secret = data_encoding::HEXLOWER
                        .decode(secret.as_bytes())
                        .map_err(|error| sqlx::Error::Decode(error.into()))?;
                    Ok(Key { id, secret })
                })
                .collect();
        }
        let mut secret = [0_u8; 32];
        getrandom::fill(&mut secret).map_err(|error| sqlx::Error::Configuration(error.to_string().into()))?;
        let made = sqlx::query("INSERT INTO rating_keys (id, secret, created_at) VALUES (1, $1, $2)")
            .bind(data_encoding::HEXLOWER.encode(&secret))
            .bind(now.unix_ms())
            .execute(pool)
            .await;
        match made {
            // another server may have made it at the same moment: read it
            Err(error) if !is_conflict(&error) => return Err(error),
            _ => {}
        }
    }
}

/// Services or ratings of one kind.
#[derive(Clone, Debug)]
pub struct Count {
    /// The window that served.
    pub window: String,
    /// The matter.
    pub item: Option<String>,
    /// National channel code; none for services.
    pub channel: Option<i64>,
    /// Level; none for services.
    pub level: Option<i64>,
    /// How many.
    pub count: u64,
}

/// Services of a hall that ended on days `from` to `to`, by window and matter.
///
/// # Errors
/// When the database fails.
pub async fn served(pool: &AnyPool, hall: &HallId, from: &str, to: &str) -> Result<Vec<Count>, sqlx::Error> {
    let sql = "SELECT \"window\" AS place, item, COUNT(*) AS n FROM services \
               WHERE hall = $1 AND day BETWEEN $2 AND $3 GROUP BY \"window\", item";
    let query = sqlx::query(sql).bind(hall.to_string()).bind(from.to_owned()).bind(to.to_owned());
    let rows = query.fetch_all(pool).await?;
    rows.into_iter()
        .map(|row| {
            Ok(Count {
                window: row.try_get("place")?,
                item: row.try_get("item")?,
                channel: None,
                level: None,
                count: row.try_get::<i64, _>("n")?.unsigned_abs(),
            })
        })
        .collect()
}

/// Ratings of services of a hall that ended on days `from` to `to`, by window, matter, channel, level.
///
/// # Errors
/// When the database fails.
pub async fn rated(pool: &AnyPool, hall: &HallId, from: &str, to: &str) -> Result<Vec<Count>, sqlx::Error> {
    let sql = "SELECT \"window\" AS place, item, channel, level, COUNT(*) AS n FROM ratings \
               WHERE hall = $1 AND day BETWEEN $2 AND $3 GROUP BY \"window\", item, channel, level";
    let query = sqlx::query(sql).bind(hall.to_string()).bind(from.to_owned()).bind(to.to_owned());
    let rows = query.fetch_all(pool).await?;
    rows.into_iter()
        .map(|row| {
            Ok(Count {
                window: row.try_get("place")?,
                item: row.try_get("item")?,
                channel: Some(row.try_get("channel")?),
                level: Some(row.try_get("level")?),
                count: row.try_get::<i64, _>("n")?.unsigned_abs(),
            })
        })
        .collect()
}
