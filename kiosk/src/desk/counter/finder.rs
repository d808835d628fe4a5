//! The field and the list in which a clerk finds what a citizen came for: words or the letter of a queue,
//! then the arrows, all without leaving the keyboard.

use super::target::{Target, find};
use super::text as t;
use crate::desk::context::Desk;
use crate::desk::figures::waiting_time;
use crate::desk::text::stopped;
use hall::api::QueueView;
use hall::code::Code;
use hall::id::Prefix;
use hall::moment::Moment;
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlElement;

/// More than this are not drawn; the clerk types on.
const SHOWN: usize = 30;

/// What is being looked for, and what was found.
#[derive(Clone, Copy)]
pub struct Finding {
    /// What was chosen.
    pub chosen: RwSignal<Option<Target>>,
    /// Nothing was chosen when it was needed.
    pub missing: RwSignal<bool>,
    query: RwSignal<String>,
    bookable: bool,
}

impl Finding {
    /// Nothing yet; `bookable`: only what takes appointments.
    #[must_use]
    pub fn new(bookable: bool) -> Self {
        Self {
            chosen: RwSignal::new(None),
            missing: RwSignal::new(false),
            query: RwSignal::new(String::new()),
            bookable,
        }
    }

    /// What was chosen; when that is nothing, says so.
    #[must_use]
    pub fn required(self) -> Option<Target> {
        let chosen = self.chosen.get_untracked();
        self.missing.set(chosen.is_none());
        if chosen.is_none() {
            focus("target-query");
        }
        chosen
    }
}

/// A queue, live, with the reason for which it gives out no numbers.
#[must_use]
pub fn line(desk: Desk, prefix: &Prefix) -> Option<QueueView> {
    let now = desk.live.now.get().unwrap_or(Moment::from_unix_ms(0));
    desk.hall.with(|hall| {
        let hall = hall.as_ref()?;
        let queue = hall.queue(prefix)?;
        desk.live.board.with(|board| Some(QueueView::of(board, hall, queue, now)))
    })
}

/// Gives the focus to an element by its id; without it the focus stays where it is.
pub fn focus(id: &str) {
    let element = document().get_element_by_id(id).and_then(|found| found.dyn_into::<HtmlElement>().ok());
    if let Some(element) = element {
        let _ = element.focus();
    }
}

/// The field and the list.
#[component]
pub fn Finder(
    /// What is looked for.
    finding: Finding,
) -> impl IntoView {
    let desk = Desk::here();
    let found = Memo::new(move |_| {
        desk.hall.with(|hall| {
            let Some(hall) = hall else { return Vec::new() };
            let query = finding.query.get();
            desk.catalog.with(|catalog| find(hall, catalog.as_ref(), finding.bookable, &query))
        })
    });
    let list = NodeRef::<html::Ul>::new();
    // Enter and the arrow lead from the words to what was found
    let enter_list = move |event: KeyboardEvent| {
        if event.is_composing() || !matches!(event.key().as_str(), "Enter" | "ArrowDown") {
            return;
        }
        event.prevent_default();
        if let Some(first) = found.with_untracked(|found| found.first().cloned()) {
            finding.chosen.set(Some(first));
            finding.missing.set(false);
            let radio = list.get_untracked().and_then(|list| list.query_selector("input").ok().flatten());
            if let Some(radio) = radio.and_then(|radio| radio.dyn_into::<HtmlElement>().ok()) {
                // a list that cannot take the focus still shows the choice
                let _ = radio.focus();
            }
        }
    };
    let state = move || match (found.with(Vec::len), desk.catalog.with(Option::is_none)) {
        (_, true) => desk.say(t::FOUND_LOADING).to_owned(),
        (0, false) => desk.say(t::FOUND_NONE).to_owned(),
        (count, false) => desk.fill(t::FOUND, &[&count.to_string()]),
    };
    view! {
        <div class="field">
            <label for="target-query">{desk.words(t::FIND)}</label>
            <input
                id="target-query"
                type="search"
                autocomplete="off"
                spellcheck="false"
                data-focus=""
                aria-invalid=move || finding.missing.get().then_some("true")
                aria-describedby="target-state target-fault"
                prop:value=finding.query
                on:input:target=move |event| finding.query.set(event.target().value())
                on:keydown=enter_list
            />
            <p id="target-state" class="quiet" role="status">{state}</p>
            <p id="target-fault" class="fault" role="alert">
                {move || finding.missing.get().then(|| desk.say(t::NEED_TARGET))}
            </p>
        </div>
        <ul class="matters targets" node_ref=list aria-label=desk.words(t::CHOICES)>
            <For
                each=move || found.get().into_iter().take(SHOWN)
                key=Target::key
                children=move |target| view! { <Row target finding/> }
            />
        </ul>
    }
}

#[component]
fn Row(target: Target, finding: Finding) -> impl IntoView {
    let desk = Desk::here();
    let Target { item, queue, name } = target.clone();
    let key = target.key();
    let is = {
        let key = key.clone();
        move || finding.chosen.with(|chosen| chosen.as_ref().is_some_and(|chosen| chosen.key() == key))
    };
    let letter = queue.to_string();
    let live = Memo::new(move |_| line(desk, &queue));
    let waits = move || {
        let lang = desk.lang.get();
        live.with(|live| {
            let live = live.as_ref()?;
            Some(desk.fill(t::WAIT_OF, &[&live.waiting.to_string(), &waiting_time(live.estimate, lang)]))
        })
    };
    let closed = move || {
        let reason = live.with(|live| live.as_ref().and_then(|live| live.reason));
        reason.filter(|_| !finding.bookable).map(|code: Code| {
            view! { <span class="chip paused">{desk.words(stopped(code))}</span> }
        })
    };
    let is_queue = item.is_none();
    view! {
        <li>
            <label class="check">
                <input
                    type="radio"
                    name="target"
                    value=key
                    prop:checked=is
                    on:change=move |_| {
                        finding.chosen.set(Some(target.clone()));
                        finding.missing.set(false);
                    }
                />
                <b class="letter">{letter}</b>
                <span>
                    <span class:strong=is_queue>{move || name.get(desk.lang.get()).to_owned()}</span>
                    {is_queue.then(|| view! { <small>{waits}</small> })}
                </span>
                {closed}
            </label>
        </li>
    }
}
