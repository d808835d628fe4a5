//! Help at a kiosk.

use serde::{Deserialize, Serialize};

/// `POST /halls/{hall}/help`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HelpRequest {
    /// Which kiosk; a machine that was enrolled without a name leaves it out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device: Option<String>,
}
