//! SQL of versions and publications. No HTTP, no rules: those are in [`super::versions`].

use super::pack::{Packed, unpack};
use crate::db::is_conflict;
use hall::api::VersionView;
use hall::catalog::{Catalog, Item, Theme};
use hall::id::HallId;
use hall::moment::Moment;
use serde::Serialize;
use serde::de::DeserializeOwned;
use sqlx::any::AnyRow;
use sqlx::{Any, AnyPool, AssertSqlSafe, Row, Transaction};
use std::collections::HashSet;

/// Rows of one insert.
const ROWS: usize = 32;

/// Which version is in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Current {
    /// Counts the publications of the hall, from 1.
    pub publication: i64,
    /// The version.
    pub version: u32,
    /// Since when.
    pub at: Moment,
}

/// The publication in force; none before the first.
///
/// # Errors
/// When the database fails.
pub async fn current(pool: &AnyPool, hall: &HallId) -> Result<Option<Current>, sqlx::Error> {
    let sql =
        "SELECT number, version, at FROM catalog_publications WHERE hall = $1 ORDER BY number DESC LIMIT 1";
    let row = sqlx::query(sql).bind(hall.to_string()).fetch_optional(pool).await?;
    row.map(|row| {
        Ok(Current {
            publication: row.try_get("number")?,
            version: number(&row, "version")?,
            at: Moment::from_unix_ms(row.try_get("at")?),
        })
    })
    .transpose()
}

/// A whole version; none when there is none of that number. Unpacked where blocking is allowed.
///
/// # Errors
/// When the database fails or holds something else.
pub async fn version(pool: &AnyPool, hall: &HallId, version: u32) -> Result<Option<Catalog>, sqlx::Error> {
    let sql = "SELECT body FROM catalog_versions WHERE hall = $1 AND version = $2";
    let row = sqlx::query(sql).bind(hall.to_string()).bind(i64::from(version)).fetch_optional(pool).await?;
    let Some(row) = row else { return Ok(None) };
    let body: Vec<u8> = row.try_get("body")?;
    let catalog = tokio::task::spawn_blocking(move || unpack(&body)).await;
    catalog.map_err(|error| sqlx::Error::Decode(error.into()))?.map(Some).map_err(sqlx::Error::Io)
}

/// The digest of a version.
///
/// # Errors
/// When the database fails.
pub async fn digest(pool: &AnyPool, hall: &HallId, version: u32) -> Result<Option<String>, sqlx::Error> {
    let sql = "SELECT digest FROM catalog_versions WHERE hall = $1 AND version = $2";
    let row = sqlx::query(sql).bind(hall.to_string()).bind(i64::from(version)).fetch_optional(pool).await?;
    row.map(|row| row.try_get("digest")).transpose()
}

/// The last version that came from the halls folder, with its digest.
///
/// # Errors
/// When the database fails.
pub async fn last_of_files(pool: &AnyPool, hall: &HallId) -> Result<Option<(u32, String)>, sqlx::Error> {
    let sql = "SELECT version, digest FROM catalog_versions WHERE hall = $1 AND origin = 'halls' \
               ORDER BY version DESC LIMIT 1";
    let row = sqlx::query(sql).bind(hall.to_string()).fetch_optional(pool).await?;
    row.map(|row| Ok((number(&row, "version")?, row.try_get("digest")?))).transpose()
}

/// The highest number of a version; 0 before the first.
///
/// # Errors
/// When the database fails.
pub async fn newest(pool: &AnyPool, hall: &HallId) -> Result<u32, sqlx::Error> {
    let sql = "SELECT COALESCE(MAX(version), 0) AS version FROM catalog_versions WHERE hall = $1";
    number(&sqlx::query(sql).bind(hall.to_string()).fetch_one(pool).await?, "version")
}

/// All versions, newest first.
///
/// # Errors
/// When the database fails.
pub async fn list(pool: &AnyPool, hall: &HallId) -> Result<Vec<VersionView>, sqlx::Error> {
    let sql = "SELECT v.version, v.at, v.actor, v.file, v.note, v.items, p.number, p.at AS published_at, \
               p.actor AS published_by FROM catalog_versions v JOIN catalog_publications p \
               ON p.hall = v.hall AND p.version = v.version AND p.number = (SELECT MAX(q.number) \
               FROM catalog_publications q WHERE q.hall = v.hall AND q.version = v.version) \
               WHERE v.hall = $1 ORDER BY v.version DESC";
    let rows = sqlx::query(sql).bind(hall.to_string()).fetch_all(pool).await?;
    let newest: Option<i64> =
        rows.iter().map(|row| row.try_get("number")).collect::<Result<Vec<_>, _>>()?.into_iter().max();
    rows.iter()
        .map(|row| {
            Ok(VersionView {
                version: number(row, "version")?,
                at: Moment::from_unix_ms(row.try_get("at")?),
                by: row.try_get("actor")?,
                file: row.try_get("file")?,
                note: row.try_get("note")?,
                items: number(row, "items")?,
                current: newest == Some(row.try_get("number")?),
                published_at: Moment::from_unix_ms(row.try_get("published_at")?),
                published_by: row.try_get("published_by")?,
            })
        })
        .collect()
}

/// What is no longer in the catalog, as it was last.
#[derive(Clone, Debug, Default)]
pub struct Former {
    /// Matters.
    pub items: Vec<Item>,
    /// Themes.
    pub themes: Vec<Theme>,
}

