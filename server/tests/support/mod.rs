//! A real server for a test: the real router on a port of its own, a real database, a real client.
//!
//! The database is SQLite in a temporary folder, or with `MINGTANG_TEST_POSTGRES=postgres://…/` a
//! fresh PostgreSQL database, so that the same tests run against both.

pub mod process;
pub mod sheet;
pub mod workbook;

use clap::Parser;
use metrics_exporter_prometheus::PrometheusBuilder;
use reqwest::{Client, RequestBuilder, Response, StatusCode};
use serde_json::{Value, json};
use server::app::{App, router};
use server::clock::Clock;
use server::config::Serve;
use server::site::Site;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use tempfile::TempDir;

#[derive(Parser)]
struct Arguments {
    #[command(flatten)]
    serve: Serve,
}

/// Where a test's data live.
pub struct Data {
    pub folder: TempDir,
    pub database: Option<String>,
}

impl Data {
    pub async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database = match std::env::var("MINGTANG_TEST_POSTGRES") {
            Err(_) => None,
            Ok(server) => {
                let mut random = [0_u8; 8];
                getrandom::fill(&mut random).unwrap();
                let name = format!("test_{}", data_encoding::HEXLOWER.encode(&random));
                sqlx::any::install_default_drivers();
                let pool = sqlx::AnyPool::connect(&format!("{server}postgres")).await.unwrap();
                let create = sqlx::AssertSqlSafe(format!("CREATE DATABASE {name}"));
                sqlx::query(create).execute(&pool).await.unwrap();
                pool.close().await;
                Some(format!("{server}{name}"))
            }
        };
        Self { folder, database }
    }

    /// The address of the database.
    pub fn url(&self) -> String {
        self.database.clone().unwrap_or_else(|| server::db::embedded_url(self.folder.path()))
    }

    /// The settings of a server on the data.
    pub fn config(&self, arguments: &[&str]) -> Serve {
        let mut all = vec!["test", "--data", self.folder.path().to_str().unwrap()];
        if let Some(database) = &self.database {
            all.extend(["--database", database]);
        }
        all.extend(arguments);
        Arguments::parse_from(all).serve
    }
}

/// A clock that a test sets; from there it goes on as any clock.
pub struct SetClock(&'static AtomicI64);

impl SetClock {
    /// A clock that shows this time in Beijing.
    pub fn at(time: &str) -> Self {
        let clock = Self(Box::leak(Box::default()));
        clock.set(time);
        clock
    }

    /// Sets it, forward or back.
    pub fn set(&self, time: &str) {
        let wanted: hall::moment::Moment = format!("{time}+08:00").parse().unwrap();
        self.0.store(wanted.unix_ms() - Clock::default().now().unix_ms(), Ordering::Relaxed);
    }

    pub fn clock(&self) -> Clock {
        Clock::moved_by(self.0)
    }
}

/// A running server.
pub struct Hall {
    pub app: Arc<App>,
    pub url: String,
    pub client: Client,
    task: tokio::task::JoinHandle<()>,
}

impl Drop for Hall {
    fn drop(&mut self) {
        self.app.stop();
        self.task.abort();
    }
}

impl Hall {
    /// Starts a server on the data.
    pub async fn open(data: &Data) -> Self {
        Self::open_with(data, &["--demo"]).await
    }

    /// Starts a server on the data as the arguments say.
    pub async fn open_with(data: &Data, arguments: &[&str]) -> Self {
        Self::try_open(data, arguments).await.unwrap()
    }

    /// Starts a server, or gives back what it says to the person at the terminal.
    pub async fn try_open(data: &Data, arguments: &[&str]) -> Result<Self, String> {
        Self::open_at(data, arguments, Clock::default()).await
    }

    /// The same by a clock that the test sets.
    pub async fn open_at(data: &Data, arguments: &[&str], clock: Clock) -> Result<Self, String> {
        let metrics = PrometheusBuilder::new().build_recorder().handle();
        let app = server::serve::build_at(&data.config(arguments), Site::default(), metrics, clock).await;
        let app = Arc::new(app.map_err(|error| error.to_string())?);
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let service = router(app.clone()).into_make_service_with_connect_info::<SocketAddr>();
        let task = tokio::spawn(async move { axum::serve(listener, service).await.unwrap() });
        Ok(Self { app, url: format!("http://{address}"), client: Client::new(), task })
    }

    pub fn get(&self, path: &str) -> RequestBuilder {
        self.client.get(format!("{}{path}", self.url))
    }

    pub fn post(&self, path: &str, body: &Value) -> RequestBuilder {
        self.client.post(format!("{}{path}", self.url)).json(body)
    }

    /// Takes a number and gives back the whole answer.
    pub async fn take(&self, request: Value) -> Value {
        let response = self.post("/api/v1/halls/shili/tickets", &request).send().await.unwrap();
        assert_eq!(response.status(), StatusCode::CREATED);
        response.json().await.unwrap()
    }

    /// Signs in with the password of the demonstration.
    pub async fn sign_in(&self, account: &str) -> Person<'_> {
        self.sign_in_with(account, &format!("demo-{account}")).await
    }

    /// Signs in.
    pub async fn sign_in_with(&self, account: &str, password: &str) -> Person<'_> {
        let body = json!({"account": account, "password": password});
        let response = self.post("/api/v1/session", &body).send().await.unwrap();
        assert_eq!(response.status(), StatusCode::OK);
        let cookie = response.headers()["set-cookie"].to_str().unwrap();
        assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
        Person { hall: self, cookie: cookie.split(';').next().unwrap().to_owned() }
    }
}

