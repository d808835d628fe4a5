//! Who serves at a window, for its sign (工作牌, R114): only where the hall wants it, and never the account.

use super::store;
use crate::app::App;
use crate::forms;
use crate::problem::{Path, Refused};
use axum::Json;
use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use hall::api::Problem;
use hall::board::WindowState;
use hall::code::Code;
use hall::id::{HallId, WindowId};
use hall::staff::StaffCard;
use std::sync::Arc;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The routes.
#[must_use]
pub fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(card))
}

/// Who serves at a window. Null where nobody sits, where the hall does not show it (`staff_cards` of its rules), and
/// where no name was entered.
#[utoipa::path(get, path = "/api/v1/halls/{hall}/windows/{window}/card", tag = "staff",
    params(("hall" = String, Path), ("window" = String, Path)),
    responses((status = 200, body = Option<StaffCard>), (status = 404, body = Problem)))]
async fn card(
    State(app): State<Arc<App>>,
    Path((hall, window)): Path<(HallId, String)>,
) -> Result<impl IntoResponse, Refused> {
    let window = WindowId::lenient(&window).map_err(|_| Code::UnknownWindow)?;
    let queue = app.queue(&hall)?;
    queue.hall.window(&window).ok_or(Code::UnknownWindow)?;
    let seated = {
        let live = queue.live();
        let open = live.board.window(&window).state != WindowState::Closed;
        live.staff_at(&window).filter(|_| open && queue.hall.rules.staff_cards).cloned()
    };
    let mut card = None;
    if let Some(seated) = seated {
        let accounts = store::list(&app.pool, Some(&hall), &app.staff_rules, app.clock.now()).await?;
        let known = accounts.into_iter().map(|(_, account)| account).find(|account| account.name == seated);
        if let Some(known) = known.filter(|known| !known.display_name.is_empty()) {
            let names = [".jpg", ".jpeg", ".png"].map(|ending| format!("staff-{seated}{ending}"));
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let picture = forms::views(&app, &hall, &names).await?.into_iter().next().map(|view| view.path);
            card = Some(StaffCard { name: known.display_name, picture });
        }
    }
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(card)))
}
