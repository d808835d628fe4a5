//! Routes of the queue: parse, authorise, call, answer.

use super::live::Issued;
use super::store::TicketRow;
use super::{Queue, new_ticket_id, stream};
use crate::app::App;
use crate::problem::{Body, MaybeBody, Path, Refused, request_key};
use crate::staff::{DeviceOrStaff, Staff};
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use hall::api::{
    BoardView, DeskTicket, FinishRequest, Finished, IssuedTicket, Problem, QueueView, RatingInvitation, Role,
    TicketRequest, TicketView, WindowDetail, WindowRequest, WindowTicket, WindowView,
};
use hall::board::TicketState;
use hall::code::Code;
use hall::event::Event;
use hall::id::{HallId, ItemId, Number, Prefix, ThemeId, TicketId, WindowId};
use hall::moment::Moment;
use hall::queue::{Command, estimate};
use hall::text::Text;
use std::sync::Arc;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The routes.
#[must_use]
pub fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(board))
        .routes(routes!(stream::events))
        .routes(routes!(issue))
        .routes(routes!(ticket))
        .routes(routes!(cancel))
        .routes(routes!(window))
        .routes(routes!(open))
        .routes(routes!(pause))
        .routes(routes!(close))
        .routes(routes!(next))
        .routes(routes!(recall))
        .routes(routes!(start))
        .routes(routes!(miss))
        .routes(routes!(finish))
        .routes(routes!(open_queue))
        .routes(routes!(close_queue))
}

/// The live board of a hall.
#[utoipa::path(get, path = "/api/v1/halls/{hall}/board", tag = "queue", params(("hall" = String, Path)),
    responses((status = 200, body = BoardView), (status = 404, body = Problem)))]
async fn board(State(app): State<Arc<App>>, Path(hall): Path<HallId>) -> Result<Json<BoardView>, Refused> {
    let queue = app.queue(&hall)?;
    let view = BoardView::of(&queue.live().board, &queue.hall, queue.now());
    Ok(Json(view))
}

/// Takes a number for a matter, a theme or a queue. The same `Idempotency-Key` gets the same ticket.
#[utoipa::path(post, path = "/api/v1/halls/{hall}/tickets", tag = "queue", request_body = TicketRequest,
    params(("hall" = String, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 201, body = IssuedTicket), (status = 401, body = Problem), (status = 404, body = Problem),
              (status = 409, body = Problem)))]
async fn issue(
    State(app): State<Arc<App>>,
    asker: DeviceOrStaff,
    Path(hall): Path<HallId>,
    headers: HeaderMap,
    Body(request): Body<TicketRequest>,
) -> Result<Response, Refused> {
    let queue = app.queue(&hall)?;
    asker.of(&hall)?;
    let wanted = wanted(&app, &hall, &request)?;
    let key = request_key(&headers)?;
    let id = new_ticket_id()?;
    let Wanted { queue: prefix, item, theme } = wanted;
    let by_staff = asker.is_staff();
    let command = Command::Issue { id: id.clone(), queue: prefix, item, theme, key: key.clone(), by_staff };
    queue.command(command).await?;
    let issued = {
        let live = queue.live();
        let by_key = key.as_ref().and_then(|key| live.issued_for(key));
        by_key.or_else(|| live.issued(&id)).cloned().ok_or(Code::Internal)?
    };
    Ok((StatusCode::CREATED, Json(answer(&app, issued)?)).into_response())
}

/// What a number is taken for, and the line that follows from it.
struct Wanted {
    queue: Prefix,
    item: Option<ItemId>,
    theme: Option<ThemeId>,
}

