//! The hours against the table of domain §5, the published calendar, and whole years.

mod calendar;
mod properties;
mod rows;

use super::*;
use crate::board::{Board, Line, Waiter};
use crate::profile::Hall;

fn calendar() -> Calendar {
    serde_json::from_str(include_str!("../../../../../assets/calendars/2026.json")).unwrap()
}

/// 09:00–12:00, 13:00–17:00, numbers half an hour early, the national calendar, nothing else.
fn county() -> Hours {
    let periods = vec![Period { from: 540, to: 720 }, Period { from: 780, to: 1020 }];
    let mut hours = Hours { periods, early_minutes: 30, ..Hours::always() };
    hours.observe(&[calendar()]);
    hours
}

/// The sample hall, with its seasons and services.
fn sample() -> Hall {
    let mut hall: Hall =
        serde_json::from_str(include_str!("../../../../../assets/halls/shili/hall.json")).unwrap();
    hall.hours.observe(&[calendar()]);
    hall
}

fn with(kind: OverlayKind) -> Hall {
    let mut hall = sample();
    hall.hours = Hours { overlays: vec![Overlay { scope: Scope::default(), kind }], ..county() };
    hall
}

fn at(text: &str) -> Moment {
    format!("{text}+08:00").parse().unwrap()
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// A board on which so many wait in a queue.
fn board(queue: &str, waiting: u32) -> Board {
    let mut line = Line::default();
    for n in 1..=waiting {
        let number = crate::id::Number::new(queue.parse().unwrap(), n);
        line.waiting.join(Waiter { since: Moment::from_unix_ms(i64::from(n)), number }, false);
    }
    Board { lines: BTreeMap::from([(queue.parse().unwrap(), line)]), ..Board::default() }
}

fn service(hall: &Hall, queue: &str, waiting: u32, when: &str) -> Service {
    hall.service(&board(queue, waiting), hall.queue(&queue.parse().unwrap()).unwrap(), at(when))
}

fn may_call(hall: &Hall, window: &str, queue: &str, when: &str) -> bool {
    let (board, queue) = (board(queue, 1), hall.queue(&queue.parse().unwrap()).unwrap());
    hall.calls(&board, hall.window(&window.parse().unwrap()).unwrap(), queue, at(when)) != Calls::Nobody
}

/// Walk-in numbers, check-in, whom windows call, self-service.
fn effects(service: &Service) -> (Phase, bool, bool, Calls, bool) {
    (service.phase, service.walk_in, service.check_in, service.calls, service.self_service)
}

#[test]
fn a_workday_opens_pauses_at_noon_and_closes() {
    let states = [
        ("2026-11-23T08:59:59", HallState::BeforeOpen, "今天 09:00 开始办公"),
        ("2026-11-23T09:00:00", HallState::Open, "正在办公，12:00 结束"),
        ("2026-11-23T12:00:00", HallState::Noon, "午休，13:00 继续办公"),
        ("2026-11-23T16:59:59", HallState::Open, "正在办公，17:00 结束"),
        ("2026-11-20T17:00:00", HallState::Closed, "现已下班，11月23日 09:00 开始办公"),
        ("2026-11-22T10:00:00", HallState::Closed, "周末休息，11月23日 09:00 开始办公"),
        ("2026-10-03T10:00:00", HallState::Closed, "国庆节放假，10月8日 09:00 开始办公"),
    ];
    for (when, state, message) in states {
        let open = county().state(at(when));
        assert_eq!((open.state, open.message.zh.as_str()), (state, message), "{when}");
    }
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
