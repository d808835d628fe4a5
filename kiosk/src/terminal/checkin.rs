//! Check-in with an appointment (R39): its QR code before the scanner, or its digits by touch or by keys,
//! and the number is there, without a second queue. Nothing that was entered is kept.

use super::attempt::is_unknown;
use super::code::{CodePage, Standing, Words};
use super::route::Route;
use super::text as t;
use super::visit::{Taken, use_visit};
use crate::live::{Call, Failure, api, use_live};
use crate::session::use_session;
use crate::ui::Icon;
use hall::api::{IssuedTicket, TicketRequest};
use hall::appointment::Named;
use hall::id::HallId;
use hall::text::Text;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What the page says.
const WORDS: Words = Words {
    title: t::CHECK_IN,
    how: t::CHECK_IN_HOW,
    code: t::CHECK_IN_CODE,
    go: t::CHECK_IN_NOW,
    not_read: t::CHECK_IN_NOT_READ,
    lost: t::UNREACHABLE,
    not_enabled: t::NOT_ENABLED,
    instead: t::NO_APPOINTMENT,
};

/// The page. A check-in needs no name of its own, as a number without appointment does (A40): an appointment
/// makes one ticket, however often somebody asks.
#[component]
pub fn CheckIn() -> impl IntoView {
    let (live, session, visit) = (use_live(), use_session(), use_visit());
    let standing = RwSignal::new(Standing::default());
    let ask = move |(hall, entered): (HallId, String)| {
        let appointment = match Named::read(&entered) {
            Some(Named::Code(code)) => Some(code),
            Some(Named::Id(id)) => Some(id.to_string()),
            None => None,
        };
        let request = TicketRequest { appointment, ..TicketRequest::default() };
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
        });
    };
    let reads = |entered: &str| Named::read(entered).is_some();
    view! { <CodePage words=WORDS icon=Icon::Ticket instead=Route::Queues standing reads ask /> }
}
