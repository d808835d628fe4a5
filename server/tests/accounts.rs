//! Accounts that change after they were made, against the real router and database: role, windows and post,
//! locks that are lifted, passwords that work once, and who belongs to a window.

use crate::support::{Data, Hall, Person, refused};
use reqwest::{Method, Response, StatusCode};
use serde_json::{Value, json};
use std::process::Command;

const ACCOUNTS: &str = "/api/v1/halls/shili/accounts";

async fn change(admin: &Person<'_>, name: &str, change: Value) -> Response {
    admin.request(Method::PATCH, &format!("{ACCOUNTS}/{name}")).json(&change).send().await.unwrap()
}

async fn json_of(response: Response) -> Value {
    assert!(response.status().is_success(), "{}", response.status());
    response.json().await.unwrap()
}

async fn add(admin: &Person<'_>, name: &str, more: Value) {
    let mut new = json!({"name": name, "password": "long enough", "role": "clerk"});
    for (key, value) in more.as_object().unwrap() {
        new[key] = value.clone();
    }
    assert_eq!(admin.post(ACCOUNTS, new).await.status(), StatusCode::CREATED, "{name}");
}

/// State and ticket of a window, as everybody sees it.
async fn window(hall: &Hall, id: &str) -> (String, Value) {
    let board: Value = hall.get("/api/v1/halls/shili/board").send().await.unwrap().json().await.unwrap();
    let windows = board["windows"].as_array().unwrap();
    let window = windows.iter().find(|window| window["id"] == id).unwrap();
    (window["state"].as_str().unwrap().to_owned(), window["ticket"].clone())
}

/// What is on record of a kind, newest first: act, object and reason.
async fn record(person: &Person<'_>, query: &str) -> Vec<[String; 3]> {
    let page = json_of(person.get(&format!("/api/v1/halls/shili/audit?{query}")).await).await;
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let items = page["items"].as_array().unwrap().clone();
    items.iter().map(|line| [text(&line["act"]), text(&line["object"]), text(&line["reason"])]).collect()
}

#[tokio::test]
async fn a_clerk_who_loses_a_window_cannot_act_there_any_more_and_stays_signed_in() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let (admin, clerk) = (hall.sign_in("admin").await, hall.sign_in("a01").await);
    clerk.step("A01", "open").await;
    let moved = json!({"windows": ["A02"], "reason": "轮岗"});
    let account = json_of(change(&admin, "a01", moved.clone()).await).await;
    assert_eq!((&account["windows"], &account["role"]), (&json!(["A02"]), &json!("clerk")));
    assert_eq!(window(&hall, "A01").await.0, "closed", "nobody who may sit there is there");
    refused(clerk.post("/api/v1/windows/A01/open", json!({})).await, 403, "not_your_window").await;
    let who = json_of(clerk.get("/api/v1/session").await).await;
    assert_eq!((&who["account"], &who["windows"]), (&json!("a01"), &json!(["A02"])));
    clerk.step("A02", "open").await;

    // a ticket that is there stays there
    hall.take(json!({"queue": "A"})).await;
    clerk.step("A02", "next").await;
    json_of(change(&admin, "a01", json!({"windows": []})).await).await;
    assert_eq!(window(&hall, "A02").await, ("paused".to_owned(), json!("A001")));
    // the same once more is no act
    json_of(change(&admin, "a01", json!({"windows": []})).await).await;
    let changed: Vec<_> = record(&admin, "kind=accounts&actor=admin").await;
    assert_eq!(
        changed,
        [["account_changed", "a01 clerk", ""], ["account_changed", "a01 clerk A02", "轮岗"]]
            .map(|line| line.map(str::to_owned))
    );
    let who = record(&admin, "kind=windows").await;
    assert!(who.iter().all(|[act, ..]| act.starts_with("window_")), "{who:?}");
    refused(admin.get("/api/v1/halls/shili/audit?kind=nothing").await, 400, "bad_request").await;
}

#[tokio::test]
async fn what_a_clerk_books_and_gives_back_is_on_record_without_whose_it_is() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let (admin, clerk) = (hall.sign_in("admin").await, hall.sign_in("a01").await);
    let day = hall.app.clock.now().day().next().to_string();
    let wish = json!({"queue": "A", "day": day, "from": 540, "name": "张小三", "phone": "138 1234 5678"});
    let path = "/api/v1/halls/shili/appointments";
    let booked: Value = clerk.post(path, wish.clone()).await.json().await.unwrap();
    let cancel = format!("/api/v1/appointments/{}/cancel", booked["id"].as_str().unwrap());
    for _ in 0..2 {
        clerk.post(&cancel, json!({})).await;
    }
    // what a citizen does with a phone is nobody's act
    hall.post(path, &wish).send().await.unwrap();
    let about = format!("A {day} 09:00");
    assert_eq!(
        record(&admin, "kind=appointments").await,
        [["appointment_cancelled", &about, ""], ["appointment_booked", &about, ""]]
            .map(|line| line.map(str::to_owned))
    );
}

