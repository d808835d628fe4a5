//! Reading a file: garbage changes nothing, everything that was found can be fetched, and whoever stops the reading
//! stops the work.

use super::*;

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
