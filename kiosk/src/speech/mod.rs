//! Reading aloud (朗读) at the terminal: a program of its own, loaded when somebody first asks for it. It reads what
//! stands on the page ([`page`], [`read`]), makes sentences of it ([`say`]), keeps their course ([`course`]) and plays what the
//! server speaks ([`sound`]). The terminal tells it by attributes of the page whether it is wanted (`data-speech`), in
//! which language (`lang`) and whether the person has headphones (`data-headphones`); what is said is shown in the line
//! `.spoken`, and `mingtang:speaking` tells the idle clock that somebody listens.

pub mod control;
pub mod course;
pub mod echo;
pub mod keys;
mod news;
pub mod page;
mod read;
pub mod say;
pub mod sound;
mod voice;
mod watch;
pub mod words;

use crate::live::device;
use say::Said;
use sound::Player;
use voice::{Voice, show};
use words as w;

/// Begins to read the page aloud; goes on until the page is left.
pub fn start() {
    // this program too is a kiosk's, and sends its token
    device::enrol();
    let Some(player) = Player::open() else {
        show(Some(&Said::new(page::lang(), w::UNAVAILABLE.get(page::lang()))));
        return;
    };
    let voice = Voice::new(player);
    watch::watch(&voice);
    voice.changed();
}
