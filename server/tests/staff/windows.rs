//! Who sits at a window: it is paused, handed over, taken over and closed with the sessions of its people, and its
//! ticket stays.

use super::*;

#[tokio::test]
async fn a_window_with_a_ticket_is_paused_when_its_person_is_gone_until_somebody_takes_it_over() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let (admin, clerk) = (hall.sign_in("admin").await, hall.sign_in("a01").await);
    let (name, password) = substitute(&admin).await;
    hall.take(json!({"queue": "A"})).await;
    clerk.step("A01", "open").await;
    clerk.step("A01", "next").await;
    let reset = json!({"password": "another password"});
    assert_eq!(admin.post(&format!("{ACCOUNTS}/a01/reset"), reset).await.status(), StatusCode::OK);
    refused(clerk.post("/api/v1/windows/A01/start", json!({})).await, 401, "unauthenticated").await;
    assert_eq!(window(&hall, "A01").await, ("paused".to_owned(), json!("A001")));
    sweep(&hall).await;
    assert_eq!(window(&hall, "A01").await, ("paused".to_owned(), json!("A001")), "the ticket stays");

    let supervisor = hall.sign_in("supervisor").await;
    let seats = json_of(supervisor.get("/api/v1/halls/shili/seats").await).await;
    let seat = json!({"window": "A01", "state": "paused", "ticket": "A001", "account": "a01",
                      "display_name": "", "post": null, "present": false});
    assert_eq!(seats["items"], json!([seat]));

    let second = hall.sign_in_with(name, password).await;
    second.step("A01", "open").await;
    assert_eq!(window(&hall, "A01").await, ("open".to_owned(), json!("A001")));
    let seats = json_of(supervisor.get("/api/v1/halls/shili/seats").await).await;
    let seat = &seats["items"][0];
    assert_eq!(
        (&seat["account"], &seat["display_name"], &seat["post"], &seat["present"]),
        (&json!(name), &json!("李娜"), &json!("b"), &json!(true))
    );
    second.step("A01", "start").await;
    assert_eq!(second.step("A01", "finish").await["ticket"]["number"], "A001");
}

#[tokio::test]
async fn a_window_is_handed_over_without_a_gap_and_with_its_ticket() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let (admin, clerk) = (hall.sign_in("admin").await, hall.sign_in("a01").await);
    let (name, password) = substitute(&admin).await;
    let hand_over = async |to: &str, password: &str| {
        clerk.post("/api/v1/windows/A01/handover", json!({"to": to, "password": password})).await
    };
    refused(hand_over(name, password).await, 409, "window_not_open").await;
    hall.take(json!({"queue": "A"})).await;
    clerk.step("A01", "open").await;
    clerk.step("A01", "next").await;
    refused(hand_over(name, "guess").await, 401, "wrong_password").await;
    refused(hand_over("b01", "demo-b01").await, 403, "not_your_window").await;
    assert_eq!(clerk.get("/api/v1/session").await.status(), StatusCode::OK, "nothing has changed");

    let answer = hand_over(name, password).await;
    assert_eq!(answer.status(), StatusCode::OK);
    let cookie = answer.headers()["set-cookie"].to_str().unwrap().split(';').next().unwrap().to_owned();
    assert_eq!(answer.json::<Value>().await.unwrap()["account"], name);
    assert_eq!(window(&hall, "A01").await, ("open".to_owned(), json!("A001")));
    refused(clerk.get("/api/v1/session").await, 401, "unauthenticated").await;
    let start = hall.post("/api/v1/windows/A01/start", &json!({})).header("cookie", &cookie);
    assert_eq!(start.send().await.unwrap().status(), StatusCode::OK);
    sweep(&hall).await;
    assert_eq!(window(&hall, "A01").await.0, "open");

    let rows = sqlx::query("SELECT kind, body FROM ledger WHERE kind LIKE 'window_%' ORDER BY seq");
    let events: Vec<(String, Value)> =
        rows.fetch_all(&hall.app.pool).await.unwrap().iter().map(event).collect();
    let staff: Vec<_> = events.iter().map(|(kind, body)| (kind.as_str(), &body["staff"])).collect();
    assert_eq!(staff, [("window_opened", &json!("a01")), ("window_opened", &json!(name))], "no gap");
}

