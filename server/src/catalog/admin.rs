//! Routes of administrators: files that are read, versions, publishing and rolling back. Every change stands in
//! the audit record.

use super::staging::{File, Staged};
use super::versions::{self, Done, Fault};
use super::{imports, store};
use crate::app::App;
use crate::problem::{MaybeBody, Path, Query, Refused};
use crate::queue::Queue;
use crate::staff::Staff;
use crate::staff::audit::{self, Actor, By};
use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use hall::api::{
    DiffView, FindingPage, ImportMode, ImportView, Page, Problem, PublishRequest, PublishedView, Role,
    VersionView,
};
use hall::catalog::{Catalog, Diff, Finding, Report, Severity};
use hall::code::Code;
use hall::id::HallId;
use hall::staff::Act;
use serde::Deserialize;
use std::sync::{Arc, Mutex, PoisonError};
use tokio_stream::StreamExt;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// Largest file, in bytes: a province's catalog as JSON.
pub const FILE_LIMIT: usize = 128 * 1024 * 1024;
/// Longest name of a file and longest note, in characters.
const WORDS_MAX: usize = 200;
/// Changes or findings on a page, when nothing else is asked for.
const LINES: usize = 100;
/// Changes or findings on a page at most.
const LINES_MAX: usize = 500;

/// The routes.
#[must_use]
pub fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(list, send))
        .routes(routes!(one, forget))
        .routes(routes!(findings))
        .routes(routes!(import_diff))
        .routes(routes!(publish))
        .routes(routes!(list_versions))
        .routes(routes!(version_diff))
        .routes(routes!(roll_back))
        .routes(routes!(template))
}

fn hall_of(app: &App, staff: &Staff, hall: &HallId) -> Result<Arc<Queue>, Code> {
    let queue = app.queue(hall)?;
    staff.0.needs(Role::Admin, hall)?;
    Ok(queue)
}

/// Words as typed, cut; none when there are none.
fn cut(words: &str) -> Option<String> {
    let words: String = words.trim().chars().filter(|c| !c.is_control()).take(WORDS_MAX).collect();
    (!words.is_empty()).then_some(words)
}

/// What is sent.
#[derive(Debug, Deserialize)]
struct Sent {
    file: String,
    #[serde(default)]
    mode: ImportMode,
}

/// Sends a file with a catalog (xlsx, csv or json, told apart by its name and content). It is read while the
/// caller asks for the import; nothing is published. One file at a time is read.
#[utoipa::path(post, path = "/api/v1/halls/{hall}/catalog/imports", tag = "catalog versions",
    params(("hall" = String, Path), ("file" = String, Query, description = "name of the file"),
           ("mode" = Option<ImportMode>, Query)),
    request_body(content = String, content_type = "application/octet-stream"),
    responses((status = 202, body = ImportView), (status = 400, body = Problem), (status = 403, body = Problem),
              (status = 409, body = Problem), (status = 413, body = Problem)))]
async fn send(
    State(app): State<Arc<App>>,
    staff: Staff,
    Path(hall): Path<HallId>,
    Query(sent): Query<Sent>,
    body: Body,
) -> Result<(StatusCode, Json<ImportView>), Refused> {
    let queue = hall_of(&app, &staff, &hall)?;
    let name = cut(&sent.file).ok_or(Code::BadRequest)?;
    let place = app.imports.clone().try_acquire_owned().map_err(|_| Code::ImportRunning)?;
    let file = File { name, mode: sent.mode, bytes: received(body).await? };
    let by = By::plain(Actor::Person(&staff.0.name), app.clock.now());
    let staged = Staged::begin(&app.pool, app.clock, queue.hall.clone(), file, &by).await?;
    let import = found(&app, &hall, &staged.id).await?;
    tokio::spawn(async move {
        // what came of it stands with the import
        let _ = staged.read(|_| ()).await;
        drop(place);
    });
    Ok((StatusCode::ACCEPTED, Json(import)))
}

/// The whole body, never more of it than may be.
async fn received(body: Body) -> Result<Vec<u8>, Code> {
    let mut stream = body.into_data_stream();
    let mut bytes = Vec::new();
    while let Some(chunk) = stream.next().await {
        let chunk = chunk.map_err(|_| Code::BadRequest)?;
        if bytes.len() + chunk.len() > FILE_LIMIT {
            return Err(Code::FileTooLarge);
        }
        bytes.extend_from_slice(&chunk);
    }
    if bytes.is_empty() { Err(Code::FileEmpty) } else { Ok(bytes) }
}

