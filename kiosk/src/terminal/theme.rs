//! One theme: the matters that belong together, and one number for all of them (R88).

use super::heading::Heading;
use super::list::ItemList;
use super::missing::Missing;
use super::take::Take;
use super::text as t;
use super::visit::use_visit;
use hall::api::{ItemShort, TicketRequest};
use hall::code::Code;
use hall::id::ThemeId;
use leptos::prelude::*;

/// The page of a theme.
#[component]
pub fn Theme(
    /// Which.
    id: ThemeId,
) -> impl IntoView {
    let visit = use_visit();
    let wanted = id.clone();
    let found = Memo::new(move |_| {
        visit.catalog.with(|catalog| {
            let catalog = catalog.as_ref()?;
            Some(catalog.themes.iter().find(|theme| theme.id == wanted).cloned())
        })
    });
    let page = RwSignal::new(0);
    move || match found.get() {
        None => view! { <Missing failure=None /> }.into_any(),
        Some(None) => view! { <Missing failure=Some(Code::UnknownTheme) /> }.into_any(),
        Some(Some(theme)) => {
            let order = theme.items.clone();
            let items: Memo<Vec<ItemShort>> = Memo::new(move |_| {
                visit.catalog.with(|catalog| {
                    let all = catalog.as_ref().map(|catalog| catalog.items.as_slice()).unwrap_or_default();
                    order.iter().filter_map(|id| all.iter().find(|item| item.id == *id)).cloned().collect()
                })
            });
            // the one ticket of a theme waits in the queue of its first matter
            let queue = items.with_untracked(|items| items.first().map(|item| item.queue.clone()));
            let request = TicketRequest { theme: Some(id.to_string()), ..TicketRequest::default() };
            let title = theme.name.clone();
            view! {
                <section class="page">
                    <Heading title=Signal::derive(move || title.clone()) />
                    <div class="split">
                        <div class="split-main">
                            <ItemList items label=t::THEME_MATTERS page with_department=true />
                        </div>
                        {queue.map(|queue| view! {
                            <Take request queues=vec![queue] matter=theme.name lead=t::WHOLE_THEME label=t::TAKE_THEME />
                        })}
                    </div>
                </section>
            }
            .into_any()
        }
    }
}
