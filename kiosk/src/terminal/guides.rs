//! All matters of the catalog, to read what each needs; by handling class (R90).

use super::heading::Heading;
use super::list::ItemList;
use super::tabs::Tabs;
use super::text as t;
use super::visit::use_visit;
use crate::session::use_session;
use hall::api::ItemShort;
use hall::catalog::HandlingClass;
use leptos::prelude::*;

const CLASSES: [HandlingClass; 4] =
    [HandlingClass::Immediate, HandlingClass::Promised, HandlingClass::Joint, HandlingClass::Forwarded];

/// The page of all guides.
#[component]
pub fn Guides() -> impl IntoView {
    let (session, visit) = (use_session(), use_visit());
    let (chosen, page) = (RwSignal::new(0_usize), RwSignal::new(0));
    // only classes that occur: no choice leads to an empty list
    let occurring = Memo::new(move |_| {
        visit.catalog.with(|catalog| {
            let items = catalog.as_ref().map(|catalog| catalog.items.as_slice()).unwrap_or_default();
            let occurs = |class: &HandlingClass| items.iter().any(|item| item.handling_class == *class);
            CLASSES.into_iter().filter(occurs).collect::<Vec<_>>()
        })
    });
    let items = Memo::new(move |_| {
        // elders are not asked for a class: fewer choices on a page (R72)
        let chosen = if session.elder.get() { 0 } else { chosen.get() };
        let class = occurring.with(|classes| classes.get(chosen.checked_sub(1)?).copied());
        let wanted = |item: &&ItemShort| class.is_none_or(|class| item.handling_class == class);
        visit.catalog.with(|catalog| {
            catalog.iter().flat_map(|catalog| &catalog.items).filter(wanted).cloned().collect::<Vec<_>>()
        })
    });
    let tabs = move || {
        if session.elder.get() {
            return None;
        }
        let choices = occurring.with(|classes| {
            std::iter::once(t::ALL).chain(classes.iter().map(|class| class.phrase())).collect::<Vec<_>>()
        });
        Some(view! { <Tabs choices chosen on_choose=move |()| page.set(0) label=t::CLASS /> })
    };
    view! {
        <section class="page">
            <Heading title=Signal::derive(|| t::GUIDES_TITLE.text()) />
            {tabs}
            <ItemList items label=t::GUIDES page with_department=true />
        </section>
    }
}
