//! The catalog: departments, themes (一件事) and matters (事项) with their guides, as the sample
//! catalog and the national exchange fields have them (R1–R14, domain §2.6).
//!
//! Checked on load with every fault reported at once ([`Catalog::faults`]).

mod condition;
mod document;
mod finding;
mod item;
mod money;
mod words;

pub use condition::{Answers, Cases, Choice, Question};
pub use document::Material;
pub use finding::{Finding, Severity};
pub use item::{
    Channels, Codes, Coverage, DepartmentRef, Faq, Item, Limit, Modes, Outcome, SpecialProcedure, Step,
};
pub use money::{BadAmount, Fee, FeeItem, LegalBasis, Yuan};
pub use words::{
    ExerciseLevel, HandlingClass, ItemState, ItemType, LimitUnit, MaterialForm, Necessity, OnlineDepth,
    ResultKind, ServiceObject, SourceKind, UnknownWord,
};

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
    /// What must be said of the whole, for example that its data are illustrative.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub warning: Option<Text>,
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

    /// Every Chinese text that is searched: names and keywords of matters, names of departments.
    pub fn searched(&self) -> impl Iterator<Item = &str> {
        let departments = self.departments.iter().map(|department| department.name.zh.as_str());
        let names = self.items.iter().map(|item| item.name.zh.as_str());
        let keywords = self.items.iter().flat_map(|item| &item.keywords).map(String::as_str);
        departments.chain(names).chain(keywords)
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
