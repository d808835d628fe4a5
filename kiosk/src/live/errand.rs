//! The hall itself, which the stream does not bring: fetched at the start and whenever the stream begins
//! anew, again and again until it is there.

use super::clock::monotonic_ms;
use super::path::Call;
use super::{Live, api};
use hall::api::{HallShort, HallView, Page};
use hall::hours::OpenState;
use hall::moment::Moment;
use hall::profile::Hall;
use leptos::prelude::*;
use serde::Deserialize;

/// A failed request for the hall itself is repeated after this.
const ERRAND_MS: f64 = 5_000.0;

/// What `HallView` has beside the hall.
#[derive(Deserialize)]
struct Standing {
    open: OpenState,
    now: Moment,
}

impl Live {
    /// Fetches the hall, or which hall it is, when that is wanted and due.
    pub(super) fn run_errand(self, now: f64) {
        let due = self.core.try_update_value(|core| match core.errand {
            Some(at) if now >= at => {
                core.errand = Some(now + f64::from(api::TIMEOUT_MS) + ERRAND_MS);
                Some(core.hall.clone())
            }
            _ => None,
        });
        let Some(Some(hall)) = due else { return };
        leptos::task::spawn_local(async move {
            let again = match hall {
                Some(hall) => match api::text(&Call::Hall(hall))
                    .await
                    .and_then(|body| api::both::<Hall, Standing>(&body))
                {
                    Ok((hall, Standing { open, now })) => {
                        self.hear_time(now, monotonic_ms());
                        self.hall.try_set(Some(HallView { hall, open, now }));
                        None
                    }
                    Err(_) => Some(monotonic_ms() + ERRAND_MS),
                },
                None => match api::get::<Page<HallShort>>(&Call::Halls)
                    .await
                    .map(|page| page.items.into_iter().next())
                {
                    Ok(Some(first)) => {
                        self.core.try_update_value(|core| core.hall = Some(first.id));
                        Some(0.0)
                    }
                    _ => Some(monotonic_ms() + ERRAND_MS),
                },
            };
            self.core.try_update_value(|core| core.errand = again);
        });
    }
}
