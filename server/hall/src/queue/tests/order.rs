//! Whose turn it is: priority, the order of queues, windows that change their queues.

use super::*;
use proptest::prelude::*;

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
fn who_cannot_come_back_holds_no_window() {
    let (mut hall, mut board) = (hall(), Board::default());
    hall.rules.max_requeues = 0;
    run(&mut board, &hall, &Command::Issue(Box::new(wish(&["P", "A"]))), at("09:00:00")).unwrap();
    let to = |id: &str, queue: &str| Command::Assign {
        window: window(id),
        assignment: Some(Assignment { queues: vec![queue.parse().unwrap()], order: CallOrder::LongestWait }),
    };
    let stop = board.tickets.values().next().unwrap().queue.clone();
    let id = if stop.as_str() == "P" { "P01" } else { "A01" };
    run(&mut board, &hall, &open(id), at("09:00:00")).unwrap();
    run(&mut board, &hall, &next(id), at("09:00:00")).unwrap();
    assert_eq!(run(&mut board, &hall, &to("P01", "A"), at("09:01:00")), Err(Code::LastWindow));
    run(&mut board, &hall, &Command::Miss { window: window(id) }, at("09:02:00")).unwrap();
    run(&mut board, &hall, &to("P01", "A"), at("09:03:00")).expect("nobody of it comes any more");
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

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

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
