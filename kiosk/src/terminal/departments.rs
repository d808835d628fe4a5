//! All departments (R28: by department, then by matter).

use super::heading::Heading;
use super::list::count;
use super::route::Route;
use super::text as t;
use super::visit::use_visit;
use crate::session::use_session;
use crate::ui::{Paged, Tile};
use leptos::prelude::*;

/// The page with all departments that have matters here.
#[component]
pub fn Departments() -> impl IntoView {
    let (session, visit) = (use_session(), use_visit());
    let tiles = move || {
        visit.catalog.with(|catalog| {
            let (mut several, mut single) = (Vec::new(), Vec::new());
            let Some(catalog) = catalog else { return single };
            for department in &catalog.departments {
                let mut own = catalog.items.iter().filter(|item| item.department == department.id);
                let (Some(first), more) = (own.next(), own.count()) else { continue };
                // a single matter needs no list of its own
                let (route, group) = match more {
                    0 => (Route::Guide(first.id.clone()), &mut single),
                    _ => (Route::Department(department.id.clone()), &mut several),
                };
                let matters = count(session, more + 1);
                let tile = view! {
                    <Tile title=session.text(department.name.clone()) on_press=visit.to(route)>
                        <span>{move || matters.get()}</span>
                    </Tile>
                };
                group.push(tile.into_any());
            }
            // on a later page they are as near as the others on the first
            several.append(&mut single);
            several
        })
    };
    view! {
        <section class="page">
            <Heading title=Signal::derive(|| t::DEPARTMENTS_TITLE.text()) />
            <Paged
                entries=tiles
                page=RwSignal::new(0)
                class="cards dense"
                label=session.words(t::DEPARTMENTS_TITLE)
                lang=session.lang
                again=session.sizes()
            />
        </section>
    }
}
