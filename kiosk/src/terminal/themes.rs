//! All themes: what belongs to one event of a life (R88).

use super::heading::Heading;
use super::list::count;
use super::route::Route;
use super::text as t;
use super::visit::use_visit;
use crate::session::use_session;
use crate::ui::{Paged, Tile};
use leptos::prelude::*;

/// The page with all themes.
#[component]
pub fn Themes() -> impl IntoView {
    let (session, visit) = (use_session(), use_visit());
    let tiles = move || {
        let tile = |theme: &hall::catalog::Theme| {
            let (matters, to) = (count(session, theme.items.len()), Route::Theme(theme.id.clone()));
            view! {
                <Tile title=session.text(theme.name.clone()) on_press=visit.to(to)>
                    <span>{move || matters.get()}</span>
                </Tile>
            }
            .into_any()
        };
        visit.catalog.with(|catalog| match catalog {
            Some(catalog) => catalog.themes.iter().map(tile).collect(),
            None => Vec::new(),
        })
    };
    view! {
        <section class="page">
            <Heading title=Signal::derive(|| t::THEMES_TITLE.text()) />
            <Paged
                entries=tiles
                page=RwSignal::new(0)
                class="cards dense"
                label=session.words(t::THEMES_TITLE)
                lang=session.lang
                again=session.sizes()
            />
        </section>
    }
}
