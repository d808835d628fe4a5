//! Staff against the real router and database: who gets in, for how long, who sits at a window, and what
//! is on record.

mod support;

use reqwest::{Method, Response, StatusCode};
use serde_json::{Value, json};
use sqlx::{AssertSqlSafe, Row};
use std::io::Write;
use std::process::{Command, Output, Stdio};
use support::{Data, Hall, Person, refused};

const ACCOUNTS: &str = "/api/v1/halls/shili/accounts";

async fn try_in(hall: &Hall, account: &str, password: &str) -> Response {
    let body = json!({"account": account, "password": password});
    hall.post("/api/v1/session", &body).send().await.unwrap()
}

/// Tries to sign in as seen by a trusted proxy, perhaps on a browser with a cookie.
async fn try_from(hall: &Hall, address: &str, password: &str, cookie: &str) -> Response {
    let body = json!({"account": "a01", "password": password});
    let request = hall.post("/api/v1/session", &body).header("x-forwarded-for", address);
    request.header("cookie", cookie).send().await.unwrap()
}

/// The cookie of a browser on which somebody has signed in.
fn desk_cookie(response: &Response) -> String {
    let mut cookies = response.headers().get_all("set-cookie").iter().map(|cookie| cookie.to_str().unwrap());
    let desk = cookies.rfind(|cookie| cookie.starts_with("mingtang_desk=")).unwrap();
    assert!(desk.contains("HttpOnly") && desk.contains("SameSite=Strict"), "{desk}");
    desk.split(';').next().unwrap().to_owned()
}

async fn sql(hall: &Hall, statement: &str) -> u64 {
    let query = sqlx::query(AssertSqlSafe(statement.to_owned()));
    query.execute(&hall.app.pool).await.unwrap().rows_affected()
}

async fn number(hall: &Hall, query: &str) -> i64 {
    let query = sqlx::query(AssertSqlSafe(query.to_owned()));
    query.fetch_one(&hall.app.pool).await.unwrap().get(0)
}

async fn json_of(response: Response) -> Value {
    assert!(response.status().is_success(), "{}", response.status());
    response.json().await.unwrap()
}

/// State and ticket of a window, as everybody sees it.
async fn window(hall: &Hall, id: &str) -> (String, Value) {
    let board: Value = hall.get("/api/v1/halls/shili/board").send().await.unwrap().json().await.unwrap();
    let windows = board["windows"].as_array().unwrap();
    let window = windows.iter().find(|window| window["id"] == id).unwrap();
    (window["state"].as_str().unwrap().to_owned(), window["ticket"].clone())
}

/// Adds the second person of window A01 and gives back their name and password.
async fn substitute(admin: &Person<'_>) -> (&'static str, &'static str) {
    let (name, password) = ("li-na", "long enough");
    let new = json!({"name": name, "password": password, "role": "clerk", "windows": ["A01"], "post": "b",
                     "display_name": "李娜"});
    assert_eq!(admin.post(ACCOUNTS, new).await.status(), StatusCode::CREATED);
    (name, password)
}

async fn sweep(hall: &Hall) {
    server::staff::watch::sweep(&hall.app).await.unwrap();
}

