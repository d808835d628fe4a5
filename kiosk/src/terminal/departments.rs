//! All departments (R28: by department, then by matter).

use super::heading::Heading;
use super::list::count;
use super::route::Route;
use super::text as t;
use super::visit::use_visit;
use crate::session::use_session;
use crate::ui::{Paged, Tile};
use hall::id::DepartmentId;
use leptos::prelude::*;

/// The page with all departments that have matters here.
#[component]
pub fn Departments() -> impl IntoView {
    let (session, visit) = (use_session(), use_visit());
    let departments = Memo::new(move |_| {
        visit.catalog.with(|catalog| {
            let Some(catalog) = catalog else { return Vec::new() };
            let count =
                |id: &DepartmentId| catalog.items.iter().filter(|item| item.department == *id).count();
            let all = catalog.departments.iter().map(|d| (d.id.clone(), d.name.clone(), count(&d.id)));
            all.filter(|(_, _, matters)| *matters > 0).collect::<Vec<_>>()
        })
    });
    let tiles = move || {
        departments
            .get()
            .into_iter()
            .map(|(id, name, matters)| {
                let matters = count(session, matters);
                view! {
                    <Tile title=session.text(name) on_press=visit.to(Route::Department(id))>
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
