//! Where an instant stands among the periods of days, and how much of them lies between two instants.

use super::profile::Period;
use crate::moment::{Day, Moment};

/// How far ahead the next opening is looked for.
const LOOK_AHEAD_DAYS: u16 = 60;

/// An instant among periods.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Span {
    /// Within one, until then.
    Inside { until: Option<Moment> },
    /// Before the first one of the day.
    Before { opens: Moment },
    /// Between two of the day.
    Between { opens: Moment },
    /// After the last one of the day, or on a day without any; the next one begins then.
    Outside { opens: Option<Moment> },
}

/// Places an instant.
pub(super) fn span(now: Moment, periods: impl Fn(Day) -> Vec<Period>) -> Span {
    let (day, minute) = (now.day(), now.minute_of_day());
    for (i, period) in periods(day).into_iter().enumerate() {
        if minute < period.from {
            let opens = day.at_minute(period.from);
            return if i == 0 { Span::Before { opens } } else { Span::Between { opens } };
        }
        if minute < period.to {
            return Span::Inside { until: end(day, period, periods) };
        }
    }
    let mut next = day;
    for _ in 0..LOOK_AHEAD_DAYS {
        next = next.next();
        if let Some(period) = periods(next).first() {
            return Span::Outside { opens: Some(next.at_minute(period.from)) };
        }
    }
    Span::Outside { opens: None }
}

/// The end of a period; one that goes on after midnight ends later.
fn end(mut day: Day, mut period: Period, periods: impl Fn(Day) -> Vec<Period>) -> Option<Moment> {
    for _ in 0..LOOK_AHEAD_DAYS {
        match periods(day.next()).first() {
            Some(next) if period.to == 1440 && next.from == 0 => (day, period) = (day.next(), *next),
            _ => return Some(day.at_minute(period.to)),
        }
    }
    None
}

/// Seconds of the periods between two instants; 0 when `to` is not after `from`. Whole seconds of both
/// count, so that parts of a time add up to the whole.
pub(super) fn seconds(from: Moment, to: Moment, periods: impl Fn(Day) -> Vec<Period>) -> u64 {
    let second = |moment: Moment| moment.unix_ms().div_euclid(1000);
    let (from_second, to_second) = (second(from), second(to));
    let (mut day, mut sum) = (from.day(), 0_u64);
    loop {
        for period in periods(day) {
            let begin = second(day.at_minute(period.from)).max(from_second);
            let end = second(day.at_minute(period.to)).min(to_second);
            sum = sum.saturating_add(u64::try_from(end.saturating_sub(begin)).unwrap_or_default());
        }
        let next = day.next();
        if next == day || second(next.at_minute(0)) >= to_second {
            return sum;
        }
        day = next;
    }
}
