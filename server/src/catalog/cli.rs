//! `server import` and `server catalog`: catalogs from the server's own terminal. A running server follows within
//! two seconds. Progress goes to standard error, the report to standard output, in both languages.

use super::staging::{File, Outcome, Staged};
use super::versions::{Done, before_the_first, publish_import, roll_back, take_file};
use super::{findings, import, load, store};
use crate::clock::Clock;
use crate::db;
use crate::staff::audit::{Actor, By};
use clap::{Args, Subcommand};
use hall::api::{ImportMode, ImportProgress, ImportStage};
use hall::catalog::{Catalog, Change, ChangeKind, Diff, Finding};
use hall::code::Code;
use hall::id::HallId;
use hall::profile::Hall;
use hall::text::{Phrase, Text};
use sqlx::AnyPool;
use std::cell::Cell;
use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

type Failure = Box<dyn std::error::Error>;

/// Between two lines of progress.
const SAY: Duration = Duration::from_millis(500);

hall::phrases! {
    /// A stage.
    READING = "读取" / "reading";
    /// A stage.
    CHECKING = "检查" / "checking";
    /// A stage.
    COMPARING = "比对" / "comparing";
    /// A stage.
    STORING = "保存" / "storing";
    /// A change.
    ADDED = "新增" / "added";
    /// A change.
    REMOVED = "移除" / "removed";
    /// A change.
    CHANGED = "修改" / "changed";
}

/// Which database, and which halls.
#[derive(Debug, Args)]
struct Place {
    /// Folder of the embedded database.
    #[arg(long, env = "MINGTANG_DATA", default_value = "./data", global = true)]
    data: PathBuf,
    /// PostgreSQL instead of the embedded database.
    #[arg(long, env = "MINGTANG_DATABASE", hide_env_values = true, global = true)]
    database: Option<String>,
    /// Folder with one sub-folder a hall; the built-in sample hall when absent.
    #[arg(long, env = "MINGTANG_HALLS", global = true)]
    halls: Option<PathBuf>,
    /// The hall.
    #[arg(long, default_value = "shili", global = true)]
    hall: HallId,
}

impl Place {
    /// Opens the database; a hall that has no version yet gets its file as the first.
    async fn open(&self) -> Result<(AnyPool, Arc<Hall>), Failure> {
        let mut halls = load::halls(self.halls.as_deref())?.into_iter();
        let found = halls.find(|(hall, _)| hall.id == self.hall);
        let (hall, catalog) = found.ok_or_else(|| both(Code::UnknownHall.phrase()))?;
        let url = match &self.database {
            Some(url) => url.clone(),
            None => {
                std::fs::create_dir_all(&self.data)?;
                db::embedded_url(&self.data)
            }
        };
        let pool = db::open(&url).await?;
        if store::current(&pool, &hall.id).await?.is_none() {
            take_file(&pool, &hall, &catalog, Clock::default().now()).await?;
        }
        Ok((pool, Arc::new(hall)))
    }
}

/// `server import`.
#[derive(Debug, Args)]
pub struct Import {
    #[command(flatten)]
    place: Place,
    /// The file is the whole catalog: what it does not name is removed.
    #[arg(long)]
    replace: bool,
    /// What the file names replaces what is there under the same id, everything else stays; so it is without
    /// either.
    #[arg(long, conflicts_with = "replace")]
    merge: bool,
    /// Publish it when it was read; refused when somebody publishes something else meanwhile.
    #[arg(long)]
    publish: bool,
    /// What to say about the version.
    #[arg(long)]
    note: Option<String>,
    /// The file: xlsx, csv or json.
    file: PathBuf,
}

