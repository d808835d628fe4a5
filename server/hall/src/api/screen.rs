//! Screens: what is told to them, what they report, and what the desk reads of them.

use crate::board::Emergency;
use crate::id::{DeviceId, ScreenId};
use crate::moment::Moment;
use crate::screen::{Seen, Standing};
use crate::text::Text;
use serde::{Deserialize, Serialize};

/// `POST /halls/{hall}/emergency`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EmergencyRequest {
    /// What it says: Chinese of 60 characters, English of 160 letters at most.
    pub text: Text,
    /// When it ends by itself, within 12 hours.
    pub until: Moment,
}

/// `GET /halls/{hall}/emergency`: the message that is on, and who has confirmed that it is painted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EmergencyView {
    /// None when there is no message now.
    pub emergency: Option<Emergency>,
}

/// `GET /halls/{hall}/screens`: a screen, and how it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ScreenStanding {
    /// Its id; of a kiosk its own.
    pub id: ScreenId,
    /// Where it is; empty when nobody registered it.
    pub place: Text,
    /// True for a screen that is registered at the desk, and for a kiosk of the hall.
    pub registered: bool,
    /// True for a kiosk.
    pub kiosk: bool,
    /// It is the one that speaks in its zone.
    pub speaks: bool,
    /// Whether it reports, and what it failed to show.
    #[serde(flatten)]
    pub standing: Standing,
    /// Its last report.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen: Option<Seen>,
    /// A small picture of it that was taken on request, and when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<Moment>,
}

/// What a report is answered with.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReportAnswer {
    /// It is the one that speaks in its zone, until the next answer, for 25 seconds at most.
    #[serde(default)]
    pub speaks: bool,
    /// Somebody at the desk wants a small picture of it: send it under this name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<String>,
}

/// `GET /halls/{hall}/screens/{screen}/plays`: what was shown from when to when (proof of play).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Play {
    /// Since when.
    pub from: Moment,
    /// Until when it was last said to be on.
    pub until: Moment,
    /// What: as in the report.
    pub on: String,
    /// Which notice, list or map.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub what: Option<String>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
}

/// `PUT /halls/{hall}/maps/{map}`: a floor map and its drawing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MapUpload {
    /// Its name, for example 一楼 / Floor 1.
    pub name: Text,
    /// The drawing: SVG, 500 KB at most.
    pub svg: String,
}

/// A kiosk's name as a screen's: both are slugs.
#[must_use]
pub fn kiosk_screen(device: &DeviceId) -> Option<ScreenId> {
    device.as_str().parse().ok()
}
