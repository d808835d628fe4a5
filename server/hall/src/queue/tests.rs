//! The rules of the line against random days: whatever people do, no number is lost, doubled or
//! overtaken.

use super::{Command, Issue, decide, settle};
use crate::board::{Assignment, Board, CallOrder, Place, TicketState, WindowState};
use crate::code::Code;
use crate::event::{Event, Recorded};
use crate::hours::Hours;
use crate::id::{Number, Prefix, WindowId};
use crate::moment::Moment;
use crate::profile::Hall;
use proptest::prelude::*;
use std::collections::BTreeSet;

fn hall() -> Hall {
    let mut hall: Hall =
        serde_json::from_str(include_str!("../../../../assets/halls/shili/hall.json")).unwrap();
    hall.hours = Hours::always();
    hall
}

fn at(text: &str) -> Moment {
    format!("2026-11-23T{text}+08:00").parse().unwrap()
}

fn window(id: &str) -> WindowId {
    id.parse().unwrap()
}

fn wish(queues: &[&str]) -> Issue {
    Issue {
        id: "abcdefghijklmnop".parse().unwrap(),
        queues: queues.iter().map(|queue| queue.parse().unwrap()).collect(),
        items: Vec::new(),
        theme: None,
        key: None,
        requested: None,
        booked: None,
        by_staff: false,
    }
}

fn issue(prefix: &str) -> Command {
    Command::Issue(Box::new(wish(&[prefix])))
}

fn number(text: &str) -> Number {
    text.parse().unwrap()
}

fn grant(text: &str) -> Command {
    Command::Grant { number: number(text), class: "elderly".parse().unwrap(), reason: "老年证".into() }
}

fn finish(id: &str) -> Command {
    Command::Finish { window: window(id), items: Vec::new(), skip: Vec::new() }
}

fn queue(prefix: &str) -> Place {
    Place::Queue(prefix.parse().unwrap())
}

/// Calls, serves and finishes whoever is next; none when nobody waits.
fn serve(board: &mut Board, hall: &Hall, id: &str, now: Moment) -> Option<String> {
    let called = run(board, hall, &next(id), now).unwrap();
    let number = called.first().map(|_| board.window(&window(id)).ticket.unwrap().to_string())?;
    run(board, hall, &Command::Start { window: window(id) }, now).unwrap();
    run(board, hall, &finish(id), now).unwrap();
    Some(number)
}

fn open(id: &str) -> Command {
    Command::Open { window: window(id), staff: "a01".parse().unwrap() }
}

/// Decides and settles; gives back the events.
fn run(board: &mut Board, hall: &Hall, command: &Command, now: Moment) -> Result<Vec<Recorded>, Code> {
    let events = decide(board, hall, command, now)?;
    Ok(settle(board, &events, now))
}

fn next(id: &str) -> Command {
    Command::Next { window: window(id) }
}

#[test]
fn the_sample_hall_has_no_fault() {
    let hall = hall();
    assert_eq!(hall.faults(), Vec::<String>::new());
    assert_eq!(hall.windows.len(), 31);
    let catalog: crate::catalog::Catalog =
        serde_json::from_str(include_str!("../../../../assets/halls/shili/catalog.json")).unwrap();
    assert_eq!(catalog.faults(Some(&hall)), Vec::<String>::new());
    assert_eq!((catalog.items.len(), catalog.departments.len(), catalog.themes.len()), (97, 22, 18));
}

#[test]
fn faults_of_a_hall_and_its_catalog_are_reported_all_at_once() {
    let mut hall = hall();
    let mut catalog: crate::catalog::Catalog =
        serde_json::from_str(include_str!("../../../../assets/halls/shili/catalog.json")).unwrap();
    hall.windows[0].queues = vec!["ZZ".parse().unwrap()];
    hall.windows[1].id = hall.windows[0].id.clone();
    hall.name.en = " ".to_owned();
    catalog.items[0].queue_prefix = "ZZ".parse().unwrap();
    catalog.items[1].legal_basis.clear();
    catalog.themes[0].items.push("no-such-item".parse().unwrap());
    assert_eq!(hall.faults().len(), 3, "{:?}", hall.faults());
    assert_eq!(catalog.faults(Some(&hall)).len(), 3, "{:?}", catalog.faults(Some(&hall)));
}

#[test]
fn a_ticket_walks_from_waiting_to_served() {
    let (hall, mut board) = (hall(), Board::default());
    let now = at("09:00:00");
    run(&mut board, &hall, &issue("A"), now).unwrap();
    let a001: Number = "A001".parse().unwrap();
    assert_eq!(board.ticket(&a001).unwrap().state, TicketState::Waiting);
    assert_eq!(run(&mut board, &hall, &next("A01"), now), Err(Code::WindowNotOpen));
    run(&mut board, &hall, &open("A01"), now).unwrap();
    run(&mut board, &hall, &next("A01"), now).unwrap();
    assert_eq!(run(&mut board, &hall, &next("A01"), now), Err(Code::WindowBusy), "a double tap calls one");
    let finish = finish("A01");
    assert_eq!(run(&mut board, &hall, &finish, now), Err(Code::NotCalled), "not before it started");
    run(&mut board, &hall, &Command::Start { window: window("A01") }, at("09:01:00")).unwrap();
    run(&mut board, &hall, &finish, at("09:08:00")).unwrap();
    assert_eq!(board.ticket(&a001), None);
    assert_eq!(board.window(&window("A01")).ticket, None);
    assert_eq!(board.lines[a001.prefix()].services, [420]);
}

