//! Where the records of a catalog are from, what they were compared with, and what of them: for who keeps the catalog,
//! never for citizens. It is in the language of who wrote it.

use super::{Catalog, Item};
use crate::id::ItemId;
use crate::text::{Phrase, Text};
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

crate::phrases! {
    PROVENANCE = "数据来源" / "Source of the data";
    COMPARED = "核对过的网页" / "Compared with";
    VERIFIED = "核对过的内容" / "What was compared";
}

/// Notes that are told at most, of all kinds together.
pub const ORIGINS_MAX: usize = 50;
/// Characters of a note that are told at most.
const WORDS_MAX: usize = 200;

/// The notes of one kind that a record has.
type Notes = fn(&Item) -> Vec<&str>;

/// The kinds of notes, and what each is called. Of pages the host is told: every matter may name another page.
const NOTES: [(Phrase, Notes); 3] = [
    (PROVENANCE, |item| item.provenance.iter().flat_map(|words| words.split("; ")).collect()),
    (COMPARED, |item| item.sources.iter().map(|page| host(page)).collect()),
    (VERIFIED, |item| item.verified_fields.iter().map(String::as_str).collect()),
];

/// One note, and on how many matters it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Origin {
    /// What it is.
    pub label: Text,
    /// The note, at most 200 characters of it; of a page its host.
    pub words: String,
    /// On how many matters, in the text in force or in one that is coming.
    pub items: u32,
}

/// The [`ORIGINS_MAX`] most frequent notes of a catalog, each once, and how many more there are: sources first, each
/// kind with the most frequent first.
#[must_use]
pub fn origins(catalog: &Catalog) -> (Vec<Origin>, u32) {
    let mut all: Vec<(usize, &str, u32)> = Vec::new();
    for (kind, (_, notes)) in NOTES.iter().enumerate() {
        let texts = catalog.items.iter().chain(&catalog.coming);
        // a matter counts once, however often it says the same
        let said: BTreeSet<(&str, &ItemId)> =
            texts.flat_map(|item| notes(item).into_iter().map(move |words| (words, &item.id))).collect();
        let mut counted = BTreeMap::<&str, u32>::new();
        for (words, _) in said {
            let items = counted.entry(words).or_default();
            *items = items.saturating_add(1);
        }
        all.extend(counted.into_iter().map(|(words, items)| (kind, words, items)));
    }
    all.sort_by_key(|(_, _, items)| Reverse(*items));
    let more = u32::try_from(all.len().saturating_sub(ORIGINS_MAX)).unwrap_or(u32::MAX);
    all.truncate(ORIGINS_MAX);
    all.sort_by_key(|(kind, ..)| *kind);
    let told = all.into_iter().filter_map(|(kind, words, items)| {
        let (label, _) = NOTES.get(kind)?;
        Some(Origin { label: label.text(), words: words.chars().take(WORDS_MAX).collect(), items })
    });
    (told.collect(), more)
}

/// The host of a page; what is no address stays as it is.
fn host(page: &str) -> &str {
    let rest = page.split_once("://").map(|(_, rest)| rest);
    rest.and_then(|rest| rest.split(['/', '?', '#', ' ']).next())
        .filter(|host| !host.is_empty())
        .unwrap_or(page)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn catalog(matters: usize) -> Catalog {
        let mut catalog: Catalog =
            serde_json::from_str(include_str!("../../../../assets/halls/shili/catalog.json")).unwrap();
        catalog.items.truncate(matters);
        for item in &mut catalog.items {
            (item.provenance, item.verified_fields, item.sources) = (None, Vec::new(), Vec::new());
        }
        catalog
    }

    fn told(catalog: &Catalog) -> Vec<(String, u32)> {
        origins(catalog).0.into_iter().map(|origin| (origin.words, origin.items)).collect()
    }

    #[test]
    fn every_note_is_told_once_with_the_number_of_its_matters() {
        let mut catalog = catalog(3);
        for (item, words) in catalog.items.iter_mut().zip(["one; two", "two", "two; three"]) {
            (item.provenance, item.verified_fields) = (Some(words.to_owned()), vec!["fee".to_owned()]);
        }
        let wanted = [("two", 3), ("one", 1), ("three", 1), ("fee", 3)];
        assert_eq!(told(&catalog), wanted.map(|(words, items)| (words.to_owned(), items)));
        assert_eq!(origins(&catalog).1, 0);
    }

    #[test]
    fn pages_are_told_by_their_host_and_a_matter_counts_once() {
        let mut catalog = catalog(2);
        let pages =
            ["https://www.gov.cn/a.htm", "http://www.gov.cn/b?c", "https://x.example (table)", "a book"];
        catalog.items[0].sources = pages.map(str::to_owned).to_vec();
        catalog.items[1].sources = vec!["https://www.gov.cn".to_owned()];
        let wanted = [("www.gov.cn", 2), ("a book", 1), ("x.example", 1)];
        assert_eq!(told(&catalog), wanted.map(|(words, items)| (words.to_owned(), items)));
    }

    #[test]
    fn texts_that_are_coming_count_and_their_matter_once() {
        let mut catalog = catalog(1);
        catalog.items[0].provenance = Some("old; both".to_owned());
        let coming = Item { provenance: Some("both; new".to_owned()), ..catalog.items[0].clone() };
        catalog.coming = vec![coming];
        let wanted = [("both", 1), ("new", 1), ("old", 1)];
        assert_eq!(told(&catalog), wanted.map(|(words, items)| (words.to_owned(), items)));
    }

    #[test]
    fn however_much_is_noted_little_is_told() {
        let mut catalog = catalog(10);
        for (place, item) in catalog.items.iter_mut().enumerate() {
            let notes = (0..20).map(|note| format!("{place}-{note}-{}", "长".repeat(5000)));
            item.provenance = Some(notes.collect::<Vec<_>>().join("; "));
            item.verified_fields = vec!["fee".to_owned()];
        }
        let (first, more) = origins(&catalog);
        assert_eq!((first.len(), more), (ORIGINS_MAX, 151));
        assert_eq!(first.last().map(|last| last.items), Some(10), "the most frequent is among them");
        assert!(serde_json::to_string(&first).unwrap().len() < 64 * 1024);
    }
}
