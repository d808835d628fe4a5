//! What a queue may do at an instant: the table “effects on tickets” of domain §5, row by row.

use super::overlay::{OverlayKind, Place};
use super::profile::Period;
use super::span::{self, Span};
use super::{HallState, Hours, OpenState, text};
use crate::board::Board;
use crate::moment::{Day, Moment};
use crate::profile::{Hall, Queue, Window};
use crate::text::Text;
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;

/// The phase of a day a queue is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Before the first period.
    BeforeOpen,
    /// Within a period.
    Open,
    /// The midday break: numbers wait.
    Noon,
    /// 午间不间断: the midday break, worked.
    NoonService,
    /// 延时服务: numbers already given out are served.
    Late,
    /// 早晚弹性: appointments before opening or after closing.
    Flexible,
    /// 周末不休息.
    Weekend,
    /// 节假日预约: appointments on a day that is closed otherwise.
    Appointments,
    /// Closed, but the self-service area is open.
    SelfService,
    /// Closed.
    Closed,
}

/// Whom windows may call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Calls {
    /// Nobody: numbers are kept.
    Nobody,
    /// Who has an appointment. Whoever calls must see to that; these hours do not know tickets.
    Appointments,
    /// Everybody who waits.
    Everybody,
}

/// What a queue may do at an instant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Service {
    /// The phase.
    pub phase: Phase,
    /// Numbers are given out to who comes without an appointment.
    pub walk_in: bool,
    /// Appointments are checked in.
    pub check_in: bool,
    /// Whom windows call.
    pub calls: Calls,
    /// Matters that need nobody may be done at a kiosk.
    pub self_service: bool,
    /// When this ends, or while nothing is worked, when the next period begins; absent when never.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Moment>,
    /// Minutes that windows still work today, for the cut-off; none when they never stop. 延时 does not
    /// count: it is for what took longer than it should.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remaining_minutes: Option<u32>,
    /// One sentence for people.
    pub message: Text,
}

impl Service {
    /// A phase in which everything is done.
    fn full(phase: Phase, until: Option<Moment>, message: Text) -> Self {
        Self {
            phase,
            walk_in: true,
            check_in: true,
            calls: Calls::Everybody,
            self_service: true,
            until,
            remaining_minutes: None,
            message,
        }
    }

    /// A phase in which nothing is done but what is said of it.
    fn rest(phase: Phase, until: Option<Moment>, message: Text) -> Self {
        Self {
            walk_in: false,
            check_in: false,
            calls: Calls::Nobody,
            self_service: false,
            ..Self::full(phase, until, message)
        }
    }
}

impl Hours {
    /// What a queue may do at an instant.
    #[must_use]
    pub fn service(&self, now: Moment, place: &Place<'_>) -> Service {
        if self.never_closes() {
            return Service::full(Phase::Open, None, text::OPEN_ALWAYS.text());
        }
        let each = place.each(&self.overlays);
        let each: Vec<Service> = each.iter().map(|one| self.service_at(now, one)).collect();
        // a number that one window gives out is given out, whatever another does meanwhile
        let (walk_in, check_in) = (each.iter().any(|one| one.walk_in), each.iter().any(|one| one.check_in));
        // what the window does that does most; of those that rest, the one that begins first
        let most =
            |service: &Service| (service.calls, service.walk_in, service.check_in, service.self_service);
        let best = each.into_iter().reduce(|one, other| match most(&one).cmp(&most(&other)) {
            Ordering::Less => other,
            Ordering::Greater => one,
            Ordering::Equal => {
                let (own, theirs) = (one.until.unwrap_or(Moment::MAX), other.until.unwrap_or(Moment::MAX));
                let later = one.calls != Calls::Nobody;
                if (theirs > own) == later && theirs != own { other } else { one }
            }
        });
        let service = best.unwrap_or_else(|| self.service_at(now, place));
        let midnight = now.day().next().at_minute(0);
        let seconds = span::seconds(now, midnight, |day| self.worked(day, place, true));
        let remaining_minutes = Some(u32::try_from(seconds / 60).unwrap_or(u32::MAX));
        Service { walk_in, check_in, remaining_minutes, ..service }
    }