fn event(row: &sqlx::any::AnyRow) -> (String, Value) {
    (row.get(0), serde_json::from_str(row.get(1)).unwrap())
}

#[tokio::test]
async fn who_opens_a_window_at_which_somebody_sits_takes_it_over() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let (admin, first) = (hall.sign_in("admin").await, hall.sign_in("a01").await);
    let (name, password) = substitute(&admin).await;
    let second = hall.sign_in_with(name, password).await;
    first.step("A01", "open").await;
    second.step("A01", "open").await;
    let hand_over = json!({"to": name, "password": password});
    let no_more = first.post("/api/v1/windows/A01/handover", hand_over).await;
    refused(no_more, 403, "not_your_window").await;
    let out = first.request(Method::DELETE, "/api/v1/session").send().await.unwrap();
    assert_eq!(out.status(), StatusCode::NO_CONTENT);
    sweep(&hall).await;
    assert_eq!(window(&hall, "A01").await.0, "open", "the second person sits there");
    // signed in elsewhere as well: one session that ends leaves the window alone
    let elsewhere = hall.sign_in_with(name, password).await;
    let token = server::staff::hash(second.cookie.split_once('=').unwrap().1);
    assert_eq!(sql(&hall, &format!("UPDATE sessions SET expires_at = 1 WHERE token = '{token}'")).await, 1);
    refused(second.get("/api/v1/session").await, 401, "unauthenticated").await;
    sweep(&hall).await;
    assert_eq!(window(&hall, "A01").await.0, "open");
    sql(&hall, &format!("UPDATE sessions SET expires_at = 1 WHERE account = '{name}'")).await;
    refused(elsewhere.get("/api/v1/session").await, 401, "unauthenticated").await;
    sweep(&hall).await;
    assert_eq!(window(&hall, "A01").await.0, "closed");
}

#[tokio::test]
async fn an_idle_session_ends_and_with_it_the_window_closes() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let clerk = hall.sign_in("a01").await;
    clerk.step("A01", "open").await;
    let used = "SELECT used_at FROM sessions";
    // an hour and a half ago
    sql(&hall, "UPDATE sessions SET used_at = used_at - 5400000").await;
    let before = number(&hall, used).await;
    assert_eq!(clerk.get("/api/v1/windows/A01").await.status(), StatusCode::OK);
    assert_eq!(number(&hall, used).await, before, "what a page reads by itself is no use");
    clerk.step("A01", "pause").await;
    assert!(number(&hall, used).await >= before + 5_400_000, "what a person does is");
    let soon = server::clock::Clock::default().now().unix_ms() + 60_000;
    sql(&hall, &format!("UPDATE sessions SET used_at = {soon}")).await;
    clerk.step("A01", "open").await;
    assert_eq!(number(&hall, used).await, soon, "it is not written again at once");

    sql(&hall, &format!("UPDATE sessions SET used_at = {before} - 1800001")).await;
    refused(clerk.get("/api/v1/session").await, 401, "unauthenticated").await;
    assert_eq!(window(&hall, "A01").await.0, "open");
    sweep(&hall).await;
    assert_eq!(window(&hall, "A01").await.0, "closed");
    assert_eq!(number(&hall, "SELECT COUNT(*) FROM sessions").await, 0, "what has ended is forgotten");
    let unattended = "SELECT COUNT(*) FROM audit WHERE act = 'window_unattended' AND object = 'A01 a01' \
                      AND actor = '@server'";
    assert_eq!(number(&hall, unattended).await, 1);
}
