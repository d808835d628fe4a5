//! The end of the day: who still waits when nobody is called any more, and clocks that were wrong.

use super::*;

/// What the passing of time does at an instant.
fn tick(board: &mut Board, hall: &Hall, now: Moment) -> Vec<Event> {
    let recorded = run(board, hall, &Command::Tick, now).unwrap();
    recorded.into_iter().map(|recorded| recorded.event).collect()
}

fn expired(numbers: &[&str]) -> Event {
    Event::TicketsExpired { numbers: numbers.iter().map(|text| number(text)).collect() }
}

fn restored(numbers: &[&str]) -> Event {
    Event::TicketsRestored { numbers: numbers.iter().map(|text| number(text)).collect() }
}

fn state(board: &Board, text: &str) -> TicketState {
    board.ticket(&number(text)).unwrap().state
}

fn booked(prefix: &str, hour: &str) -> Command {
    Command::Issue(Box::new(Issue { booked: Some(at(hour)), ..wish(&[prefix]) }))
}

#[test]
fn who_waits_when_the_service_is_over_expires_after_the_grace() {
    let (hall, mut board) = (with([]), Board::default());
    for prefix in ["A", "A", "B", "A"] {
        run(&mut board, &hall, &issue(prefix), at("16:00:00")).unwrap();
    }
    for id in ["A01", "A02", "B01"] {
        run(&mut board, &hall, &open(id), at("16:00:00")).unwrap();
        run(&mut board, &hall, &next(id), at("16:59:00")).unwrap();
    }
    run(&mut board, &hall, &Command::Start { window: window("A01") }, at("16:59:30")).unwrap();
    run(&mut board, &hall, &Command::Miss { window: window("B01") }, at("16:59:40")).unwrap();
    assert_eq!(tick(&mut board, &hall, at("12:30:00")), [], "a break is not the end");
    assert_eq!(tick(&mut board, &hall, at("17:29:59")), [], "who is still there may be helped by hand");
    assert_eq!(tick(&mut board, &hall, at("17:30:00")), [expired(&["A003"])]);
    assert_eq!(tick(&mut board, &hall, at("17:30:05")), [], "once");
    assert_eq!(state(&board, "A003"), TicketState::Expired);
    assert_eq!(board.waiting(&"A".parse().unwrap()), 0);
    assert_eq!(board.ahead(&hall, &number("A003")), None);
    // what is called or served is its clerk's, and missed is an end of its own
    assert_eq!(state(&board, "A001"), TicketState::Serving);
    assert_eq!(state(&board, "A002"), TicketState::Called);
    assert_eq!(state(&board, "B001"), TicketState::Missed);
    run(&mut board, &hall, &finish("A01"), at("18:00:00")).unwrap();
    for refused in
        [Command::Cancel { number: number("A003"), id: "abcdefghijklmnop".parse().unwrap() }, grant("A003")]
    {
        assert!(run(&mut board, &hall, &refused, at("18:00:00")).is_err(), "{refused:?}");
    }
    tick(&mut board, &hall, at("00:00:00").plus_seconds(86_400));
    assert!(board.tickets.is_empty());
}

#[test]
fn a_hall_without_grace_expires_at_closing_and_one_that_never_closes_with_the_day() {
    let (mut hall, mut board) = (with([]), Board::default());
    hall.rules.expire_after_minutes = 0;
    run(&mut board, &hall, &issue("A"), at("16:00:00")).unwrap();
    assert_eq!(tick(&mut board, &hall, at("16:59:59")), []);
    assert_eq!(tick(&mut board, &hall, at("17:00:00")), [expired(&["A001"])]);

    let (hall, mut board) = (super::hall(), Board::default());
    run(&mut board, &hall, &issue("A"), at("00:00:00")).unwrap();
    assert_eq!(tick(&mut board, &hall, at("23:59:59")), []);
    let midnight = tick(&mut board, &hall, at("00:00:00").plus_seconds(86_400));
    assert!(matches!(midnight[..], [Event::DayStarted { .. }]));

    // a business day that goes on to 04:00 ends with it, not at midnight
    let (mut hall, mut board) = (super::hall(), Board::default());
    (hall.rules.day_starts_at, hall.rules.expire_after_minutes) = (240, 0);
    run(&mut board, &hall, &issue("A"), at("23:00:00")).unwrap();
    assert_eq!(tick(&mut board, &hall, at("03:59:59").plus_seconds(86_400)), []);
    assert_eq!(state(&board, "A001"), TicketState::Waiting);
}

