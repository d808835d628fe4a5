//! Work orders of bad ratings: the loop to its end, who may take part, what the person reads, what counts.

use crate::support::{Data, Hall, Person, SetClock, refused, serve_one, token};
use serde_json::{Value, json};

const ORDERS: &str = "/api/v1/work-orders";

/// A bad rating; its number and its code.
async fn rate_badly(hall: &Hall, clerk: &Person<'_>, window: &str, contact: Option<&str>) -> (i64, String) {
    let finished = serve_one(hall, clerk, window, json!({"queue": window[..1]})).await;
    let token = token(&finished);
    let rating = json!({"level": 1, "tags": [115], "comment": "等了很久", "contact": contact});
    let answer = hall.post(&format!("/api/v1/ratings/{token}"), &rating).send().await.unwrap();
    assert_eq!(answer.status(), 201);
    (answer.json::<Value>().await.unwrap()["id"].as_i64().unwrap(), token)
}

async fn step(person: &Person<'_>, id: i64, act: &str, body: Value) -> reqwest::Response {
    person.post(&format!("{ORDERS}/{id}/{act}"), body).await
}

/// A step that is taken; where the order stands then.
async fn state(person: &Person<'_>, id: i64, act: &str, body: Value) -> String {
    let answer = step(person, id, act, body).await;
    assert_eq!(answer.status(), 200, "{act}");
    answer.json::<Value>().await.unwrap()["state"].as_str().unwrap().to_owned()
}

async fn order(person: &Person<'_>, id: i64) -> Value {
    person.get(&format!("{ORDERS}/{id}")).await.json().await.unwrap()
}

async fn page(hall: &Hall, token: &str) -> String {
    hall.get(&format!("/r/{token}")).send().await.unwrap().text().await.unwrap()
}

/// A second supervisor.
async fn second<'a>(hall: &'a Hall) -> Person<'a> {
    let admin = hall.sign_in("admin").await;
    let body = json!({"name": "deputy", "password": "demo-deputy", "role": "supervisor", "one_time": false});
    let added = admin.post("/api/v1/halls/shili/accounts", body).await;
    assert!(added.status().is_success(), "{}", added.text().await.unwrap());
    hall.sign_in("deputy").await
}

#[tokio::test]
async fn r46_a_bad_rating_is_followed_to_its_end_and_the_person_reads_the_answer() {
    let data = Data::new().await;
    let clock = SetClock::at("2026-11-27T10:00:00");
    let hall = Hall::open_at(&data, &["--demo"], clock.clock()).await.unwrap();
    let (clerk, chief) = (hall.sign_in("a01").await, hall.sign_in("supervisor").await);
    let (id, token) = rate_badly(&hall, &clerk, "A01", Some("13812345678")).await;
    let listed: Value = chief.get(ORDERS).await.json().await.unwrap();
    let first = &listed["items"][0];
    assert_eq!(
        (first["id"].as_i64(), &first["state"], &first["light"]),
        (Some(id), &json!("new"), &json!("last"))
    );
    // one working day: Friday's is due on Monday
    assert_eq!(first["due"]["day"], "2026-11-30");
    assert_eq!(
        (&first["rated"], &first["has_contact"], first.get("contact")),
        (&json!("a01"), &json!(true), None)
    );
    assert!(page(&hall, &token).await.contains("正在核实"));

    refused(step(&chief, id, "close", json!({})).await, 409, "order_step").await;
    assert_eq!(state(&chief, id, "take", json!({})).await, "verifying");
    assert_eq!(order(&chief, id).await["contact"], "13812345678", "who has taken it on may call");
    refused(step(&chief, id, "verify", json!({"note": "x"})).await, 422, "finding_required").await;
    refused(step(&chief, id, "verify", json!({"finding": "upheld"})).await, 422, "note_required").await;
    refused(step(&chief, id, "dance", json!({})).await, 404, "not_found").await;
    assert_eq!(
        state(&chief, id, "verify", json!({"finding": "upheld", "note": "看了录像"})).await,
        "verified"
    );
    assert_eq!(state(&chief, id, "rectify", json!({"note": "加开一个窗口"})).await, "acting");
    assert_eq!(state(&chief, id, "reply", json!({"note": "已加开窗口，抱歉让您久等"})).await, "replied");
    assert!(page(&hall, &token).await.contains("已加开窗口，抱歉让您久等"));
    refused(step(&chief, id, "close", json!({})).await, 409, "order_step").await;
    assert_eq!(
        state(&chief, id, "revisit", json!({"result": "satisfied", "note": "谢谢"})).await,
        "revisited"
    );
    refused(step(&clerk, id, "close", json!({})).await, 403, "forbidden").await;
    assert_eq!(state(&chief, id, "close", json!({})).await, "closed");
    refused(step(&chief, id, "take", json!({})).await, 409, "order_closed").await;
    let open: Value = chief.get(ORDERS).await.json().await.unwrap();
    assert_eq!(open["items"], json!([]));
    let closed: Value = chief.get(&format!("{ORDERS}?state=closed")).await.json().await.unwrap();
    assert_eq!(closed["items"][0]["steps"].as_array().unwrap().len(), 6);
    assert_eq!(closed["items"][0]["in_time"], true);
    // after the answer it may be rated once more, and no more than once
    let again = |level: u8| hall.post(&format!("/api/v1/ratings/{token}"), &json!({"level": level})).send();
    assert!(page(&hall, &token).await.contains("再评价一次"));
    assert!(page(&hall, &format!("{token}?again")).await.contains("id=\"l5\""));
    assert_eq!(again(4).await.unwrap().status(), 201);
    refused(again(5).await.unwrap(), 409, "already_rated").await;
    assert!(!page(&hall, &token).await.contains("再评价一次"));
    let records = chief.get("/api/v1/halls/shili/ratings/export").await.text().await.unwrap();
    assert_eq!(records.lines().filter(|line| line.contains("\"assessNumber\":\"2\"")).count(), 1);
    // weeks later, when nobody can rate by the code any more
    clock.set("2026-12-20T10:00:00");
    assert!(page(&hall, &token).await.contains("已加开窗口，抱歉让您久等"));
    refused(again(5).await.unwrap(), 410, "token_expired").await;
}

