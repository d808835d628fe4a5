//! Bodies of the HTTP contract (api.md), as both sides read and write them: here the hall and refusals;
//! appointments, catalog, notices, queue, ratings and staff in files of their own.

mod appointment;
mod catalog;
mod help;
mod notice;
mod order;
mod queue;
mod rating;
mod screen;
mod search;
mod staff;

pub use appointment::*;
pub use catalog::*;
pub use help::*;
pub use notice::*;
pub use order::*;
pub use queue::*;
pub use rating::*;
pub use screen::*;
pub use search::*;
pub use staff::*;

use crate::code::Code;
use crate::hours::OpenState;
use crate::id::HallId;
use crate::moment::Moment;
use crate::profile::Hall;
use crate::text::Text;
use serde::{Deserialize, Serialize};

/// An error body, `application/problem+json` (RFC 9457).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// A URI reference that names the kind of problem.
    #[serde(rename = "type")]
    pub kind: String,
    /// The code in words, for programmers.
    pub title: String,
    /// The HTTP status again.
    pub status: u16,
    /// The stable code.
    pub code: Code,
    /// What a person reads.
    pub detail: Text,
    /// Single fields that are wrong.
    #[serde(default)]
    pub fields: Vec<FieldProblem>,
}

/// One wrong field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldProblem {
    /// Where, for example `/level`.
    pub path: String,
    /// The stable code.
    pub code: Code,
    /// What a person reads.
    pub detail: Text,
}

impl FieldProblem {
    /// A refusal about one field.
    #[must_use]
    pub fn at(path: &str, code: Code) -> Self {
        Self { path: path.to_owned(), code, detail: code.phrase().text() }
    }
}

impl From<Code> for Problem {
    fn from(code: Code) -> Self {
        Self {
            kind: format!("/api/docs#{}", code.as_str()),
            title: code.as_str().replace('_', " "),
            status: code.status(),
            code,
            detail: code.phrase().text(),
            fields: code.field().map(|path| FieldProblem::at(path, code)).into_iter().collect(),
        }
    }
}

/// A list that can grow.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Page<T> {
    /// This page's entries.
    pub items: Vec<T>,
    /// Where the next page begins; null on the last one.
    pub next: Option<String>,
}

/// A hall in the list of halls.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HallShort {
    /// Its id.
    pub id: HallId,
    /// Administrative level.
    pub level: Text,
    /// Its name.
    pub name: Text,
    /// Region code.
    pub region: String,
}

/// `GET /halls/{hall}`: the hall and whether it is open now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HallView {
    /// The hall.
    #[serde(flatten)]
    pub hall: Hall,
    /// Open now, and until when.
    pub open: OpenState,
    /// The server's clock, the truth for every screen.
    pub now: Moment,
}