#[tokio::test]
async fn a_lockout_survives_a_restart_and_ends_with_its_time() {
    let data = Data::new().await;
    let arguments = ["--demo", "--lock-after", "3"];
    {
        let hall = Hall::open_with(&data, &arguments).await;
        for _ in 0..3 {
            refused(try_in(&hall, "a01", "guess").await, 401, "wrong_password").await;
        }
        let locked = try_in(&hall, "a01", "demo-a01").await;
        let seconds: u32 = locked.headers()["retry-after"].to_str().unwrap().parse().unwrap();
        assert!((1..=901).contains(&seconds), "{seconds}");
        refused(locked, 429, "account_locked").await;
        hall.sign_in("a02").await;
    }
    let hall = Hall::open_with(&data, &arguments).await;
    refused(try_in(&hall, "a01", "demo-a01").await, 429, "account_locked").await;
    // what is tried while it lasts is not looked at and makes it no longer
    assert_eq!(number(&hall, "SELECT MAX(tries) FROM wrong_passwords").await, 3);
    sql(&hall, "UPDATE wrong_passwords SET last_at = last_at - 901000").await;
    refused(try_in(&hall, "a01", "guess").await, 401, "wrong_password").await;
    refused(try_in(&hall, "a01", "demo-a01").await, 429, "account_locked").await;
    sql(&hall, "UPDATE wrong_passwords SET last_at = last_at - 901000").await;
    hall.sign_in("a01").await;
    for _ in 0..2 {
        refused(try_in(&hall, "a01", "guess").await, 401, "wrong_password").await;
    }
    hall.sign_in("a01").await;
    assert_eq!(number(&hall, "SELECT COUNT(*) FROM wrong_passwords").await, 0, "the right one begins anew");
}

#[tokio::test]
async fn guesses_that_come_at_once_gain_one_try_at_most() {
    let data = Data::new().await;
    let hall = Hall::open_with(&data, &["--demo", "--lock-after", "3"]).await;
    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..10 {
        let guess = hall.post("/api/v1/session", &json!({"account": "a01", "password": "guess"}));
        tasks.spawn(async move { guess.send().await.unwrap().status().as_u16() });
    }
    let answers = tasks.join_all().await;
    let compared = answers.iter().filter(|status| **status == 401).count();
    // two passwords are compared at once, so one more may be under way when the lock falls
    assert!((3..=4).contains(&compared), "{answers:?}");
    assert!(answers.iter().all(|status| matches!(status, 401 | 429)), "{answers:?}");
}

#[tokio::test]
async fn strangers_lock_out_strangers_and_never_a_desk_that_the_account_knows() {
    let data = Data::new().await;
    let hall = Hall::open_with(&data, &["--demo", "--trusted-proxy", "127.0.0.1", "--lock-after", "2"]).await;
    let first = try_from(&hall, "198.51.100.1", "demo-a01", "").await;
    assert_eq!(first.status(), StatusCode::OK);
    let desk = desk_cookie(&first);
    // two guesses from each of ten addresses; each address is locked by itself
    for n in 1..=10 {
        let address = format!("203.0.113.{n}");
        for _ in 0..2 {
            refused(try_from(&hall, &address, "guess", "").await, 401, "wrong_password").await;
        }
        refused(try_from(&hall, &address, "demo-a01", "").await, 429, "account_locked").await;
    }
    let new_place = "203.0.113.99";
    refused(try_from(&hall, new_place, "demo-a01", "").await, 429, "account_locked").await;
    let invented = format!("mingtang_desk={}", "A".repeat(43));
    refused(try_from(&hall, new_place, "demo-a01", &invented).await, 429, "account_locked").await;
    for address in [new_place, "198.51.100.1"] {
        let known = try_from(&hall, address, "demo-a01", &desk).await;
        assert_eq!(known.status(), StatusCode::OK, "{address}");
        assert_eq!(desk_cookie(&known), desk, "a browser has one secret");
    }
    // the desk has a counter of its own
    for _ in 0..2 {
        refused(try_from(&hall, new_place, "guess", &desk).await, 401, "wrong_password").await;
    }
    refused(try_from(&hall, new_place, "demo-a01", &desk).await, 429, "account_locked").await;
    // an administrator's new password lifts every lock
    let admin = hall.sign_in("admin").await;
    let reset = json!({"password": "a new password"});
    assert_eq!(admin.post(&format!("{ACCOUNTS}/a01/reset"), reset).await.status(), StatusCode::OK);
    assert_eq!(try_from(&hall, new_place, "a new password", "").await.status(), StatusCode::OK);
}

