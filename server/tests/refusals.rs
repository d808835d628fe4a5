//! What is refused, how, and what every answer carries.

use crate::support::{Data, Hall, refused};
use reqwest::Method;
use serde_json::json;

fn html() -> reqwest::header::HeaderValue {
    reqwest::header::HeaderValue::from_static("text/html; charset=utf-8")
}

#[tokio::test]
async fn every_refusal_is_a_bilingual_problem_with_its_code() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let tickets = "/api/v1/halls/shili/tickets";
    let send = |request: reqwest::RequestBuilder| async { request.send().await.unwrap() };

    refused(send(hall.post(tickets, &json!({"item": "no-such-item"}))).await, 404, "unknown_item").await;
    refused(send(hall.post(tickets, &json!({"theme": "no-such"}))).await, 404, "unknown_theme").await;
    refused(send(hall.post(tickets, &json!({"queue": "ZZ"}))).await, 404, "unknown_queue").await;
    refused(send(hall.post(tickets, &json!({}))).await, 400, "bad_request").await;
    let no_class = json!({"queue": "A", "priority": "vip"});
    refused(send(hall.post(tickets, &no_class)).await, 404, "unknown_priority").await;
    let future = json!({"queue": "A", "appointment": "1234567890"});
    refused(send(hall.post(tickets, &future)).await, 400, "bad_request").await;
    let unknown_field = json!({"queue": "A", "colour": "red"});
    refused(send(hall.post(tickets, &unknown_field)).await, 400, "bad_json").await;
    let nothing = json!({"queue": "A", "priority": null, "appointment": null});
    assert_eq!(send(hall.post(tickets, &nothing)).await.status(), 201);
    for (request, code) in [
        (json!({"item": "11440100007482575H3440118009000"}), "unknown_item"),
        (json!({"theme": "出生"}), "unknown_theme"),
        (json!({"queue": "a"}), "unknown_queue"),
    ] {
        refused(send(hall.post(tickets, &request)).await, 404, code).await;
    }
    let both = json!({"queue": "A", "item": "hukou-birth"});
    refused(send(hall.post(tickets, &both)).await, 400, "bad_request").await;
    refused(
        send(hall.post("/api/v1/halls/nowhere/tickets", &json!({"queue": "A"}))).await,
        404,
        "unknown_hall",
    )
    .await;
    let bad_key = hall.post(tickets, &json!({"queue": "A"})).header("idempotency-key", "short");
    refused(send(bad_key).await, 400, "bad_request").await;

    let raw = |body: &'static str| hall.client.post(format!("{}{tickets}", hall.url)).body(body);
    let bad = raw("{\"item\":").header("content-type", "application/json");
    refused(send(bad).await, 400, "bad_json").await;
    let wrong_type = raw("{\"item\": 7}").header("content-type", "application/json");
    refused(send(wrong_type).await, 400, "bad_json").await;
    refused(send(raw("item=x")).await, 415, "unsupported_media_type").await;

    refused(send(hall.get("/api/v1/no-such-call")).await, 404, "not_found").await;
    refused(send(hall.get("/a/unknown-0123456789abcdef.js")).await, 404, "not_found").await;
    refused(send(hall.get("/api/v1/halls/SHILI")).await, 404, "not_found").await;
    refused(send(hall.get("/api/v1/halls/nowhere/board")).await, 404, "unknown_hall").await;
    refused(send(hall.get("/api/v1/halls/SHILI/events")).await, 404, "not_found").await;
    refused(send(hall.get("/api/v1/halls/shili/events?after=x")).await, 400, "bad_request").await;
    refused(send(hall.get("/a/%FF")).await, 404, "not_found").await;
    refused(send(hall.get("/api/v1/halls/shili/items/..")).await, 404, "not_found").await;
    refused(send(hall.get("/api/v1/halls/shili/items/no-such")).await, 404, "unknown_item").await;
    refused(send(hall.get("/api/v1/tickets/aaaaaaaaaaaaaaaa")).await, 404, "unknown_ticket").await;
    refused(send(hall.get("/api/v1/tickets/1")).await, 404, "unknown_ticket").await;
    for page in ["/t/%FF", "/r/%FF"] {
        let answer = send(hall.get(page)).await;
        assert_eq!((answer.status().as_u16(), &answer.headers()["content-type"]), (404, &html()), "{page}");
    }
    let delete = hall.client.request(Method::DELETE, format!("{}{tickets}", hall.url));
    refused(send(delete).await, 405, "method_not_allowed").await;
}

