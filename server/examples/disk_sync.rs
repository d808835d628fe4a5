//! How often the disk itself can make something durable: one small append and one `fdatasync` after the other,
//! beside which every other figure has to be read. Prints `{"per_second":…}`.
//!
//! `disk_sync SECONDS`

use std::io::Write;
use std::time::{Duration, Instant};

/// About what the log of a database grows by for one number.
const BYTES: usize = 4096;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let seconds: u64 = std::env::args().nth(1).ok_or("SECONDS")?.parse()?;
    let folder = tempfile::tempdir()?;
    let mut file = std::fs::File::create(folder.path().join("log"))?;
    let (started, mut count) = (Instant::now(), 0_u64);
    while started.elapsed() < Duration::from_secs(seconds) {
        file.write_all(&[7; BYTES])?;
        file.sync_data()?;
        count += 1;
    }
    println!("{{\"per_second\":{:.0}}}", count as f64 / started.elapsed().as_secs_f64());
    Ok(())
}
