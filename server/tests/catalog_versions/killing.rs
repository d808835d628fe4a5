//! The program is killed again and again while it reads and publishes.

use super::*;
use crate::support::process::Process;

/// How often a program is killed.
const ROUNDS: u32 = 10;

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
