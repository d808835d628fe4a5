//! The record of what staff did: every act with its actor and without a password, in pages that do not move, only
//! ever added to.

use super::*;

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
