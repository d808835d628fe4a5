//! Routes of the windows.

use super::Queue;
use super::live::Issued;
use super::steps::{desk_ticket, finished, served_items, step};
use crate::app::App;
use crate::problem::{Body, MaybeBody, Path, Refused};
use crate::staff::Staff;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use hall::api::{
    FinishRequest, Finished, PickRequest, Position, Problem, QueueView, Role, TransferRequest, WaitingList,
    WindowDetail, WindowRequest, WindowTicket, WindowView,
};
use hall::board::{Place, TicketState};
use hall::code::Code;
use hall::id::{Number, WindowId};
use hall::queue::Command;
use std::sync::Arc;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// Characters of a clerk's reason that are kept.
const REASON_MAX: usize = 200;

/// The routes.
#[must_use]
pub fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(window))
        .routes(routes!(waiting))
        .routes(routes!(open))
        .routes(routes!(pause))
        .routes(routes!(close))
        .routes(routes!(next))
        .routes(routes!(call))
        .routes(routes!(recall))
        .routes(routes!(start))
        .routes(routes!(miss))
        .routes(routes!(transfer))
        .routes(routes!(finish))
}

/// A signed-in person's window in their hall.
fn post(app: &App, staff: &Staff, window: &str) -> Result<(Arc<Queue>, WindowId), Code> {
    let window = WindowId::lenient(window).map_err(|_| Code::UnknownWindow)?;
    let queue = app.queue(&staff.0.hall)?;
    queue.hall.window(&window).ok_or(Code::UnknownWindow)?;
    // a supervisor helps where a clerk has gone
    if staff.0.needs(Role::Supervisor, &staff.0.hall).is_err() {
        staff.0.at(&window)?;
    }
    Ok((queue, window))
}

fn detail(app: &App, queue: &Queue, window: &WindowId) -> Result<WindowDetail, Code> {
    let place = queue.hall.window(window).ok_or(Code::UnknownWindow)?;
    let now = queue.now();
    let (post, ticket, last, queues) = {
        let live = queue.live();
        let queues = live.board.queues_of(place).iter().filter_map(|prefix| queue.hall.queue(prefix));
        let views = queues.map(|one| QueueView::of(&live.board, &queue.hall, one, now)).collect();
        let post = live.board.window(window);
        let ticket = post.ticket.as_ref().and_then(|number| {
            let (issued, ticket) = (live.issued_as(number)?, live.board.ticket(number)?);
            Some((issued.clone(), ticket.state, ticket.times, ticket.since))
        });
        let last =
            live.last_served(window).and_then(|ended| Some((live.issued(&ended.id)?.clone(), ended.clone())));
        (post, ticket, last, views)
    };
    let ticket =
        ticket.map(|(issued, state, times, since)| desk_ticket(app, queue, &issued, state, times, since));
    let last = last.map(|(issued, ended)| finished(app, queue, &issued, 0, &ended)).transpose()?;
    let window = WindowView {
        id: place.id.clone(),
        label: place.label.clone(),
        name: place.name.clone(),
        department: place.department.clone(),
        state: post.state,
        ticket: post.ticket,
    };
    Ok(WindowDetail { window, ticket, queues, last })
}

/// A window for its clerk: state, ticket with its matter, queues.
#[utoipa::path(get, path = "/api/v1/windows/{window}", tag = "queue", params(("window" = String, Path)),
    responses((status = 200, body = WindowDetail), (status = 401, body = Problem), (status = 403, body = Problem)))]
async fn window(
    State(app): State<Arc<App>>,
    staff: Staff,
    Path(window): Path<String>,
) -> Result<Json<WindowDetail>, Refused> {
    let (queue, window) = post(&app, &staff, &window)?;
    Ok(Json(detail(&app, &queue, &window)?))
}

/// Opens a window: its clerk is there. Who opens a window at which somebody else sits takes it over.
#[utoipa::path(post, path = "/api/v1/windows/{window}/open", tag = "queue", params(("window" = String, Path)),
    responses((status = 200, body = WindowDetail), (status = 401, body = Problem), (status = 403, body = Problem)))]
async fn open(
    State(app): State<Arc<App>>,
    staff: Staff,
    Path(window): Path<String>,
) -> Result<Json<WindowDetail>, Refused> {
    let (queue, window) = post(&app, &staff, &window)?;
    let name = staff.0.name;
    queue.command_by(crate::staff::opening(&queue, &window, name.clone()), Some(name)).await?;
    Ok(Json(detail(&app, &queue, &window)?))
}

