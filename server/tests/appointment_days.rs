//! Appointments on the days and at the hours of a hall's services, from the page that lists them to the call
//! at the window: a holiday, the edge of a day, a Saturday, midday.

use crate::support::{Data, Hall, Person, SetClock, refused};
use reqwest::StatusCode;
use serde_json::{Value, json};

const BOOK: &str = "/api/v1/halls/shili/appointments";
const TICKETS: &str = "/api/v1/halls/shili/tickets";

/// The sample hall with its own hours.
async fn open(data: &Data, clock: &SetClock) -> Hall {
    Hall::open_at(data, &["--demo", "--clock", "real"], clock.clock()).await.unwrap()
}

/// The first minutes of the slots of a day; the phone page offers the same.
async fn slots(hall: &Hall, queue: &str, day: &str) -> Vec<u64> {
    let list: Value = hall
        .get(&format!("{BOOK}/slots?queue={queue}&day={day}"))
        .send()
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    let slots: Vec<u64> =
        list["items"].as_array().unwrap().iter().map(|slot| slot["from"].as_u64().unwrap()).collect();
    let page = hall.get(&format!("/book/shili?queue={queue}&day={day}")).send().await.unwrap();
    let page = page.text().await.unwrap();
    for minute in (0..1440).step_by(30) {
        let offered = page.contains(&format!("name=\"from\" id=\"s{minute}\" value=\"{minute}\""));
        assert_eq!(offered, slots.contains(&minute), "{minute} on the page of {day}");
    }
    slots
}

async fn book(hall: &Hall, queue: &str, day: &str, from: u16) -> Value {
    let request = json!({"queue": queue, "day": day, "from": from, "name": "张小三", "phone": "13812345678"});
    let answer = hall.post(BOOK, &request).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::CREATED);
    answer.json().await.unwrap()
}

async fn check_in(hall: &Hall, booked: &Value) -> Value {
    let answer = hall.post(TICKETS, &json!({"appointment": booked["code"]})).send().await.unwrap();
    let status = answer.status();
    let said: Value = answer.json().await.unwrap();
    assert_eq!(status, StatusCode::CREATED, "{said}");
    said
}

async fn no_number(hall: &Hall, queue: &str) {
    let answer = hall.post(TICKETS, &json!({"queue": queue})).send().await.unwrap();
    refused(answer, 409, "outside_hours").await;
}

async fn called(clerk: &Person<'_>, window: &str) -> Value {
    clerk.step(window, "next").await["ticket"]["number"].clone()
}

#[tokio::test]
async fn on_a_holiday_the_queue_with_that_service_serves_appointments_alone() {
    let (data, clock) = (Data::new().await, SetClock::at("2026-09-28T15:00:00"));
    let hall = open(&data, &clock).await;
    assert_eq!(slots(&hall, "A", "2026-10-01").await, [540, 600, 660]);
    assert_eq!(slots(&hall, "B", "2026-10-01").await, Vec::<u64>::new());
    let days = hall.get("/book/shili?queue=A").send().await.unwrap().text().await.unwrap();
    assert!(days.contains("day=2026-10-01"), "{days}");
    let booked = book(&hall, "A", "2026-10-01", 600).await;
    let request =
        json!({"queue": "B", "day": "2026-10-01", "from": 600, "name": "张三", "phone": "13812345678"});
    refused(hall.post(BOOK, &request).send().await.unwrap(), 422, "slot_unknown").await;

    clock.set("2026-10-01T09:05:00");
    let clerk = hall.sign_in("supervisor").await;
    assert_eq!(check_in(&hall, &booked).await["number"], "A001");
    no_number(&hall, "A").await;
    for window in ["A01", "A02"] {
        clerk.step(window, "open").await;
    }
    refused(clerk.post("/api/v1/windows/A02/next", json!({})).await, 409, "not_in_hours").await;
    assert_eq!(called(&clerk, "A01").await, "A001");
}

