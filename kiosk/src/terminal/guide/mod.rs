//! The guide of one matter (办事指南), always in the same form (R1–R5, R12, R14): four tabs that turn
//! pages, and the card that takes a number. The record is the hall's; here it is only laid out.

mod basics;
mod contact;
mod materials;
mod steps;
pub mod text;

use super::documents::WhichDocuments;
use super::heading::Heading;
use super::missing::Missing;
use super::slip::Gather;
use super::tabs::Tabs;
use super::take::Take;
use super::text as t;
use super::visit::{Loaded, use_visit};
use super::wait::{self, Place};
use crate::live::{Call, api, use_live};
use crate::session::use_session;
use crate::text::TRY_AGAIN;
use crate::ui::{Button, Icon, Look, Paged, Picture};
use hall::api::{GuideView, TicketRequest};
use hall::board::Board;
use hall::catalog::Item;
use hall::code::Code;
use hall::id::ItemId;
use hall::profile::Hall;
use hall::text::{Lang, Phrase, Text};
use leptos::prelude::*;

/// What a guide says besides its own record.
#[derive(Clone, Debug, PartialEq)]
struct Around {
    lang: Lang,
    /// Where the queue is served.
    place: Place,
    address: String,
    hours: String,
    /// Version and date of the catalog (R17).
    edition: String,
}

impl Around {
    fn new(lang: Lang, board: &Board, hall: &Hall, item: &Item, edition: Option<(String, String)>) -> Self {
        let place = hall.queue(&item.queue_prefix).map(|queue| wait::place(board, hall, queue, lang));
        let periods: Vec<String> = hall.hours.periods.iter().map(|period| period.label()).collect();
        Self {
            lang,
            place: place.unwrap_or_default(),
            address: hall.address.get(lang).to_owned(),
            hours: periods.join("  "),
            edition: edition
                .map(|(version, published)| text::EDITION.fill(lang, &[&version, &published]))
                .unwrap_or_default(),
        }
    }
}

/// The page of a matter.
#[component]
pub fn Guide(
    /// Which.
    id: ItemId,
) -> impl IntoView {
    let (live, visit) = (use_live(), use_visit());
    let item = RwSignal::new(Loaded::<Item>::Loading);
    let hall = super::facts::of_hall(live, |hall| hall.id.clone());
    let wanted = id.clone();
    let attempts = RwSignal::new(0_u32);
    // the version of the catalog that the guide is from
    let version = StoredValue::new(None::<String>);
    Effect::new(move |before: Option<u32>| {
        let (attempt, listed) = (attempts.get(), visit.version.get());
        let Some(hall) = hall.get() else { return attempt };
        let there = version.get_value();
        if before == Some(attempt) && there.is_some() && there == listed {
            return attempt;
        }
        // of a version that is over it stays until the other one is here
        if there.is_none() {
            item.set(Loaded::Loading);
        }
        let call = Call::Item(hall, wanted.clone());
        leptos::task::spawn_local_scoped_with_cancellation(async move {
            let next = match api::get::<GuideView>(&call).await {
                Ok(guide) => {
                    version.try_set_value(Some(guide.catalog_version.clone()));
                    visit.saw_version(&guide.catalog_version);
                    Loaded::Ready(guide.item)
                }
                Err(failure) => Loaded::Failed(failure),
            };
            if item.try_with_untracked(|shown| *shown != next) == Some(true) {
                item.set(next);
            }
        });
        attempt
    });
    // the name is in the catalog already: the page has its title before the guide is here
    let name = Memo::new(move |_| {
        let loaded = item.with(|item| match item {
            Loaded::Ready(item) => Some(item.name.clone()),
            _ => None,
        });
        let listed = || {
            visit.catalog.with(|catalog| {
                let items = catalog.as_ref().map(|catalog| catalog.items.as_slice()).unwrap_or_default();
                items.iter().find(|item| item.id == id).map(|item| item.name.clone())
            })
        };
        loaded.or_else(listed)
    });
    let unknown = Memo::new(move |_| {
        item.with(|item| matches!(item, Loaded::Failed(failure) if failure.code() == Some(Code::UnknownItem)))
    });
    let title = Signal::derive(move || name.get().unwrap_or_else(|| t::LOADING.text()));
    let content = move || match item.get() {
        Loaded::Ready(item) => view! { <Content item /> }.into_any(),
        Loaded::Loading => ().into_any(),
        Loaded::Failed(_) => view! { <Failed on_retry=move |()| attempts.update(|n| *n += 1) /> }.into_any(),
    };
    move || {
        if unknown.get() {
            view! { <Missing failure=Some(Code::UnknownItem) /> }.into_any()
        } else {
            view! { <section class="page guide"><Heading title />{content}</section> }.into_any()
        }
    }
}

