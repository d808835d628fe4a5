//! Two servers on one database are one hall: what one has acknowledged, the other knows at once.

use crate::support::{Data, Hall, Person, refused};
use reqwest::StatusCode;
use serde_json::{Value, json};
use std::time::Duration;

/// The same person at another server: sessions are in the database.
fn also_at<'a>(hall: &'a Hall, person: &Person<'_>) -> Person<'a> {
    Person::with(hall, person.cookie.clone())
}

async fn number(hall: &Hall, id: &str) -> Value {
    let answer = hall.get(&format!("/api/v1/tickets/{id}")).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK);
    answer.json().await.unwrap()
}

#[tokio::test]
async fn a_window_is_served_at_two_servers_in_turns() {
    let data = Data::new().await;
    let (one, two) = (Hall::open(&data).await, Hall::open(&data).await);
    let here = one.sign_in("a01").await;
    let there = also_at(&two, &here);
    here.step("A01", "open").await;
    for round in 1..=5 {
        two.take(json!({"queue": "A"})).await;
        let called = here.step("A01", "next").await;
        assert_eq!(called["ticket"]["number"], format!("A{round:03}"), "somebody waits, at whichever server");
        let started = there.step("A01", "start").await;
        assert_eq!(
            (&started["ticket"]["number"], &started["ticket"]["times"]),
            (&called["ticket"]["number"], &json!(1))
        );
        let finished = here.step("A01", "finish").await;
        assert_eq!(finished["ticket"]["number"], called["ticket"]["number"]);
        let next = there.post("/api/v1/windows/A01/next", json!({})).await;
        assert_eq!(next.status(), StatusCode::NO_CONTENT, "and nobody is called twice");
    }
    here.step("A01", "close").await;
    refused(there.post("/api/v1/windows/A01/next", json!({})).await, 409, "window_not_open").await;
}

#[tokio::test]
async fn a_server_that_has_not_heard_of_a_hand_over_does_not_close_the_window() {
    let data = Data::new().await;
    let (one, two) = (Hall::open(&data).await, Hall::open(&data).await);
    let new = json!({"name": "li-na", "password": "long enough", "role": "clerk", "windows": ["A01"]});
    let added = one.sign_in("admin").await.post("/api/v1/halls/shili/accounts", new).await;
    assert_eq!(added.status(), StatusCode::CREATED);
    let giver = one.sign_in("a01").await;
    giver.step("A01", "open").await;
    two.app.queues().next().unwrap().look_around().await;
    let taker = one.sign_in_with("li-na", "long enough").await;
    taker.step("A01", "open").await;
    let out = giver.request(reqwest::Method::DELETE, "/api/v1/session").send().await.unwrap();
    assert_eq!(out.status(), StatusCode::NO_CONTENT);
    // for this server the giver sits there still, and is not signed in any more
    server::staff::watch::sweep(&two.app).await.unwrap();
    let next = taker.post("/api/v1/windows/A01/next", json!({})).await;
    assert_eq!(next.status(), StatusCode::NO_CONTENT, "open, and nobody waits");
}

#[tokio::test]
async fn a_ticket_of_one_server_opens_and_is_given_back_at_the_other() {
    let data = Data::new().await;
    let (one, two) = (Hall::open(&data).await, Hall::open(&data).await);
    for _ in 0..3 {
        let ticket = two.take(json!({"queue": "B"})).await;
        let id = ticket["id"].as_str().unwrap();
        let seen = number(&one, id).await;
        assert_eq!((&seen["number"], &seen["state"]), (&ticket["number"], &json!("waiting")));

        let ticket = two.take(json!({"queue": "B"})).await;
        let id = ticket["id"].as_str().unwrap();
        let page = one.get(&format!("/t/{id}")).send().await.unwrap();
        assert_eq!(page.status(), StatusCode::OK);
        assert!(page.text().await.unwrap().contains(ticket["number"].as_str().unwrap()));

        let ticket = two.take(json!({"queue": "B"})).await;
        let cancel = format!("/api/v1/tickets/{}/cancel", ticket["id"].as_str().unwrap());
        let gone: Value = one.post(&cancel, &json!({})).send().await.unwrap().json().await.unwrap();
        assert_eq!(gone["state"], "cancelled");
        refused(two.post(&cancel, &json!({})).send().await.unwrap(), 409, "ticket_ended").await;
    }
    let kept = two.app.queues().next().unwrap().live().board.waiting(&"B".parse().unwrap());
    assert_eq!(kept, 6);
}

/// Reads a stream until an event of a kind came for a number.
async fn hears(stream: &mut reqwest::Response, number: &str) {
    let mut text = String::new();
    let wanted = format!("\"number\":\"{number}\"");
    while !text.contains(&wanted) {
        text.push_str(std::str::from_utf8(&stream.chunk().await.unwrap().unwrap()).unwrap());
    }
}

/// Where the database tells, nobody waits for the next look around: it would come up to 5 s after each of
/// these, a minute altogether.
#[tokio::test]
async fn screens_of_both_servers_move_together_where_the_database_tells() {
    let data = Data::new().await;
    let Some(url) = data.database.clone() else {
        // an embedded database tells nothing; `stream.rs` shows that servers look around there
        assert!(server::db::telling_url(&server::db::open(&data.url()).await.unwrap()).is_none());
        return;
    };
    let (one, two) = (Hall::open(&data).await, Hall::open(&data).await);
    let mut screen = one.get("/api/v1/halls/shili/events").send().await.unwrap();
    let mut moves = async |count: u32| {
        for _ in 0..count {
            let ticket = two.take(json!({"queue": "C"})).await;
            hears(&mut screen, ticket["number"].as_str().unwrap()).await;
        }
    };
    let limit = Duration::from_secs(20);
    tokio::time::timeout(limit, moves(24)).await.expect("each is told at once");
    // the connection that listens is lost, and with it what is told until there is another
    let pool = sqlx::AnyPool::connect(&url).await.unwrap();
    let end = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity \
               WHERE datname = current_database() AND query LIKE 'LISTEN%'";
    let (ended,): (i64,) = sqlx::query_as(end).fetch_one(&pool).await.unwrap();
    assert_eq!(ended, 2, "one a server");
    tokio::time::timeout(limit, moves(24)).await.expect("it listens again by itself");
}
