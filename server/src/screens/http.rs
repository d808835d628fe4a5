//! Routes of screens: what is told to them, what they report, what the desk sees of them.

use super::{edit, emergency, is_known, pictures, plate, reports, store, watch};
use crate::app::App;
use crate::problem::{Path, Query, Refused};
use crate::staff::{DeviceOrStaff, Staff};
use axum::Json;
use axum::body::{Body, to_bytes};
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use hall::api::{Page, Play, Problem, ReportAnswer, Role, ScreenStanding};
use hall::code::Code;
use hall::id::{HallId, ScreenId, SignId};
use hall::moment::{Day, Moment};
use hall::screen::{Face, Signage};
use serde::Deserialize;
use std::sync::Arc;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// Bytes of a report at most.
const REPORT_MAX: usize = 4 * 1024;
/// Plays on a page.
const PLAYS: u32 = 1000;

/// The routes.
#[must_use]
pub fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(signage))
        .routes(routes!(drawing))
        .routes(routes!(screens))
        .routes(routes!(report))
        .routes(routes!(want_picture, picture, send_picture))
        .routes(routes!(plays))
        .merge(edit::routes())
        .merge(emergency::routes())
        .merge(plate::routes())
}

/// The screens of the hall and everything they show, without what has expired. Whoever asks because of the event
/// `signage_changed` gets that revision.
#[utoipa::path(get, path = "/api/v1/halls/{hall}/signage", tag = "screens", params(("hall" = String, Path)),
    responses((status = 200, body = Signage), (status = 304), (status = 404, body = Problem)))]
async fn signage(
    State(app): State<Arc<App>>,
    Path(hall): Path<HallId>,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    let known = app.screens(&hall)?.signs.get(app.clock.now().day()).await?;
    Ok(tagged(&headers, &known.etag, "application/json", known.body.clone()))
}

/// The drawing of a floor map.
#[utoipa::path(get, path = "/api/v1/halls/{hall}/maps/{map}/drawing", tag = "screens",
    params(("hall" = String, Path), ("map" = String, Path)),
    responses((status = 200, content_type = "image/svg+xml"), (status = 304), (status = 404, body = Problem)))]
async fn drawing(
    State(app): State<Arc<App>>,
    Path((hall, id)): Path<(HallId, SignId)>,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    let known = app.screens(&hall)?.signs.get(app.clock.now().day()).await?;
    let map = known.all.map(&id).ok_or(Code::SignUnknown)?;
    let drawing = store::drawing(&app.pool, &hall, &id).await?.ok_or(Code::SignUnknown)?;
    Ok(tagged(&headers, &format!("\"{}\"", map.hash), "image/svg+xml", drawing))
}

/// What a browser may keep and asks for anew: nothing when it has it.
fn tagged(headers: &HeaderMap, etag: &str, media: &'static str, body: impl IntoResponse) -> Response {
    let known = headers.get(header::IF_NONE_MATCH).and_then(|tags| tags.to_str().ok());
    let same = known.is_some_and(|tags| tags.split(',').any(|tag| tag.trim() == etag));
    let mut response = if same { StatusCode::NOT_MODIFIED.into_response() } else { body.into_response() };
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    if let Ok(etag) = HeaderValue::from_str(etag) {
        headers.insert(header::ETAG, etag);
    }
    response
}

/// All screens and kiosks of the hall, and how each stands: whether it reports, which call it has not shown or spoken,
/// whether it has confirmed an emergency.
#[utoipa::path(get, path = "/api/v1/halls/{hall}/screens", tag = "screens", params(("hall" = String, Path)),
    responses((status = 200, body = Page<ScreenStanding>), (status = 401, body = Problem),
              (status = 403, body = Problem)))]
async fn screens(
    State(app): State<Arc<App>>,
    staff: Staff,
    Path(hall): Path<HallId>,
) -> Result<Json<Page<ScreenStanding>>, Refused> {
    app.queue(&hall)?;
    staff.0.needs(Role::Supervisor, &hall)?;
    Ok(Json(Page { items: watch::standings(&app, &hall).await?, next: None }))
}

/// What a screen or kiosk says of itself: sent when it changes, and every ten seconds. It is answered whether the
/// screen is the one that speaks in its zone, and whether somebody wants a picture of it.
#[utoipa::path(post, path = "/api/v1/halls/{hall}/screens/reports", tag = "screens", request_body = Face,
    params(("hall" = String, Path)),
    responses((status = 200, body = ReportAnswer), (status = 401, body = Problem), (status = 404, body = Problem),
              (status = 422, body = Problem), (status = 503, body = Problem)))]
async fn report(
    State(app): State<Arc<App>>,
    asker: DeviceOrStaff,
    Path(hall): Path<HallId>,
    body: Body,
) -> Result<Json<ReportAnswer>, Refused> {
    let screens = app.screens(&hall)?;
    asker.of(&hall)?;
    let body = to_bytes(body, REPORT_MAX).await.map_err(|_| Code::ReportInvalid)?;
    let face: Face = serde_json::from_slice(&body).map_err(|_| Code::ReportInvalid)?;
    Ok(Json(screens.report(watch::checked(face)?).await?))
}

