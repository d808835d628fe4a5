//! Reports: who may, what the desk sees of them, who speaks, what was on when, pictures.

use super::*;

#[tokio::test]
async fn reports_come_from_screens_of_the_hall_alone_and_are_small() {
    let data = Data::new().await;
    let halls = std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../assets/halls"));
    let hall = Hall::open_with(&data, &["--halls", halls.to_str().unwrap(), "--device-token", TOKEN]).await;
    let url = format!("{BASE}/screens/reports");
    let stranger = hall.post(&url, &face("main", json!({}))).send().await.unwrap();
    refused(stranger, 401, "unauthenticated").await;
    let send = async |face: Value| {
        let post = hall.post(&url, &face).header("authorization", format!("Bearer {TOKEN}"));
        post.send().await.unwrap()
    };
    for known in ["main", "six", "window-a01"] {
        assert_eq!(send(face(known, json!({}))).await.status(), StatusCode::OK, "{known}");
    }
    for kiosk in ["gate", "village", "kiosk"] {
        assert_eq!(send(face(kiosk, json!({"kiosk": true}))).await.status(), StatusCode::OK, "{kiosk}");
    }
    for (unknown, kiosk) in [("nobody", false), ("window-z99", false), ("village", false), ("main", true)] {
        refused(send(face(unknown, json!({"kiosk": kiosk}))).await, 404, "screen_unknown").await;
    }
    refused(send(face("main", json!({"on": "<b>"}))).await, 422, "report_invalid").await;
    refused(send(face("main", json!({"build": "x".repeat(5000)}))).await, 422, "report_invalid").await;
    refused(send(json!({"screen": "main"})).await, 422, "report_invalid").await;
}

#[tokio::test]
async fn the_desk_sees_who_is_here_what_each_shows_and_who_is_not() {
    let data = Data::new().await;
    let clock = SetClock::at("2026-11-27T10:00:00");
    let hall = Hall::open_at(&data, &["--demo"], clock.clock()).await.unwrap();
    let supervisor = hall.sign_in("supervisor").await;
    let page: Value = supervisor.get(&format!("{BASE}/screens")).await.json().await.unwrap();
    let all: Vec<_> = page["items"].as_array().unwrap().iter().collect();
    assert_eq!(all.len(), 10, "eight screens and two kiosks");
    assert!(all.iter().all(|one| one["here"] == false && one["registered"] == true));
    report(&hall, face("main", json!({"audible": true, "size_px": [1920, 1080]}))).await;
    report(&hall, face("window-a01", json!({"on": "window"}))).await;
    report(&hall, face("gate", json!({"kiosk": true, "on": "guides/low-income"}))).await;
    let main = standing(&supervisor, "main", false).await;
    assert_eq!((&main["here"], &main["speaks"]), (&json!(true), &json!(true)));
    assert_eq!(main["seen"]["face"]["size_px"], json!([1920, 1080]));
    let sign = standing(&supervisor, "window-a01", false).await;
    assert_eq!((&sign["registered"], &sign["here"]), (&json!(false), &json!(true)));
    let kiosk = standing(&supervisor, "gate", true).await;
    assert_eq!(kiosk["seen"]["face"]["on"], "guides", "which matter somebody reads is not kept");
    assert_eq!(kiosk["place"]["en"], "Floor 1, self-service area by the gate");
    let screen = standing(&supervisor, "gate", false).await;
    assert_eq!((&screen["here"], &screen["place"]["zh"]), (&json!(false), &json!("一楼大门内")));
    clock.set("2026-11-27T10:01:00");
    assert_eq!(standing(&supervisor, "main", false).await["here"], false);
}

