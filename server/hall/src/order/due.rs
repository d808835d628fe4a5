//! Until when what is done (限时, domain §2.4): in working days of the hall's calendar, counted from the day after the
//! rating. No national number exists; the defaults follow what provinces have published, and a hall may set its own.

use super::{Order, State};
use crate::hours::Hours;
use crate::moment::Day;
use serde::{Deserialize, Serialize};

/// Working days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Terms {
    /// Until it is verified.
    pub verify: u16,
    /// Until something is done and the person has an answer.
    pub reply: u16,
    /// The same of a complex case.
    pub complex: u16,
}

impl Default for Terms {
    fn default() -> Self {
        Self { verify: 1, reply: 5, complex: 15 }
    }
}

/// How urgent it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Light {
    /// There is time.
    Green,
    /// Half of the time has passed.
    Yellow,
    /// It is due on the next working day, or today.
    Last,
    /// 红灯: it is overdue.
    Red,
}

/// What is due next, and when. All are days of the hall's calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Due {
    /// The last day on which it is in time.
    pub day: Day,
    /// Half of the working days have passed at the end of this one: who handles it is reminded.
    pub half: Day,
    /// The working day before the last: who handles it is reminded again.
    pub before: Day,
}

impl Due {
    /// After so many working days from a day.
    #[must_use]
    pub fn after(hours: &Hours, from: Day, days: u16) -> Self {
        let at = |days| hours.workdays_after(from, days);
        Self { day: at(days), half: at(days.div_ceil(2)), before: at(days.saturating_sub(1)) }
    }

    /// How urgent it is on a day.
    #[must_use]
    pub fn light(&self, today: Day) -> Light {
        match () {
            () if today > self.day => Light::Red,
            () if today >= self.before => Light::Last,
            () if today >= self.half => Light::Yellow,
            () => Light::Green,
        }
    }
}

impl Order {
    /// What is due next; none once the person has an answer.
    #[must_use]
    pub fn due(&self, terms: &Terms, hours: &Hours) -> Option<Due> {
        let days = match self.state() {
            State::New | State::Verifying | State::SecondPerson => terms.verify,
            _ if self.replied_at.is_some() => return None,
            _ => self.reply_days(terms),
        };
        Some(Due::after(hours, self.case.opened.day(), days))
    }

    /// Whether the person had an answer in time (按期整改); none while they have none and it is not overdue.
    #[must_use]
    pub fn in_time(&self, terms: &Terms, hours: &Hours, today: Day) -> Option<bool> {
        let last = hours.workdays_after(self.case.opened.day(), self.reply_days(terms));
        match self.replied_at {
            Some(at) => Some(at.day() <= last),
            None => (today > last).then_some(false),
        }
    }

    const fn reply_days(&self, terms: &Terms) -> u16 {
        if self.complex { terms.complex } else { terms.reply }
    }
}
