//! The guide of one matter (办事指南), in the fixed template of [`hall::catalog::guide`] (R1–R5, R12, R14): five
//! tabs that turn pages, and the card that takes a number, prints, and hands the guide over to a phone.

pub mod beyond;
pub mod carry;
mod closed;
pub mod draw;
mod files;

use self::beyond::ToBeyond;
use self::carry::{Print, ToPhone};
use self::closed::ClosedCard;
use self::draw::Hand;
use super::documents::WhichDocuments;
use super::heading::Heading;
use super::missing::Missing;
use super::slip::Gather;
use super::tabs::Tabs;
use super::take::Take;
use super::text as t;
use super::theme::{AGAIN_MS, TRIES};
use super::visit::{Loaded, use_visit};
use crate::live::api::OfVersion;
use crate::live::{Call, api, use_live};
use crate::session::use_session;
use crate::text::TRY_AGAIN;
use crate::ui::{Button, Icon, Look, Paged, Picture};
use gloo_timers::future::TimeoutFuture;
use hall::api::TicketRequest;
use hall::catalog::guide::{Around, Guide as Drawn, PartKind, text};
use hall::catalog::{Item, ItemState};
use hall::code::Code;
use hall::form::FormView;
use hall::id::ItemId;
use hall::text::Phrase;
use leptos::prelude::*;

/// The tabs, and which parts of the guide stand in each.
const TABS: [(Phrase, &[PartKind]); 5] = [
    (text::BASICS, &[PartKind::Overview, PartKind::Details]),
    (text::MATERIALS, &[PartKind::Documents]),
    (text::STEPS, &[PartKind::Procedure]),
    (text::MONEY, &[PartKind::Money]),
    (text::CONTACT, &[PartKind::Contact]),
];

/// The parts beside which one is led to the questions and the list to tick.
const ASKED: [PartKind; 2] = [PartKind::Overview, PartKind::Documents];

