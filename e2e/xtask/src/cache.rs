//! Results of slow steps, kept under `target/xtask-cache` by a hash of everything they were made from.
//! A second build then takes no time, and a changed input can never meet an old result: there is nothing
//! to invalidate, only names that are no longer asked for.

use std::fs;
use std::path::PathBuf;

use anyhow::Result;
use sha2::{Digest, Sha256};

use crate::files;

/// The folder of one kind of result.
pub fn folder(kind: &str) -> PathBuf {
    crate::run::root().join("target").join("xtask-cache").join(kind)
}

/// SHA-256 over the parts and their lengths, in hexadecimal.
pub fn key<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    hex(&hash.finalize())
}

/// The hash that stands in a file's name: the first 16 digits of the SHA-256 of its bytes.
pub fn short(bytes: &[u8]) -> String {
    let mut name = hex(&Sha256::digest(bytes));
    name.truncate(16);
    name
}

/// The bytes kept under a name, or those that `make` produces, which are then kept.
pub fn remember(kind: &str, name: &str, make: impl FnOnce() -> Result<Vec<u8>>) -> Result<Vec<u8>> {
    let path = folder(kind).join(name);
    if let Ok(bytes) = fs::read(&path) {
        return Ok(bytes);
    }
    let bytes = make()?;
    files::write(&path, &bytes)?;
    Ok(bytes)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
