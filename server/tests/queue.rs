//! The queue against the real router and database.

use crate::support::{Data, Hall, refused, serve_one};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::sync::Arc;

#[tokio::test]
async fn a_ticket_walks_through_the_hall_and_its_figure_appears() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let ticket = hall.take(json!({"item": "hukou-birth"})).await;
    assert_eq!((ticket["number"].as_str(), ticket["ahead"].as_u64()), (Some("A001"), Some(0)));
    assert!(ticket["issued_at"].as_str().unwrap().ends_with("+08:00"));
    assert!(ticket["qr_svg"].as_str().unwrap().starts_with("<svg"));
    let id = ticket["id"].as_str().unwrap();
    let second = hall.take(json!({"theme": "travel"})).await;
    assert_eq!((second["number"].as_str(), second["ahead"].as_u64()), (Some("A002"), Some(1)));

    let clerk = hall.sign_in("a01").await;
    refused(clerk.post("/api/v1/windows/A01/next", json!({})).await, 409, "window_not_open").await;
    clerk.step("a01", "open").await;
    let called = clerk.step("A01", "next").await;
    assert_eq!(called["ticket"]["number"], "A001");
    assert_eq!(called["ticket"]["matter"]["zh"], "出生登记（新生儿落户）");
    refused(clerk.post("/api/v1/windows/A01/next", json!({})).await, 409, "window_busy").await;
    refused(clerk.post("/api/v1/windows/A01/recall", json!({})).await, 409, "recall_too_soon").await;
    clerk.step("A01", "start").await;
    let finished = clerk.step("A01", "finish").await;
    assert_eq!(finished["ticket"]["state"], "served");
    let seen: Value = hall.get(&format!("/api/v1/tickets/{id}")).send().await.unwrap().json().await.unwrap();
    assert_eq!(seen["state"], "served");
    assert_eq!(seen["rating_url"], finished["rating"]["url"]);

    let board: Value = hall.get("/api/v1/halls/shili/board").send().await.unwrap().json().await.unwrap();
    assert_eq!(board["queues"][0]["waiting"], 1);
    assert_eq!(board["calls"][0]["ticket"], "A001");
    let token = crate::support::token(&finished);
    let rated = hall.post(&format!("/api/v1/ratings/{token}"), &json!({"level": 5})).send().await.unwrap();
    assert_eq!(rated.status(), 201);
    let summary: Value =
        hall.get("/api/v1/halls/shili/ratings/summary").send().await.unwrap().json().await.unwrap();
    assert_eq!((summary["total"]["served"].as_u64(), summary["total"]["rated"].as_u64()), (Some(1), Some(1)));
    assert_eq!(summary["groups"], json!([]));
}

#[tokio::test]
async fn a_rating_code_whose_answer_was_lost_can_be_shown_again_until_the_next_call() {
    let data = Data::new().await;
    let lost;
    {
        let hall = Hall::open(&data).await;
        let clerk = hall.sign_in("a01").await;
        lost = serve_one(&hall, &clerk, "A01", json!({"item": "hukou-birth"})).await;
    }
    let hall = Hall::open_with(&data, &["--demo", "--public-url", "https://hall.example"]).await;
    let clerk = hall.sign_in("a01").await;
    let window: Value = clerk.get("/api/v1/windows/A01").await.json().await.unwrap();
    let last = &window["last"];
    assert_eq!((&last["ticket"]["number"], &last["ticket"]["state"]), (&json!("A001"), &json!("served")));
    assert_eq!(crate::support::token(last), crate::support::token(&lost), "the same code, not a second one");
    assert_eq!(last["rating"]["expires_at"], lost["rating"]["expires_at"]);
    hall.take(json!({"queue": "A"})).await;
    clerk.step("A01", "next").await;
    let window: Value = clerk.get("/api/v1/windows/A01").await.json().await.unwrap();
    assert_eq!(window.get("last"), None, "the code belongs to the citizen before");
}

#[tokio::test]
async fn nobody_waiting_is_204_and_missing_frees_the_window() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let clerk = hall.sign_in("b01").await;
    clerk.step("B01", "open").await;
    assert_eq!(clerk.post("/api/v1/windows/B01/next", json!({})).await.status(), 204);
    let ticket = hall.take(json!({"queue": "B"})).await;
    clerk.step("B01", "next").await;
    refused(clerk.post("/api/v1/windows/B01/close", json!({})).await, 409, "window_busy").await;
    assert_eq!(clerk.step("B01", "miss").await["ticket"]["state"], "missed");
    refused(clerk.post("/api/v1/windows/B01/start", json!({})).await, 409, "not_called").await;
    let id = ticket["id"].as_str().unwrap();
    let seen: Value = hall.get(&format!("/api/v1/tickets/{id}")).send().await.unwrap().json().await.unwrap();
    assert_eq!(seen["state"], "missed");
    clerk.step("B01", "close").await;
}

