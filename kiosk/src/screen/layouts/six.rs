//! What a township publishes of every matter (六公开, R15): service, procedure, documents, promised time, basis of fees
//! and fees; a page a matter, one after another. Only the next one is fetched ahead.

use super::super::both::{Both, both, filled};
use super::super::fit::{Room, clip, room};
use super::super::frame::{frame, page_of};
use super::super::matters;
use super::super::page_turn::turns;
use super::super::text;
use crate::live::{Call, api, json, use_live};
use gloo_timers::future::TimeoutFuture;
use hall::api::PlateMatter;
use hall::catalog::{Fee, guide};
use hall::id::{HallId, ItemId};
use hall::profile::Hall;
use hall::text::{Lang, Phrase, Text};
use leptos::html::Div;
use leptos::prelude::*;
use serde::Deserialize;
use std::collections::BTreeMap;

/// A matter is up for this many seconds.
const TURN_S: u32 = 15;
/// Asked again after this, when nobody answered.
const AGAIN_MS: u32 = 5_000;
/// Size of the letters, in rem.
const SIZE: f64 = 2.7;
/// An entry takes this many lines in each language at most; what is longer is cut.
const LINES: usize = 2;
/// Space between entries, in rem.
const GAP: f64 = 0.7;

/// What of a guide stands on a page; the rest of it is not read, which keeps the program small.
#[derive(Clone, Debug, PartialEq, Deserialize)]
struct Open {
    steps: Vec<Named>,
    materials: Vec<Named>,
    fee: Fee,
}

/// A step or a document.
#[derive(Clone, Debug, PartialEq, Deserialize)]
struct Named {
    name: Text,
    #[serde(default)]
    when: Option<Text>,
}

impl Open {
    fn steps(&self) -> Vec<Text> {
        let step = |(place, step): (usize, &Named)| {
            let (zh, en) = (&step.name.zh, &step.name.en);
            Text { zh: format!("{} {zh}", place + 1), en: format!("{} {en}", place + 1) }
        };
        self.steps.iter().enumerate().map(step).collect()
    }

    fn documents(&self) -> Vec<Text> {
        if self.materials.is_empty() {
            return vec![text::NO_DOCUMENTS.text()];
        }
        let document = |document: &Named| match document.when {
            Some(_) => filled_both(text::BY_CASE, &document.name),
            None => document.name.clone(),
        };
        self.materials.iter().map(document).collect()
    }

    /// On what the fees rest; the titles of laws stay Chinese.
    fn basis(&self) -> Vec<Text> {
        if !self.fee.charged {
            return vec![guide::fee(&self.fee)];
        }
        let mut all: Vec<Text> = Vec::new();
        for fee in &self.fee.items {
            let basis = Text { zh: fee.basis.clone(), en: String::new() };
            if !basis.zh.is_empty() && !all.contains(&basis) {
                all.push(basis);
            }
        }
        all
    }

    fn prices(&self) -> Vec<Text> {
        if !self.fee.charged || self.fee.items.is_empty() {
            return vec![guide::fee(&self.fee)];
        }
        let price = |fee: &hall::catalog::FeeItem| Text {
            zh: format!("{} {}", fee.name.zh, fee.price(Lang::Zh)),
            en: format!("{} {}", fee.name.en, fee.price(Lang::En)).trim().to_owned(),
        };
        self.fee.items.iter().map(price).collect()
    }
}

/// A phrase with each half of a text in its own language.
fn filled_both(phrase: Phrase, text: &Text) -> Text {
    Text { zh: phrase.fill(Lang::Zh, &[&text.zh]), en: phrase.fill(Lang::En, &[&text.en]) }
}

/// The entries that have room, and how many are left over: then the last line says where they are. Where not even one has
/// room they are cut shorter.
fn cut(entries: &[Text], room: Room) -> (Vec<Text>, usize) {
    if room.is_unknown() {
        return (Vec::new(), 0);
    }
    let cuts = (1..=LINES).rev().map(|most| cut_to(entries, room, most));
    cuts.fold((Vec::new(), entries.len()), |best, next| if best.0.is_empty() { next } else { best })
}

