//! One queue: its matters, and a number for the queue itself for who does not know which matter it is.
//! Three touches from the home page, no typing (A49).

use super::facts;
use super::heading::Heading;
use super::list::ItemList;
use super::missing::Missing;
use super::take::Take;
use super::text as t;
use super::visit::use_visit;
use crate::live::use_live;
use hall::api::TicketRequest;
use hall::id::Prefix;
use leptos::prelude::*;

/// The page of a queue.
#[component]
pub fn Queue(
    /// Which.
    prefix: Prefix,
) -> impl IntoView {
    let (live, visit) = (use_live(), use_visit());
    let wanted = prefix.clone();
    let name = facts::of_hall(live, move |hall| hall.queue(&wanted).map(|queue| queue.name.clone()));
    let page = RwSignal::new(0);
    move || match name.get() {
        None => view! { <Missing failure=None /> }.into_any(),
        Some(None) => view! { <Missing failure=Some(hall::code::Code::UnknownQueue) /> }.into_any(),
        Some(Some(name)) => {
            let of_queue = prefix.clone();
            let items = facts::items(visit, move |item| item.queue == of_queue);
            let bare = Memo::new(move |_| visit.catalog.with(Option::is_some) && items.with(Vec::is_empty));
            let request = TicketRequest { queue: Some(prefix.to_string()), ..TicketRequest::default() };
            let title = name.clone();
            let lead = move || if items.with_untracked(Vec::is_empty) { t::EMPTY } else { t::UNSURE };
            view! {
                <section class="page">
                    <Heading title=Signal::derive(move || title.clone()) />
                    <div class="split" class:bare=bare>
                        <div class="split-main"><ItemList items label=t::MATTERS page /></div>
                        <Take request queues=vec![prefix.clone()] matter=name lead=lead() untitled=true label=t::TAKE_QUEUE />
                    </div>
                </section>
            }
            .into_any()
        }
    }
}
