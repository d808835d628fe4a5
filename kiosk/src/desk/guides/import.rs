//! Updating the catalog from a file, from choosing it to publishing: one file at a time, the newest that is
//! not published. It is followed while it is read, also after coming back to this page.

use super::file::Choose;
use super::progress::{Failed, Reading, Sending};
use super::question::{Asked, Questions};
use super::result::Outcome;
use super::text as t;
use super::wire;
use crate::desk::context::{Desk, Tone};
use crate::desk::counter::focus;
use crate::desk::tasks::Tasks;
use crate::desk::text::filled;
use crate::live::Failure;
use gloo_timers::future::TimeoutFuture;
use hall::api::{ImportMode, ImportState, ImportView, PublishedView};
use hall::code::Code;
use leptos::prelude::*;
use leptos::web_sys::File;

/// How often a file that is being read is asked for.
const POLL_MS: u32 = 500;
/// How often after no answer.
const RETRY_MS: u32 = 3_000;

/// What stands on the page.
#[derive(Clone, Debug, PartialEq)]
pub enum Stand {
    /// Not known yet.
    Unknown,
    /// Nothing: a file can be chosen.
    Free,
    /// A file of this name is on its way to the server.
    Sending(String),
    /// The server has it.
    Known(ImportView),
}

/// What stands, without its progress: when that changes, another card is shown.
#[derive(Clone, Debug, PartialEq)]
enum Face {
    Wait,
    Choose,
    Sending(String),
    Reading,
    Failed,
    Outcome(String),
}

impl Stand {
    fn face(&self) -> Face {
        match self {
            Self::Unknown => Face::Wait,
            Self::Free => Face::Choose,
            Self::Sending(name) => Face::Sending(name.clone()),
            Self::Known(view) => match view.state {
                ImportState::Reading => Face::Reading,
                ImportState::Failed => Face::Failed,
                ImportState::Ready => Face::Outcome(view.id.clone()),
                ImportState::Published => Face::Choose,
            },
        }
    }
}

/// The file that waits, of all, newest first; without one the newest, when it could not be read.
fn open(mut all: Vec<ImportView>) -> Option<ImportView> {
    let waits = |view: &ImportView| matches!(view.state, ImportState::Reading | ImportState::Ready);
    let at = all.iter().position(waits).unwrap_or_default();
    let one = if all.is_empty() { None } else { Some(all.swap_remove(at)) };
    one.filter(|view| view.state != ImportState::Published)
}

/// The import as it stands, and what is asked about it.
#[derive(Clone, Copy)]
pub struct Import {
    /// The desk.
    pub desk: Desk,
    /// What stands on the page.
    pub stand: RwSignal<Stand>,
    /// The open question.
    pub asked: RwSignal<Option<Asked>>,
    /// Something is being done.
    pub busy: RwSignal<bool>,
    /// Tasks of the page.
    pub tasks: Tasks,
}

impl Import {
    /// The import that the server has.
    #[must_use]
    pub fn view(self) -> Option<ImportView> {
        self.stand.with(|stand| match stand {
            Stand::Known(view) => Some(view.clone()),
            _ => None,
        })
    }

    /// Looks for a file that waits.
    fn find(self) {
        let Some(hall) = self.desk.hall_id() else { return };
        self.tasks.spawn(async move {
            match wire::imports(hall).await {
                Ok(all) => self.learn(open(all).map_or(Stand::Free, Stand::Known)),
                Err(failure) => self.desk.refuse(&failure),
            }
        });
    }

    /// Sends a file.
    pub fn send(self, file: File, mode: ImportMode) {
        let Some(hall) = self.desk.hall_id().filter(|_| !self.busy.get_untracked()) else { return };
        self.busy.set(true);
        self.stand.set(Stand::Sending(file.name()));
        self.tasks.spawn(async move {
            let answer = wire::send(hall, &file, mode).await;
            self.busy.set(false);
            match answer {
                Ok(view) => self.learn(Stand::Known(view)),
                Err(failure) => {
                    self.desk.refuse(&failure);
                    // it may have arrived all the same
                    self.find();
                }
            }
        });
    }

    /// Takes what the server says; while it reads, asks again.
    fn learn(self, stand: Stand) {
        let id = match &stand {
            Stand::Known(view) if view.state == ImportState::Reading => Some(view.id.clone()),
            _ => None,
        };
        self.stand.set(stand);
        if let Some(id) = id {
            self.follow(id);
        }
    }

