//! The lists that a hall publishes (R92, R93): what each means, and how many matters stand in it.

use super::heading::Heading;
use super::list::count;
use super::route::Route;
use super::text as t;
use super::visit::use_visit;
use super::wait;
use crate::live::use_live;
use crate::session::use_session;
use crate::ui::{Paged, Tile};
use hall::board::Board;
use hall::catalog::PublicList;
use hall::id::Prefix;
use hall::profile::Hall;
use hall::text::{Lang, Text};
use leptos::prelude::*;

/// The page with all lists; one without matters, or without the window it needs, is not there.
#[component]
pub fn Lists() -> impl IntoView {
    let (session, visit) = (use_session(), use_visit());
    let window = super::facts::of_hall(use_live(), |hall| hall.unresolved().is_some());
    let lists = move || {
        let window = window.get().unwrap_or_default();
        visit.catalog.with(|catalog| {
            let items = catalog.as_ref().map(|catalog| catalog.items.as_slice()).unwrap_or_default();
            let counted = |list: PublicList| {
                let holds =
                    items.iter().filter(|item| list.holds(&item.channels, &item.coverage, &item.modes));
                (list, holds.count())
            };
            let there = |(list, matters): &(PublicList, usize)| match list {
                PublicList::Unresolved => window,
                _ => *matters > 0,
            };
            PublicList::ALL.into_iter().map(counted).filter(there).collect::<Vec<_>>()
        })
    };
    let tiles = move || {
        let tile = |(list, matters): (PublicList, usize)| {
            let about = session.words(list.about());
            let matters = (list != PublicList::Unresolved).then(|| {
                let matters = count(session, matters);
                view! { <span>{move || matters.get()}</span> }
            });
            view! {
                <Tile title=session.words(list.name()) sub=about on_press=visit.to(Route::List(list))>{matters}</Tile>
            }
            .into_any()
        };
        lists().into_iter().map(tile).collect()
    };
    view! {
        <section class="page">
            <Heading title=Signal::derive(|| t::LISTS_TITLE.text()) />
            <Paged
                entries=tiles
                page=RwSignal::new(0)
                class="cards"
                label=session.words(t::LISTS)
                lang=session.lang
                again=session.sizes()
            />
        </section>
    }
}

/// The queue of the window to go to with what could not be done elsewhere, and where it is served now: the same windows that the card names.
pub fn unresolved_queue(board: &Board, hall: &Hall) -> Option<(Prefix, Text)> {
    let queue = hall.queue(hall.unresolved()?.queues.first()?)?;
    let at = |lang| wait::place(board, hall, queue, lang).at(|place| &place.area);
    Some((queue.prefix.clone(), Text { zh: at(Lang::Zh), en: at(Lang::En) }))
}
