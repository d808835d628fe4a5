//! The route of reading aloud. A POST, because what stands on a screen must not stand in an address.

use crate::app::App;
use crate::client::Client;
use crate::problem::{Body, Path, Refused};
use crate::staff::DeviceOrStaff;
use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use hall::api::Problem;
use hall::code::Code;
use hall::id::HallId;
use hall::text::Lang;
use serde::Deserialize;
use std::sync::Arc;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The routes.
#[must_use]
pub fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(speak)).routes(routes!(words)).routes(routes!(part))
}

/// What is to be read aloud.
#[derive(Deserialize, utoipa::ToSchema)]
pub struct SpeechRequest {
    /// The language it is in.
    lang: Lang,
    /// The text: 1 to 300 characters; no numbers of persons, unless it is private.
    text: String,
    /// Meant for one person's headphones alone (A25): it is spoken, and kept nowhere.
    #[serde(default)]
    private: bool,
}

/// A text as sound, for kiosks. The same text is the same sound for as long as the voice is the same. What is private
/// is spoken anew each time.
#[utoipa::path(post, path = "/api/v1/halls/{hall}/speech", tag = "speech", request_body = SpeechRequest,
    params(("hall" = String, Path)),
    responses((status = 200, body = Vec<u8>, content_type = "audio/wav"), (status = 401, body = Problem),
              (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem),
              (status = 429, body = Problem), (status = 503, body = Problem)))]
async fn speak(
    State(app): State<Arc<App>>,
    asker: DeviceOrStaff,
    client: Client,
    Path(hall): Path<HallId>,
    Body(request): Body<SpeechRequest>,
) -> Result<impl IntoResponse, Refused> {
    asker.of(&hall)?;
    app.speech.pace.check(client)?;
    let said = app.speech.say(&hall, request.lang, &request.text, request.private).await?;
    let kept = if request.private { "no-store" } else { "private, max-age=31536000, immutable" };
    let headers = [(header::CONTENT_TYPE, "audio/wav"), (header::CACHE_CONTROL, kept)];
    Ok((headers, said))
}

/// Where the words of a hall's own recorded calls stand, in seconds, by language. Empty when it has recorded none.
#[utoipa::path(get, path = "/api/v1/halls/{hall}/calls", tag = "speech", params(("hall" = String, Path)),
    responses((status = 200, body = String, content_type = "application/json"), (status = 404, body = Problem)))]
async fn words(State(app): State<Arc<App>>, Path(hall): Path<HallId>) -> Result<impl IntoResponse, Refused> {
    let headers = [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-cache")];
    Ok((headers, app.speech.calls(&hall)?.places()))
}

/// The recorded words of a language (`zh`, `en`), or the `chime`.
#[utoipa::path(get, path = "/api/v1/halls/{hall}/calls/{part}", tag = "speech",
    params(("hall" = String, Path), ("part" = String, Path)),
    responses((status = 200, body = Vec<u8>, content_type = "audio/wav"), (status = 404, body = Problem)))]
async fn part(
    State(app): State<Arc<App>>,
    Path((hall, part)): Path<(HallId, String)>,
) -> Result<impl IntoResponse, Refused> {
    let sound = app.speech.calls(&hall)?.sound(&part).ok_or(Code::NotFound)?.to_vec();
    Ok(([(header::CONTENT_TYPE, "audio/wav"), (header::CACHE_CONTROL, "no-cache")], sound))
}
