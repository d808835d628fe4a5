//! The rules of the line (R28, domain §2.7): from the board, a command and the time to new facts, or
//! to a refusal. Waiting times are told as a range ([`estimate`]).

mod choose;
mod command;
mod cutoff;
mod decide;
mod emergency;
mod estimate;
mod evening;
mod help;
mod issue;
mod learn;
#[cfg(test)]
mod tests;

pub use choose::upcoming;
pub use command::{Command, Issue};
pub use cutoff::is_too_late;
pub use decide::{decide, settle};
pub use emergency::{EMERGENCY_EN, EMERGENCY_ZH};
pub use estimate::{Estimate, estimate};
pub use learn::Lengths;
