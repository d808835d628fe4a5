//! The rules of the line (R28, domain §2.7): from the board, a command and the time to new facts, or
//! to a refusal. Waiting times are told as a range ([`estimate`]).

mod cutoff;
mod decide;
mod estimate;
#[cfg(test)]
mod hours_tests;
#[cfg(test)]
mod tests;

pub use cutoff::is_too_late;
pub use decide::{Command, decide, settle};
pub use estimate::{Estimate, estimate};
