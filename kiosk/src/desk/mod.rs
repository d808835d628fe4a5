//! The staff desk: a clerk calls and serves at a window, a supervisor sees the whole hall, an administrator
//! manages the accounts, and whoever is asked at the counter gives out numbers and books. One page that
//! follows who is signed in.
//!
//! What a window shows comes from the live board and from the answers about that window
//! ([`standing`]), and so does who waits for it ([`waitlist`]); what a clerk may do next is decided by
//! [`steps`], what makes a queue yellow or red by [`load`]. No rating of a single service is
//! ever shown to the person who served (domain 4.3).

mod accounts;
mod app;
mod assign;
mod bar;
mod checklist;
mod console;
mod context;
mod counter;
mod crew;
mod dialog;
mod figures;
mod finish;
mod foot;
mod guides;
mod halt;
mod handover;
mod header;
mod help;
mod invitation;
mod lines;
pub mod load;
mod matters;
mod notice;
mod notices;
mod orders;
mod overview;
mod password;
mod pause;
mod pick;
mod priority;
mod queues;
mod ratings;
mod reason;
mod record;
mod screens;
mod seats;
mod signin;
pub mod standing;
mod stepbar;
pub mod steps;
mod tasks;
pub mod text;
mod ticket;
mod transfer;
mod waiting;
pub mod waitlist;
mod wire;

pub use app::run;
