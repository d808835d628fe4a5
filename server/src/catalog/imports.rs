//! SQL of what was read from files and is not published yet.

use super::findings;
use super::pack::{Packed, unpack};
use super::store::number;
use hall::api::{ImportMode, ImportProgress, ImportStage, ImportState, ImportSummary, ImportView};
use hall::catalog::{Diff, Report};
use hall::code::Code;
use hall::id::HallId;
use hall::moment::Moment;
use serde::de::DeserializeOwned;
use sqlx::any::AnyRow;
use sqlx::{Any, AnyPool, AssertSqlSafe, Executor, Row, Transaction};

/// A row that is being read and was not touched for so many seconds belongs to a process that has ended.
const SILENT_SECONDS: u32 = 30;
/// What nobody published is forgotten after so many seconds.
const KEPT_SECONDS: i64 = 30 * 24 * 60 * 60;
/// Imports that are listed.
const LISTED: i64 = 100;

/// An import, without what was read.
#[derive(Clone, Debug)]
pub struct Import {
    /// Its name.
    pub id: String,
    /// The file.
    pub file: String,
    /// How it is taken.
    pub mode: ImportMode,
    /// The version it was compared with.
    pub base: u32,
    /// The version it became.
    pub version: Option<u32>,
    state: String,
    at: Moment,
    by: Option<String>,
    stage: String,
    done: u32,
    total: u32,
    seen_at: Moment,
    fault: Option<String>,
    summary: Option<ImportSummary>,
}

const COLUMNS: &str =
    "id, at, actor, file, mode, state, base, stage, done, total, seen_at, fault, summary, version";

impl Import {
    fn read(row: &AnyRow) -> Result<Self, sqlx::Error> {
        let summary: Option<String> = row.try_get("summary")?;
        Ok(Self {
            id: row.try_get("id")?,
            file: row.try_get("file")?,
            mode: match row.try_get::<String, _>("mode")?.as_str() {
                "replace" => ImportMode::Replace,
                _ => ImportMode::Merge,
            },
            base: number(row, "base")?,
            version: row.try_get::<Option<i64>, _>("version")?.and_then(|version| version.try_into().ok()),
            state: row.try_get("state")?,
            at: Moment::from_unix_ms(row.try_get("at")?),
            by: row.try_get("actor")?,
            stage: row.try_get("stage")?,
            done: number(row, "done")?,
            total: number(row, "total")?,
            seen_at: Moment::from_unix_ms(row.try_get("seen_at")?),
            fault: row.try_get("fault")?,
            summary: summary.as_deref().map(json).transpose()?,
        })
    }

    /// It was read and waits to be published.
    #[must_use]
    pub fn is_ready(&self) -> bool {
        self.state == "ready"
    }

    /// Somebody reads it, or did when the program ended.
    #[must_use]
    pub fn is_reading(&self) -> bool {
        self.state == "reading"
    }

    /// Whether any matter of the file was taken.
    #[must_use]
    pub fn has_matters(&self) -> bool {
        self.summary.is_none_or(|summary| summary.accepted > 0)
    }

    /// As people see it, with the version in force now.
    #[must_use]
    pub fn view(self, current: u32, now: Moment) -> ImportView {
        let silent = now.seconds_since(self.seen_at) > SILENT_SECONDS;
        let state = match self.state.as_str() {
            "ready" => ImportState::Ready,
            "published" => ImportState::Published,
            "reading" if !silent => ImportState::Reading,
            _ => ImportState::Failed,
        };
        let stage = match self.stage.as_str() {
            "storing" => ImportStage::Storing,
            "comparing" => ImportStage::Comparing,
            "checking" => ImportStage::Checking,
            _ => ImportStage::Reading,
        };
        let reading = state == ImportState::Reading;
        let fault = || {
            let code = Code::ALL.iter().find(|code| Some(code.as_str()) == self.fault.as_deref());
            code.map_or_else(|| INTERRUPTED.text(), |code| code.phrase().text())
        };
        ImportView {
            stale: self.base != current && matches!(state, ImportState::Ready | ImportState::Reading),
            progress: reading.then_some(ImportProgress { stage, done: self.done, total: self.total }),
            fault: (state == ImportState::Failed).then(fault),
            id: self.id,
            file: self.file,
            mode: self.mode,
            state,
            at: self.at,
            by: self.by,
            base: self.base,
            summary: self.summary,
            version: self.version,
        }
    }
}

hall::phrases! {
    /// Why an import has failed that nobody reads any more.
    INTERRUPTED = "导入中断，请重新导入" / "The import was interrupted. Please import again.";
}

