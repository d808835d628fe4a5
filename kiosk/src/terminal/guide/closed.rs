//! In place of the card that takes a number: the matter is suspended or has ended. It says so, why, and
//! what can be done instead (R13).

use super::super::list::name_of;
use super::super::route::Route;
use super::super::visit::use_visit;
use super::draw::said;
use crate::session::use_session;
use crate::ui::{Button, Icon, Look, Picture};
use hall::catalog::guide::{Closed, text as t};
use hall::text::Lang;
use leptos::prelude::*;

/// The card.
#[component]
pub fn ClosedCard(
    /// What is said.
    closed: Closed,
    /// The language of it.
    lang: Lang,
    /// Further buttons.
    children: Children,
) -> impl IntoView {
    let (session, visit) = (use_session(), use_visit());
    let why = closed.why.as_ref().map(|why| view! { <p>{said(why, lang)}</p> });
    let instead = closed
        .instead
        .into_iter()
        .filter_map(|id| Some((name_of(visit, &id)?, id)))
        .map(|(name, id)| {
            let go = visit.to(Route::Guide(id));
            view! { <Button label=session.text(name) icon=Icon::ChevronRight look=Look::Plain on_press=go /> }
        })
        .collect_view();
    let offers = !instead.is_empty();
    view! {
        <section class="take closed" aria-label=closed.what.get(lang)>
            <div class="trouble" role="alert">
                <Picture icon=Icon::Warning />
                <div><p><strong>{closed.what.get(lang)}</strong></p>{why}</div>
            </div>
            {offers.then(|| view! { <div class="closed-instead"><p class="take-lead">{t::INSTEAD.get(lang)}</p>{instead}</div> })}
            <div class="take-more">{children()}</div>
        </section>
    }
}
