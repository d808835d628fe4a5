//! The panel of those who wait for the window: in the order of the calls, with what each came for and
//! what may be done about them; and of those who were missed and may come back. Many are paged and can be
//! searched by number, so that the panel keeps its size.

use super::console::{Question, Work};
use super::context::Tone;
use super::steps::{Hold, Step};
use super::text as t;
use super::waitlist::Waiter;
use super::wire::{Deed, Waits};
use hall::id::{Number, WindowId};
use hall::text::{Phrase, Text};
use leptos::html;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlElement;

/// Rows of a page.
const ROWS: usize = 5;
/// The panel, for the key that leads there.
const PANEL: &str = "waiting";

/// Gives the focus to the panel.
pub fn focus_panel() {
    let panel = document().get_element_by_id(PANEL).and_then(|panel| panel.dyn_into::<HtmlElement>().ok());
    if let Some(panel) = panel {
        // without it the focus stays where it is
        let _ = panel.focus();
    }
}

/// Which list is shown, from where on, and what it is searched for.
#[derive(Clone, Copy)]
struct Shown {
    work: Work,
    missed: RwSignal<bool>,
    query: RwSignal<String>,
    page: RwSignal<usize>,
    /// Something was done with a row: when it goes, the focus must not go with it.
    acted: RwSignal<bool>,
}

impl Shown {
    fn count(self, missed: bool) -> usize {
        self.work.waiting.with(|all| all.iter().filter(|waiter| waiter.is_missed() == missed).count())
    }

    /// The numbers of the list that match.
    fn matching(self) -> Vec<Number> {
        let (missed, query) = (self.missed.get(), self.query.with(|query| query.trim().to_uppercase()));
        self.work.waiting.with(|all| {
            let of_list = all.iter().filter(|waiter| waiter.is_missed() == missed);
            let numbers = of_list.map(|waiter| &waiter.ticket.number);
            numbers.filter(|number| number.to_string().contains(&query)).cloned().collect()
        })
    }
}

/// Those who wait for a window.
#[component]
pub fn WaitingPanel(
    /// The window.
    work: Work,
) -> impl IntoView {
    let desk = work.desk;
    let shown = Shown {
        work,
        missed: RwSignal::new(false),
        query: RwSignal::new(String::new()),
        page: RwSignal::new(0),
        acted: RwSignal::new(false),
    };
    let matching = Memo::new(move |_| shown.matching());
    let pages = Memo::new(move |_| matching.with(Vec::len).div_ceil(ROWS).max(1));
    let page = Memo::new(move |_| shown.page.get().min(pages.get() - 1));
    let rows = Memo::new(move |_| {
        matching
            .with(|numbers| numbers.iter().skip(page.get() * ROWS).take(ROWS).cloned().collect::<Vec<_>>())
    });
    let panel = NodeRef::<html::Section>::new();
    keep_focus(shown, rows, panel);
    let none = move || match (shown.query.with(|query| query.trim().is_empty()), shown.missed.get()) {
        (false, _) => t::NO_SUCH_NUMBER,
        (true, false) => t::NOBODY,
        (true, true) => t::NOBODY_MISSED,
    };
    view! {
        <section class="card waiting" id=PANEL tabindex="-1" aria-labelledby="waiting-title" node_ref=panel>
            <h2 id="waiting-title">
                <span>{desk.words(t::WAITERS)}</span>
                <kbd aria-hidden="true">"W"</kbd>
            </h2>
            <div class="lists" role="group" aria-label=desk.words(t::WHICH)>
                <List shown missed=false phrase=t::WAITERS_OF/>
                <List shown missed=true phrase=t::MISSED_OF/>
                <input
                    type="search"
                    autocomplete="off"
                    spellcheck="false"
                    data-do="find-number"
                    aria-label=desk.words(t::FIND_NUMBER)
                    placeholder=desk.words(t::FIND_NUMBER)
                    prop:value=shown.query
                    on:input:target=move |event| {
                        shown.query.set(event.target().value());
                        shown.page.set(0);
                    }
                />
            </div>
            <Show when=move || rows.with(Vec::is_empty)>
                <p class="none">{move || desk.say(none())}</p>
            </Show>
            <ol class="waiters">
                <For each=move || rows.get() key=ToString::to_string children=move |number| view! { <Row shown number/> }/>
            </ol>
            <Show when=move || { pages.get() > 1 }>
                <Pager shown page pages/>
            </Show>
        </section>
    }
}

