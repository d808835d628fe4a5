//! Versions of a hall's catalog: a file is read, compared, published and rolled back; everybody follows, and
//! nobody ever has half of two versions.

mod support;

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use std::time::Duration;
use support::process::Process;
use support::{Data, Hall, Person, SetClock, refused};
use tokio::time::timeout;

const CATALOG: &str = "/api/v1/halls/shili/catalog";
const SAMPLE: &str = include_str!("../../assets/halls/shili/catalog.json");
/// How often a program is killed.
const ROUNDS: u32 = 10;
/// Nothing here takes so long, unless something is broken.
const LIMIT: Duration = Duration::from_secs(30);

/// The sample catalog, changed.
fn changed(change: impl FnOnce(&mut Value)) -> String {
    let mut catalog: Value = serde_json::from_str(SAMPLE).unwrap();
    change(&mut catalog);
    catalog.to_string()
}

/// With another telephone number at its first matter.
fn with_phone(phone: &str) -> String {
    changed(|catalog| catalog["items"][0]["consult_phone"] = json!(phone))
}

async fn send(person: &Person<'_>, mode: &str, file: impl Into<reqwest::Body>) -> reqwest::Response {
    let path = format!("{CATALOG}/imports?file=catalog.json&mode={mode}");
    person.request(Method::POST, &path).body(file).send().await.unwrap()
}

/// Sends a file and waits until it was read.
async fn import(person: &Person<'_>, file: String) -> Value {
    let sent = send(person, "replace", file).await;
    assert_eq!(sent.status(), StatusCode::ACCEPTED);
    let import: Value = sent.json().await.unwrap();
    settled(person, import["id"].as_str().unwrap()).await
}

