//! Takes a guide along: to print it with one touch, or on a phone, whose camera reads the code (R19, R20).

use super::super::facts;
use super::super::heading::Heading;
use super::super::list::name_of;
use super::super::route::Route;
use super::super::text as t;
use super::super::visit::use_visit;
use crate::live::use_live;
use crate::session::use_session;
use crate::ui::{Button, Icon, Picture};
use gloo_timers::callback::Timeout;
use hall::id::ItemId;
use hall::text::Lang;
use leptos::html::Iframe;
use leptos::prelude::*;

/// For so long the button says that it prints; a second sheet is not printed by a second tap.
const PRINTING_MS: u32 = 6_000;

/// What follows the address of a guide in a language.
const fn query(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "",
        Lang::En => "?lang=en",
    }
}

/// The button that prints a guide: the sheet is loaded unseen, and the browser sends it to the printer.
#[component]
pub fn Print(
    /// The matter.
    item: ItemId,
) -> impl IntoView {
    let (session, visit) = (use_session(), use_visit());
    let hall = facts::of_hall(use_live(), |hall| hall.id.clone());
    let sheet = RwSignal::new(None::<String>);
    let done = StoredValue::new_local(None::<Timeout>);
    let busy = Signal::derive(move || sheet.with(Option::is_some));
    let label =
        Signal::derive(move || session.say(if busy.get() { t::PRINTING } else { t::PRINT }).to_owned());
    let press = move |()| {
        let Some(hall) = hall.get_untracked() else { return };
        let lang = session.lang.get_untracked();
        sheet.set(Some(format!("/g/{hall}/{item}/print{}", query(lang))));
        visit.message.set(t::PRINTING_MORE.get(lang).to_owned());
        done.set_value(Some(Timeout::new(PRINTING_MS, move || {
            sheet.try_set(None);
        })));
    };
    let frame = NodeRef::<Iframe>::new();
    let print = move |_| {
        let window = frame.get_untracked().and_then(|frame| frame.content_window());
        if let Some(window) = window {
            // refused only where the device has printing switched off; the code for the phone stays
            let _ = window.print();
        }
    };
    view! {
        <Button label icon=Icon::Printer busy on_press=press />
        {move || sheet.get().map(|src| view! {
            <iframe node_ref=frame class="sheet" title=t::PRINT.get(session.lang.get_untracked()) tabindex="-1" aria-hidden="true" src=src on:load=print></iframe>
        })}
    }
}

/// The button that leads to the code.
#[component]
pub fn ToPhone(
    /// The matter.
    item: ItemId,
) -> impl IntoView {
    let (session, visit) = (use_session(), use_visit());
    view! { <Button label=session.words(t::TO_PHONE) icon=Icon::Code on_press=visit.to(Route::Carry(item)) /> }
}

/// The page with the code.
#[component]
pub fn Carry(
    /// The matter.
    id: ItemId,
) -> impl IntoView {
    let (session, visit) = (use_session(), use_visit());
    let hall = facts::of_hall(use_live(), |hall| hall.id.clone());
    let item = id.clone();
    let name = Memo::new(move |_| name_of(visit, &item));
    let matter = move || name.get().map(|name| name.get(session.lang.get()).to_owned());
    let item = id.clone();
    let code = move || {
        let hall = hall.get()?;
        let lang = session.lang.get();
        let src = format!("/g/{hall}/{item}/qr.svg{}", query(lang));
        Some(view! { <img class="carry-code" src=src alt=t::CARRY_CODE.get(lang) /> })
    };
    view! {
        <section class="page carry">
            <Heading title=Signal::derive(|| t::CARRY_TITLE.text()) />
            <div class="carry-body">
                {code}
                <div class="carry-words">
                    <p class="carry-matter">{matter}</p>
                    <p class="fact-line"><Picture icon=Icon::Camera /><span>{session.words(t::CARRY_HOW)}</span></p>
                    <Print item=id />
                    <p class="small">{session.words(t::PRINTING_MORE)}</p>
                </div>
            </div>
        </section>
    }
}
