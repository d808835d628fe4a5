//! Reads what the server wrote (JSON) into its types.
//!
//! `serde_json` does the same, and does it for each type anew: with words for whoever wrote the text wrongly, and
//! with lists in the place of records. That was a fifth of what a browser loads. Here everything that does not
//! depend on a type is written once (`json/reader.rs`), and a text that is no answer is only that ([`Broken`]).

mod reader;
#[cfg(test)]
mod tests;
mod types;

use reader::Reader;
use serde::de::{self, Deserialize, Expected, Unexpected};
use std::fmt;

/// The text is no JSON, or not of this type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Broken;

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("cannot be read")
    }
}

impl std::error::Error for Broken {}

// every word that the defaults would put together would be in the program
impl de::Error for Broken {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
    fn invalid_type(_: Unexpected<'_>, _: &dyn Expected) -> Self {
        Self
    }
    fn invalid_value(_: Unexpected<'_>, _: &dyn Expected) -> Self {
        Self
    }
    fn invalid_length(_: usize, _: &dyn Expected) -> Self {
        Self
    }
    fn unknown_variant(_: &str, _: &'static [&'static str]) -> Self {
        Self
    }
    fn unknown_field(_: &str, _: &'static [&'static str]) -> Self {
        Self
    }
    fn missing_field(_: &'static str) -> Self {
        Self
    }
    fn duplicate_field(_: &'static str) -> Self {
        Self
    }
}

/// Reads the whole text as one value.
///
/// # Errors
/// [`Broken`] when it is none of this type.
pub fn read<'a, T: Deserialize<'a>>(text: &'a str) -> Result<T, Broken> {
    let mut reader = Reader { text, at: 0, depth: 0 };
    let value = T::deserialize(&mut reader)?;
    if reader.peek().is_none() { Ok(value) } else { Err(Broken) }
}