#[tokio::test]
async fn early_in_the_morning_appointments_are_served_and_others_wait_for_the_opening() {
    let (data, clock) = (Data::new().await, SetClock::at("2026-11-20T16:00:00"));
    let hall = open(&data, &clock).await;
    let monday = "2026-11-23";
    assert_eq!(slots(&hall, "A", monday).await, [480, 540, 600, 660, 780, 840, 900, 960, 1020]);
    let booked = book(&hall, "A", monday, 480).await;
    let evening = book(&hall, "A", monday, 1020).await;
    assert!(booked["check_in_from"].as_str().unwrap().contains("T07:00:00"), "{booked}");
    assert!(evening["check_in_until"].as_str().unwrap().contains("T18:00:00"), "not after the last hour");

    // from the minute that the page names a number is given, before the hall is open to others
    clock.set("2026-11-23T07:00:00");
    let clerk = hall.sign_in("a01").await;
    assert_eq!(check_in(&hall, &booked).await["number"], "A001");
    no_number(&hall, "A").await;
    clerk.step("A01", "open").await;
    refused(clerk.post("/api/v1/windows/A01/next", json!({})).await, 409, "not_in_hours").await;
    clock.set("2026-11-23T08:40:00");
    assert_eq!(hall.take(json!({"queue": "A"})).await["number"], "A002");
    assert_eq!(called(&clerk, "A01").await, "A001");
    clerk.step("A01", "start").await;
    clerk.step("A01", "finish").await;
    let next = clerk.post("/api/v1/windows/A01/next", json!({})).await;
    assert_eq!(next.status(), StatusCode::NO_CONTENT, "numbers start at opening");
    clock.set("2026-11-23T09:00:00");
    assert_eq!(called(&clerk, "A01").await, "A002");
}

#[tokio::test]
async fn on_a_saturday_and_at_midday_the_queue_with_that_service_has_slots() {
    let (data, clock) = (Data::new().await, SetClock::at("2026-11-19T10:00:00"));
    let hall = open(&data, &clock).await;
    let saturday = "2026-11-21";
    assert_eq!(slots(&hall, "G", saturday).await, [540, 600, 660]);
    assert!(slots(&hall, "G", "2026-11-20").await.contains(&720), "through midday");
    assert!(!slots(&hall, "F", "2026-11-20").await.contains(&720));
    let booked = book(&hall, "G", saturday, 540).await;
    let noon = book(&hall, "G", "2026-11-20", 720).await;

    clock.set("2026-11-20T12:05:00");
    let clerk = hall.sign_in("supervisor").await;
    check_in(&hall, &noon).await;
    clerk.step("G04", "open").await;
    assert_eq!(called(&clerk, "G04").await, "G001");

    clock.set("2026-11-21T09:05:00");
    let clerk = hall.sign_in("supervisor").await;
    assert_eq!(hall.take(json!({"queue": "G"})).await["number"], "G001", "it is open to everybody");
    assert_eq!(check_in(&hall, &booked).await["number"], "G002");
    clerk.step("G01", "open").await;
    assert_eq!(called(&clerk, "G01").await, "G002", "the appointment first");
}

#[tokio::test]
async fn nobody_in_the_hall_books_past_those_who_wait() {
    let (data, clock) = (Data::new().await, SetClock::at("2026-11-23T09:59:00"));
    let hall = open(&data, &clock).await;
    assert_eq!(slots(&hall, "A", "2026-11-23").await[0], 660);
    clock.set("2026-11-23T10:00:00");
    assert_eq!(slots(&hall, "A", "2026-11-23").await[0], 780, "for 11:00 one may check in now");
    let request =
        json!({"queue": "A", "day": "2026-11-23", "from": 660, "name": "张三", "phone": "13812345678"});
    refused(hall.post(BOOK, &request).send().await.unwrap(), 422, "slot_unknown").await;
}
