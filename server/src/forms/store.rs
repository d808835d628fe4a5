//! SQL of forms and samples.

use super::File;
use hall::form::FormKind;
use hall::id::HallId;
use hall::moment::Moment;
use sqlx::any::AnyRow;
use sqlx::{Any, AnyPool, Row as _, Transaction};

/// A name and what it stands for.
#[derive(Clone, Debug)]
pub struct Row {
    /// The name.
    pub name: String,
    /// The content's hash.
    pub hash: String,
    /// What it is.
    pub kind: FormKind,
    /// Bytes.
    pub size: u32,
    /// Since when.
    pub at: Moment,
    /// Who put it there.
    pub by: Option<String>,
}

/// All names of a hall, in order.
///
/// # Errors
/// When the database fails.
pub async fn list(pool: &AnyPool, hall: &HallId) -> Result<Vec<Row>, sqlx::Error> {
    let sql = "SELECT n.name, n.hash, n.at, n.actor, f.media, f.size FROM form_names n \
               JOIN form_files f ON f.hash = n.hash WHERE n.hall = $1 ORDER BY n.name";
    sqlx::query(sql).bind(hall.to_string()).fetch_all(pool).await?.iter().map(row).collect()
}

/// What a name stands for.
///
/// # Errors
/// When the database fails.
pub async fn named(pool: &AnyPool, hall: &HallId, name: &str) -> Result<Option<Row>, sqlx::Error> {
    let sql = "SELECT n.name, n.hash, n.at, n.actor, f.media, f.size FROM form_names n \
               JOIN form_files f ON f.hash = n.hash WHERE n.hall = $1 AND n.name = $2";
    let query = sqlx::query(sql).bind(hall.to_string()).bind(name.to_owned());
    query.fetch_optional(pool).await?.as_ref().map(row).transpose()
}

/// A file by its hash, and a name it has.
///
/// # Errors
/// When the database fails.
pub async fn file(pool: &AnyPool, hash: &str) -> Result<Option<(File, Option<String>)>, sqlx::Error> {
    let sql = "SELECT f.media, f.body, (SELECT MIN(n.name) FROM form_names n WHERE n.hash = f.hash) AS name \
               FROM form_files f WHERE f.hash = $1";
    let Some(row) = sqlx::query(sql).bind(hash.to_owned()).fetch_optional(pool).await? else {
        return Ok(None);
    };
    let file = File { hash: hash.to_owned(), kind: kind(&row)?, body: row.try_get("body")? };
    Ok(Some((file, row.try_get("name")?)))
}

/// Puts a file under a name.
///
/// # Errors
/// When the database fails.
pub async fn put(
    transaction: &mut Transaction<'_, Any>,
    hall: &HallId,
    name: &str,
    file: &File,
    at: Moment,
    by: Option<&str>,
) -> Result<(), sqlx::Error> {
    keep(transaction, file).await?;
    let sql = "INSERT INTO form_names (hall, name, hash, at, actor) VALUES ($1, $2, $3, $4, $5) \
               ON CONFLICT (hall, name) DO UPDATE SET hash = excluded.hash, at = excluded.at, actor = excluded.actor";
    sqlx::query(sql)
        .bind(hall.to_string())
        .bind(name.to_owned())
        .bind(file.hash.clone())
        .bind(at.unix_ms())
        .bind(by.map(str::to_owned))
        .execute(&mut **transaction)
        .await?;
    Ok(())
}

/// Keeps a content.
async fn keep(transaction: &mut Transaction<'_, Any>, file: &File) -> Result<(), sqlx::Error> {
    let size = i64::try_from(file.body.len()).map_err(|error| sqlx::Error::Encode(error.into()))?;
    let sql = "INSERT INTO form_files (hash, media, size, body) VALUES ($1, $2, $3, $4) ON CONFLICT (hash) DO NOTHING";
    sqlx::query(sql)
        .bind(file.hash.clone())
        .bind(file.kind.media_type())
        .bind(size)
        .bind(file.body.clone())
        .execute(&mut **transaction)
        .await?;
    Ok(())
}

/// Puts a file of the hall's folder under its name, where that is free or has one of the folder. A name that somebody
/// has taken away gets no content that it has had before. Whatever is done meanwhile through another server is seen:
/// every statement looks for itself, and the first one writes, so that nobody else writes before the end.
///
/// # Errors
/// When the database fails.
pub async fn take_of_folder(
    transaction: &mut Transaction<'_, Any>,
    hall: &HallId,
    name: &str,
    file: &File,
    at: Moment,
) -> Result<(), sqlx::Error> {
    let sql = "INSERT INTO form_folder (hall, name, hash) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    let query = sqlx::query(sql).bind(hall.to_string()).bind(name.to_owned()).bind(file.hash.clone());
    let new = query.execute(&mut **transaction).await?.rows_affected() == 1;
    let sql = if new {
        "INSERT INTO form_names (hall, name, hash, at) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (hall, name) DO UPDATE SET hash = excluded.hash, at = excluded.at \
         WHERE form_names.actor IS NULL"
    } else {
        "UPDATE form_names SET hash = $3, at = $4 \
         WHERE hall = $1 AND name = $2 AND actor IS NULL AND hash <> $3"
    };
    let query = sqlx::query(sql).bind(hall.to_string()).bind(name.to_owned()).bind(file.hash.clone());
    let put = query.bind(at.unix_ms()).execute(&mut **transaction).await?.rows_affected() == 1;
    if put { keep(transaction, file).await } else { Ok(()) }
}

/// Takes a name away; false when there is none. The content stays: paper and phones may still ask for it.
///
/// # Errors
/// When the database fails.
pub async fn remove(
    transaction: &mut Transaction<'_, Any>,
    hall: &HallId,
    name: &str,
) -> Result<bool, sqlx::Error> {
    let sql = "DELETE FROM form_names WHERE hall = $1 AND name = $2";
    let query = sqlx::query(sql).bind(hall.to_string()).bind(name.to_owned());
    Ok(query.execute(&mut **transaction).await?.rows_affected() == 1)
}

fn row(row: &AnyRow) -> Result<Row, sqlx::Error> {
    Ok(Row {
        name: row.try_get("name")?,
        hash: row.try_get("hash")?,
        kind: kind(row)?,
        size: crate::catalog::store::number(row, "size")?,
        at: Moment::from_unix_ms(row.try_get("at")?),
        by: row.try_get("actor")?,
    })
}

fn kind(row: &AnyRow) -> Result<FormKind, sqlx::Error> {
    let media: String = row.try_get("media")?;
    let kind = FormKind::ALL.into_iter().find(|kind| kind.media_type() == media);
    kind.ok_or_else(|| sqlx::Error::Decode(media.into()))
}
