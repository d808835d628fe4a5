//! All departments (R28: by department, then by matter).

use super::heading::Heading;
use super::list::count;
use super::route::Route;
use super::text as t;
use super::visit::use_visit;
use crate::session::use_session;
use crate::ui::{Paged, Tile};
use hall::catalog::Department;
use leptos::prelude::*;

/// The page with all departments that have matters here.
#[component]
pub fn Departments() -> impl IntoView {
    let (session, visit) = (use_session(), use_visit());
    let departments = move || {
        visit.catalog.with(|catalog| {
            let Some(catalog) = catalog else { return Vec::new() };
            let one = |department: &Department| {
                let mut own = catalog.items.iter().filter(|item| item.department == department.id);
                let (first, more) = (own.next()?, own.count());
                // a single matter needs no list of its own
                let route = match more {
                    0 => Route::Guide(first.id.clone()),
                    _ => Route::Department(department.id.clone()),
                };
                Some((route, department.name.clone(), more + 1))
            };
            // those with a single one come last: on a later page they are as near as the others on the first
            let (several, single): (Vec<_>, Vec<_>) =
                catalog.departments.iter().filter_map(one).partition(|(.., matters)| *matters > 1);
            [several, single].concat()
        })
    };
    let tiles = move || {
        departments()
            .into_iter()
            .map(|(route, name, matters)| {
                let matters = count(session, matters);
                view! {
                    <Tile title=session.text(name) on_press=visit.to(route)>
                        <span>{move || matters.get()}</span>
                    </Tile>
                }
                .into_any()
            })
            .collect()
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
                again=session.elder
            />
        </section>
    }
}
