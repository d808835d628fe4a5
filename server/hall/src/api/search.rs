//! `GET /halls/{hall}/search`: what is found in the catalog.

use crate::catalog::DepartmentRef;
use crate::id::ItemId;
use crate::text::Text;
use serde::{Deserialize, Serialize};

/// A matter that was found; the best come first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SearchHit {
    /// Its id.
    pub id: ItemId,
    /// Its name.
    pub name: Text,
    /// The department in charge.
    pub department: DepartmentRef,
    /// By what it was found.
    pub matched: Matched,
}

/// The text by which a matter was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Matched {
    /// Which text it is.
    pub place: MatchedPlace,
    /// The text in pieces; put together they are the whole of it.
    pub pieces: Vec<Piece>,
}

/// Which text of a matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum MatchedPlace {
    /// Its Chinese name.
    Name,
    /// Its English name.
    EnglishName,
    /// An everyday word for it.
    Keyword,
    /// Its department's name.
    Department,
    /// Several of them; the name stands in their place.
    Several,
}

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Piece {
    /// The words.
    pub text: String,
    /// It is what was searched for.
    pub hit: bool,
}