#[tokio::test]
async fn role_post_and_name_change_alone_and_a_post_is_held_once() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let admin = hall.sign_in("admin").await;
    add(&admin, "li-na", json!({"windows": ["A01"], "post": "b", "display_name": "李娜"})).await;
    let with = async |name: &str, what: Value| change(&admin, name, what).await;
    let named = json_of(with("li-na", json!({"display_name": " 李 娜 "})).await).await;
    assert_eq!((&named["display_name"], &named["post"]), (&json!("李 娜"), &json!("b")));
    refused(with("a01", json!({"post": "b"})).await, 409, "post_taken").await;
    refused(with("a01", json!({"post": "c"})).await, 400, "bad_json").await;
    refused(with("a01", json!({"windows": ["Z99"]})).await, 404, "unknown_window").await;
    refused(with("a01", json!({"windows": [], "post": "a"})).await, 400, "bad_request").await;
    refused(with("nobody", json!({"post": "a"})).await, 404, "unknown_account").await;
    assert_eq!(json_of(with("li-na", json!({"post": null})).await).await["post"], Value::Null);
    assert_eq!(json_of(with("a01", json!({"post": "b"})).await).await["post"], "b");

    let clerk = hall.sign_in("a03").await;
    refused(clerk.get("/api/v1/halls/shili/seats").await, 403, "forbidden").await;
    json_of(with("a03", json!({"role": "supervisor"})).await).await;
    json_of(clerk.get("/api/v1/halls/shili/seats").await).await;
    json_of(with("a03", json!({"role": "clerk"})).await).await;
    refused(clerk.get("/api/v1/halls/shili/seats").await, 403, "forbidden").await;
}

#[tokio::test]
async fn a_hall_always_has_an_administrator_who_may_sign_in() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let admin = hall.sign_in("admin").await;
    refused(change(&admin, "admin", json!({"role": "clerk"})).await, 409, "last_admin").await;
    add(&admin, "second", json!({"role": "admin"})).await;
    let second = hall.sign_in_with("second", "long enough").await;
    let disable =
        async |by: &Person<'_>, name: &str| by.post(&format!("{ACCOUNTS}/{name}/disable"), json!({})).await;
    assert_eq!(disable(&admin, "second").await.status(), StatusCode::OK);
    refused(change(&admin, "admin", json!({"role": "supervisor"})).await, 409, "last_admin").await;
    assert_eq!(json_of(admin.get("/api/v1/session").await).await["roles"], json!(["admin"]));
    let enable = admin.post(&format!("{ACCOUNTS}/second/enable"), json!({})).await;
    assert_eq!(enable.status(), StatusCode::OK);
    refused(second.get("/api/v1/session").await, 401, "unauthenticated").await;

    // both at once: one of them stays
    let second = hall.sign_in_with("second", "long enough").await;
    let (one, other) = tokio::join!(disable(&admin, "second"), disable(&second, "admin"));
    let done = [one, other].into_iter().filter(|answer| answer.status() == StatusCode::OK).count();
    assert!(done <= 1, "{done}");
    let (one, other) = tokio::join!(
        change(&admin, "admin", json!({"role": "clerk"})),
        change(&admin, "second", json!({"role": "clerk"}))
    );
    let done = [one, other].into_iter().filter(|answer| answer.status() == StatusCode::OK).count();
    assert!(done <= 1, "{done}");
}

#[tokio::test]
async fn an_administrator_sees_a_lock_and_lifts_it_and_the_password_stays() {
    let data = Data::new().await;
    let hall = Hall::open_with(&data, &["--demo", "--lock-after", "2"]).await;
    let admin = hall.sign_in("admin").await;
    let guess = async |password: &str| {
        let body = json!({"account": "a01", "password": password});
        hall.post("/api/v1/session", &body).send().await.unwrap()
    };
    let locked = async || {
        let list = json_of(admin.get(ACCOUNTS).await).await;
        let items = list["items"].as_array().unwrap().clone();
        items
            .iter()
            .filter(|account| account["locked"] == true)
            .map(|one| one["name"].clone())
            .collect::<Vec<_>>()
    };
    refused(guess("guess").await, 401, "wrong_password").await;
    assert!(locked().await.is_empty());
    refused(guess("guess").await, 401, "wrong_password").await;
    assert_eq!(locked().await, [json!("a01")]);
    refused(guess("demo-a01").await, 429, "account_locked").await;
    for _ in 0..2 {
        let unlocked =
            json_of(admin.post(&format!("{ACCOUNTS}/a01/unlock"), json!({"reason": "本人"})).await).await;
        assert_eq!(unlocked["locked"], false);
    }
    assert_eq!(guess("demo-a01").await.status(), StatusCode::OK);
    let lifted = record(&admin, "kind=accounts&actor=admin").await;
    assert_eq!(lifted, [["account_unlocked", "a01", "本人"].map(str::to_owned)], "on record once");
    refused(admin.post(&format!("{ACCOUNTS}/nobody/unlock"), json!({})).await, 404, "unknown_account").await;
}