#[tokio::test]
async fn the_same_key_gets_the_same_answer_also_at_once_and_after_a_restart() {
    let data = Data::new().await;
    let first;
    {
        let hall = Arc::new(Hall::open(&data).await);
        let mut tasks = tokio::task::JoinSet::new();
        for _ in 0..20 {
            let hall = hall.clone();
            tasks.spawn(async move {
                let request = hall.post("/api/v1/halls/shili/tickets", &json!({"queue": "C"}));
                let response = request.header("idempotency-key", "tap-0001-abcd").send().await.unwrap();
                response.json::<Value>().await.unwrap()
            });
        }
        let answers = tasks.join_all().await;
        assert!(answers.iter().all(|answer| *answer == answers[0]));
        first = answers[0].clone();
        hall.take(json!({"queue": "C"})).await;
    }
    let hall = Hall::open(&data).await;
    let request = hall.post("/api/v1/halls/shili/tickets", &json!({"queue": "C"}));
    let again: Value =
        request.header("idempotency-key", "tap-0001-abcd").send().await.unwrap().json().await.unwrap();
    // the address of the second server is another one, everything else is the same
    assert_eq!(
        (&again["id"], &again["number"], &again["ahead"]),
        (&first["id"], &first["number"], &first["ahead"])
    );
    assert_eq!(hall.take(json!({"queue": "C"})).await["number"], "C003");
}

#[tokio::test]
async fn many_at_once_get_every_number_exactly_once() {
    let data = Data::new().await;
    let hall = Arc::new(Hall::open(&data).await);
    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..64 {
        let hall = hall.clone();
        tasks.spawn(async move {
            let mut numbers = Vec::new();
            for _ in 0..8 {
                let ticket = hall.take(json!({"queue": "G"})).await;
                numbers.push(ticket["number"].as_str().unwrap().to_owned());
            }
            numbers
        });
    }
    let numbers: Vec<String> = tasks.join_all().await.into_iter().flatten().collect();
    let expected: BTreeSet<String> = (1..=512).map(|n| format!("G{n:03}")).collect();
    assert_eq!(numbers.len(), 512);
    assert_eq!(numbers.into_iter().collect::<BTreeSet<_>>(), expected);
}

#[tokio::test]
async fn two_servers_on_one_database_never_give_a_number_twice() {
    let data = Data::new().await;
    let halls = [Arc::new(Hall::open(&data).await), Arc::new(Hall::open(&data).await)];
    let mut tasks = tokio::task::JoinSet::new();
    for client in 0..8 {
        let hall = halls[client % 2].clone();
        tasks.spawn(async move {
            let mut numbers = Vec::new();
            for _ in 0..10 {
                numbers.push(hall.take(json!({"queue": "F"})).await["number"].as_str().unwrap().to_owned());
            }
            numbers
        });
    }
    let numbers: Vec<String> = tasks.join_all().await.into_iter().flatten().collect();
    let expected: BTreeSet<String> = (1..=80).map(|n| format!("F{n:03}")).collect();
    assert_eq!(numbers.into_iter().collect::<BTreeSet<_>>(), expected);
}

#[tokio::test]
async fn a_restart_remembers_numbers_windows_and_calls() {
    let data = Data::new().await;
    let board;
    {
        let hall = Hall::open(&data).await;
        let clerk = hall.sign_in("a01").await;
        serve_one(&hall, &clerk, "A01", json!({"queue": "A"})).await;
        hall.take(json!({"queue": "A"})).await;
        hall.take(json!({"queue": "A"})).await;
        clerk.step("A01", "next").await;
        board = hall.app.queues().next().unwrap().live().clone();
    }
    let hall = Hall::open(&data).await;
    assert_eq!(*hall.app.queues().next().unwrap().live(), board);
    let clerk = hall.sign_in("a01").await;
    clerk.step("A01", "start").await;
    assert_eq!(clerk.step("A01", "finish").await["ticket"]["number"], "A002");
}

#[tokio::test]
async fn a_holder_may_give_a_number_back_once() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let ticket = hall.take(json!({"queue": "D"})).await;
    let path = format!("/api/v1/tickets/{}/cancel", ticket["id"].as_str().unwrap());
    let gone: Value = hall.post(&path, &json!({})).send().await.unwrap().json().await.unwrap();
    assert_eq!(gone["state"], "cancelled");
    refused(hall.post(&path, &json!({})).send().await.unwrap(), 409, "ticket_ended").await;
    let clerk = hall.sign_in("d01").await;
    clerk.step("D01", "open").await;
    assert_eq!(clerk.post("/api/v1/windows/D01/next", json!({})).await.status(), 204);
}

