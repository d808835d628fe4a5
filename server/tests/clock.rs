//! A clock that is set back while the hall works: nothing is lost, no number comes twice, nothing panics.

use crate::support::Data;
use hall::board::TicketState;
use hall::event::Event;
use hall::hours::Hours;
use hall::profile::Hall;
use hall::queue::Command;
use server::clock::Clock;
use server::ledger::Ledger;
use server::queue::{Queue, new_ticket_id};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

const HOUR: i64 = 3_600_000;

fn sample() -> Arc<Hall> {
    let text = include_str!("../../assets/halls/shili/hall.json");
    Arc::new(Hall { hours: Hours::always(), ..serde_json::from_str(text).unwrap() })
}

async fn issue(queue: &Queue) -> String {
    let (id, prefix) = (new_ticket_id().unwrap(), "A".parse().unwrap());
    let command = Command::Issue(Box::new(hall::queue::Issue::of(id, prefix)));
    let events = queue.command(command).await.unwrap();
    let number = events.iter().find_map(|recorded| match &recorded.event {
        Event::TicketIssued { number, .. } => Some(number.to_string()),
        _ => None,
    });
    number.unwrap()
}

#[tokio::test]
async fn a_clock_that_is_set_back_loses_nothing() {
    let data = Data::new().await;
    let pool = server::db::open(&data.url()).await.unwrap();
    let moved: &'static AtomicI64 = Box::leak(Box::new(AtomicI64::new(0)));
    let (hall, ledger, clock) = (sample(), Ledger::new(pool), Clock::moved_by(moved));
    let queue = Queue::start(hall.clone(), ledger.clone(), clock, 16).await.unwrap();
    let window = || "A01".parse().unwrap();
    assert_eq!(issue(&queue).await, "A001");
    let day = queue.live().board.day;
    queue.command(Command::Open { window: window(), staff: "a01".parse().unwrap() }).await.unwrap();
    queue.command(Command::Next { window: window() }).await.unwrap();

    // by an hour, in the middle of a service; by a day, over midnight; and forward again
    for (n, hours) in [-1, -25, 0, -1].into_iter().enumerate() {
        moved.store(hours * HOUR, Ordering::Relaxed);
        queue.command(Command::Tick).await.unwrap();
        assert_eq!(issue(&queue).await, format!("A{:03}", n + 2), "{hours} h");
        assert_eq!(queue.live().board.day, day, "no day begins twice: {hours} h");
    }
    let state = |number: &str| queue.live().board.ticket(&number.parse().unwrap()).unwrap().state;
    assert_eq!(state("A001"), TicketState::Called);
    queue.command(Command::Start { window: window() }).await.unwrap();
    queue.command(Command::Finish { window: window(), items: Vec::new(), skip: Vec::new() }).await.unwrap();
    for n in 2..=5 {
        let events = queue.command(Command::Next { window: window() }).await.unwrap();
        assert_eq!(events.len(), 1);
        assert_eq!(state(&format!("A{n:03}")), TicketState::Called, "in the order in which they came");
        queue.command(Command::Miss { window: window() }).await.unwrap();
    }
    let live = queue.live().clone();
    queue.stop();
    let again = Queue::start(hall, ledger, clock, 16).await.unwrap();
    assert_eq!(*again.live(), live, "the ledger tells the same after a restart");
    assert_eq!(issue(&again).await, "A006");
    again.stop();
}
