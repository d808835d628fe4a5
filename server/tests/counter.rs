//! What a clerk and a supervisor do beyond calling the next: transfer, requeue, priority, a picked number,
//! other queues, the emergency stop, one slip for several matters.

use crate::support::{Data, Hall, Person, refused};
use serde_json::{Value, json};

async fn waiting(clerk: &Person<'_>, window: &str) -> Vec<(String, String)> {
    let list: Value = clerk.get(&format!("/api/v1/windows/{window}/waiting")).await.json().await.unwrap();
    let items = list["items"].as_array().unwrap().iter();
    items
        .map(|t| (t["number"].as_str().unwrap().to_owned(), t["state"].as_str().unwrap().to_owned()))
        .collect()
}

#[tokio::test]
async fn a_missed_citizen_comes_back_once_and_the_list_shows_it() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let clerk = hall.sign_in("a01").await;
    let first = hall.take(json!({"item": "hukou-birth"})).await;
    for _ in 0..4 {
        hall.take(json!({"queue": "A"})).await;
    }
    clerk.step("A01", "open").await;
    clerk.step("A01", "next").await;
    clerk.step("A01", "miss").await;
    let list = waiting(&clerk, "A01").await;
    assert_eq!(list.last().unwrap(), &("A001".to_owned(), "missed".to_owned()));
    let requeue = format!("/api/v1/tickets/{}/requeue", first["id"].as_str().unwrap());
    refused(hall.post(&requeue, &json!({})).send().await.unwrap(), 401, "unauthenticated").await;
    let view: Value = clerk.post(&requeue, json!({})).await.json().await.unwrap();
    assert_eq!((&view["state"], &view["ahead"]), (&json!("waiting"), &json!(3)));
    let order: Vec<String> = waiting(&clerk, "A01").await.into_iter().map(|(number, _)| number).collect();
    assert_eq!(order, ["A002", "A003", "A004", "A001", "A005"]);
    let problem = refused(clerk.post(&requeue, json!({})).await, 409, "already_waiting").await;
    assert_eq!(problem["detail"]["zh"], "这个号已经在排队，无需再排");
}

#[tokio::test]
async fn a_transfer_keeps_the_number_and_what_it_is_about_and_only_the_own_window_gives_it_away() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let (a01, b01) = (hall.sign_in("a01").await, hall.sign_in("b01").await);
    hall.take(json!({"item": "hukou-birth"})).await;
    a01.step("A01", "open").await;
    b01.step("B01", "open").await;
    a01.step("A01", "next").await;
    let transfer = "/api/v1/windows/A01/transfer";
    refused(b01.post(transfer, json!({"queue": "B"})).await, 403, "not_your_window").await;
    refused(a01.post(transfer, json!({})).await, 400, "bad_request").await;
    refused(a01.post(transfer, json!({"queue": "ZZ"})).await, 404, "unknown_queue").await;
    refused(a01.post(transfer, json!({"window": "A01"})).await, 409, "same_window").await;
    refused(a01.post(transfer, json!({"window": "B02"})).await, 409, "window_not_open").await;
    let to = json!({"window": "b01", "position": "front", "reason": "材料在B01"});
    let answer: Value = a01.post(transfer, to).await.json().await.unwrap();
    assert_eq!(
        (&answer["ticket"]["number"], &answer["ticket"]["state"]),
        (&json!("A001"), &json!("waiting"))
    );
    assert_eq!(waiting(&b01, "B01").await, [("A001".to_owned(), "waiting".to_owned())]);
    let called = b01.step("B01", "next").await;
    assert_eq!(called["ticket"]["matter"]["zh"], "出生登记（新生儿落户）");
    refused(a01.post(transfer, json!({"queue": "B"})).await, 409, "not_called").await;
}