#[tokio::test]
async fn r50_what_two_people_find_mistaken_counts_no_more_and_stays_on_record() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let (clerk, chief) = (hall.sign_in("b01").await, hall.sign_in("supervisor").await);
    let deputy = second(&hall).await;
    let (id, _) = rate_badly(&hall, &clerk, "B01", None).await;
    let rated = async || {
        let summary: Value =
            hall.get("/api/v1/halls/shili/ratings/summary").send().await.unwrap().json().await.unwrap();
        summary["total"]["rated"].as_u64().unwrap()
    };
    assert_eq!(rated().await, 1);
    let mistaken = || json!({"finding": "mistaken", "note": "想点非常满意"});
    assert_eq!(state(&chief, id, "verify", mistaken()).await, "second_person");
    assert_eq!(rated().await, 1, "one person does not decide that");
    refused(step(&chief, id, "verify", mistaken()).await, 409, "second_person_needed").await;
    assert_eq!(state(&deputy, id, "verify", mistaken()).await, "verified");
    assert_eq!(rated().await, 0);
    let there = order(&chief, id).await;
    assert_eq!((&there["level"], &there["finding"]), (&json!(1), &json!("mistaken")));
    // who was rated may appeal, and learns nothing of the rating
    refused(clerk.get(&format!("{ORDERS}/{id}")).await, 403, "forbidden").await;
    refused(step(&clerk, id, "explain", json!({"note": "x"})).await, 403, "forbidden").await;
    assert_eq!(state(&clerk, id, "appeal", json!({"note": "请复核"})).await, "appealed");
    refused(
        step(&deputy, id, "review", json!({"finding": "upheld", "note": "x"})).await,
        409,
        "second_person_needed",
    )
    .await;
    let other = hall.sign_in("a02").await;
    refused(step(&other, id, "appeal", json!({"note": "x"})).await, 403, "forbidden").await;
}

