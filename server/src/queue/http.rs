//! Routes of the queue: the board and the tickets; windows and what supervisors do stand in files of
//! their own. Parse, authorise, call, answer.

use super::live::Issued;
use super::store::TicketRow;
use super::{Queue, manage, new_ticket_id, stream, windows};
use crate::app::App;
use crate::appointments::{self, CheckIn, Checked};
use crate::catalog::{self, Published};
use crate::problem::{Body, Path, Refused, request_key};
use crate::staff::{DeviceOrStaff, Staff};
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use hall::api::{
    BoardView, IssuedTicket, PriorityRequest, Problem, RatingLink, Role, TicketChecklist, TicketRequest,
    TicketView,
};
use hall::board::TicketState;
use hall::catalog::{Catalog, queue_of_theme};
use hall::code::Code;
use hall::id::{ClassId, HallId, ItemId, Number, Prefix, ThemeId, TicketId};
use hall::moment::Day;
use hall::queue::{Command, Issue, estimate};
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
        .routes(routes!(requeue))
        .routes(routes!(priority))
        .merge(windows::routes())
        .merge(manage::routes())
}

/// The live board of a hall.
#[utoipa::path(get, path = "/api/v1/halls/{hall}/board", tag = "queue", params(("hall" = String, Path)),
    responses((status = 200, body = BoardView), (status = 404, body = Problem)))]
async fn board(State(app): State<Arc<App>>, Path(hall): Path<HallId>) -> Result<Json<BoardView>, Refused> {
    let queue = app.queue(&hall)?;
    let view = BoardView::of(&queue.live().board, &queue.hall, queue.now());
    Ok(Json(view))
}

/// Takes a number for a matter, a theme, a queue or an appointment. The same `Idempotency-Key` gets the same ticket.
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
    let arrived = match arrived(&app, &queue, &request).await? {
        Some(Checked::TooEarly(from)) => return Ok(appointments::http::too_early(from)),
        Some(Checked::Welcome(arrived)) => Some(arrived),
        None => None,
    };
    // a retry gets its ticket, whatever has been published meanwhile
    if arrived.is_none()
        && let Some(key) = request_key(&headers)?
    {
        let made = queue.live().issued_for(&key).cloned();
        if let Some(made) = made {
            return Ok((StatusCode::CREATED, Json(answer(&app, made)?)).into_response());
        }
    }
    let published = app.catalog(&hall)?;
    let Wanted { queues, items, theme } = match &arrived {
        Some(CheckIn { queue, item, .. }) => {
            Wanted { queues: vec![queue.clone()], items: item.iter().cloned().collect(), theme: None }
        }
        None => wanted(published.as_ref(), queue.today(), &request)?,
    };
    let requested = request.priority.as_deref().map(str::parse::<ClassId>).transpose();
    let requested = requested.map_err(|_| Code::UnknownPriority)?;
    if requested.as_ref().is_some_and(|class| queue.hall.priority(class).is_none()) {
        return Err(Code::UnknownPriority.into());
    }
    let checklist = checklist(&published.catalog, &request)?;
    let checked_version = checked_version(&app, &hall, published.current.version, &request).await?;
    let key = request_key(&headers)?;
    // an appointment makes one ticket, whoever asks for it however often
    let key = arrived.as_ref().map(CheckIn::key).transpose()?.or(key);
    let id = new_ticket_id()?;
    let booked = arrived.as_ref().and_then(|arrived| arrived.booked);
    let wish = Issue {
        id: id.clone(),
        queues,
        items,
        theme,
        key: key.clone(),
        requested,
        checked_version,
        checklist,
        booked,
        by_staff: asker.is_staff(),
    };
    queue.command_by(Command::Issue(Box::new(wish)), asker.name()).await?;
    let issued = {
        let live = queue.live();
        let by_key = key.as_ref().and_then(|key| live.issued_for(key));
        by_key.or_else(|| live.issued(&id)).cloned().ok_or(Code::Internal)?
    };
    if let Some(arrived) = &arrived {
        appointments::used(&app.pool, &arrived.id, &issued.private.id).await?;
    }
    Ok((StatusCode::CREATED, Json(answer(&app, issued)?)).into_response())
}

/// What a number is taken for, and the lines that follow from it.
struct Wanted {
    queues: Vec<Prefix>,
    items: Vec<ItemId>,
    theme: Option<ThemeId>,
}

/// Matters on one slip at most.
const MATTERS_MAX: usize = 8;

/// Who names an appointment names nothing else: it knows its line.
async fn arrived(app: &App, queue: &Queue, request: &TicketRequest) -> Result<Option<Checked>, Refused> {
    let Some(named) = &request.appointment else { return Ok(None) };
    let alone = TicketRequest { appointment: Some(named.clone()), ..TicketRequest::default() };
    if (TicketRequest { priority: None, ..request.clone() }) != alone {
        return Err(Code::BadRequest.into());
    }
    appointments::check_in(app, &queue.hall.id, named, queue.now()).await.map(Some)
}

