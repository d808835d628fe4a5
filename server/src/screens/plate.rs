//! The plates of windows and townships (R15, R16): matters in words, so that a screen needs no catalog.

use crate::app::App;
use crate::problem::{Path, Query, Refused};
use axum::Json;
use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use hall::api::{Page, PlateMatter, Problem, plate};
use hall::code::Code;
use hall::id::{HallId, WindowId};
use serde::Deserialize;
use std::sync::Arc;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The routes.
pub fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(matters))
}

#[derive(Deserialize)]
struct Of {
    window: Option<WindowId>,
}

/// The matters that are handled at a window now, with time and fee in words; of the whole hall without a window.
#[utoipa::path(get, path = "/api/v1/halls/{hall}/plate", tag = "screens",
    params(("hall" = String, Path), ("window" = Option<String>, Query)),
    responses((status = 200, body = Page<PlateMatter>), (status = 404, body = Problem)))]
async fn matters(
    State(app): State<Arc<App>>,
    Path(hall): Path<HallId>,
    Query(of): Query<Of>,
) -> Result<impl IntoResponse, Refused> {
    let queue = app.queue(&hall)?;
    let window = match &of.window {
        Some(id) => Some(queue.hall.window(id).ok_or(Code::UnknownWindow)?),
        None => None,
    };
    let published = app.catalog(&hall)?;
    let listed = published.catalog.items.iter().filter(|item| item.is_listed(published.day));
    let items = plate(listed, &queue.live().board, window);
    Ok(([(header::CACHE_CONTROL, "no-cache")], Json(Page { items, next: None })))
}
