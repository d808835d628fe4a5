//! Who serves at a window, as its sign shows it (R114): nobody unless the hall wants it, and never the account.

use super::ACCOUNTS;
use crate::support::{Data, Hall, halls_with};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

const CARD: &str = "/api/v1/halls/shili/windows/A01/card";

async fn card(hall: &Hall) -> Value {
    hall.get(CARD).send().await.unwrap().json().await.unwrap()
}

#[tokio::test]
async fn r114_a_sign_shows_who_sits_there_where_the_hall_wants_it() {
    let data = Data::new().await;
    let halls = halls_with(|hall| hall["rules"]["staff_cards"] = json!(true));
    let hall = Hall::open_with(&data, &["--demo", "--halls", halls.path().to_str().unwrap()]).await;
    assert_eq!(card(&hall).await, Value::Null, "nobody is there");
    let clerk = hall.sign_in("a01").await;
    clerk.step("A01", "open").await;
    let admin = hall.sign_in("admin").await;
    let name = |name: &str| {
        admin.request(Method::PATCH, &format!("{ACCOUNTS}/a01")).json(&json!({"display_name": name}))
    };
    assert_eq!(name("").send().await.unwrap().status(), StatusCode::OK);
    assert_eq!(card(&hall).await, Value::Null, "nobody has entered a name");
    assert_eq!(name("甲").send().await.unwrap().status(), StatusCode::OK);
    assert_eq!(card(&hall).await, json!({"name": "甲"}));
    let picture = [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', 0].to_vec();
    let sent = admin.request(Method::PUT, "/api/v1/halls/shili/forms/staff-a01.png").body(picture);
    assert_eq!(sent.send().await.unwrap().status(), StatusCode::OK);
    let shown = card(&hall).await;
    let path = shown["picture"].as_str().unwrap();
    assert!(path.starts_with("/forms/") && !path.contains("a01"), "{path}");
    assert_eq!(hall.get(path).send().await.unwrap().status(), StatusCode::OK);
    clerk.step("A01", "close").await;
    assert_eq!(card(&hall).await, Value::Null);
}

#[tokio::test]
async fn r114_nobody_is_shown_by_default() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let admin = hall.sign_in("admin").await;
    let change =
        admin.request(Method::PATCH, &format!("{ACCOUNTS}/a01")).json(&json!({"display_name": "甲"}));
    assert_eq!(change.send().await.unwrap().status(), StatusCode::OK);
    hall.sign_in("a01").await.step("A01", "open").await;
    assert_eq!(card(&hall).await, Value::Null);
    let unknown = hall.get("/api/v1/halls/shili/windows/Z99/card").send().await.unwrap();
    assert_eq!(unknown.status(), StatusCode::NOT_FOUND);
}
