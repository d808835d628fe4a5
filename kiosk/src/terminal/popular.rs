//! What people often come for.

use super::facts;
use super::heading::Heading;
use super::list::ItemList;
use super::text as t;
use super::visit::use_visit;
use leptos::prelude::*;

/// The page of popular matters.
#[component]
pub fn Popular() -> impl IntoView {
    let items = facts::items(use_visit(), |item| item.hot);
    view! {
        <section class="page">
            <Heading title=Signal::derive(|| t::POPULAR_TITLE.text()) />
            <ItemList items label=t::POPULAR page=RwSignal::new(0) with_department=true />
        </section>
    }
}