async fn in_force(app: &App, hall: &HallId) -> Result<u32, Refused> {
    Ok(store::current(&app.pool, hall).await?.map_or(0, |current| current.version))
}

async fn found(app: &App, hall: &HallId, id: &str) -> Result<ImportView, Refused> {
    let import = imports::find(&app.pool, hall, id).await?.ok_or(Code::UnknownImport)?;
    Ok(import.view(in_force(app, hall).await?, app.clock.now()))
}

/// The imports of a hall, newest first.
#[utoipa::path(get, path = "/api/v1/halls/{hall}/catalog/imports", tag = "catalog versions",
    params(("hall" = String, Path)),
    responses((status = 200, body = Page<ImportView>), (status = 401, body = Problem), (status = 403, body = Problem)))]
async fn list(
    State(app): State<Arc<App>>,
    staff: Staff,
    Path(hall): Path<HallId>,
) -> Result<Json<Page<ImportView>>, Refused> {
    hall_of(&app, &staff, &hall)?;
    let (current, now) = (in_force(&app, &hall).await?, app.clock.now());
    let items = imports::list(&app.pool, &hall).await?;
    Ok(Json(Page { items: items.into_iter().map(|import| import.view(current, now)).collect(), next: None }))
}

/// An import: how far it is, or what came of it.
#[utoipa::path(get, path = "/api/v1/halls/{hall}/catalog/imports/{import}", tag = "catalog versions",
    params(("hall" = String, Path), ("import" = String, Path)),
    responses((status = 200, body = ImportView), (status = 403, body = Problem), (status = 404, body = Problem)))]
async fn one(
    State(app): State<Arc<App>>,
    staff: Staff,
    Path((hall, import)): Path<(HallId, String)>,
) -> Result<Json<ImportView>, Refused> {
    hall_of(&app, &staff, &hall)?;
    Ok(Json(found(&app, &hall, &import).await?))
}

/// Drops an import that was not published; one that is being read goes on and is kept nowhere.
#[utoipa::path(delete, path = "/api/v1/halls/{hall}/catalog/imports/{import}", tag = "catalog versions",
    params(("hall" = String, Path), ("import" = String, Path)),
    responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem)))]
async fn forget(
    State(app): State<Arc<App>>,
    staff: Staff,
    Path((hall, import)): Path<(HallId, String)>,
) -> Result<StatusCode, Refused> {
    hall_of(&app, &staff, &hall)?;
    let file = imports::find(&app.pool, &hall, &import).await?.ok_or(Code::UnknownImport)?.file;
    let by = By::plain(Actor::Person(&staff.0.name), app.clock.now());
    let mut transaction = app.pool.begin().await?;
    if !imports::drop_one(&mut transaction, &hall, &import).await? {
        return Err(Code::UnknownImport.into());
    }
    audit::append(&mut transaction, &hall, &by, Act::CatalogDropped, &file).await?;
    transaction.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Which lines.
#[derive(Debug, Default, Deserialize)]
struct Lines {
    after: Option<usize>,
    limit: Option<usize>,
    severity: Option<Severity>,
    with: Option<u32>,
}

/// One page of lines, and where the next one begins.
fn page<T: Clone>(all: &[T], lines: &Lines) -> (Vec<T>, Option<String>) {
    let from = lines.after.unwrap_or_default().min(all.len());
    let to = from.saturating_add(lines.limit.unwrap_or(LINES).clamp(1, LINES_MAX)).min(all.len());
    (all.get(from..to).unwrap_or_default().to_vec(), (to < all.len()).then(|| to.to_string()))
}

/// One page of a report: what was refused first.
fn report_page(report: Report, lines: &Lines) -> FindingPage {
    let wanted = |severity| lines.severity.is_none_or(|wanted| wanted == severity);
    let (mut all, mut total) = (Vec::<Finding>::new(), 0_u32);
    for (severity, list, count) in [
        (Severity::Refused, report.refused, report.totals.refused),
        (Severity::Warning, report.warnings, report.totals.warnings),
        (Severity::Cleaned, report.cleaned, report.totals.cleaned),
    ] {
        if wanted(severity) {
            all.extend(list);
            total = total.saturating_add(count);
        }
    }
    let (items, next) = page(&all, lines);
    FindingPage { total, items, next }
}

/// What was found in a file, the refused rows first.
#[utoipa::path(get, path = "/api/v1/halls/{hall}/catalog/imports/{import}/findings", tag = "catalog versions",
    params(("hall" = String, Path), ("import" = String, Path), ("severity" = Option<Severity>, Query),
           ("after" = Option<usize>, Query), ("limit" = Option<usize>, Query)),
    responses((status = 200, body = FindingPage), (status = 403, body = Problem), (status = 404, body = Problem)))]
