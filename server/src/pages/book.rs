//! The phone pages that book an appointment (R39): queue, day, then slot with name and telephone number, all
//! without script (A71). What was chosen stands in the address; names and numbers only in forms. Nobody has
//! to book: every page says that one may just come (R40).

use super::layout::{PhonePage, alert, both, both_text, both_with};
use super::text;
use crate::app::App;
use crate::appointments::{Wish, book, slots, today};
use crate::client::Client;
use crate::problem::{Path, Query, Refused, status};
use axum::body::Bytes;
use axum::extract::State;
use axum::extract::rejection::BytesRejection;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use hall::api::SlotView;
use hall::appointment::{NAME_MAX, days};
use hall::code::Code;
use hall::dates;
use hall::hours::Period;
use hall::id::{HallId, RequestKey};
use hall::moment::Day;
use hall::profile::{Hall, Queue};
use hall::text::Phrase;
use maud::{Markup, html};
use serde::Deserialize;
use std::sync::Arc;

/// What was chosen so far.
#[derive(Debug, Default, Deserialize)]
pub struct Chosen {
    queue: Option<String>,
    day: Option<String>,
}

/// A form as it was sent.
#[derive(Clone, Default)]
struct Sent {
    queue: String,
    day: String,
    from: Option<u16>,
    name: String,
    phone: String,
    key: String,
}

impl Sent {
    fn parse(body: &[u8]) -> Self {
        let mut sent = Self::default();
        for (name, value) in form_urlencoded::parse(body) {
            match name.as_ref() {
                "queue" => sent.queue = value.into_owned(),
                "day" => sent.day = value.into_owned(),
                "from" => sent.from = value.parse().ok(),
                "name" => sent.name = value.into_owned(),
                "phone" => sent.phone = value.into_owned(),
                "key" => sent.key = value.into_owned(),
                _ => {}
            }
        }
        sent
    }
}

/// `GET /book`: the hall, where there is more than one.
pub async fn start(State(app): State<Arc<App>>) -> Response {
    if app.halls.len() == 1 {
        return Redirect::to(&format!("/book/{}", app.default_hall())).into_response();
    }
    let body = html! {
        @for queue in app.queues() { a.o href={ "/book/" (queue.hall.id) } { span { (both_text(&queue.hall.name)) } } }
    };
    let (hall, phone) = (app.default_hall_name(), app.complaint_phone());
    PhonePage {
        title: text::BOOK_TITLE,
        hall: &hall,
        phone,
        status: StatusCode::OK,
        script: None,
        reload: None,
        body,
    }
    .into_response()
}

/// `GET /book/{hall}?queue=&day=`: the next step.
pub async fn show(
    State(app): State<Arc<App>>,
    hall: Result<Path<HallId>, Refused>,
    chosen: Result<Query<Chosen>, Refused>,
) -> Response {
    let Query(chosen) = chosen.unwrap_or(Query(Chosen::default()));
    let shown = match (chosen.queue, chosen.day) {
        (None, _) => queues(&app, hall),
        (Some(queue), None) => calendar(&app, hall, &queue).await,
        (Some(queue), Some(day)) => {
            let key = crate::queue::new_ticket_id().map(|id| id.to_string()).unwrap_or_default();
            let sent = Sent { queue, day, key, ..Sent::default() };
            form(&app, hall, &sent, None).await
        }
    };
    shown.unwrap_or_else(|Refused(code)| refused(&app, code))
}

/// `POST /book/{hall}`: the form comes back; leads to the appointment's own page.
pub async fn submit(
    State(app): State<Arc<App>>,
    client: Client,
    hall: Result<Path<HallId>, Refused>,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    let Ok(body) = body else { return refused(&app, Code::BodyTooLarge) };
    let sent = Sent::parse(&body);
    match take(&app, client, hall, &sent).await {
        Ok(at) => Redirect::to(&at).into_response(),
        Err((hall, code)) => {
            let again = form(&app, hall.map(Path).ok_or(Refused(code)), &sent, Some(code)).await;
            again.unwrap_or_else(|Refused(code)| refused(&app, code))
        }
    }
}