    /// What one window may do for a queue.
    fn service_at(&self, now: Moment, place: &Place<'_>) -> Service {
        match span::span(now, |day| self.offered(day, Some(place))) {
            Span::Inside { until } => self.inside(now.day(), until),
            Span::Before { opens } => self.before(now, opens, place),
            Span::Between { opens } => self.between(opens, place),
            Span::Outside { opens } => self.outside(now, opens, place),
        }
    }

    /// Like [`Hours::open_seconds`] for a queue: weekend services and worked midday breaks count.
    #[must_use]
    pub fn open_seconds_at(&self, from: Moment, to: Moment, place: &Place<'_>) -> u64 {
        span::seconds(from, to, |day| self.worked(day, place, false))
    }

    /// The periods in which windows of a queue work, with the midday break when it is worked by one of
    /// them, or by all.
    pub(super) fn worked(&self, day: Day, place: &Place<'_>, by_all: bool) -> Vec<Period> {
        let periods = self.offered(day, Some(place));
        match (periods.first(), periods.last()) {
            (Some(first), Some(last)) if self.through_noon(place, by_all) => {
                vec![Period { from: first.from, to: last.to }]
            }
            _ => periods,
        }
    }

    /// True when the midday break is worked by one of a queue's windows, or by all.
    pub(super) fn through_noon(&self, place: &Place<'_>, by_all: bool) -> bool {
        self.overlays.iter().any(|overlay| {
            let scope = &overlay.scope;
            overlay.kind == OverlayKind::Noon
                && if by_all { scope.covers_all(place) } else { scope.covers(place) }
        })
    }

