//! Routes of who runs the hall: accounts (administrators), who sits where and what was done (supervisors).

use super::audit::{self, Actor, By, Cursor, Wanted};
use super::proof::new_hash;
use super::{Account, Profile, Staff, sessions, store, watch};
use crate::app::App;
use crate::problem::{Body, MaybeBody, Path, Query, Refused};
use crate::queue::Queue;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use hall::api::{Page, Problem, Role};
use hall::board::WindowState;
use hall::code::Code;
use hall::id::{AccountId, HallId};
use hall::moment::Day;
use hall::staff::{AccountChange, AccountView, AuditEntry, NewAccount, PasswordReset, RecordKind, Seat, Why};
use serde::Deserialize;
use std::sync::Arc;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// Longest reason kept, in characters.
const REASON_MAX: usize = 200;
/// Longest name of a person kept, in characters.
const NAME_MAX: usize = 60;
/// Lines of the record on a page, when nothing else is asked for.
const LINES: u32 = 100;
/// Lines of the record on a page at most.
const LINES_MAX: u32 = 500;

/// The routes.
#[must_use]
pub fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(accounts, add))
        .routes(routes!(change))
        .routes(routes!(unlock))
        .routes(routes!(disable))
        .routes(routes!(enable))
        .routes(routes!(reset))
        .routes(routes!(seats))
        .routes(routes!(audit_record))
}

/// A hall's queue, for a person who may do this there.
fn hall_for(app: &App, staff: &Staff, role: Role, hall: &HallId) -> Result<Arc<Queue>, Code> {
    let queue = app.queue(hall)?;
    staff.0.needs(role, hall)?;
    Ok(queue)
}

/// The accounts of a hall; never a password or what is kept of one.
#[utoipa::path(get, path = "/api/v1/halls/{hall}/accounts", tag = "staff", params(("hall" = String, Path)),
    responses((status = 200, body = Page<AccountView>), (status = 401, body = Problem),
              (status = 403, body = Problem)))]
async fn accounts(
    State(app): State<Arc<App>>,
    staff: Staff,
    Path(hall): Path<HallId>,
) -> Result<Json<Page<AccountView>>, Refused> {
    hall_for(&app, &staff, Role::Admin, &hall)?;
    let items = store::list(&app.pool, Some(&hall), &app.staff_rules, app.clock.now()).await?;
    Ok(Json(Page { items: items.into_iter().map(|(_, account)| account).collect(), next: None }))
}

async fn one(app: &App, hall: &HallId, name: &AccountId) -> Result<AccountView, Refused> {
    let accounts = store::list(&app.pool, Some(hall), &app.staff_rules, app.clock.now()).await?;
    let found = accounts.into_iter().map(|(_, account)| account).find(|account| account.name == *name);
    Ok(found.ok_or(Code::UnknownAccount)?)
}

/// Adds an account.
#[utoipa::path(post, path = "/api/v1/halls/{hall}/accounts", tag = "staff", request_body = NewAccount,
    params(("hall" = String, Path)),
    responses((status = 201, body = AccountView), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
async fn add(
    State(app): State<Arc<App>>,
    staff: Staff,
    Path(hall): Path<HallId>,
    Body(new): Body<NewAccount>,
) -> Result<(StatusCode, Json<AccountView>), Refused> {
    let queue = hall_for(&app, &staff, Role::Admin, &hall)?;
    if new.windows.iter().any(|window| queue.hall.window(window).is_none()) {
        return Err(Code::UnknownWindow.into());
    }
    if new.post.is_some() && new.windows.is_empty() {
        return Err(Code::BadRequest.into());
    }
    let password = new_hash(&app, &new.name, new.password).await?;
    let account =
        Account { name: new.name.clone(), hall: hall.clone(), role: new.role, windows: new.windows };
    let profile = Profile { account, display_name: named(&new.display_name), post: new.post };
    let by = By::plain(Actor::Person(&staff.0.name), app.clock.now());
    let given = store::Given { hash: &password, one_time: new.one_time };
    store::add(&app.pool, &by, &profile, given).await?;
    Ok((StatusCode::CREATED, Json(one(&app, &hall, &new.name).await?)))
}

fn named(typed: &str) -> String {
    typed.trim().chars().take(NAME_MAX).collect()
}

/// Changes role, windows, post or name of an account, at once: its sessions go on and may do what it may do
/// now, and a window that it has lost is closed, or paused when it has a ticket.
#[utoipa::path(patch, path = "/api/v1/halls/{hall}/accounts/{name}", tag = "staff", request_body = AccountChange,
    params(("hall" = String, Path), ("name" = String, Path)),
    responses((status = 200, body = AccountView), (status = 400, body = Problem), (status = 401, body = Problem),
              (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)))]
