//! When a hall is open (R63, R64, domain §5): a weekly profile with seasons, the holiday calendar, and
//! services on top of both.
//!
//! Answers for an instant: what state the hall is in ([`Hours::state`]), what a queue may do
//! ([`Hours::service`]), whether there is time for one more number ([`cutoff`]). For a day: when
//! appointments are served ([`Hours::appointment_periods`]) and when the last call is
//! ([`Hours::last_call`]). And for a time: how much of it was worked ([`Hours::open_seconds`]) and which
//! day is so many workdays on ([`Hours::workdays_after`]). A day is looked up in this order: the hall's
//! exceptions, the calendar's holidays and make-up workdays, the season's or the year's days of the week,
//! weekends closed.

mod calendar;
mod cutoff;
mod overlay;
mod profile;
mod reach;
mod service;
mod span;
#[cfg(test)]
mod tests;
mod text;
mod words;

pub use calendar::{Calendar, Holiday, missing};
pub use cutoff::{Load, cutoff};
pub use overlay::{Overlay, OverlayKind, Place, Scope};
pub use profile::{BadMonthDay, MonthDay, Period, Season, WeekdayHours};
pub use service::{Calls, Phase, Service};

use crate::moment::{Day, Moment};
use crate::text::{Phrase, Text};
use serde::{Deserialize, Serialize};
use span::Span;
use std::collections::BTreeMap;

/// What a hall says of a day that is not what weekday and calendar say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Exception {
    /// A holiday: closed.
    Holiday,
    /// A workday: open although it is a weekend or a holiday.
    Workday,
}

/// What kind of day it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayKind {
    /// Monday to Friday.
    Workday,
    /// A make-up workday (调休上班), or what the hall made a workday.
    MadeWorkday,
    /// Saturday or Sunday.
    Weekend,
    /// A day off.
    Holiday,
}

/// A hall's opening hours.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Hours {
    /// The periods of a workday, ascending, not overlapping.
    pub periods: Vec<Period>,
    /// Days of the week that differ; weekends are closed unless they stand here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub weekdays: Vec<WeekdayHours>,
    /// Parts of the year with other periods.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub seasons: Vec<Season>,
    /// Days that differ from weekday and calendar.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = std::collections::HashMap<String, Exception>))]
    pub exceptions: BTreeMap<Day, Exception>,
    /// Services beyond these hours.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub overlays: Vec<Overlay>,
    /// Numbers may be taken this many minutes before the first period.
    #[serde(default)]
    pub early_minutes: u16,
    /// The national holidays; the server fills them in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub holidays: Vec<Holiday>,
}

/// The state of a hall at an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum HallState {
    /// Within a period.
    Open,
    /// A day with periods, before the first one.
    BeforeOpen,
    /// Between two periods of a day (午休).
    Noon,
    /// After the last period, at a weekend or on a holiday.
    Closed,
}

/// The answer to “open until?” for a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OpenState {
    /// Open or not, and why not.
    pub state: HallState,
    /// When it opens or closes next; absent when it never does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Moment>,
    /// One sentence for people.
    pub message: Text,
}

impl Hours {
    /// Open at every hour of every day (the demonstration, and tests).
    #[must_use]
    pub fn always() -> Self {
        Self {
            periods: vec![Period { from: 0, to: 1440 }],
            weekdays: Vec::new(),
            seasons: Vec::new(),
            exceptions: BTreeMap::new(),
            overlays: Vec::new(),
            early_minutes: 0,
            holidays: Vec::new(),
        }
    }

    /// True for a hall that is open all day and names no day that differs: holidays do not close it.
    fn never_closes(&self) -> bool {
        self.periods == [Period { from: 0, to: 1440 }]
            && self.exceptions.is_empty()
            && self.weekdays.is_empty()
            && self.seasons.is_empty()
    }

    /// Merges national calendars in.
    pub fn observe(&mut self, calendars: &[Calendar]) {
        for holiday in calendars.iter().flat_map(|calendar| &calendar.holidays) {
            if !self.holidays.contains(holiday) {
                self.holidays.push(holiday.clone());
            }
        }
    }

