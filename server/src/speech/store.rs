//! What was spoken, kept in a folder: a file a sound, named by the hash of voice and words. Bounded in size; what was
//! asked for longest ago goes first. A lost file, or one that a power cut has left short, is spoken again.

use super::wav::Sound;
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

/// The folder and what is in it.
pub struct Store {
    folder: PathBuf,
    shelf: Mutex<Shelf>,
}

impl Store {
    /// Looks what a folder holds; the folder need not be there yet.
    #[must_use]
    pub fn open(folder: &Path, bytes: u64) -> Self {
        let mut files: Vec<(SystemTime, String, u64)> = Vec::new();
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let Ok(name) = entry.file_name().into_string() else { continue };
            match (name.strip_suffix(".wav"), entry.metadata()) {
                (Some(key), Ok(data)) if data.is_file() => {
                    let at = data.modified().unwrap_or(SystemTime::UNIX_EPOCH);
                    files.push((at, key.to_owned(), data.len()));
                }
                // half a file, from a server that was killed
                (None, Ok(data)) if data.is_file() && name.ends_with(".part") => {
                    let _ = std::fs::remove_file(entry.path());
                }
                _ => {}
            }
        }
        files.sort();
        let mut shelf = Shelf { most: bytes, ..Shelf::default() };
        for (_, key, size) in files {
            for gone in shelf.put(&key, size) {
                let _ = std::fs::remove_file(folder.join(format!("{gone}.wav")));
            }
        }
        Self { folder: folder.to_owned(), shelf: Mutex::new(shelf) }
    }

    /// A sound.
    pub async fn get(&self, key: &str) -> Option<Vec<u8>> {
        if !self.shelf().take(key) {
            return None;
        }
        let found = tokio::fs::read(self.path(key)).await.ok().filter(|sound| Sound::is_whole(sound));
        if found.is_none() {
            self.shelf().forget(key);
        }
        found
    }

    /// Keeps a sound. A full disk is no fault of who listens: then it is not kept.
    pub async fn put(&self, key: &str, sound: &[u8]) {
        if let Err(error) = self.write(key, sound).await {
            tracing::warn!(%error, "what was spoken cannot be kept");
            return;
        }
        let gone = self.shelf().put(key, u64::try_from(sound.len()).unwrap_or(u64::MAX));
        for key in gone {
            // already gone is as good
            let _ = tokio::fs::remove_file(self.path(&key)).await;
        }
    }

    async fn write(&self, key: &str, sound: &[u8]) -> std::io::Result<()> {
        tokio::fs::create_dir_all(&self.folder).await?;
        // two that speak the same at once each write a file of their own
        let mut random = [0_u8; 8];
        getrandom::fill(&mut random).map_err(|error| std::io::Error::other(error.to_string()))?;
        let part = self.folder.join(format!("{}.part", data_encoding::HEXLOWER.encode(&random)));
        let mut written = tokio::fs::write(&part, sound).await;
        if written.is_ok() {
            written = tokio::fs::rename(&part, self.path(key)).await;
        }
        if written.is_err() {
            // half a file on a full disk would make it fuller; the fault that counts is the first
            let _ = tokio::fs::remove_file(&part).await;
        }
        written
    }

    fn path(&self, key: &str) -> PathBuf {
        self.folder.join(format!("{key}.wav"))
    }

    fn shelf(&self) -> std::sync::MutexGuard<'_, Shelf> {
        self.shelf.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Which sounds there are, by when they were last asked for.
#[derive(Default)]
struct Shelf {
    /// Bytes at most.
    most: u64,
    bytes: u64,
    turn: u64,
    by_key: HashMap<String, (u64, u64)>,
    by_turn: BTreeMap<u64, String>,
}

impl Shelf {
    /// Whether it is there; if so it is now the newest.
    fn take(&mut self, key: &str) -> bool {
        let Some((turn, _)) = self.by_key.get_mut(key) else { return false };
        self.by_turn.remove(turn);
        self.turn += 1;
        *turn = self.turn;
        self.by_turn.insert(self.turn, key.to_owned());
        true
    }

    /// Puts one there and says which have to go; perhaps itself, when it is too large for all of the room.
    fn put(&mut self, key: &str, size: u64) -> Vec<String> {
        self.forget(key);
        self.turn += 1;
        self.by_key.insert(key.to_owned(), (self.turn, size));
        self.by_turn.insert(self.turn, key.to_owned());
        self.bytes += size;
        let mut gone = Vec::new();
        while self.bytes > self.most {
            let Some((_, oldest)) = self.by_turn.first_key_value() else { break };
            let oldest = oldest.clone();
            self.forget(&oldest);
            gone.push(oldest);
        }
        gone
    }

    fn forget(&mut self, key: &str) {
        if let Some((turn, size)) = self.by_key.remove(key) {
            self.by_turn.remove(&turn);
            self.bytes = self.bytes.saturating_sub(size);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn never_more_than_may_be_and_the_oldest_go(acts in prop::collection::vec((0_u8..12, 1_u64..40, any::<bool>()), 0..200)) {
            let mut shelf = Shelf { most: 100, ..Shelf::default() };
            // the model: from the oldest to the newest
            let mut model: Vec<(String, u64)> = Vec::new();
            for (key, size, put) in acts {
                let key = key.to_string();
                let there = model.iter().position(|(known, _)| *known == key);
                if put {
                    there.map(|at| model.remove(at));
                    model.push((key.clone(), size));
                    let mut gone = Vec::new();
                    while model.iter().map(|(_, size)| size).sum::<u64>() > 100 {
                        gone.push(model.remove(0).0);
                    }
                    prop_assert_eq!(shelf.put(&key, size), gone);
                } else {
                    prop_assert_eq!(shelf.take(&key), there.is_some());
                    if let Some(at) = there {
                        let it = model.remove(at);
                        model.push(it);
                    }
                }
                prop_assert_eq!(shelf.bytes, model.iter().map(|(_, size)| size).sum::<u64>());
                prop_assert_eq!(shelf.by_key.len(), shelf.by_turn.len());
            }
        }
    }

    /// A sound of so many bytes.
    fn sound(bytes: usize) -> Vec<u8> {
        Sound { rate: 22_050, samples: vec![7; (bytes - 44) / 2] }.write()
    }

    #[tokio::test]
    async fn it_survives_a_restart_and_a_lost_or_broken_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("speech");
        let store = Store::open(&path, 100);
        store.put("a", &sound(50)).await;
        store.put("b", &sound(50)).await;
        std::fs::write(path.join("left.part"), b"half").unwrap();
        let store = Store::open(&path, 100);
        assert!(!path.join("left.part").exists());
        assert_eq!(store.get("a").await, Some(sound(50)));
        std::fs::remove_file(path.join("a.wav")).unwrap();
        assert_eq!(store.get("a").await, None);
        store.put("c", &sound(52)).await;
        assert_eq!(store.get("b").await, None, "it had to go");
        assert!(!path.join("b.wav").exists());
        for broken in [&b""[..], &sound(52)[..50]] {
            store.put("c", &sound(52)).await;
            std::fs::write(path.join("c.wav"), broken).unwrap();
            assert_eq!(store.get("c").await, None, "the power was cut while it was written");
        }
        store.put("c", &sound(52)).await;
        store.put("large", &sound(102)).await;
        assert_eq!(std::fs::read_dir(&path).unwrap().count(), 0, "too large for all of the room");
    }
}
