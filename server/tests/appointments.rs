//! Appointments from the booking to the number: seats that nobody gets twice, check-in that makes one ticket
//! and no second queue, who comes early, late or not at all, and names that are never shown whole.

use crate::support::{Data, Hall, SetClock, refused, token};
use reqwest::StatusCode;
use serde_json::{Value, json};
use server::appointments::store::{Booking, Row, insert};
use server::appointments::{forget, store};
use std::collections::BTreeSet;

const BOOK: &str = "/api/v1/halls/shili/appointments";
const TICKETS: &str = "/api/v1/halls/shili/tickets";

fn today(hall: &Hall) -> hall::moment::Day {
    hall.app.clock.now().day()
}

/// A workday of the demonstration that can be booked whatever time it is.
fn tomorrow(hall: &Hall) -> String {
    today(hall).next().to_string()
}

fn request(day: &str, from: u16) -> Value {
    json!({"queue": "A", "day": day, "from": from, "name": "张小三", "phone": "138 1234 5678"})
}

async fn book(hall: &Hall, request: &Value) -> Value {
    let answer = hall.post(BOOK, request).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::CREATED);
    answer.json().await.unwrap()
}

/// An appointment in the book as it stands, whatever its time: the rules of booking are tested elsewhere.
async fn written(hall: &Hall, day: hall::moment::Day, from: u16, to: u16) -> Row {
    let slot = hall::appointment::Slot { day, from, to };
    let booking = Booking {
        hall: "shili".parse().unwrap(),
        queue: "A".parse().unwrap(),
        item: Some("hukou-birth".parse().unwrap()),
        slot,
        name: "欧阳小明".to_owned(),
        phone: "13812345678".to_owned(),
        booked_at: hall.app.clock.now(),
        booked_by: None,
        key: None,
    };
    insert(&hall.app.pool, &booking, 100).await.unwrap_or_else(|refused| panic!("{refused:?}"))
}

async fn check_in(hall: &Hall, named: &str) -> reqwest::Response {
    hall.post(TICKETS, &json!({"appointment": named})).send().await.unwrap()
}

#[tokio::test]
async fn a_seat_is_booked_shown_masked_and_given_back() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let day = tomorrow(&hall);
    let slots = format!("{BOOK}/slots?queue=A&day={day}");
    let free = async || -> u64 {
        let list: Value = hall.get(&slots).send().await.unwrap().json().await.unwrap();
        let slot = list["items"].as_array().unwrap().iter().find(|slot| slot["from"] == 540).unwrap();
        assert_eq!(slot["to"], 600);
        slot["free"].as_u64().unwrap()
    };
    assert_eq!(free().await, 4);
    let answer = hall.post(BOOK, &request(&day, 540)).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::CREATED);
    let text = answer.text().await.unwrap();
    assert!(!text.contains("小") && !text.contains("1234 ") && !text.contains("13812345678"), "{text}");
    let booked: Value = serde_json::from_str(&text).unwrap();
    assert_eq!((&booked["name"], &booked["phone"]), (&json!("张*三"), &json!("138****5678")));
    assert_eq!((&booked["state"], &booked["queue"]), (&json!("booked"), &json!("A")));
    let code = booked["code"].as_str().unwrap();
    assert!(code.len() == 10 && code.bytes().all(|b| b.is_ascii_digit()), "{code}");
    let id = booked["id"].as_str().unwrap();
    assert_eq!(booked["url"], format!("{}/b/{id}", hall.app.public_url));
    assert_eq!(free().await, 3);

    let by_id = format!("/api/v1/appointments/{id}");
    let seen: Value = hall.get(&by_id).send().await.unwrap().json().await.unwrap();
    assert_eq!(seen, booked);
    let cancel = format!("{by_id}/cancel");
    for _ in 0..2 {
        let gone: Value = hall.post(&cancel, &json!({})).send().await.unwrap().json().await.unwrap();
        assert_eq!(
            (&gone["state"], &gone["name"], &gone["phone"]),
            (&json!("cancelled"), &Value::Null, &Value::Null)
        );
    }
    assert_eq!(free().await, 4);
    refused(check_in(&hall, code).await, 409, "appointment_cancelled").await;
}

