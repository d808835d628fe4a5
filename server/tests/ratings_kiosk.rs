//! Ratings at the kiosk: a slip is found by its code or its QR code, and by nothing that others can see.

use crate::support::{Data, Hall, refused, token};
use serde_json::{Value, json};

const FIND: &str = "/api/v1/halls/shili/ratings/find";

async fn find(hall: &Hall, slip: &str) -> reqwest::Response {
    hall.post(FIND, &json!({"slip": slip})).send().await.unwrap()
}

/// Takes a number and gives back its code and the address of its page.
async fn take(hall: &Hall, request: Value) -> (Value, String, String) {
    let ticket = hall.take(request).await;
    let text = |name: &str| ticket[name].as_str().unwrap().to_owned();
    let (code, url) = (text("slip_code"), text("track_url"));
    (ticket, code, url)
}

#[tokio::test]
async fn r42_a_slip_is_found_once_it_was_served_by_its_code_and_by_both_of_its_qr_codes() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let (ticket, code, url) = take(&hall, json!({"item": "id-renew"})).await;
    assert_eq!((code.len(), &code[..3]), (10, &ticket["number"].as_str().unwrap()[1..]));
    refused(find(&hall, &code).await, 409, "not_served").await;

    let clerk = hall.sign_in("a01").await;
    for step in ["open", "next", "start"] {
        clerk.step("A01", step).await;
    }
    refused(find(&hall, &url).await, 409, "not_served").await;
    let finished = clerk.step("A01", "finish").await;
    let rating = finished["rating"]["url"].as_str().unwrap();
    for slip in [code.as_str(), &url, &url.to_uppercase(), rating] {
        let found = find(&hall, slip).await;
        assert_eq!(found.status(), 200, "{slip}");
        let found: Value = found.json().await.unwrap();
        let [service] = found["services"].as_array().unwrap().as_slice() else { panic!("{found}") };
        assert_eq!(service["token"], token(&finished));
        assert!(service["item"]["zh"].as_str().unwrap().starts_with("居民身份证换领"));
        assert_eq!(service["window"], "A01");
        assert!(service["qr_svg"].as_str().unwrap().starts_with("<svg"));
        assert!(!service["department"]["en"].as_str().unwrap().is_empty());
        let levels: Vec<_> = found["levels"].as_array().unwrap().iter().map(|word| &word["level"]).collect();
        assert_eq!(levels, [5, 4, 3, 2, 1], "the norm's order");
        assert_eq!(found["tags"].as_array().unwrap().len(), 40);
    }
    let path = format!("/api/v1/ratings/{}", token(&finished));
    assert_eq!(hall.post(&path, &json!({"level": 3})).send().await.unwrap().status(), 201);
    refused(find(&hall, &code).await, 409, "already_rated").await;
}

#[tokio::test]
async fn a_number_alone_a_wrong_code_and_another_halls_slip_find_nothing() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let (ticket, code, _) = take(&hall, json!({"queue": "A"})).await;
    let wrong = format!("{}{:07}", &code[..3], (code[3..].parse::<u32>().unwrap() + 1) % 10_000_000);
    for slip in [ticket["number"].as_str().unwrap(), "001", &wrong, "0000000000", "aaaaaaaaaaaaaaaa", ""] {
        refused(find(&hall, slip).await, 404, "slip_unknown").await;
    }
    refused(find(&hall, "http://x/r/v1.AAAA.BBBB").await, 404, "token_unknown").await;
    let nowhere =
        hall.post("/api/v1/halls/nowhere/ratings/find", &json!({"slip": code})).send().await.unwrap();
    refused(nowhere, 404, "unknown_hall").await;
    refused(hall.post(FIND, &json!({"code": code})).send().await.unwrap(), 400, "bad_json").await;
}

