//! What the rules cost by themselves: a decision on a board where 500 people wait, an estimate, and the
//! fold of a whole day. `cargo bench -p hall`.

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use hall::board::Board;
use hall::event::Recorded;
use hall::hours::Hours;
use hall::id::{Prefix, WindowId};
use hall::moment::Moment;
use hall::profile::Hall;
use hall::queue::{Command, Issue, decide, estimate, settle};
use std::hint::black_box;

/// People who wait while something is decided.
const WAITING: u32 = 500;
/// People served on the day that is folded.
const DAY: u32 = 2000;

fn hall() -> Hall {
    let text = include_str!("../../../assets/halls/shili/hall.json");
    Hall { hours: Hours::always(), ..serde_json::from_str(text).expect("the sample hall can be read") }
}

fn queue() -> Prefix {
    "A".parse().expect("a prefix")
}

fn window() -> WindowId {
    "A01".parse().expect("a window")
}

fn issue() -> Command {
    let id = "abcdefghijklmnop".parse().expect("an id");
    Command::Issue(Box::new(Issue::of(id, queue())))
}

/// Does something and gives back its events.
fn run(board: &mut Board, hall: &Hall, command: &Command, now: Moment) -> Vec<Recorded> {
    let events = decide(board, hall, command, now).expect("it may be done");
    settle(board, &events, now)
}

/// An open window and many who wait.
fn full(hall: &Hall, now: Moment) -> (Board, Vec<Recorded>) {
    let mut board = Board::default();
    let open = Command::Open { window: window(), staff: "a01".parse().expect("a name") };
    let mut events = run(&mut board, hall, &open, now);
    for _ in 0..WAITING {
        events.extend(run(&mut board, hall, &issue(), now));
    }
    (board, events)
}

/// A day on which as many come as are served, in front of many who wait.
fn day(hall: &Hall, now: Moment) -> Vec<Recorded> {
    let (mut board, mut events) = full(hall, now);
    let window = window();
    for n in 0..i64::from(DAY) {
        let now = now.plus_seconds(n * 10);
        for command in [
            issue(),
            Command::Next { window: window.clone() },
            Command::Start { window: window.clone() },
            Command::Finish { window: window.clone(), items: Vec::new(), skip: Vec::new() },
        ] {
            events.extend(run(&mut board, hall, &command, now));
        }
    }
    events
}

fn rules(criterion: &mut Criterion) {
    let hall = hall();
    let now: Moment = "2026-11-23T09:00:00+08:00".parse().expect("a moment");
    let (board, _) = full(&hall, now);
    let next = Command::Next { window: window() };
    criterion.bench_function("decide next, 500 waiting", |b| {
        b.iter(|| decide(black_box(&board), &hall, &next, now));
    });
    let issue = issue();
    criterion.bench_function("decide a ticket, 500 waiting", |b| {
        b.iter(|| decide(black_box(&board), &hall, &issue, now));
    });
    criterion.bench_function("estimate, 500 waiting", |b| {
        b.iter(|| estimate(black_box(&board), &hall, &queue(), WAITING));
    });
    let events = day(&hall, now);
    criterion.bench_function(&format!("fold a day of {} events", events.len()), |b| {
        let fold = |mut board: Board| {
            for recorded in &events {
                board.apply(recorded);
            }
            board
        };
        b.iter_batched(Board::default, fold, BatchSize::SmallInput);
    });
}

criterion_group!(benches, rules);
criterion_main!(benches);
