//! The loudspeaker: Web Audio. Loads the sprites once, plays a plan sample by sample, and tells what
//! has begun and what has ended.
//!
//! A browser may refuse sound until somebody touched the page; then nothing is played and nothing is
//! logged, and any touch or key is taken as leave to sound. A fault here never reaches the signs.

use super::log::Entry;
use super::plan::{Plan, Source, Words, plan};
use crate::live::signs::SignCall;
use crate::live::{Call, Failure, Site, api};
use crate::screen::announcer::{Announcement, Form};
use hall::id::HallId;
use hall::text::Lang;
use js_sys::Uint8Array;
use std::collections::VecDeque;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AudioBuffer, AudioBufferSourceNode, AudioContext, AudioContextState, AudioScheduledSourceNode, GainNode,
};

/// Sound is scheduled this far ahead, so that the first sample is not late.
const LEAD_S: f64 = 0.1;

/// Whether people can hear it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Hearing {
    /// This screen has no voice.
    #[default]
    Off,
    /// The browser wants a touch first.
    Blocked,
    /// Its sounds have not been loaded, or cannot be.
    Silent,
    /// It sounds.
    On,
}

/// Everything that is loaded, once.
#[derive(Clone, Default)]
pub struct Sounds {
    words: Words,
    zh: Option<AudioBuffer>,
    en: Option<AudioBuffer>,
    chime: Option<AudioBuffer>,
}

impl Sounds {
    /// Whether a sentence can be said in some language.
    #[must_use]
    pub fn speak(&self) -> bool {
        let has = |lang| self.of(Source::Words(lang)).is_some() && self.words.has(lang);
        has(Lang::Zh) || has(Lang::En)
    }

    fn of(&self, source: Source) -> Option<&AudioBuffer> {
        match source {
            Source::Chime => self.chime.as_ref(),
            Source::Words(Lang::Zh) => self.zh.as_ref(),
            Source::Words(Lang::En) => self.en.as_ref(),
        }
    }
}

struct Playing {
    id: u64,
    /// On the context's clock.
    ends: f64,
    /// What has not begun yet, with its time.
    ahead: VecDeque<(f64, Entry)>,
    sources: Vec<AudioBufferSourceNode>,
}

/// The loudspeaker of this page.
pub struct Player {
    context: AudioContext,
    gain: GainNode,
    /// What is loaded so far.
    pub sounds: Sounds,
    playing: Option<Playing>,
    entries: u64,
}

/// What happened since the last look.
#[derive(Debug, Default)]
pub struct Report {
    /// What began to sound, in order.
    pub begun: Vec<Entry>,
    /// The announcement whose voice ended.
    pub ended: Option<u64>,
}

impl Player {
    /// Opens the loudspeaker; none when the browser has none.
    #[must_use]
    pub fn open(volume: f32) -> Option<Self> {
        let context = AudioContext::new().ok()?;
        let gain = context.create_gain().ok()?;
        gain.gain().set_value(volume);
        gain.connect_with_audio_node(&context.destination()).ok()?;
        Some(Self { context, gain, sounds: Sounds::default(), playing: None, entries: 0 })
    }

    /// The browser's side of it, for loading and waking.
    #[must_use]
    pub fn context(&self) -> AudioContext {
        self.context.clone()
    }

    /// Whether people can hear it now.
    #[must_use]
    pub fn hearing(&self) -> Hearing {
        match (self.is_running(), self.sounds.speak()) {
            (false, _) => Hearing::Blocked,
            (true, false) => Hearing::Silent,
            (true, true) => Hearing::On,
        }
    }

    fn is_running(&self) -> bool {
        self.context.state() == AudioContextState::Running
    }

    /// How loud it is from now on, 0 to 1.
    pub fn set_volume(&self, volume: f32) {
        self.gain.gain().set_value(volume);
    }

    /// Plays the chime and sentences one after another, over whatever sounds; false when it cannot be heard.
    pub fn sound(&mut self, sentences: &[AudioBuffer], pause_s: f64) -> bool {
        self.stop();
        if !self.is_running() {
            return false;
        }
        let mut at = self.context.current_time() + LEAD_S;
        let mut sources = Vec::new();
        for buffer in self.sounds.chime.iter().chain(sentences) {
            let start = || {
                let source = self.context.create_buffer_source().ok()?;
                source.set_buffer(Some(buffer));
                source.connect_with_audio_node(&self.gain).ok()?;
                source.start_with_when(at).ok()?;
                Some(source)
            };
            sources.extend(start());
            at += buffer.duration() + pause_s;
        }
        let sounds = !sources.is_empty();
        self.playing = Some(Playing { id: 0, ends: at, ahead: VecDeque::new(), sources });
        sounds
    }