#[test]
fn recalls_are_spaced_and_limited() {
    let (hall, mut board) = (hall(), Board::default());
    run(&mut board, &hall, &open("A01"), at("09:00:00")).unwrap();
    run(&mut board, &hall, &issue("A"), at("09:00:00")).unwrap();
    run(&mut board, &hall, &next("A01"), at("09:00:00")).unwrap();
    let recall = Command::Recall { window: window("A01") };
    assert_eq!(run(&mut board, &hall, &recall, at("09:00:19")), Err(Code::RecallTooSoon));
    run(&mut board, &hall, &recall, at("09:00:20")).unwrap();
    run(&mut board, &hall, &recall, at("08:00:30"))
        .expect("a clock that was set back does not mute a window");
    assert_eq!(run(&mut board, &hall, &recall, at("09:02:00")), Err(Code::TooManyRecalls));
    run(&mut board, &hall, &Command::Miss { window: window("A01") }, at("09:02:00")).unwrap();
    assert_eq!(board.tickets.values().next().unwrap().state, TicketState::Missed);
    assert_eq!(run(&mut board, &hall, &next("A01"), at("09:02:01")).unwrap(), []);
}

#[test]
fn after_a_long_rest_only_staff_begin_a_day() {
    let (hall, mut board) = (hall(), Board::default());
    run(&mut board, &hall, &Command::Tick, at("09:00:00")).unwrap();
    let (today, second) = (board.day, 24 * 3600);
    let after = |days: i64| at("09:00:00").plus_seconds(days * second);
    assert_eq!(run(&mut board, &hall, &Command::Tick, after(32)).unwrap(), [], "a clock that is wrong?");
    assert_eq!(run(&mut board, &hall, &issue("A"), after(32)), Err(Code::OutsideHours));
    assert_eq!(board.day, today);
    run(&mut board, &hall, &open("A01"), after(32)).unwrap();
    assert_eq!(board.day, today.map(|day| day.plus(32)));
    run(&mut board, &hall, &Command::Tick, after(32 + 31)).unwrap();
    assert_eq!(board.day, today.map(|day| day.plus(63)), "a month is a holiday");
}

#[test]
fn a_window_with_two_queues_calls_who_waits_longest() {
    let (hall, mut board) = (hall(), Board::default());
    run(&mut board, &hall, &issue("T"), at("09:00:00")).unwrap();
    run(&mut board, &hall, &issue("G"), at("09:00:01")).unwrap();
    run(&mut board, &hall, &open("G04"), at("09:00:02")).unwrap();
    run(&mut board, &hall, &next("G04"), at("09:00:03")).unwrap();
    assert_eq!(board.window(&window("G04")).ticket.unwrap().to_string(), "T001");
}

#[test]
fn closed_queues_quotas_and_hours_refuse_with_their_codes() {
    let (mut hall, mut board) = (hall(), Board::default());
    let queue: Prefix = "A".parse().unwrap();
    hall.queues[0].daily_quota = Some(1);
    run(&mut board, &hall, &Command::CloseQueue { queue: queue.clone() }, at("09:00:00")).unwrap();
    assert_eq!(run(&mut board, &hall, &issue("A"), at("09:00:00")), Err(Code::QueueClosed));
    run(&mut board, &hall, &Command::OpenQueue { queue }, at("09:00:00")).unwrap();
    run(&mut board, &hall, &issue("A"), at("09:00:00")).unwrap();
    assert_eq!(run(&mut board, &hall, &issue("A"), at("09:00:00")), Err(Code::QuotaReached));
    assert_eq!(run(&mut board, &hall, &issue("ZZ"), at("09:00:00")), Err(Code::UnknownQueue));
    hall.hours.periods[0].to = 600;
    assert_eq!(run(&mut board, &hall, &issue("B"), at("10:00:00")), Err(Code::OutsideHours));
}

#[test]
fn a_new_day_begins_again_and_a_clock_that_jumps_back_does_not() {
    let (hall, mut board) = (hall(), Board::default());
    run(&mut board, &hall, &open("A01"), at("23:59:58")).unwrap();
    run(&mut board, &hall, &issue("A"), at("23:59:59")).unwrap();
    run(&mut board, &hall, &issue("A"), at("23:59:59").plus_seconds(1)).unwrap();
    assert_eq!(board.all_waiting().len(), 1);
    assert_eq!(board.lines.values().next().unwrap().last_number, Some(1));
    assert_eq!(board.window(&window("A01")).state, WindowState::Closed, "nobody signed in again");
    run(&mut board, &hall, &issue("A"), at("12:00:00")).unwrap();
    assert_eq!(board.lines.values().next().unwrap().last_number, Some(2), "no number of today twice");
}

