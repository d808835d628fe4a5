//! A kept notice by its address: as a sheet to print, and as bytes for a printer of slips (R23–R25).

use super::sheet::{Asked, Sheet};
use super::{caption, escpos, paper, said, text, unknown};
use crate::app::App;
use crate::notice::{find, rating_url, url};
use crate::problem::{Path, Query, Refused};
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use hall::api::Problem;
use hall::notice::paper::Paper;
use hall::text::{Lang, Phrase};
use std::sync::Arc;

/// `GET /n/{id}/print?paper=a5|80mm&lang=zh|en`.
pub async fn print(
    State(app): State<Arc<App>>,
    id: Result<Path<String>, Refused>,
    asked: Result<Query<Asked>, Refused>,
) -> Response {
    let asked = match asked {
        Ok(Query(asked)) => asked,
        Err(Refused(code)) => return unknown(&app, code),
    };
    printed(&app, &said(id), asked).await.unwrap_or_else(|Refused(code)| unknown(&app, code))
}

async fn printed(app: &App, id: &str, asked: Asked) -> Result<Response, Refused> {
    let (paper, codes) = of(app, id).await?;
    Ok(Sheet { paper: &paper, codes, asked }.page()?)
}

/// What is printed: the notice, and its codes: the one that opens it again, and of an acceptance the one that rates.
async fn of(app: &App, id: &str) -> Result<(Paper, Vec<(String, Phrase)>), Refused> {
    let row = find(app, id).await?;
    let rating = rating_url(app, &row).await?.map(|url| (url, text::RATE));
    let paper = paper(&row);
    let again = (url(app, &row.id), caption(&paper));
    Ok((paper, std::iter::once(again).chain(rating).collect()))
}

/// A notice as bytes for a printer of slips, 80 mm: ESC/POS with Chinese in GB18030, its codes at the end, cut.
#[utoipa::path(get, path = "/api/v1/notices/{id}/escpos", tag = "notices",
    params(("id" = String, Path), ("lang" = Option<String>, Query)),
    responses((status = 200, content_type = "application/octet-stream"), (status = 404, body = Problem)))]
pub async fn slip(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Refused> {
    let (paper, codes) = of(&app, &id).await?;
    let bytes = escpos::slip(&paper, &codes, asked.lang == Lang::En);
    Ok(([(header::CONTENT_TYPE, "application/octet-stream")], bytes).into_response())
}
