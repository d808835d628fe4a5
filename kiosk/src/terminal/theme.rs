//! One theme: the matters that belong together, the documents of all of them with each only once, the
//! departments that take part, and one number for all (R88, R91).

use super::details::Detail;
use super::guide::Failed;
use super::guide::draw::{self, Hand};
use super::heading::Heading;
use super::list::{ItemList, name_of};
use super::missing::Missing;
use super::tabs::Tabs;
use super::take::Take;
use super::text as t;
use super::visit::{Visit, use_visit};
use crate::live::api::OfVersion;
use crate::live::{Call, api, use_live};
use crate::session::use_session;
use crate::ui::Paged;
use gloo_timers::future::TimeoutFuture;
use hall::api::TicketRequest;
use hall::catalog::guide::{Entry, Said, text};
use hall::catalog::{ItemState, MergedDocument, Need, Package, Theme as Record, queue_of_theme};
use hall::code::Code;
use hall::id::{ItemId, ThemeId};
use hall::text::Lang;
use leptos::prelude::*;

/// The page of a theme.
#[component]
pub fn Theme(
    /// Which.
    id: ThemeId,
) -> impl IntoView {
    let visit = use_visit();
    let found = Memo::new(move |_| {
        visit.catalog.with(|catalog| {
            let catalog = catalog.as_ref()?;
            Some(catalog.themes.iter().find(|theme| theme.id == id).cloned())
        })
    });
    move || match found.get() {
        None => view! { <Missing failure=None /> }.into_any(),
        Some(None) => view! { <Missing failure=Some(Code::UnknownTheme) /> }.into_any(),
        Some(Some(theme)) => view! { <Content theme /> }.into_any(),
    }
}

#[component]
fn Content(theme: Record) -> impl IntoView {
    let visit = use_visit();
    let (tab, page) = (RwSignal::new(0_usize), RwSignal::new(0));
    let order = theme.items.clone();
    let items = Memo::new(move |_| {
        visit.catalog.with(|catalog| {
            let all = catalog.as_ref().map(|catalog| catalog.items.as_slice()).unwrap_or_default();
            order.iter().filter_map(|id| all.iter().position(|item| item.id == *id)).collect::<Vec<_>>()
        })
    });
    let queue = visit.catalog.with_untracked(|catalog| {
        let all = catalog.as_ref().map(|catalog| catalog.items.as_slice()).unwrap_or_default();
        let matters = items.get_untracked().into_iter().filter_map(|place| all.get(place));
        let handled: Vec<_> = matters.filter(|item| item.state == ItemState::InUse).collect();
        queue_of_theme(handled.iter().map(|item| &item.queue)).cloned()
    });
    let request = TicketRequest { theme: Some(theme.id.to_string()), ..TicketRequest::default() };
    let (title, id) = (theme.name.clone(), theme.id);
    let list = move || match tab.get() {
        0 => view! { <ItemList items label=t::THEME_MATTERS page with_department=true /> }.into_any(),
        tab => view! { <Together id=id.clone() documents=tab == 1 page /> }.into_any(),
    };
    view! {
        <section class="page theme">
            <Heading title=Signal::derive(move || title.clone()) />
            <Tabs
                choices=vec![t::THEME_MATTERS, t::THEME_DOCUMENTS, t::THEME_DEPARTMENTS]
                chosen=tab
                on_choose=move |()| page.set(0)
                label=t::BY_THEME
            />
            <div class="split">
                <div class="split-main" role="tabpanel">{list}</div>
                {queue.map(|queue| view! {
                    <Take request queues=vec![queue] matter=theme.name lead=t::WHOLE_THEME label=t::TAKE_THEME />
                })}
            </div>
        </section>
    }
}

/// How often the list and what belongs to it may miss each other.
pub const TRIES: usize = 6;
/// Between two tries, in milliseconds.
pub const AGAIN_MS: u32 = 1_000;

