//! Opening hours and the cut-off as the line obeys them.

use super::*;
use crate::api::QueueView;

fn by_staff(prefix: &str) -> Command {
    Command::Issue(Box::new(Issue { by_staff: true, ..wish(&[prefix]) }))
}

fn take(board: &mut Board, hall: &Hall, prefix: &str, now: Moment) -> Result<(), Code> {
    run(board, hall, &issue(prefix), now).map(drop)
}

/// Opens a window and calls the next.
fn call(board: &mut Board, hall: &Hall, id: &str, now: Moment) -> Result<usize, Code> {
    run(board, hall, &Command::Open { window: window(id), staff: "a01".parse().unwrap() }, now).unwrap();
    run(board, hall, &Command::Next { window: window(id) }, now).map(|events| events.len())
}

fn view(board: &Board, hall: &Hall, prefix: &str, now: Moment) -> QueueView {
    QueueView::of(board, hall, hall.queue(&prefix.parse().unwrap()).unwrap(), now)
}

#[test]
fn numbers_taken_before_opening_are_called_first_come_first_from_opening_on() {
    let (hall, mut board) = (with([]), Board::default());
    assert_eq!(take(&mut board, &hall, "A", at("08:29:59")), Err(Code::OutsideHours));
    take(&mut board, &hall, "A", at("08:30:00")).unwrap();
    take(&mut board, &hall, "A", at("08:31:00")).unwrap();
    assert_eq!(call(&mut board, &hall, "A01", at("08:59:59")), Err(Code::NotInHours));
    assert_eq!(call(&mut board, &hall, "A01", at("09:00:00")), Ok(1));
    assert_eq!(board.window(&window("A01")).ticket.unwrap().to_string(), "A001");
}

#[test]
fn at_noon_numbers_are_kept_and_given_out_and_a_service_under_way_is_finished() {
    let (hall, mut board) = (with([]), Board::default());
    take(&mut board, &hall, "A", at("11:58:00")).unwrap();
    assert_eq!(call(&mut board, &hall, "A01", at("11:59:00")), Ok(1));
    take(&mut board, &hall, "A", at("12:10:00")).unwrap();
    assert!(view(&board, &hall, "A", at("12:10:00")).open);
    run(&mut board, &hall, &Command::Start { window: window("A01") }, at("12:00:00")).unwrap();
    let finish = Command::Finish { window: window("A01"), items: Vec::new(), skip: Vec::new() };
    run(&mut board, &hall, &finish, at("12:20:00")).unwrap();
    assert_eq!(call(&mut board, &hall, "A01", at("12:20:00")), Err(Code::NotInHours));
    assert_eq!(board.waiting(&"A".parse().unwrap()), 1, "the number is kept");
    assert_eq!(call(&mut board, &hall, "A01", at("13:00:00")), Ok(1));
}

#[test]
fn a_hall_may_leave_the_break_to_its_clerks() {
    let (mut hall, mut board) = (with([]), Board::default());
    hall.rules.calls_in_break = true;
    take(&mut board, &hall, "A", at("11:58:00")).unwrap();
    assert_eq!(call(&mut board, &hall, "A01", at("12:20:00")), Ok(1));
    assert_eq!(call(&mut board, &hall, "A02", at("17:00:00")), Err(Code::NotInHours), "not after hours");
}

#[test]
fn a_noon_window_calls_the_queue_of_its_service_alone() {
    let (hall, mut board) = (sample(), Board::default());
    take(&mut board, &hall, "T", at("11:50:00")).unwrap();
    take(&mut board, &hall, "G", at("11:51:00")).unwrap();
    assert_eq!(take(&mut board, &hall, "A", at("12:10:00")), Err(Code::OutsideHours));
    take(&mut board, &hall, "G", at("12:10:00")).unwrap();
    assert_eq!(call(&mut board, &hall, "G02", at("12:11:00")), Err(Code::NotInHours));
    assert_eq!(call(&mut board, &hall, "G04", at("12:11:00")), Ok(1));
    assert_eq!(board.window(&window("G04")).ticket.unwrap().to_string(), "G001", "T waits for 13:00");
    assert_eq!(view(&board, &hall, "A", at("12:10:00")).reason, Some(Code::OutsideHours));
    assert_eq!(view(&board, &hall, "G", at("12:10:00")).reason, None);
}

#[test]
fn late_service_calls_the_numbers_that_are_out_and_gives_no_new_ones() {
    let (hall, mut board) = (sample(), Board::default());
    take(&mut board, &hall, "A", at("16:50:00")).unwrap();
    assert_eq!(take(&mut board, &hall, "A", at("17:00:00")), Err(Code::OutsideHours));
    assert_eq!(call(&mut board, &hall, "A01", at("18:00:00")), Ok(1));
    assert_eq!(call(&mut board, &hall, "B01", at("18:00:00")), Err(Code::NotInHours), "nobody waits there");

    let (hall, mut board) = (with([]), Board::default());
    take(&mut board, &hall, "A", at("16:50:00")).unwrap();
    assert_eq!(call(&mut board, &hall, "A01", at("17:00:00")), Err(Code::NotInHours), "no late service");
    assert_eq!(board.tickets.values().next().unwrap().state, TicketState::Waiting, "nothing is lost");
}

