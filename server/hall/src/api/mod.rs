//! Bodies of the HTTP contract (api.md), as both sides read and write them: here the hall, its catalog and
//! refusals; appointments, queue, ratings and staff in files of their own.

mod appointment;
mod queue;
mod rating;
mod staff;

pub use appointment::*;
pub use queue::*;
pub use rating::*;
pub use staff::*;

use crate::catalog::{Channels, Coverage, Department, HandlingClass, ItemState, Modes, ServiceObject, Theme};
use crate::code::Code;
use crate::hours::OpenState;
use crate::id::{DepartmentId, HallId, ItemId, Prefix};
use crate::moment::Moment;
use crate::profile::{Hall, Queue};
use crate::text::Text;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

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

/// `GET /halls/{hall}/catalog`: what a kiosk browses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CatalogView {
    /// Version of the published catalog.
    pub version: String,
    /// When it was published.
    pub published_at: String,
    /// What must be said of the whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub warning: Option<Text>,
    /// Departments.
    pub departments: Vec<Department>,
    /// Themes.
    pub themes: Vec<Theme>,
    /// Queues.
    pub queues: Vec<Queue>,
    /// Matters in short form.
    pub items: Vec<ItemShort>,
    /// How the Chinese characters of all these names are read, made by the server for the search: pinyin
    /// without tones → the characters that are read so.
    #[serde(default)]
    pub sounds: BTreeMap<String, String>,
}

/// A matter in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ItemShort {
    /// Its id.
    pub id: ItemId,
    /// Its name.
    pub name: Text,
    /// Its department.
    pub department: DepartmentId,
    /// Its queue.
    pub queue: Prefix,
    /// Handling class.
    pub handling_class: HandlingClass,
    /// Ways to get it done.
    pub channels: Channels,
    /// Often asked for.
    pub hot: bool,
    /// Cases a year; 0: not known.
    #[serde(default)]
    pub frequency: u32,
    /// Other words for it.
    pub keywords: Vec<String>,
    /// Whom it is for.
    #[serde(default)]
    pub service_objects: Vec<ServiceObject>,
    /// Where else it can be applied for.
    #[serde(default)]
    pub coverage: Coverage,
    /// Ways of handling that make it easier.
    #[serde(default)]
    pub modes: Modes,
    /// In use or suspended; cancelled matters are not listed.
    #[serde(default)]
    pub state: ItemState,
}

impl From<&crate::catalog::Item> for ItemShort {
    fn from(item: &crate::catalog::Item) -> Self {
        Self {
            id: item.id.clone(),
            name: item.name.clone(),
            department: item.department.id.clone(),
            queue: item.queue_prefix.clone(),
            handling_class: item.handling_class,
            channels: item.channels,
            hot: item.hot,
            frequency: item.frequency,
            keywords: item.keywords.clone(),
            service_objects: item.service_objects.clone(),
            coverage: item.coverage,
            modes: item.modes,
            state: item.state,
        }
    }
}
