//! Compression at build time, as strong as it gets, so that the server only has to choose a file. A
//! browser accepts brotli from a secure origin only, so a hall's plain network needs gzip as well.

use std::collections::BTreeMap;
use std::io::Write;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::{Result, bail};

use crate::cache;

/// What compression is worth the trouble for. Fonts are compressed already.
const COMPRESSIBLE: [&str; 7] = ["js", "wasm", "css", "svg", "json", "wav", "txt"];

/// All files and, for those below `a/` that are worth it, a brotli and a gzip copy. Two threads, the
/// largest files first.
pub fn compress(files: &BTreeMap<String, Vec<u8>>) -> Result<BTreeMap<String, Vec<u8>>> {
    let mut work: Vec<(&String, &Vec<u8>)> = files
        .iter()
        .filter(|(path, _)| {
            let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
            path.starts_with("a/") && COMPRESSIBLE.contains(&extension)
        })
        .collect();
    work.sort_by_key(|(_, bytes)| std::cmp::Reverse(bytes.len()));
    let next = AtomicUsize::new(0);
    let worker = || {
        let mut done = Vec::new();
        while let Some((path, bytes)) = work.get(next.fetch_add(1, Ordering::Relaxed)) {
            let key = cache::key([bytes.as_slice()]);
            done.push((
                format!("{path}.br"),
                cache::remember("compressed", &format!("{key}.br"), || brotli(bytes))?,
            ));
            done.push((
                format!("{path}.gz"),
                cache::remember("compressed", &format!("{key}.gz"), || gzip(bytes))?,
            ));
        }
        Ok::<_, anyhow::Error>(done)
    };
    let mut packed = files.clone();
    std::thread::scope(|scope| {
        let second = scope.spawn(worker);
        packed.extend(worker()?);
        let Ok(done) = second.join() else { bail!("the compressing thread panicked") };
        packed.extend(done?);
        Ok(packed)
    })
}

fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let settings = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 24,
        size_hint: bytes.len(),
        ..Default::default()
    };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut packed, &settings)?;
    Ok(packed)
}

fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}
