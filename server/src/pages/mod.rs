//! HTML that the server renders itself, for phones: light, one request, both languages at once, so
//! that nobody has to find a switch and nothing is lost by using one (A53).
//!
//! No script on rating and booking pages; the ticket's page has one small file that keeps it true.

pub mod book;
pub mod booked;
pub mod general;
pub mod guide;
pub mod layout;
pub mod notice;
pub mod rate;
pub mod rate_form;
pub mod text;
pub mod track;
