//! The voice of the main board (R29): what is said when ([`plan`]), how it sounds ([`player`]), and
//! what was really sounded ([`log`]). Everything it says stands on the screen as well (A30).

pub mod alarm;
pub mod leader;
pub mod log;
pub mod plan;
pub mod player;
