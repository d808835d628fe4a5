//! Numbers, calls and services, from the first to the last of a day.

use super::*;

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
fn the_estimate_is_a_range_that_grows_with_the_line_and_needs_an_open_window() {
    let (hall, mut board) = (hall(), Board::default());
    let queue: Prefix = "A".parse().unwrap();
    assert_eq!(super::super::estimate(&board, &hall, &queue, 0), None);
    run(&mut board, &hall, &open("A01"), at("09:00:00")).unwrap();
    let first = super::super::estimate(&board, &hall, &queue, 0).unwrap();
    let tenth = super::super::estimate(&board, &hall, &queue, 10).unwrap();
    assert!(first.low_minutes == 0 && first.high_minutes <= 2, "{first:?}");
    assert!(tenth.low_minutes >= 45 && tenth.high_minutes <= 180 && tenth.low_minutes < tenth.high_minutes);
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
