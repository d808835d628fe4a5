//! A window asked for more than the guide says (R27): it may not. What to show, whom to call, where to go, and a
//! number for the window that sorts it out. Nobody has to say who they are.

use super::super::facts;
use super::super::heading::Heading;
use super::super::list::name_of;
use super::super::lists::unresolved_queue;
use super::super::route::Route;
use super::super::take::Take;
use super::super::text as t;
use super::super::visit::use_visit;
use super::carry::Print;
use crate::live::use_live;
use crate::session::use_session;
use crate::ui::{Button, Icon, Paged, Picture};
use hall::api::TicketRequest;
use hall::catalog::PublicList;
use hall::id::ItemId;
use hall::text::Phrase;
use leptos::prelude::*;

/// The button that leads there.
#[component]
pub fn ToBeyond(
    /// The matter.
    item: ItemId,
) -> impl IntoView {
    let (session, visit) = (use_session(), use_visit());
    view! { <Button label=session.words(t::BEYOND) icon=Icon::Warning on_press=visit.to(Route::Beyond(item)) /> }
}

/// The page.
#[component]
pub fn Beyond(
    /// The matter.
    id: ItemId,
) -> impl IntoView {
    let (live, session, visit) = (use_live(), use_session(), use_visit());
    let item = id.clone();
    let name = Memo::new(move |_| name_of(visit, &item));
    let matter = move || name.get().map(|name| name.get(session.lang.get()).to_owned());
    let phone = facts::of_hall(live, |hall| hall.complaint_phone.clone());
    let call = move || phone.get().map(|phone| t::BEYOND_CALL.fill(session.lang.get(), &[&phone]));
    let window = facts::of_board(live, unresolved_queue);
    let go = move || Some(window.get().flatten()?.1.get(session.lang.get()).to_owned());
    let take = move || {
        let (queue, sheet) = (window.get().flatten()?.0, id.clone());
        let request = TicketRequest { queue: Some(queue.to_string()), ..TicketRequest::default() };
        let matter = PublicList::Unresolved.name().text();
        Some(view! {
            <Take request queues=vec![queue] matter label=t::TAKE><Print item=sheet /></Take>
        })
    };
    let entries = move || {
        let lang = session.lang.get();
        let line = |(icon, words): (Icon, Option<String>)| {
            Some(view! { <p class="lead"><Picture icon /><span>{words?}</span></p> }.into_any())
        };
        let said = |phrase: Phrase| Some(phrase.get(lang).to_owned());
        [
            (Icon::Guide, matter()),
            (Icon::Info, said(t::BEYOND_RULE)),
            (Icon::Printer, said(t::BEYOND_SHOW)),
            (Icon::Pin, go()),
            (Icon::Check, said(t::UNRESOLVED_ANSWER)),
            (Icon::Phone, call()),
            (Icon::Star, said(t::BEYOND_RATE)),
        ]
        .into_iter()
        .filter_map(line)
        .collect()
    };
    view! {
        <section class="page beyond">
            <Heading title=Signal::derive(|| t::BEYOND_TITLE.text()) />
            <div class="split">
                <div class="split-main">
                    <Paged
                        entries
                        page=RwSignal::new(0)
                        class="fields"
                        label=session.words(t::BEYOND)
                        lang=session.lang
                        again=session.sizes()
                    />
                </div>
                {take}
            </div>
        </section>
    }
}
