//! What hangs in a hall: wall screens, what each shows and why ([`program`]), how large its letters must be
//! ([`optics`]) and how much then fits ([`fit()`]), the words of a call ([`call`]), which screen speaks ([`leader`]),
//! and what screens report of themselves ([`report`], [`watch`]).

mod call;
mod fit;
mod layout;
mod leader;
mod list;
mod optics;
mod program;
mod report;
mod signage;
mod watch;

pub use call::{CALL_SENTENCE, call_clips, call_sentence};
pub use fit::{CALLS, Density, Fit, fit, fitted};
pub use layout::Layout;
pub use leader::{FRESH_SECONDS, Voice, leader};
pub use list::{Column, ColumnKind, ListKind, PublicList, word};
pub use optics::{DIGIT_MM_PER_METRE, HAN_MM_PER_METRE, Optics};
pub use program::{On, Why, on};
pub use report::{Face, Shown};
pub use signage::{
    Days, Entry, FloorMap, Notice, Outline, Piece, Playlist, SPEAKS_AT_MOST, Screen, Signage, Tone, Volume,
    WINDOW_PREFIX,
};
pub use watch::{CONFIRM_SECONDS, Seen, Standing, look};
