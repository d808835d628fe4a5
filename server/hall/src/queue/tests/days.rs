//! Random days in real hours: whatever people do, no number is lost, doubled or overtaken, and by the end of
//! the day every ticket has ended in one way.

use super::*;
use crate::hours::Calls;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// A step of a random day.
#[derive(Clone, Debug)]
enum Step {
    Do(Command),
    /// Checks an appointment in whose hour is so many minutes from now.
    Arrive(&'static str, i64),
    Wait(i64),
}

fn step() -> impl Strategy<Value = Step> {
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
fn hall_of(kind: u8, grace: u16, breaks: bool) -> Hall {
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

fn any_hall() -> impl Strategy<Value = (u8, u16, bool)> {
    (0u8..4, prop::sample::select(vec![0, 30]), any::<bool>())
}

/// A workday, a Saturday, a holiday; before opening, in the morning, in the afternoon.
fn morning() -> impl Strategy<Value = Moment> {
    let day = prop::sample::select(vec!["2026-11-23", "2026-11-23", "2026-11-21", "2026-10-01"]);
    (day, prop::sample::select(vec!["08:10:00", "11:30:00", "16:20:00"]))
        .prop_map(|(day, time)| format!("{day}T{time}+08:00").parse().unwrap())
}

/// The command of a step now; none when only time passes.
fn command(step: Step, now: &mut Moment) -> Option<Command> {
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

/// The first of an ordinary line, and how often in a row others went before who have waited less,
/// counted apart from the board's own counter.
type Passed = BTreeMap<Place, (Number, u32)>;

/// Counts whom a call passes over: the first of every line of the window who may be called now.
fn pass(passed: &mut Passed, then: &Board, hall: &Hall, recorded: &Recorded) -> Result<(), TestCaseError> {
    let Event::TicketCalled { number, window, picked, .. } = &recorded.event else { return Ok(()) };
    let post = hall.window(window).unwrap();
    let mut places = vec![Place::Window(window.clone())];
    places.extend(then.queues_of(post).iter().cloned().map(Place::Queue));
    let since = |number: &Number| then.all_waiters()[number];
    for place in places {
        let due = match &place {
            Place::Window(_) => true,
            Place::Queue(queue) => {
                let calls = hall.calls(then, post, hall.queue(queue).unwrap(), recorded.at);
                calls == Calls::Everybody || picked.is_some()
            }
        };
        let Some(first) = then.waiting_at(&place).and_then(|w| w.ordinary.front()).filter(|_| due) else {
            continue;
        };
        let count = passed.entry(place.clone()).or_insert((first.number.clone(), 0));
        if count.0 != first.number {
            *count = (first.number.clone(), 0);
        }
        if first.number != *number && (first.since, &first.number) < (since(number), number) {
            count.1 += 1;
            prop_assert!(
                picked.is_some() || count.1 <= hall.in_row(&place),
                "{} was passed over {} times in a row",
                first.number,
                count.1
            );
        }
    }
    Ok(())
}

/// What must be true of a board at any time.
fn check(board: &Board, hall: &Hall) -> Result<(), TestCaseError> {
    // every waiting number is a waiting ticket and the other way round, at one place only
    let waiting: BTreeSet<_> =
        board.tickets.iter().filter(|(_, t)| t.state == TicketState::Waiting).map(|(n, _)| n).collect();
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
        let at: Vec<_> = board.windows.values().filter(|post| post.ticket.as_ref() == Some(number)).collect();
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
    Ok(())
}

/// Where each ticket of a day stands by its events alone, as the tickets table tells it.
#[derive(Default)]
struct Fates {
    today: BTreeMap<Number, TicketState>,
}

impl Fates {
    /// Follows an event; a ticket that was served or given back never changes again.
    fn follow(&mut self, event: &Event) -> Result<(), TestCaseError> {
        let moves = match event {
            Event::DayStarted { .. } => {
                self.today.clear();
                Vec::new()
            }
            Event::TicketIssued { number, .. } => {
                prop_assert_eq!(self.today.insert(number.clone(), TicketState::Waiting), None);
                Vec::new()
            }
            Event::TicketCalled { number, .. } => vec![(number, TicketState::Called)],
            Event::ServiceStarted { number, .. } => vec![(number, TicketState::Serving)],
            Event::Served { number, then: None, .. } => vec![(number, TicketState::Served)],
            Event::Served { number, .. }
            | Event::TicketRequeued { number, .. }
            | Event::TicketTransferred { number, .. } => vec![(number, TicketState::Waiting)],
            Event::TicketMissed { number, .. } => vec![(number, TicketState::Missed)],
            Event::TicketCancelled { number } => vec![(number, TicketState::Cancelled)],
            Event::TicketsExpired { numbers } => numbers.iter().map(|n| (n, TicketState::Expired)).collect(),
            Event::TicketsRestored { numbers } => numbers.iter().map(|n| (n, TicketState::Waiting)).collect(),
            _ => Vec::new(),
        };
        for (number, state) in moves {
            let before = self.today.insert(number.clone(), state).unwrap();
            let allowed = match state {
                TicketState::Called => before == TicketState::Waiting,
                TicketState::Serving | TicketState::Missed => before == TicketState::Called,
                TicketState::Served => before == TicketState::Serving,
                TicketState::Cancelled => matches!(before, TicketState::Waiting | TicketState::Called),
                TicketState::Expired => before == TicketState::Waiting,
                TicketState::Waiting => {
                    !matches!(before, TicketState::Waiting | TicketState::Served | TicketState::Cancelled)
                }
            };
            prop_assert!(allowed, "{number}: {before:?} → {state:?}");
        }
        Ok(())
    }

    /// The board has every ticket that is not served or given back, in the same state.
    fn check(&self, board: &Board) -> Result<(), TestCaseError> {
        let gone = |state: TicketState| matches!(state, TicketState::Served | TicketState::Cancelled);
        let left: BTreeMap<_, _> = self.today.iter().filter(|(_, state)| !gone(**state)).collect();
        let there: BTreeMap<_, _> = board.tickets.iter().map(|(n, ticket)| (n, &ticket.state)).collect();
        prop_assert_eq!(left, there);
        Ok(())
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(800))]

    #[test]
    fn no_number_is_lost_doubled_or_overtaken_unfairly(
        (kind, grace, breaks) in any_hall(), morning in morning(), steps in prop::collection::vec(step(), 1..160),
    ) {
        let hall = hall_of(kind, grace, breaks);
        let (mut board, mut now) = (Board::default(), morning);
        let mut ledger: Vec<Recorded> = Vec::new();
        let mut seen: BTreeSet<(String, Number)> = BTreeSet::new();
        let (mut passed, mut fates) = (Passed::new(), Fates::default());
        for step in steps {
            let command = command(step, &mut now).unwrap_or(Command::Tick);
            let before = board.clone();
            let was = ledger.len();
            match run(&mut board, &hall, &command, now) {
                Err(_) => prop_assert_eq!(&before, &board, "a refusal changes nothing"),
                Ok(events) => {
                    let again = decide(&before, &hall, &command, now).unwrap();
                    prop_assert!(events.iter().map(|recorded| &recorded.event).eq(&again), "decided once more");
                    ledger.extend(events);
                }
            }
            let day = board.day.map(|day| day.to_string()).unwrap_or_default();
            let mut then = before;
            for recorded in &ledger[was..] {
                match &recorded.event {
                    Event::DayStarted { .. } => passed.clear(),
                    Event::TicketIssued { number, .. } => {
                        prop_assert!(seen.insert((day.clone(), number.clone())), "{} given twice", number);
                    }
                    // nobody expires whose line is still called
                    Event::TicketsExpired { numbers } => for number in numbers {
                        let ticket = &then.tickets[number];
                        let queue = hall.queue(&ticket.queue).unwrap();
                        prop_assert!(hall.last_call(&then, queue, ticket.priority).is_none_or(|last| last <= now));
                        for window in then.windows_of(&hall, &ticket.queue) {
                            let calls = hall.calls(&then, window, queue, now);
                            prop_assert!(calls == Calls::Nobody || calls == Calls::Appointments && !ticket.priority);
                        }
                    },
                    _ => pass(&mut passed, &then, &hall, recorded)?,
                }
                fates.follow(&recorded.event)?;
                then.apply(recorded);
                // who has left the front of a line is counted anew
                let front = |place: &Place| then.waiting_at(place)?.ordinary.front().map(|w| &w.number);
                passed.retain(|place, (first, _)| front(place) == Some(first));
            }
            check(&board, &hall)?;
            fates.check(&board)?;
        }
        // a screen that folds the public events, with overlaps, ends where the server is
        let mut screen = Board::default();
        for (i, recorded) in ledger.iter().enumerate() {
            let json = serde_json::to_string(&recorded.public()).unwrap();
            screen.apply(&serde_json::from_str(&json).unwrap());
            screen.apply(&ledger[i / 2]);
        }
        prop_assert_eq!(&screen, &board);
        // so does a fold that was stopped after any prefix, stored, and went on
        for quarter in 0..=4 {
            let (first, rest) = ledger.split_at(ledger.len() * quarter / 4);
            let mut half = Board::default();
            for recorded in first {
                half.apply(recorded);
            }
            let mut half: Board = serde_json::from_str(&serde_json::to_string(&half).unwrap()).unwrap();
            for recorded in rest {
                half.apply(recorded);
            }
            prop_assert_eq!(&half, &board);
        }
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
    fn every_ticket_ends_in_exactly_one_way_by_the_end_of_the_day(
        (kind, grace, breaks) in any_hall(), morning in morning(), steps in prop::collection::vec(step(), 1..160),
    ) {
        let hall = hall_of(kind, grace, breaks);
        let (mut board, mut now, mut fates) = (Board::default(), morning, Fates::default());
        let mut act = |board: &mut Board, command: &Command, now| -> Result<usize, TestCaseError> {
            let events = run(board, &hall, command, now).unwrap_or_default();
            events.iter().try_for_each(|recorded| fates.follow(&recorded.event))?;
            Ok(events.len())
        };
        for step in steps {
            // the day goes on for some hours, and its clock is right
            let step = match step {
                Step::Wait(seconds) => Step::Wait(seconds.clamp(1, 170)),
                other => other,
            };
            let command = command(step, &mut now).unwrap_or(Command::Tick);
            act(&mut board, &command, now)?;
        }
        let day = board.day.unwrap_or(morning.day());
        prop_assert_eq!(day, morning.day());
        // the clerks serve who is there, as long as they may, and go home
        act(&mut board, &Command::Resume, now)?;
        for post in &hall.windows {
            let window = post.id.clone();
            loop {
                act(&mut board, &Command::Start { window: window.clone() }, now)?;
                act(&mut board, &Command::Finish { window: window.clone(), items: vec![], skip: vec![] }, now)?;
                if act(&mut board, &Command::Next { window: window.clone() }, now)? == 0 {
                    break;
                }
            }
            act(&mut board, &Command::Close { window }, now)?;
        }
        // time passes to the last second of the day
        while now < day.next().at_minute(0).plus_seconds(-600) {
            now = now.plus_seconds(600);
            act(&mut board, &Command::Tick, now)?;
        }
        let waits = |board: &Board| board.all_waiting().len();
        let unending = OverlayKind::Late { until: None };
        if hall.hours != Hours::always() && hall.hours.overlays.iter().all(|overlay| overlay.kind != unending) {
            prop_assert_eq!(waits(&board), 0, "expired before the day turned: {:?}", board);
        }
        fates.check(&board)?;
        let (left, issued) = (board.tickets.clone(), fates.today.clone());
        for (number, state) in &issued {
            let ended = match state {
                TicketState::Served | TicketState::Cancelled => !left.contains_key(number),
                TicketState::Missed | TicketState::Expired => left.contains_key(number),
                // the turn of the day is their end
                TicketState::Waiting => left[number].state == TicketState::Waiting,
                TicketState::Called | TicketState::Serving => false,
            };
            prop_assert!(ended, "{number} {state:?}");
        }
        let numbers: u32 = board.lines.values().map(|line| line.issued).sum();
        prop_assert_eq!(usize::try_from(numbers).unwrap(), issued.len(), "every number has its end");
    }
}
