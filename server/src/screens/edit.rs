//! Changes of the signage by administrators: checked against everything the hall has, kept with a line in the record
//! and the event by which every screen follows, all in one transaction.

use super::fields::{Fault, Fields};
use super::{Item, Kind, check, drawing, store};
use crate::app::App;
use crate::problem::{Body, Path, Refused};
use crate::queue::Queue;
use crate::staff::Staff;
use crate::staff::audit::{self, Actor, By};
use axum::Json;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::StatusCode;
use data_encoding::HEXLOWER;
use hall::api::{MapUpload, Problem, Role};
use hall::code::Code;
use hall::event::Event;
use hall::id::{HallId, ScreenId, SignId};
use hall::screen::{FloorMap, Layout, Notice, Playlist, PublicList, Screen, Signage};
use hall::staff::Act;
use hall::text::Text;
use sha2::{Digest, Sha256};
use std::sync::Arc;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// Bytes of a list or a drawing, as JSON, at most.
pub const BODY_MAX: usize = 1024 * 1024;

hall::phrases! {
    ANOTHER = "编号与地址不一致" / "The id differs from the one in the address";
}

/// The routes.
#[must_use]
pub fn routes() -> OpenApiRouter<Arc<App>> {
    let large = OpenApiRouter::new()
        .routes(routes!(put_list, delete_list))
        .routes(routes!(preview))
        .routes(routes!(put_map, delete_map))
        .layer(DefaultBodyLimit::max(BODY_MAX));
    OpenApiRouter::new()
        .routes(routes!(put_screen, delete_screen))
        .routes(routes!(put_playlist, delete_playlist))
        .routes(routes!(put_notice, delete_notice))
        .merge(large)
}

fn admin(app: &App, staff: &Staff, hall: &HallId) -> Result<Arc<Queue>, Code> {
    let queue = app.queue(hall)?;
    staff.0.needs(Role::Admin, hall)?;
    Ok(queue)
}

/// Tells every screen that something has changed: at once here, and at other servers as their keepers hear of it.
async fn told(queue: &Queue, seq: u64) {
    queue.told(seq);
    queue.look_around().await;
}

async fn save(app: &App, staff: &Staff, hall: &HallId, item: &Item) -> Result<(), Fault> {
    let queue = admin(app, staff, hall)?;
    let by = By::plain(Actor::Person(&staff.0.name), app.clock.now());
    let mut transaction = app.pool.begin().await?;
    let revision = store::advance(&mut transaction, hall).await?;
    let signage = store::all(&mut transaction, hall).await?;
    let faults = check::faults(item, &signage, &queue.hall, by.at.day());
    if !faults.0.is_empty() {
        return Err(Fault::Fields(faults));
    }
    store::put(&mut transaction, hall, item, by.at, by.actor.as_str()).await?;
    let object = format!("{}/{}", item.kind().as_str(), item.id());
    audit::append(&mut transaction, hall, &by, Act::SignageSaved, &object).await?;
    let event = Event::SignageChanged { revision };
    let seq = queue.ledger.append_next(&mut transaction, hall, by.at, &event).await?;
    transaction.commit().await?;
    told(&queue, seq).await;
    Ok(())
}

async fn remove(
    app: &App,
    staff: &Staff,
    hall: &HallId,
    kind: Kind,
    id: &str,
) -> Result<StatusCode, Refused> {
    let queue = admin(app, staff, hall)?;
    let by = By::plain(Actor::Person(&staff.0.name), app.clock.now());
    let mut transaction = app.pool.begin().await?;
    let revision = store::advance(&mut transaction, hall).await?;
    let signage = store::all(&mut transaction, hall).await?;
    if is_used(&signage, kind, id) {
        return Err(Code::SignInUse.into());
    }
    if !store::remove(&mut transaction, hall, kind, id).await? {
        return Err(if kind == Kind::Screen { Code::ScreenUnknown } else { Code::SignUnknown }.into());
    }
    let object = format!("{}/{id}", kind.as_str());
    audit::append(&mut transaction, hall, &by, Act::SignageRemoved, &object).await?;
    let event = Event::SignageChanged { revision };
    let seq = queue.ledger.append_next(&mut transaction, hall, by.at, &event).await?;
    transaction.commit().await?;
    told(&queue, seq).await;
    Ok(StatusCode::NO_CONTENT)
}