async fn settled(person: &Person<'_>, id: &str) -> Value {
    let waiting = async {
        loop {
            let import = json_of(person, &format!("{CATALOG}/imports/{id}")).await;
            if import["state"] != "reading" {
                return import;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    timeout(LIMIT, waiting).await.expect("it is read")
}

async fn json_of(person: &Person<'_>, path: &str) -> Value {
    let answer = person.get(path).await;
    assert_eq!(answer.status(), StatusCode::OK, "{path}");
    answer.json().await.unwrap()
}

async fn publish(person: &Person<'_>, import: &Value) -> reqwest::Response {
    person.post(&format!("{CATALOG}/imports/{}/publish", import["id"].as_str().unwrap()), json!({})).await
}

/// Sends a file and publishes it; its version.
async fn published(person: &Person<'_>, file: String) -> u64 {
    let import = import(person, file).await;
    assert_eq!((&import["state"], &import["summary"]["left_out"]), (&json!("ready"), &json!(0)), "{import}");
    let done = publish(person, &import).await;
    assert_eq!(done.status(), StatusCode::OK);
    done.json::<Value>().await.unwrap()["version"].as_u64().unwrap()
}

/// The catalog as a kiosk gets it, with its entity tag.
async fn browse(hall: &Hall) -> (Value, String) {
    let answer = hall.get(CATALOG).send().await.unwrap();
    let etag = answer.headers()["etag"].to_str().unwrap().to_owned();
    (answer.json().await.unwrap(), etag)
}

async fn guide(hall: &Hall, item: &str) -> Value {
    hall.get(&format!("/api/v1/halls/shili/items/{item}")).send().await.unwrap().json().await.unwrap()
}

/// Reads a stream until an event of a kind came.
async fn hears(stream: &mut reqwest::Response, kind: &str) -> String {
    let mut text = String::new();
    let wanted = format!("event: {kind}\n");
    let hearing = async {
        while !text.contains(&wanted) || !text.ends_with("\n\n") {
            text.push_str(std::str::from_utf8(&stream.chunk().await.unwrap().unwrap()).unwrap());
        }
    };
    timeout(LIMIT, hearing).await.expect("it is told");
    text
}

fn first_item() -> String {
    serde_json::from_str::<Value>(SAMPLE).unwrap()["items"][0]["id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_file_is_read_compared_published_and_rolled_back() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let admin = hall.sign_in("admin").await;
    let (before, etag) = browse(&hall).await;
    assert_eq!(before["version"], "1");
    let same = hall.get(CATALOG).header("if-none-match", &etag).send().await.unwrap();
    assert_eq!(same.status(), StatusCode::NOT_MODIFIED);
    let mut screen = hall.get("/api/v1/halls/shili/events").send().await.unwrap();
    hears(&mut screen, "snapshot").await;

    let import = import(&admin, with_phone("010-55500001")).await;
    assert_eq!(
        (&import["state"], &import["base"], &import["stale"]),
        (&json!("ready"), &json!(1), &json!(false))
    );
    let counts = json!({"added": 0, "removed": 0, "changed": 1, "others": 0});
    assert_eq!(import["summary"]["changes"], counts, "{import}");
    let id = import["id"].as_str().unwrap();
    let diff = json_of(&admin, &format!("{CATALOG}/imports/{id}/diff")).await;
    assert_eq!(diff["items"][0]["fields"][0]["new"]["zh"], "010-55500001");
    let findings = json_of(&admin, &format!("{CATALOG}/imports/{id}/findings?severity=refused")).await;
    assert_eq!(findings["total"], 0, "{findings}");
    assert_eq!(browse(&hall).await.1, etag, "nothing is published until a person says so");

    let done: Value = publish(&admin, &import).await.json().await.unwrap();
    assert_eq!(done["version"], 2);
    let told = hears(&mut screen, "catalog_published").await;
    assert!(told.contains("\"version\":2") && !told.contains("admin"), "{told}");
    let (after, next) = browse(&hall).await;
    assert_eq!((&after["version"], &after["published_at"]), (&json!("2"), &done["published_at"]));
    assert_ne!(next, etag);
    let shown = guide(&hall, &first_item()).await;
    assert_eq!((&shown["catalog_version"], &shown["consult_phone"]), (&json!("2"), &json!("010-55500001")));
    // asked again it made one version, and there is nothing more to publish
    let again: Value = publish(&admin, &import).await.json().await.unwrap();
    assert_eq!(again["version"], 2);

    let why = json!({"current": 2, "note": "号码有误"});
    let back = admin.post(&format!("{CATALOG}/versions/1/publish"), why).await;
    assert_eq!(back.json::<Value>().await.unwrap()["version"], 1);
    assert!(hears(&mut screen, "catalog_published").await.contains("\"version\":1"));
    assert_eq!(guide(&hall, &first_item()).await["catalog_version"], "1");
    let versions = json_of(&admin, &format!("{CATALOG}/versions")).await;
    let current: Vec<_> = versions["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|v| (v["version"].clone(), v["current"].clone()))
        .collect();
    assert_eq!(current, [(json!(2), json!(false)), (json!(1), json!(true))], "every version stays");
    assert_eq!(versions["items"][1]["published_by"], "admin");
    let diff = json_of(&admin, &format!("{CATALOG}/versions/2/diff")).await;
    assert_eq!((&diff["from"], &diff["to"], &diff["counts"]["changed"]), (&json!(1), &json!(2), &json!(1)));
    let record = json_of(&admin, "/api/v1/halls/shili/audit?kind=catalog").await;
    let acts: Vec<_> = record["items"].as_array().unwrap().iter().map(|line| line["act"].clone()).collect();
    assert_eq!(
        acts,
        ["catalog_rolled_back", "catalog_published", "catalog_imported", "catalog_published"],
        "{record}"
    );
    assert_eq!(
        (&record["items"][0]["actor"], &record["items"][0]["reason"]),
        (&json!("admin"), &json!("号码有误"))
    );
}

#[tokio::test]
async fn what_was_compared_with_an_older_version_is_refused() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let admin = hall.sign_in("admin").await;
    let (one, two) =
        (import(&admin, with_phone("010-55500001")).await, import(&admin, with_phone("010-55500002")).await);
    assert_eq!(publish(&admin, &one).await.status(), StatusCode::OK);
    refused(publish(&admin, &two).await, 409, "catalog_changed").await;
    let two = json_of(&admin, &format!("{CATALOG}/imports/{}", two["id"].as_str().unwrap())).await;
    assert_eq!(two["stale"], true);
    let seen = json!({"current": 1});
    published(&admin, with_phone("010-55500003")).await;
    refused(admin.post(&format!("{CATALOG}/versions/2/publish"), seen).await, 409, "catalog_changed").await;
    let same = import(&admin, with_phone("010-55500003")).await;
    refused(publish(&admin, &same).await, 409, "catalog_unchanged").await;
    refused(admin.post(&format!("{CATALOG}/versions/99/publish"), json!({})).await, 404, "unknown_version")
        .await;
    refused(
        admin.post(&format!("{CATALOG}/imports/nothing/publish"), json!({})).await,
        404,
        "unknown_import",
    )
    .await;
    let dropped =
        admin.request(Method::DELETE, &format!("{CATALOG}/imports/{}", same["id"].as_str().unwrap()));
    assert_eq!(dropped.send().await.unwrap().status(), StatusCode::NO_CONTENT);
    refused(publish(&admin, &same).await, 404, "unknown_import").await;
}

#[tokio::test]
async fn two_people_who_publish_at_once_make_one_version() {
    let data = Data::new().await;
    let (one, two) = (Hall::open(&data).await, Hall::open(&data).await);
    let here = one.sign_in("admin").await;
    let there = Person::with(&two, here.cookie.clone());
    let file = import(&here, with_phone("010-55500001")).await;
    let (first, second) = tokio::join!(publish(&here, &file), publish(&there, &file));
    for answer in [first, second] {
        assert_eq!(answer.status(), StatusCode::OK);
        assert_eq!(answer.json::<Value>().await.unwrap()["version"], 2);
    }
    let versions = json_of(&here, &format!("{CATALOG}/versions")).await;
    assert_eq!(versions["items"].as_array().unwrap().len(), 2);
    // of two different files one is refused
    let files =
        [import(&here, with_phone("010-55500002")).await, import(&here, with_phone("010-55500003")).await];
    let (first, second) = tokio::join!(publish(&here, &files[0]), publish(&there, &files[1]));
    let mut answers = [first.status().as_u16(), second.status().as_u16()];
    answers.sort_unstable();
    assert_eq!(answers, [200, 409]);
}

#[tokio::test]
async fn both_servers_of_a_hall_follow() {
    let data = Data::new().await;
    let (one, two) = (Hall::open(&data).await, Hall::open(&data).await);
    let admin = one.sign_in("admin").await;
    let mut screen = two.get("/api/v1/halls/shili/events").send().await.unwrap();
    hears(&mut screen, "snapshot").await;
    let file = import(&admin, with_phone("010-55500001")).await;
    assert_eq!(publish(&admin, &file).await.status(), StatusCode::OK);
    hears(&mut screen, "catalog_published").await;
    // whoever asks because of the event gets that version
    assert_eq!(browse(&two).await.0["version"], "2");
    assert_eq!(guide(&two, &first_item()).await["consult_phone"], "010-55500001");
    // tickets go on while versions change
    one.take(json!({"item": first_item()})).await;
    two.take(json!({"item": first_item()})).await;
}

#[tokio::test]
async fn matters_take_effect_and_end_on_their_days_without_a_restart() {
    let data = Data::new().await;
    let clock = SetClock::at("2026-11-26T10:00:00");
    let hall = Hall::open_at(&data, &["--demo"], clock.clock()).await.unwrap();
    let admin = hall.sign_in("admin").await;
    let (coming, ending) = ("new-matter", "marriage");
    let file = changed(|catalog| {
        let items = catalog["items"].as_array_mut().unwrap();
        let mut new = items[0].clone();
        (new["id"], new["effective_on"]) = (json!(coming), json!("2026-11-27"));
        items.push(new);
        let item = items.iter_mut().find(|item| item["id"] == ending).unwrap();
        item["cancelled_on"] = json!("2026-11-27");
    });
    published(&admin, file).await;
    let listed = async |id: &str| {
        let items = browse(&hall).await.0["items"].clone();
        items.as_array().unwrap().iter().any(|item| item["id"] == id)
    };
    assert!(!listed(coming).await && listed(ending).await);
    let take =
        async |id: &str| hall.post("/api/v1/halls/shili/tickets", &json!({"item": id})).send().await.unwrap();
    refused(take(coming).await, 404, "unknown_item").await;
    let ticket: Value = take(ending).await.json().await.unwrap();
    let (_, etag) = browse(&hall).await;

    clock.set("2026-11-27T10:00:00");
    assert!(listed(coming).await && !listed(ending).await, "the day has changed");
    assert_ne!(browse(&hall).await.1, etag);
    assert_eq!(take(coming).await.status(), StatusCode::CREATED);
    refused(take(ending).await, 404, "unknown_item").await;
    let known = hall.get(&format!("/api/v1/halls/shili/items/{ending}")).send().await.unwrap();
    refused(known, 404, "unknown_item").await;
    let old = hall.get(&format!("/api/v1/tickets/{}", ticket["id"].as_str().unwrap())).send().await.unwrap();
    assert_eq!(old.status(), StatusCode::OK);
}

#[tokio::test]
async fn what_is_suspended_gets_no_number_and_what_is_gone_can_still_be_rated() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let admin = hall.sign_in("admin").await;
    let clerk = hall.sign_in("a01").await;
    let finished = support::serve_one(&hall, &clerk, "A01", json!({"item": "hukou-birth"})).await;
    let name = guide(&hall, "hukou-birth").await["name"]["zh"].clone();
    let file = changed(|catalog| {
        for theme in catalog["themes"].as_array_mut().unwrap() {
            theme["items"].as_array_mut().unwrap().retain(|item| item != "hukou-birth");
        }
        let items = catalog["items"].as_array_mut().unwrap();
        items.retain(|item| item["id"] != "hukou-birth");
        let marriage = items.iter_mut().find(|item| item["id"] == "marriage").unwrap();
        marriage["state"] = json!("suspended");
        marriage["state_note"] = json!({"zh": "系统升级", "en": "The system is being upgraded"});
    });
    published(&admin, file).await;
    let take =
        async |id: &str| hall.post("/api/v1/halls/shili/tickets", &json!({"item": id})).send().await.unwrap();
    refused(take("marriage").await, 409, "item_not_offered").await;
    refused(take("hukou-birth").await, 404, "unknown_item").await;
    assert_eq!(guide(&hall, "marriage").await["state"], "suspended");
    let token = support::token(&finished);
    let rated: Value =
        hall.get(&format!("/api/v1/ratings/{token}")).send().await.unwrap().json().await.unwrap();
    assert!(rated.to_string().contains(name.as_str().unwrap()), "{rated}");
}

#[tokio::test]
async fn only_administrators_of_the_hall_touch_the_catalog() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    for account in ["a01", "supervisor"] {
        let person = hall.sign_in(account).await;
        refused(send(&person, "merge", with_phone("010-55500001")).await, 403, "forbidden").await;
        for path in ["imports", "versions", "template.xlsx", "lint", "imports/x/findings", "versions/1/diff"]
        {
            refused(person.get(&format!("{CATALOG}/{path}")).await, 403, "forbidden").await;
        }
        refused(person.post(&format!("{CATALOG}/versions/1/publish"), json!({})).await, 403, "forbidden")
            .await;
    }
    let stranger = hall
        .client
        .post(format!("{}{CATALOG}/imports?file=x.json", hall.url))
        .body(with_phone("010-55500001"));
    refused(stranger.send().await.unwrap(), 401, "unauthenticated").await;
    let admin = hall.sign_in("admin").await;
    let elsewhere = admin.get("/api/v1/halls/nowhere/catalog/versions").await;
    refused(elsewhere, 404, "unknown_hall").await;
}

#[tokio::test]
async fn the_version_in_force_is_looked_through_and_a_workbook_is_there_to_fill_in() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let admin = hall.sign_in("admin").await;
    let lint = json_of(&admin, &format!("{CATALOG}/lint?limit=5")).await;
    assert_eq!(lint["version"], 1);
    // where the records are from comes with the first page alone, and so much of it
    let origins = lint["origins"].as_array().unwrap().len();
    assert!((1..=hall::catalog::ORIGINS_MAX).contains(&origins));
    assert_eq!(lint["more_origins"].as_u64().unwrap() > 0, origins == hall::catalog::ORIGINS_MAX);
    let next = json_of(&admin, &format!("{CATALOG}/lint?limit=5&after=5")).await;
    assert_eq!(next.get("origins"), None);
    assert!(!lint["scores"].as_array().unwrap().is_empty(), "{lint}");
    assert!(lint["findings"]["items"].as_array().unwrap().len() <= 5);
    let refused = json_of(&admin, &format!("{CATALOG}/lint?severity=refused")).await;
    assert_eq!(refused["findings"]["total"], 0, "{refused}");
    let workbook = admin.get(&format!("{CATALOG}/template.xlsx")).await;
    assert_eq!(workbook.status(), StatusCode::OK);
    assert!(workbook.bytes().await.unwrap().starts_with(b"PK"));
}

#[tokio::test]
async fn garbage_is_refused_and_changes_nothing() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let admin = hall.sign_in("admin").await;
    let mut garbage = vec![0_u8; 10 * 1024 * 1024];
    let mut state = 1_u32;
    for byte in &mut garbage {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        *byte = state.to_be_bytes()[0];
    }
    for name in ["a.xlsx", "b.csv", "c.json", "d", "e.exe"] {
        let path = format!("{CATALOG}/imports?file={name}");
        let sent = admin.request(Method::POST, &path).body(garbage.clone()).send().await.unwrap();
        assert_eq!(sent.status(), StatusCode::ACCEPTED);
        let import: Value = sent.json().await.unwrap();
        let import = settled(&admin, import["id"].as_str().unwrap()).await;
        assert!(import["state"] == "failed" || import["summary"]["accepted"] == 0, "{name}: {import}");
        if import["state"] == "failed" {
            assert!(!import["fault"]["zh"].as_str().unwrap().is_empty());
            refused(publish(&admin, &import).await, 409, "import_not_ready").await;
            let path = format!("{CATALOG}/imports/{}/findings.csv", import["id"].as_str().unwrap());
            refused(admin.get(&path).await, 409, "import_not_ready").await;
        }
    }
    refused(send(&admin, "merge", "").await, 422, "file_empty").await;
    let nameless =
        admin.request(Method::POST, &format!("{CATALOG}/imports")).body("{}").send().await.unwrap();
    refused(nameless, 400, "bad_request").await;
    assert_eq!(browse(&hall).await.0["version"], "1");
}