/// As in the table.
#[must_use]
pub const fn stage_name(stage: ImportStage) -> &'static str {
    match stage {
        ImportStage::Reading => "reading",
        ImportStage::Checking => "checking",
        ImportStage::Comparing => "comparing",
        ImportStage::Storing => "storing",
    }
}

/// A file that is going to be read.
#[derive(Clone, Copy, Debug)]
pub struct Begun<'a> {
    /// Its name.
    pub id: &'a str,
    /// Who sent it.
    pub actor: Option<&'a str>,
    /// When.
    pub at: Moment,
    /// The name of the file.
    pub file: &'a str,
    /// How it is taken.
    pub mode: ImportMode,
    /// The version in force.
    pub base: u32,
}

/// Adds an import, and forgets those that nobody published for a month.
///
/// # Errors
/// When the database fails.
pub async fn begin(
    transaction: &mut Transaction<'_, Any>,
    hall: &HallId,
    begun: Begun<'_>,
) -> Result<(), sqlx::Error> {
    let sql = "INSERT INTO catalog_imports (id, hall, at, actor, file, mode, state, base, stage, done, total, seen_at) \
               VALUES ($1, $2, $3, $4, $5, $6, 'reading', $7, 'reading', 0, 0, $3)";
    sqlx::query(sql)
        .bind(begun.id.to_owned())
        .bind(hall.to_string())
        .bind(begun.at.unix_ms())
        .bind(begun.actor.map(str::to_owned))
        .bind(begun.file.to_owned())
        .bind(if begun.mode == ImportMode::Replace { "replace" } else { "merge" })
        .bind(i64::from(begun.base))
        .execute(&mut **transaction)
        .await?;
    sqlx::query("DELETE FROM catalog_imports WHERE hall = $1 AND state <> 'published' AND at < $2")
        .bind(hall.to_string())
        .bind(begun.at.plus_seconds(-KEPT_SECONDS).unix_ms())
        .execute(&mut **transaction)
        .await?;
    findings::forget(transaction, begun.at.plus_seconds(-KEPT_SECONDS).unix_ms()).await
}

/// Notes how far a file is. False when it is no longer to be read: it was dropped. In a transaction nobody drops it
/// before the end of that.
///
/// # Errors
/// When the database fails.
pub async fn touch<'e>(
    executor: impl Executor<'e, Database = Any>,
    id: &str,
    progress: ImportProgress,
    now: Moment,
) -> Result<bool, sqlx::Error> {
    let sql = "UPDATE catalog_imports SET stage = $2, done = $3, total = $4, seen_at = $5 \
               WHERE id = $1 AND state = 'reading'";
    let done = sqlx::query(sql)
        .bind(id.to_owned())
        .bind(stage_name(progress.stage))
        .bind(i64::from(progress.done))
        .bind(i64::from(progress.total))
        .bind(now.unix_ms())
        .execute(executor)
        .await?;
    Ok(done.rows_affected() == 1)
}

/// What was read, ready to be kept.
#[derive(Clone, Debug)]
pub struct Read {
    /// In figures.
    pub summary: ImportSummary,
    /// What was found, as JSON.
    pub report: String,
    /// The difference to the base, packed.
    pub diff: Vec<u8>,
    /// The catalog.
    pub packed: Packed,
}

/// Keeps what was read. False when the import was dropped meanwhile.
///
/// # Errors
/// When the database fails.
pub async fn ready(pool: &AnyPool, id: &str, read: Read) -> Result<bool, sqlx::Error> {
    let summary = serde_json::to_string(&read.summary).map_err(|error| sqlx::Error::Encode(error.into()))?;
    let sql = "UPDATE catalog_imports SET state = 'ready', summary = $2, report = $3, diff = $4, items = $5, \
               digest = $6, body = $7 WHERE id = $1 AND state = 'reading'";
    let done = sqlx::query(sql)
        .bind(id.to_owned())
        .bind(summary)
        .bind(read.report)
        .bind(read.diff)
        .bind(i64::from(read.packed.items))
        .bind(read.packed.digest)
        .bind(read.packed.body)
        .execute(pool)
        .await?;
    Ok(done.rows_affected() == 1)
}

/// Notes that a file could not be read.
///
/// # Errors
/// When the database fails.
pub async fn fail(pool: &AnyPool, id: &str, code: Code) -> Result<(), sqlx::Error> {
    sqlx::query(
        "UPDATE catalog_imports SET state = 'failed', fault = $2 WHERE id = $1 AND state = 'reading'",
    )
    .bind(id.to_owned())
    .bind(code.as_str())
    .execute(pool)
    .await?;
    Ok(())
}