#[tokio::test]
async fn a_priority_is_asked_for_at_the_kiosk_granted_at_the_window_and_leaves_a_trace() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let clerk = hall.sign_in("a01").await;
    hall.take(json!({"queue": "A"})).await;
    let request = hall.post("/api/v1/halls/shili/tickets", &json!({"queue": "A", "priority": "vip"}));
    refused(request.send().await.unwrap(), 404, "unknown_priority").await;
    let asked = hall.take(json!({"queue": "A", "priority": "elderly"})).await;
    assert_eq!(asked["ahead"], 1, "asking changes nothing");
    let list: Value = clerk.get("/api/v1/windows/A01/waiting").await.json().await.unwrap();
    assert_eq!(list["items"][1]["requested"], "elderly");
    let path = format!("/api/v1/tickets/{}/priority", asked["id"].as_str().unwrap());
    refused(clerk.post(&path, json!({"class": "elderly", "reason": ""})).await, 422, "reason_missing").await;
    let granted: Value =
        clerk.post(&path, json!({"class": "elderly", "reason": "老年证"})).await.json().await.unwrap();
    assert_eq!(granted["ahead"], 0);
    let queue = hall.app.queues().next().unwrap();
    let ledger = queue.ledger.after(&queue.hall.id, 0, 100).await.unwrap();
    let grant = ledger.iter().find(|recorded| recorded.event.kind() == "priority_granted").unwrap();
    assert_eq!(grant.by.as_ref().unwrap().as_str(), "a01");
    assert!(serde_json::to_string(&grant.event).unwrap().contains("老年证"));
    let taken: Value = clerk.post(&path, json!({"reason": "看错了"})).await.json().await.unwrap();
    assert_eq!(taken["ahead"], 1);
}

#[tokio::test]
async fn a_picked_number_needs_a_reason_and_says_who_picked_it() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let clerk = hall.sign_in("a01").await;
    for _ in 0..3 {
        hall.take(json!({"queue": "A"})).await;
    }
    hall.take(json!({"queue": "B"})).await;
    clerk.step("A01", "open").await;
    let call = "/api/v1/windows/A01/call";
    refused(clerk.post(call, json!({"ticket": "A003", "reason": " "})).await, 422, "reason_missing").await;
    refused(clerk.post(call, json!({"ticket": "B001", "reason": "急"})).await, 409, "not_waiting").await;
    refused(clerk.post(call, json!({"ticket": "?", "reason": "急"})).await, 404, "unknown_ticket").await;
    let called: Value =
        clerk.post(call, json!({"ticket": "a003", "reason": "突发疾病"})).await.json().await.unwrap();
    assert_eq!(called["ticket"]["number"], "A003");
    let queue = hall.app.queues().next().unwrap();
    let ledger = queue.ledger.after(&queue.hall.id, 0, 100).await.unwrap();
    let last = ledger.last().unwrap();
    assert_eq!((last.event.kind(), last.by.as_ref().unwrap().as_str()), ("ticket_called", "a01"));
    assert!(serde_json::to_string(&last.event).unwrap().contains("突发疾病"));
}

#[tokio::test]
async fn a_supervisor_gives_a_window_other_queues_and_the_plan_back_also_after_a_restart() {
    let data = Data::new().await;
    {
        let hall = Hall::open(&data).await;
        let (clerk, supervisor) = (hall.sign_in("a01").await, hall.sign_in("supervisor").await);
        let put = |person: &Person<'_>, body: Value| {
            person.request(reqwest::Method::PUT, "/api/v1/windows/A01/queues").json(&body).send()
        };
        refused(put(&clerk, json!({"queues": ["B"]})).await.unwrap(), 403, "forbidden").await;
        refused(put(&supervisor, json!({"queues": ["ZZ"]})).await.unwrap(), 404, "unknown_queue").await;
        let both = json!({"queues": ["B", "A"], "order": "queue_order"});
        let answer: Value = put(&supervisor, both.clone()).await.unwrap().json().await.unwrap();
        assert_eq!(answer, both);
    }
    let hall = Hall::open(&data).await;
    let clerk = hall.sign_in("a01").await;
    hall.take(json!({"queue": "A"})).await;
    hall.take(json!({"queue": "B"})).await;
    clerk.step("A01", "open").await;
    assert_eq!(clerk.step("A01", "next").await["ticket"]["number"], "B001", "B is first in its order");
}

