//! A version in force on a day: what is offered then, serialised, compressed and tagged once; and what the hall
//! has ever had, because old tickets and ratings name that too.

use super::pinyin;
use super::store::{Current, Former};
use axum::body::Bytes;
use hall::api::{CatalogView, ItemShort};
use hall::catalog::{Catalog, Item, ItemState, Theme};
use hall::code::Code;
use hall::id::{ItemId, ThemeId};
use hall::moment::Day;
use hall::profile::Hall;
use hall::search::Index;
use sha2::{Digest, Sha256};
use std::collections::{HashMap, HashSet};
use std::io::Write;
use std::sync::{Arc, OnceLock};

/// Bodies up to this size, in bytes, are compressed as well as possible; larger ones fast, because everybody
/// waits for a version that was just published.
const SMALL: usize = 2 * 1024 * 1024;

/// A version in force on a day. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Published {
    /// Which publication it is, which version, and since when.
    pub current: Current,
    /// The business day it is for.
    pub day: Day,
    /// Everything known: the version, then matters and themes of earlier ones, which are cancelled. For what is
    /// offered ask [`Published::offered`].
    pub catalog: Arc<Catalog>,
    /// The body of `GET …/catalog`, best coding first, plain last.
    pub variants: Arc<[Variant]>,
    places: Arc<HashMap<ItemId, usize>>,
    search: Arc<OnceLock<Searchable>>,
}

/// A catalog that is searched, and where each matter of the index stands in it.
type Searchable = (Index, Vec<usize>);

/// The catalog in one content coding.
#[derive(Clone, Debug)]
pub struct Variant {
    /// As in `Content-Encoding`; empty for plain.
    pub coding: &'static str,
    /// The bytes.
    pub body: Bytes,
    /// Its strong entity tag: another one for each coding.
    pub etag: String,
}

impl Variant {
    fn new(coding: &'static str, body: Vec<u8>) -> Self {
        let digest = Sha256::digest(&body);
        let etag = format!("\"{}\"", data_encoding::HEXLOWER.encode(digest.get(..12).unwrap_or_default()));
        Self { coding, body: body.into(), etag }
    }
}

impl Published {
    /// Prepares a version of a hall for a day. Takes a second for tens of thousands of matters: call it where
    /// blocking is allowed.
    ///
    /// # Errors
    /// When it cannot be serialised.
    pub fn new(
        mut catalog: Catalog,
        former: Former,
        hall: &Hall,
        current: Current,
        day: Day,
    ) -> std::io::Result<Self> {
        catalog.settle(day);
        let variants = variants(&catalog, hall, current, day)?;
        remember(&mut catalog, former);
        let places = Arc::new(places(&catalog));
        Ok(Self { current, day, catalog: Arc::new(catalog), variants, places, search: Arc::default() })
    }

    /// The same version on another day.
    ///
    /// # Errors
    /// When it cannot be serialised.
    pub fn on(&self, day: Day, hall: &Hall) -> std::io::Result<Self> {
        if self.catalog.is_due(day) {
            let mut catalog = (*self.catalog).clone();
            catalog.settle(day);
            let (variants, places) = (variants(&catalog, hall, self.current, day)?, places(&catalog));
            let (catalog, places) = (Arc::new(catalog), Arc::new(places));
            return Ok(Self {
                current: self.current,
                day,
                catalog,
                variants,
                places,
                search: Arc::default(),
            });
        }
        let changes = self.catalog.items.iter().any(|item| item.is_listed(day) != item.is_listed(self.day));
        if !changes {
            return Ok(Self { day, ..self.clone() });
        }
        let variants = variants(&self.catalog, hall, self.current, day)?;
        Ok(Self { day, variants, search: Arc::default(), ..self.clone() })
    }

    /// What is searched: what is listed on the day. Built when it is first wanted, which takes a second for tens of
    /// thousands of matters: call it where blocking is allowed.
    #[must_use]
    pub fn searchable(&self) -> &Searchable {
        self.search.get_or_init(|| {
            let listed = self.catalog.items.iter().enumerate().filter(|(_, item)| item.is_listed(self.day));
            let (places, items): (Vec<usize>, Vec<ItemShort>) =
                listed.map(|(place, item)| (place, ItemShort::from(item))).unzip();
            let view = CatalogView {
                version: self.version(),
                published_at: self.current.at,
                warning: None,
                departments: self.catalog.departments.clone(),
                themes: Vec::new(),
                queues: Vec::new(),
                items,
                sounds: pinyin::sounds(self.catalog.searched()),
            };
            (Index::new(&view), places)
        })
    }

