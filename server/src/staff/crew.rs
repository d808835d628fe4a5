//! Who belongs to a window (posts A and B, AB岗, R34) and who sits there, for the people who work at it: the
//! desk shows it, and a hand-over begins with a colleague of this list.

use super::{Staff, store};
use crate::app::App;
use crate::problem::{Path, Refused};
use axum::Json;
use axum::extract::State;
use hall::api::Problem;
use hall::board::WindowState;
use hall::code::Code;
use hall::id::WindowId;
use hall::staff::{AccountView, Crew, CrewMember, DeskPost};
use std::sync::Arc;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The routes.
#[must_use]
pub fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(crew))
}

/// Who may sit at a window, and who does.
#[utoipa::path(get, path = "/api/v1/windows/{window}/crew", tag = "staff", params(("window" = String, Path)),
    responses((status = 200, body = Crew), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 404, body = Problem)))]
async fn crew(
    State(app): State<Arc<App>>,
    Staff(asking): Staff,
    Path(window): Path<String>,
) -> Result<Json<Crew>, Refused> {
    let window = WindowId::lenient(&window).map_err(|_| Code::UnknownWindow)?;
    let queue = app.queue(&asking.hall)?;
    queue.hall.window(&window).ok_or(Code::UnknownWindow)?;
    if !asking.may_sit(&window) {
        return Err(Code::NotYourWindow.into());
    }
    let accounts = store::list(&app.pool, Some(&asking.hall), &app.staff_rules, app.clock.now()).await?;
    let seated = {
        let live = queue.live();
        let open = live.board.window(&window).state != WindowState::Closed;
        live.staff_at(&window).filter(|_| open).cloned()
    };
    let accounts = || accounts.iter().map(|(_, account)| account);
    let mut members: Vec<CrewMember> = accounts()
        .filter(|account| !account.disabled && account.windows.contains(&window))
        .map(member)
        .collect();
    // stable: the list comes by name
    members.sort_by_key(|member| match member.post {
        Some(DeskPost::A) => 0,
        Some(DeskPost::B) => 1,
        None => 2,
    });
    let seated = accounts().find(|account| Some(&account.name) == seated.as_ref()).map(member);
    Ok(Json(Crew { seated, members }))
}

fn member(account: &AccountView) -> CrewMember {
    CrewMember {
        account: account.name.clone(),
        display_name: account.display_name.clone(),
        post: account.post,
    }
}
