//! Routes of halls and catalogs; all open.

use super::Variant;
use crate::app::App;
use crate::forms;
use crate::problem::{Path, Refused};
use crate::site::accepts;
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use hall::api::{CatalogView, GuideView, HallShort, HallView, Page, Problem, ThemeView};
use hall::catalog::{Item, Package};
use hall::code::Code;
use hall::form::FormView;
use hall::id::{HallId, ItemId, ThemeId};
use std::sync::Arc;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The routes.
#[must_use]
pub fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(halls))
        .routes(routes!(one))
        .routes(routes!(catalog))
        .routes(routes!(item))
        .routes(routes!(theme))
}

/// All halls of this server.
#[utoipa::path(get, path = "/api/v1/halls", tag = "hall and catalog",
    responses((status = 200, body = Page<HallShort>)))]
async fn halls(State(app): State<Arc<App>>) -> Json<Page<HallShort>> {
    let items = app
        .queues()
        .map(|queue| HallShort {
            id: queue.hall.id.clone(),
            level: queue.hall.level.clone(),
            name: queue.hall.name.clone(),
            region: queue.hall.region.clone(),
        })
        .collect();
    Json(Page { items, next: None })
}

/// A hall: names, phones, zones, queues, windows, hours, and whether it is open now.
#[utoipa::path(get, path = "/api/v1/halls/{hall}", tag = "hall and catalog", params(("hall" = String, Path)),
    responses((status = 200, body = HallView), (status = 404, body = Problem)))]
async fn one(State(app): State<Arc<App>>, Path(hall): Path<HallId>) -> Result<Json<HallView>, Refused> {
    let queue = app.queue(&hall)?;
    let now = queue.now();
    let open = queue.hall.state(&queue.live().board, now);
    Ok(Json(HallView { hall: (*queue.hall).clone(), open, now }))
}

/// Departments, themes, queues and matters in short form, of the version in force; strong `ETag`. Whoever asks
/// because of the event `catalog_published` gets that version.
#[utoipa::path(get, path = "/api/v1/halls/{hall}/catalog", tag = "hall and catalog", params(("hall" = String, Path)),
    responses((status = 200, body = CatalogView), (status = 304), (status = 404, body = Problem)))]
async fn catalog(
    State(app): State<Arc<App>>,
    Path(hall): Path<HallId>,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    let published = app.shelf(&hall)?.fresh().await;
    let fits = |variant: &&Variant| variant.coding.is_empty() || accepts(&headers, variant.coding);
    let variant = published.variants.iter().find(fits).ok_or(Code::Internal)?;
    let known = headers.get(header::IF_NONE_MATCH).and_then(|tag| tag.to_str().ok());
    let mut response = if known.is_some_and(|tags| tags.split(',').any(|tag| tag.trim() == variant.etag)) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        variant.body.clone().into_response()
    };
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if !variant.coding.is_empty() {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(variant.coding));
    }
    if let Ok(etag) = HeaderValue::from_str(&variant.etag) {
        headers.insert(header::ETAG, etag);
    }
    Ok(response)
}

type Kept<T> = ([(HeaderName, &'static str); 1], Json<T>);

/// What a browser may keep, and asks for anew while there is somebody to ask: a terminal that has lost the server shows
/// the guides that it has read (R66).
const fn kept<T>(view: T) -> Kept<T> {
    ([(header::CACHE_CONTROL, "no-cache")], Json(view))
}

/// The whole guide of a matter, and of which version of the catalog it is.
#[utoipa::path(get, path = "/api/v1/halls/{hall}/items/{item}", tag = "hall and catalog",
    params(("hall" = String, Path), ("item" = String, Path)),
    responses((status = 200, body = GuideView), (status = 404, body = Problem)))]
async fn item(
    State(app): State<Arc<App>>,
    Path((hall, item)): Path<(HallId, String)>,
) -> Result<Kept<GuideView>, Refused> {
    let shelf = app.shelf(&hall)?;
    let published = shelf.fresh().await;
    // an id that cannot exist is an item that does not exist
    let id: ItemId = item.parse().map_err(|_| Code::UnknownItem)?;
    let item = published.listed(&id, shelf.today())?.clone();
    let forms = forms_of(&app, &hall, &item).await;
    Ok(kept(GuideView { item, catalog_version: published.version(), forms }))
}

/// The files that a guide names and the hall has. A guide is worth more than its files: when the database fails it
/// comes without them.
pub async fn forms_of(app: &App, hall: &HallId, item: &Item) -> Vec<FormView> {
    let files = item.materials.iter().flat_map(|material| [&material.blank, &material.sample]);
    let named: Vec<&str> = files.flatten().map(String::as_str).collect();
    forms::views(app, hall, &named).await.unwrap_or_else(|error| {
        tracing::error!(%error, "cannot look for the forms of a guide");
        Vec::new()
    })
}

/// What a theme asks for as a whole: every document once, and the departments that take part. One of which no matter
/// is listed today does not exist, as in the catalog.
#[utoipa::path(get, path = "/api/v1/halls/{hall}/themes/{theme}", tag = "hall and catalog",
    params(("hall" = String, Path), ("theme" = String, Path)),
    responses((status = 200, body = ThemeView), (status = 404, body = Problem)))]
async fn theme(
    State(app): State<Arc<App>>,
    Path((hall, theme)): Path<(HallId, String)>,
) -> Result<Kept<ThemeView>, Refused> {
    let shelf = app.shelf(&hall)?;
    let published = shelf.fresh().await;
    let catalog = &published.catalog;
    let id: ThemeId = theme.parse().map_err(|_| Code::UnknownTheme)?;
    let theme = catalog.theme(&id).ok_or(Code::UnknownTheme)?;
    let today = shelf.today();
    if !theme.items.iter().any(|id| published.listed(id, today).is_ok()) {
        return Err(Code::UnknownTheme.into());
    }
    let package = Package::of_theme(catalog, theme, today);
    Ok(kept(ThemeView { package, catalog_version: published.version() }))
}