#[test]
fn the_estimate_is_a_range_that_grows_with_the_line_and_needs_an_open_window() {
    let (hall, mut board) = (hall(), Board::default());
    let queue: Prefix = "A".parse().unwrap();
    assert_eq!(super::estimate(&board, &hall, &queue, 0), None);
    run(&mut board, &hall, &open("A01"), at("09:00:00")).unwrap();
    let first = super::estimate(&board, &hall, &queue, 0).unwrap();
    let tenth = super::estimate(&board, &hall, &queue, 10).unwrap();
    assert!(first.low_minutes == 0 && first.high_minutes <= 2, "{first:?}");
    assert!(tenth.low_minutes >= 45 && tenth.high_minutes <= 180 && tenth.low_minutes < tenth.high_minutes);
}

#[test]
fn a_missed_ticket_comes_back_once_behind_three() {
    let (hall, mut board) = (hall(), Board::default());
    for _ in 0..6 {
        run(&mut board, &hall, &issue("A"), at("09:00:00")).unwrap();
    }
    run(&mut board, &hall, &open("A01"), at("09:00:00")).unwrap();
    let back = Command::Requeue { number: number("A001") };
    assert_eq!(run(&mut board, &hall, &back, at("09:00:00")), Err(Code::NotMissed));
    let miss = Command::Miss { window: window("A01") };
    run(&mut board, &hall, &next("A01"), at("09:00:00")).unwrap();
    run(&mut board, &hall, &miss, at("09:01:00")).unwrap();
    run(&mut board, &hall, &back, at("09:02:00")).unwrap();
    assert_eq!(board.ahead(&hall, &number("A001")), Some(3));
    let order: Vec<_> = (0..4).filter_map(|_| serve(&mut board, &hall, "A01", at("09:03:00"))).collect();
    assert_eq!(order[..3], ["A002", "A003", "A004"]);
    assert_eq!(order[3], "A001", "after the next three");
}

#[test]
fn a_second_miss_is_final() {
    let (hall, mut board) = (hall(), Board::default());
    run(&mut board, &hall, &open("A01"), at("09:00:00")).unwrap();
    run(&mut board, &hall, &issue("A"), at("09:00:00")).unwrap();
    let back = Command::Requeue { number: number("A001") };
    for expected in [Ok(()), Err(Code::TicketEnded)] {
        run(&mut board, &hall, &next("A01"), at("09:00:00")).unwrap();
        run(&mut board, &hall, &Command::Miss { window: window("A01") }, at("09:01:00")).unwrap();
        assert_eq!(run(&mut board, &hall, &back, at("09:02:00")).map(drop), expected);
    }
    assert_eq!(board.ticket(&number("A001")).unwrap().state, TicketState::Missed);
}

#[test]
fn a_transfer_keeps_number_and_waiting_time() {
    let (hall, mut board) = (hall(), Board::default());
    run(&mut board, &hall, &issue("A"), at("09:00:00")).unwrap();
    for minute in 10..13 {
        run(&mut board, &hall, &issue("B"), at(&format!("09:{minute}:00"))).unwrap();
    }
    for id in ["A01", "B01", "B02"] {
        run(&mut board, &hall, &open(id), at("09:20:00")).unwrap();
    }
    run(&mut board, &hall, &next("A01"), at("09:20:00")).unwrap();
    let transfer =
        |to: Place, front: bool| Command::Transfer { window: window("A01"), to, front, reason: None };
    assert_eq!(
        run(&mut board, &hall, &transfer(queue("ZZ"), false), at("09:21:00")),
        Err(Code::UnknownQueue)
    );
    let own = Place::Window(window("A01"));
    assert_eq!(run(&mut board, &hall, &transfer(own, false), at("09:21:00")), Err(Code::SameWindow));
    let closed = Place::Window(window("B03"));
    assert_eq!(run(&mut board, &hall, &transfer(closed, false), at("09:21:00")), Err(Code::WindowNotOpen));
    run(&mut board, &hall, &transfer(queue("B"), false), at("09:21:00")).unwrap();
    assert_eq!(board.window(&window("A01")).ticket, None);
    assert_eq!(board.ahead(&hall, &number("A001")), Some(0), "it has waited longest");
    assert_eq!(serve(&mut board, &hall, "B01", at("09:22:00")).as_deref(), Some("A001"));
    assert_eq!(
        board.lines[&"B".parse().unwrap()].services.len(),
        1,
        "its service teaches the queue it is in"
    );
}

