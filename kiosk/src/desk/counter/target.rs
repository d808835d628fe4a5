//! What a citizen at the counter comes for: a matter, or a queue for who cannot say it closer. Pure: found
//! by the words that a clerk types.

use crate::desk::matters;
use hall::api::{CatalogView, ItemShort};
use hall::id::{ItemId, Prefix};
use hall::profile::{Hall, Queue};
use hall::text::Text;

/// A matter or a queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The matter; none for the queue as such.
    pub item: Option<ItemId>,
    /// Where one waits for it.
    pub queue: Prefix,
    /// What it is called.
    pub name: Text,
}

impl Target {
    fn of_queue(queue: &Queue) -> Self {
        Self { item: None, queue: queue.prefix.clone(), name: queue.name.clone() }
    }

    fn of_item(item: &ItemShort) -> Self {
        Self { item: Some(item.id.clone()), queue: item.queue.clone(), name: item.name.clone() }
    }

    /// Unlike that of every other target.
    #[must_use]
    pub fn key(&self) -> String {
        self.item.as_ref().map_or_else(|| format!("queue {}", self.queue), |item| format!("item {item}"))
    }
}

/// The queues and matters that hold every typed word, queues first as long as nothing was typed and matters
/// first afterwards; only of queues that take appointments when `bookable` is true.
#[must_use]
pub fn find(hall: &Hall, catalog: Option<&CatalogView>, bookable: bool, query: &str) -> Vec<Target> {
    let lines: Vec<&Queue> =
        hall.queues.iter().filter(|queue| !bookable || queue.appointments.is_some()).collect();
    let prefixes: Vec<Prefix> = lines.iter().map(|queue| queue.prefix.clone()).collect();
    let items = catalog.map(|catalog| catalog.items.as_slice()).unwrap_or_default();
    let query = query.trim().to_lowercase();
    // the letter of a queue means that queue and what is done there, not every name that holds it
    if let Some(line) = lines.iter().find(|queue| queue.prefix.as_str().eq_ignore_ascii_case(&query)) {
        let own = matters::find(items, std::slice::from_ref(&line.prefix), &[], "");
        return std::iter::once(Target::of_queue(line)).chain(own.into_iter().map(Target::of_item)).collect();
    }
    let words: Vec<&str> = query.split_whitespace().collect();
    let matches = |queue: &&&Queue| {
        let names = format!("{}\n{}\n{}", queue.name.zh, queue.name.en, queue.short.zh).to_lowercase();
        words.iter().all(|word| names.contains(word))
    };
    let queues = lines.iter().filter(matches).map(|queue| Target::of_queue(queue));
    let items = matters::find(items, &prefixes, &[], &query).into_iter().map(Target::of_item);
    if words.is_empty() { queues.chain(items).collect() } else { items.chain(queues).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hall() -> Hall {
        serde_json::from_str(include_str!("../../../../assets/halls/shili/hall.json")).unwrap()
    }

    fn keys(bookable: bool, query: &str) -> Vec<String> {
        find(&hall(), None, bookable, query).iter().map(Target::key).collect()
    }

    #[test]
    fn queues_are_found_by_letter_and_by_words_of_either_language() {
        assert_eq!(keys(false, "").len(), hall().queues.len());
        assert_eq!(keys(false, "c"), ["queue C"], "the letter, not every name that holds it");
        assert_eq!(keys(false, "户政"), ["queue A"]);
        assert_eq!(keys(false, "REGISTRATION household"), ["queue A"]);
        assert!(keys(false, "nothing of the kind").is_empty());
    }

    #[test]
    fn only_queues_that_take_appointments_can_be_booked() {
        let bookable = keys(true, "");
        assert!(bookable.contains(&"queue A".to_owned()) && !bookable.contains(&"queue C".to_owned()));
    }
}
