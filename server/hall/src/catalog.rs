//! The catalog: departments, themes (一件事) and matters (事项) with their guides, as the sample
//! catalog and the national exchange fields have them (R1–R14, domain §2.6).
//!
//! Checked on load with every fault reported at once ([`Catalog::faults`]).

use crate::id::{DepartmentId, ItemId, Prefix, ThemeId};
use crate::profile::Hall;
use crate::text::Text;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Everything a citizen can find.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Catalog {
    /// Version of the published catalog.
    pub version: String,
    /// When it was published, `YYYY-MM-DD`.
    pub published_at: String,
    /// Departments.
    pub departments: Vec<Department>,
    /// Theme packages.
    pub themes: Vec<Theme>,
    /// Matters.
    pub items: Vec<Item>,
}

/// A department.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Department {
    /// Its id.
    pub id: DepartmentId,
    /// Its official name.
    pub name: Text,
    /// The queue its matters usually use.
    pub queue_prefix: Prefix,
    /// Enquiries.
    pub consult_phone: String,
}

/// A theme package (一件事): matters that belong to one event of a life.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Theme {
    /// Its id.
    pub id: ThemeId,
    /// Its name.
    pub name: Text,
    /// Its matters, in the order to read them.
    pub items: Vec<ItemId>,
}

/// A code with its official words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Coded {
    /// National code.
    pub code: String,
    /// Chinese.
    pub zh: String,
    /// English, where the exchange format has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub en: Option<String>,
}

/// The four handling classes (四件管理, R90).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum HandlingClass {
    /// 即办件: done on the spot.
    #[serde(alias = "即办件")]
    Immediate,
    /// 承诺件: done within the promised limit.
    #[serde(alias = "承诺件")]
    Promised,
    /// 联办件: several departments together.
    #[serde(alias = "联办件")]
    Joint,
    /// 上报件: passed to a higher level.
    #[serde(alias = "上报件")]
    Forwarded,
}

crate::phrases! {
    IMMEDIATE = "即办件" / "Done on the spot";
    PROMISED = "承诺件" / "Within a promised time";
    JOINT = "联办件" / "Handled jointly";
    FORWARDED = "上报件" / "Passed to a higher level";
    NATURAL_PERSON = "自然人" / "Individuals";
    ENTERPRISE = "企业法人" / "Companies";
    INSTITUTION = "事业法人" / "Public institutions";
    SOCIAL = "社会组织法人" / "Social organisations";
    UNINCORPORATED = "非法人企业" / "Unincorporated businesses";
    OTHER_ORGANISATION = "其他组织" / "Other organisations";
    NECESSARY = "必要" / "Required";
    NOT_NECESSARY = "非必要" / "If applicable";
    DEFERRABLE = "容缺后补" / "May follow later";
    ON_PAPER = "纸质" / "Paper";
    ELECTRONIC = "电子" / "Electronic";
    PAPER_OR_ELECTRONIC = "纸质或电子" / "Paper or electronic";
}

impl HandlingClass {
    /// Its words.
    #[must_use]
    pub const fn phrase(self) -> crate::text::Phrase {
        match self {
            Self::Immediate => IMMEDIATE,
            Self::Promised => PROMISED,
            Self::Joint => JOINT,
            Self::Forwarded => FORWARDED,
        }
    }
}

/// Whom a matter is for (服务对象).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ServiceObject {
    /// 自然人.
    #[serde(alias = "自然人")]
    NaturalPerson,
    /// 企业法人.
    #[serde(alias = "企业法人")]
    Enterprise,
    /// 事业法人.
    #[serde(alias = "事业法人")]
    Institution,
    /// 社会组织法人.
    #[serde(alias = "社会组织法人")]
    SocialOrganisation,
    /// 非法人企业.
    #[serde(alias = "非法人企业")]
    Unincorporated,
    /// 其他组织.
    #[serde(alias = "其他组织")]
    Other,
}

impl ServiceObject {
    /// Its words.
    #[must_use]
    pub const fn phrase(self) -> crate::text::Phrase {
        match self {
            Self::NaturalPerson => NATURAL_PERSON,
            Self::Enterprise => ENTERPRISE,
            Self::Institution => INSTITUTION,
            Self::SocialOrganisation => SOCIAL,
            Self::Unincorporated => UNINCORPORATED,
            Self::Other => OTHER_ORGANISATION,
        }
    }
}