#[test]
fn who_is_handed_to_a_window_waits_for_it_alone_until_it_closes() {
    let (hall, mut board) = (hall(), Board::default());
    for _ in 0..3 {
        run(&mut board, &hall, &issue("A"), at("09:00:00")).unwrap();
    }
    for id in ["A01", "A02", "A03"] {
        run(&mut board, &hall, &open(id), at("09:00:00")).unwrap();
    }
    run(&mut board, &hall, &next("A01"), at("09:01:00")).unwrap();
    let to = Place::Window(window("A02"));
    let transfer =
        Command::Transfer { window: window("A01"), to, front: true, reason: Some("原件在2号".into()) };
    run(&mut board, &hall, &transfer, at("09:02:00")).unwrap();
    assert_eq!(serve(&mut board, &hall, "A01", at("09:03:00")).as_deref(), Some("A002"));
    assert_eq!(board.ahead(&hall, &number("A001")), Some(0));
    run(&mut board, &hall, &Command::Close { window: window("A02") }, at("09:04:00")).unwrap();
    assert_eq!(serve(&mut board, &hall, "A03", at("09:05:00")).as_deref(), Some("A001"), "back in its line");
}

#[test]
fn priority_goes_first_but_never_more_than_twice_in_a_row() {
    let (hall, mut board) = (hall(), Board::default());
    for _ in 0..6 {
        run(&mut board, &hall, &issue("A"), at("09:00:00")).unwrap();
    }
    run(&mut board, &hall, &open("A01"), at("09:00:00")).unwrap();
    for n in ["A003", "A004", "A005", "A006"] {
        run(&mut board, &hall, &grant(n), at("09:01:00")).unwrap();
    }
    assert_eq!(run(&mut board, &hall, &grant("A003"), at("09:01:00")).unwrap(), [], "granted already");
    assert_eq!(board.ahead(&hall, &number("A001")), Some(2));
    let expected: Vec<u32> = [3, 4, 1, 5, 6, 2].to_vec();
    for (ahead, n) in expected.iter().enumerate() {
        let number = Number::new("A".parse().unwrap(), *n);
        assert_eq!(board.ahead(&hall, &number), Some(u32::try_from(ahead).unwrap()), "{number}");
    }
    let order: Vec<_> = (0..6).filter_map(|_| serve(&mut board, &hall, "A01", at("09:02:00"))).collect();
    assert_eq!(order, expected.iter().map(|n| format!("A{n:03}")).collect::<Vec<_>>());
}

#[test]
fn a_priority_needs_a_known_class_and_a_reason_and_can_be_taken_back() {
    let (hall, mut board) = (hall(), Board::default());
    run(&mut board, &hall, &issue("A"), at("09:00:00")).unwrap();
    run(&mut board, &hall, &issue("A"), at("09:00:01")).unwrap();
    let with = |class: &str, reason: &str| Command::Grant {
        number: number("A002"),
        class: class.parse().unwrap(),
        reason: reason.into(),
    };
    assert_eq!(run(&mut board, &hall, &with("vip", "x"), at("09:01:00")), Err(Code::UnknownPriority));
    assert_eq!(run(&mut board, &hall, &with("elderly", " "), at("09:01:00")), Err(Code::ReasonMissing));
    let granted = run(&mut board, &hall, &with("elderly", "老年证"), at("09:01:00")).unwrap();
    let public = serde_json::to_string(&granted[0].public()).unwrap();
    assert!(!public.contains("elderly") && !public.contains("老年证"), "{public}");
    assert_eq!(board.ahead(&hall, &number("A002")), Some(0));
    let withdraw = Command::Withdraw { number: number("A002"), reason: "看错了".into() };
    run(&mut board, &hall, &withdraw, at("09:02:00")).unwrap();
    assert_eq!(board.ahead(&hall, &number("A002")), Some(1));
}

#[test]
fn queue_order_prefers_the_first_queue_and_starves_none() {
    let (hall, mut board) = (hall(), Board::default());
    let assignment = Some(Assignment {
        queues: vec!["B".parse().unwrap(), "A".parse().unwrap()],
        order: CallOrder::QueueOrder,
    });
    run(&mut board, &hall, &issue("A"), at("08:59:00")).unwrap();
    for _ in 0..4 {
        run(&mut board, &hall, &issue("B"), at("09:00:00")).unwrap();
    }
    let assign = Command::Assign { window: window("A01"), assignment };
    run(&mut board, &hall, &assign, at("09:00:00")).unwrap();
    run(&mut board, &hall, &open("A01"), at("09:00:00")).unwrap();
    let order: Vec<_> = (0..5).filter_map(|_| serve(&mut board, &hall, "A01", at("09:02:00"))).collect();
    assert_eq!(order, ["B001", "B002", "A001", "B003", "B004"]);
}

