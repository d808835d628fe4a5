//! More than a server can take: what is too much is told so at once, what was promised is kept, and desks
//! go on working.

use crate::support::process::Process;
use crate::support::{Data, Hall, refused};
use reqwest::{Client, Response, StatusCode};
use serde_json::{Value, json};
use sqlx::Executor;
use std::collections::BTreeSet;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::task::JoinSet;

const TICKETS: &str = "/api/v1/halls/shili/tickets";
/// Nothing here takes so long, unless something is broken.
const LIMIT: Duration = Duration::from_secs(30);

/// Asserts that somebody is told to come back later, and when.
async fn overloaded(response: Response) {
    let seconds: u64 = response.headers()["retry-after"].to_str().unwrap().parse().unwrap();
    assert!((1..=60).contains(&seconds));
    refused(response, 503, "overloaded").await;
}

/// Waits until something is so; whatever it takes.
async fn until<F: Future<Output = bool>>(mut is_so: impl FnMut() -> F) {
    let waiting = async {
        while !is_so().await {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    tokio::time::timeout(LIMIT, waiting).await.expect("it comes to be so");
}

#[tokio::test]
async fn too_many_requests_are_refused_at_once_and_desks_have_a_line_of_their_own() {
    let data = Data::new().await;
    let (line, requests) = (8, 60);
    let hall = Hall::open_with(&data, &["--demo", "--max-waiting", "8"]).await;
    let clerk = hall.sign_in("g01").await;
    // the database stands still, so everything piles up
    let pool = server::db::open(&data.url()).await.unwrap();
    let mut lock = pool.acquire().await.unwrap();
    let stop = match data.database {
        None => ["BEGIN IMMEDIATE", "SELECT 1"],
        Some(_) => ["BEGIN", "LOCK TABLE ledger IN EXCLUSIVE MODE"],
    };
    for statement in stop {
        lock.execute(statement).await.unwrap();
    }
    let mut tasks = JoinSet::new();
    for _ in 0..requests {
        tasks.spawn(hall.post(TICKETS, &json!({"queue": "G"})).send());
    }
    // one, what waited when it was taken, and what waits now
    let at_most = 1 + line + line;
    for _ in at_most..requests {
        let response = tokio::time::timeout(LIMIT, tasks.join_next()).await.expect("while nothing moves");
        overloaded(response.unwrap().unwrap().unwrap()).await;
    }
    let opening = clerk.request(reqwest::Method::POST, "/api/v1/windows/G01/open").send();
    let opening = tokio::spawn(opening);
    lock.execute("ROLLBACK").await.unwrap();
    let mut numbers = BTreeSet::new();
    let mut given = 0;
    while let Some(response) = tasks.join_next().await {
        let response = response.unwrap().unwrap();
        if response.status() == StatusCode::SERVICE_UNAVAILABLE {
            overloaded(response).await;
            continue;
        }
        assert_eq!(response.status(), StatusCode::CREATED);
        let ticket: Value = response.json().await.unwrap();
        assert!(numbers.insert(ticket["number"].as_str().unwrap().to_owned()), "a number twice");
        given += 1;
    }
    assert_eq!(
        opening.await.unwrap().unwrap().status(),
        StatusCode::OK,
        "a full line is not the desks' line"
    );
    assert!(given >= line, "what fits is kept: {given}");
    let expected: BTreeSet<String> = (1..=given).map(|n| format!("G{n:03}")).collect();
    assert_eq!(numbers, expected, "what was refused took no number");
}

#[tokio::test]
async fn a_desk_works_on_through_a_rush() {
    let data = Data::new().await;
    let hall = Hall::open_with(&data, &["--demo", "--max-waiting", "4"]).await;
    let clerk = hall.sign_in("g01").await;
    hall.take(json!({"queue": "G"})).await;
    clerk.step("G01", "open").await;
    let mut rush = JoinSet::new();
    for _ in 0..32 {
        let request = hall.post(TICKETS, &json!({"queue": "G"}));
        rush.spawn(async move {
            let mut numbers = Vec::new();
            loop {
                let response = request.try_clone().unwrap().send().await.unwrap();
                match response.status() {
                    StatusCode::CREATED => {
                        let ticket: Value = response.json().await.unwrap();
                        numbers.push(ticket["number"].as_str().unwrap().to_owned());
                    }
                    StatusCode::SERVICE_UNAVAILABLE => overloaded(response).await,
                    other => panic!("{other}"),
                }
                if numbers.len() >= 10 {
                    return numbers;
                }
            }
        });
    }
    for _ in 0..10 {
        for step in ["next", "start", "finish"] {
            clerk.step("G01", step).await;
        }
    }
    let numbers: Vec<String> = rush.join_all().await.into_iter().flatten().collect();
    let distinct: BTreeSet<_> = numbers.iter().collect();
    assert_eq!((numbers.len(), distinct.len()), (320, 320));
}

#[tokio::test]
async fn streams_past_the_limit_are_refused_until_one_ends() {
    let data = Data::new().await;
    let hall = Hall::open_with(&data, &["--demo", "--max-streams", "2"]).await;
    let ticket = hall.take(json!({"queue": "A"})).await;
    let phone = format!("/t/{}/live", ticket["id"].as_str().unwrap());
    let events = "/api/v1/halls/shili/events";
    let screen = hall.get(events).send().await.unwrap();
    let page = hall.get(&phone).send().await.unwrap();
    assert_eq!((screen.status(), page.status()), (StatusCode::OK, StatusCode::OK));
    for path in [events, &phone] {
        overloaded(hall.get(path).send().await.unwrap()).await;
    }
    hall.take(json!({"queue": "A"})).await;
    drop(screen);
    until(|| async { hall.get(events).send().await.unwrap().status() == StatusCode::OK }).await;
    drop(page);
    until(|| async { hall.get(events).send().await.unwrap().status() == StatusCode::OK }).await;
}

#[tokio::test]
async fn connections_past_the_limit_are_told_so_until_one_ends() {
    let data = Data::new().await;
    let server = Process::start(&data, &["--max-connections", "3"]).serving().await;
    let address = server.url.strip_prefix("http://").unwrap().to_owned();
    let mut held = Vec::new();
    for _ in 0..3 {
        let mut stream = tokio::net::TcpStream::connect(&address).await.unwrap();
        // answered, so it has its place
        stream.write_all(b"GET /healthz HTTP/1.1\r\nhost: hall\r\n\r\n").await.unwrap();
        assert!(stream.read(&mut [0; 1024]).await.unwrap() > 0);
        held.push(stream);
    }
    // a client of its own each time, so that no connection is kept
    let ask = || async {
        let client = Client::builder().pool_max_idle_per_host(0).build().unwrap();
        client.get(format!("{}/healthz", server.url)).send().await.unwrap()
    };
    for _ in 0..3 {
        let response = ask().await;
        assert_eq!(response.headers()["connection"], "close");
        overloaded(response).await;
    }
    drop(held);
    until(|| async { ask().await.status() == StatusCode::OK }).await;
}

#[tokio::test]
async fn a_fault_says_when_to_come_back() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    hall.app.pool.close().await;
    let response = hall.post(TICKETS, &json!({"queue": "A"})).send().await.unwrap();
    assert!(response.headers().contains_key("retry-after"));
    refused(response, 503, "unavailable").await;
}
