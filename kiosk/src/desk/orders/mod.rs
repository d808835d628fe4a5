//! The work orders of bad ratings, for supervisors (R46, R50): which there are and how urgent, what was said and done
//! about one, and the next steps that this person may take. What may be done comes with the order from the server.

mod act;
mod order;
pub mod text;

use self::text as t;
use super::accounts::moment;
use super::context::Desk;
use super::notice::NoticeLine;
use super::tasks::Tasks;
use super::text as shared;
use super::wire;
use crate::text::date;
use act::ActDialog;
use hall::api::{OrderPage, OrderView, OrderWhich};
use hall::text::{Lang, Phrase};
use leptos::prelude::*;
use order::OrderCard;

/// Which orders, in the order of the list.
const WHICH: [(OrderWhich, &str, Phrase); 3] = [
    (OrderWhich::Open, "open", t::OPEN),
    (OrderWhich::Closed, "closed", t::CLOSED),
    (OrderWhich::All, "all", t::ALL),
];

/// The orders as they are known, which one is looked at, and what is asked about it.
#[derive(Clone, Copy)]
pub(super) struct Book {
    desk: Desk,
    tasks: Tasks,
    /// Which question was the last.
    turn: StoredValue<u32>,
    which: RwSignal<OrderWhich>,
    /// After which order each page begins, up to the one that is shown.
    pages: RwSignal<Vec<Option<i64>>>,
    page: RwSignal<Option<OrderPage>>,
    chosen: RwSignal<Option<i64>>,
    /// The step that is being taken.
    asked: RwSignal<Option<String>>,
    busy: RwSignal<bool>,
}

