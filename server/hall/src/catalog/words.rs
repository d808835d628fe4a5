//! The coded fields of the national exchange schema (domain §2.6): each a closed list with its national code
//! and its words in two languages.
//!
//! On the wire a value is its key (`immediate`); read are also the Chinese word and its short forms. With the
//! feature `exchange` (the server's) also the code, and the exchange format's `{"code": "1", "zh": "即办件"}`, where
//! the word counts before the code: two classes share one code. Browsers read only what the server writes.

use crate::text::Phrase;
use serde::{Deserialize, Serialize};

/// A value as files write it.
#[cfg(feature = "exchange")]
#[derive(Deserialize)]
#[serde(untagged)]
enum Written {
    Word(String),
    Coded {
        #[serde(default)]
        code: String,
        #[serde(default)]
        zh: String,
    },
}

/// A word that is not in the list of a coded field.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{word:?} is no {field}; known are {known}")]
pub struct UnknownWord {
    /// The field.
    pub field: &'static str,
    /// What stood there (cut to 64 characters).
    pub word: String,
    /// The Chinese words that would do, joined by `、`.
    pub known: String,
}

macro_rules! coded {
    ($(#[$meta:meta])* $name:ident, $field:literal {
        $($(#[$mark:meta])* $variant:ident = $key:literal $code:literal $zh:literal / $en:literal $(| $alias:literal)*;)+
    }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[cfg_attr(feature = "exchange", serde(try_from = "Written"))]
        pub enum $name {
            $($(#[$mark])* #[doc = $zh] #[serde(rename = $key, alias = $zh $(, alias = $alias)*)] $variant,)+
        }

        impl $name {
            /// All values, in the order of their codes.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// Its words.
            #[must_use]
            pub const fn phrase(self) -> Phrase {
                match self { $(Self::$variant => Phrase::new($zh, $en),)+ }
            }

            /// Its key on the wire.
            #[must_use]
            pub const fn key(self) -> &'static str {
                match self { $(Self::$variant => $key,)+ }
            }

            /// Its national code; empty where the exchange format has none.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }

            /// The value that a word names: key, Chinese word, or (last, because codes are shared) code.
            #[must_use]
            pub fn of_word(word: &str) -> Option<Self> {
                let word = word.trim();
                let named = |value: &&Self| match value {
                    $(Self::$variant => [$key, $zh, $($alias),*].contains(&word),)+
                };
                Self::ALL.iter().find(named).or_else(|| {
                    Self::ALL.iter().find(|value| !value.code().is_empty() && value.code() == word)
                }).copied()
            }
        }

        impl std::str::FromStr for $name {
            type Err = UnknownWord;
            fn from_str(word: &str) -> Result<Self, UnknownWord> {
                Self::of_word(word).ok_or_else(|| UnknownWord {
                    field: $field,
                    word: word.chars().take(64).collect(),
                    known: Self::ALL.iter().map(|value| value.phrase().zh).collect::<Vec<_>>().join("、"),
                })
            }
        }

        #[cfg(feature = "exchange")]
        impl TryFrom<Written> for $name {
            type Error = UnknownWord;
            fn try_from(written: Written) -> Result<Self, UnknownWord> {
                match written {
                    Written::Word(word) => word.parse(),
                    Written::Coded { code, zh } => Self::of_word(&zh).map_or_else(|| code.parse(), Ok),
                }
            }
        }
    };
}

coded! {
    /// 办件类型: the four handling classes (四件管理, R90).
    HandlingClass, "handling class" {
        Immediate = "immediate" "1" "即办件" / "Done on the spot";
        Promised = "promised" "2" "承诺件" / "Within a promised time";
        Joint = "joint" "" "联办件" / "Handled jointly";
        Forwarded = "forwarded" "" "上报件" / "Passed to a higher level";
    }
}
coded! {
    /// 事项类型.
    ItemType, "item type" {
        Licence = "licence" "01" "行政许可" / "Administrative licence";
        Penalty = "penalty" "02" "行政处罚" / "Administrative penalty";
        Compulsion = "compulsion" "03" "行政强制" / "Administrative compulsion";
        Levy = "levy" "04" "行政征收" / "Administrative levy";
        Payment = "payment" "05" "行政给付" / "Administrative payment";
        Inspection = "inspection" "06" "行政检查" / "Administrative inspection";
        Confirmation = "confirmation" "07" "行政确认" / "Administrative confirmation";
        Reward = "reward" "08" "行政奖励" / "Administrative reward";
        Ruling = "ruling" "09" "行政裁决" / "Administrative ruling";
        OtherPower = "other_power" "10" "其他行政权力" / "Other administrative power" | "其他";
        PublicService = "public_service" "20" "公共服务" / "Public service";
    }
}
coded! {
    /// 行使层级.
    ExerciseLevel, "exercise level" {
        National = "national" "1" "国家级" / "National";
        Province = "province" "2" "省级" / "Provincial";
        City = "city" "3" "市级" / "Municipal";
        County = "county" "4" "县级" / "County";
        Town = "town" "5" "镇（乡、街道）级" / "Town, township or subdistrict" | "镇级" | "乡级" | "街道级";
        Village = "village" "6" "村（社区）级" / "Village or community" | "村级";
    }
}
coded! {
    /// 服务对象: whom a matter is for.
    ServiceObject, "service object" {
        NaturalPerson = "natural_person" "1" "自然人" / "Individuals";
        Enterprise = "enterprise" "2" "企业法人" / "Companies";
        Institution = "institution" "3" "事业法人" / "Public institutions";
        SocialOrganisation = "social_organisation" "4" "社会组织法人" / "Social organisations";
        Unincorporated = "unincorporated" "5" "非法人企业" / "Unincorporated businesses";
        Authority = "authority" "6" "行政机关" / "Public authorities";
        Other = "other" "9" "其他组织" / "Other organisations" | "其他" | "7";
    }
}
coded! {
    /// The unit of a limit; always shown with it (domain §4.6).
    LimitUnit, "unit of a limit" {
        Day = "day" "" "自然日" / "calendar days" | "日" | "天";
        Workday = "workday" "" "工作日" / "working days" | "个工作日";
        Immediate = "immediate" "" "当场" / "on the spot" | "即时";
    }
}
coded! {
    /// 必要性: whether a document must be there.
    Necessity, "necessity" {
        Necessary = "necessary" "" "必要" / "Required";
        Conditional = "conditional" "" "非必要" / "If applicable";
        Deferrable = "deferrable" "" "容缺后补" / "May follow later" | "容缺";
    }
}
coded! {
    /// 材料形式: in which form a document is taken.
    MaterialForm, "form of a document" {
        Paper = "paper" "" "纸质" / "Paper";
        Electronic = "electronic" "" "电子" / "Electronic";
        Either = "either" "" "纸质或电子" / "Paper or electronic" | "纸质和电子" | "纸质/电子" | "电子或纸质";
    }
}
coded! {
    /// 来源渠道: who has a document.
    SourceKind, "source of a document" {
        Applicant = "applicant" "10" "申请人自备" / "The applicant";
        Government = "government" "20" "政府部门核发" / "A public authority";
        Other = "other" "99" "其他" / "Somebody else";
    }
}
coded! {
    /// 事项状态 (R13).
    #[derive(Default)]
    ItemState, "state of an item" {
        #[default]
        InUse = "in_use" "1" "在用" / "In use";
        Suspended = "suspended" "2" "暂停" / "Suspended";
        Cancelled = "cancelled" "3" "取消" / "Cancelled";
    }
}
coded! {
    /// 结果类型: what one gets in the end.
    ResultKind, "kind of result" {
        Certificate = "certificate" "" "证照" / "Certificate or licence";
        Approval = "approval" "" "批文" / "Written decision";
        Other = "other" "" "其他" / "Other";
        Nothing = "nothing" "" "无" / "None";
    }
}
coded! {
    /// 网办深度: how far a matter goes online.
    OnlineDepth, "online depth" {
        Enquiry = "enquiry" "1" "互联网咨询" / "Enquiries online" | "咨询";
        Submission = "submission" "2" "互联网收件" / "Documents sent online" | "收件";
        Precheck = "precheck" "3" "互联网预审" / "Checked online beforehand" | "预审";
        Acceptance = "acceptance" "4" "互联网受理" / "Accepted online" | "受理";
        Handling = "handling" "5" "互联网办理" / "Handled online" | "办理";
        Result = "result" "6" "互联网办理结果信息反馈" / "Result told online" | "结果反馈";
        Licence = "licence" "7" "互联网电子证照反馈" / "E-licence delivered online" | "电子证照反馈";
        Other = "other" "8" "其他" / "Other";
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(feature = "exchange")]
    #[test]
    fn a_value_is_read_from_key_word_code_and_the_exchange_format() {
        for written in [r#""joint""#, r#""联办件""#, r#"{"code": "2", "zh": "联办件"}"#] {
            assert_eq!(serde_json::from_str::<HandlingClass>(written).unwrap(), HandlingClass::Joint);
        }
        assert_eq!(serde_json::from_str::<ItemType>(r#"{"code": "07"}"#).unwrap(), ItemType::Confirmation);
        assert_eq!("容缺".parse(), Ok(Necessity::Deferrable));
        assert_eq!(serde_json::to_string(&ItemState::InUse).unwrap(), r#""in_use""#);
        let refused = serde_json::from_str::<MaterialForm>(r#""口头""#).unwrap_err().to_string();
        assert!(refused.contains("口头") && refused.contains("纸质或电子"), "{refused}");
    }

    #[test]
    fn every_key_leads_back() {
        for kind in ItemType::ALL {
            assert_eq!(ItemType::of_word(kind.key()), Some(*kind));
            assert_eq!(ItemType::of_word(kind.code()), Some(*kind));
            assert_eq!(ItemType::of_word(kind.phrase().zh), Some(*kind));
        }
    }
}
