//! The catalog on the wire: what a kiosk browses; and for administrators its versions, what was read from a
//! file and waits to be published, and how two versions differ.

use crate::catalog::{
    Change, Channels, Coverage, Department, DiffCounts, Finding, HandlingClass, Item, ItemState, LostPlan,
    Modes, Origin, Package, Score, ServiceObject, Theme,
};
use crate::form::FormView;
use crate::id::{DepartmentId, ItemId, Prefix};
use crate::moment::Moment;
use crate::profile::Queue;
use crate::text::Text;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// `GET /halls/{hall}/catalog`: what a kiosk browses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CatalogView {
    /// Version of the published catalog: its number in the hall, for example `12`.
    pub version: String,
    /// When it was published.
    pub published_at: Moment,
    /// What must be said of the whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub warning: Option<Text>,
    /// Departments.
    pub departments: Vec<Department>,
    /// Themes.
    pub themes: Vec<Theme>,
    /// Queues.
    pub queues: Vec<Queue>,
    /// Matters in short form.
    pub items: Vec<ItemShort>,
    /// How the Chinese characters of all these names are read, made by the server for the search: pinyin
    /// without tones → the characters that are read so.
    #[serde(default)]
    pub sounds: BTreeMap<String, String>,
}

/// A matter in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ItemShort {
    /// Its id.
    pub id: ItemId,
    /// Its name.
    pub name: Text,
    /// Its department.
    pub department: DepartmentId,
    /// Its queue.
    pub queue: Prefix,
    /// Handling class.
    pub handling_class: HandlingClass,
    /// Ways to get it done.
    pub channels: Channels,
    /// Often asked for.
    pub hot: bool,
    /// Cases a year; 0: not known.
    #[serde(default)]
    pub frequency: u32,
    /// Other words for it.
    pub keywords: Vec<String>,
    /// Whom it is for.
    #[serde(default)]
    pub service_objects: Vec<ServiceObject>,
    /// Where else it can be applied for.
    #[serde(default)]
    pub coverage: Coverage,
    /// Ways of handling that make it easier.
    #[serde(default)]
    pub modes: Modes,
    /// In use or suspended; cancelled matters are not listed.
    #[serde(default)]
    pub state: ItemState,
}

impl From<&Item> for ItemShort {
    fn from(item: &Item) -> Self {
        Self {
            id: item.id.clone(),
            name: item.name.clone(),
            department: item.department.id.clone(),
            queue: item.queue_prefix.clone(),
            handling_class: item.handling_class,
            channels: item.channels,
            hot: item.hot,
            frequency: item.frequency,
            keywords: item.keywords.clone(),
            service_objects: item.service_objects.clone(),
            coverage: item.coverage,
            modes: item.modes,
            state: item.state,
        }
    }
}

/// `GET /halls/{hall}/items/{item}`: a whole guide, and of which version of the catalog it is. A reader whose
/// list is of another version asks for the list again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GuideView {
    /// The guide.
    #[serde(flatten)]
    pub item: Item,
    /// As in [`CatalogView::version`].
    pub catalog_version: String,
    /// The files that `blank` and `sample` of its documents name, as far as the hall has them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub forms: Vec<FormView>,
}

/// `GET /halls/{hall}/themes/{theme}`: what a theme asks for as a whole, and of which version of the catalog that is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ThemeView {
    /// Its documents and departments.
    #[serde(flatten)]
    pub package: Package,
    /// As in [`CatalogView::version`].
    pub catalog_version: String,
}

/// How a file is taken: query `mode` of `POST /halls/{hall}/catalog/imports`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ImportMode {
    /// What the file names replaces what is there under the same id; everything else stays.
    #[default]
    Merge,
    /// The file is the whole catalog: what it does not name is removed. A matter whose row was refused stays as it
    /// is published.
    Replace,
}

/// Where an import stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ImportState {
    /// It is being read; [`ImportView::progress`] tells how far.
    Reading,
    /// It was read and waits for a person to publish it.
    Ready,
    /// It could not be read, or the server ended meanwhile; [`ImportView::fault`] says why.
    Failed,
    /// It was published, as [`ImportView::version`].
    Published,
}

/// What is being done with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ImportStage {
    /// The file is being read, row by row.
    Reading,
    /// What was read is being checked, matter by matter.
    Checking,
    /// It is being compared with the current version.
    Comparing,
    /// It is being stored.
    Storing,
}

