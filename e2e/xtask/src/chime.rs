//! The chime before a call: two falling tones, 叮咚, computed and not recorded. Soft at the start, so that
//! it does not startle, and out by itself before the voice begins.

use std::f32::consts::TAU;
use std::io::Cursor;

use anyhow::Result;
use hound::{SampleFormat, WavSpec, WavWriter};

/// What all sounds of the site are: one channel of 16 bits at the rate espeak-ng speaks at.
pub const FORMAT: WavSpec =
    WavSpec { channels: 1, sample_rate: 22_050, bits_per_sample: 16, sample_format: SampleFormat::Int };

const SECONDS: f32 = 0.8;

/// Frequency in hertz and start in seconds: E5, then C5.
const TONES: [(f32, f32); 2] = [(659.26, 0.0), (523.25, 0.28)];

/// The chime as a WAV file.
pub fn build() -> Result<Vec<u8>> {
    let rate = FORMAT.sample_rate as f32;
    let samples: Vec<i16> = (0..(SECONDS * rate) as usize).map(|i| to_sample(at(i as f32 / rate))).collect();
    wav(&samples)
}

/// Packs samples as a WAV file.
pub fn wav(samples: &[i16]) -> Result<Vec<u8>> {
    let mut file = Cursor::new(Vec::new());
    let mut writer = WavWriter::new(&mut file, FORMAT)?;
    for sample in samples {
        writer.write_sample(*sample)?;
    }
    writer.finalize()?;
    Ok(file.into_inner())
}

/// From −1..1 to 16 bits.
pub fn to_sample(level: f32) -> i16 {
    (level.clamp(-1.0, 1.0) * f32::from(i16::MAX)) as i16
}

/// The level at a time in seconds.
fn at(time: f32) -> f32 {
    let fade_out = ((SECONDS - time) / 0.05).clamp(0.0, 1.0);
    let sum: f32 = TONES.iter().map(|(hertz, start)| tone(*hertz, time - start)).sum();
    0.5 * fade_out * sum
}

/// One struck tone: the note and two partials that die away faster.
fn tone(hertz: f32, time: f32) -> f32 {
    if time < 0.0 {
        return 0.0;
    }
    let attack = (time / 0.008).min(1.0);
    let partial =
        |n: f32, level: f32, decay: f32| level * (-time * decay).exp() * (TAU * hertz * n * time).sin();
    attack * (partial(1.0, 0.8, 5.0) + partial(2.0, 0.25, 9.0) + partial(4.0, 0.08, 16.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chime_starts_and_ends_in_silence_and_never_clips() {
        let levels: Vec<f32> = (0..800).map(|ms| at(ms as f32 / 1000.0)).collect();
        assert!(levels[0].abs() < 0.01 && levels[799].abs() < 0.01);
        assert!(levels.iter().all(|level| level.abs() < 0.95));
        assert!(levels.iter().any(|level| level.abs() > 0.3));
    }
}