#[tokio::test]
async fn two_servers_on_one_database_never_overbook_and_a_retry_books_nothing_more() {
    let data = Data::new().await;
    let (one, two) = (Hall::open(&data).await, Hall::open(&data).await);
    let day = tomorrow(&one);
    let send = |hall: &Hall| hall.post(BOOK, &request(&day, 600)).send();
    let tries = (0..16).map(|n| tokio::spawn(send(if n % 2 == 0 { &one } else { &two })));
    let tries: Vec<_> = tries.collect();
    let mut made = BTreeSet::new();
    let mut full = 0;
    for answer in tries {
        let answer = answer.await.unwrap().unwrap();
        if answer.status() == StatusCode::CREATED {
            let booked: Value = answer.json().await.unwrap();
            made.insert((
                booked["id"].as_str().unwrap().to_owned(),
                booked["code"].as_str().unwrap().to_owned(),
            ));
        } else {
            refused(answer, 409, "slot_full").await;
            full += 1;
        }
    }
    assert_eq!((made.len(), full), (4, 12));
    let (id, queue) = ("shili".parse().unwrap(), "A".parse().unwrap());
    let seats = store::taken(&one.app.pool, &id, &queue, day.parse().unwrap()).await.unwrap();
    assert_eq!(seats.into_iter().collect::<BTreeSet<_>>(), (1..=4).map(|n| (600, n)).collect());

    // the same request at both at once, and later again
    let keyed = |hall: &Hall| {
        hall.post(BOOK, &request(&day, 660)).header("idempotency-key", "one-and-the-same").send()
    };
    let (first, second) = tokio::join!(keyed(&one), keyed(&two));
    let mut ids = BTreeSet::new();
    for answer in [first.unwrap(), second.unwrap(), keyed(&two).await.unwrap()] {
        assert_eq!(answer.status(), StatusCode::CREATED);
        let booked: Value = answer.json().await.unwrap();
        ids.insert(booked["id"].as_str().unwrap().to_owned());
    }
    assert_eq!(ids.len(), 1);
}

#[tokio::test]
async fn what_cannot_be_booked_says_why() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let day = tomorrow(&hall);
    let with = |changes: Value| {
        let mut request = request(&day, 540);
        for (key, value) in changes.as_object().unwrap() {
            request[key] = value.clone();
        }
        request
    };
    for (changes, status, code) in [
        (json!({"from": 541}), 422, "slot_unknown"),
        (json!({"day": today(&hall).plus(8).to_string()}), 422, "slot_unknown"),
        (json!({"day": "2020-01-01"}), 422, "slot_unknown"),
        (json!({"day": "tomorrow"}), 422, "slot_unknown"),
        (json!({"queue": "ZZ"}), 404, "unknown_queue"),
        (json!({"queue": "C"}), 409, "no_appointments"),
        (json!({"queue": null, "item": "no-such"}), 404, "unknown_item"),
        (json!({"item": "hukou-birth"}), 400, "bad_request"),
        (json!({"name": " "}), 422, "name_invalid"),
        (json!({"name": "460102199001011234"}), 422, "name_invalid"),
        (json!({"phone": "123"}), 422, "phone_invalid"),
        (json!({"colour": "red"}), 400, "bad_json"),
    ] {
        let problem =
            refused(hall.post(BOOK, &with(changes.clone())).send().await.unwrap(), status, code).await;
        assert!(!problem.to_string().contains("460102"), "{changes}");
    }
    let far = "/api/v1/halls/nowhere/appointments";
    refused(hall.post(far, &request(&day, 540)).send().await.unwrap(), 404, "unknown_hall").await;
    let none = format!("{BOOK}/slots?queue=C&day={day}");
    refused(hall.get(&none).send().await.unwrap(), 409, "no_appointments").await;
    for id in ["aaaaaaaaaaaaaaaa", "1"] {
        let answer = hall.get(&format!("/api/v1/appointments/{id}")).send().await.unwrap();
        refused(answer, 404, "appointment_unknown").await;
    }
    // by a matter: its queue follows
    let booked = book(&hall, &with(json!({"queue": null, "item": "hukou-birth"}))).await;
    assert_eq!((&booked["queue"], &booked["item"]), (&json!("A"), &json!("hukou-birth")));
}