/// Exactly one of matter, theme and queue decides the line.
fn wanted(app: &App, hall: &HallId, request: &TicketRequest) -> Result<Wanted, Code> {
    if request.priority.is_some() || request.appointment.is_some() {
        return Err(Code::BadRequest);
    }
    let catalog = &app.catalog(hall)?.catalog;
    match (&request.item, &request.theme, &request.queue) {
        (Some(item), None, None) => {
            let item = item.parse().ok().and_then(|id| catalog.item(&id)).ok_or(Code::UnknownItem)?;
            Ok(Wanted { queue: item.queue_prefix.clone(), item: Some(item.id.clone()), theme: None })
        }
        (None, Some(theme), None) => {
            let theme = theme.parse().ok().and_then(|id| catalog.theme(&id)).ok_or(Code::UnknownTheme)?;
            let queue = catalog.queue_of_theme(theme).cloned().ok_or(Code::UnknownTheme)?;
            Ok(Wanted { queue, item: None, theme: Some(theme.id.clone()) })
        }
        (None, None, Some(queue)) => {
            let queue = queue.parse().map_err(|_| Code::UnknownQueue)?;
            Ok(Wanted { queue, item: None, theme: None })
        }
        _ => Err(Code::BadRequest),
    }
}

fn answer(app: &App, issued: Issued) -> Result<IssuedTicket, Code> {
    let track_url = app.track_url(&issued.private.id);
    Ok(IssuedTicket {
        qr_svg: crate::qr::svg(&track_url)?,
        track_url,
        queue: issued.number.prefix().clone(),
        number: issued.number,
        ahead: issued.private.ahead,
        estimate: issued.private.estimate,
        issued_at: issued.at,
        id: issued.private.id,
    })
}

/// A ticket, to who knows its id.
#[utoipa::path(get, path = "/api/v1/tickets/{id}", tag = "queue", params(("id" = String, Path)),
    responses((status = 200, body = TicketView), (status = 404, body = Problem)))]
async fn ticket(State(app): State<Arc<App>>, Path(id): Path<String>) -> Result<Json<TicketView>, Refused> {
    Ok(Json(view(&app, &id.parse().map_err(|_| Code::UnknownTicket)?).await?.1))
}

/// A ticket by its secret name, live or from the table, and the hall it is of.
///
/// # Errors
/// `unknown_ticket`, or `unavailable` when the database fails.
pub async fn view(app: &App, id: &TicketId) -> Result<(Arc<Queue>, TicketView), Refused> {
    for queue in app.queues() {
        let live = queue.live();
        if let Some(issued) = live.issued(id)
            && let Some(ticket) = live.board.ticket(&issued.number)
        {
            let ahead = live.board.ahead(&issued.number);
            let prefix = issued.number.prefix();
            let ticket = TicketView {
                number: issued.number.clone(),
                state: ticket.state,
                queue: prefix.clone(),
                ahead,
                estimate: ahead.and_then(|ahead| estimate(&live.board, &queue.hall, prefix, ahead)),
                window: ticket.window.clone(),
                rating_url: None,
            };
            return Ok((queue.clone(), ticket));
        }
    }
    let row = super::store::find(&app.pool, id).await?.ok_or(Code::UnknownTicket)?;
    let state = ended(&row);
    let rating_url = match (state, row.ended_at) {
        (TicketState::Served, Some(at)) => Some(app.rating_url(id, at)?),
        _ => None,
    };
    let queue = app.queue(&row.hall)?;
    let (number, window) = (row.number, row.window);
    let ticket =
        TicketView { number, state, queue: row.queue, ahead: None, estimate: None, window, rating_url };
    Ok((queue, ticket))
}

/// A ticket that is no longer on the board has ended; one that never got an end expired.
fn ended(row: &TicketRow) -> TicketState {
    match row.state.as_str() {
        "served" => TicketState::Served,
        "missed" => TicketState::Missed,
        "cancelled" => TicketState::Cancelled,
        _ => TicketState::Expired,
    }
}

/// Gives a number back.
#[utoipa::path(post, path = "/api/v1/tickets/{id}/cancel", tag = "queue", params(("id" = String, Path)),
    responses((status = 200, body = TicketView), (status = 404, body = Problem), (status = 409, body = Problem)))]
async fn cancel(State(app): State<Arc<App>>, Path(id): Path<String>) -> Result<Json<TicketView>, Refused> {
    let id: TicketId = id.parse().map_err(|_| Code::UnknownTicket)?;
    give_back(&app, &id).await?;
    Ok(Json(view(&app, &id).await?.1))
}