/// As [`cut`], each entry with so many lines in each language at most.
fn cut_to(entries: &[Text], room: Room, most: usize) -> (Vec<Text>, usize) {
    let size = room.han(SIZE);
    let clip = |text: &Text| Text {
        zh: clip(&text.zh, size, room.width, most),
        en: clip(&text.en, room.en(size), room.width, most),
    };
    let entries: Vec<Text> = entries.iter().map(clip).collect();
    let gap = GAP * room.rem;
    let high = |text: &Text| room.high(&text.zh, &text.en, size, room.width) + gap;
    // there is no gap behind the last one
    let free = room.height + gap;
    if entries.iter().map(high).sum::<f64>() <= free {
        return (entries, 0);
    }
    let mut left = free - high(&more(entries.len()));
    let fit = entries.iter().take_while(|text| {
        left -= high(text);
        left >= 0.0
    });
    let fit = fit.count();
    let over = entries.len() - fit;
    (entries.into_iter().take(fit).collect(), over)
}

/// That there is more, and where.
fn more(over: usize) -> Text {
    filled(text::SIX_MORE, &[&over.to_string()])
}

/// The guides of the matter that is up and of the next one.
#[derive(Clone, Copy)]
struct Guides {
    known: RwSignal<BTreeMap<ItemId, Open>>,
    wanted: RwSignal<Vec<ItemId>>,
}

impl Guides {
    /// From now on these are fetched, and kept; what is neither up nor next is forgotten.
    fn want(self, hall: &HallId, ids: Vec<ItemId>) {
        self.known.update(|known| known.retain(|id, _| ids.contains(id)));
        let before = self.wanted.get_untracked();
        self.wanted.set(ids.clone());
        for id in ids.into_iter().filter(|id| !before.contains(id)) {
            self.fetch(hall.clone(), id);
        }
    }

    fn fetch(self, hall: HallId, id: ItemId) {
        leptos::task::spawn_local(async move {
            let call = Call::Item(hall, id.clone());
            while self.wanted.try_with_untracked(|ids| ids.contains(&id)) == Some(true) {
                if let Ok(Ok(open)) = api::kept(&call).await.map(|body| json::read::<Open>(&body)) {
                    self.known.try_update(|known| known.insert(id, open));
                    return;
                }
                TimeoutFuture::new(AGAIN_MS).await;
            }
        });
    }
}

/// The open-data six.
#[component]
pub fn OpenSix(
    /// Whose screen.
    hall: Hall,
) -> impl IntoView {
    let items = matters::follow(use_live(), None);
    let turn = turns("six", TURN_S);
    let up = Memo::new(move |_| {
        let all = items.with(Vec::len);
        let page = turn.get().checked_rem(all)?;
        Some((items.with(|items| items.get(page).cloned())?, page, all))
    });
    let guides = Guides { known: RwSignal::new(BTreeMap::new()), wanted: RwSignal::new(Vec::new()) };
    let id = hall.id.clone();
    Effect::new(move |_| {
        let Some((item, page, all)) = up.get() else { return };
        let next = items.with(|items| items.get((page + 1) % all).map(|item| item.id.clone()));
        guides.want(&id, [Some(item.id), next].into_iter().flatten().collect());
    });
    let open = Memo::new(move |_| {
        let id = up.get()?.0.id;
        guides.known.with(|known| known.get(&id).cloned())
    });
    let middle = view! {
        <section class="six-page">
            {move || match up.get() {
                Some((item, page, all)) => matter(item, page, all, open.get()),
                None => view! { <p class="six-none">{both(text::SIX_COMING)}</p> }.into_any(),
            }}
        </section>
    };
    frame(hall, "six", middle.into_any())
}