impl Book {
    /// Asks for the page that is chosen.
    fn fetch(self) {
        let (which, after) =
            (self.which.get_untracked(), self.pages.with_untracked(|pages| pages.last().copied().flatten()));
        let turn = self.turn.get_value() + 1;
        self.turn.set_value(turn);
        self.tasks.spawn(async move {
            let answer = wire::orders(which, after).await;
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
        self.chosen.set(None);
        self.fetch();
    }

    /// The order that is looked at.
    fn order(self) -> Option<OrderView> {
        let id = self.chosen.get()?;
        self.page.with(|page| page.as_ref()?.items.iter().find(|order| order.id == id).cloned())
    }
}

/// The page.
#[component]
pub fn Orders() -> impl IntoView {
    let desk = Desk::here();
    let book = Book {
        desk,
        tasks: Tasks::new(),
        turn: StoredValue::new(0),
        which: RwSignal::new(OrderWhich::Open),
        pages: RwSignal::new(vec![None]),
        page: RwSignal::new(None),
        chosen: RwSignal::new(None),
        asked: RwSignal::new(None),
        busy: RwSignal::new(false),
    };
    book.fetch();
    let head = move |phrase: Phrase| view! { <th scope="col">{desk.words(phrase)}</th> };
    let none = move || {
        book.page.with(|page| match page {
            None => Some(t::LOADING),
            Some(page) if page.items.is_empty() => Some(t::NOTHING),
            Some(_) => None,
        })
    };
    view! {
        <div class="overview orders">
            <NoticeLine/>
            <section class="card" aria-labelledby="orders-title">
                <div class="ratings-head">
                    <h1 id="orders-title">{desk.words(t::ORDERS)}</h1>
                    <Choices book/>
                </div>
                <p class="quiet">{desk.words(t::HINT)}</p>
                <div class="scroll">
                    <table class="list order-lines">
                        <thead>
                            <tr>
                                {head(t::RATED_AT)} {head(t::WHERE)} {head(t::MATTER)} {head(t::LEVEL)} {head(t::STATE)}
                                {head(t::DUE)} <td></td>
                            </tr>
                        </thead>
                        <tbody>
                            {move || {
                                let items = book.page.with(|page| page.as_ref().map(|page| page.items.clone()));
                                items.unwrap_or_default().into_iter().map(|order| view! { <Line book order/> }).collect_view()
                            }}
                        </tbody>
                    </table>
                </div>
                <p class="none" role="status">{move || none().map(|phrase| desk.say(phrase))}</p>
                <Pager book/>
            </section>
            {move || book.order().map(|order| view! { <OrderCard book order/> })}
        </div>
        <ActDialog book/>
    }
}

/// Open ones, closed ones, or all.
#[component]
fn Choices(book: Book) -> impl IntoView {
    let desk = book.desk;
    let option = move |(which, name, phrase): (OrderWhich, &'static str, Phrase)| {
        view! { <option value=name selected=move || book.which.get() == which>{desk.words(phrase)}</option> }
    };
    let choose = move |value: &str| {
        if let Some((which, ..)) = WHICH.into_iter().find(|(_, name, _)| *name == value) {
            book.which.set(which);
            book.anew();
        }
    };
    view! {
        <span class="fill"></span>
        <label class="inline">
            <span>{desk.words(t::SHOW)}</span>
            <select data-do="orders-which" on:change:target=move |event| choose(&event.target().value())>
                {WHICH.map(option).collect_view()}
            </select>
        </label>
        <button class="btn" data-do="orders-refresh" on:click=move |_| book.fetch()>{desk.words(shared::REFRESH)}</button>
    }
}

#[component]
fn Line(book: Book, order: OrderView) -> impl IntoView {
    let desk = book.desk;
    let id = order.id;
    let (light, due, level) = (order.light, order.due, order.level);
    let (rated_at, state, window, item) = (order.rated_at, order.state, order.window, order.item);
    let last = move |lang: Lang| due.map(|due| date(due.day, lang));
    let words = level_phrase(level.get());
    view! {
        <tr data-order=id.to_string() data-state=state.phrase().zh>
            <td class="when"><time>{move || moment(rated_at, desk.lang.get())}</time></td>
            <td><b class="letter">{window.map(|window| window.to_string())}</b></td>
            <th scope="row">{move || item.get(desk.lang.get()).to_owned()}</th>
            <td>{desk.words(words)}</td>
            <td>{move || state.phrase().get(desk.lang.get())}</td>
            <td>
                {move || last(desk.lang.get())}
                {light.map(|light| view! { " " <span class="chip" data-light=format!("{light:?}").to_lowercase()>{desk.words(light.phrase())}</span> })}
            </td>
            <td>
                <button
                    class="btn"
                    data-do="order-open"
                    aria-pressed=move || (book.chosen.get() == Some(id)).to_string()
                    on:click=move |_| book.chosen.set(Some(id))
                >
                    {desk.words(t::LOOK)}
                </button>
            </td>
        </tr>
    }
}

/// What a bad level is called.
fn level_phrase(level: u8) -> Phrase {
    if level == 1 { shared::LEVEL_1 } else { shared::LEVEL_2 }
}

/// Newer and older.
#[component]
fn Pager(book: Book) -> impl IntoView {
    let desk = book.desk;
    let is_first = move || book.pages.with(|pages| pages.len() <= 1);
    let next = move || book.page.with(|page| page.as_ref().and_then(|page| page.next));
    let back = move |_| {
        book.pages.update(|pages| {
            if pages.len() > 1 {
                pages.pop();
            }
        });
        book.fetch();
    };
    let on = move |_| {
        if let Some(next) = untrack(next) {
            book.pages.update(|pages| pages.push(Some(next)));
            book.fetch();
        }
    };
    view! {
        <Show when=move || !is_first() || next().is_some()>
            <div class="pager">
                <button class="btn" data-do="orders-back" aria-disabled=move || is_first().to_string() on:click=back>
                    {desk.words(t::EARLIER)}
                </button>
                <button class="btn" data-do="orders-next" aria-disabled=move || next().is_none().to_string() on:click=on>
                    {desk.words(t::LATER)}
                </button>
            </div>
        </Show>
    }
}
