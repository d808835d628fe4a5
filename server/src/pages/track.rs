//! The phone page of a ticket: where it stands in its line, live, and what to do next. Who has the
//! code may also give the number back.

use super::layout::{PhonePage, alert, both, both_text, both_with};
use super::text;
use crate::app::App;
use crate::problem::{Path, Refused, status};
use crate::queue::Queue;
use crate::queue::http::{give_back, view};
use crate::queue::stream::{Frame, Open, hand_over};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::sse::{Event, Sse};
use axum::response::{IntoResponse, Redirect, Response};
use hall::api::TicketView;
use hall::board::TicketState;
use hall::code::Code;
use hall::id::TicketId;
use hall::profile::{Hall, ranges};
use hall::text::{Lang, Text};
use maud::{Markup, html};
use std::convert::Infallible;
use std::sync::Arc;
use tokio::sync::broadcast::error::RecvError;
use tokio_stream::wrappers::ReceiverStream;

/// Seconds between reloads where no script runs.
const RELOAD: u32 = 20;

/// `GET /t/{id}`.
pub async fn show(State(app): State<Arc<App>>, id: Result<Path<String>, Refused>) -> Response {
    match find(&app, &said(id)).await {
        Ok((id, queue, ticket)) => page(&app, &id, &queue, &ticket, None),
        Err(Refused(code)) => unknown(&app, code),
    }
}

/// `POST /t/{id}/cancel`: gives the number back and shows the ticket again.
pub async fn cancel(State(app): State<Arc<App>>, id: Result<Path<String>, Refused>) -> Response {
    let id = match find(&app, &said(id)).await {
        Ok((id, ..)) => id,
        Err(Refused(code)) => return unknown(&app, code),
    };
    match give_back(&app, &id).await {
        Ok(()) => Redirect::to(&format!("/t/{id}")).into_response(),
        Err(Refused(code)) => match view(&app, &id).await {
            Ok((queue, ticket)) => page(&app, &id, &queue, &ticket, Some(code)),
            Err(Refused(code)) => unknown(&app, code),
        },
    }
}

/// `GET /t/{id}/live`: the status again whenever it changes.
pub async fn live(State(app): State<Arc<App>>, Path(id): Path<String>) -> Result<Response, Refused> {
    let (id, queue, _) = find(&app, &id).await?;
    let open = Open::new(&app)?;
    let mut frames = queue.subscribe();
    let (events, stream) = tokio::sync::mpsc::channel::<Result<Event, Infallible>>(4);
    tokio::spawn(async move {
        let _until_here = open;
        let mut shown = String::new();
        loop {
            let Ok((_, ticket)) = view(&app, &id).await else { break };
            let around = Around::of(&queue, &ticket);
            let html = status_of(&id, &queue.hall, &ticket, &around).into_string();
            if html != shown {
                let data = serde_json::to_string(&html).unwrap_or_default();
                if !hand_over(&events, Ok(Event::default().event("status").data(data))).await {
                    break;
                }
                shown = html;
            }
            if around.has_ended(&ticket) {
                // it never changes again; the page stops listening
                hand_over(&events, Ok(Event::default().event("end").data("{}"))).await;
                return;
            }
            loop {
                let received = tokio::select! {
                    received = frames.recv() => received,
                    () = events.closed() => return,
                };
                match received.as_deref() {
                    Ok(Frame::Fact(..)) | Err(RecvError::Lagged(_)) => break,
                    Ok(Frame::Note(_)) => {
                        if !hand_over(&events, Ok(Event::default().event("beat").data("{}"))).await {
                            return;
                        }
                    }
                    Ok(Frame::End) | Err(RecvError::Closed) => return,
                }
            }
        }
    });
    // nginx must not hold events back
    Ok(([("x-accel-buffering", "no")], Sse::new(ReceiverStream::new(stream))).into_response())
}

