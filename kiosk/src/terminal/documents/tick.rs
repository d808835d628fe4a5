//! The exact list: every document with whether it must be there and how to get it, and a switch that says in
//! words whether it is at hand.

use super::super::heading::Heading;
use super::super::route::Route;
use super::super::visit::{Visit, use_visit};
use super::{BeganAnew, about, text as d};
use crate::session::{Session, use_session};
use crate::ui::{Button, Icon, Look, Paged, Picture};
use hall::catalog::{Material, Need};
use leptos::prelude::*;

/// The page of the list.
#[component]
pub fn Tick() -> impl IntoView {
    let (session, visit) = (use_session(), use_visit());
    let list = visit.documents.with_untracked(|documents| {
        let list = documents.checklist().map(|checklist| checklist.documents).unwrap_or_default();
        list.into_iter().cloned().collect::<Vec<Material>>()
    });
    let wanted: Vec<String> = list
        .iter()
        .filter(|document| document.need() != Need::Exempt)
        .map(|document| document.key.clone())
        .collect();
    let nothing = wanted.is_empty();
    let of = wanted.len();
    let ticked = Memo::new(move |_| {
        visit.documents.with(|documents| wanted.iter().filter(|key| documents.at_hand.contains(*key)).count())
    });
    let lead = session.words(if nothing { d::NOTHING_NEEDED } else { d::TICK_HOW });
    let count = move || {
        let (ticked, of) = (ticked.get().to_string(), of.to_string());
        (!nothing).then(|| d::TICKED.fill(session.lang.get(), &[&ticked, &of]))
    };
    let rows = move || {
        session.lang.track();
        list.iter().map(|document| row(session, visit, document)).collect()
    };
    let done = move |()| {
        let id = visit.documents.try_update(|documents| {
            documents.told = true;
            documents.item.as_ref().map(|item| item.id.clone())
        });
        if let Some(id) = id.flatten() {
            visit.go(&Route::Lacking(id));
        }
    };
    // who has not seen the last page would be told that what stands there is missing
    let (page, at_end) = (RwSignal::new(0), RwSignal::new(false));
    let label = Signal::derive(move || session.say(if at_end.get() { d::DONE } else { d::MORE }).to_owned());
    let go_on = move |()| {
        if at_end.get_untracked() {
            done(());
        } else {
            page.update(|page| *page += 1);
        }
    };
    view! {
        <section class="page tick">
            <Heading title=Signal::derive(|| d::TICK.text()) />
            <BeganAnew />
            <p class="lead"><Picture icon=Icon::Info /><span role="status">{lead}" "<span class="whole">{count}</span></span></p>
            <Paged
                entries=rows
                page
                class="rows"
                label=session.words(d::TICK)
                lang=session.lang
                again=session.sizes()
                at_end
            />
            <Button label icon=Icon::ChevronRight look=Look::Primary on_press=go_on />
        </section>
    }
}

/// A document: a switch, or for one that nobody has to bring only what is said of it.
fn row(session: Session, visit: Visit, document: &Material) -> AnyView {
    let lang = session.lang.get_untracked();
    let words = view! {
        <span class="tile-words">
            <span class="tile-title">{document.name.get(lang).to_owned()}</span>
            {about(document, lang)}
        </span>
    };
    if document.need() == Need::Exempt {
        return view! { <div class="switch fixed">{words}</div> }.into_any();
    }
    let (key, turned) = (document.key.clone(), document.key.clone());
    let on = Memo::new(move |_| visit.documents.with(|documents| documents.at_hand.contains(&key)));
    let turn = move |_| visit.documents.update(|documents| documents.turn(&turned));
    view! {
        <button
            type="button"
            role="switch"
            class="switch"
            aria-checked=move || if on.get() { "true" } else { "false" }
            on:click=turn
        >
            {words}
            <span class="switch-state">
                <span class="switch-box" aria-hidden="true">{move || on.get().then(|| view! { <Picture icon=Icon::Check /> })}</span>
                <span class="switch-word">{move || session.say(if on.get() { d::HAVE } else { d::HAVE_NOT })}</span>
            </span>
        </button>
    }
    .into_any()
}