/// Notes that an import became a version; the catalog itself stands there now. False when it was not ready.
///
/// # Errors
/// When the database fails.
pub async fn published(
    transaction: &mut Transaction<'_, Any>,
    id: &str,
    version: u32,
) -> Result<bool, sqlx::Error> {
    let sql = "UPDATE catalog_imports SET state = 'published', version = $2, body = NULL \
               WHERE id = $1 AND state = 'ready'";
    let done =
        sqlx::query(sql).bind(id.to_owned()).bind(i64::from(version)).execute(&mut **transaction).await?;
    Ok(done.rows_affected() == 1)
}

/// Drops an import that was not published, with what was found in it; false when there is none.
///
/// # Errors
/// When the database fails.
pub async fn drop_one(
    transaction: &mut Transaction<'_, Any>,
    hall: &HallId,
    id: &str,
) -> Result<bool, sqlx::Error> {
    let sql = "DELETE FROM catalog_imports WHERE id = $1 AND hall = $2 AND state <> 'published'";
    let done =
        sqlx::query(sql).bind(id.to_owned()).bind(hall.to_string()).execute(&mut **transaction).await?;
    sqlx::query("DELETE FROM catalog_findings WHERE import NOT IN (SELECT id FROM catalog_imports)")
        .execute(&mut **transaction)
        .await?;
    Ok(done.rows_affected() == 1)
}

/// The newest imports of a hall, newest first.
///
/// # Errors
/// When the database fails.
pub async fn list(pool: &AnyPool, hall: &HallId) -> Result<Vec<Import>, sqlx::Error> {
    let sql = format!("SELECT {COLUMNS} FROM catalog_imports WHERE hall = $1 ORDER BY at DESC, id LIMIT $2");
    let query = sqlx::query(AssertSqlSafe(sql)).bind(hall.to_string()).bind(LISTED);
    query.fetch_all(pool).await?.iter().map(Import::read).collect()
}

/// An import of a hall.
///
/// # Errors
/// When the database fails.
pub async fn find(pool: &AnyPool, hall: &HallId, id: &str) -> Result<Option<Import>, sqlx::Error> {
    let sql = format!("SELECT {COLUMNS} FROM catalog_imports WHERE hall = $1 AND id = $2");
    let query = sqlx::query(AssertSqlSafe(sql)).bind(hall.to_string()).bind(id.to_owned());
    query.fetch_optional(pool).await?.as_ref().map(Import::read).transpose()
}

/// The catalog that was read; none when there is none, or none any more.
///
/// # Errors
/// When the database fails.
pub async fn packed(pool: &AnyPool, id: &str) -> Result<Option<Packed>, sqlx::Error> {
    let sql = "SELECT items, digest, body FROM catalog_imports WHERE id = $1 AND state = 'ready'";
    let row = sqlx::query(sql).bind(id.to_owned()).fetch_optional(pool).await?;
    row.map(|row| {
        Ok(Packed {
            items: number(&row, "items")?,
            digest: row.try_get("digest")?,
            body: row.try_get("body")?,
        })
    })
    .transpose()
}

/// What was found in a file; none before it was read.
///
/// # Errors
/// When the database fails.
pub async fn report(pool: &AnyPool, id: &str) -> Result<Option<Report>, sqlx::Error> {
    let sql = "SELECT report FROM catalog_imports WHERE id = $1";
    let row = sqlx::query(sql).bind(id.to_owned()).fetch_optional(pool).await?;
    let report = row.map(|row| row.try_get::<Option<String>, _>("report")).transpose()?.flatten();
    report.as_deref().map(json).transpose()
}

/// How what was read differs from its base; none before it was read.
///
/// # Errors
/// When the database fails.
pub async fn diff(pool: &AnyPool, id: &str) -> Result<Option<Diff>, sqlx::Error> {
    let sql = "SELECT diff FROM catalog_imports WHERE id = $1";
    let row = sqlx::query(sql).bind(id.to_owned()).fetch_optional(pool).await?;
    let diff = row.map(|row| row.try_get::<Option<Vec<u8>>, _>("diff")).transpose()?.flatten();
    diff.map(|diff| unpack(&diff)).transpose().map_err(sqlx::Error::Io)
}

fn json<T: DeserializeOwned>(text: &str) -> Result<T, sqlx::Error> {
    serde_json::from_str(text).map_err(|error| sqlx::Error::Decode(error.into()))
}
