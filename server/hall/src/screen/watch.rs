//! What the desk knows of the screens: which did not show a call, which have not confirmed an emergency, which are
//! away. Pure: from what each reported last, and the board.

use super::layout::Layout;
use super::report::Face;
use super::signage::Screen;
use crate::board::{Board, TicketState};
use crate::id::Number;
use crate::moment::Moment;
use serde::{Deserialize, Serialize};

/// A call that was not shown after so many seconds is told to the desk, which asks every two: within five altogether.
pub const CONFIRM_SECONDS: u32 = 3;
/// A screen that has not reported for so many seconds is away.
const AWAY_SECONDS: u32 = 30;
/// A voice that can be heard says one call after another: after so many seconds without another one it hangs.
const VOICE_SECONDS: u32 = 40;
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
    /// When another panel last reported under the same address, which does not count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other: Option<Moment>,
    /// Since when it says of its last call that it was spoken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spoken_at: Option<Moment>,
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
    /// Another panel uses its address.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub doubled: bool,
    /// Its page has another shape than the registered panel: what was reckoned for that does not hold.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub misshapen: bool,
}

/// How a screen stands. `speaks`: it is the one that speaks in its zone.
#[must_use]
pub fn look(screen: &Screen, seen: Option<&Seen>, board: &Board, now: Moment, speaks: bool) -> Standing {
    let recent = |at: Moment| now.seconds_since(at) <= AWAY_SECONDS;
    let here = seen.is_some_and(|seen| recent(seen.at));
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
    // what has come or was missed before its turn is not said, and nothing is in a quiet hour
    let unsaid = asked.clone().filter(|call| {
        let state = board.ticket(&call.ticket).map(|ticket| ticket.state);
        call.seq > spoken && state == Some(TicketState::Called) && screen.volume(now.minute_of_day()) > 0
    });
    let hangs = || {
        let last = seen.and_then(|seen| seen.spoken_at).map_or(u32::MAX, |at| now.seconds_since(at));
        let first = unsaid.clone().map(|call| now.seconds_since(call.at)).max();
        last >= VOICE_SECONDS && first.is_some_and(|age| age >= VOICE_SECONDS)
    };
    Standing {
        here,
        not_shown: newest(shown),
        not_spoken: unsaid
            .clone()
            .next()
            .filter(|_| speaks && (!(here && heard) || hangs()))
            .map(|call| call.ticket.clone()),
        confirmed: emergency.map(|emergency| face.and_then(|face| face.emergency) == Some(emergency.seq)),
        doubled: seen.and_then(|seen| seen.other).is_some_and(recent),
        misshapen: face.is_some_and(|face| here && is_misshapen(screen, face.size_px)),
    }
}

/// Whether a page of these pixels is of another shape than the panel that was measured: by more than a fiftieth, which
/// edges that a panel cuts off may take.
fn is_misshapen(screen: &Screen, (wide, high): (u32, u32)) -> bool {
    let (wide, high) = (u64::from(wide), u64::from(high));
    let (across, down) = (u64::from(screen.width_px), u64::from(screen.height_px));
    let (page, panel) = (wide * down, across * high);
    screen.diagonal_mm > 0 && page > 0 && panel > 0 && page.abs_diff(panel) * 50 > panel
}

/// A sign shows what its window has now, a board keeps calls that have ended.
fn is_asked(screen: &Screen, board: &Board, call: &crate::board::Call) -> bool {
    match &screen.layout {
        Layout::Window { window } => board.window(window).ticket.as_ref() == Some(&call.ticket),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_of_another_shape_than_the_measured_panel_is_told() {
        let screen = Screen { diagonal_mm: 1397, ..Screen::plain("lobby".parse().unwrap(), Layout::Six) };
        for (size, told) in [
            ((1920, 1080), false),
            ((3840, 2160), false),
            ((1280, 720), false),
            ((1920, 1060), false),
            ((1920, 1000), true),
            ((1080, 1920), true),
            ((0, 0), false),
        ] {
            assert_eq!(is_misshapen(&screen, size), told, "{size:?}");
        }
        assert!(!is_misshapen(&Screen { diagonal_mm: 0, ..screen }, (1080, 1920)), "nobody measured it");
    }
}
