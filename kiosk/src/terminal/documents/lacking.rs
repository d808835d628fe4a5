//! What is missing, as a list to scan and to print, and what can be done now: take a number all the same, or
//! come back later. The list is a one-time notice of the hall; it names nobody.

use super::super::attempt::fresh_key;
use super::super::facts;
use super::super::guide::carry::PrintSheet;
use super::super::guide::draw::weight;
use super::super::heading::Heading;
use super::super::take::Take;
use super::super::text as t;
use super::super::visit::{Visit, use_visit};
use super::{Loaded, about, back_to, counted, renew, text as d, told};
use crate::live::{Call, api, use_live};
use crate::session::use_session;
use crate::text::TRY_AGAIN;
use crate::ui::{Button, Icon, Paged, Picture};
use hall::api::{NoticeCode, TicketRequest};
use hall::catalog::{Item, Material, Need};
use hall::code::Code;
use hall::id::{HallId, ItemId};
use hall::text::{Lang, Text};
use leptos::prelude::*;

/// Halves of Han characters of a name and of what is told of it that surely stand on one page for elders.
const TOGETHER_ELDER: usize = 110;

/// The page of what is missing.
#[component]
pub fn Lacking(
    /// The matter.
    id: ItemId,
) -> impl IntoView {
    let visit = use_visit();
    let content = move || {
        let (item, missing, perhaps, open) = visit.documents.with_untracked(|documents| {
            let owned = |lacking: Vec<&Material>| lacking.into_iter().cloned().collect::<Vec<_>>();
            (
                documents.item.clone().filter(|_| documents.told && documents.checklist().is_some()),
                owned(documents.missing()),
                owned(documents.perhaps()),
                documents.open_step(),
            )
        });
        match item {
            Some(item) => view! { <Shown item missing perhaps /> }.into_any(),
            None => {
                back_to(visit, open);
                ().into_any()
            }
        }
    };
    view! { <Loaded id>{content()}</Loaded> }
}

#[component]
fn Shown(
    item: Item,
    missing: Vec<Material>,
    /// Wanted only where their case applies: shown below, and not counted.
    perhaps: Vec<Material>,
) -> impl IntoView {
    let (session, visit) = (use_session(), use_visit());
    let request = TicketRequest { item: Some(item.id.to_string()), ..TicketRequest::default() };
    let (title, lead, label) = match missing.as_slice() {
        [] if perhaps.is_empty() => (d::ALL_THERE.text(), d::WHOLE_LIST, t::TAKE),
        [] => (d::ALL_THERE.text(), d::ONLY_IN_A_CASE, t::TAKE),
        some => {
            let count = some.len().to_string();
            let said = |lang| d::LACKING.fill(lang, &[&count]);
            let title = Text { zh: said(Lang::Zh), en: said(Lang::En) };
            let mut lacking = some.iter().chain(&perhaps);
            let follows = lacking.all(|document| document.need() == Need::MayFollow);
            (title, if follows { d::ONLY_FOLLOWING } else { d::CLERK_SEES }, d::TAKE_ALL_THE_SAME)
        }
    };
    let rows = move || {
        let (lang, elder) = (session.lang.get(), session.elder.get());
        missing.iter().chain(&perhaps).flat_map(|document| row(document, lang, elder)).collect()
    };
    view! {
        <section class="page lacking">
            <Heading title=Signal::derive(move || title.clone()) />
            <p class="lead"><Picture icon=Icon::Info /><span>{session.words(lead)}</span></p>
            <div class="split">
                <div class="split-main">
                    <Paged
                        entries=rows
                        page=RwSignal::new(0)
                        class="rows"
                        label=session.words(d::WHICH)
                        lang=session.lang
                        again=session.sizes()
                    />
                    <Notice />
                </div>
                <Take request queues=vec![item.queue_prefix.clone()] matter=item.name.clone() label>
                    <Button label=session.words(d::LATER) icon=Icon::Leave on_press=move |()| visit.end() />
                </Take>
            </div>
        </section>
    }
}