#[tokio::test]
async fn a_file_of_which_nothing_was_accepted_is_not_published() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let admin = hall.sign_in("admin").await;
    let nothing = changed(|catalog| {
        catalog["items"].as_array_mut().unwrap().truncate(2);
        catalog["items"].as_array_mut().unwrap().iter_mut().for_each(|item| item["legal_basis"] = json!([]));
    });
    let import = import(&admin, nothing).await;
    assert_eq!((&import["summary"]["accepted"], &import["summary"]["left_out"]), (&json!(0), &json!(2)));
    refused(publish(&admin, &import).await, 409, "nothing_accepted").await;
    assert_eq!(browse(&hall).await.0["version"], "1");
}

#[tokio::test]
async fn a_matter_keeps_its_text_until_the_new_one_takes_effect() {
    let data = Data::new().await;
    let clock = SetClock::at("2026-11-26T10:00:00");
    let hall = Hall::open_at(&data, &["--demo"], clock.clock()).await.unwrap();
    let admin = hall.sign_in("admin").await;
    let before = guide(&hall, &first_item()).await["consult_phone"].clone();
    let file = changed(|catalog| {
        catalog["items"][0]["consult_phone"] = json!("010-55500001");
        catalog["items"][0]["effective_on"] = json!("2026-11-28");
    });
    let import = import(&admin, file).await;
    assert_eq!(import["summary"]["changes"]["changed"], 1, "{import}");
    assert_eq!(publish(&admin, &import).await.status(), StatusCode::OK);
    assert_eq!(guide(&hall, &first_item()).await["consult_phone"], before);
    let count = browse(&hall).await.0["items"].as_array().unwrap().len();
    clock.set("2026-11-27T23:00:00");
    assert_eq!(guide(&hall, &first_item()).await["consult_phone"], before);
    clock.set("2026-11-28T08:00:00");
    assert_eq!(guide(&hall, &first_item()).await["consult_phone"], "010-55500001");
    assert_eq!(browse(&hall).await.0["items"].as_array().unwrap().len(), count);
    drop(hall);
    let hall = Hall::open_at(&data, &["--demo"], clock.clock()).await.unwrap();
    assert_eq!(guide(&hall, &first_item()).await["consult_phone"], "010-55500001", "also after a restart");
}

