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
    /// What the sign says, usually the id; what the voice says: [`Self::spoken`].
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

impl Window {
    /// What the voice says for it and the sentence of a call writes (A30): its label, where that can be spelled in clips,
    /// that is in digits and capitals; otherwise its id.
    #[must_use]
    pub fn spoken(&self) -> &str {
        let spelled = |c: char| c.is_ascii_digit() || c.is_ascii_uppercase();
        let can = !self.label.is_empty() && self.label.chars().all(spelled);
        if can { &self.label } else { self.id.as_str() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_voice_says_the_label_where_it_can_be_spelled() {
        let spoken = |label: &str| {
            let window = serde_json::json!({"id": "A01", "label": label, "name": {"zh": "综", "en": "All"},
                "department": {"zh": "局", "en": "Bureau"}, "kind": "comprehensive", "zone": "A", "queues": ["A"]});
            serde_json::from_value::<Window>(window).unwrap().spoken().to_owned()
        };
        assert_eq!(
            ["1", "12", "B3", "综合一", "1 号", ""].map(spoken),
            ["1", "12", "B3", "A01", "A01", "A01"]
        );
    }
}
