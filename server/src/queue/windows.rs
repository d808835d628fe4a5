//! Routes of the windows: what a clerk does with the ticket at hand.

use super::Queue;
use super::live::{Ended, Issued};
use crate::app::App;
use crate::problem::{Body, MaybeBody, Path, Refused};
use crate::staff::Staff;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use hall::api::{
    DeskTicket, FinishRequest, Finished, PickRequest, Position, Problem, QueueView, RatingInvitation, Role,
    TransferRequest, WaitingList, WindowDetail, WindowRequest, WindowTicket, WindowView,
};
use hall::board::{Place, TicketState};
use hall::code::Code;
use hall::event::Event;
use hall::id::{ItemId, Number, Prefix, ServiceId, WindowId};
use hall::moment::Moment;
use hall::queue::Command;
use hall::text::Text;
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

/// A ticket as its clerk sees it; where it stands in its life is said by the caller.
fn desk_ticket(
    app: &App,
    queue: &Queue,
    issued: &Issued,
    state: TicketState,
    times: u32,
    since: Option<Moment>,
) -> DeskTicket {
    let private = &issued.private;
    let catalog = app.catalog(&queue.hall.id).ok();
    let catalog = catalog.as_deref();
    let (on_board, queues) = {
        let live = queue.live();
        let ticket = live.board.ticket(&issued.number).cloned();
        let window = ticket.as_ref().and_then(|ticket| queue.hall.window(ticket.window.as_ref()?));
        (ticket, window.map(|window| live.board.queues_of(window).to_vec()))
    };
    // the matter to be served here: the first one that belongs to where the ticket is
    let here = |id: &&ItemId| {
        let prefix = catalog.and_then(|catalog| catalog.item(id)).map(|item| &item.queue_prefix);
        let in_queue = on_board.as_ref().is_some_and(|ticket| Some(&ticket.queue) == prefix);
        in_queue || prefix.is_some_and(|prefix| queues.as_ref().is_some_and(|all| all.contains(prefix)))
    };
    let item = private.items.iter().find(here).or(private.items.first()).cloned();
    let matter: Option<Text> = catalog.and_then(|catalog| {
        let item = item.as_ref().and_then(|id| catalog.item(id)).map(|item| item.name.clone());
        let theme = || {
            private.theme.as_ref().and_then(|id| catalog.catalog.theme(id)).map(|theme| theme.name.clone())
        };
        item.or_else(theme)
    });
    let checklist = private.checklist.as_ref().and_then(|given| {
        let item = catalog?.item(private.items.first()?)?;
        hall::notice::for_desk(item, given)
    });
    DeskTicket {
        id: Some(private.id.clone()),
        number: issued.number.clone(),
        state,
        item,
        items: if private.items.len() > 1 { private.items.clone() } else { Vec::new() },
        then: on_board.as_ref().map(|ticket| ticket.then.clone()).unwrap_or_default(),
        priority: on_board.as_ref().is_some_and(|ticket| ticket.priority),
        requested: private.requested.clone(),
        rank: on_board.as_ref().map(|ticket| ticket.rank),
        theme: private.theme.clone(),
        matter,
        checklist,
        times,
        since,
    }
}

/// Services that ended, each with its rating code.
fn finished(app: &App, queue: &Queue, issued: &Issued, times: u32, ended: &Ended) -> Result<Finished, Code> {
    let ticket = desk_ticket(app, queue, issued, TicketState::Served, times, Some(ended.at));
    let catalog = app.catalog(&queue.hall.id)?;
    let theme = issued.private.theme.as_ref().and_then(|id| catalog.catalog.theme(id));
    let invitation = |(service, item): (ServiceId, Option<&ItemId>)| {
        let matter = item.and_then(|id| catalog.item(id)).map(|item| item.name.clone());
        let matter = matter.or_else(|| theme.map(|theme| theme.name.clone()));
        let url = app.rating_url(&service, ended.at)?;
        Ok(RatingInvitation {
            matter,
            qr_svg: crate::qr::svg(&url)?,
            url,
            expires_at: app.codes.expires(ended.at),
        })
    };
    let mut ratings = ended.services().map(invitation).collect::<Result<Vec<_>, Code>>()?.into_iter();
    let rating = ratings.next().ok_or(Code::Internal)?;
    Ok(Finished { ticket, rating, more: ratings.collect(), then: ended.then.clone() })
}

/// A step that was done with a ticket.
struct Done {
    issued: Issued,
    state: TicketState,
    times: u32,
    at: Moment,
    ended: Option<Ended>,
}

