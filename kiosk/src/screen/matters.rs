//! The matters of a window on its plate (窗口公示牌, R16): each with its promised time and what it costs, page by page.

use super::both::{Both, both};
use super::fit::{Room, room, rows_fit};
use super::frame::page_of;
use super::page_turn::{page_at, pages};
use super::stage::use_stage;
use super::text;
use crate::live::catalog::Catalog;
use crate::live::use_live;
use hall::api::ItemShort;
use hall::board::Board;
use hall::catalog::ItemState;
use hall::profile::Window;
use hall::text::Text;
use leptos::html::Div;
use leptos::prelude::*;

/// A matter on a plate.
#[derive(Clone, Debug, PartialEq)]
pub struct Matter {
    name: Text,
    promised: Text,
    fee: Text,
}

/// The matters that a window handles now: those that name it, and those of its queues that name none.
fn handled(items: &[ItemShort], board: &Board, window: &Window) -> Vec<Matter> {
    let queues = board.queues_of(window);
    let here = |item: &&ItemShort| {
        let named = item.windows.contains(&window.id);
        item.state == ItemState::InUse && (named || item.windows.is_empty() && queues.contains(&item.queue))
    };
    let matter = |item: &ItemShort| Matter {
        name: item.name.clone(),
        promised: item.promised.clone(),
        fee: item.fee.clone(),
    };
    items.iter().filter(here).map(matter).collect()
}

/// Follows the matters of a window.
pub fn follow(window: Window) -> Memo<Vec<Matter>> {
    let live = use_live();
    let catalog = Catalog::new(live);
    catalog.want();
    Memo::new(move |_| {
        catalog.view.with(|view| {
            let items = view.as_ref().map(|view| view.items.as_slice()).unwrap_or_default();
            live.board.with(|board| handled(items, board, &window))
        })
    })
}

/// Height of a row: both languages.
fn row_px(room: Room) -> f64 {
    room.han(2.5) * (1.2 + 0.75 * 1.15) + room.rem
}

/// The plate's matters; nothing where there are none.
pub fn plate(matters: Memo<Vec<Matter>>) -> AnyView {
    let some = Memo::new(move |_| matters.with(|matters| !matters.is_empty()));
    (move || some.get().then(|| table(matters))).into_any()
}

fn table(matters: Memo<Vec<Matter>>) -> AnyView {
    let stage = use_stage();
    let list = NodeRef::<Div>::new();
    let room = room(list);
    let page = Memo::new(move |_| {
        let fit = room.with(|room| rows_fit(room.height, row_px(*room)));
        let pages = pages(matters.with(Vec::len), fit);
        (page_at(stage.seconds.get(), pages), pages, fit)
    });
    let row = |matter: Matter| {
        view! {
            <div class="plate-row" role="row">
                <span role="cell"><Both text=matter.name/></span>
                <span role="cell"><Both text=matter.promised/></span>
                <span role="cell"><Both text=matter.fee/></span>
            </div>
        }
    };
    let rows = move || {
        let (page, _, fit) = page.get();
        matters.with(|matters| matters.iter().skip(page * fit).take(fit).cloned().map(row).collect_view())
    };
    view! {
        <section class="plate" role="table" data-plate="">
            <div class="plate-head" role="row">
                <span role="columnheader">
                    {both(text::PLATE_MATTER)}
                    {move || {
                        let (page, pages, _) = page.get();
                        page_of(page, pages)
                    }}
                </span>
                <span role="columnheader">{both(text::SIX_TIME)}</span>
                <span role="columnheader">{both(text::SIX_PRICE)}</span>
            </div>
            <div class="plate-rows" node_ref=list style=("--rows", move || page.get().2.to_string())>{rows}</div>
        </section>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::screen::rows::tests::sample;
    use hall::catalog::Item;

    #[test]
    fn a_window_shows_the_matters_of_its_queues_and_those_that_name_it() {
        let (hall, board) = sample(Vec::new());
        let text = include_str!("../../../assets/halls/shili/catalog.json");
        let catalog: serde_json::Value = serde_json::from_str(text).unwrap();
        let items: Vec<Item> = serde_json::from_value(catalog["items"].clone()).unwrap();
        let mut items: Vec<ItemShort> = items.iter().map(ItemShort::from).collect();
        let of = |items: &[ItemShort], id: &str| {
            handled(items, &board, hall.window(&id.parse().unwrap()).unwrap())
        };
        let of_a = items.iter().filter(|item| item.queue.as_str() == "A").count();
        assert_eq!(of(&items, "A01").len(), of_a);
        assert!(of(&items, "A01").iter().all(|one| one.promised.is_complete() && one.fee.is_complete()));
        assert_eq!(of(&items, "P01"), Vec::new(), "where results are collected");
        let first = items.iter_mut().find(|item| item.queue.as_str() == "A").unwrap();
        first.windows = vec!["P01".parse().unwrap()];
        assert_eq!((of(&items, "A01").len(), of(&items, "P01").len()), (of_a - 1, 1));
    }
}
