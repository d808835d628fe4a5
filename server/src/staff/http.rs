//! Routes of signing in and out.

use super::{Account, SESSION_SECONDS, Staff, hash, new_token, session_token, verify_password};
use crate::app::App;
use crate::client::Client;
use crate::problem::{Body, Refused};
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use hall::api::{Problem, SignIn, WhoAmI};
use hall::code::Code;
use hall::id::AccountId;
use hall::queue::Command;
use std::sync::Arc;
use std::time::Duration;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// How long a sign-in waits for its turn to be hashed; who comes later is asked to try again.
const HASHING_WAIT: Duration = Duration::from_secs(4);

/// The routes.
#[must_use]
pub fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(sign_in, who_am_i, sign_out))
}

fn whoami(account: Account) -> Json<WhoAmI> {
    Json(WhoAmI {
        account: account.name,
        hall: account.hall,
        roles: vec![account.role],
        windows: account.windows,
    })
}

/// Signs in; the answer sets the session cookie.
#[utoipa::path(post, path = "/api/v1/session", tag = "staff", request_body = SignIn,
    responses((status = 200, body = WhoAmI), (status = 401, body = Problem), (status = 429, body = Problem)))]
async fn sign_in(
    State(app): State<Arc<App>>,
    client: Client,
    headers: HeaderMap,
    Body(sign_in): Body<SignIn>,
) -> Result<Response, Refused> {
    let name: AccountId = sign_in.account.trim().to_lowercase().parse().map_err(|_| Code::WrongPassword)?;
    app.sign_ins.check(client, &name)?;
    let found = crate::staff::store::account(&app.pool, &name).await?;
    let (account, stored) = match found {
        Some((account, stored)) => (Some(account), stored),
        // an unknown account takes as long as a wrong password
        None => (None, app.no_password.clone()),
    };
    // hashing is heavy on purpose: a few at a time, away from the event loop, and counted until it is
    // done, also for who has hung up
    let permit = tokio::time::timeout(HASHING_WAIT, app.hashing.clone().acquire_owned()).await;
    let permit = permit.map_err(|_| Code::TooManyAttempts)?.map_err(|_| Code::Unavailable)?;
    let verify = move || {
        let right = verify_password(&sign_in.password, &stored);
        drop(permit);
        right
    };
    let right = tokio::task::spawn_blocking(verify).await.map_err(|_| Code::Internal)?;
    let account = account.filter(|_| right).ok_or(Code::WrongPassword)?;
    let token = new_token()?;
    let now = app.clock.now();
    let expires = now.plus_seconds(SESSION_SECONDS);
    crate::staff::store::begin(&app.pool, &hash(&token), &account.name, now, expires).await?;
    tracing::info!(account = %account.name, "signed in");
    with_cookie(&headers, whoami(account).into_response(), &token, SESSION_SECONDS)
}

/// Who am I, and what may I do?
#[utoipa::path(get, path = "/api/v1/session", tag = "staff",
    responses((status = 200, body = WhoAmI), (status = 401, body = Problem)))]
async fn who_am_i(Staff(account): Staff) -> Json<WhoAmI> {
    whoami(account)
}

/// Signs out and closes the windows that the person opened; refused while one of them still has a ticket.
#[utoipa::path(delete, path = "/api/v1/session", tag = "staff",
    responses((status = 204), (status = 401, body = Problem), (status = 409, body = Problem)))]
async fn sign_out(
    State(app): State<Arc<App>>,
    Staff(account): Staff,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    let queue = app.queue(&account.hall)?;
    let windows = queue.live().opened_by(&account.name);
    // all or none: who stays signed in keeps every window
    if windows.iter().any(|window| queue.live().board.window(window).ticket.is_some()) {
        return Err(Code::WindowBusy.into());
    }
    for window in windows {
        queue.command_by(Command::Close { window }, Some(account.name.clone())).await?;
    }
    if let Some(token) = session_token(&headers) {
        crate::staff::store::end(&app.pool, &hash(&token)).await?;
    }
    with_cookie(&headers, StatusCode::NO_CONTENT.into_response(), "", 0)
}

/// The cookie is for the way on which the browser came: a desk in the hall may come without TLS although
/// phones come with it, and would then drop a cookie marked `Secure`.
fn with_cookie(
    headers: &HeaderMap,
    mut response: Response,
    token: &str,
    seconds: i64,
) -> Result<Response, Refused> {
    let origin = headers.get(header::ORIGIN).and_then(|origin| origin.to_str().ok());
    let secure = if origin.is_some_and(|origin| origin.starts_with("https:")) { "; Secure" } else { "" };
    let name = super::COOKIE;
    let cookie = format!("{name}={token}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Strict{secure}");
    let cookie = HeaderValue::from_str(&cookie).map_err(|_| Code::Internal)?;
    response.headers_mut().insert(header::SET_COOKIE, cookie);
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}
