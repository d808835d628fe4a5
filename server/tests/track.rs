//! The phone page of a ticket on its way: what follows, what can be rated already, the way back after a
//! missed call, windows that changed their work, a hall that is stopped.

use crate::support::{Data, Hall, token};
use serde_json::{Value, json};

async fn page(hall: &Hall, ticket: &Value) -> String {
    let path = format!("/t/{}", ticket["id"].as_str().unwrap());
    hall.get(&path).send().await.unwrap().text().await.unwrap()
}

#[tokio::test]
async fn the_page_of_a_slip_names_what_follows_and_each_service_to_rate() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let slip = hall.take(json!({"items": ["hukou-birth", "sscard-new"]})).await;
    assert_eq!((&slip["queue"], &slip["then"]), (&json!("A"), &json!(["B"])));
    let html = page(&hall, &slip).await;
    assert!(html.contains("办完后自动转到") && html.contains("社保·就业") && !html.contains("/r/v1."));

    let first = hall.sign_in("a01").await;
    for step in ["open", "next", "start"] {
        first.step("A01", step).await;
    }
    let finished = first.step("A01", "finish").await;
    let html = page(&hall, &slip).await;
    assert!(html.contains("正在排队") && html.contains("A001") && !html.contains("办完后自动转到"));
    assert!(html.contains("评价：出生登记（新生儿落户）") && html.contains(&token(&finished)));

    let second = hall.sign_in("b01").await;
    for step in ["open", "next", "start", "finish"] {
        second.step("B01", step).await;
    }
    let html = page(&hall, &slip).await;
    assert!(html.contains("已办结") && html.contains("评价：社会保障卡申领"));
    assert_eq!(html.matches("/r/v1.").count(), 2);
}

#[tokio::test]
async fn a_missed_ticket_is_told_that_it_may_come_back_once() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let ticket = hall.take(json!({"queue": "A"})).await;
    let clerk = hall.sign_in("a01").await;
    clerk.step("A01", "open").await;
    let may_return = "可重新排队 1 次，排在 3 人之后";
    for step in ["next", "miss"] {
        clerk.step("A01", step).await;
    }
    let html = page(&hall, &ticket).await;
    assert!(html.contains("已过号") && html.contains(may_return));
    assert!(html.contains("http-equiv=\"refresh\""), "the page goes on listening");
    let requeue = format!("/api/v1/tickets/{}/requeue", ticket["id"].as_str().unwrap());
    assert_eq!(clerk.post(&requeue, json!({})).await.status(), 200);
    assert!(page(&hall, &ticket).await.contains("正在排队"));
    for step in ["next", "miss"] {
        clerk.step("A01", step).await;
    }
    let html = page(&hall, &ticket).await;
    assert!(html.contains("已过号") && !html.contains("可重新排队"));
    assert!(!html.contains("http-equiv=\"refresh\""), "it never changes again");
}

#[tokio::test]
async fn the_windows_are_those_that_call_now_and_a_stopped_hall_says_so() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let supervisor = hall.sign_in("supervisor").await;
    let ticket = hall.take(json!({"queue": "K"})).await;
    assert!(page(&hall, &ticket).await.contains("K01 T01"));
    let put = supervisor.request(reqwest::Method::PUT, "/api/v1/windows/G01/queues");
    assert_eq!(put.json(&json!({"queues": ["G", "K"]})).send().await.unwrap().status(), 200);
    let html = page(&hall, &ticket).await;
    assert!(html.contains("G01 K01 T01") && !html.contains("大厅暂停服务"));
    assert_eq!(supervisor.post("/api/v1/halls/shili/stop", json!({"reason": "演练"})).await.status(), 200);
    let html = page(&hall, &ticket).await;
    assert!(html.contains("大厅暂停服务") && html.contains("正在排队") && !html.contains("演练"));
}
