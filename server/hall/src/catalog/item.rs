//! A matter (事项) with its whole guide (办事指南): the national exchange fields (R1–R14, domain §2.6).

use super::condition::{Cases, Question};
use super::document::Material;
use super::money::{Fee, LegalBasis};
use super::words::{
    ExerciseLevel, HandlingClass, ItemState, ItemType, LimitUnit, OnlineDepth, ResultKind, ServiceObject,
};
use crate::id::{DepartmentId, ItemId, Prefix, WindowId};
use crate::moment::Day;
use crate::text::Text;
use serde::{Deserialize, Serialize};

/// A matter with its whole guide.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Item {
    /// Its id.
    pub id: ItemId,
    /// Its name.
    pub name: Text,
    /// The department in charge.
    pub department: DepartmentRef,
    /// 联办部门: departments that handle it too (R89).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub joint: Vec<DepartmentId>,
    /// National codes.
    pub codes: Codes,
    /// 事项类型.
    pub item_type: ItemType,
    /// 行使层级.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exercise_level: Option<ExerciseLevel>,
    /// Whom it is for.
    pub service_objects: Vec<ServiceObject>,
    /// Handling class of four.
    #[serde(alias = "handling_type")]
    pub handling_class: HandlingClass,
    /// 法定时限.
    pub legal_limit: Limit,
    /// 承诺时限.
    pub promised_limit: Limit,
    /// Visits at most (到现场次数).
    pub max_visits: u32,
    /// 受理条件.
    pub conditions: Vec<Text>,
    /// 数量限制 (R10); none when there is no limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quota: Option<Text>,
    /// Questions whose answers decide which documents and steps apply (智能导办).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<Question>,
    /// Documents.
    pub materials: Vec<Material>,
    /// Steps.
    pub steps: Vec<Step>,
    /// 特别程序: hearings, inspections, expert reviews.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub special_procedures: Vec<SpecialProcedure>,
    /// Fees.
    pub fee: Fee,
    /// Legal basis.
    pub legal_basis: Vec<LegalBasis>,
    /// What one gets in the end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result: Option<Outcome>,
    /// The queue to wait in.
    pub queue_prefix: Prefix,
    /// Windows that handle it; empty: those of its queue.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub windows: Vec<WindowId>,
    /// 办理地点, when it is not the hall's address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub location: Option<Text>,
    /// 办理时间 (`transact_time`), when it is not the hall's hours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<Text>,
    /// Enquiries.
    pub consult_phone: String,
    /// Complaints.
    pub complaint_phone: String,
    /// Ways to get it done.
    pub channels: Channels,
    /// How far it goes online.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub online_depth: Option<OnlineDepth>,
    /// 通办范围.
    #[serde(default)]
    pub coverage: Coverage,
    /// Ways of handling that make it easier.
    #[serde(default)]
    pub modes: Modes,
    /// Often asked for.
    pub hot: bool,
    /// Cases a year, for the order of search results; 0: not known.
    #[serde(default)]
    pub frequency: u32,
    /// Other words people use for it.
    pub keywords: Vec<String>,
    /// Questions people ask.
    pub faq: Vec<Faq>,
    /// A remark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
    /// In use, suspended or cancelled (R13).
    #[serde(default)]
    pub state: ItemState,
    /// Why it is suspended or cancelled, and until when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state_note: Option<Text>,
    /// What to do instead while it is suspended or after it was cancelled.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alternatives: Vec<ItemId>,
    /// Version of this guide, as its department counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// When the guide was last changed (R17).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated_on: Option<Day>,
    /// First day on which it is offered; none: at once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effective_on: Option<Day>,
    /// First day on which it is no longer offered; none: for good.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cancelled_on: Option<Day>,
    /// Where the record is from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provenance: Option<String>,
    /// Official pages it was compared with.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<String>,
    /// What was compared.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub verified_fields: Vec<String>,
}

impl Item {
    /// True on days on which it is in the catalog: from `effective_on` until before `cancelled_on`, unless it was
    /// cancelled. A suspended matter stays, and says so.
    #[must_use]
    pub fn is_listed(&self, day: Day) -> bool {
        self.state != ItemState::Cancelled
            && self.effective_on.is_none_or(|first| first <= day)
            && self.cancelled_on.is_none_or(|end| day < end)
    }
}

/// A department as a matter names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DepartmentRef {
    /// Its id.
    pub id: DepartmentId,
    /// Its name.
    #[serde(flatten)]
    pub name: Text,
}

/// National codes of a matter; opaque strings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Codes {
    /// 基本编码, 12.
    pub basic: String,
    /// 实施编码, 31.
    pub implementation: String,
    /// 业务办理项编码, 33.
    pub business_item: String,
    /// True where the codes are made up, as in sample data.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub placeholder: bool,
}

/// A time limit: statutory (法定) or promised (承诺).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Limit {
    /// How many units; none when the law sets none.
    pub value: Option<u32>,
    /// Which unit.
    pub unit: Option<LimitUnit>,
    /// In words, Chinese.
    pub text_zh: String,
    /// In words, English.
    pub text_en: String,
}

impl Limit {
    /// In words.
    #[must_use]
    pub fn text(&self) -> Text {
        Text { zh: self.text_zh.clone(), en: self.text_en.clone() }
    }
}

/// A step of handling (R14).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Step {
    /// Order, from 1.
    pub no: u32,
    /// Its name.
    pub name: Text,
    /// Its own limit.
    pub limit: Text,
    /// The responsible post (R4).
    pub responsible: Text,
    /// Answers with which it applies.
    #[serde(default, skip_serializing_if = "Cases::is_always")]
    pub only_if: Cases,
}

/// A special procedure, whose time does not count for the limits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SpecialProcedure {
    /// For example 现场勘验.
    pub name: Text,
    /// On what ground, or in which case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Text>,
    /// How long it takes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<Limit>,
}

/// What one gets in the end (审批结果).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Outcome {
    /// Its kind.
    pub kind: ResultKind,
    /// Its name.
    pub name: Text,
    /// A picture of a sample: a file of the hall.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sample: Option<String>,
}

/// The ways to get it done (R68).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Channels {
    /// At a window.
    pub window: bool,
    /// Online.
    pub online: bool,
    /// At a self-service terminal.
    pub self_service: bool,
    /// At a terminal of the 24-hour area.
    pub self_service_24h: bool,
    /// By appointment.
    pub appointment: bool,
    /// By post.
    pub post: bool,
    /// By a visit at home.
    pub home_visit: bool,
}

/// 通办范围: where else it can be applied for (R92).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Coverage {
    /// 跨省通办.
    pub cross_province: bool,
    /// 全省通办.
    pub province_wide: bool,
    /// 全市通办.
    pub city_wide: bool,
    /// 全县通办.
    pub county_wide: bool,
}

/// Ways of handling that make a matter easier (R68, R93, R94, R113).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Modes {
    /// 告知承诺制: a written promise replaces documents.
    pub notification_commitment: bool,
    /// 容缺受理: accepted although minor documents are missing.
    pub deferred_acceptance: bool,
    /// 即来即办.
    pub instant: bool,
    /// 专区通办: handled in the care zone, for old and disabled people.
    pub senior_zone: bool,
    /// 帮办代办: staff do it for the applicant, free of charge.
    pub agent_service: bool,
    /// 免费邮寄: the result comes by post, free of charge.
    pub free_post: bool,
}

/// A question people ask.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Faq {
    /// Question.
    pub q: Text,
    /// Answer.
    pub a: Text,
}
