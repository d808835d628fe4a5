//! Changes: who may, what must be there, what is told.

use super::*;

#[tokio::test]
async fn a_hall_begins_with_the_signage_of_its_folder_and_keeps_what_people_do() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let answer = hall.get(&format!("{BASE}/signage")).send().await.unwrap();
    assert_eq!(answer.headers()["cache-control"], "no-cache");
    let etag = answer.headers()["etag"].to_str().unwrap().to_owned();
    let first: Value = answer.json().await.unwrap();
    assert_eq!(first["revision"], 1);
    assert_eq!(first["screens"].as_array().unwrap().len(), 8);
    let again = hall.get(&format!("{BASE}/signage")).header("if-none-match", &etag).send().await.unwrap();
    assert_eq!(again.status(), StatusCode::NOT_MODIFIED);

    let drawing = hall.get(&format!("{BASE}/maps/floor-1/drawing")).send().await.unwrap();
    assert_eq!(drawing.headers()["content-type"], "image/svg+xml");
    assert!(drawing.text().await.unwrap().contains("id=\"here-gate\""));
    let none = hall.get(&format!("{BASE}/maps/attic/drawing")).send().await.unwrap();
    refused(none, 404, "sign_unknown").await;

    let admin = hall.sign_in("admin").await;
    assert_eq!(delete(&admin, "screens/six").await.status(), StatusCode::NO_CONTENT);
    drop(hall);
    let hall = Hall::open(&data).await;
    let now = signage(&hall).await;
    assert_eq!(now["revision"], 2);
    assert_eq!(now["screens"].as_array().unwrap().len(), 7, "it does not come back");
}

#[tokio::test]
async fn a_hall_without_a_signage_of_its_own_begins_with_none() {
    let data = Data::new().await;
    let halls = halls_open(json!([{"from": 0, "to": 1440}]));
    let hall = Hall::open_with(&data, &["--demo", "--halls", halls.path().to_str().unwrap()]).await;
    let now = signage(&hall).await;
    assert_eq!((&now["screens"], &now["maps"]), (&json!([]), &json!([])));
    let admin = hall.sign_in("admin").await;
    let screen = json!({"id": "east", "place": {"zh": "东", "en": "East"}, "layout": {"kind": "ratings"}});
    assert_eq!(put(&admin, "screens/east", screen).await.status(), StatusCode::OK);
    assert_eq!(signage(&hall).await["screens"][0]["distance_mm"], 5000);
}

#[tokio::test]
async fn a_change_is_told_at_once_on_both_servers_and_stands_in_the_record() {
    let data = Data::new().await;
    let (one, two) = (Hall::open(&data).await, Hall::open(&data).await);
    let admin = one.sign_in("admin").await;
    let mut own = one.get(&format!("{BASE}/events")).send().await.unwrap();
    let mut other = two.get(&format!("{BASE}/events")).send().await.unwrap();
    hears(&mut own, "snapshot").await;
    hears(&mut other, "snapshot").await;
    let began = Instant::now();
    let notice = json!({"id": "water", "title": {"zh": "停水通知", "en": "No water"},
        "body": {"zh": "今天下午停水", "en": "No water this afternoon"}, "until": "2027-12-31"});
    let kept: Value = put(&admin, "notices/water", notice).await.json().await.unwrap();
    assert_eq!(kept["tone"], "notice");
    for stream in [&mut own, &mut other] {
        assert!(hears(stream, "signage_changed").await.contains("\"revision\":2"));
    }
    assert!(began.elapsed() < Duration::from_secs(10), "{:?}", began.elapsed());
    // whoever asks because of the event gets that revision
    let now = signage(&two).await;
    assert_eq!(now["revision"], 2);
    assert!(now["notices"].as_array().unwrap().iter().any(|notice| notice["id"] == "water"));
    assert_eq!(delete(&admin, "notices/water").await.status(), StatusCode::NO_CONTENT);
    refused(delete(&admin, "notices/water").await, 404, "sign_unknown").await;
    assert_eq!(signage(&two).await["revision"], 3, "what was refused is no change");

    let record: Value = admin.get(&format!("{BASE}/audit?kind=screens&limit=50")).await.json().await.unwrap();
    let lines: Vec<_> = record["items"].as_array().unwrap().iter().collect();
    let acts: Vec<_> = lines.iter().map(|line| (&line["act"], &line["object"], &line["actor"])).collect();
    let (object, actor) = (json!("notice/water"), json!("admin"));
    assert_eq!(
        acts,
        [(&json!("signage_removed"), &object, &actor), (&json!("signage_saved"), &object, &actor)]
    );
}

