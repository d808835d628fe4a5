//! Routes of ratings as data; the phone page is [`crate::pages::rate`].

use super::export::{Format, export};
use super::find::find;
use super::general::About;
use super::summary::{By, grouped, total};
use super::{general as of_hall, look_up, rate, store};
use crate::app::App;
use crate::client::Client;
use crate::problem::{Body, Path, Query, Refused, request_key};
use crate::staff::{FromDevice, NoStaff, Staff};
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::IntoResponse;
use hall::api::{
    GeneralRating, Problem, RatingChoices, RatingForm, RatingReceipt, RatingSearch, RatingSummary, Role,
};
use hall::code::Code;
use hall::id::{AccountId, HallId, WindowId};
use hall::moment::Day;
use hall::rating::{Channel, Kind, Rating};
use serde::Deserialize;
use std::sync::Arc;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The routes.
#[must_use]
pub fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(form, submit))
        .routes(routes!(find_open))
        .routes(routes!(summary))
        .routes(routes!(records))
        .routes(routes!(general))
        .routes(routes!(inspect))
}

/// What a rating code stands for, with the norm's levels and tags; never uses the code up.
#[utoipa::path(get, path = "/api/v1/ratings/{token}", tag = "ratings", params(("token" = String, Path)),
    responses((status = 200, body = RatingForm), (status = 404, body = Problem), (status = 410, body = Problem)))]
async fn form(State(app): State<Arc<App>>, Path(token): Path<String>) -> Result<Json<RatingForm>, Refused> {
    let rateable = look_up(&app, &token).await?;
    Ok(Json(RatingForm {
        hall: rateable.hall,
        window: rateable.row.window,
        department: rateable.department,
        item: rateable.matter,
        rated: rateable.rated,
        norm: app.norm.version.clone(),
        levels: app.norm.levels.clone(),
        tags: app.norm.tags.clone(),
    }))
}

/// Rates a service, once: at a kiosk (channel 5), or from elsewhere by its QR code (3). The same `Idempotency-Key`
/// gets the same answer.
#[utoipa::path(post, path = "/api/v1/ratings/{token}", tag = "ratings", request_body = Rating,
    params(("token" = String, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 201, body = RatingReceipt), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem),
              (status = 410, body = Problem), (status = 422, body = Problem)))]
async fn submit(
    State(app): State<Arc<App>>,
    _: NoStaff,
    FromDevice(device): FromDevice,
    Path(token): Path<String>,
    headers: HeaderMap,
    Body(rating): Body<Rating>,
) -> Result<(StatusCode, Json<RatingReceipt>), Refused> {
    let key = request_key(&headers)?;
    let channel = if device { Channel::Terminal } else { Channel::Qr };
    let id = rate(&app, &token, rating, channel, key.as_ref()).await?;
    Ok((StatusCode::CREATED, Json(RatingReceipt { id })))
}

/// Finds the services of a slip that can be rated, for who comes back to a kiosk: by the slip's code, or by what a
/// scanner read. Tries are limited, as a code is short.
#[utoipa::path(post, path = "/api/v1/halls/{hall}/ratings/find", tag = "ratings", request_body = RatingSearch,
    params(("hall" = String, Path)),
    responses((status = 200, body = RatingChoices), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 404, body = Problem), (status = 409, body = Problem), (status = 410, body = Problem),
              (status = 429, body = Problem)))]
async fn find_open(
    State(app): State<Arc<App>>,
    _: NoStaff,
    FromDevice(device): FromDevice,
    client: Client,
    Path(hall): Path<HallId>,
    Body(search): Body<RatingSearch>,
) -> Result<Json<RatingChoices>, Refused> {
    app.queue(&hall)?;
    if !device {
        return Err(Code::Unauthenticated.into());
    }
    app.rating_finds.check(client)?;
    Ok(Json(find(&app, &hall, &search.slip).await?))
}

/// Which days, and how to group.
#[derive(Debug, Deserialize)]
struct Range {
    from: Option<Day>,
    to: Option<Day>,
    by: Option<By>,
}

/// Rates a hall or one of its windows in general (综合点评), from a kiosk or a pad. The same `Idempotency-Key` makes one.
#[utoipa::path(post, path = "/api/v1/halls/{hall}/ratings", tag = "ratings", request_body = GeneralRating,
    params(("hall" = String, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 201, body = RatingReceipt), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
async fn general(
    State(app): State<Arc<App>>,
    _: NoStaff,
    FromDevice(device): FromDevice,
    client: Client,
    Path(hall): Path<HallId>,
    headers: HeaderMap,
    Body(request): Body<GeneralRating>,
) -> Result<(StatusCode, Json<RatingReceipt>), Refused> {
    app.queue(&hall)?;
    if !device {
        return Err(Code::Unauthenticated.into());
    }
    app.general_ratings.check(client)?;
    store_general(&app, &hall, (Kind::General, None), &headers, request).await
}

/// Rates as an inspector (监督查评): a supervisor, who is named with it. Never counted among what people say.
#[utoipa::path(post, path = "/api/v1/halls/{hall}/inspections", tag = "ratings", request_body = GeneralRating,
    params(("hall" = String, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 201, body = RatingReceipt), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 404, body = Problem), (status = 422, body = Problem)))]