/// Telephone numbers that stand first among the contacts.
const PHONES: usize = 2;

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
    let version = RwSignal::new(String::new());
    let forms = RwSignal::new(Vec::<FormView>::new());
    Effect::new(move |before: Option<u32>| {
        let (attempt, listed) = (attempts.get(), visit.version.get());
        let Some(hall) = hall.get() else { return attempt };
        let shown = item.with_untracked(|item| matches!(item, Loaded::Ready(_)));
        let same = listed.is_some_and(|listed| version.with_untracked(|version| *version == listed));
        if before == Some(attempt) && shown && same {
            return attempt;
        }
        // of a version that is over it stays until the other one is here
        if !shown {
            item.set(Loaded::Loading);
        }
        let call = Call::Item(hall, wanted.clone());
        leptos::task::spawn_local_scoped_with_cancellation(async move {
            for _ in 0..TRIES {
                let next = match api::kept(&call).await.and_then(|body| api::both::<Item, OfVersion>(&body)) {
                    Ok((found, OfVersion { catalog_version, forms: there })) => {
                        visit.saw_version(&catalog_version);
                        let listed = visit.version.get_untracked();
                        // the list is on its way: both change together
                        let early = shown && listed.is_some_and(|listed| listed != catalog_version);
                        (!early).then(|| {
                            version.try_set(catalog_version);
                            forms.try_set(there);
                            Loaded::Ready(found)
                        })
                    }
                    // the one that is shown stays while the other does not come
                    Err(failure) => {
                        let over = !shown || failure.code() == Some(Code::UnknownItem);
                        over.then_some(Loaded::Failed(failure))
                    }
                };
                if let Some(next) = next {
                    if item.try_with_untracked(|shown| *shown != next) == Some(true) {
                        item.set(next);
                    }
                    return;
                }
                // cancelled when the list has come
                TimeoutFuture::new(AGAIN_MS).await;
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
        Loaded::Ready(item) => view! { <Content item version forms /> }.into_any(),
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

/// The content of a page did not come.
#[component]
pub fn Failed(
    /// Called when it is to be asked for again.
    #[prop(into)]
    on_retry: Callback<()>,
) -> impl IntoView {
    let session = use_session();
    view! {
        <div role="alert">
            <p class="lead"><Picture icon=Icon::Warning /><span>{session.words(t::NOT_LOADED)}</span></p>
            <Button label=session.words(TRY_AGAIN) icon=Icon::Retry look=Look::Primary on_press=on_retry />
        </div>
    }
}

#[component]
fn Content(item: Item, version: RwSignal<String>, forms: RwSignal<Vec<FormView>>) -> impl IntoView {
    let (live, session, visit) = (use_live(), use_session(), use_visit());
    let (tab, page) = (RwSignal::new(0_usize), RwSignal::new(0_usize));
    let request = TicketRequest { item: Some(item.id.to_string()), ..TicketRequest::default() };
    let (id, queue, matter) = (item.id.clone(), item.queue_prefix.clone(), item.name.clone());
    let (asked, item_of_card) = (item.clone(), item.clone());
    let matter_id = item.id.clone();
    let offered = item.state == ItemState::InUse;
    // the version that is drawn and its day: the list may be ahead of the guide, or behind it
    let edition = Memo::new(move |before: Option<&(String, String)>| {
        let drawn = version.get();
        let day = visit.catalog.with(|catalog| {
            let listed = catalog.as_ref().filter(|catalog| catalog.version == drawn)?;
            Some(listed.published_at.day().to_string())
        });
        let before = before.filter(|(version, _)| *version == drawn).map(|(_, day)| day.clone());
        (drawn, day.or(before).unwrap_or_default())
    });
    let guide = Memo::new(move |_| {
        let lang = session.lang.get();
        let (version, published) = edition.get();
        visit.catalog.with(|catalog| {
            live.hall.with(|hall| {
                let around = Around {
                    hall: &hall.as_ref()?.hall,
                    departments: catalog
                        .as_ref()
                        .map(|catalog| catalog.departments.as_slice())
                        .unwrap_or_default(),
                    version: &version,
                    published_at: &published,
                    warning: catalog.as_ref().and_then(|catalog| catalog.warning.as_ref()),
                };
                Some(Drawn::of(&item, &around, lang))
            })
        })
    });
    let entries = move || {
        let (tab, elder, forms) = (tab.get(), session.elder.get(), forms.get());
        // seated, the list is read and the card is touched
        let seated = session.seated.get();
        guide.with(|guide| {
            let (Some(guide), Some((_, parts))) = (guide, TABS.get(tab)) else { return Vec::new() };
            let hand = Hand { lang: guide.lang, elder };
            let blocks = parts.iter().flat_map(|part| guide.blocks(*part));
            let blocks = blocks.flat_map(|block| {
                let files = files::entry(block, &forms, visit, hand);
                draw::block(block, hand).into_iter().chain(files)
            });
            // the way to the exact list stands where documents are looked for, and right below the glance
            let which = (offered && !seated && parts.iter().any(|part| ASKED.contains(part)))
                .then(|| view! { <WhichDocuments item=asked.clone() version /> }.into_any());
            if tab > 0 {
                let mut entries: Vec<AnyView> = which.into_iter().chain(blocks).collect();
                // whoever was asked for more looks at the documents, or for whom to complain to
                let at = parts.iter().find_map(|part| match part {
                    PartKind::Documents => Some(entries.len()),
                    PartKind::Contact => Some(entries.len().min(PHONES)),
                    _ => None,
                });
                if let Some(at) = at.filter(|_| !seated) {
                    entries.insert(at, view! { <ToBeyond item=matter_id.clone() /> }.into_any());
                }
                return entries;
            }
            let closed = guide
                .closed
                .iter()
                .flat_map(|closed| closed::entries(session, visit, closed, hand.lang, seated));
            closed.chain(draw::glance(guide)).chain(which).chain(draw::warning(guide)).chain(blocks).collect()
        })
    };
    let (seated_item, seated_id) = (item_of_card, id.clone());
    let below = move || {
        let item = seated_item.clone();
        session.seated.get().then(|| {
            let id = seated_id.clone();
            view! { <WhichDocuments item version /> <ToBeyond item=id /> }
        })
    };
    let card = {
        let id = id.clone();
        move || {
            let closed = guide.with(|guide| Some((guide.as_ref()?.closed.clone()?, guide.as_ref()?.lang)));
            let (phone, sheet) = (id.clone(), id.clone());
            closed.map(|(closed, lang)| {
                let instead = closed::instead(session, visit, &closed).filter(|_| session.seated.get());
                let instead: Vec<AnyView> = instead.collect();
                view! { <ClosedCard closed lang><ToPhone item=phone /><Print item=sheet />{instead}</ClosedCard> }
            })
        }
    };
    let take = offered.then(|| {
        view! {
            <Take request queues=vec![queue] matter label=t::TAKE>
                <Gather item=id.clone() />
                <ToPhone item=id.clone() />
                <Print item=id />
                {below}
            </Take>
        }
    });
    view! {
        <Tabs
            choices=TABS.iter().map(|(name, _)| *name).collect()
            chosen=tab
            on_choose=move |()| page.set(0)
            label=t::GUIDES
        />
        <div class="split">
            <div class="split-main" role="tabpanel">
                <Paged
                    entries
                    page
                    class="fields"
                    label=session.words(t::GUIDES)
                    lang=session.lang
                    again=session.sizes()
                />
            </div>
            {take}
            {card}
        </div>
    }
}