#[test]
fn a_priority_of_a_later_queue_does_not_starve_at_a_window_with_an_order() {
    let (hall, mut board) = (hall(), Board::default());
    let queues = ["B", "A"].map(|queue| queue.parse().unwrap()).to_vec();
    let assignment = Some(Assignment { queues, order: CallOrder::QueueOrder });
    run(&mut board, &hall, &Command::Assign { window: window("A01"), assignment }, at("09:00:00")).unwrap();
    run(&mut board, &hall, &open("A01"), at("09:00:00")).unwrap();
    run(&mut board, &hall, &issue("A"), at("09:00:00")).unwrap();
    run(&mut board, &hall, &grant("A001"), at("09:00:00")).unwrap();
    for _ in 0..5 {
        run(&mut board, &hall, &issue("B"), at("09:01:00")).unwrap();
    }
    assert_eq!(serve(&mut board, &hall, "A01", at("09:02:00")).as_deref(), Some("A001"));
}

#[test]
fn a_queue_without_windows_takes_nobody_and_none_loses_its_last_while_somebody_may_come() {
    let (hall, mut board) = (hall(), Board::default());
    let move_p01 = Command::Assign {
        window: window("P01"),
        assignment: Some(Assignment { queues: vec!["A".parse().unwrap()], order: CallOrder::LongestWait }),
    };
    run(&mut board, &hall, &open("A01"), at("09:00:00")).unwrap();
    run(&mut board, &hall, &Command::Issue(Box::new(wish(&["A", "P"]))), at("09:00:00")).unwrap();
    assert_eq!(run(&mut board, &hall, &move_p01, at("09:00:00")), Err(Code::LastWindow), "a slip goes there");
    let mut board = Board::default();
    run(&mut board, &hall, &move_p01, at("09:00:00")).unwrap();
    assert_eq!(run(&mut board, &hall, &issue("P"), at("09:00:00")), Err(Code::QueueClosed));
    run(&mut board, &hall, &open("A01"), at("09:00:00")).unwrap();
    run(&mut board, &hall, &issue("A"), at("09:00:00")).unwrap();
    run(&mut board, &hall, &next("A01"), at("09:00:00")).unwrap();
    let transfer = Command::Transfer { window: window("A01"), to: queue("P"), front: false, reason: None };
    assert_eq!(run(&mut board, &hall, &transfer, at("09:01:00")), Err(Code::QueueClosed));
}

#[test]
fn windows_are_reassigned_while_the_hall_runs_but_nobody_is_left_without_one() {
    let (hall, mut board) = (hall(), Board::default());
    run(&mut board, &hall, &issue("P"), at("09:00:00")).unwrap();
    let to = |id: &str, queues: &[&str]| Command::Assign {
        window: window(id),
        assignment: Some(Assignment {
            queues: queues.iter().map(|queue| queue.parse().unwrap()).collect(),
            order: CallOrder::LongestWait,
        }),
    };
    assert_eq!(run(&mut board, &hall, &to("P01", &["A"]), at("09:00:00")), Err(Code::LastWindow));
    assert_eq!(run(&mut board, &hall, &to("P01", &[]), at("09:00:00")), Err(Code::BadRequest));
    assert_eq!(run(&mut board, &hall, &to("A01", &["ZZ"]), at("09:00:00")), Err(Code::UnknownQueue));
    run(&mut board, &hall, &to("A01", &["P", "A", "P"]), at("09:00:00")).unwrap();
    run(&mut board, &hall, &to("P01", &["A"]), at("09:00:00")).unwrap();
    run(&mut board, &hall, &open("A01"), at("09:00:00")).unwrap();
    assert_eq!(serve(&mut board, &hall, "A01", at("09:01:00")).as_deref(), Some("P001"));
    // the next day begins as the last one ended
    run(&mut board, &hall, &Command::Tick, at("09:00:00").plus_seconds(86_400)).unwrap();
    let a01 = hall.window(&window("A01")).unwrap();
    assert_eq!(board.queues_of(a01), ["P".parse().unwrap(), "A".parse().unwrap()]);
    let plan = Command::Assign { window: window("A01"), assignment: None };
    run(&mut board, &hall, &plan, at("10:00:00").plus_seconds(86_400)).unwrap();
    assert_eq!(board.queues_of(a01), ["A".parse().unwrap()]);
}

#[test]
fn a_number_is_picked_out_of_turn_only_with_a_reason_and_only_where_it_waits() {
    let (hall, mut board) = (hall(), Board::default());
    for _ in 0..3 {
        run(&mut board, &hall, &issue("A"), at("09:00:00")).unwrap();
    }
    run(&mut board, &hall, &open("A01"), at("09:00:00")).unwrap();
    run(&mut board, &hall, &open("B01"), at("09:00:00")).unwrap();
    let pick = |id: &str, reason: &str| Command::Pick {
        window: window(id),
        number: number("A003"),
        reason: reason.into(),
    };
    assert_eq!(run(&mut board, &hall, &pick("A01", " "), at("09:01:00")), Err(Code::ReasonMissing));
    assert_eq!(run(&mut board, &hall, &pick("B01", "熟人"), at("09:01:00")), Err(Code::NotWaiting));
    let events = run(&mut board, &hall, &pick("A01", "急病"), at("09:01:00")).unwrap();
    assert!(matches!(&events[0].event, Event::TicketCalled { over, picked: Some(_), .. } if over.len() == 1));
    assert!(!serde_json::to_string(&events[0].public()).unwrap().contains("急病"));
}

