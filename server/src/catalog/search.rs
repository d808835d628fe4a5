//! `GET …/search`: the catalog searched by the server, with the core that kiosks search with; for programs that have
//! no catalog of their own.

use super::Published;
use crate::app::App;
use crate::problem::{Path, Query, Refused};
use axum::Json;
use axum::extract::State;
use hall::api::{Matched, MatchedPlace, Page, Piece, Problem, SearchHit};
use hall::catalog::Item;
use hall::code::Code;
use hall::id::HallId;
use hall::search::{self, Hit, Marker, Place, Target};
use hall::text::Lang;
use serde::Deserialize;
use std::sync::Arc;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// Matters when nothing else is asked for, and at most.
const HITS: usize = 20;
const HITS_MAX: usize = 100;

/// The route.
#[must_use]
pub fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(search))
}

#[derive(Debug, Deserialize)]
struct Asked {
    #[serde(default)]
    q: String,
    #[serde(default)]
    lang: Lang,
    limit: Option<usize>,
}

/// Searches the catalog in force: hanzi, pinyin in full or shortened, English, everyday words, one slip forgiven.
#[utoipa::path(get, path = "/api/v1/halls/{hall}/search", tag = "hall and catalog",
    params(("hall" = String, Path), ("q" = String, Query), ("lang" = Option<String>, Query),
           ("limit" = Option<usize>, Query)),
    responses((status = 200, body = Page<SearchHit>), (status = 404, body = Problem)))]
async fn search(
    State(app): State<Arc<App>>,
    Path(hall): Path<HallId>,
    Query(asked): Query<Asked>,
) -> Result<Json<Page<SearchHit>>, Refused> {
    let published = app.shelf(&hall)?.fresh().await;
    // the index of a version is built when it is first asked for
    let found = tokio::task::spawn_blocking(move || hits(&published, &asked)).await;
    Ok(Json(Page { items: found.map_err(|_| Code::Internal)?, next: None }))
}

fn hits(published: &Published, asked: &Asked) -> Vec<SearchHit> {
    let query = search::Query::new(&asked.q);
    let (index, places) = published.searchable();
    let found = index.search(&query, asked.limit.unwrap_or(HITS).clamp(1, HITS_MAX));
    let marker = index.marker(&query);
    let items = &published.catalog.items;
    let hits = found.hits.iter().filter_map(|hit| match hit.target {
        Target::Matter(place) => {
            let item = places.get(place).and_then(|place| items.get(*place))?;
            Some(SearchHit {
                id: item.id.clone(),
                name: item.name.clone(),
                department: item.department.clone(),
                matched: matched(item, hit, &marker, asked.lang),
            })
        }
        // a program is no elder
        Target::ElderVersion => None,
    });
    hits.collect()
}

fn matched(item: &Item, hit: &Hit, marker: &Marker<'_>, lang: Lang) -> Matched {
    let (place, text) = match hit.place {
        Place::Name => (MatchedPlace::Name, item.name.zh.as_str()),
        Place::EnglishName => (MatchedPlace::EnglishName, item.name.en.as_str()),
        Place::Keyword(n) => (MatchedPlace::Keyword, item.keywords.get(n).map_or("", String::as_str)),
        Place::Department => (MatchedPlace::Department, item.department.name.get(lang)),
        Place::Several => (MatchedPlace::Several, item.name.get(lang)),
    };
    let mut pieces = Vec::new();
    let mut add = |text: Option<&str>, hit: bool| {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            pieces.push(Piece { text: text.to_owned(), hit });
        }
    };
    let mut end = 0;
    for mark in marker.marks(hit.rank, text) {
        add(text.get(end..mark.start), false);
        end = mark.end;
        add(text.get(mark), true);
    }
    add(text.get(end..), false);
    Matched { place, pieces }
}