#[test]
fn the_end_is_that_of_the_last_service_for_the_ticket() {
    // 延时 until 18:00 is for everybody, the edge of the day until 19:00 for appointments
    let services = [OverlayKind::Late { until: Some(1080) }, OverlayKind::Flexible { before: 0, after: 120 }];
    let (hall, mut board) = (with(services), Board::default());
    run(&mut board, &hall, &issue("A"), at("16:00:00")).unwrap();
    run(&mut board, &hall, &booked("A", "18:00:00"), at("17:30:00")).unwrap();
    assert_eq!(tick(&mut board, &hall, at("18:29:59")), []);
    assert_eq!(tick(&mut board, &hall, at("18:30:00")), [expired(&["A001"])]);
    assert_eq!(tick(&mut board, &hall, at("19:29:59")), []);
    assert_eq!(tick(&mut board, &hall, at("19:30:00")), [expired(&["A002"])]);

    // 延时 without an end goes on as long as somebody waits
    let (hall, mut board) = (with([OverlayKind::Late { until: None }]), Board::default());
    run(&mut board, &hall, &issue("A"), at("16:00:00")).unwrap();
    run(&mut board, &hall, &open("A01"), at("16:00:00")).unwrap();
    assert_eq!(tick(&mut board, &hall, at("23:59:59")), []);
    assert_eq!(serve(&mut board, &hall, "A01", at("23:59:59")).as_deref(), Some("A001"));

    // appointments of a holiday
    let holiday = OverlayKind::Holiday { periods: vec![Period { from: 540, to: 720 }] };
    let (hall, mut board) = (with([holiday]), Board::default());
    let on = |time: &str| format!("2026-10-01T{time}+08:00").parse::<Moment>().unwrap();
    let wish = Issue { booked: Some(on("11:00:00")), ..wish(&["A"]) };
    run(&mut board, &hall, &Command::Issue(Box::new(wish)), on("10:30:00")).unwrap();
    assert_eq!(tick(&mut board, &hall, on("12:29:59")), []);
    assert_eq!(tick(&mut board, &hall, on("12:30:00")), [expired(&["A001"])]);
}

#[test]
fn a_clock_that_jumps_ahead_and_back_loses_no_number() {
    let (hall, mut board) = (with([]), Board::default());
    for second in 0..4 {
        run(&mut board, &hall, &issue("A"), at("10:00:00").plus_seconds(second)).unwrap();
    }
    run(&mut board, &hall, &grant("A003"), at("10:01:00")).unwrap();
    let order = |board: &Board| super::super::upcoming(board, &hall, hall.window(&window("A01")).unwrap());
    let before = order(&board);
    assert_eq!(tick(&mut board, &hall, at("19:00:00")).len(), 1);
    assert!(board.all_waiting().is_empty());
    let back = tick(&mut board, &hall, at("10:02:00"));
    assert_eq!(back, [restored(&["A001", "A002", "A004", "A003"])]);
    assert_eq!(order(&board), before, "everybody where they were");
    assert_eq!(tick(&mut board, &hall, at("10:02:05")), []);
    run(&mut board, &hall, &issue("A"), at("10:03:00")).unwrap();
    assert_eq!(order(&board).last(), Some(&number("A005")), "and no number comes twice");
}

