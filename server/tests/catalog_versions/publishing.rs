//! Publishing: a file is compared, published once and rolled back, by administrators alone. What is out of date, the
//! same as before or empty is refused.

use super::*;

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