impl Done {
    fn answer(&self, app: &App, queue: &Queue) -> Json<WindowTicket> {
        let ticket = desk_ticket(app, queue, &self.issued, self.state, self.times, Some(self.at));
        Json(WindowTicket { ticket })
    }
}

/// Does a step with the ticket of a window and tells of it from the very events that it made: whatever
/// happens next in the hall, even a new day, changes nothing in the answer. None when nobody waits.
async fn step(
    queue: &Queue,
    staff: &Staff,
    window: &WindowId,
    command: Command,
) -> Result<Option<Done>, Refused> {
    let at_window = || {
        let live = queue.live();
        let number = live.board.window(window).ticket?;
        Some((live.issued_as(&number)?.clone(), live.board.ticket(&number)?.times))
    };
    let mut before = at_window();
    if before.is_none() && !matches!(command, Command::Next { .. } | Command::Pick { .. }) {
        // called at another server a moment ago?
        queue.look_around().await;
        before = at_window();
    }
    let events = queue.command_by(command, Some(staff.0.name.clone())).await?;
    let told = events.iter().rev().find_map(|recorded| told(&recorded.event).map(|told| (recorded.at, told)));
    let Some((at, (number, state, times))) = told else { return Ok(None) };
    let before = before.filter(|(issued, _)| issued.number == *number);
    let times = times.or(before.as_ref().map(|(_, times)| *times)).unwrap_or_default();
    let issued = before.map(|(issued, _)| issued);
    let issued = issued.or_else(|| queue.live().issued_as(number).cloned()).ok_or(Code::Internal)?;
    let ended = events.iter().find_map(|recorded| Ended::of(recorded, &issued.private.id));
    Ok(Some(Done { issued, state, times, at, ended }))
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
        Event::TicketTransferred { number, .. } => Some((number, TicketState::Waiting, None)),
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
    let done = done.ok_or(Code::Internal)?;
    let ended = done.ended.as_ref().ok_or(Code::Internal)?;
    Ok(Json(finished(&app, &queue, &done.issued, done.times, ended)?))
}

/// The matters the clerk names, all of which the window serves or the ticket was taken for; when none is
/// named, those of the ticket that belong here. With them the further stops of the ticket that have become
/// needless, because all their matters were served.
fn served_items(
    app: &App,
    queue: &Queue,
    window: &WindowId,
    named: Option<Vec<String>>,
) -> Result<(Vec<ItemId>, Vec<Prefix>), Code> {
    let catalog = app.catalog(&queue.hall.id)?;
    let own = queue.items_at(window);
    let (here, at, then) = {
        let live = queue.live();
        let place = queue.hall.window(window).ok_or(Code::UnknownWindow)?;
        let ticket = live.board.window(window).ticket.and_then(|number| live.board.ticket(&number).cloned());
        let (at, then) = ticket.map(|ticket| (ticket.queue, ticket.then)).unzip();
        (live.board.queues_of(place).to_vec(), at, then.unwrap_or_default())
    };
    let queue_of = |id: &ItemId| catalog.item(id).map(|item| &item.queue_prefix);
    let items = match named {
        // on a slip for several matters only those of this line; the others are served elsewhere
        None if then.is_empty() => match own.len() {
            0 | 1 => own.clone(),
            _ => own.iter().filter(|id| queue_of(id) == at.as_ref()).cloned().collect(),
        },
        None => own.iter().filter(|id| queue_of(id) == at.as_ref()).cloned().collect(),
        Some(named) => {
            let served = |id: String| {
                let item = id.parse().ok().and_then(|id| catalog.item(&id)).ok_or(Code::UnknownItem)?;
                // a ticket may have been taken for what is offered no longer
                if !own.contains(&item.id) && !item.is_listed(queue.today()) {
                    return Err(Code::UnknownItem);
                }
                let may = here.contains(&item.queue_prefix) || own.contains(&item.id);
                if may { Ok(item.id.clone()) } else { Err(Code::ItemNotOfTicket) }
            };
            let mut once: Vec<ItemId> = Vec::new();
            for id in named.into_iter().map(served).collect::<Result<Vec<_>, _>>()? {
                if !once.contains(&id) {
                    once.push(id);
                }
            }
            once
        }
    };
    let left = |stop: &Prefix| own.iter().any(|id| queue_of(id) == Some(stop) && !items.contains(id));
    let skip = then.into_iter().filter(|stop| !left(stop)).collect();
    Ok((items, skip))
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
