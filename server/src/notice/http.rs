//! Routes of notices; their pages are [`crate::pages::notice`].

use super::{find, make, rating_url, view};
use crate::app::App;
use crate::client::Client;
use crate::problem::{Body, Path, Refused, request_key};
use crate::staff::DeviceOrStaff;
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use hall::api::{NoticeKind, NoticeRequest, NoticeView, Problem};
use hall::code::Code;
use hall::id::HallId;
use std::sync::Arc;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The routes.
#[must_use]
pub fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(create)).routes(routes!(show))
}

/// Makes a notice: a device the one-time notice, staff any. The same `Idempotency-Key` gets the same notice.
#[utoipa::path(post, path = "/api/v1/halls/{hall}/notices", tag = "notices", request_body = NoticeRequest,
    params(("hall" = String, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 201, body = NoticeView), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem)))]
async fn create(
    State(app): State<Arc<App>>,
    asker: DeviceOrStaff,
    client: Client,
    Path(hall): Path<HallId>,
    headers: HeaderMap,
    Body(request): Body<NoticeRequest>,
) -> Result<(StatusCode, Json<NoticeView>), Refused> {
    app.queue(&hall)?;
    asker.of(&hall)?;
    if !asker.is_staff() {
        if request.kind != NoticeKind::OneTime {
            return Err(Code::Forbidden.into());
        }
        app.notices.check(client)?;
    }
    let key = request_key(&headers)?;
    let row = make(&app, &hall, request, asker.account(), key.as_ref()).await?;
    let rating = rating_url(&app, &row).await?;
    Ok((StatusCode::CREATED, Json(view(&app, row, rating)?)))
}

/// A notice, to who knows its id.
#[utoipa::path(get, path = "/api/v1/notices/{id}", tag = "notices", params(("id" = String, Path)),
    responses((status = 200, body = NoticeView), (status = 404, body = Problem)))]
async fn show(State(app): State<Arc<App>>, Path(id): Path<String>) -> Result<Json<NoticeView>, Refused> {
    let row = find(&app, &id).await?;
    let rating = rating_url(&app, &row).await?;
    Ok(Json(view(&app, row, rating)?))
}
