//! SQL of what screens report, what was shown from when to when, and the small pictures.

use hall::api::Play;
use hall::id::{HallId, ScreenId};
use hall::moment::Moment;
use hall::screen::Face;
use sqlx::any::AnyRow;
use sqlx::{Any, AnyConnection, AnyPool, Row, Transaction};
use std::collections::BTreeMap;

/// The last report of a screen or kiosk.
#[derive(Clone, Debug)]
pub struct Report {
    /// When the server heard it.
    pub at: Moment,
    /// What it said.
    pub face: Face,
    /// As in [`hall::screen::Voice::turn`].
    pub turn: u64,
    /// When what is on it began.
    pub play_from: Option<Moment>,
    /// As in [`hall::screen::Seen::other`].
    pub other: Option<Moment>,
    /// As in [`hall::screen::Seen::spoken_at`].
    pub spoken_at: Option<Moment>,
}

/// The last reports of a hall; a kiosk and a screen may have one name.
pub type Reports = BTreeMap<(bool, ScreenId), Report>;

/// The last reports of a hall.
///
/// # Errors
/// When the database fails.
pub async fn all(connection: &mut AnyConnection, hall: &HallId) -> Result<Reports, sqlx::Error> {
    let sql = "SELECT kiosk, screen, at, face, turn, play_from, other_at, spoken_at FROM screen_reports WHERE hall = $1";
    let rows = sqlx::query(sql).bind(hall.to_string()).fetch_all(connection).await?;
    rows.iter().map(report).collect()
}

fn report(row: &AnyRow) -> Result<((bool, ScreenId), Report), sqlx::Error> {
    let screen: String = row.try_get("screen")?;
    let screen = screen.parse().map_err(|error: hall::id::BadId| sqlx::Error::Decode(error.into()))?;
    let face: String = row.try_get("face")?;
    let report = Report {
        at: Moment::from_unix_ms(row.try_get("at")?),
        face: serde_json::from_str(&face).map_err(|error| sqlx::Error::Decode(error.into()))?,
        turn: row.try_get::<i64, _>("turn")?.unsigned_abs(),
        play_from: row.try_get::<Option<i64>, _>("play_from")?.map(Moment::from_unix_ms),
        other: row.try_get::<Option<i64>, _>("other_at")?.map(Moment::from_unix_ms),
        spoken_at: row.try_get::<Option<i64>, _>("spoken_at")?.map(Moment::from_unix_ms),
    };
    Ok(((row.try_get::<i64, _>("kiosk")? == 1, screen), report))
}

/// Stores a report in place of the one before.
///
/// # Errors
/// When the database fails.
pub async fn put(
    transaction: &mut Transaction<'_, Any>,
    hall: &HallId,
    (kiosk, screen): &(bool, ScreenId),
    report: &Report,
) -> Result<(), sqlx::Error> {
    let face = serde_json::to_string(&report.face).map_err(|error| sqlx::Error::Encode(error.into()))?;
    let sql = "INSERT INTO screen_reports (hall, kiosk, screen, at, face, turn, play_from, other_at, spoken_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (hall, kiosk, screen) DO UPDATE SET \
               at = excluded.at, face = excluded.face, turn = excluded.turn, play_from = excluded.play_from, \
               other_at = excluded.other_at, spoken_at = excluded.spoken_at";
    sqlx::query(sql)
        .bind(hall.to_string())
        .bind(i64::from(*kiosk))
        .bind(screen.to_string())
        .bind(report.at.unix_ms())
        .bind(face)
        .bind(i64::try_from(report.turn).unwrap_or(i64::MAX))
        .bind(report.play_from.map(Moment::unix_ms))
        .bind(report.other.map(Moment::unix_ms))
        .bind(report.spoken_at.map(Moment::unix_ms))
        .execute(&mut **transaction)
        .await?;
    Ok(())
}

/// Stores what is on a screen since `from`, or that it still is.
///
/// # Errors
/// When the database fails.
pub async fn play(
    transaction: &mut Transaction<'_, Any>,
    hall: &HallId,
    screen: &ScreenId,
    play: &Play,
) -> Result<(), sqlx::Error> {
    let sql = "INSERT INTO screen_plays (hall, screen, from_at, until_at, on_what, what, why) \
               VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (hall, screen, from_at) DO UPDATE SET \
               until_at = excluded.until_at, on_what = excluded.on_what, what = excluded.what, why = excluded.why";
    sqlx::query(sql)
        .bind(hall.to_string())
        .bind(screen.to_string())
        .bind(play.from.unix_ms())
        .bind(play.until.unix_ms())
        .bind(play.on.clone())
        .bind(play.what.clone())
        .bind(play.why.clone())
        .execute(&mut **transaction)
        .await?;
    Ok(())
}

/// What was on a screen between two moments, in order, that began after `after`; at most `limit`.
///
/// # Errors
/// When the database fails.
pub async fn plays(
    pool: &AnyPool,
    hall: &HallId,
    screen: &ScreenId,
    (from, before): (Moment, Moment),
    after: Moment,
    limit: u32,
) -> Result<Vec<Play>, sqlx::Error> {
    let sql = "SELECT from_at, until_at, on_what, what, why FROM screen_plays WHERE hall = $1 AND screen = $2 \
               AND until_at >= $3 AND from_at < $4 AND from_at > $5 ORDER BY from_at LIMIT $6";
    let query = sqlx::query(sql).bind(hall.to_string()).bind(screen.to_string());
    let query =
        query.bind(from.unix_ms()).bind(before.unix_ms()).bind(after.unix_ms()).bind(i64::from(limit));
    let rows = query.fetch_all(pool).await?;
    let read = |row: AnyRow| {
        Ok(Play {
            from: Moment::from_unix_ms(row.try_get("from_at")?),
            until: Moment::from_unix_ms(row.try_get("until_at")?),
            on: row.try_get("on_what")?,
            what: row.try_get("what")?,
            why: row.try_get("why")?,
        })
    };
    rows.into_iter().map(read).collect()
}

/// Deletes what was shown, and reports and pictures of screens that are gone, before these moments; how many rows.
///
/// # Errors
/// When the database fails.
pub async fn forget(pool: &AnyPool, plays: Moment, reports: Moment) -> Result<u64, sqlx::Error> {
    let mut gone = 0;
    for (sql, before) in [
        ("DELETE FROM screen_plays WHERE until_at < $1", plays),
        ("DELETE FROM screen_reports WHERE at < $1", reports),
        ("DELETE FROM screen_pictures WHERE wanted_at < $1", reports),
    ] {
        gone += sqlx::query(sql).bind(before.unix_ms()).execute(pool).await?.rows_affected();
    }
    Ok(gone)
}
