//! A window, and what kind of window it is (R36, R37).

use crate::board::CallOrder;
use crate::id::{Prefix, WindowId};
use crate::text::Text;
use serde::{Deserialize, Serialize};

/// What kind of window it is (R36, R37).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum WindowKind {
    /// 无差别综合: every matter.
    Comprehensive,
    /// 分领域综合: every matter of a field.
    Field,
    /// 综合咨询: advice.
    Advice,
    /// 帮办代办: help with the whole errand.
    Assistance,
    /// 跨省通办.
    CrossProvince,
    /// 全省通办.
    ProvinceWide,
    /// 办不成事: what could not be done elsewhere.
    Unresolved,
    /// 出件: collecting results.
    Collection,
}

/// A window (窗口): a place where a clerk serves one ticket at a time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Window {
    /// As on its sign.
    pub id: WindowId,
    /// What the sign and the voice say, usually the id.
    pub label: String,
    /// What is done there (R31, R77).
    pub name: Text,
    /// Who does it.
    pub department: Text,
    /// Its kind.
    pub kind: WindowKind,
    /// Its zone.
    pub zone: String,
    /// The queues it calls from, in order.
    pub queues: Vec<Prefix>,
    /// How it chooses among them.
    #[serde(default)]
    pub order: CallOrder,
}
