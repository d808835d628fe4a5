//! Small pictures of screens: somebody at the desk asks, the screen learns of it with the answer to its next report,
//! and sends it under a name that holds for half a minute. Of each screen the last one is kept. Of kiosks there are
//! none: a person stands before it.

use hall::code::Code;
use hall::id::{HallId, ScreenId};
use hall::moment::Moment;
use sqlx::{AnyConnection, AnyPool, Row};
use std::collections::BTreeMap;

/// Bytes of a picture at most.
pub const SIZE_MAX: usize = 300 * 1024;
/// A screen has so many seconds to send it.
const WANTED_SECONDS: i64 = 30;

/// A picture.
pub struct Picture {
    /// Its media type.
    pub media: String,
    /// It.
    pub body: Vec<u8>,
}

/// What a picture is, by its first bytes.
#[must_use]
pub fn media(body: &[u8]) -> Option<&'static str> {
    match body {
        [0xff, 0xd8, 0xff, ..] => Some("image/jpeg"),
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Some("image/png"),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some("image/webp"),
        _ => None,
    }
}

fn since(now: Moment) -> i64 {
    now.plus_seconds(-WANTED_SECONDS).unix_ms()
}

/// Somebody wants a picture; who asks while one is on its way waits for the same.
///
/// # Errors
/// When the database or randomness fails.
pub async fn want(pool: &AnyPool, hall: &HallId, screen: &ScreenId, now: Moment) -> Result<(), sqlx::Error> {
    let random = getrandom::u64().map_err(|error| sqlx::Error::Protocol(error.to_string()))?;
    let sql = "INSERT INTO screen_pictures (hall, screen, wanted, wanted_at) VALUES ($1, $2, $3, $4) \
               ON CONFLICT (hall, screen) DO UPDATE SET wanted = excluded.wanted, wanted_at = excluded.wanted_at \
               WHERE screen_pictures.wanted IS NULL OR screen_pictures.wanted_at <= $5";
    let query = sqlx::query(sql).bind(hall.to_string()).bind(screen.to_string());
    let query = query.bind(format!("{random:016x}")).bind(now.unix_ms()).bind(since(now));
    query.execute(pool).await?;
    Ok(())
}

/// The names under which pictures are wanted now.
///
/// # Errors
/// When the database fails.
pub async fn wanted(
    connection: &mut AnyConnection,
    hall: &HallId,
    now: Moment,
) -> Result<BTreeMap<String, String>, sqlx::Error> {
    let sql = "SELECT screen, wanted FROM screen_pictures WHERE hall = $1 AND wanted IS NOT NULL AND wanted_at > $2";
    let rows = sqlx::query(sql).bind(hall.to_string()).bind(since(now)).fetch_all(connection).await?;
    rows.into_iter().map(|row| Ok((row.try_get("screen")?, row.try_get("wanted")?))).collect()
}

/// Keeps a picture that was asked for under this name; false when it was not, or too long ago.
///
/// # Errors
/// `unsupported_media_type` for what is no picture; or the database's.
pub async fn put(
    pool: &AnyPool,
    hall: &HallId,
    screen: &ScreenId,
    name: &str,
    body: Vec<u8>,
    now: Moment,
) -> Result<bool, crate::staff::Fault> {
    let media = media(&body).ok_or(Code::UnsupportedMedia)?;
    let sql = "UPDATE screen_pictures SET media = $1, body = $2, at = $3, wanted = NULL \
               WHERE hall = $4 AND screen = $5 AND wanted = $6 AND wanted_at > $7";
    let query = sqlx::query(sql).bind(media).bind(body).bind(now.unix_ms()).bind(hall.to_string());
    let query = query.bind(screen.to_string()).bind(name.to_owned()).bind(since(now));
    Ok(query.execute(pool).await?.rows_affected() == 1)
}

/// The last picture of a screen.
///
/// # Errors
/// When the database fails.
pub async fn get(pool: &AnyPool, hall: &HallId, screen: &ScreenId) -> Result<Option<Picture>, sqlx::Error> {
    let sql = "SELECT media, body FROM screen_pictures WHERE hall = $1 AND screen = $2 AND body IS NOT NULL";
    let row = sqlx::query(sql).bind(hall.to_string()).bind(screen.to_string()).fetch_optional(pool).await?;
    row.map(|row| Ok(Picture { media: row.try_get("media")?, body: row.try_get("body")? })).transpose()
}

/// When the last picture of each screen was taken.
///
/// # Errors
/// When the database fails.
pub async fn times(pool: &AnyPool, hall: &HallId) -> Result<BTreeMap<String, Moment>, sqlx::Error> {
    let sql = "SELECT screen, at FROM screen_pictures WHERE hall = $1 AND at IS NOT NULL";
    let rows = sqlx::query(sql).bind(hall.to_string()).fetch_all(pool).await?;
    rows.into_iter()
        .map(|row| Ok((row.try_get("screen")?, Moment::from_unix_ms(row.try_get("at")?))))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_known_by_what_is_in_it() {
        assert_eq!(media(b"\xff\xd8\xff\xe0"), Some("image/jpeg"));
        assert_eq!(media(b"\x89PNG\r\n\x1a\n.."), Some("image/png"));
        assert_eq!(media(b"RIFF\x10\0\0\0WEBPVP8 "), Some("image/webp"));
        for other in [&b"<svg xmlns='x'/>"[..], b"RIFF\x10\0\0\0WAVE", b"GIF89a", b""] {
            assert_eq!(media(other), None);
        }
    }
}