#[tokio::test]
async fn an_address_books_so_much_a_minute_and_clerks_as_much_as_they_must() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let day = tomorrow(&hall);
    let mut limited = false;
    for n in 0..90 {
        // from the second hour on, whatever time it is
        let answer = hall.post(BOOK, &request(&day, (n % 22 + 2) * 60)).send().await.unwrap();
        if answer.status() != StatusCode::CREATED {
            refused(answer, 429, "too_many_attempts").await;
            limited = true;
            break;
        }
    }
    assert!(limited);
    let clerk = hall.sign_in("a01").await;
    let answer = clerk.post(BOOK, request(&day, 540)).await;
    assert_eq!(answer.status(), StatusCode::CREATED);
}

#[tokio::test]
async fn clerks_see_a_day_masked_and_without_the_ticket_and_nobody_else_sees_it() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    refused(hall.get(BOOK).send().await.unwrap(), 401, "unauthenticated").await;
    let row = written(&hall, today(&hall), 0, 1440).await;
    let booked = book(&hall, &request(&tomorrow(&hall), 540)).await;
    assert_eq!(check_in(&hall, &row.code).await.status(), StatusCode::CREATED);
    let clerk = hall.sign_in("a01").await;
    let text = clerk.get(BOOK).await.text().await.unwrap();
    assert!(!text.contains("小明") && !text.contains("13812345678"), "{text}");
    let list: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(list["items"].as_array().unwrap().len(), 1);
    let first = &list["items"][0];
    assert_eq!((&first["name"], &first["state"]), (&json!("欧阳**"), &json!("arrived")));
    assert_eq!(first.get("ticket"), None);
    let next: Value = clerk.get(&format!("{BOOK}?day={}", tomorrow(&hall))).await.json().await.unwrap();
    assert_eq!(next["items"][0]["id"], booked["id"]);
}

#[tokio::test]
async fn an_arrival_gets_one_number_that_goes_first_whoever_asks_however_often() {
    let data = Data::new().await;
    let (one, two) = (Hall::open(&data).await, Hall::open(&data).await);
    // two people without appointment are there already
    for number in ["A001", "A002"] {
        assert_eq!(one.take(json!({"queue": "A"})).await["number"], number);
    }
    let row = written(&one, today(&one), 0, 1440).await;
    let page = format!("{}/b/{}", one.app.public_url, row.id);
    let ask = |hall: &Hall, named: String| hall.post(TICKETS, &json!({"appointment": named})).send();
    // code at one kiosk, QR code at another, at the same time, on two servers; then once more
    let (first, second) = tokio::join!(ask(&one, row.code.clone()), ask(&two, page));
    let mut tickets = Vec::new();
    for answer in [first.unwrap(), second.unwrap(), ask(&one, row.id.to_string()).await.unwrap()] {
        assert_eq!(answer.status(), StatusCode::CREATED);
        let ticket: Value = answer.json().await.unwrap();
        assert_eq!(ticket["ahead"], 0, "no second queue (tag 212)");
        tickets.push((ticket["number"].clone(), ticket["id"].clone()));
    }
    assert_eq!(tickets[0].0, "A003");
    assert!(tickets.iter().all(|ticket| *ticket == tickets[0]), "{tickets:?}");
    let seen: Value =
        one.get(&format!("/api/v1/appointments/{}", row.id)).send().await.unwrap().json().await.unwrap();
    assert_eq!((&seen["state"], &seen["ticket"]), (&json!("arrived"), &tickets[0].1));
    let cancel = format!("/api/v1/appointments/{}/cancel", row.id);
    refused(one.post(&cancel, &json!({})).send().await.unwrap(), 409, "appointment_used").await;

    let clerk = one.sign_in("a01").await;
    clerk.step("A01", "open").await;
    let called = clerk.step("A01", "next").await;
    assert_eq!(
        (&called["ticket"]["number"], &called["ticket"]["item"]),
        (&json!("A003"), &json!("hukou-birth"))
    );
    clerk.step("A01", "start").await;
    let finished = clerk.step("A01", "finish").await;
    assert!(!token(&finished).is_empty());
    assert_eq!(clerk.step("A01", "next").await["ticket"]["number"], "A001");
}

