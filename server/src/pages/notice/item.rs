//! The one-time notice of a matter (R23, R24) by its address, for whoever has no desk and no kiosk: as a sheet, as
//! JSON, and as bytes for a printer of slips. Nothing is kept, so it has no number.

use super::sheet::{Asked, Sheet};
use super::{escpos, text};
use crate::app::App;
use crate::problem::{Path, Query, Refused};
use axum::Json;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use hall::api::{ItemNotice, NoticeKind, Problem};
use hall::catalog::Answers;
use hall::code::Code;
use hall::id::{HallId, ItemId};
use hall::notice::paper::{Made, Paper};
use hall::notice::{Told, facts};
use hall::text::{Lang, Phrase};
use serde::Deserialize;
use std::sync::Arc;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The routes.
#[must_use]
pub fn routes() -> OpenApiRouter<Arc<App>> {
    let of_matter = OpenApiRouter::new().routes(routes!(sheet)).routes(routes!(json)).routes(routes!(slip));
    of_matter.routes(routes!(super::kept::slip))
}

/// Answers to the matter's questions: `who:agent,age:adult`.
#[derive(Debug, Default, Deserialize)]
struct Choices {
    #[serde(default)]
    choices: String,
}

impl Choices {
    fn answers(&self) -> Result<Answers, Code> {
        let pairs = self.choices.split(',').map(str::trim).filter(|pair| !pair.is_empty());
        let pair = |pair: &str| {
            let (question, choice) = pair.split_once(':').ok_or(Code::AnswersInvalid)?;
            Ok((question.trim().to_owned(), choice.trim().to_owned()))
        };
        pairs.map(pair).collect()
    }
}

async fn told(
    app: &App,
    (hall, item): (HallId, String),
    choices: &Choices,
    lang: Lang,
) -> Result<ItemNotice, Refused> {
    let queue = app.queue(&hall)?;
    let shelf = app.shelf(&hall)?;
    let published = shelf.fresh().await;
    let id: ItemId = item.parse().map_err(|_| Code::UnknownItem)?;
    let item = published.listed(&id, shelf.today())?;
    let told = Told { answers: choices.answers()?, catalog_version: published.version(), ..Told::default() };
    let facts = facts(&queue.hall, item, &told)?;
    let url = crate::pages::guide::address(app, &hall, &id, lang);
    Ok(ItemNotice { hall, item: id, at: queue.now(), facts, url })
}

/// As every rendering draws it, and the code of the guide.
fn paper(notice: &ItemNotice) -> (Paper, Vec<(String, Phrase)>) {
    let (kind, facts, at) = (NoticeKind::OneTime, &notice.facts, notice.at);
    let paper = Paper::of(&Made { kind, facts, number: None, at, ticket: None });
    (paper, vec![(notice.url.clone(), text::GUIDE)])
}

/// The one-time notice of a matter, as a sheet to print.
#[utoipa::path(get, path = "/api/v1/halls/{hall}/items/{item}/notice", tag = "notices",
    params(("hall" = String, Path), ("item" = String, Path),
           ("choices" = Option<String>, Query, description = "answers, as `who:agent,age:adult`"),
           ("paper" = Option<String>, Query, description = "`a5` or `80mm`"), ("lang" = Option<String>, Query)),
    responses((status = 200, content_type = "text/html"), (status = 404, body = Problem), (status = 422, body = Problem)))]
async fn sheet(
    State(app): State<Arc<App>>,
    Path(named): Path<(HallId, String)>,
    Query(choices): Query<Choices>,
    Query(asked): Query<Asked>,
) -> Result<Response, Refused> {
    let notice = told(&app, named, &choices, asked.lang).await?;
    let (paper, codes) = paper(&notice);
    Ok(Sheet { paper: &paper, codes, asked }.page()?)
}

/// The same as JSON.
#[utoipa::path(get, path = "/api/v1/halls/{hall}/items/{item}/notice.json", tag = "notices",
    params(("hall" = String, Path), ("item" = String, Path), ("choices" = Option<String>, Query)),
    responses((status = 200, body = ItemNotice), (status = 404, body = Problem), (status = 422, body = Problem)))]
async fn json(
    State(app): State<Arc<App>>,
    Path(named): Path<(HallId, String)>,
    Query(choices): Query<Choices>,
    Query(asked): Query<Asked>,
) -> Result<Json<ItemNotice>, Refused> {
    Ok(Json(told(&app, named, &choices, asked.lang).await?))
}

/// The same as bytes for a printer of slips, 80 mm: ESC/POS with Chinese in GB18030, the code at the end, cut.
#[utoipa::path(get, path = "/api/v1/halls/{hall}/items/{item}/notice.escpos", tag = "notices",
    params(("hall" = String, Path), ("item" = String, Path), ("choices" = Option<String>, Query),
           ("lang" = Option<String>, Query)),
    responses((status = 200, content_type = "application/octet-stream"), (status = 404, body = Problem),
              (status = 422, body = Problem)))]
async fn slip(
    State(app): State<Arc<App>>,
    Path(named): Path<(HallId, String)>,
    Query(choices): Query<Choices>,
    Query(asked): Query<Asked>,
) -> Result<Response, Refused> {
    let notice = told(&app, named, &choices, asked.lang).await?;
    let (paper, codes) = paper(&notice);
    let bytes = escpos::slip(&paper, &codes, asked.lang == Lang::En);
    Ok(([(header::CONTENT_TYPE, "application/octet-stream")], bytes).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_read_from_an_address() {
        let read = |choices: &str| Choices { choices: choices.to_owned() }.answers();
        let two = [("who", "agent"), ("age", "adult")].map(|(a, b)| (a.to_owned(), b.to_owned()));
        assert_eq!(read("who:agent, age:adult,"), Ok(two.into()));
        assert_eq!(read(""), Ok(Answers::new()));
        assert_eq!(read("who"), Err(Code::AnswersInvalid));
    }
}