#[tokio::test]
async fn only_administrators_change_and_only_supervisors_watch() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let (clerk, supervisor) = (hall.sign_in("k01").await, hall.sign_in("supervisor").await);
    let screen = json!({"id": "east", "place": {"zh": "东", "en": "East"}, "layout": {"kind": "main"}});
    for (path, body) in [
        ("screens/east", screen.clone()),
        ("maps/attic", json!({"name": {"zh": "阁楼", "en": "Attic"}, "svg": "<svg viewBox='0 0 1 1'/>"})),
    ] {
        refused(put(&supervisor, path, body.clone()).await, 403, "forbidden").await;
        let stranger =
            hall.client.put(format!("{}{BASE}/{path}", hall.url)).json(&body).send().await.unwrap();
        refused(stranger, 401, "unauthenticated").await;
    }
    refused(delete(&supervisor, "screens/main").await, 403, "forbidden").await;
    for path in ["screens", "screens/main/plays", "screens/main/picture"] {
        refused(clerk.get(&format!("{BASE}/{path}")).await, 403, "forbidden").await;
        refused(hall.get(&format!("{BASE}/{path}")).send().await.unwrap(), 401, "unauthenticated").await;
    }
    let until = hall.app.clock.now().plus_seconds(600);
    let message = json!({"text": {"zh": "火警", "en": "Fire"}, "until": until});
    refused(clerk.post(&format!("{BASE}/emergency"), message).await, 403, "forbidden").await;
    refused(delete(&clerk, "emergency").await, 403, "forbidden").await;
}