/// What the matters ask for together: their documents, or their departments.
#[component]
fn Together(id: ThemeId, documents: bool, page: RwSignal<usize>) -> impl IntoView {
    let (live, session, visit) = (use_live(), use_session(), use_visit());
    let hall = super::facts::of_hall(live, |hall| hall.id.clone());
    let package = RwSignal::new(None::<Result<Package, ()>>);
    let attempts = RwSignal::new(0_u32);
    Effect::new(move || {
        attempts.track();
        let (Some(hall), Some(listed)) = (hall.get(), visit.version.get()) else { return };
        let call = Call::Theme(hall, id.clone());
        package.set(None);
        leptos::task::spawn_local_scoped_with_cancellation(async move {
            for _ in 0..TRIES {
                match api::kept(&call).await.and_then(|body| api::both::<Package, OfVersion>(&body)) {
                    // its matters are named by the list: both are of one version, or nothing is shown
                    Ok((answer, of)) if of.catalog_version == listed => {
                        package.try_set(Some(Ok(answer)));
                        return;
                    }
                    Ok((_, of)) => visit.saw_version(&of.catalog_version),
                    Err(_) => break,
                }
                // cancelled when the list has come
                TimeoutFuture::new(AGAIN_MS).await;
            }
            package.try_set(Some(Err(())));
        });
    });
    let entries = move || {
        let (lang, elder) = (session.lang.get(), session.elder.get());
        package.with(|package| match package {
            Some(Ok(package)) if documents => documents_of(package, visit, lang),
            Some(Ok(package)) => departments_of(package, visit, Hand { lang, elder }),
            _ => Vec::new(),
        })
    };
    let failed = move || {
        package
            .with(|package| matches!(package, Some(Err(()))))
            .then(|| view! { <Failed on_retry=move |()| attempts.update(|n| *n += 1) /> })
    };
    let label = if documents { t::THEME_DOCUMENTS } else { t::THEME_DEPARTMENTS };
    view! {
        {failed}
        <Paged
            entries
            page
            class=if documents { "cards dense" } else { "fields" }
            label=session.words(label)
            lang=session.lang
            again=session.sizes()
        />
    }
}

/// Matters of a document that are named, and of a department in one line.
const NAMED: usize = 3;

/// Every document once, in short: whether it must be there, and how many or that an e-licence will do; the rest
/// by touch. What nobody has to bring is not counted.
fn documents_of(package: &Package, visit: Visit, lang: Lang) -> Vec<AnyView> {
    let one = |merged: &MergedDocument| {
        let (document, wanted_by) = (&merged.document, &merged.wanted_by);
        let mut about = vec![document.need().phrase().get(lang).to_owned()];
        if document.need() != Need::Exempt {
            if document.e_license_exempt {
                about.push(text::LICENSE_EXEMPT.get(lang).to_owned());
            }
            for (phrase, copies) in [(t::ORIGINALS, document.original), (t::COPIES, document.copy)] {
                if copies > 0 {
                    about.push(phrase.fill(lang, &[&copies.to_string()]));
                }
            }
        }
        let shown = if document.e_license_exempt { 2 } else { about.len() };
        let short = about.get(..shown).unwrap_or(&about).join(" · ");
        let title = Said::of(&document.name, lang);
        // how many says it all; of many some are named
        let some = named(wanted_by.get(..NAMED).unwrap_or(wanted_by), visit, lang);
        let phrase = if wanted_by.len() > NAMED { t::WANTED_BY_MANY } else { t::WANTED_BY };
        let wanted = phrase.fill(lang, &[&wanted_by.len().to_string(), &some]);
        let said = |words: String| Some(Said::new(words, lang));
        // where it is from and what it must show stands in the guides
        let lines =
            [said(about.join(" · ")), document.when.as_ref().map(|when| Said::of(when, lang)), said(wanted)];
        let detail =
            Detail { title: title.clone(), code: None, lines: lines.into_iter().flatten().collect() };
        view! {
            <button type="button" class="tile" on:click=move |_| visit.detail.set(Some(detail.clone()))>
                <span class="tile-words">
                    <span class="tile-title">{document.no}". "{draw::said(&title, lang)}</span>
                    <span class="tile-sub">{short}</span>
                </span>
            </button>
        }
        .into_any()
    };
    package.documents.iter().map(one).collect()
}

/// The departments with their matters, a few to a line: what is long is cut between them.
fn departments_of(package: &Package, visit: Visit, hand: Hand) -> Vec<AnyView> {
    let lang = hand.lang;
    let one = |participant: &hall::catalog::Participant| {
        let name = visit.catalog.with(|catalog| {
            let all = catalog.as_ref().map(|catalog| catalog.departments.as_slice()).unwrap_or_default();
            let found = all.iter().find(|department| department.id == participant.department);
            found.map(|department| department.name.get(lang).to_owned()).unwrap_or_default()
        });
        let line = |matters: &[ItemId]| (None, Said::new(named(matters, visit, lang), lang));
        let (kind, no, amount, badges, facts) = (None, None, None, Vec::new(), Vec::new());
        let lines = participant.matters.chunks(NAMED).map(line).collect();
        let (title, files) = (Said::new(name, lang), Vec::new());
        draw::entry(&Entry { kind, no, title, amount, badges, facts, lines, files }, hand)
    };
    package.departments.iter().flat_map(one).collect()
}

/// The names of some matters, in one line.
fn named(matters: &[ItemId], visit: Visit, lang: Lang) -> String {
    let names = matters.iter().filter_map(|id| name_of(visit, id)).map(|name| name.get(lang).to_owned());
    names.collect::<Vec<_>>().join(if lang == Lang::Zh { "、" } else { "; " })
}
