//! Sound as 16-bit WAV: read from a synthesiser, cut, joined, and written with true lengths. A program that writes
//! into a pipe cannot know how long it will be, and says something else.

use std::ops::RangeInclusive;

/// Below this a sample counts as silence (about −42 dB).
const SILENCE: u16 = 260;
/// Silence that is left around a sound, in milliseconds.
const MARGIN_MS: u32 = 40;
/// Samples a second that are believed.
const RATES: RangeInclusive<u32> = 8_000..=48_000;

/// One channel of sound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sound {
    /// Samples a second.
    pub rate: u32,
    /// The samples.
    pub samples: Vec<i16>,
}

impl Sound {
    /// Reads a WAV file of one channel and 16 bits; none when it is something else.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let number = |at: usize| {
            let four = bytes.get(at..at + 4)?;
            Some(u32::from_le_bytes(four.try_into().ok()?))
        };
        if bytes.get(..4)? != b"RIFF" || bytes.get(8..12)? != b"WAVE" {
            return None;
        }
        let (mut at, mut rate) = (12, None);
        loop {
            let (name, length) = (bytes.get(at..at + 4)?, usize::try_from(number(at + 4)?).ok()?);
            let body = at + 8;
            match name {
                b"fmt " => {
                    // plain samples, one channel; the sixteen bits are at the end
                    let plain = bytes.get(body..body + 4)? == [1, 0, 1, 0];
                    let wide = bytes.get(body + 14..body + 16)? == [16, 0];
                    rate = number(body + 4).filter(|rate| plain && wide && RATES.contains(rate));
                }
                b"data" => {
                    // a length that is not true: to the end
                    let end = body.saturating_add(length).min(bytes.len());
                    let pairs = bytes.get(body..end)?.chunks_exact(2);
                    let samples = pairs.filter_map(|pair| Some(i16::from_le_bytes(pair.try_into().ok()?)));
                    return Some(Self { rate: rate?, samples: samples.collect() });
                }
                _ => {}
            }
            at = body.checked_add(length)?.checked_add(length % 2)?;
        }
    }

    /// As a WAV file.
    #[must_use]
    pub fn write(&self) -> Vec<u8> {
        let length = u32::try_from(self.samples.len() * 2).unwrap_or(u32::MAX - 36);
        let mut bytes = Vec::with_capacity(44 + self.samples.len() * 2);
        bytes.extend(b"RIFF");
        bytes.extend((36 + length).to_le_bytes());
        bytes.extend(b"WAVEfmt ");
        bytes.extend(16_u32.to_le_bytes());
        bytes.extend([1, 0, 1, 0]);
        bytes.extend(self.rate.to_le_bytes());
        bytes.extend((self.rate * 2).to_le_bytes());
        bytes.extend([2, 0, 16, 0]);
        bytes.extend(b"data");
        bytes.extend(length.to_le_bytes());
        bytes.extend(self.samples.iter().flat_map(|sample| sample.to_le_bytes()));
        bytes
    }

    /// Whether this is a file that [`Self::write`] has written, to its end.
    #[must_use]
    pub fn is_whole(bytes: &[u8]) -> bool {
        let length = |at: usize| {
            bytes.get(at..at + 4).and_then(|four| Some(u32::from_le_bytes(four.try_into().ok()?)))
        };
        let is = |at: usize| {
            length(at).is_some_and(|length| usize::try_from(length).ok() == bytes.len().checked_sub(at + 4))
        };
        bytes.starts_with(b"RIFF") && is(4) && is(40)
    }

    /// Without the silence before and after it, but for a little.
    #[must_use]
    pub fn trimmed(mut self) -> Self {
        let loud = |sample: &i16| sample.unsigned_abs() > SILENCE;
        let margin = usize::try_from(self.rate * MARGIN_MS / 1000).unwrap_or_default();
        let (Some(first), Some(last)) =
            (self.samples.iter().position(loud), self.samples.iter().rposition(loud))
        else {
            self.samples.clear();
            return self;
        };
        self.samples.truncate((last + 1 + margin).min(self.samples.len()));
        self.samples.drain(..first.saturating_sub(margin));
        self
    }

    /// With another sound after it; false when that has another rate.
    #[must_use]
    pub fn join(&mut self, other: &Self) -> bool {
        if self.samples.is_empty() {
            self.rate = other.rate;
        }
        let same = self.rate == other.rate;
        if same {
            self.samples.extend(&other.samples);
        }
        same
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_written_is_read_back(samples in prop::collection::vec(any::<i16>(), 0..400), rate in RATES) {
            let sound = Sound { rate, samples };
            let bytes = sound.write();
            prop_assert_eq!(Sound::read(&bytes), Some(sound.clone()));
            prop_assert!(Sound::is_whole(&bytes) && !Sound::is_whole(&bytes[..bytes.len() - 1]));
            // an untrue length, as from a pipe
            let mut piped = bytes;
            piped[40..44].copy_from_slice(&0x7fff_f000_u32.to_le_bytes());
            prop_assert_eq!(Sound::read(&piped), Some(sound));
        }

        #[test]
        fn whatever_comes_is_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200), cut in 0_usize..60) {
            let _ = Sound::read(&bytes);
            prop_assert!(!Sound::is_whole(&bytes));
            let whole = Sound { rate: 22_050, samples: vec![5; 8] }.write();
            let _ = Sound::read(&whole[..cut.min(whole.len())]);
        }
    }

    #[test]
    fn silence_is_cut_but_for_a_little() {
        let mut samples = vec![0; 5_000];
        samples.extend([9_000; 100]);
        samples.extend([0; 5_000]);
        let trimmed = Sound { rate: 22_050, samples }.trimmed();
        assert_eq!(trimmed.samples.len(), 100 + 2 * 882);
        assert!(Sound { rate: 22_050, samples: vec![3; 999] }.trimmed().samples.is_empty());
    }
}
