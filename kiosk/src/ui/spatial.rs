//! Which control is next in a direction: arrow keys on a keypad move through a page as the eye does
//! (A16). Pure geometry.

/// A direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// ↑
    Up,
    /// ↓
    Down,
    /// ←
    Left,
    /// →
    Right,
}

impl Direction {
    /// The direction of an arrow key, by `KeyboardEvent.key`.
    #[must_use]
    pub fn of_key(key: &str) -> Option<Self> {
        match key {
            "ArrowUp" => Some(Self::Up),
            "ArrowDown" => Some(Self::Down),
            "ArrowLeft" => Some(Self::Left),
            "ArrowRight" => Some(Self::Right),
            _ => None,
        }
    }
}

/// Where something is on the screen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rect {
    /// Left edge.
    pub left: f64,
    /// Upper edge.
    pub top: f64,
    /// Right edge.
    pub right: f64,
    /// Lower edge.
    pub bottom: f64,
}

impl Rect {
    /// The same seen with `direction` as downwards, so that one rule serves all four.
    fn turned(self, direction: Direction) -> Self {
        let Self { left, top, right, bottom } = self;
        match direction {
            Direction::Down => self,
            Direction::Up => Self { left, top: -bottom, right, bottom: -top },
            Direction::Right => Self { left: top, top: left, right: bottom, bottom: right },
            Direction::Left => Self { left: top, top: -right, right: bottom, bottom: -left },
        }
    }

    fn middle(self) -> f64 {
        f64::midpoint(self.left, self.right)
    }
}

/// Sideways distance counts this much more than distance ahead.
const SIDEWAYS: f64 = 3.0;
/// Edges may overlap by this much and still count as one behind the other.
const SLACK: f64 = 2.0;

/// The nearest candidate in a direction; none when there is nothing that way.
#[must_use]
pub fn nearest(from: Rect, candidates: &[Rect], direction: Direction) -> Option<usize> {
    let from = from.turned(direction);
    candidates
        .iter()
        .enumerate()
        .filter_map(|(index, rect)| {
            let rect = rect.turned(direction);
            let ahead = rect.top - from.bottom;
            if ahead < -SLACK {
                return None;
            }
            let aside = (rect.left - from.right).max(from.left - rect.right).max(0.0);
            let askew = (rect.middle() - from.middle()).abs() / 1000.0;
            Some((index, ahead.max(0.0) + SIDEWAYS * aside + askew))
        })
        .min_by(|a, b| a.1.total_cmp(&b.1))
        .map(|(index, _)| index)
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn at(left: f64, top: f64, width: f64, height: f64) -> Rect {
        Rect { left, top, right: left + width, bottom: top + height }
    }

    /// A hero over two columns of tiles over four buttons.
    const PAGE: [Rect; 9] = [
        at(0.0, 0.0, 210.0, 50.0),
        at(0.0, 60.0, 100.0, 50.0),
        at(110.0, 60.0, 100.0, 50.0),
        at(0.0, 120.0, 100.0, 50.0),
        at(110.0, 120.0, 100.0, 50.0),
        at(0.0, 300.0, 45.0, 30.0),
        at(55.0, 300.0, 45.0, 30.0),
        at(110.0, 300.0, 45.0, 30.0),
        at(165.0, 300.0, 45.0, 30.0),
    ];

    fn go(from: usize, direction: Direction) -> Option<usize> {
        nearest(PAGE[from], &PAGE, direction)
    }

    #[test]
    fn arrows_follow_the_eye() {
        assert_eq!(go(1, Direction::Right), Some(2));
        assert_eq!(go(2, Direction::Left), Some(1));
        assert_eq!(go(2, Direction::Down), Some(4));
        assert_eq!(go(2, Direction::Up), Some(0));
        assert_eq!(go(5, Direction::Up), Some(3));
        assert_eq!(go(8, Direction::Up), Some(4));
        assert_eq!(go(6, Direction::Right), Some(7));
    }

    #[test]
    fn at_the_edge_nothing_happens() {
        assert_eq!(go(0, Direction::Up), None);
        assert_eq!(go(5, Direction::Left), None);
        assert_eq!(go(8, Direction::Right), None);
        assert_eq!(go(6, Direction::Down), None);
    }

    #[test]
    fn everything_can_be_reached_from_anywhere() {
        use Direction::{Down, Left, Right, Up};
        for start in 0..PAGE.len() {
            let mut seen = std::collections::BTreeSet::from([start]);
            let mut open = vec![start];
            while let Some(here) = open.pop() {
                for next in [Up, Down, Left, Right].into_iter().filter_map(|way| go(here, way)) {
                    if seen.insert(next) {
                        open.push(next);
                    }
                }
            }
            assert_eq!(seen.len(), PAGE.len());
        }
    }
}
