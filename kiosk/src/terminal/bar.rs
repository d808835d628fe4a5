//! What stands below every page, always in the same place and within reach (A51, A63): the telephone
//! numbers, and the buttons back, home, size, language.

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

/// The buttons at the bottom. On the attract page back and home have nowhere to lead and are not there;
/// the others keep their places and open the home page.
#[component]
pub fn Bar() -> impl IntoView {
    let (session, visit) = (use_session(), use_visit());
    let attract = Memo::new(move |_| visit.route.get() == Route::Attract);
    let home = move || (visit.route.get() == Route::Home).then_some("page");
    let enter = move || {
        if attract.get_untracked() {
            visit.go(&Route::Home);
        }
    };
    let size = move |_| {
        session.elder.update(|elder| *elder = !*elder);
        enter();
    };
    let language = move |_| {
        session.lang.update(|lang| *lang = lang.other());
        enter();
    };
    let size_word = move || session.say(if session.elder.get() { t::STANDARD } else { t::ELDER });
    let language_word = move || match session.lang.get().other() {
        Lang::Zh => t::CHINESE.zh,
        Lang::En => t::ENGLISH.en,
    };
    view! {
        <nav class="bar" aria-label=session.words(t::NAVIGATION)>
            {move || {
                (!attract.get()).then(|| view! {
                    <button type="button" class="bar-button" on:click=move |_| visit.back()>
                        <Picture icon=Icon::ArrowLeft />
                        <span>{session.words(t::BACK)}</span>
                    </button>
                    <button
                        type="button"
                        class="bar-button"
                        aria-current=home
                        on:click=move |_| visit.go(&Route::Home)
                    >
                        <Picture icon=Icon::House />
                        <span>{session.words(t::HOME)}</span>
                    </button>
                })
            }}
            <button type="button" class="bar-button bar-size" on:click=size>
                <Picture icon=Icon::Eye />
                <span>{size_word}</span>
            </button>
            <button type="button" class="bar-button bar-language" on:click=language>
                <Picture icon=Icon::Languages />
                <span lang=move || session.lang.get().other().tag()>{language_word}</span>
            </button>
        </nav>
    }
}