/// Stops calling for a while, with a reason.
#[utoipa::path(post, path = "/api/v1/windows/{window}/pause", tag = "queue", request_body = WindowRequest,
    params(("window" = String, Path)),
    responses((status = 200, body = WindowDetail), (status = 401, body = Problem), (status = 409, body = Problem)))]
async fn pause(
    State(app): State<Arc<App>>,
    staff: Staff,
    Path(window): Path<String>,
    MaybeBody(request): MaybeBody<WindowRequest>,
) -> Result<Json<WindowDetail>, Refused> {
    let (queue, window) = post(&app, &staff, &window)?;
    let reason = request.reason.as_deref().map(cut);
    queue.command_by(Command::Pause { window: window.clone(), reason }, Some(staff.0.name)).await?;
    Ok(Json(detail(&app, &queue, &window)?))
}

/// Closes a window; refused while it still has a ticket.
#[utoipa::path(post, path = "/api/v1/windows/{window}/close", tag = "queue", params(("window" = String, Path)),
    responses((status = 200, body = WindowDetail), (status = 401, body = Problem), (status = 409, body = Problem)))]
async fn close(
    State(app): State<Arc<App>>,
    staff: Staff,
    Path(window): Path<String>,
) -> Result<Json<WindowDetail>, Refused> {
    let (queue, window) = post(&app, &staff, &window)?;
    queue.command_by(Command::Close { window: window.clone() }, Some(staff.0.name)).await?;
    Ok(Json(detail(&app, &queue, &window)?))
}

/// Calls the ticket that waits longest in the window's queues; 204 when nobody waits.
#[utoipa::path(post, path = "/api/v1/windows/{window}/next", tag = "queue", params(("window" = String, Path)),
    responses((status = 200, body = WindowTicket), (status = 204), (status = 401, body = Problem),
              (status = 403, body = Problem), (status = 409, body = Problem)))]
async fn next(
    State(app): State<Arc<App>>,
    staff: Staff,
    Path(window): Path<String>,
) -> Result<Response, Refused> {
    let (queue, window) = post(&app, &staff, &window)?;
    Ok(match step(&queue, &staff, &window, Command::Next { window: window.clone() }).await? {
        None => StatusCode::NO_CONTENT.into_response(),
        Some(done) => done.answer(&app, &queue).into_response(),
    })
}

/// Calls the window's ticket once more.
#[utoipa::path(post, path = "/api/v1/windows/{window}/recall", tag = "queue", params(("window" = String, Path)),
    responses((status = 200, body = WindowTicket), (status = 401, body = Problem), (status = 409, body = Problem)))]
async fn recall(
    State(app): State<Arc<App>>,
    staff: Staff,
    Path(window): Path<String>,
) -> Result<Json<WindowTicket>, Refused> {
    let (queue, window) = post(&app, &staff, &window)?;
    let done = step(&queue, &staff, &window, Command::Recall { window: window.clone() }).await?;
    Ok(done.ok_or(Code::Internal)?.answer(&app, &queue))
}

/// The called citizen has come.
#[utoipa::path(post, path = "/api/v1/windows/{window}/start", tag = "queue", params(("window" = String, Path)),
    responses((status = 200, body = WindowTicket), (status = 401, body = Problem), (status = 409, body = Problem)))]
async fn start(
    State(app): State<Arc<App>>,
    staff: Staff,
    Path(window): Path<String>,
) -> Result<Json<WindowTicket>, Refused> {
    let (queue, window) = post(&app, &staff, &window)?;
    let done = step(&queue, &staff, &window, Command::Start { window: window.clone() }).await?;
    Ok(done.ok_or(Code::Internal)?.answer(&app, &queue))
}

/// The called citizen did not come (过号).
#[utoipa::path(post, path = "/api/v1/windows/{window}/miss", tag = "queue", params(("window" = String, Path)),
    responses((status = 200, body = WindowTicket), (status = 401, body = Problem), (status = 409, body = Problem)))]
async fn miss(
    State(app): State<Arc<App>>,
    staff: Staff,
    Path(window): Path<String>,
) -> Result<Json<WindowTicket>, Refused> {
    let (queue, window) = post(&app, &staff, &window)?;
    let done = step(&queue, &staff, &window, Command::Miss { window: window.clone() }).await?;
    Ok(done.ok_or(Code::Internal)?.answer(&app, &queue))
}

/// The service is done; the answer carries the one-time rating code.
#[utoipa::path(post, path = "/api/v1/windows/{window}/finish", tag = "queue", request_body = FinishRequest,
    params(("window" = String, Path)),
    responses((status = 200, body = Finished), (status = 401, body = Problem), (status = 409, body = Problem),
              (status = 422, body = Problem)))]
