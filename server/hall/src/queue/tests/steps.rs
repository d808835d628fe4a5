//! What random days are made of: steps of people, clerks and clocks, halls and their hours.

use super::*;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use std::collections::BTreeSet;

/// A step of a random day.
#[derive(Clone, Debug)]
pub(super) enum Step {
    Do(Command),
    /// Checks an appointment in whose hour is so many minutes from now.
    Arrive(&'static str, i64),
    Wait(i64),
}

pub(super) fn step() -> impl Strategy<Value = Step> {
    let prefix = prop::sample::select(vec!["A", "G", "T", "K"]);
    let id = prop::sample::select(vec!["A01", "A02", "G01", "G04", "T01"]);
    let any_number = (prefix.clone(), 1u32..20).prop_map(|(p, n)| Number::new(p.parse().unwrap(), n));
    let of_window = |make: fn(WindowId) -> Command| {
        prop::sample::select(vec!["A01", "A02", "G01", "G04", "T01"])
            .prop_map(move |w| Step::Do(make(window(w))))
    };
    let several = prop::sample::select(vec![["A", "G", "T"], ["G", "K", "A"], ["T", "T", "G"]]);
    prop_oneof![
        6 => prefix.clone().prop_map(|p| Step::Do(issue(p))),
        1 => several.prop_map(|queues| Step::Do(Command::Issue(Box::new(wish(&queues))))),
        2 => (prop::sample::select(vec!["A", "G"]), -60i64..60).prop_map(|(p, m)| Step::Arrive(p, m)),
        3 => id.clone().prop_map(|w| Step::Do(open(w))),
        8 => of_window(|window| Command::Next { window }),
        2 => of_window(|window| Command::Recall { window }),
        4 => of_window(|window| Command::Start { window }),
        4 => of_window(|window| Command::Finish { window, items: vec![], skip: vec![] }),
        1 => of_window(|window| Command::Finish { window, items: vec![], skip: vec!["G".parse().unwrap()] }),
        2 => of_window(|window| Command::Miss { window }),
        1 => of_window(|window| Command::Pause { window, reason: None }),
        1 => of_window(|window| Command::Close { window }),
        1 => of_window(|window| Command::Leave { window, staff: None, reason: "x".into() }),
        1 => of_window(|window| Command::Assign { window, assignment: None }),
        1 => Just(Step::Do(Command::Assign {
            window: window("K01"),
            assignment: Some(Assignment { queues: vec!["G".parse().unwrap()], order: CallOrder::LongestWait }),
        })),
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
        1 => prefix.clone().prop_map(|p| Step::Do(Command::CloseQueue { queue: p.parse().unwrap() })),
        1 => prefix.prop_map(|p| Step::Do(Command::OpenQueue { queue: p.parse().unwrap() })),
        1 => Just(Step::Do(Command::Stop { reason: None })),
        2 => Just(Step::Do(Command::Resume)),
        3 => Just(Step::Do(Command::Tick)),
        // from a minute back to half a day on, so that clocks jump and days turn
        1 => (-60i64..40_000).prop_map(Step::Wait),
        1 => prop::sample::select(vec![-40_000i64, -7200]).prop_map(Step::Wait),
        4 => (300i64..3600).prop_map(Step::Wait),
        8 => (1i64..120).prop_map(Step::Wait),
    ]
}

/// Halls as they are open: always, in base hours, with the sample's services, with each edge of the day; with
/// grace or without, with calls in the break or not.
pub(super) fn hall_of(kind: u8, grace: u16, breaks: bool) -> Hall {
    let mut hall = match kind {
        0 => hall(),
        1 => with([]),
        2 => sample(),
        _ => with([
            OverlayKind::Late { until: Some(1110) },
            OverlayKind::Flexible { before: 60, after: 120 },
            OverlayKind::Noon,
        ]),
    };
    (hall.rules.expire_after_minutes, hall.rules.calls_in_break) = (grace, breaks);
    hall
}

pub(super) fn any_hall() -> impl Strategy<Value = (u8, u16, bool)> {
    (0u8..4, prop::sample::select(vec![0, 30]), any::<bool>())
}

/// A workday, a Saturday, a holiday; before opening, in the morning, in the afternoon.
pub(super) fn morning() -> impl Strategy<Value = Moment> {
    let day = prop::sample::select(vec!["2026-11-23", "2026-11-23", "2026-11-21", "2026-10-01"]);
    (day, prop::sample::select(vec!["08:10:00", "11:30:00", "16:20:00"]))
        .prop_map(|(day, time)| format!("{day}T{time}+08:00").parse().unwrap())
}

/// The command of a step now; none when only time passes.
pub(super) fn command(step: Step, now: &mut Moment) -> Option<Command> {
    match step {
        Step::Wait(seconds) => {
            *now = now.plus_seconds(seconds);
            None
        }
        Step::Do(command) => Some(command),
        Step::Arrive(prefix, minutes) => {
            let booked = Some(now.plus_seconds(minutes * 60));
            Some(Command::Issue(Box::new(Issue { booked, ..wish(&[prefix]) })))
        }
    }
}

#[test]
fn the_random_days_have_everything_in_them() {
    let mut runner = TestRunner::deterministic();
    let days = (any_hall(), morning(), prop::collection::vec(step(), 100..160));
    let mut kinds = BTreeSet::new();
    for _ in 0..300 {
        let ((kind, grace, breaks), mut now, steps) = days.new_tree(&mut runner).unwrap().current();
        let (hall, mut board) = (hall_of(kind, grace, breaks), Board::default());
        for step in steps {
            let command = command(step, &mut now).unwrap_or(Command::Tick);
            for recorded in run(&mut board, &hall, &command, now).unwrap_or_default() {
                kinds.insert(recorded.event.kind());
            }
        }
    }
    // beside the queue
    kinds.extend(["catalog_published", "signage_changed", "help_called", "help_ended"]);
    kinds.extend(["emergency_raised", "emergency_ended"]);
    assert_eq!(kinds, BTreeSet::from(Event::KINDS));
}