async fn change(
    State(app): State<Arc<App>>,
    staff: Staff,
    Path((hall, name)): Path<(HallId, String)>,
    Body(change): Body<AccountChange>,
) -> Result<Json<AccountView>, Refused> {
    let queue = hall_for(&app, &staff, Role::Admin, &hall)?;
    let name: AccountId = name.parse().map_err(|_| Code::UnknownAccount)?;
    if change.windows.iter().flatten().any(|window| queue.hall.window(window).is_none()) {
        return Err(Code::UnknownWindow.into());
    }
    let reason = reason(change.reason.clone());
    let change = AccountChange { display_name: change.display_name.as_deref().map(named), ..change };
    let by = By { actor: Actor::Person(&staff.0.name), at: app.clock.now(), reason: reason.as_deref() };
    store::change(&app.pool, &by, &hall, &name, &change).await?;
    watch::look_after(&app, &queue).await?;
    Ok(Json(one(&app, &hall, &name).await?))
}

/// Lifts the locks of an account, which keeps its password.
#[utoipa::path(post, path = "/api/v1/halls/{hall}/accounts/{name}/unlock", tag = "staff", request_body = Why,
    params(("hall" = String, Path), ("name" = String, Path)),
    responses((status = 200, body = AccountView), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 404, body = Problem)))]
async fn unlock(
    State(app): State<Arc<App>>,
    staff: Staff,
    Path((hall, name)): Path<(HallId, String)>,
    MaybeBody(why): MaybeBody<Why>,
) -> Result<Json<AccountView>, Refused> {
    hall_for(&app, &staff, Role::Admin, &hall)?;
    let name: AccountId = name.parse().map_err(|_| Code::UnknownAccount)?;
    let reason = reason(why.reason);
    let by = By { actor: Actor::Person(&staff.0.name), at: app.clock.now(), reason: reason.as_deref() };
    store::unlock(&app.pool, &by, &hall, &name).await?;
    Ok(Json(one(&app, &hall, &name).await?))
}

fn reason(typed: Option<String>) -> Option<String> {
    let typed: String = typed?.trim().chars().take(REASON_MAX).collect();
    (!typed.is_empty()).then_some(typed)
}

async fn set_disabled(
    app: &App,
    staff: &Staff,
    (hall, name): (HallId, String),
    why: Why,
    disabled: bool,
) -> Result<Json<AccountView>, Refused> {
    let queue = hall_for(app, staff, Role::Admin, &hall)?;
    let name: AccountId = name.parse().map_err(|_| Code::UnknownAccount)?;
    if disabled && name == staff.0.name {
        return Err(Code::OwnAccount.into());
    }
    let reason = reason(why.reason);
    let by = By { actor: Actor::Person(&staff.0.name), at: app.clock.now(), reason: reason.as_deref() };
    store::set_disabled(&app.pool, &by, &hall, &name, disabled).await?;
    watch::look_after(app, &queue).await?;
    Ok(Json(one(app, &hall, &name).await?))
}

/// Disables an account: its sessions end at once, and its windows are paused or closed.
#[utoipa::path(post, path = "/api/v1/halls/{hall}/accounts/{name}/disable", tag = "staff", request_body = Why,
    params(("hall" = String, Path), ("name" = String, Path)),
    responses((status = 200, body = AccountView), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 404, body = Problem), (status = 409, body = Problem)))]
async fn disable(
    State(app): State<Arc<App>>,
    staff: Staff,
    Path(path): Path<(HallId, String)>,
    MaybeBody(why): MaybeBody<Why>,
) -> Result<Json<AccountView>, Refused> {
    set_disabled(&app, &staff, path, why, true).await
}

/// Enables an account again.
#[utoipa::path(post, path = "/api/v1/halls/{hall}/accounts/{name}/enable", tag = "staff", request_body = Why,
    params(("hall" = String, Path), ("name" = String, Path)),
    responses((status = 200, body = AccountView), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 404, body = Problem), (status = 409, body = Problem)))]
async fn enable(
    State(app): State<Arc<App>>,
    staff: Staff,
    Path(path): Path<(HallId, String)>,
    MaybeBody(why): MaybeBody<Why>,
) -> Result<Json<AccountView>, Refused> {
    set_disabled(&app, &staff, path, why, false).await
}

/// Gives an account a new password: its sessions end at once, its locks are lifted.
#[utoipa::path(post, path = "/api/v1/halls/{hall}/accounts/{name}/reset", tag = "staff",
    request_body = PasswordReset, params(("hall" = String, Path), ("name" = String, Path)),
    responses((status = 200, body = AccountView), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 404, body = Problem), (status = 422, body = Problem)))]
