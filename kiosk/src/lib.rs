//! Every screen a browser shows, as small programs over one library: the citizen's terminal,
//! the wall screen and the staff desk. Each loads only its own WebAssembly.
//!
//! `live` is the only way to the server; what it brings is folded by `hall` and drawn by the pages.

#![deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing))]

pub mod desk;
pub mod live;
pub mod page;
pub mod screen;
pub mod session;
pub mod speech;
pub mod terminal;
pub mod text;
pub mod ui;
