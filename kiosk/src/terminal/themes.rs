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
    let themes = Memo::new(move |_| {
        visit
            .catalog
            .with(|catalog| catalog.as_ref().map(|catalog| catalog.themes.clone()).unwrap_or_default())
    });
    let tiles = move || {
        themes
            .get()
            .into_iter()
            .map(|theme| {
                let matters = count(session, theme.items.len());
                view! {
                    <Tile title=session.text(theme.name) on_press=visit.to(Route::Theme(theme.id))>
                        <span>{move || matters.get()}</span>
                    </Tile>
                }
                .into_any()
            })
            .collect()
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
                again=session.elder
            />
        </section>
    }
}