#[tokio::test]
async fn a_call_that_a_screen_did_not_show_is_told_within_five_seconds() {
    let data = Data::new().await;
    let clock = SetClock::at("2026-11-27T10:00:00");
    let hall = Hall::open_at(&data, &["--demo"], clock.clock()).await.unwrap();
    let (clerk, supervisor) = (hall.sign_in("a01").await, hall.sign_in("supervisor").await);
    hall.take(json!({"queue": "A"})).await;
    clerk.step("A01", "open").await;
    // the clock goes on by itself between two settings
    clock.set("2026-11-27T10:01:00");
    clerk.step("A01", "next").await;
    let (seq, number) = {
        let live = hall.app.queues().next().unwrap().live();
        let call = live.board.calls.front().unwrap();
        (call.seq, call.ticket.to_string())
    };
    for screen in ["main", "area-a", "window-a01", "ratings"] {
        report(&hall, face(screen, json!({}))).await;
    }
    clock.set("2026-11-27T10:01:02");
    assert_eq!(standing(&supervisor, "main", false).await.get("not_shown"), None, "it may still be painting");
    // three whole seconds, and the desk asks every two
    clock.set("2026-11-27T10:01:04");
    for screen in ["main", "area-a", "window-a01"] {
        assert_eq!(standing(&supervisor, screen, false).await["not_shown"], number.as_str(), "{screen}");
    }
    assert_eq!(standing(&supervisor, "ratings", false).await.get("not_shown"), None, "it shows no calls");
    report(&hall, face("main", json!({"shown": {"seq": seq, "ticket": number}}))).await;
    assert_eq!(standing(&supervisor, "main", false).await.get("not_shown"), None);
    assert_eq!(standing(&supervisor, "area-a", false).await["not_shown"], number.as_str());
}

#[tokio::test]
async fn r29_a_voice_that_can_be_heard_and_hangs_is_told() {
    let data = Data::new().await;
    let clock = SetClock::at("2026-11-27T10:00:00");
    let hall = Hall::open_at(&data, &["--demo"], clock.clock()).await.unwrap();
    let (clerk, supervisor) = (hall.sign_in("a01").await, hall.sign_in("supervisor").await);
    hall.take(json!({"queue": "A"})).await;
    clerk.step("A01", "open").await;
    report(&hall, face("main", json!({"audible": true}))).await;
    clock.set("2026-11-27T10:01:00");
    clerk.step("A01", "next").await;
    let (seq, number) = {
        let live = hall.app.queues().next().unwrap().live();
        let call = live.board.calls.front().unwrap();
        (call.seq, call.ticket.to_string())
    };
    let shown = json!({"seq": seq, "ticket": number});
    report(&hall, face("main", json!({"audible": true, "shown": shown}))).await;
    clock.set("2026-11-27T10:01:35");
    report(&hall, face("main", json!({"audible": true, "shown": shown}))).await;
    assert_eq!(
        standing(&supervisor, "main", false).await.get("not_spoken"),
        None,
        "others may be said before it"
    );
    clock.set("2026-11-27T10:01:45");
    report(&hall, face("main", json!({"audible": true, "shown": shown}))).await;
    assert_eq!(standing(&supervisor, "main", false).await["not_spoken"], number.as_str());
    report(&hall, face("main", json!({"audible": true, "shown": shown, "spoken": shown}))).await;
    assert_eq!(standing(&supervisor, "main", false).await.get("not_spoken"), None);
}

#[tokio::test]
async fn r29_one_screen_of_a_zone_speaks_on_whichever_server_they_report() {
    let data = Data::new().await;
    let clock = SetClock::at("2026-11-27T10:00:00");
    let one = Hall::open_at(&data, &["--demo"], clock.clock()).await.unwrap();
    let two = Hall::open_at(&data, &["--demo"], clock.clock()).await.unwrap();
    let speaks = async |hall: &Hall, screen: &str, audible: bool| {
        report(hall, face(screen, json!({"audible": audible}))).await["speaks"].as_bool().unwrap()
    };
    // main and lobby hang in one zone
    assert!(speaks(&one, "main", true).await);
    assert!(!speaks(&two, "lobby", true).await);
    assert!(!speaks(&one, "six", true).await, "it has no voice");
    clock.set("2026-11-27T10:00:10");
    assert!(!speaks(&two, "main", false).await, "it has fallen silent, and another can be heard");
    assert!(speaks(&one, "lobby", true).await);
    clock.set("2026-11-27T10:00:20");
    assert!(!speaks(&one, "main", true).await, "who speaks goes on");
    assert!(speaks(&two, "lobby", true).await);
    // both at once, on two servers, again and again: never two
    for _ in 0..10 {
        let (first, second) = tokio::join!(speaks(&one, "main", true), speaks(&two, "lobby", true));
        assert_eq!((first, second), (false, true));
    }
    clock.set("2026-11-27T10:01:30");
    assert!(speaks(&one, "main", true).await, "the other has not reported for 25 seconds");
    assert!(!speaks(&two, "lobby", true).await);
}