#[tokio::test]
async fn a_restart_between_two_check_ins_makes_no_second_ticket() {
    let data = Data::new().await;
    let before = Hall::open(&data).await;
    let row = written(&before, today(&before), 0, 1440).await;
    let first: Value = check_in(&before, &row.code).await.json().await.unwrap();
    // as if the process had ended after the number was given out and before that was noted
    sqlx::query("UPDATE appointments SET state = 'booked', ticket = NULL")
        .execute(&before.app.pool)
        .await
        .unwrap();
    drop(before);
    let after = Hall::open(&data).await;
    let second: Value = check_in(&after, &row.code).await.json().await.unwrap();
    assert_eq!(first["id"], second["id"]);
    assert_eq!(after.take(json!({"queue": "A"})).await["number"], "A002");
}

#[tokio::test]
async fn early_and_late_and_the_wrong_day_are_told_and_the_late_queue_like_everybody() {
    let data = Data::new().await;
    // check-in opens at the slot's beginning and ends with it
    let halls = crate::support::halls_open(json!([{"from": 0, "to": 1440}]));
    let file = halls.path().join("shili/hall.json");
    let mut profile: Value = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
    let rule =
        json!({"slot_minutes": 60, "capacity": 2, "days_ahead": 7, "early_minutes": 0, "late_minutes": 0});
    profile["queues"][0]["appointments"] = rule;
    std::fs::write(&file, profile.to_string()).unwrap();
    let arguments = ["--demo", "--halls", halls.path().to_str().unwrap()];
    let noon = SetClock::at("2026-11-23T12:00:00");
    let hall = Hall::open_at(&data, &arguments, noon.clock()).await.unwrap();
    let day = today(&hall);

    let yesterday = hall.app.clock.now().plus_seconds(-86_400).day();
    for other in [yesterday, day.next()] {
        let row = written(&hall, other, 0, 1440).await;
        refused(check_in(&hall, &row.code).await, 409, "appointment_not_today").await;
    }
    // the last minute of the day has not begun
    let row = written(&hall, day, 1439, 1440).await;
    let problem = refused(check_in(&hall, &row.code).await, 409, "appointment_too_early").await;
    assert!(problem["detail"]["zh"].as_str().unwrap().contains("23:59"), "{problem}");
    assert!(problem["detail"]["en"].as_str().unwrap().contains("23:59"), "{problem}");
    assert_eq!(problem["fields"][0]["path"], "/appointment");
    // a slot that ended when the day began
    assert_eq!(hall.take(json!({"queue": "A"})).await["number"], "A001");
    let row = written(&hall, day, 0, 0).await;
    let late: Value = check_in(&hall, &row.code).await.json().await.unwrap();
    assert_eq!((&late["number"], &late["ahead"]), (&json!("A002"), &json!(1)));

    for named in ["", "0000000000", "12345", "aaaaaaaaaaaaaaaa", "https://elsewhere.example/t/x"] {
        refused(check_in(&hall, named).await, 404, "appointment_unknown").await;
    }
    let both = json!({"appointment": row.code, "queue": "A"});
    refused(hall.post(TICKETS, &both).send().await.unwrap(), 400, "bad_request").await;
}

#[tokio::test]
async fn names_and_numbers_are_deleted_thirty_days_after_the_day() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let past = |days: i64| hall.app.clock.now().plus_seconds(-86_400 * days).day();
    let (old, recent) = (written(&hall, past(31), 540, 600).await, written(&hall, past(29), 540, 600).await);
    forget(&hall.app).await.unwrap();
    let old = store::find(&hall.app.pool, &old.id).await.unwrap().unwrap();
    assert_eq!((old.name, old.phone), (None, None));
    let recent = store::find(&hall.app.pool, &recent.id).await.unwrap().unwrap();
    assert_eq!(recent.name.as_deref(), Some("欧阳小明"));
    let page = hall.get(&format!("/b/{}", recent.id)).send().await.unwrap().text().await.unwrap();
    assert!(page.contains("预约已过期") && page.contains("欧阳**") && !page.contains("小明"), "{page}");
}

