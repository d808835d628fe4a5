//! The choices: one large one to take a number, and the ways to find what one came for (R28, R38,
//! R72). A special window has a tile only in a hall that has such a window.

use super::facts;
use super::heading::Heading;
use super::route::Route;
use super::slip;
use super::text as t;
use super::visit::use_visit;
use super::wait;
use crate::live::use_live;
use crate::session::{Session, use_session};
use crate::ui::{Button, Icon, Paged, Picture, Tile};
use hall::code::Code;
use hall::profile::WindowKind;
use hall::text::{Lang, Phrase};
use leptos::prelude::*;

/// The home page.
#[component]
pub fn Home() -> impl IntoView {
    let (live, session, visit) = (use_live(), use_session(), use_visit());
    let title = Signal::derive(move || if session.elder.get() { t::HELLO_ELDER } else { t::HELLO }.text());
    let hall = facts::whole_hall(live);
    let stopped = facts::stopped(live);
    let waiting = move || {
        if stopped.get() {
            let why = session.say(Code::HallStopped.phrase());
            let icon = Icon::Warning;
            return Some(
                view! { <span class="fact-line"><Picture icon /><span>{why}</span></span> }.into_any(),
            );
        }
        hall.get().map(|(waiting, range)| {
            facts::unbroken(Icon::Users, wait::line(waiting, range, session.lang.get())).into_any()
        })
    };
    let gathered = Memo::new(move |_| visit.wishes.with(|wishes| !wishes.matters.is_empty()));
    let special = facts::of_hall(live, |hall| {
        [
            wait::queue_of(hall, &[WindowKind::Assistance, WindowKind::Unresolved]),
            wait::queue_of(hall, &[WindowKind::Collection]),
            wait::queue_of(hall, &[WindowKind::CrossProvince, WindowKind::ProvinceWide]),
        ]
    });
    let booked = facts::of_hall(live, |hall| hall.queues.iter().any(|queue| queue.appointments.is_some()));
    // only where appointments are taken; beside taking a number, as whoever has one need not look around
    let check_in = move || {
        booked.get().unwrap_or_default().then(|| {
            let sub = below(session, t::CHECK_IN, None);
            view! {
                <Tile
                    title=session.words(t::CHECK_IN)
                    sub
                    sub_lang=other_lang(session)
                    icon=Icon::Calendar
                    on_press=visit.to(Route::CheckIn)
                />
            }
        })
    };
    let tiles = move || {
        let always = [
            (t::POPULAR, t::POPULAR_MORE, Icon::Star, Route::Popular),
            (t::BY_DEPARTMENT, t::BY_DEPARTMENT_MORE, Icon::Building, Route::Departments),
            (t::BY_THEME, t::BY_THEME_MORE, Icon::Layers, Route::Themes),
            (t::GUIDES, t::GUIDES_MORE, Icon::Guide, Route::Guides),
            (t::LISTS, t::LISTS_MORE, Icon::Scroll, Route::Lists),
        ];
        let words = [
            (t::ASSISTANCE, t::ASSISTANCE_MORE, Icon::Hand),
            (t::COLLECTION, t::COLLECTION_MORE, Icon::Package),
            (t::CROSS_REGION, t::CROSS_REGION_MORE, Icon::Map),
        ];
        let here = words.into_iter().zip(special.get().unwrap_or_default());
        let special =
            here.filter_map(|((title, more, icon), queue)| Some((title, more, icon, Route::Queue(queue?))));
        let list = gathered.get().then(|| {
            let title = Signal::derive(move || slip::list_name(session, visit));
            view! { <Tile title icon=Icon::List on_press=visit.to(Route::Slip) /> }.into_any()
        });
        let others = always.into_iter().chain(special).map(|(title, more, icon, route)| {
            let sub = below(session, title, Some(more));
            let sub_lang = other_lang(session);
            view! {
                <Tile title=session.words(title) sub sub_lang icon=icon on_press=visit.to(route) />
            }
            .into_any()
        });
        list.into_iter().chain(others).collect()
    };
    view! {
        <section class="page home">
            <Heading title />
            <div class="home-search">
                <Button label=session.words(t::SEARCH_ENTRY) icon=Icon::Search on_press=visit.to(Route::Search) />
            </div>
            <div class="home-choices">
                <div class="home-hero">
                    <Tile
                        title=session.words(t::TAKE_A_NUMBER)
                        sub=below(session, t::TAKE_A_NUMBER, None)
                        sub_lang=other_lang(session)
                        icon=Icon::Ticket
                        hero=true
                        on_press=visit.to(Route::Queues)
                    >
                        {waiting}
                    </Tile>
                    {move || check_in()}
                </div>
                <div class="home-tiles">
                    <Paged
                        entries=tiles
                        page=RwSignal::new(0)
                        class="tiles"
                        label=session.words(t::HELLO)
                        lang=session.lang
                        again=session.elder
                    />
                </div>
            </div>
        </section>
    }
}

/// The line below a title: the other language, or for elders what it means.
fn below(session: Session, title: Phrase, more: Option<Phrase>) -> Signal<String> {
    Signal::derive(move || match (session.elder.get(), more) {
        (false, _) => title.get(session.lang.get().other()).to_owned(),
        (true, Some(more)) => session.say(more).to_owned(),
        (true, None) => String::new(),
    })
}

fn other_lang(session: Session) -> Signal<Option<Lang>> {
    Signal::derive(move || (!session.elder.get()).then(|| session.lang.get().other()))
}
