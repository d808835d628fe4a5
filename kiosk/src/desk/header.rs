//! The bar at the top: the hall, who is here, the language, the way out; and below it, when the
//! connection is broken, a line that says so until it is whole again.

use super::context::{Desk, Page, Session, Tone, oversees, serves};
use super::halt::Halted;
use super::tasks::Tasks;
use super::text as t;
use super::wire;
use hall::code::Code;
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
        <a class="skip" href="#main">{move || desk.say(t::SKIP)}</a>
        <header class="top">
            <p class="hall">
                <b>{name}</b>
                <span>{move || desk.say(t::DESK)}</span>
            </p>
            <Places page/>
            <span class="fill"></span>
            <Clock/>
            <Show when=signed_in>
                <p class="who">
                    <span class="quiet">{move || desk.say(t::SIGNED_IN_AS)}</span>
                    <b>{move || account(desk)}</b>
                </p>
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

fn account(desk: Desk) -> Option<String> {
    desk.session.with(|session| match session {
        Session::In(who) => Some(who.account.to_string()),
        Session::Asking | Session::Out => None,
    })
}

/// For who has both: the whole hall, or the own window.
#[component]
fn Places(page: Memo<Page>) -> impl IntoView {
    let desk = Desk::here();
    let both = Memo::new(move |_| {
        desk.session.with(|session| matches!(session, Session::In(who) if oversees(who) && serves(who)))
    });
    let current = move |overview: bool| {
        let here = page.with(|page| *page == Page::Overview) == overview;
        here.then_some("page")
    };
    view! {
        <Show when=both>
            <nav class="places" aria-label=move || desk.say(t::PLACES)>
                <button
                    class="btn on-primary"
                    aria-current=move || current(true)
                    on:click=move |_| desk.wants_window.set(false)
                >
                    {move || desk.say(t::OVERVIEW)}
                </button>
                <button
                    class="btn on-primary"
                    aria-current=move || current(false)
                    on:click=move |_| desk.wants_window.set(true)
                >
                    {move || desk.say(t::MY_WINDOW)}
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
            {move || desk.say(t::SIGN_OUT)}
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
                    <b>{move || desk.say(t::BROKEN)}</b>
                    <span>{move || desk.say(t::BROKEN_HINT)}</span>
                </p>
            </Show>
            <Show when=outdated>
                <p class="outdated">{move || desk.say(t::OUTDATED)}</p>
            </Show>
            <Halted/>
        </div>
    }
}
