//! Help at a kiosk (求助, A61, Art. 39 无障碍环境建设法): a machine calls, the desks hear of it by the event stream,
//! and somebody says that they go there. The rules are [`hall::queue`]; nothing of the citizen is ever told.

pub mod http;

use crate::client::Pace;
use crate::queue::Queue;
use hall::board::Help;
use hall::code::Code;
use hall::device::NAMELESS;
use hall::id::{AccountId, DeviceId};
use hall::queue::Command;
use std::num::NonZeroU32;

/// Calls from one address, per minute: a hand on a kiosk makes far fewer.
const OF_ADDRESS: NonZeroU32 = NonZeroU32::new(20).unwrap();
/// Calls from behind proxies that are not trusted, all together, per minute.
const OF_UNKNOWN: NonZeroU32 = NonZeroU32::new(300).unwrap();

/// Limits how fast machines call.
#[must_use]
pub fn pace() -> Pace {
    Pace::per_minute(OF_ADDRESS, OF_UNKNOWN)
}

/// Somebody at a kiosk asks for help; `device` is none for a machine that was enrolled without a name.
///
/// # Errors
/// `unknown_device`, `help_too_soon`, `outside_hours` in a hall that rested for a month, or `unavailable`.
pub async fn call(queue: &Queue, device: Option<&str>, by: Option<AccountId>) -> Result<Help, Code> {
    let device: DeviceId = device.unwrap_or(NAMELESS).parse().map_err(|_| Code::UnknownDevice)?;
    queue.command_by(Command::CallHelp { device: device.clone() }, by).await?;
    view(queue, &device)
}

/// Somebody of the staff goes there; the ledger keeps who.
///
/// # Errors
/// `help_unknown`, or `unavailable`.
pub async fn end(queue: &Queue, device: &str, by: AccountId) -> Result<Help, Code> {
    let device: DeviceId = device.parse().map_err(|_| Code::HelpUnknown)?;
    queue.command_by(Command::EndHelp { device: device.clone() }, Some(by)).await?;
    view(queue, &device)
}

fn view(queue: &Queue, device: &DeviceId) -> Result<Help, Code> {
    // none when the day has turned meanwhile
    queue.live().board.help_at(device).cloned().ok_or(Code::HelpUnknown)
}
