//! The citizen's terminal (`/kiosk`): take a number, read a guide, by touch or by keys, in two
//! languages and two sizes. One file for each page; this one puts them into their frame.

pub(crate) mod attempt;
mod attract;
mod bar;
mod checkin;
mod code;
mod department;
mod departments;
mod details;
mod documents;
mod emergency;
mod facts;
mod give_back;
mod goodbye;
mod guide;
mod guides;
mod header;
mod heading;
mod help;
mod home;
mod idle;
mod list;
mod lists;
mod lockdown;
mod marked;
mod missing;
mod panel;
mod popular;
mod priority;
mod public_list;
mod queue;
mod queues;
mod rate;
mod refusal;
mod renew;
mod route;
mod search;
mod slip;
mod sound;
mod speech;
mod tabs;
mod take;
mod text;
mod theme;
mod themes;
mod ticket;
pub(crate) mod under_way;
mod unsettled;
mod visit;
mod wait;
mod wishes;

use crate::live::{device, provide_live};
use crate::page;
use crate::session::{mark, provide_session, use_session};
use crate::ui::LiveRegion;
use crate::ui::arrows::listen_to_arrows;
use crate::ui::fingers::listen_to_fingers;
use leptos::prelude::*;
use leptos_router::components::Router;
use route::Route;
use visit::{provide_visit, use_visit};

/// The terminal.
#[component]
pub fn Terminal() -> impl IntoView {
    // first of all, so that the address is clean before anything reads it
    device::enrol();
    provide_session();
    provide_live().rest_when_hidden();
    lockdown::lock_down();
    listen_to_arrows();
    listen_to_fingers();
    page::remove_splash();
    view! {
        <Router base=route::BASE>
            <Frame />
        </Router>
    }
}

/// What stands around every page.
#[component]
fn Frame() -> impl IntoView {
    let (session, visit) = (use_session(), provide_visit());
    Effect::new(move || page::set_lang(session.lang.get()));
    mark("data-elder", session.elder);
    mark("data-seated", session.seated);
    mark("data-contrast", session.contrast);
    panel::fit();
    speech::follow();
    let attract = Memo::new(move |_| visit.route.get() == Route::Attract);
    view! {
        <div class="app" class:at-attract=attract>
            <header::Header />
            <p class="spoken" aria-hidden="true"></p>
            <header::Staleness />
            <main class="main"><Page /></main>
            <bar::Phones />
            <bar::Bar />
        </div>
        <help::Help />
        <details::Details />
        <idle::IdleWatch />
        <emergency::Emergency />
        <LiveRegion message=visit.message />
    }
}

/// The page of the current address.
#[component]
fn Page() -> impl IntoView {
    let visit = use_visit();
    move || match visit.route.get() {
        Route::Attract => view! { <attract::Attract /> }.into_any(),
        Route::Home => view! { <home::Home /> }.into_any(),
        Route::Queues => view! { <queues::Queues /> }.into_any(),
        Route::Queue(prefix) => view! { <queue::Queue prefix /> }.into_any(),
        Route::Departments => view! { <departments::Departments /> }.into_any(),
        Route::Department(id) => view! { <department::Department id /> }.into_any(),
        Route::Themes => view! { <themes::Themes /> }.into_any(),
        Route::Theme(id) => view! { <theme::Theme id /> }.into_any(),
        Route::Popular => view! { <popular::Popular /> }.into_any(),
        Route::Guides => view! { <guides::Guides /> }.into_any(),
        Route::Search => view! { <search::Search /> }.into_any(),
        Route::Guide(id) => view! { <guide::Guide id /> }.into_any(),
        Route::CheckIn => view! { <checkin::CheckIn /> }.into_any(),
        Route::Rate(step) => view! { <rate::Rate step /> }.into_any(),
        Route::Slip => view! { <slip::Slip /> }.into_any(),
        Route::Priority => view! { <priority::Priority /> }.into_any(),
        Route::Goodbye => view! { <goodbye::Goodbye /> }.into_any(),
        Route::Ticket => view! { <ticket::Ticket /> }.into_any(),
        Route::Documents(id, step) => view! { <documents::Step id step /> }.into_any(),
        Route::Lacking(id) => view! { <documents::Lacking id /> }.into_any(),
        Route::Carry(id) => view! { <guide::carry::Carry id /> }.into_any(),
        Route::Beyond(id) => view! { <guide::beyond::Beyond id /> }.into_any(),
        Route::Lists => view! { <lists::Lists /> }.into_any(),
        Route::List(list) => view! { <public_list::List list /> }.into_any(),
    }
}
