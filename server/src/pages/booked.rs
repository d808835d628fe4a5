//! The phone page of an appointment: its code, large and as a QR code of this very page, when and where to
//! come, and a way to give the seat back that asks once more (A60). Names and numbers are masked.

use super::layout::{PhonePage, alert, both, both_text, both_with};
use super::text;
use crate::app::App;
use crate::appointments::{self, find, view};
use crate::problem::{Path, Refused, status};
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use hall::api::{AppointmentState, AppointmentView};
use hall::appointment::grouped;
use hall::code::Code;
use hall::dates;
use hall::hours::Period;
use hall::moment::Moment;
use hall::profile::Hall;
use hall::text::Lang;
use maud::{Markup, PreEscaped, html};
use std::sync::Arc;

/// `GET /b/{id}`.
pub async fn show(State(app): State<Arc<App>>, id: Result<Path<String>, Refused>) -> Response {
    shown(&app, &said(id), None).await.unwrap_or_else(|Refused(code)| refused(&app, code))
}

/// `POST /b/{id}/cancel`: gives the seat back and shows the appointment again.
pub async fn cancel(State(app): State<Arc<App>>, id: Result<Path<String>, Refused>) -> Response {
    let id = said(id);
    match appointments::cancel(&app, &id, None).await {
        Ok(row) => Redirect::to(&format!("/b/{}", row.id)).into_response(),
        Err(Refused(Code::AppointmentUnknown)) => refused(&app, Code::AppointmentUnknown),
        Err(Refused(code)) => {
            shown(&app, &id, Some(code)).await.unwrap_or_else(|Refused(code)| refused(&app, code))
        }
    }
}

/// `GET /b/{id}/qr.svg`: the code of this page alone, for a desk that shows it to the citizen.
///
/// # Errors
/// `appointment_unknown`, or `unavailable`.
pub async fn code(State(app): State<Arc<App>>, Path(id): Path<String>) -> Result<Response, Refused> {
    let row = find(&app, &id).await?;
    let picture = crate::qr::svg(&appointments::url(&app, &row.id))?;
    Ok(([(header::CONTENT_TYPE, "image/svg+xml")], picture).into_response())
}

/// The id of the address; what cannot even be read is an id that does not exist.
fn said(id: Result<Path<String>, Refused>) -> String {
    id.map(|Path(id)| id).unwrap_or_default()
}

async fn shown(app: &App, id: &str, error: Option<Code>) -> Result<Response, Refused> {
    let appointment = view(app, &find(app, id).await?, true)?;
    let queue = app.queue(&appointment.hall)?;
    let title = match appointment.state {
        AppointmentState::Booked => text::BOOKED_TITLE,
        AppointmentState::Arrived => text::BOOKED_ARRIVED,
        AppointmentState::Cancelled => text::BOOKED_CANCELLED,
        AppointmentState::Expired => text::BOOKED_EXPIRED,
    };
    let body = html! {
        @if let Some(code) = error { (alert(code)) }
        @match appointment.state {
            AppointmentState::Booked => (waiting(&queue.hall, &appointment)?),
            AppointmentState::Arrived => {
                (facts(&queue.hall, &appointment))
                @if let Some(ticket) = &appointment.ticket {
                    p.a { a.k href={ "/t/" (ticket) } { (both(text::BOOKED_TICKET)) } }
                }
            }
            AppointmentState::Cancelled | AppointmentState::Expired => {
                (facts(&queue.hall, &appointment))
                p.b { (both(text::BOOK_FREE)) }
                p.a { a.k href={ "/book/" (queue.hall.id) } { (both(text::BOOK_AGAIN)) } }
            }
        }
    };
    Ok(PhonePage {
        title,
        hall: &queue.hall.name,
        phone: &queue.hall.complaint_phone,
        status: error.map_or(StatusCode::OK, status),
        script: None,
        reload: None,
        body,
    }
    .into_response())
}

/// Code, QR code, when and where, and the way to give the seat back.
fn waiting(hall: &Hall, appointment: &AppointmentView) -> Result<Markup, Code> {
    let qr = crate::qr::svg(&appointment.url)?;
    let label = format!("{} {}", text::BOOKED_QR.zh, text::BOOKED_QR.en);
    Ok(html! {
        div.c {
            p { (both(text::BOOKED_CODE)) }
            p.num.code { (grouped(&appointment.code)) }
            div.qr role="img" aria-label=(label) { (PreEscaped(qr)) }
            p.b { (both(text::BOOKED_HOW)) }
        }
        (facts(hall, appointment))
        details.c {
            summary { (both(text::BOOKED_CANCEL)) }
            p { (both(text::BOOKED_CANCEL_HINT)) }
            form method="post" action={ "/b/" (appointment.id) "/cancel" } {
                button.g type="submit" { (both(text::BOOKED_CANCEL_CONFIRM)) }
            }
        }
    })
}

fn facts(hall: &Hall, appointment: &AppointmentView) -> Markup {
    let zone = hall.queue(&appointment.queue).and_then(|queue| hall.zone(&queue.zone));
    let day = dates::short(appointment.day);
    let slot = Period { from: appointment.from, to: appointment.to }.label();
    // a slot just after midnight is checked in for on the day before
    let time = |at: Moment| match at.day() == appointment.day {
        true => at.hh_mm(),
        false => format!("{} {}", at.day(), at.hh_mm()),
    };
    let (opens, ends) = (time(appointment.check_in_from), time(appointment.check_in_until));
    let who: Vec<&str> =
        [&appointment.name, &appointment.phone].into_iter().filter_map(|part| part.as_deref()).collect();
    html! {
        div.c {
            dl {
                dt { (both(text::QUEUE)) } dd { (both_text(&appointment.queue_name)) }
                dt { (both(text::BOOKED_WHEN)) }
                dd { (day.get(Lang::Zh)) " " (slot) span.e lang="en" { (day.get(Lang::En)) ", " (slot) } }
                @if appointment.state == AppointmentState::Booked {
                    dt { (both(text::BOOKED_CHECK_IN)) }
                    dd { (both_with(text::BOOKED_BETWEEN, &[&opens, &ends])) }
                }
                @if let Some(zone) = zone {
                    dt { (both(text::WHERE)) }
                    dd { (zone.floor.zh) " " (zone.name.zh) span.e lang="en" { (zone.name.en) ", " (zone.floor.en) } }
                }
                dt { (both(text::BOOKED_ADDRESS)) } dd { (both_text(&hall.address)) }
                @if !who.is_empty() { dt { (both(text::BOOKED_WHO)) } dd { (who.join(" ")) } }
            }
        }
    }
}

fn refused(app: &App, code: Code) -> Response {
    let hall = app.default_hall_name();
    let title = if code == Code::AppointmentUnknown { text::BOOKED_UNKNOWN } else { code.phrase() };
    let body = html! {
        p.b { (both(text::BOOK_FREE)) }
        p.a { a.k href="/book" { (both(text::BOOK_AGAIN)) } }
    };
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
