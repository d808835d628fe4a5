//! The question at the end of a service: which matters were served? The ticket's own is chosen
//! already; a clerk may add others of the window's queues, or finish without naming any.

use super::console::{Question, Work};
use super::dialog::Modal;
use super::matters;
use super::text as t;
use super::wire::Deed;
use hall::api::{CatalogView, DeskTicket, ItemShort};
use hall::id::{ItemId, Prefix};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

/// More matches than this are not drawn; the clerk types on.
const SHOWN: usize = 40;

/// The question at the end of a service.
#[component]
pub fn FinishDialog(
    /// The window.
    work: Work,
) -> impl IntoView {
    let desk = work.desk;
    let open = Memo::new(move |_| work.question.get() == Some(Question::Finish));
    let number = move || {
        work.standing.with(|standing| standing.ticket.as_ref().map(|ticket| ticket.number.to_string()))
    };
    let title = Signal::derive(move || desk.fill(t::FINISH_TITLE, &[&number().unwrap_or_default()]));
    desk.following.want();
    view! {
        <Modal open title on_close=move || work.question.set(None)>
            {view! { <Matters work/> }.into_any()}
        </Modal>
    }
}

/// The matters: chosen ones, a field to find others, and the button that finishes.
#[component]
fn Matters(work: Work) -> impl IntoView {
    let desk = work.desk;
    let catalog = desk.catalog;
    // none until the clerk has changed something: the matter may not be known here, and must not be
    // replaced by nothing
    let choice = RwSignal::new(None::<Vec<ItemId>>);
    // the word that brings the matter may come while the question is open, and the ticket leaves before
    // it closes; once the clerk has begun to choose, nothing moves under their hand
    let ticket = Memo::new(move |before: Option<&Option<DeskTicket>>| {
        let known = before.cloned().flatten();
        let now = work.standing.with(|standing| standing.ticket.clone());
        if choice.with(Option::is_some) { known.or(now) } else { now.or(known) }
    });
    let own = Memo::new(move |_| {
        catalog.with(|catalog| {
            let items = catalog.as_ref().map(|catalog| catalog.items.as_slice()).unwrap_or_default();
            ticket
                .with(|ticket| ticket.as_ref().map(|ticket| matters::own(ticket, items)))
                .unwrap_or_default()
        })
    });
    let chosen = Memo::new(move |_| matters::named(choice.get().as_deref(), &own.read()));
    let toggle = Callback::new(move |item: ItemId| {
        let (before, own) = (choice.get_untracked(), own.get_untracked());
        choice.set(matters::toggled(before.as_deref(), &own, &item));
    });
    let slip = Memo::new(move |_| {
        let whole = ticket.with(|ticket| ticket.as_ref().map(|ticket| ticket.items.clone()));
        whole.filter(|items| !items.is_empty()).unwrap_or_else(|| own.get())
    });
    let query = RwSignal::new(String::new());
    let queues = desk.hall.with_untracked(|hall| {
        let window = hall.as_ref().and_then(|hall| hall.window(&work.window()));
        let queues = |window| desk.live.board.with_untracked(|board| board.queues_of(window).to_vec());
        window.map(queues).unwrap_or_default()
    });
    let begins_here = own.with_untracked(|own| !own.is_empty());
    let found = Memo::new(move |_| found(catalog, &queues, &slip.read(), &query.read()));
    let pick_first = move |event: KeyboardEvent| {
        if event.key() == "Enter" && !event.is_composing() {
            event.prevent_default();
            if let Some(first) = found.with_untracked(|found| found.first().map(|item| item.id.clone())) {
                toggle.run(first);
            }
        }
    };
    let row = move |item: ItemShort| view! { <MatterRow work item chosen toggle/> };
    let count = move || chosen.with(Vec::len);
    let state = move || {
        if catalog.with(Option::is_none) {
            return desk.say(t::MATTERS_LOADING).to_owned();
        }
        match found.with(Vec::len) {
            0 => desk.say(t::MATTERS_NONE).to_owned(),
            found => desk.fill(t::MATTERS_FOUND, &[&found.to_string()]),
        }
    };
    view! {
        <p class="quiet">{move || desk.say(ticket.with(|ticket| hint(ticket.as_ref())))}</p>
        <div class="field">
            <label for="matter-query">{desk.words(t::FIND_MATTER)}</label>
            <input
                id="matter-query"
                type="search"
                autocomplete="off"
                spellcheck="false"
                data-focus=(!begins_here).then_some("")
                prop:value=query
                on:input:target=move |event| query.set(event.target().value())
                on:keydown=pick_first
            />
            <p class="quiet" role="status">{state}</p>
        </div>
        <ul class="matters" tabindex="0" aria-label=desk.words(t::MATTERS)>
            <For each=move || found.get().into_iter().take(SHOWN) key=|item| item.id.to_string() children=row/>
        </ul>
        <div class="modal-foot">
            <button class="btn" on:click=move |_| work.question.set(None)>{desk.words(t::BACK)}</button>
            <button
                class="btn primary"
                data-do="finish"
                data-focus=begins_here.then_some("")
                aria-busy=move || work.busy.with(Option::is_some).to_string()
                on:click=move |_| work.run(Deed::Finish(choice.get_untracked()))
            >
                {move || match count() {
                    0 => desk.say(t::FINISH).to_owned(),
                    count => desk.fill(t::FINISH_WITH, &[&count.to_string()]),
                }}
            </button>
        </div>
    }
}

fn found(
    catalog: RwSignal<Option<CatalogView>>,
    queues: &[Prefix],
    slip: &[ItemId],
    query: &str,
) -> Vec<ItemShort> {
    catalog.with(|catalog| {
        let items = catalog.as_ref().map(|catalog| catalog.items.as_slice()).unwrap_or_default();
        matters::find(items, queues, slip, query).into_iter().cloned().collect()
    })
}

/// What the clerk is told depends on what the citizen chose at the kiosk.
fn hint(ticket: Option<&DeskTicket>) -> hall::text::Phrase {
    match ticket {
        Some(ticket) if ticket.item.is_some() => t::HINT_OWN,
        Some(ticket) if ticket.theme.is_some() => t::HINT_THEME,
        _ => t::HINT_NONE,
    }
}

#[component]
fn MatterRow(
    work: Work,
    item: ItemShort,
    chosen: Memo<Vec<ItemId>>,
    toggle: Callback<ItemId>,
) -> impl IntoView {
    let desk = work.desk;
    let ItemShort { id, name, .. } = item;
    let toggled = id.clone();
    let second = name.clone();
    view! {
        <li>
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=move || chosen.with(|chosen| chosen.contains(&id))
                    on:change=move |_| toggle.run(toggled.clone())
                />
                <span>
                    <span>{move || name.get(desk.lang.get()).to_owned()}</span>
                    <small lang=move || desk.lang.get().other().tag()>
                        {move || second.get(desk.lang.get().other()).to_owned()}
                    </small>
                </span>
            </label>
        </li>
    }
}
