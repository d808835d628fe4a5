//! The catalog: departments, themes (一件事) and matters (事项) with their guides, as the sample
//! catalog and the national exchange fields have them (R1–R14, domain §2.6).
//!
//! Checked by one set of rules ([`lint`]) on load, on import and before publishing, with every fault reported
//! at once.

mod checklist;
pub mod code31;
mod coming;
mod condition;
mod diff;
mod document;
pub mod fields;
mod finding;
pub mod guide;
mod item;
pub mod lint;
mod lists;
mod money;
mod origin;
mod report;
pub mod rules;
mod score;
mod texts;
mod words;

#[cfg(test)]
pub(crate) use checklist::tests::sample_item;
pub use checklist::{AnswerFault, Checklist, Need, Progress};
pub use condition::{Answers, Cases, Choice, Question};
pub use diff::{Change, ChangeKind, Diff, DiffCounts, FieldChange, LostPlan, Subject};
pub use document::Material;
pub use finding::{Finding, Severity};
pub use item::{
    Channels, Codes, Coverage, DepartmentRef, Faq, Item, Limit, Modes, Outcome, SpecialProcedure, Step,
};
pub use lists::{Audience, MergedDocument, Package, Participant, PublicList, queue_of_theme};
pub use money::{BadAmount, Fee, FeeItem, LegalBasis, Yuan};
pub use origin::{ORIGINS_MAX, Origin, origins};
pub use report::{KEPT, Report, Totals};
pub use score::{Missing, Score, scores};
pub use words::{
    ExerciseLevel, HandlingClass, ItemState, ItemType, LimitUnit, MaterialForm, Necessity, OnlineDepth,
    ResultKind, ServiceObject, SourceKind, UnknownWord,
};

use crate::id::{DepartmentId, ItemId, Prefix, ThemeId};
use crate::text::Text;
use serde::{Deserialize, Serialize};

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
    /// Texts that take the place of a matter's own on the day of their `effective_on`; until then what stands in
    /// `items` is in force ([`Catalog::settle`]). At most one for each matter.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub coming: Vec<Item>,
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
}
