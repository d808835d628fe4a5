//! Bodies of ratings.

use crate::id::WindowId;
use crate::rating::{Figures, Level, NormLevel, NormTag, Rating};
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

/// `POST /halls/{hall}/ratings/find`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RatingSearch {
    /// The slip's code (10 digits), or what a scanner read: the address of the ticket's page, or of a rating page.
    pub slip: String,
}

/// The services of a slip that can be rated now, with what can be said of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RatingChoices {
    /// The services, in the order in which they ended; never none.
    pub services: Vec<RatingService>,
    /// The levels, best first.
    pub levels: Vec<RatingWord>,
    /// The official tags.
    pub tags: Vec<RatingWord>,
}

/// A service that can be rated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RatingService {
    /// The code to rate it with.
    pub token: String,
    /// What was served.
    pub item: Text,
    /// The department of the matter, or the window's.
    pub department: Text,
    /// The window that served.
    pub window: WindowId,
    /// The address of its page on a phone as a QR code (SVG).
    pub qr_svg: String,
}

/// A level or a tag of the norm, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RatingWord {
    /// The level, or the level of the tag.
    pub level: Level,
    /// The tag's national code; the level again for a level.
    pub code: u16,
    /// Its official words.
    pub words: Text,
}

/// `POST /halls/{hall}/ratings` and `/halls/{hall}/inspections`: a hall, or one of its windows, in general.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GeneralRating {
    /// The window; without one, the whole hall.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window: Option<String>,
    /// What is said of it.
    #[serde(flatten)]
    pub rating: Rating,
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
