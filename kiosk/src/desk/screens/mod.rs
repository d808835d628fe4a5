//! The screens of the hall, for those who are responsible (R80, A64, A69): how each stands and what it shows and why
//! ([`table`]), what may be shown when ([`playlists`], [`notices`], [`lists`], [`maps`]), and the message to everybody
//! ([`emergency`], [`alarm`]). Supervisors see and raise; administrators change.

mod alarm;
mod choice;
mod columns;
mod dialog;
mod emergency;
mod emergency_text;
mod entry;
mod field;
mod hours;
mod layout;
mod list;
mod lists;
mod lists_text;
mod map;
mod maps;
mod masked;
mod notice;
mod notices;
mod picture;
mod playlist;
mod playlists;
mod plays;
mod preview;
mod screen;
mod stay;
mod table;
pub mod text;
mod trouble;
mod watch;
mod wire;
mod words;

pub use alarm::Alarm;
pub use emergency::{EmergencyButton, EmergencyDialog};
pub use trouble::ScreenTrouble;
pub use watch::Watch;

use self::text as t;
use super::context::{Desk, Tone, manages};
use super::notice::NoticeLine;
use super::tasks::Tasks;
use super::text::filled;
use crate::live::signs::SignCall;
use crate::screen::signs::{Published, provide_published};
use choice::Options;
use dialog::{Asked, Dialogs};
use field::Faults;
use hall::api::FieldProblem;
use hall::code::Code;
use hall::id::SignId;
use hall::screen::Signage;
use hall::text::{Phrase, Text};
use leptos::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// What is done here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Screens,
    Playlists,
    Notices,
    Lists,
    Maps,
}

/// The page: what is known, and what is asked.
#[derive(Clone, Copy)]
pub struct Wall {
    desk: Desk,
    tasks: Tasks,
    watch: Watch,
    published: Published,
    asked: RwSignal<Option<Asked>>,
    busy: RwSignal<bool>,
    /// The person may change what is shown.
    may_change: Memo<bool>,
}

impl Wall {
    /// Something of what is told to the screens; nothing of it before it is there.
    fn signage<T: Default>(self, of: impl FnOnce(&Signage) -> T) -> T {
        self.published.signage.with(|signage| signage.as_ref().map(of)).unwrap_or_default()
    }

    /// Choices by id and name.
    fn options(self, of: fn(&Signage) -> Vec<(&SignId, &Text)>) -> Options {
        Signal::derive(move || {
            let lang = self.desk.lang.get();
            let choice = |(id, name): (&SignId, &Text)| (id.to_string(), name.get(lang).to_owned());
            self.signage(|signage| of(signage).into_iter().map(choice).collect())
        })
    }

    /// Stores something; the dialog goes when it was stored, otherwise what is wrong stands in it.
    fn put<B, T>(
        self,
        call: SignCall,
        body: B,
        done: (Phrase, String),
        faults: Faults,
        place: impl Fn(Option<&FieldProblem>) -> (String, Text) + 'static,
    ) where
        B: Serialize + 'static,
        T: DeserializeOwned + 'static,
    {
        let Some(hall) = self.desk.hall_id().filter(|_| !self.busy.get_untracked()) else { return };
        self.busy.set(true);
        self.tasks.spawn(async move {
            let answer = wire::put::<B, T>(hall, call, &body).await;
            self.busy.set(false);
            match answer {
                Ok(_) => {
                    self.asked.set(None);
                    self.desk.tell(Tone::Done, filled(done.0, &[&done.1]));
                    self.watch.ask();
                }
                Err(failure) if matches!(failure.code(), Some(Code::Unauthenticated | Code::Forbidden)) => {
                    self.desk.refuse(&failure);
                }
                Err(failure) => faults.take(&failure, place),
            }
        });
    }
}

/// Choices of a fixed list.
fn phrases(desk: Desk, all: &'static [(&'static str, Phrase)]) -> Options {
    Signal::derive(move || {
        let choice = |(key, phrase): &(&str, Phrase)| ((*key).to_owned(), desk.say(*phrase).to_owned());
        all.iter().map(choice).collect()
    })
}

/// The page of the screens.
#[component]
pub fn Screens() -> impl IntoView {
    let desk = Desk::here();
    let wall = Wall {
        desk,
        tasks: Tasks::new(),
        watch: Watch::here(),
        published: provide_published(desk.live),
        asked: RwSignal::new(None),
        busy: RwSignal::new(false),
        may_change: Memo::new(move |_| desk.who().is_some_and(|who| manages(&who))),
    };
    let held = stay::Held::new(None);
    stay::stay(wall, held);
    let part = RwSignal::new(Part::Screens);
    let button = move |value: Part, phrase: Phrase, id: &'static str| {
        view! {
            <button
                class="btn"
                data-part=id
                aria-pressed=move || (part.get() == value).to_string()
                on:click=move |_| part.set(value)
            >
                {desk.words(phrase)}
            </button>
        }
    };
    view! {
        <div
            class="overview signage"
            on:focusin=move |event| stay::note(held, &event)
            on:pointerdown=move |event| stay::note(held, &event)
        >
            <div class="ratings-head">
                <h1>{desk.words(t::SCREENS)}</h1>
                <div class="tabs" role="group" aria-label=desk.words(t::PARTS)>
                    {button(Part::Screens, t::PART_SCREENS, "screens")}
                    {button(Part::Playlists, t::PART_PLAYLISTS, "playlists")}
                    {button(Part::Notices, t::PART_NOTICES, "notices")}
                    {button(Part::Lists, t::PART_LISTS, "lists")}
                    {button(Part::Maps, t::PART_MAPS, "maps")}
                </div>
                <span class="fill"></span>
                <EmergencyButton/>
            </div>
            <NoticeLine/>
            {move || match part.get() {
                Part::Screens => view! { <table::Table wall/> }.into_any(),
                Part::Playlists => view! { <playlists::Playlists wall/> }.into_any(),
                Part::Notices => view! { <notices::Notices wall/> }.into_any(),
                Part::Lists => view! { <lists::Lists wall/> }.into_any(),
                Part::Maps => view! { <maps::Maps wall/> }.into_any(),
            }}
            <Dialogs wall/>
        </div>
    }
}
