//! Whether a fact of the stream continues what is known: the stream's positions have no gaps, so a hole
//! is seen at once, and so is a server whose history is another one.

/// What an event of the stream means for what is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The next one: fold it in.
    Next,
    /// Known from the snapshot.
    Known,
    /// A hole, or another history: begin again with a snapshot.
    Gap,
}

/// Judges the position of an event. `after` is the position the stream was asked to resume after:
/// what comes at or before it is no repetition but another history (a server put back from a backup).
#[must_use]
pub fn step(known: u64, after: Option<u64>, seq: u64) -> Step {
    if after.is_some_and(|after| seq <= after) || seq > known.saturating_add(1) {
        Step::Gap
    } else if seq <= known {
        Step::Known
    } else {
        Step::Next
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_are_judged() {
        assert_eq!(step(7, None, 8), Step::Next);
        assert_eq!(step(7, None, 7), Step::Known);
        assert_eq!(step(7, Some(7), 8), Step::Next);
        assert_eq!(step(7, Some(7), 7), Step::Gap, "resumed after 7, so 7 is another history");
        assert_eq!(step(7, None, 9), Step::Gap);
        assert_eq!(step(u64::MAX, None, 1), Step::Known);
    }
}
