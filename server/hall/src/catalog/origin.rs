//! Where the records of a catalog are from, what they were compared with, and what of them: for who keeps the catalog,
//! never for citizens. It is in the language of who wrote it.

use super::{Catalog, Item};
use crate::text::{Phrase, Text};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

crate::phrases! {
    PROVENANCE = "数据来源" / "Source of the data";
    COMPARED = "核对过的网页" / "Compared with";
    VERIFIED = "核对过的内容" / "What was compared";
}

/// The notes of one kind that a record has.
type Notes = fn(&Item) -> Vec<&str>;

/// The kinds of notes, and what each is called.
const NOTES: [(Phrase, Notes); 3] = [
    (PROVENANCE, |item| item.provenance.iter().flat_map(|words| words.split("; ")).collect()),
    (COMPARED, |item| item.sources.iter().map(String::as_str).collect()),
    (VERIFIED, |item| item.verified_fields.iter().map(String::as_str).collect()),
];

/// One note, and on how many matters it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Origin {
    /// What it is.
    pub label: Text,
    /// The note.
    pub words: String,
    /// On how many matters.
    pub items: u32,
}

/// Every note of a catalog once: sources first, each list with the most frequent first.
#[must_use]
pub fn origins(catalog: &Catalog) -> Vec<Origin> {
    let of = |(label, notes): (Phrase, Notes)| {
        let mut counted = BTreeMap::<&str, u32>::new();
        for words in catalog.items.iter().flat_map(notes) {
            *counted.entry(words).or_default() += 1;
        }
        let mut counted: Vec<(&str, u32)> = counted.into_iter().collect();
        counted.sort_by_key(|(_, items)| std::cmp::Reverse(*items));
        counted.into_iter().map(move |(words, items)| Origin {
            label: label.text(),
            words: words.to_owned(),
            items,
        })
    };
    NOTES.into_iter().flat_map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_note_is_told_once_with_the_number_of_its_matters() {
        let mut catalog: Catalog =
            serde_json::from_str(include_str!("../../../../assets/halls/shili/catalog.json")).unwrap();
        catalog.items.truncate(3);
        for (item, words) in catalog.items.iter_mut().zip(["one; two", "two", "two; three"]) {
            (item.provenance, item.verified_fields) = (Some(words.to_owned()), vec!["fee".to_owned()]);
            item.sources = Vec::new();
        }
        let told: Vec<(String, u32)> =
            origins(&catalog).into_iter().map(|origin| (origin.words, origin.items)).collect();
        let wanted = [("two", 3), ("one", 1), ("three", 1), ("fee", 3)];
        assert_eq!(told, wanted.map(|(words, items)| (words.to_owned(), items)));
    }
}