/// Sends a request piece by piece over a connection of its own and reads the head of the answer, which
/// may come before everything was sent.
async fn by_hand(hall: &Hall, head: &str, piece: &[u8], pieces: usize) -> String {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let address = hall.url.strip_prefix("http://").unwrap();
    let (mut answer, mut request) = tokio::net::TcpStream::connect(address).await.unwrap().into_split();
    let head = format!("POST /api/v1/halls/shili/tickets HTTP/1.1\r\nHost: {address}\r\n{head}\r\n\r\n");
    let piece = piece.to_vec();
    let sending = tokio::spawn(async move {
        request.write_all(head.as_bytes()).await?;
        for _ in 0..pieces {
            request.write_all(&piece).await?;
        }
        std::io::Result::Ok(())
    });
    let mut read = Vec::new();
    while !read.windows(4).any(|end| end == b"\r\n\r\n") {
        assert!(answer.read_buf(&mut read).await.unwrap() > 0, "closed without an answer");
    }
    sending.abort();
    String::from_utf8_lossy(&read).into_owned()
}

#[tokio::test]
async fn ten_megabytes_are_refused_and_the_server_goes_on() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let json = "Content-Type: application/json";
    let announced = by_hand(&hall, &format!("{json}\r\nContent-Length: 10485760"), &[], 0).await;
    assert!(announced.starts_with("HTTP/1.1 413 "), "{announced}");
    // without a length that could be looked at, the server counts
    let piece = [b"10000\r\n".as_slice(), &vec![b' '; 65_536], b"\r\n"].concat();
    let counted = by_hand(&hall, &format!("{json}\r\nTransfer-Encoding: chunked"), &piece, 160).await;
    assert!(counted.starts_with("HTTP/1.1 413 "), "{counted}");
    let small = json!({"queue": "A".repeat(70_000)});
    refused(hall.post("/api/v1/halls/shili/tickets", &small).send().await.unwrap(), 413, "body_too_large")
        .await;
    hall.take(json!({"queue": "A"})).await;
}

#[tokio::test]
async fn staff_calls_need_a_session_a_role_the_own_window_and_the_own_origin() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let open = hall.post("/api/v1/windows/A01/open", &json!({})).send().await.unwrap();
    refused(open, 401, "unauthenticated").await;
    let wrong = json!({"account": "a01", "password": "wrong"});
    refused(hall.post("/api/v1/session", &wrong).send().await.unwrap(), 401, "wrong_password").await;
    let unknown = json!({"account": "nobody", "password": "wrong"});
    refused(hall.post("/api/v1/session", &unknown).send().await.unwrap(), 401, "wrong_password").await;

    let clerk = hall.sign_in("a01").await;
    refused(clerk.post("/api/v1/windows/A02/open", json!({})).await, 403, "not_your_window").await;
    refused(clerk.post("/api/v1/windows/Z99/open", json!({})).await, 404, "unknown_window").await;
    let summary = clerk.get("/api/v1/halls/shili/ratings/summary?by=window").await;
    refused(summary, 403, "forbidden").await;
    let foreign = clerk.request(Method::POST, "/api/v1/windows/A01/open").json(&json!({}));
    let foreign = foreign.header("origin", "https://elsewhere.example").send().await.unwrap();
    refused(foreign, 403, "bad_origin").await;
    let own = clerk.request(Method::POST, "/api/v1/windows/A01/open").json(&json!({}));
    assert_eq!(own.header("origin", hall.url.clone()).send().await.unwrap().status(), 200);

    let who: serde_json::Value = clerk.get("/api/v1/session").await.json().await.unwrap();
    assert_eq!(who, json!({"account": "a01", "hall": "shili", "roles": ["clerk"], "windows": ["A01"]}));
    let out = clerk.request(Method::DELETE, "/api/v1/session").send().await.unwrap();
    assert_eq!(out.status(), 204);
    refused(clerk.get("/api/v1/session").await, 401, "unauthenticated").await;
    let board: serde_json::Value =
        hall.get("/api/v1/halls/shili/board").send().await.unwrap().json().await.unwrap();
    assert_eq!(board["windows"][0]["state"], "closed", "nobody is there any more");
}

