//! A queue: a line of waiting people.

use crate::appointment::Appointments;
use crate::id::Prefix;
use crate::text::Text;
use serde::{Deserialize, Serialize};

/// A line of waiting people, named by its prefix.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Queue {
    /// First part of every number.
    pub prefix: Prefix,
    /// Its name.
    pub name: Text,
    /// A short name for the big board; at most 8 Han characters.
    pub short: Text,
    /// Where to wait.
    pub zone: String,
    /// The first number of a day.
    #[serde(default = "one")]
    pub first_number: u32,
    /// Numbers per day at most; none means no limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub daily_quota: Option<u32>,
    /// Priority share: the hall's `overtakes_in_row` for this queue alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub overtakes_in_row: Option<u32>,
    /// Usual minutes of one service, before anything was learned today.
    #[serde(default = "eight")]
    pub typical_minutes: u32,
    /// How it takes appointments; none means that it takes none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub appointments: Option<Appointments>,
}

const fn one() -> u32 {
    1
}

const fn eight() -> u32 {
    8
}