/// Books, and names the page to go to; or gives back the hall, when it is one, and why not.
async fn take(
    app: &App,
    client: Client,
    hall: Result<Path<HallId>, Refused>,
    sent: &Sent,
) -> Result<String, (Option<HallId>, Code)> {
    let Path(hall) = hall.map_err(|Refused(_)| (None, Code::UnknownHall))?;
    let refuse = |code: Code| (Some(hall.clone()), code);
    app.bookings.check(client).map_err(refuse)?;
    let wish = Wish {
        queue: sent.queue.parse().map_err(|_| refuse(Code::UnknownQueue))?,
        item: None,
        day: sent.day.parse().map_err(|_| refuse(Code::SlotUnknown))?,
        from: sent.from.ok_or_else(|| refuse(Code::SlotUnknown))?,
        name: sent.name.clone(),
        phone: sent.phone.clone(),
    };
    // the same form sent twice books one seat
    let key: Option<RequestKey> = sent.key.parse().ok();
    let row = book(app, &hall, wish, None, key.as_ref()).await.map_err(|Refused(code)| refuse(code))?;
    Ok(format!("/b/{}", row.id))
}

fn page(hall: &Hall, title: Phrase, status: StatusCode, body: Markup) -> Response {
    let (name, phone) = (&hall.name, hall.complaint_phone.as_str());
    PhonePage { title, hall: name, phone, status, script: None, reload: None, body }.into_response()
}

/// The queues that take appointments.
fn queues(app: &App, hall: Result<Path<HallId>, Refused>) -> Result<Response, Refused> {
    let queue = app.queue(&known(hall)?)?;
    let hall = &queue.hall;
    let open: Vec<&Queue> = hall.queues.iter().filter(|queue| queue.appointments.is_some()).collect();
    let body = html! {
        p.b { (both(text::BOOK_FREE)) }
        @if open.is_empty() { div.c { p { (both(Code::NoAppointments.phrase())) } } }
        @for queue in open {
            a.o href={ "/book/" (hall.id) "?queue=" (queue.prefix) } { span { (both_text(&queue.name)) } }
        }
    };
    Ok(page(hall, text::BOOK_TITLE, StatusCode::OK, body))
}

/// The days of a queue, and how many seats are left on each.
async fn calendar(app: &App, hall: Result<Path<HallId>, Refused>, prefix: &str) -> Result<Response, Refused> {
    let id = known(hall)?;
    let queue = app.queue(&id)?;
    let line = line(&queue.hall, prefix)?;
    let mut open = Vec::new();
    for day in days(&queue.hall, line, today(app, &id)?, queue.now()) {
        let free: u32 =
            slots(app, &id, &line.prefix, day).await?.iter().map(|slot| u32::from(slot.free)).sum();
        open.push((day, free));
    }
    let body = html! {
        (chosen(line, None))
        @if open.iter().all(|(_, free)| *free == 0) { div.c { p { (both(text::BOOK_NONE_LEFT)) } } }
        @for (day, free) in open {
            @if free > 0 {
                a.o href={ "/book/" (id) "?queue=" (line.prefix) "&day=" (day) } {
                    span { (both_text(&dates::short(day))) }
                    span.r { (both_with(text::BOOK_LEFT, &[&free.to_string()])) }
                }
            }
        }
        p.a { a.g href={ "/book/" (id) } { (both(text::BOOK_BACK)) } }
    };
    Ok(page(&queue.hall, text::BOOK_DAY_TITLE, StatusCode::OK, body))
}

