//! The catalog as a page has it: always one whole version. It is asked for until it is there, and whenever another
//! may be in force: one was published, a new day began, or the page was away. What has not changed does not
//! travel again: the browser asks with what it has (304).

use super::follow::Follow;
use super::path::Call;
use super::{Failure, Heard, Live, api};
use gloo_timers::future::TimeoutFuture;
use hall::api::CatalogView;
use leptos::prelude::*;

/// The catalog of the page's hall.
#[derive(Clone, Copy)]
pub struct Catalog {
    /// It; none until it is there.
    pub view: RwSignal<Option<CatalogView>>,
    /// Why it is not there.
    pub failure: RwSignal<Option<Failure>>,
    wanted: RwSignal<bool>,
    follow: StoredValue<Follow>,
    live: Live,
}

impl Catalog {
    /// Follows what is in force once somebody wants it; ends with the component that is being built.
    #[must_use]
    pub fn new(live: Live) -> Self {
        let catalog = Self {
            view: RwSignal::new(None),
            failure: RwSignal::new(None),
            wanted: RwSignal::new(false),
            follow: StoredValue::new(Follow::default()),
            live,
        };
        live.on_heard(move |heard| {
            let asks = catalog.follow.try_update_value(|follow| match heard {
                Heard::Snapshot => {
                    follow.was_away();
                    true
                }
                Heard::Fact(fact) => follow.hear(&fact.event),
            });
            if asks == Some(true) {
                catalog.ask();
            }
        });
        let known = Memo::new(move |_| live.hall.with(Option::is_some));
        Effect::new(move || {
            if known.get() && catalog.wanted.get() {
                catalog.ask();
            }
        });
        catalog
    }

    /// From now on it is here, or on its way.
    pub fn want(self) {
        if !self.wanted.get_untracked() {
            self.wanted.set(true);
        }
    }

    /// What came was of this version: when the catalog is of another one it is asked for again, so that nobody
    /// stays with half of two versions.
    pub fn saw(self, version: &str) {
        let other =
            |known: &Option<CatalogView>| known.as_ref().is_some_and(|known| known.version != version);
        if self.view.try_with_untracked(other) == Some(true) {
            self.ask();
        }
    }

    /// This version was published from here: its event may take a moment.
    pub fn published(self, version: u32) {
        self.follow.update_value(|follow| follow.tell(version));
        self.ask();
    }

    fn ask(self) {
        let hall = self.live.hall.with_untracked(|hall| hall.as_ref().map(|view| view.hall.id.clone()));
        let (Some(hall), true) = (hall, self.wanted.get_untracked()) else { return };
        let Some(round) = self.follow.try_update_value(Follow::begin) else { return };
        leptos::task::spawn_local(async move {
            // ends with the page
            while self.is_current(round) {
                let answer = api::get::<CatalogView>(&Call::Catalog(hall.clone())).await;
                let version = answer.as_ref().ok().map(|view| view.version.clone());
                self.take(answer, round);
                let wait = self.follow.try_update_value(|follow| {
                    if follow.is_current(round) { follow.after(version.as_deref()) } else { None }
                });
                match wait.flatten() {
                    Some(wait) => TimeoutFuture::new(wait).await,
                    None => break,
                }
            }
        });
    }

    fn is_current(self, round: u32) -> bool {
        self.follow.try_with_value(|follow| follow.is_current(round)) == Some(true)
    }

    fn take(self, answer: Result<CatalogView, Failure>, round: u32) {
        let none = self.view.try_with_untracked(Option::is_none) == Some(true);
        match answer {
            // anything is better than nothing
            Ok(view) if none || self.is_current(round) => {
                self.failure.try_set(None);
                // what did not change is not drawn again
                if self.view.try_with_untracked(|known| known.as_ref() != Some(&view)) == Some(true) {
                    self.view.set(Some(view));
                }
            }
            // who has one goes on with it
            Err(failure) if none => _ = self.failure.try_set(Some(failure)),
            _ => {}
        }
    }
}
