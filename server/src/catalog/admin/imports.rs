//! Routes of files: sent, read, looked at, dropped, published.

use super::super::staging::{File, Staged};
use super::super::{imports, store, versions};
use super::{Lines, cut, diff_page, hall_of, report_page, told};
use crate::app::App;
use crate::problem::{MaybeBody, Path, Query, Refused};
use crate::staff::Staff;
use crate::staff::audit::{self, Actor, By};
use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use hall::api::{
    DiffView, FindingPage, ImportMode, ImportState, ImportView, Page, Problem, PublishRequest, PublishedView,
};
use hall::catalog::{Severity, Totals};
use hall::code::Code;
use hall::id::HallId;
use hall::staff::Act;
use serde::Deserialize;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::mpsc;
use tokio_stream::StreamExt;
use tokio_stream::wrappers::ReceiverStream;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// Largest file, in bytes: a province's catalog as JSON.
pub const FILE_LIMIT: usize = crate::catalog::import::MOST_BYTES;

/// A file that is being read stops within so long.
const STOPPED_WITHIN: Duration = Duration::from_secs(3);

pub fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(list, send))
        .routes(routes!(one, forget))
        .routes(routes!(findings))
        .routes(routes!(findings_csv))
        .routes(routes!(diff))
        .routes(routes!(publish))
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

/// Drops an import that was not published. One that is being read stops, and the answer comes when this server can
/// read the next one.
#[utoipa::path(delete, path = "/api/v1/halls/{hall}/catalog/imports/{import}", tag = "catalog versions",
    params(("hall" = String, Path), ("import" = String, Path)),
    responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem)))]
async fn forget(
    State(app): State<Arc<App>>,
    staff: Staff,
    Path((hall, import)): Path<(HallId, String)>,
) -> Result<StatusCode, Refused> {
    hall_of(&app, &staff, &hall)?;
    let found = imports::find(&app.pool, &hall, &import).await?.ok_or(Code::UnknownImport)?;
    let (file, reading) = (found.file.clone(), found.is_reading());
    let by = By::plain(Actor::Person(&staff.0.name), app.clock.now());
    let mut transaction = app.pool.begin().await?;
    if !imports::drop_one(&mut transaction, &hall, &import).await? {
        return Err(Code::UnknownImport.into());
    }
    audit::append(&mut transaction, &hall, &by, Act::CatalogDropped, &file).await?;
    transaction.commit().await?;
    if reading {
        // another server may be the one that reads, or a step that is long: then the person need not wait
        let _ = tokio::time::timeout(STOPPED_WITHIN, app.imports.acquire()).await;
    }
    Ok(StatusCode::NO_CONTENT)
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

/// Everything that was found in a file, as csv for a spreadsheet: with a mark that says UTF-8, the refused rows
/// first. Refused before the file was read, and when the list is no longer kept.
#[utoipa::path(get, path = "/api/v1/halls/{hall}/catalog/imports/{import}/findings.csv", tag = "catalog versions",
    params(("hall" = String, Path), ("import" = String, Path), ("severity" = Option<Severity>, Query)),
    responses((status = 200, body = String, content_type = "text/csv"), (status = 403, body = Problem),
              (status = 404, body = Problem), (status = 409, body = Problem), (status = 410, body = Problem)))]
async fn findings_csv(
    State(app): State<Arc<App>>,
    staff: Staff,
    Path((hall, import)): Path<(HallId, String)>,
    Query(lines): Query<Lines>,
) -> Result<Response, Refused> {
    hall_of(&app, &staff, &hall)?;
    if matches!(found(&app, &hall, &import).await?.state, ImportState::Reading | ImportState::Failed) {
        return Err(Code::ImportNotReady.into());
    }
    let totals = imports::report(&app.pool, &import).await?.unwrap_or_default().totals;
    if totals != Totals::default() && !super::super::findings::kept(&app.pool, &import).await? {
        return Err(Code::FindingsGone.into());
    }
    let (to, parts) = mpsc::channel(1);
    tokio::spawn(super::super::findings::send_all(app.pool.clone(), import, lines.severity, to));
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"findings.csv\""),
        (header::CACHE_CONTROL, "no-store"),
    ];
    Ok((headers, Body::from_stream(ReceiverStream::new(parts))).into_response())
}

/// What publishing an import would change.
#[utoipa::path(get, path = "/api/v1/halls/{hall}/catalog/imports/{import}/diff", tag = "catalog versions",
    params(("hall" = String, Path), ("import" = String, Path), ("after" = Option<usize>, Query),
           ("limit" = Option<usize>, Query)),
    responses((status = 200, body = DiffView), (status = 403, body = Problem), (status = 404, body = Problem),
              (status = 409, body = Problem)))]
async fn diff(
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