    /// The kinds of services that a place has.
    pub(super) fn services<'a>(&'a self, place: &'a Place<'_>) -> impl Iterator<Item = &'a OverlayKind> {
        self.overlays.iter().filter(|overlay| overlay.scope.covers(place)).map(|overlay| &overlay.kind)
    }

    fn is_all_day(&self, place: &Place<'_>) -> bool {
        self.services(place).any(|kind| *kind == OverlayKind::AllDay)
    }

    fn inside(&self, day: Day, until: Option<Moment>) -> Service {
        let (phase, phrase) = if self.periods_on(day).is_empty() {
            (Phase::Weekend, text::WEEKEND_UNTIL)
        } else {
            (Phase::Open, text::OPEN_UNTIL)
        };
        let message = until.map_or(text::OPEN_ALWAYS.text(), |until| text::at(phrase, until));
        Service::full(phase, until, message)
    }

    fn before(&self, now: Moment, opens: Moment, place: &Place<'_>) -> Service {
        let within = |minutes: u16| now.plus_seconds(i64::from(minutes) * 60) >= opens;
        let early = within(self.early_minutes);
        let flexible = within(self.edges(place).0);
        let all_day = self.is_all_day(place);
        let until = Some(opens);
        let service = if flexible {
            let message = text::at(text::FLEXIBLE_BEFORE, opens);
            Service { calls: Calls::Appointments, ..Service::rest(Phase::Flexible, until, message) }
        } else if early {
            Service::rest(Phase::BeforeOpen, until, text::at(text::NUMBERS_NOW, opens))
        } else if all_day {
            Service::rest(Phase::SelfService, until, text::on(text::SELF_SERVICE, opens))
        } else {
            Service::rest(Phase::BeforeOpen, until, text::at(text::OPENS_AT, opens))
        };
        let check_in = early || flexible;
        Service { walk_in: early, check_in, self_service: check_in || all_day, ..service }
    }

    fn between(&self, opens: Moment, place: &Place<'_>) -> Service {
        if self.through_noon(place, false) {
            return Service::full(Phase::NoonService, Some(opens), text::NOON_SERVICE.text());
        }
        // where some windows work at midday, only their queues give out numbers: people would wait for
        // a call that does not come while others are called
        let walk_in = !self.has_noon_service();
        let message = text::at(text::NOON_UNTIL, opens);
        Service {
            walk_in,
            check_in: true,
            self_service: true,
            ..Service::rest(Phase::Noon, Some(opens), message)
        }
    }

    fn outside(&self, now: Moment, opens: Option<Moment>, place: &Place<'_>) -> Service {
        let (day, minute) = (now.day(), now.minute_of_day());
        let today = self.offered(day, Some(place));
        let all_day = self.is_all_day(place);
        if let Some(last) = today.last() {
            let flexible = Some(last.to.saturating_add(self.edges(place).1)).filter(|until| minute < *until);
            let late = self.late_until(place).filter(|until| until.is_none_or(|until| minute < until));
            let until = |minute: u16| day.at_minute(minute.min(1440));
            let checks_in = Service {
                check_in: flexible.is_some(),
                self_service: true,
                ..self.closed_service(day, true, opens)
            };
            if let Some(late) = late {
                return Service {
                    phase: Phase::Late,
                    calls: Calls::Everybody,
                    until: late.map(until),
                    message: text::LATE.text(),
                    ..checks_in
                };
            }
            if let Some(end) = flexible.map(until) {
                return Service {
                    phase: Phase::Flexible,
                    calls: Calls::Appointments,
                    until: Some(end),
                    message: text::at(text::FLEXIBLE_AFTER, end),
                    ..checks_in
                };
            }
        } else if let Some(period) =
            self.reserved(day, place).into_iter().find(|period| period.contains(minute))
        {
            let end = day.at_minute(period.to);
            return Service {
                check_in: true,
                calls: Calls::Appointments,
                self_service: true,
                ..Service::rest(Phase::Appointments, Some(end), text::at(text::APPOINTMENTS, end))
            };
        }
        let closed = self.closed_service(day, !today.is_empty(), opens);
        match opens {
            Some(opens) if all_day => Service {
                phase: Phase::SelfService,
                self_service: true,
                message: text::on(text::SELF_SERVICE, opens),
                ..closed
            },
            // on days off a kiosk that is reachable still does what needs nobody
            _ => Service { self_service: all_day || today.is_empty(), ..closed },
        }
    }

    fn closed_service(&self, day: Day, worked: bool, opens: Option<Moment>) -> Service {
        Service::rest(Phase::Closed, opens, self.closed(day, worked, opens))
    }
}

impl Hall {
    /// What a queue of this hall may do at an instant, with the windows that call from it and the people
    /// who wait there now.
    #[must_use]
    pub fn service(&self, board: &Board, queue: &Queue, now: Moment) -> Service {
        self.hours.service(now, &Place::of(board, self, queue))
    }

    /// The state of the whole hall at an instant: what its hours say, and while it is closed to most, whom it
    /// serves all the same (延时, 早晚弹性, 节假日预约).
    #[must_use]
    pub fn state(&self, board: &Board, now: Moment) -> OpenState {
        let open = self.hours.state(now);
        let closed = matches!(open.state, HallState::BeforeOpen | HallState::Closed);
        let services = self.queues.iter().filter(|_| closed).map(|queue| self.service(board, queue, now));
        let served = services.filter(|service| service.calls != Calls::Nobody);
        match served.min_by_key(|service| service.calls != Calls::Everybody) {
            Some(service) => OpenState { message: service.message, ..open },
            None => open,
        }
    }

    /// Whom a window may call from a queue at an instant: nobody while the queue rests, whatever the window
    /// does for others; in a midday break that is not worked only where the house rules leave it to
    /// clerks; and nobody after hours.
    #[must_use]
    pub fn calls(&self, board: &Board, window: &Window, queue: &Queue, now: Moment) -> Calls {
        let here = self.hours.service(now, &Place::at(board, window, queue));
        if self.rules.calls_in_break && here.phase == Phase::Noon {
            return Calls::Everybody;
        }
        match self.service(board, queue, now).calls {
            Calls::Nobody => Calls::Nobody,
            _ => here.calls,
        }
    }
}
