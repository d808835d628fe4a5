//! One slip for several matters: they are gathered from their guides, shown with their queues, and one
//! number is taken for all of them. The hall plans the order and hands on by itself.

use super::facts;
use super::heading::Heading;
use super::refusal::said;
use super::route::Route;
use super::take::Take;
use super::text as t;
use super::visit::{Visit, use_visit};
use super::wait;
use crate::live::clock::monotonic_ms;
use crate::live::{Live, use_live};
use crate::page;
use crate::session::{Session, use_session};
use crate::ui::{Button, Icon, Look, Paged, Picture};
use hall::api::ItemShort;
use hall::id::{ItemId, Prefix};
use hall::text::{Lang, Text};
use leptos::prelude::*;

/// The second tap of a double tap must not open the list that the first one has just added to.
const SETTLE_MS: f64 = 400.0;

/// The button of a guide: puts its matter on the list, then leads to the list.
#[component]
pub fn Gather(
    /// The matter.
    item: ItemId,
) -> impl IntoView {
    let (session, visit) = (use_session(), use_visit());
    let added = StoredValue::new(None::<f64>);
    let wanted = item.clone();
    let listed = Memo::new(move |_| visit.wishes.with(|wishes| wishes.has(&wanted) || wishes.is_full()));
    let label = Signal::derive(move || {
        if listed.get() { list_name(session, visit) } else { session.say(t::ADD_TO_LIST).to_owned() }
    });
    let press = move |()| {
        let now = monotonic_ms();
        if !listed.get_untracked() {
            added.set_value(Some(now));
            visit.wishes.update(|wishes| wishes.add(&item));
            let count = visit.wishes.with_untracked(|wishes| wishes.matters.len()).to_string();
            visit.message.set(t::ADDED.fill(session.lang.get_untracked(), &[&count]));
        } else if added.get_value().is_none_or(|then| now - then > SETTLE_MS) {
            visit.go(&Route::Slip);
        }
    };
    view! { <Button label icon=Icon::List on_press=press /> }
}

/// `清单 2`.
#[must_use]
pub fn list_name(session: Session, visit: Visit) -> String {
    let count = visit.wishes.with(|wishes| wishes.matters.len());
    t::MY_LIST.fill(session.lang.get(), &[&count.to_string()])
}

/// The page of the list.
#[component]
pub fn Slip() -> impl IntoView {
    let (live, session, visit) = (use_live(), use_session(), use_visit());
    let matters = move || {
        let wanted = visit.wishes.with(|wishes| wishes.matters.clone());
        visit.catalog.with(|catalog| {
            let all = catalog.as_ref().map(|catalog| catalog.items.as_slice()).unwrap_or_default();
            let listed = wanted.iter().filter_map(|id| all.iter().find(|item| item.id == *id));
            listed.cloned().collect::<Vec<ItemShort>>()
        })
    };
    let rows = move || matters().iter().map(|item| row(live, session, visit, item)).collect();
    let content = move || {
        let Some(request) = visit.wishes.with(|wishes| wishes.slip()) else {
            return view! {
                <p class="lead"><Picture icon=Icon::Info /><span>{session.words(t::LIST_EMPTY)}</span></p>
                <Button
                    label=session.words(t::GUIDES)
                    icon=Icon::Guide
                    look=Look::Primary
                    on_press=visit.to(Route::Guides)
                />
            }
            .into_any();
        };
        // the card stays as it is when only the catalog changes
        let listed = untrack(matters);
        let queues = stops(&listed);
        let label = if listed.len() > 1 { t::TAKE_THEME } else { t::TAKE };
        let lead = if queues.len() > 1 { t::LIST_PLAN } else { t::LIST_ONE_STOP };
        view! {
            <Take request queues matter=name_of(&listed) lead=lead label>
                <Button label=session.words(t::ADD_MORE) icon=Icon::Guide on_press=visit.to(Route::Guides) />
            </Take>
        }
        .into_any()
    };
    view! {
        <section class="page slip">
            <Heading title=Signal::derive(|| t::LIST_TITLE.text()) />
            <div class="split">
                <div class="split-main">
                    <Paged
                        entries=rows
                        page=RwSignal::new(0)
                        class="rows"
                        label=session.words(t::LIST_TITLE)
                        lang=session.lang
                        again=session.sizes()
                    />
                </div>
                {content}
            </div>
        </section>
    }
}

