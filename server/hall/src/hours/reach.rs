//! How far a day reaches for a queue: in which hours somebody with an appointment is served, and when the
//! last call of the day can be. Both are made of the parts that [`Hours::service`] is made of.

use super::Hours;
use super::overlay::{OverlayKind, Place};
use super::profile::{Period, merged};
use crate::board::Board;
use crate::moment::{Day, Moment};
use crate::profile::{Hall, Queue};

impl Hours {
    /// The periods of a day in which an appointment of a queue is checked in and called, in order and apart
    /// from each other: its own, a midday break that is worked, the edges of the day (早晚弹性), or those
    /// of a day that is closed otherwise (节假日预约).
    #[must_use]
    pub fn appointment_periods(&self, day: Day, place: &Place<'_>) -> Vec<Period> {
        let each = place.each(&self.overlays);
        apart(each.iter().flat_map(|one| self.appointments_at(day, one)).collect())
    }

    fn appointments_at(&self, day: Day, place: &Place<'_>) -> Vec<Period> {
        let own = self.offered(day, Some(place));
        let (Some(first), Some(last)) = (own.first(), own.last()) else { return self.reserved(day, place) };
        let (before, after) = self.edges(place);
        let early = Period { from: first.from.saturating_sub(before), to: first.from };
        let late = Period { from: last.to, to: last.to.saturating_add(after).min(1440) };
        let through = self.through_noon(place, false);
        let breaks = own.windows(2).filter_map(|pair| match pair {
            [a, b] if through => Some(Period { from: a.to, to: b.from }),
            _ => None,
        });
        let all = own.iter().copied().chain(breaks).chain([early, late]);
        all.filter(|period| period.from < period.to).collect()
    }

    /// The periods of 节假日预约 on a holiday or a weekend on which a queue is closed otherwise.
    pub(super) fn reserved(&self, day: Day, place: &Place<'_>) -> Vec<Period> {
        if self.is_workday(day) {
            return Vec::new();
        }
        let periods = self.services(place).flat_map(|kind| match kind {
            OverlayKind::Holiday { periods } => periods.as_slice(),
            _ => &[],
        });
        merged(periods.copied().collect())
    }

    /// Minutes before the first and after the last period of a day in which appointments are served
    /// (早晚弹性): the most that a service of the queue offers.
    pub(super) fn edges(&self, place: &Place<'_>) -> (u16, u16) {
        self.services(place).fold((0, 0), |(early, late), kind| match kind {
            OverlayKind::Flexible { before, after } => (early.max(*before), late.max(*after)),
            _ => (early, late),
        })
    }

    /// The minute of a day at which 延时 ends for a queue; none without 延时, `Some(None)` when it lasts as
    /// long as somebody waits.
    pub(super) fn late_until(&self, place: &Place<'_>) -> Option<Option<u16>> {
        let ends = self.services(place).filter_map(|kind| match kind {
            OverlayKind::Late { until: None } => (place.waiting > 0).then_some(None),
            OverlayKind::Late { until } => Some(*until),
            _ => None,
        });
        ends.reduce(|one, other| one.zip(other).map(|(one, other)| one.max(other)))
    }

    /// The end of the last call that windows of a queue can make in a time, with `booked` also of
    /// appointments alone; none when they call nobody in it.
    #[must_use]
    pub fn last_call(&self, from: Moment, to: Moment, place: &Place<'_>, booked: bool) -> Option<Moment> {
        let (mut day, mut last) = (from.day(), None);
        loop {
            for period in self.calling(day, place, booked) {
                let (begin, end) = (day.at_minute(period.from), day.at_minute(period.to).min(to));
                if begin < to && end > from {
                    last = last.max(Some(end));
                }
            }
            let next = day.next();
            if next == day || next.at_minute(0) >= to {
                return last;
            }
            day = next;
        }
    }

    /// The periods of a day in which windows of a queue call, in no order.
    fn calling(&self, day: Day, place: &Place<'_>, booked: bool) -> Vec<Period> {
        let each = place.each(&self.overlays);
        each.iter().flat_map(|one| self.calling_at(day, one, booked)).collect()
    }

    fn calling_at(&self, day: Day, place: &Place<'_>, booked: bool) -> Vec<Period> {
        let mut all = self.worked(day, place, false);
        if let (Some(last), Some(until)) = (all.last(), self.late_until(place)) {
            let late = Period { from: last.to, to: until.unwrap_or(1440) };
            all.extend((late.from < late.to).then_some(late));
        }
        if booked {
            all.extend(self.appointments_at(day, place));
        }
        all
    }
}

/// Periods in order and apart from each other: those that overlap as one, those that touch as they are.
fn apart(mut periods: Vec<Period>) -> Vec<Period> {
    periods.sort_unstable_by_key(|period| (period.from, period.to));
    let mut out: Vec<Period> = Vec::with_capacity(periods.len());
    for period in periods {
        match out.last_mut() {
            Some(last) if period.from < last.to => last.to = last.to.max(period.to),
            _ => out.push(period),
        }
    }
    out
}

impl Hall {
    /// The periods of a day for which appointments of a queue can be made, by the hall's plan: nobody knows
    /// today which windows will call from it then.
    #[must_use]
    pub fn appointment_periods(&self, queue: &Queue, day: Day) -> Vec<Period> {
        let plan = Board::default();
        self.hours.appointment_periods(day, &Place::of(&plan, self, queue))
    }

    /// The end of the last call of the board's day from a queue, with `booked` also of appointments alone;
    /// none when it is not served on that day.
    #[must_use]
    pub fn last_call(&self, board: &Board, queue: &Queue, booked: bool) -> Option<Moment> {
        let day = board.day?;
        let begin = |day: Day| day.at_minute(self.rules.day_starts_at);
        self.hours.last_call(begin(day), begin(day.next()), &Place::of(board, self, queue), booked)
    }
}