/// The id of the address; what cannot even be read is an id that does not exist.
fn said(id: Result<Path<String>, Refused>) -> String {
    id.map(|Path(id)| id).unwrap_or_default()
}

async fn find(app: &App, id: &str) -> Result<(TicketId, Arc<Queue>, TicketView), Refused> {
    let id: TicketId = id.parse().map_err(|_| Code::UnknownTicket)?;
    let (queue, ticket) = view(app, &id).await?;
    Ok((id, queue, ticket))
}

/// What the live hall adds to a ticket.
struct Around {
    /// The windows that call from its queue now.
    windows: Vec<String>,
    /// The hall is stopped.
    stopped: bool,
    /// How often it may still come back after it was missed.
    returns: u8,
}

impl Around {
    fn of(queue: &Queue, ticket: &TicketView) -> Self {
        let (hall, live) = (&queue.hall, queue.live());
        let windows = live.board.windows_of(hall, &ticket.queue).map(|window| window.label.clone()).collect();
        let missed = live.board.ticket(&ticket.number).filter(|_| ticket.state == TicketState::Missed);
        let returns = missed.map_or(0, |missed| hall.rules.max_requeues.saturating_sub(missed.requeued));
        Self { windows, stopped: live.board.stopped, returns }
    }

    /// True when the ticket never changes again.
    const fn has_ended(&self, ticket: &TicketView) -> bool {
        match ticket.state {
            TicketState::Waiting | TicketState::Called | TicketState::Serving => false,
            TicketState::Missed => self.returns == 0,
            TicketState::Served | TicketState::Cancelled | TicketState::Expired => true,
        }
    }
}

fn page(app: &App, id: &TicketId, queue: &Queue, ticket: &TicketView, error: Option<Code>) -> Response {
    let (hall, around) = (&queue.hall, Around::of(queue, ticket));
    let ended = around.has_ended(ticket);
    let body = html! {
        @if let Some(code) = error { (alert(code)) }
        div #live aria-live="polite" data-live={ "/t/" (id) "/live" } { (status_of(id, hall, ticket, &around)) }
    };
    let script = if ended { None } else { app.site.url("track.js") };
    PhonePage {
        title: text::TRACK_TITLE,
        hall: &hall.name,
        phone: &hall.complaint_phone,
        status: error.map_or(StatusCode::OK, status),
        script,
        reload: if ended { None } else { Some(RELOAD) },
        body,
    }
    .into_response()
}

/// The part that changes.
fn status_of(id: &TicketId, hall: &Hall, ticket: &TicketView, around: &Around) -> Markup {
    let window = ticket.window.as_ref().map(ToString::to_string).unwrap_or_default();
    let queue = hall.queue(&ticket.queue);
    let called = ticket.state == TicketState::Called;
    let ended = around.has_ended(ticket);
    let then: Vec<&Text> =
        ticket.then.iter().filter_map(|prefix| hall.queue(prefix)).map(|queue| &queue.name).collect();
    html! {
        @if around.stopped && !ended { div.err { (both(Code::HallStopped.phrase())) } }
        div class={ "c" @if called { " now" } } {
            p { (both(text::YOUR_NUMBER)) }
            p.num { (ticket.number) }
            p.big role="status" {
                @match ticket.state {
                    TicketState::Waiting => (both(text::STATE_WAITING)),
                    TicketState::Called => (both_with(text::STATE_CALLED, &[&window])),
                    TicketState::Serving => (both_with(text::STATE_SERVING, &[&window])),
                    TicketState::Served => (both(text::STATE_SERVED)),
                    TicketState::Missed => (both(text::STATE_MISSED)),
                    TicketState::Cancelled => (both(text::STATE_CANCELLED)),
                    TicketState::Expired => (both(text::STATE_EXPIRED)),
                }
            }
            @if around.returns > 0 {
                p { (both_with(text::COME_BACK, &[&around.returns.to_string(), &hall.rules.requeue_behind.to_string()])) }
            }
            dl {
                @if let Some(queue) = queue { dt { (both(text::QUEUE)) } dd { (both_text(&queue.name)) } }
                @if let Some(ahead) = ticket.ahead { (waiting(ticket, ahead, around)) }
                @if !ended { (place(hall, ticket)) }
                @if !then.is_empty() { dt { (both(text::THEN)) } dd { @for name in then { div { (both_text(name)) } } } }
            }
        }
        @if ticket.ahead.is_some() {
            p.b { (both(if around.stopped { text::STAYS_VALID } else { text::KEEP_OPEN })) }
        }
        @match ticket.ratings.as_slice() {
            [only] if ended => p.a { a.k href=(path_of(&only.url)) { (both(text::RATE_NOW)) } },
            each => @for one in each { p.a { a.k href=(path_of(&one.url)) { (rate_of(&one.matter)) } } },
        }
        @if ticket.state == TicketState::Waiting {
            details.c {
                summary { (both(text::GIVE_UP)) }
                p { (both(text::GIVE_UP_HINT)) }
                form method="post" action={ "/t/" (id) "/cancel" } {
                    button.g type="submit" { (both(text::GIVE_UP_CONFIRM)) }
                }
            }
        }
    }
}

