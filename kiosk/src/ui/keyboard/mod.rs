//! The terminal's own keyboard (A47, A48): no field ever calls the system's. [`Digits`] for a code,
//! [`Letters`] with digits, first letters, English, and pinyin with candidates for words. Touched or
//! pressed, it writes into signals that end with the visit; nothing of it is kept anywhere.
//!
//! A way of writing that a hall adds (by hand on the glass, by voice) is a script beside the program. It says
//! what was written by an event on the document, and the keyboard puts that where the letters go:
//! `document.dispatchEvent(new CustomEvent("mingtang-written", { detail: "张" }))`.

mod candidates;
pub mod digits;
pub mod entry;
pub(super) mod keys;
pub mod letters;

pub use digits::Digits;
pub use letters::{Letters, TYPED_MAX, Words};
