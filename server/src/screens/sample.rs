//! The first signage of a hall, from its folder: `signage.json`, and the drawings of its maps in `maps/<id>.svg`. It is
//! taken once, at the first start; from then on what people do at the desk counts, also when they remove all of it.

use super::edit::drawn;
use super::{Item, check, store};
use crate::catalog::load;
use hall::moment::Moment;
use hall::profile::Hall;
use hall::screen::{PublicList, Signage};
use sqlx::AnyPool;
use std::path::Path;

/// The file in the hall's folder.
const SIGNAGE: &str = "signage.json";

/// Gives a hall its signage at its first start. What is not right is left out and named in the log.
///
/// # Errors
/// When the database fails.
pub async fn take(
    pool: &AnyPool,
    folder: Option<&Path>,
    hall: &Hall,
    now: Moment,
) -> Result<(), sqlx::Error> {
    let mut transaction = pool.begin().await?;
    if store::begin(&mut transaction, &hall.id).await? {
        let mut kept = Signage::default();
        for item in items(folder, hall) {
            let faults = check::faults(&item, &kept, hall, now.day());
            if let Some(fault) = faults.0.first() {
                let (kind, field, why) = (item.kind().as_str(), &fault.path, &fault.detail.en);
                tracing::warn!(hall = %hall.id, kind, id = item.id(), field, why, "left out of the first signage");
                continue;
            }
            store::put(&mut transaction, &hall.id, &item, now, None).await?;
            match item {
                Item::Screen(screen) => kept.screens.push(screen),
                Item::Playlist(playlist) => kept.playlists.push(playlist),
                Item::Notice(notice) => kept.notices.push(notice),
                Item::List(list) => kept.lists.push(list),
                Item::Map(map, _) => kept.maps.push(map),
            }
        }
    }
    transaction.commit().await
}

/// What the folder has, in an order in which everything comes after what it names.
fn items(folder: Option<&Path>, hall: &Hall) -> Vec<Item> {
    let Some(file) = load::file(folder, &hall.id, SIGNAGE) else { return Vec::new() };
    let signage: Signage = match serde_json::from_slice(&file) {
        Ok(signage) => signage,
        Err(error) => {
            tracing::warn!(hall = %hall.id, file = SIGNAGE, %error, "the first signage cannot be read");
            return Vec::new();
        }
    };
    let map = |map: hall::screen::FloorMap| {
        let file = load::file(folder, &hall.id, &format!("maps/{}.svg", map.id)).unwrap_or_default();
        let id = map.id.clone();
        match drawn(map.id, map.name, &String::from_utf8_lossy(&file)) {
            Ok((map, drawing)) => Some(Item::Map(map, drawing)),
            Err(code) => {
                tracing::warn!(hall = %hall.id, map = %id, %code, "a map has no drawing that can be shown");
                None
            }
        }
    };
    let maps = signage.maps.into_iter().filter_map(map);
    let notices = signage.notices.into_iter().map(Item::Notice);
    let lists = signage.lists.into_iter().map(PublicList::masked).map(Item::List);
    let playlists = signage.playlists.into_iter().map(Item::Playlist);
    let screens = signage.screens.into_iter().map(Item::Screen);
    maps.chain(notices).chain(lists).chain(playlists).chain(screens).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use hall::screen::Layout;

    #[test]
    fn the_sample_hall_comes_with_a_signage_in_which_nothing_is_wrong() {
        let (hall, _) = load::halls(None).unwrap().remove(0);
        let items = items(None, &hall);
        let mut kept = Signage::default();
        let today = "2026-11-27".parse().unwrap();
        for item in items {
            let faults = check::faults(&item, &kept, &hall, today);
            assert!(faults.0.is_empty(), "{} {}: {:?}", item.kind().as_str(), item.id(), faults.0);
            match item {
                Item::Screen(screen) => kept.screens.push(screen),
                Item::Playlist(playlist) => kept.playlists.push(playlist),
                Item::Notice(notice) => kept.notices.push(notice),
                Item::List(list) => kept.lists.push(list),
                Item::Map(map, _) => kept.maps.push(map),
            }
        }
        let layouts = ["area", "guide", "main", "notice", "public", "ratings", "six"];
        let has = |name: &&str| kept.screens.iter().any(|screen| screen.layout.name() == *name);
        assert!(layouts.iter().all(has), "a screen of every layout that needs one");
        assert_eq!((kept.notices.len(), kept.lists.len(), kept.maps.len()), (3, 5, 2));
        // every window and zone of the hall is on one of the maps
        for id in hall.windows.iter().map(|window| format!("window-{}", window.id)) {
            assert!(kept.maps.iter().any(|map| map.elements.contains(&id)), "{id}");
        }
        for id in hall.zones.iter().map(|zone| format!("zone-{}", zone.id)) {
            assert!(kept.maps.iter().any(|map| map.elements.contains(&id)), "{id}");
        }
        let here =
            |screen: &hall::screen::Screen| matches!(&screen.layout, Layout::Guide { here: Some(_), .. });
        assert!(kept.screens.iter().any(here));
    }
}