/// Cancels a ticket by its secret name.
///
/// # Errors
/// `unknown_ticket`, `ticket_ended`, or `unavailable`.
pub async fn give_back(app: &App, id: &TicketId) -> Result<(), Refused> {
    let found = app.queues().find_map(|queue| {
        let number = queue.live().issued(id).map(|issued| issued.number.clone())?;
        Some((queue.clone(), number))
    });
    match found {
        Some((queue, number)) => {
            queue.command(Command::Cancel { number, id: id.clone() }).await?;
            Ok(())
        }
        None => match super::store::find(&app.pool, id).await? {
            Some(_) => Err(Code::TicketEnded.into()),
            None => Err(Code::UnknownTicket.into()),
        },
    }
}

/// A signed-in person's window in their hall.
fn post(app: &App, staff: &Staff, window: &str) -> Result<(Arc<Queue>, WindowId), Code> {
    let window = WindowId::lenient(window).map_err(|_| Code::UnknownWindow)?;
    let queue = app.queue(&staff.0.hall)?;
    queue.hall.window(&window).ok_or(Code::UnknownWindow)?;
    staff.0.at(&window)?;
    Ok((queue, window))
}

fn detail(app: &App, queue: &Queue, window: &WindowId) -> Result<WindowDetail, Code> {
    let place = queue.hall.window(window).ok_or(Code::UnknownWindow)?;
    let now = queue.now();
    let (post, ticket, last, queues) = {
        let live = queue.live();
        let queues = place.queues.iter().filter_map(|prefix| queue.hall.queue(prefix));
        let views = queues.map(|one| QueueView::of(&live.board, &queue.hall, one, now)).collect();
        let post = live.board.window(window);
        let ticket = post.ticket.as_ref().and_then(|number| {
            let (issued, ticket) = (live.issued_as(number)?, live.board.ticket(number)?);
            Some((issued.clone(), ticket.state, ticket.times, ticket.since))
        });
        let last =
            live.last_served(window).and_then(|ended| Some((live.issued(&ended.id)?.clone(), ended.at)));
        (post, ticket, last, views)
    };
    let ticket =
        ticket.map(|(issued, state, times, since)| desk_ticket(app, queue, &issued, state, times, since));
    let last = last.map(|(issued, at)| finished(app, queue, &issued, 0, at)).transpose()?;
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

/// A ticket as its clerk sees it.
fn desk_ticket(
    app: &App,
    queue: &Queue,
    issued: &Issued,
    state: TicketState,
    times: u32,
    since: Option<Moment>,
) -> DeskTicket {
    let (item, theme) = (issued.private.item.clone(), issued.private.theme.clone());
    let catalog = app.catalog(&queue.hall.id).ok();
    let matter: Option<Text> = catalog.and_then(|published| {
        let item = item.as_ref().and_then(|id| published.catalog.item(id)).map(|item| item.name.clone());
        let theme =
            || theme.as_ref().and_then(|id| published.catalog.theme(id)).map(|theme| theme.name.clone());
        item.or_else(theme)
    });
    DeskTicket { number: issued.number.clone(), state, item, theme, matter, times, since }
}

/// A service that ended at `at`, with its rating code.
fn finished(app: &App, queue: &Queue, issued: &Issued, times: u32, at: Moment) -> Result<Finished, Code> {
    let ticket = desk_ticket(app, queue, issued, TicketState::Served, times, Some(at));
    let url = app.rating_url(&issued.private.id, at)?;
    let rating = RatingInvitation { qr_svg: crate::qr::svg(&url)?, url, expires_at: app.codes.expires(at) };
    Ok(Finished { ticket, rating })
}

/// A step that was done with a ticket.
struct Done {
    issued: Issued,
    state: TicketState,
    times: u32,
    at: Moment,
}

impl Done {
    fn answer(&self, app: &App, queue: &Queue) -> Json<WindowTicket> {
        let ticket = desk_ticket(app, queue, &self.issued, self.state, self.times, Some(self.at));
        Json(WindowTicket { ticket })
    }
}

/// Does a step with the ticket of a window and tells of it from the very events that it made: whatever
/// happens next in the hall, even a new day, changes nothing in the answer. None when nobody waits.
async fn step(queue: &Queue, window: &WindowId, command: Command) -> Result<Option<Done>, Refused> {
    let before = {
        let live = queue.live();
        live.board
            .window(window)
            .ticket
            .and_then(|number| Some((live.issued_as(&number)?.clone(), live.board.ticket(&number)?.times)))
    };
    let events = queue.command(command).await?;
    let told = events.iter().rev().find_map(|recorded| told(&recorded.event).map(|told| (recorded.at, told)));
    let Some((at, (number, state, times))) = told else { return Ok(None) };
    let before = before.filter(|(issued, _)| issued.number == *number);
    let times = times.or(before.as_ref().map(|(_, times)| *times)).unwrap_or_default();
    let issued = before.map(|(issued, _)| issued);
    let issued = issued.or_else(|| queue.live().issued_as(number).cloned()).ok_or(Code::Internal)?;
    Ok(Some(Done { issued, state, times, at }))
}

/// The ticket that an event is about, where it stands after it, and how often it was called when the
/// event says so.
const fn told(event: &Event) -> Option<(&Number, TicketState, Option<u32>)> {
    match event {
        Event::TicketCalled { number, .. } => Some((number, TicketState::Called, Some(1))),
        Event::TicketRecalled { number, times, .. } => Some((number, TicketState::Called, Some(*times))),
        Event::ServiceStarted { number, .. } => Some((number, TicketState::Serving, None)),
        Event::TicketMissed { number, .. } => Some((number, TicketState::Missed, None)),
        Event::Served { number, .. } => Some((number, TicketState::Served, None)),
        _ => None,
    }
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

/// Opens a window: its clerk is there.
#[utoipa::path(post, path = "/api/v1/windows/{window}/open", tag = "queue", params(("window" = String, Path)),
    responses((status = 200, body = WindowDetail), (status = 401, body = Problem), (status = 403, body = Problem)))]
