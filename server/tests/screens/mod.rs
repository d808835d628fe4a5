//! The screens of a hall: told, changed, reported, watched, over HTTP.

mod changing;
mod content;
mod emergency;
mod reporting;

use crate::support::{Data, Hall, Person, SetClock, halls_open, refused};
use reqwest::{Method, Response, StatusCode};
use serde_json::{Value, json};
use std::time::{Duration, Instant};

const BASE: &str = "/api/v1/halls/shili";
const TOKEN: &str = "0123456789abcdef-kiosk";

async fn signage(hall: &Hall) -> Value {
    hall.get(&format!("{BASE}/signage")).send().await.unwrap().json().await.unwrap()
}

async fn put(person: &Person<'_>, path: &str, body: Value) -> Response {
    person.request(Method::PUT, &format!("{BASE}/{path}")).json(&body).send().await.unwrap()
}

async fn delete(person: &Person<'_>, path: &str) -> Response {
    person.request(Method::DELETE, &format!("{BASE}/{path}")).send().await.unwrap()
}

/// A report that is taken.
async fn report(hall: &Hall, face: Value) -> Value {
    let answer = hall.post(&format!("{BASE}/screens/reports"), &face).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK, "{face}");
    answer.json().await.unwrap()
}

fn face(screen: &str, more: Value) -> Value {
    let mut face = json!({"screen": screen, "build": "x", "on": "main", "why": "fixed", "seq": 1});
    face.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    face
}

/// How one of them stands.
async fn standing(person: &Person<'_>, id: &str, kiosk: bool) -> Value {
    let page: Value = person.get(&format!("{BASE}/screens")).await.json().await.unwrap();
    let mut items = page["items"].as_array().unwrap().iter();
    items.find(|one| one["id"] == id && one["kiosk"] == kiosk).cloned().unwrap_or_default()
}

/// The paths of what is wrong.
fn paths(problem: &Value) -> Vec<&str> {
    problem["fields"].as_array().unwrap().iter().map(|field| field["path"].as_str().unwrap()).collect()
}

/// Reads a stream until it has said this.
async fn hears(stream: &mut Response, word: &str) -> String {
    let mut said = String::new();
    let listen = async {
        while !said.contains(word) {
            said.push_str(std::str::from_utf8(&stream.chunk().await.unwrap().unwrap()).unwrap());
        }
    };
    tokio::time::timeout(Duration::from_secs(20), listen).await.expect("the event came");
    said
}