/// Exactly one of matter, matters, theme and queue decides the lines.
fn wanted(catalog: &Published, day: Day, request: &TicketRequest) -> Result<Wanted, Code> {
    let matters = |names: &[String]| {
        let find = |name: &String| catalog.offered(&name.parse().map_err(|_| Code::UnknownItem)?, day);
        let items = names.iter().map(find).collect::<Result<Vec<_>, _>>()?;
        let queues = items.iter().map(|item| item.queue_prefix.clone()).collect();
        let items = items.iter().map(|item| item.id.clone()).collect();
        Ok(Wanted { queues, items, theme: None })
    };
    match (&request.item, &request.items, &request.theme, &request.queue) {
        (Some(item), None, None, None) => matters(std::slice::from_ref(item)),
        (None, Some(items), None, None) if (1..=MATTERS_MAX).contains(&items.len()) => matters(items),
        (None, None, Some(theme), None) => {
            let id = theme.parse().map_err(|_| Code::UnknownTheme)?;
            let (theme, items) = catalog.offered_theme(&id, day)?;
            let queue = queue_of_theme(items.iter().map(|item| &item.queue_prefix));
            let queues = queue.cloned().into_iter().collect();
            Ok(Wanted { queues, items: Vec::new(), theme: Some(theme.id.clone()) })
        }
        (None, None, None, Some(queue)) => {
            let queue = queue.parse().map_err(|_| Code::UnknownQueue)?;
            Ok(Wanted { queues: vec![queue], items: Vec::new(), theme: None })
        }
        _ => Err(Code::BadRequest),
    }
}

/// What was checked before belongs to one matter.
fn checklist(catalog: &Catalog, request: &TicketRequest) -> Result<Option<TicketChecklist>, Code> {
    let Some(given) = &request.checklist else { return Ok(None) };
    let item = request.item.as_ref().and_then(|name| catalog.item(&name.parse().ok()?));
    hall::notice::checked(item.ok_or(Code::BadRequest)?, given).map(Some)
}

/// The version of the catalog in which it was checked: the one that the request names, if there is such a one, else the
/// one in force.
async fn checked_version(
    app: &App,
    hall: &HallId,
    current: u32,
    request: &TicketRequest,
) -> Result<Option<u32>, Refused> {
    let Some(given) = &request.checklist else { return Ok(None) };
    let Some(named) = given.version.filter(|named| *named != current) else { return Ok(Some(current)) };
    let exists = catalog::store::digest(&app.pool, hall, named).await?.is_some();
    Ok(Some(if exists { named } else { current }))
}

