//! One list that the hall publishes: its matters; or for 办不成事 where to go, whom to call, and a number.

use super::facts;
use super::heading::Heading;
use super::list::ItemList;
use super::lists::unresolved_queue;
use super::missing::Missing;
use super::take::Take;
use super::text as t;
use super::visit::use_visit;
use crate::live::use_live;
use crate::session::use_session;
use crate::ui::{Icon, Picture};
use hall::api::TicketRequest;
use hall::catalog::PublicList;
use hall::code::Code;
use leptos::prelude::*;

/// The page of a list.
#[component]
pub fn List(
    /// Which.
    list: PublicList,
) -> impl IntoView {
    match list {
        PublicList::Unresolved => view! { <Unresolved /> }.into_any(),
        _ => view! { <Matters list /> }.into_any(),
    }
}

#[component]
fn Matters(list: PublicList) -> impl IntoView {
    let session = use_session();
    let items =
        facts::items(use_visit(), move |item| list.holds(&item.channels, &item.coverage, &item.modes));
    view! {
        <section class="page">
            <Heading title=Signal::derive(move || list.name().text()) />
            <p class="lead"><Picture icon=Icon::Info /><span>{session.words(list.about())}</span></p>
            <ItemList items label=list.name() page=RwSignal::new(0) with_department=true />
        </section>
    }
}

#[component]
fn Unresolved() -> impl IntoView {
    let list = PublicList::Unresolved;
    let (live, session) = (use_live(), use_session());
    let found = facts::of_board(live, |board, hall| {
        Some((unresolved_queue(board, hall)?, hall.complaint_phone.clone()))
    });
    move || match found.get() {
        None => view! { <Missing failure=None /> }.into_any(),
        Some(None) => view! { <Missing failure=Some(Code::NotFound) /> }.into_any(),
        Some(Some(((queue, place), phone))) => {
            let request = TicketRequest { queue: Some(queue.to_string()), ..TicketRequest::default() };
            view! {
                <section class="page">
                    <Heading title=Signal::derive(move || list.name().text()) />
                    <div class="split">
                        <div class="split-main">
                            <div class="notes">
                                <p class="lead"><Picture icon=Icon::Info /><span>{session.words(list.about())}</span></p>
                                <p class="lead"><Picture icon=Icon::Pin /><span>{session.text(place)}</span></p>
                                <p class="lead"><Picture icon=Icon::Phone /><span>{move || t::COMPLAINTS.fill(session.lang.get(), &[&phone])}</span></p>
                                <p class="lead"><Picture icon=Icon::File /><span>{session.words(t::UNRESOLVED_BRING)}</span></p>
                                <p class="lead"><Picture icon=Icon::Check /><span>{session.words(t::UNRESOLVED_ANSWER)}</span></p>
                            </div>
                        </div>
                        <Take request queues=vec![queue] matter=list.name().text() label=t::TAKE />
                    </div>
                </section>
            }
            .into_any()
        }
    }
}
