//! Search (R68, A48): what is typed with letters on the screen or with keys is looked up in the catalog at
//! every key, here, without a call to the server. Nothing that was typed is kept after the visit or written
//! anywhere; to who listens it is said, for which the server gets it and keeps nothing. Words for the elder version lead to it (A14).

use super::facts;
use super::heading::Heading;
use super::marked::marked;
use super::route::Route;
use super::text as t;
use super::visit::{Visit, use_visit};
use crate::page::focus;
use crate::session::{Session, use_session};
use crate::ui::keyboard::{TYPED_MAX, Words};
use crate::ui::{Button, Icon, Letters, Paged, Picture};
use hall::api::ItemShort;
use hall::search::{Found, Hit, Marker, Place, Query, Rank, Target, by_demand};
use hall::text::{Lang, Text};
use leptos::html::Input;
use leptos::prelude::*;

/// As many hits as are shown; whoever has not found it among these types another letter.
const SHOWN: usize = 24;
/// Popular matters that stand there until something is typed.
const POPULAR: usize = 6;

/// What is shown below the field.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Answer {
    query: Query,
    found: Found,
}

/// The page.
#[component]
pub fn Search() -> impl IntoView {
    let (session, visit) = (use_session(), use_visit());
    let typed = visit.typed;
    let page = RwSignal::new(0);
    let answer = Memo::new(move |_| {
        let query = typed.with(|typed| Query::new(typed));
        let found = visit.index.with(|index| {
            let index = index.as_ref()?;
            Some(if query.is_empty() { popular(visit) } else { index.search(&query, SHOWN) })
        });
        Answer { query, found: found.unwrap_or_default() }
    });
    Effect::new(move |before: Option<Query>| {
        let query = answer.with(|answer| answer.query.clone());
        if before.as_ref().is_some_and(|before| *before != query) {
            page.set(0);
        }
        query
    });
    let count = Signal::derive(move || answer.with(|answer| count(session, answer)));
    Effect::new(move || {
        let count = count.get();
        visit.message.set(if typed.with_untracked(String::is_empty) { String::new() } else { count });
    });

    let rows = move || {
        let lang = session.lang.get();
        answer.with(|answer| {
            visit.index.with(|index| {
                let Some(index) = index else { return Vec::new() };
                let marker = index.marker(&answer.query);
                let row = |hit: &Hit| row(session, visit, &marker, *hit, lang);
                answer.found.hits.iter().filter_map(row).collect()
            })
        })
    };
    let nothing =
        Memo::new(move |_| answer.with(|answer| !answer.query.is_empty() && answer.found.total == 0));
    let results = move || {
        if nothing.get() {
            return view! { <Nothing /> }.into_any();
        }
        view! {
            <Paged
                entries=rows
                page
                class="rows"
                label=session.words(t::SEARCH_RESULTS)
                lang=session.lang
                again=session.sizes()
            />
        }
        .into_any()
    };
    let words = Words {
        keyboard: session.words(t::KEYBOARD),
        erase: session.words(t::ERASE),
        clear: session.words(t::CLEAR),
        space: session.words(t::SPACE),
        done: session.words(t::DONE),
        pinyin: session.words(t::PINYIN),
        candidates: session.words(t::CANDIDATES),
        earlier: session.words(t::EARLIER_CANDIDATES),
        later: session.words(t::LATER_CANDIDATES),
        hint: session.words(t::PINYIN_HINT),
        lost: session.words(t::PINYIN_LOST),
    };
    let open = RwSignal::new(true);
    let field = NodeRef::<Input>::new();
    // of a long text the end is seen, but for who has moved to another place of it
    Effect::new(move || {
        typed.track();
        // no browser is without frames
        let _ = request_animation_frame(move || {
            let Some(Some(field)) = field.try_get_untracked() else { return };
            let end = u32::try_from(field.value().encode_utf16().count()).ok();
            if field.selection_end().ok().flatten() == end {
                field.set_scroll_left(field.scroll_width());
            }
        });
    });
    view! {
        <section class="page search">
            <Heading title=Signal::derive(|| t::SEARCH.text()) />
            <div class="search-body">
                <label class="search-field">
                    <Picture icon=Icon::Search />
                    <input
                        node_ref=field
                        type="text"
                        inputmode="none"
                        autocomplete="off"
                        autocapitalize="off"
                        spellcheck="false"
                        maxlength=TYPED_MAX
                        aria-label=session.words(t::SEARCH_FIELD)
                        placeholder=session.words(t::SEARCH_EXAMPLE)
                        prop:value=move || typed.get()
                        on:focus=move |_| open.set(true)
                        on:input=move |event| typed.set(event_target_value(&event))
                    />
                </label>
                <div class="search-results">
                    <p class="search-count">{move || count.get()}</p>
                    {results}
                </div>
                <Letters typed open on_enter=focus_first words />
            </div>
        </section>
    }
}

