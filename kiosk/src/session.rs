//! One person at a device: the language and the size they chose, how long they have been away
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
}

impl Session {
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

    /// A text of the hall as a signal, for a label.
    #[must_use]
    pub fn text(self, text: Text) -> Signal<String> {
        Signal::derive(move || text.get(self.lang.get()).to_owned())
    }
}

/// Begins a session with the defaults: Chinese, standard size.
pub fn provide_session() -> Session {
    let session = Session { lang: RwSignal::new(Lang::Zh), elder: RwSignal::new(false) };
    provide_context(session);
    session
}

/// The session of this page.
#[must_use]
pub fn use_session() -> Session {
    use_context().unwrap_or_else(provide_session)
}

/// Marks the page as the elder version, for the style sheet; unmarks it otherwise (A15).
pub fn mark_elder(elder: bool) {
    let Some(root) = web_sys::window().and_then(|w| w.document()).and_then(|d| d.document_element()) else {
        return;
    };
    // both fail only for an invalid name
    let _ =
        if elder { root.set_attribute("data-elder", "true") } else { root.remove_attribute("data-elder") };
}

/// Ends a session by a full page load: what was in memory, in the address and on the screen is gone
/// with the page (A37), and the history does not grow (A39).
pub fn wipe(start: &str) {
    if let Some(window) = web_sys::window() {
        // fails only when the page is being left already
        let _ = window.location().replace(start);
    }
}