/// Whether a screen or a playlist names a thing.
fn is_used(signage: &Signage, kind: Kind, id: &str) -> bool {
    let entries = signage.playlists.iter().flat_map(|playlist| &playlist.entries).map(|entry| &entry.layout);
    let mut layouts = signage.screens.iter().map(|screen| &screen.layout).chain(entries);
    match kind {
        Kind::Screen => false,
        Kind::Playlist => {
            signage.screens.iter().any(|screen| screen.playlist.as_ref().is_some_and(|of| of.as_str() == id))
        }
        Kind::Notice => {
            layouts.any(|layout| matches!(layout, Layout::Notice { notice } if notice.as_str() == id))
        }
        Kind::Map => layouts.any(|layout| matches!(layout, Layout::Guide { map, .. } if map.as_str() == id)),
        Kind::List => layouts.any(|layout| {
            matches!(layout, Layout::Public { lists, .. } if lists.iter().any(|list| list.as_str() == id))
        }),
    }
}

/// A thing is named as its address says.
fn same(address: &str, id: &str) -> Result<(), Fault> {
    let mut faults = Fields::default();
    faults.need(address == id, "/id", ANOTHER);
    if faults.0.is_empty() { Ok(()) } else { Err(Fault::Fields(faults)) }
}

/// Registers or changes a screen.
#[utoipa::path(put, path = "/api/v1/halls/{hall}/screens/{screen}", tag = "screens", request_body = Screen,
    params(("hall" = String, Path), ("screen" = String, Path)),
    responses((status = 200, body = Screen), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 422, body = Problem)))]
async fn put_screen(
    State(app): State<Arc<App>>,
    staff: Staff,
    Path((hall, id)): Path<(HallId, ScreenId)>,
    Body(screen): Body<Screen>,
) -> Result<Json<Screen>, Fault> {
    admin(&app, &staff, &hall)?;
    same(id.as_str(), screen.id.as_str())?;
    save(&app, &staff, &hall, &Item::Screen(screen.clone())).await?;
    Ok(Json(screen))
}

/// Takes a screen from the list; what it has shown stays on record.
#[utoipa::path(delete, path = "/api/v1/halls/{hall}/screens/{screen}", tag = "screens",
    params(("hall" = String, Path), ("screen" = String, Path)),
    responses((status = 204), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 404, body = Problem)))]
async fn delete_screen(
    State(app): State<Arc<App>>,
    staff: Staff,
    Path((hall, id)): Path<(HallId, ScreenId)>,
) -> Result<StatusCode, Refused> {
    remove(&app, &staff, &hall, Kind::Screen, id.as_str()).await
}

/// Makes or changes a playlist.
#[utoipa::path(put, path = "/api/v1/halls/{hall}/playlists/{playlist}", tag = "screens", request_body = Playlist,
    params(("hall" = String, Path), ("playlist" = String, Path)),
    responses((status = 200, body = Playlist), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 422, body = Problem)))]
async fn put_playlist(
    State(app): State<Arc<App>>,
    staff: Staff,
    Path((hall, id)): Path<(HallId, SignId)>,
    Body(playlist): Body<Playlist>,
) -> Result<Json<Playlist>, Fault> {
    admin(&app, &staff, &hall)?;
    same(id.as_str(), playlist.id.as_str())?;
    save(&app, &staff, &hall, &Item::Playlist(playlist.clone())).await?;
    Ok(Json(playlist))
}

/// Removes a playlist that no screen uses.
#[utoipa::path(delete, path = "/api/v1/halls/{hall}/playlists/{playlist}", tag = "screens",
    params(("hall" = String, Path), ("playlist" = String, Path)),
    responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem),
              (status = 409, body = Problem)))]
async fn delete_playlist(
    State(app): State<Arc<App>>,
    staff: Staff,
    Path((hall, id)): Path<(HallId, SignId)>,
) -> Result<StatusCode, Refused> {
    remove(&app, &staff, &hall, Kind::Playlist, id.as_str()).await
}

/// Makes or changes a notice.
#[utoipa::path(put, path = "/api/v1/halls/{hall}/notices/{notice}", tag = "screens", request_body = Notice,
    params(("hall" = String, Path), ("notice" = String, Path)),
    responses((status = 200, body = Notice), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 422, body = Problem)))]
async fn put_notice(
    State(app): State<Arc<App>>,
    staff: Staff,
    Path((hall, id)): Path<(HallId, SignId)>,
    Body(notice): Body<Notice>,
) -> Result<Json<Notice>, Fault> {
    admin(&app, &staff, &hall)?;
    same(id.as_str(), notice.id.as_str())?;
    save(&app, &staff, &hall, &Item::Notice(notice.clone())).await?;
    Ok(Json(notice))
}

/// Removes a notice that nothing uses.
#[utoipa::path(delete, path = "/api/v1/halls/{hall}/notices/{notice}", tag = "screens",
    params(("hall" = String, Path), ("notice" = String, Path)),
    responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem),
              (status = 409, body = Problem)))]
