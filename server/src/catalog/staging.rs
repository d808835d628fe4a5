//! Reads a file beside the runtime's threads and keeps what comes of it: the report, the difference to the
//! version in force, the catanotes. Nothing is published. Whoever waits is told how far it is, on every server of
//! the hall, because the progress stands in the database.

use super::findings::{Part, Writer};
use super::imports::{self, Begun, Read};
use super::notes::{NOTE, Notes};
use super::pack::{Packed, pack};
use super::{import, store};
use crate::clock::Clock;
use crate::forms;
use crate::staff::audit::{self, By};
use hall::api::{ImportMode, ImportProgress, ImportStage, ImportSummary};
use hall::catalog::{Catalog, Diff, Finding, Report};
use hall::code::Code;
use hall::moment::Day;
use hall::profile::Hall;
use hall::staff::Act;
use sqlx::AnyPool;
use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tokio::sync::{mpsc, watch};

/// Parts of the list of findings that wait to be stored.
const PARTS: usize = 2;

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
        let mut base =
            store::version(&pool, &hall.id, base).await.map_err(unavailable)?.ok_or(Code::UnknownVersion)?;
        let today = clock.now().business_day(hall.rules.day_starts_at);
        base.settle(today);
        let forms = forms::names(&pool, &hall.id).await.map_err(unavailable)?;
        let first = ImportProgress { stage: ImportStage::Reading, done: 0, total: 0 };
        let (progress, mut heard) = watch::channel(first);
        let (found, mut parts) = mpsc::channel(PARTS);
        let stop = Stop::default();
        let about = About { hall, base, today, forms, stop: stop.0.clone() };
        let mut work = tokio::task::spawn_blocking(move || read(&file, &about, &progress, found));
        let notes = Notes { pool: &pool, clock, id: &id };
        let mut note = tokio::time::interval(NOTE);
        let (read, report) = loop {
            tokio::select! {
                done = &mut work => break done.map_err(|error| {
                    tracing::error!(%error, "reading a file has failed");
                    Code::Internal
                })??,
                // what nobody wants any more is kept nowhere
                Some(part) = parts.recv() => if !stop.is_set() {
                    let progress = *heard.borrow();
                    if !notes.keep(part, progress).await.map_err(unavailable)? {
                        stop.set();
                    }
                },
                Ok(()) = heard.changed() => tell(*heard.borrow_and_update()),
                _ = note.tick() => {
                    let progress = *heard.borrow();
                    if !notes.note(progress).await {
                        stop.set();
                    }
                }
            }
        };
        let storing = ImportProgress { stage: ImportStage::Storing, done: 0, total: 0 };
        tell(storing);
        let summary = read.summary;
        let stored = notes.noting(storing, async {
            while let Some(part) = parts.recv().await {
                if !notes.keep(part, storing).await? {
                    return Ok(false);
                }
            }
            imports::ready(&pool, &id, read).await
        });
        match stored.await.map_err(unavailable)? {
            true => Ok(Outcome { report, summary }),
            false => Err(Code::UnknownImport),
        }
    }
}

/// Tells the thread that reads to stop: set when the import is gone, on whichever server it was dropped, and when
/// nobody waits for it any more.
#[derive(Default)]
struct Stop(Arc<AtomicBool>);

impl Stop {
    fn set(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    fn is_set(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

impl Drop for Stop {
    fn drop(&mut self) {
        self.set();
    }
}

fn unavailable(error: sqlx::Error) -> Code {
    tracing::error!(%error, "database error");
    Code::Unavailable
}

/// What a file is compared with.
struct About {
    hall: Arc<Hall>,
    base: Catalog,
    today: Day,
    forms: BTreeSet<String>,
    stop: Arc<AtomicBool>,
}

/// Everything that takes long, where blocking is allowed.
fn read(
    file: &File,
    about: &About,
    progress: &watch::Sender<ImportProgress>,
    found: mpsc::Sender<Part>,
) -> Result<(Read, Report), Code> {
    let About { hall, base, today, forms, stop } = about;
    let id = &hall.id;
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
    let writer = RefCell::new(Writer::new(found));
    let lost = Cell::new(None);
    let write = |finding: &Finding| {
        if let Err(error) = writer.borrow_mut().write(finding) {
            lost.set(Some(error));
        }
    };
    let task = import::Task {
        forms: Some(forms),
        progress: &tell,
        found: &write,
        stop: &|| stop.load(Ordering::Relaxed),
        ..import::Task::new(mode, hall, base, *today)
    };
    let outcome = import::read(&file.name, &file.bytes, &task).map_err(|unreadable| {
        if unreadable.code == Code::UnknownImport {
            tracing::info!(hall = %id, "reading a file was stopped");
            return unreadable.code;
        }
        tracing::warn!(hall = %id, code = %unreadable.code, detail = unreadable.detail, "a file cannot be read");
        unreadable.code
    })?;
    lost.take().map_or(Ok(()), Err).and_then(|()| writer.into_inner().end()).map_err(|error| {
        tracing::error!(hall = %id, %error, "cannot keep what was found in a file");
        Code::Unavailable
    })?;
    let import::Outcome { catalog, report } = outcome;
    progress.send_replace(ImportProgress { stage: ImportStage::Comparing, done: 0, total: 0 });
    let go_on = || if stop.load(Ordering::Relaxed) { Err(Code::UnknownImport) } else { Ok(()) };
    go_on()?;
    let diff = Diff::between(base, &catalog);
    go_on()?;
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
