//! The bar at the top: the hall, who is here, the language, the way out; and below it, when the
//! connection is broken, a line that says so until it is whole again.

use super::accounts::text::ACCOUNTS;
use super::context::{Desk, Page, Place, Session, Tone, manages, oversees, serves};
use super::counter::text::COUNTER;
use super::guides::text::GUIDES;
use super::halt::Halted;
use super::help::HelpCalls;
use super::orders::text::ORDERS;
use super::record::RECORD;
use super::screens::Alarm;
use super::screens::text::SCREENS;
use super::tasks::Tasks;
use super::text as t;
use super::wire;
use hall::code::Code;
use hall::text::Phrase;
use leptos::prelude::*;

/// The bar at the top.
#[component]
pub fn Header(
    /// The page that is shown.
    page: Memo<Page>,
) -> impl IntoView {
    let desk = Desk::here();
    let name = move || {
        let lang = desk.lang.get();
        desk.hall.with(|hall| hall.as_ref().map(|hall| hall.name.get(lang).to_owned()))
    };
    let other = move || desk.lang.get().other();
    let signed_in = Memo::new(move |_| desk.session.with(|session| matches!(session, Session::In(_))));
    view! {
        <a class="skip" href="#main">{desk.words(t::SKIP)}</a>
        <header class="top">
            <p class="hall">
                <b>{name}</b>
                <span>{desk.words(t::DESK)}</span>
            </p>
            <Places page/>
            <span class="fill"></span>
            <Clock/>
            <Show when=signed_in>
                <AccountButton/>
            </Show>
            <button class="btn on-primary" lang=move || other().tag() on:click=move |_| desk.lang.set(other())>
                {move || t::LANGUAGE.get(other())}
            </button>
            <Show when=signed_in>
                <SignOut/>
            </Show>
        </header>
        <Broken/>
    }
}

/// Who is signed in; leads to the own password.
#[component]
fn AccountButton() -> impl IntoView {
    let desk = Desk::here();
    let name = move || desk.who().map(|who| who.account.to_string());
    view! {
        <button
            class="btn on-primary who"
            data-do="own-password"
            aria-haspopup="dialog"
            title=desk.words(t::PASSWORD_CHANGE)
            on:click=move |_| desk.password.set(true)
        >
            <span class="quiet">{desk.words(t::SIGNED_IN_AS)}</span>
            " "
            <b lang="en">{name}</b>
            <span class="unseen">{desk.words(t::PASSWORD_CHANGE)}</span>
        </button>
    }
}

/// The pages of this person, when there are several, and the counter.
#[component]
fn Places(page: Memo<Page>) -> impl IntoView {
    let desk = Desk::here();
    let works = Memo::new(move |_| {
        let who = desk.who().filter(|who| !who.must_change_password);
        who.map(|who| (oversees(&who), serves(&who), manages(&who)))
    });
    let there = Memo::new(move |_| works.get().is_some());
    let is = move |of: fn((bool, bool, bool)) -> bool| works.get().is_some_and(of);
    let current = move |place: Place| {
        let here = page.with(|page| match page {
            Page::Overview => Some(Place::Home),
            Page::Console(_) | Page::Choose => Some(Place::Window),
            Page::Accounts => Some(Place::Accounts),
            Page::Record => Some(Place::Record),
            Page::Guides => Some(Place::Guides),
            Page::Screens => Some(Place::Screens),
            Page::Orders => Some(Place::Orders),
            _ => None,
        });
        (here == Some(place)).then_some("page")
    };
    let to = move |place: Place, phrase: Phrase, id: &'static str| {
        view! {
            <button
                class="btn on-primary"
                data-place=id
                aria-current=move || current(place)
                on:click=move |_| desk.place.set(place)
            >
                {desk.words(phrase)}
            </button>
        }
    };
    view! {
        <Show when=there>
            <nav class="places" aria-label=desk.words(t::PLACES)>
                <Show when=move || is(|(oversees, ..)| oversees)>
                    {to(Place::Home, t::OVERVIEW, "overview")}
                </Show>
                <Show when=move || is(|(oversees, serves, _)| oversees && serves)>
                    {to(Place::Window, t::MY_WINDOW, "window")}
                </Show>
                <Show when=move || is(|(.., manages)| manages)>
                    {to(Place::Accounts, ACCOUNTS, "accounts")}
                    {to(Place::Guides, GUIDES, "guides")}
                </Show>
                // an administrator's bar has no room for it; supervisors handle them
                <Show when=move || is(|(oversees, _, manages)| oversees && !manages)>
                    {to(Place::Orders, ORDERS, "orders")}
                </Show>
                <Show when=move || is(|(oversees, ..)| oversees)>
                    {to(Place::Screens, SCREENS, "screens")}
                    {to(Place::Record, RECORD, "record")}
                </Show>
                <button
                    class="btn on-primary"
                    data-do="counter"
                    aria-haspopup="dialog"
                    on:click=move |_| desk.counter.set(true)
                >
                    {desk.words(COUNTER)}
                </button>
            </nav>
        </Show>
    }
}

/// The server's time; nothing while it is not known.
#[component]
fn Clock() -> impl IntoView {
    let desk = Desk::here();
    let time = Memo::new(move |_| desk.live.now.get().map(hall::moment::Moment::hh_mm));
    view! { <time class="clock">{time}</time> }
}

#[component]
fn SignOut() -> impl IntoView {
    let desk = Desk::here();
    let tasks = Tasks::new();
    let busy = RwSignal::new(false);
    let leave = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        tasks.spawn(async move {
            let answer = wire::sign_out().await;
            busy.set(false);
            match answer {
                Ok(()) => desk.leave(None),
                Err(failure) if failure.code() == Some(Code::WindowBusy) => {
                    desk.tell(Tone::Refused, t::SIGN_OUT_BUSY.text());
                }
                Err(failure) => desk.refuse(&failure),
            }
        });
    };
    view! {
        <button class="btn on-primary" aria-busy=move || busy.get().to_string() on:click=leave>
            {desk.words(t::SIGN_OUT)}
        </button>
    }
}

/// Says that what is shown may be old, and that the hall was stopped; an empty line says nothing.
#[component]
fn Broken() -> impl IntoView {
    let desk = Desk::here();
    let broken = Memo::new(move |_| desk.live.link.get().is_broken());
    let outdated = Memo::new(move |_| {
        desk.live.is_outdated() && desk.session.with(|session| matches!(session, Session::In(_)))
    });
    view! {
        <div role="status" class="banner">
            <Show when=broken>
                <p class="broken">
                    <b>{desk.words(t::BROKEN)}</b>
                    <span>{desk.words(t::BROKEN_HINT)}</span>
                </p>
            </Show>
            <Show when=outdated>
                <p class="outdated">{desk.words(t::OUTDATED)}</p>
            </Show>
            <Halted/>
            <HelpCalls/>
        </div>
        <Alarm/>
    }
}
