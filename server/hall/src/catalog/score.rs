//! How complete the guides of a department are (R18).

use crate::id::DepartmentId;
use crate::text::Text;
use serde::{Deserialize, Serialize};

/// Completeness of one department's guides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Score {
    /// The department.
    pub department: DepartmentId,
    /// Its name.
    pub name: Text,
    /// Its matters.
    pub items: u32,
    /// 0 to 100, rounded down: 100 only when nothing is missing.
    pub percent: u8,
    /// What is missing most, most first.
    pub missing: Vec<Missing>,
}

/// What is missing in how many matters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Missing {
    /// A stable key, for example `sample`.
    pub field: String,
    /// What it is called.
    pub label: Text,
    /// In how many matters.
    pub items: u32,
}
