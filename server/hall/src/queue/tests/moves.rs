//! Tickets that go on: missed and back, handed over, several matters on one slip.

use super::*;

#[test]
fn a_missed_ticket_comes_back_once_behind_three() {
    let (hall, mut board) = (hall(), Board::default());
    for _ in 0..6 {
        run(&mut board, &hall, &issue("A"), at("09:00:00")).unwrap();
    }
    run(&mut board, &hall, &open("A01"), at("09:00:00")).unwrap();
    let back = Command::Requeue { number: number("A001") };
    assert_eq!(run(&mut board, &hall, &back, at("09:00:00")), Err(Code::AlreadyWaiting));
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
    let of = |call: &crate::board::Call| call.queue().to_string();
    assert_eq!(board.calls.front().map(of).as_deref(), Some("B"), "the boards of B show its call");
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
