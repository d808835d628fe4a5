//! What happens around every request, in one place: request id, log line, panic to 500, size and time
//! limits, origin check, security headers.

use crate::app::App;
use crate::problem::Refused;
use axum::Router;
use axum::extract::{DefaultBodyLimit, MatchedPath, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use hall::code::Code;
use std::any::Any;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::request_id::{MakeRequestUuid, PropagateRequestIdLayer, RequestId, SetRequestIdLayer};

/// Largest request body, in bytes; the largest that is needed is a rating's form.
const BODY_LIMIT: usize = 64 * 1024;
/// A request that takes longer than this is given up; event streams answer at once and go on.
const TIME_LIMIT: Duration = Duration::from_secs(10);
/// A whole catalog takes longer to arrive and to be published. Only administrators get so far.
const CATALOG_TIME_LIMIT: Duration = Duration::from_secs(5 * 60);

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Puts everything around the routes. The first layer sees a request first. All of them are one layer of the
/// router, and what is ours is one function: each further one would cost a ticket as much as a rule of the queue.
pub fn around(routes: Router, app: Arc<App>) -> Router {
    routes.layer((
        SetRequestIdLayer::new(REQUEST_ID, MakeRequestUuid),
        PropagateRequestIdLayer::new(REQUEST_ID),
        from_fn_with_state(app, answer),
        CatchPanicLayer::custom(panicked),
        DefaultBodyLimit::max(BODY_LIMIT),
    ))
}

/// Has a request answered, or refuses it; in time, with the headers that every answer has, and one line in the
/// log. The route's pattern stands for the address there: tickets and rating codes are secrets, and names a
/// person typed do not belong into a log.
async fn answer(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let started = Instant::now();
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().map_or("-", |path| path.as_str()).to_owned();
    let id = request.extensions().get::<RequestId>().and_then(|id| id.header_value().to_str().ok());
    let id = id.unwrap_or_default().to_owned();
    let docs = request.uri().path().starts_with("/api/docs");
    let answered = match declared_size(&request).and_then(|()| origin(&app, &request)) {
        Ok(()) => in_time(request, next).await,
        Err(code) => Err(code),
    };
    let mut response = answered.unwrap_or_else(|code| Refused(code).into_response());
    headers(&app, docs, response.headers_mut());
    let (status, seconds) = (response.status().as_u16(), started.elapsed().as_secs_f64());
    // a client may invent methods without end; a label may not
    let kind = if is_safe(&method) { "read" } else { "change" };
    metrics::histogram!("http_request_seconds", "route" => route.clone(), "kind" => kind).record(seconds);
    let milliseconds = seconds * 1000.0;
    if status >= 500 {
        tracing::error!(%method, route, status, duration_ms = milliseconds, request_id = id, "request failed");
    } else {
        tracing::info!(%method, route, status, duration_ms = milliseconds, request_id = id, "request");
    }
    response
}

/// Refuses an oversized body before any of it is read.
fn declared_size(request: &Request) -> Result<(), Code> {
    let limit = if is_catalog_change(request) {
        crate::catalog::admin::FILE_LIMIT
    } else if is_form(request) {
        hall::form::SIZE_MAX
    } else if is_sign(request) {
        crate::screens::edit::BODY_MAX
    } else {
        BODY_LIMIT
    };
    let declared = request.headers().get(header::CONTENT_LENGTH);
    let size = declared.and_then(|size| size.to_str().ok()).and_then(|size| size.parse::<usize>().ok());
    if size.is_some_and(|size| size > limit) { Err(Code::BodyTooLarge) } else { Ok(()) }
}

async fn in_time(request: Request, next: Next) -> Result<Response, Code> {
    let limit =
        if is_catalog_change(&request) || is_form(&request) { CATALOG_TIME_LIMIT } else { TIME_LIMIT };
    tokio::time::timeout(limit, next.run(request)).await.map_err(|_| Code::Timeout)
}

/// An administrator sends a file with a catalog, or publishes one.
fn is_catalog_change(request: &Request) -> bool {
    let path = request.uri().path();
    *request.method() == Method::POST && path.starts_with("/api/v1/halls/") && path.contains("/catalog/")
}

/// An administrator sends a form or sample.
fn is_form(request: &Request) -> bool {
    let path = request.uri().path();
    *request.method() == Method::PUT && path.starts_with("/api/v1/halls/") && path.contains("/forms/")
}

/// An administrator sends a list or a map of the screens, or a screen sends a picture of itself.
fn is_sign(request: &Request) -> bool {
    let path = request.uri().path();
    let kind = ["/lists/", "/maps/", "/picture"].iter().any(|kind| path.contains(kind));
    matches!(*request.method(), Method::PUT | Method::POST) && path.starts_with("/api/v1/halls/") && kind
}

/// A browser names the origin of every change; one from another site is refused. Programs that are no
/// browsers send none. Phone pages carry no cookie, and `no-referrer` makes their forms say `null`.
fn origin(app: &App, request: &Request) -> Result<(), Code> {
    let safe = is_safe(request.method());
    let page = ["/r/", "/t/", "/b/", "/book/"].iter().any(|page| request.uri().path().starts_with(page));
    if !safe
        && !page
        && let Some(origin) = request.headers().get(header::ORIGIN)
    {
        let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
        let origin = origin.to_str().ok().and_then(|origin| origin.split_once("://")).map(|(_, host)| host);
        // behind a proxy the host that the browser named may only be known from the configuration
        let public = app.public_url.split_once("://").map(|(_, host)| host);
        if origin.is_none() || (origin != host && origin != public) {
            return Err(Code::BadOrigin);
        }
    }
    Ok(())
}

fn is_safe(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

fn headers(app: &App, docs: bool, headers: &mut HeaderMap) {
    let fixed = [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (
            HeaderName::from_static("permissions-policy"),
            "camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), hid=()",
        ),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    // printed guides and notices alone may be framed, by the programs that print them
    headers.entry(header::X_FRAME_OPTIONS).or_insert(HeaderValue::from_static("DENY"));
    let policy = if docs { DOCS_CSP } else { NO_PAGE_CSP };
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(HeaderValue::from_static(policy));
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    if let Ok(build) = HeaderValue::from_str(app.site.build()) {
        headers.insert("x-app-build", build);
    }
}

/// For everything that is no page: nothing may be loaded or framed.
const NO_PAGE_CSP: &str = "default-src 'none'; frame-ancestors 'none'";
/// The browsable contract writes style attributes, everything else is from files.
const DOCS_CSP: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; \
    connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

fn panicked(_: Box<dyn Any + Send + 'static>) -> Response {
    // the panic itself is in the log by the panic hook
    Refused(Code::Internal).into_response()
}
