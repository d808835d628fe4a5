//! The end of the day for who still waits: on the board, in the stream, in the tables, on the phone, after a
//! restart; and a clock that was wrong.

use crate::support::{Data, Hall, SetClock, refused, serve_one, token};
use hall::queue::Command;
use serde_json::{Value, json};
use tempfile::TempDir;

/// The sample hall from 09:00 to 12:00 and 13:00 to 17:00, without further services.
fn county() -> TempDir {
    crate::support::halls_open(json!([{"from": 540, "to": 720}, {"from": 780, "to": 1020}]))
}

async fn open(data: &Data, halls: &TempDir, clock: &SetClock) -> Hall {
    let arguments = ["--demo", "--clock", "real", "--halls", halls.path().to_str().unwrap()];
    Hall::open_at(data, &arguments, clock.clock()).await.unwrap()
}

/// The keeper looks at the clock.
async fn tick(hall: &Hall) {
    hall.app.queues().next().unwrap().command(Command::Tick).await.unwrap();
}

async fn state(hall: &Hall, ticket: &Value) -> Value {
    let path = format!("/api/v1/tickets/{}", ticket["id"].as_str().unwrap());
    let seen: Value = hall.get(&path).send().await.unwrap().json().await.unwrap();
    seen["state"].clone()
}

/// State and whether there is an end, in the table that lists and reports read.
async fn stored(hall: &Hall, ticket: &Value) -> (String, bool) {
    use sqlx::Row;
    let row = sqlx::query("SELECT state, ended_at FROM tickets WHERE id = $1")
        .bind(ticket["id"].as_str().unwrap().to_owned())
        .fetch_one(&hall.app.pool)
        .await
        .unwrap();
    (row.get("state"), row.get::<Option<i64>, _>("ended_at").is_some())
}

/// What the public stream has told, up to a kind of event.
async fn told(hall: &Hall, until: &str) -> String {
    let mut stream = hall.get("/api/v1/halls/shili/events?after=0").send().await.unwrap();
    let mut events = String::new();
    while !events.contains(&format!("event: {until}")) && !events.contains(&format!("event:{until}")) {
        events.push_str(&String::from_utf8_lossy(&stream.chunk().await.unwrap().unwrap()));
    }
    events
}

#[tokio::test]
async fn who_waits_when_the_day_is_over_expires_everywhere_and_rating_codes_stay_valid() {
    let (data, halls, clock) = (Data::new().await, county(), SetClock::at("2026-11-23T16:00:00"));
    let hall = open(&data, &halls, &clock).await;
    let clerk = hall.sign_in("a01").await;
    let finished = serve_one(&hall, &clerk, "A01", json!({"queue": "A"})).await;
    let (one, two) = (hall.take(json!({"queue": "A"})).await, hall.take(json!({"queue": "A"})).await);
    let called = clerk.step("A01", "next").await;
    assert_eq!(called["ticket"]["number"], one["number"]);

    clock.set("2026-11-23T17:29:00");
    tick(&hall).await;
    assert_eq!(state(&hall, &two).await, "waiting", "who is still there may be helped");
    clock.set("2026-11-23T17:30:00");
    tick(&hall).await;
    assert_eq!(state(&hall, &two).await, "expired");
    assert_eq!(state(&hall, &one).await, "called", "its clerk ends it");
    assert_eq!(stored(&hall, &two).await, ("expired".to_owned(), true));
    assert!(told(&hall, "tickets_expired").await.contains("A003"));
    let path = format!("/t/{}", two["id"].as_str().unwrap());
    let page = hall.get(&path).send().await.unwrap().text().await.unwrap();
    assert!(page.contains("已过期") && page.contains("Expired"), "{page}");
    let cancel = format!("/api/v1/tickets/{}/cancel", two["id"].as_str().unwrap());
    refused(hall.post(&cancel, &json!({})).send().await.unwrap(), 409, "ticket_ended").await;
    let board: Value = hall.get("/api/v1/halls/shili/board").send().await.unwrap().json().await.unwrap();
    assert_eq!((&board["queues"][0]["waiting"], &board["queues"][0]["open"]), (&json!(0), &json!(false)));
    for step in ["start", "finish"] {
        clerk.step("A01", step).await;
    }
    let rated = format!("/api/v1/ratings/{}", token(&finished));
    assert_eq!(hall.get(&rated).send().await.unwrap().status(), 200);

    // a clerk helps who is still there, also after a restart
    let live = hall.app.queues().next().unwrap().live().clone();
    drop(hall);
    let hall = open(&data, &halls, &clock).await;
    assert_eq!(*hall.app.queues().next().unwrap().live(), live);
    let clerk = hall.sign_in("a01").await;
    refused(clerk.post("/api/v1/windows/A01/next", json!({})).await, 409, "not_in_hours").await;
    let pick = json!({"ticket": "A003", "reason": "一直在等"});
    assert_eq!(clerk.post("/api/v1/windows/A01/call", pick).await.status(), 200);
    assert_eq!(stored(&hall, &two).await, ("waiting".to_owned(), false));
    for step in ["start", "finish"] {
        clerk.step("A01", step).await;
    }
    assert_eq!(stored(&hall, &two).await, ("served".to_owned(), true));
    assert_eq!(hall.get(&rated).send().await.unwrap().status(), 200);
}