/// How far an import is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportProgress {
    /// What is being done.
    pub stage: ImportStage,
    /// So many of …
    pub done: u32,
    /// … so many; 0 while that is not known.
    pub total: u32,
}

/// What came of reading a file, in figures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportSummary {
    /// Matters that were taken from it.
    pub accepted: u32,
    /// Matters that were left out; what stands in the catalog under their id stays as it is.
    pub left_out: u32,
    /// Findings because of which rows or matters were left out.
    pub refused: u32,
    /// Findings that somebody should look at.
    pub warnings: u32,
    /// Findings that were put right.
    pub cleaned: u32,
    /// Matters the catalog would have.
    pub items: u32,
    /// What would change.
    pub changes: DiffCounts,
}

/// `POST /halls/{hall}/catalog/imports?file=…&mode=…` (202), `GET …/imports`, `GET …/imports/{import}`: a file
/// that is or was read. Its findings and its changes are pages of their own: `…/{import}/findings` and
/// `…/{import}/diff`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportView {
    /// Its name.
    pub id: String,
    /// The name of the file.
    pub file: String,
    /// How it is taken.
    pub mode: ImportMode,
    /// Where it stands.
    pub state: ImportState,
    /// When it was sent.
    pub at: Moment,
    /// The account that sent it; `@terminal` for the command line.
    pub by: Option<String>,
    /// The version it was compared with.
    pub base: u32,
    /// Another version was published since: it cannot be published any more, the file has to be read again.
    pub stale: bool,
    /// How far it is, while it is read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub progress: Option<ImportProgress>,
    /// What came of it, once it was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<ImportSummary>,
    /// Why it could not be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fault: Option<Text>,
    /// The version it became.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<u32>,
}

/// `GET …/imports/{import}/findings?severity=&after=&limit=`: what was found, the refused rows first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FindingPage {
    /// How many there are altogether, of the severity that was asked for; of each severity the first thousand
    /// can be read; `…/{import}/findings.csv?severity=` has all of them.
    pub total: u32,
    /// This page's.
    pub items: Vec<Finding>,
    /// `after` of the next page; null on the last one.
    pub next: Option<String>,
}

/// `GET …/imports/{import}/diff?after=&limit=`, `GET …/versions/{version}/diff?with=&after=&limit=`: how one
/// version differs from another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DiffView {
    /// The older version; null when there was none.
    pub from: Option<u32>,
    /// The newer version; null for an import that is not published.
    pub to: Option<u32>,
    /// Everything, in figures.
    pub counts: DiffCounts,
    /// Texts that were to take effect later and no longer will: the first hundred.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lost_plans: Vec<LostPlan>,
    /// This page's changes: departments, themes, then matters.
    pub items: Vec<Change>,
    /// `after` of the next page; null on the last one.
    pub next: Option<String>,
}

/// `GET …/catalog/versions`: a version, newest first. Every version stays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct VersionView {
    /// Its number in the hall, from 1.
    pub version: u32,
    /// When it was first published.
    pub at: Moment,
    /// Who published it first; `@server` for a file of the halls folder, `@terminal` for the command line.
    pub by: Option<String>,
    /// The file it was read from.
    pub file: String,
    /// What was said about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Matters in it.
    pub items: u32,
    /// It is the one in force.
    pub current: bool,
    /// When it came into force last, and who did that: later than `at` after a rollback.
    pub published_at: Moment,
    /// Who brought it into force last.
    pub published_by: Option<String>,
}

/// Body of `POST …/imports/{import}/publish` and `POST …/versions/{version}/publish`; may be left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct PublishRequest {
    /// The version that the person saw as the current one; another one is refused with `catalog_changed`. An
    /// import carries its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub current: Option<u32>,
    /// What to say about the version, or why an old one comes back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// What was published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PublishedView {
    /// The version in force.
    pub version: u32,
    /// Since when.
    pub published_at: Moment,
}

/// `GET …/catalog/lint?severity=&after=&limit=`: what is wrong with the current version, and how complete the
/// guides of each department are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LintView {
    /// The version.
    pub version: u32,
    /// Completeness of each department, the worst first.
    pub scores: Vec<Score>,
    /// Where the records are from, as who keeps them wrote it: the most frequent notes, at most
    /// [`ORIGINS_MAX`](crate::catalog::ORIGINS_MAX), with the first page of the findings alone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub origins: Vec<Origin>,
    /// How many more notes there are.
    #[serde(default)]
    pub more_origins: u32,
    /// This page of the findings.
    pub findings: FindingPage,
}
