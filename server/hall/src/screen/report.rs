//! What a screen says of itself: what it has painted and spoken last, and what is on it. Sent when it changes and
//! every ten seconds; no screen is asked.

use crate::id::{Number, ScreenId};
use serde::{Deserialize, Serialize};

/// The last call, by its position in the ledger, so that a recall is another one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Shown {
    /// Position of the call's event.
    pub seq: u64,
    /// Whose.
    pub ticket: Number,
}

/// What is on a screen, as it says itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Face {
    /// Which screen; a kiosk gives its own name.
    pub screen: ScreenId,
    /// True for a kiosk.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub kiosk: bool,
    /// Which panel it is, of those at this address: its own word, which stays while its browser runs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub panel: Option<String>,
    /// The build that it runs.
    pub build: String,
    /// What is on it: the kind of a layout, `emergency`, `stale`, `lost`, `dark`, or a kiosk's page.
    pub on: String,
    /// Which notice, list or map, when it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub what: Option<String>,
    /// Why: `call`, `playlist`, `nothing_due`, `fixed`, `emergency`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// The revision of the signage that it knows.
    #[serde(default)]
    pub revision: u64,
    /// The last call that was painted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shown: Option<Shown>,
    /// The last call whose voice began.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spoken: Option<Shown>,
    /// Whether it can be heard: none when it has no voice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub audible: Option<bool>,
    /// The emergency message that is painted, by the position of its event.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub emergency: Option<u64>,
    /// Pixels across and down, as the browser has them; 0 when it does not say.
    #[serde(default)]
    pub size_px: (u32, u32),
}

impl Face {
    /// Whether another panel than this one reports as the same screen.
    #[must_use]
    pub fn is_another(&self, other: &Self) -> bool {
        let known = |face: &Self| face.panel.clone().filter(|panel| !panel.is_empty());
        !self.kiosk && known(self).zip(known(other)).is_some_and(|(mine, its)| mine != its)
    }
}
