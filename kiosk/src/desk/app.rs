//! The page as a whole: asks who is signed in, keeps title and language of the document right, and
//! shows the page that belongs to the person.

use super::accounts::Accounts;
use super::accounts::text::ACCOUNTS;
use super::console::Console;
use super::context::{Desk, Page, Session};
use super::counter::Counter;
use super::guides::Guides;
use super::guides::text::GUIDES;
use super::header::Header;
use super::notice::NoticeLine;
use super::orders::Orders;
use super::orders::text::ORDERS;
use super::overview::Overview;
use super::password::{ChoosePassword, PasswordDialog};
use super::record::{RECORD, Record};
use super::screens::text::SCREENS;
use super::screens::{EmergencyDialog, Screens, Watch};
use super::signin::SignIn;
use super::tasks::Tasks;
use super::text as t;
use super::wire;
use crate::live::provide_live;
use crate::page;
use gloo_timers::future::TimeoutFuture;
use hall::id::WindowId;
use leptos::prelude::*;

/// Asked again after this when the server could not be reached.
const RETRY_MS: u32 = 3_000;

/// Starts the desk in this document.
pub fn run() {
    mount_to_body(App);
    page::remove_splash();
}

#[component]
fn App() -> impl IntoView {
    provide_live().rest_when_hidden();
    let desk = Desk::provide();
    let tasks = Tasks::new();
    tasks.spawn(async move {
        loop {
            match wire::who().await {
                Ok(who) => return desk.session.set(Session::In(who)),
                Err(failure) if failure.code().is_some() => return desk.session.set(Session::Out),
                Err(_) => TimeoutFuture::new(RETRY_MS).await,
            }
        }
    });
    let page = Memo::new(move |_| desk.page());
    Watch::provide(desk, page);
    Effect::new(move || page::set_lang(desk.lang.get()));
    Effect::new(move || page::set_title(&title(desk, &page.get())));
    view! {
        <Header page/>
        <main id="main" tabindex="-1">
            {move || match page.get() {
                Page::Starting => view! { <Starting/> }.into_any(),
                Page::SignIn => view! { <SignIn/> }.into_any(),
                Page::Choose => view! { <Choose/> }.into_any(),
                Page::Console(window) => view! { <Console window/> }.into_any(),
                Page::Overview => view! { <Overview/> }.into_any(),
                Page::Accounts => view! { <Accounts/> }.into_any(),
                Page::Record => view! { <Record/> }.into_any(),
                Page::Guides => view! { <Guides/> }.into_any(),
                Page::Screens => view! { <Screens/> }.into_any(),
                Page::Orders => view! { <Orders/> }.into_any(),
                Page::Password => view! { <ChoosePassword/> }.into_any(),
                Page::NoWork => view! { <NoWork/> }.into_any(),
            }}
        </main>
        <Counter/>
        <EmergencyDialog/>
        <PasswordDialog/>
    }
}

fn title(desk: Desk, page: &Page) -> String {
    let place = match page {
        Page::Starting | Page::NoWork => desk.say(t::DESK).to_owned(),
        Page::SignIn => desk.say(t::SIGN_IN).to_owned(),
        Page::Choose => desk.say(t::CHOOSE_WINDOW).to_owned(),
        Page::Console(window) => desk.fill(t::WINDOW_NO, &[window.as_str()]),
        Page::Overview => desk.say(t::OVERVIEW).to_owned(),
        Page::Accounts => desk.say(ACCOUNTS).to_owned(),
        Page::Record => desk.say(RECORD).to_owned(),
        Page::Guides => desk.say(GUIDES).to_owned(),
        Page::Screens => desk.say(SCREENS).to_owned(),
        Page::Orders => desk.say(ORDERS).to_owned(),
        Page::Password => desk.say(t::PASSWORD_FIRST).to_owned(),
    };
    let lang = desk.lang.get();
    let hall = desk.hall.with(|hall| hall.as_ref().map(|hall| hall.name.get(lang).to_owned()));
    format!("{place} · {}", hall.unwrap_or_else(|| desk.say(t::DESK).to_owned()))
}

#[component]
fn Starting() -> impl IntoView {
    let desk = Desk::here();
    view! {
        <p class="lone" role="status">
            {move || desk.say(if desk.live.link.get().is_broken() { t::RETRYING } else { t::STARTING })}
        </p>
    }
}

/// Signed in without a window; why may have been said a moment ago.
#[component]
fn NoWork() -> impl IntoView {
    let desk = Desk::here();
    view! {
        <section class="card narrow">
            <NoticeLine/>
            <h1>{desk.words(t::NO_WORK)}</h1>
        </section>
    }
}

/// A clerk of several windows says at which one they are.
#[component]
fn Choose() -> impl IntoView {
    let desk = Desk::here();
    // an administrator may change them meanwhile
    let windows = Memo::new(move |_| desk.who().map(|who| who.windows).unwrap_or_default());
    let choice = move |window: WindowId| {
        let id = window.clone();
        let name = move || {
            desk.hall.with(|hall| {
                let window = hall.as_ref()?.window(&id)?;
                Some(window.name.get(desk.lang.get()).to_owned())
            })
        };
        let label = window.to_string();
        view! {
            <li>
                <button class="btn choice" on:click=move |_| desk.at.set(Some(window.clone()))>
                    <b>{label}</b>
                    <span>{name}</span>
                </button>
            </li>
        }
    };
    view! {
        <section class="card narrow">
            <NoticeLine/>
            <h1>{desk.words(t::CHOOSE_WINDOW)}</h1>
            <ul class="choices">{move || windows.get().into_iter().map(choice).collect_view()}</ul>
        </section>
    }
}