    /// A matter, also one that is offered no longer or not yet.
    #[must_use]
    pub fn item(&self, id: &ItemId) -> Option<&Item> {
        self.places.get(id).and_then(|place| self.catalog.items.get(*place))
    }

    /// A matter that is in the catalog on a day, in use or suspended.
    ///
    /// # Errors
    /// `unknown_item`.
    pub fn listed(&self, id: &ItemId, day: Day) -> Result<&Item, Code> {
        self.item(id).filter(|item| item.is_listed(day)).ok_or(Code::UnknownItem)
    }

    /// A matter that a number can be taken for on a day.
    ///
    /// # Errors
    /// `unknown_item`, `item_not_offered`.
    pub fn offered(&self, id: &ItemId, day: Day) -> Result<&Item, Code> {
        let item = self.listed(id, day)?;
        if item.state == ItemState::Suspended { Err(Code::ItemNotOffered) } else { Ok(item) }
    }

    /// A theme with the matters of it that a number can be taken for on a day.
    ///
    /// # Errors
    /// `unknown_theme`; `item_not_offered` when none of its matters is handled now.
    pub fn offered_theme(&self, id: &ThemeId, day: Day) -> Result<(&Theme, Vec<&Item>), Code> {
        let theme = self.catalog.theme(id).ok_or(Code::UnknownTheme)?;
        let items: Vec<&Item> = theme.items.iter().filter_map(|id| self.listed(id, day).ok()).collect();
        if items.is_empty() {
            return Err(Code::UnknownTheme);
        }
        let items: Vec<&Item> = items.into_iter().filter(|item| item.state == ItemState::InUse).collect();
        if items.is_empty() { Err(Code::ItemNotOffered) } else { Ok((theme, items)) }
    }

    /// The version, as on the wire.
    #[must_use]
    pub fn version(&self) -> String {
        self.current.version.to_string()
    }
}

fn places(catalog: &Catalog) -> HashMap<ItemId, usize> {
    catalog.items.iter().enumerate().map(|(place, item)| (item.id.clone(), place)).collect()
}

/// Adds what the hall has no longer, so that it can still be named.
fn remember(catalog: &mut Catalog, former: Former) {
    let items: HashSet<ItemId> = catalog.items.iter().map(|item| item.id.clone()).collect();
    let gone = former.items.into_iter().filter(|item| !items.contains(&item.id));
    catalog.items.extend(gone.map(|item| Item { state: ItemState::Cancelled, ..item }));
    let themes: HashSet<ThemeId> = catalog.themes.iter().map(|theme| theme.id.clone()).collect();
    let gone = former.themes.into_iter().filter(|theme| !themes.contains(&theme.id));
    // without matters: nobody takes a number for it
    catalog.themes.extend(gone.map(|theme| Theme { items: Vec::new(), ..theme }));
}

/// What a kiosk browses on a day.
fn view(catalog: &Catalog, hall: &Hall, current: Current, day: Day) -> CatalogView {
    let listed: Vec<&Item> = catalog.items.iter().filter(|item| item.is_listed(day)).collect();
    let ids: HashSet<&ItemId> = listed.iter().map(|item| &item.id).collect();
    let themes = catalog.themes.iter().filter_map(|theme| {
        let items: Vec<ItemId> = theme.items.iter().filter(|id| ids.contains(id)).cloned().collect();
        (!items.is_empty()).then(|| Theme { items, ..theme.clone() })
    });
    CatalogView {
        version: current.version.to_string(),
        published_at: current.at,
        warning: catalog.warning.clone(),
        departments: catalog.departments.clone(),
        themes: themes.collect(),
        queues: hall.queues.clone(),
        items: listed.into_iter().map(ItemShort::from).collect(),
        sounds: pinyin::sounds(catalog.searched()),
    }
}