#[tokio::test]
async fn r29_two_panels_at_one_address_are_told_and_one_of_them_speaks() {
    let data = Data::new().await;
    let clock = SetClock::at("2026-11-27T10:00:00");
    let hall = Hall::open_at(&data, &["--demo"], clock.clock()).await.unwrap();
    let supervisor = hall.sign_in("supervisor").await;
    let panel = async |panel: &str| {
        let face = face("main", json!({"audible": true, "panel": panel, "size_px": [1080, 1920]}));
        report(&hall, face).await["speaks"].as_bool().unwrap()
    };
    assert!(panel("1").await);
    let main = standing(&supervisor, "main", false).await;
    assert_eq!((main.get("doubled"), &main["misshapen"]), (None, &json!(true)));
    clock.set("2026-11-27T10:00:05");
    assert!(!panel("2").await, "the first one is here");
    assert!(panel("1").await);
    let main = standing(&supervisor, "main", false).await;
    assert_eq!((&main["doubled"], &main["seen"]["face"]["panel"]), (&json!(true), &json!("1")));
    // the first one is taken away
    clock.set("2026-11-27T10:00:40");
    assert!(panel("2").await);
    clock.set("2026-11-27T10:01:00");
    assert!(panel("2").await);
    assert_eq!(standing(&supervisor, "main", false).await.get("doubled"), None);
}

#[tokio::test]
async fn r29_who_speaks_next_in_a_zone_hears_which_calls_were_heard() {
    let data = Data::new().await;
    let clock = SetClock::at("2026-11-27T10:00:00");
    let hall = Hall::open_at(&data, &["--demo"], clock.clock()).await.unwrap();
    let says = async |screen: &str, spoken: Option<u64>| {
        let spoken = spoken.map(|seq| json!({"seq": seq, "ticket": "A001"}));
        report(&hall, face(screen, json!({"audible": true, "spoken": spoken}))).await
    };
    assert_eq!(says("main", None).await.get("heard"), None, "nothing was said yet");
    assert_eq!(says("main", Some(41)).await.get("heard"), None, "it goes on");
    assert_eq!(says("lobby", Some(12)).await["speaks"], false);
    clock.set("2026-11-27T10:00:30");
    let next = says("lobby", Some(12)).await;
    assert_eq!((&next["speaks"], &next["heard"]), (&json!(true), &json!(41)));
    assert_eq!(says("lobby", Some(12)).await.get("heard"), None, "once");
}

#[tokio::test]
async fn what_was_shown_when_is_on_record() {
    let data = Data::new().await;
    let clock = SetClock::at("2026-11-27T23:59:30");
    let hall = Hall::open_at(&data, &["--demo"], clock.clock()).await.unwrap();
    let lobby = async |time: &str, on: &str, what: Option<&str>| {
        clock.set(time);
        report(&hall, face("lobby", json!({"on": on, "what": what, "why": "playlist"}))).await;
    };
    lobby("2026-11-27T23:59:30", "main", None).await;
    lobby("2026-11-27T23:59:40", "main", None).await;
    lobby("2026-11-27T23:59:50", "notice", Some("one-window")).await;
    lobby("2026-11-28T00:00:05", "notice", Some("one-window")).await;
    lobby("2026-11-28T00:00:15", "main", None).await;
    lobby("2026-11-28T00:05:00", "main", None).await;
    let supervisor = hall.sign_in("supervisor").await;
    let plays = async |day: &str| {
        let page: Value =
            supervisor.get(&format!("{BASE}/screens/lobby/plays?day={day}")).await.json().await.unwrap();
        assert_eq!(page["next"], Value::Null);
        let play = |play: &Value| {
            // to ten seconds: clocks of tests go on
            let time = |name: &str| play[name].as_str().unwrap()[11..18].to_owned();
            (time("from"), time("until"), play["on"].as_str().unwrap().to_owned())
        };
        page["items"].as_array().unwrap().iter().map(play).collect::<Vec<_>>()
    };
    let row = |from: &str, until: &str, on: &str| (from.to_owned(), until.to_owned(), on.to_owned());
    let night = row("23:59:5", "00:00:0", "notice");
    assert_eq!(plays("2026-11-27").await, [row("23:59:3", "23:59:4", "main"), night.clone()]);
    let morning = [night, row("00:00:1", "00:00:1", "main"), row("00:05:0", "00:05:0", "main")];
    assert_eq!(plays("2026-11-28").await, morning, "what ran over midnight is of both days, a gap parts");
    assert!(plays("2026-11-29").await.is_empty());
    refused(supervisor.get(&format!("{BASE}/screens/lobby/plays?day=x")).await, 400, "bad_request").await;

    clock.set("2028-01-03T00:00:00");
    server::screens::forget(&hall.app).await.unwrap();
    let supervisor = hall.sign_in("supervisor").await;
    let page: Value =
        supervisor.get(&format!("{BASE}/screens/lobby/plays?day=2026-11-28")).await.json().await.unwrap();
    assert_eq!(page["items"], json!([]), "after 400 days");
    assert_eq!(standing(&supervisor, "lobby", false).await.get("seen"), None);
}