#[test]
fn a_weekend_service_is_for_its_queues() {
    let (hall, mut board) = (sample(), Board::default());
    let saturday: Moment = "2026-11-21T10:00:00+08:00".parse().unwrap();
    take(&mut board, &hall, "G", saturday).unwrap();
    assert_eq!(take(&mut board, &hall, "A", saturday), Err(Code::OutsideHours));
    assert_eq!(call(&mut board, &hall, "G03", saturday), Err(Code::NotInHours));
    assert_eq!(call(&mut board, &hall, "G01", saturday), Ok(1));
}

#[test]
fn the_cut_off_is_computed_from_the_load_and_staff_may_override_it() {
    let (hall, mut board) = (with([]), Board::default());
    // queue T: two windows, about 12 minutes a service, 30 minutes left: 5 people fill 60 minutes
    let now = at("16:30:00");
    let mut given = 0;
    while take(&mut board, &hall, "T", now).is_ok() {
        given += 1;
    }
    assert!((4..=6).contains(&given), "{given}");
    assert_eq!(take(&mut board, &hall, "T", now), Err(Code::CutoffPassed));
    let refused = view(&board, &hall, "T", now);
    assert_eq!((refused.open, refused.reason, refused.waiting), (false, Some(Code::CutoffPassed), given));
    take(&mut board, &hall, "T", at("16:00:00")).expect("there was time half an hour before");
    let before = board.waiting(&"T".parse().unwrap());
    run(&mut board, &hall, &by_staff("T"), now).unwrap();
    assert_eq!(board.waiting(&"T".parse().unwrap()), before + 1, "staff may");
    take(&mut board, &hall, "A", now).expect("another queue has time");
    // one of the two windows is open: half the time is there
    assert_eq!(call(&mut board, &hall, "G04", at("16:00:00")), Ok(1));
    assert_eq!(take(&mut board, &hall, "T", at("16:00:00")), Err(Code::CutoffPassed));
    assert_eq!(run(&mut board, &hall, &by_staff("T"), at("17:00:00")), Err(Code::OutsideHours));
}

#[test]
fn a_fixed_last_number_holds_whatever_the_load() {
    let (mut hall, mut board) = (with([]), Board::default());
    hall.rules.last_ticket_at = Some(990);
    take(&mut board, &hall, "A", at("16:29:59")).unwrap();
    assert_eq!(take(&mut board, &hall, "A", at("16:30:00")), Err(Code::CutoffPassed));
    assert_eq!(view(&board, &hall, "A", at("16:30:00")).reason, Some(Code::CutoffPassed));
    run(&mut board, &hall, &by_staff("A"), at("16:30:00")).unwrap();
}

#[test]
fn a_hall_that_never_closes_has_no_cut_off() {
    let (mut hall, mut board) = (sample(), Board::default());
    hall.hours = Hours::always();
    hall.rules.last_ticket_at = Some(990);
    for _ in 0..500 {
        take(&mut board, &hall, "T", at("23:58:00")).unwrap();
    }
    assert_eq!(view(&board, &hall, "T", at("23:59:00")).reason, None);
    assert_eq!(call(&mut board, &hall, "T01", at("23:59:00")), Ok(1));
}

#[test]
fn the_sample_hall_is_late_until_nobody_waits() {
    let hall = sample();
    assert!(hall.hours.overlays.iter().any(|overlay| overlay.kind == OverlayKind::Late { until: None }));
    let queue = hall.queue(&"A".parse().unwrap()).unwrap();
    let message = |board: &Board| hall.service(board, queue, at("18:00:00")).message.zh;
    let mut board = Board::default();
    assert!(!message(&board).starts_with("延时服务中"));
    take(&mut board, &hall, "A", at("16:00:00")).unwrap();
    assert!(message(&board).starts_with("延时服务中"));
}

#[test]
fn a_refusal_for_the_time_says_what_else_can_be_done() {
    let phrase = Code::CutoffPassed.phrase();
    for way in ["预约", "网上", "自助机"] {
        assert!(phrase.zh.contains(way), "{way}");
    }
    for way in ["book", "online", "self-service"] {
        assert!(phrase.en.contains(way), "{way}");
    }
}

