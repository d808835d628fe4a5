//! Bodies of signing in.

use crate::id::{AccountId, HallId, WindowId};
use serde::{Deserialize, Serialize};

/// `POST /session`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignIn {
    /// Account name.
    pub account: String,
    /// Password.
    pub password: String,
}

/// What a signed-in person may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Calls and serves at a window.
    Clerk,
    /// Sees all windows and ratings, closes queues.
    Supervisor,
    /// Manages the hall.
    Admin,
}

impl Role {
    /// As in the tables.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Clerk => "clerk",
            Self::Supervisor => "supervisor",
            Self::Admin => "admin",
        }
    }
}

/// `GET /session`: who am I.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WhoAmI {
    /// Account name.
    pub account: AccountId,
    /// The hall.
    pub hall: HallId,
    /// What I may do.
    pub roles: Vec<Role>,
    /// My windows.
    pub windows: Vec<WindowId>,
    /// My password works once: until I choose another one, nothing else is answered.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub must_change_password: bool,
}