    /// What kind of day it is by the hall's exceptions, the calendar and the week.
    #[must_use]
    pub fn day_kind(&self, day: Day) -> DayKind {
        match self.exceptions.get(&day) {
            Some(Exception::Holiday) => DayKind::Holiday,
            Some(Exception::Workday) => DayKind::MadeWorkday,
            None if self.holidays.iter().any(|holiday| holiday.contains(day)) => DayKind::Holiday,
            None if self.holidays.iter().any(|holiday| holiday.workdays.contains(&day)) => {
                DayKind::MadeWorkday
            }
            None if day.is_weekend() => DayKind::Weekend,
            None => DayKind::Workday,
        }
    }

    /// True on a workday (工作日), as promised times count them; a weekend that the hall opens is none.
    #[must_use]
    pub fn is_workday(&self, day: Day) -> bool {
        matches!(self.day_kind(day), DayKind::Workday | DayKind::MadeWorkday)
    }

    /// The day that is `n` workdays after a day, counted from the next one; the day itself for 0.
    #[must_use]
    pub fn workdays_after(&self, day: Day, n: u16) -> Day {
        let (mut day, mut left) = (day, n);
        while left > 0 {
            let next = day.next();
            if next == day {
                break;
            }
            day = next;
            left -= u16::from(self.is_workday(day));
        }
        day
    }

    /// The periods of a workday in the season of that day: what a plate at the door says.
    #[must_use]
    pub fn workday_periods(&self, day: Day) -> &[Period] {
        self.season(day).map_or(&self.periods, |season| &season.periods)
    }

    fn season(&self, day: Day) -> Option<&Season> {
        self.seasons.iter().find(|season| season.contains(day))
    }

    /// The base periods of a day; none when the hall is closed.
    #[must_use]
    pub fn periods_on(&self, day: Day) -> &[Period] {
        if self.never_closes() {
            return &self.periods;
        }
        let weekdays = match self.season(day) {
            Some(season) if !season.weekdays.is_empty() => &season.weekdays,
            _ => &self.weekdays,
        };
        let group = || weekdays.iter().find(|group| group.days.contains(&day.weekday()));
        match self.day_kind(day) {
            DayKind::Holiday => &[],
            DayKind::MadeWorkday => self.workday_periods(day),
            DayKind::Weekend => group().map_or(&[], |group| &group.periods),
            DayKind::Workday => group().map_or(self.workday_periods(day), |group| &group.periods),
        }
    }

    /// The periods in which windows work: the base ones, or those of a weekend service there (anywhere
    /// in the hall for no place).
    fn offered(&self, day: Day, place: Option<&Place<'_>>) -> Vec<Period> {
        let base = self.periods_on(day);
        let periods = if base.is_empty() && self.day_kind(day) == DayKind::Weekend {
            let here = |scope: &Scope| place.is_none_or(|place| scope.covers(place));
            let services = self.weekend_services(day).filter(|(scope, _)| here(scope));
            profile::merged(services.flat_map(|(_, periods)| periods.iter().copied()).collect())
        } else {
            profile::merged(base.to_vec())
        };
        // a hall that works through midday everywhere has no midday break
        let through =
            |overlay: &Overlay| overlay.kind == OverlayKind::Noon && overlay.scope == Scope::default();
        match (periods.first(), periods.last()) {
            (Some(first), Some(last)) if place.is_none() && self.overlays.iter().any(through) => {
                vec![Period { from: first.from, to: last.to }]
            }
            _ => periods,
        }
    }

    fn weekend_services(&self, day: Day) -> impl Iterator<Item = (&Scope, &Vec<Period>)> {
        self.overlays.iter().filter_map(move |overlay| match &overlay.kind {
            OverlayKind::Weekend { days, periods } if days.is_empty() || days.contains(&day.weekday()) => {
                Some((&overlay.scope, periods))
            }
            _ => None,
        })
    }

    /// True when only a part of the hall works on that day.
    fn is_partial(&self, day: Day) -> bool {
        self.periods_on(day).is_empty()
            && self.weekend_services(day).all(|(scope, _)| *scope != Scope::default())
    }

