//! Notices that are kept: one number once, as it was told then, and deleted after their days.

use super::*;
use crate::support::SetClock;
use std::collections::BTreeSet;

#[tokio::test]
async fn a_retry_is_the_same_notice_and_two_servers_never_give_one_number_twice() {
    let (data, halls) = (Data::new().await, halls());
    let (one, two) = (open(&data, &halls, &[]).await, open(&data, &halls, &[]).await);
    let send =
        |hall: &Hall, key: &str| hall.post(NOTICES, &agent(&["proxy"])).header("idempotency-key", key).send();
    let first: Value = send(&one, "notice-key-1").await.unwrap().json().await.unwrap();
    let again: Value = send(&two, "notice-key-1").await.unwrap().json().await.unwrap();
    assert_eq!((id(&first), &first["number"]), (id(&again), &again["number"]));
    let tries: Vec<_> = (0..16)
        .map(|n| {
            tokio::spawn(send(if n % 2 == 0 { &one } else { &two }, &format!("notice-key-{}", 100 + n / 2)))
        })
        .collect();
    let (mut numbers, mut ids) = (BTreeSet::new(), BTreeSet::new());
    for answer in tries {
        let answer = answer.await.unwrap().unwrap();
        assert_eq!(answer.status(), StatusCode::CREATED);
        let notice: Value = answer.json().await.unwrap();
        numbers.insert(notice["number"].as_str().unwrap().to_owned());
        ids.insert(id(&notice).to_owned());
    }
    assert_eq!((numbers.len(), ids.len()), (8, 8), "each key one notice, each notice a number of its own");
}

#[tokio::test]
async fn a_notice_says_what_was_told_then_and_expires() {
    let (data, halls) = (Data::new().await, halls());
    let clock = SetClock::at("2026-11-25T10:00:00");
    let path = halls.path().join("shili").join("catalog.json");
    let arguments = ["--demo", "--halls", halls.path().to_str().unwrap(), "--notice-days", "30"];
    let hall = Hall::open_at(&data, &arguments, clock.clock()).await.unwrap();
    let notice = made(&hall, &agent(&["proxy"])).await;
    assert_eq!(notice["number"], "G20261125-0001");
    assert_eq!(notice["expires_on"], "2026-12-25");
    let before = page(&hall, &format!("/n/{}", id(&notice))).await;
    drop(hall);

    let mut catalog: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
    change(&mut catalog, |item| {
        item["questions"] = json!([]);
        item["materials"].as_array_mut().unwrap().truncate(1);
        item["name"]["zh"] = json!("改了名的事项");
    });
    std::fs::write(&path, catalog.to_string()).unwrap();
    let hall = Hall::open_at(&data, &arguments, clock.clock()).await.unwrap();
    assert_eq!(page(&hall, &format!("/n/{}", id(&notice))).await, before, "as it was told");

    clock.set("2026-12-24T23:00:00");
    server::notice::forget(&hall.app).await.unwrap();
    page(&hall, &format!("/n/{}", id(&notice))).await;
    clock.set("2026-12-25T00:00:01");
    let gone = format!("/api/v1/notices/{}", id(&notice));
    refused(hall.get(&gone).send().await.unwrap(), 404, "notice_unknown").await;
    let count = async || -> i64 {
        use sqlx::Row as _;
        let row = sqlx::query("SELECT COUNT(*) AS n FROM notices").fetch_one(&hall.app.pool).await.unwrap();
        row.try_get("n").unwrap()
    };
    assert_eq!(count().await, 1);
    server::notice::forget(&hall.app).await.unwrap();
    assert_eq!(count().await, 0, "and is deleted");
}
