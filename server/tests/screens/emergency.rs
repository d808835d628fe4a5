//! The message to everybody.

use super::*;

#[tokio::test]
async fn a69_a_message_replaces_everything_is_confirmed_spoken_and_ends() {
    let data = Data::new().await;
    let clock = SetClock::at("2026-11-27T10:00:00");
    let hall = Hall::open_at(&data, &["--demo"], clock.clock()).await.unwrap();
    let supervisor = hall.sign_in("supervisor").await;
    let mut stream = hall.get(&format!("{BASE}/events")).send().await.unwrap();
    let path = format!("{BASE}/emergency");
    let none: Value = hall.get(&path).send().await.unwrap().json().await.unwrap();
    assert_eq!(none["emergency"], Value::Null);
    let voice = async |lang: &str| hall.get(&format!("{path}/voice?lang={lang}")).send().await.unwrap();
    refused(voice("en").await, 409, "no_emergency").await;
    refused(delete(&supervisor, "emergency").await, 409, "no_emergency").await;

    report(&hall, face("six", json!({}))).await;
    report(&hall, face("gate", json!({"kiosk": true, "on": "home"}))).await;
    let message = |until: &str| {
        let text = json!({"zh": "请立即离开大厅", "en": "Please leave the hall now"});
        json!({"text": text, "until": format!("2026-11-27T{until}+08:00")})
    };
    refused(supervisor.post(&path, message("09:59:00")).await, 422, "emergency_time_invalid").await;
    let raised: Value = supervisor.post(&path, message("10:30:00")).await.json().await.unwrap();
    let seq = raised["emergency"]["seq"].as_u64().unwrap();
    let told = hears(&mut stream, "emergency_raised").await;
    assert!(told.contains("请立即离开大厅") && !told.contains("supervisor"), "{told}");
    for (screen, kiosk) in [("six", false), ("gate", true)] {
        assert_eq!(standing(&supervisor, screen, kiosk).await["confirmed"], false, "{screen}");
        report(&hall, face(screen, json!({"kiosk": kiosk, "on": "emergency", "emergency": seq}))).await;
        assert_eq!(standing(&supervisor, screen, kiosk).await["confirmed"], true, "{screen}");
    }
    let spoken = [voice("zh-CN").await, voice("en").await, voice("zh").await];
    let mut sounds = Vec::new();
    for answer in spoken {
        assert_eq!(answer.status(), StatusCode::OK);
        assert_eq!(answer.headers()["content-type"], "audio/wav");
        sounds.push(answer.bytes().await.unwrap());
    }
    assert!(sounds[0].starts_with(b"RIFF") && sounds[0] == sounds[2] && sounds[0] != sounds[1]);
    refused(voice("fr").await, 400, "bad_request").await;

    assert_eq!(delete(&supervisor, "emergency").await.status(), StatusCode::NO_CONTENT);
    hears(&mut stream, "emergency_ended").await;
    assert_eq!(standing(&supervisor, "six", false).await.get("confirmed"), None);
    supervisor.post(&path, message("10:01:00")).await.error_for_status().unwrap();
    clock.set("2026-11-27T10:01:00");
    let over: Value = hall.get(&path).send().await.unwrap().json().await.unwrap();
    assert_eq!(over["emergency"], Value::Null, "it ends by itself");

    let record: Value = supervisor
        .get(&format!("{BASE}/audit?from=2026-11-27&to=2026-11-27&kind=screens&limit=50"))
        .await
        .json()
        .await
        .unwrap();
    let acts: Vec<_> = record["items"].as_array().unwrap().iter().map(|line| line["act"].clone()).collect();
    assert_eq!(acts, ["emergency_raised", "emergency_ended", "emergency_raised"]);
    assert!(record["items"].as_array().unwrap().iter().all(|line| line["actor"] == "supervisor"));
}
