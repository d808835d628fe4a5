//! Named services on top of the base hours (R64): what a hall offers beyond them, where, and when.

use super::profile::{Period, are_ordered};
use crate::board::Board;
use crate::id::{Prefix, WindowId};
use crate::profile::{Hall, Queue, Window};
use serde::{Deserialize, Serialize};

/// Where a service is offered. Every list that is given must match; all empty means everywhere.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Scope {
    /// Only in these zones.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub zones: Vec<String>,
    /// Only for these queues.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub queues: Vec<Prefix>,
    /// Only at these windows; a queue has the service when one of its windows has it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub windows: Vec<WindowId>,
}

/// A queue and the windows that are asked about: all that serve it, or one.
#[derive(Clone, Debug)]
pub struct Place<'a> {
    /// The queue's zone.
    pub zone: &'a str,
    /// The queue.
    pub queue: &'a Prefix,
    /// The windows.
    pub windows: Vec<&'a WindowId>,
    /// People who wait in the queue; 延时 without an end ends with the last of them.
    pub waiting: u32,
}

impl<'a> Place<'a> {
    /// A queue with all windows that call from it now. An empty board stands for the hall's plan.
    #[must_use]
    pub fn of(board: &'a Board, hall: &'a Hall, queue: &'a Queue) -> Self {
        let windows = board.windows_of(hall, &queue.prefix).map(|window| &window.id).collect();
        let waiting = board.waiting(&queue.prefix);
        Self { zone: &queue.zone, queue: &queue.prefix, windows, waiting }
    }

    /// A queue at one window.
    #[must_use]
    pub fn at(board: &Board, window: &'a Window, queue: &'a Queue) -> Self {
        let waiting = board.waiting(&queue.prefix);
        Self { zone: &queue.zone, queue: &queue.prefix, windows: vec![&window.id], waiting }
    }
}

impl Place<'_> {
    /// The place as its windows have it, one for each set of services that they have: what a window does not
    /// have itself, it does not have with another's help.
    pub(super) fn each(&self, overlays: &[Overlay]) -> Vec<Self> {
        let mut each: Vec<(Vec<bool>, Self)> = Vec::new();
        for window in &self.windows {
            let one = Self { windows: vec![*window], ..self.clone() };
            let has = overlays.iter().map(|overlay| overlay.scope.covers(&one)).collect();
            if each.iter().all(|(other, _)| *other != has) {
                each.push((has, one));
            }
        }
        if each.is_empty() { vec![self.clone()] } else { each.into_iter().map(|(_, one)| one).collect() }
    }
}

impl Scope {
    /// True when the service is offered there, at one of the windows at least.
    #[must_use]
    pub fn covers(&self, place: &Place<'_>) -> bool {
        (self.zones.is_empty() || self.zones.iter().any(|zone| zone == place.zone))
            && (self.queues.is_empty() || self.queues.contains(place.queue))
            && (self.windows.is_empty() || place.windows.iter().any(|id| self.windows.contains(id)))
    }

    /// True when the service is offered there at each of the windows.
    #[must_use]
    pub fn covers_all(&self, place: &Place<'_>) -> bool {
        self.covers(place)
            && (self.windows.is_empty() || place.windows.iter().all(|id| self.windows.contains(id)))
    }
}

/// A service beyond the base hours.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Overlay {
    /// Where.
    #[serde(default)]
    pub scope: Scope,
    /// What, and when.
    #[serde(flatten)]
    pub kind: OverlayKind,
}

/// The services a hall may offer beyond its base hours. Minutes count from midnight.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum OverlayKind {
    /// 午间不间断: the midday break is worked.
    Noon,
    /// 延时服务: after closing, numbers that were given out are served; no new ones.
    Late {
        /// Until this minute of the day; until nobody waits when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<u16>,
    },
    /// 早晚弹性: appointments before opening and after closing.
    Flexible {
        /// So many minutes before the first period.
        #[serde(default)]
        before: u16,
        /// So many minutes after the last period.
        #[serde(default)]
        after: u16,
    },
    /// 周末不休息: open at weekends, but not on holidays.
    Weekend {
        /// 6, 7 or both; both when empty.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        days: Vec<u8>,
        /// The periods of such a day.
        periods: Vec<Period>,
    },
    /// 节假日预约: appointments on holidays, and at weekends that are closed.
    Holiday {
        /// The periods of such a day.
        periods: Vec<Period>,
    },
    /// 24 小时自助: the self-service area never closes; it gives no numbers.
    AllDay,
}

impl OverlayKind {
    /// What is wrong with it, if anything.
    pub(super) fn fault(&self) -> Option<&'static str> {
        let bad = |periods: &[Period]| periods.is_empty() || !are_ordered(periods);
        match self {
            Self::Late { until: Some(1441..) } => Some("late: until is within a day"),
            Self::Flexible { before: 0, after: 0 } => Some("flexible: before or after is missing"),
            Self::Weekend { days, periods } if bad(periods) || days.iter().any(|d| !matches!(d, 6 | 7)) => {
                Some("weekend: days are 6 and 7, periods ascending and within a day")
            }
            Self::Holiday { periods } if bad(periods) => {
                Some("holiday: periods must be ascending and within a day")
            }
            _ => None,
        }
    }
}
