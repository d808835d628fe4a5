//! Reading aloud (朗读, R76, R122): a sentence becomes sound. A clip that the hall has recorded, else what was spoken
//! before, else what the synthesiser speaks now. What was said is kept by the hash of voice and words; the words
//! themselves are neither stored nor logged, and what is private (A25) is not kept at all.

mod calls;
pub mod http;
mod reading;
mod store;
mod synth;
mod voices;
mod wav;

use crate::client::Pace;
use calls::Calls;
use data_encoding::HEXLOWER;
use hall::code::Code;
use hall::id::HallId;
use hall::profile::Hall;
use hall::speech::spoken;
use hall::text::Lang;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::num::NonZeroU32;
use std::path::Path;
use std::sync::Arc;
use store::Store;
use tokio::sync::Semaphore;
use voices::Voices;

/// Texts spoken at once: a synthesiser takes a core for some milliseconds.
const AT_ONCE: usize = 2;
/// Texts that wait for their turn; more are refused.
const WAITING: usize = 64;
/// Sentences a minute from one kiosk: more than anybody can listen to.
const FROM_ONE: NonZeroU32 = NonZeroU32::new(300).unwrap();
/// And from all behind proxies that are not trusted.
const FROM_UNKNOWN: NonZeroU32 = NonZeroU32::new(3000).unwrap();

/// The voices of the halls and what they have said.
pub struct Speech {
    halls: BTreeMap<HallId, Voices>,
    calls: BTreeMap<HallId, Calls>,
    store: Arc<Store>,
    turns: Arc<Semaphore>,
    places: Arc<Semaphore>,
    pace: Pace,
}

impl Speech {
    /// Voices of the halls in a folder (`speech.json` and `speech/` of each), and a store in the folder of data of at
    /// most so many bytes.
    ///
    /// # Errors
    /// Faults of a hall's `speech.json`.
    pub fn open<'a>(
        data: &Path,
        bytes: u64,
        folder: Option<&Path>,
        halls: impl Iterator<Item = &'a Hall>,
    ) -> Result<Self, String> {
        let mut calls = BTreeMap::new();
        let voices = halls.map(|profile| {
            let hall = &profile.id;
            let folder = folder.map(|folder| folder.join(hall.as_str()));
            calls.insert(hall.clone(), Calls::read(folder.as_deref(), profile));
            let voices = Voices::read(folder.as_deref()).map_err(|fault| format!("{hall}: {fault}"))?;
            let speaker = voices.speaker(Lang::Zh);
            if !speaker.is_there() {
                let program = speaker.program();
                tracing::warn!(%hall, program, "the synthesiser is not installed: only recorded clips are read aloud");
            }
            Ok((hall.clone(), voices))
        });
        let halls = voices.collect::<Result<_, String>>()?;
        Ok(Self {
            halls,
            calls,
            store: Arc::new(Store::open(&data.join("speech"), bytes)),
            turns: Arc::new(Semaphore::new(AT_ONCE)),
            places: Arc::new(Semaphore::new(WAITING)),
            pace: Pace::per_minute(FROM_ONE, FROM_UNKNOWN),
        })
    }

    /// What a hall has recorded for its calls.
    ///
    /// # Errors
    /// `unknown_hall`.
    pub fn calls(&self, hall: &HallId) -> Result<&Calls, Code> {
        self.calls.get(hall).ok_or(Code::UnknownHall)
    }

    /// A text as WAV; of what is private nothing is kept.
    ///
    /// # Errors
    /// `speech_text_invalid`, `speech_text_personal`; `overloaded`, `speech_unavailable`; `unknown_hall`.
    pub async fn say(&self, hall: &HallId, lang: Lang, text: &str, private: bool) -> Result<Vec<u8>, Code> {
        let text = if private { hall::speech::tidy(text)? } else { hall::speech::check(text)? };
        let voices = self.halls.get(hall).ok_or(Code::UnknownHall)?;
        if let Some(clip) = voices.clip(lang, &text).await {
            return Ok(clip);
        }
        let words = spoken(&text, lang);
        if !words.chars().any(char::is_alphanumeric) {
            return Err(Code::SpeechTextInvalid);
        }
        let speaker = voices.speaker(lang);
        let key = key(&speaker.name(), &words);
        if !private && let Some(said) = self.store.get(&key).await {
            return Ok(said);
        }
        let place = self.places.clone().try_acquire_owned().map_err(|_| Code::Overloaded)?;
        let turn = self.turns.clone().acquire_owned().await.map_err(|_| Code::Unavailable)?;
        let store = (!private).then(|| self.store.clone());
        // it goes on when its reader leaves: what was begun is kept for the next one
        let speaking = tokio::spawn(async move {
            let speaking = tokio::task::spawn_blocking(move || {
                let said = speaker.speak(&words);
                drop((place, turn));
                said
            });
            let said = speaking.await.map_err(|_| Code::Internal)?.map_err(|fault| {
                // the fault names a program or a way it failed, never the words
                tracing::warn!(%fault, "nothing was spoken");
                Code::SpeechUnavailable
            })?;
            metrics::counter!("speech_spoken_total").increment(1);
            if let Some(store) = store {
                store.put(&key, &said).await;
            }
            Ok(said)
        });
        speaking.await.map_err(|_| Code::Internal)?
    }

    /// Forgets who has been silent for a while.
    pub fn tidy(&self) {
        self.pace.tidy();
    }
}

/// What a sound is kept under.
fn key(voice: &str, words: &str) -> String {
    let hash = Sha256::new().chain_update(voice).chain_update([0_u8]).chain_update(words);
    HEXLOWER.encode(&hash.finalize())
}
