//! Takes one number: for a matter, a theme or a queue. Says before how long it will take and where to
//! go, takes exactly one however often it is tapped (A40), and says what to do when it fails.

use super::attempt::{Attempt, fresh_key, is_unknown};
use super::documents::Documents;
use super::facts;
use super::priority::AskPriority;
use super::refusal::said;
use super::route::Route;
use super::text as t;
use super::under_way;
use super::visit::{Taken, use_visit};
use super::wait;
use crate::live::{Call, Failure, Live, api, use_live};
use crate::session::use_session;
use crate::ui::{Button, Icon, Look, Picture};
use hall::api::{IssuedTicket, QueueView, TicketRequest, TicketView};
use hall::code::Code;
use hall::id::Prefix;
use hall::text::{Phrase, Text};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The card with the button that takes a number.
#[component]
pub fn Take(
    /// What is asked for.
    request: TicketRequest,
    /// The queue it will wait in; all of them when it goes from one to the next.
    queues: Vec<Prefix>,
    /// What the ticket is for, to show on it.
    matter: Text,
    /// Why to press, where that is not plain.
    #[prop(optional, into)]
    lead: Option<Phrase>,
    /// Without the queue's name: it is the page's title.
    #[prop(optional)]
    untitled: bool,
    /// What the button says.
    label: Phrase,
    /// Further buttons.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let (live, session, visit) = (use_live(), use_session(), use_visit());
    let known = visit.unsettled.with_value(|unsettled| unsettled.name(&request));
    let attempt = RwSignal::new(known.map_or(Attempt::Idle, Attempt::Lost));
    let slow = RwSignal::new(false);
    let closed = closed(live, queues.clone());
    let off = Signal::derive(move || closed.get().is_some());
    let busy = Signal::derive(move || attempt.with(Attempt::is_sending));
    // what was asked for once is asked for again as it was
    let settled = Signal::derive(move || {
        off.get() || attempt.with(|attempt| matches!(attempt, Attempt::Sending(_) | Attempt::Lost(_)))
    });

    let take = move |()| {
        let hall = live.hall.with_untracked(|hall| hall.as_ref().map(|view| view.hall.id.clone()));
        let Some(hall) = hall else { return };
        let Some(key) = attempt.try_update(|attempt| attempt.begin(fresh_key)).flatten() else { return };
        under_way::begin(slow, move || attempt.try_with_untracked(Attempt::is_sending));
        let wished = || {
            let wished = visit.wishes.with_untracked(|wishes| wishes.with_priority(&request));
            visit.documents.with_untracked(|documents| documents.attach(wished))
        };
        // from now on this request has this name, also for a card that is shown before the answer comes
        let request = visit.unsettled.try_update_value(|unsettled| unsettled.ask(&key, wished));
        let Some(request) = request else { return };
        let matter = matter.clone();
        let turn = visit.turn.get_value();
        // not bound to this card: who goes back while the answer is on its way still gets the ticket
        spawn_local(async move {
            let call = Call::IssueTicket(hall);
            let answer = api::send::<_, IssuedTicket>(&call, &request, Some(&key)).await;
            if visit.turn.try_get_value() != Some(turn) {
                // the person has left: nobody else may see this number, and nobody will come for it
                if let Ok(Some(issued)) = answer {
                    let back = Call::CancelTicket(issued.id);
                    let _ = api::send::<_, TicketView>(&back, &serde_json::json!({}), None).await;
                }
                return;
            }
            let known = || {
                visit.unsettled.try_update_value(|unsettled| unsettled.settle(&key));
            };
            let failure = match answer {
                Ok(Some(issued)) => {
                    known();
                    let lang = session.lang.get_untracked();
                    visit.message.set(t::TICKET_TAKEN.fill(lang, &[&issued.number.to_string()]));
                    visit.wishes.update(|wishes| wishes.fulfil(&request));
                    let priority = request.priority.and_then(|class| class.parse().ok());
                    visit.ticket.set(Some(Taken { issued, matter, priority }));
                    return visit.go(&Route::Ticket);
                }
                Ok(None) => Failure::Unreachable,
                Err(failure) => failure,
            };
            if !is_unknown(&failure) {
                known();
            }
            // the guide has changed since: what was answered and ticked does not fit it any more
            if matches!(failure.code(), Some(Code::AnswersInvalid | Code::DocumentUnknown)) {
                visit.documents.update(Documents::forget);
            }
            slow.try_set(false);
            attempt.try_update(|attempt| attempt.failed(failure));
        });
    };

    // the facts of one queue; of several, each stands with its matter
    let queues = <[Prefix; 1]>::try_from(queues).ok().map(|[queue]| queue);
    let word = under_way::word(session, attempt, slow, label);
    let trouble = move || {
        let lang = session.lang.get();
        let refused = closed.get().map(|code| said(code).get(lang).to_owned());
        let text = attempt.with(|attempt| match attempt {
            Attempt::Lost(_) => Some(t::UNREACHABLE.get(lang).to_owned()),
            // nobody signs in at a kiosk: the machine has no token, or not the hall's
            Attempt::Refused(failure) if failure.code() == Some(Code::Unauthenticated) => {
                Some(t::NOT_ENABLED.get(lang).to_owned())
            }
            Attempt::Refused(failure) => Some(failure.text(lang)),
            Attempt::Idle | Attempt::Sending(_) => refused,
        });
        text.map(|text| view! { <p class="trouble"><Picture icon=Icon::Warning /><span>{text}</span></p> })
    };
    view! {
        <section class="take" aria-label=session.words(label)>
            <div class="take-facts">
                {lead.map(|lead| view! { <p class="take-lead">{session.words(lead)}</p> })}
                {queues.map(|queue| view! { <QueueFacts queue untitled /> })}
            </div>
            <div class="take-action">
                <Button label=word icon=Icon::Ticket look=Look::Primary on_press=take busy off />
            </div>
            <div class="take-more">{children.map(|children| children())}<AskPriority off=settled /></div>
            <div class="take-trouble" role="alert">{trouble}</div>
        </section>
    }
}