#[tokio::test]
async fn an_account_that_does_not_exist_is_locked_like_one_that_does_and_is_written_down_nowhere() {
    let data = Data::new().await;
    let hall = Hall::open_with(&data, &["--demo", "--lock-after", "2"]).await;
    for _ in 0..2 {
        refused(try_in(&hall, "my-secret-word", "a01").await, 401, "wrong_password").await;
    }
    refused(try_in(&hall, "my-secret-word", "a01").await, 429, "account_locked").await;
    assert_eq!(number(&hall, "SELECT COUNT(*) FROM wrong_passwords").await, 2);
    for query in [
        "SELECT COUNT(*) FROM wrong_passwords WHERE account LIKE '%secret%'",
        "SELECT COUNT(*) FROM audit WHERE object LIKE '%secret%'",
    ] {
        assert_eq!(number(&hall, query).await, 0, "{query}");
    }
}

#[tokio::test]
async fn a_disabled_account_answers_as_a_wrong_password_and_its_sessions_end_at_once() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let (admin, clerk) = (hall.sign_in("admin").await, hall.sign_in("a01").await);
    clerk.step("A01", "open").await;
    let disabled =
        json_of(admin.post(&format!("{ACCOUNTS}/a01/disable"), json!({"reason": "调离"})).await).await;
    assert_eq!((&disabled["disabled"], &disabled["sessions"]), (&json!(true), &json!(0)));
    refused(clerk.get("/api/v1/session").await, 401, "unauthenticated").await;
    assert_eq!(window(&hall, "A01").await, ("closed".to_owned(), Value::Null));
    let right = refused(try_in(&hall, "a01", "demo-a01").await, 401, "wrong_password").await;
    let wrong = refused(try_in(&hall, "a02", "guess").await, 401, "wrong_password").await;
    assert_eq!(right, wrong, "nobody learns that the account is there and disabled");
    let on_record = "SELECT COUNT(*) FROM audit WHERE act = 'sign_in_failed' AND object = 'a01' \
                     AND reason = 'disabled'";
    assert_eq!(number(&hall, on_record).await, 1);

    let enabled = json_of(admin.post(&format!("{ACCOUNTS}/a01/enable"), json!({})).await).await;
    assert_eq!(enabled["disabled"], false);
    refused(clerk.get("/api/v1/session").await, 401, "unauthenticated").await;
    hall.sign_in("a01").await;
    refused(admin.post(&format!("{ACCOUNTS}/admin/disable"), json!({})).await, 409, "own_account").await;
    refused(admin.post(&format!("{ACCOUNTS}/nobody/disable"), json!({})).await, 404, "unknown_account").await;
    refused(admin.post(&format!("{ACCOUNTS}/nobody/enable"), json!({})).await, 404, "unknown_account").await;
}

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

#[tokio::test]
async fn only_the_right_role_sees_and_changes() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let people = [hall.sign_in("a01").await, hall.sign_in("supervisor").await, hall.sign_in("admin").await];
    let new = json!({"name": "x", "password": "long enough", "role": "clerk"});
    let reads = [
        (ACCOUNTS.to_owned(), [403, 403, 200]),
        ("/api/v1/halls/shili/audit".to_owned(), [403, 200, 200]),
        ("/api/v1/halls/shili/seats".to_owned(), [403, 200, 200]),
    ];
    for (path, expected) in reads {
        refused(hall.get(&path).send().await.unwrap(), 401, "unauthenticated").await;
        for (person, status) in people.iter().zip(expected) {
            assert_eq!(person.get(&path).await.status().as_u16(), status, "{path}");
        }
    }
    let changes = [
        (ACCOUNTS.to_owned(), new),
        (format!("{ACCOUNTS}/a02/disable"), json!({})),
        (format!("{ACCOUNTS}/a02/enable"), json!({})),
        (format!("{ACCOUNTS}/a02/reset"), json!({"password": "long enough"})),
        (format!("{ACCOUNTS}/a02/unlock"), json!({})),
    ];
    for (path, body) in changes {
        refused(hall.post(&path, &body).send().await.unwrap(), 401, "unauthenticated").await;
        refused(people[0].post(&path, body.clone()).await, 403, "forbidden").await;
        refused(people[1].post(&path, body.clone()).await, 403, "forbidden").await;
        assert!(people[2].post(&path, body).await.status().is_success(), "{path}");
    }
    let change = async |person: &Person<'_>| {
        let path = format!("{ACCOUNTS}/a02");
        person.request(Method::PATCH, &path).json(&json!({"display_name": "王"})).send().await.unwrap()
    };
    refused(change(&people[0]).await, 403, "forbidden").await;
    refused(change(&people[1]).await, 403, "forbidden").await;
    assert_eq!(change(&people[2]).await.status(), StatusCode::OK);
    refused(people[2].get("/api/v1/halls/nowhere/accounts").await, 404, "unknown_hall").await;
}