#[tokio::test]
async fn an_emergency_stop_is_one_call_and_keeps_every_place() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let (clerk, supervisor) = (hall.sign_in("a01").await, hall.sign_in("supervisor").await);
    hall.take(json!({"queue": "A"})).await;
    clerk.step("A01", "open").await;
    refused(clerk.post("/api/v1/halls/shili/stop", json!({})).await, 403, "forbidden").await;
    let board: Value = supervisor
        .post("/api/v1/halls/shili/stop", json!({"reason": "消防演练"}))
        .await
        .json()
        .await
        .unwrap();
    assert_eq!(board["queues"][0]["reason"], "hall_stopped");
    let take = hall.post("/api/v1/halls/shili/tickets", &json!({"queue": "A"}));
    refused(take.send().await.unwrap(), 409, "hall_stopped").await;
    refused(clerk.post("/api/v1/windows/A01/next", json!({})).await, 409, "hall_stopped").await;
    assert_eq!(supervisor.post("/api/v1/halls/shili/resume", json!({})).await.status(), 200);
    assert_eq!(clerk.step("A01", "next").await["ticket"]["number"], "A001");
}

#[tokio::test]
async fn one_slip_for_three_matters_keeps_its_number_and_each_matter_has_its_own_rating() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let people = ["a01", "b01", "c01"];
    let mut clerks = Vec::new();
    for name in people {
        let clerk = hall.sign_in(name).await;
        clerk.step(&name.to_uppercase(), "open").await;
        clerks.push((name.to_uppercase(), clerk));
    }
    let slip = hall.take(json!({"items": ["hukou-birth", "sscard-new", "med-resident"]})).await;
    assert_eq!(slip["then"].as_array().unwrap().len(), 2);
    let number = slip["number"].clone();
    let path = format!("/api/v1/tickets/{}", slip["id"].as_str().unwrap());
    let mut rated = std::collections::BTreeSet::new();
    for left in [2, 1, 0] {
        let view: Value = hall.get(&path).send().await.unwrap().json().await.unwrap();
        assert_eq!((&view["state"], view["then"].as_array().map_or(0, Vec::len)), (&json!("waiting"), left));
        let prefix = view["queue"].as_str().unwrap();
        let (window, clerk) = clerks.iter().find(|(window, _)| window.starts_with(prefix)).unwrap();
        let called = clerk.step(window, "next").await;
        assert_eq!(called["ticket"]["number"], number);
        clerk.step(window, "start").await;
        let finished = clerk.step(window, "finish").await;
        assert_eq!(finished.get("then").is_some(), left > 0, "{finished}");
        let token = crate::support::token(&finished);
        let form: Value =
            hall.get(&format!("/api/v1/ratings/{token}")).send().await.unwrap().json().await.unwrap();
        assert!(rated.insert(form["item"]["zh"].as_str().unwrap().to_owned()), "each matter once");
        let rate = hall.post(&format!("/api/v1/ratings/{token}"), &json!({"level": 5}));
        assert_eq!(rate.send().await.unwrap().status(), 201);
    }
    let view: Value = hall.get(&path).send().await.unwrap().json().await.unwrap();
    assert_eq!((&view["state"], view["ratings"].as_array().unwrap().len()), (&json!("served"), 3));
    let summary: Value =
        hall.get("/api/v1/halls/shili/ratings/summary").send().await.unwrap().json().await.unwrap();
    assert_eq!((&summary["total"]["served"], &summary["total"]["rated"]), (&json!(3), &json!(3)));
}

#[tokio::test]
async fn two_matters_of_one_window_are_served_together_and_rated_apart() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let clerk = hall.sign_in("a01").await;
    hall.take(json!({"items": ["hukou-birth", "id-renew"]})).await;
    clerk.step("A01", "open").await;
    clerk.step("A01", "next").await;
    clerk.step("A01", "start").await;
    let finished = clerk.step("A01", "finish").await;
    assert_eq!(finished["more"].as_array().unwrap().len(), 1, "{finished}");
    assert_ne!(finished["rating"]["url"], finished["more"][0]["url"]);
    assert_ne!(finished["rating"]["matter"], finished["more"][0]["matter"]);
}