/// When the row in which something was done has gone, the focus goes to the panel.
fn keep_focus(shown: Shown, rows: Memo<Vec<Number>>, panel: NodeRef<html::Section>) {
    Effect::new(move || {
        rows.track();
        let asked = shown.work.question.with(Option::is_some);
        if asked || !shown.acted.get_untracked() {
            return;
        }
        // once the rows have been drawn; without a next frame nobody looks at them
        let _ = request_animation_frame(move || {
            let Some(panel) = panel.try_get_untracked().flatten() else { return };
            let lost = match (document().active_element(), document().body()) {
                (Some(active), Some(body)) => active.is_same_node(Some(&body)),
                (active, _) => active.is_none(),
            };
            if lost {
                shown.acted.set(false);
                // a panel that cannot take the focus leaves it where it is
                let _ = panel.focus();
            }
        });
    });
}

/// Chooses a list; says how many are on it.
#[component]
fn List(shown: Shown, missed: bool, phrase: Phrase) -> impl IntoView {
    let count = Memo::new(move |_| shown.count(missed));
    let choose = move |_| {
        shown.missed.set(missed);
        shown.page.set(0);
    };
    view! {
        <button
            class="btn"
            data-list=if missed { "missed" } else { "waiting" }
            aria-pressed=move || (shown.missed.get() == missed).to_string()
            on:click=choose
        >
            {move || shown.work.desk.fill(phrase, &[&count.get().to_string()])}
        </button>
    }
}

/// Back and on.
#[component]
fn Pager(shown: Shown, page: Memo<usize>, pages: Memo<usize>) -> impl IntoView {
    let desk = shown.work.desk;
    let is_first = move || page.get() == 0;
    let is_last = move || page.get() + 1 >= pages.get();
    let back = move |_| shown.page.set(page.get_untracked().saturating_sub(1));
    let on = move |_| shown.page.set((page.get_untracked() + 1).min(pages.get_untracked() - 1));
    view! {
        <nav class="pager" aria-label=desk.words(t::PAGING)>
            <button class="btn" data-do="earlier" aria-disabled=move || is_first().to_string() on:click=back>
                {desk.words(t::EARLIER)}
            </button>
            <span role="status">
                {move || desk.fill(t::PAGE_OF, &[&(page.get() + 1).to_string(), &pages.get().to_string()])}
            </span>
            <button class="btn" data-do="later" aria-disabled=move || is_last().to_string() on:click=on>
                {desk.words(t::LATER)}
            </button>
        </nav>
    }
}

/// One who waits, or may come back.
#[component]
fn Row(shown: Shown, number: Number) -> impl IntoView {
    let work = shown.work;
    let desk = work.desk;
    let label = number.to_string();
    let waiter = {
        let number = number.clone();
        // a row that is about to go keeps what it showed
        Memo::new(move |before: Option<&Option<Waiter>>| {
            let now = work.waiting.with(|all| all.iter().find(|one| one.ticket.number == number).cloned());
            now.or_else(|| before.cloned().flatten())
        })
    };
    let is = move |of: fn(&Waiter) -> bool| waiter.with(|waiter| waiter.as_ref().is_some_and(of));
    let minutes = move || {
        let rank = waiter.with(|waiter| waiter.as_ref().and_then(|waiter| waiter.ticket.rank));
        let (now, rank) = (desk.live.now.get()?, rank?);
        Some(desk.fill(t::WAITED, &[&(now.seconds_since(rank) / 60).to_string()]))
    };
    let matter = move || {
        let lang = desk.lang.get();
        waiter.with(|waiter| {
            let matter = waiter.as_ref().and_then(|waiter| waiter.ticket.matter.as_ref());
            matter.map(|matter| matter.get(lang).to_owned())
        })
    };
    // what was asked for and has not been granted
    let requested = Memo::new(move |_| {
        let class = waiter.with(|waiter| {
            let ticket = &waiter.as_ref()?.ticket;
            if ticket.priority { None } else { ticket.requested.clone() }
        })?;
        desk.hall.with(|hall| Some(hall.as_ref()?.priority(&class)?.name.clone()))
    });
    let asks = move || {
        requested.with(|name: &Option<Text>| {
            let lang = desk.lang.get();
            name.as_ref().map(|name| t::ASKS_FOR.fill(lang, &[name.get(lang)]))
        })
    };
    view! {
        <li data-ticket=label.clone()>
            <p class="line">
                <b>{label.clone()}</b>
                <span class="quiet">{minutes}</span>
                {move || is(|waiter| waiter.ticket.priority).then(|| view! {
                    <span class="chip first">{desk.words(t::PRIORITY)}</span>
                })}
                {move || is(|waiter| waiter.handed).then(|| view! {
                    <span class="chip handed">{desk.words(t::HANDED)}</span>
                })}
            </p>
            {move || asks().map(|words| view! { <p class="chip asks">{words}</p> })}
            <p class="quiet">{matter}</p>
            <Acts shown number waiter/>
        </li>
    }
}

