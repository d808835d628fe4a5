//! The event stream: what it tells, what it hides, how it resumes.

use crate::support::{Data, Hall, serve_one};
use hall::board::Board;
use hall::event::Recorded;
use serde_json::{Value, json};
use std::time::Duration;

/// One message of the stream.
#[derive(Debug)]
struct Message {
    id: Option<u64>,
    event: String,
    data: Value,
}

/// Reads messages until one of a kind came, that one included.
async fn until(response: &mut reqwest::Response, rest: &mut String, event: &str) -> Vec<Message> {
    let mut messages = Vec::new();
    let work = async {
        loop {
            while let Some((head, tail)) = rest.split_once("\n\n") {
                let field = |name: &str| {
                    head.lines().find_map(|line| line.strip_prefix(name)).map(|value| value.trim().to_owned())
                };
                let message = Message {
                    id: field("id:").map(|id| id.parse().unwrap()),
                    event: field("event:").unwrap(),
                    data: serde_json::from_str(&field("data:").unwrap()).unwrap(),
                };
                let tail = tail.to_owned();
                *rest = tail;
                let found = message.event == event;
                messages.push(message);
                if found {
                    return;
                }
            }
            rest.push_str(std::str::from_utf8(&response.chunk().await.unwrap().unwrap()).unwrap());
        }
    };
    tokio::time::timeout(Duration::from_secs(20), work).await.expect("the event came");
    messages
}

#[tokio::test]
async fn a_screen_folds_the_stream_to_the_servers_board_and_learns_no_secret() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let mut stream = hall.get("/api/v1/halls/shili/events").send().await.unwrap();
    assert_eq!(stream.headers()["content-type"], "text/event-stream");
    let mut rest = String::new();
    let first = until(&mut stream, &mut rest, "snapshot").await;
    assert_eq!(first[0].event, "hello");
    let mut screen: Board = serde_json::from_value(first[1].data.clone()).unwrap();

    let clerk = hall.sign_in("a01").await;
    serve_one(&hall, &clerk, "A01", json!({"item": "hukou-birth"})).await;
    let request = hall.post("/api/v1/halls/shili/tickets", &json!({"queue": "A"}));
    let ticket: Value =
        request.header("idempotency-key", "tap-secret-key").send().await.unwrap().json().await.unwrap();
    let id = ticket["id"].as_str().unwrap();
    clerk.post("/api/v1/windows/A01/pause", json!({"reason": "私人原因"})).await;
    let messages = until(&mut stream, &mut rest, "window_paused").await;
    for message in &messages {
        let text = message.data.to_string();
        for secret in ["hukou-birth", "私人原因", "a01", "tap-secret-key", id] {
            assert!(!text.contains(secret), "{secret} in {text}");
        }
        if let Some(id) = message.id {
            let recorded: Recorded = serde_json::from_value(message.data.clone()).unwrap();
            assert_eq!((recorded.seq, recorded.event.kind()), (id, message.event.as_str()));
            assert!(screen.apply(&recorded), "no event twice");
        }
    }
    assert_eq!(screen, hall.app.queues().next().unwrap().live().board);
}

#[tokio::test]
async fn a_screen_that_was_away_gets_what_it_missed_or_a_snapshot() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    hall.take(json!({"queue": "A"})).await;
    let seq = hall.app.queues().next().unwrap().live().board.seq;
    for _ in 0..3 {
        hall.take(json!({"queue": "A"})).await;
    }
    let request = hall.get("/api/v1/halls/shili/events").header("last-event-id", seq.to_string());
    let mut stream = request.send().await.unwrap();
    let mut rest = String::new();
    let mut ids = Vec::new();
    for _ in 0..3 {
        ids.extend(until(&mut stream, &mut rest, "ticket_issued").await.iter().filter_map(|m| m.id));
    }
    assert_eq!(ids, [seq + 1, seq + 2, seq + 3]);
    // a position from the future (another database) cannot be resumed
    let mut stream = hall.get("/api/v1/halls/shili/events?after=999999").send().await.unwrap();
    let messages = until(&mut stream, &mut String::new(), "snapshot").await;
    assert_eq!(messages.last().unwrap().id, Some(seq + 3));
}

#[tokio::test]
async fn a_second_servers_events_reach_the_listeners_of_the_first() {
    let data = Data::new().await;
    let (one, two) = (Hall::open(&data).await, Hall::open(&data).await);
    let mut stream = one.get("/api/v1/halls/shili/events").send().await.unwrap();
    let mut rest = String::new();
    until(&mut stream, &mut rest, "snapshot").await;
    two.take(json!({"queue": "A"})).await;
    // nobody does anything at the first server; it looks around by itself
    let messages = until(&mut stream, &mut rest, "ticket_issued").await;
    assert_eq!(messages.last().unwrap().data["number"], "A001");
    assert_eq!(one.take(json!({"queue": "A"})).await["number"], "A002");
}