#[test]
fn one_slip_for_several_matters_goes_from_line_to_line_by_itself() {
    let (hall, mut board) = (hall(), Board::default());
    for _ in 0..5 {
        run(&mut board, &hall, &issue("A"), at("09:00:00")).unwrap();
    }
    for id in ["A01", "B01", "C01"] {
        run(&mut board, &hall, &open(id), at("09:00:00")).unwrap();
    }
    let slip = Command::Issue(Box::new(wish(&["A", "B", "C", "B"])));
    run(&mut board, &hall, &slip, at("09:05:00")).unwrap();
    let slip = number("B001");
    assert_eq!(board.ticket(&slip).unwrap().then.len(), 2, "the shortest line first, each line once");
    for _ in 0..2 {
        run(&mut board, &hall, &issue("C"), at("09:06:00")).unwrap();
    }
    assert_eq!(serve(&mut board, &hall, "B01", at("09:10:00")).as_deref(), Some("B001"));
    let ticket = board.ticket(&slip).unwrap();
    assert_eq!((ticket.state, ticket.queue.as_str(), ticket.parts), (TicketState::Waiting, "C", 1));
    assert_eq!(board.ahead(&hall, &slip), Some(0), "the time already waited counts");
    assert_eq!(serve(&mut board, &hall, "C01", at("09:15:00")).as_deref(), Some("B001"));
    assert_eq!(board.ahead(&hall, &slip), Some(5), "behind those who came before");
    // the last matter is done along the way
    run(
        &mut board,
        &hall,
        &Command::Pick { window: window("A01"), number: slip.clone(), reason: "同一人".into() },
        at("09:16:00"),
    )
    .unwrap();
    run(&mut board, &hall, &Command::Start { window: window("A01") }, at("09:16:00")).unwrap();
    run(&mut board, &hall, &finish("A01"), at("09:20:00")).unwrap();
    assert_eq!(board.ticket(&slip), None);
}

#[test]
fn a_matter_that_was_done_along_the_way_needs_no_further_visit() {
    let (hall, mut board) = (hall(), Board::default());
    run(&mut board, &hall, &open("A01"), at("09:00:00")).unwrap();
    run(&mut board, &hall, &Command::Issue(Box::new(wish(&["A", "B"]))), at("09:00:00")).unwrap();
    run(&mut board, &hall, &next("A01"), at("09:00:00")).unwrap();
    run(&mut board, &hall, &Command::Start { window: window("A01") }, at("09:00:00")).unwrap();
    let both = Command::Finish {
        window: window("A01"),
        items: vec!["hukou-birth".parse().unwrap(), "sscard-new".parse().unwrap()],
        skip: vec!["B".parse().unwrap()],
    };
    let events = run(&mut board, &hall, &both, at("09:05:00")).unwrap();
    assert!(matches!(&events[0].event, Event::Served { then: None, parts: 2, .. }));
    assert!(board.tickets.is_empty());
}

#[test]
fn an_emergency_stop_ends_numbers_and_calls_until_the_hall_goes_on_also_tomorrow() {
    let (hall, mut board) = (hall(), Board::default());
    run(&mut board, &hall, &issue("A"), at("09:00:00")).unwrap();
    run(&mut board, &hall, &open("A01"), at("09:00:00")).unwrap();
    run(&mut board, &hall, &Command::Stop { reason: Some("火警".into()) }, at("09:01:00")).unwrap();
    assert_eq!(run(&mut board, &hall, &issue("A"), at("09:02:00")), Err(Code::HallStopped));
    assert_eq!(run(&mut board, &hall, &next("A01"), at("09:02:00")), Err(Code::HallStopped));
    let tomorrow = at("09:00:00").plus_seconds(86_400);
    assert_eq!(run(&mut board, &hall, &issue("A"), tomorrow), Err(Code::HallStopped));
    run(&mut board, &hall, &Command::Resume, tomorrow).unwrap();
    run(&mut board, &hall, &issue("A"), tomorrow).unwrap();
}

/// A random step of a random day.
#[derive(Clone, Debug)]
enum Step {
    Do(Command),
    Wait(i64),
}