/// What may be done about somebody.
#[component]
fn Acts(shown: Shown, number: Number, waiter: Memo<Option<Waiter>>) -> impl IntoView {
    let work = shown.work;
    let desk = work.desk;
    let missed = Memo::new(move |_| waiter.with(|waiter| waiter.as_ref().is_some_and(Waiter::is_missed)));
    let first =
        Memo::new(move |_| waiter.with(|waiter| waiter.as_ref().is_some_and(|one| one.ticket.priority)));
    let hold = Memo::new(move |_| {
        work.standing
            .with(|standing| work.rules.with(|rules| Step::Next.allowed(standing, rules, None)))
            .err()
            // whoever is still there when service ends may be called by hand
            .filter(|hold| !matches!(hold, Hold::Rests(_)))
    });
    let named = StoredValue::new(number.clone());
    let label =
        move |phrase: Phrase| named.with_value(|number| format!("{} {number}", phrase.get(desk.lang.get())));
    let free = move || work.busy.with_untracked(Option::is_none);
    let pick = move |_| {
        if let Some(hold) = hold.get_untracked() {
            desk.tell(Tone::Note, hold.text());
        } else if free() {
            shown.acted.set(true);
            work.question.set(Some(Question::Pick(named.get_value())));
        }
    };
    // the secret name comes with the server's word
    let ticket = move || {
        let id = waiter.with_untracked(|waiter| waiter.as_ref().and_then(|waiter| waiter.ticket.id.clone()));
        if id.is_none() {
            desk.tell(Tone::Note, t::DETAILS_LOADING.text());
        }
        id.map(|id| Waits { id, number: named.get_value() })
    };
    let prefer = move |_| {
        let Some(ticket) = ticket().filter(|_| free()) else { return };
        shown.acted.set(true);
        let requested = waiter.with_untracked(|waiter| waiter.as_ref()?.ticket.requested.clone());
        let question = if first.get_untracked() {
            Question::Withdraw(ticket)
        } else {
            Question::Grant(ticket, requested)
        };
        work.question.set(Some(question));
    };
    let again = move |_| {
        if let Some(ticket) = ticket() {
            shown.acted.set(true);
            work.run(Deed::Requeue(ticket));
        }
    };
    let waits = move || {
        let phrase = move || if first.get() { t::WITHDRAW } else { t::GRANT };
        view! {
            <button
                class="btn"
                data-do="pick"
                aria-haspopup="dialog"
                aria-label=move || label(t::PICK)
                aria-disabled=move || hold.get().is_some().to_string()
                on:click=pick
            >
                {desk.words(t::PICK)}
            </button>
            <button
                class="btn"
                data-do=move || if first.get() { "withdraw" } else { "grant" }
                aria-haspopup="dialog"
                aria-label=move || label(phrase())
                on:click=prefer
            >
                {move || desk.say(phrase())}
            </button>
        }
    };
    let gone = move || {
        view! {
            <button class="btn" data-do="requeue" aria-label=move || label(t::REQUEUE) on:click=again>
                {desk.words(t::REQUEUE)}
            </button>
        }
    };
    view! {
        <div class="acts">
            {move || if missed.get() { gone().into_any() } else { waits().into_any() }}
        </div>
    }
}

/// Asks the server about those of whom only the board has told, whenever there are such.
pub fn follow(work: Work, window: WindowId) {
    let tasks = super::tasks::Tasks::new();
    let unknown = Memo::new(move |_| {
        work.waiting.with(|all| {
            let unknown = all.iter().filter(|waiter| waiter.ticket.id.is_none());
            unknown.map(|waiter| waiter.ticket.number.clone()).collect::<Vec<_>>()
        })
    });
    Effect::new(move || {
        // what could not be asked is asked again when the connection is whole
        let fresh = work.desk.live.link.get().is_fresh();
        if fresh && unknown.with(|unknown| !unknown.is_empty()) {
            let window = window.clone();
            tasks.spawn(async move {
                if let Ok(list) = super::wire::waiting(window).await {
                    work.known.set(list.items);
                }
            });
        }
    });
}
