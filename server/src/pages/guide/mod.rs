//! The guide of a matter as a citizen takes it along: the phone page behind the terminal's code (R20) and
//! the sheet that is printed (R19). Both draw the one template of [`hall::catalog::guide`], in one language
//! with a switch, without script (A71), and may be kept and asked for again by their tag.

mod draw;
mod phone;
mod sheet;

use super::layout::PhonePage;
use super::text;
use crate::app::{App, InService};
use crate::problem::{Path, Query, Refused, status};
use crate::site::accepts;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use flate2::{Compression, write::GzEncoder};
use hall::catalog::guide::{Around, Guide};
use hall::catalog::{Item, ItemState};
use hall::code::Code;
use hall::id::{HallId, ItemId};
use hall::moment::Day;
use hall::text::Lang;
use maud::{Markup, html};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::io::Write;
use std::sync::Arc;

/// How it is wanted; what cannot be read is as if it were not there.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    lang: Lang,
    #[serde(default)]
    size: sheet::Size,
}

type Named = Result<Path<(String, String)>, Refused>;

/// `GET /g/{hall}/{item}?lang=`: the phone page.
pub async fn show(
    State(app): State<Arc<App>>,
    named: Named,
    asked: Result<Query<Asked>, Refused>,
    headers: HeaderMap,
) -> Response {
    page(&app, named, asked, |found| phone::page(found).send(&headers))
}

/// `GET /g/{hall}/{item}/print?lang=&size=`: the sheet.
pub async fn print(
    State(app): State<Arc<App>>,
    named: Named,
    asked: Result<Query<Asked>, Refused>,
    headers: HeaderMap,
) -> Response {
    page(&app, named, asked, |found| match sheet::page(found) {
        Ok(sheet) => sheet.send(&headers),
        Err(code) => unknown(&app, code),
    })
}

/// `GET /g/{hall}/{item}/qr.svg?lang=`: the code of the phone page.
///
/// # Errors
/// `unknown_hall`, `unknown_item`.
pub async fn code(
    State(app): State<Arc<App>>,
    named: Named,
    asked: Result<Query<Asked>, Refused>,
) -> Result<Response, Refused> {
    let (hall, item) = find(&app, named)?;
    let Asked { lang, .. } = said(asked);
    let picture = crate::qr::svg(&address(&app, &hall.queue.hall.id, &item.id, lang))?;
    let headers = [(header::CONTENT_TYPE, "image/svg+xml"), (header::CACHE_CONTROL, "no-cache")];
    Ok((headers, picture).into_response())
}

/// The address of a guide that phones reach.
fn address(app: &App, hall: &HallId, item: &ItemId, lang: Lang) -> String {
    format!("{}/g/{hall}/{item}{}", app.public_url, if lang == Lang::En { "?lang=en" } else { "" })
}

/// What a rendering needs.
struct Found<'a> {
    app: &'a App,
    hall: &'a InService,
    item: &'a Item,
    guide: Guide,
    asked: Asked,
}