#[tokio::test]
async fn everything_that_was_found_can_be_fetched_as_a_table() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let admin = hall.sign_in("admin").await;
    // more refused matters than the report keeps, and enough words for several parts
    let long = "长".repeat(100);
    let file = changed(|catalog| {
        let one = catalog["items"][0].clone();
        let bad = (0..4000).map(|n| {
            let mut bad = one.clone();
            bad["id"] = json!(format!("bad-{n}"));
            bad["item_type"] = json!(format!("={n}{long}"));
            bad
        });
        let bad: Vec<Value> = bad.collect();
        catalog["items"].as_array_mut().unwrap().extend(bad);
    });
    let import = import(&admin, file).await;
    assert_eq!(import["summary"]["left_out"], 4000);
    let path = format!("{CATALOG}/imports/{}/findings.csv", import["id"].as_str().unwrap());
    refused(hall.get(&path).send().await.unwrap(), 401, "unauthenticated").await;
    let answer = admin.get(&format!("{path}?severity=refused")).await;
    assert_eq!(answer.headers()["content-type"], "text/csv; charset=utf-8");
    let text = answer.text().await.unwrap();
    let mut rows = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    assert!(text.starts_with('\u{feff}') && rows.headers().unwrap().len() == 11);
    let rows: Vec<csv::StringRecord> = rows.records().map(Result::unwrap).collect();
    assert_eq!(rows.len() as u64, import["summary"]["refused"].as_u64().unwrap());
    let named: std::collections::BTreeSet<&str> = rows.iter().map(|row| &row[3]).collect();
    assert_eq!(named.len(), 4000, "every refused matter is named");
    assert!(rows.iter().all(|row| &row[0] == "退回" && !row[2].is_empty() && !row[7].is_empty()));
    let all = admin.get(&path).await.text().await.unwrap();
    let all = csv::Reader::from_reader(all.as_bytes()).records().count() as u64;
    let sum = ["refused", "warnings", "cleaned"].map(|kind| import["summary"][kind].as_u64().unwrap());
    assert_eq!(all, sum.iter().sum::<u64>());
    refused(admin.get(&format!("{CATALOG}/imports/none/findings.csv")).await, 404, "unknown_import").await;
    // as after their days
    sqlx::query("DELETE FROM catalog_findings")
        .execute(&server::db::open(&data.url()).await.unwrap())
        .await
        .unwrap();
    refused(admin.get(&path).await, 410, "findings_gone").await;
}

