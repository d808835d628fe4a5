//! What the citizen checked at the kiosk before taking the number, on the ticket's card: the clerk sees at
//! once what is missing.

use super::text as t;
use crate::desk::context::Desk;
use hall::api::{DeskChecklist, DeskTicket};
use leptos::prelude::*;

/// What was checked; nothing for who checked nothing.
#[component]
pub fn Checked(
    /// The ticket.
    ticket: Memo<Option<DeskTicket>>,
) -> impl IntoView {
    let list = Memo::new(move |_| ticket.with(|ticket| ticket.as_ref().and_then(|ticket| ticket.checklist.clone())));
    move || list.get().map(|list| view! { <Card list/> })
}

#[component]
fn Card(list: DeskChecklist) -> impl IntoView {
    let desk = Desk::here();
    let said = list.said.into_iter().map(|said| {
        view! { <li>{move || said.answer.get(desk.lang.get()).to_owned()}</li> }
    });
    let many = list.missing.len();
    let state = move || match many {
        0 => desk.say(t::CHECKED_ALL).to_owned(),
        many => desk.fill(t::CHECKED_MISSING, &[&many.to_string()]),
    };
    let missing = list.missing.into_iter().map(|document| {
        view! { <li>{move || document.name.get(desk.lang.get()).to_owned()}</li> }
    });
    view! {
        <div class="further checked" data-missing=many.to_string()>
            <p class="quiet">{move || desk.say(t::CHECKED)}</p>
            <p class=if many == 0 { "chip open" } else { "chip paused" }>{state}</p>
            <ul class="dots">{missing.collect_view()}</ul>
            <ul class="dots quiet">{said.collect_view()}</ul>
        </div>
    }
}