/// Nothing was found: what to do now.
#[component]
fn Nothing() -> impl IntoView {
    let (session, visit) = (use_session(), use_visit());
    view! {
        <div class="search-nothing">
            <p class="lead"><Picture icon=Icon::Info /><span>{session.words(t::SEARCH_NOTHING)}</span></p>
            <Button
                label=session.words(t::BY_DEPARTMENT)
                icon=Icon::Building
                on_press=visit.to(Route::Departments)
            />
            <Button label=session.words(t::TAKE_A_NUMBER) icon=Icon::Ticket on_press=visit.to(Route::Queues) />
        </div>
    }
}

/// What people often come for, until something is typed.
fn popular(visit: Visit) -> Found {
    let hits: Vec<Hit> = visit.catalog.with(|catalog| {
        let items = catalog.iter().flat_map(|catalog| &catalog.items).enumerate();
        let hot = by_demand(items.filter(|(_, item)| item.hot).collect()).into_iter().take(POPULAR);
        hot.map(|place| Hit { target: Target::Matter(place), rank: Rank::Exact, place: Place::Name })
            .collect()
    });
    Found { total: hits.len(), hits }
}

/// What was found, in words.
fn count(session: Session, answer: &Answer) -> String {
    let lang = session.lang.get();
    match answer.found.total {
        _ if answer.query.is_empty() => t::SEARCH_HINT.get(lang).to_owned(),
        0 => t::SEARCH_NONE.get(lang).to_owned(),
        1 => t::SEARCH_ONE.get(lang).to_owned(),
        total if total > SHOWN => t::SEARCH_MANY.fill(lang, &[&total.to_string(), &SHOWN.to_string()]),
        total => t::SEARCH_COUNT.fill(lang, &[&total.to_string()]),
    }
}

/// Enter leads from the field to the first hit.
fn focus_first(_: ()) {
    focus(".search-results button");
}

/// A hit as a row.
fn row(session: Session, visit: Visit, marker: &Marker<'_>, hit: Hit, lang: Lang) -> Option<AnyView> {
    let marked = |text: &str| marked(text, &marker.marks(hit.rank, text));
    let place = match hit.target {
        Target::ElderVersion => {
            let elder = session.elder;
            let name = if elder.get() { t::TO_STANDARD } else { t::TO_ELDER };
            let switch = move |_| elder.update(|elder| *elder = !*elder);
            let title = name.get(lang);
            return Some(
                view! {
                    <button type="button" class="tile row search-elder" on:click=switch>
                        <span class="tile-icon"><Picture icon=Icon::Eye /></span>
                        <span class="tile-words"><span class="tile-title">{title}</span></span>
                    </button>
                }
                .into_any(),
            );
        }
        Target::Matter(place) => place,
    };
    visit.catalog.with_untracked(|catalog| {
        let item = catalog.as_ref()?.items.get(place)?;
        let title = marked(item.name.get(lang));
        // where it was found, when that is not in the title
        let also = also(visit, item, hit.place, lang)
            .map(|(text, lang, class)| view! { <span class=class lang=lang.tag()>{marked(&text)}</span> });
        let to = visit.to(Route::Guide(item.id.clone()));
        Some(
            view! {
                <button type="button" class="tile row" on:click=move |_| to.run(())>
                    <span class="tile-words">
                        <span class="tile-title">{title}</span>
                        <span class="tile-note">{also}</span>
                    </span>
                    <span class="tile-more"><Picture icon=Icon::ChevronRight /></span>
                </button>
            }
            .into_any(),
        )
    })
}

/// The text in which something was found, its language and its class in the style sheet, unless the title says
/// it; otherwise the department, which elders are spared.
fn also(visit: Visit, item: &ItemShort, place: Place, lang: Lang) -> Option<(String, Lang, &'static str)> {
    let of = |text: &Text, lang: Lang| (text.get(lang).to_owned(), lang, "search-also");
    match (place, lang) {
        (Place::Name, Lang::En) => Some(of(&item.name, Lang::Zh)),
        (Place::EnglishName, Lang::Zh) => Some(of(&item.name, Lang::En)),
        (Place::Keyword(number), _) => {
            let word = item.keywords.get(number)?.clone();
            let lang = if word.is_ascii() { Lang::En } else { Lang::Zh };
            Some((word, lang, "search-also"))
        }
        _ => Some((facts::department(visit, item).get(lang).to_owned(), lang, "row-department")),
    }
}