    fn has_noon_service(&self) -> bool {
        self.overlays.iter().any(|overlay| overlay.kind == OverlayKind::Noon)
    }

    /// The state of the whole hall at an instant, and when it opens or closes next.
    #[must_use]
    pub fn state(&self, now: Moment) -> OpenState {
        if self.never_closes() {
            return OpenState { state: HallState::Open, until: None, message: text::OPEN_ALWAYS.text() };
        }
        let partial = self.is_partial(now.day());
        let either = |part: Phrase, whole: Phrase| if partial { part } else { whole };
        match span::span(now, |day| self.offered(day, None)) {
            Span::Inside { until } => {
                let message = until.map_or(text::OPEN_ALWAYS.text(), |until| {
                    text::at(either(text::PARTLY_UNTIL, text::OPEN_UNTIL), until)
                });
                OpenState { state: HallState::Open, until, message }
            }
            Span::Before { opens } => {
                let message = text::at(either(text::PARTLY_AT, text::OPENS_AT), opens);
                OpenState { state: HallState::BeforeOpen, until: Some(opens), message }
            }
            Span::Between { opens } => {
                let phrase = if self.has_noon_service() { text::NOON_PARTLY } else { text::NOON_UNTIL };
                OpenState { state: HallState::Noon, until: Some(opens), message: text::at(phrase, opens) }
            }
            Span::Outside { opens } => {
                let worked = !self.offered(now.day(), None).is_empty();
                OpenState {
                    state: HallState::Closed,
                    until: opens,
                    message: self.closed(now.day(), worked, opens),
                }
            }
        }
    }

    /// The sentence of a closed hall, on a day that was worked or not.
    fn closed(&self, day: Day, worked: bool, opens: Option<Moment>) -> Text {
        let Some(opens) = opens else { return crate::code::Code::OutsideHours.phrase().text() };
        match self.day_kind(day) {
            DayKind::Holiday => {
                let named = self.holidays.iter().find(|holiday| holiday.contains(day));
                let name = named.map_or_else(|| text::A_HOLIDAY.text(), |holiday| holiday.name.clone());
                text::holiday(&name, opens)
            }
            _ if self.is_partial(opens.day()) => text::on(text::CLOSED_PARTLY, opens),
            DayKind::Weekend if !worked => text::on(text::CLOSED_WEEKEND, opens),
            _ => text::on(text::CLOSED_UNTIL, opens),
        }
    }

    /// True when numbers may be given out by the hall's base hours: from `early_minutes` before the
    /// first period to the end of the last one, the midday break included. A queue may differ:
    /// [`Hours::service`].
    #[must_use]
    pub fn may_issue(&self, now: Moment) -> bool {
        let periods = self.periods_on(now.day());
        let (Some(first), Some(last)) = (periods.first(), periods.last()) else { return false };
        let minute = now.minute_of_day();
        minute.saturating_add(self.early_minutes) >= first.from && minute < last.to
    }

    /// Seconds between two instants in which the hall worked, by its base hours: neither midday breaks
    /// nor nights, weekends and holidays. The clock of waits in statistics and of limits in working time.
    /// 0 when `to` is not after `from`.
    #[must_use]
    pub fn open_seconds(&self, from: Moment, to: Moment) -> u64 {
        span::seconds(from, to, |day| self.periods_on(day).to_vec())
    }

    /// Everything that is wrong with these hours, all at once.
    #[must_use]
    pub fn faults(&self) -> Vec<String> {
        let mut faults = profile::faults("hours", &self.periods, &self.weekdays);
        for (i, season) in self.seasons.iter().enumerate() {
            let name = format!("season {} to {}", season.from, season.to);
            faults.extend(profile::faults(&name, &season.periods, &season.weekdays));
            // two spans of a year share a day exactly when one of them holds the other's first
            let shares = |other: &Season| season.holds(other.from) || other.holds(season.from);
            if self.seasons.iter().take(i).any(shares) {
                faults.push(format!("{name}: another season has days of it"));
            }
        }
        faults.extend(self.overlays.iter().filter_map(|o| o.kind.fault()).map(|f| format!("overlay {f}")));
        faults
    }
}
