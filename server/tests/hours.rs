//! Opening hours against the real router and database, with the machine's own clock or one that is set.

use crate::support::{Data, Hall, SetClock, refused};
use serde_json::{Value, json};
use std::io::Write;
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// A folder with the sample hall, today a workday of one period, with house rules.
fn halls(period: [u16; 2], rules: &Value) -> TempDir {
    let halls = crate::support::halls_open(json!([{"from": period[0], "to": period[1]}]));
    let file = halls.path().join("shili/hall.json");
    let mut hall: Value = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
    let today = server::clock::Clock::default().now().day();
    hall["hours"]["exceptions"] = json!({today.to_string(): "workday", today.next().to_string(): "workday"});
    hall["rules"] = rules.clone();
    std::fs::write(file, hall.to_string()).unwrap();
    halls
}

async fn open(data: &Data, halls: &TempDir) -> Hall {
    let arguments = ["--demo", "--clock", "real", "--halls", halls.path().to_str().unwrap()];
    Hall::open_with(data, &arguments).await
}

#[tokio::test]
async fn after_the_last_number_of_the_day_the_refusal_says_what_else_can_be_done() {
    let data = Data::new().await;
    let halls = halls([0, 1440], &json!({"last_ticket_at": 0}));
    let hall = open(&data, &halls).await;
    let response = hall.post("/api/v1/halls/shili/tickets", &json!({"queue": "A"})).send().await.unwrap();
    let problem = refused(response, 409, "cutoff_passed").await;
    assert!(problem["detail"]["zh"].as_str().unwrap().contains("预约"));
    let board: Value = hall.get("/api/v1/halls/shili/board").send().await.unwrap().json().await.unwrap();
    assert_eq!(
        (&board["queues"][0]["open"], &board["queues"][0]["reason"]),
        (&json!(false), &json!("cutoff_passed"))
    );
    let seen: Value = hall.get("/api/v1/halls/shili").send().await.unwrap().json().await.unwrap();
    assert_eq!(seen["open"]["state"], "open");
}

#[tokio::test]
async fn a_closed_hall_calls_nobody_and_browsers_know_the_holidays() {
    let data = Data::new().await;
    // open for one minute, half a day from now
    let from = ((server::clock::Clock::default().now().minute_of_day() + 720) % 1440).min(1438);
    let halls = halls([from, from + 1], &json!({}));
    let hall = open(&data, &halls).await;
    let clerk = hall.sign_in("a01").await;
    clerk.step("A01", "open").await;
    refused(clerk.post("/api/v1/windows/A01/next", json!({})).await, 409, "not_in_hours").await;
    let seen: Value = hall.get("/api/v1/halls/shili").send().await.unwrap().json().await.unwrap();
    assert_ne!(seen["open"]["state"], "open");
    let holidays = seen["hours"]["holidays"].as_array().unwrap();
    assert!(holidays.iter().any(|day| day["name"]["zh"] == "春节" && day["from"] == "2026-02-15"));
}

/// The sample hall with its own hours, by a clock that the test sets.
async fn sample(data: &Data, clock: &SetClock) -> Hall {
    Hall::open_at(data, &["--demo", "--clock", "real"], clock.clock()).await.unwrap()
}

/// Runs `server accounts` on the data, with a password for standard input.
fn account(data: &Data, arguments: &[&str], password: &str) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_server"));
    command.arg("accounts").args(arguments).arg("--data").arg(data.folder.path());
    if let Some(database) = &data.database {
        command.args(["--database", database]);
    }
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(password.as_bytes()).unwrap();
    assert!(child.wait().unwrap().success());
}

async fn ask(hall: &Hall, queue: &str) -> reqwest::Response {
    hall.post("/api/v1/halls/shili/tickets", &json!({"queue": queue})).send().await.unwrap()
}

/// The sentence of the signs, and the reason why a queue gives out no numbers.
async fn said(hall: &Hall, queue: &str) -> (String, Value) {
    let seen: Value = hall.get("/api/v1/halls/shili").send().await.unwrap().json().await.unwrap();
    let board: Value = hall.get("/api/v1/halls/shili/board").send().await.unwrap().json().await.unwrap();
    let line =
        board["queues"].as_array().unwrap().iter().find(|line| line["prefix"] == queue).unwrap().clone();
    (seen["open"]["message"]["zh"].as_str().unwrap().to_owned(), line["reason"].clone())
}