    fn follow(self, id: String) {
        let Some(hall) = self.desk.hall_id() else { return };
        self.tasks.spawn(async move {
            let mut pause = POLL_MS;
            loop {
                TimeoutFuture::new(pause).await;
                // it may have been stopped meanwhile
                if !self.is(&id) {
                    return;
                }
                match wire::import(hall.clone(), id.clone()).await {
                    Ok(view) if view.state == ImportState::Reading => {
                        pause = POLL_MS;
                        if self.is(&id) {
                            self.stand.set(Stand::Known(view));
                        }
                    }
                    Ok(view) => {
                        if view.state == ImportState::Ready {
                            self.desk.tell(Tone::Done, t::DONE_READ.text());
                        }
                        return self.stand.set(Stand::Known(view));
                    }
                    Err(failure) if failure.code().is_some() => {
                        self.desk.refuse(&failure);
                        return self.find();
                    }
                    // the banner says that the connection is gone
                    Err(_) => pause = RETRY_MS,
                }
            }
        });
    }

    fn is(self, id: &str) -> bool {
        self.stand.with_untracked(|stand| matches!(stand, Stand::Known(view) if view.id == id))
    }

    /// Publishes what was read.
    pub fn publish(self, id: String) {
        self.act(id.clone(), async move |hall| wire::publish_import(hall, id).await.map(Some));
    }

    /// Forgets what was read, or stops reading.
    pub fn forget(self, id: String) {
        self.act(id.clone(), async move |hall| wire::drop_import(hall, id).await.map(|()| None));
    }

    fn act<F>(self, id: String, deed: impl FnOnce(hall::id::HallId) -> F + 'static)
    where
        F: Future<Output = Result<Option<PublishedView>, Failure>>,
    {
        let Some(hall) = self.desk.hall_id().filter(|_| !self.busy.get_untracked()) else { return };
        self.busy.set(true);
        self.tasks.spawn(async move {
            let answer = deed(hall.clone()).await;
            self.busy.set(false);
            self.asked.set(None);
            match answer {
                Ok(Some(published)) => self.published(published.version),
                Ok(None) => {
                    self.desk.tell(Tone::Done, t::DONE_DROPPED.text());
                    self.find();
                }
                Err(failure) => {
                    self.desk.refuse(&failure);
                    // somebody may have published meanwhile, or only the answer was lost
                    if failure.code() != Some(Code::Unauthenticated) {
                        match wire::import(hall, id).await {
                            Ok(ImportView {
                                state: ImportState::Published, version: Some(version), ..
                            }) => {
                                self.published(version);
                            }
                            Ok(view) => self.learn(Stand::Known(view)),
                            Err(_) => self.find(),
                        }
                    }
                }
            }
        });
    }

    fn published(self, version: u32) {
        self.desk.following.published(version);
        self.desk.tell(Tone::Done, filled(t::DONE_PUBLISHED, &[&version.to_string()]));
        self.find();
    }
}

/// The page.
#[component]
pub fn ImportPart() -> impl IntoView {
    let desk = Desk::here();
    let import = Import {
        desk,
        stand: RwSignal::new(Stand::Unknown),
        asked: RwSignal::new(None),
        busy: RwSignal::new(false),
        tasks: Tasks::new(),
    };
    let there = Memo::new(move |_| desk.hall.with(Option::is_some));
    Effect::new(move || {
        if there.get() {
            import.find();
        }
    });
    let face = Memo::new(move |_| import.stand.with(Stand::face));
    // the button that led here is gone: whoever is at the keyboard goes on at the new heading
    Effect::new(move |before: Option<Face>| {
        let now = face.get();
        if before.is_some_and(|before| before != Face::Wait && before != now) {
            let _ = request_animation_frame(|| {
                let body = document().body().map(leptos::web_sys::Element::from);
                if document().active_element() == body {
                    focus("import-title");
                }
            });
        }
        now
    });
    view! {
        {move || match face.get() {
            Face::Wait => view! { <p class="lone" role="status">{desk.words(t::LOADING)}</p> }.into_any(),
            Face::Choose => view! { <Choose import/> }.into_any(),
            Face::Sending(name) => view! { <Sending name/> }.into_any(),
            Face::Reading => view! { <Reading import/> }.into_any(),
            Face::Failed => view! { <Failed import/> }.into_any(),
            Face::Outcome(id) => view! { <Outcome import id/> }.into_any(),
        }}
        <Questions import/>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_waits_is_shown_before_what_failed_and_old_failures_are_forgotten() {
        let view = |id: &str, state: &str| -> ImportView {
            let json = format!(
                r#"{{"id":"{id}","file":"a.csv","mode":"merge","state":"{state}","by":"admin",
                    "at":"2026-11-25T09:42:00+08:00","base":1,"stale":false}}"#
            );
            serde_json::from_str(&json).unwrap()
        };
        let found = |all: &[(&str, &str)]| {
            open(all.iter().map(|(id, state)| view(id, state)).collect()).map(|view| view.id)
        };
        assert_eq!(found(&[]), None);
        assert_eq!(found(&[("c", "failed"), ("b", "ready"), ("a", "ready")]).as_deref(), Some("b"));
        assert_eq!(found(&[("b", "failed"), ("a", "published")]).as_deref(), Some("b"));
        assert_eq!(found(&[("b", "published"), ("a", "failed")]), None);
    }
}