#[tokio::test]
async fn a_password_that_works_once_is_for_choosing_an_own_one() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let (admin, first) = (hall.sign_in("admin").await, hall.sign_in("a01").await);
    add(&admin, "li-na", json!({"windows": ["A01"], "post": "b", "one_time": true})).await;
    first.step("A01", "open").await;
    let hand_over = json!({"to": "li-na", "password": "long enough"});
    refused(first.post("/api/v1/windows/A01/handover", hand_over).await, 403, "password_to_change").await;
    assert_eq!(first.get("/api/v1/session").await.status(), StatusCode::OK, "nothing has changed");

    let new = hall.sign_in_with("li-na", "long enough").await;
    let who = json_of(new.get("/api/v1/session").await).await;
    assert_eq!(who["must_change_password"], true);
    refused(new.get("/api/v1/windows/A01").await, 403, "password_to_change").await;
    refused(new.post("/api/v1/windows/A01/open", json!({})).await, 403, "password_to_change").await;
    let choose = async |person: &Person<'_>, old: &str, new: &str| {
        person.post("/api/v1/session/password", json!({"old": old, "new": new})).await
    };
    refused(choose(&new, "long enough", "long enough").await, 422, "same_password").await;
    assert_eq!(choose(&new, "long enough", "my own words").await.status(), StatusCode::NO_CONTENT);
    assert_eq!(json_of(new.get("/api/v1/session").await).await.get("must_change_password"), None);
    new.step("A01", "open").await;

    let reset = json!({"password": "given once", "one_time": true});
    json_of(admin.post(&format!("{ACCOUNTS}/a02/reset"), reset).await).await;
    let second = hall.sign_in_with("a02", "given once").await;
    refused(second.get("/api/v1/windows/A02").await, 403, "password_to_change").await;
    let out = second.request(Method::DELETE, "/api/v1/session").send().await.unwrap();
    assert_eq!(out.status(), StatusCode::NO_CONTENT);
}

#[tokio::test]
async fn the_crew_of_a_window_is_told_to_who_may_sit_there() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let (admin, clerk) = (hall.sign_in("admin").await, hall.sign_in("a01").await);
    add(&admin, "wang", json!({"windows": ["A01"]})).await;
    add(&admin, "li-na", json!({"windows": ["A01"], "post": "b", "display_name": "李娜"})).await;
    json_of(change(&admin, "a01", json!({"post": "a", "display_name": "陈明"})).await).await;
    let crew = async |person: &Person<'_>| json_of(person.get("/api/v1/windows/A01/crew").await).await;
    let chen = json!({"account": "a01", "display_name": "陈明", "post": "a"});
    let li = json!({"account": "li-na", "display_name": "李娜", "post": "b"});
    let wang = json!({"account": "wang", "display_name": "", "post": null});
    assert_eq!(crew(&clerk).await, json!({"seated": null, "members": [chen, li, wang]}));
    clerk.step("A01", "open").await;
    assert_eq!(crew(&admin).await["seated"], chen);
    json_of(admin.post(&format!("{ACCOUNTS}/wang/disable"), json!({})).await).await;
    assert_eq!(crew(&clerk).await["members"], json!([chen, li]));
    let hand_over = json!({"to": "li-na", "password": "long enough"});
    assert_eq!(clerk.post("/api/v1/windows/A01/handover", hand_over).await.status(), StatusCode::OK);
    assert_eq!(crew(&admin).await["seated"], li);
    let other = hall.sign_in("a02").await;
    refused(other.get("/api/v1/windows/A01/crew").await, 403, "not_your_window").await;
    refused(hall.get("/api/v1/windows/A01/crew").send().await.unwrap(), 401, "unauthenticated").await;
    refused(admin.get("/api/v1/windows/Z99/crew").await, 404, "unknown_window").await;
}

