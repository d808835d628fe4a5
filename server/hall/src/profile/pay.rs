//! How fees can be paid (R74, R110, R111).

use crate::text::Phrase;
use serde::{Deserialize, Serialize};

/// A way to pay a fee (R74, R110, R111).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PayWay {
    /// 现金.
    Cash,
    /// 银行卡: a card terminal at the window.
    Card,
    /// 手机扫码支付.
    Phone,
    /// 银行代收: at the counter of a bank.
    Bank,
    /// 网上缴费.
    Online,
}

impl PayWay {
    /// Its words.
    #[must_use]
    pub const fn phrase(self) -> Phrase {
        match self {
            Self::Cash => Phrase::new("可以用现金", "Cash accepted"),
            Self::Card => Phrase::new("刷银行卡", "Bank card"),
            Self::Phone => Phrase::new("手机扫码", "Mobile payment"),
            Self::Bank => Phrase::new("银行柜台代收", "At a bank counter"),
            Self::Online => Phrase::new("网上缴费", "Online"),
        }
    }

    /// Whether people without a telephone can pay so.
    pub(super) const fn needs_no_phone(self) -> bool {
        matches!(self, Self::Cash | Self::Card | Self::Bank)
    }
}
