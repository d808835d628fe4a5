//! The voice that calls numbers: espeak-ng speaks each word of `assets/sounds/voice.json` once, silence is
//! cut off, loudness is evened out, and all words of a language become one file with a list of where each
//! stands in it. A hall that prefers a human voice replaces these files; nothing is spoken at run time.

use std::collections::BTreeMap;
use std::fs;

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};

use crate::chime::{FORMAT, to_sample, wav};
use crate::run::{self, root};
use crate::{cache, files};

/// Part of the cache's key: raise it when the treatment below changes.
const TREATMENT: &str = "1";

/// Below this level a sound counts as silence (about −42 dB).
const SILENCE: f32 = 0.008;

/// Loudness that every word is brought to (root mean square), and the peak it may not exceed.
const LOUDNESS: f32 = 0.16;
const PEAK: f32 = 0.89;

/// Left standing around a word, and between two words of a file, in samples (10 ms, 60 ms).
const MARGIN: usize = 220;
const GAP: usize = 1323;

/// What the site needs of the voice.
pub struct Voice {
    /// File name → WAV with all words of a language.
    pub sprites: Vec<(String, Vec<u8>)>,
    /// Where each word stands, with a placeholder for the address of its file.
    pub clips: String,
}

/// One language in `assets/sounds/voice.json`.
#[derive(Deserialize)]
struct Language {
    voice: String,
    /// Words per minute.
    speed: u32,
    /// What is written in a call → how it is said.
    clips: BTreeMap<String, Say>,
}

/// How a word is said: in the voice of its language, or in another one.
#[derive(Deserialize)]
#[serde(untagged)]
enum Say {
    Plain(String),
    Other { voice: String, say: String },
}

/// One language in the `voice.json` of the site.
#[derive(Serialize)]
struct Sprite {
    file: String,
    clips: Places,
}

/// Where each word begins in a file and how long it is, in seconds.
type Places = BTreeMap<String, (f64, f64)>;

/// Speaks all languages, or takes what was spoken before.
pub fn build() -> Result<Voice> {
    let path = root().join("assets").join("sounds").join("voice.json");
    let list = files::text(&path)?;
    let languages: BTreeMap<String, Language> =
        serde_json::from_str(&list).with_context(|| format!("cannot understand {}", path.display()))?;
    if !run::has("espeak-ng") {
        bail!("espeak-ng is missing, which speaks the calls: `apt-get install espeak-ng`");
    }
    let version = run::read(run::command("espeak-ng").arg("--version"))?;
    let mut voice = Voice { sprites: Vec::new(), clips: String::new() };
    let mut index = BTreeMap::new();
    for (code, language) in &languages {
        let name = format!("voice-{code}.wav");
        let key = cache::key([list.as_bytes(), version.as_bytes(), TREATMENT.as_bytes(), code.as_bytes()]);
        let clips = cache::folder("voice").join(format!("{key}.json"));
        let sprite = cache::remember("voice", &format!("{key}.wav"), || {
            let (samples, places) = speak_all(language)?;
            files::write(&clips, &serde_json::to_vec(&places)?)?;
            wav(&samples)
        })?;
        let places: Places = serde_json::from_slice(&files::bytes(&clips)?)?;
        println!("  {name}: {} words, {} KiB", places.len(), sprite.len() / 1024);
        index.insert(code, Sprite { file: format!("{{{{{name}}}}}"), clips: places });
        voice.sprites.push((name, sprite));
    }
    voice.clips = serde_json::to_string(&index)?;
    Ok(voice)
}

/// All words of a language one after another, and where each begins and how long it is.
fn speak_all(language: &Language) -> Result<(Vec<i16>, Places)> {
    let seconds = |samples: usize| (samples as f64 / f64::from(FORMAT.sample_rate) * 1e5).round() / 1e5;
    let mut all = Vec::new();
    let mut places = Places::new();
    for (word, say) in &language.clips {
        let (voice, text) = match say {
            Say::Plain(text) => (&language.voice, text),
            Say::Other { voice, say } => (voice, say),
        };
        let spoken =
            speak(voice, language.speed, text).with_context(|| format!("speaking {word} as {text:?}"))?;
        let clip = even(trim(&spoken));
        if clip.is_empty() {
            bail!("espeak-ng said nothing for {word} ({text:?})");
        }
        places.insert(word.clone(), (seconds(all.len()), seconds(clip.len())));
        all.extend(clip.iter().map(|level| to_sample(*level)));
        all.extend(std::iter::repeat_n(0, GAP));
    }
    Ok((all, places))
}

/// What espeak-ng makes of a text, as levels between −1 and 1.
fn speak(voice: &str, speed: u32, text: &str) -> Result<Vec<f32>> {
    let path = cache::folder("voice").join("word.wav");
    fs::create_dir_all(cache::folder("voice"))?;
    let mut espeak = run::command("espeak-ng");
    run::run(espeak.args(["-v", voice, "-s", &speed.to_string(), "-w"]).arg(&path).arg("--").arg(text))?;
    let reader = hound::WavReader::open(&path)?;
    if reader.spec() != FORMAT {
        bail!("espeak-ng wrote {:?} where {FORMAT:?} was expected", reader.spec());
    }
    let samples = reader.into_samples::<i16>().collect::<Result<Vec<_>, _>>()?;
    Ok(samples.into_iter().map(|sample| f32::from(sample) / 32_768.0).collect())
}

/// The part with sound in it, with a small margin.
fn trim(levels: &[f32]) -> &[f32] {
    let loud = |level: &f32| level.abs() > SILENCE;
    let (Some(first), Some(last)) = (levels.iter().position(loud), levels.iter().rposition(loud)) else {
        return &[];
    };
    &levels[first.saturating_sub(MARGIN)..(last + 1 + MARGIN).min(levels.len())]
}

/// Brings a word to the common loudness and softens its edges, so that cutting makes no click.
fn even(levels: &[f32]) -> Vec<f32> {
    let peak = levels.iter().fold(0.0_f32, |peak, level| peak.max(level.abs()));
    let power = levels.iter().map(|level| level * level).sum::<f32>() / levels.len().max(1) as f32;
    let gain = (LOUDNESS / power.sqrt().max(SILENCE)).min(PEAK / peak.max(SILENCE));
    let edge = |i: usize| ((i + 1) as f32 / (MARGIN / 2) as f32).min(1.0);
    let fade = |i: usize| edge(i) * edge(levels.len() - 1 - i);
    levels.iter().enumerate().map(|(i, level)| level * gain * fade(i)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn silence_is_cut_and_loudness_evened() {
        let mut quiet = vec![0.0; 5000];
        quiet.extend((0..4000).map(|i| 0.05 * (i as f32 / 10.0).sin()));
        quiet.extend(vec![0.0; 9000]);
        let clip = even(trim(&quiet));
        assert!((4000..=4000 + 2 * MARGIN).contains(&clip.len()));
        let peak = clip.iter().fold(0.0_f32, |peak, level| peak.max(level.abs()));
        assert!((0.15..=PEAK + 0.001).contains(&peak), "{peak}");
        assert!(trim(&[0.0; 100]).is_empty());
    }
}
