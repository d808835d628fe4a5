//! The counter (导办台): a clerk gives out a number or makes an appointment for a citizen who cannot or does
//! not want to use the kiosk or a phone. A dialog over any page of the desk, so that a window keeps what it
//! shows; `G` opens it, Escape closes it.

mod book;
mod bookings;
mod finder;
mod give;
mod outcome;
mod target;
pub mod text;

use self::text as t;
use super::context::Desk;
use super::dialog::Modal;
use super::tasks::Tasks;
pub use finder::focus;

use book::Book;
use bookings::Bookings;
use give::Give;
use hall::text::Phrase;
use leptos::prelude::*;

/// What is done here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tab {
    Give,
    Book,
    Bookings,
}

/// Numbers and appointments for citizens at the counter.
#[component]
pub fn Counter() -> impl IntoView {
    let desk = Desk::here();
    let open = Memo::new(move |_| desk.counter.get());
    let title = Signal::derive(move || desk.say(t::COUNTER).to_owned());
    // it outlives the dialog: a number that was asked for is given out all the same
    let tasks = Tasks::new();
    desk.following.want();
    view! {
        <Modal open title wide=true on_close=move || desk.counter.set(false)>
            {view! { <Tabs tasks/> }.into_any()}
        </Modal>
    }
}

#[component]
fn Tabs(tasks: Tasks) -> impl IntoView {
    let desk = Desk::here();
    let tab = RwSignal::new(Tab::Give);
    let button = move |value: Tab, phrase: Phrase, id: &'static str| {
        view! {
            <button
                type="button"
                class="btn"
                data-tab=id
                aria-pressed=move || (tab.get() == value).to_string()
                on:click=move |_| tab.set(value)
            >
                {desk.words(phrase)}
            </button>
        }
    };
    view! {
        <div class="tabs" role="group" aria-label=desk.words(t::TABS)>
            {button(Tab::Give, t::TAB_GIVE, "give")}
            {button(Tab::Book, t::TAB_BOOK, "book")}
            {button(Tab::Bookings, t::TAB_BOOKED, "bookings")}
            <span class="fill"></span>
            <button type="button" class="btn" data-do="counter-close" on:click=move |_| desk.counter.set(false)>
                {desk.words(super::text::CLOSE)}
            </button>
        </div>
        {move || match tab.get() {
            Tab::Give => view! { <Give tasks/> }.into_any(),
            Tab::Book => view! { <Book tasks/> }.into_any(),
            Tab::Bookings => view! { <Bookings tasks/> }.into_any(),
        }}
    }
}
