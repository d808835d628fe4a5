//! When a hall is open (R63, domain §5): a weekly profile of periods and a calendar of exceptions.
//!
//! Answers two questions for an instant: what state the hall is in ([`Hours::state`]) and whether
//! numbers may be given out ([`Hours::may_issue`]). Overlays, seasons and cut-offs build on this.

use crate::moment::{Day, Moment};
use crate::text::{Phrase, Text};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

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
}

/// What the calendar says of a day that is not what its weekday says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Exception {
    /// A statutory holiday: closed.
    Holiday,
    /// A make-up workday (调休上班): open although it is a weekend.
    Workday,
}

/// A hall's opening hours.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Hours {
    /// The periods of a workday, ascending, not overlapping.
    pub periods: Vec<Period>,
    /// Days that differ from their weekday.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = std::collections::HashMap<String, Exception>))]
    pub exceptions: BTreeMap<Day, Exception>,
    /// Numbers may be taken this many minutes before the first period.
    #[serde(default)]
    pub early_minutes: u16,
}

/// The state of a hall at an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum HallState {
    /// Within a period.
    Open,
    /// A workday before its first period.
    BeforeOpen,
    /// Between two periods of a workday (午休): numbers are kept and given out, not called.
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
    /// When this state ends; absent when the hall never closes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Moment>,
    /// One sentence for people.
    pub message: Text,
}

crate::phrases! {
    OPEN_ALWAYS = "正在办公" / "Open";
    OPEN_UNTIL = "正在办公，{} 结束" / "Open until {}";
    OPENS_AT = "今天 {} 开始办公" / "Opens today at {}";
    NOON_UNTIL = "午休，{} 继续办公" / "Midday break, open again at {}";
    CLOSED_UNTIL = "现已下班，{}月{}日 {} 开始办公" / "Closed. Opens again on {}/{} at {}";
}

/// How far ahead the next opening is looked for.
const LOOK_AHEAD_DAYS: u16 = 60;

impl Hours {
    /// Open at every hour of every day (the demonstration, and tests).
    #[must_use]
    pub fn always() -> Self {
        Self { periods: vec![Period { from: 0, to: 1440 }], exceptions: BTreeMap::new(), early_minutes: 0 }
    }

    fn never_closes(&self) -> bool {
        self.exceptions.is_empty() && self.periods == [Period { from: 0, to: 1440 }]
    }

    /// True when people work on that day.
    #[must_use]
    pub fn is_workday(&self, day: Day) -> bool {
        match self.exceptions.get(&day) {
            Some(Exception::Holiday) => false,
            Some(Exception::Workday) => true,
            None => self.never_closes() || !day.is_weekend(),
        }
    }

    /// The state at an instant, and until when.
    #[must_use]
    pub fn state(&self, now: Moment) -> OpenState {
        if self.never_closes() {
            return OpenState { state: HallState::Open, until: None, message: OPEN_ALWAYS.text() };
        }
        let (day, minute) = (now.day(), now.minute_of_day());
        if self.is_workday(day) {
            let first = self.periods.first().copied();
            for period in &self.periods {
                if minute < period.from {
                    let (state, phrase) = if Some(*period) == first {
                        (HallState::BeforeOpen, OPENS_AT)
                    } else {
                        (HallState::Noon, NOON_UNTIL)
                    };
                    return until(state, phrase, day.at_minute(period.from));
                }
                if minute < period.to {
                    return until(HallState::Open, OPEN_UNTIL, day.at_minute(period.to));
                }
            }
        }
        self.closed_after(day)
    }

    fn closed_after(&self, day: Day) -> OpenState {
        let mut next = day;
        for _ in 0..LOOK_AHEAD_DAYS {
            next = next.next();
            if let (true, Some(period)) = (self.is_workday(next), self.periods.first()) {
                let opens = next.at_minute(period.from);
                let (_, month, date) = next.ymd();
                let (month, date, at) = (month.to_string(), date.to_string(), opens.hh_mm());
                return OpenState {
                    state: HallState::Closed,
                    until: Some(opens),
                    message: fill(CLOSED_UNTIL, &[&month, &date, &at]),
                };
            }
        }
        let message = crate::code::Code::OutsideHours.phrase().text();
        OpenState { state: HallState::Closed, until: None, message }
    }

    /// True when numbers may be given out: from `early_minutes` before the first period to the end
    /// of the last one on a workday, the midday break included (domain §5).
    #[must_use]
    pub fn may_issue(&self, now: Moment) -> bool {
        let (Some(first), Some(last)) = (self.periods.first(), self.periods.last()) else { return false };
        let minute = now.minute_of_day();
        self.is_workday(now.day())
            && minute.saturating_add(self.early_minutes) >= first.from
            && minute < last.to
    }
}

fn fill(phrase: Phrase, values: &[&str]) -> Text {
    use crate::text::Lang;
    Text { zh: phrase.fill(Lang::Zh, values), en: phrase.fill(Lang::En, values) }
}

fn until(state: HallState, phrase: Phrase, moment: Moment) -> OpenState {
    OpenState { state, until: Some(moment), message: fill(phrase, &[&moment.hh_mm()]) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn county() -> Hours {
        Hours {
            periods: vec![Period { from: 540, to: 720 }, Period { from: 780, to: 1020 }],
            exceptions: BTreeMap::from([
                ("2026-10-01".parse().unwrap(), Exception::Holiday),
                ("2026-10-10".parse().unwrap(), Exception::Workday),
            ]),
            early_minutes: 30,
        }
    }

    fn at(text: &str) -> Moment {
        format!("{text}+08:00").parse().unwrap()
    }

    #[test]
    fn a_workday_opens_pauses_at_noon_and_closes() {
        let hours = county();
        let states = [
            ("2026-11-23T08:59:59", HallState::BeforeOpen, "今天 09:00 开始办公"),
            ("2026-11-23T09:00:00", HallState::Open, "正在办公，12:00 结束"),
            ("2026-11-23T12:00:00", HallState::Noon, "午休，13:00 继续办公"),
            ("2026-11-23T16:59:59", HallState::Open, "正在办公，17:00 结束"),
            ("2026-11-20T17:00:00", HallState::Closed, "现已下班，11月23日 09:00 开始办公"),
        ];
        for (when, state, message) in states {
            let open = hours.state(at(when));
            assert_eq!((open.state, open.message.zh.as_str()), (state, message), "{when}");
        }
    }

    #[test]
    fn holidays_close_and_make_up_workdays_open() {
        assert!(!county().is_workday("2026-10-01".parse().unwrap()));
        assert!(county().is_workday("2026-10-10".parse().unwrap()), "a Saturday worked");
        assert!(!county().is_workday("2026-11-22".parse().unwrap()), "a Sunday");
    }

    #[test]
    fn numbers_are_given_out_from_half_an_hour_early_to_the_end() {
        for (when, may) in [
            ("2026-11-23T08:29:59", false),
            ("2026-11-23T08:30:00", true),
            ("2026-11-23T12:30:00", true),
            ("2026-11-23T17:00:00", false),
            ("2026-11-22T10:00:00", false),
        ] {
            assert_eq!(county().may_issue(at(when)), may, "{when}");
        }
        assert!(Hours::always().may_issue(at("2026-11-22T03:00:00")));
    }
}
