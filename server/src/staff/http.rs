//! Routes of signing in and out, of the own password, and of handing a window over.

use super::proof::{Denied, new_hash, prove};
use super::sessions::{self, Proven};
use super::store::Stored;
use super::{Account, COOKIE, DESK_COOKIE, SignedIn, Staff, cookie, hash, new_token, tries, watch};
use crate::app::App;
use crate::client::Client;
use crate::problem::{Body, Path, Refused};
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use hall::api::{Problem, Role, SignIn, WhoAmI};
use hall::board::WindowState;
use hall::code::Code;
use hall::id::WindowId;
use hall::queue::Command;
use hall::staff::{Act, HandOver, PasswordChange};
use std::sync::Arc;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The routes.
#[must_use]
pub fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(sign_in, who_am_i, sign_out))
        .routes(routes!(change_password))
        .routes(routes!(hand_over))
        .merge(super::admin::routes())
        .merge(super::crew::routes())
        .merge(super::card::routes())
}

fn whoami(account: Account, must_change_password: bool) -> Json<WhoAmI> {
    Json(WhoAmI {
        account: account.name,
        hall: account.hall,
        roles: vec![account.role],
        windows: account.windows,
        must_change_password,
    })
}

/// Signs in; the answer sets the session cookie. `account_locked` comes with `Retry-After`.
#[utoipa::path(post, path = "/api/v1/session", tag = "staff", request_body = SignIn,
    responses((status = 200, body = WhoAmI), (status = 401, body = Problem), (status = 429, body = Problem)))]
async fn sign_in(
    State(app): State<Arc<App>>,
    client: Client,
    headers: HeaderMap,
    Body(sign_in): Body<SignIn>,
) -> Result<Response, Denied> {
    let proven = prove(&app, client, &headers, &sign_in.account, sign_in.password).await?;
    let begun = begin(&app, &headers, &proven).await?;
    tracing::info!(account = %proven.stored.account.name, "signed in");
    let Stored { account, one_time, .. } = proven.stored;
    Ok(begun.answer(whoami(account, one_time).into_response()))
}

/// A session that has begun, and what its browser is given.
struct Begun {
    token_hash: String,
    cookies: [HeaderValue; 2],
}

impl Begun {
    fn answer(self, mut response: Response) -> Response {
        for cookie in self.cookies {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
        response
    }
}

/// Begins a session, and makes the browser known to the account.
async fn begin(app: &App, headers: &HeaderMap, proven: &Proven) -> Result<Begun, Denied> {
    let token = new_token()?;
    // one secret a browser, whoever signs in on it
    let desk = match cookie(headers, DESK_COOKIE).filter(|desk| desk.len() == token.len()) {
        Some(desk) => desk,
        None => new_token()?,
    };
    let (rules, token_hash) = (&app.staff_rules, hash(&token));
    let cookies = [
        set_cookie(headers, COOKIE, "/", &token, rules.session_seconds())?,
        set_cookie(headers, DESK_COOKIE, "/api/v1", &desk, tries::DESK_REMEMBERED)?,
    ];
    sessions::begin(&app.pool, proven, rules, app.clock.now(), &token_hash, &hash(&desk)).await?;
    Ok(Begun { token_hash, cookies })
}

/// Who am I, and what may I do?
#[utoipa::path(get, path = "/api/v1/session", tag = "staff",
    responses((status = 200, body = WhoAmI), (status = 401, body = Problem)))]
async fn who_am_i(SignedIn { account, one_time }: SignedIn) -> Json<WhoAmI> {
    whoami(account, one_time)
}

/// Signs out and closes the windows that the person opened; refused while one of them still has a ticket.
#[utoipa::path(delete, path = "/api/v1/session", tag = "staff",
    responses((status = 204), (status = 401, body = Problem), (status = 409, body = Problem)))]
async fn sign_out(
    State(app): State<Arc<App>>,
    SignedIn { account, .. }: SignedIn,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    let queue = app.queue(&account.hall)?;
    // another server may know of somebody who sits there now
    queue.look_around().await;
    let windows = queue.live().opened_by(&account.name);
    // all or none: who stays signed in keeps every window
    if windows.iter().any(|window| queue.live().board.window(window).ticket.is_some()) {
        return Err(Code::WindowBusy.into());
    }
    for window in windows {
        queue.command_by(Command::Close { window }, Some(account.name.clone())).await?;
    }
    let token = hash(&cookie(&headers, COOKIE).unwrap_or_default());
    let name = account.name.to_string();
    sessions::end(&app.pool, &account, app.clock.now(), &token, Act::SignOut, &name).await?;
    let mut response = StatusCode::NO_CONTENT.into_response();
    // the browser stays known to the account
    response.headers_mut().insert(header::SET_COOKIE, set_cookie(&headers, COOKIE, "/", "", 0)?);
    Ok(response)
}