#[test]
fn a_clerk_takes_an_expired_ticket_up_at_any_hour_of_its_day() {
    let (hall, mut board) = (with([]), Board::default());
    for _ in 0..2 {
        run(&mut board, &hall, &issue("A"), at("16:00:00")).unwrap();
    }
    for id in ["A01", "B01"] {
        run(&mut board, &hall, &open(id), at("16:00:00")).unwrap();
    }
    tick(&mut board, &hall, at("17:30:00"));
    let pick = |id: &str, reason: &str| Command::Pick {
        window: window(id),
        number: number("A001"),
        reason: reason.into(),
    };
    assert_eq!(run(&mut board, &hall, &pick("A01", " "), at("18:00:00")), Err(Code::ReasonMissing));
    assert_eq!(run(&mut board, &hall, &pick("B01", "还在等"), at("18:00:00")), Err(Code::NotWaiting));
    let events = run(&mut board, &hall, &pick("A01", "还在等"), at("18:00:00")).unwrap();
    assert_eq!(events[0].event, Event::TicketRequeued { number: number("A001"), behind: 0 });
    assert_eq!((events.len(), state(&board, "A001")), (2, TicketState::Called));
    // or lets it wait: as long as those who were there at the end
    let back = Command::Requeue { number: number("A002") };
    run(&mut board, &hall, &back, at("18:10:00")).unwrap();
    assert_eq!(run(&mut board, &hall, &back, at("18:10:00")), Err(Code::AlreadyWaiting));
    assert_eq!(tick(&mut board, &hall, at("18:39:59")), []);
    assert_eq!(tick(&mut board, &hall, at("18:40:00")), [expired(&["A002"])]);
    run(&mut board, &hall, &back, at("19:00:00")).expect("it costs no return after a missed call");
}

#[test]
fn who_comes_to_wait_after_the_end_has_the_grace_too_and_who_waits_for_a_clerk_has_time() {
    let (hall, mut board) = (with([]), Board::default());
    run(&mut board, &hall, &Command::Issue(Box::new(wish(&["A", "B"]))), at("16:00:00")).unwrap();
    for _ in 0..2 {
        run(&mut board, &hall, &issue("A"), at("16:00:00")).unwrap();
    }
    for id in ["A01", "A02", "A03", "A04"] {
        run(&mut board, &hall, &open(id), at("16:00:00")).unwrap();
    }
    for id in ["A01", "A02", "A03"] {
        run(&mut board, &hall, &next(id), at("16:59:00")).unwrap();
    }
    run(&mut board, &hall, &Command::Start { window: window("A01") }, at("16:59:00")).unwrap();
    let hand = |id: &str, to: Place| Command::Transfer { window: window(id), to, front: false, reason: None };
    // the first is served until 17:50 and has a second matter; one is handed to a queue, one to a window
    run(&mut board, &hall, &finish("A01"), at("17:50:00")).unwrap();
    run(&mut board, &hall, &hand("A02", queue("B")), at("18:00:00")).unwrap();
    run(&mut board, &hall, &hand("A03", Place::Window(window("A04"))), at("18:00:00")).unwrap();
    assert_eq!(tick(&mut board, &hall, at("18:19:59")), []);
    assert_eq!(tick(&mut board, &hall, at("18:20:00")), [expired(&["A001"])]);
    assert_eq!(tick(&mut board, &hall, at("18:30:00")), [expired(&["A002"])]);
    assert_eq!(tick(&mut board, &hall, at("21:00:00")), [], "its clerk has not gone");
    run(&mut board, &hall, &Command::Close { window: window("A04") }, at("21:00:00")).unwrap();
    assert_eq!(tick(&mut board, &hall, at("21:29:59")), []);
    assert_eq!(tick(&mut board, &hall, at("21:30:00")), [expired(&["A003"])]);
}

