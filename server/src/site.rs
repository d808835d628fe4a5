//! What browsers load, embedded in the binary: hashed files are immutable, pages are `no-cache`, an
//! unknown name is 404 and never a page.
//!
//! Compressed variants were made by the build. Chromium offers brotli only to secure origins (which
//! include 127.0.0.1), so gzip and plain are there too.

use crate::app::App;
use crate::problem::{Path, Refused};
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use hall::code::Code;
use rust_embed::{EmbeddedFile, RustEmbed};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::Arc;

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../target/site"]
struct Files;

/// The build's list of files.
#[derive(Clone, Debug, Default, Deserialize)]
struct Manifest {
    build: String,
    files: BTreeMap<String, String>,
}

/// The embedded site.
#[derive(Clone, Debug, Default)]
pub struct Site {
    manifest: Manifest,
    manifest_json: String,
}

impl Site {
    /// Reads the embedded manifest.
    ///
    /// # Errors
    /// What is missing, when the server was built before `cargo xtask build` had run.
    pub fn load() -> Result<Self, String> {
        let missing =
            "the browser's programs are not built in: run `cargo xtask build`, then build the server";
        let manifest = Files::get("manifest.json").ok_or(missing)?;
        let manifest_json = String::from_utf8_lossy(&manifest.data).into_owned();
        let manifest: Manifest = serde_json::from_str(&manifest_json).map_err(|error| error.to_string())?;
        for name in ["terminal.html", "screen.html", "desk.html"] {
            let page = Files::get(name).ok_or(missing)?;
            let page = String::from_utf8_lossy(&page.data).into_owned();
            // a page whose program is not embedded would be a white screen in front of a citizen
            for url in page.split('"').filter(|part| part.starts_with("/a/")) {
                Files::get(url.trim_start_matches('/'))
                    .ok_or(format!("{name} names {url}, which is missing"))?;
            }
        }
        Ok(Self { manifest, manifest_json })
    }

    /// Build id of what is served; empty when nothing is embedded (tests of the API alone).
    #[must_use]
    pub fn build(&self) -> &str {
        &self.manifest.build
    }

    /// The hashed URL of a file by its plain name.
    #[must_use]
    pub fn url(&self, name: &str) -> Option<&str> {
        self.manifest.files.get(name).map(String::as_str)
    }
}

/// The characters that the embedded fonts have, when the build left a list of them.
#[must_use]
pub fn glyphs() -> Option<String> {
    let manifest: Manifest = serde_json::from_slice(&Files::get("manifest.json")?.data).ok()?;
    let list = Files::get(manifest.files.get("glyphs.txt")?.trim_start_matches('/'))?;
    String::from_utf8(list.data.into_owned()).ok()
}

/// `GET /a/{*file}`: a hashed file.
pub async fn file(Path(name): Path<String>, headers: HeaderMap) -> Result<Response, Refused> {
    let path = format!("a/{name}");
    if name.ends_with(".br") || name.ends_with(".gz") {
        return Err(Code::NotFound.into());
    }
    let variants = [("br", ".br"), ("gzip", ".gz"), ("", "")];
    let found = variants
        .into_iter()
        .filter(|(coding, _)| coding.is_empty() || accepts(&headers, coding))
        .find_map(|(coding, suffix)| Files::get(&format!("{path}{suffix}")).map(|file| (coding, file)));
    let (coding, file) = found.ok_or(Code::NotFound)?;
    let mut response = embedded(file, content_type(&name));
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if !coding.is_empty() {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding));
    }
    Ok(response)
}

/// True when a client takes a content coding.
#[must_use]
pub fn accepts(headers: &HeaderMap, coding: &str) -> bool {
    let offered = headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok());
    offered.is_some_and(|offered| {
        offered.split(',').any(|one| one.split(';').next().map(str::trim) == Some(coding))
    })
}

/// `GET /site.json`: build id and the hashed name of every file.
pub async fn manifest(State(app): State<Arc<App>>) -> Response {
    let mut response = app.site.manifest_json.clone().into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}

/// A program's page, told which hall it stands in.
///
/// # Errors
/// `not_found` when the page is not embedded.
pub fn page(app: &App, name: &str) -> Result<Response, Refused> {
    let page = Files::get(name).ok_or(Code::NotFound)?;
    let html = String::from_utf8_lossy(&page.data).replace("__HALL__", app.default_hall().as_str());
    let mut response = html.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(PROGRAM_CSP));
    Ok(response)
}

/// What a program may load: our own files, nothing else, and WebAssembly.
const PROGRAM_CSP: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' data:; font-src 'self'; connect-src 'self'; media-src 'self'; frame-src 'self'; \
    base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

fn embedded(file: EmbeddedFile, content_type: &'static str) -> Response {
    let mut response = Response::new(Body::from(file.data.into_owned()));
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    response
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("js") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("css") => "text/css; charset=utf-8",
        Some("woff2") => "font/woff2",
        Some("svg") => "image/svg+xml",
        Some("json") => "application/json",
        Some("wav") => "audio/wav",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
