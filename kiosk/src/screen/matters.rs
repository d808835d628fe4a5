//! The matters of a window on its plate (窗口公示牌, R16): each with its promised time and what it costs, page by page.

use super::both::{Both, both};
use super::fit::{Room, pack, room};
use super::frame::page_of;
use super::page_turn::page_at;
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
        let call = Call::signs(hall, SignCall::Plate(window.clone()));
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

/// Which matters stand on which page; columns as in the style sheet.
fn pages(matters: &[PlateMatter], room: Room) -> Vec<(usize, usize)> {
    let share = (room.width - 5.0 * room.rem) / 3.9;
    let size = room.han(2.7);
    let high = |matter: &PlateMatter| {
        let cells = [(&matter.name, share * 1.9), (&matter.promised, share), (&matter.fee, share)];
        let cells = cells.map(|(text, width)| room.high(&text.zh, &text.en, size, width));
        cells.into_iter().fold(0.0, f64::max) + room.rem
    };
    pack(&matters.iter().map(high).collect::<Vec<_>>(), room.height)
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
    let pages = Memo::new(move |_| {
        let room = room.get();
        if room.is_unknown() { Vec::new() } else { matters.with(|matters| pages(matters, room)) }
    });
    let page = Memo::new(move |_| {
        let count = pages.with(Vec::len);
        (page_at(stage.seconds.get(), count), count)
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
        let at = pages.with(|pages| pages.get(page.get().0).copied());
        let (from, count) = at.unwrap_or_default();
        matters.with(|matters| matters.iter().skip(from).take(count).cloned().map(row).collect_view())
    };
    view! {
        <div class="plate" role="table" data-plate="">
            <div class="plate-head" role="row">
                <span role="columnheader">
                    {both(text::PLATE_MATTER)}
                    {move || {
                        let (page, pages) = page.get();
                        page_of(page, pages)
                    }}
                </span>
                <span role="columnheader">{both(text::SIX_TIME)}</span>
                <span role="columnheader">{both(text::SIX_PRICE)}</span>
            </div>
            <div class="plate-rows" node_ref=list>{rows}</div>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use hall::text::Text;

    #[test]
    fn every_matter_is_on_one_page_and_long_names_take_more_room() {
        let text = |zh: &str, en: &str| Text { zh: zh.to_owned(), en: en.to_owned() };
        let matter = |name: &str| PlateMatter {
            id: "m".parse().unwrap(),
            name: text(name, "A matter"),
            promised: text("当场办结", "On the spot"),
            fee: text("不收费", "Free"),
        };
        let room = Room { width: 1100.0, height: 400.0, rem: 16.0, ..Room::default() };
        let of = |name: &str| pages(&vec![matter(name); 12], room);
        let (short, long) = (of("户口迁移"), of(&"公众聚集场所投入使用营业前消防安全检查".repeat(2)));
        assert!(short.iter().map(|(_, count)| count).sum::<usize>() == 12);
        assert!(short.len() < long.len(), "{short:?} {long:?}");
    }
}
