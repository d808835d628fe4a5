//! The national holiday calendar: days off and make-up workdays (调休上班) as the General Office of the
//! State Council publishes them once a year.
//!
//! A year is a file, `assets/calendars/<year>.json` or `calendars/<year>.json` beside the folder of
//! halls. The server merges all years into every hall's hours ([`Hours::observe`](super::Hours::observe)),
//! so that browsers know them too. A hall's own exceptions come before them.

use crate::moment::Day;
use crate::text::Text;
use serde::{Deserialize, Serialize};

/// A holiday with the days off and the weekend days that are worked for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Holiday {
    /// What it is called, for example 春节.
    pub name: Text,
    /// The first day off.
    pub from: Day,
    /// The last day off.
    pub to: Day,
    /// Weekend days that are worked in exchange.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub workdays: Vec<Day>,
}

impl Holiday {
    /// True on a day off.
    #[must_use]
    pub fn contains(&self, day: Day) -> bool {
        self.from <= day && day <= self.to
    }
}

/// The holidays of a year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Calendar {
    /// Which year.
    pub year: i32,
    /// The notice that says so, with its number.
    pub source: String,
    /// The holidays, in order.
    pub holidays: Vec<Holiday>,
}

/// The longest holiday that is believed; a longer one is a slip of the pen.
const LONGEST_DAYS: u16 = 15;

impl Calendar {
    /// Everything that is wrong with this calendar, all at once.
    #[must_use]
    pub fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        let mut fault = |text: String| faults.push(format!("calendar {}: {text}", self.year));
        if self.source.trim().is_empty() {
            fault("the source is missing".to_owned());
        }
        if self.holidays.is_empty() {
            fault("no holiday".to_owned());
        }
        for pair in self.holidays.windows(2) {
            if let [earlier, later] = pair
                && later.from <= earlier.to
            {
                fault(format!("{} is not after {}", later.name.zh, earlier.name.zh));
            }
        }
        for holiday in &self.holidays {
            let name = &holiday.name.zh;
            if !holiday.name.is_complete() {
                fault(format!("{name:?}: a language is missing"));
            }
            // 元旦 may begin in the old year, and so may its make-up workday
            if holiday.to.ymd().0 != self.year {
                fault(format!("{name}: not in this year"));
            }
            if holiday.to < holiday.from || holiday.from.plus(LONGEST_DAYS) < holiday.to {
                fault(format!("{name}: {} to {} is no holiday", holiday.from, holiday.to));
            }
            for day in &holiday.workdays {
                if !day.is_weekend() {
                    fault(format!("{name}: {day} is no weekend, so it is worked anyway"));
                }
                if self.holidays.iter().any(|other| other.contains(*day)) {
                    fault(format!("{name}: {day} is worked and a holiday"));
                }
            }
        }
        faults
    }
}

/// The month in which the next year's calendar is published.
const PUBLISHED_IN: u8 = 11;

/// What is missing, for the person who runs the server: this year's calendar, and from November on the next
/// year's. Without one a hall follows the weekdays alone.
#[must_use]
pub fn missing(calendars: &[Calendar], today: Day) -> Vec<String> {
    let (year, month, _) = today.ymd();
    let wanted = if month >= PUBLISHED_IN { vec![year, year + 1] } else { vec![year] };
    wanted
        .into_iter()
        .filter(|year| calendars.iter().all(|calendar| calendar.year != *year))
        .map(|year| {
            format!(
                "there is no holiday calendar for {year}: halls would open on its holidays and close on its \
                 make-up workdays; add calendars/{year}.json beside the folder of halls"
            )
        })
        .collect()
}
