//! Routes of signing in and out.

use super::{Account, SESSION_SECONDS, Staff, hash, new_token, session_token, verify_password};
use crate::app::App;
use crate::problem::{Body, Refused};
use axum::Json;
use axum::extract::{ConnectInfo, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use hall::api::{Problem, SignIn, WhoAmI};
use hall::code::Code;
use hall::id::AccountId;
use hall::queue::Command;
use std::net::SocketAddr;
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
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    Body(sign_in): Body<SignIn>,
) -> Result<Response, Refused> {
    let name: AccountId = sign_in.account.trim().to_lowercase().parse().map_err(|_| Code::WrongPassword)?;
    app.sign_ins.check(peer.ip(), &name)?;
    let found = crate::staff::store::account(&app.pool, &name).await?;
    let (account, stored) = match found {
        Some((account, stored)) => (Some(account), stored),
        // an unknown account takes as long as a wrong password
        None => (None, app.no_password.clone()),
    };
    let right = {
        // hashing is heavy on purpose: a few at a time, away from the event loop
        let permit = tokio::time::timeout(HASHING_WAIT, app.hashing.acquire()).await;
        let _permit = permit.map_err(|_| Code::TooManyAttempts)?.map_err(|_| Code::Unavailable)?;
        tokio::task::spawn_blocking(move || verify_password(&sign_in.password, &stored))
            .await
            .map_err(|_| Code::Internal)?
    };
    let account = account.filter(|_| right).ok_or(Code::WrongPassword)?;
    let token = new_token()?;
    let now = app.clock.now();
    let expires = now.plus_seconds(SESSION_SECONDS);
    crate::staff::store::begin(&app.pool, &hash(&token), &account.name, now, expires).await?;
    tracing::info!(account = %account.name, "signed in");
    with_cookie(&app, whoami(account).into_response(), &token, SESSION_SECONDS)
}

/// Who am I, and what may I do?
#[utoipa::path(get, path = "/api/v1/session", tag = "staff",
    responses((status = 200, body = WhoAmI), (status = 401, body = Problem)))]
async fn who_am_i(Staff(account): Staff) -> Json<WhoAmI> {
    whoami(account)
}

/// Signs out and closes the person's windows; refused while one of them still has a ticket.
#[utoipa::path(delete, path = "/api/v1/session", tag = "staff",
    responses((status = 204), (status = 401, body = Problem), (status = 409, body = Problem)))]
async fn sign_out(
    State(app): State<Arc<App>>,
    Staff(account): Staff,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    let queue = app.queue(&account.hall)?;
    for window in &account.windows {
        queue.command(Command::Close { window: window.clone() }).await?;
    }
    if let Some(token) = session_token(&headers) {
        crate::staff::store::end(&app.pool, &hash(&token)).await?;
    }
    with_cookie(&app, StatusCode::NO_CONTENT.into_response(), "", 0)
}

fn with_cookie(app: &App, mut response: Response, token: &str, seconds: i64) -> Result<Response, Refused> {
    let secure = if app.public_url.starts_with("https:") { "; Secure" } else { "" };
    let name = super::COOKIE;
    let cookie = format!("{name}={token}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Strict{secure}");
    let cookie = HeaderValue::from_str(&cookie).map_err(|_| Code::Internal)?;
    response.headers_mut().insert(header::SET_COOKIE, cookie);
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}
