//! Opening hours against the real router and database, with the machine's own clock.

mod support;

use serde_json::{Value, json};
use support::{Data, Hall, refused};
use tempfile::TempDir;

/// A folder with the sample hall, today a workday of one period, with house rules.
fn halls(period: [u16; 2], rules: &Value) -> TempDir {
    let halls = support::halls_open(json!([{"from": period[0], "to": period[1]}]));
    let file = halls.path().join("shili/hall.json");
    let mut hall: Value = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
    let today = server::clock::Clock::default().now().day();
    hall["hours"]["exceptions"] = json!({today.to_string(): "workday", today.next().to_string(): "workday"});
    hall["rules"] = rules.clone();
    std::fs::write(file, hall.to_string()).unwrap();
    halls
}

async fn open(data: &Data, halls: &TempDir) -> Hall {
    let arguments = ["--demo", "--clock", "real", "--halls", halls.path().to_str().unwrap()];
    Hall::open_with(data, &arguments).await
}

#[tokio::test]
async fn after_the_last_number_of_the_day_the_refusal_says_what_else_can_be_done() {
    let data = Data::new().await;
    let halls = halls([0, 1440], &json!({"last_ticket_at": 0}));
    let hall = open(&data, &halls).await;
    let response = hall.post("/api/v1/halls/shili/tickets", &json!({"queue": "A"})).send().await.unwrap();
    let problem = refused(response, 409, "cutoff_passed").await;
    assert!(problem["detail"]["zh"].as_str().unwrap().contains("预约"));
    let board: Value = hall.get("/api/v1/halls/shili/board").send().await.unwrap().json().await.unwrap();
    assert_eq!(
        (&board["queues"][0]["open"], &board["queues"][0]["reason"]),
        (&json!(false), &json!("cutoff_passed"))
    );
    let seen: Value = hall.get("/api/v1/halls/shili").send().await.unwrap().json().await.unwrap();
    assert_eq!(seen["open"]["state"], "open");
}

#[tokio::test]
async fn a_closed_hall_calls_nobody_and_browsers_know_the_holidays() {
    let data = Data::new().await;
    // open for one minute, half a day from now
    let from = ((server::clock::Clock::default().now().minute_of_day() + 720) % 1440).min(1438);
    let halls = halls([from, from + 1], &json!({}));
    let hall = open(&data, &halls).await;
    let clerk = hall.sign_in("a01").await;
    clerk.step("A01", "open").await;
    refused(clerk.post("/api/v1/windows/A01/next", json!({})).await, 409, "not_in_hours").await;
    let seen: Value = hall.get("/api/v1/halls/shili").send().await.unwrap().json().await.unwrap();
    assert_ne!(seen["open"]["state"], "open");
    let holidays = seen["hours"]["holidays"].as_array().unwrap();
    assert!(holidays.iter().any(|day| day["name"]["zh"] == "春节" && day["from"] == "2026-02-15"));
}
