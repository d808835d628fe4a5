//! One version or another, never both: what is served while a version that was published cannot be prepared, and
//! what is refused because it is of a version that is over.

use crate::support::{Data, Hall, refused};
use hall::event::Event;
use hall::id::HallId;
use reqwest::StatusCode;
use serde_json::{Value, json};
use server::ledger::Ledger;
use std::time::{Duration, Instant};

/// So long a server may think about a version that it can prepare.
const LIMIT: Duration = Duration::from_secs(20);

async fn version(hall: &Hall) -> u64 {
    let answer = hall.get("/api/v1/halls/shili/catalog").send().await.unwrap();
    answer.json::<Value>().await.unwrap()["version"].as_str().unwrap().parse().unwrap()
}

#[tokio::test]
async fn after_a_failed_catch_up_the_one_before_is_answered_at_once_and_the_other_as_soon_as_it_is_there() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    assert_eq!(version(&hall).await, 1);
    let id: HallId = "shili".parse().unwrap();
    let pool = &hall.app.pool;

    // published, and the version itself cannot be read
    let mut transaction = pool.begin().await.unwrap();
    let publication =
        "INSERT INTO catalog_publications (hall, number, version, at) VALUES ('shili', 2, 2, $1)";
    let now = hall.app.clock.now();
    sqlx::query(publication).bind(now.unix_ms()).execute(&mut *transaction).await.unwrap();
    let event = Event::CatalogPublished { version: 2 };
    Ledger::new(pool.clone()).append_next(&mut transaction, &id, now, &event).await.unwrap();
    transaction.commit().await.unwrap();
    hall.app.queue(&id).unwrap().look_around().await;

    // the first who ask may wait for the first try; then nobody waits again, which would be longer than the limit
    assert_eq!(version(&hall).await, 1);
    let began = Instant::now();
    for _ in 0..20 {
        assert_eq!(version(&hall).await, 1);
    }
    assert!(began.elapsed() < LIMIT, "nobody waits again");

    let body = "INSERT INTO catalog_versions (hall, version, at, origin, file, items, digest, body) \
                SELECT hall, 2, at, origin, file, items, digest, body FROM catalog_versions WHERE version = 1";
    sqlx::query(body).execute(pool).await.unwrap();
    let began = Instant::now();
    while version(&hall).await != 2 {
        assert!(began.elapsed() < LIMIT, "it is served once it can be read");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    hall.app.stop();
}

#[tokio::test]
async fn r17_a_notice_of_a_version_that_is_over_is_refused_and_what_belongs_to_a_theme_names_its_version() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let path = "/api/v1/halls/shili/notices";
    let request = |version: Option<&str>| {
        let mut request = json!({"kind": "one_time", "item": "re-transfer"});
        if let Some(version) = version {
            request["catalog_version"] = json!(version);
        }
        request
    };
    let item: Value =
        hall.get("/api/v1/halls/shili/items/re-transfer").send().await.unwrap().json().await.unwrap();
    let answers = |mut request: Value| {
        // the first choice of every question that is always asked
        let questions = item["questions"].as_array().cloned().unwrap_or_default();
        for question in questions.iter().filter(|question| question.get("only_if").is_none()) {
            request["answers"][question["id"].as_str().unwrap()] = question["choices"][0]["id"].clone();
        }
        request
    };
    let old = hall.post(path, &answers(request(Some("0")))).send().await.unwrap();
    refused(old, 409, "guide_changed").await;
    for version in [Some("1"), None] {
        let made = hall.post(path, &answers(request(version))).send().await.unwrap();
        assert_eq!(made.status(), StatusCode::CREATED, "{version:?}: {}", made.text().await.unwrap());
    }
    let theme: Value =
        hall.get("/api/v1/halls/shili/themes/house").send().await.unwrap().json().await.unwrap();
    assert_eq!(theme["catalog_version"], "1");
    assert!(theme["documents"].as_array().is_some_and(|documents| !documents.is_empty()));
}