#[tokio::test]
async fn accounts_are_added_once_and_listed_without_what_is_kept_of_passwords() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let admin = hall.sign_in("admin").await;
    let (name, password) = substitute(&admin).await;
    let with = |change: Value| {
        let mut new = json!({"name": "wang", "password": "long enough", "role": "clerk"});
        for (key, value) in change.as_object().unwrap() {
            new[key] = value.clone();
        }
        admin.post(ACCOUNTS, new)
    };
    refused(with(json!({"password": "1234567"})).await, 422, "weak_password").await;
    let own = json!({"name": "wang-xiao-ming", "password": "wang-xiao-ming"});
    refused(with(own).await, 422, "weak_password").await;
    refused(with(json!({"windows": ["Z99"]})).await, 404, "unknown_window").await;
    refused(with(json!({"post": "a"})).await, 400, "bad_request").await;
    refused(with(json!({"name": "a01"})).await, 409, "account_exists").await;
    refused(with(json!({"windows": ["A02", "A01"], "post": "b"})).await, 409, "post_taken").await;
    refused(with(json!({"name": "Not A Name"})).await, 400, "bad_json").await;
    assert_eq!(with(json!({"windows": ["A01"], "post": "a"})).await.status(), StatusCode::CREATED);
    // a post that somebody else holds meanwhile is not given back
    let act = async |name: &str, act: &str| admin.post(&format!("{ACCOUNTS}/{name}/{act}"), json!({})).await;
    assert_eq!(act("wang", "disable").await.status(), StatusCode::OK);
    let heir = json!({"name": "zhao", "windows": ["A01"], "post": "a"});
    assert_eq!(with(heir).await.status(), StatusCode::CREATED);
    refused(act("wang", "enable").await, 409, "post_taken").await;

    hall.sign_in_with(name, password).await;
    let list = admin.get(ACCOUNTS).await.text().await.unwrap();
    assert!(!list.contains("argon2") && !list.contains("password"), "{list}");
    let list: Value = serde_json::from_str(&list).unwrap();
    let one = |name: &str| {
        list["items"].as_array().unwrap().iter().find(|account| account["name"] == name).unwrap().clone()
    };
    let mut seen = one(name);
    assert!(seen["last_sign_in"].as_str().unwrap().ends_with("+08:00"));
    seen["last_sign_in"] = Value::Null;
    assert_eq!(
        seen,
        json!({"name": name, "display_name": "李娜", "role": "clerk", "windows": ["A01"], "post": "b",
               "disabled": false, "locked": false, "sessions": 1, "last_sign_in": null})
    );
    assert_eq!((&one("wang")["disabled"], &one("wang")["last_sign_in"]), (&json!(true), &Value::Null));
}