fn step() -> impl Strategy<Value = Step> {
    let prefix = prop::sample::select(vec!["A", "G", "T", "K"]);
    let id = prop::sample::select(vec!["A01", "A02", "G04", "T01"]);
    let any_number = (prefix.clone(), 1u32..20).prop_map(|(p, n)| Number::new(p.parse().unwrap(), n));
    let of_window = move |make: fn(WindowId) -> Command| {
        prop::sample::select(vec!["A01", "A02", "G04", "T01"]).prop_map(move |w| Step::Do(make(window(w))))
    };
    prop_oneof![
        6 => prefix.clone().prop_map(|p| Step::Do(issue(p))),
        1 => Just(Step::Do(Command::Issue(Box::new(wish(&["A", "G", "T"]))))),
        1 => Just(Step::Do(Command::Issue(Box::new(Issue { booked: Some(at("10:00:00")), ..wish(&["A"]) })))),
        3 => id.clone().prop_map(|w| Step::Do(open(w))),
        8 => of_window(|window| Command::Next { window }),
        2 => of_window(|window| Command::Recall { window }),
        4 => of_window(|window| Command::Start { window }),
        4 => of_window(|window| Command::Finish { window, items: vec![], skip: vec![] }),
        2 => of_window(|window| Command::Miss { window }),
        1 => of_window(|window| Command::Pause { window, reason: None }),
        1 => of_window(|window| Command::Close { window }),
        1 => of_window(|window| Command::Assign { window, assignment: None }),
        1 => (id.clone(), any::<bool>()).prop_map(|(w, by_order)| Step::Do(Command::Assign {
            window: window(w),
            assignment: Some(Assignment {
                queues: vec!["T".parse().unwrap(), "A".parse().unwrap()],
                order: if by_order { CallOrder::QueueOrder } else { CallOrder::LongestWait },
            }),
        })),
        2 => (id.clone(), prefix.clone(), any::<bool>()).prop_map(|(w, p, front)| Step::Do(Command::Transfer {
            window: window(w), to: queue(p), front, reason: None,
        })),
        2 => (id.clone(), id, any::<bool>()).prop_map(|(w, other, front)| Step::Do(Command::Transfer {
            window: window(w), to: Place::Window(window(other)), front, reason: None,
        })),
        3 => any_number.clone().prop_map(|number| Step::Do(Command::Grant {
            number, class: "elderly".parse().unwrap(), reason: "老年证".into(),
        })),
        1 => any_number.clone().prop_map(|number| Step::Do(Command::Withdraw { number, reason: "误".into() })),
        2 => any_number.clone().prop_map(|number| Step::Do(Command::Requeue { number })),
        1 => any_number.clone().prop_map(|number| Step::Do(Command::Pick {
            window: window("A01"), number, reason: "急".into(),
        })),
        1 => any_number.prop_map(|number| Step::Do(Command::Cancel {
            number, id: "abcdefghijklmnop".parse().unwrap(),
        })),
        1 => prefix.prop_map(|p| Step::Do(Command::CloseQueue { queue: p.parse().unwrap() })),
        // from a minute back to half a day on, so that clocks jump and days turn
        2 => (-60i64..40_000).prop_map(Step::Wait),
        8 => (1i64..120).prop_map(Step::Wait),
    ]
}

