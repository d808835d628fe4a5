//! How loaded a queue is, from the live board alone: who waits, for how long, before how many open
//! windows, and how long a service takes. Two thresholds make it yellow or red, so that a supervisor sees
//! where to open a window before people complain. Pure: no clock, no page.

use hall::board::{Board, WindowState};
use hall::hours::Place;
use hall::id::Prefix;
use hall::moment::Moment;
use hall::profile::Hall;
use hall::queue::{Estimate, estimate};

/// Minutes of the longest wait from which a queue is yellow.
pub const YELLOW_WAIT_MINUTES: u32 = 20;
/// Minutes of the longest wait from which a queue is red.
pub const RED_WAIT_MINUTES: u32 = 40;
/// More people than this for each open window make a queue yellow.
pub const YELLOW_PER_WINDOW: u32 = 10;

/// How urgent a queue is for the supervisor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Nothing to do.
    Calm,
    /// Yellow: look at it.
    Busy,
    /// Red: do something.
    Overloaded,
}

impl Level {
    /// [`Level::Overloaded`] from [`RED_WAIT_MINUTES`] on, and when anybody waits before no open window;
    /// [`Level::Busy`] from [`YELLOW_WAIT_MINUTES`] on, and with more than [`YELLOW_PER_WINDOW`] people
    /// for each open window.
    #[must_use]
    pub const fn of(waiting: u32, longest_minutes: u32, open_windows: u32) -> Self {
        if waiting == 0 {
            Self::Calm
        } else if open_windows == 0 || longest_minutes >= RED_WAIT_MINUTES {
            Self::Overloaded
        } else if longest_minutes >= YELLOW_WAIT_MINUTES
            || waiting > open_windows.saturating_mul(YELLOW_PER_WINDOW)
        {
            Self::Busy
        } else {
            Self::Calm
        }
    }
}

/// What the supervisor sees of a queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Load {
    /// How many wait.
    pub waiting: u32,
    /// Whole minutes of the longest wait, without breaks in which the queue is not served (domain §5: the clock
    /// pauses); none when nobody waits or the time is not known.
    pub longest_minutes: Option<u32>,
    /// Windows that call from the queue and are open.
    pub open_windows: u32,
    /// Seconds of a usual service: the median and the mean of the last ones; none before the first.
    pub service: Option<Service>,
    /// How long somebody who comes now will wait; none when no window is open.
    pub estimate: Option<Estimate>,
    /// How urgent that is.
    pub level: Level,
}

/// How long services last, in seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Service {
    /// Half of them were shorter.
    pub median: u32,
    /// Their mean.
    pub mean: u32,
}

impl Load {
    /// The load of a queue now.
    #[must_use]
    pub fn of(board: &Board, hall: &Hall, queue: &Prefix, now: Option<Moment>) -> Self {
        let line = board.lines.get(queue);
        let waiting = board.waiting(queue);
        let first = line.and_then(|line| line.waiting.all().map(|waiter| waiter.since).min());
        let place = hall.queue(queue).map(|queue| Place::of(board, hall, queue));
        let waited = |(now, first), place: &Place<'_>| {
            u32::try_from(hall.hours.open_seconds_at(first, now, place) / 60).unwrap_or(u32::MAX)
        };
        let longest_minutes = now.zip(first).zip(place.as_ref()).map(|(times, place)| waited(times, place));
        let open = board
            .windows_of(hall, queue)
            .filter(|window| board.window(&window.id).state == WindowState::Open)
            .count();
        let open_windows = u32::try_from(open).unwrap_or(u32::MAX);
        Self {
            waiting,
            longest_minutes,
            open_windows,
            service: line.and_then(|line| Service::of(line.services.iter().copied())),
            estimate: estimate(board, hall, queue, waiting),
            level: Level::of(waiting, longest_minutes.unwrap_or(0), open_windows),
        }
    }
}

impl Service {
    /// Of services, each in seconds; none of none.
    #[must_use]
    pub fn of(services: impl Iterator<Item = u32>) -> Option<Self> {
        let mut services: Vec<u32> = services.collect();
        services.sort_unstable();
        let median = services.get(services.len() / 2).copied()?;
        let sum: u64 = services.iter().map(|seconds| u64::from(*seconds)).sum();
        let mean = sum.checked_div(u64::try_from(services.len()).ok()?)?;
        Some(Self { median, mean: u32::try_from(mean).unwrap_or(u32::MAX) })
    }
}

