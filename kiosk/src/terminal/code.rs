//! A code that is on paper or on a phone: its QR code before the scanner, or its digits by touch or by keys (A47).
//! What it opens is asked by the page that wants it; nothing that was entered is kept.

use super::heading::Heading;
use super::route::Route;
use super::text as t;
use super::under_way;
use super::visit::use_visit;
use crate::live::{Failure, use_live};
use crate::page::focus;
use crate::session::use_session;
use crate::text::{PLEASE_WAIT, TRY_AGAIN};
use crate::ui::keyboard::entry::Entry;
use crate::ui::{Button, Digits, Icon, Look, Picture};
use gloo_timers::future::TimeoutFuture;
use hall::appointment::{CODE_DIGITS, grouped};
use hall::code::Code;
use hall::id::HallId;
use hall::text::Phrase;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Words that are said again are away for so long.
const AGAIN_MS: u32 = 150;

/// Where it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Standing {
    /// Digits are entered.
    #[default]
    Entering,
    /// Asked; no answer yet.
    Sending,
    /// No answer came, or the server could not say: this is asked again.
    Lost(String),
    /// The server said no.
    Refused(Failure),
    /// What was entered or scanned is no such code.
    NotRead,
}

impl Standing {
    /// Whether what was entered must be corrected (A28).
    fn is_of_code(&self) -> bool {
        match self {
            Self::NotRead => true,
            Self::Refused(failure) => matches!(
                failure.code(),
                Some(
                    Code::AppointmentUnknown
                        | Code::AppointmentTooEarly
                        | Code::AppointmentNotToday
                        | Code::AppointmentCancelled
                        | Code::AppointmentUsed
                        | Code::TokenUnknown
                        | Code::SlipUnknown
                )
            ),
            Self::Entering | Self::Sending | Self::Lost(_) => false,
        }
    }
}

/// The field of the code.
const FIELD: &str = ".digits-shown";

/// What the page says.
#[derive(Clone, Copy)]
pub struct Words {
    /// Its title.
    pub title: Phrase,
    /// How to enter a code.
    pub how: Phrase,
    /// What the digits are.
    pub code: Phrase,
    /// What its key does.
    pub go: Phrase,
    /// That it is no such code.
    pub not_read: Phrase,
    /// That no answer came.
    pub lost: Phrase,
    /// That this machine may not ask.
    pub not_enabled: Phrase,
    /// Another way, without a code.
    pub instead: Phrase,
}

/// The page.
#[component]
pub fn CodePage(
    /// What it says.
    words: Words,
    /// The picture of its key.
    icon: Icon,
    /// Where the other way leads.
    instead: Route,
    /// Where it stands; whoever asks tells it how the asking ended.
    standing: RwSignal<Standing>,
    /// Whether something entered or scanned is such a code at all.
    reads: fn(&str) -> bool,
    /// Asks for what was entered.
    #[prop(into)]
    ask: Callback<(HallId, String)>,
) -> impl IntoView {
    let (live, session, visit) = (use_live(), use_session(), use_visit());
    let entry = RwSignal::new(Entry::new(CODE_DIGITS));
    let slow = RwSignal::new(false);

    let send = move |entered: String| {
        let hall = live.hall.with_untracked(|hall| hall.as_ref().map(|view| view.hall.id.clone()));
        let Some(hall) = hall else { return standing.set(Standing::Lost(entered)) };
        if standing.get_untracked() == Standing::Sending {
            return;
        }
        if !reads(&entered) {
            // said again when it is so again (A28): the words go for a moment
            if standing.get_untracked() != Standing::NotRead {
                return standing.set(Standing::NotRead);
            }
            standing.set(Standing::Entering);
            return spawn_local(async move {
                TimeoutFuture::new(AGAIN_MS).await;
                standing.try_update(|standing| {
                    if *standing == Standing::Entering {
                        *standing = Standing::NotRead;
                    }
                });
            });
        }
        standing.set(Standing::Sending);
        under_way::begin(slow, move || {
            standing.try_with_untracked(|standing| *standing == Standing::Sending)
        });
        ask.run((hall, entered));
    };

    Effect::new(move || {
        if standing.with(Standing::is_of_code) {
            focus(FIELD);
        }
    });
    // a new digit begins anew: what was said about the last code is no longer true
    Effect::new(move |before: Option<String>| {
        let digits = entry.with(|entry| entry.digits().to_owned());
        let settled = standing.with_untracked(|standing| *standing != Standing::Sending);
        if before.is_some_and(|before| before != digits) && settled {
            standing.set(Standing::Entering);
        }
        digits
    });

    let digits = Memo::new(move |_| entry.with(|entry| entry.digits().to_owned()));
    let shown = move || grouped(&digits.with(|digits| format!("{digits:_<CODE_DIGITS$}")));
    let busy = Signal::derive(move || standing.with(|standing| *standing == Standing::Sending));
    let lost = Memo::new(move |_| {
        standing.with(|standing| match standing {
            Standing::Lost(entered) => Some(entered.clone()),
            _ => None,
        })
    });
    let off = Signal::derive(move || lost.with(Option::is_none) && !entry.with(Entry::is_complete));
    let press = move |()| send(lost.get_untracked().unwrap_or_else(|| digits.get_untracked()));
    let word = Signal::derive(move || {
        let word = if lost.with(Option::is_some) {
            TRY_AGAIN
        } else if busy.get() && slow.get() {
            PLEASE_WAIT
        } else {
            words.go
        };
        session.say(word).to_owned()
    });
    let trouble = move || {
        let lang = session.lang.get();
        let text = standing.with(|standing| match standing {
            Standing::Entering | Standing::Sending => None,
            Standing::NotRead => Some(words.not_read.get(lang).to_owned()),
            Standing::Lost(_) => Some(words.lost.get(lang).to_owned()),
            // nobody signs in at a kiosk: the machine has no token, or not the hall's
            Standing::Refused(failure) if failure.code() == Some(Code::Unauthenticated) => {
                Some(words.not_enabled.get(lang).to_owned())
            }
            Standing::Refused(failure) => Some(failure.text(lang)),
        });
        text.map(|text| view! { <p class="trouble"><Picture icon=Icon::Warning /><span>{text}</span></p> })
    };
    view! {
        <section class="page checkin">
            <Heading title=Signal::derive(move || words.title.text()) />
            <div class="checkin-body">
                <p class="lead checkin-lead">
                    <Picture icon=Icon::Code />
                    <span>{session.words(words.how)}</span>
                </p>
                <p
                    class="digits-shown"
                    role="textbox"
                    aria-readonly="true"
                    aria-live="polite"
                    aria-label=session.words(words.code)
                    aria-invalid=move || standing.with(Standing::is_of_code).then_some("true")
                    tabindex="-1"
                    data-private=""
                >
                    {shown}
                </p>
                <div class="take-trouble checkin-trouble" role="alert">{trouble}</div>
                <Digits
                    entry
                    on_enter=send
                    label=session.words(words.code)
                    erase=session.words(t::ERASE)
                    clear=session.words(t::CLEAR)
                />
                <div class="checkin-go">
                    <Button label=word icon look=Look::Primary on_press=press busy off />
                    <Button label=session.words(words.instead) on_press=visit.to(instead) />
                    // what was entered is of a person, who may leave at once (A38)
                    <Button label=session.words(t::END) on_press=move |()| visit.end() />
                </div>
            </div>
        </section>
    }
}
