//! Routes of work orders. Supervisors see and handle them; who was rated may appeal, and sees nothing of the rating.

use super::{act, find, list, view};
use crate::app::App;
use crate::problem::{MaybeBody, Path, Query, Refused};
use crate::staff::Staff;
use axum::Json;
use axum::extract::State;
use hall::api::{OrderPage, OrderReceipt, OrderRequest, OrderView, OrderWhich, Problem, Role};
use hall::code::Code;
use serde::Deserialize;
use std::sync::Arc;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// Orders on a page.
const PAGE: u32 = 50;

/// The routes.
#[must_use]
pub fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(all)).routes(routes!(one)).routes(routes!(step))
}

/// Which orders.
#[derive(Debug, Deserialize)]
struct Wanted {
    state: Option<OrderWhich>,
    after: Option<i64>,
}

/// The work orders of bad ratings of the hall, the oldest first: those that are open, unless others are asked for.
#[utoipa::path(get, path = "/api/v1/work-orders", tag = "ratings",
    params(("state" = Option<OrderWhich>, Query), ("after" = Option<i64>, Query)),
    responses((status = 200, body = OrderPage), (status = 401, body = Problem), (status = 403, body = Problem)))]
async fn all(
    State(app): State<Arc<App>>,
    staff: Staff,
    Query(wanted): Query<Wanted>,
) -> Result<Json<OrderPage>, Refused> {
    let account = staff.0;
    account.needs(Role::Supervisor, &account.hall)?;
    let open = match wanted.state.unwrap_or_default() {
        OrderWhich::Open => Some(true),
        OrderWhich::Closed => Some(false),
        OrderWhich::All => None,
    };
    let mut items = list(&app, &account, open, wanted.after, PAGE + 1).await?;
    let more = items.len() > PAGE as usize;
    items.truncate(PAGE as usize);
    let next = items.last().filter(|_| more).map(|last| last.id);
    Ok(Json(OrderPage { items, next }))
}

/// One of them.
#[utoipa::path(get, path = "/api/v1/work-orders/{order}", tag = "ratings", params(("order" = i64, Path)),
    responses((status = 200, body = OrderView), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 404, body = Problem)))]
async fn one(
    State(app): State<Arc<App>>,
    staff: Staff,
    Path(order): Path<i64>,
) -> Result<Json<OrderView>, Refused> {
    let account = staff.0;
    account.needs(Role::Supervisor, &account.hall)?;
    Ok(Json(view(&app, &find(&app, &account, order).await?, &account)?))
}

/// Does something about it: `take`, `verify`, `extend`, `rectify`, `explain`, `forward`, `reply`, `revisit`, `appeal`,
/// `review`, `close`. Refuses what comes out of order, and every step but `appeal` to who was rated.
#[utoipa::path(post, path = "/api/v1/work-orders/{order}/{act}", tag = "ratings", request_body = OrderRequest,
    params(("order" = i64, Path), ("act" = String, Path)),
    responses((status = 200, body = OrderReceipt), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
async fn step(
    State(app): State<Arc<App>>,
    staff: Staff,
    Path((order, name)): Path<(i64, String)>,
    MaybeBody(request): MaybeBody<OrderRequest>,
) -> Result<Json<OrderReceipt>, Refused> {
    let account = staff.0;
    let wanted = request.act(&name)?;
    let row = find(&app, &account, order).await;
    // who was rated is told of no other order than their own, and of that no more than that it is there
    let own = row.as_ref().is_ok_and(|row| row.served_by.as_ref() == Some(&account.name));
    if !(own && name == "appeal") {
        account.needs(Role::Supervisor, &account.hall)?;
    }
    if row.is_err() {
        return Err(Code::OrderUnknown.into());
    }
    Ok(Json(act(&app, &account, order, wanted).await?))
}