/// The first of an ordinary line, and how often in a row others went before who have waited less,
/// counted apart from the board's own counter.
type Passed = std::collections::BTreeMap<Place, (Number, u32)>;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn no_number_is_lost_doubled_or_overtaken_unfairly(steps in prop::collection::vec(step(), 1..160)) {
        let hall = hall();
        let (mut board, mut now) = (Board::default(), at("09:00:00"));
        let mut ledger: Vec<Recorded> = Vec::new();
        let mut seen: BTreeSet<(String, Number)> = BTreeSet::new();
        let mut passed = Passed::new();
        for step in steps {
            let command = match step {
                Step::Wait(seconds) => { now = now.plus_seconds(seconds); continue }
                Step::Do(command) => command,
            };
            let before = board.clone();
            let was = ledger.len();
            match run(&mut board, &hall, &command, now) {
                Err(_) => prop_assert_eq!(&before, &board, "a refusal changes nothing"),
                Ok(events) => ledger.extend(events),
            }
            let day = board.day.map(|day| day.to_string()).unwrap_or_default();
            let mut then = before.clone();
            for recorded in &ledger[was..] {
                match &recorded.event {
                    Event::DayStarted { .. } => passed.clear(),
                    Event::TicketIssued { number, .. } => {
                        prop_assert!(seen.insert((day.clone(), number.clone())), "{} given twice", number);
                    }
                    Event::TicketCalled { number, window, picked, .. } => {
                        let place = hall.window(window).unwrap();
                        let mut places = vec![Place::Window(window.clone())];
                        places.extend(then.queues_of(place).iter().cloned().map(Place::Queue));
                        let since = |number: &Number| then.all_waiters()[number];
                        for place in places {
                            let Some(first) = then.waiting_at(&place).and_then(|w| w.ordinary.front()) else { continue };
                            let count = passed.entry(place.clone()).or_insert((first.number.clone(), 0));
                            if count.0 != first.number {
                                *count = (first.number.clone(), 0);
                            }
                            if first.number != *number && (first.since, &first.number) < (since(number), number) {
                                count.1 += 1;
                                prop_assert!(
                                    picked.is_some() || count.1 <= hall.in_row(&place),
                                    "{} was passed over {} times in a row", first.number, count.1
                                );
                            }
                        }
                    }
                    _ => {}
                }
                then.apply(recorded);
            }
            // every waiting number is a waiting ticket and the other way round, at one place only
            let waiting: BTreeSet<_> = board.tickets.iter()
                .filter(|(_, t)| t.state == TicketState::Waiting).map(|(n, _)| n).collect();
            prop_assert_eq!(&waiting, &board.all_waiting());
            let places = board.lines.values().map(|line| line.waiting.len()).sum::<usize>()
                + board.windows.values().map(|post| post.waiting.len()).sum::<usize>();
            prop_assert_eq!(waiting.len(), places);
            // nobody waits for a window that nobody sits at
            for post in board.windows.values().filter(|post| post.state == WindowState::Closed) {
                prop_assert!(post.waiting.is_empty());
            }
            // who is called or served stands at exactly one window that is not closed
            for (number, ticket) in &board.tickets {
                let at: Vec<_> = board.windows.values()
                    .filter(|post| post.ticket.as_ref() == Some(number)).collect();
                if matches!(ticket.state, TicketState::Called | TicketState::Serving) {
                    prop_assert_eq!(at.len(), 1);
                    prop_assert!(at[0].state != WindowState::Closed);
                } else {
                    prop_assert_eq!(at.len(), 0);
                }
            }
            // a line is in the order of its ranks, and the people ahead are those who will be called
            for (prefix, line) in &board.lines {
                for lane in [&line.waiting.ordinary, &line.waiting.priority] {
                    prop_assert!(lane.iter().map(|waiter| waiter.since).is_sorted(), "{} {:?}", prefix, lane);
                }
                let in_row = hall.in_row(&Place::Queue(prefix.clone()));
                prop_assert_eq!(line.waiting.order(in_row).count(), line.waiting.len());
            }
        }
        // a screen that folds the public events, with overlaps, ends where the server is
        let mut screen = Board::default();
        for (i, recorded) in ledger.iter().enumerate() {
            let json = serde_json::to_string(&recorded.public()).unwrap();
            screen.apply(&serde_json::from_str(&json).unwrap());
            screen.apply(&ledger[i / 2]);
        }
        prop_assert_eq!(&screen, &board);
        let snapshot: Board = serde_json::from_str(&serde_json::to_string(&board).unwrap()).unwrap();
        prop_assert_eq!(&snapshot, &board);
        // a fold may begin with any day, because a day's first event says what goes on
        if let Some(start) = ledger.iter().rposition(|r| matches!(r.event, Event::DayStarted { .. })) {
            let mut late = Board { seq: ledger[start].seq - 1, ..Board::default() };
            for recorded in &ledger[start..] {
                late.apply(recorded);
            }
            prop_assert_eq!(late, board);
        }
    }

    #[test]
    fn every_ticket_ends_in_exactly_one_way_by_the_end_of_the_day(steps in prop::collection::vec(step(), 1..160)) {
        let hall = hall();
        let (mut board, mut now) = (Board::default(), at("09:00:00"));
        let mut ends = std::collections::BTreeMap::<Number, u32>::new();
        let mut issued = BTreeSet::new();
        for step in steps {
            match step {
                Step::Wait(seconds) => now = now.plus_seconds(seconds.clamp(1, 60)),
                Step::Do(command) => for recorded in run(&mut board, &hall, &command, now).unwrap_or_default() {
                    match recorded.event {
                        Event::TicketIssued { number, .. } => { issued.insert(number); }
                        Event::Served { number, then: None, .. } | Event::TicketCancelled { number } => {
                            *ends.entry(number).or_default() += 1;
                        }
                        _ => {}
                    }
                },
            }
        }
        // what is on the board at midnight was missed or expires
        for number in board.tickets.keys() {
            *ends.entry(number.clone()).or_default() += 1;
        }
        prop_assert_eq!(ends.keys().cloned().collect::<BTreeSet<_>>(), issued);
        prop_assert!(ends.values().all(|times| *times == 1));
    }

    #[test]
    fn nobody_starves_however_many_priorities_come(first in 1usize..6, in_row in 0u32..4, come in 1usize..4) {
        let mut hall = hall();
        hall.rules.overtakes_in_row = in_row;
        let (mut board, mut now) = (Board::default(), at("09:00:00"));
        for _ in 0..first {
            run(&mut board, &hall, &issue("A"), now).unwrap();
        }
        run(&mut board, &hall, &open("A01"), now).unwrap();
        let last = Number::new("A".parse().unwrap(), u32::try_from(first).unwrap());
        let mut others = 0;
        loop {
            now = now.plus_seconds(60);
            for _ in 0..come {
                let events = run(&mut board, &hall, &issue("A"), now).unwrap();
                let Event::TicketIssued { number, .. } = &events[0].event else { unreachable!() };
                run(&mut board, &hall, &grant(&number.to_string()), now).unwrap();
            }
            let called = serve(&mut board, &hall, "A01", now).unwrap();
            if called == last.to_string() {
                break;
            }
            others += 1;
            let bound = usize::try_from(in_row).unwrap() * first + first - 1;
            prop_assert!(others <= bound, "{} of at most {} before {}", others, bound, last);
        }
    }
}
