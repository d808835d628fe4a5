//! What a service hall *is*: pure types and rules, shared by the server and by every screen.
//!
//! This crate knows nobody: no clock (time is passed in), no randomness (ids are passed in), no
//! network, no database, no user interface. A rule is a function from state and command to events
//! ([`queue::decide`]); state moves only by [`board::Board::apply`]. The same `apply` runs in the
//! server, in every screen, and in the tests.

#![deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing))]

pub mod api;
pub mod appointment;
pub mod board;
pub mod catalog;
pub mod code;
pub mod dates;
pub mod device;
pub mod event;
pub mod form;
pub mod hours;
pub mod id;
pub mod mask;
pub mod moment;
pub mod notice;
pub mod order;
pub mod personal;
pub mod pinyin;
pub mod profile;
pub mod queue;
pub mod rating;
pub mod screen;
pub mod search;
pub mod speech;
pub mod staff;
pub mod text;