#[tokio::test]
async fn everybody_changes_the_own_password_and_is_then_signed_in_here_alone() {
    let data = Data::new().await;
    let hall = Hall::open_with(&data, &["--demo", "--lock-after", "2"]).await;
    let (here, elsewhere) = (hall.sign_in("a01").await, hall.sign_in("a01").await);
    let change = async |old: &str, new: &str| {
        here.post("/api/v1/session/password", json!({"old": old, "new": new})).await
    };
    refused(change("guess", "a better password").await, 401, "wrong_password").await;
    refused(change("demo-a01", "short").await, 422, "weak_password").await;
    assert_eq!(elsewhere.get("/api/v1/session").await.status(), StatusCode::OK, "two places at once");
    assert_eq!(change("demo-a01", "a better password").await.status(), StatusCode::NO_CONTENT);
    assert_eq!(here.get("/api/v1/session").await.status(), StatusCode::OK);
    refused(elsewhere.get("/api/v1/session").await, 401, "unauthenticated").await;
    refused(try_in(&hall, "a01", "demo-a01").await, 401, "wrong_password").await;
    hall.sign_in_with("a01", "a better password").await;
    // who found a desk unattended does not guess on
    for _ in 0..2 {
        refused(change("guess", "a worse password").await, 401, "wrong_password").await;
    }
    refused(change("a better password", "a worse password").await, 429, "account_locked").await;
}

#[tokio::test]
async fn the_contract_names_every_call_of_staff() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let contract: Value = hall.get("/api/openapi.json").send().await.unwrap().json().await.unwrap();
    for (path, method) in [
        ("/api/v1/session/password", "post"),
        ("/api/v1/windows/{window}/handover", "post"),
        ("/api/v1/halls/{hall}/accounts", "get"),
        ("/api/v1/halls/{hall}/accounts", "post"),
        ("/api/v1/halls/{hall}/accounts/{name}/disable", "post"),
        ("/api/v1/halls/{hall}/accounts/{name}/enable", "post"),
        ("/api/v1/halls/{hall}/accounts/{name}/reset", "post"),
        ("/api/v1/halls/{hall}/accounts/{name}", "patch"),
        ("/api/v1/halls/{hall}/accounts/{name}/unlock", "post"),
        ("/api/v1/windows/{window}/crew", "get"),
        ("/api/v1/halls/{hall}/seats", "get"),
        ("/api/v1/halls/{hall}/audit", "get"),
    ] {
        assert!(contract["paths"][path].get(method).is_some(), "{method} {path}");
    }
}

/// The record as a supervisor reads it, newest first.
async fn record(person: &Person<'_>, query: &str) -> Value {
    json_of(person.get(&format!("/api/v1/halls/shili/audit?{query}")).await).await
}

fn acts(record: &Value) -> Vec<[String; 3]> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let line = |line: &Value| [text(&line["actor"]), text(&line["act"]), text(&line["object"])];
    record["items"].as_array().unwrap().iter().map(line).collect()
}