async fn inspect(
    State(app): State<Arc<App>>,
    staff: Staff,
    Path(hall): Path<HallId>,
    headers: HeaderMap,
    Body(request): Body<GeneralRating>,
) -> Result<(StatusCode, Json<RatingReceipt>), Refused> {
    staff.0.needs(Role::Supervisor, &hall)?;
    store_general(&app, &hall, (Kind::Inspection, Some(&staff.0.name)), &headers, request).await
}

async fn store_general(
    app: &App,
    hall: &HallId,
    (kind, by): (Kind, Option<&AccountId>),
    headers: &HeaderMap,
    request: GeneralRating,
) -> Result<(StatusCode, Json<RatingReceipt>), Refused> {
    let named = request_key(headers)?;
    let key = named.map_or_else(of_hall::fresh_key, Ok)?;
    let window = request.window.map(|window| window.parse::<WindowId>().map_err(|_| Code::UnknownWindow));
    let window = window.transpose()?;
    let about = About { hall, window: window.as_ref(), kind, by, channel: Channel::Terminal, key: &key };
    let id = of_hall::rate(app, &about, request.rating).await?;
    Ok((StatusCode::CREATED, Json(RatingReceipt { id })))
}

/// Which records.
#[derive(Debug, Deserialize)]
struct Wanted {
    from: Option<Day>,
    to: Option<Day>,
    #[serde(default)]
    format: Format,
}

/// The ratings with the national field names, as JSON Lines or CSV. Days are business days of the services, both ends
/// included; without them, today.
#[utoipa::path(get, path = "/api/v1/halls/{hall}/ratings/export", tag = "ratings",
    params(("hall" = String, Path), ("from" = Option<String>, Query), ("to" = Option<String>, Query),
           ("format" = Option<Format>, Query)),
    responses((status = 200, body = String, content_type = "application/x-ndjson"), (status = 401, body = Problem),
              (status = 403, body = Problem)))]
async fn records(
    State(app): State<Arc<App>>,
    staff: Staff,
    Path(hall): Path<HallId>,
    Query(wanted): Query<Wanted>,
) -> Result<impl IntoResponse, Refused> {
    staff.0.needs(Role::Supervisor, &hall)?;
    let (from, to) = days(&app, &hall, wanted.from, wanted.to)?;
    let text = export(&app, &hall, (&from, &to), wanted.format).await?;
    Ok(([(header::CONTENT_TYPE, wanted.format.content_type()), (header::CACHE_CONTROL, "no-store")], text))
}

/// The days that are meant.
fn days(app: &App, hall: &HallId, from: Option<Day>, to: Option<Day>) -> Result<(String, String), Refused> {
    let queue = app.queue(hall)?;
    // the day the tickets of now belong to, which a clock that jumped does not change
    let day = queue.live().board.day;
    let today = day.unwrap_or_else(|| queue.now().business_day(queue.hall.rules.day_starts_at));
    Ok((from.unwrap_or(today).to_string(), to.unwrap_or(today).to_string()))
}

/// Figures of ratings: totals for everybody; with `by`, groups for supervisors. Days are business
/// days of the services, both ends included; without them, today.
#[utoipa::path(get, path = "/api/v1/halls/{hall}/ratings/summary", tag = "ratings",
    params(("hall" = String, Path), ("from" = Option<String>, Query), ("to" = Option<String>, Query),
           ("by" = Option<By>, Query)),
    responses((status = 200, body = RatingSummary), (status = 401, body = Problem), (status = 403, body = Problem)))]
async fn summary(
    State(app): State<Arc<App>>,
    staff: Result<Staff, Refused>,
    Path(hall): Path<HallId>,
    Query(range): Query<Range>,
) -> Result<Json<RatingSummary>, Refused> {
    let queue = app.queue(&hall)?;
    let (from, to) = days(&app, &hall, range.from, range.to)?;
    let served = store::served(&app.pool, &hall, &from, &to).await?;
    let rated = store::rated(&app.pool, &hall, &from, &to).await?;
    Ok(Json(match range.by {
        None => total(&served, &rated),
        Some(by) => {
            staff?.0.needs(Role::Supervisor, &hall)?;
            grouped(&served, &rated, by, &queue.hall, &app.catalog(&hall)?.catalog)
        }
    }))
}
