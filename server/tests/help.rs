//! Help at a kiosk, over HTTP: who may call, what the desks are told, who goes, and what stays on record.

use crate::support::{Data, Hall, SetClock, refused};
use reqwest::StatusCode;
use serde_json::{Value, json};
use std::path::Path;
use std::time::Duration;

const HELP: &str = "/api/v1/halls/shili/help";
const TOKEN: &str = "0123456789abcdef-kiosk";

/// Reads the stream until it has said this.
async fn hears(stream: &mut reqwest::Response, word: &str) -> String {
    let mut said = String::new();
    let listen = async {
        while !said.contains(word) {
            said.push_str(std::str::from_utf8(&stream.chunk().await.unwrap().unwrap()).unwrap());
        }
    };
    tokio::time::timeout(Duration::from_secs(20), listen).await.expect("the event came");
    said
}

#[tokio::test]
async fn a61_a_call_is_told_to_the_desks_and_the_answer_back_to_the_kiosk() {
    let data = Data::new().await;
    let clock = SetClock::at("2026-11-23T09:00:00");
    let hall = Hall::open_at(&data, &["--demo"], clock.clock()).await.unwrap();
    let mut stream = hall.get("/api/v1/halls/shili/events").send().await.unwrap();

    let asked: Value =
        hall.post(HELP, &json!({"device": "gate"})).send().await.unwrap().json().await.unwrap();
    assert_eq!(asked["device"], "gate");
    assert_eq!(asked["place"]["en"], "Floor 1, self-service area by the gate");
    assert_eq!(asked.get("seen"), None);
    let told = hears(&mut stream, "help_called").await;
    assert!(told.contains("大门"), "{told}");
    let again: Value =
        hall.post(HELP, &json!({"device": "gate"})).send().await.unwrap().json().await.unwrap();
    assert_eq!(again, asked, "the same call while nobody has seen it");

    let clerk = hall.sign_in("k01").await;
    let go = format!("{HELP}/gate/end");
    let going = clerk.post(&go, json!({})).await;
    assert_eq!(going.status(), StatusCode::OK);
    assert!(going.json::<Value>().await.unwrap()["seen"].is_string());
    assert_eq!(clerk.post(&go, json!({})).await.status(), StatusCode::OK, "two who go are one");
    let told = hears(&mut stream, "help_ended").await;
    assert!(!told.contains("k01"), "who goes stays in the house: {told}");

    let soon = hall.post(HELP, &json!({"device": "gate"})).send().await.unwrap();
    refused(soon, 429, "help_too_soon").await;
    clock.set("2026-11-23T09:05:00");
    let later = hall.post(HELP, &json!({"device": "gate"})).send().await.unwrap();
    assert_eq!(later.status(), StatusCode::OK);

    // it outlives the server: the ledger has it
    drop(hall);
    let hall = Hall::open_at(&data, &["--demo"], clock.clock()).await.unwrap();
    let mut stream = hall.get("/api/v1/halls/shili/events").send().await.unwrap();
    assert!(hears(&mut stream, "\"help\"").await.contains("\"gate\""));

    let supervisor = hall.sign_in("supervisor").await;
    let record = supervisor
        .get("/api/v1/halls/shili/audit?from=2026-11-23&to=2026-11-23&kind=hall&limit=50")
        .await
        .json::<Value>()
        .await
        .unwrap();
    let lines: Vec<&Value> = record["items"].as_array().unwrap().iter().collect();
    let going: Vec<_> = lines.iter().filter(|line| line["act"] == "help_ended").collect();
    assert_eq!(going.len(), 1);
    assert_eq!((&going[0]["actor"], &going[0]["object"]), (&json!("k01"), &json!("gate")));
}

#[tokio::test]
async fn a61_who_asked_before_midnight_is_still_waited_for_after_it() {
    let data = Data::new().await;
    let clock = SetClock::at("2026-11-23T23:58:00");
    let hall = Hall::open_at(&data, &["--demo"], clock.clock()).await.unwrap();
    for device in ["gate", "village"] {
        hall.post(HELP, &json!({"device": device})).send().await.unwrap().error_for_status().unwrap();
    }
    let clerk = hall.sign_in("k01").await;
    assert_eq!(clerk.post(&format!("{HELP}/village/end"), json!({})).await.status(), StatusCode::OK);
    clock.set("2026-11-24T00:03:00");
    hall.take(json!({"queue": "G"})).await;
    let waited: Vec<String> = {
        let live = hall.app.queues().next().unwrap().live();
        assert_eq!(live.board.day.map(|day| day.to_string()).as_deref(), Some("2026-11-24"));
        live.board.help.iter().map(|help| help.device.to_string()).collect()
    };
    assert_eq!(waited, ["gate"], "and whoever was gone to is not");
    let clerk = hall.sign_in("k01").await;
    assert_eq!(clerk.post(&format!("{HELP}/gate/end"), json!({})).await.status(), StatusCode::OK);
}

#[tokio::test]
async fn a61_only_machines_of_the_hall_call_and_only_staff_goes() {
    let data = Data::new().await;
    // not a demonstration: a machine needs its token
    let halls = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../assets/halls"));
    let hall = Hall::open_with(&data, &["--halls", halls.to_str().unwrap(), "--device-token", TOKEN]).await;
    refused(hall.post(HELP, &json!({})).send().await.unwrap(), 401, "unauthenticated").await;
    let enrolled = |body: Value| hall.post(HELP, &body).header("authorization", format!("Bearer {TOKEN}"));
    refused(enrolled(json!({"device": "nowhere"})).send().await.unwrap(), 404, "unknown_device").await;
    refused(enrolled(json!({"device": "<b>"})).send().await.unwrap(), 404, "unknown_device").await;
    let nameless: Value = enrolled(json!({})).send().await.unwrap().json().await.unwrap();
    assert_eq!(nameless["device"], "kiosk");
    let go = hall
        .post(&format!("{HELP}/kiosk/end"), &json!({}))
        .header("authorization", format!("Bearer {TOKEN}"));
    refused(go.send().await.unwrap(), 401, "unauthenticated").await;
}

#[tokio::test]
async fn a61_nobody_goes_where_nobody_called_and_a_hand_on_the_button_is_slowed_down() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let clerk = hall.sign_in("k01").await;
    refused(clerk.post(&format!("{HELP}/gate/end"), json!({})).await, 404, "help_unknown").await;
    let mut last = StatusCode::OK;
    for _ in 0..40 {
        last = hall.post(HELP, &json!({"device": "gate"})).send().await.unwrap().status();
        if last != StatusCode::OK {
            break;
        }
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
}
