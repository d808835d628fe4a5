//! A soft tone for the warning before the end, so that it reaches a second sense (A34). Made by the
//! browser, no file; where sound is blocked, nothing happens, because the same is on the screen (A30).

use web_sys::{AudioContext, OscillatorType};

/// The device's voice; one for the whole page, opened when it is first needed.
#[derive(Default)]
pub struct Tones(Option<AudioContext>);

impl Tones {
    /// Two gentle notes, less than a second.
    pub fn warn(&mut self) {
        // a device without sound is no fault
        let _ = self.play();
    }

    fn play(&mut self) -> Result<(), wasm_bindgen::JsValue> {
        let audio = match &self.0 {
            Some(audio) => audio,
            None => self.0.insert(AudioContext::new()?),
        };
        let now = audio.current_time();
        for (start, hertz) in [(0.0, 660.0), (0.28, 520.0)] {
            let tone = audio.create_oscillator()?;
            tone.set_type(OscillatorType::Sine);
            tone.frequency().set_value(hertz);
            let volume = audio.create_gain()?;
            volume.gain().set_value_at_time(0.0001, now + start)?;
            volume.gain().exponential_ramp_to_value_at_time(0.18, now + start + 0.03)?;
            volume.gain().exponential_ramp_to_value_at_time(0.0001, now + start + 0.5)?;
            tone.connect_with_audio_node(&volume)?;
            volume.connect_with_audio_node(&audio.destination())?;
            tone.start_with_when(now + start)?;
            tone.stop_with_when(now + start + 0.5)?;
        }
        Ok(())
    }
}
