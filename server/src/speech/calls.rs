//! The voice that calls numbers, where a hall has recorded its own: `calls/zh/` and `calls/en/` in the hall's folder hold
//! a WAV file a word (`请.wav`, `号到.wav`, `零.wav` …, `ticket.wav`, `zero.wav` …; one channel, 16 bits, all of one
//! rate), `calls/chime.wav` the sound before. A language in which a word is missing that this hall needs keeps the voice
//! that is built in: two voices in one sentence are hard to follow.

use super::wav::Sound;
use hall::id::Number;
use hall::profile::Hall;
use hall::screen::call_clips;
use hall::text::Lang;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Silence between two words of a file, in milliseconds.
const GAP_MS: u32 = 60;
/// A word has at most so many bytes: ten seconds.
const WORD_MAX: u64 = 1 << 20;

/// The recorded words of one language.
#[derive(Clone, Debug, Serialize)]
struct Words {
    /// Where each stands in the sound: beginning and length in seconds.
    clips: BTreeMap<String, (f64, f64)>,
    #[serde(skip)]
    sound: Vec<u8>,
}

/// What a hall has recorded for its calls.
#[derive(Clone, Debug, Default)]
pub struct Calls {
    words: BTreeMap<&'static str, Words>,
    chime: Option<Vec<u8>>,
}

impl Calls {
    /// Of a hall's folder.
    #[must_use]
    pub fn read(folder: Option<&Path>, hall: &Hall) -> Self {
        let Some(folder) = folder.map(|folder| folder.join("calls")) else { return Self::default() };
        let mut calls = Self { words: BTreeMap::new(), chime: file(&folder.join("chime.wav")) };
        for lang in [Lang::Zh, Lang::En] {
            let name = if lang == Lang::Zh { "zh" } else { "en" };
            let recorded = recorded(&folder.join(name));
            if recorded.is_empty() {
                continue;
            }
            let missing: Vec<String> =
                needed(hall, lang).into_iter().filter(|word| !recorded.contains_key(word)).collect();
            match (missing.is_empty(), joined(&recorded)) {
                (true, Some(words)) => _ = calls.words.insert(name, words),
                (true, None) => {
                    tracing::warn!(hall = %hall.id, lang = name, "recorded calls are not all of one rate")
                }
                (false, _) => {
                    tracing::warn!(hall = %hall.id, lang = name, ?missing, "words are missing among the recorded calls")
                }
            }
        }
        calls
    }

    /// What there is: `zh`, `en`, `chime`.
    #[must_use]
    pub fn parts(&self) -> Vec<String> {
        self.words.keys().copied().chain(self.chime.as_ref().map(|_| "chime")).map(str::to_owned).collect()
    }

    /// Where the words of all recorded languages stand, as JSON.
    #[must_use]
    pub fn places(&self) -> String {
        serde_json::to_string(&self.words).unwrap_or_else(|_| "{}".to_owned())
    }

    /// A part as WAV.
    #[must_use]
    pub fn sound(&self, part: &str) -> Option<&[u8]> {
        match part {
            "chime" => self.chime.as_deref(),
            lang => self.words.get(lang).map(|words| words.sound.as_slice()),
        }
    }
}

/// The words that a hall's calls can hold.
fn needed(hall: &Hall, lang: Lang) -> BTreeSet<String> {
    let numbers = hall.queues.iter().map(|queue| Number::new(queue.prefix.clone(), 1_234_567_890));
    let numbers: Vec<Number> = numbers.collect();
    let windows = hall.windows.iter().map(hall::profile::Window::spoken);
    windows.flat_map(|window| numbers.iter().flat_map(|number| call_clips(lang, number, window))).collect()
}

fn file(path: &Path) -> Option<Vec<u8>> {
    let small = std::fs::metadata(path).is_ok_and(|file| file.len() <= WORD_MAX);
    let sound = Sound::read(&std::fs::read(path).ok().filter(|_| small)?)?;
    Some(sound.write())
}