async fn findings(
    State(app): State<Arc<App>>,
    staff: Staff,
    Path((hall, import)): Path<(HallId, String)>,
    Query(lines): Query<Lines>,
) -> Result<Json<FindingPage>, Refused> {
    hall_of(&app, &staff, &hall)?;
    imports::find(&app.pool, &hall, &import).await?.ok_or(Code::UnknownImport)?;
    let report = imports::report(&app.pool, &import).await?.unwrap_or_default();
    Ok(Json(report_page(report, &lines)))
}

/// The difference that was asked for last.
#[derive(Default)]
pub struct Differences(Mutex<Option<(String, Arc<Diff>)>>);

impl Differences {
    fn get(&self, name: &str) -> Option<Arc<Diff>> {
        let last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        last.as_ref().filter(|(known, _)| known == name).map(|(_, diff)| diff.clone())
    }

    fn keep(&self, name: String, diff: Diff) -> Arc<Diff> {
        let diff = Arc::new(diff);
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((name, diff.clone()));
        diff
    }
}

fn diff_page(diff: &Diff, from: Option<u32>, to: Option<u32>, lines: &Lines) -> Json<DiffView> {
    let (items, next) = page(&diff.changes, lines);
    Json(DiffView { from, to, counts: diff.counts, items, next })
}

/// What publishing an import would change.
#[utoipa::path(get, path = "/api/v1/halls/{hall}/catalog/imports/{import}/diff", tag = "catalog versions",
    params(("hall" = String, Path), ("import" = String, Path), ("after" = Option<usize>, Query),
           ("limit" = Option<usize>, Query)),
    responses((status = 200, body = DiffView), (status = 403, body = Problem), (status = 404, body = Problem),
              (status = 409, body = Problem)))]
async fn import_diff(
    State(app): State<Arc<App>>,
    staff: Staff,
    Path((hall, id)): Path<(HallId, String)>,
    Query(lines): Query<Lines>,
) -> Result<Json<DiffView>, Refused> {
    hall_of(&app, &staff, &hall)?;
    let import = imports::find(&app.pool, &hall, &id).await?.ok_or(Code::UnknownImport)?;
    let diff = match app.differences.get(&id) {
        Some(diff) => diff,
        None => {
            let diff = imports::diff(&app.pool, &id).await?.ok_or(Code::ImportNotReady)?;
            app.differences.keep(id, diff)
        }
    };
    Ok(diff_page(&diff, Some(import.base), import.version, &lines))
}

/// How a version differs from another, without `with` from the one before it.
#[utoipa::path(get, path = "/api/v1/halls/{hall}/catalog/versions/{version}/diff", tag = "catalog versions",
    params(("hall" = String, Path), ("version" = u32, Path), ("with" = Option<u32>, Query),
           ("after" = Option<usize>, Query), ("limit" = Option<usize>, Query)),
    responses((status = 200, body = DiffView), (status = 403, body = Problem), (status = 404, body = Problem)))]
async fn version_diff(
    State(app): State<Arc<App>>,
    staff: Staff,
    Path((hall, version)): Path<(HallId, u32)>,
    Query(lines): Query<Lines>,
) -> Result<Json<DiffView>, Refused> {
    hall_of(&app, &staff, &hall)?;
    let with = lines.with.or_else(|| version.checked_sub(1)).filter(|with| *with > 0);
    let name = format!("{hall} {version} {with:?}");
    let diff = match app.differences.get(&name) {
        Some(diff) => diff,
        None => {
            let new = store::version(&app.pool, &hall, version).await?.ok_or(Code::UnknownVersion)?;
            let old = match with {
                Some(with) => store::version(&app.pool, &hall, with).await?.ok_or(Code::UnknownVersion)?,
                None => Catalog { warning: None, ..empty(&new) },
            };
            let diff = tokio::task::spawn_blocking(move || Diff::between(&old, &new)).await;
            app.differences.keep(name, diff.map_err(|_| Code::Internal)?)
        }
    };
    Ok(diff_page(&diff, with, Some(version), &lines))
}

/// The catalog before the first version.
fn empty(like: &Catalog) -> Catalog {
    Catalog {
        version: String::new(),
        published_at: String::new(),
        warning: like.warning.clone(),
        departments: Vec::new(),
        themes: Vec::new(),
        items: Vec::new(),
    }
}

