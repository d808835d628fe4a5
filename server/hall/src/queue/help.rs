//! Help at a kiosk (A61): one call a machine at a time, seen by the staff, and not again at once.

use crate::board::Board;
use crate::code::Code;
use crate::device::{NAMELESS, SOMEWHERE};
use crate::event::Event;
use crate::id::DeviceId;
use crate::moment::Moment;
use crate::profile::Hall;

/// After somebody of the staff has seen a call, the same machine calls again after so many seconds at the earliest.
const AGAIN_SECONDS: u32 = 20;

/// Somebody asks for help: nothing new while they have asked already.
///
/// # Errors
/// `unknown_device`, or `help_too_soon` when somebody is on the way since a moment ago.
pub fn call(board: &Board, hall: &Hall, device: &DeviceId, now: Moment) -> Result<Vec<Event>, Code> {
    let place = match hall.device(device) {
        Some(known) => known.place.clone(),
        None if device.as_str() == NAMELESS => SOMEWHERE.text(),
        None => return Err(Code::UnknownDevice),
    };
    let today = |since: Moment| board.day.is_none_or(|day| since.day() == day);
    match board.help_at(device).map(|help| help.seen.ok_or(help.since)) {
        // who asked before midnight is still waited for, and who asks now is somebody else
        Some(Err(since)) if today(since) => Ok(Vec::new()),
        // a clock that was set back says nothing about the time since then
        Some(Ok(seen)) if seen <= now && now.seconds_since(seen) < AGAIN_SECONDS => Err(Code::HelpTooSoon),
        _ => Ok(vec![Event::HelpCalled { device: device.clone(), place }]),
    }
}

/// Somebody goes there: nothing new when another one does already.
///
/// # Errors
/// `help_unknown` when nobody has called there today and nobody is waited for since before.
pub fn end(board: &Board, device: &DeviceId) -> Result<Vec<Event>, Code> {
    match board.help_at(device).ok_or(Code::HelpUnknown)?.seen {
        Some(_) => Ok(Vec::new()),
        None => Ok(vec![Event::HelpEnded { device: device.clone() }]),
    }
}