fn variants(catalog: &Catalog, hall: &Hall, current: Current, day: Day) -> std::io::Result<Arc<[Variant]>> {
    let plain = serde_json::to_vec(&view(catalog, hall, current, day))?;
    let (quality, level) = if plain.len() <= SMALL { (9, 9) } else { (5, 6) };
    let mut brotli = brotli::CompressorWriter::new(Vec::new(), 4096, quality, 22);
    brotli.write_all(&plain)?;
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(level));
    gzip.write_all(&plain)?;
    Ok(Arc::new([
        Variant::new("br", brotli.into_inner()),
        Variant::new("gzip", gzip.finish()?),
        Variant::new("", plain),
    ]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use hall::moment::Moment;

    fn published(day: &str, change: impl Fn(&mut Catalog)) -> (Published, Hall) {
        let (hall, mut catalog) = super::super::load::halls(None).unwrap().remove(0);
        change(&mut catalog);
        let current = Current { publication: 1, version: 3, at: Moment::from_unix_ms(0) };
        let gone = Item { id: "gone".parse().unwrap(), ..catalog.items[0].clone() };
        let former = Former { items: vec![gone, catalog.items[0].clone()], themes: Vec::new() };
        let published = Published::new(catalog, former, &hall, current, day.parse().unwrap()).unwrap();
        (published, hall)
    }

    fn shown(published: &Published) -> CatalogView {
        serde_json::from_slice(&published.variants.last().unwrap().body).unwrap()
    }

    #[test]
    fn matters_come_and_go_on_their_days() {
        let (first, hall) = published("2026-11-26", |catalog| {
            catalog.items[0].effective_on = Some("2026-11-27".parse().unwrap());
            catalog.items[1].cancelled_on = Some("2026-11-27".parse().unwrap());
            catalog.items[2].state = ItemState::Suspended;
        });
        let [coming, ending, suspended] = [0, 1, 2].map(|place| first.catalog.items[place].id.clone());
        let day = first.day;
        assert_eq!(first.offered(&coming, day), Err(Code::UnknownItem));
        assert!(first.offered(&ending, day).is_ok());
        assert_eq!(first.offered(&suspended, day), Err(Code::ItemNotOffered));
        assert!(first.listed(&suspended, day).is_ok());
        let next = first.on(day.next(), &hall).unwrap();
        assert!(next.offered(&coming, next.day).is_ok());
        assert_eq!(next.listed(&ending, next.day), Err(Code::UnknownItem));
        let names = |view: CatalogView| view.items.into_iter().map(|item| item.id).collect::<Vec<_>>();
        let (before, after) = (names(shown(&first)), names(shown(&next)));
        assert!(!before.contains(&coming) && before.contains(&ending));
        assert!(after.contains(&coming) && !after.contains(&ending));
        assert!(shown(&next).themes.iter().all(|theme| !theme.items.contains(&ending)));
        assert_ne!(first.variants[0].etag, next.variants[0].etag);
        let later = next.on(next.day.next(), &hall).unwrap();
        assert_eq!(next.variants[0].etag, later.variants[0].etag, "nothing changes on an ordinary day");
    }

    #[test]
    fn a_coming_text_is_served_from_its_day_on_and_the_one_before_until_then() {
        let (first, hall) = published("2026-11-26", |catalog| {
            let mut text = catalog.items[0].clone();
            text.consult_phone = "1".to_owned();
            text.effective_on = Some("2026-11-27".parse().unwrap());
            catalog.coming.push(text);
        });
        let id = first.catalog.items[0].id.clone();
        let phone =
            |published: &Published| published.offered(&id, published.day).unwrap().consult_phone.clone();
        let before = phone(&first);
        let next = first.on(first.day.next(), &hall).unwrap();
        assert!(before != "1" && phone(&next) == "1");
        assert_eq!(next.catalog.items.len(), first.catalog.items.len());
        assert_eq!(shown(&next).items.len(), shown(&first).items.len());
        let (late, _) = published("2026-11-28", |catalog| {
            let text = Item {
                consult_phone: "1".to_owned(),
                effective_on: Some("2026-11-27".parse().unwrap()),
                ..catalog.items[0].clone()
            };
            catalog.coming.push(text);
        });
        assert_eq!(phone(&late), "1", "a server that starts later");
    }

    #[test]
    fn what_is_gone_is_known_and_not_offered() {
        let (published, _) = published("2026-11-26", |_| {});
        let gone = "gone".parse().unwrap();
        assert!(published.item(&gone).is_some());
        assert_eq!(published.listed(&gone, published.day), Err(Code::UnknownItem));
        assert!(!shown(&published).items.iter().any(|item| item.id == gone));
        let first = &published.catalog.items[0].id;
        assert_eq!(published.catalog.items.iter().filter(|item| item.id == *first).count(), 1);
        assert!(published.offered(first, published.day).is_ok(), "it is back");
        assert_eq!(shown(&published).version, "3");
    }
}