/// A matter of the list: its name, its queue with who waits there, and the button that takes it off.
fn row(live: Live, session: Session, visit: Visit, item: &ItemShort) -> AnyView {
    let (id, name) = (item.id.clone(), session.text(item.name.clone()));
    let prefix = item.queue.clone();
    let queue = facts::of_hall(live, move |hall| hall.queue(&prefix).map(|queue| queue.short.clone()));
    let view = facts::queue(live, item.queue.clone());
    let note = move || {
        let lang = session.lang.get();
        let queue = queue.get().flatten().map(|queue| queue.get(lang).to_owned());
        let people = view.get().map(|view| match view.reason {
            Some(code) => said(code).get(lang).to_owned(),
            None => wait::people(view.waiting, lang),
        });
        [queue, people].into_iter().flatten().collect::<Vec<_>>().join(" · ")
    };
    let remove = move |()| {
        visit.wishes.update(|wishes| wishes.remove(&id));
        // the button is gone with its row; who uses keys goes on from the title
        page::focus_title();
    };
    view! {
        <div class="slip-row">
            <div class="tile-words">
                <h2 class="tile-title">{move || name.get()}</h2>
                <p class="tile-note">{note}</p>
            </div>
            <Button
                label=session.words(t::REMOVE)
                about=name
                on_press=remove
            />
        </div>
    }
    .into_any()
}

/// The queues of some matters, each once: matters of one queue are served together.
fn stops(matters: &[ItemShort]) -> Vec<Prefix> {
    let mut queues: Vec<Prefix> = Vec::new();
    for item in matters {
        if !queues.contains(&item.queue) {
            queues.push(item.queue.clone());
        }
    }
    queues
}

/// What the ticket is for: the matter itself, or how many.
fn name_of(matters: &[ItemShort]) -> Text {
    match matters {
        [one] => one.name.clone(),
        many => {
            let count = many.len().to_string();
            let name = |lang| t::SEVERAL_MATTERS.fill(lang, &[&count]);
            Text { zh: name(Lang::Zh), en: name(Lang::En) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hall::catalog::{Channels, Coverage, HandlingClass, ItemState, Modes};

    fn matters(queues: &[&str]) -> Vec<ItemShort> {
        let matter = |(index, queue): (usize, &&str)| ItemShort {
            id: format!("m{index}").parse().unwrap(),
            name: Text { zh: format!("事项{index}"), en: format!("Matter {index}") },
            department: "gahz".parse().unwrap(),
            queue: queue.parse().unwrap(),
            handling_class: HandlingClass::Immediate,
            channels: Channels::default(),
            hot: false,
            keywords: Vec::new(),
            frequency: 0,
            service_objects: Vec::new(),
            coverage: Coverage::default(),
            modes: Modes::default(),
            state: ItemState::default(),
        };
        queues.iter().enumerate().map(matter).collect()
    }

    #[test]
    fn matters_of_one_queue_are_one_stop() {
        let stops = stops(&matters(&["A", "B", "A"]));
        assert_eq!(stops.iter().map(Prefix::as_str).collect::<Vec<_>>(), ["A", "B"]);
    }

    #[test]
    fn a_slip_is_called_by_its_matter_or_by_how_many() {
        assert_eq!(name_of(&matters(&["B"])).zh, "事项0");
        let name = name_of(&matters(&["A", "B", "B"]));
        assert_eq!((name.zh.as_str(), name.en.as_str()), ("一单 3 项", "3 services on one slip"));
    }
}
