//! The phone page behind the code that hangs in a hall or at a window (domain §2.5): the hall or the window in general is
//! rated, without script and without knowing who was served. And the sheet on which that code is printed.

use super::layout::{both, both_text};
use super::rate::refused;
use super::rate_form::{Sent, Subject};
use super::text;
use crate::app::App;
use crate::client::Client;
use crate::problem::{Path, Refused};
use crate::qr;
use crate::rating::general::{About, fresh_key, rate};
use crate::staff::NoStaff;
use axum::body::Bytes;
use axum::extract::State;
use axum::extract::rejection::BytesRejection;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use hall::code::Code;
use hall::id::{HallId, RequestKey, WindowId};
use hall::profile::Hall;
use hall::rating::{Channel, Kind, Level};
use hall::text::Text;
use maud::{DOCTYPE, PreEscaped, html};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::sync::{Arc, LazyLock};

const STYLE: &str = include_str!("../../../assets/styles/code-sheet.css");

static STYLE_HASH: LazyLock<String> =
    LazyLock::new(|| data_encoding::BASE64.encode(&Sha256::digest(STYLE.as_bytes())));

/// What the address names.
#[derive(Debug, Deserialize)]
pub struct Named {
    hall: HallId,
    window: Option<WindowId>,
}

impl Named {
    fn path(&self) -> String {
        match &self.window {
            Some(window) => format!("/w/{}/{window}", self.hall),
            None => format!("/w/{}", self.hall),
        }
    }

    /// The hall, and what is rated in it.
    fn find(&self, app: &App) -> Result<(Arc<Hall>, Text), Code> {
        let hall = app.queue(&self.hall)?.hall.clone();
        let name = match &self.window {
            None => hall.name.clone(),
            Some(window) => hall.window(window).ok_or(Code::UnknownWindow)?.name.clone(),
        };
        Ok((hall, name))
    }

    fn subject<'a>(&self, hall: &'a Hall, name: &Text) -> Subject<'a> {
        let facts = html! {
            div.c {
                p { (both_text(name)) @if let Some(window) = &self.window { " " (window) } }
                p.b { (both(text::GENERAL)) }
            }
        };
        Subject { hall: &hall.name, phone: &hall.complaint_phone, action: self.path(), facts, skip: false }
    }
}

/// `GET /w/{hall}` and `/w/{hall}/{window}`: the form, named anew each time, so that one that is sent twice counts once.
pub async fn show(State(app): State<Arc<App>>, named: Result<Path<Named>, Refused>) -> Response {
    form(&app, named).unwrap_or_else(|Refused(code)| refused(&app, code))
}

fn form(app: &App, named: Result<Path<Named>, Refused>) -> Result<Response, Refused> {
    let Path(named) = named?;
    let (hall, name) = named.find(app)?;
    let sent = Sent::new(fresh_key()?.to_string());
    Ok(named.subject(&hall, &name).form(app, &sent, None))
}

/// `POST` there.
pub async fn submit(
    State(app): State<Arc<App>>,
    citizen: Result<NoStaff, Refused>,
    client: Client,
    named: Result<Path<Named>, Refused>,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    let Ok(body) = body else { return refused(&app, Code::BodyTooLarge) };
    let answer = async {
        citizen?;
        app.general_ratings.check(client)?;
        take(&app, &named?.0, &body).await
    };
    answer.await.unwrap_or_else(|Refused(code)| refused(&app, code))
}

async fn take(app: &App, named: &Named, body: &[u8]) -> Result<Response, Refused> {
    let (hall, name) = named.find(app)?;
    let subject = named.subject(&hall, &name);
    let sent = Sent::parse(body);
    let Ok(key) = sent.form.parse::<RequestKey>() else {
        let sent = sent.named(fresh_key()?.to_string());
        return Ok(subject.form(app, &sent, Some(Code::BadRequest)));
    };
    let rating = match sent.rating(app).and_then(|rating| rating.clone().check(&app.norm).map(|_| rating)) {
        _ if sent.change => return Ok(subject.form(app, &sent, None)),
        Err(code) => return Ok(subject.form(app, &sent, Some(code))),
        Ok(rating) => rating,
    };
    let negative = sent.level.is_some_and(Level::is_negative);
    if negative && !sent.confirmed {
        return Ok(subject.confirm(app, &sent));
    }
    let about = About {
        hall: &named.hall,
        window: named.window.as_ref(),
        kind: Kind::General,
        by: None,
        channel: Channel::Qr,
        key: &key,
    };
    match rate(app, &about, rating).await {
        Ok(_) | Err(Refused(Code::AlreadyRated)) => Ok(subject.thanks(negative)),
        Err(refused) => Err(refused),
    }
}

/// `GET /w/{hall}/sheet` and `/w/{hall}/{window}/sheet`: the code on a sheet A4, to hang up.
///
/// # Errors
/// `unknown_hall`, `unknown_window`.
pub async fn sheet(State(app): State<Arc<App>>, Path(named): Path<Named>) -> Result<Response, Refused> {
    let (hall, name) = named.find(&app)?;
    let code = qr::svg(&format!("{}{}", app.public_url, named.path()))?;
    let page = html! {
        (DOCTYPE)
        html lang="zh-CN" {
            head {
                meta charset="utf-8";
                meta name="robots" content="noindex, nofollow";
                title { (hall.name.zh) " " (text::SHEET_TITLE.zh) }
                link rel="icon" href="data:,";
                style { (PreEscaped(STYLE)) }
            }
            body {
                main {
                    p.hall { (both_text(&hall.name)) }
                    h1 { (both(text::SHEET_TITLE)) }
                    figure { (PreEscaped(code)) }
                    @if let Some(window) = &named.window { p.window { (window) } }
                    p.name { (both_text(&name)) }
                    p { (both(text::SHEET_HOW)) }
                    p.small { (both(text::RATE_VOLUNTARY)) }
                    p.small { (text::COMPLAINTS.zh) " " span lang="en" { (text::COMPLAINTS.en) } " " (hall.complaint_phone) }
                }
            }
        }
    };
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{}'; img-src data:; frame-ancestors 'none'",
        *STYLE_HASH
    );
    let mut response = (StatusCode::OK, page).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    Ok(response)
}
