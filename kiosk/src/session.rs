//! One person at a device: the language and the modes they chose, how long they have been away
//! ([`idle`]), and the end of it all ([`wipe`]). Nothing of it is stored; it ends with the page.

pub mod idle;

use hall::text::{Lang, Phrase, Text};
use leptos::prelude::*;

/// What one person chose.
#[derive(Clone, Copy, Debug)]
pub struct Session {
    /// The language of the screen.
    pub lang: RwSignal<Lang>,
    /// The elder version 长辈版: larger, less on a page, more time (A13, A15).
    pub elder: RwSignal<bool>,
    /// Seated 低位: all that is to be touched lies in the lower half (A50).
    pub seated: RwSignal<bool>,
    /// High contrast 高对比.
    pub contrast: RwSignal<bool>,
    /// The page is read aloud 朗读: a person who listens has more time (A35).
    pub speech: RwSignal<bool>,
}

impl Session {
    /// A session with the defaults: Chinese, standard size, no mode.
    #[must_use]
    pub fn new() -> Self {
        let off = || RwSignal::new(false);
        Self { lang: RwSignal::new(Lang::Zh), elder: off(), seated: off(), contrast: off(), speech: off() }
    }

    /// Back to the defaults (A15).
    pub fn reset(self) {
        self.lang.set(Lang::Zh);
        for mode in [self.elder, self.seated, self.contrast, self.speech] {
            mode.set(false);
        }
    }

    /// Whether the person has twice the time (A35).
    #[must_use]
    pub fn is_slow(self) -> bool {
        self.elder.get_untracked() || self.speech.get_untracked()
    }

    /// A phrase in the person's language; reading it follows the language.
    #[must_use]
    pub fn say(self, phrase: Phrase) -> &'static str {
        phrase.get(self.lang.get())
    }

    /// A phrase as a signal, for a label.
    #[must_use]
    pub fn words(self, phrase: Phrase) -> Signal<String> {
        Signal::derive(move || self.say(phrase).to_owned())
    }

    /// What sizes of text and borders follow: larger, and of high contrast.
    #[must_use]
    pub fn sizes(self) -> Signal<(bool, bool)> {
        Signal::derive(move || (self.elder.get(), self.contrast.get()))
    }

    /// A text of the hall as a signal, for a label.
    #[must_use]
    pub fn text(self, text: Text) -> Signal<String> {
        Signal::derive(move || text.get(self.lang.get()).to_owned())
    }
}

impl Default for Session {
    fn default() -> Self {
        Self::new()
    }
}

/// Begins a session.
pub fn provide_session() -> Session {
    let session = Session::new();
    provide_context(session);
    session
}

/// The session of this page.
#[must_use]
pub fn use_session() -> Session {
    use_context().unwrap_or_else(provide_session)
}

/// Marks the page as being in a mode, for the style sheet, for as long as it is (A15).
pub fn mark(name: &'static str, mode: RwSignal<bool>) {
    Effect::new(move || {
        let root = web_sys::window().and_then(|w| w.document()).and_then(|d| d.document_element());
        let Some(root) = root else { return };
        // both fail only for an invalid name
        let _ = if mode.get() { root.set_attribute(name, "true") } else { root.remove_attribute(name) };
    });
}

/// Ends a session by a full page load: what was in memory, in the address and on the screen is gone
/// with the page (A37), and the history does not grow (A39).
pub fn wipe(start: &str) {
    if let Some(window) = web_sys::window() {
        // fails only when the page is being left already
        let _ = window.location().replace(start);
    }
}
