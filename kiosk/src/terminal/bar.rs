//! What stands below every page, always in the same place and within reach (A51, A63): the telephone
//! numbers, and the buttons: back, home, the modes, language, help. One tap each (A13, A50, A61).

use super::facts;
use super::route::Route;
use super::text as t;
use super::visit::use_visit;
use crate::live::use_live;
use crate::session::use_session;
use crate::ui::{Icon, Picture};
use hall::text::{Lang, Phrase};
use leptos::prelude::*;

/// The telephone numbers for enquiries and complaints (R5, R55, R62).
#[component]
pub fn Phones() -> impl IntoView {
    let (live, session) = (use_live(), use_session());
    let phones = facts::of_hall(live, |hall| (hall.consult_phone.clone(), hall.complaint_phone.clone()));
    let line = move |phrase: Phrase, phone: String| move || phrase.fill(session.lang.get(), &[&phone]);
    let shown = move || {
        phones.get().map(|(enquiries, complaints)| {
            view! {
                <span>{line(t::ENQUIRIES, enquiries)}</span>
                <span>{line(t::COMPLAINTS, complaints)}</span>
            }
        })
    };
    view! { <footer class="phones"><Picture icon=Icon::Phone />{shown}</footer> }
}

/// A button at the bottom. One type for all of them: with a view for each the program would be larger.
struct Key {
    class: &'static str,
    icon: Icon,
    word: Signal<String>,
    press: Callback<()>,
    /// For a mode: whether it is on. A mode that is on says so by its mark, not by colour alone (A10).
    on: Option<Signal<bool>>,
    /// For a page: whether it is shown.
    here: Option<Memo<bool>>,
    /// Its word is of the other language.
    other: bool,
}

impl Key {
    fn draw(self) -> AnyView {
        let (session, visit) = (use_session(), use_visit());
        let Self { class, icon, word, press, on, here, other } = self;
        let pressed = move || on.map(|on| if on.get() { "true" } else { "false" });
        let picture = move || {
            let icon = if on.is_some_and(|on| on.get()) { Icon::Check } else { icon };
            view! { <Picture icon /> }
        };
        view! {
            <button
                type="button"
                class=format!("bar-button bar-{class}")
                aria-pressed=pressed
                aria-current=move || here.is_some_and(|here| here.get()).then_some("page")
                on:click=move |_| {
                    // the first touch after the thanks ends them; the next one is of who comes
                    if visit.route.get_untracked() == Route::Goodbye { visit.over() } else { press.run(()) }
                }
            >
                {picture}
                <span lang=move || other.then(|| session.lang.get().other().tag())>{move || word.get()}</span>
            </button>
        }
        .into_any()
    }
}

/// The buttons at the bottom. On the attract page back and home have nowhere to lead and are not there;
/// the others keep their places and open the home page.
#[component]
pub fn Bar() -> impl IntoView {
    let (session, visit) = (use_session(), use_visit());
    let attract = Memo::new(move |_| visit.route.get() == Route::Attract);
    let home = Memo::new(move |_| visit.route.get() == Route::Home);
    let enter = move || {
        if attract.get_untracked() {
            visit.go(&Route::Home);
        }
    };
    let mode = move |mode: RwSignal<bool>| {
        Callback::new(move |()| {
            mode.update(|on| *on = !*on);
            enter();
        })
    };
    let language = Callback::new(move |()| {
        session.lang.update(|lang| *lang = lang.other());
        enter();
    });
    let help = Callback::new(move |()| {
        enter();
        visit.help.set(true);
    });
    let size = move || session.say(if session.elder.get() { t::STANDARD } else { t::ELDER }).to_owned();
    let other = move || match session.lang.get().other() {
        Lang::Zh => t::CHINESE.zh.to_owned(),
        Lang::En => t::ENGLISH.en.to_owned(),
    };
    let key = |class, icon, word, press| Key { class, icon, word, press, on: None, here: None, other: false };
    let pages = move || {
        (!attract.get()).then(|| {
            let back = Callback::new(move |()| visit.back());
            let start = key("home", Icon::House, session.words(t::HOME), visit.to(Route::Home));
            [key("back", Icon::ArrowLeft, session.words(t::BACK), back), Key { here: Some(home), ..start }]
                .map(Key::draw)
                .collect_view()
        })
    };
    let modes = [
        key("size", Icon::Eye, Signal::derive(size), mode(session.elder)),
        Key {
            on: Some(session.seated.into()),
            ..key("seated", Icon::Seated, session.words(t::SEATED), mode(session.seated))
        },
        Key {
            on: Some(session.contrast.into()),
            ..key("contrast", Icon::Contrast, session.words(t::CONTRAST), mode(session.contrast))
        },
        Key {
            on: Some(session.speech.into()),
            ..key("speech", Icon::Speech, session.words(t::SPEECH), mode(session.speech))
        },
        Key { other: true, ..key("language", Icon::Languages, Signal::derive(other), language) },
        key("help", Icon::Bell, session.words(t::HELP), help),
    ];
    view! { <nav class="bar" aria-label=session.words(t::NAVIGATION)>{pages} {modes.map(Key::draw).collect_view()}</nav> }
}
