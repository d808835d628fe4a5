//! What the desk knows of the screens: which did not show a call, which have not confirmed an emergency, which are
//! away. Pure: from what each reported last, and the board.

use super::layout::Layout;
use super::report::Face;
use super::signage::Screen;
use crate::board::Board;
use crate::id::Number;
use crate::moment::Moment;
use serde::{Deserialize, Serialize};

/// A call that was not shown after so many seconds is told to the desk, which asks every two: within five altogether.
pub const CONFIRM_SECONDS: u32 = 3;
/// A screen that has not reported for so many seconds is away.
const AWAY_SECONDS: u32 = 30;
/// Older calls are not asked after: a screen shows only some of them.
const ASKED_SECONDS: u32 = 120;

/// The last report of a screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Seen {
    /// When the server heard it.
    pub at: Moment,
    /// What it said.
    pub face: Face,
}

/// How a screen stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Standing {
    /// It reports.
    pub here: bool,
    /// The newest call that it should have shown by now and did not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_shown: Option<Number>,
    /// The newest call that it should have spoken by now and did not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_spoken: Option<Number>,
    /// Whether it has painted the emergency message; none while there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirmed: Option<bool>,
}

/// How a screen stands. `speaks`: it is the one that speaks in its zone.
#[must_use]
pub fn look(screen: &Screen, seen: Option<&Seen>, board: &Board, now: Moment, speaks: bool) -> Standing {
    let here = seen.is_some_and(|seen| now.seconds_since(seen.at) <= AWAY_SECONDS);
    let face = seen.map(|seen| &seen.face);
    let shown = face.and_then(|face| face.shown.as_ref()).map_or(0, |shown| shown.seq);
    let spoken = face.and_then(|face| face.spoken.as_ref()).map_or(0, |spoken| spoken.seq);
    let emergency = board.emergency_at(now);
    let heard = face.is_some_and(|face| face.audible == Some(true));
    // while the message is on there are no calls
    let asked = board.calls.iter().filter(|_| emergency.is_none()).filter(|call| {
        let age = now.seconds_since(call.at);
        (CONFIRM_SECONDS..=ASKED_SECONDS).contains(&age)
            && screen.shows_call(call.queue(), &call.window)
            && is_asked(screen, board, call)
    });
    let newest = |after: u64| asked.clone().find(|call| call.seq > after).map(|call| call.ticket.clone());
    Standing {
        here,
        not_shown: newest(shown),
        // a voice that can be heard says each when those before it have ended
        not_spoken: if speaks && !(here && heard) { newest(spoken) } else { None },
        confirmed: emergency.map(|emergency| face.and_then(|face| face.emergency) == Some(emergency.seq)),
    }
}

/// A sign shows what its window has now, a board keeps calls that have ended.
fn is_asked(screen: &Screen, board: &Board, call: &crate::board::Call) -> bool {
    match &screen.layout {
        Layout::Window { window } => board.window(window).ticket.as_ref() == Some(&call.ticket),
        _ => true,
    }
}
