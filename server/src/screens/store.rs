//! SQL of what hangs in a hall and what it shows.

use super::{Item, Kind};
use hall::id::{HallId, SignId};
use hall::moment::{Day, Moment};
use hall::screen::Signage;
use serde::de::DeserializeOwned;
use sqlx::{Any, AnyConnection, AnyPool, Row, Transaction};

/// Makes a hall's row; false when it has one. Whoever made it gives the hall its first signage in the same transaction.
///
/// # Errors
/// When the database fails.
pub async fn begin(transaction: &mut Transaction<'_, Any>, hall: &HallId) -> Result<bool, sqlx::Error> {
    let sql =
        "INSERT INTO signage_revisions (hall, revision, reported) VALUES ($1, 1, 0) ON CONFLICT DO NOTHING";
    let done = sqlx::query(sql).bind(hall.to_string()).execute(&mut **transaction).await?;
    Ok(done.rows_affected() == 1)
}

/// How often a hall's signage was changed.
///
/// # Errors
/// When the database fails.
pub async fn revision(connection: &mut AnyConnection, hall: &HallId) -> Result<u64, sqlx::Error> {
    let sql = "SELECT revision FROM signage_revisions WHERE hall = $1";
    let row = sqlx::query(sql).bind(hall.to_string()).fetch_one(connection).await?;
    Ok(row.try_get::<i64, _>("revision")?.unsigned_abs())
}

/// Begins a change: nobody else changes the signage of the hall until the transaction ends. The revision that it makes.
///
/// # Errors
/// When the database fails.
pub async fn advance(transaction: &mut Transaction<'_, Any>, hall: &HallId) -> Result<u64, sqlx::Error> {
    let sql = "UPDATE signage_revisions SET revision = revision + 1 WHERE hall = $1";
    sqlx::query(sql).bind(hall.to_string()).execute(&mut **transaction).await?;
    revision(transaction, hall).await
}

/// Begins a batch of reports: no other server stores any of the hall until the transaction ends. The revision of the
/// signage.
///
/// # Errors
/// When the database fails.
pub async fn report(transaction: &mut Transaction<'_, Any>, hall: &HallId) -> Result<u64, sqlx::Error> {
    let sql = "UPDATE signage_revisions SET reported = reported + 1 WHERE hall = $1";
    sqlx::query(sql).bind(hall.to_string()).execute(&mut **transaction).await?;
    revision(transaction, hall).await
}

/// Everything that a hall has, also what has expired; the revision is the caller's.
///
/// # Errors
/// When the database fails.
pub async fn all(connection: &mut AnyConnection, hall: &HallId) -> Result<Signage, sqlx::Error> {
    let sql = "SELECT kind, body FROM signage WHERE hall = $1 ORDER BY kind, id";
    let mut signage = Signage::default();
    for row in sqlx::query(sql).bind(hall.to_string()).fetch_all(connection).await? {
        let (kind, body): (String, String) = (row.try_get("kind")?, row.try_get("body")?);
        match Kind::ALL.into_iter().find(|known| known.as_str() == kind) {
            Some(Kind::Screen) => signage.screens.push(read(&body)?),
            Some(Kind::Playlist) => signage.playlists.push(read(&body)?),
            Some(Kind::Notice) => signage.notices.push(read(&body)?),
            Some(Kind::List) => signage.lists.push(read(&body)?),
            Some(Kind::Map) => signage.maps.push(read(&body)?),
            None => return Err(sqlx::Error::Decode(kind.into())),
        }
    }
    Ok(signage)
}

fn read<T: DeserializeOwned>(body: &str) -> Result<T, sqlx::Error> {
    serde_json::from_str(body).map_err(|error| sqlx::Error::Decode(error.into()))
}

/// Stores a thing, in place of the one of the same kind and name.
///
/// # Errors
/// When the database fails.
pub async fn put(
    transaction: &mut Transaction<'_, Any>,
    hall: &HallId,
    item: &Item,
    at: Moment,
    by: Option<&str>,
) -> Result<(), sqlx::Error> {
    let body = item.json().map_err(|error| sqlx::Error::Encode(error.into()))?;
    let sql = "INSERT INTO signage (hall, kind, id, body, drawing, last_day, at, actor) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (hall, kind, id) DO UPDATE SET \
               body = excluded.body, drawing = excluded.drawing, last_day = excluded.last_day, at = excluded.at, \
               actor = excluded.actor";
    sqlx::query(sql)
        .bind(hall.to_string())
        .bind(item.kind().as_str())
        .bind(item.id().to_owned())
        .bind(body)
        .bind(item.drawing().map(str::to_owned))
        .bind(item.until().map(|day| day.to_string()))
        .bind(at.unix_ms())
        .bind(by.map(str::to_owned))
        .execute(&mut **transaction)
        .await?;
    Ok(())
}

/// Takes a thing away; false when there is none.
///
/// # Errors
/// When the database fails.
pub async fn remove(
    transaction: &mut Transaction<'_, Any>,
    hall: &HallId,
    kind: Kind,
    id: &str,
) -> Result<bool, sqlx::Error> {
    let sql = "DELETE FROM signage WHERE hall = $1 AND kind = $2 AND id = $3";
    let query = sqlx::query(sql).bind(hall.to_string()).bind(kind.as_str()).bind(id.to_owned());
    Ok(query.execute(&mut **transaction).await?.rows_affected() == 1)
}

/// The drawing of a map.
///
/// # Errors
/// When the database fails.
pub async fn drawing(pool: &AnyPool, hall: &HallId, map: &SignId) -> Result<Option<String>, sqlx::Error> {
    let sql = "SELECT drawing FROM signage WHERE hall = $1 AND kind = $2 AND id = $3";
    let query = sqlx::query(sql).bind(hall.to_string()).bind(Kind::Map.as_str()).bind(map.to_string());
    let row = query.fetch_optional(pool).await?;
    row.map(|row| row.try_get::<Option<String>, _>("drawing")).transpose().map(Option::flatten)
}

/// Deletes notices and lists that were shown for the last time before a day, unless a screen or a playlist names them; how
/// many.
///
/// # Errors
/// When the database fails.
pub async fn forget(pool: &AnyPool, before: Day) -> Result<u64, sqlx::Error> {
    let sql = r#"DELETE FROM signage WHERE last_day IS NOT NULL AND last_day < $1 AND NOT EXISTS (
        SELECT 1 FROM signage AS other WHERE other.hall = signage.hall AND other.kind IN ($2, $3)
        AND other.body LIKE '%"' || signage.id || '"%')"#;
    Ok(sqlx::query(sql)
        .bind(before.to_string())
        .bind(Kind::Screen.as_str())
        .bind(Kind::Playlist.as_str())
        .execute(pool)
        .await?
        .rows_affected())
}
