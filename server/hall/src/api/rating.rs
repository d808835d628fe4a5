//! Bodies of ratings.

use crate::id::WindowId;
use crate::rating::{Figures, NormLevel, NormTag};
use crate::text::Text;
use serde::{Deserialize, Serialize};

/// `GET /ratings/{token}`: what is rated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RatingForm {
    /// The hall's name.
    pub hall: Text,
    /// The window that served.
    pub window: WindowId,
    /// The department of the matter, or the window's.
    pub department: Text,
    /// What was served.
    pub item: Text,
    /// True when it has been rated.
    pub rated: bool,
    /// The norm's version.
    pub norm: String,
    /// The levels, best first.
    pub levels: Vec<NormLevel>,
    /// The official tags.
    pub tags: Vec<NormTag>,
}

/// The answer to a new rating.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RatingReceipt {
    /// Its number.
    pub id: i64,
}

/// `GET /halls/{hall}/ratings/summary`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RatingSummary {
    /// The whole hall.
    pub total: Figures,
    /// By the chosen grouping; small groups are folded into one with an empty key.
    pub groups: Vec<RatingGroup>,
}

/// One group of a summary.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RatingGroup {
    /// Window, item, department or channel; empty for the folded rest.
    pub key: String,
    /// Its name.
    pub name: Text,
    /// Its figures.
    #[serde(flatten)]
    pub figures: Figures,
}
