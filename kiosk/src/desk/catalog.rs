//! The catalog of the hall, fetched once for every part of the desk that lets matters be found, and again when
//! another may be in force.

use super::context::Desk;
use super::tasks::Tasks;
use super::wire;
use leptos::prelude::*;

/// Fetches the catalog when the hall is known, again when `open` turns true without one, and again when another
/// may be in force.
pub fn fetch_when(desk: Desk, open: impl Fn() -> bool + Send + Sync + 'static) {
    let tasks = Tasks::new();
    let asked = RwSignal::new(0_u32);
    desk.live.on_heard(move |heard| {
        if heard.may_change_catalog() && desk.catalog.with_untracked(Option::is_some) {
            asked.update(|asked| *asked += 1);
        }
    });
    Effect::new(move |before: Option<u32>| {
        let asked = asked.get();
        let Some(hall) = desk.hall.with(|hall| hall.as_ref().map(|hall| hall.id.clone())) else {
            return asked;
        };
        open();
        let moved = before.is_some_and(|before| before != asked);
        if moved || desk.catalog.with_untracked(Option::is_none) {
            tasks.spawn(async move {
                // what did not change is not drawn again
                if let Ok(view) = wire::catalog(hall).await
                    && desk.catalog.with_untracked(|known| known.as_ref() != Some(&view))
                {
                    desk.catalog.set(Some(view));
                }
            });
        }
        asked
    });
}
