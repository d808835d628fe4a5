//! Lists of matters, short or of thousands: of a long one only a part is built, and the search stands above it.

use super::facts;
use super::route::Route;
use super::text as t;
use super::visit::{Visit, use_visit};
use crate::session::{Session, use_session};
use crate::ui::{Button, Icon, Paged, Picture, Tile, WINDOW, Window};
use hall::api::ItemShort;
use hall::catalog::ItemState;
use hall::id::ItemId;
use hall::text::{Phrase, Text};
use leptos::prelude::*;

/// A list longer than this is built in parts.
const LONG: usize = 40;

/// A list of matters in pages; each leads to its guide.
#[component]
pub fn ItemList(
    /// The matters, as places in the catalog.
    items: Memo<Vec<usize>>,
    /// What list it is.
    label: Phrase,
    /// The page that is shown, from 0.
    page: RwSignal<usize>,
    /// Names the department of each, one to a row; without it they stand closer.
    #[prop(optional)]
    with_department: bool,
) -> impl IntoView {
    let (session, visit) = (use_session(), use_visit());
    let total = Memo::new(move |_| Some(items.with(Vec::len)).filter(|total| *total > LONG));
    let window = Window { from: RwSignal::new(0), total };
    let rows = move || {
        let (from, built) = total.get().map_or((0, LONG), |_| (window.from.get(), WINDOW));
        visit.catalog.with(|catalog| {
            let all = catalog.as_ref().map(|catalog| catalog.items.as_slice()).unwrap_or_default();
            items.with(|items| {
                let shown = items.iter().skip(from).take(built);
                let row = |place: &usize| Some(row(session, visit, all.get(*place)?, with_department));
                shown.filter_map(row).collect()
            })
        })
    };
    let search = move || {
        total.get().map(|_| {
            let look_up = visit.to(Route::Search);
            view! { <Button label=session.words(t::SEARCH_ENTRY) icon=Icon::Search on_press=look_up /> }
        })
    };
    let nothing = move || {
        let loaded = visit.catalog.with(Option::is_some);
        (loaded && items.with(Vec::is_empty)).then(|| {
            view! { <p class="lead"><Picture icon=Icon::Info /><span>{session.words(t::EMPTY)}</span></p> }
        })
    };
    view! {
        {nothing}
        {search}
        <Paged
            entries=rows
            page
            window
            class=if with_department { "rows matters" } else { "cards dense" }
            label=session.words(label)
            lang=session.lang
            again=session.sizes()
        />
    }
}

fn row(session: Session, visit: Visit, item: &ItemShort, with_department: bool) -> AnyView {
    let (title, go) = (session.text(item.name.clone()), visit.to(Route::Guide(item.id.clone())));
    let suspended = (item.state != ItemState::InUse).then(|| {
        let state = item.state.phrase();
        view! { <span class="badge strong">{session.words(state)}</span> }
    });
    if !with_department {
        return match suspended {
            None => view! { <Tile title on_press=go /> }.into_any(),
            some => view! { <Tile title on_press=go>{some}</Tile> }.into_any(),
        };
    }
    let (class, department) = (item.handling_class.phrase(), session.text(facts::department(visit, item)));
    view! {
        <Tile title row=true on_press=go>
            {suspended}
            <span class="badge">{session.words(class)}</span>
            <span class="row-department">{move || department.get()}</span>
        </Tile>
    }
    .into_any()
}

/// The name of a matter of the catalog.
#[must_use]
pub fn name_of(visit: Visit, id: &ItemId) -> Option<Text> {
    visit.catalog.with(|catalog| {
        catalog.as_ref()?.items.iter().find(|item| item.id == *id).map(|item| item.name.clone())
    })
}

/// The number of matters, in words.
#[must_use]
pub fn count(session: Session, number: usize) -> Signal<String> {
    Signal::derive(move || match number {
        1 => session.say(t::ONE_ITEM).to_owned(),
        many => t::ITEM_COUNT.fill(session.lang.get(), &[&many.to_string()]),
    })
}