impl Former {
    /// What `new` has no longer of what `old` has.
    #[must_use]
    pub fn between(old: Catalog, new: &Catalog) -> Self {
        let items: HashSet<_> = new.items.iter().map(|item| &item.id).collect();
        let themes: HashSet<_> = new.themes.iter().map(|theme| &theme.id).collect();
        Self {
            items: old.items.into_iter().filter(|item| !items.contains(&item.id)).collect(),
            themes: old.themes.into_iter().filter(|theme| !themes.contains(&theme.id)).collect(),
        }
    }
}

/// What a hall has had and may have no longer.
///
/// # Errors
/// When the database fails.
pub async fn former(pool: &AnyPool, hall: &HallId) -> Result<Former, sqlx::Error> {
    let sql = "SELECT kind, body FROM catalog_former WHERE hall = $1 ORDER BY kind, id";
    let mut former = Former::default();
    for row in sqlx::query(sql).bind(hall.to_string()).fetch_all(pool).await? {
        let body: String = row.try_get("body")?;
        match row.try_get::<String, _>("kind")?.as_str() {
            "theme" => former.themes.push(read(&body)?),
            _ => former.items.push(read(&body)?),
        }
    }
    Ok(former)
}

fn read<T: DeserializeOwned>(body: &str) -> Result<T, sqlx::Error> {
    serde_json::from_str(body).map_err(|error| sqlx::Error::Decode(error.into()))
}

/// Adds the next publication; false when somebody else was faster. The first statement of its transaction, so
/// that an embedded database is locked for writing before anything is read.
///
/// # Errors
/// When the database fails.
pub async fn add_publication(
    transaction: &mut Transaction<'_, Any>,
    hall: &HallId,
    next: &Current,
    actor: Option<&str>,
    note: Option<&str>,
) -> Result<bool, sqlx::Error> {
    let sql = "INSERT INTO catalog_publications (hall, number, version, at, actor, note) \
               VALUES ($1, $2, $3, $4, $5, $6)";
    let query = sqlx::query(sql)
        .bind(hall.to_string())
        .bind(next.publication)
        .bind(i64::from(next.version))
        .bind(next.at.unix_ms())
        .bind(actor.map(str::to_owned))
        .bind(note.map(str::to_owned));
    added(query.execute(&mut **transaction).await)
}

/// A version that is new.
#[derive(Clone, Debug)]
pub struct New {
    /// The catalog.
    pub packed: Packed,
    /// `halls` or `import`.
    pub origin: &'static str,
    /// The file it was read from.
    pub file: String,
}

/// Adds a version; false when somebody else was faster.
///
/// # Errors
/// When the database fails.
pub async fn add_version(
    transaction: &mut Transaction<'_, Any>,
    hall: &HallId,
    next: &Current,
    new: &New,
    actor: Option<&str>,
    note: Option<&str>,
) -> Result<bool, sqlx::Error> {
    let sql = "INSERT INTO catalog_versions (hall, version, at, actor, origin, file, note, items, digest, body) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    let query = sqlx::query(sql)
        .bind(hall.to_string())
        .bind(i64::from(next.version))
        .bind(next.at.unix_ms())
        .bind(actor.map(str::to_owned))
        .bind(new.origin)
        .bind(new.file.clone())
        .bind(note.map(str::to_owned))
        .bind(i64::from(new.packed.items))
        .bind(new.packed.digest.clone())
        .bind(new.packed.body.clone());
    added(query.execute(&mut **transaction).await)
}

fn added<T>(result: Result<T, sqlx::Error>) -> Result<bool, sqlx::Error> {
    match result {
        Ok(_) => Ok(true),
        Err(error) if is_conflict(&error) => Ok(false),
        Err(error) => Err(error),
    }
}

/// Keeps what is no longer in the catalog.
///
/// # Errors
/// When the database fails.
pub async fn keep_former(
    transaction: &mut Transaction<'_, Any>,
    hall: &HallId,
    former: &Former,
) -> Result<(), sqlx::Error> {
    let items = former.items.iter().map(|item| row("item", item.id.as_str(), item));
    let themes = former.themes.iter().map(|theme| row("theme", theme.id.as_str(), theme));
    let rows = items.chain(themes).collect::<Result<Vec<_>, _>>()?;
    for chunk in rows.chunks(ROWS) {
        let sql = format!(
            "INSERT INTO catalog_former (hall, kind, id, body) VALUES {} \
             ON CONFLICT (hall, kind, id) DO UPDATE SET body = excluded.body",
            placeholders(chunk.len(), 4)
        );
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for (kind, id, body) in chunk {
            query = query.bind(hall.to_string()).bind(*kind).bind(id.clone()).bind(body.clone());
        }
        query.execute(&mut **transaction).await?;
    }
    Ok(())
}

/// `($1,$2),($3,$4)…`, which SQLite and PostgreSQL both read.
fn placeholders(rows: usize, columns: usize) -> String {
    let row = |row: usize| {
        let names: Vec<String> = (1..=columns).map(|column| format!("${}", row * columns + column)).collect();
        format!("({})", names.join(","))
    };
    (0..rows).map(row).collect::<Vec<_>>().join(",")
}

fn row<T: Serialize>(
    kind: &'static str,
    id: &str,
    entry: &T,
) -> Result<(&'static str, String, String), sqlx::Error> {
    let body = serde_json::to_string(entry).map_err(|error| sqlx::Error::Encode(error.into()))?;
    Ok((kind, id.to_owned(), body))
}

/// A number that is never negative.
///
/// # Errors
/// When the column holds something else.
pub fn number(row: &AnyRow, column: &str) -> Result<u32, sqlx::Error> {
    u32::try_from(row.try_get::<i64, _>(column)?).map_err(|error| sqlx::Error::Decode(error.into()))
}