#[tokio::test]
async fn a_supervisor_stops_a_queue_and_lets_it_go_on() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let supervisor = hall.sign_in("supervisor").await;
    let clerk = hall.sign_in("a01").await;
    let close = "/api/v1/halls/shili/queues/A/close";
    refused(clerk.post(close, json!({})).await, 403, "forbidden").await;
    assert_eq!(supervisor.post(close, json!({})).await.status(), 200);
    let request = json!({"item": "hukou-birth"});
    let response = hall.post("/api/v1/halls/shili/tickets", &request).send().await.unwrap();
    refused(response, 409, "queue_closed").await;
    assert_eq!(supervisor.post("/api/v1/halls/shili/queues/A/open", json!({})).await.status(), 200);
    hall.take(request).await;
}

#[tokio::test]
async fn the_clerk_names_only_matters_of_the_window() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let clerk = hall.sign_in("a01").await;
    hall.take(json!({"queue": "A"})).await;
    clerk.step("A01", "open").await;
    clerk.step("A01", "next").await;
    clerk.step("A01", "start").await;
    let finish = "/api/v1/windows/A01/finish";
    let foreign = json!({"items": ["ss-print"]});
    refused(clerk.post(finish, foreign).await, 422, "item_not_of_ticket").await;
    refused(clerk.post(finish, json!({"items": ["no-such"]})).await, 404, "unknown_item").await;
    assert_eq!(clerk.post(finish, json!({"items": ["hukou-birth"]})).await.status(), 200);
}

#[tokio::test]
async fn outside_hours_no_number_is_given_when_the_clock_is_real() {
    let data = Data::new().await;
    // open for one minute, half a day from now
    let from = ((server::clock::Clock::default().now().minute_of_day() + 720) % 1440).min(1438);
    let halls = crate::support::halls_open(json!([{"from": from, "to": from + 1}]));
    let arguments = ["--demo", "--clock", "real", "--halls", halls.path().to_str().unwrap()];
    let hall = Hall::open_with(&data, &arguments).await;
    let request = json!({"queue": "A"});
    let response = hall.post("/api/v1/halls/shili/tickets", &request).send().await.unwrap();
    refused(response, 409, "outside_hours").await;
}

#[tokio::test]
async fn a_database_of_the_demonstration_is_never_served_as_a_real_one() {
    let data = Data::new().await;
    drop(Hall::open(&data).await);
    let refusal = Hall::try_open(&data, &[]).await.err().unwrap();
    assert!(refusal.contains("--demo"), "{refusal}");
    drop(Hall::open(&data).await);
}

#[tokio::test]
async fn a_service_without_a_matter_is_rated_as_a_service() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let clerk = hall.sign_in("a01").await;
    hall.take(json!({"item": "hukou-birth"})).await;
    for step in ["open", "next", "start"] {
        clerk.step("A01", step).await;
    }
    let finished: Value =
        clerk.post("/api/v1/windows/A01/finish", json!({"items": []})).await.json().await.unwrap();
    let path = format!("/api/v1/ratings/{}", crate::support::token(&finished));
    let form: Value = hall.get(&path).send().await.unwrap().json().await.unwrap();
    assert_ne!(form["item"]["zh"], "出生登记（新生儿落户）", "the clerk said that it was not this");
}

#[tokio::test]
async fn signing_out_closes_the_own_windows_and_no_others_all_or_none() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let (one, two) = (hall.sign_in("a01").await, hall.sign_in("a01").await);
    one.step("A01", "open").await;
    hall.take(json!({"queue": "A"})).await;
    one.step("A01", "next").await;
    let out = async |person: &crate::support::Person<'_>| {
        person.request(reqwest::Method::DELETE, "/api/v1/session").send().await.unwrap()
    };
    refused(out(&two).await, 409, "window_busy").await;
    one.step("A01", "start").await;
    one.step("A01", "finish").await;
    assert_eq!(out(&one).await.status(), 204);
    let live = hall.app.queues().next().unwrap().live().board.window(&"A01".parse().unwrap());
    assert_eq!(live.state, hall::board::WindowState::Closed);
}

#[tokio::test]
async fn an_old_tickets_secret_cancels_no_ticket_of_the_same_number() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    hall.take(json!({"queue": "A"})).await;
    let queue = hall.app.queues().next().unwrap().clone();
    let other = hall::queue::Command::Cancel {
        number: "A001".parse().unwrap(),
        id: "abcdefghijklmnop".parse().unwrap(),
    };
    assert_eq!(queue.command(other).await.unwrap_err(), hall::code::Code::TicketEnded);
    assert_eq!(queue.live().board.waiting(&"A".parse().unwrap()), 1);
}
