//! A full page load between two people: it wipes memory, takes a new build, and cures what may have
//! gone wrong (A37). Only when nobody is there and the server answers: a load without it would end on
//! the browser's own error page, and there would be nobody to press reload.

use super::route::Route;
use crate::live::use_live;
use crate::session::{use_session, wipe};
use gloo_net::http::Request;
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;

/// Whether the server is there is known after this long at the latest.
const PROBE_MS: u32 = 2_000;
/// Asked again after this long while it is not there.
const AGAIN_MS: u32 = 10_000;
/// Looked again after this long while something is to be settled before.
const HELD_MS: u32 = 250;
/// Remembers which build was already fetched, so that a shell from some cache makes no endless loop.
const FETCHED_KEY: &str = "mingtang-fetched-build";

/// The page load that is owed.
#[derive(Clone, Copy)]
pub struct Renewal {
    owed: RwSignal<bool>,
    held: StoredValue<u32>,
}

impl Renewal {
    /// Nothing is owed.
    #[must_use]
    pub fn new() -> Self {
        Self { owed: RwSignal::new(false), held: StoredValue::new(0) }
    }

    /// The page must be loaded anew as soon as that is possible.
    pub fn want(self) {
        self.owed.set(true);
    }

    /// Something is under way that a page load would break off.
    pub fn hold(self) {
        self.held.update_value(|held| *held += 1);
    }

    /// What was under way has come to its end.
    pub fn release(self) {
        self.held.try_update_value(|held| *held -= 1);
    }

    /// Pays what is owed, and takes a new build, while the attract page or the one before it is shown.
    pub fn when_nobody_is_there(self, route: Memo<Route>) {
        let (live, session) = (use_live(), use_session());
        let stale_build = Memo::new(move |_| if live.is_outdated() { live.build.get() } else { None });
        let due = Memo::new(move |_| {
            // the last words are heard to their end
            let nobody = route.with(|route| match route {
                Route::Attract => true,
                Route::Goodbye => !session.speech.get(),
                _ => false,
            });
            let build = stale_build.get().filter(|build| fetched().as_ref() != Some(build));
            (nobody && (self.owed.get() || build.is_some())).then_some(build)
        });
        Effect::new(move || {
            let Some(build) = due.get() else { return };
            leptos::task::spawn_local_scoped_with_cancellation(async move {
                loop {
                    let wait = if self.held.try_get_value().is_some_and(|held| held > 0) {
                        HELD_MS
                    } else if server_is_there().await {
                        break;
                    } else {
                        AGAIN_MS
                    };
                    TimeoutFuture::new(wait).await;
                }
                if due.try_get_untracked().flatten().is_some() {
                    if let Some(build) = build {
                        remember(&build);
                    }
                    wipe(&route.get_untracked().path());
                }
            });
        });
    }
}

impl Default for Renewal {
    fn default() -> Self {
        Self::new()
    }
}

async fn server_is_there() -> bool {
    let signal = web_sys::AbortSignal::timeout_with_u32(PROBE_MS);
    let request = Request::get(&Route::Attract.path())
        .method(gloo_net::http::Method::HEAD)
        .cache(web_sys::RequestCache::NoStore)
        .abort_signal(Some(&signal));
    match request.send().await {
        Ok(answer) => answer.ok(),
        Err(_) => false,
    }
}

fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.session_storage().ok()?
}

fn fetched() -> Option<String> {
    storage()?.get_item(FETCHED_KEY).ok()?
}

fn remember(build: &str) {
    if let Some(storage) = storage() {
        // a full or forbidden storage only means that the same build may be fetched once more
        let _ = storage.set_item(FETCHED_KEY, build);
    }
}