impl Import {
    /// Does it.
    ///
    /// # Errors
    /// Whatever stops it, in words for the person at the terminal.
    pub async fn run(self) -> Result<(), Failure> {
        let bytes = std::fs::read(&self.file).map_err(|error| format!("{}: {error}", self.file.display()))?;
        let name = self.file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let mode = if self.replace { ImportMode::Replace } else { ImportMode::Merge };
        let (pool, hall) = self.place.open().await?;
        let by = By { actor: Actor::Terminal, at: Clock::default().now(), reason: self.note.as_deref() };
        let file = File { name, mode, bytes };
        let staged = Staged::begin(&pool, Clock::default(), hall.clone(), file, &by).await?;
        let id = staged.id.clone();
        let said = Cell::new(None::<Instant>);
        let read = staged.read(|progress| {
            if said.get().is_none_or(|at| at.elapsed() >= SAY) {
                said.set(Some(Instant::now()));
                eprintln!("{}", line_of(progress));
            }
        });
        let outcome = read.await.map_err(|code| both(code.phrase()))?;
        print_report(&outcome)?;
        if self.publish {
            let by = By { at: Clock::default().now(), ..by };
            let done = publish_import(&pool, &hall.id, &id, by).await.map_err(words)?;
            println!("{}", in_force(&done));
        } else {
            println!("已读入，尚未发布；可在窗口工作台的“事项目录”页发布，导入编号 {id}");
            println!(
                "Read and not published: publish import {id} at the desk, or import again with --publish"
            );
        }
        pool.close().await;
        Ok(())
    }
}

fn line_of(progress: ImportProgress) -> String {
    let stage = match progress.stage {
        ImportStage::Reading => READING,
        ImportStage::Checking => CHECKING,
        ImportStage::Comparing => COMPARING,
        ImportStage::Storing => STORING,
    };
    match (progress.done, progress.total) {
        (0, 0) => both(stage),
        (done, 0) => format!("{} {done}", both(stage)),
        (done, total) => format!("{} {done}/{total}", both(stage)),
    }
}

fn both(phrase: Phrase) -> String {
    format!("{} / {}", phrase.zh, phrase.en)
}

fn said(text: &Text) -> String {
    if text.zh == text.en { text.zh.clone() } else { format!("{} / {}", text.zh, text.en) }
}

fn words(fault: super::versions::Fault) -> Failure {
    match fault {
        super::versions::Fault::Refused(code) => both(code.phrase()).into(),
        other => other.into(),
    }
}

fn in_force(done: &Done) -> String {
    let (version, at) = (done.current.version, done.current.at.rfc3339());
    format!("现行第 {version} 版，{at} 发布 / Version {version} is in force, published {at}")
}

/// Every finding; of a severity with more than are kept, how many more there were.
fn print_report(outcome: &Outcome) -> std::io::Result<()> {
    let (report, summary) = (&outcome.report, &outcome.summary);
    let mut out = std::io::stdout().lock();
    for (list, total) in [
        (&report.refused, report.totals.refused),
        (&report.warnings, report.totals.warnings),
        (&report.cleaned, report.totals.cleaned),
    ] {
        for finding in list {
            writeln!(out, "{}", line(finding))?;
        }
        let kept = u32::try_from(list.len()).unwrap_or(u32::MAX);
        if let (Some(more), Some(finding)) = (total.checked_sub(kept).filter(|more| *more > 0), list.first())
        {
            writeln!(out, "{}：另有 {more} 条 / {more} more", both(findings::words(finding.severity)))?;
        }
    }
    let changes = summary.changes;
    writeln!(
        out,
        "收下 {} 项，未收 {} 项；目录共 {} 项：新增 {}，修改 {}，移除 {}，其他 {}",
        summary.accepted,
        summary.left_out,
        summary.items,
        changes.added,
        changes.changed,
        changes.removed,
        changes.others
    )?;
    writeln!(
        out,
        "{} items taken, {} left out; the catalog would have {}: {} added, {} changed, {} removed, {} other changes",
        summary.accepted,
        summary.left_out,
        summary.items,
        changes.added,
        changes.changed,
        changes.removed,
        changes.others
    )
}

