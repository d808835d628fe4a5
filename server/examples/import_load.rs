//! How long the import of a large workbook takes and how much memory: makes a dirty workbook of so many matters in
//! a process of its own, then reads it as the server does. Prints
//! `{"items":…,"accepted":…,"file_mib":…,"told":…,"seconds":…,"peak_mib":…}`; `told` is how often progress was told.
//!
//! `import_load ITEMS`

#[path = "../tests/support/workbook.rs"]
mod workbook;

use server::catalog::import::{self, Mode};
use server::catalog::load;
use std::cell::Cell;
use std::process::Command;
use std::time::Instant;

fn main() -> Result<(), Box<dyn std::error::Error>> {
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
    let bytes = std::fs::read(&path)?;
    let (started, told) = (Instant::now(), Cell::new(0_u32));
    let today = server::clock::Clock::default().now().day();
    let progress = |_| told.set(told.get() + 1);
    let task = import::Task { progress: &progress, ..import::Task::new(Mode::Replace, &hall, &base, today) };
    let outcome = import::read("export.xlsx", &bytes, &task)?;
    let seconds = started.elapsed().as_secs_f64();
    let status = std::fs::read_to_string("/proc/self/status")?;
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).ok_or("VmHWM")?;
    let peak: f64 = peak.split_whitespace().next().ok_or("VmHWM")?.parse()?;
    println!(
        "{{\"items\":{items},\"accepted\":{},\"file_mib\":{:.1},\"told\":{},\"seconds\":{seconds:.2},\"peak_mib\":{:.0}}}",
        outcome.report.accepted,
        bytes.len() as f64 / 1_048_576.0,
        told.get(),
        peak / 1024.0
    );
    Ok(())
}