/// The slots of a day and who comes.
async fn form(
    app: &App,
    hall: Result<Path<HallId>, Refused>,
    sent: &Sent,
    error: Option<Code>,
) -> Result<Response, Refused> {
    let id = known(hall)?;
    let queue = app.queue(&id)?;
    let line = line(&queue.hall, &sent.queue)?;
    let day: Day = sent.day.parse().map_err(|_| Code::SlotUnknown)?;
    let slots = slots(app, &id, &line.prefix, day).await?;
    let back = format!("/book/{id}?queue={}", line.prefix);
    let body = html! {
        @if let Some(code) = error { (alert(code)) }
        (chosen(line, Some(day)))
        @if slots.iter().all(|slot| slot.free == 0) {
            div.c { p { (both(text::BOOK_NONE_LEFT)) } }
            p.a { a.g href=(back) { (both(text::BOOK_BACK)) } }
        } @else {
            form method="post" action={ "/book/" (id) } accept-charset="utf-8" {
                input type="hidden" name="queue" value=(line.prefix);
                input type="hidden" name="day" value=(day);
                input type="hidden" name="key" value=(sent.key);
                fieldset {
                    legend { (both(text::BOOK_SLOT)) }
                    @for slot in slots.iter().filter(|slot| slot.free > 0) { (slot_option(slot, sent.from)) }
                }
                h2 { label for="name" { (both(text::BOOK_NAME)) } }
                input type="text" id="name" name="name" autocomplete="name" maxlength=(NAME_MAX) value=(sent.name)
                    aria-invalid=[invalid(error, Code::NameInvalid)];
                (fault(error, Code::NameInvalid))
                h2 { label for="phone" { (both(text::BOOK_PHONE)) } }
                input type="tel" id="phone" name="phone" autocomplete="tel" maxlength="24" value=(sent.phone)
                    aria-invalid=[invalid(error, Code::PhoneInvalid)];
                (fault(error, Code::PhoneInvalid))
                p.b { (both(text::BOOK_PRIVACY)) }
                div.a {
                    a.g href=(back) { (both(text::BOOK_BACK)) }
                    button.k type="submit" { (both(text::BOOK_SUBMIT)) }
                }
            }
        }
    };
    Ok(page(&queue.hall, text::BOOK_FORM_TITLE, error.map_or(StatusCode::OK, status), body))
}

fn invalid(error: Option<Code>, code: Code) -> Option<&'static str> {
    (error == Some(code)).then_some("true")
}

/// What is wrong with a field, said at the field too.
fn fault(error: Option<Code>, code: Code) -> Markup {
    html! { @if error == Some(code) { p.f { (both(code.phrase())) } } }
}

fn slot_option(slot: &SlotView, chosen: Option<u16>) -> Markup {
    let id = format!("s{}", slot.from);
    html! {
        label.o for=(id) {
            input type="radio" name="from" id=(id) value=(slot.from) checked[chosen == Some(slot.from)];
            span { (Period { from: slot.from, to: slot.to }.label()) }
            span.r { (both_with(text::BOOK_LEFT, &[&slot.free.to_string()])) }
        }
    }
}

/// What was chosen before.
fn chosen(queue: &Queue, day: Option<Day>) -> Markup {
    html! {
        div.c {
            dl {
                dt { (both(text::QUEUE)) } dd { (both_text(&queue.name)) }
                @if let Some(day) = day { dt { (both(text::BOOK_DAY)) } dd { (both_text(&dates::short(day))) } }
            }
        }
    }
}

fn known(hall: Result<Path<HallId>, Refused>) -> Result<HallId, Code> {
    hall.map(|Path(hall)| hall).map_err(|_| Code::UnknownHall)
}

fn line<'a>(hall: &'a Hall, prefix: &str) -> Result<&'a Queue, Code> {
    let prefix = prefix.parse().map_err(|_| Code::UnknownQueue)?;
    let line = hall.queue(&prefix).ok_or(Code::UnknownQueue)?;
    if line.appointments.is_some() { Ok(line) } else { Err(Code::NoAppointments) }
}

/// No such hall or queue, or one that takes no appointments.
fn refused(app: &App, code: Code) -> Response {
    let hall = app.default_hall_name();
    let body = html! {
        div.c { p { (both(code.phrase())) } }
        p.a { a.g href="/book" { (both(text::BOOK_BACK)) } }
    };
    PhonePage {
        title: text::BOOK_TITLE,
        hall: &hall,
        phone: app.complaint_phone(),
        status: status(code),
        script: None,
        reload: None,
        body,
    }
    .into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_read_and_strange_fields_are_not() {
        let sent = Sent::parse("queue=A&day=2026-11-25&from=540&name=%E5%BC%A0&phone=138&x=1".as_bytes());
        assert_eq!((sent.queue.as_str(), sent.from, sent.name.as_str()), ("A", Some(540), "张"));
        assert_eq!(Sent::parse(b"from=-1").from, None);
    }
}
