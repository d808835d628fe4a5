//! The phone page behind the rating code (A71–A75): the form of [`super::rate_form`] for one service, once; afterwards what
//! was answered.

use super::layout::{PhonePage, both, both_text};
use super::rate_form::{Sent, Subject};
use super::text;
use crate::app::App;
use crate::orders::{Answer, answer};
use crate::problem::{Path, Refused, status};
use crate::rating::{Rateable, look_up, rate};
use crate::staff::NoStaff;
use axum::body::Bytes;
use axum::extract::State;
use axum::extract::rejection::BytesRejection;
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use hall::code::Code;
use hall::rating::{Channel, Level};
use hall::text::Phrase;
use maud::{Markup, html};
use std::sync::Arc;

/// Asks for the form of a second rating.
const AGAIN: &str = "again";

/// `GET /r/{token}`: the form. Reading, also by link scanners, never uses the code up (A73).
pub async fn show(State(app): State<Arc<App>>, token: Result<Path<String>, Refused>, uri: Uri) -> Response {
    let token = said(token);
    match look_up(&app, &token).await {
        // who rated reads the answer also when the code is too old to rate by
        Err(Refused(Code::TokenExpired)) => match answer(&app, &token).await {
            Ok(Some((rateable, answer))) => already(&token, &rateable, Some(&answer)),
            Ok(None) => refused(&app, Code::TokenExpired),
            Err(Refused(code)) => refused(&app, code),
        },
        Err(Refused(code)) => refused(&app, code),
        Ok(rateable) if rateable.rated && !meant_again(&rateable, &uri) => {
            rated(&app, &token, &rateable).await
        }
        Ok(rateable) if uri.query() == Some("skip") => {
            let body = html! {
                p { (both(text::SKIPPED)) }
                p.a { a.g href=(path(&token)) { (both(text::RATE_NOW)) } }
            };
            page(&rateable, text::SKIPPED_TITLE, StatusCode::OK, body)
        }
        Ok(rateable) => subject(&token, &rateable).form(&app, &Sent::default(), None),
    }
}

/// `POST /r/{token}`: the form comes back.
pub async fn submit(
    State(app): State<Arc<App>>,
    citizen: Result<NoStaff, Refused>,
    token: Result<Path<String>, Refused>,
    uri: Uri,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    let token = said(token);
    if let Err(Refused(code)) = citizen {
        return refused(&app, code);
    }
    let Ok(body) = body else { return refused(&app, Code::BodyTooLarge) };
    let rateable = match look_up(&app, &token).await {
        Err(Refused(code)) => return refused(&app, code),
        Ok(rateable) if rateable.rated && !meant_again(&rateable, &uri) => {
            return rated(&app, &token, &rateable).await;
        }
        Ok(rateable) => rateable,
    };
    let sent = Sent::parse(&body);
    if sent.change {
        return subject(&token, &rateable).form(&app, &sent, None);
    }
    let rating = match sent.rating(&app).and_then(|rating| rating.clone().check(&app.norm).map(|_| rating)) {
        Err(code) => return subject(&token, &rateable).form(&app, &sent, Some(code)),
        Ok(rating) => rating,
    };
    let negative = sent.level.is_some_and(Level::is_negative);
    if negative && !sent.confirmed {
        return subject(&token, &rateable).confirm(&app, &sent);
    }
    match rate(&app, &token, rating, Channel::Qr, None).await {
        Ok(_) => subject(&token, &rateable).thanks(negative),
        Err(Refused(Code::AlreadyRated)) => rated(&app, &token, &rateable).await,
        Err(Refused(code)) => subject(&token, &rateable).form(&app, &sent, Some(code)),
    }
}

/// Whether a second rating is asked for, and may be given.
fn meant_again(rateable: &Rateable, uri: &Uri) -> bool {
    rateable.again && uri.query() == Some(AGAIN)
}

/// The code of the address; what cannot even be read is a code that does not exist.
fn said(token: Result<Path<String>, Refused>) -> String {
    token.map(|Path(token)| token).unwrap_or_default()
}

fn path(token: &str) -> String {
    format!("/r/{token}")
}

/// The service, as its pages say it.
fn subject<'a>(token: &str, rateable: &'a Rateable) -> Subject<'a> {
    let facts = html! {
        div.c {
            dl {
                dt { (both(text::MATTER)) } dd { (both_text(&rateable.matter)) }
                dt { (both(text::WINDOW)) } dd { (rateable.row.window) }
            }
        }
    };
    // what is rated once more needs no way past it
    let (action, skip) =
        if rateable.rated { (format!("{}?{AGAIN}", path(token)), false) } else { (path(token), true) };
    Subject { hall: &rateable.hall, phone: &rateable.phone, action, facts, skip }
}

fn page(rateable: &Rateable, title: Phrase, status: StatusCode, body: Markup) -> Response {
    let (hall, phone) = (&rateable.hall, rateable.phone.as_str());
    PhonePage { title, hall, phone, status, script: None, reload: None, body }.into_response()
}

/// What is said of a service that has been rated.
async fn rated(app: &App, token: &str, rateable: &Rateable) -> Response {
    match answer(app, token).await {
        Ok(found) => already(token, rateable, found.map(|(_, answer)| answer).as_ref()),
        Err(Refused(code)) => refused(app, code),
    }
}

/// The rating is there; of a bad one what was answered, or that it is looked into (R46).
fn already(token: &str, rateable: &Rateable, answer: Option<&Answer>) -> Response {
    let body = html! {
        div.c role="status" { p { (both(text::ALREADY)) } }
        @match answer {
            Some(Answer { reply: Some(reply), ended }) => {
                h2 { (both(text::REPLY)) }
                div.c { p { (reply) } }
                @if *ended { p { (both(text::REPLY_ENDED)) } }
                @if rateable.again { p.a { a.g href={ (path(token)) "?" (AGAIN) } { (both(text::RATE_AGAIN)) } } }
            }
            Some(Answer { reply: None, .. }) => { div.c { p { (both(text::REPLY_LATER)) } } }
            None => {}
        }
    };
    page(rateable, text::ALREADY_TITLE, status(Code::AlreadyRated), body)
}

/// Unknown and expired codes look alike to a person.
pub(super) fn refused(app: &App, code: Code) -> Response {
    let (title, body) = match code {
        Code::TokenUnknown | Code::TokenExpired => {
            (text::NOT_VALID_TITLE, html! { div.c { p { (both(text::NOT_VALID)) } } })
        }
        other => (other.phrase(), html! {}),
    };
    let (hall, phone) = (app.default_hall_name(), app.complaint_phone());
    PhonePage { title, hall: &hall, phone, status: status(code), script: None, reload: None, body }
        .into_response()
}