#[tokio::test]
async fn tries_are_limited_so_that_nobody_guesses() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let mut refusals = Vec::new();
    for n in 0..16 {
        refusals.push(find(&hall, &format!("001{n:07}")).await.status().as_u16());
    }
    assert_eq!(refusals[..10], [404; 10]);
    refused(find(&hall, "0010000099").await, 429, "too_many_attempts").await;
}

#[tokio::test]
async fn several_matters_of_a_slip_are_rated_each_for_itself() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let (_, code, _) = take(&hall, json!({"items": ["hukou-birth", "id-renew"]})).await;
    let clerk = hall.sign_in("a01").await;
    for step in ["open", "next", "start", "finish"] {
        clerk.step("A01", step).await;
    }
    let services = async || -> Vec<Value> {
        let found: Value = find(&hall, &code).await.json().await.unwrap();
        found["services"].as_array().unwrap().clone()
    };
    let both = services().await;
    assert_eq!(both.len(), 2);
    assert_ne!(both[0]["token"], both[1]["token"]);
    let path = format!("/api/v1/ratings/{}", both[0]["token"].as_str().unwrap());
    assert_eq!(hall.post(&path, &json!({"level": 5})).send().await.unwrap().status(), 201);
    assert_eq!(services().await, both[1..]);
}

#[tokio::test]
async fn who_comes_after_the_days_of_a_code_is_told_so() {
    let data = Data::new().await;
    let hall = Hall::open_with(&data, &["--demo", "--rating-days", "0"]).await;
    let (_, code, _) = take(&hall, json!({"queue": "A"})).await;
    let clerk = hall.sign_in("a01").await;
    for step in ["open", "next", "start", "finish"] {
        clerk.step("A01", step).await;
    }
    refused(find(&hall, &code).await, 410, "token_expired").await;
}

#[tokio::test]
async fn staff_who_are_signed_in_look_for_nothing_to_rate() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let clerk = hall.sign_in("a01").await;
    refused(clerk.post(FIND, json!({"slip": "0010000000"})).await, 403, "staff_may_not_rate").await;
}

#[tokio::test]
async fn a_kiosk_asks_and_nobody_else_and_its_ratings_have_channel_5() {
    let data = Data::new().await;
    let hall = Hall::open_with(&data, &["--device-token", "0123456789abcdef-token"]).await;
    let kiosk = |request: reqwest::RequestBuilder| request.bearer_auth("0123456789abcdef-token");
    refused(find(&hall, "0010000000").await, 401, "unauthenticated").await;
    let asked = kiosk(hall.post(FIND, &json!({"slip": "0010000000"}))).send().await.unwrap();
    refused(asked, 404, "slip_unknown").await;

    // services that ended a moment ago
    let now = hall.app.clock.now();
    for (n, id) in ["aaaaaaaaaaaaaaaa", "bbbbbbbbbbbbbbbb"].into_iter().enumerate() {
        let sql = "INSERT INTO services (id, ticket, hall, day, number, \"window\", ended_at) \
                   VALUES ($1, $1, 'shili', $2, 'A001', 'A01', $3)";
        let row = sqlx::query(sql).bind(id).bind(now.day().to_string()).bind(now.unix_ms());
        row.execute(&hall.app.pool).await.unwrap();
        let token = hall.app.codes.mint(&id.parse().unwrap(), now).unwrap();
        let request = hall.post(&format!("/api/v1/ratings/{token}"), &json!({"level": 4}));
        let request = if n == 0 { kiosk(request) } else { request };
        assert_eq!(request.send().await.unwrap().status(), 201);
    }
    let (shili, day) = ("shili".parse().unwrap(), now.day().to_string());
    let counted = server::rating::store::rated(&hall.app.pool, &shili, &day, &day).await.unwrap();
    let mut channels: Vec<_> = counted.into_iter().map(|of| (of.channel.unwrap(), of.count)).collect();
    channels.sort_unstable();
    assert_eq!(channels, [(3, 1), (5, 1)], "by the device's token, and not by what is asked");
}