#[tokio::test]
async fn a_picture_is_sent_when_somebody_asks_and_not_otherwise() {
    let data = Data::new().await;
    let clock = SetClock::at("2026-11-27T10:00:00");
    let hall = Hall::open_at(&data, &["--demo"], clock.clock()).await.unwrap();
    let supervisor = hall.sign_in("supervisor").await;
    let path = format!("{BASE}/screens/main/picture");
    let send = async |name: &str, body: Vec<u8>| {
        hall.client.put(format!("{}{path}?name={name}", hall.url)).body(body).send().await.unwrap()
    };
    let png = b"\x89PNG\r\n\x1a\n and more".to_vec();
    refused(send("0000000000000000", png.clone()).await, 404, "sign_unknown").await;
    refused(supervisor.get(&path).await, 404, "sign_unknown").await;
    refused(
        supervisor.post(&format!("{BASE}/screens/nobody/picture"), json!({})).await,
        404,
        "screen_unknown",
    )
    .await;
    assert_eq!(report(&hall, face("main", json!({}))).await.get("picture"), None);

    assert_eq!(supervisor.post(&path, json!({})).await.status(), StatusCode::ACCEPTED);
    let name = report(&hall, face("main", json!({}))).await["picture"].as_str().unwrap().to_owned();
    assert_eq!(supervisor.post(&path, json!({})).await.status(), StatusCode::ACCEPTED);
    assert_eq!(
        report(&hall, face("main", json!({}))).await["picture"],
        name.as_str(),
        "two who ask ask for one"
    );
    assert_eq!(report(&hall, face("six", json!({}))).await.get("picture"), None);
    refused(send(&name, b"<svg/>".to_vec()).await, 415, "unsupported_media_type").await;
    refused(send(&name, vec![0xff; 300 * 1024 + 1]).await, 413, "body_too_large").await;
    let large = [png.clone(), vec![7; 250 * 1024]].concat();
    assert_eq!(send(&name, large.clone()).await.status(), StatusCode::NO_CONTENT);
    refused(send(&name, png).await, 404, "sign_unknown").await;
    let answer = supervisor.get(&path).await;
    assert_eq!(answer.headers()["content-type"], "image/png");
    assert_eq!(answer.headers()["cache-control"], "no-store");
    assert_eq!(answer.bytes().await.unwrap(), large);
    assert!(
        standing(&supervisor, "main", false).await["picture"]
            .as_str()
            .unwrap()
            .starts_with("2026-11-27T10:00:")
    );

    assert_eq!(supervisor.post(&path, json!({})).await.status(), StatusCode::ACCEPTED);
    let late = report(&hall, face("main", json!({}))).await["picture"].as_str().unwrap().to_owned();
    clock.set("2026-11-27T10:01:30");
    assert_eq!(report(&hall, face("main", json!({}))).await.get("picture"), None);
    refused(send(&late, large).await, 404, "sign_unknown").await;
}

#[tokio::test]
async fn many_screens_that_report_at_once_are_stored_together() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let before = batches(&hall).await;
    let windows: Vec<String> =
        hall.app.queues().next().unwrap().hall.windows.iter().map(|w| w.id.as_str().to_lowercase()).collect();
    let hall = std::sync::Arc::new(hall);
    let mut all = tokio::task::JoinSet::new();
    for n in 0..200 {
        let (hall, screen) = (hall.clone(), format!("window-{}", windows[n % windows.len()]));
        all.spawn(
            async move { report(&hall, face(&screen, json!({"seq": n, "on": format!("w{n}")}))).await },
        );
    }
    assert_eq!(all.join_all().await.len(), 200);
    let stored = batches(&hall).await - before;
    assert!(stored < 100, "{stored} transactions");
}

/// How many transactions of reports there were.
async fn batches(hall: &Hall) -> i64 {
    let sql = "SELECT reported FROM signage_revisions";
    sqlx::query_scalar::<_, i64>(sql).fetch_one(&hall.app.pool).await.unwrap()
}