#[tokio::test]
async fn a_number_that_a_clerk_gives_out_is_on_record_also_in_the_demonstration() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let (clerk, admin) = (hall.sign_in("a01").await, hall.sign_in("admin").await);
    hall.take(json!({"queue": "A"})).await;
    let given = clerk.post("/api/v1/halls/shili/tickets", json!({"queue": "A"})).await;
    assert_eq!(given.status(), StatusCode::CREATED);
    let tickets = record(&admin, "kind=tickets&actor=a01").await;
    assert_eq!(tickets, [["ticket_issued", "A002", ""].map(str::to_owned)]);
}

#[tokio::test]
async fn the_code_of_an_appointment_is_a_picture_of_its_page() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let clerk = hall.sign_in("a01").await;
    let day = hall.app.clock.now().day().next().to_string();
    let slots = format!("/api/v1/halls/shili/appointments/slots?queue=A&day={day}");
    let from = json_of(clerk.get(&slots).await).await["items"][0]["from"].clone();
    let wish = json!({"queue": "A", "day": day, "from": from, "name": "张小三", "phone": "13812345678"});
    let booked = json_of(clerk.post("/api/v1/halls/shili/appointments", wish).await).await;
    let path = format!("/b/{}/qr.svg", booked["id"].as_str().unwrap());
    let picture = hall.get(&path).send().await.unwrap();
    assert_eq!(picture.headers()["content-type"], "image/svg+xml");
    let expected = server::qr::svg(booked["url"].as_str().unwrap()).unwrap();
    assert_eq!(picture.text().await.unwrap(), expected);
    refused(hall.get("/b/aaaaaaaaaaaaaaaa/qr.svg").send().await.unwrap(), 404, "appointment_unknown").await;
}

#[tokio::test]
async fn the_command_line_changes_and_unlocks_accounts_and_keeps_the_last_administrator() {
    let data = Data::new().await;
    let hall = Hall::open_with(&data, &["--demo", "--lock-after", "2"]).await;
    let clerk = hall.sign_in("a01").await;
    let run = async |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_server"));
        command.args(["accounts", "--data", data.folder.path().to_str().unwrap()]);
        if let Some(database) = &data.database {
            command.args(["--database", database]);
        }
        command.args(arguments);
        tokio::task::spawn_blocking(move || command.output().unwrap()).await.unwrap()
    };
    let done = run(&["set", "a01", "--window", "A02", "--post", "b", "--reason", "轮岗"]).await;
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    refused(clerk.post("/api/v1/windows/A01/open", json!({})).await, 403, "not_your_window").await;
    clerk.step("A02", "open").await;
    assert!(run(&["set", "a01", "--role", "supervisor", "--no-windows", "--no-post"]).await.status.success());
    json_of(clerk.get("/api/v1/halls/shili/seats").await).await;
    let last = run(&["set", "admin", "--role", "clerk"]).await;
    assert!(!last.status.success());
    assert!(String::from_utf8_lossy(&last.stderr).contains("last administrator"));
    assert!(!run(&["disable", "admin"]).await.status.success());
    assert!(!run(&["set", "nobody", "--role", "clerk"]).await.status.success());

    let sign_in = async |password: &str| {
        let body = json!({"account": "a03", "password": password});
        hall.post("/api/v1/session", &body).send().await.unwrap()
    };
    for _ in 0..2 {
        refused(sign_in("guess").await, 401, "wrong_password").await;
    }
    assert!(run(&["unlock", "a03"]).await.status.success());
    assert_eq!(sign_in("demo-a03").await.status(), StatusCode::OK);

    let admin = hall.sign_in("admin").await;
    let lines = record(&admin, "actor=@terminal").await;
    let expected = [
        ["account_unlocked", "a03", ""],
        ["account_changed", "a01 supervisor", ""],
        ["account_changed", "a01 clerk A02", "轮岗"],
    ];
    assert_eq!(lines, expected.map(|line| line.map(str::to_owned)));
}

#[tokio::test]
async fn administrators_who_add_at_once_do_not_fill_one_post_twice() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let admin = hall.sign_in("admin").await;
    let add = |n: u32| {
        let new = json!({"name": format!("at-once-{n}"), "password": "long enough", "role": "clerk",
                         "windows": ["A02"], "post": "a"});
        admin.post(ACCOUNTS, new)
    };
    let answers = tokio::join!(add(1), add(2), add(3), add(4), add(5), add(6));
    let answers = [answers.0, answers.1, answers.2, answers.3, answers.4, answers.5];
    let added = answers.iter().filter(|answer| answer.status() == StatusCode::CREATED).count();
    assert_eq!(added, 1);
    for answer in answers.into_iter().filter(|answer| answer.status() != StatusCode::CREATED) {
        refused(answer, 409, "post_taken").await;
    }
}