async fn reset(
    State(app): State<Arc<App>>,
    staff: Staff,
    Path((hall, name)): Path<(HallId, String)>,
    Body(request): Body<PasswordReset>,
) -> Result<Json<AccountView>, Refused> {
    let queue = hall_for(&app, &staff, Role::Admin, &hall)?;
    let name: AccountId = name.parse().map_err(|_| Code::UnknownAccount)?;
    let password = new_hash(&app, &name, request.password).await?;
    let reason = reason(request.reason);
    let by = By { actor: Actor::Person(&staff.0.name), at: app.clock.now(), reason: reason.as_deref() };
    let given = store::Given { hash: &password, one_time: request.one_time };
    store::reset(&app.pool, &by, &hall, &name, given).await?;
    watch::look_after(&app, &queue).await?;
    Ok(Json(one(&app, &hall, &name).await?))
}

/// Who sits where: every window that is not closed. One that is paused with a ticket and nobody present
/// needs somebody who takes it over.
#[utoipa::path(get, path = "/api/v1/halls/{hall}/seats", tag = "staff", params(("hall" = String, Path)),
    responses((status = 200, body = Page<Seat>), (status = 401, body = Problem), (status = 403, body = Problem)))]
async fn seats(
    State(app): State<Arc<App>>,
    staff: Staff,
    Path(hall): Path<HallId>,
) -> Result<Json<Page<Seat>>, Refused> {
    let queue = hall_for(&app, &staff, Role::Supervisor, &hall)?;
    let now = app.clock.now();
    let accounts = store::list(&app.pool, Some(&hall), &app.staff_rules, now).await?;
    let present = sessions::present(&app.pool, &app.staff_rules, now).await?;
    let live = queue.live();
    let manned = live.board.windows.iter().filter(|(_, post)| post.state != WindowState::Closed);
    let items = manned.map(|(window, post)| {
        let account = live.staff_at(window).cloned();
        let known =
            accounts.iter().map(|(_, known)| known).find(|known| Some(&known.name) == account.as_ref());
        Seat {
            window: window.clone(),
            state: post.state,
            ticket: post.ticket.clone(),
            display_name: known.map(|known| known.display_name.clone()).unwrap_or_default(),
            post: known.and_then(|known| known.post),
            present: account.as_ref().is_some_and(|account| present.contains_key(account)),
            account,
        }
    });
    Ok(Json(Page { items: items.collect(), next: None }))
}

/// Which part of the record.
#[derive(Debug, Deserialize)]
struct Range {
    from: Option<Day>,
    to: Option<Day>,
    actor: Option<String>,
    kind: Option<RecordKind>,
    cursor: Option<String>,
    limit: Option<u32>,
}

/// What staff did, newest first: signing in and out, accounts, and every act of the queue with its actor.
/// Days are business days, both ends included; without them, today. A page does not move when more is
/// done meanwhile.
#[utoipa::path(get, path = "/api/v1/halls/{hall}/audit", tag = "staff",
    params(("hall" = String, Path), ("from" = Option<String>, Query), ("to" = Option<String>, Query),
           ("actor" = Option<String>, Query), ("kind" = Option<RecordKind>, Query),
           ("cursor" = Option<String>, Query), ("limit" = Option<u32>, Query)),
    responses((status = 200, body = Page<AuditEntry>), (status = 400, body = Problem),
              (status = 401, body = Problem), (status = 403, body = Problem)))]
async fn audit_record(
    State(app): State<Arc<App>>,
    staff: Staff,
    Path(hall): Path<HallId>,
    Query(range): Query<Range>,
) -> Result<Json<Page<AuditEntry>>, Refused> {
    let queue = hall_for(&app, &staff, Role::Supervisor, &hall)?;
    let starts = queue.hall.rules.day_starts_at;
    let today = queue.now().business_day(starts);
    let cursor = range.cursor.map(|cursor| cursor.parse::<Cursor>()).transpose();
    let wanted = Wanted {
        from: range.from.unwrap_or(today).at_minute(starts),
        before: range.to.unwrap_or(today).next().at_minute(starts),
        actor: range.actor.as_deref(),
        kind: range.kind,
        after: cursor.map_err(|_| Code::BadRequest)?,
        limit: range.limit.unwrap_or(LINES).clamp(1, LINES_MAX),
    };
    let (items, next) = audit::read(&app.pool, &hall, &wanted).await?;
    Ok(Json(Page { items, next: next.map(|next| next.to_string()) }))
}
