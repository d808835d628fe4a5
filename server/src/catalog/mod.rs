//! Halls and their catalogs: what is read from files, the versions in the database, what is in force
//! ([`shelf`]), and what was read from a file and waits to be published ([`staging`]).

pub mod admin;
pub mod cli;
pub mod findings;
pub mod http;
pub mod import;
pub mod imports;
pub mod load;
pub mod notes;
pub mod pack;
pub mod pinyin;
pub mod published;
pub mod search;
pub mod shelf;
pub mod staging;
pub mod store;
pub mod versions;

pub use published::{Published, Variant};
pub use shelf::Shelf;