/// Why no number is given out, when that is known beforehand. A later queue that is used up for today does
/// not matter: it gives out no number of its own.
fn closed(live: Live, queues: Vec<Prefix>) -> Memo<Option<Code>> {
    let several = queues.len() > 1;
    let views: Vec<_> = queues.into_iter().map(|queue| facts::queue(live, queue)).collect();
    Memo::new(move |_| {
        let reason = |view: &Memo<_>| view.with(|view: &Option<QueueView>| view.as_ref()?.reason);
        views.iter().filter_map(reason).find(|code| !several || *code != Code::QuotaReached)
    })
}

/// How many wait in a queue, how long that takes, and where it is served.
#[component]
pub fn QueueFacts(
    /// Which.
    queue: Prefix,
    /// Without its name.
    untitled: bool,
) -> impl IntoView {
    let (live, session) = (use_live(), use_session());
    let prefix = queue.clone();
    let named = facts::of_hall(live, move |hall| hall.queue(&prefix).map(|queue| queue.short.clone()));
    let name = move || named.get().flatten().map(|name| name.get(session.lang.get()).to_owned());
    let view = facts::queue(live, queue.clone());
    let waiting = move || {
        view.get().map(|view| {
            let lang = session.lang.get();
            let unknown = (view.open && view.estimate.is_none()).then(|| t::NO_WINDOW.get(lang));
            view! {
                <p>{facts::unbroken(Icon::Users, wait::line(view.waiting, view.estimate, lang))}</p>
                {unknown.map(|text| view! { <p class="fact-line"><Picture icon=Icon::Info /><span>{text}</span></p> })}
            }
        })
    };
    let prefix = queue;
    let place = facts::of_board(live, move |board, hall| {
        let queue = hall.queue(&prefix)?;
        let lang = session.lang.get();
        Some(wait::place(board, hall, queue, lang).at(|place| &place.floor))
    });
    view! {
        {(!untitled).then(|| view! { <p class="take-queue">{name}</p> })}
        {waiting}
        <p class="fact-line take-place"><Picture icon=Icon::Pin /><span>{move || place.get().flatten()}</span></p>
    }
}