// the rows of “effects on tickets” (domain §5) as kiosk, signs and windows meet them

#[tokio::test]
async fn rows_of_a_workday_from_before_opening_through_midday_to_late_service() {
    let (data, clock) = (Data::new().await, SetClock::at("2026-11-23T08:20:00"));
    let hall = sample(&data, &clock).await;
    refused(ask(&hall, "C").await, 409, "outside_hours").await;
    // before opening: numbers, and a countdown
    clock.set("2026-11-23T08:40:00");
    let clerk = hall.sign_in("supervisor").await;
    let next = async |window: &str| clerk.post(&format!("/api/v1/windows/{window}/next"), json!({})).await;
    for number in ["C001", "C002"] {
        assert_eq!(hall.take(json!({"queue": "C"})).await["number"], number);
    }
    clerk.step("C01", "open").await;
    refused(next("C01").await, 409, "not_in_hours").await;
    let seen: Value = hall.get("/api/v1/halls/shili").send().await.unwrap().json().await.unwrap();
    assert_eq!(
        (&seen["open"]["state"], &seen["open"]["until"]),
        (&json!("before_open"), &json!("2026-11-23T09:00:00+08:00"))
    );
    // open
    clock.set("2026-11-23T09:00:00");
    assert_eq!(clerk.step("C01", "next").await["ticket"]["number"], "C001", "first come first");
    assert_eq!(said(&hall, "C").await, ("正在办公，12:00 结束".to_owned(), Value::Null));
    for step in ["start", "finish"] {
        clerk.step("C01", step).await;
    }
    // midday: the number is kept and not called; only the queue with a noon window gives out numbers
    clock.set("2026-11-23T12:30:00");
    let clerk = hall.sign_in("supervisor").await;
    let next = async |window: &str| clerk.post(&format!("/api/v1/windows/{window}/next"), json!({})).await;
    refused(next("C01").await, 409, "not_in_hours").await;
    let (sentence, reason) = said(&hall, "C").await;
    assert!(sentence.starts_with("午休，部分窗口照常办理，13:00"), "{sentence}");
    assert_eq!(reason, "outside_hours");
    hall.take(json!({"queue": "G"})).await;
    clerk.step("G04", "open").await;
    assert_eq!(clerk.step("G04", "next").await["ticket"]["number"], "G001");
    clerk.step("G04", "miss").await;
    // 延时: who has a number is served, nobody gets a new one, and the record keeps the extra service
    clock.set("2026-11-23T17:20:00");
    let clerk = hall.sign_in("supervisor").await;
    assert_eq!(
        said(&hall, "C").await,
        ("延时服务中，已取的号继续办理，不再发新号".to_owned(), json!("outside_hours"))
    );
    refused(ask(&hall, "C").await, 409, "outside_hours").await;
    // nobody was signed in at the window any more
    clerk.step("C01", "open").await;
    assert_eq!(clerk.step("C01", "next").await["ticket"]["number"], "C002");
    for step in ["start", "finish"] {
        clerk.step("C01", step).await;
    }
    let record: Value = clerk.get("/api/v1/halls/shili/audit").await.json().await.unwrap();
    let extra = record["items"].as_array().unwrap().iter().find(|act| act["act"] == "served").unwrap();
    assert_eq!((&extra["object"], &extra["actor"]), (&json!("C002 C01"), &json!("supervisor")));
    assert!(extra["at"].as_str().unwrap().starts_with("2026-11-23T17:2"), "{extra}");
    assert_eq!(
        said(&hall, "C").await.0,
        "现在仅办理预约，18:00 结束",
        "nobody waits; elsewhere appointments"
    );
}