fn recorded(folder: &Path) -> BTreeMap<String, Sound> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let wavs = entries.filter(|path| path.extension().is_some_and(|end| end.eq_ignore_ascii_case("wav")));
    let word = |path: std::path::PathBuf| {
        let name = path.file_stem()?.to_str()?.to_owned();
        Some((name, Sound::read(&file(&path)?)?.trimmed()))
    };
    wavs.filter_map(word).filter(|(_, sound)| !sound.samples.is_empty()).collect()
}

fn joined(recorded: &BTreeMap<String, Sound>) -> Option<Words> {
    let rate = recorded.values().next()?.rate;
    let gap = vec![0_i16; usize::try_from(rate * GAP_MS / 1000).unwrap_or_default()];
    let seconds = |samples: usize| f64::from(u32::try_from(samples).unwrap_or(u32::MAX)) / f64::from(rate);
    let mut all = Sound { rate, samples: Vec::new() };
    let mut clips = BTreeMap::new();
    for (word, sound) in recorded {
        clips.insert(word.clone(), (seconds(all.samples.len()), seconds(sound.samples.len())));
        if sound.rate != rate {
            return None;
        }
        all.samples.extend(&sound.samples);
        all.samples.extend(&gap);
    }
    Some(Words { clips, sound: all.write() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hall() -> Hall {
        serde_json::from_str(include_str!("../../../assets/halls/shili/hall.json")).unwrap()
    }

    fn put(folder: &Path, words: &BTreeSet<String>, rate: u32) {
        std::fs::create_dir_all(folder).unwrap();
        for (n, word) in words.iter().enumerate() {
            let sound = Sound { rate, samples: vec![9_000; 100 + n] };
            std::fs::write(folder.join(format!("{word}.wav")), sound.write()).unwrap();
        }
    }

    #[test]
    fn a_complete_voice_is_taken_and_half_a_one_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let (zh, mut en) = (needed(&hall(), Lang::Zh), needed(&hall(), Lang::En));
        assert!(
            zh.contains("零")
                && zh.contains("九")
                && zh.contains("号窗口办理")
                && en.contains("please go to window")
        );
        put(&folder.path().join("calls/zh"), &zh, 22_050);
        en.remove("nine");
        put(&folder.path().join("calls/en"), &en, 22_050);
        let calls = Calls::read(Some(folder.path()), &hall());
        assert_eq!(calls.parts(), ["zh"]);
        let sound = Sound::read(calls.sound("zh").unwrap()).unwrap();
        let places: serde_json::Value = serde_json::from_str(&calls.places()).unwrap();
        for (n, word) in zh.iter().enumerate() {
            let place = &places["zh"]["clips"][word];
            let at = |index: usize| (place[index].as_f64().unwrap() * 22_050.0).round();
            let (begin, long) = (at(0), at(1));
            assert_eq!(long as usize, 100 + n, "{word}");
            assert!(
                sound.samples[begin as usize..(begin + long) as usize].iter().all(|sample| *sample == 9_000)
            );
        }
        assert!(calls.sound("en").is_none() && calls.sound("chime").is_none());
    }

    #[test]
    fn words_of_several_rates_are_no_voice_and_a_chime_may_come_alone() {
        let folder = tempfile::tempdir().unwrap();
        put(&folder.path().join("calls/zh"), &needed(&hall(), Lang::Zh), 22_050);
        let odd = Sound { rate: 16_000, samples: vec![9_000; 50] };
        std::fs::write(folder.path().join("calls/zh/一.wav"), odd.write()).unwrap();
        std::fs::write(folder.path().join("calls/chime.wav"), odd.write()).unwrap();
        assert_eq!(Calls::read(Some(folder.path()), &hall()).parts(), ["chime"]);
        assert!(Calls::read(None, &hall()).parts().is_empty());
    }
}