/// The unit of a limit; always shown with it (domain 4.6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum LimitUnit {
    /// 自然日.
    Day,
    /// 工作日.
    Workday,
    /// 当场.
    Immediate,
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
    pub const fn get(&self, lang: crate::text::Lang) -> &str {
        match lang {
            crate::text::Lang::Zh => self.text_zh.as_str(),
            crate::text::Lang::En => self.text_en.as_str(),
        }
    }
}

/// Whether a document must be there (必要性).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Necessity {
    /// 必要.
    #[serde(alias = "必要")]
    Necessary,
    /// 非必要: only in the case named.
    #[serde(alias = "非必要")]
    Conditional,
    /// 容缺后补.
    #[serde(alias = "容缺后补")]
    Deferrable,
}

impl Necessity {
    /// Its words.
    #[must_use]
    pub const fn phrase(self) -> crate::text::Phrase {
        match self {
            Self::Necessary => NECESSARY,
            Self::Conditional => NOT_NECESSARY,
            Self::Deferrable => DEFERRABLE,
        }
    }
}

/// In which form a document is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum MaterialForm {
    /// 纸质.
    #[serde(alias = "纸质")]
    Paper,
    /// 电子.
    #[serde(alias = "电子")]
    Electronic,
    /// 纸质或电子.
    #[serde(alias = "纸质或电子")]
    Either,
}

impl MaterialForm {
    /// Its words.
    #[must_use]
    pub const fn phrase(self) -> crate::text::Phrase {
        match self {
            Self::Paper => ON_PAPER,
            Self::Electronic => ELECTRONIC,
            Self::Either => PAPER_OR_ELECTRONIC,
        }
    }
}

/// A document to bring (材料).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Material {
    /// Order, from 1.
    pub no: u32,
    /// The same document has the same key in every matter (merged lists of themes).
    pub key: String,
    /// Its name.
    pub name: Text,
    /// Originals wanted.
    pub original: u32,
    /// Copies wanted.
    pub copy: u32,
    /// Form.
    pub form: MaterialForm,
    /// Who issues it; Chinese only in the exchange format.
    pub source: String,
    /// Whether it must be there.
    pub necessity: Necessity,
    /// May be handed in later (容缺).
    pub deferrable: bool,
    /// An electronic licence shown on the phone will do (亮证免交).
    pub e_license_exempt: bool,
    /// The case in which it is wanted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Text>,
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
}

/// What it costs (R110–R112).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Fee {
    /// False: free of charge.
    pub charged: bool,
    /// The single fees.
    pub items: Vec<FeeItem>,
}

/// One fee.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FeeItem {
    /// Its official name; Chinese only in the exchange format.
    pub name: String,
    /// Amount in yuan.
    pub amount_cny: u32,
    /// Per what, for example 元/证.
    pub unit: String,
    /// On what basis (R112).
    pub basis: String,
    /// Who need not pay.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waiver: Option<String>,
}

/// A legal basis (设立依据); the titles of laws stay Chinese.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LegalBasis {
    /// Title of the law.
    pub title: String,
    /// Article.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub article: Option<String>,
    /// Document number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub doc_no: Option<String>,
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

/// A question people ask.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Faq {
    /// Question.
    pub q: Text,
    /// Answer.
    pub a: Text,
}

/// A matter (事项) with its whole guide (办事指南).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Item {
    /// Its id.
    pub id: ItemId,
    /// Its name.
    pub name: Text,
    /// The department in charge.
    pub department: DepartmentRef,
    /// National codes.
    pub codes: Codes,
    /// 事项类型.
    pub item_type: Coded,
    /// Whom it is for.
    pub service_objects: Vec<ServiceObject>,
    /// Handling class of four.
    pub handling_class: HandlingClass,
    /// 法定时限.
    pub legal_limit: Limit,
    /// 承诺时限.
    pub promised_limit: Limit,
    /// Visits at most (到现场次数).
    pub max_visits: u32,
    /// 受理条件.
    pub conditions: Vec<Text>,
    /// Documents.
    pub materials: Vec<Material>,
    /// Steps.
    pub steps: Vec<Step>,
    /// Fees.
    pub fee: Fee,
    /// Legal basis.
    pub legal_basis: Vec<LegalBasis>,
    /// The queue to wait in.
    pub queue_prefix: Prefix,
    /// Enquiries.
    pub consult_phone: String,
    /// Complaints.
    pub complaint_phone: String,
    /// Ways to get it done.
    pub channels: Channels,
    /// Often asked for.
    pub hot: bool,
    /// Other words people use for it.
    pub keywords: Vec<String>,
    /// Questions people ask.
    pub faq: Vec<Faq>,
    /// A remark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Codes {
    /// 基本编码, 12.
    pub basic: String,
    /// 实施编码, 31.
    pub implementation: String,
    /// 业务办理项编码, 33.
    pub business_item: String,
}

