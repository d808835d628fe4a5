//! How well the search finds what people mean: a table of queries as they are typed at a kiosk, over the
//! sample catalog with the sounds the server makes. The expected matter must be among the first three.

use hall::api::{CatalogView, ItemShort};
use hall::catalog::Catalog;
use hall::search::{Index, Query, Target};
use server::catalog::pinyin;
use std::collections::BTreeMap;
use std::fmt::Write;

/// The share that must be found.
const GOAL: f64 = 0.95;
/// Among so many.
const FIRST: usize = 3;

fn catalog() -> CatalogView {
    let text = include_str!("../../assets/halls/shili/catalog.json");
    let catalog: Catalog = serde_json::from_str(text).expect("the sample catalog can be read");
    CatalogView {
        version: catalog.version.clone(),
        published_at: hall::moment::Moment::from_unix_ms(0),
        warning: None,
        departments: catalog.departments.clone(),
        themes: Vec::new(),
        queues: Vec::new(),
        sounds: pinyin::sounds(catalog.searched()),
        items: catalog.items.iter().map(ItemShort::from).collect(),
    }
}

#[test]
fn what_people_type_finds_what_they_mean() {
    let catalog = catalog();
    let index = Index::new(&catalog);
    let mut kinds: BTreeMap<&str, (u32, u32)> = BTreeMap::new();
    let mut misses = String::new();
    for line in include_str!("search_queries.tsv").lines().filter(|line| !line.starts_with('#')) {
        let mut columns = line.split('\t');
        let (Some(typed), Some(kind), Some(wanted), None) =
            (columns.next(), columns.next(), columns.next(), columns.next())
        else {
            panic!("three columns: {line}");
        };
        assert!(catalog.items.iter().any(|item| item.id.as_str() == wanted), "no such matter: {wanted}");
        let found = index.search(&Query::new(typed), FIRST);
        let name = |target| match target {
            Target::Matter(place) => catalog.items.get(place).map_or("", |item: &ItemShort| item.id.as_str()),
            Target::ElderVersion => "elder version",
        };
        let first: Vec<&str> = found.hits.iter().map(|hit| name(hit.target)).collect();
        let (good, all) = kinds.entry(kind).or_default();
        *all += 1;
        if first.contains(&wanted) {
            *good += 1;
        } else {
            let ranks: Vec<_> = found.hits.iter().map(|hit| hit.rank).collect();
            let _ = writeln!(misses, "{kind} {typed}: {wanted} is not among {first:?} {ranks:?}");
        }
    }
    let (good, all) = kinds.values().fold((0, 0), |(good, all), kind| (good + kind.0, all + kind.1));
    println!("{misses}{kinds:?}: {good} of {all}");
    assert!(all >= 120, "only {all} queries");
    assert!(f64::from(good) >= GOAL * f64::from(all), "{good} of {all}:\n{misses}");
}
