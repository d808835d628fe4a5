//! The guide of a matter as a citizen takes it along: the phone page behind the terminal's code (R20) and
//! the sheet that is printed (R19). Both draw the one template of [`hall::catalog::guide`], in one language
//! with a switch, without script (A71), and may be kept and asked for again by their tag. The elder version of
//! the phone page is [`elder`].

mod draw;
mod elder;
mod phone;
mod sheet;

use super::layout::PhonePage;
use super::text;
use crate::app::App;
use crate::catalog::Published;
use crate::catalog::http::forms_of;
use crate::problem::{Path, Query, Refused, status};
use crate::queue::Queue;
use crate::site::accepts;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use flate2::{Compression, write::GzEncoder};
use hall::catalog::guide::{Around, Guide};
use hall::catalog::{Item, ItemState};
use hall::code::Code;
use hall::form::FormView;
use hall::id::{HallId, ItemId};
use hall::moment::Day;
use hall::profile::Hall;
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
    /// The elder version of the phone page (A13).
    #[serde(default)]
    elder: bool,
}

impl Asked {
    /// What follows the address of a phone page that is read so.
    const fn query(self) -> &'static str {
        match (self.lang, self.elder) {
            (Lang::Zh, false) => "",
            (Lang::Zh, true) => "?elder=true",
            (Lang::En, false) => "?lang=en",
            (Lang::En, true) => "?lang=en&elder=true",
        }
    }
}

type Named = Result<Path<(String, String)>, Refused>;

/// `GET /g/{hall}/{item}?lang=&elder=`: the phone page.
pub async fn show(
    State(app): State<Arc<App>>,
    named: Named,
    asked: Result<Query<Asked>, Refused>,
    headers: HeaderMap,
) -> Response {
    page(&app, named, asked, |found| phone::page(found).send(&headers)).await
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
    .await
}

/// `GET /g/{hall}/{item}/qr.svg?lang=&elder=`: the code of the phone page.
///
/// # Errors
/// `unknown_hall`, `unknown_item`.
pub async fn code(
    State(app): State<Arc<App>>,
    named: Named,
    asked: Result<Query<Asked>, Refused>,
) -> Result<Response, Refused> {
    let (queue, _, item) = find(&app, named).await?;
    let address = of(&app, &queue.hall.id, &item.id, said(asked));
    let picture = crate::qr::svg(&address)?;
    let headers = [(header::CONTENT_TYPE, "image/svg+xml"), (header::CACHE_CONTROL, "no-cache")];
    Ok((headers, picture).into_response())
}

/// The address of a guide that phones reach.
pub(super) fn address(app: &App, hall: &HallId, item: &ItemId, lang: Lang) -> String {
    of(app, hall, item, Asked { lang, ..Asked::default() })
}

fn of(app: &App, hall: &HallId, item: &ItemId, asked: Asked) -> String {
    format!("{}/g/{hall}/{item}{}", app.public_url, asked.query())
}

/// What a rendering needs.
struct Found<'a> {
    app: &'a App,
    hall: &'a Hall,
    catalog: &'a Published,
    item: &'a Item,
    guide: Guide,
    /// Forms and samples that its documents name.
    forms: Vec<FormView>,
    asked: Asked,
}

async fn page(
    app: &App,
    named: Named,
    asked: Result<Query<Asked>, Refused>,
    draw: impl FnOnce(&Found<'_>) -> Response,
) -> Response {
    let asked = said(asked);
    match find(app, named).await {
        Ok((queue, published, item)) => {
            let (hall, catalog) = (&queue.hall, &published.catalog);
            let around = Around {
                hall,
                departments: &catalog.departments,
                version: &published.version(),
                published_at: &published.current.at.day().to_string(),
                warning: catalog.warning.as_ref(),
            };
            let guide = Guide::of(&item, &around, asked.lang);
            let forms = forms_of(app, &hall.id, &item).await;
            draw(&Found { app, hall, catalog: &published, item: &item, guide, forms, asked })
        }
        Err(code) => unknown(app, code),
    }
}

fn said(asked: Result<Query<Asked>, Refused>) -> Asked {
    asked.map(|Query(asked)| asked).unwrap_or_default()
}

/// The matter of an address, in the version in force; what cannot even be read does not exist. One that is over
/// is told as cancelled, one that is still to come does not exist yet.
async fn find(app: &App, named: Named) -> Result<(&Arc<Queue>, Arc<Published>, Item), Code> {
    let Path((hall, item)) = named.map_err(|_| Code::UnknownItem)?;
    let hall: HallId = hall.parse().map_err(|_| Code::UnknownHall)?;
    let hall = app.halls.get(&hall).ok_or(Code::UnknownHall)?;
    let item: ItemId = item.parse().map_err(|_| Code::UnknownItem)?;
    let (published, day) = (hall.catalog.fresh().await, hall.catalog.today());
    let mut item = published.item(&item).ok_or(Code::UnknownItem)?.clone();
    if item.effective_on.is_some_and(|first| day < first) {
        return Err(Code::UnknownItem);
    }
    if !item.is_listed(day) {
        item.state = ItemState::Cancelled;
    }
    Ok((&hall.queue, published, item))
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
        let published = Some(found.catalog.current.at.day());
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
    let (year, _, date) = day.ymd();
    let words = hall::dates::short(day).en;
    let (weekday, month) = (words.get(..3).unwrap_or_default(), words.get(words.len().saturating_sub(3)..));
    format!("{weekday}, {date:02} {} {year} 00:00:00 GMT", month.unwrap_or_default())
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
