//! The keys of the voice (A23, A26). Letters and marks belong to what is typed or scanned, on the pages where something
//! is (a code from a scanner holds `-` too); there F2, F4, F7 and F8 do the same.

/// What a key does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// Once more.
    Repeat,
    /// Pause, or go on.
    Pause,
    /// Silence.
    Stop,
    /// Louder.
    Louder,
    /// Softer.
    Softer,
}

impl Key {
    /// The key by the browser's name; none when it is not for the voice.
    #[must_use]
    pub fn of(name: &str, typing: bool) -> Option<Self> {
        match name {
            "r" | "R" if !typing => Some(Self::Repeat),
            "p" | "P" if !typing => Some(Self::Pause),
            "F2" => Some(Self::Repeat),
            "F4" | "MediaPlayPause" => Some(Self::Pause),
            "Escape" => Some(Self::Stop),
            "+" | "=" if !typing => Some(Self::Louder),
            "-" if !typing => Some(Self::Softer),
            "F8" | "AudioVolumeUp" => Some(Self::Louder),
            "F7" | "AudioVolumeDown" => Some(Self::Softer),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_marks_belong_to_who_types() {
        assert_eq!(Key::of("r", false), Some(Key::Repeat));
        assert_eq!((Key::of("r", true), Key::of("p", true)), (None, None));
        assert_eq!((Key::of("F2", true), Key::of("F4", true)), (Some(Key::Repeat), Some(Key::Pause)));
        assert_eq!((Key::of("+", false), Key::of("-", false)), (Some(Key::Louder), Some(Key::Softer)));
        assert_eq!((Key::of("+", true), Key::of("-", true), Key::of("=", true)), (None, None, None));
        assert_eq!((Key::of("F8", true), Key::of("F7", true)), (Some(Key::Louder), Some(Key::Softer)));
        assert_eq!((Key::of("Enter", false), Key::of("7", false)), (None, None));
    }
}
