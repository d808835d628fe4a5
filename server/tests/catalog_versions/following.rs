//! Everybody follows the version in force: both servers, tickets and ratings, matters on their days, the file of the
//! folder, and the command line beside a running server.

use super::*;
use crate::support::SetClock;

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
    let finished = crate::support::serve_one(&hall, &clerk, "A01", json!({"item": "hukou-birth"})).await;
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
    let token = crate::support::token(&finished);
    let rated: Value =
        hall.get(&format!("/api/v1/ratings/{token}")).send().await.unwrap().json().await.unwrap();
    assert!(rated.to_string().contains(name.as_str().unwrap()), "{rated}");
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
async fn the_file_of_the_folder_is_taken_over_until_people_publish() {
    let data = Data::new().await;
    let halls = crate::support::halls_open(json!([{"from": 0, "to": 1440}]));
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