#[tokio::test]
async fn row_cut_off_offers_other_ways_and_staff_may_override_it() {
    let (data, clock) = (Data::new().await, SetClock::at("2026-11-23T16:40:00"));
    // a real server: in the demonstration every request of this machine is a kiosk's
    account(&data, &["add", "g01", "--hall", "shili", "--role", "clerk", "--window", "G01"], "g01-at-work");
    let token = "a-token-of-one-kiosk";
    let hall = Hall::open_at(&data, &["--device-token", token], clock.clock()).await.unwrap();
    let at_kiosk = async || {
        let request = hall.post("/api/v1/halls/shili/tickets", &json!({"queue": "T"}));
        request.bearer_auth(token).send().await.unwrap()
    };
    // some people fill what is left of the day
    let mut refusal = at_kiosk().await;
    for _ in 0..20 {
        if refusal.status() != 201 {
            break;
        }
        refusal = at_kiosk().await;
    }
    let problem = refused(refusal, 409, "cutoff_passed").await;
    for way in ["预约", "网上", "自助"] {
        assert!(problem["detail"]["zh"].as_str().unwrap().contains(way), "{problem}");
    }
    assert_eq!(said(&hall, "T").await.1, "cutoff_passed");
    let clerk = hall.sign_in_with("g01", "g01-at-work").await;
    let given = clerk.post("/api/v1/halls/shili/tickets", json!({"queue": "T"})).await;
    assert_eq!(given.status(), 201, "staff may override it");
}

#[tokio::test]
async fn rows_of_a_holiday_and_of_the_night_give_no_human_numbers_but_guides_and_phones() {
    let (data, clock) = (Data::new().await, SetClock::at("2026-10-01T10:00:00"));
    let hall = sample(&data, &clock).await;
    for (when, sentence) in [
        ("2026-10-01T10:00:00", "今天仅办理预约，12:00 结束"),
        ("2026-10-02T13:00:00", "国庆节放假，10月8日 09:00 开始办公"),
        ("2026-11-24T03:00:00", "今天 09:00 开始办公"),
    ] {
        clock.set(when);
        for queue in ["A", "G", "T"] {
            refused(ask(&hall, queue).await, 409, "outside_hours").await;
        }
        assert_eq!(said(&hall, "A").await, (sentence.to_owned(), json!("outside_hours")), "{when}");
        let seen: Value = hall.get("/api/v1/halls/shili").send().await.unwrap().json().await.unwrap();
        assert_eq!(seen["consult_phone"], "12345");
        for path in ["catalog", "items/hukou-birth"] {
            let guide = hall.get(&format!("/api/v1/halls/shili/{path}")).send().await.unwrap();
            assert_eq!(guide.status(), 200, "{path}");
        }
    }
}

#[tokio::test]
async fn row_emergency_stop_closes_numbers_in_one_step_and_is_recorded() {
    let (data, clock) = (Data::new().await, SetClock::at("2026-11-23T10:00:00"));
    let hall = sample(&data, &clock).await;
    let (supervisor, clerk) = (hall.sign_in("supervisor").await, hall.sign_in("a01").await);
    hall.take(json!({"queue": "A"})).await;
    let stop = "/api/v1/halls/shili/stop";
    refused(clerk.post(stop, json!({})).await, 403, "forbidden").await;
    assert_eq!(supervisor.post(stop, json!({"reason": "火警演练"})).await.status(), 200);
    for queue in ["A", "G"] {
        refused(ask(&hall, queue).await, 409, "hall_stopped").await;
        assert_eq!(said(&hall, queue).await.1, "hall_stopped");
    }
    clerk.step("A01", "open").await;
    refused(clerk.post("/api/v1/windows/A01/next", json!({})).await, 409, "hall_stopped").await;
    let record: Value = supervisor.get("/api/v1/halls/shili/audit").await.json().await.unwrap();
    let act = record["items"].as_array().unwrap().iter().find(|act| act["act"] == "hall_stopped").unwrap();
    assert_eq!((&act["actor"], &act["reason"]), (&json!("supervisor"), &json!("火警演练")));
    assert_eq!(supervisor.post("/api/v1/halls/shili/resume", json!({})).await.status(), 200);
    assert_eq!(clerk.step("A01", "next").await["ticket"]["number"], "A001", "who waited kept their place");
}
