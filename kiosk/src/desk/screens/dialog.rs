//! The one dialog of the page: what is registered, changed, removed or looked at in it; and what stands in each row
//! to open it.

use super::list::ListForm;
use super::map::MapForm;
use super::notice::NoticeForm;
use super::picture::Picture;
use super::playlist::PlaylistForm;
use super::plays::Plays;
use super::screen::ScreenForm;
use super::text as t;
use super::{Wall, lists_text, wire};
use crate::desk::context::Tone;
use crate::desk::dialog::Modal;
use crate::desk::foot::Foot;
use crate::desk::text::filled;
use crate::live::signs::SignCall;
use hall::api::ScreenStanding;
use hall::screen::{FloorMap, Notice, Playlist, PublicList, Screen};
use hall::text::Phrase;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

/// What is asked.
#[derive(Clone, Debug, PartialEq)]
pub enum Asked {
    /// A screen is registered, or changed.
    Screen(Option<Screen>),
    /// A playlist.
    Playlist(Option<Playlist>),
    /// A notice.
    Notice(Option<Notice>),
    /// A public list.
    List(Option<PublicList>),
    /// A map.
    Map(Option<FloorMap>),
    /// Is this to go? Its name, and a hint.
    Remove(SignCall, String, Phrase),
    /// What is on this screen?
    Picture(ScreenStanding),
    /// What was on it?
    Plays(ScreenStanding),
}

impl Asked {
    /// Its title: a phrase, and what it is about.
    fn title(&self) -> (Phrase, String) {
        let new = |phrase: Phrase| (phrase, String::new());
        match self {
            Self::Screen(None) => new(t::SCREEN_ADD_TITLE),
            Self::Screen(Some(screen)) => (t::SCREEN_EDIT_TITLE, screen.id.to_string()),
            Self::Playlist(None) => new(t::PLAYLIST_ADD),
            Self::Playlist(Some(playlist)) => (t::PLAYLIST_EDIT_TITLE, playlist.id.to_string()),
            Self::Notice(None) => new(t::NOTICE_ADD),
            Self::Notice(Some(notice)) => (t::NOTICE_EDIT_TITLE, notice.id.to_string()),
            Self::List(None) => new(lists_text::ADD),
            Self::List(Some(list)) => (lists_text::EDIT_TITLE, list.id.to_string()),
            Self::Map(None) => new(t::MAP_ADD),
            Self::Map(Some(map)) => (t::MAP_EDIT_TITLE, map.id.to_string()),
            Self::Remove(_, name, _) => (t::REMOVE_TITLE, name.clone()),
            Self::Picture(screen) => (t::PICTURE_TITLE, screen.id.to_string()),
            Self::Plays(screen) => (t::PLAYS_TITLE, screen.id.to_string()),
        }
    }
}

/// The dialog.
#[component]
pub fn Dialogs(wall: Wall) -> impl IntoView {
    let desk = wall.desk;
    let open = Memo::new(move |_| wall.asked.with(Option::is_some));
    let title = Signal::derive(move || {
        let title = wall.asked.with(|asked| asked.as_ref().map(Asked::title));
        title.map(|(phrase, name)| desk.fill(phrase, &[&name])).unwrap_or_default()
    });
    view! {
        <Modal open title wide=true on_close=move || wall.asked.set(None)>
            {view! {
                {move || match wall.asked.get() {
                    None => ().into_any(),
                    Some(Asked::Screen(screen)) => view! { <ScreenForm wall screen/> }.into_any(),
                    Some(Asked::Playlist(playlist)) => view! { <PlaylistForm wall playlist/> }.into_any(),
                    Some(Asked::Notice(notice)) => view! { <NoticeForm wall notice/> }.into_any(),
                    Some(Asked::List(list)) => view! { <ListForm wall list/> }.into_any(),
                    Some(Asked::Map(map)) => view! { <MapForm wall map/> }.into_any(),
                    Some(Asked::Remove(call, name, hint)) => view! { <Remove wall call name hint/> }.into_any(),
                    Some(Asked::Picture(screen)) => view! { <Picture wall screen/> }.into_any(),
                    Some(Asked::Plays(screen)) => view! { <Plays wall screen/> }.into_any(),
                }}
            }
                .into_any()}
        </Modal>
    }
}

/// A button that opens the dialog.
#[component]
pub fn Ask(
    /// The page.
    wall: Wall,
    /// What it says.
    phrase: Phrase,
    /// What it is called in tests.
    act: &'static str,
    /// What it is about, for who hears it.
    #[prop(into, optional)]
    about: String,
    /// It is the main thing to do here.
    #[prop(optional)]
    primary: bool,
    /// What is asked then; nothing while that cannot be.
    asks: impl Fn() -> Option<Asked> + Send + Sync + 'static,
) -> impl IntoView {
    let desk = wall.desk;
    view! {
        <button
            class="btn"
            class:primary=primary
            data-do=act
            aria-haspopup="dialog"
            aria-label=move || format!("{} {about}", desk.say(phrase)).trim().to_owned()
            on:click=move |_| wall.asked.set(asks())
        >
            {desk.words(phrase)}
        </button>
    }
}

/// Does it go?
#[component]
fn Remove(wall: Wall, call: SignCall, name: String, hint: Phrase) -> impl IntoView {
    let desk = wall.desk;
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(hall) = desk.hall_id().filter(|_| !wall.busy.get_untracked()) else { return };
        let (call, name) = (call.clone(), name.clone());
        wall.busy.set(true);
        wall.tasks.spawn(async move {
            let answer = wire::remove(hall, call).await;
            wall.busy.set(false);
            wall.asked.set(None);
            match answer {
                Ok(()) => desk.tell(Tone::Done, filled(t::DONE_REMOVED, &[&name])),
                Err(failure) => desk.refuse(&failure),
            }
            wall.watch.ask();
        });
    };
    view! {
        <form novalidate on:submit=submit>
            <p>{desk.words(hint)}</p>
            <Foot
                confirm=t::REMOVE_CONFIRM
                act="remove-confirm"
                busy=wall.busy
                on_back=move || wall.asked.set(None)
                back_first=true
            />
        </form>
    }
}