    /// Plays an announcement, its window as it is spoken; false when it cannot be heard.
    pub fn play(&mut self, call: &Announcement, window: &str, form: Form) -> bool {
        self.stop();
        if self.hearing() != Hearing::On {
            return false;
        }
        let sounds = self.sounds.clone();
        let chime_s = sounds.chime.as_ref().map(AudioBuffer::duration);
        let has = |lang| sounds.of(Source::Words(lang)).is_some();
        let plan = plan(call, window, form, &sounds.words, chime_s, has);
        if plan.cues.is_empty() {
            return false;
        }
        let begin = self.context.current_time() + LEAD_S;
        let sources = self.schedule(&plan, &sounds, begin);
        let ahead = plan.lines.into_iter().map(|line| {
            self.entries += 1;
            let entry = Entry {
                n: self.entries,
                ticket: call.ticket.clone(),
                window: call.window.clone(),
                source: line.source,
                clips: line.clips.join(" "),
            };
            (begin + line.at, entry)
        });
        let ahead = ahead.collect();
        self.playing = Some(Playing { id: call.id, ends: begin + plan.length, ahead, sources });
        true
    }

    fn schedule(&self, plan: &Plan, sounds: &Sounds, begin: f64) -> Vec<AudioBufferSourceNode> {
        let start = |cue: &super::plan::Cue| {
            let source = self.context.create_buffer_source().ok()?;
            source.set_buffer(Some(sounds.of(cue.source)?));
            source.connect_with_audio_node(&self.gain).ok()?;
            let (when, offset, length) = (begin + cue.at, cue.offset, cue.length);
            source.start_with_when_and_grain_offset_and_grain_duration(when, offset, length).ok()?;
            Some(source)
        };
        plan.cues.iter().filter_map(start).collect()
    }

    /// Looks what has begun and ended.
    pub fn report(&mut self) -> Report {
        let mut report = Report::default();
        let now = self.context.current_time();
        let Some(playing) = &mut self.playing else { return report };
        while playing.ahead.front().is_some_and(|(at, _)| *at <= now) {
            report.begun.extend(playing.ahead.pop_front().map(|(_, entry)| entry));
        }
        if now >= playing.ends {
            report.ended = Some(playing.id);
            self.playing = None;
        }
        report
    }

    /// Silence.
    pub fn stop(&mut self) {
        for source in self.playing.take().into_iter().flat_map(|playing| playing.sources) {
            // fails only for a source that never started
            let _ = source.dyn_into::<AudioScheduledSourceNode>().map(|source| source.stop());
        }
    }
}

/// Loads everything; what cannot be decoded is left out and the rest is used. `own` names what the hall has recorded
/// itself.
///
/// # Errors
/// [`Failure`] when the server cannot be asked: try again later.
pub async fn load(context: AudioContext, hall: HallId, own: Vec<String>) -> Result<Sounds, Failure> {
    let site: Site = api::get(&Call::Site).await?;
    let mut words: Words = match site.file("voice.json") {
        Some(call) => api::get(&call).await?,
        None => Words::default(),
    };
    let has = |part: &str| own.iter().any(|own| own == part);
    if has("zh") || has("en") {
        words.replace(api::get(&Call::signs(hall.clone(), SignCall::CallWords)).await?);
    }
    let call = |part: &'static str, built_in: &str| {
        let recorded = has(part).then(|| Call::signs(hall.clone(), SignCall::CallSound(part)));
        recorded.or_else(|| site.file(built_in))
    };
    Ok(Sounds {
        words,
        zh: decoded(&context, call("zh", "voice-zh.wav")).await?,
        en: decoded(&context, call("en", "voice-en.wav")).await?,
        chime: decoded(&context, call("chime", "chime.wav")).await?,
    })
}

async fn decoded(context: &AudioContext, file: Option<Call>) -> Result<Option<AudioBuffer>, Failure> {
    let Some(file) = file else { return Ok(None) };
    let bytes = Uint8Array::from(api::bytes(&file).await?.as_slice());
    let Ok(decoding) = context.decode_audio_data(&bytes.buffer()) else { return Ok(None) };
    Ok(JsFuture::from(decoding).await.ok().and_then(|buffer| buffer.dyn_into().ok()))
}
