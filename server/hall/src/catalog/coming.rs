//! Texts of matters that take effect later (R13): the one in force stays until their day, and both are kept.

use super::{Catalog, Item};
use crate::id::ItemId;
use crate::moment::Day;
use std::collections::HashMap;

impl Catalog {
    /// Puts every coming text whose day has come in the place of the one before it.
    pub fn settle(&mut self, day: Day) {
        if !self.is_due(day) {
            return;
        }
        let (due, later): (Vec<Item>, Vec<Item>) =
            std::mem::take(&mut self.coming).into_iter().partition(|text| is_due(text, day));
        self.coming = later;
        let places: HashMap<ItemId, usize> =
            self.items.iter().enumerate().map(|(place, item)| (item.id.clone(), place)).collect();
        for text in due {
            match places.get(&text.id).and_then(|place| self.items.get_mut(*place)) {
                Some(item) => *item = text,
                None => self.items.push(text),
            }
        }
    }

    /// Where a new list would take a published matter away until its new text takes effect, the published one stays
    /// and the new one waits.
    pub fn carry(&mut self, published: &Self, today: Day) {
        let in_force: HashMap<&ItemId, &Item> = published
            .items
            .iter()
            .filter(|item| item.is_listed(today))
            .map(|item| (&item.id, item))
            .collect();
        for item in self.items.iter_mut().filter(|item| !is_due(item, today)) {
            if let Some(old) = in_force.get(&item.id) {
                self.coming.push(std::mem::replace(item, (*old).clone()));
            }
        }
    }

    /// True when [`Catalog::settle`] would change something on a day.
    #[must_use]
    pub fn is_due(&self, day: Day) -> bool {
        self.coming.iter().any(|text| is_due(text, day))
    }
}

fn is_due(text: &Item, day: Day) -> bool {
    text.effective_on.is_none_or(|first| first <= day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::sample_item;

    #[test]
    fn a_coming_text_takes_its_place_on_its_day_and_not_before() {
        let (old, first) = (sample_item(), "2026-12-01".parse::<Day>().unwrap());
        let new = Item { consult_phone: "1".to_owned(), effective_on: Some(first), ..old.clone() };
        let mut catalog: Catalog = serde_json::from_str(
            r#"{"version": "1", "published_at": "2026-11-26", "departments": [], "themes": [], "items": []}"#,
        )
        .unwrap();
        (catalog.items, catalog.coming) = (vec![old.clone()], vec![new.clone()]);
        let eve: Day = "2026-11-30".parse().unwrap();
        assert!(!catalog.is_due(eve) && catalog.is_due(first));
        catalog.settle(eve);
        assert_eq!((&catalog.items[0], catalog.coming.len()), (&old, 1));
        let mut list = Catalog { items: vec![new.clone()], coming: Vec::new(), ..catalog.clone() };
        list.carry(&catalog, eve);
        assert_eq!((&list.items, &list.coming), (&catalog.items, &catalog.coming));
        list.items = vec![new.clone()];
        list.coming.clear();
        list.carry(&catalog, first);
        assert_eq!((&list.items[0], list.coming.len()), (&new, 0), "its day has come");
        catalog.settle(first);
        assert_eq!((&catalog.items[0], catalog.items.len(), catalog.coming.len()), (&new, 1, 0));
    }
}
