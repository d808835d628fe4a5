//! Routes of the message to everybody (A69): a supervisor raises and ends it, screens and kiosks read it and speak it.
//! The rules are [`hall::queue`]; the event reaches every screen like a call.

use crate::app::App;
use crate::problem::{Body, Path, Query, Refused};
use crate::queue::Queue;
use crate::staff::Staff;
use axum::Json;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use hall::api::{EmergencyRequest, EmergencyView, Problem, Role};
use hall::code::Code;
use hall::id::HallId;
use hall::queue::Command;
use hall::text::Lang;
use serde::Deserialize;
use std::sync::Arc;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The routes.
#[must_use]
pub fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(raise, end, show)).routes(routes!(voice))
}

fn view(queue: &Queue) -> EmergencyView {
    EmergencyView { emergency: queue.live().board.emergency_at(queue.now()).cloned() }
}

/// Replaces what is on all screens and kiosks with a message, until its time is over or somebody ends it; one that is on
/// is replaced.
#[utoipa::path(post, path = "/api/v1/halls/{hall}/emergency", tag = "screens", request_body = EmergencyRequest,
    params(("hall" = String, Path)),
    responses((status = 200, body = EmergencyView), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 422, body = Problem)))]
async fn raise(
    State(app): State<Arc<App>>,
    staff: Staff,
    Path(hall): Path<HallId>,
    Body(request): Body<EmergencyRequest>,
) -> Result<Json<EmergencyView>, Refused> {
    let queue = app.queue(&hall)?;
    staff.0.needs(Role::Supervisor, &hall)?;
    let command = Command::RaiseEmergency { text: request.text, until: request.until };
    queue.command_by(command, Some(staff.0.name)).await?;
    // screens ask for its sound at once: it is spoken before the first one does, or nearly so
    tokio::spawn(async move {
        for lang in [Lang::Zh, Lang::En] {
            if let Err(code) = sound(&app, &hall, lang).await {
                tracing::warn!(%hall, %code, "an emergency message cannot be spoken");
            }
        }
    });
    Ok(Json(view(&queue)))
}

/// The message is over.
#[utoipa::path(delete, path = "/api/v1/halls/{hall}/emergency", tag = "screens", params(("hall" = String, Path)),
    responses((status = 204), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 409, body = Problem)))]
async fn end(
    State(app): State<Arc<App>>,
    staff: Staff,
    Path(hall): Path<HallId>,
) -> Result<StatusCode, Refused> {
    let queue = app.queue(&hall)?;
    staff.0.needs(Role::Supervisor, &hall)?;
    queue.command_by(Command::EndEmergency, Some(staff.0.name)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The message that is on now, if there is one.
#[utoipa::path(get, path = "/api/v1/halls/{hall}/emergency", tag = "screens", params(("hall" = String, Path)),
    responses((status = 200, body = EmergencyView), (status = 404, body = Problem)))]
async fn show(State(app): State<Arc<App>>, Path(hall): Path<HallId>) -> Result<Json<EmergencyView>, Refused> {
    Ok(Json(view(&*app.queue(&hall)?)))
}

/// Which half.
#[derive(Debug, Deserialize)]
struct Spoken {
    lang: String,
}

/// The message that is on, as sound. Open, because every screen speaks it: it says nothing but the message.
#[utoipa::path(get, path = "/api/v1/halls/{hall}/emergency/voice", tag = "screens",
    params(("hall" = String, Path), ("lang" = String, Query)),
    responses((status = 200, body = Vec<u8>, content_type = "audio/wav"), (status = 404, body = Problem),
              (status = 409, body = Problem), (status = 503, body = Problem)))]
async fn voice(
    State(app): State<Arc<App>>,
    Path(hall): Path<HallId>,
    Query(spoken): Query<Spoken>,
) -> Result<impl IntoResponse, Refused> {
    let named = |lang: &Lang| lang.tag().split('-').next() == spoken.lang.split('-').next();
    let lang = [Lang::Zh, Lang::En].into_iter().find(named).ok_or(Code::BadRequest)?;
    let said = sound(&app, &hall, lang).await?;
    Ok(([(header::CONTENT_TYPE, "audio/wav"), (header::CACHE_CONTROL, "no-store")], said))
}

async fn sound(app: &App, hall: &HallId, lang: Lang) -> Result<Vec<u8>, Code> {
    let queue = app.queue(hall)?;
    let screens = app.screens(hall)?;
    // two hundred screens ask at once: the first has it spoken, the others find it kept
    let _turn = screens.voice.lock().await;
    let emergency = view(&queue).emergency.ok_or(Code::NoEmergency)?;
    app.speech.say(hall, lang, emergency.text.get(lang), false).await
}
