//! Is the process there, can it serve, how does it do, and what went wrong in a browser.

use crate::app::App;
use crate::client::is_forwarded;
use crate::problem::{Body, Refused};
use crate::queue::Queue;
use crate::staff::{bearer, same};
use axum::Json;
use axum::extract::{ConnectInfo, State};
use axum::http::{HeaderMap, StatusCode};
use hall::code::Code;
use serde::{Deserialize, Serialize};
use std::net::SocketAddr;
use std::sync::Arc;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// A clock before this is not set: no ticket may carry its time (2025-01-01).
const CLOCK_FLOOR_MS: i64 = 1_735_660_800_000;
/// Characters of a browser's message that are kept.
const REPORT_MAX: usize = 2000;

/// The routes.
#[must_use]
pub fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(healthz)).routes(routes!(readyz)).routes(routes!(client_error))
}

/// What `readyz` looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Ready {
    /// The database answers and its schema is there.
    pub database: bool,
    /// The clock is set, and no hall lives in a day that is still to come.
    pub clock: bool,
    /// Every hall takes commands.
    pub keepers: bool,
    /// The browser's programs are embedded.
    pub site: bool,
}

/// The process is there.
#[utoipa::path(get, path = "/healthz", tag = "health", responses((status = 200, body = String)))]
async fn healthz() -> &'static str {
    "ok"
}

/// The server can serve: database, migrations, clock.
#[utoipa::path(get, path = "/readyz", tag = "health",
    responses((status = 200, body = Ready), (status = 503, body = Ready)))]
async fn readyz(State(app): State<Arc<App>>) -> (StatusCode, Json<Ready>) {
    let database = sqlx::query("SELECT seq FROM ledger LIMIT 1").fetch_optional(&app.pool).await.is_ok();
    let now = app.clock.now();
    // a clock that once ran ahead has begun a day that is still to come: numbers would not begin again
    let behind = |queue: &Arc<Queue>| {
        let today = now.business_day(queue.hall.rules.day_starts_at);
        queue.live().board.day.is_some_and(|day| day > today)
    };
    let clock = now.unix_ms() >= CLOCK_FLOOR_MS && !app.queues().any(behind);
    let keepers = app.queues().all(|queue| queue.is_kept());
    let ready = Ready { database, clock, keepers, site: !app.site.build().is_empty() };
    let status = if database && clock && keepers { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    (status, Json(ready))
}

/// A browser program's last words.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
struct ClientError {
    message: String,
    #[serde(default)]
    stack: String,
}

/// Takes the text of a panic in a browser's program into the log; more than a broken hall would send is
/// counted and dropped, because anybody may write here.
#[utoipa::path(post, path = "/api/v1/client-errors", tag = "health", request_body = ClientError,
    responses((status = 204)))]
async fn client_error(State(app): State<Arc<App>>, Body(error): Body<ClientError>) -> StatusCode {
    let cut = |text: String| text.chars().take(REPORT_MAX).collect::<String>();
    metrics::counter!("client_errors_total").increment(1);
    if app.reports.check().is_ok() {
        tracing::warn!(fault = cut(error.message), stack = cut(error.stack), "a browser program failed");
    }
    StatusCode::NO_CONTENT
}

/// `GET /metrics`: Prometheus text, with the token; without one, for loopback only, and not through a
/// proxy there.
pub async fn metrics(
    State(app): State<Arc<App>>,
    peer: Option<axum::Extension<ConnectInfo<SocketAddr>>>,
    headers: HeaderMap,
) -> Result<String, Refused> {
    let may = match &app.metrics_token {
        Some(token) => bearer(&headers).is_some_and(|given| same(given, token)),
        None => peer.is_some_and(|peer| peer.0.0.ip().is_loopback()) && !is_forwarded(&headers),
    };
    if may { Ok(app.metrics.render()) } else { Err(Code::Forbidden.into()) }
}