#[test]
fn a_queue_that_loses_its_late_windows_and_gets_them_back_loses_nobody() {
    let mut hall = with([OverlayKind::Late { until: Some(1200) }]);
    hall.hours.overlays[0].scope.windows = vec![window("A01")];
    let mut board = Board::default();
    run(&mut board, &hall, &issue("A"), at("16:00:00")).unwrap();
    let assign = |queue: Option<&str>| Command::Assign {
        window: window("A01"),
        assignment: queue
            .map(|queue| Assignment { queues: vec![queue.parse().unwrap()], order: CallOrder::LongestWait }),
    };
    run(&mut board, &hall, &assign(Some("B")), at("18:00:00")).unwrap();
    assert_eq!(tick(&mut board, &hall, at("18:00:05")), [expired(&["A001"])]);
    run(&mut board, &hall, &assign(None), at("18:01:00")).unwrap();
    assert_eq!(tick(&mut board, &hall, at("18:01:05")), [restored(&["A001"])]);
}

#[test]
fn a_ticket_that_waits_cannot_be_put_back_and_one_at_a_window_was_not_missed() {
    let (hall, mut board) = (with([]), Board::default());
    run(&mut board, &hall, &issue("A"), at("09:00:00")).unwrap();
    let back = Command::Requeue { number: number("A001") };
    assert_eq!(run(&mut board, &hall, &back, at("09:00:00")), Err(Code::AlreadyWaiting));
    run(&mut board, &hall, &open("A01"), at("09:00:00")).unwrap();
    run(&mut board, &hall, &next("A01"), at("09:00:00")).unwrap();
    assert_eq!(run(&mut board, &hall, &back, at("09:00:00")), Err(Code::NotMissed));
    let unknown = Command::Requeue { number: number("A009") };
    assert_eq!(run(&mut board, &hall, &unknown, at("09:00:00")), Err(Code::NotMissed));
}

#[test]
fn an_appointment_that_was_missed_is_called_where_only_appointments_are() {
    let holiday = OverlayKind::Holiday { periods: vec![Period { from: 540, to: 720 }] };
    let (hall, mut board) = (with([holiday]), Board::default());
    let on = |time: &str| format!("2026-10-01T{time}+08:00").parse::<Moment>().unwrap();
    let wish = Issue { booked: Some(on("10:00:00")), ..wish(&["A"]) };
    run(&mut board, &hall, &Command::Issue(Box::new(wish)), on("09:55:00")).unwrap();
    run(&mut board, &hall, &open("A01"), on("10:00:00")).unwrap();
    run(&mut board, &hall, &next("A01"), on("10:00:00")).unwrap();
    run(&mut board, &hall, &Command::Miss { window: window("A01") }, on("10:03:00")).unwrap();
    run(&mut board, &hall, &Command::Requeue { number: number("A001") }, on("10:05:00")).unwrap();
    assert_eq!(tick(&mut board, &hall, on("11:59:00")), [], "it waits as long as appointments are served");
    assert_eq!(serve(&mut board, &hall, "A01", on("11:59:00")).as_deref(), Some("A001"));
}

#[test]
fn a_priority_that_is_taken_back_late_leaves_time_to_give_it_again() {
    let flexible = OverlayKind::Flexible { before: 0, after: 60 };
    let (hall, mut board) = (with([flexible]), Board::default());
    run(&mut board, &hall, &issue("A"), at("16:00:00")).unwrap();
    run(&mut board, &hall, &grant("A001"), at("16:00:00")).unwrap();
    let withdraw = Command::Withdraw { number: number("A001"), reason: "看错了".into() };
    run(&mut board, &hall, &withdraw, at("17:35:00")).unwrap();
    assert_eq!(tick(&mut board, &hall, at("17:35:05")), []);
    run(&mut board, &hall, &grant("A001"), at("17:36:00")).expect("it waits still");
    // an appointment stays one, whatever becomes of its priority
    run(&mut board, &hall, &booked("A", "17:00:00"), at("17:10:00")).unwrap();
    let withdraw = Command::Withdraw { number: number("A002"), reason: "看错了".into() };
    run(&mut board, &hall, &withdraw, at("17:10:00")).unwrap();
    assert_eq!(tick(&mut board, &hall, at("17:59:00")), []);
}