#[tokio::test]
async fn the_events_and_the_board_know_no_appointment() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let row = written(&hall, today(&hall), 0, 1440).await;
    assert_eq!(check_in(&hall, &row.code).await.status(), StatusCode::CREATED);
    let board = hall.get("/api/v1/halls/shili/board").send().await.unwrap().text().await.unwrap();
    let mut stream = hall.get("/api/v1/halls/shili/events?after=0").send().await.unwrap();
    let mut events = String::new();
    while !events.contains("ticket_issued") {
        events.push_str(&String::from_utf8_lossy(&stream.chunk().await.unwrap().unwrap()));
    }
    let id = row.id.to_string();
    for secret in ["欧阳", "13812345678", row.code.as_str(), id.as_str()] {
        assert!(!board.contains(secret) && !events.contains(secret), "{secret}");
    }
}

async fn form(hall: &Hall, fields: &[(&str, &str)]) -> reqwest::Response {
    let body = fields.iter().map(|(name, value)| {
        let value: String = value.bytes().map(|byte| format!("%{byte:02X}")).collect();
        format!("{name}={value}")
    });
    let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
    client
        .post(format!("{}/book/shili", hall.url))
        .header("content-type", "application/x-www-form-urlencoded")
        // a page without referrer says so
        .header("origin", "null")
        .body(body.collect::<Vec<_>>().join("&"))
        .send()
        .await
        .unwrap()
}

#[tokio::test]
async fn the_phone_pages_book_step_by_step_and_hold_no_script() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let day = tomorrow(&hall);
    let page = async |path: &str| hall.get(path).send().await.unwrap();
    let text = async |path: &str| page(path).await.text().await.unwrap();
    let queues = text("/book").await;
    assert!(queues.contains("/book/shili?queue=A") && !queues.contains("?queue=C"), "{queues}");
    assert!(text("/book/shili?queue=A").await.contains(&format!("?queue=A&amp;day={day}")));
    let chosen = text(&format!("/book/shili?queue=A&day={day}")).await;
    assert!(chosen.contains("09:00–10:00") && !chosen.contains("<script"), "{chosen}");
    let key = chosen.split("name=\"key\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();

    let fields = |name, phone, from| {
        [
            ("queue", "A"),
            ("day", day.as_str()),
            ("from", from),
            ("name", name),
            ("phone", phone),
            ("key", key.as_str()),
        ]
    };
    for (sent, status, said) in [
        (fields("张三", "12", "540"), 422, "请填写 11 位手机号，或区号加座机号"),
        (fields("", "13812345678", "540"), 422, "请填写称呼"),
        (fields("<b>张三", "13812345678", "540"), 422, "&lt;b&gt;张三"),
        (fields("张三", "13812345678", ""), 422, "请选择一个可以预约的时段"),
    ] {
        let answer = form(&hall, &sent).await;
        assert_eq!(answer.status(), status);
        let again = answer.text().await.unwrap();
        assert!(again.contains(said) && again.contains("role=\"alert\""), "{again}");
    }
    let mut pages = BTreeSet::new();
    for _ in 0..2 {
        let done = form(&hall, &fields("张三", "13812345678", "540")).await;
        assert_eq!(done.status(), StatusCode::SEE_OTHER);
        pages.insert(done.headers()["location"].to_str().unwrap().to_owned());
    }
    assert_eq!(pages.len(), 1, "a form sent twice books once");
    let path = pages.pop_first().unwrap();
    let answer = page(&path).await;
    assert_eq!(answer.headers()["cache-control"], "no-store");
    let booked = answer.text().await.unwrap();
    assert!(booked.contains("张*") && !booked.contains("张三") && booked.contains("138****5678"), "{booked}");
    assert!(booked.contains("<svg") && !booked.contains("<script"), "{booked}");

    let cancelled =
        hall.client.post(format!("{}{path}/cancel", hall.url)).header("origin", "null").send().await;
    assert!(cancelled.unwrap().text().await.unwrap().contains("预约已取消"));
    for (path, status) in [
        ("/b/aaaaaaaaaaaaaaaa", 404),
        ("/b/%FF", 404),
        ("/book/nowhere", 404),
        ("/book/shili?queue=ZZ", 404),
        ("/book/shili?queue=C", 409),
        ("/book/shili?queue=A&day=x", 422),
    ] {
        let answer = page(path).await;
        assert_eq!(answer.status().as_u16(), status, "{path}");
        assert_eq!(answer.headers()["content-type"], "text/html; charset=utf-8", "{path}");
    }
}
