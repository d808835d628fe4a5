//! Routes of forms and samples: open to read, an administrator's to change.

use super::{File, store, view};
use crate::app::App;
use crate::problem::{Path, Refused};
use crate::staff::Staff;
use crate::staff::audit::{self, Actor, By};
use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use hall::api::{Page, Problem, Role};
use hall::code::Code;
use hall::form::{FormLine, FormView, SIZE_MAX};
use hall::id::HallId;
use hall::staff::Act;
use std::sync::Arc;
use tokio_stream::StreamExt;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The routes.
#[must_use]
pub fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(upload, remove))
        .routes(routes!(one))
        .routes(routes!(named))
}

/// The forms and samples of a hall, and those that documents name and nobody has sent, with the documents that name
/// them.
#[utoipa::path(get, path = "/api/v1/halls/{hall}/forms", tag = "forms", params(("hall" = String, Path)),
    responses((status = 200, body = Page<FormLine>), (status = 401, body = Problem), (status = 403, body = Problem)))]
async fn list(
    State(app): State<Arc<App>>,
    staff: Staff,
    Path(hall): Path<HallId>,
) -> Result<Json<Page<FormLine>>, Refused> {
    app.queue(&hall)?;
    staff.0.needs(Role::Admin, &hall)?;
    let published = app.catalog(&hall)?;
    let mut uses = hall::form::uses(&published.catalog);
    let mut items: Vec<FormLine> = store::list(&app.pool, &hall)
        .await?
        .into_iter()
        .map(|row| {
            let file = view(&app, &hall, row);
            let uses = uses.remove(file.name.as_str()).unwrap_or_default();
            FormLine { name: file.name.clone(), file: Some(file), uses }
        })
        .collect();
    // what is missing first: there is something to do
    let missing = uses.into_iter().map(|(name, uses)| FormLine { name: name.to_owned(), file: None, uses });
    items.splice(0..0, missing.collect::<Vec<_>>());
    Ok(Json(Page { items, next: None }))
}

/// Puts a form or sample under a name: PDF, PNG, JPEG or docx, by its content, 5 MB at most. Documents of matters
/// refer to the name.
#[utoipa::path(put, path = "/api/v1/halls/{hall}/forms/{name}", tag = "forms",
    params(("hall" = String, Path), ("name" = String, Path)),
    request_body(content = String, content_type = "application/octet-stream"),
    responses((status = 200, body = FormView), (status = 403, body = Problem), (status = 413, body = Problem),
              (status = 415, body = Problem), (status = 422, body = Problem)))]
async fn upload(
    State(app): State<Arc<App>>,
    staff: Staff,
    Path((hall, name)): Path<(HallId, String)>,
    body: Body,
) -> Result<Json<FormView>, Refused> {
    app.queue(&hall)?;
    staff.0.needs(Role::Admin, &hall)?;
    let file = File::new(&name, received(body).await?)?;
    let by = By::plain(Actor::Person(&staff.0.name), app.clock.now());
    let mut transaction = app.pool.begin().await?;
    store::put(&mut transaction, &hall, &name, &file, by.at, by.actor.as_str()).await?;
    audit::append(&mut transaction, &hall, &by, Act::FormUploaded, &name).await?;
    transaction.commit().await?;
    let row = store::named(&app.pool, &hall, &name).await?.ok_or(Code::FormUnknown)?;
    Ok(Json(view(&app, &hall, row)))
}

/// The whole body, never more of it than may be.
async fn received(body: Body) -> Result<Vec<u8>, Code> {
    let mut stream = body.into_data_stream();
    let mut bytes = Vec::new();
    while let Some(chunk) = stream.next().await {
        let chunk = chunk.map_err(|_| Code::BadRequest)?;
        if bytes.len() + chunk.len() > SIZE_MAX {
            return Err(Code::FormTooLarge);
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

/// Takes a name away.
#[utoipa::path(delete, path = "/api/v1/halls/{hall}/forms/{name}", tag = "forms",
    params(("hall" = String, Path), ("name" = String, Path)),
    responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem)))]