fn matter(item: PlateMatter, page: usize, all: usize, open: Option<Open>) -> AnyView {
    let of = |entries: fn(&Open) -> Vec<Text>| open.as_ref().map(entries).unwrap_or_default();
    let (steps, documents) = (of(Open::steps), of(Open::documents));
    let (prices, basis) = (of(Open::prices), of(Open::basis));
    view! {
        <div class="six-head" data-matter=item.id.to_string()>
            <span class="six-field">{both(text::SIX_SERVICE)}</span>
            <h2 class="six-name"><Both text=item.name/></h2>
            {page_of(page, all)}
        </div>
        {card("steps", text::SIX_STEPS, steps)}
        {card("documents", text::SIX_DOCUMENTS, documents)}
        <section class="six-card six-time" data-field="time">
            <h3 class="six-title">{both(text::SIX_TIME)}</h3>
            <p class="six-promised"><Both text=item.promised/></p>
        </section>
        {card("price", text::SIX_PRICE, prices)}
        {card("basis", text::SIX_BASIS, basis)}
    }
    .into_any()
}

fn card(name: &'static str, title: Phrase, entries: Vec<Text>) -> AnyView {
    let body = NodeRef::<Div>::new();
    let room = room(body);
    let lines = move || {
        let (shown, over) = cut(&entries, room.get());
        let line = |text: Text| {
            let en = (!text.en.is_empty()).then(|| view! { <span class="en" lang="en">{text.en}</span> });
            view! { <li class="both"><span class="zh">{text.zh}</span>{en}</li> }
        };
        // words that would be cut off say less than none
        let more = (over > 0 && !shown.is_empty())
            .then(|| view! { <li class="six-more"><Both text=more(over)/></li> });
        view! { <ul class="six-lines">{shown.into_iter().map(line).collect_view()}{more}</ul> }
    };
    view! {
        <section class=format!("six-card six-{name}") data-field=name>
            <h3 class="six-title">{both(title)}</h3>
            <div class="six-body" node_ref=body>{lines}</div>
        </section>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use hall::catalog::Item;

    fn items() -> Vec<Item> {
        let text = include_str!("../../../../assets/halls/shili/catalog.json");
        let catalog: serde_json::Value = serde_json::from_str(text).unwrap();
        serde_json::from_value(catalog["items"].clone()).unwrap()
    }

    /// What a guide says on the wire is what is read of it here.
    #[test]
    fn the_six_fields_are_those_of_the_guide() {
        for item in items() {
            let open: Open = json::read(&serde_json::to_string(&item).unwrap()).unwrap();
            assert_eq!((open.steps().len(), &open.fee), (item.steps.len(), &item.fee));
            assert_eq!(open.documents().len(), item.materials.len().max(1));
            assert_eq!(open.basis().is_empty(), item.fee.charged && item.fee.items.is_empty());
            let charged = item.fee.charged.then(|| item.fee.items[0].price(Lang::Zh));
            assert!(open.prices()[0].zh.contains(charged.as_deref().unwrap_or("不收费")), "{}", item.id);
        }
    }

    #[test]
    fn what_has_no_room_is_counted_and_not_drawn() {
        let room = Room { width: 600.0, height: 500.0, rem: 16.0, ..Room::default() };
        let entries = |n: usize| {
            (0..n).map(|n| Text { zh: format!("材料{n}"), en: format!("Document {n}") }).collect::<Vec<_>>()
        };
        let (shown, over) = cut(&entries(4), room);
        assert_eq!((shown.len(), over), (4, 0));
        let (shown, over) = cut(&entries(12), room);
        assert_eq!(shown.len() + over, 12);
        assert!((2..5).contains(&shown.len()), "{}", shown.len());
        let (shown, over) = cut(&entries(3), Room { height: 10.0, ..room });
        assert_eq!((shown.len(), over), (0, 3), "better none than half of one");
        let long = [Text { zh: "依据".repeat(40), en: String::new() }];
        let (shown, over) = cut(&long, Room { height: 60.0, ..room });
        assert_eq!((shown.len(), over), (1, 0), "one line of it where there is no room for two");
    }
}
