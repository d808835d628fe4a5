//! Routes of the supervisor: queues that stop and go on, what windows call from, the emergency stop.

use super::windows::cut;
use crate::app::App;
use crate::problem::{Body, MaybeBody, Path, Refused};
use crate::staff::Staff;
use axum::Json;
use axum::extract::State;
use hall::api::{AssignRequest, BoardView, Problem, QueueView, Role, WindowRequest};
use hall::board::Assignment;
use hall::code::Code;
use hall::id::{HallId, Prefix, WindowId};
use hall::queue::Command;
use std::sync::Arc;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The routes.
#[must_use]
pub fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(open_queue))
        .routes(routes!(close_queue))
        .routes(routes!(assign))
        .routes(routes!(stop))
        .routes(routes!(resume))
}

async fn set_queue(
    app: &App,
    staff: &Staff,
    hall: &HallId,
    prefix: &str,
    command: impl FnOnce(Prefix) -> Command,
) -> Result<Json<QueueView>, Refused> {
    staff.0.needs(Role::Supervisor, hall)?;
    let queue = app.queue(hall)?;
    let prefix: Prefix = prefix.parse().map_err(|_| Code::UnknownQueue)?;
    queue.command_by(command(prefix.clone()), Some(staff.0.name.clone())).await?;
    let one = queue.hall.queue(&prefix).ok_or(Code::UnknownQueue)?;
    let view = QueueView::of(&queue.live().board, &queue.hall, one, queue.now());
    Ok(Json(view))
}

/// Lets a queue give out numbers again.
#[utoipa::path(post, path = "/api/v1/halls/{hall}/queues/{prefix}/open", tag = "queue",
    params(("hall" = String, Path), ("prefix" = String, Path)),
    responses((status = 200, body = QueueView), (status = 401, body = Problem), (status = 403, body = Problem)))]
async fn open_queue(
    State(app): State<Arc<App>>,
    staff: Staff,
    Path((hall, prefix)): Path<(HallId, String)>,
) -> Result<Json<QueueView>, Refused> {
    set_queue(&app, &staff, &hall, &prefix, |queue| Command::OpenQueue { queue }).await
}

/// Stops a queue from giving out numbers; who waits is still called.
#[utoipa::path(post, path = "/api/v1/halls/{hall}/queues/{prefix}/close", tag = "queue",
    params(("hall" = String, Path), ("prefix" = String, Path)),
    responses((status = 200, body = QueueView), (status = 401, body = Problem), (status = 403, body = Problem)))]
async fn close_queue(
    State(app): State<Arc<App>>,
    staff: Staff,
    Path((hall, prefix)): Path<(HallId, String)>,
) -> Result<Json<QueueView>, Refused> {
    set_queue(&app, &staff, &hall, &prefix, |queue| Command::CloseQueue { queue }).await
}

/// Changes what a window calls from while the hall runs; an empty list returns to the hall's plan. Refused
/// with `last_window` while people wait in a queue that nobody else serves.
#[utoipa::path(put, path = "/api/v1/windows/{window}/queues", tag = "queue", request_body = AssignRequest,
    params(("window" = String, Path)),
    responses((status = 200, body = AssignRequest), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 404, body = Problem), (status = 409, body = Problem)))]
async fn assign(
    State(app): State<Arc<App>>,
    staff: Staff,
    Path(window): Path<String>,
    Body(request): Body<AssignRequest>,
) -> Result<Json<AssignRequest>, Refused> {
    staff.0.needs(Role::Supervisor, &staff.0.hall)?;
    let queue = app.queue(&staff.0.hall)?;
    let window = WindowId::lenient(&window).map_err(|_| Code::UnknownWindow)?;
    let queues: Result<Vec<Prefix>, _> = request.queues.iter().map(|queue| queue.parse()).collect();
    let queues = queues.map_err(|_| Code::UnknownQueue)?;
    let assignment = (!queues.is_empty()).then_some(Assignment { queues, order: request.order });
    queue.command_by(Command::Assign { window: window.clone(), assignment }, Some(staff.0.name)).await?;
    let place = queue.hall.window(&window).ok_or(Code::UnknownWindow)?;
    let live = queue.live();
    let queues = live.board.queues_of(place).iter().map(ToString::to_string).collect();
    Ok(Json(AssignRequest { queues, order: live.board.order_of(place) }))
}

/// Emergency stop: no numbers and no calls until the hall goes on; who waits keeps their place.
#[utoipa::path(post, path = "/api/v1/halls/{hall}/stop", tag = "queue", request_body = WindowRequest,
    params(("hall" = String, Path)),
    responses((status = 200, body = BoardView), (status = 401, body = Problem), (status = 403, body = Problem)))]
async fn stop(
    State(app): State<Arc<App>>,
    staff: Staff,
    Path(hall): Path<HallId>,
    MaybeBody(request): MaybeBody<WindowRequest>,
) -> Result<Json<BoardView>, Refused> {
    let reason = request.reason.as_deref().map(cut);
    set_hall(&app, staff, &hall, Command::Stop { reason }).await
}

/// The hall goes on.
#[utoipa::path(post, path = "/api/v1/halls/{hall}/resume", tag = "queue", params(("hall" = String, Path)),
    responses((status = 200, body = BoardView), (status = 401, body = Problem), (status = 403, body = Problem)))]
async fn resume(
    State(app): State<Arc<App>>,
    staff: Staff,
    Path(hall): Path<HallId>,
) -> Result<Json<BoardView>, Refused> {
    set_hall(&app, staff, &hall, Command::Resume).await
}

async fn set_hall(
    app: &App,
    staff: Staff,
    hall: &HallId,
    command: Command,
) -> Result<Json<BoardView>, Refused> {
    staff.0.needs(Role::Supervisor, hall)?;
    let queue = app.queue(hall)?;
    queue.command_by(command, Some(staff.0.name)).await?;
    let view = BoardView::of(&queue.live().board, &queue.hall, queue.now());
    Ok(Json(view))
}