/// All versions of a hall's catalog, newest first.
#[utoipa::path(get, path = "/api/v1/halls/{hall}/catalog/versions", tag = "catalog versions",
    params(("hall" = String, Path)),
    responses((status = 200, body = Page<VersionView>), (status = 401, body = Problem), (status = 403, body = Problem)))]
async fn list_versions(
    State(app): State<Arc<App>>,
    staff: Staff,
    Path(hall): Path<HallId>,
) -> Result<Json<Page<VersionView>>, Refused> {
    hall_of(&app, &staff, &hall)?;
    Ok(Json(Page { items: store::list(&app.pool, &hall).await?, next: None }))
}

impl From<Fault> for Refused {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Refused(code) => code.into(),
            Fault::Database(error) => error.into(),
            Fault::Packing(error) => {
                tracing::error!(%error, "cannot pack a catalog");
                Code::Internal.into()
            }
        }
    }
}

/// Tells everybody, and answers when this server serves it.
async fn told(app: &App, queue: &Queue, done: Done) -> Result<Json<PublishedView>, Refused> {
    if let Some(seq) = done.seq {
        queue.told(seq);
        queue.look_around().await;
    }
    app.shelf(&queue.hall.id)?.fresh().await;
    Ok(Json(PublishedView { version: done.current.version, published_at: done.current.at }))
}

/// Publishes what was read from a file; asked again, it answers with the version it made.
#[utoipa::path(post, path = "/api/v1/halls/{hall}/catalog/imports/{import}/publish", tag = "catalog versions",
    params(("hall" = String, Path), ("import" = String, Path)), request_body = PublishRequest,
    responses((status = 200, body = PublishedView), (status = 403, body = Problem), (status = 404, body = Problem),
              (status = 409, body = Problem)))]
async fn publish(
    State(app): State<Arc<App>>,
    staff: Staff,
    Path((hall, import)): Path<(HallId, String)>,
    MaybeBody(request): MaybeBody<PublishRequest>,
) -> Result<Json<PublishedView>, Refused> {
    let queue = hall_of(&app, &staff, &hall)?;
    let note = request.note.as_deref().and_then(cut);
    let by = By { actor: Actor::Person(&staff.0.name), at: app.clock.now(), reason: note.as_deref() };
    told(&app, &queue, versions::publish_import(&app.pool, &hall, &import, by).await?).await
}

/// Brings a version into force again: a rollback in one step.
#[utoipa::path(post, path = "/api/v1/halls/{hall}/catalog/versions/{version}/publish", tag = "catalog versions",
    params(("hall" = String, Path), ("version" = u32, Path)), request_body = PublishRequest,
    responses((status = 200, body = PublishedView), (status = 403, body = Problem), (status = 404, body = Problem),
              (status = 409, body = Problem)))]
async fn roll_back(
    State(app): State<Arc<App>>,
    staff: Staff,
    Path((hall, version)): Path<(HallId, u32)>,
    MaybeBody(request): MaybeBody<PublishRequest>,
) -> Result<Json<PublishedView>, Refused> {
    let queue = hall_of(&app, &staff, &hall)?;
    let note = request.note.as_deref().and_then(cut);
    let by = By { actor: Actor::Person(&staff.0.name), at: app.clock.now(), reason: note.as_deref() };
    told(&app, &queue, versions::roll_back(&app.pool, &hall, version, request.current, by).await?).await
}

/// The workbook to fill in.
#[utoipa::path(get, path = "/api/v1/halls/{hall}/catalog/template.xlsx", tag = "catalog versions",
    params(("hall" = String, Path)),
    responses((status = 200, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
              (status = 403, body = Problem)))]
async fn template(
    State(app): State<Arc<App>>,
    staff: Staff,
    Path(hall): Path<HallId>,
) -> Result<Response, Refused> {
    let queue = hall_of(&app, &staff, &hall)?;
    let profile = queue.hall.clone();
    let made = tokio::task::spawn_blocking(move || super::import::template::template(&profile)).await;
    let mut response = made.map_err(|_| Code::Internal)?.into_response();
    let headers = response.headers_mut();
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    let name = format!("attachment; filename=\"catalog-{hall}.xlsx\"");
    if let Ok(name) = HeaderValue::from_str(&name) {
        headers.insert(header::CONTENT_DISPOSITION, name);
    }
    Ok(response)
}
