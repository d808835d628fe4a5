//! What is served while a version that was published cannot be prepared: the one before, whole and at once, until
//! the other one is there.

mod support;

use hall::event::Event;
use hall::id::HallId;
use serde_json::Value;
use server::ledger::Ledger;
use std::time::{Duration, Instant};
use support::{Data, Hall};

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

    // the first who ask may wait for the first try
    let began = Instant::now();
    assert_eq!(version(&hall).await, 1);
    assert!(began.elapsed() < Duration::from_secs(4), "a failed try ends the waiting");
    let began = Instant::now();
    for _ in 0..10 {
        assert_eq!(version(&hall).await, 1);
    }
    assert!(began.elapsed() < Duration::from_secs(2), "nobody waits again: {:?}", began.elapsed());

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