#[tokio::test]
async fn of_two_people_at_the_same_moment_one_sees_what_the_other_has_done() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let (clerk, chief) = (hall.sign_in("c01").await, hall.sign_in("supervisor").await);
    let deputy = second(&hall).await;
    let (id, _) = rate_badly(&hall, &clerk, "C01", None).await;
    let found = |finding: &str| json!({"finding": finding, "note": "查过了"});
    let (one, two) = tokio::join!(
        step(&chief, id, "verify", found("upheld")),
        step(&deputy, id, "verify", found("unfounded"))
    );
    let mut codes = [one.status().as_u16(), two.status().as_u16()];
    codes.sort_unstable();
    assert_eq!(codes, [200, 409]);
    let there = order(&chief, id).await;
    assert_eq!(there["steps"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn orders_are_for_supervisors_of_the_hall_and_a_good_rating_has_none() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let (clerk, chief) = (hall.sign_in("d01").await, hall.sign_in("supervisor").await);
    refused(hall.get(ORDERS).send().await.unwrap(), 401, "unauthenticated").await;
    refused(clerk.get(ORDERS).await, 403, "forbidden").await;
    refused(chief.get(&format!("{ORDERS}/77")).await, 404, "order_unknown").await;
    refused(step(&chief, 77, "take", json!({})).await, 404, "order_unknown").await;
    let finished = serve_one(&hall, &clerk, "D01", json!({"queue": "D"})).await;
    let path = format!("/api/v1/ratings/{}", token(&finished));
    let answer: Value = hall.post(&path, &json!({"level": 3})).send().await.unwrap().json().await.unwrap();
    refused(chief.get(&format!("{ORDERS}/{}", answer["id"])).await, 404, "order_unknown").await;
    let text = page(&hall, &token(&finished)).await;
    assert!(text.contains("已收到一次评价") && !text.contains("正在核实"));
}

#[tokio::test]
async fn r43_halls_and_windows_are_rated_in_general_and_counted_apart() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let (clerk, chief) = (hall.sign_in("a01").await, hall.sign_in("supervisor").await);
    let url = "/api/v1/halls/shili/ratings";
    // a device, as loopback is in a demonstration
    let made = hall.post(url, &json!({"level": 2, "comment": "厕所没有纸"})).send().await.unwrap();
    assert_eq!(made.status(), 201, "{}", made.text().await.unwrap());
    refused(hall.post(url, &json!({"level": 2})).send().await.unwrap(), 422, "reason_required").await;
    refused(
        hall.post(url, &json!({"level": 5, "window": "Z99"})).send().await.unwrap(),
        404,
        "unknown_window",
    )
    .await;
    refused(clerk.post(url, json!({"level": 5})).await, 403, "staff_may_not_rate").await;
    let inspections = "/api/v1/halls/shili/inspections";
    let harsh = || json!({"level": 1, "tags": [115], "window": "A01"});
    refused(clerk.post(inspections, harsh()).await, 403, "forbidden").await;
    assert_eq!(chief.post(inspections, harsh()).await.status(), 201);
    let summary = hall.get("/api/v1/halls/shili/ratings/summary").send().await.unwrap();
    assert_eq!(summary.json::<Value>().await.unwrap()["total"]["rated"], 0, "no service was rated");
    let listed: Value = chief.get(ORDERS).await.json().await.unwrap();
    let kinds: Vec<_> =
        listed["items"].as_array().unwrap().iter().map(|one| (&one["kind"], one.get("window"))).collect();
    assert_eq!(kinds, [(&json!("general"), None), (&json!("inspection"), Some(&json!("A01")))]);
}

#[tokio::test]
async fn the_code_that_hangs_at_a_window_opens_a_form_that_counts_once() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let chief = hall.sign_in("supervisor").await;
    let sheet = hall.get("/w/shili/A01/sheet").send().await.unwrap().text().await.unwrap();
    assert!(sheet.contains("<svg") && sheet.contains("A01"));
    let unknown = hall.get("/w/shili/Z99").send().await.unwrap();
    assert_eq!(
        (unknown.status().as_u16(), unknown.headers()["content-type"].to_str().unwrap()),
        (404, "text/html; charset=utf-8")
    );
    let page = hall.get("/w/shili/A01").send().await.unwrap().text().await.unwrap();
    assert!(!page.contains("<script"));
    let form = page.split("name=\"form\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let send = async |fields: &[(&str, &str)]| {
        let mut body = form_urlencoded::Serializer::new(String::new());
        body.append_pair("form", form).extend_pairs(fields);
        let request = reqwest::Client::new().post(format!("{}/w/shili/A01", hall.url));
        let request = request.header("content-type", "application/x-www-form-urlencoded").body(body.finish());
        request.send().await.unwrap().text().await.unwrap()
    };
    assert!(send(&[("level", "1")]).await.contains("id=\"l1\""), "a reason lacks");
    assert!(send(&[("level", "1"), ("tags", "115")]).await.contains("name=\"confirmed\""));
    for _ in 0..2 {
        assert!(send(&[("level", "1"), ("tags", "115"), ("confirmed", "1")]).await.contains("谢谢"));
    }
    let listed: Value = chief.get(ORDERS).await.json().await.unwrap();
    assert_eq!(listed["items"].as_array().unwrap().len(), 1);
}
