//! The catalog of the hall, fetched once for every part of the desk that lets matters be found.

use super::context::Desk;
use super::tasks::Tasks;
use super::wire;
use leptos::prelude::*;

/// Fetches the catalog when the hall is known, and again when `open` turns true without one.
pub fn fetch_when(desk: Desk, open: impl Fn() -> bool + Send + Sync + 'static) {
    let tasks = Tasks::new();
    Effect::new(move || {
        let Some(hall) = desk.hall.with(|hall| hall.as_ref().map(|hall| hall.id.clone())) else {
            return;
        };
        open();
        if desk.catalog.with_untracked(Option::is_none) {
            tasks.spawn(async move {
                if let Ok(view) = wire::catalog(hall).await {
                    desk.catalog.set(Some(view));
                }
            });
        }
    });
}
