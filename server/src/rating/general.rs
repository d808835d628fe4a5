//! Ratings of no service in particular (R43): 综合点评 of a hall or one of its windows, from a kiosk, a pad, or the code that
//! hangs there; and 监督查评 by who inspects. They stand beside those of services, with a kind of their own, and never
//! count among them; a bad one has a work order like any other.

use super::store;
use crate::app::App;
use crate::client::Pace;
use crate::problem::Refused;
use hall::code::Code;
use hall::id::{AccountId, HallId, RequestKey, WindowId};
use hall::rating::{Channel, Kind, Rating};
use std::num::NonZeroU32;

/// From one address so often a minute: everybody in a hall's Wi-Fi has the same, so this is only against programs.
const OF_ADDRESS: NonZeroU32 = NonZeroU32::new(60).unwrap();
/// The same where all come from one proxy.
const OF_UNKNOWN: NonZeroU32 = NonZeroU32::new(600).unwrap();

/// Limits how fast such ratings come.
#[must_use]
pub fn pace() -> Pace {
    Pace::per_minute(OF_ADDRESS, OF_UNKNOWN)
}

/// Who rates, and what.
#[derive(Clone, Debug)]
pub struct About<'a> {
    /// The hall.
    pub hall: &'a HallId,
    /// The window; none for the whole hall.
    pub window: Option<&'a WindowId>,
    /// In which way.
    pub kind: Kind,
    /// Who inspected; nobody else is known.
    pub by: Option<&'a AccountId>,
    /// How it came in.
    pub channel: Channel,
    /// Names the request: the same one twice makes one rating.
    pub key: &'a RequestKey,
}

/// Stores it; its number.
///
/// # Errors
/// `unknown_hall`, `unknown_window`; the refusals of [`Rating::check`]; `already_rated` for a request that made one;
/// `unavailable`.
pub async fn rate(app: &App, about: &About<'_>, rating: Rating) -> Result<i64, Refused> {
    let queue = app.queue(about.hall)?;
    if about.window.is_some_and(|window| queue.hall.window(window).is_none()) {
        return Err(Code::UnknownWindow.into());
    }
    let checked = rating.check(&app.norm)?;
    let day = queue.now().business_day(queue.hall.rules.day_starts_at);
    let id = store::insert_general(app, about, &day.to_string(), &checked).await?;
    metrics::counter!("ratings_total", "level" => checked.level.get().to_string()).increment(1);
    Ok(id)
}

/// A name for a request that has none: 128 random bits.
///
/// # Errors
/// `unavailable` when the system has no randomness.
pub fn fresh_key() -> Result<RequestKey, Code> {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes).map_err(|_| Code::Unavailable)?;
    data_encoding::HEXLOWER.encode(&bytes).parse().map_err(|_| Code::Internal)
}
