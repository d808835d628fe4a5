//! Staff: accounts, sign-in, who may do what, and the record of what they did. Devices: who counts as an
//! enrolled one.

pub mod admin;
pub mod audit;
mod card;
pub mod cli;
pub mod crew;
pub mod http;
pub mod proof;
pub mod rules;
pub mod sessions;
pub mod store;
pub mod tries;
pub mod watch;

use crate::app::App;
use crate::problem::Refused;
use crate::queue::Queue;
use argon2::Argon2;
use argon2::password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash};
use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use hall::api::Role;
use hall::code::Code;
use hall::id::{AccountId, HallId, WindowId};
use hall::queue::Command;
use hall::staff::DeskPost;
use std::net::SocketAddr;
use std::sync::Arc;
use subtle::ConstantTimeEq;

/// Name of the session cookie.
pub const COOKIE: &str = "mingtang_session";
/// Name of the cookie by which a browser is known on which somebody has signed in ([`tries`]).
pub const DESK_COOKIE: &str = "mingtang_desk";
/// The use of a session is written at most once in so many seconds.
const USE_WRITTEN_EVERY: u32 = 60;

/// A signed-in person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Account name.
    pub name: AccountId,
    /// The hall.
    pub hall: HallId,
    /// What they may do.
    pub role: Role,
    /// Their windows.
    pub windows: Vec<WindowId>,
}

impl Account {
    /// Refuses windows of others.
    ///
    /// # Errors
    /// `not_your_window`.
    pub fn at(&self, window: &WindowId) -> Result<(), Code> {
        if self.windows.contains(window) { Ok(()) } else { Err(Code::NotYourWindow) }
    }

    /// True for who may sit at a window: its own people, and supervisors, who help where a clerk has gone.
    #[must_use]
    pub fn may_sit(&self, window: &WindowId) -> bool {
        self.role >= Role::Supervisor || self.windows.contains(window)
    }

    /// Refuses anybody below a role, and other halls.
    ///
    /// # Errors
    /// `forbidden`.
    pub fn needs(&self, role: Role, hall: &HallId) -> Result<(), Code> {
        if self.role >= role && self.hall == *hall { Ok(()) } else { Err(Code::Forbidden) }
    }
}

/// An account as it is set up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// Who, where, and what they may do.
    pub account: Account,
    /// The person's name; may be empty.
    pub display_name: String,
    /// Their post at their windows.
    pub post: Option<DeskPost>,
}

/// Why something about an account did not happen.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// It may not happen.
    #[error("{}", .0.phrase().en)]
    Refused(Code),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] sqlx::Error),
}

impl From<Code> for Fault {
    fn from(code: Code) -> Self {
        Self::Refused(code)
    }
}

impl From<Fault> for Refused {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Refused(code) => code.into(),
            Fault::Database(error) => error.into(),
        }
    }
}

/// How somebody begins at a window: who finds somebody else there takes it over, and the window stays
/// open without a gap.
#[must_use]
pub fn opening(queue: &Queue, window: &WindowId, staff: AccountId) -> Command {
    let taken = queue.live().staff_at(window).is_some_and(|there| *there != staff);
    let window = window.clone();
    if taken { Command::TakeOver { window, staff } } else { Command::Open { window, staff } }
}

/// Extracts the signed-in person, or refuses with `unauthenticated`; who has a password that works once is
/// refused with `password_to_change`.
#[derive(Clone, Debug)]
pub struct Staff(pub Account);

impl FromRequestParts<Arc<App>> for Staff {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Refused> {
        let SignedIn { account, one_time } = SignedIn::from_request_parts(parts, app).await?;
        if one_time { Err(Code::PasswordToChange.into()) } else { Ok(Self(account)) }
    }
}

/// Extracts who is signed in, also with a password that works once, or refuses with `unauthenticated`. For
/// what such a person may do: see who they are, choose a password, sign out.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// The person.
    pub account: Account,
    /// Their password works once.
    pub one_time: bool,
}

impl FromRequestParts<Arc<App>> for SignedIn {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Refused> {
        let token = hash(&cookie(&parts.headers, COOKIE).ok_or(Code::Unauthenticated)?);
        let now = app.clock.now();
        let found = sessions::session(&app.pool, &token, &app.staff_rules, now).await?;
        let (signed_in, used) = found.ok_or(Code::Unauthenticated)?;
        // a page reads by itself, also when nobody sits before it: only what is done counts as use
        if !parts.method.is_safe() && now.seconds_since(used) >= USE_WRITTEN_EVERY {
            sessions::used(&app.pool, &token, now).await?;
        }
        Ok(signed_in)
    }
}

