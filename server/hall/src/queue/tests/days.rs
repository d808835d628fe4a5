//! Random days in real hours: whatever people do, no number is lost, doubled or overtaken, and by the end of
//! the day every ticket has ended in one way.

use super::steps::{Step, any_hall, command, hall_of, morning, step};
use super::*;
use crate::hours::Calls;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

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
    // nor in a line that no window calls from
    for (prefix, _) in board.lines.iter().filter(|(_, line)| !line.waiting.is_empty()) {
        prop_assert!(board.windows_of(hall, prefix).next().is_some(), "nobody calls from {prefix}");
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
