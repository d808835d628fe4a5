//! The workbook to fill in.

use hall::profile::Hall;

/// The workbook.
#[must_use]
pub fn template(_hall: &Hall) -> Vec<u8> {
    Vec::new()
}
