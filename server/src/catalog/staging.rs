//! Reads a file beside the runtime's threads and keeps what comes of it: the report, the difference to the
//! version in force, the catalog. Nothing is published. Whoever waits is told how far it is, on every server of
//! the hall, because the progress stands in the database.

use super::imports::{self, Begun, Read};
use super::pack::{Packed, pack};
use super::{import, store};
use crate::clock::Clock;
use crate::staff::audit::{self, By};
use hall::api::{ImportMode, ImportProgress, ImportStage, ImportSummary};
use hall::catalog::{Catalog, Diff, Report};
use hall::code::Code;
use hall::id::HallId;
use hall::profile::Hall;
use hall::staff::Act;
use sqlx::AnyPool;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

/// How often the progress is noted.
const NOTE: Duration = Duration::from_millis(500);

/// A file to read.
pub struct File {
    /// Its name.
    pub name: String,
    /// How it is taken.
    pub mode: ImportMode,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// A file that is being read.
pub struct Staged {
    pool: AnyPool,
    clock: Clock,
    hall: Arc<Hall>,
    /// The name of the import.
    pub id: String,
    base: u32,
    file: File,
}

/// What the command line shows beside what is kept.
pub struct Outcome {
    /// What was found.
    pub report: Report,
    /// In figures.
    pub summary: ImportSummary,
}

impl Staged {
    /// Notes that a file is going to be read, by whom and in comparison with which version.
    ///
    /// # Errors
    /// When the database fails or the hall has no version yet.
    pub async fn begin(
        pool: &AnyPool,
        clock: Clock,
        hall: Arc<Hall>,
        file: File,
        by: &By<'_>,
    ) -> Result<Self, sqlx::Error> {
        let current = store::current(pool, &hall.id).await?.ok_or(sqlx::Error::RowNotFound)?;
        let random = getrandom::u64().map_err(|error| sqlx::Error::Protocol(error.to_string()))?;
        let id = format!("{random:016x}");
        let (actor, base) = (by.actor.as_str(), current.version);
        let begun = Begun { id: &id, actor, at: by.at, file: &file.name, mode: file.mode, base };
        let mut transaction = pool.begin().await?;
        imports::begin(&mut transaction, &hall.id, begun).await?;
        audit::append(&mut transaction, &hall.id, by, Act::CatalogImported, &file.name).await?;
        transaction.commit().await?;
        Ok(Self { pool: pool.clone(), clock, hall, id, base, file })
    }

    /// Reads it and keeps what comes of it; `tell` hears how far it is.
    ///
    /// # Errors
    /// The code that stands with the failed import.
    pub async fn read(self, tell: impl Fn(ImportProgress)) -> Result<Outcome, Code> {
        let (pool, id, hall) = (self.pool.clone(), self.id.clone(), self.hall.id.clone());
        let done = self.work(tell).await;
        if let Err(code) = &done
            && let Err(error) = imports::fail(&pool, &id, *code).await
        {
            // it goes silent, and is taken for interrupted
            tracing::error!(%hall, %error, "cannot note that a file was not read");
        }
        done
    }

    async fn work(self, tell: impl Fn(ImportProgress)) -> Result<Outcome, Code> {
        let Self { pool, clock, hall, id, base, file } = self;
        let base =
            store::version(&pool, &hall.id, base).await.map_err(unavailable)?.ok_or(Code::UnknownVersion)?;
        let first = ImportProgress { stage: ImportStage::Reading, done: 0, total: 0 };
        let (progress, mut heard) = watch::channel(first);
        let id_of_hall = hall.id.clone();
        let mut work = tokio::task::spawn_blocking(move || read(&id_of_hall, &file, &hall, &base, &progress));
        let mut note = tokio::time::interval(NOTE);
        let (read, report) = loop {
            tokio::select! {
                done = &mut work => break done.map_err(|error| {
                    tracing::error!(%error, "reading a file has failed");
                    Code::Internal
                })??,
                Ok(()) = heard.changed() => tell(*heard.borrow_and_update()),
                _ = note.tick() => {
                    let progress = *heard.borrow();
                    // a progress that is not noted only looks old
                    let _ = imports::touch(&pool, &id, progress, clock.now()).await;
                }
            }
        };
        let summary = read.summary;
        match imports::ready(&pool, &id, read).await.map_err(unavailable)? {
            true => Ok(Outcome { report, summary }),
            false => Err(Code::UnknownImport),
        }
    }
}

fn unavailable(error: sqlx::Error) -> Code {
    tracing::error!(%error, "database error");
    Code::Unavailable
}

/// Everything that takes long, where blocking is allowed.
fn read(
    id: &HallId,
    file: &File,
    hall: &Hall,
    base: &Catalog,
    progress: &watch::Sender<ImportProgress>,
) -> Result<(Read, Report), Code> {
    let tell = |import::Progress { stage, done, total }| {
        let stage = match stage {
            import::Stage::Reading => ImportStage::Reading,
            import::Stage::Checking => ImportStage::Checking,
        };
        progress.send_replace(ImportProgress { stage, done, total });
    };
    let mode = match file.mode {
        ImportMode::Merge => import::Mode::Merge,
        ImportMode::Replace => import::Mode::Replace,
    };
    let outcome = import::read(&file.name, &file.bytes, mode, hall, base, &tell).map_err(|unreadable| {
        tracing::warn!(hall = %id, code = %unreadable.code, detail = unreadable.detail, "a file cannot be read");
        unreadable.code
    })?;
    let import::Outcome { catalog, report } = outcome;
    progress.send_replace(ImportProgress { stage: ImportStage::Storing, done: 0, total: 0 });
    let diff = Diff::between(base, &catalog);
    let internal = |error: &dyn std::error::Error| {
        tracing::error!(hall = %id, %error, "cannot pack a catalog");
        Code::Internal
    };
    let packed = Packed::new(&catalog).map_err(|error| internal(&error))?;
    let summary = ImportSummary {
        accepted: report.accepted,
        left_out: report.left_out,
        refused: report.totals.refused,
        warnings: report.totals.warnings,
        cleaned: report.totals.cleaned,
        items: packed.items,
        changes: diff.counts,
    };
    let read = Read {
        summary,
        report: serde_json::to_string(&report).map_err(|error| internal(&error))?,
        diff: pack(&diff).map_err(|error| internal(&error))?,
        packed,
    };
    Ok((read, report))
}