/// A document that is missing. In the size for elders what is told of it stands by itself when both together
/// might be higher than a page.
fn row(document: &Material, lang: Lang, elder: bool) -> Vec<AnyView> {
    let name = document.name.get(lang).to_owned();
    let apart = elder
        && [document.how.as_ref(), document.when.as_ref(), Some(&document.source)]
            .into_iter()
            .flatten()
            .any(|words| weight(&name) + weight(words.get(lang)) > TOGETHER_ELDER);
    let card = |title: Option<String>, words: AnyView| {
        let goes_on = title.is_none();
        view! {
            <div class="switch fixed" class:more=goes_on>
                <div class="tile-words">
                    {title.map(|title| view! { <h2 class="tile-title">{title}</h2> })}
                    {words}
                </div>
            </div>
        }
        .into_any()
    };
    if apart {
        let counted = counted(document, lang).into_any();
        vec![card(Some(name), counted), card(None, told(document, lang).into_any())]
    } else {
        vec![card(Some(name), about(document, lang).into_any())]
    }
}

/// The notice: its code to scan, its number, and the button that prints it.
#[component]
fn Notice() -> impl IntoView {
    let (live, session, visit) = (use_live(), use_session(), use_visit());
    let failed = RwSignal::new(false);
    let notice = Memo::new(move |_| {
        visit.documents.with(|documents| documents.notice.as_ref().and_then(|asked| asked.view.clone()))
    });
    let hall = facts::of_hall(live, |hall| hall.id.clone());
    let make = move || {
        let Some(hall) = hall.get_untracked() else { return };
        failed.set(false);
        leptos::task::spawn_local(async move {
            if !made(visit, hall).await {
                failed.try_set(true);
            }
        });
    };
    Effect::new(move || {
        hall.track();
        make();
    });
    move || {
        match (notice.get(), failed.get()) {
        (Some(notice), _) => view! { <Made notice /> }.into_any(),
        (None, false) => view! {
            <p class="notice-card lead" role="status"><Picture icon=Icon::Wait /><span>{session.words(d::MAKING)}</span></p>
        }
        .into_any(),
        (None, true) => view! {
            <div class="notice-card" role="alert">
                <p class="trouble"><Picture icon=Icon::Warning /><span>{session.words(d::NOT_MADE)}</span></p>
                <Button label=session.words(TRY_AGAIN) icon=Icon::Retry on_press=move |()| make() />
            </div>
        }
        .into_any(),
    }
    }
}

/// How often it is asked for when each time another version of the catalog is in force.
const TRIES: usize = 3;

/// Asks for the notice, of what is in force now: when the guide was changed meanwhile it goes on with that, or all
/// begins anew. False when there is none.
async fn made(visit: Visit, hall: HallId) -> bool {
    let turn = visit.turn.get_value();
    for _ in 0..TRIES {
        let asked = visit.documents.try_update(|documents| documents.ask(fresh_key)).flatten();
        // the person has left, or all begins anew
        let Some(asked) = asked.filter(|asked| asked.view.is_none()) else { return true };
        let call = Call::Notices(hall.clone());
        let failure = match api::send::<_, NoticeCode>(&call, &asked.request, Some(&asked.key)).await {
            Ok(Some(view)) => {
                visit.documents.try_update(|documents| keep(documents, &asked.key, view));
                return true;
            }
            Ok(None) => return false,
            Err(failure) => failure,
        };
        if visit.turn.try_get_value() != Some(turn) {
            return true;
        }
        match (failure.code(), asked.request.item.parse()) {
            (Some(Code::GuideChanged), Ok(item)) => {
                if renew(visit, hall.clone(), item).await.is_err() {
                    return false;
                }
            }
            // what was said does not fit any more: it is fetched, and said anew
            (Some(Code::AnswersInvalid | Code::DocumentUnknown | Code::UnknownItem), _) => {
                visit.documents.try_update(super::Documents::forget);
                return true;
            }
            _ => return false,
        }
    }
    false
}

/// An answer belongs to the request that it answers.
fn keep(documents: &mut super::Documents, key: &hall::id::RequestKey, view: NoticeCode) {
    if let Some(asked) = documents.notice.as_mut().filter(|asked| asked.key == *key) {
        asked.view = Some(view);
    }
}

#[component]
fn Made(notice: NoticeCode) -> impl IntoView {
    let session = use_session();
    let (number, path) = (notice.number, notice.print_path);
    let source = Signal::derive(move || {
        let english = if session.lang.get() == Lang::En { "&lang=en" } else { "" };
        Some(format!("{path}?paper=80mm{english}"))
    });
    view! {
        <div class="notice-card">
            <div class="notice-qr" role="img" aria-label=session.words(d::QR) inner_html=notice.qr_svg></div>
            <div class="notice-words">
                <p>{session.words(d::SCAN)}</p>
                <p class="small">{move || d::NUMBER.fill(session.lang.get(), &[&number])}</p>
                <PrintSheet source word=d::PRINT />
            </div>
        </div>
    }
}