/// A csv of so many matters without what they need: every one is looked at and refused.
fn long_file(matters: u32) -> String {
    let rows = (0..matters).map(|n| format!("m-{n},事项{n},不知道的部门,&lt;b&gt;条件&lt;/b&gt;\n"));
    format!("id,name,department,conditions\n{}", rows.collect::<String>())
}

#[tokio::test]
async fn whoever_stops_reading_stops_the_work_and_the_next_file_is_read() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let admin = hall.sign_in("admin").await;
    // read to its end it would take long: the stop is what ends it
    for other_server in [false, true] {
        let path = format!("{CATALOG}/imports?file=long.csv&mode=replace");
        let sent = admin.request(Method::POST, &path).body(long_file(90_000)).send().await.unwrap();
        assert_eq!(sent.status(), StatusCode::ACCEPTED);
        let import: Value = sent.json().await.unwrap();
        let id = import["id"].as_str().unwrap();
        refused(send(&admin, "merge", with_phone("010-55500001")).await, 409, "import_running").await;
        let path = format!("{CATALOG}/imports/{id}");
        let permit = hall.app.imports.clone();
        assert_eq!(permit.available_permits(), 0);
        if other_server {
            // the work goes on at the first server, which sees within a moment that nobody wants it
            let second = Hall::open(&data).await;
            let there = second.sign_in("admin").await;
            let gone = there.request(Method::DELETE, &path).send().await.unwrap();
            assert_eq!(gone.status(), StatusCode::NO_CONTENT);
            let freed = timeout(Duration::from_secs(10), permit.acquire()).await;
            drop(freed.expect("the work has ended"));
        } else {
            let gone = admin.request(Method::DELETE, &path).send().await.unwrap();
            assert_eq!(gone.status(), StatusCode::NO_CONTENT);
        }
        // before the next one sweeps
        let kept = sqlx::query("SELECT part FROM catalog_findings WHERE import = $1").bind(id.to_owned());
        assert!(kept.fetch_all(&hall.app.pool).await.unwrap().is_empty(), "nothing of it is left");
        // at once, without a second try
        let next = import_of(&admin, &format!("010-5550000{}", u8::from(other_server))).await;
        assert_eq!(next["state"], "ready");
        refused(admin.get(&path).await, 404, "unknown_import").await;
    }
}

