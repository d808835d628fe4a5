//! Whether a promised limit keeps within the statutory one. Working days and calendar days are two things: a
//! limit of `n` working days, counted from the day after acceptance, takes two calendar days more for every weekend
//! it crosses: `n / 5` of them rounded down at least, rounded up at most, public holidays apart.

use crate::catalog::item::Limit;
use crate::catalog::words::LimitUnit;

/// How a promise stands to the statute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Promise {
    /// Not longer, or the statute sets nothing.
    Within,
    /// Longer or not, as the weekends fall.
    MaybeLonger,
    /// Longer, however the weekends fall.
    Longer,
}

/// Compares a promise with the statute. A statute without a value refuses nothing.
#[must_use]
pub fn compare(promised: &Limit, legal: &Limit) -> Promise {
    let (Some(promised), Some(legal)) = (days(promised), days(legal)) else { return Promise::Within };
    let ((least, most), (legal_least, legal_most)) = match (promised, legal) {
        // the same unit, or nothing at all: the number decides
        ((p, unit), (l, legal_unit)) if unit == legal_unit || p == 0 || l == 0 => ((p, p), (l, l)),
        ((p, LimitUnit::Workday), (l, _)) => (span(p), (l, l)),
        ((p, _), (l, _)) => ((p, p), span(l)),
    };
    if least > legal_most {
        Promise::Longer
    } else if most > legal_least {
        Promise::MaybeLonger
    } else {
        Promise::Within
    }
}

/// The number and unit of a limit; on the spot is no day at all.
fn days(limit: &Limit) -> Option<(u64, LimitUnit)> {
    match (limit.value, limit.unit) {
        (_, Some(LimitUnit::Immediate)) => Some((0, LimitUnit::Immediate)),
        (Some(value), Some(unit)) => Some((value.into(), unit)),
        _ => None,
    }
}

/// Calendar days that so many working days take: at least, and at most.
const fn span(workdays: u64) -> (u64, u64) {
    (workdays + workdays / 5 * 2, workdays + workdays.div_ceil(5) * 2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn limit(value: impl Into<Option<u32>>, unit: impl Into<Option<LimitUnit>>) -> Limit {
        Limit { value: value.into(), unit: unit.into(), text_zh: String::new(), text_en: String::new() }
    }

    #[test]
    fn units_are_compared_with_care() {
        use LimitUnit::{Day, Immediate, Workday};
        for (promised, legal, expected) in [
            (limit(5, Workday), limit(20, Workday), Promise::Within),
            (limit(21, Workday), limit(20, Workday), Promise::Longer),
            (limit(30, Day), limit(30, Day), Promise::Within),
            // 22 working days are at least 30 calendar days, 25 are 35
            (limit(20, Workday), limit(30, Day), Promise::Within),
            (limit(22, Workday), limit(30, Day), Promise::MaybeLonger),
            (limit(25, Workday), limit(30, Day), Promise::Longer),
            (limit(7, Day), limit(5, Workday), Promise::Within),
            (limit(8, Day), limit(5, Workday), Promise::Longer),
            (limit(2, Day), limit(1, Workday), Promise::MaybeLonger),
            (limit(4, Day), limit(1, Workday), Promise::Longer),
            (limit(0, Immediate), limit(1, Workday), Promise::Within),
            (limit(1, Workday), limit(0, Immediate), Promise::Longer),
            (limit(99, Workday), limit(None, None), Promise::Within),
            (limit(None, Immediate), limit(None, Immediate), Promise::Within),
        ] {
            assert_eq!(compare(&promised, &legal), expected, "{promised:?} {legal:?}");
        }
    }

    proptest! {
        /// The span against days counted one by one, from acceptance on each day of the week.
        #[test]
        fn the_span_is_what_a_calendar_says(workdays in 0..400_u64) {
            let counted: Vec<u64> = (0..5_u64).map(|accepted| {
                let (mut day, mut left) = (accepted, workdays);
                while left > 0 {
                    day += 1;
                    left -= u64::from(day % 7 < 5);
                }
                day - accepted
            }).collect();
            prop_assert_eq!(span(workdays), (*counted.iter().min().unwrap(), *counted.iter().max().unwrap()));
        }

        #[test]
        fn a_shorter_promise_is_never_worse(p in any::<u32>(), less in any::<u32>(), l in any::<u32>()) {
            use LimitUnit::{Day, Workday};
            let rank = |p| match p { Promise::Within => 0, Promise::MaybeLonger => 1, Promise::Longer => 2 };
            for (unit, legal_unit) in [(Day, Day), (Day, Workday), (Workday, Day), (Workday, Workday)] {
                let of = |value| rank(compare(&limit(value, unit), &limit(l, legal_unit)));
                prop_assert!(of(p.saturating_sub(less)) <= of(p));
            }
        }
    }
}
