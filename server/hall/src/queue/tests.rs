//! The rules of the line against random days: whatever people do, no number is lost, doubled or
//! overtaken.

use super::{Command, decide, settle};
use crate::board::{Board, TicketState, WindowState};
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

fn issue(prefix: &str) -> Command {
    let (queue, id) = (prefix.parse().unwrap(), "abcdefghijklmnop".parse().unwrap());
    Command::Issue { id, queue, item: None, theme: None, key: None, by_staff: false }
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
    let finish = Command::Finish { window: window("A01"), items: Vec::new() };
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

/// A random step of a random day.
#[derive(Clone, Debug)]
enum Step {
    Do(Command),
    Wait(i64),
}

fn step() -> impl Strategy<Value = Step> {
    let prefix = prop::sample::select(vec!["A", "G", "T", "K"]);
    let id = prop::sample::select(vec!["A01", "A02", "G04", "T01"]);
    prop_oneof![
        4 => prefix.clone().prop_map(|p| Step::Do(issue(p))),
        2 => id.clone().prop_map(|w| Step::Do(open(w))),
        4 => id.clone().prop_map(|w| Step::Do(next(w))),
        2 => id.clone().prop_map(|w| Step::Do(Command::Recall { window: window(w) })),
        3 => id.clone().prop_map(|w| Step::Do(Command::Start { window: window(w) })),
        3 => id.clone().prop_map(|w| Step::Do(Command::Finish { window: window(w), items: vec![] })),
        1 => id.clone().prop_map(|w| Step::Do(Command::Miss { window: window(w) })),
        1 => id.clone().prop_map(|w| Step::Do(Command::Pause { window: window(w), reason: None })),
        1 => id.prop_map(|w| Step::Do(Command::Close { window: window(w) })),
        1 => (prefix.clone(), 1u32..20).prop_map(|(p, n)| Step::Do(Command::Cancel {
            number: Number::new(p.parse().unwrap(), n), id: "abcdefghijklmnop".parse().unwrap(),
        })),
        1 => prefix.prop_map(|p| Step::Do(Command::CloseQueue { queue: p.parse().unwrap() })),
        // from a minute back to half a day on, so that clocks jump and days turn
        2 => (-60i64..40_000).prop_map(Step::Wait),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_number_is_lost_doubled_or_overtaken(steps in prop::collection::vec(step(), 1..120)) {
        let hall = hall();
        let (mut board, mut now) = (Board::default(), at("09:00:00"));
        let mut ledger: Vec<Recorded> = Vec::new();
        let mut seen: BTreeSet<(String, Number)> = BTreeSet::new();
        for step in steps {
            let command = match step {
                Step::Wait(seconds) => { now = now.plus_seconds(seconds); continue }
                Step::Do(command) => command,
            };
            let before = board.clone();
            match run(&mut board, &hall, &command, now) {
                Err(_) => prop_assert_eq!(&before, &board, "a refusal changes nothing"),
                Ok(events) => ledger.extend(events),
            }
            let day = board.day.map(|day| day.to_string()).unwrap_or_default();
            for recorded in ledger.iter().skip(usize::try_from(before.seq).unwrap()) {
                match &recorded.event {
                    Event::TicketIssued { number, .. } => {
                        prop_assert!(seen.insert((day.clone(), number.clone())), "{} given twice", number);
                    }
                    Event::TicketCalled { number, window } if before.day == board.day => {
                        let issued = before.ticket(number).unwrap().issued_at;
                        for prefix in &hall.window(window).unwrap().queues {
                            for other in before.lines.get(prefix).into_iter().flat_map(|l| &l.waiting) {
                                let fair = other.prefix() != number.prefix()
                                    && before.ticket(other).unwrap().issued_at >= issued
                                    || other >= number;
                                prop_assert!(fair, "{} overtook {}", number, other);
                            }
                        }
                    }
                    _ => {}
                }
            }
            // every waiting number is a waiting ticket and the other way round
            let waiting: BTreeSet<_> = board.tickets.iter()
                .filter(|(_, t)| t.state == TicketState::Waiting).map(|(n, _)| n).collect();
            prop_assert_eq!(waiting, board.all_waiting());
            // who is called or served stands at exactly one window that is not closed
            for (number, ticket) in &board.tickets {
                if matches!(ticket.state, TicketState::Called | TicketState::Serving) {
                    let at: Vec<_> = board.windows.iter()
                        .filter(|(_, post)| post.ticket.as_ref() == Some(number)).collect();
                    prop_assert_eq!(at.len(), 1);
                    prop_assert!(at[0].1.state != WindowState::Closed);
                }
            }
        }
        // a screen that folds the public events, with overlaps, ends where the server is
        let mut screen = Board::default();
        for (i, recorded) in ledger.iter().enumerate() {
            let public = Recorded { event: recorded.event.public(), ..recorded.clone() };
            let json = serde_json::to_string(&public).unwrap();
            screen.apply(&serde_json::from_str(&json).unwrap());
            screen.apply(&ledger[i / 2]);
        }
        prop_assert_eq!(&screen, &board);
        let snapshot: Board = serde_json::from_str(&serde_json::to_string(&board).unwrap()).unwrap();
        prop_assert_eq!(&snapshot, &board);
    }
}
