//! Turning pages: long lists on a sign are shown page by page, never scrolled (A68). Where a part of a screen always is,
//! its page follows from the time alone; what takes turns with other things goes on with the page where it stopped,
//! because a list of six pages that is up twenty seconds in every minute would never show the last ones.

use super::stage::use_stage;
use leptos::prelude::*;
use std::collections::BTreeMap;

/// A page is up for this many seconds.
pub const TURN_S: u32 = 10;

/// How many pages each kind of layout has turned since the program began.
pub type Turned = BTreeMap<&'static str, u32>;

/// How many pages so many entries need; at least one.
#[must_use]
pub fn pages(entries: usize, per_page: usize) -> usize {
    entries.div_ceil(per_page.max(1)).max(1)
}

/// Which page is up, from 0.
#[must_use]
pub fn page_at(seconds: u32, pages: usize) -> usize {
    usize::try_from(seconds / TURN_S).unwrap_or_default() % pages.max(1)
}

/// Counts the pages of a layout, each up for so many seconds: goes on where the layout was left, with a new page.
pub fn turns(layout: &'static str, seconds: u32) -> Memo<usize> {
    let stage = use_stage();
    let before = stage.turned.with_value(|turned| turned.get(layout).copied().unwrap_or_default());
    let since = stage.seconds.get_untracked();
    on_cleanup(move || {
        let Some(now) = stage.seconds.try_get_untracked() else { return };
        let next = turn(before, since, now, seconds).wrapping_add(1);
        stage.turned.try_update_value(|turned| turned.insert(layout, next));
    });
    Memo::new(move |_| usize::try_from(turn(before, since, stage.seconds.get(), seconds)).unwrap_or_default())
}

fn turn(before: u32, since: u32, now: u32, seconds: u32) -> u32 {
    before.wrapping_add(now.saturating_sub(since) / seconds.max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_turn_in_a_circle() {
        assert_eq!((pages(0, 5), pages(5, 5), pages(11, 5), pages(3, 0)), (1, 1, 3, 3));
        let up: Vec<_> = [0, 9, 10, 20, 30, 31].map(|s| page_at(s, 3)).into();
        assert_eq!(up, [0, 0, 1, 2, 0, 0]);
        assert_eq!(page_at(50, 0), 0);
    }

    #[test]
    fn what_comes_back_goes_on_with_the_next_page() {
        assert_eq!([100, 109, 110, 125].map(|now| turn(0, 100, now, 10)), [0, 0, 1, 2]);
        assert_eq!([500, 510].map(|now| turn(3, 500, now, 10)), [3, 4]);
    }
}
