//! The choices: one large one to take a number, and the ways to find what one came for (R28, R38,
//! R72). A special window has a tile only in a hall that has such a window.

use super::facts;
use super::heading::Heading;
use super::route::{Route, Step};
use super::slip;
use super::text as t;
use super::visit::use_visit;
use super::wait;
use crate::live::use_live;
use crate::session::{Session, use_session};
use crate::ui::{Button, Icon, Paged, Picture, Tile};
use hall::api::QueueView;
use hall::profile::WindowKind;
use hall::text::{Lang, Phrase};
use leptos::prelude::*;

/// What stands on the first page of the elder version.
const FIRST: [Phrase; 4] = [t::POPULAR, t::BY_DEPARTMENT, t::GUIDES, t::ASSISTANCE];

/// The home page.
#[component]
pub fn Home() -> impl IntoView {
    let (live, session, visit) = (use_live(), use_session(), use_visit());
    let title = Signal::derive(move || if session.elder.get() { t::HELLO_ELDER } else { t::HELLO }.text());
    let hall = facts::whole_hall(live);
    let closed = facts::closed(live);
    let no_numbers = Signal::derive(move || closed.with(Option::is_some));
    let waiting = move || {
        if let Some(why) = closed.get() {
            let why = session.say(why);
            let icon = Icon::Warning;
            return Some(
                view! { <span class="fact-line stopped"><Picture icon /><span>{why}</span></span> }
                    .into_any(),
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
            let (sub, sub_lang) = below(session, t::CHECK_IN, None, Some(no_numbers));
            view! {
                <Tile
                    title=session.words(t::CHECK_IN)
                    sub
                    sub_lang
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
        let special = here.filter_map(|((title, more, icon), queue)| {
            let view = facts::queue(live, queue.clone()?);
            let reason =
                move |view: &Option<QueueView>| view.as_ref().is_some_and(|view| view.reason.is_some());
            let off = Signal::derive(move || no_numbers.get() || view.with(reason));
            Some((title, more, icon, Route::Queue(queue?), Some(off)))
        });
        let always = always.map(|(title, more, icon, route)| (title, more, icon, route, None));
        let list = gathered.get().then(|| {
            let title = Signal::derive(move || slip::list_name(session, visit));
            let sub = Signal::derive(move || off_words(session, Some(no_numbers)).unwrap_or_default());
            view! { <Tile title sub icon=Icon::List on_press=visit.to(Route::Slip) /> }.into_any()
        });
        let others = always.into_iter().chain(special).map(|(title, more, icon, route, off)| {
            let (sub, sub_lang) = below(session, title, Some(more), off);
            let tile = view! {
                <Tile title=session.words(title) sub sub_lang icon=icon on_press=visit.to(route) />
            };
            (title, tile.into_any())
        });
        let mut others: Vec<_> = others.collect();
        if session.elder.get() {
            // four to a page: first what most of them come for
            for first in FIRST.iter().rev() {
                if let Some(at) = others.iter().position(|(title, _)| title == first) {
                    let tile = others.remove(at);
                    others.insert(0, tile);
                }
            }
        }
        list.into_iter().chain(others.into_iter().map(|(_, tile)| tile)).collect()
    };
    let (sub, sub_lang) = below(session, t::TAKE_A_NUMBER, None, Some(no_numbers));
    view! {
        <section class="page home">
            <Heading title />
            <div class="home-search">
                <Button label=session.words(t::SEARCH_ENTRY) icon=Icon::Search on_press=visit.to(Route::Search) />
                <Button label=session.words(t::RATE) icon=Icon::Star on_press=visit.to(Route::Rate(Step::Find)) />
            </div>
            <div class="home-choices">
                <div class="home-hero">
                    <Tile
                        title=session.words(t::TAKE_A_NUMBER)
                        sub
                        sub_lang
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
                        again=session.sizes()
                    />
                </div>
            </div>
        </section>
    }
}

/// The line below a title, and its language where that is not the page's: that there are no numbers now, where
/// it leads to one; else the other language, or for elders what it means.
fn below(
    session: Session,
    title: Phrase,
    more: Option<Phrase>,
    off: Option<Signal<bool>>,
) -> (Signal<String>, Signal<Option<Lang>>) {
    let other = move || (!session.elder.get()).then(|| session.lang.get().other());
    let words = move || match (other(), more) {
        (Some(lang), _) => title.get(lang).to_owned(),
        (None, Some(more)) => session.say(more).to_owned(),
        (None, None) => String::new(),
    };
    let words = Signal::derive(move || off_words(session, off).unwrap_or_else(words));
    (words, Signal::derive(move || other().filter(|_| off_words(session, off).is_none())))
}

/// That there are no numbers now, while that is so.
fn off_words(session: Session, off: Option<Signal<bool>>) -> Option<String> {
    off.filter(|off| off.get()).map(|_| session.say(t::NO_NUMBERS).to_owned())
}
