//! Check-in with an appointment (R39): its QR code before the scanner, or its digits by touch or by keys,
//! and the number is there, without a second queue. Nothing that was entered is kept.

use super::attempt::is_unknown;
use super::heading::Heading;
use super::route::Route;
use super::text as t;
use super::visit::{Taken, use_visit};
use crate::live::{Call, Failure, api, use_live};
use crate::page::focus;
use crate::session::use_session;
use crate::text::{PLEASE_WAIT, TRY_AGAIN};
use crate::ui::keyboard::entry::Entry;
use crate::ui::{Button, Digits, Icon, Look, Picture};
use gloo_timers::future::TimeoutFuture;
use hall::api::{IssuedTicket, TicketRequest};
use hall::appointment::{CODE_DIGITS, Named, grouped};
use hall::code::Code;
use hall::text::Text;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// After this long a word says that it is under way (A41).
const SLOW_MS: u32 = 1_000;

/// Where a check-in stands. It needs no name of its own, as a number without appointment does (A40): an
/// appointment makes one ticket, however often somebody asks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum Standing {
    /// Digits are entered.
    #[default]
    Entering,
    /// Asked; no answer yet.
    Sending,
    /// No answer came, or the server could not say: this is asked again.
    Lost(String),
    /// The server said no.
    Refused(Failure),
    /// What was entered or scanned is no appointment's.
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
                )
            ),
            Self::Entering | Self::Sending | Self::Lost(_) => false,
        }
    }
}

/// The field of the code.
const CODE: &str = ".digits-shown";

/// The page.
#[component]
pub fn CheckIn() -> impl IntoView {
    let (live, session, visit) = (use_live(), use_session(), use_visit());
    let entry = RwSignal::new(Entry::new(CODE_DIGITS));
    let standing = RwSignal::new(Standing::default());
    let slow = RwSignal::new(false);

    let send = move |entered: String| {
        let hall = live.hall.with_untracked(|hall| hall.as_ref().map(|view| view.hall.id.clone()));
        let Some(hall) = hall else { return };
        if standing.get_untracked() == Standing::Sending {
            return;
        }
        let Some(named) = Named::read(&entered) else {
            standing.set(Standing::NotRead);
            return focus(CODE);
        };
        standing.set(Standing::Sending);
        slow.set(false);
        spawn_local(async move {
            TimeoutFuture::new(SLOW_MS).await;
            if standing.try_with_untracked(|standing| *standing == Standing::Sending) == Some(true) {
                slow.try_set(true);
            }
        });
        let appointment = match named {
            Named::Code(code) => code,
            Named::Id(id) => id.to_string(),
        };
        let request = TicketRequest { appointment: Some(appointment), ..TicketRequest::default() };
        let turn = visit.turn.get_value();
        // not bound to this page: who goes back while the answer is on its way still gets the ticket
        spawn_local(async move {
            let answer = api::send::<_, IssuedTicket>(&Call::IssueTicket(hall), &request, None).await;
            if visit.turn.try_get_value() != Some(turn) {
                // the person has left. The ticket is not given back: whoever checks in again gets it again
                return;
            }
            let failure = match answer {
                Ok(Some(issued)) => {
                    let lang = session.lang.get_untracked();
                    visit.message.set(t::TICKET_TAKEN.fill(lang, &[&issued.number.to_string()]));
                    let matter = live.hall.with_untracked(|hall| {
                        let queue = hall.as_ref().and_then(|view| view.hall.queue(&issued.queue));
                        queue.map_or_else(Text::default, |queue| queue.name.clone())
                    });
                    visit.ticket.set(Some(Taken { issued, matter, priority: None }));
                    return visit.go(&Route::Ticket);
                }
                Ok(None) => Failure::Unreachable,
                Err(failure) => failure,
            };
            let lost = is_unknown(&failure);
            standing.try_set(if lost { Standing::Lost(entered) } else { Standing::Refused(failure) });
            if standing.try_with_untracked(Standing::is_of_code) == Some(true) {
                focus(CODE);
            }
        });
    };

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
            t::CHECK_IN_NOW
        };
        session.say(word).to_owned()
    });
    let trouble = move || {
        let lang = session.lang.get();
        let text = standing.with(|standing| match standing {
            Standing::Entering | Standing::Sending => None,
            Standing::NotRead => Some(t::CHECK_IN_NOT_READ.get(lang).to_owned()),
            Standing::Lost(_) => Some(t::UNREACHABLE.get(lang).to_owned()),
            // nobody signs in at a kiosk: the machine has no token, or not the hall's
            Standing::Refused(failure) if failure.code() == Some(Code::Unauthenticated) => {
                Some(t::NOT_ENABLED.get(lang).to_owned())
            }
            Standing::Refused(failure) => Some(failure.text(lang)),
        });
        text.map(|text| view! { <p class="trouble"><Picture icon=Icon::Warning /><span>{text}</span></p> })
    };
    view! {
        <section class="page checkin">
            <Heading title=Signal::derive(|| t::CHECK_IN.text()) />
            <div class="checkin-body">
                <p class="lead checkin-lead">
                    <Picture icon=Icon::Code />
                    <span>{session.words(t::CHECK_IN_HOW)}</span>
                </p>
                <p
                    class="digits-shown"
                    role="textbox"
                    aria-readonly="true"
                    aria-live="polite"
                    aria-label=session.words(t::CHECK_IN_CODE)
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
                    label=session.words(t::CHECK_IN_CODE)
                    erase=session.words(t::ERASE)
                    clear=session.words(t::CLEAR)
                />
                <div class="checkin-go">
                    <Button
                        label=word
                        icon=Icon::Ticket
                        look=Look::Primary
                        on_press=press
                        busy
                        off
                    />
                    <Button
                        label=session.words(t::NO_APPOINTMENT)
                        on_press=visit.to(Route::Queues)
                    />
                    // what was entered is of a person, who may leave at once (A38)
                    <Button label=session.words(t::END) on_press=move |()| visit.end() />
                </div>
            </div>
        </section>
    }
}