#[tokio::test]
async fn what_a_screen_names_must_be_there_and_every_fault_is_told() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let admin = hall.sign_in("admin").await;
    let bad = json!({"id": "east", "place": {"zh": "东", "en": ""}, "diagonal_mm": 100, "width_px": 10,
        "distance_mm": 100, "layout": {"kind": "area", "queues": ["Z"]}, "playlist": "none", "voice_zone": "A B",
        "volumes": [{"period": {"from": 600, "to": 500}, "percent": 101}], "dark": [{"from": 0, "to": 1441}]});
    let problem = refused(put(&admin, "screens/east", bad).await, 422, "signage_invalid").await;
    assert_eq!(
        paths(&problem),
        [
            "/place",
            "/diagonal_mm",
            "/width_px",
            "/distance_mm",
            "/layout/queues",
            "/playlist",
            "/voice_zone",
            "/volumes/0/period",
            "/volumes/0/percent",
            "/dark/0",
        ]
    );
    assert!(problem["fields"][1]["detail"]["zh"].as_str().unwrap().contains("150"));
    for (layout, path) in [
        (json!({"kind": "window", "window": "Z99"}), "/layout/window"),
        (json!({"kind": "guide", "map": "attic"}), "/layout/map"),
        (json!({"kind": "guide", "map": "floor-1", "here": "here-roof"}), "/layout/here"),
        (json!({"kind": "public", "lists": ["none"]}), "/layout/lists"),
        (json!({"kind": "notice", "notice": "none"}), "/layout/notice"),
    ] {
        let screen = json!({"id": "east", "place": {"zh": "东", "en": "East"}, "layout": layout});
        let problem = refused(put(&admin, "screens/east", screen).await, 422, "signage_invalid").await;
        assert_eq!(paths(&problem), [path]);
    }
    for (layout, zone) in [
        (json!({"kind": "ratings"}), "east"),
        // main and lobby speak for all windows
        (json!({"kind": "area", "queues": ["A"]}), "hall"),
    ] {
        let screen =
            json!({"id": "east", "place": {"zh": "东", "en": "East"}, "layout": layout, "voice_zone": zone});
        let problem = refused(put(&admin, "screens/east", screen).await, 422, "signage_invalid").await;
        assert_eq!(paths(&problem), ["/voice_zone"]);
    }
    // the guide at the gate hangs at a place of this map
    let map = json!({"name": {"zh": "一楼", "en": "Floor 1"},
        "svg": "<svg viewBox='0 0 1 1'><path id='zone-A' d='M0 0'/></svg>"});
    let problem = refused(put(&admin, "maps/floor-1", map).await, 422, "signage_invalid").await;
    assert_eq!(paths(&problem), ["/svg"]);
    let other = json!({"id": "west", "place": {"zh": "西", "en": "West"}, "layout": {"kind": "main"}});
    let problem = refused(put(&admin, "screens/east", other).await, 422, "signage_invalid").await;
    assert_eq!(paths(&problem), ["/id"]);
    let entries = json!([{"layout": {"kind": "main"}, "seconds": 4, "days": {"weekdays": [8]},
        "period": {"from": 0, "to": 0}, "first": "2026-12-02", "last": "2026-12-01"}]);
    let list = json!({"id": "p", "name": {"zh": "一", "en": "One"}, "entries": entries});
    let problem = refused(put(&admin, "playlists/p", list).await, 422, "signage_invalid").await;
    assert_eq!(
        paths(&problem),
        ["/entries/0/seconds", "/entries/0/days", "/entries/0/period", "/entries/0/last"]
    );
    let notice = json!({"id": "n", "title": {"zh": "一", "en": "One"}, "body": {"zh": "电话 13800005678", "en": "x"},
        "picture": "https://example.org/x.png", "until": "2020-01-01"});
    let problem = refused(put(&admin, "notices/n", notice).await, 422, "signage_invalid").await;
    assert_eq!(paths(&problem), ["/body", "/picture", "/until"]);
    assert_eq!(signage(&hall).await["revision"], 1, "nothing was changed");
}

#[tokio::test]
async fn what_a_screen_names_is_not_forgotten_when_it_has_expired() {
    let data = Data::new().await;
    let clock = SetClock::at("2026-11-27T10:00:00");
    let hall = Hall::open_at(&data, &["--demo"], clock.clock()).await.unwrap();
    let admin = hall.sign_in("admin").await;
    let words = json!({"zh": "一", "en": "One"});
    for id in ["named", "unnamed"] {
        let notice = json!({"id": id, "title": words, "body": words, "until": "2026-12-31"});
        assert_eq!(put(&admin, &format!("notices/{id}"), notice).await.status(), StatusCode::OK);
    }
    let screen =
        |notice: &str| json!({"id": "east", "place": words, "layout": {"kind": "notice", "notice": notice}});
    assert_eq!(put(&admin, "screens/east", screen("named")).await.status(), StatusCode::OK);
    clock.set("2028-01-03T10:00:00");
    server::screens::forget(&hall.app).await.unwrap();
    let admin = hall.sign_in("admin").await;
    assert_eq!(put(&admin, "screens/east", screen("named")).await.status(), StatusCode::OK);
    let problem = refused(put(&admin, "screens/east", screen("unnamed")).await, 422, "signage_invalid").await;
    assert_eq!(paths(&problem), ["/layout/notice"]);
}

#[tokio::test]
async fn what_is_used_stays_and_can_go_when_it_is_not() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let admin = hall.sign_in("admin").await;
    for used in ["playlists/workday", "notices/one-window", "maps/floor-1"] {
        refused(delete(&admin, used).await, 409, "sign_in_use").await;
    }
    for free in ["notices/noon", "lists/duty", "maps/floor-2", "screens/lobby", "playlists/workday"] {
        assert_eq!(delete(&admin, free).await.status(), StatusCode::NO_CONTENT, "{free}");
    }
    refused(delete(&admin, "screens/lobby").await, 404, "screen_unknown").await;
}