async fn delete_notice(
    State(app): State<Arc<App>>,
    staff: Staff,
    Path((hall, id)): Path<(HallId, SignId)>,
) -> Result<StatusCode, Refused> {
    remove(&app, &staff, &hall, Kind::Notice, id.as_str()).await
}

/// Publishes or changes a list. It is masked before it is kept, and answered as it is kept.
#[utoipa::path(put, path = "/api/v1/halls/{hall}/lists/{list}", tag = "screens", request_body = PublicList,
    params(("hall" = String, Path), ("list" = String, Path)),
    responses((status = 200, body = PublicList), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 413, body = Problem), (status = 422, body = Problem)))]
async fn put_list(
    State(app): State<Arc<App>>,
    staff: Staff,
    Path((hall, id)): Path<(HallId, SignId)>,
    Body(list): Body<PublicList>,
) -> Result<Json<PublicList>, Fault> {
    admin(&app, &staff, &hall)?;
    same(id.as_str(), list.id.as_str())?;
    let list = masked(&app, list)?;
    save(&app, &staff, &hall, &Item::List(list.clone())).await?;
    Ok(Json(list))
}

/// A list as the public will see it. Nothing is kept.
#[utoipa::path(post, path = "/api/v1/halls/{hall}/lists/preview", tag = "screens", request_body = PublicList,
    params(("hall" = String, Path)),
    responses((status = 200, body = PublicList), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 413, body = Problem), (status = 422, body = Problem)))]
async fn preview(
    State(app): State<Arc<App>>,
    staff: Staff,
    Path(hall): Path<HallId>,
    Body(list): Body<PublicList>,
) -> Result<Json<PublicList>, Fault> {
    admin(&app, &staff, &hall)?;
    Ok(Json(masked(&app, list)?))
}

fn masked(app: &App, list: PublicList) -> Result<PublicList, Fault> {
    let faults = check::list(&list, app.clock.now().day());
    if faults.0.is_empty() { Ok(list.masked()) } else { Err(Fault::Fields(faults)) }
}

/// Removes a list that nothing names.
#[utoipa::path(delete, path = "/api/v1/halls/{hall}/lists/{list}", tag = "screens",
    params(("hall" = String, Path), ("list" = String, Path)),
    responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem),
              (status = 409, body = Problem)))]
async fn delete_list(
    State(app): State<Arc<App>>,
    staff: Staff,
    Path((hall, id)): Path<(HallId, SignId)>,
) -> Result<StatusCode, Refused> {
    remove(&app, &staff, &hall, Kind::List, id.as_str()).await
}

/// Keeps a floor map. Its drawing is read and written anew from what a drawing needs.
#[utoipa::path(put, path = "/api/v1/halls/{hall}/maps/{map}", tag = "screens", request_body = MapUpload,
    params(("hall" = String, Path), ("map" = String, Path)),
    responses((status = 200, body = FloorMap), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 413, body = Problem), (status = 422, body = Problem)))]
async fn put_map(
    State(app): State<Arc<App>>,
    staff: Staff,
    Path((hall, id)): Path<(HallId, SignId)>,
    Body(MapUpload { name, svg }): Body<MapUpload>,
) -> Result<Json<FloorMap>, Fault> {
    admin(&app, &staff, &hall)?;
    let (map, drawing) = drawn(id, name, &svg)?;
    save(&app, &staff, &hall, &Item::Map(map.clone(), drawing)).await?;
    Ok(Json(map))
}

/// A map and its drawing, cleaned.
///
/// # Errors
/// `map_invalid`.
pub fn drawn(id: SignId, name: Text, svg: &str) -> Result<(FloorMap, String), Code> {
    let drawing = drawing::read(svg).map_err(|fault| {
        tracing::info!(%fault, "a drawing is refused");
        Code::MapInvalid
    })?;
    let hash = HEXLOWER.encode(&Sha256::digest(&drawing.svg));
    Ok((FloorMap { id, name, elements: drawing.elements, hash }, drawing.svg))
}

/// Removes a map that nothing uses.
#[utoipa::path(delete, path = "/api/v1/halls/{hall}/maps/{map}", tag = "screens",
    params(("hall" = String, Path), ("map" = String, Path)),
    responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem),
              (status = 409, body = Problem)))]
async fn delete_map(
    State(app): State<Arc<App>>,
    staff: Staff,
    Path((hall, id)): Path<(HallId, SignId)>,
) -> Result<StatusCode, Refused> {
    remove(&app, &staff, &hall, Kind::Map, id.as_str()).await
}