fn page(
    app: &App,
    named: Named,
    asked: Result<Query<Asked>, Refused>,
    draw: impl FnOnce(&Found<'_>) -> Response,
) -> Response {
    let asked = said(asked);
    match find(app, named) {
        Ok((hall, item)) => {
            let catalog = &hall.catalog.catalog;
            let around = Around {
                hall: &hall.queue.hall,
                departments: &catalog.departments,
                version: &catalog.version,
                published_at: &catalog.published_at,
                warning: catalog.warning.as_ref(),
            };
            draw(&Found { app, hall, item, guide: Guide::of(item, &around, asked.lang), asked })
        }
        Err(code) => unknown(app, code),
    }
}

fn said(asked: Result<Query<Asked>, Refused>) -> Asked {
    asked.map(|Query(asked)| asked).unwrap_or_default()
}

/// The matter of an address; what cannot even be read does not exist.
fn find(app: &App, named: Named) -> Result<(&InService, &Item), Code> {
    let Path((hall, item)) = named.map_err(|_| Code::UnknownItem)?;
    let hall: HallId = hall.parse().map_err(|_| Code::UnknownHall)?;
    let hall = app.halls.get(&hall).ok_or(Code::UnknownHall)?;
    let item: ItemId = item.parse().map_err(|_| Code::UnknownItem)?;
    Ok((hall, hall.catalog.catalog.item(&item).ok_or(Code::UnknownItem)?))
}

fn unknown(app: &App, code: Code) -> Response {
    let hall = app.default_hall_name();
    PhonePage {
        title: text::GUIDE_UNKNOWN_TITLE,
        hall: &hall,
        phone: app.complaint_phone(),
        status: status(code),
        script: None,
        reload: None,
        body: html! { div.c { p { (super::layout::both(text::GUIDE_UNKNOWN)) } } },
    }
    .into_response()
}

/// A page on its way.
struct Page {
    body: Markup,
    /// Its one style, which stands in it.
    style: &'static str,
    /// Who may frame it: nobody, or this server's own programs.
    framed: bool,
    status: StatusCode,
    /// The day of its last change, as far as the catalog tells.
    changed: Option<Day>,
}

impl Page {
    fn new(found: &Found<'_>, style: &'static str, body: Markup) -> Self {
        let published = found.hall.catalog.catalog.published_at.parse().ok();
        let gone = found.item.state == ItemState::Cancelled;
        let status = if gone { StatusCode::GONE } else { StatusCode::OK };
        Self { body, style, framed: false, status, changed: found.item.updated_on.max(published) }
    }

    /// The response: tagged by its content, compressed for who takes it. The tag alone decides whether a copy
    /// is still good: hours or signs of a hall change without the catalog's date.
    fn send(self, headers: &HeaderMap) -> Response {
        let html = self.body.into_string();
        let digest = Sha256::digest(html.as_bytes());
        let etag = format!("W/\"{}\"", data_encoding::HEXLOWER.encode(digest.get(..12).unwrap_or_default()));
        let known = headers.get(header::IF_NONE_MATCH).and_then(|tags| tags.to_str().ok());
        let same = known.is_some_and(|tags| tags.split(',').any(|tag| tag.trim() == etag));
        let packed = (!same && accepts(headers, "gzip")).then(|| {
            let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
            // writing to memory does not fail
            gzip.write_all(html.as_bytes()).and_then(|()| gzip.finish()).ok()
        });
        let packed = packed.flatten();
        let coding = packed.as_ref().map(|_| "gzip");
        let mut response = match packed {
            _ if same => StatusCode::NOT_MODIFIED.into_response(),
            Some(packed) => (self.status, packed).into_response(),
            None => (self.status, html).into_response(),
        };
        let style = data_encoding::BASE64.encode(&Sha256::digest(self.style.as_bytes()));
        let frames = if self.framed { "'self'" } else { "'none'" };
        let policy = format!(
            "default-src 'none'; style-src 'sha256-{style}'; img-src data:; form-action 'none'; base-uri 'none'; \
             frame-ancestors {frames}"
        );
        let fixed = [
            (header::CONTENT_TYPE, Some("text/html; charset=utf-8".to_owned())),
            (header::CACHE_CONTROL, Some("no-cache".to_owned())),
            (header::VARY, Some("accept-encoding".to_owned())),
            (HeaderName::from_static("x-robots-tag"), Some("noindex".to_owned())),
            (header::CONTENT_SECURITY_POLICY, Some(policy)),
            (header::ETAG, Some(etag)),
            (header::LAST_MODIFIED, self.changed.map(http_date)),
            (header::CONTENT_ENCODING, coding.map(ToOwned::to_owned)),
            (header::X_FRAME_OPTIONS, self.framed.then(|| "SAMEORIGIN".to_owned())),
        ];
        for (name, value) in fixed {
            if let Some(Ok(value)) = value.as_deref().map(HeaderValue::from_str) {
                response.headers_mut().insert(name, value);
            }
        }
        response
    }
}

/// A day as HTTP writes it: `Wed, 25 Nov 2026 00:00:00 GMT`.
fn http_date(day: Day) -> String {
    let (year, month, date) = day.ymd();
    let nth =
        |table: &[hall::text::Phrase], n: u8| table.get(usize::from(n.saturating_sub(1))).map(|word| word.en);
    let weekday = nth(&text::WEEKDAYS, day.weekday()).unwrap_or_default();
    let month = nth(&text::MONTHS, month).unwrap_or_default();
    format!("{weekday}, {date:02} {month} {year} 00:00:00 GMT")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_written_as_http_wants_it() {
        assert_eq!(http_date("2026-11-05".parse().unwrap()), "Thu, 05 Nov 2026 00:00:00 GMT");
    }

    #[test]
    fn what_is_asked_for_wrongly_is_as_if_it_were_not_asked_for() {
        let asked = Asked::default();
        assert_eq!((asked.lang, asked.size), (Lang::Zh, sheet::Size::A4));
    }
}