/// One of several services, by its name.
fn rate_of(matter: &Text) -> Markup {
    let name = |lang| text::RATE_MATTER.fill(lang, &[matter.get(lang)]);
    html! { (name(Lang::Zh)) " " span.e lang="en" { (name(Lang::En)) } }
}

/// What the line tells; in a hall that has stopped it promises nothing.
fn waiting(ticket: &TicketView, ahead: u32, around: &Around) -> Markup {
    let next_up = ahead == 0 && !around.stopped;
    html! {
        dt { (both(text::AHEAD)) }
        dd {
            @if next_up { (both(text::NEXT_UP)) } @else { (both_with(text::PEOPLE, &[&ahead.to_string()])) }
        }
        @if !around.stopped {
            dt { (both(text::WAIT)) }
            dd {
                @match ticket.estimate {
                    None => (both(text::WAIT_UNKNOWN)),
                    Some(wait) => (both_with(text::MINUTES, &[&wait.low_minutes.to_string(), &wait.high_minutes.to_string()])),
                }
            }
        }
        @if !around.windows.is_empty() { dt { (both(text::WINDOWS)) } dd { (ranges(&around.windows.iter().map(String::as_str).collect::<Vec<_>>()).join(" ")) } }
    }
}

/// Where to wait; once a ticket is called, where to go.
fn place(hall: &Hall, ticket: &TicketView) -> Markup {
    let zone = hall.queue(&ticket.queue).and_then(|queue| hall.zone(&queue.zone));
    let label = if ticket.state == TicketState::Waiting { text::WHERE } else { text::GO_WHERE };
    html! {
        @if let Some(zone) = zone {
            dt { (both(label)) }
            dd { (zone.floor.zh) " " (zone.name.zh) span.e lang="en" { (zone.name.en) ", " (zone.floor.en) } }
        }
    }
}

/// The rating page on this very server, whatever address phones use to reach it.
pub(super) fn path_of(url: &str) -> &str {
    url.find("/r/").and_then(|at| url.get(at..)).unwrap_or(url)
}

fn unknown(app: &App, code: Code) -> Response {
    let (title, detail) = match code {
        Code::UnknownTicket => (text::TICKET_UNKNOWN_TITLE, Some(text::TICKET_UNKNOWN)),
        other => (other.phrase(), None),
    };
    let hall = app.default_hall_name();
    let body = html! { @if let Some(detail) = detail { div.c { p { (both(detail)) } } } };
    PhonePage {
        title,
        hall: &hall,
        phone: app.complaint_phone(),
        status: status(code),
        script: None,
        reload: None,
        body,
    }
    .into_response()
}
