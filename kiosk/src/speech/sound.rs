//! The sound of sentences: asked for from the server, kept for a moment, played. One sentence is fetched ahead, so that
//! there is no gap; what is fetched twice at once is asked for once.

use super::say::Said;
use crate::live::device;
use gloo_net::http::Request;
use js_sys::{ArrayBuffer, JSON, Object, Promise, Reflect};
use std::collections::VecDeque;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, future_to_promise, spawn_local};
use web_sys::{AudioBuffer, AudioBufferSourceNode, AudioContext, AudioScheduledSourceNode, GainNode};

/// How loud each step is; the machine is set up so that the usual one is at most 65 dBA where a person stands (A26).
pub const LEVELS: [f32; 5] = [0.15, 0.3, 0.5, 0.75, 1.0];
/// The usual step.
pub const USUAL: usize = 2;

/// Sentences that are kept: the last ones, to be repeated, and the next.
const KEPT: usize = 6;
/// A sentence that does not come is given up after so many milliseconds.
const TIMEOUT_MS: u32 = 10_000;

/// Why a sentence has no sound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The server will not say this one.
    Unsayable,
    /// The server has no voice.
    Unavailable,
    /// No answer.
    Unreachable,
}

/// The loudspeaker or the headphones.
pub struct Player {
    context: AudioContext,
    gain: GainNode,
    playing: Option<(AudioBufferSourceNode, Closure<dyn FnMut()>)>,
    kept: VecDeque<(Said, Promise)>,
    /// What must be said when the server is lost.
    pinned: Option<(Said, Promise)>,
}

impl Player {
    /// Opens it; none when the browser has none.
    #[must_use]
    pub fn open() -> Option<Self> {
        let context = AudioContext::new().ok()?;
        let gain = context.create_gain().ok()?;
        gain.connect_with_audio_node(&context.destination()).ok()?;
        let mut player = Self { context, gain, playing: None, kept: VecDeque::new(), pinned: None };
        player.set_level(USUAL);
        Some(player)
    }

    /// Sets how loud it is.
    pub fn set_level(&mut self, level: usize) {
        self.gain.gain().set_value(LEVELS.get(level).copied().unwrap_or_default());
    }

    /// The sound of a sentence: asked for now unless it is here or on its way.
    pub fn fetch(&mut self, said: &Said) -> Promise {
        if let Some((_, promise)) = self.kept.iter().chain(&self.pinned).find(|(known, _)| known == said) {
            return promise.clone();
        }
        let promise = self.ask(said);
        self.kept.push_back((said.clone(), promise.clone()));
        if self.kept.len() > KEPT {
            self.kept.pop_front();
        }
        promise
    }

    /// Fetches a sentence for the time when no other can be fetched.
    pub fn pin(&mut self, said: &Said) {
        if self.pinned.as_ref().is_none_or(|(known, _)| known != said) {
            self.pinned = Some((said.clone(), self.ask(said)));
        }
    }

    fn ask(&self, said: &Said) -> Promise {
        let promise = future_to_promise(sound(self.context.clone(), said.clone()));
        let watched = promise.clone();
        // what is fetched ahead may fail before anybody asks for it; that is no fault of the page
        spawn_local(async move { drop(JsFuture::from(watched).await) });
        promise
    }

    /// Forgets a sentence that did not come, so that it is asked for again.
    pub fn forget(&mut self, said: &Said) {
        self.kept.retain(|(known, _)| known != said);
        self.pinned.take_if(|(known, _)| known == said);
    }

    /// Forgets what was said to this person.
    pub fn forget_all(&mut self) {
        self.kept.clear();
    }

    /// Plays; calls back when it has ended, or was stopped.
    pub fn play(&mut self, buffer: &AudioBuffer, ended: impl FnMut() + 'static) -> Option<()> {
        self.stop();
        let source = self.context.create_buffer_source().ok()?;
        source.set_buffer(Some(buffer));
        source.connect_with_audio_node(&self.gain).ok()?;
        let ended = Closure::<dyn FnMut()>::new(ended);
        AudioScheduledSourceNode::set_onended(&source, Some(ended.as_ref().unchecked_ref()));
        source.start().ok()?;
        self.playing = Some((source, ended));
        Some(())
    }

    /// Silent at once.
    pub fn stop(&mut self) {
        if let Some((source, _)) = self.playing.take() {
            AudioScheduledSourceNode::set_onended(&source, None);
            // both fail only for a source that never started
            let _ = source.disconnect();
            let _ = AudioScheduledSourceNode::stop(&source);
        }
        self.stand_still(false);
    }

    /// Stands still within a sentence, or goes on.
    pub fn stand_still(&self, still: bool) {
        // fails only for a loudspeaker that was closed
        let _ = if still { self.context.suspend() } else { self.context.resume() };
    }
}

/// What a promise of [`Player::fetch`] became.
///
/// # Errors
/// Why there is no sound.
pub async fn heard(promise: Promise) -> Result<AudioBuffer, Trouble> {
    match JsFuture::from(promise).await {
        Ok(buffer) => buffer.dyn_into().map_err(|_| Trouble::Unreachable),
        Err(trouble) => Err(match trouble.as_f64() {
            Some(0.0) => Trouble::Unsayable,
            Some(1.0) => Trouble::Unavailable,
            _ => Trouble::Unreachable,
        }),
    }
}

async fn sound(context: AudioContext, said: Said) -> Result<JsValue, JsValue> {
    let failed = |trouble: Trouble| JsValue::from_f64(f64::from(trouble as u8));
    let bytes = ask(&said).await.map_err(failed)?;
    JsFuture::from(context.decode_audio_data(&bytes)?).await
}

async fn ask(said: &Said) -> Result<ArrayBuffer, Trouble> {
    let lost = |_| Trouble::Unreachable;
    let hall = crate::page::meta("mingtang-hall").unwrap_or_default();
    let lang = if said.lang == hall::text::Lang::Zh { "zh" } else { "en" };
    let body = Object::new();
    for (name, value) in
        [("lang", lang.into()), ("text", said.text.as_str().into()), ("private", said.private.into())]
    {
        Reflect::set(&body, &name.into(), &value).map_err(lost)?;
    }
    let body = JSON::stringify(&body).map_err(lost)?;
    let mut request = Request::post(&format!("/api/v1/halls/{hall}/speech"))
        .header("Content-Type", "application/json")
        .abort_signal(Some(&web_sys::AbortSignal::timeout_with_u32(TIMEOUT_MS)));
    if let Some(token) = device::token() {
        request = request.header("Authorization", &format!("Bearer {token}"));
    }
    let request = request.body(body).map_err(|_| Trouble::Unreachable)?;
    let answer = request.send().await.map_err(|_| Trouble::Unreachable)?;
    if answer.ok() {
        let bytes = answer.binary().await.map_err(|_| Trouble::Unreachable)?;
        return Ok(js_sys::Uint8Array::from(bytes.as_slice()).buffer());
    }
    let why = answer.text().await.unwrap_or_default();
    Err(match answer.status() {
        422 => Trouble::Unsayable,
        // this machine may not ask: trying again later does not help
        401 | 403 => Trouble::Unavailable,
        503 if why.contains("speech_unavailable") => Trouble::Unavailable,
        _ => Trouble::Unreachable,
    })
}