/// A signed-in person.
pub struct Person<'a> {
    hall: &'a Hall,
    pub cookie: String,
}

impl<'a> Person<'a> {
    /// Whoever has a session's cookie.
    pub fn with(hall: &'a Hall, cookie: String) -> Self {
        Self { hall, cookie }
    }

    pub fn request(&self, method: reqwest::Method, path: &str) -> RequestBuilder {
        self.hall.client.request(method, format!("{}{path}", self.hall.url)).header("cookie", &self.cookie)
    }

    pub async fn get(&self, path: &str) -> Response {
        self.request(reqwest::Method::GET, path).send().await.unwrap()
    }

    pub async fn post(&self, path: &str, body: Value) -> Response {
        self.request(reqwest::Method::POST, path).json(&body).send().await.unwrap()
    }

    /// A step at a window that must succeed.
    pub async fn step(&self, window: &str, step: &str) -> Value {
        let response = self.post(&format!("/api/v1/windows/{window}/{step}"), json!({})).await;
        assert_eq!(response.status(), StatusCode::OK, "{step} at {window}");
        response.json().await.unwrap()
    }
}

/// Asserts a problem document: type, status, code, a sentence in both languages.
pub async fn refused(response: Response, status: u16, code: &str) -> Value {
    assert_eq!(response.status().as_u16(), status, "{code}");
    assert_eq!(response.headers()["content-type"], "application/problem+json", "{code}");
    let problem: Value = response.json().await.unwrap();
    assert_eq!(problem["code"], code);
    assert_eq!(problem["status"], status);
    let zh = problem["detail"]["zh"].as_str().unwrap();
    let en = problem["detail"]["en"].as_str().unwrap();
    assert!(zh.chars().any(|c| c > '\u{4e00}'), "{zh}");
    assert!(!en.is_empty() && !en.chars().any(|c| c > '\u{2fff}'), "{en}");
    problem
}

/// Serves one ticket from issue to finish and gives back the finish answer.
pub async fn serve_one(hall: &Hall, clerk: &Person<'_>, window: &str, request: Value) -> Value {
    hall.take(request).await;
    clerk.step(window, "open").await;
    clerk.step(window, "next").await;
    clerk.step(window, "start").await;
    clerk.step(window, "finish").await
}

/// The token of a rating URL.
pub fn token(finished: &Value) -> String {
    finished["rating"]["url"].as_str().unwrap().rsplit('/').next().unwrap().to_owned()
}

/// A folder with the sample hall, open in the given periods of a day.
pub fn halls_open(periods: Value) -> TempDir {
    halls_with(|hall| hall["hours"] = json!({"periods": periods}))
}

/// A folder with the sample hall, changed.
pub fn halls_with(change: impl FnOnce(&mut Value)) -> TempDir {
    let sample = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../assets/halls/shili"));
    let halls = tempfile::tempdir().unwrap();
    let folder = halls.path().join("shili");
    std::fs::create_dir(&folder).unwrap();
    std::fs::copy(sample.join("catalog.json"), folder.join("catalog.json")).unwrap();
    let mut hall: Value = serde_json::from_slice(&std::fs::read(sample.join("hall.json")).unwrap()).unwrap();
    change(&mut hall);
    std::fs::write(folder.join("hall.json"), hall.to_string()).unwrap();
    halls
}