/// Changes the own password; sessions elsewhere end.
#[utoipa::path(post, path = "/api/v1/session/password", tag = "staff", request_body = PasswordChange,
    responses((status = 204), (status = 401, body = Problem), (status = 422, body = Problem),
              (status = 429, body = Problem)))]
async fn change_password(
    State(app): State<Arc<App>>,
    SignedIn { account, .. }: SignedIn,
    client: Client,
    headers: HeaderMap,
    Body(change): Body<PasswordChange>,
) -> Result<StatusCode, Denied> {
    let same = change.old == change.new;
    let proven = prove(&app, client, &headers, account.name.as_str(), change.old).await?;
    if same {
        return Err(Code::SamePassword.into());
    }
    let password = new_hash(&app, &account.name, change.new).await?;
    let token = hash(&cookie(&headers, COOKIE).unwrap_or_default());
    sessions::change_password(&app.pool, &proven, &app.staff_rules, app.clock.now(), &password, &token)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Hands an open window to the person who sits down now and proves it with their password (AB岗, R34). The
/// window stays open and keeps its ticket; this browser is signed in as them.
#[utoipa::path(post, path = "/api/v1/windows/{window}/handover", tag = "staff", request_body = HandOver,
    params(("window" = String, Path)),
    responses((status = 200, body = WhoAmI), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 409, body = Problem), (status = 429, body = Problem)))]
async fn hand_over(
    State(app): State<Arc<App>>,
    Staff(giver): Staff,
    client: Client,
    Path(window): Path<String>,
    headers: HeaderMap,
    Body(request): Body<HandOver>,
) -> Result<Response, Denied> {
    let window = WindowId::lenient(&window).map_err(|_| Code::UnknownWindow)?;
    let queue = app.queue(&giver.hall)?;
    queue.hall.window(&window).ok_or(Code::UnknownWindow)?;
    giver.at(&window)?;
    {
        let live = queue.live();
        if live.board.window(&window).state == WindowState::Closed {
            return Err(Code::WindowNotOpen.into());
        }
        if live.staff_at(&window) != Some(&giver.name) {
            return Err(Code::NotYourWindow.into());
        }
    }
    let proven = prove(&app, client, &headers, &request.to, request.password).await?;
    let taker = proven.stored.account.clone();
    if proven.stored.one_time {
        return Err(Code::PasswordToChange.into());
    }
    taker.needs(Role::Clerk, &giver.hall)?;
    taker.at(&window)?;
    let begun = begin(&app, &headers, &proven).await?;
    let command = Command::TakeOver { window: window.clone(), staff: taker.name.clone() };
    if let Err(code) = queue.command_by(command, Some(taker.name.clone())).await {
        // nobody sits there for a session that nobody asked for
        let name = taker.name.to_string();
        sessions::end(&app.pool, &taker, app.clock.now(), &begun.token_hash, Act::SignOut, &name).await?;
        return Err(code.into());
    }
    let token = hash(&cookie(&headers, COOKIE).unwrap_or_default());
    let object = format!("{window} {}", taker.name);
    sessions::end(&app.pool, &giver, app.clock.now(), &token, Act::HandedOver, &object).await?;
    // other windows of the giver may have nobody now
    watch::look_after(&app, &queue).await?;
    Ok(begun.answer(whoami(taker, false).into_response()))
}

/// The cookie is for the way on which the browser came: a desk in the hall may come without TLS although
/// phones come with it, and would then drop a cookie marked `Secure`.
fn set_cookie(
    headers: &HeaderMap,
    name: &str,
    path: &str,
    value: &str,
    seconds: i64,
) -> Result<HeaderValue, Code> {
    let origin = headers.get(header::ORIGIN).and_then(|origin| origin.to_str().ok());
    let secure = if origin.is_some_and(|origin| origin.starts_with("https:")) { "; Secure" } else { "" };
    let cookie = format!("{name}={value}; Path={path}; Max-Age={seconds}; HttpOnly; SameSite=Strict{secure}");
    HeaderValue::from_str(&cookie).map_err(|_| Code::Internal)
}
