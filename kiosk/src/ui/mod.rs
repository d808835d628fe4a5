//! Components that every program may use, each with its accessibility built in. They know nothing of
//! a hall or a page: labels, states and what to do come from outside.

pub mod arrows;
pub mod button;
pub mod dialog;
pub mod fingers;
pub mod fit;
pub mod icon;
pub mod keyboard;
pub mod live_region;
pub mod pack;
pub mod paged;
pub mod pager;
pub mod spatial;
pub mod tile;
pub mod words;

pub use button::{Button, Look};
pub use dialog::Dialog;
pub use icon::{Icon, Picture};
pub use keyboard::{Digits, Letters};
pub use live_region::LiveRegion;
pub use paged::{Paged, WINDOW, Window};
pub use pager::Pager;
pub use tile::Tile;
pub use words::words;
