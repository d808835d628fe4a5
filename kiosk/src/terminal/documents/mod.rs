//! Which documents do I need? (智能导办) One question to a page, then the exact list to tick, then what is
//! missing: to scan, to print, and with the choice to take a number all the same.

mod ask;
mod lacking;
mod state;
mod text;
mod tick;

use super::facts;
use super::missing::Missing;
use super::route::Route;
use super::visit::{Visit, use_visit};
use crate::live::api::OfVersion;
use crate::live::{Call, Failure, api, use_live};
use crate::session::use_session;
use crate::ui::{Button, Icon, Picture};
use hall::catalog::{Item, Material, Need};
use hall::code::Code;
use hall::id::{HallId, ItemId};
use hall::text::Lang;
pub use lacking::Lacking;
use leptos::prelude::*;
pub use state::Documents;

/// The button of a guide that leads to the questions of its matter.
#[component]
pub fn WhichDocuments(
    /// The matter.
    item: Item,
    /// The version of the catalog that it is of.
    version: RwSignal<String>,
) -> impl IntoView {
    let (session, visit) = (use_session(), use_visit());
    let press = move |()| {
        visit.documents.update(|documents| version.with_untracked(|version| documents.begin(&item, version)));
        visit.go(&Route::Documents(item.id.clone(), 0));
    };
    view! { <Button label=session.words(text::WHICH) icon=Icon::List on_press=press /> }
}

/// A step: one of the questions, or after the last one the list to tick.
#[component]
pub fn Step(
    /// The matter.
    id: ItemId,
    /// Which step, from 0.
    step: u8,
) -> impl IntoView {
    let visit = use_visit();
    let step = usize::from(step);
    let content = move || {
        let (question, open) = visit.documents.with_untracked(|documents| {
            let question = documents.question(step).map(|(question, progress)| (question.clone(), progress));
            (question, documents.open_step())
        });
        match question {
            Some((question, progress)) => view! { <ask::Ask question progress step /> }.into_any(),
            None if step == open => view! { <tick::Tick /> }.into_any(),
            None => {
                // an address that nobody has come to yet
                back_to(visit, open);
                ().into_any()
            }
        }
    };
    view! { <Loaded id>{content()}</Loaded> }
}

/// Shows a step of the matter at hand.
fn back_to(visit: Visit, step: usize) {
    let id = visit.documents.with_untracked(|documents| documents.item.as_ref().map(|item| item.id.clone()));
    if let Some(id) = id {
        let step = u8::try_from(step).unwrap_or(u8::MAX);
        queue_microtask(move || visit.show(&Route::Documents(id, step)));
    }
}

/// Fetches the guide of a matter as it is now: the flow goes on with it or begins anew.
async fn renew(visit: Visit, hall: HallId, id: ItemId) -> Result<(), Failure> {
    let (item, OfVersion { catalog_version, .. }) =
        api::both::<Item, OfVersion>(&api::text(&Call::Item(hall, id)).await?)?;
    visit.documents.try_update(|documents| documents.begin(&item, &catalog_version));
    visit.saw_version(&catalog_version);
    Ok(())
}

/// Says that all begins anew, and why.
#[component]
fn BeganAnew() -> impl IntoView {
    let (session, visit) = (use_session(), use_visit());
    let anew = Memo::new(move |_| visit.documents.with(Documents::began_anew));
    view! {
        <div role="alert">
            {move || anew.get().then(|| view! {
                <p class="trouble calm"><Picture icon=Icon::Info /><span>{session.words(text::CHANGED)}</span></p>
            })}
        </div>
    }
}

/// What needs the guide of a matter: fetched when it was not brought along, as after a page load, and when another
/// version of the catalog is in force than it is of.
#[component]
fn Loaded(
    /// The matter.
    id: ItemId,
    /// What is shown once it is here.
    children: ChildrenFn,
) -> impl IntoView {
    let (live, visit) = (use_live(), use_visit());
    let failure = RwSignal::new(None::<Code>);
    let hall = facts::of_hall(live, |hall| hall.id.clone());
    let wanted = id.clone();
    let here = Memo::new(move |_| {
        visit.documents.with(|documents| documents.is_of(&wanted).then_some(documents.edition))
    });
    Effect::new(move || {
        let (Some(hall), here, listed) = (hall.get(), here.get().is_some(), visit.version.get()) else {
            return;
        };
        let same = |listed: String| visit.documents.with_untracked(|documents| documents.version == listed);
        if here && listed.is_none_or(same) {
            return;
        }
        let id = id.clone();
        leptos::task::spawn_local_scoped_with_cancellation(async move {
            let Err(why) = renew(visit, hall, id).await else { return };
            if why.code() == Some(Code::UnknownItem) {
                // it is offered no longer
                visit.documents.try_update(Documents::forget);
            }
            // who has one goes on with it
            failure.try_set(Some(why.code().unwrap_or(Code::Unavailable)));
        });
    });
    move || match (here.get(), failure.get()) {
        (Some(_), _) => children().into_any(),
        (None, failure) => view! { <Missing failure /> }.into_any(),
    }
}

/// What is said of a document beside its name: need, how many, how to get it.
fn about(document: &Material, lang: Lang) -> impl IntoView + use<> {
    (counted(document, lang), told(document, lang))
}

/// Need and how many.
fn counted(document: &Material, lang: Lang) -> impl IntoView + use<> {
    let need = document.need();
    let counts = [(text::ORIGINAL, document.original), (text::COPY, document.copy)];
    let counts = counts.into_iter().filter(|(_, count)| *count > 0 && need != Need::Exempt);
    let counts = counts.map(|(phrase, count)| phrase.fill(lang, &[&count.to_string()]));
    let quantities = counts.collect::<Vec<_>>().join(" · ");
    let e_licence = document.e_license_exempt.then(|| {
        view! { <span class="badge good">{text::E_LICENCE.get(lang)}</span> }
    });
    view! {
        <span class="document-facts">
            <span class="badge" class:strong=need == Need::Necessary class:good=need == Need::Exempt>
                {need.phrase().get(lang)}
            </span>
            {e_licence}
            <span>{quantities}</span>
        </span>
    }
}

/// When it is needed, and how to get it.
fn told(document: &Material, lang: Lang) -> impl IntoView + use<> {
    // where answers decide, they have decided
    let when = document.when.as_ref().filter(|_| document.only_if.is_always()).map(|when| {
        view! { <span class="small">{text::WHEN.fill(lang, &[when.get(lang)])}</span> }
    });
    // how to get it, or else who issues it
    let source = Some((text::SOURCE, &document.source)).filter(|(_, source)| !source.zh.is_empty());
    let origin = document
        .how
        .as_ref()
        .map(|how| (text::HOW, how))
        .or(source.filter(|_| document.need() != Need::Exempt));
    let origin = origin.map(|(phrase, value)| {
        let (words, spoken) = value.get_or_zh(lang);
        let (before, after) = phrase.get(lang).split_once("{}").unwrap_or_default();
        let words = words.to_owned();
        view! { <span class="small">{before}<span lang=spoken.tag()>{words}</span>{after}</span> }
    });
    (when, origin)
}
