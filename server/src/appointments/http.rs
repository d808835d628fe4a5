//! Routes of appointments; the phone pages are [`crate::pages::book`] and [`crate::pages::booked`], check-in
//! is a ticket's request ([`crate::queue::http`]).

use super::{Wish, book, cancel, find, slots, store, today, view};
use crate::app::App;
use crate::client::Client;
use crate::problem::{Body, Path, Query, Refused, request_key, status};
use crate::staff::Staff;
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use hall::api::{
    AppointmentList, AppointmentRequest, AppointmentView, FieldProblem, Problem, Role, SlotList,
};
use hall::code::Code;
use hall::id::{HallId, ItemId, Prefix};
use hall::moment::{Day, Moment};
use hall::text::{Lang, Text};
use serde::Deserialize;
use std::sync::Arc;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

hall::phrases! {
    TOO_EARLY = "还没到签到时间，{} 起可以签到" / "It is too early. You can check in from {}.";
}

/// The routes.
#[must_use]
pub fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(free))
        .routes(routes!(make, list))
        .routes(routes!(show))
        .routes(routes!(give_back))
}

/// Which slots.
#[derive(Debug, Deserialize)]
struct Asked {
    queue: String,
    day: Day,
}

/// The slots of a queue's day that can be booked, and the seats that are left.
#[utoipa::path(get, path = "/api/v1/halls/{hall}/appointments/slots", tag = "appointments",
    params(("hall" = String, Path), ("queue" = String, Query), ("day" = String, Query)),
    responses((status = 200, body = SlotList), (status = 404, body = Problem), (status = 409, body = Problem)))]
async fn free(
    State(app): State<Arc<App>>,
    Path(hall): Path<HallId>,
    Query(asked): Query<Asked>,
) -> Result<Json<SlotList>, Refused> {
    let queue = asked.queue.parse().map_err(|_| Code::UnknownQueue)?;
    Ok(Json(SlotList { items: slots(&app, &hall, &queue, asked.day).await? }))
}

/// Books a seat: for oneself, or signed in for somebody who asks at the desk or by telephone. The same
/// `Idempotency-Key` gets the same appointment.
#[utoipa::path(post, path = "/api/v1/halls/{hall}/appointments", tag = "appointments",
    request_body = AppointmentRequest,
    params(("hall" = String, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 201, body = AppointmentView), (status = 404, body = Problem), (status = 409, body = Problem),
              (status = 422, body = Problem), (status = 429, body = Problem)))]
async fn make(
    State(app): State<Arc<App>>,
    staff: Result<Staff, Refused>,
    client: Client,
    Path(hall): Path<HallId>,
    headers: HeaderMap,
    Body(request): Body<AppointmentRequest>,
) -> Result<(StatusCode, Json<AppointmentView>), Refused> {
    app.queue(&hall)?;
    let by = match staff {
        Ok(staff) => {
            staff.0.needs(Role::Clerk, &hall)?;
            Some(staff.0.name)
        }
        Err(_) => {
            app.bookings.check(client)?;
            None
        }
    };
    let key = request_key(&headers)?;
    let (queue, item) = line(&app, &hall, &request)?;
    let wish = Wish {
        queue,
        item,
        day: request.day.parse().map_err(|_| Code::SlotUnknown)?,
        from: request.from,
        name: request.name,
        phone: request.phone,
    };
    let row = book(&app, &hall, wish, by.as_ref(), key.as_ref()).await?;
    Ok((StatusCode::CREATED, Json(view(&app, &row, true)?)))
}

/// The queue, by itself or by a matter.
fn line(app: &App, hall: &HallId, request: &AppointmentRequest) -> Result<(Prefix, Option<ItemId>), Code> {
    match (&request.queue, &request.item) {
        (Some(queue), None) => Ok((queue.parse().map_err(|_| Code::UnknownQueue)?, None)),
        (None, Some(item)) => {
            let (catalog, today) = (app.catalog(hall)?, app.queue(hall)?.today());
            // what is offered on the day it is booked for
            let day = request.day.parse().unwrap_or(today);
            let item = catalog.offered(&item.parse().map_err(|_| Code::UnknownItem)?, day)?;
            Ok((item.queue_prefix.clone(), Some(item.id.clone())))
        }
        _ => Err(Code::BadRequest),
    }
}

/// Which day.
#[derive(Debug, Deserialize)]
struct OfDay {
    day: Option<Day>,
}

/// The appointments of a day, today without one, for clerks; masked.
#[utoipa::path(get, path = "/api/v1/halls/{hall}/appointments", tag = "appointments",
    params(("hall" = String, Path), ("day" = Option<String>, Query)),
    responses((status = 200, body = AppointmentList), (status = 401, body = Problem), (status = 403, body = Problem)))]
async fn list(
    State(app): State<Arc<App>>,
    staff: Staff,
    Path(hall): Path<HallId>,
    Query(of): Query<OfDay>,
) -> Result<Json<AppointmentList>, Refused> {
    let today = today(&app, &hall)?;
    staff.0.needs(Role::Clerk, &hall)?;
    let rows = store::of_day(&app.pool, &hall, of.day.unwrap_or(today)).await?;
    let items = rows.iter().map(|row| view(&app, row, false)).collect::<Result<_, _>>()?;
    Ok(Json(AppointmentList { items }))
}

/// An appointment, to who knows its id.
#[utoipa::path(get, path = "/api/v1/appointments/{id}", tag = "appointments", params(("id" = String, Path)),
    responses((status = 200, body = AppointmentView), (status = 404, body = Problem)))]
async fn show(State(app): State<Arc<App>>, Path(id): Path<String>) -> Result<Json<AppointmentView>, Refused> {
    Ok(Json(view(&app, &find(&app, &id).await?, true)?))
}

/// Gives the seat back, at any time before check-in; who is signed in stands in the record.
#[utoipa::path(post, path = "/api/v1/appointments/{id}/cancel", tag = "appointments", params(("id" = String, Path)),
    responses((status = 200, body = AppointmentView), (status = 404, body = Problem), (status = 409, body = Problem)))]
async fn give_back(
    State(app): State<Arc<App>>,
    staff: Result<Staff, Refused>,
    Path(id): Path<String>,
) -> Result<Json<AppointmentView>, Refused> {
    let by = staff.ok().map(|staff| staff.0.name);
    Ok(Json(view(&app, &cancel(&app, &id, by.as_ref()).await?, true)?))
}

/// The refusal of somebody who comes too early, with the time from which it works.
#[must_use]
pub fn too_early(from: Moment) -> Response {
    let code = Code::AppointmentTooEarly;
    let said = |lang| TOO_EARLY.fill(lang, &[&from.hh_mm()]);
    let detail = Text { zh: said(Lang::Zh), en: said(Lang::En) };
    let field = FieldProblem { path: "/appointment".to_owned(), code, detail: detail.clone() };
    metrics::counter!("refusals_total", "code" => code.as_str()).increment(1);
    let problem = Problem { detail, fields: vec![field], ..Problem::from(code) };
    let mut response = (status(code), Json(problem)).into_response();
    let kind = HeaderValue::from_static("application/problem+json");
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    response
}
