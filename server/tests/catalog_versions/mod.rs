//! Versions of a hall's catalog: a file is read, compared, published and rolled back; everybody follows, and
//! nobody ever has half of two versions.
//!
//! Here is what all of it needs: files made of the sample, how they are sent and published, and what is shown then.

mod following;
mod killing;
mod publishing;
mod reading;
use crate::support::{Data, Hall, Person, refused};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use std::time::Duration;
use tokio::time::timeout;

const CATALOG: &str = "/api/v1/halls/shili/catalog";
const SAMPLE: &str = include_str!("../../../assets/halls/shili/catalog.json");
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