async fn known_screen(app: &App, hall: &HallId, screen: &ScreenId) -> Result<(), Refused> {
    let known = app.screens(hall)?.signs.get(app.clock.now().day()).await?;
    let there = is_known(&app.queue(hall)?.hall, &known.all, screen);
    if there { Ok(()) } else { Err(Code::ScreenUnknown.into()) }
}

/// Asks a screen for a small picture of what is on it.
#[utoipa::path(post, path = "/api/v1/halls/{hall}/screens/{screen}/picture", tag = "screens",
    params(("hall" = String, Path), ("screen" = String, Path)),
    responses((status = 202), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 404, body = Problem)))]
async fn want_picture(
    State(app): State<Arc<App>>,
    staff: Staff,
    Path((hall, screen)): Path<(HallId, ScreenId)>,
) -> Result<StatusCode, Refused> {
    app.queue(&hall)?;
    staff.0.needs(Role::Supervisor, &hall)?;
    known_screen(&app, &hall, &screen).await?;
    pictures::want(&app.pool, &hall, &screen, app.clock.now()).await?;
    Ok(StatusCode::ACCEPTED)
}

/// The last picture of a screen.
#[utoipa::path(get, path = "/api/v1/halls/{hall}/screens/{screen}/picture", tag = "screens",
    params(("hall" = String, Path), ("screen" = String, Path)),
    responses((status = 200, content_type = "image/webp"), (status = 401, body = Problem),
              (status = 403, body = Problem), (status = 404, body = Problem)))]
async fn picture(
    State(app): State<Arc<App>>,
    staff: Staff,
    Path((hall, screen)): Path<(HallId, ScreenId)>,
) -> Result<Response, Refused> {
    app.queue(&hall)?;
    staff.0.needs(Role::Supervisor, &hall)?;
    let picture = pictures::get(&app.pool, &hall, &screen).await?.ok_or(Code::SignUnknown)?;
    let headers = [(header::CONTENT_TYPE, picture.media), (header::CACHE_CONTROL, "no-store".to_owned())];
    Ok((headers, picture.body).into_response())
}

/// The name under which a picture was asked for.
#[derive(Debug, Deserialize)]
struct Wanted {
    name: String,
}

/// A screen sends the picture that it was asked for, under the name that it was told: JPEG, PNG or WebP, 300 KB at most.
#[utoipa::path(put, path = "/api/v1/halls/{hall}/screens/{screen}/picture", tag = "screens",
    params(("hall" = String, Path), ("screen" = String, Path), ("name" = String, Query)),
    request_body(content = String, content_type = "application/octet-stream"),
    responses((status = 204), (status = 401, body = Problem), (status = 404, body = Problem),
              (status = 413, body = Problem), (status = 415, body = Problem)))]
async fn send_picture(
    State(app): State<Arc<App>>,
    sender: DeviceOrStaff,
    Path((hall, screen)): Path<(HallId, ScreenId)>,
    Query(wanted): Query<Wanted>,
    body: Body,
) -> Result<StatusCode, Refused> {
    app.queue(&hall)?;
    sender.of(&hall)?;
    let body = to_bytes(body, pictures::SIZE_MAX).await.map_err(|_| Code::BodyTooLarge)?;
    let now = app.clock.now();
    if pictures::put(&app.pool, &hall, &screen, &wanted.name, body.into(), now).await? {
        Ok(StatusCode::NO_CONTENT)
    } else {
        // nobody asked, or it came too late
        Err(Code::SignUnknown.into())
    }
}

/// Which plays.
#[derive(Debug, Deserialize)]
struct Plays {
    day: Option<String>,
    after: Option<i64>,
}

/// What was on a screen on a day, in order, today without one: what is told is what the screen said itself.
#[utoipa::path(get, path = "/api/v1/halls/{hall}/screens/{screen}/plays", tag = "screens",
    params(("hall" = String, Path), ("screen" = String, Path), ("day" = Option<String>, Query),
           ("after" = Option<i64>, Query)),
    responses((status = 200, body = Page<Play>), (status = 401, body = Problem), (status = 403, body = Problem)))]
async fn plays(
    State(app): State<Arc<App>>,
    staff: Staff,
    Path((hall, screen)): Path<(HallId, ScreenId)>,
    Query(wanted): Query<Plays>,
) -> Result<Json<Page<Play>>, Refused> {
    app.queue(&hall)?;
    staff.0.needs(Role::Supervisor, &hall)?;
    let day: Option<Day> = wanted.day.map(|day| day.parse()).transpose().map_err(|_| Code::BadRequest)?;
    let day = day.unwrap_or_else(|| app.clock.now().day());
    let range = (day.at_minute(0), day.next().at_minute(0));
    let after = Moment::from_unix_ms(wanted.after.unwrap_or(i64::MIN));
    let items = reports::plays(&app.pool, &hall, &screen, range, after, PLAYS).await?;
    let full = items.len() >= usize::try_from(PLAYS).unwrap_or(usize::MAX);
    let next = items.last().filter(|_| full).map(|play| play.from.unix_ms().to_string());
    Ok(Json(Page { items, next }))
}
