//! One department: its matters, and a number for its queue for who does not know which matter it is.

use super::facts;
use super::heading::Heading;
use super::list::ItemList;
use super::missing::Missing;
use super::take::Take;
use super::text as t;
use super::visit::use_visit;
use hall::api::TicketRequest;
use hall::code::Code;
use hall::id::DepartmentId;
use leptos::prelude::*;

/// The page of a department.
#[component]
pub fn Department(
    /// Which.
    id: DepartmentId,
) -> impl IntoView {
    let visit = use_visit();
    let wanted = id.clone();
    let found = Memo::new(move |_| {
        visit.catalog.with(|catalog| {
            let catalog = catalog.as_ref()?;
            Some(catalog.departments.iter().find(|department| department.id == wanted).cloned())
        })
    });
    let page = RwSignal::new(0);
    move || match found.get() {
        None => view! { <Missing failure=None /> }.into_any(),
        Some(None) => view! { <Missing failure=Some(Code::NotFound) /> }.into_any(),
        Some(Some(department)) => {
            let of_department = id.clone();
            let items = facts::items(visit, move |item| item.department == of_department);
            let queue = department.queue_prefix;
            let request = TicketRequest { queue: Some(queue.to_string()), ..TicketRequest::default() };
            let title = department.name.clone();
            view! {
                <section class="page">
                    <Heading title=Signal::derive(move || title.clone()) />
                    <div class="split">
                        <div class="split-main"><ItemList items label=t::MATTERS page /></div>
                        <Take request queues=vec![queue] matter=department.name lead=t::UNSURE label=t::TAKE_QUEUE />
                    </div>
                </section>
            }
            .into_any()
        }
    }
}
