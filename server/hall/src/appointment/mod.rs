//! Appointments (预约, R39, domain §2.7): the slots of a queue's day, who may come when, and what is asked
//! of who books. A slot has so many seats; who comes in its time gets a number at once that goes first and
//! counts as waiting since the slot began, so nobody stands in a second line (rating tag 212). Numbers
//! without appointment are never affected (R40).

mod contact;
#[cfg(test)]
mod tests;

use crate::hours::Period;
use crate::moment::{Day, Moment};
use crate::profile::{Hall, Queue};
pub use contact::{CODE_DIGITS, NAME_MAX, Named, checked_name, checked_phone, grouped, ungrouped};
use serde::{Deserialize, Serialize};

/// How a queue takes appointments (`appointments` of a queue in `hall.json`; a queue without takes none).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Appointments {
    /// Minutes of a slot.
    pub slot_minutes: u16,
    /// Seats of a slot.
    pub capacity: u16,
    /// Days ahead that can be booked, today not counted.
    pub days_ahead: u16,
    /// A slot can be booked until so many minutes before it begins. Less than `early_minutes` lets people
    /// who wait in the hall book past those before them.
    pub lead_minutes: u16,
    /// Check-in begins so many minutes before the slot.
    pub early_minutes: u16,
    /// The appointment still counts so many minutes after the slot.
    pub late_minutes: u16,
}

impl Default for Appointments {
    fn default() -> Self {
        Self {
            slot_minutes: 60,
            capacity: 4,
            days_ahead: 7,
            lead_minutes: 60,
            early_minutes: 60,
            late_minutes: 60,
        }
    }
}

/// Days ahead at most: a hall knows its calendar no further.
const FURTHEST: u16 = 90;

impl Appointments {
    /// What is wrong with this rule, if anything.
    #[must_use]
    pub fn fault(&self) -> Option<&'static str> {
        if !(5..=720).contains(&self.slot_minutes) {
            Some("slot_minutes 5 to 720")
        } else if !(1..=200).contains(&self.capacity) {
            Some("capacity 1 to 200")
        } else if self.days_ahead > FURTHEST {
            Some("days_ahead at most 90")
        } else if [self.lead_minutes, self.early_minutes, self.late_minutes].iter().any(|n| *n > 720) {
            Some("lead_minutes, early_minutes and late_minutes at most 720")
        } else {
            None
        }
    }
}

/// A slot of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Slot {
    /// The day.
    pub day: Day,
    /// Its first minute, after midnight.
    pub from: u16,
    /// The first minute after it.
    pub to: u16,
}

impl Slot {
    /// When it begins.
    #[must_use]
    pub fn start(self) -> Moment {
        self.day.at_minute(self.from)
    }

    /// When it ends.
    #[must_use]
    pub fn end(self) -> Moment {
        self.day.at_minute(self.to)
    }

    /// `09:00–10:00`.
    #[must_use]
    pub fn label(self) -> String {
        Period { from: self.from, to: self.to }.label()
    }
}

/// The slots of a queue on a day, in order; none when it takes no appointments or serves none on that day.
/// A rest of a period that is shorter than a slot has none.
#[must_use]
pub fn slots(hall: &Hall, queue: &Queue, day: Day) -> Vec<Slot> {
    let Some(rule) = &queue.appointments else { return Vec::new() };
    let length = rule.slot_minutes.max(1);
    let within = |period: Period| {
        let starts = (period.from..period.to).step_by(usize::from(length));
        starts
            .map(move |from| Slot { day, from, to: from.saturating_add(length) })
            .filter(move |slot| slot.to <= period.to)
            // what begins before the business day is the day before's, and nobody could check in
            .filter(|slot| slot.start().business_day(hall.rules.day_starts_at) == day)
    };
    hall.appointment_periods(queue, day).into_iter().flat_map(within).collect()
}

/// The days on which a queue can be booked, today first.
#[must_use]
pub fn days(hall: &Hall, queue: &Queue, today: Day, now: Moment) -> Vec<Day> {
    let ahead = queue.appointments.as_ref().map_or(0, |rule| rule.days_ahead);
    let all = (0..=ahead).map(|days| today.plus(days));
    all.filter(|day| !bookable(hall, queue, *day, today, now).is_empty()).collect()
}

/// The slots of a day that are neither too soon nor too far ahead.
#[must_use]
pub fn bookable(hall: &Hall, queue: &Queue, day: Day, today: Day, now: Moment) -> Vec<Slot> {
    let Some(rule) = &queue.appointments else { return Vec::new() };
    if day < today || day > today.plus(rule.days_ahead) {
        return Vec::new();
    }
    let soonest = now.plus_seconds(i64::from(rule.lead_minutes) * 60);
    slots(hall, queue, day).into_iter().filter(|slot| slot.start() > soonest).collect()
}

/// When check-in begins, and until when the appointment goes first: not after the last of the day's periods
/// in which appointments are served.
#[must_use]
pub fn check_in(hall: &Hall, queue: &Queue, slot: Slot) -> (Moment, Moment) {
    let rule = queue.appointments.clone().unwrap_or_default();
    let minutes = |n: u16| i64::from(n) * 60;
    let until = slot.end().plus_seconds(minutes(rule.late_minutes));
    let last = hall.appointment_periods(queue, slot.day).last().map(|period| slot.day.at_minute(period.to));
    let until = last.map_or(until, |last| until.min(last.max(slot.end())));
    (slot.start().plus_seconds(-minutes(rule.early_minutes)), until)
}

/// What follows when somebody with an appointment arrives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrival {
    /// The appointment is for another day.
    AnotherDay,
    /// Before check-in begins, at `from`.
    TooEarly {
        /// From when on it works.
        from: Moment,
    },
    /// A number that goes first and counts as waiting since `rank`.
    OnTime {
        /// The slot's beginning; the moment of arrival after its end.
        rank: Moment,
    },
    /// The appointment is over: a number as for everybody.
    Late,
}

/// Judges an arrival on the business day `today`. Both ends of the time allowed belong to it.
#[must_use]
pub fn arrival(slot: Slot, today: Day, now: Moment, rule: &Appointments) -> Arrival {
    let minutes = |n: u16| i64::from(n) * 60;
    let opens = slot.start().plus_seconds(-minutes(rule.early_minutes));
    if slot.day != today {
        Arrival::AnotherDay
    } else if now < opens {
        Arrival::TooEarly { from: opens }
    } else if now <= slot.end() {
        Arrival::OnTime { rank: slot.start() }
    } else if now <= slot.end().plus_seconds(minutes(rule.late_minutes)) {
        Arrival::OnTime { rank: now }
    } else {
        Arrival::Late
    }
}
