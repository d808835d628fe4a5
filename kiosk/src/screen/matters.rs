//! The matters of a window on its plate (窗口公示牌, R16): each with its promised time and what it costs, page by page.

use super::both::{Both, both};
use super::fit::{Room, room, rows_fit};
use super::frame::page_of;
use super::page_turn::{page_at, pages};
use super::stage::use_stage;
use super::text;
use crate::live::signs::SignCall;
use crate::live::{Call, Heard, Live, api};
use gloo_timers::future::TimeoutFuture;
use hall::api::{Page, PlateMatter};
use hall::event::Event;
use hall::id::WindowId;
use leptos::html::Div;
use leptos::prelude::*;

/// Asked again after this, when nobody answered.
const AGAIN_MS: u32 = 5_000;

/// Follows the matters of a window, or of the whole hall: asked for at the start, after having been away, and when they
/// may be others.
pub fn follow(live: Live, window: Option<WindowId>) -> RwSignal<Vec<PlateMatter>> {
    let matters = RwSignal::new(Vec::new());
    let round = StoredValue::new(0_u32);
    let ask = move || {
        let hall = live.hall.with_untracked(|hall| hall.as_ref().map(|view| view.hall.id.clone()));
        let (Some(hall), Some(this)) = (
            hall,
            round.try_update_value(|round| {
                *round = round.wrapping_add(1);
                *round
            }),
        ) else {
            return;
        };
        let call = Call::Signs(hall, SignCall::Plate(window.clone()));
        leptos::task::spawn_local(async move {
            while round.try_get_value() == Some(this) {
                if let Ok(page) = api::get::<Page<PlateMatter>>(&call).await {
                    if round.try_get_value() == Some(this)
                        && matters.with_untracked(|known| *known != page.items)
                    {
                        matters.set(page.items);
                    }
                    return;
                }
                TimeoutFuture::new(AGAIN_MS).await;
            }
        });
    };
    ask();
    live.on_heard(move |heard| {
        let changed = match heard {
            Heard::Snapshot => true,
            Heard::Fact(fact) => matches!(
                fact.event,
                Event::CatalogPublished { .. } | Event::WindowAssigned { .. } | Event::DayStarted { .. }
            ),
        };
        if changed {
            ask();
        }
    });
    matters
}

/// Height of a row: both languages.
fn row_px(room: Room) -> f64 {
    room.han(2.5) * (1.2 + 0.75 * 1.15) + room.rem
}

/// The plate's matters; nothing where there are none.
pub fn plate(matters: RwSignal<Vec<PlateMatter>>) -> AnyView {
    let some = Memo::new(move |_| matters.with(|matters| !matters.is_empty()));
    (move || some.get().then(|| table(matters))).into_any()
}

fn table(matters: RwSignal<Vec<PlateMatter>>) -> AnyView {
    let stage = use_stage();
    let list = NodeRef::<Div>::new();
    let room = room(list);
    let page = Memo::new(move |_| {
        let fit = room.with(|room| rows_fit(room.height, row_px(*room)));
        let pages = pages(matters.with(Vec::len), fit);
        (page_at(stage.seconds.get(), pages), pages, fit)
    });
    let row = |matter: PlateMatter| {
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
