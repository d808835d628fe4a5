//! The weekly profile and its seasons: which periods a day has when no holiday says otherwise.

use crate::moment::Day;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use std::{fmt, str::FromStr};

/// A period of a day, `from` inclusive, `to` exclusive, minutes after midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Period {
    /// First minute, for example 540 for 09:00.
    pub from: u16,
    /// First minute after it, at most 1440.
    pub to: u16,
}

impl Period {
    /// `09:00–12:00`.
    #[must_use]
    pub fn label(self) -> String {
        let clock = |minute: u16| format!("{:02}:{:02}", minute / 60, minute % 60);
        format!("{}–{}", clock(self.from), clock(self.to))
    }

    /// True in this minute of the day.
    #[must_use]
    pub const fn contains(self, minute: u16) -> bool {
        self.from <= minute && minute < self.to
    }
}

/// True when periods are ascending, do not overlap, and lie within a day.
pub(super) fn are_ordered(periods: &[Period]) -> bool {
    periods.windows(2).all(|pair| matches!(pair, [a, b] if a.to <= b.from))
        && periods.iter().all(|p| p.from < p.to && p.to <= 1440)
}

/// Periods in order, those that touch or overlap as one.
pub(super) fn merged(mut periods: Vec<Period>) -> Vec<Period> {
    periods.sort_unstable_by_key(|p| p.from);
    let mut out: Vec<Period> = Vec::with_capacity(periods.len());
    for period in periods {
        match out.last_mut() {
            Some(last) if period.from <= last.to => last.to = last.to.max(period.to),
            _ => out.push(period),
        }
    }
    out
}

/// Days of the week that have periods of their own, for example Saturday morning.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WeekdayHours {
    /// Monday = 1 … Sunday = 7.
    pub days: Vec<u8>,
    /// Their periods; empty means closed.
    pub periods: Vec<Period>,
}

/// A day of every year; in files `MM-DD`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct MonthDay {
    month: u8,
    day: u8,
}

/// A text that is no `MM-DD`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a month and day like 06-01: {0}")]
pub struct BadMonthDay(String);

impl MonthDay {
    fn of(day: Day) -> Self {
        let (_, month, day) = day.ymd();
        Self { month, day }
    }
}

impl fmt::Display for MonthDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}-{:02}", self.month, self.day)
    }
}

impl FromStr for MonthDay {
    type Err = BadMonthDay;

    fn from_str(text: &str) -> Result<Self, BadMonthDay> {
        // a leap year, so that a season may end on 29 February
        let day: Day = format!("2024-{text}").parse().map_err(|_| BadMonthDay(text.to_owned()))?;
        Ok(Self::of(day))
    }
}

impl Serialize for MonthDay {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for MonthDay {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

/// A part of every year with hours of its own, for example a later summer afternoon. It may go over the
/// turn of the year (`11-01` to `03-31`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Season {
    /// First day, `MM-DD`.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub from: MonthDay,
    /// Last day, `MM-DD`.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub to: MonthDay,
    /// The periods of a workday.
    pub periods: Vec<Period>,
    /// Days of the week that differ; those of the whole year count when there are none here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub weekdays: Vec<WeekdayHours>,
}

impl Season {
    /// True on its days.
    #[must_use]
    pub fn contains(&self, day: Day) -> bool {
        self.holds(MonthDay::of(day))
    }

    pub(super) fn holds(&self, day: MonthDay) -> bool {
        if self.from <= self.to {
            self.from <= day && day <= self.to
        } else {
            self.from <= day || day <= self.to
        }
    }
}

/// What is wrong with a profile, `whose` it is said first.
pub(super) fn faults(whose: &str, periods: &[Period], weekdays: &[WeekdayHours]) -> Vec<String> {
    let mut faults = Vec::new();
    if periods.is_empty() || !are_ordered(periods) {
        faults.push(format!("{whose}: periods must be ascending and within a day"));
    }
    let mut days: Vec<u8> = weekdays.iter().flat_map(|group| group.days.iter().copied()).collect();
    days.sort_unstable();
    if days.iter().any(|day| !(1..=7).contains(day))
        || days.windows(2).any(|pair| matches!(pair, [a, b] if a == b))
    {
        faults.push(format!("{whose}: weekdays are 1 (Monday) to 7, each at most once"));
    }
    if weekdays.iter().any(|group| group.days.is_empty() || !are_ordered(&group.periods)) {
        faults.push(format!("{whose}: a group of weekdays needs days and ascending periods within a day"));
    }
    faults
}