async fn import_of(person: &Person<'_>, phone: &str) -> Value {
    import(person, with_phone(phone)).await
}

#[tokio::test]
async fn the_file_of_the_folder_is_taken_over_until_people_publish() {
    let data = Data::new().await;
    let halls = support::halls_open(json!([{"from": 0, "to": 1440}]));
    let file = halls.path().join("shili/catalog.json");
    let folder = halls.path().to_str().unwrap().to_owned();
    let arguments = ["--demo", "--halls", &folder];
    let open = || Hall::open_with(&data, &arguments);
    let hall = open().await;
    assert_eq!(browse(&hall).await.0["version"], "1");
    drop(hall);
    let hall = open().await;
    assert_eq!(browse(&hall).await.0["version"], "1", "the same file again");
    drop(hall);
    std::fs::write(&file, with_phone("010-55500001")).unwrap();
    let hall = open().await;
    assert_eq!(browse(&hall).await.0["version"], "2");
    assert_eq!(guide(&hall, &first_item()).await["consult_phone"], "010-55500001");
    drop(hall);
    let later = changed(|catalog| {
        catalog["items"][0]["consult_phone"] = json!("010-55500009");
        catalog["items"][0]["effective_on"] = json!("2199-01-01");
    });
    std::fs::write(&file, later).unwrap();
    for _ in 0..2 {
        let hall = open().await;
        assert_eq!(browse(&hall).await.0["version"], "3", "once");
        let shown = guide(&hall, &first_item()).await;
        assert_eq!(shown["consult_phone"], "010-55500001", "what is published stays until then");
    }
    let hall = open().await;
    assert_eq!(published(&hall.sign_in("admin").await, with_phone("010-55500002")).await, 4);
    drop(hall);
    std::fs::write(&file, with_phone("010-55500003")).unwrap();
    let hall = open().await;
    assert_eq!(browse(&hall).await.0["version"], "4", "what people published stays");
    assert_eq!(guide(&hall, &first_item()).await["consult_phone"], "010-55500002");
}