/// Extracts that nobody of the staff asks, or refuses: staff never rate (domain 4.3).
#[derive(Clone, Copy, Debug)]
pub struct NoStaff;

impl FromRequestParts<Arc<App>> for NoStaff {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Refused> {
        match Staff::from_request_parts(parts, app).await {
            Ok(_) => Err(Code::StaffMayNotRate.into()),
            Err(Refused(Code::Unauthenticated)) => Ok(Self),
            Err(refused) => Err(refused),
        }
    }
}

/// Whether an enrolled device asks. Whoever must not be staff besides is asked for as [`NoStaff`].
#[derive(Clone, Copy, Debug)]
pub struct FromDevice(pub bool);

impl FromRequestParts<Arc<App>> for FromDevice {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Self::Rejection> {
        Ok(Self(has_token(parts, app) || is_of_demo(parts, app)))
    }
}

fn has_token(parts: &Parts, app: &App) -> bool {
    matches!((bearer(&parts.headers), &app.device_token), (Some(given), Some(token)) if same(given, token))
}

/// Loopback clients of a demonstration count as enrolled devices.
fn is_of_demo(parts: &Parts, app: &App) -> bool {
    let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
    app.demo && peer.is_some_and(|ip| ip.is_loopback())
}

/// Somebody who may take numbers: an enrolled device (none), or signed-in staff.
#[derive(Clone, Debug)]
pub struct DeviceOrStaff(Option<Account>);

impl DeviceOrStaff {
    /// Refuses staff of another hall.
    ///
    /// # Errors
    /// `forbidden`.
    pub fn of(&self, hall: &HallId) -> Result<(), Code> {
        self.0.as_ref().map_or(Ok(()), |account| account.needs(Role::Clerk, hall))
    }

    /// Whose act it is, when it is a person's of the staff.
    #[must_use]
    pub fn name(&self) -> Option<AccountId> {
        self.0.as_ref().map(|account| account.name.clone())
    }

    /// Who it is, when it is a person of the staff.
    #[must_use]
    pub const fn account(&self) -> Option<&Account> {
        self.0.as_ref()
    }

    /// True for signed-in staff.
    #[must_use]
    pub const fn is_staff(&self) -> bool {
        self.0.is_some()
    }
}

impl FromRequestParts<Arc<App>> for DeviceOrStaff {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Refused> {
        if has_token(parts, app) {
            return Ok(Self(None));
        }
        match Staff::from_request_parts(parts, app).await {
            Ok(staff) => Ok(Self(Some(staff.0))),
            Err(Refused(Code::Unauthenticated)) if is_of_demo(parts, app) => Ok(Self(None)),
            Err(refused) => Err(refused),
        }
    }
}

/// The bearer token of a request.
#[must_use]
pub fn bearer(headers: &HeaderMap) -> Option<&str> {
    headers.get(header::AUTHORIZATION)?.to_str().ok()?.strip_prefix("Bearer ")
}

/// Compares secrets without telling where they differ.
#[must_use]
pub fn same(given: &str, secret: &str) -> bool {
    given.as_bytes().ct_eq(secret.as_bytes()).into()
}

/// A cookie of a request.
#[must_use]
pub fn cookie(headers: &HeaderMap, wanted: &str) -> Option<String> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, _)| *name == wanted)
        .map(|(_, value)| value.to_owned())
}

/// A new session token: 256 random bits.
///
/// # Errors
/// When the system has no randomness to give.
pub fn new_token() -> Result<String, Code> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes).map_err(|_| Code::Unavailable)?;
    Ok(data_encoding::BASE64URL_NOPAD.encode(&bytes))
}

/// What the database keeps of a token.
#[must_use]
pub fn hash(token: &str) -> String {
    use sha2::{Digest, Sha256};
    data_encoding::HEXLOWER.encode(&Sha256::digest(token.as_bytes()))
}

/// Hashes a password with Argon2id.
///
/// # Errors
/// When hashing fails.
pub fn hash_password(password: &str) -> Result<String, Code> {
    let hash = Argon2::default().hash_password(password.as_bytes()).map_err(|error| {
        tracing::error!(%error, "cannot hash a password");
        Code::Internal
    })?;
    Ok(hash.to_string())
}

/// True when a password belongs to a stored hash.
#[must_use]
pub fn verify_password(password: &str, hash: &str) -> bool {
    PasswordHash::new(hash)
        .is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok())
}