#[test]
fn who_was_handed_to_a_window_and_who_is_picked_by_hand_are_served_after_hours() {
    let (hall, mut board) = (with([]), Board::default());
    take(&mut board, &hall, "A", at("16:50:00")).unwrap();
    take(&mut board, &hall, "A", at("16:51:00")).unwrap();
    for id in ["A01", "A02"] {
        let open = Command::Open { window: window(id), staff: "a01".parse().unwrap() };
        run(&mut board, &hall, &open, at("16:52:00")).unwrap();
    }
    run(&mut board, &hall, &next("A01"), at("16:59:00")).unwrap();
    let to = Place::Window(window("A02"));
    let transfer = Command::Transfer { window: window("A01"), to, front: false, reason: None };
    run(&mut board, &hall, &transfer, at("17:05:00")).unwrap();
    assert_eq!(run(&mut board, &hall, &next("A01"), at("17:05:00")), Err(Code::NotInHours));
    assert_eq!(
        run(&mut board, &hall, &next("A02"), at("17:05:00")).unwrap().len(),
        1,
        "handed to this window"
    );
    let pick =
        Command::Pick { window: window("A01"), number: "A002".parse().unwrap(), reason: "还在等".into() };
    assert_eq!(run(&mut board, &hall, &pick, at("17:05:00")).unwrap().len(), 1, "by hand, with a reason");
}

#[test]
fn before_opening_only_appointments_are_called_where_the_edges_of_the_day_are_worked() {
    let (hall, mut board) = (sample(), Board::default());
    let early = at("08:45:00");
    run(&mut board, &hall, &issue("A"), early).unwrap();
    let open = Command::Open { window: window("A01"), staff: "a01".parse().unwrap() };
    run(&mut board, &hall, &open, early).unwrap();
    let next = Command::Next { window: window("A01") };
    assert_eq!(
        run(&mut board, &hall, &next, early).map(|events| events.len()),
        Ok(0),
        "numbers start at opening"
    );
    let queue: Prefix = "A".parse().unwrap();
    let booked =
        Issue { booked: Some(at("09:00:00")), ..Issue::of("bbbbbbbbbbbbbbbb".parse().unwrap(), queue) };
    run(&mut board, &hall, &Command::Issue(Box::new(booked)), early).unwrap();
    let called = run(&mut board, &hall, &next, early).unwrap();
    assert!(matches!(&called[0].event, Event::TicketCalled { number, .. } if number.to_string() == "A002"));
}

#[test]
fn a_service_moves_with_the_windows_that_a_queue_has_now() {
    // at midday and on Saturdays queue G is served at G01 and at G04 or G02
    let (hall, mut board) = (sample(), Board::default());
    let to = |id: &str, queues: &[&str]| Command::Assign {
        window: window(id),
        assignment: Some(Assignment {
            queues: queues.iter().map(|queue| queue.parse().unwrap()).collect(),
            order: CallOrder::LongestWait,
        }),
    };
    let noon = at("12:10:00");
    take(&mut board, &hall, "G", noon).unwrap();
    for id in ["G01", "G04"] {
        run(&mut board, &hall, &to(id, &["T"]), noon).unwrap();
    }
    assert_eq!(take(&mut board, &hall, "G", noon), Err(Code::OutsideHours), "none of its windows works now");
    assert_eq!(view(&board, &hall, "G", noon).reason, Some(Code::OutsideHours));
    assert_eq!(call(&mut board, &hall, "G02", noon), Err(Code::NotInHours));
    run(&mut board, &hall, &to("G01", &["A", "G"]), noon).unwrap();
    take(&mut board, &hall, "G", noon).unwrap();
    assert_eq!(call(&mut board, &hall, "G01", noon), Ok(1));
    // what is left of the day, for the cut-off: the break counts when every window of the queue works then
    let queue = hall.queue(&"G".parse().unwrap()).unwrap();
    let left = |board: &Board| hall.service(board, queue, noon).remaining_minutes;
    assert_eq!(left(&board), Some(240));
    for id in ["G02", "G03"] {
        run(&mut board, &hall, &to(id, &["T"]), noon).unwrap();
    }
    assert_eq!(left(&board), Some(290));
    // a window that was given a queue of another zone has the services of that queue there
    let saturday: Moment = "2026-11-21T10:00:00+08:00".parse().unwrap();
    let mut board = Board::default();
    run(&mut board, &hall, &to("G01", &["A"]), saturday).unwrap();
    run(&mut board, &hall, &to("G02", &["A"]), saturday).unwrap();
    assert_eq!(take(&mut board, &hall, "G", saturday), Err(Code::OutsideHours));
}

#[test]
fn an_early_appointment_is_judged_by_its_hour() {
    let (hall, mut board) = (with([]), Board::default());
    let booked = |hour: &str| Command::Issue(Box::new(Issue { booked: Some(at(hour)), ..wish(&["A"]) }));
    run(&mut board, &hall, &booked("09:00:00"), at("08:00:00")).unwrap();
    assert_eq!(take(&mut board, &hall, "A", at("08:00:00")), Err(Code::OutsideHours), "no other number yet");
    assert_eq!(run(&mut board, &hall, &booked("17:30:00"), at("16:40:00")), Err(Code::OutsideHours));
    assert_eq!(run(&mut board, &hall, &booked("16:00:00"), at("17:00:00")), Err(Code::OutsideHours));
    assert_eq!(call(&mut board, &hall, "A01", at("08:59:59")), Err(Code::NotInHours));
    assert_eq!(call(&mut board, &hall, "A01", at("09:00:00")), Ok(1));
}
