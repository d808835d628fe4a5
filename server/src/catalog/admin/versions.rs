//! Routes of versions: listed, compared, brought back, looked through; the workbook to fill in.

use super::super::{store, versions};
use super::{Lines, cut, diff_page, hall_of, report_page, told};
use crate::app::App;
use crate::catalog::import::covers;
use crate::problem::{MaybeBody, Path, Query, Refused};
use crate::staff::Staff;
use crate::staff::audit::{Actor, By};
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use hall::api::{DiffView, LintView, Page, Problem, PublishRequest, PublishedView, VersionView};
use hall::catalog::lint::{self, Known};
use hall::catalog::{Catalog, Diff, Report, Severity, origins, scores};
use hall::code::Code;
use hall::id::HallId;
use hall::profile::Hall;
use hall::text::Text;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// What a workbook is called on the wire.
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

pub fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(diff))
        .routes(routes!(roll_back))
        .routes(routes!(template))
        .routes(routes!(linted))
}

/// All versions of a hall's catalog, newest first.
#[utoipa::path(get, path = "/api/v1/halls/{hall}/catalog/versions", tag = "catalog versions",
    params(("hall" = String, Path)),
    responses((status = 200, body = Page<VersionView>), (status = 401, body = Problem), (status = 403, body = Problem)))]
async fn list(
    State(app): State<Arc<App>>,
    staff: Staff,
    Path(hall): Path<HallId>,
) -> Result<Json<Page<VersionView>>, Refused> {
    hall_of(&app, &staff, &hall)?;
    Ok(Json(Page { items: store::list(&app.pool, &hall).await?, next: None }))
}

/// How a version differs from another, without `with` from the one before it.
#[utoipa::path(get, path = "/api/v1/halls/{hall}/catalog/versions/{version}/diff", tag = "catalog versions",
    params(("hall" = String, Path), ("version" = u32, Path), ("with" = Option<u32>, Query),
           ("after" = Option<usize>, Query), ("limit" = Option<usize>, Query)),
    responses((status = 200, body = DiffView), (status = 403, body = Problem), (status = 404, body = Problem)))]
async fn diff(
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
                None => versions::before_the_first(&new),
            };
            let diff = tokio::task::spawn_blocking(move || Diff::between(&old, &new)).await;
            app.differences.keep(name, diff.map_err(|_| Code::Internal)?)
        }
    };
    Ok(diff_page(&diff, with, Some(version), &lines))
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
    let made =
        tokio::task::spawn_blocking(move || crate::catalog::import::template::template(&profile)).await;
    let mut response = made.map_err(|_| Code::Internal)?.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(XLSX));
    let name = format!("attachment; filename=\"catalog-{hall}.xlsx\"");
    if let Ok(name) = HeaderValue::from_str(&name) {
        headers.insert(header::CONTENT_DISPOSITION, name);
    }
    Ok(response)
}

/// What is wrong with the version in force, and how complete the guides of each department are.
#[utoipa::path(get, path = "/api/v1/halls/{hall}/catalog/lint", tag = "catalog versions",
    params(("hall" = String, Path), ("severity" = Option<Severity>, Query), ("after" = Option<usize>, Query),
           ("limit" = Option<usize>, Query)),
    responses((status = 200, body = LintView), (status = 403, body = Problem)))]
async fn linted(
    State(app): State<Arc<App>>,
    staff: Staff,
    Path(hall): Path<HallId>,
    Query(lines): Query<Lines>,
) -> Result<Json<LintView>, Refused> {
    let queue = hall_of(&app, &staff, &hall)?;
    let current = store::current(&app.pool, &hall).await?.ok_or(Code::UnknownVersion)?;
    let catalog = store::version(&app.pool, &hall, current.version).await?.ok_or(Code::UnknownVersion)?;
    let profile = queue.hall.clone();
    let forms = crate::forms::names(&app.pool, &hall).await?;
    let first = lines.after.unwrap_or_default() == 0;
    let told = move || {
        let origins = if first { origins(&catalog) } else { Default::default() };
        (report_of(&catalog, &profile, &forms), origins)
    };
    let told = tokio::task::spawn_blocking(told).await;
    let (mut report, (origins, more_origins)) = told.map_err(|_| Code::Internal)?;
    let scores = std::mem::take(&mut report.scores);
    let findings = report_page(report, &lines);
    Ok(Json(LintView { version: current.version, scores, origins, more_origins, findings }))
}

fn report_of(catalog: &Catalog, hall: &Hall, forms: &BTreeSet<String>) -> Report {
    let mut report = Report { scores: scores(catalog), ..Report::default() };
    let known = Known { forms: Some(forms), ..Known::of(catalog, Some(hall), &covers) };
    let items =
        catalog.items.iter().chain(&catalog.coming).map(|item| (("items", item.id.as_str()), &item.name));
    let departments = catalog.departments.iter().map(|one| (("departments", one.id.as_str()), &one.name));
    let themes = catalog.themes.iter().map(|theme| (("themes", theme.id.as_str()), &theme.name));
    let names: HashMap<_, &Text> = items.chain(departments).chain(themes).collect();
    for finding in lint::lint_known(catalog, &known) {
        let kind = match finding.sheet.as_deref() {
            Some("departments") => "departments",
            Some("themes") => "themes",
            _ => "items",
        };
        let name = names.get(&(kind, finding.item.as_deref().unwrap_or_default())).copied();
        let finding = finding.in_words(name);
        report.add(finding);
    }
    report
}