fn answer(app: &App, issued: Issued) -> Result<IssuedTicket, Code> {
    let track_url = app.track_url(&issued.private.id);
    Ok(IssuedTicket {
        qr_svg: crate::qr::svg(&track_url)?,
        track_url,
        slip_code: app.codes.slip(&issued.private.id, &issued.number)?,
        queue: issued.number.prefix().clone(),
        then: issued.then,
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

/// A ticket that can still change, and the hall it is of; `ratings` are those of its services so far.
fn living(app: &App, id: &TicketId, ratings: &[RatingLink]) -> Option<(Arc<Queue>, TicketView)> {
    app.queues().find_map(|queue| {
        let live = queue.live();
        let issued = live.issued(id)?;
        let ticket = live.board.ticket(&issued.number)?;
        let ahead = live.board.ahead(&queue.hall, &issued.number);
        let estimate = ahead.and_then(|ahead| estimate(&live.board, &queue.hall, &ticket.queue, ahead));
        let ticket = TicketView {
            number: issued.number.clone(),
            state: ticket.state,
            queue: ticket.queue.clone(),
            ahead,
            estimate,
            window: ticket.window.clone(),
            then: ticket.then.clone(),
            rating_url: ratings.first().map(|rating| rating.url.clone()),
            ratings: ratings.to_vec(),
        };
        Some((queue.clone(), ticket))
    })
}

/// A ticket's row. One that has no end yet was perhaps stored by another server a moment ago, so this one
/// looks around; what it then knows is newer than the row.
async fn row_of(app: &App, id: &TicketId) -> Result<TicketRow, Refused> {
    let row = super::store::find(&app.pool, id).await?.ok_or(Code::UnknownTicket)?;
    if row.state == TicketState::Waiting.as_str() {
        app.queue(&row.hall)?.look_around().await;
    }
    Ok(row)
}

/// A ticket by its secret name, live or from the table, and the hall it is of.
///
/// # Errors
/// `unknown_ticket`, or `unavailable` when the database fails.
pub async fn view(app: &App, id: &TicketId) -> Result<(Arc<Queue>, TicketView), Refused> {
    let known = ratings(app, id).await?;
    if let Some(found) = living(app, id, &known) {
        return Ok(found);
    }
    let row = row_of(app, id).await?;
    // what this server has learned meanwhile, or what ended between the two looks
    let ratings = ratings(app, id).await?;
    if let Some(found) = living(app, id, &ratings) {
        return Ok(found);
    }
    let rating_url = ratings.first().map(|rating| rating.url.clone());
    let state = ended(&row);
    let queue = app.queue(&row.hall)?;
    let ticket = TicketView {
        number: row.number,
        state,
        queue: row.queue,
        ahead: None,
        estimate: None,
        window: row.window,
        then: Vec::new(),
        rating_url,
        ratings,
    };
    Ok((queue, ticket))
}

/// Where each service of a ticket that has ended can be rated.
async fn ratings(app: &App, id: &TicketId) -> Result<Vec<RatingLink>, Refused> {
    let services = super::store::services_of(&app.pool, id).await?;
    let link = |service: &super::store::ServiceRow| {
        let (queue, published) = (app.queue(&service.hall)?, app.catalog(&service.hall)?);
        let item = service.item.as_ref().and_then(|id| published.item(id));
        let theme = service.theme.as_ref().and_then(|id| published.catalog.theme(id));
        let matter = crate::rating::matter(item, theme, queue.hall.window(&service.window));
        Ok(RatingLink { matter, url: app.rating_url(&service.id, service.ended_at)? })
    };
    services.iter().map(link).collect()
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
    let find = || {
        app.queues().find_map(|queue| {
            let number = queue.live().issued(id).map(|issued| issued.number.clone())?;
            Some((queue.clone(), number))
        })
    };
    let mut found = find();
    if found.is_none() {
        row_of(app, id).await?;
        found = find();
    }
    let (queue, number) = found.ok_or(Code::TicketEnded)?;
    queue.command(Command::Cancel { number, id: id.clone() }).await?;
    Ok(())
}

/// The hall and number of a ticket of today, for staff of that hall.
async fn today(app: &App, staff: &Staff, id: &str) -> Result<(Arc<Queue>, TicketId, Number), Refused> {
    let id: TicketId = id.parse().map_err(|_| Code::UnknownTicket)?;
    let queue = app.queue(&staff.0.hall)?;
    staff.0.needs(Role::Clerk, &queue.hall.id)?;
    let find = || queue.live().issued(&id).map(|issued| issued.number.clone());
    let mut number = find();
    if number.is_none() {
        row_of(app, &id).await?;
        number = find();
    }
    let number = number.ok_or(Code::UnknownTicket)?;
    Ok((queue, id, number))
}

/// A missed citizen came after all: the ticket waits again behind the next few, once. One that has expired
/// today takes its place again; `already_waiting` for one that waits.
#[utoipa::path(post, path = "/api/v1/tickets/{id}/requeue", tag = "queue", params(("id" = String, Path)),
    responses((status = 200, body = TicketView), (status = 401, body = Problem), (status = 404, body = Problem),
              (status = 409, body = Problem)))]
async fn requeue(
    State(app): State<Arc<App>>,
    staff: Staff,
    Path(id): Path<String>,
) -> Result<Json<TicketView>, Refused> {
    let (queue, id, number) = today(&app, &staff, &id).await?;
    queue.command_by(Command::Requeue { number }, Some(staff.0.name)).await?;
    Ok(Json(view(&app, &id).await?.1))
}

/// A card was seen: the ticket goes first, within the interleave rule. Without a class the priority is
/// taken back. Who did it and why is kept.
#[utoipa::path(post, path = "/api/v1/tickets/{id}/priority", tag = "queue", request_body = PriorityRequest,
    params(("id" = String, Path)),
    responses((status = 200, body = TicketView), (status = 401, body = Problem), (status = 404, body = Problem),
              (status = 409, body = Problem), (status = 422, body = Problem)))]
async fn priority(
    State(app): State<Arc<App>>,
    staff: Staff,
    Path(id): Path<String>,
    Body(request): Body<PriorityRequest>,
) -> Result<Json<TicketView>, Refused> {
    let (queue, id, number) = today(&app, &staff, &id).await?;
    let reason = windows::cut(&request.reason);
    let command = match request.class {
        Some(class) => {
            let class = class.parse().map_err(|_| Code::UnknownPriority)?;
            Command::Grant { number, class, reason }
        }
        None => Command::Withdraw { number, reason },
    };
    queue.command_by(command, Some(staff.0.name)).await?;
    Ok(Json(view(&app, &id).await?.1))
}
