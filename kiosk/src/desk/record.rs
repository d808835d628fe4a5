//! The record (R100, R103): who of the staff did what, when and why, newest first, in pages that do not
//! move. For supervisors and administrators; told in plain words by [`words`].

mod text;
mod words;

pub use self::text::RECORD;
pub use self::words::actor;

use self::text as t;
use super::accounts::moment;
use super::context::Desk;
use super::notice::NoticeLine;
use super::tasks::Tasks;
use super::text as shared;
use super::wire;
use crate::live::path::Lines;
use hall::api::Page;
use hall::id::AccountId;

use hall::staff::{AuditEntry, RecordKind};
use hall::text::Phrase;
use leptos::prelude::*;

/// Lines of a page.
const LINES: u32 = 20;

/// How far back, in days before today.
const PERIODS: [(u16, Phrase); 3] = [(0, t::TODAY), (6, t::WEEK), (29, t::MONTH)];
const KINDS: [(RecordKind, Phrase); 10] = [
    (RecordKind::SignIn, t::KIND_SIGN_IN),
    (RecordKind::Accounts, t::KIND_ACCOUNTS),
    (RecordKind::Windows, t::KIND_WINDOWS),
    (RecordKind::Tickets, t::KIND_TICKETS),
    (RecordKind::Appointments, t::KIND_APPOINTMENTS),
    (RecordKind::Priority, t::KIND_PRIORITY),
    (RecordKind::Hall, t::KIND_HALL),
    (RecordKind::Catalog, t::KIND_CATALOG),
    (RecordKind::Screens, t::KIND_SCREENS),
    (RecordKind::Ratings, t::KIND_RATINGS),
];

/// What is chosen, and what was found.
#[derive(Clone, Copy)]
struct Shown {
    desk: Desk,
    tasks: Tasks,
    /// Which question was the last.
    turn: StoredValue<u32>,
    back: RwSignal<u16>,
    kind: RwSignal<Option<RecordKind>>,
    typed: RwSignal<String>,
    /// Where each page begins, up to the one that is shown; the first begins nowhere.
    pages: RwSignal<Vec<Option<String>>>,
    page: RwSignal<Option<Page<AuditEntry>>>,
    /// What was typed is no account's name.
    bad: RwSignal<bool>,
}

impl Shown {
    /// Asks for the page that is chosen.
    fn fetch(self) {
        let typed = self.typed.get_untracked().trim().to_lowercase();
        let actor = if typed.is_empty() { None } else { typed.parse::<AccountId>().ok() };
        self.bad.set(!typed.is_empty() && actor.is_none());
        let days = self.desk.live.now.get_untracked().and_then(|now| {
            let starts = self.desk.hall.with_untracked(|hall| Some(hall.as_ref()?.rules.day_starts_at))?;
            let first = now.plus_seconds(-86_400 * i64::from(self.back.get_untracked()));
            Some((first.business_day(starts), now.business_day(starts)))
        });
        let (Some(hall), Some((from, to))) = (self.desk.hall_id(), days) else { return };
        if self.bad.get_untracked() {
            return self.page.set(Some(Page { items: Vec::new(), next: None }));
        }
        let cursor = self.pages.with_untracked(|pages| pages.last().cloned().flatten());
        let lines = Lines { from, to, actor, kind: self.kind.get_untracked(), cursor, limit: LINES };
        let turn = self.turn.get_value() + 1;
        self.turn.set_value(turn);
        self.tasks.spawn(async move {
            let answer = wire::record(hall, lines).await;
            // something else may have been asked for meanwhile
            if self.turn.try_get_value() != Some(turn) {
                return;
            }
            match answer {
                Ok(page) => self.page.set(Some(page)),
                Err(failure) => self.desk.refuse(&failure),
            }
        });
    }

    /// The first page of what is chosen now.
    fn anew(self) {
        self.pages.set(vec![None]);
        self.fetch();
    }
}

/// The page of the record.
#[component]
pub fn Record() -> impl IntoView {
    let desk = Desk::here();
    let shown = Shown {
        desk,
        tasks: Tasks::new(),
        turn: StoredValue::new(0),
        back: RwSignal::new(0),
        kind: RwSignal::new(None),
        typed: RwSignal::new(String::new()),
        pages: RwSignal::new(vec![None]),
        page: RwSignal::new(None),
        bad: RwSignal::new(false),
    };
    let ready = Memo::new(move |_| desk.hall.with(Option::is_some) && desk.live.now.with(Option::is_some));
    Effect::new(move || {
        if ready.get() {
            shown.fetch();
        }
    });
    let none =
        move || match (shown.bad.get(), shown.page.with(|page| page.as_ref().map(|page| page.items.len()))) {
            (true, _) => Some(t::NO_ACCOUNT),
            (false, None) => Some(t::LOADING),
            (false, Some(0)) => Some(t::NOTHING),
            (false, Some(_)) => None,
        };
    let head = move |phrase: Phrase| view! { <th scope="col">{desk.words(phrase)}</th> };
    view! {
        <div class="overview record">
            <NoticeLine/>
            <section class="card" aria-labelledby="record-title">
                <div class="ratings-head">
                    <h1 id="record-title">{desk.words(t::RECORD)}</h1>
                    <Choices shown/>
                </div>
                <p class="quiet">{desk.words(t::HINT)}</p>
                <div class="scroll">
                    <table class="list record-lines">
                        <thead>
                            <tr>{head(t::WHEN)} {head(t::WHO)} {head(t::WHAT)} {head(t::ABOUT)} {head(t::WHY)}</tr>
                        </thead>
                        <tbody>
                            {move || {
                                let items = shown.page.with(|page| page.as_ref().map(|page| page.items.clone()));
                                items.unwrap_or_default().into_iter().map(|entry| view! { <Line entry/> }).collect_view()
                            }}
                        </tbody>
                    </table>
                </div>
                <p class="none" role="status">{move || none().map(|phrase| desk.say(phrase))}</p>
                <Pager shown/>
            </section>
        </div>
    }
}