/// Seconds as minutes with one decimal, `6.5`.
#[must_use]
pub fn minutes(seconds: u32) -> String {
    let tenths = seconds.saturating_add(3) / 6;
    format!("{}.{}", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;
    use hall::event::{Event, Lane, Recorded};
    use hall::id::Number;

    #[test]
    fn the_thresholds_are_where_they_are_said_to_be() {
        for (waiting, longest, open, level) in [
            (0, 0, 0, Level::Calm),
            (0, 90, 0, Level::Calm),
            (1, 0, 0, Level::Overloaded),
            (1, 19, 1, Level::Calm),
            (1, 20, 1, Level::Busy),
            (1, 39, 9, Level::Busy),
            (1, 40, 9, Level::Overloaded),
            (10, 0, 1, Level::Calm),
            (11, 0, 1, Level::Busy),
            (20, 0, 2, Level::Calm),
            (21, 0, 2, Level::Busy),
        ] {
            assert_eq!(Level::of(waiting, longest, open), level, "{waiting} people, {longest} min, {open}");
        }
    }

    #[test]
    fn more_people_longer_waits_or_fewer_windows_are_never_less_urgent() {
        for waiting in 0..60 {
            for longest in 0..60 {
                for open in 0..6 {
                    let level = Level::of(waiting, longest, open);
                    assert!(Level::of(waiting + 1, longest, open) >= level);
                    assert!(Level::of(waiting, longest + 1, open) >= level);
                    assert!(open == 0 || Level::of(waiting, longest, open - 1) >= level);
                }
            }
        }
    }

    #[test]
    fn a_load_is_read_from_the_board_of_the_running_hall() {
        let hall: Hall = serde_json::from_str(include_str!("../../../assets/halls/shili/hall.json")).unwrap();
        let queue: Prefix = "T".parse().unwrap();
        // an ordinary Monday morning
        let nine: Moment = "2026-11-23T09:00:00+08:00".parse().unwrap();
        let at = |minutes: i64| nine.plus_seconds(minutes * 60);
        let number = |n: u32| Number::new(queue.clone(), n);
        let mut board = Board::default();
        let mut seq = 0;
        let mut fold = |board: &mut Board, minutes: i64, event: Event| {
            seq += 1;
            board.apply(&Recorded::of(seq, at(minutes), event));
        };
        for n in 1..=3 {
            let event = Event::TicketIssued { number: number(n), lane: Lane::default(), private: None };
            fold(&mut board, i64::from(n), event);
        }
        let load = Load::of(&board, &hall, &queue, Some(at(26)));
        assert_eq!((load.waiting, load.longest_minutes, load.open_windows), (3, Some(25), 0));
        assert_eq!((load.level, load.estimate, load.service), (Level::Overloaded, None, None));

        let window: hall::id::WindowId = "T01".parse().unwrap();
        fold(&mut board, 5, Event::WindowOpened { window: window.clone(), staff: None });
        let (first, here) = (number(1), window.clone());
        let call =
            Event::TicketCalled { number: first.clone(), window: here, over: Vec::new(), picked: None };
        fold(&mut board, 6, call);
        fold(&mut board, 7, Event::ServiceStarted { number: first.clone(), window: window.clone() });
        let served = Event::Served {
            number: first,
            window,
            then: None,
            skip: Vec::new(),
            before: 0,
            parts: 1,
            private: None,
        };
        fold(&mut board, 11, served);
        let load = Load::of(&board, &hall, &queue, Some(at(26)));
        assert_eq!((load.waiting, load.longest_minutes, load.open_windows), (2, Some(24), 1));
        assert_eq!(load.service, Some(Service { median: 240, mean: 240 }));
        assert_eq!((load.level, load.estimate.is_some()), (Level::Busy, true));
        assert_eq!(Load::of(&board, &hall, &queue, None).longest_minutes, None, "the time is not known");
        // who came at 9:02 has waited through the morning at 12:30, and not a minute of the break
        let longest = |minutes| Load::of(&board, &hall, &queue, Some(at(minutes))).longest_minutes;
        assert_eq!(longest(210), longest(225));
        assert!(longest(210) < Some(208) && longest(270) > longest(210));
    }

    #[test]
    fn one_long_service_moves_the_mean_and_not_the_median() {
        assert_eq!(Service::of([60, 120, 3600].into_iter()), Some(Service { median: 120, mean: 1260 }));
        assert_eq!(Service::of(std::iter::empty()), None);
        assert_eq!([0, 30, 59, 390].map(minutes), ["0.0", "0.5", "1.0", "6.5"]);
    }
}
