//! The wall screens: the main board with its voice, and the sign of each window. A screen is watched,
//! not touched: it starts, recovers, renews itself and shows both languages at once.
//!
//! What is shown is decided in plain modules ([`announcer`], [`rows`], [`sign`], [`voice::plan`]); the
//! others only draw it.

pub mod announcer;
mod app;
mod board;
mod both;
mod call_panel;
mod call_table;
mod card;
mod care;
mod emergency;
mod fallback;
mod fit;
mod footer;
mod frame;
mod header;
mod here;
mod idle_panel;
mod layouts;
mod legible;
mod mark;
mod matters;
mod page_turn;
mod picture;
mod plate;
mod poster;
mod report;
pub mod route;
pub mod rows;
pub mod sign;
pub mod signs;
mod stage;
pub mod text;
mod unknown;
pub mod voice;
mod window_sign;

pub use app::start;
pub use poster::start as start_posters;
