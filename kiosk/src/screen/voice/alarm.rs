//! The spoken message to everybody (A69): chime, Chinese twice, English once, again and again while the message is on.
//! The server makes the sound; without it the chime alone calls people to look.

use super::player::Player;
use crate::live::signs::SignCall;
use crate::live::{Call, api};
use hall::id::HallId;
use hall::text::Lang;
use js_sys::Uint8Array;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AudioBuffer, AudioContext};

/// From the beginning of one announcement to the next, milliseconds.
pub const AGAIN_MS: f64 = 30_000.0;
/// What could not be loaded is asked for again after this, milliseconds.
const LOAD_AGAIN_MS: f64 = 5_000.0;
/// Silence between two sentences, seconds.
const PAUSE_S: f64 = 0.6;

/// A message as sound.
#[derive(Clone, Default)]
pub struct Alarm {
    /// Its name.
    pub seq: u64,
    /// In the order in which they are said.
    sentences: Vec<AudioBuffer>,
    /// Not said again before that.
    next_ms: f64,
    /// Not asked for again before that.
    load_ms: f64,
}

impl Alarm {
    /// A message that has just come.
    #[must_use]
    pub fn new(seq: u64) -> Self {
        Self { seq, ..Self::default() }
    }

    /// Whether its sound is to be asked for now; then it is asked for, and again later.
    pub fn is_due(&mut self, now_ms: f64) -> bool {
        let due = self.sentences.is_empty() && now_ms >= self.load_ms;
        if due {
            self.load_ms = now_ms + LOAD_AGAIN_MS;
        }
        due
    }

    /// Its sound is here, or what of it could be had.
    pub fn has(&mut self, zh: Option<AudioBuffer>, en: Option<AudioBuffer>) {
        self.sentences = [zh.clone(), zh, en].into_iter().flatten().collect();
        if !self.sentences.is_empty() {
            // at once, whatever is sounding
            self.next_ms = 0.0;
        }
    }

    /// Says it when it is time; true when it began.
    pub fn sound(&mut self, player: &mut Player, now_ms: f64) -> bool {
        if now_ms < self.next_ms || !player.sound(&self.sentences, PAUSE_S) {
            return false;
        }
        let length: f64 = self.sentences.iter().map(|sentence| sentence.duration() + PAUSE_S).sum();
        self.next_ms = now_ms + AGAIN_MS.max(length * 1000.0 + 5_000.0);
        true
    }
}

/// Loads a message as sound; what cannot be had is left out.
pub async fn load(context: &AudioContext, hall: &HallId) -> (Option<AudioBuffer>, Option<AudioBuffer>) {
    (sentence(context, hall, Lang::Zh).await, sentence(context, hall, Lang::En).await)
}

async fn sentence(context: &AudioContext, hall: &HallId, lang: Lang) -> Option<AudioBuffer> {
    let call = Call::signs(hall.clone(), SignCall::EmergencyVoice(lang));
    let bytes = Uint8Array::from(api::bytes(&call).await.ok()?.as_slice());
    let decoding = context.decode_audio_data(&bytes.buffer()).ok()?;
    JsFuture::from(decoding).await.ok()?.dyn_into().ok()
}
