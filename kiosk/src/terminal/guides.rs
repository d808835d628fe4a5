//! All matters of the catalog, to read what each needs; by who asks: a person or an organisation.

use super::facts;
use super::heading::Heading;
use super::list::ItemList;
use super::tabs::Tabs;
use super::text as t;
use super::visit::use_visit;
use hall::catalog::Audience;
use leptos::prelude::*;

/// Whom the matters of a tab are for; none: everybody.
const FOR: [Option<Audience>; 3] = [None, Some(Audience::Person), Some(Audience::Organisation)];

/// The page of all guides.
#[component]
pub fn Guides() -> impl IntoView {
    let visit = use_visit();
    let (chosen, page) = (RwSignal::new(0_usize), RwSignal::new(0));
    let audience = move || FOR.get(chosen.get()).copied().flatten();
    let items = facts::items(visit, move |item| {
        audience().is_none_or(|audience| audience.is_served(&item.service_objects))
    });
    let choices = FOR.iter().map(|audience| audience.map_or(t::ALL, Audience::phrase)).collect();
    view! {
        <section class="page">
            <Heading title=Signal::derive(|| t::GUIDES_TITLE.text()) />
            <Tabs choices chosen on_choose=move |()| page.set(0) label=t::WHO_ASKS />
            <ItemList items label=t::GUIDES page with_department=true />
        </section>
    }
}