#[tokio::test]
async fn guessing_passwords_is_slowed_down_for_that_account_only() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let guess = json!({"account": "a02", "password": "guess"});
    let first = hall.post("/api/v1/session", &guess).send().await.unwrap();
    refused(first, 401, "wrong_password").await;
    let mut slowed = None;
    for _ in 0..40 {
        let answer = hall.post("/api/v1/session", &guess).send().await.unwrap();
        if answer.status() == 429 {
            slowed = Some(answer);
            break;
        }
    }
    refused(slowed.expect("slowed down"), 429, "too_many_attempts").await;
    hall.sign_in("a03").await;
}

#[tokio::test]
async fn without_demo_a_kiosk_needs_its_token() {
    let data = Data::new().await;
    let halls = crate::support::halls_open(json!([{"from": 0, "to": 1440}]));
    let token = "0123456789abcdef-token";
    let arguments = ["--device-token", token, "--halls", halls.path().to_str().unwrap()];
    let hall = Hall::open_with(&data, &arguments).await;
    let take = || hall.post("/api/v1/halls/shili/tickets", &json!({"queue": "A"}));
    refused(take().send().await.unwrap(), 401, "unauthenticated").await;
    let wrong = take().header("authorization", "Bearer 0123456789abcdef-tokeX");
    refused(wrong.send().await.unwrap(), 401, "unauthenticated").await;
    let right = take().header("authorization", format!("Bearer {token}"));
    assert_eq!(right.send().await.unwrap().status(), 201);
    let demo = json!({"account": "a01", "password": "demo-a01"});
    let sign_in = hall.post("/api/v1/session", &demo).send().await.unwrap();
    refused(sign_in, 401, "wrong_password").await;
}

#[tokio::test]
async fn every_answer_carries_the_security_headers_and_a_request_id() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    for path in ["/healthz", "/api/v1/halls", "/api/v1/nope", "/r/x", "/t/aaaaaaaaaaaaaaaa", "/api/docs/"] {
        let response = hall.get(path).send().await.unwrap();
        let headers = response.headers();
        assert_eq!(headers["x-content-type-options"], "nosniff", "{path}");
        assert_eq!(headers["referrer-policy"], "no-referrer", "{path}");
        let policy = headers["content-security-policy"].to_str().unwrap();
        assert!(
            policy.starts_with("default-src 'none'") && policy.contains("frame-ancestors 'none'"),
            "{path}"
        );
        let scripts = policy.split(';').find(|part| part.trim().starts_with("script-src"));
        assert!(!scripts.is_some_and(|scripts| scripts.contains("unsafe")), "{path}: {policy}");
        assert!(!headers["x-request-id"].is_empty(), "{path}");
    }
    // what runs in the hall: nothing but its own programs, and no script in a page
    for path in ["/kiosk", "/screen/main", "/desk"] {
        let response = hall.get(path).send().await.unwrap();
        let policy = response.headers()["content-security-policy"].to_str().unwrap().to_owned();
        assert!(policy.contains("script-src 'self' 'wasm-unsafe-eval';"), "{path}: {policy}");
        assert!(!policy.contains("unsafe-inline") && !policy.contains("http"), "{path}: {policy}");
    }
    let ready: serde_json::Value = hall.get("/readyz").send().await.unwrap().json().await.unwrap();
    assert_eq!((&ready["database"], &ready["clock"]), (&json!(true), &json!(true)));
    assert_eq!(hall.get("/metrics").send().await.unwrap().status(), 200);
}

