//! How often the disk itself can make something durable: one small write into a file that is there and one
//! `fdatasync` after the other, as a database does in its log. Every other figure has to be read beside this
//! one. Prints `{"per_second":…}`.
//!
//! `disk_sync SECONDS`

use std::io::{Seek, SeekFrom, Write};
use std::time::{Duration, Instant};

/// About what the log of a database grows by for one number.
const BYTES: usize = 4096;
/// Size of the file in such pieces; it begins again at its end.
const PIECES: u64 = 1000;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let seconds: u64 = std::env::args().nth(1).ok_or("SECONDS")?.parse()?;
    let folder = tempfile::tempdir()?;
    let mut file = std::fs::File::create(folder.path().join("log"))?;
    for _ in 0..PIECES {
        file.write_all(&[0; BYTES])?;
    }
    file.sync_all()?;
    let (started, mut count) = (Instant::now(), 0_u64);
    while started.elapsed() < Duration::from_secs(seconds) {
        if count % PIECES == 0 {
            file.seek(SeekFrom::Start(0))?;
        }
        file.write_all(&[7; BYTES])?;
        file.sync_data()?;
        count += 1;
    }
    println!("{{\"per_second\":{:.0}}}", count as f64 / started.elapsed().as_secs_f64());
    Ok(())
}
