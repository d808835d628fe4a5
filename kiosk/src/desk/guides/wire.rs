//! The calls about the guides, typed.

use super::file::media_type;
use crate::live::api::{self, Failure};
use crate::live::guides::{CatalogCall, LINES, Part};
use crate::live::path::Call;
use hall::api::{
    DiffView, FindingPage, ImportMode, ImportView, LintView, Page, PublishRequest, PublishedView, VersionView,
};
use hall::catalog::Severity;
use hall::form::{FormKind, FormLine, FormView};
use hall::id::HallId;
use leptos::web_sys::File;
use serde::de::DeserializeOwned;

/// A page of a list begins here.
pub type After = Option<String>;

fn part(after: After) -> Part {
    Part { after, limit: LINES }
}

async fn get<T: DeserializeOwned>(hall: HallId, call: CatalogCall) -> Result<T, Failure> {
    api::get(&Call::guides(hall, call)).await
}

/// The files that are or were read, newest first.
///
/// # Errors
/// [`Failure`].
pub async fn imports(hall: HallId) -> Result<Vec<ImportView>, Failure> {
    get::<Page<ImportView>>(hall, CatalogCall::Imports).await.map(|page| page.items)
}

/// Sends a file; reading it goes on after the answer.
///
/// # Errors
/// [`Failure`].
pub async fn send(hall: HallId, file: &File, mode: ImportMode) -> Result<ImportView, Failure> {
    let call = CatalogCall::Send { file: file.name(), mode };
    let kind = media_type(&file.name()).unwrap_or("application/octet-stream");
    api::upload(&Call::guides(hall, call), file, kind).await
}

/// Where a file stands.
///
/// # Errors
/// [`Failure`].
pub async fn import(hall: HallId, id: String) -> Result<ImportView, Failure> {
    get(hall, CatalogCall::Import(id)).await
}

/// Ends reading a file, or forgets what was read.
///
/// # Errors
/// [`Failure`].
pub async fn drop_import(hall: HallId, id: String) -> Result<(), Failure> {
    api::delete(&Call::guides(hall, CatalogCall::Import(id))).await
}

/// Publishes what was read from a file.
///
/// # Errors
/// [`Failure`]; refused when another version was published meanwhile.
pub async fn publish_import(hall: HallId, id: String) -> Result<PublishedView, Failure> {
    publish(hall, CatalogCall::PublishImport(id), &PublishRequest::default()).await
}

/// Brings an earlier version back; `current` is the one that the person saw as the present one.
///
/// # Errors
/// [`Failure`]; refused when another version was published meanwhile.
pub async fn publish_version(hall: HallId, version: u32, current: u32) -> Result<PublishedView, Failure> {
    let request = PublishRequest { current: Some(current), note: None };
    publish(hall, CatalogCall::PublishVersion(version), &request).await
}

async fn publish(
    hall: HallId,
    call: CatalogCall,
    request: &PublishRequest,
) -> Result<PublishedView, Failure> {
    api::send(&Call::guides(hall, call), request, None).await?.ok_or(Failure::Unreachable)
}

/// A page of what was found in a file.
///
/// # Errors
/// [`Failure`].
pub async fn findings(
    hall: HallId,
    id: String,
    kind: Option<Severity>,
    after: After,
) -> Result<FindingPage, Failure> {
    get(hall, CatalogCall::Findings(id, kind, part(after))).await
}

/// A page of what a file would change.
///
/// # Errors
/// [`Failure`].
pub async fn import_diff(hall: HallId, id: String, after: After) -> Result<DiffView, Failure> {
    get(hall, CatalogCall::ImportDiff(id, part(after))).await
}

/// A page of what changes from version `with` to version `of`.
///
/// # Errors
/// [`Failure`].
pub async fn version_diff(hall: HallId, of: u32, with: u32, after: After) -> Result<DiffView, Failure> {
    get(hall, CatalogCall::VersionDiff(of, with, part(after))).await
}

/// All versions, newest first.
///
/// # Errors
/// [`Failure`].
pub async fn versions(hall: HallId) -> Result<Vec<VersionView>, Failure> {
    get::<Page<VersionView>>(hall, CatalogCall::Versions).await.map(|page| page.items)
}

/// The forms and samples of the hall, and those that are missing.
///
/// # Errors
/// [`Failure`].
pub async fn forms(hall: HallId) -> Result<Vec<FormLine>, Failure> {
    get::<Page<FormLine>>(hall, CatalogCall::Forms).await.map(|page| page.items)
}

/// Puts a file under a name.
///
/// # Errors
/// [`Failure`].
pub async fn put_form(hall: HallId, name: String, file: &File, kind: FormKind) -> Result<FormView, Failure> {
    api::put_file(&Call::guides(hall, CatalogCall::Form(name)), file, kind.media_type()).await
}

/// Takes a form away.
///
/// # Errors
/// [`Failure`].
pub async fn remove_form(hall: HallId, name: String) -> Result<(), Failure> {
    api::delete(&Call::guides(hall, CatalogCall::Form(name))).await
}

/// How complete the guides are, and a page of what was found in the published version.
///
/// # Errors
/// [`Failure`].
pub async fn lint(hall: HallId, kind: Option<Severity>, after: After) -> Result<LintView, Failure> {
    get(hall, CatalogCall::Lint(kind, part(after))).await
}
