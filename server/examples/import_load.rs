//! How long the import of a large workbook takes and how much memory, from the file to the catalog that everybody is
//! served: makes a dirty workbook of so many matters in a process of its own, then reads, checks, compares, stores and
//! publishes it on a database of its own, as the server does. Prints one line of JSON: seconds of each phase,
//! `peak_mib` up to where a person may publish, `publish_peak_mib` of the whole; `told` is how often progress was told.
//!
//! `import_load ITEMS`; `MINGTANG_DATABASE=postgres://…` names an empty database instead of SQLite in a temporary folder.

#[path = "../tests/support/workbook.rs"]
mod workbook;

use hall::api::{ImportMode, ImportStage};
use server::catalog::shelf::Shelf;
use server::catalog::staging::{File, Staged};
use server::catalog::versions::{publish_import, take_file};
use server::catalog::{imports, load};
use server::clock::Clock;
use server::db;
use server::staff::audit::{Actor, By};
use std::cell::{Cell, RefCell};
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

type Failure = Box<dyn std::error::Error>;

/// Most memory that this process has had, in MiB.
fn peak() -> Result<f64, Failure> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).ok_or("VmHWM")?;
    Ok(peak.split_whitespace().next().ok_or("VmHWM")?.parse::<f64>()? / 1024.0)
}

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let args: Vec<String> = std::env::args().collect();
    let items: u32 = args.get(1).ok_or("ITEMS")?.parse()?;
    let (hall, base) = load::halls(None)?.remove(0);
    if let Some(path) = args.get(2) {
        let departments: Vec<String> = base.departments.iter().map(|d| d.id.to_string()).collect();
        return Ok(std::fs::write(path, workbook::workbook(items, &departments))?);
    }
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("export.xlsx");
    let made = Command::new(std::env::current_exe()?).arg(items.to_string()).arg(&path).status()?;
    if !made.success() {
        return Err("the workbook could not be made".into());
    }
    let url = std::env::var("MINGTANG_DATABASE").unwrap_or_else(|_| db::embedded_url(folder.path()));
    let pool = db::open(&url).await?;
    let (hall, clock) = (Arc::new(hall), Clock::default());
    take_file(&pool, &hall, &base, clock.now()).await?;
    let (tell, told) = tokio::sync::watch::channel(0_u64);
    let shelf = Shelf::open(hall.clone(), pool.clone(), clock, told).await?;

    let bytes = std::fs::read(&path)?;
    let mib = bytes.len() as f64 / 1_048_576.0;
    let by = By::plain(Actor::Terminal, clock.now());
    let file = File { name: "export.xlsx".to_owned(), mode: ImportMode::Replace, bytes };
    let started = Instant::now();
    let staged = Staged::begin(&pool, clock, hall.clone(), file, &by).await?;
    let id = staged.id.clone();
    // when each stage began
    let stages: RefCell<Vec<(ImportStage, Instant)>> = RefCell::default();
    let count = Cell::new(0_u32);
    let outcome = staged
        .read(|progress| {
            count.set(count.get() + 1);
            let mut stages = stages.borrow_mut();
            if stages.last().is_none_or(|(last, _)| *last != progress.stage) {
                stages.push((progress.stage, Instant::now()));
            }
        })
        .await?;
    let (ready, stages) = (Instant::now(), stages.into_inner());
    let peak_mib = peak()?;
    let begin = |wanted: ImportStage| {
        stages.iter().find(|(stage, _)| *stage == wanted).map_or(started, |(_, at)| *at)
    };
    let [checking, comparing, storing] =
        [ImportStage::Checking, ImportStage::Comparing, ImportStage::Storing].map(begin);

    let done = publish_import(&pool, &hall.id, &id, By { at: clock.now(), ..by }).await?;
    let published = Instant::now();
    tell.send(1)?;
    while shelf.get().current.version != done.current.version {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let served = Instant::now();
    let found = imports::find(&pool, &hall.id, &id).await?.and_then(|import| import.version);
    if found != Some(done.current.version) {
        return Err("the import is not a version".into());
    }
    let seconds = |from: Instant, to: Instant| to.duration_since(from).as_secs_f64();
    println!(
        "{{\"items\":{items},\"accepted\":{},\"file_mib\":{mib:.1},\"told\":{},\"reading\":{:.2},\"checking\":{:.2},\
         \"comparing\":{:.2},\"storing\":{:.2},\"ready\":{:.2},\"publishing\":{:.2},\"serving\":{:.2},\
         \"peak_mib\":{peak_mib:.0},\"publish_peak_mib\":{:.0}}}",
        outcome.summary.accepted,
        count.get(),
        seconds(started, checking),
        seconds(checking, comparing),
        seconds(comparing, storing),
        seconds(storing, ready),
        seconds(started, ready),
        seconds(ready, published),
        seconds(published, served),
        peak()?
    );
    Ok(())
}
