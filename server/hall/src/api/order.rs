//! Bodies of work orders.

use super::RatingWord;
use crate::code::Code;
use crate::id::{AccountId, WindowId};
use crate::moment::Moment;
use crate::order::{Act, Due, Finding, Light, State, Step, Visit};
use crate::rating::{Kind, Level};
use crate::text::Text;
use serde::{Deserialize, Serialize};

/// Which orders.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum OrderWhich {
    /// Those that have not ended.
    #[default]
    Open,
    /// Those that have.
    Closed,
    /// All.
    All,
}

impl OrderWhich {
    /// As in the query.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Closed => "closed",
            Self::All => "all",
        }
    }
}

/// `GET /work-orders`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OrderPage {
    /// The oldest first.
    pub items: Vec<OrderView>,
    /// Asked for as `after`, it gives the next page.
    pub next: Option<i64>,
}

/// The work order of a bad rating.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OrderView {
    /// Its number, that of the rating.
    pub id: i64,
    /// Where it stands.
    pub state: State,
    /// What the person who asks may do now.
    pub possible: Vec<String>,
    /// How urgent it is; none when nothing is due.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub light: Option<Light>,
    /// What is due next.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Due>,
    /// Whether the person had an answer in time (按期整改).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_time: Option<bool>,
    /// When it was rated.
    pub rated_at: Moment,
    /// 1 or 2.
    pub level: Level,
    /// Official tags, in words.
    pub tags: Vec<RatingWord>,
    /// In the person's own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
    /// The person left a contact.
    pub has_contact: bool,
    /// The contact, for who has taken the order on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<String>,
    /// National channel code.
    pub channel: u8,
    /// What was served, or is rated in general.
    pub item: Text,
    /// The department in charge.
    pub department: Text,
    /// In which way it was given.
    pub kind: Kind,
    /// The window that served, or is rated in general; none for the whole hall.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window: Option<WindowId>,
    /// Who was rated, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rated: Option<AccountId>,
    /// Who has taken it on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub handler: Option<AccountId>,
    /// What counts as found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finding: Option<Finding>,
    /// What a second person must find too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proposed: Option<Finding>,
    /// What was done, in order.
    pub steps: Vec<Step>,
}

/// `POST /work-orders/{order}/{act}`: what the act needs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default, deny_unknown_fields)]
pub struct OrderRequest {
    /// What was found: of `verify` and `review`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub finding: Option<Finding>,
    /// What the person says: of `revisit`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub result: Option<Visit>,
    /// To which body: of `forward`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// In words: of all but `take` and `close`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl OrderRequest {
    /// The act of this name.
    ///
    /// # Errors
    /// `not_found` for a name that none has, `finding_required` or `visit_required` when that is missing.
    pub fn act(self, name: &str) -> Result<Act, Code> {
        let note = self.note.unwrap_or_default();
        let finding = self.finding.ok_or(Code::FindingRequired);
        Ok(match name {
            "take" => Act::Take,
            "verify" => Act::Verify { finding: finding?, note },
            "extend" => Act::Extend { note },
            "rectify" => Act::Rectify { note },
            "explain" => Act::Explain { note },
            "forward" => Act::Forward { to: self.to.unwrap_or_default(), note },
            "reply" => Act::Reply { note },
            "revisit" => Act::Revisit { result: self.result.ok_or(Code::VisitRequired)?, note },
            "appeal" => Act::Appeal { note },
            "review" => Act::Review { finding: finding?, note },
            "close" => Act::Close,
            _ => return Err(Code::NotFound),
        })
    }
}

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OrderReceipt {
    /// Its number.
    pub id: i64,
    /// Where it stands now.
    pub state: State,
}
