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
use hall::text::{Lang, Phrase};
use leptos::html::Iframe;
use leptos::prelude::*;

/// For so long the button says that it prints; a second sheet is not printed by a second tap.
const PRINTING_MS: u32 = 6_000;
/// A sheet that is not here by then does not come.
const LOADING_MS: u32 = 20_000;
/// What only the page of a guide's or a notice's sheet has: an answer that refuses has nothing to print.
const SHEET: &str = "main.sheet";

/// What has become of the sheet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sheet {
    /// Nobody asked for one.
    #[default]
    Unasked,
    /// On its way to the printer.
    Printing,
    /// Handed to the printer.
    Printed,
    /// There was none, or the device does not print.
    Failed,
}

/// What follows the address of a guide in a language.
const fn query(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "",
        Lang::En => "?lang=en",
    }
}

/// The button that prints a guide.
#[component]
pub fn Print(
    /// The matter.
    item: ItemId,
    /// What has become of its sheet, for a page that says so.
    #[prop(optional)]
    sheet: RwSignal<Sheet>,
) -> impl IntoView {
    let session = use_session();
    let hall = facts::of_hall(use_live(), |hall| hall.id.clone());
    let source = Signal::derive(move || {
        hall.get().map(|hall| format!("/g/{hall}/{item}/print{}", query(session.lang.get())))
    });
    view! { <PrintSheet source word=t::PRINT sheet /> }
}

/// The button that prints a sheet: it is loaded unseen, and the browser sends it to the printer.
#[component]
pub fn PrintSheet(
    /// The address of the sheet, once it is known.
    source: Signal<Option<String>>,
    /// What the button says.
    word: Phrase,
    /// What has become of the sheet, for a page that says so.
    #[prop(optional)]
    sheet: RwSignal<Sheet>,
) -> impl IntoView {
    let (session, visit) = (use_session(), use_visit());
    let address = RwSignal::new(None::<String>);
    let timer = StoredValue::new_local(None::<Timeout>);
    let busy = Signal::derive(move || sheet.get() == Sheet::Printing);
    let label = Signal::derive(move || {
        let word = match sheet.get() {
            Sheet::Unasked | Sheet::Printed => word,
            Sheet::Printing => t::PRINTING,
            Sheet::Failed => t::PRINT_AGAIN,
        };
        session.say(word).to_owned()
    });
    let tell = move |words: Phrase| visit.message.set(words.get(session.lang.get_untracked()).to_owned());
    let end = move |end: Sheet| {
        address.try_set(None);
        sheet.try_set(end);
    };
    let fail = move || {
        end(Sheet::Failed);
        tell(t::NOT_PRINTED);
    };
    let press = move |()| {
        let Some(source) = source.get_untracked() else { return };
        sheet.set(Sheet::Printing);
        address.set(Some(source));
        timer.set_value(Some(Timeout::new(LOADING_MS, fail)));
    };
    let frame = NodeRef::<Iframe>::new();
    let print = move |_| {
        timer.set_value(None);
        let frame = frame.get_untracked();
        let page = frame.as_ref().and_then(|frame| frame.content_document());
        let found = page.and_then(|page| page.query_selector(SHEET).ok().flatten());
        let window = frame.and_then(|frame| frame.content_window()).filter(|_| found.is_some());
        // refused where the device has printing switched off; the code for the phone stays
        if window.is_none_or(|window| window.print().is_err()) {
            return fail();
        }
        tell(t::PRINTING_MORE);
        timer.set_value(Some(Timeout::new(PRINTING_MS, move || end(Sheet::Printed))));
    };
    view! {
        <Button label icon=Icon::Printer busy on_press=press />
        {move || address.get().map(|src| view! {
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
        let (lang, elder) = (session.lang.get(), session.elder.get());
        // the guide on the phone begins in the size that was read here
        let size = match (elder, lang) {
            (false, _) => "",
            (true, Lang::Zh) => "?elder=true",
            (true, Lang::En) => "&elder=true",
        };
        let src = format!("/g/{hall}/{item}/qr.svg{}{size}", query(lang));
        Some(view! { <img class="carry-code" src=src alt=t::CARRY_CODE.get(lang) /> })
    };
    let sheet = RwSignal::new(Sheet::default());
    let note = move || match sheet.get() {
        Sheet::Unasked => None,
        Sheet::Printing | Sheet::Printed => Some(session.say(t::PRINTING_MORE)),
        Sheet::Failed => Some(session.say(t::NOT_PRINTED)),
    };
    view! {
        <section class="page carry">
            <Heading title=Signal::derive(|| t::CARRY_TITLE.text()) />
            <div class="carry-body">
                {code}
                <div class="carry-words">
                    <p class="carry-matter">{matter}</p>
                    <p class="fact-line"><Picture icon=Icon::Camera /><span>{session.words(t::CARRY_HOW)}</span></p>
                    <Print item=id sheet />
                    <p class="small carry-note">{note}</p>
                </div>
            </div>
        </section>
    }
}