#[tokio::test]
async fn a_clock_that_was_ahead_for_a_while_costs_nobody_their_place() {
    let (data, halls, clock) = (Data::new().await, county(), SetClock::at("2026-11-23T10:00:00"));
    let hall = open(&data, &halls, &clock).await;
    let (one, two) = (hall.take(json!({"queue": "A"})).await, hall.take(json!({"queue": "A"})).await);
    clock.set("2026-11-23T20:00:00");
    tick(&hall).await;
    assert_eq!(stored(&hall, &one).await.0, "expired");
    clock.set("2026-11-23T10:05:00");
    tick(&hall).await;
    assert_eq!(stored(&hall, &one).await, ("waiting".to_owned(), false));
    assert!(told(&hall, "tickets_restored").await.contains("A001"));
    let clerk = hall.sign_in("a01").await;
    clerk.step("A01", "open").await;
    for ticket in [&one, &two] {
        assert_eq!(clerk.step("A01", "next").await["ticket"]["number"], ticket["number"]);
        clerk.step("A01", "miss").await;
    }
    assert_eq!(hall.take(json!({"queue": "A"})).await["number"], "A003");
}

#[tokio::test]
async fn a_clerk_puts_an_expired_ticket_back_and_a_waiting_one_waits_already() {
    let (data, halls, clock) = (Data::new().await, county(), SetClock::at("2026-11-23T16:00:00"));
    let hall = open(&data, &halls, &clock).await;
    let ticket = hall.take(json!({"queue": "A"})).await;
    clock.set("2026-11-23T18:00:00");
    tick(&hall).await;
    let clerk = hall.sign_in("a01").await;
    let requeue = format!("/api/v1/tickets/{}/requeue", ticket["id"].as_str().unwrap());
    let back: Value = clerk.post(&requeue, json!({})).await.json().await.unwrap();
    assert_eq!((&back["state"], &back["ahead"]), (&json!("waiting"), &json!(0)));
    refused(clerk.post(&requeue, json!({})).await, 409, "already_waiting").await;
    // the record says whose act it was
    let supervisor = hall.sign_in("supervisor").await;
    let record: Value = supervisor.get("/api/v1/halls/shili/audit").await.json().await.unwrap();
    let acts = record["items"].as_array().unwrap();
    assert!(
        acts.iter()
            .any(|act| act["act"] == "ticket_requeued" && act["object"] == "A001" && act["actor"] == "a01"),
        "{record}"
    );
    // and the next day begins without it
    clock.set("2026-11-24T00:00:01");
    tick(&hall).await;
    assert_eq!(state(&hall, &ticket).await, "expired");
}

#[tokio::test]
async fn a_hall_that_never_closes_expires_nothing_before_the_day_turns() {
    let (data, clock) = (Data::new().await, SetClock::at("2026-11-23T16:00:00"));
    let hall = Hall::open_at(&data, &["--demo"], clock.clock()).await.unwrap();
    let ticket = hall.take(json!({"queue": "A"})).await;
    clock.set("2026-11-23T23:59:00");
    tick(&hall).await;
    assert_eq!(state(&hall, &ticket).await, "waiting");
    clock.set("2026-11-24T00:00:00");
    tick(&hall).await;
    assert_eq!(state(&hall, &ticket).await, "expired");
}