/// Where, which matter, which field, what is wrong, what to do.
fn line(finding: &Finding) -> String {
    let mut parts = vec![both(findings::words(finding.severity))];
    let called = findings::called;
    parts.extend(finding.sheet.as_deref().map(|sheet| called(finding.sheet_name.as_ref(), sheet)));
    parts.extend(finding.row.map(|row| row.to_string()));
    parts.extend(finding.item.clone());
    parts.extend(finding.item_name.as_ref().map(|name| name.zh.clone()));
    let field = called(finding.field_name.as_ref(), &finding.field);
    parts.extend([field, finding.code.clone(), said(&finding.message)]);
    parts.extend(finding.suggestion.as_ref().map(said));
    parts.join("\t")
}

/// `server catalog`.
#[derive(Debug, Args)]
pub struct Versions {
    #[command(flatten)]
    place: Place,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// List the versions, newest first; `*` marks the one in force.
    Versions,
    /// What is different in a version, in comparison with the one before it.
    Diff {
        /// Compare with this version instead.
        #[arg(long)]
        with: Option<u32>,
        /// The version.
        version: u32,
    },
    /// Bring a version into force again.
    Publish {
        /// Why.
        #[arg(long)]
        note: Option<String>,
        /// The version.
        version: u32,
    },
    /// Write the workbook to fill in.
    Template {
        /// Where to.
        file: PathBuf,
    },
}

impl Versions {
    /// Does it.
    ///
    /// # Errors
    /// Whatever stops it, in words for the person at the terminal.
    pub async fn run(self) -> Result<(), Failure> {
        let (pool, hall) = self.place.open().await?;
        let done = act(&pool, &hall, self.command).await;
        pool.close().await;
        done
    }
}

async fn act(pool: &AnyPool, hall: &Hall, command: Command) -> Result<(), Failure> {
    match command {
        Command::Versions => {
            for version in store::list(pool, &hall.id).await? {
                let mark = if version.current { "*" } else { " " };
                let by = version.published_by.unwrap_or_default();
                let note = version.note.unwrap_or_default();
                let (number, at) = (version.version, version.published_at.rfc3339());
                println!("{mark}{number}\t{at}\t{by}\t{}\t{}\t{note}", version.items, version.file);
            }
        }
        Command::Diff { with, version } => {
            let of = async |version: u32| -> Result<Catalog, Failure> {
                let found = store::version(pool, &hall.id, version).await?;
                found.ok_or_else(|| both(Code::UnknownVersion.phrase()).into())
            };
            let with = with.or_else(|| version.checked_sub(1)).filter(|with| *with > 0);
            let new = of(version).await?;
            let old = match with {
                Some(with) => of(with).await?,
                None => before_the_first(&new),
            };
            let diff = Diff::between(&old, &new);
            let mut out = std::io::stdout().lock();
            for change in &diff.changes {
                write_change(&mut out, change)?;
            }
        }
        Command::Publish { note, version } => {
            let by = By { actor: Actor::Terminal, at: Clock::default().now(), reason: note.as_deref() };
            println!("{}", in_force(&roll_back(pool, &hall.id, version, None, by).await.map_err(words)?));
        }
        Command::Template { file } => std::fs::write(file, import::template::template(hall))?,
    }
    Ok(())
}

fn write_change(out: &mut impl Write, change: &Change) -> std::io::Result<()> {
    let kind = match change.kind {
        ChangeKind::Added => ADDED,
        ChangeKind::Removed => REMOVED,
        ChangeKind::Changed => CHANGED,
    };
    writeln!(out, "{}\t{}\t{}", both(kind), change.id, said(&change.name))?;
    for field in &change.fields {
        let flat = |text: &Text| said(text).replace('\n', "；");
        writeln!(out, "\t{}\t- {}\t+ {}", said(&field.label), flat(&field.old), flat(&field.new))?;
    }
    Ok(())
}