async fn remove(
    State(app): State<Arc<App>>,
    staff: Staff,
    Path((hall, name)): Path<(HallId, String)>,
) -> Result<StatusCode, Refused> {
    app.queue(&hall)?;
    staff.0.needs(Role::Admin, &hall)?;
    let by = By::plain(Actor::Person(&staff.0.name), app.clock.now());
    let mut transaction = app.pool.begin().await?;
    if !store::remove(&mut transaction, &hall, &name).await? {
        return Err(Code::FormUnknown.into());
    }
    audit::append(&mut transaction, &hall, &by, Act::FormRemoved, &name).await?;
    transaction.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A form or sample by its content: what an address gives never changes.
#[utoipa::path(get, path = "/forms/{hash}", tag = "forms", params(("hash" = String, Path)),
    responses((status = 200, content_type = "application/pdf"), (status = 304), (status = 404, body = Problem)))]
async fn one(
    State(app): State<Arc<App>>,
    Path(hash): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    let (file, name) = store::file(&app.pool, &hash).await?.ok_or(Code::FormUnknown)?;
    let etag = format!("\"{hash}\"");
    let known = headers.get(header::IF_NONE_MATCH).and_then(|tags| tags.to_str().ok());
    let same = known.is_some_and(|tags| tags.split(',').any(|tag| tag.trim() == etag));
    let mut response =
        if same { StatusCode::NOT_MODIFIED.into_response() } else { file.body.into_response() };
    let name = name.unwrap_or_else(|| format!("form{}", file.kind.endings().first().unwrap_or(&"")));
    let name: String = form_urlencoded::byte_serialize(name.as_bytes()).collect();
    let how = if file.kind.is_shown() { "inline" } else { "attachment" };
    for (header, value) in [
        (header::CONTENT_TYPE, file.kind.media_type().to_owned()),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable".to_owned()),
        (header::ETAG, etag),
        // a plus is a space in forms of pages, and nothing but a plus in a header
        (header::CONTENT_DISPOSITION, format!("{how}; filename*=UTF-8''{}", name.replace('+', "%20"))),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
        // what is shown is no page; a sandbox would keep the browser's own viewer of PDF from it
        (header::CONTENT_SECURITY_POLICY, "frame-ancestors 'none'".to_owned()),
    ] {
        if let Ok(value) = HeaderValue::from_str(&value) {
            response.headers_mut().insert(header, value);
        }
    }
    Ok(response)
}

/// Leads to what a name of a hall stands for now: for codes on paper.
#[utoipa::path(get, path = "/forms/{hall}/{name}", tag = "forms",
    params(("hall" = String, Path), ("name" = String, Path)),
    responses((status = 307), (status = 404, body = Problem)))]
async fn named(
    State(app): State<Arc<App>>,
    Path((hall, name)): Path<(HallId, String)>,
) -> Result<Response, Refused> {
    let row = store::named(&app.pool, &hall, &name).await?.ok_or(Code::FormUnknown)?;
    let mut response = Redirect::temporary(&format!("/forms/{}", row.hash)).into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    Ok(response)
}

/// `GET /forms/{hall}/{name}/qr.svg`: the code of that address, for a phone that stands before a kiosk.
///
/// # Errors
/// `form_unknown`.
pub async fn code(
    State(app): State<Arc<App>>,
    Path((hall, name)): Path<(HallId, String)>,
) -> Result<Response, Refused> {
    let row = store::named(&app.pool, &hall, &name).await?.ok_or(Code::FormUnknown)?;
    let picture = crate::qr::svg(&view(&app, &hall, row).url)?;
    let headers = [(header::CONTENT_TYPE, "image/svg+xml"), (header::CACHE_CONTROL, "no-cache")];
    Ok((headers, picture).into_response())
}
