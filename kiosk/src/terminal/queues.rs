//! Take a number: all queues with how many wait and for how long.

use super::facts;
use super::heading::Heading;
use super::refusal::said;
use super::route::Route;
use super::text as t;
use super::visit::use_visit;
use super::wait;
use crate::live::use_live;
use crate::session::use_session;
use crate::ui::{Icon, Paged, Picture, Tile};
use leptos::prelude::*;

/// The page with all queues.
#[component]
pub fn Queues() -> impl IntoView {
    let (live, session, visit) = (use_live(), use_session(), use_visit());
    let queues = facts::of_hall(live, |hall| hall.queues.clone());
    let tiles = move || {
        queues
            .get()
            .unwrap_or_default()
            .into_iter()
            .map(|queue| {
                let view = facts::queue(live, queue.prefix.clone());
                let note = move || {
                    view.get().map(|view| {
                        let lang = session.lang.get();
                        match view.reason {
                            Some(code) => {
                                let why = said(code).get(lang);
                                let icon = Icon::Warning;
                                view! { <span class="fact-line"><Picture icon /><span>{why}</span></span> }.into_any()
                            }
                            None => facts::unbroken(Icon::Users, wait::line(view.waiting, view.estimate, lang))
                                .into_any(),
                        }
                    })
                };
                view! {
                    <Tile title=session.text(queue.name) on_press=visit.to(Route::Queue(queue.prefix))>{note}</Tile>
                }
                .into_any()
            })
            .collect()
    };
    view! {
        <section class="page">
            <Heading title=Signal::derive(|| t::QUEUES_TITLE.text()) />
            <Paged
                entries=tiles
                page=RwSignal::new(0)
                class="cards"
                label=session.words(t::QUEUES_TITLE)
                lang=session.lang
                again=session.sizes()
            />
        </section>
    }
}
