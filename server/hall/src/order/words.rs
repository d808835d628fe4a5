//! The words of an order, as the field has them.

use super::{Finding, Light, Remedy, State, Visit};
use crate::text::Phrase;

impl Finding {
    /// Its words.
    #[must_use]
    pub const fn phrase(self) -> Phrase {
        match self {
            Self::Upheld => Phrase::new("属实", "Upheld"),
            Self::Unfounded => Phrase::new("不属实", "Unfounded"),
            Self::Mistaken => Phrase::new("误评", "Rated by mistake"),
            Self::Malicious => Phrase::new("恶意差评", "Malicious"),
        }
    }
}

impl Visit {
    /// Its words.
    #[must_use]
    pub const fn phrase(self) -> Phrase {
        match self {
            Self::Satisfied => Phrase::new("满意", "Satisfied"),
            Self::Dissatisfied => Phrase::new("不满意", "Not satisfied"),
            Self::Unreachable => Phrase::new("无法联系", "Could not be reached"),
        }
    }
}

impl Remedy {
    /// Its words.
    #[must_use]
    pub const fn phrase(self) -> Phrase {
        match self {
            Self::Rectified => Phrase::new("整改", "Put right"),
            Self::Explained => Phrase::new("解释说明", "Explained"),
            Self::Forwarded => Phrase::new("转办", "Handed over"),
        }
    }
}

impl State {
    /// Its words.
    #[must_use]
    pub const fn phrase(self) -> Phrase {
        match self {
            Self::New => Phrase::new("新差评", "New"),
            Self::Verifying => Phrase::new("待核实", "To be verified"),
            Self::SecondPerson => Phrase::new("待第二人核定", "A second person decides"),
            Self::Verified => Phrase::new("已核实", "Verified"),
            Self::Acting => Phrase::new("处理中", "Being handled"),
            Self::Replied => Phrase::new("已回复", "Answered"),
            Self::Revisited => Phrase::new("已回访", "Asked again"),
            Self::Appealed => Phrase::new("申诉复核中", "Under review"),
            Self::Closed => Phrase::new("办结", "Closed"),
        }
    }
}

impl Light {
    /// Its words: a colour is never the only signal.
    #[must_use]
    pub const fn phrase(self) -> Phrase {
        match self {
            Self::Green => Phrase::new("期限内", "In time"),
            Self::Yellow => Phrase::new("时限过半", "Half of the time is over"),
            Self::Last => Phrase::new("即将到期", "Due next"),
            Self::Red => Phrase::new("已超期", "Overdue"),
        }
    }
}