/// Since when, of what kind, and whose acts.
#[component]
fn Choices(shown: Shown) -> impl IntoView {
    let desk = shown.desk;
    let period = move |(back, phrase): (u16, Phrase)| {
        view! { <option value=back.to_string()>{desk.words(phrase)}</option> }
    };
    let kind = move |(kind, phrase): (RecordKind, Phrase)| {
        view! { <option value=kind.as_str()>{desk.words(phrase)}</option> }
    };
    let choose = move |value: String| {
        shown.kind.set(RecordKind::ALL.into_iter().find(|kind| kind.as_str() == value));
        shown.anew();
    };
    view! {
        <label class="inline">
            <span>{desk.words(t::PERIOD)}</span>
            <select
                data-do="record-period"
                on:change:target=move |event| {
                    shown.back.set(event.target().value().parse().unwrap_or(0));
                    shown.anew();
                }
            >
                {PERIODS.map(period).collect_view()}
            </select>
        </label>
        <label class="inline">
            <span>{desk.words(t::KIND)}</span>
            <select data-do="record-kind" on:change:target=move |event| choose(event.target().value())>
                <option value="">{desk.words(t::KIND_ALL)}</option>
                {KINDS.map(kind).collect_view()}
            </select>
        </label>
        <form
            class="inline"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                shown.anew();
            }
        >
            <label for="record-account">{desk.words(shared::ACCOUNT)}</label>
            <input
                id="record-account"
                class="short"
                type="search"
                autocomplete="off"
                spellcheck="false"
                maxlength="32"
                prop:value=shown.typed
                on:input:target=move |event| shown.typed.set(event.target().value())
            />
            <button type="submit" class="btn" data-do="record-find">{desk.words(t::FIND)}</button>
        </form>
        <button class="btn" data-do="record-refresh" on:click=move |_| shown.anew()>
            {desk.words(shared::REFRESH)}
        </button>
    }
}

#[component]
fn Line(entry: AuditEntry) -> impl IntoView {
    let desk = Desk::here();
    let AuditEntry { at, actor, act, object, reason } = entry;
    let who = actor.clone();
    let who = move || words::actor(who.as_deref(), desk.lang.get());
    let about = {
        let act = act.clone();
        move || {
            let lang = desk.lang.get();
            desk.hall.with(|hall| words::object(&act, &object, hall.as_deref(), lang))
        }
    };
    let why = move || reason.as_deref().map(|reason| words::reason(reason, desk.lang.get()));
    let named = act.clone();
    view! {
        <tr data-act=act>
            <td class="when"><time>{move || moment(at, desk.lang.get())}</time></td>
            <td><b>{who}</b></td>
            <th scope="row">{move || words::act(&named, desk.lang.get())}</th>
            <td>{about}</td>
            <td lang="zh-CN">{why}</td>
        </tr>
    }
}

/// Newer and older.
#[component]
fn Pager(shown: Shown) -> impl IntoView {
    let desk = shown.desk;
    let is_first = move || shown.pages.with(|pages| pages.len() <= 1);
    let next = move || shown.page.with(|page| page.as_ref().and_then(|page| page.next.clone()));
    let back = move |_| {
        if !untrack(is_first) {
            shown.pages.update(|pages| {
                pages.pop();
            });
            shown.fetch();
        }
    };
    let on = move |_| {
        if let Some(next) = untrack(next) {
            shown.pages.update(|pages| pages.push(Some(next)));
            shown.fetch();
        }
    };
    view! {
        <nav class="pager" aria-label=desk.words(shared::PAGING)>
            <button class="btn" data-do="newer" aria-disabled=move || is_first().to_string() on:click=back>
                {desk.words(t::NEWER)}
            </button>
            <span role="status">
                {move || desk.fill(t::PAGE, &[&shown.pages.with(Vec::len).to_string()])}
            </span>
            <button class="btn" data-do="older" aria-disabled=move || next().is_none().to_string() on:click=on>
                {desk.words(t::OLDER)}
            </button>
        </nav>
    }
}