async fn open(
    State(app): State<Arc<App>>,
    staff: Staff,
    Path(window): Path<String>,
) -> Result<Json<WindowDetail>, Refused> {
    let (queue, window) = post(&app, &staff, &window)?;
    queue.command(Command::Open { window: window.clone(), staff: staff.0.name }).await?;
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
    let reason = request.reason.map(|reason| reason.chars().take(200).collect());
    queue.command(Command::Pause { window: window.clone(), reason }).await?;
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
    queue.command(Command::Close { window: window.clone() }).await?;
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
    Ok(match step(&queue, &window, Command::Next { window: window.clone() }).await? {
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
    let done = step(&queue, &window, Command::Recall { window: window.clone() }).await?;
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
    let done = step(&queue, &window, Command::Start { window: window.clone() }).await?;
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
    let done = step(&queue, &window, Command::Miss { window: window.clone() }).await?;
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
    let items = served_items(&app, &queue, &window, request.items)?;
    let done = step(&queue, &window, Command::Finish { window: window.clone(), items }).await?;
    let done = done.ok_or(Code::Internal)?;
    Ok(Json(finished(&app, &queue, &done.issued, done.times, done.at)?))
}

/// The matters the clerk names, all of which the window serves; the ticket's own when none is named.
fn served_items(
    app: &App,
    queue: &Queue,
    window: &WindowId,
    named: Option<Vec<String>>,
) -> Result<Vec<ItemId>, Code> {
    let own = queue.items_at(window);
    let Some(named) = named else { return Ok(own) };
    let catalog = &app.catalog(&queue.hall.id)?.catalog;
    let place = queue.hall.window(window);
    let served = |id: String| {
        let item = id.parse().ok().and_then(|id| catalog.item(&id)).ok_or(Code::UnknownItem)?;
        let here = place.is_some_and(|window| window.queues.contains(&item.queue_prefix));
        if here || own.contains(&item.id) { Ok(item.id.clone()) } else { Err(Code::ItemNotOfTicket) }
    };
    named.into_iter().map(served).collect()
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
    queue.command(command(prefix.clone())).await?;
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