impl Catalog {
    /// A matter by id.
    #[must_use]
    pub fn item(&self, id: &ItemId) -> Option<&Item> {
        self.items.iter().find(|item| item.id == *id)
    }

    /// A theme by id.
    #[must_use]
    pub fn theme(&self, id: &ThemeId) -> Option<&Theme> {
        self.themes.iter().find(|theme| theme.id == *id)
    }

    /// The queue for a theme's one ticket: that of its first matter.
    #[must_use]
    pub fn queue_of_theme(&self, theme: &Theme) -> Option<&Prefix> {
        theme.items.first().and_then(|id| self.item(id)).map(|item| &item.queue_prefix)
    }

    /// Everything that is wrong, all at once; empty when the catalog can be shown (R7, R112). Without the
    /// hall, which may have faults of its own, everything but the queues is looked at.
    #[must_use]
    pub fn faults(&self, hall: Option<&Hall>) -> Vec<String> {
        let mut faults = Vec::new();
        let no_queue = |prefix: &Prefix| hall.is_some_and(|hall| hall.queue(prefix).is_none());
        let mut departments = BTreeSet::new();
        for department in &self.departments {
            if !departments.insert(&department.id) {
                faults.push(format!("department {}: appears twice", department.id));
            }
            if !department.name.is_complete() {
                faults.push(format!("department {}: a language is missing in its name", department.id));
            }
            if no_queue(&department.queue_prefix) {
                let prefix = &department.queue_prefix;
                faults.push(format!("department {}: queue {prefix} does not exist", department.id));
            }
        }
        let mut items = BTreeSet::new();
        for item in &self.items {
            if !items.insert(&item.id) {
                faults.push(format!("item {}: appears twice", item.id));
            }
            if !departments.contains(&item.department.id) {
                faults.push(format!("item {}: department {} does not exist", item.id, item.department.id));
            }
            if no_queue(&item.queue_prefix) {
                faults.push(format!("item {}: queue {} does not exist", item.id, item.queue_prefix));
            }
            faults.extend(item.faults().into_iter().map(|fault| format!("item {}: {fault}", item.id)));
        }
        let mut themes = BTreeSet::new();
        for theme in &self.themes {
            if !themes.insert(&theme.id) {
                faults.push(format!("theme {}: appears twice", theme.id));
            }
            if !theme.name.is_complete() {
                faults.push(format!("theme {}: a language is missing in its name", theme.id));
            }
            if theme.items.is_empty() {
                faults.push(format!("theme {}: has no items", theme.id));
            }
            for id in theme.items.iter().filter(|id| !items.contains(id)) {
                faults.push(format!("theme {}: item {id} does not exist", theme.id));
            }
        }
        faults
    }
}

impl Item {
    fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        let mut texts = vec![("name", &self.name), ("department", &self.department.name)];
        texts.extend(self.conditions.iter().map(|text| ("condition", text)));
        texts.extend(self.materials.iter().map(|material| ("document", &material.name)));
        texts.extend(self.materials.iter().filter_map(|m| m.when.as_ref()).map(|text| ("case", text)));
        for step in &self.steps {
            texts.extend([("step", &step.name), ("limit", &step.limit), ("post", &step.responsible)]);
        }
        for faq in &self.faq {
            texts.extend([("question", &faq.q), ("answer", &faq.a)]);
        }
        for (what, text) in texts {
            if !text.is_complete() {
                faults.push(format!("{what} {:?}: a language is missing", text.zh));
            }
        }
        if self.legal_basis.is_empty() {
            faults.push("legal_basis is empty".to_owned());
        }
        if self.conditions.is_empty() {
            faults.push("conditions are empty".to_owned());
        }
        if self.fee.charged && self.fee.items.is_empty() {
            faults.push("charges a fee but names none".to_owned());
        }
        if self.fee.items.iter().any(|fee| fee.basis.trim().is_empty()) {
            faults.push("a fee has no basis".to_owned());
        }
        for (what, limit) in [("legal_limit", &self.legal_limit), ("promised_limit", &self.promised_limit)] {
            if limit.text_zh.trim().is_empty() || limit.text_en.trim().is_empty() {
                faults.push(format!("{what}: a language is missing"));
            }
        }
        faults
    }
}
