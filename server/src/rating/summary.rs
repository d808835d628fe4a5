//! Figures of ratings: totals for everybody, groups for supervisors, small groups folded together so
//! that no single rater can be made out (domain 4.3).

use super::store::Count;
use hall::api::{RatingGroup, RatingSummary};
use hall::catalog::Catalog;
use hall::profile::Hall;
use hall::rating::{Figures, SMALLEST_GROUP};
use hall::text::Text;
use serde::Deserialize;
use std::collections::BTreeMap;

hall::phrases! {
    FOLDED = "其余（不足5条合并）" / "Others (fewer than 5 each)";
    BY_QR = "手机扫码" / "Phone, by QR code";
    BY_PAD = "窗口评价器" / "Pad at the window";
    BY_TERMINAL = "自助终端" / "Self-service terminal";
}

/// How ratings are grouped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum By {
    /// By window.
    #[default]
    Window,
    /// By matter.
    Item,
    /// By department.
    Department,
    /// By channel.
    Channel,
}

#[derive(Default)]
struct Tally {
    served: u64,
    levels: [u64; 5],
}

impl Tally {
    fn add(&mut self, count: &Count) {
        match count.level.and_then(|level| usize::try_from(level - 1).ok()) {
            None => self.served += count.count,
            Some(index) => {
                if let Some(level) = self.levels.get_mut(index) {
                    *level += count.count;
                }
            }
        }
    }

    fn fold(&mut self, other: &Self) {
        self.served += other.served;
        for (sum, level) in self.levels.iter_mut().zip(other.levels) {
            *sum += level;
        }
    }

    fn rated(&self) -> u64 {
        self.levels.iter().sum()
    }

    /// Every finished service gets a code, so coverage is complete by construction.
    fn figures(&self) -> Figures {
        Figures::of(self.served, self.served, self.levels)
    }
}

/// The total alone.
#[must_use]
pub fn total(served: &[Count], rated: &[Count]) -> RatingSummary {
    let mut tally = Tally::default();
    served.iter().chain(rated).for_each(|count| tally.add(count));
    RatingSummary { total: tally.figures(), groups: Vec::new() }
}

/// The total and its groups.
#[must_use]
pub fn grouped(served: &[Count], rated: &[Count], by: By, hall: &Hall, catalog: &Catalog) -> RatingSummary {
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    for count in served.iter().chain(rated) {
        let Some(key) = key(count, by, hall, catalog) else { continue };
        tallies.entry(key).or_default().add(count);
    }
    let mut folded = Tally::default();
    let mut shown = BTreeMap::new();
    for (key, tally) in tallies {
        if tally.rated() < SMALLEST_GROUP {
            folded.fold(&tally);
        } else {
            shown.insert(key, tally);
        }
    }
    // one small group alone would still be that group: the smallest of the others goes with it
    while (1..SMALLEST_GROUP).contains(&folded.rated()) {
        let Some(key) = shown.iter().min_by_key(|(_, tally)| tally.rated()).map(|(key, _)| key.clone())
        else {
            break;
        };
        if let Some(tally) = shown.remove(&key) {
            folded.fold(&tally);
        }
    }
    let group = |(key, tally): (String, Tally)| RatingGroup {
        name: name(&key, by, hall, catalog),
        key,
        figures: tally.figures(),
    };
    let mut groups: Vec<RatingGroup> = shown.into_iter().map(group).collect();
    if folded.served + folded.rated() > 0 {
        groups.push(RatingGroup { key: String::new(), name: FOLDED.text(), figures: folded.figures() });
    }
    RatingSummary { groups, ..total(served, rated) }
}

/// The group a count belongs to; a service has no channel.
fn key(count: &Count, by: By, hall: &Hall, catalog: &Catalog) -> Option<String> {
    let item = count.item.as_deref().and_then(|id| id.parse().ok()).and_then(|id| catalog.item(&id));
    Some(match by {
        By::Window => count.window.clone(),
        By::Item => count.item.clone().unwrap_or_default(),
        By::Department => item.map_or_else(
            || {
                let window = hall.windows.iter().find(|window| window.id.as_str() == count.window);
                window.map(|window| window.department.zh.clone()).unwrap_or_default()
            },
            |item| item.department.name.zh.clone(),
        ),
        By::Channel => count.channel?.to_string(),
    })
}

fn name(key: &str, by: By, hall: &Hall, catalog: &Catalog) -> Text {
    let plain = || Text { zh: key.to_owned(), en: key.to_owned() };
    match by {
        By::Window => plain(),
        By::Item => key
            .parse()
            .ok()
            .and_then(|id| catalog.item(&id))
            .map_or_else(|| super::SERVICE_AT_WINDOW.text(), |item| item.name.clone()),
        By::Department => {
            let departments = catalog.departments.iter().map(|department| &department.name);
            let windows = hall.windows.iter().map(|window| &window.department);
            departments.chain(windows).find(|name| name.zh == key).cloned().unwrap_or_else(plain)
        }
        By::Channel => match key {
            "3" => BY_QR.text(),
            "4" => BY_PAD.text(),
            "5" => BY_TERMINAL.text(),
            _ => plain(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(window: &str, level: Option<i64>, count: u64) -> Count {
        Count { window: window.to_owned(), item: None, channel: level.map(|_| 3), level, count }
    }

    #[test]
    fn groups_below_five_ratings_are_folded_into_one() {
        let (hall, catalog) = crate::catalog::load::halls(None).unwrap().remove(0);
        let served = [count("A01", None, 10), count("A02", None, 4), count("B01", None, 3)];
        let groups = |small: u64| {
            let rated = [count("A01", Some(5), 5), count("A02", Some(1), 2), count("B01", Some(4), small)];
            let summary = grouped(&served, &rated, By::Window, &hall, &catalog);
            assert_eq!((summary.total.served, summary.total.rated), (17, 7 + small));
            summary.groups.into_iter().map(|group| (group.key, group.figures.rated)).collect::<Vec<_>>()
        };
        assert_eq!(groups(3), [("A01".to_owned(), 5), (String::new(), 5)]);
        assert_eq!(groups(1), [(String::new(), 8)], "three ratings alone would be told apart");
    }
}
