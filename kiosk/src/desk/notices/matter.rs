//! The matter of a notice: the ticket's, or any other of the hall, found by words.

use super::entry::Entry;
use super::text as t;
use crate::desk::counter::focus;
use crate::desk::matters;
use hall::api::ItemShort;
use hall::id::{ItemId, Prefix};
use hall::text::Text;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

/// More matches than this are not drawn; the clerk types on.
const SHOWN: usize = 30;

/// The matter, or the way to one.
#[component]
pub fn Matter(
    /// What is entered.
    entry: Entry,
    /// Nothing was chosen when it was needed.
    lacks: RwSignal<bool>,
) -> impl IntoView {
    let chosen = Memo::new(move |_| entry.item.with(Option::is_some));
    view! {
        <Show when=chosen fallback=move || view! { <Find entry lacks/> }>
            <Chosen entry/>
        </Show>
    }
}

#[component]
fn Chosen(entry: Entry) -> impl IntoView {
    let desk = entry.work.desk;
    let name = Memo::new(move |_| {
        let id = entry.item.get()?;
        let listed = desk.catalog.with(|catalog| {
            catalog.as_ref()?.items.iter().find(|item| item.id == id).map(|item| item.name.clone())
        });
        listed.or_else(|| entry.guide.with(|guide| guide.as_ref().map(|guide| guide.name.clone())))
    });
    let words = move || {
        let lang = desk.lang.get();
        name.with(|name| name.as_ref().map(|name: &Text| name.get(lang).to_owned()))
    };
    view! {
        <div class="field">
            <p class="quiet">{desk.words(t::MATTER)}</p>
            <p class="inline">
                <b data-chosen="">{move || words().unwrap_or_else(|| desk.say(t::LOADING).to_owned())}</b>
                <button
                    type="button"
                    class="btn"
                    data-do="other-matter"
                    on:click=move |_| {
                        entry.choose(None);
                        let _ = request_animation_frame(|| focus("notice-query"));
                    }
                >
                    {desk.words(t::OTHER_MATTER)}
                </button>
            </p>
        </div>
    }
}

#[component]
fn Find(entry: Entry, lacks: RwSignal<bool>) -> impl IntoView {
    let desk = entry.work.desk;
    let query = RwSignal::new(String::new());
    let found = Memo::new(move |_| {
        let all: Vec<Prefix> = desk.hall.with(|hall| {
            hall.iter().flat_map(|hall| hall.queues.iter().map(|queue| queue.prefix.clone())).collect()
        });
        desk.catalog.with(|catalog| {
            let items = catalog.as_ref().map(|catalog| catalog.items.as_slice()).unwrap_or_default();
            query
                .with(|query| matters::find(items, &all, &[], query).into_iter().cloned().collect::<Vec<_>>())
        })
    });
    let choose = move |item: ItemId| {
        lacks.set(false);
        entry.choose(Some(item));
    };
    let pick_first = move |event: KeyboardEvent| {
        if event.key() == "Enter" && !event.is_composing() {
            event.prevent_default();
            if let Some(first) = found.with_untracked(|found| found.first().map(|item| item.id.clone())) {
                choose(first);
            }
        }
    };
    let state = move || match (desk.catalog.with(Option::is_none), found.with(Vec::len)) {
        (true, _) => desk.say(t::LOADING).to_owned(),
        (false, 0) => desk.say(t::FOUND_NONE).to_owned(),
        (false, count) => desk.fill(t::FOUND, &[&count.to_string()]),
    };
    let row = move |item: ItemShort| {
        let ItemShort { id, name, .. } = item;
        view! {
            <li>
                <button type="button" class="btn choice-line" on:click=move |_| choose(id.clone())>
                    {move || name.get(desk.lang.get()).to_owned()}
                </button>
            </li>
        }
    };
    view! {
        <div class="field">
            <label for="notice-query">{desk.words(t::FIND)}</label>
            <input
                id="notice-query"
                type="search"
                autocomplete="off"
                spellcheck="false"
                data-focus=""
                aria-invalid=move || lacks.get().then_some("true")
                aria-describedby="notice-query-state notice-query-fault"
                prop:value=query
                on:input:target=move |event| query.set(event.target().value())
                on:keydown=pick_first
            />
            <p id="notice-query-state" class="quiet" role="status">{state}</p>
            <p id="notice-query-fault" class="fault" role="alert">{move || lacks.get().then(|| desk.say(t::NEED_MATTER))}</p>
        </div>
        <ul class="matters found-matters">
            <For each=move || found.get().into_iter().take(SHOWN) key=|item| item.id.to_string() children=row/>
        </ul>
    }
}
