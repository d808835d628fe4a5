//! Staff against the real router and database: who gets in, for how long, who sits at a window, and what
//! is on record.
//!
//! Here is what all of it needs: signing in, a look at a window and at the record, a question to the database.

mod accounts;
mod card;
mod command_line;
mod on_record;
mod signing_in;
mod windows;

use crate::support::{Data, Hall, Person, refused};
use reqwest::{Method, Response, StatusCode};
use serde_json::{Value, json};
use sqlx::{AssertSqlSafe, Row};

const ACCOUNTS: &str = "/api/v1/halls/shili/accounts";

async fn try_in(hall: &Hall, account: &str, password: &str) -> Response {
    let body = json!({"account": account, "password": password});
    hall.post("/api/v1/session", &body).send().await.unwrap()
}

async fn sql(hall: &Hall, statement: &str) -> u64 {
    let query = sqlx::query(AssertSqlSafe(statement.to_owned()));
    query.execute(&hall.app.pool).await.unwrap().rows_affected()
}

async fn number(hall: &Hall, query: &str) -> i64 {
    let query = sqlx::query(AssertSqlSafe(query.to_owned()));
    query.fetch_one(&hall.app.pool).await.unwrap().get(0)
}

async fn json_of(response: Response) -> Value {
    assert!(response.status().is_success(), "{}", response.status());
    response.json().await.unwrap()
}

/// State and ticket of a window, as everybody sees it.
async fn window(hall: &Hall, id: &str) -> (String, Value) {
    let board: Value = hall.get("/api/v1/halls/shili/board").send().await.unwrap().json().await.unwrap();
    let windows = board["windows"].as_array().unwrap();
    let window = windows.iter().find(|window| window["id"] == id).unwrap();
    (window["state"].as_str().unwrap().to_owned(), window["ticket"].clone())
}

/// Adds the second person of window A01 and gives back their name and password.
async fn substitute(admin: &Person<'_>) -> (&'static str, &'static str) {
    let (name, password) = ("li-na", "long enough");
    let new = json!({"name": name, "password": password, "role": "clerk", "windows": ["A01"], "post": "b",
                     "display_name": "李娜"});
    assert_eq!(admin.post(ACCOUNTS, new).await.status(), StatusCode::CREATED);
    (name, password)
}

async fn sweep(hall: &Hall) {
    server::staff::watch::sweep(&hall.app).await.unwrap();
}

/// The record as a supervisor reads it, newest first.
async fn record(person: &Person<'_>, query: &str) -> Value {
    json_of(person.get(&format!("/api/v1/halls/shili/audit?{query}")).await).await
}

fn acts(record: &Value) -> Vec<[String; 3]> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let line = |line: &Value| [text(&line["actor"]), text(&line["act"]), text(&line["object"])];
    record["items"].as_array().unwrap().iter().map(line).collect()
}
