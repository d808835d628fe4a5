//! Proving who somebody is, for signing in, for a new password and for taking a seat: limits, lock, the
//! password itself, and what is remembered of a wrong one ([`super::tries`]).

use super::audit::{Actor, By};
use super::sessions::{self, Proven};
use super::tries::{self, Origin};
use super::{Fault, hash_password, store, verify_password};
use crate::app::App;
use crate::client::Client;
use crate::problem::Refused;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use hall::code::Code;
use hall::id::AccountId;
use std::time::Duration;
use tokio::sync::OwnedSemaphorePermit;

/// How long a password waits for its turn to be hashed; who comes later is asked to try again.
const HASHING_WAIT: Duration = Duration::from_secs(4);

/// Why somebody was not let in.
#[derive(Debug)]
pub enum Denied {
    /// As any refusal.
    Refused(Refused),
    /// The account is locked there for so many seconds.
    Locked(i64),
}

impl<T: Into<Refused>> From<T> for Denied {
    fn from(refused: T) -> Self {
        Self::Refused(refused.into())
    }
}

impl IntoResponse for Denied {
    fn into_response(self) -> Response {
        match self {
            Self::Refused(refused) => refused.into_response(),
            Self::Locked(seconds) => {
                let mut response = Refused(Code::AccountLocked).into_response();
                response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
                response
            }
        }
    }
}

/// Compares a password with an account's. An account that does not exist takes as long, and is limited
/// and locked, like one that does; a disabled one answers as if the password were wrong.
///
/// # Errors
/// `too_many_attempts`, `account_locked`, `wrong_password`; `unavailable` when the database fails.
pub async fn prove(
    app: &App,
    client: Client,
    headers: &HeaderMap,
    name: &str,
    password: String,
) -> Result<Proven, Denied> {
    let name: AccountId = name.trim().to_lowercase().parse().map_err(|_| Code::WrongPassword)?;
    let origin = Origin::of(&app.pool, headers, client, &name).await?;
    // what strangers use up is not taken from the people of the hall; their own counter is limit enough
    if let Origin::Stranger(_) = origin {
        app.sign_ins.check(client, &name)?;
    }
    let permit = turn(app).await?;
    let (rules, now) = (&app.staff_rules, app.clock.now());
    if let Some(seconds) = tries::locked_for(&app.pool, &name, &origin, rules, now).await? {
        return Err(Denied::Locked(seconds));
    }
    let found = store::account(&app.pool, &name).await?;
    let hash = found.as_ref().map_or_else(|| app.no_password.clone(), |stored| stored.password.clone());
    // the turn ends when a wrong password is counted: of passwords that come at once no more are compared
    // than a lock allows
    let verify = move || (verify_password(&password, &hash), permit);
    let (right, _permit) = tokio::task::spawn_blocking(verify).await.map_err(|_| Code::Internal)?;
    match found {
        Some(stored) if right && !stored.disabled => Ok(Proven { stored, origin }),
        found => {
            let reason = found.as_ref().is_some_and(|stored| stored.disabled).then_some("disabled");
            let by = By { actor: Actor::Stranger, at: now, reason };
            let hall = found.as_ref().map(|stored| &stored.account.hall);
            sessions::wrong(&app.pool, &name, hall, &origin, rules, &by).await?;
            Err(Code::WrongPassword.into())
        }
    }
}

/// Hashes a password that somebody is to have, off the event loop.
///
/// # Errors
/// `weak_password`; `too_many_attempts` when too much is being hashed.
pub async fn new_hash(app: &App, account: &AccountId, password: String) -> Result<String, Fault> {
    hall::staff::password_fits(account, &password)?;
    let permit = turn(app).await?;
    let hashed = tokio::task::spawn_blocking(move || (hash_password(&password), permit)).await;
    Ok(hashed.map_err(|_| Code::Internal)?.0?)
}

/// Hashing is heavy on purpose: a few at a time, away from the event loop, and counted until it is done,
/// also for who has hung up.
async fn turn(app: &App) -> Result<OwnedSemaphorePermit, Code> {
    let permit = tokio::time::timeout(HASHING_WAIT, app.hashing.clone().acquire_owned()).await;
    permit.map_err(|_| Code::TooManyAttempts)?.map_err(|_| Code::Unavailable)
}