#[tokio::test]
async fn the_command_line_reads_and_publishes_and_a_running_server_follows() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let mut screen = hall.get("/api/v1/halls/shili/events").send().await.unwrap();
    hears(&mut screen, "snapshot").await;
    let file = data.folder.path().join("next.json");
    std::fs::write(&file, with_phone("010-55500001")).unwrap();
    let run = async |words: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_server"));
        command.args(words).args(["--hall", "shili", "--data"]).arg(data.folder.path());
        if let Some(database) = &data.database {
            command.args(["--database", database]);
        }
        // the running server goes on meanwhile
        let done = tokio::task::spawn_blocking(move || command.output()).await.unwrap().unwrap();
        (
            done.status.success(),
            String::from_utf8(done.stdout).unwrap(),
            String::from_utf8(done.stderr).unwrap(),
        )
    };
    let path = file.to_str().unwrap();
    let (well, said, progress) = run(&["import", path, "--replace"]).await;
    assert!(well && said.contains("尚未发布") && said.contains("not published"), "{said} {progress}");
    assert!(!progress.is_empty(), "progress is shown");
    assert_eq!(browse(&hall).await.0["version"], "1");
    let (well, said, _) = run(&["import", path, "--replace", "--publish", "--note", "新电话"]).await;
    assert!(well && said.contains("Version 2 is in force"), "{said}");
    assert!(hears(&mut screen, "catalog_published").await.contains("\"version\":2"));
    assert_eq!(guide(&hall, &first_item()).await["consult_phone"], "010-55500001");
    let (well, _, said) = run(&["import", path, "--replace", "--publish"]).await;
    assert!(!well && said.contains("Nothing differs"), "{said}");
    let (_, said, _) = run(&["catalog", "versions"]).await;
    assert!(said.starts_with("*2\t") && said.contains("@terminal") && said.contains("新电话"), "{said}");
    let (_, said, _) = run(&["catalog", "diff", "2"]).await;
    assert!(said.contains("咨询电话 / Enquiries"), "{said}");
    let (well, said, _) = run(&["catalog", "diff", "1"]).await;
    assert!(well && said.starts_with("新增 / added"), "the first version is all new: {said}");
    let (well, said, _) = run(&["catalog", "publish", "1"]).await;
    assert!(well && said.contains("现行第 1 版"), "{said}");
    assert!(hears(&mut screen, "catalog_published").await.contains("\"version\":1"));
}

