//! A large import is killed with SIGKILL while its file is read, checked, compared, stored and published: the real
//! program, started again on the same data, serves the version before or the version after, whole, and takes the next
//! file.

use crate::support::process::Process;
use crate::support::{Data, workbook};
use reqwest::{Client, RequestBuilder, StatusCode};
use serde_json::{Value, json};
use std::time::{Duration, Instant};

const CATALOG: &str = "/api/v1/halls/shili/catalog";
const SAMPLE: &str = include_str!("../../assets/halls/shili/catalog.json");
/// Matters of the large file: as many as a province has.
const MATTERS: u32 = 20_000;
/// Nothing here takes so long, unless something is broken.
const LIMIT: Duration = Duration::from_secs(180);
/// Between two looks at how far an import is.
const LOOK: Duration = Duration::from_millis(20);

/// A program that serves, and an administrator who has signed in.
struct Serving {
    program: Process,
    client: Client,
    cookie: String,
}

impl Serving {
    async fn start(data: &Data) -> Self {
        let program = Process::start(data, &[]).serving().await;
        let client = Client::new();
        let body = json!({"account": "admin", "password": "demo-admin"});
        let session =
            client.post(format!("{}/api/v1/session", program.url)).json(&body).send().await.unwrap();
        let cookie = session.headers()["set-cookie"].to_str().unwrap().split(';').next().unwrap().to_owned();
        Self { program, client, cookie }
    }

    fn get(&self, path: &str) -> RequestBuilder {
        self.client.get(format!("{}{CATALOG}{path}", self.program.url)).header("cookie", &self.cookie)
    }

    fn post(&self, path: &str) -> RequestBuilder {
        self.client.post(format!("{}{CATALOG}{path}", self.program.url)).header("cookie", &self.cookie)
    }

    async fn json(&self, path: &str) -> Value {
        self.get(path).send().await.unwrap().json().await.unwrap()
    }

    /// The whole list as kiosks have it.
    async fn shown(&self) -> String {
        self.get("").send().await.unwrap().text().await.unwrap()
    }

    /// Sends a file; the name of its import.
    async fn send(&self, name: &str, file: impl Into<reqwest::Body>) -> String {
        let sent = self.post(&format!("/imports?file={name}&mode=replace")).body(file).send().await.unwrap();
        assert_eq!(sent.status(), StatusCode::ACCEPTED);
        sent.json::<Value>().await.unwrap()["id"].as_str().unwrap().to_owned()
    }

    /// Waits until an import is in a stage, or past it.
    async fn reaches(&self, id: &str, stage: &str) -> Value {
        let order = ["reading", "checking", "comparing", "storing"];
        let at = |stage: &Value| order.iter().position(|one| *one == stage);
        let begun = Instant::now();
        loop {
            let import = self.json(&format!("/imports/{id}")).await;
            let now = &import["progress"]["stage"];
            if import["state"] != "reading" || at(now) >= at(&json!(stage)) {
                return import;
            }
            assert!(begun.elapsed() < LIMIT, "{import}");
            tokio::time::sleep(LOOK).await;
        }
    }

    async fn settled(&self, id: &str) -> Value {
        let begun = Instant::now();
        loop {
            let import = self.json(&format!("/imports/{id}")).await;
            if import["state"] != "reading" {
                return import;
            }
            assert!(begun.elapsed() < LIMIT, "{import}");
            tokio::time::sleep(LOOK).await;
        }
    }

    fn kill(mut self) {
        self.program.kill();
    }
}

#[tokio::test]
async fn a_kill_in_the_middle_of_a_large_import_leaves_the_version_in_force_whole() {
    let data = Data::new().await;
    let sample: Value = serde_json::from_str(SAMPLE).unwrap();
    let ids = sample["departments"].as_array().unwrap().iter();
    let departments: Vec<String> = ids.map(|one| one["id"].as_str().unwrap().to_owned()).collect();
    let file = workbook::workbook(MATTERS, &departments);

    // the first is left to its end: it says how long the last stages take
    let serving = Serving::start(&data).await;
    let before = serving.shown().await;
    let begun = Instant::now();
    let first = serving.send("export.xlsx", file.clone()).await;
    serving.reaches(&first, "comparing").await;
    let comparing = Instant::now();
    let read = serving.settled(&first).await;
    assert_eq!(read["state"], "ready", "{read}");
    let last = comparing.elapsed();
    println!("ready after {:?}, compared and stored within {last:?}", begun.elapsed());
    assert_eq!(serving.shown().await, before, "what was read is not published");
    serving.kill();

    for (stage, wait) in
        [("reading", 1), ("checking", 1), ("comparing", 1), ("comparing", 8), ("comparing", 10)]
    {
        let serving = Serving::start(&data).await;
        let id = serving.send("export.xlsx", file.clone()).await;
        let seen = serving.reaches(&id, stage).await;
        tokio::time::sleep(last * wait / 10).await;
        serving.kill();
        let serving = Serving::start(&data).await;
        assert_eq!(serving.shown().await, before, "killed while {stage}");
        let left = serving.json(&format!("/imports/{id}")).await;
        println!("killed at {}: left as {}", seen["progress"], left["state"]);
        assert_ne!(left["state"], "published", "{left}");
        // whatever is left of it is forgotten, and the program reads again
        let drop = serving.client.delete(format!("{}{CATALOG}/imports/{id}", serving.program.url));
        let dropped = drop.header("cookie", &serving.cookie).send().await.unwrap();
        assert_eq!(dropped.status(), StatusCode::NO_CONTENT);
        serving.kill();
    }

    // what was ready before all that is still ready: it is published, killed earlier and later on the way
    let (mut wait, mut tries) = (Duration::ZERO, 0);
    let published = loop {
        let serving = Serving::start(&data).await;
        let shown = serving.shown().await;
        if shown != before {
            // the answer was lost, not the version
            serving.kill();
            break shown;
        }
        let publish = serving.post(&format!("/imports/{first}/publish")).json(&json!({}));
        let answered = tokio::time::timeout(wait, publish.send()).await;
        let done = answered.is_ok_and(|answer| answer.unwrap().status() == StatusCode::OK);
        serving.kill();
        tries += 1;
        assert!(wait < LIMIT, "it is published at last");
        wait = (wait * 2).max(Duration::from_millis(25));
        if done {
            let serving = Serving::start(&data).await;
            let shown = serving.shown().await;
            serving.kill();
            break shown;
        }
    };
    println!("published at try {tries}");
    let now: Value = serde_json::from_str(&published).unwrap();
    let old: Value = serde_json::from_str(&before).unwrap();
    assert_eq!(now["items"].as_array().unwrap().len() as u64, read["summary"]["items"].as_u64().unwrap());
    assert_ne!(now["version"], old["version"]);

    let serving = Serving::start(&data).await;
    assert_eq!(serving.shown().await, published, "and stays");
    let mut changed = sample;
    changed["items"][0]["consult_phone"] = json!("010-55500001");
    let id = serving.send("catalog.json", changed.to_string()).await;
    assert_eq!(serving.settled(&id).await["state"], "ready");
    let done = serving.post(&format!("/imports/{id}/publish")).json(&json!({})).send().await.unwrap();
    assert_eq!(done.status(), StatusCode::OK, "the next file is taken");
    let next: Value = serde_json::from_str(&serving.shown().await).unwrap();
    assert_eq!(next["items"], old["items"], "the list is that of the file again");
}