#[tokio::test]
async fn the_contract_is_generated_and_browsable() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let contract: serde_json::Value =
        hall.get("/api/openapi.json").send().await.unwrap().json().await.unwrap();
    for path in [
        "/api/v1/halls",
        "/api/v1/halls/{hall}/catalog",
        "/api/v1/halls/{hall}/board",
        "/api/v1/halls/{hall}/events",
        "/api/v1/halls/{hall}/tickets",
        "/api/v1/tickets/{id}",
        "/api/v1/windows/{window}/next",
        "/api/v1/windows/{window}/finish",
        "/api/v1/ratings/{token}",
        "/api/v1/halls/{hall}/ratings/summary",
        "/api/v1/session",
        "/healthz",
    ] {
        assert!(contract["paths"].get(path).is_some(), "{path}");
    }
    let codes = contract["components"]["schemas"]["Code"]["enum"].as_array().unwrap();
    for code in hall::code::Code::ALL {
        assert!(codes.contains(&json!(code.as_str())), "{code}");
    }
    let docs = hall.get("/api/docs/").send().await.unwrap();
    assert_eq!(docs.status(), 200);
    assert!(docs.text().await.unwrap().contains("swagger"));
}

#[tokio::test]
async fn the_session_cookie_fits_the_way_on_which_the_browser_came() {
    let data = Data::new().await;
    let hall = Hall::open_with(&data, &["--demo", "--public-url", "https://hall.example"]).await;
    let body = json!({"account": "a01", "password": "demo-a01"});
    for (origin, secure) in [("https://hall.example", true), (hall.url.as_str(), false)] {
        let answer = hall.post("/api/v1/session", &body).header("origin", origin).send().await.unwrap();
        assert_eq!(answer.status(), 200, "{origin}");
        let cookie = answer.headers()["set-cookie"].to_str().unwrap();
        assert_eq!(cookie.contains("; Secure"), secure, "{origin}: {cookie}");
    }
}

#[tokio::test]
async fn behind_a_trusted_proxy_only_the_guessing_address_is_slowed_down() {
    let data = Data::new().await;
    let hall = Hall::open_with(&data, &["--demo", "--trusted-proxy", "127.0.0.1"]).await;
    let from = |address: &'static str, password: &'static str| {
        let body = json!({"account": "a04", "password": password});
        hall.post("/api/v1/session", &body).header("x-forwarded-for", address).send()
    };
    let mut slowed = false;
    for _ in 0..40 {
        slowed |= from("198.51.100.7", "guess").await.unwrap().status() == 429;
    }
    assert!(slowed);
    assert_eq!(from("198.51.100.8", "demo-a04").await.unwrap().status(), 200);
}

#[tokio::test]
async fn every_address_of_a_machine_is_no_address_for_a_qr_code() {
    let data = Data::new().await;
    let arguments = data.config(&["--listen", "0.0.0.0:0"]);
    let refusal = server::serve::run(arguments).await.unwrap_err().to_string();
    assert!(refusal.contains("--public-url"), "{refusal}");
}

#[tokio::test]
async fn metrics_are_for_loopback_or_for_who_has_the_token() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let forwarded = hall.get("/metrics").header("x-real-ip", "198.51.100.7").send().await.unwrap();
    refused(forwarded, 403, "forbidden").await;
    let hall = Hall::open_with(&data, &["--demo", "--metrics-token", "0123456789abcdef"]).await;
    refused(hall.get("/metrics").send().await.unwrap(), 403, "forbidden").await;
    let right = hall.get("/metrics").bearer_auth("0123456789abcdef").send().await.unwrap();
    assert_eq!(right.status(), 200);
}