#[tokio::test]
async fn every_act_of_staff_is_on_record_with_its_actor_and_without_a_password() {
    let data = Data::new().await;
    let hall = Hall::open_with(&data, &["--demo", "--lock-after", "2"]).await;
    for _ in 0..2 {
        refused(try_in(&hall, "a02", "wrong-secret-1").await, 401, "wrong_password").await;
    }
    let clerk = hall.sign_in("a01").await;
    clerk.step("A01", "open").await;
    clerk.post("/api/v1/windows/A01/pause", json!({"reason": "用餐"})).await;
    let change = json!({"old": "demo-a01", "new": "new-secret-2"});
    assert_eq!(clerk.post("/api/v1/session/password", change).await.status(), StatusCode::NO_CONTENT);
    clerk.request(Method::DELETE, "/api/v1/session").send().await.unwrap();
    let admin = hall.sign_in("admin").await;
    let new = json!({"name": "wang", "password": "first-secret-3", "role": "clerk", "windows": ["A02"]});
    assert_eq!(admin.post(ACCOUNTS, new).await.status(), StatusCode::CREATED);
    for act in ["disable", "disable", "enable"] {
        json_of(admin.post(&format!("{ACCOUNTS}/wang/{act}"), json!({"reason": "  轮岗  "})).await).await;
    }
    let reset = json!({"password": "reset-secret-4"});
    json_of(admin.post(&format!("{ACCOUNTS}/wang/reset"), reset).await).await;

    let supervisor = hall.sign_in("supervisor").await;
    let all = record(&supervisor, "").await;
    assert_eq!(all["next"], Value::Null);
    let mut expected = vec![
        ["", "sign_in_failed", "a02"],
        ["", "sign_in_failed", "a02"],
        ["", "account_locked", "a02"],
        ["a01", "sign_in", "a01"],
        ["a01", "window_opened", "A01"],
        ["a01", "window_paused", "A01"],
        ["a01", "password_changed", "a01"],
        ["a01", "window_closed", "A01"],
        ["a01", "sign_out", "a01"],
        ["admin", "sign_in", "admin"],
        ["admin", "account_added", "wang clerk A02"],
        ["admin", "account_disabled", "wang"],
        ["admin", "account_enabled", "wang"],
        ["admin", "account_reset", "wang"],
        ["supervisor", "sign_in", "supervisor"],
    ];
    let mut found = acts(&all);
    found.retain(|[actor, ..]| actor != "@server");
    // lines of the same millisecond stand in any order
    found.sort();
    expected.sort_unstable();
    assert_eq!(found, expected);
    let reason = |act: &str| {
        let items = all["items"].as_array().unwrap();
        items.iter().find(|line| line["act"] == act).unwrap()["reason"].clone()
    };
    assert_eq!((reason("account_disabled"), reason("window_paused")), (json!("轮岗"), json!("用餐")));
    let times: Vec<&str> =
        all["items"].as_array().unwrap().iter().map(|line| line["at"].as_str().unwrap()).collect();
    assert!(times.is_sorted_by_key(std::cmp::Reverse), "newest first");

    let whole = sqlx::query("SELECT * FROM audit").fetch_all(&hall.app.pool).await.unwrap();
    let texts = whole.iter().flat_map(|row| {
        ["hall", "actor", "act", "object", "reason"].map(|name| row.get::<Option<String>, _>(name))
    });
    let texts: Vec<String> = texts.flatten().collect();
    assert!(!texts.iter().any(|text| text.contains("secret") || text.contains("demo-")), "{texts:?}");
    let of_admin = record(&supervisor, "actor=admin").await;
    assert_eq!(acts(&of_admin).len(), 5);
    assert!(acts(&of_admin).iter().all(|[actor, ..]| actor == "admin"));
    assert_eq!(acts(&record(&supervisor, "to=2020-01-01&from=2020-01-01").await).len(), 0);
    refused(supervisor.get("/api/v1/halls/shili/audit?cursor=x").await, 400, "bad_request").await;
}

#[tokio::test]
async fn pages_of_the_record_do_not_move_while_more_is_done() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let clerk = hall.sign_in("a01").await;
    for step in ["open", "pause", "open", "close"] {
        clerk.step("A01", step).await;
    }
    let supervisor = hall.sign_in("supervisor").await;
    let whole = acts(&record(&supervisor, "limit=500").await);
    assert!(whole.len() > 30, "the accounts of the demonstration were added, too");
    let mut paged = Vec::new();
    let mut query = "limit=7".to_owned();
    loop {
        let page = record(&supervisor, &query).await;
        assert!(acts(&page).len() <= 7);
        paged.extend(acts(&page));
        hall.sign_in("a03").await;
        match page["next"].as_str() {
            Some(next) => query = format!("limit=7&cursor={next}"),
            None => break,
        }
    }
    assert_eq!(paged, whole);
}

