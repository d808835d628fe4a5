//! The voice of a hall. `speech.json` in the hall's folder names another synthesiser than espeak-ng or other voices:
//!
//! ```json
//! {"command": ["/opt/speak", "--voice", "{voice}"], "voices": {"zh": "xiaoyan", "en": "alan"}}
//! ```
//!
//! The command gets the text on standard input, numbers already in words, and writes WAV (one channel, 16 bits) to
//! standard output within [`super::synth::LIMIT`]. `{voice}` stands for the voice of the text's language.
//!
//! `speech/zh/` and `speech/en/` in the hall's folder hold recorded clips, a WAV file a sentence, named by the sentence
//! as the kiosk shows it while it is read ([`hall::speech::clip_name`]). They are looked for when the server starts.

use super::synth::Speaker;
use hall::speech::clip_name;
use hall::text::Lang;
use serde::Deserialize;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// A clip has at most so many bytes: more than three minutes.
const CLIP_MAX: u64 = 10 << 20;

/// `speech.json`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Configuration {
    command: Vec<String>,
    voices: Named,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Named {
    zh: Option<String>,
    en: Option<String>,
}

/// How a hall speaks.
#[derive(Debug, Default)]
pub struct Voices {
    configuration: Configuration,
    clips: HashMap<(Lang, String), PathBuf>,
}

impl Voices {
    /// Of a hall's folder; without one, the voice that is built in.
    ///
    /// # Errors
    /// What is wrong with `speech.json`.
    pub fn read(folder: Option<&Path>) -> Result<Self, String> {
        let Some(folder) = folder else { return Ok(Self::default()) };
        let configuration = match std::fs::read(folder.join("speech.json")) {
            Ok(json) => serde_json::from_slice(&json).map_err(|error| format!("speech.json: {error}"))?,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Configuration::default(),
            Err(error) => return Err(format!("speech.json: {error}")),
        };
        let mut clips = HashMap::new();
        for (lang, name) in [(Lang::Zh, "zh"), (Lang::En, "en")] {
            let entries = std::fs::read_dir(folder.join("speech").join(name));
            for path in entries.into_iter().flatten().flatten().map(|entry| entry.path()) {
                let stem = path.file_stem().and_then(|stem| stem.to_str()).and_then(clip_name);
                let wav = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("wav"));
                if let (true, Some(stem)) = (wav, stem) {
                    clips.insert((lang, stem), path);
                }
            }
        }
        Ok(Self { configuration, clips })
    }

    /// A recorded clip of a text; one that cannot be read, or is none, is left to the synthesiser.
    pub async fn clip(&self, lang: Lang, text: &str) -> Option<Vec<u8>> {
        let path = self.clips.get(&(lang, clip_name(text)?))?;
        let size = tokio::fs::metadata(path).await.ok()?.len();
        let clip = if size <= CLIP_MAX { tokio::fs::read(path).await.ok()? } else { Vec::new() };
        let is_wav = clip.starts_with(b"RIFF") && clip.get(8..12) == Some(b"WAVE");
        if !is_wav {
            tracing::warn!("a recorded clip is no WAV file or too large");
        }
        is_wav.then_some(clip)
    }

    /// Who speaks a language.
    #[must_use]
    pub fn speaker(&self, lang: Lang) -> Speaker {
        let Configuration { command, voices } = &self.configuration;
        let voice = match lang {
            Lang::Zh => voices.zh.as_deref(),
            Lang::En => voices.en.as_deref(),
        };
        Speaker::new(command, lang, voice)
    }
}