/// The guide did not come.
#[component]
fn Failed(#[prop(into)] on_retry: Callback<()>) -> impl IntoView {
    let session = use_session();
    view! {
        <div role="alert">
            <p class="lead"><Picture icon=Icon::Warning /><span>{move || session.say(t::NOT_LOADED)}</span></p>
            <Button label=session.words(TRY_AGAIN) icon=Icon::Retry look=Look::Primary on_press=on_retry />
        </div>
    }
}

#[component]
fn Content(item: Item) -> impl IntoView {
    let (live, session, visit) = (use_live(), use_session(), use_visit());
    let (tab, page) = (RwSignal::new(0_usize), RwSignal::new(0_usize));
    let request = TicketRequest { item: Some(item.id.to_string()), ..TicketRequest::default() };
    let (id, queue, matter) = (item.id.clone(), item.queue_prefix.clone(), item.name.clone());
    let around = {
        let item = item.clone();
        Memo::new(move |_| {
            let lang = session.lang.get();
            let edition = visit.catalog.with(|catalog| {
                catalog.as_ref().map(|catalog| (catalog.version.clone(), catalog.published_at.day().to_string()))
            });
            live.hall.with(|hall| {
                let hall = &hall.as_ref()?.hall;
                live.board.with(|board| Some(Around::new(lang, board, hall, &item, edition)))
            })
        })
    };
    let asked = item.clone();
    let entries = move || {
        let Some(around) = around.get() else { return Vec::new() };
        match tab.get() {
            0 => basics::entries(&item, &around),
            1 => materials::entries(&item, &around),
            2 => steps::entries(&item, &around),
            _ => contact::entries(&item, &around),
        }
    };
    view! {
        <Tabs
            choices=vec![text::BASICS, text::MATERIALS, text::STEPS, text::CONTACT]
            chosen=tab
            on_choose=move |()| page.set(0)
            label=t::GUIDES
        />
        <div class="split">
            <div class="split-main" role="tabpanel">
                <WhichDocuments item=asked />
                <Paged
                    entries
                    page
                    class="fields"
                    label=session.words(t::GUIDES)
                    lang=session.lang
                    again=session.elder
                />
            </div>
            <Take request queues=vec![queue] matter label=t::TAKE>
                <Gather item=id />
            </Take>
        </div>
    }
}

/// A field: its name and what stands in it.
fn field(name: Phrase, lang: Lang, value: impl IntoView + 'static) -> AnyView {
    view! {
        <div class="field">
            <h2 class="field-name">{name.get(lang)}</h2>
            <div class="field-value">{value}</div>
        </div>
    }
    .into_any()
}

/// A text that exists in Chinese only, marked as such (A52).
fn chinese(text: String) -> AnyView {
    view! { <span lang=Lang::Zh.tag()>{text}</span> }.into_any()
}

/// A text in the person's language, or in Chinese, marked as such, where the record has no other (A52).
fn marked(text: &Text, lang: Lang) -> AnyView {
    let (words, spoken) = text.get_or_zh(lang);
    view! { <span lang=(spoken != lang).then(|| spoken.tag())>{words.to_owned()}</span> }.into_any()
}

/// Several lines of one field.
fn lines(texts: impl Iterator<Item = String>) -> AnyView {
    texts.map(|text| view! { <p>{text}</p> }).collect_view().into_any()
}

/// A text of the record in the person's language.
fn say(text: &Text, lang: Lang) -> String {
    text.get(lang).to_owned()
}
