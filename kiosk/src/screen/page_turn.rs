//! Turning pages: long lists on a sign are shown page by page, never scrolled (A68). Which page is up
//! follows from the time alone, so nothing can get out of step.

/// A page is up for this many seconds.
pub const TURN_S: u32 = 10;

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
}