async fn finish(
    State(app): State<Arc<App>>,
    staff: Staff,
    Path(window): Path<String>,
    MaybeBody(request): MaybeBody<FinishRequest>,
) -> Result<Json<Finished>, Refused> {
    let (queue, window) = post(&app, &staff, &window)?;
    if queue.live().board.window(&window).ticket.is_none() {
        // called at another server a moment ago?
        queue.look_around().await;
    }
    let (items, skip) = served_items(&app, &queue, &window, request.items)?;
    let done = step(&queue, &staff, &window, Command::Finish { window: window.clone(), items, skip }).await?;
    Ok(Json(done.ok_or(Code::Internal)?.finished(&app, &queue)?))
}

/// Calls a particular number out of turn; the reason is kept with the clerk's name.
#[utoipa::path(post, path = "/api/v1/windows/{window}/call", tag = "queue", request_body = PickRequest,
    params(("window" = String, Path)),
    responses((status = 200, body = WindowTicket), (status = 401, body = Problem), (status = 409, body = Problem),
              (status = 422, body = Problem)))]
async fn call(
    State(app): State<Arc<App>>,
    staff: Staff,
    Path(window): Path<String>,
    Body(request): Body<PickRequest>,
) -> Result<Json<WindowTicket>, Refused> {
    let (queue, window) = post(&app, &staff, &window)?;
    let number = request.ticket.trim().to_uppercase().parse().map_err(|_| Code::UnknownTicket)?;
    let command = Command::Pick { window: window.clone(), number, reason: cut(&request.reason) };
    let done = step(&queue, &staff, &window, command).await?;
    Ok(done.ok_or(Code::Internal)?.answer(&app, &queue))
}

/// Hands the window's ticket to another queue or window, with its number and the time it has waited.
#[utoipa::path(post, path = "/api/v1/windows/{window}/transfer", tag = "queue", request_body = TransferRequest,
    params(("window" = String, Path)),
    responses((status = 200, body = WindowTicket), (status = 401, body = Problem), (status = 404, body = Problem),
              (status = 409, body = Problem)))]
async fn transfer(
    State(app): State<Arc<App>>,
    staff: Staff,
    Path(window): Path<String>,
    Body(request): Body<TransferRequest>,
) -> Result<Json<WindowTicket>, Refused> {
    let (queue, window) = post(&app, &staff, &window)?;
    let to = match (&request.queue, &request.window) {
        (Some(queue), None) => Place::Queue(queue.parse().map_err(|_| Code::UnknownQueue)?),
        (None, Some(window)) => Place::Window(WindowId::lenient(window).map_err(|_| Code::UnknownWindow)?),
        _ => return Err(Code::BadRequest.into()),
    };
    let front = request.position == Position::Front;
    let reason = request.reason.as_deref().map(cut);
    let command = Command::Transfer { window: window.clone(), to, front, reason };
    let done = step(&queue, &staff, &window, command).await?;
    Ok(done.ok_or(Code::Internal)?.answer(&app, &queue))
}

/// Who waits for a window, in the order of the calls, then who was missed and may come back.
#[utoipa::path(get, path = "/api/v1/windows/{window}/waiting", tag = "queue", params(("window" = String, Path)),
    responses((status = 200, body = WaitingList), (status = 401, body = Problem), (status = 403, body = Problem)))]
async fn waiting(
    State(app): State<Arc<App>>,
    staff: Staff,
    Path(window): Path<String>,
) -> Result<Json<WaitingList>, Refused> {
    let (queue, window) = post(&app, &staff, &window)?;
    let tickets: Vec<(Issued, TicketState, u32)> = {
        let live = queue.live();
        let place = queue.hall.window(&window).ok_or(Code::UnknownWindow)?;
        let mut numbers = hall::queue::upcoming(&live.board, &queue.hall, place);
        let missed = live.board.tickets.iter().filter(|(_, ticket)| {
            ticket.state == TicketState::Missed
                && ticket.requeued < queue.hall.rules.max_requeues
                && (live.board.queues_of(place).contains(&ticket.queue)
                    || ticket.window.as_ref() == Some(&window))
        });
        numbers.extend(missed.map(|(number, _)| number.clone()));
        let one = |number: &Number| {
            let ticket = live.board.ticket(number)?;
            Some((live.issued_as(number)?.clone(), ticket.state, ticket.times))
        };
        numbers.iter().filter_map(one).collect()
    };
    let items =
        tickets.iter().map(|(issued, state, times)| desk_ticket(&app, &queue, issued, *state, *times, None));
    Ok(Json(WaitingList { items: items.collect(), next: None }))
}

/// Words of a clerk, without what a long paste would add.
pub fn cut(words: &str) -> String {
    words.trim().chars().take(REASON_MAX).collect()
}
