//! A matter that is suspended or has ended (R13): the guide begins with why, and with what can be done instead;
//! in place of the card that takes a number stands that there is none.

use super::super::list::name_of;
use super::super::route::Route;
use super::super::visit::Visit;
use super::draw::said;
use crate::session::Session;
use crate::ui::{Button, Icon, Picture};
use hall::catalog::ItemState;
use hall::catalog::guide::{Closed, text as t};
use hall::id::ItemId;
use hall::text::Lang;
use leptos::prelude::*;

/// Why, and a button for each matter that will do instead and can be had, one entry each; without the buttons when
/// the person is seated: they stand on the card.
pub fn entries(session: Session, visit: Visit, closed: &Closed, lang: Lang, seated: bool) -> Vec<AnyView> {
    let why = closed.why.as_ref().map(|why| {
        view! { <p class="closed-why"><Picture icon=Icon::Warning />{said(why, lang)}</p> }.into_any()
    });
    let instead = instead(session, visit, closed).filter(|_| !seated).map(|button| {
        view! {
            <div class="closed-instead">
                <span class="field-name">{t::INSTEAD.get(lang)}</span>
                {button}
            </div>
        }
        .into_any()
    });
    why.into_iter().chain(instead).collect()
}

/// A button for each matter that will do instead and can be had.
pub fn instead(session: Session, visit: Visit, closed: &Closed) -> impl Iterator<Item = AnyView> {
    let in_use = move |id: &&ItemId| {
        visit.catalog.with(|catalog| {
            let items = catalog.as_ref().map(|catalog| catalog.items.as_slice()).unwrap_or_default();
            items.iter().any(|item| item.id == **id && item.state == ItemState::InUse)
        })
    };
    closed.instead.iter().filter(in_use).filter_map(move |id| {
        let name = session.text(name_of(visit, id)?);
        let go = visit.to(Route::Guide(id.clone()));
        Some(view! { <Button label=name icon=Icon::ChevronRight on_press=go /> }.into_any())
    })
}

/// The card.
#[component]
pub fn ClosedCard(
    /// What is said.
    closed: Closed,
    /// The language of it.
    lang: Lang,
    /// The buttons that stay.
    children: Children,
) -> impl IntoView {
    let what = closed.what.get(lang);
    view! {
        <section class="take closed" aria-label=what>
            <p class="trouble" role="alert"><Picture icon=Icon::Warning /><strong>{what}</strong></p>
            <div class="take-more">{children()}</div>
        </section>
    }
}