/// The real program is killed while files are read and published; what is in force is always one whole version,
/// and what was acknowledged stays.
#[tokio::test]
async fn a_kill_in_the_middle_leaves_the_published_version_whole() {
    let data = Data::new().await;
    let client = reqwest::Client::new();
    let (mut acknowledged, mut whole) = (1_u64, LIMIT);
    for round in 0..ROUNDS {
        let mut program = Process::start(&data, &[]).serving().await;
        let url = program.url.clone();
        let answer = client.get(format!("{url}{CATALOG}")).send().await.unwrap();
        let shown: Value = answer.json().await.unwrap();
        let version: u64 = shown["version"].as_str().unwrap().parse().unwrap();
        assert!(version >= acknowledged, "round {round}: what was acknowledged is there");
        let item: Value = client
            .get(format!("{url}/api/v1/halls/shili/items/{}", first_item()))
            .send()
            .await
            .unwrap()
            .json()
            .await
            .unwrap();
        assert_eq!(item["catalog_version"], shown["version"]);
        if version > 1 {
            // each file says in two places which one it is
            let phone = item["consult_phone"].as_str().unwrap();
            assert_eq!(shown["warning"]["zh"], phone, "round {round}: no half of two versions");
        }
        let body = json!({"account": "admin", "password": "demo-admin"});
        let session = client.post(format!("{url}/api/v1/session")).json(&body).send().await.unwrap();
        let cookie = session.headers()["set-cookie"].to_str().unwrap().split(';').next().unwrap().to_owned();
        let phone = format!("010-555000{round:02}");
        let file = changed(|catalog| {
            catalog["items"][0]["consult_phone"] = json!(phone);
            catalog["warning"] = json!({"zh": phone, "en": phone});
        });
        let work = async {
            let send = client.post(format!("{url}{CATALOG}/imports?file=c.json&mode=replace"));
            let sent = send.header("cookie", &cookie).body(file).send().await.ok()?;
            let id = sent.json::<Value>().await.ok()?["id"].as_str()?.to_owned();
            loop {
                let get = client.get(format!("{url}{CATALOG}/imports/{id}")).header("cookie", &cookie);
                let import: Value = get.send().await.ok()?.json().await.ok()?;
                match import["state"].as_str()? {
                    "ready" => break,
                    "failed" => panic!("{import}"),
                    _ => tokio::time::sleep(Duration::from_millis(5)).await,
                }
            }
            let post = client.post(format!("{url}{CATALOG}/imports/{id}/publish")).header("cookie", &cookie);
            let done = post.send().await.ok()?;
            (done.status() == StatusCode::OK).then_some(())?;
            done.json::<Value>().await.ok()?["version"].as_u64()
        };
        // the first is left to its end, so that the others can be interrupted everywhere in between
        let (at, patience) = (std::time::Instant::now(), whole * round / (ROUNDS - 1));
        let done = timeout(if round == 0 { LIMIT } else { patience }, work).await;
        program.kill();
        if let Ok(Some(version)) = done {
            acknowledged = version;
        }
        if round == 0 {
            whole = at.elapsed();
        }
    }
    assert!(acknowledged > 1);
    let hall = Hall::open(&data).await;
    let admin = hall.sign_in("admin").await;
    let imports = json_of(&admin, &format!("{CATALOG}/imports")).await;
    assert!(imports["items"].as_array().unwrap().len() >= 2);
    // a file that was being read can be dropped, and the next one is read
    published(&admin, with_phone("010-55500009")).await;
    assert_eq!(guide(&hall, &first_item()).await["consult_phone"], "010-55500009");
}