/// Every Rust file below a folder, as one text.
fn sources(folder: &std::path::Path) -> String {
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let read = |path: std::path::PathBuf| match path.is_dir() {
        true => sources(&path),
        false => std::fs::read_to_string(path).unwrap(),
    };
    files.map(read).collect()
}

#[test]
fn the_record_is_only_ever_added_to() {
    let source = sources(std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")));
    let words = source.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
    for table in ["audit", "ledger"] {
        assert!(words.contains(&format!("insert into {table} ")), "{table}");
        for change in ["update", "delete from", "drop table", "truncate"] {
            assert!(!words.contains(&format!("{change} {table}")), "{change} {table}");
        }
    }
}

/// Runs `server accounts` on the data, with a password for standard input.
async fn accounts(data: &Data, arguments: &[&str], password: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_server"));
    command.args(["accounts", "--data", data.folder.path().to_str().unwrap()]);
    if let Some(database) = &data.database {
        command.args(["--database", database]);
    }
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let password = format!("{password}\n");
    // the server of the test goes on meanwhile
    let run = move || {
        let mut child = command.spawn().unwrap();
        // a command that reads no password may have ended already
        let _ = child.stdin.take().unwrap().write_all(password.as_bytes());
        child.wait_with_output().unwrap()
    };
    tokio::task::spawn_blocking(run).await.unwrap()
}

#[tokio::test]
async fn the_command_line_adds_disables_enables_resets_and_lists_while_a_server_runs() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let add = async |name: &str, password: &str| {
        let who = ["add", name, "--hall", "shili", "--role", "clerk", "--window", "A01"];
        let post = ["--post", "b", "--display-name", "李娜"];
        accounts(&data, &[who.as_slice(), &post].concat(), password).await
    };
    let run = async |arguments: &[&str], password: &str| {
        let output = accounts(&data, arguments, password).await;
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{arguments:?}: {said}");
        String::from_utf8(output.stdout).unwrap()
    };
    for (name, password) in [("li-na-long", "1234567"), ("li-na-long", "li-na-long")] {
        let refusal = add(name, password).await;
        assert!(!refusal.status.success());
        assert!(String::from_utf8_lossy(&refusal.stderr).contains("8 characters"));
    }
    assert!(add("li-na", "long enough").await.status.success());
    let again = add("li-na", "another password").await;
    assert!(String::from_utf8_lossy(&again.stderr).contains("exists already"), "never replaced");
    let clerk = hall.sign_in_with("li-na", "long enough").await;
    clerk.step("A01", "open").await;

    run(&["disable", "li-na", "--reason", "离职"], "").await;
    refused(clerk.get("/api/v1/session").await, 401, "unauthenticated").await;
    refused(try_in(&hall, "li-na", "long enough").await, 401, "wrong_password").await;
    sweep(&hall).await;
    assert_eq!(window(&hall, "A01").await.0, "closed");
    let list = run(&["list", "--hall", "shili"], "").await;
    let line = list.lines().find(|line| line.starts_with("li-na\t")).unwrap();
    for part in ["shili", "clerk", "A01", "b", "disabled", "李娜"] {
        assert!(line.split('\t').any(|field| field == part), "{part}: {line}");
    }
    assert!(!list.contains("argon2"));
    run(&["enable", "li-na"], "").await;
    run(&["reset", "li-na"], "a new password").await;
    refused(try_in(&hall, "li-na", "long enough").await, 401, "wrong_password").await;
    hall.sign_in_with("li-na", "a new password").await;
    assert!(!accounts(&data, &["disable", "nobody"], "").await.status.success());

    let supervisor = hall.sign_in("supervisor").await;
    let mut done = acts(&record(&supervisor, "actor=@terminal").await);
    done.reverse();
    let expected = [
        ["@terminal", "account_added", "li-na clerk A01"],
        ["@terminal", "account_disabled", "li-na"],
        ["@terminal", "account_enabled", "li-na"],
        ["@terminal", "account_reset", "li-na"],
    ];
    assert_eq!(done, expected);
}
