//! Routes of help at a kiosk.

use super::{call, end};
use crate::app::App;
use crate::client::Client;
use crate::problem::{MaybeBody, Path, Refused};
use crate::staff::{DeviceOrStaff, Staff};
use axum::Json;
use axum::extract::State;
use hall::api::{HelpRequest, Problem, Role};
use hall::board::Help;
use hall::id::HallId;
use std::sync::Arc;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The routes.
#[must_use]
pub fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(ask)).routes(routes!(go))
}

/// Somebody at a kiosk asks for help (A61). Asked again while nobody has seen it, it is the same call; `help_too_soon`
/// when somebody is on the way since a moment ago.
#[utoipa::path(post, path = "/api/v1/halls/{hall}/help", tag = "help", request_body = HelpRequest,
    params(("hall" = String, Path)),
    responses((status = 200, body = Help), (status = 401, body = Problem), (status = 404, body = Problem),
              (status = 429, body = Problem)))]
async fn ask(
    State(app): State<Arc<App>>,
    asker: DeviceOrStaff,
    client: Client,
    Path(hall): Path<HallId>,
    MaybeBody(request): MaybeBody<HelpRequest>,
) -> Result<Json<Help>, Refused> {
    let queue = app.queue(&hall)?;
    asker.of(&hall)?;
    app.help.check(client)?;
    Ok(Json(call(&queue, request.device.as_deref(), asker.name()).await?))
}

/// Somebody of the staff goes there.
#[utoipa::path(post, path = "/api/v1/halls/{hall}/help/{device}/end", tag = "help",
    params(("hall" = String, Path), ("device" = String, Path)),
    responses((status = 200, body = Help), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 404, body = Problem)))]
async fn go(
    State(app): State<Arc<App>>,
    staff: Staff,
    Path((hall, device)): Path<(HallId, String)>,
) -> Result<Json<Help>, Refused> {
    staff.0.needs(Role::Clerk, &hall)?;
    let queue = app.queue(&hall)?;
    Ok(Json(end(&queue, &device, staff.0.name).await?))
}
