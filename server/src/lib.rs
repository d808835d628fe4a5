//! The thin axum server of a service hall: HTTP, the database, delivery. One binary, several roles.
//!
//! One folder a capability: `mod.rs` is the service in terms of [`hall`], `http.rs` its routes (no
//! SQL, no rules), `store.rs` its SQL (no HTTP).

#![cfg_attr(
    not(test),
    deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)
)]

pub mod app;
pub mod appointments;
pub mod catalog;
pub mod cli;
pub mod client;
pub mod clock;
pub mod config;
pub mod db;
pub mod door;
pub mod forms;
pub mod health;
pub mod help;
pub mod ledger;
pub mod middleware;
pub mod notice;
pub mod orders;
pub mod pages;
pub mod problem;
pub mod qr;
pub mod queue;
pub mod rating;
pub mod screens;
pub mod script;
pub mod serve;
pub mod site;
pub mod speech;
pub mod staff;
