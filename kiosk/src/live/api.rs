//! One request, one typed answer or one [`Failure`]. No retries here: who asks knows whether asking
//! again is right. Every request ends after ten seconds at the latest.

use super::device;
use super::json;
use super::path::Call;
use gloo_net::http::{Request, RequestBuilder, Response};
use hall::api::Problem;
use hall::code::Code;
use hall::form::FormView;
use hall::id::RequestKey;
use hall::text::Lang;
use serde::de::{DeserializeOwned, IgnoredAny};
use serde::{Deserialize, Serialize};
use web_sys::{RequestCache, RequestMode};

hall::phrases! {
    /// What a person reads when the server cannot be reached.
    UNREACHABLE = "暂时连不上服务器，请稍候再试或到人工窗口办理"
        / "The server cannot be reached right now. Please try again or go to a staffed window.";
}

/// A request is given up after this many milliseconds.
pub const TIMEOUT_MS: u32 = 10_000;

/// A file that is sent is given up after this many milliseconds.
const UPLOAD_MS: u32 = 600_000;

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The server said no, and why.
    Refused(Box<Problem>),
    /// No answer, no answer in time, or none that can be understood.
    Unreachable,
}

impl Failure {
    /// What a person reads.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Self::Refused(problem) => problem.detail.get(lang).to_owned(),
            Self::Unreachable => UNREACHABLE.get(lang).to_owned(),
        }
    }

    /// The stable code of a refusal.
    #[must_use]
    pub fn code(&self) -> Option<Code> {
        match self {
            Self::Refused(problem) => Some(problem.code),
            Self::Unreachable => None,
        }
    }

    /// Reads the body of an answer that is no success; anything but a problem means that something
    /// between here and the server spoke.
    fn of_body(body: &str) -> Self {
        match json::read(body) {
            Ok(problem) => Self::Refused(Box::new(problem)),
            Err(_) => Self::Unreachable,
        }
    }
}

/// Asks for something.
///
/// # Errors
/// [`Failure`] when there is no usable answer.
pub async fn get<T: DeserializeOwned>(call: &Call) -> Result<T, Failure> {
    let request = timed(Request::get(&call.path())).build().map_err(|_| Failure::Unreachable)?;
    answer(request).await?.ok_or(Failure::Unreachable)
}

/// What `GuideView` and `ThemeView` have beside what they are of.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct OfVersion {
    /// The version of the catalog.
    pub catalog_version: String,
    /// The files of a guide's documents, as far as the hall has them.
    #[serde(default)]
    pub forms: Vec<FormView>,
}

/// Asks for a body as it is, to be read with [`both`].
///
/// # Errors
/// [`Failure`] when there is no usable answer.
pub async fn text(call: &Call) -> Result<String, Failure> {
    text_of(call.path(), RequestCache::Default).await
}

/// As [`text`], for what is of nobody and seldom changes: what was read before is there without the server too, from
/// what the browser keeps of earlier answers (R66).
///
/// # Errors
/// [`Failure`] when there is no usable answer, and none was kept.
pub async fn kept(call: &Call) -> Result<String, Failure> {
    match text_of(call.path(), RequestCache::Default).await {
        Err(Failure::Unreachable) => text_of(call.path(), RequestCache::OnlyIfCached).await,
        answer => answer,
    }
}

async fn text_of(path: String, cache: RequestCache) -> Result<String, Failure> {
    // what is only kept may be asked for of this origin alone
    let request = timed(Request::get(&path)).mode(RequestMode::SameOrigin).cache(cache);
    let request = request.build().map_err(|_| Failure::Unreachable)?;
    body(request).await?.ok_or(Failure::Unreachable)
}

/// Reads a body as two types, each of which has some of its fields. What serde does for a flattened field instead makes
/// every type in it a second time and larger, and so the program.
///
/// # Errors
/// [`Failure::Unreachable`] when it cannot be understood.
pub fn both<A: DeserializeOwned, B: DeserializeOwned>(body: &str) -> Result<(A, B), Failure> {
    Ok((read(body)?, read(body)?))
}

/// Asks for a file as it is (a sound, a page).
///
/// # Errors
/// [`Failure`] when there is no usable answer.
pub async fn bytes(call: &Call) -> Result<Vec<u8>, Failure> {
    let request = timed(Request::get(&call.path())).build().map_err(|_| Failure::Unreachable)?;
    let response = request.send().await.map_err(|_| Failure::Unreachable)?;
    if !response.ok() {
        return Err(Failure::Unreachable);
    }
    response.binary().await.map_err(|_| Failure::Unreachable)
}

/// Asks for a file that a person saves; a large one may take minutes on a slow line.
///
/// # Errors
/// [`Failure`] when there is no usable answer.
pub async fn file(call: &Call) -> Result<web_sys::Blob, Failure> {
    let request = Request::get(&call.path())
        .header("Accept", "application/json, */*;q=0.5")
        .abort_signal(Some(&web_sys::AbortSignal::timeout_with_u32(UPLOAD_MS)));
    let response = request.send().await.map_err(|_| Failure::Unreachable)?;
    if !response.ok() {
        return Err(Failure::of_body(&response.text().await.map_err(|_| Failure::Unreachable)?));
    }
    let blob = web_sys::Response::from(response).blob().map_err(|_| Failure::Unreachable)?;
    let blob = wasm_bindgen_futures::JsFuture::from(blob).await.map_err(|_| Failure::Unreachable)?;
    wasm_bindgen::JsCast::dyn_into(blob).map_err(|_| Failure::Unreachable)
}

/// Sends something (POST), from a kiosk with its token; none when the server answers without a body (204).
///
/// # Errors
/// [`Failure`] when there is no usable answer; whether it was done is then unknown, so what must
/// happen once carries a `key` and is sent again with the same one.
pub async fn send<B: Serialize + ?Sized, T: DeserializeOwned>(
    call: &Call,
    body: &B,
    key: Option<&RequestKey>,
) -> Result<Option<T>, Failure> {
    let text = serde_json::to_string(body).map_err(|_| Failure::Unreachable)?;
    post(call.path(), text, key).await?.as_deref().map(read).transpose()
}

/// Sends what is JSON already (POST); the answer as it is.
///
/// # Errors
/// [`Failure`] as for [`send`].
pub async fn send_text(call: &Call, body: String) -> Result<Option<String>, Failure> {
    post(call.path(), body, None).await
}

/// The one way of every body, whatever its type: what is generic is made anew for each.
async fn post(path: String, text: String, key: Option<&RequestKey>) -> Result<Option<String>, Failure> {
    let mut request = timed(Request::post(&path)).header("Content-Type", "application/json");
    if let Some(key) = key {
        request = request.header("Idempotency-Key", key.as_str());
    }
    if let Some(token) = device::token() {
        request = request.header("Authorization", &format!("Bearer {token}"));
    }
    body(request.body(text).map_err(|_| Failure::Unreachable)?).await
}

/// Sends a file as it is (POST); a large one may take minutes on a slow line.
///
/// # Errors
/// [`Failure`] as for [`send`].
pub async fn upload<T: DeserializeOwned>(
    call: &Call,
    file: &web_sys::File,
    kind: &str,
) -> Result<T, Failure> {
    transfer(Request::post(&call.path()), file, kind).await
}

/// Puts a file in the place of what is there (PUT).
///
/// # Errors
/// [`Failure`] as for [`send`]; doing it once more changes nothing.
pub async fn put_file<T: DeserializeOwned>(
    call: &Call,
    file: &web_sys::File,
    kind: &str,
) -> Result<T, Failure> {
    transfer(Request::put(&call.path()), file, kind).await
}

async fn transfer<T: DeserializeOwned>(
    request: RequestBuilder,
    file: &web_sys::File,
    kind: &str,
) -> Result<T, Failure> {
    let request = request
        .header("Accept", "application/json")
        .header("Content-Type", kind)
        .abort_signal(Some(&web_sys::AbortSignal::timeout_with_u32(UPLOAD_MS)))
        .body(file.clone())
        .map_err(|_| Failure::Unreachable)?;
    answer(request).await?.ok_or(Failure::Unreachable)
}

/// Puts something in the place of what is there (PUT).
///
/// # Errors
/// [`Failure`] as for [`send`]; doing it once more changes nothing.
pub async fn put<B: Serialize + ?Sized, T: DeserializeOwned>(call: &Call, body: &B) -> Result<T, Failure> {
    let request = timed(Request::put(&call.path())).json(body).map_err(|_| Failure::Unreachable)?;
    answer(request).await?.ok_or(Failure::Unreachable)
}

/// Changes a part of what is there (PATCH).
///
/// # Errors
/// [`Failure`] as for [`send`]; doing it once more changes nothing.
pub async fn patch<B: Serialize + ?Sized, T: DeserializeOwned>(call: &Call, body: &B) -> Result<T, Failure> {
    let request = timed(Request::patch(&call.path())).json(body).map_err(|_| Failure::Unreachable)?;
    answer(request).await?.ok_or(Failure::Unreachable)
}

/// Ends something (DELETE).
///
/// # Errors
/// [`Failure`] as for [`send`].
pub async fn delete(call: &Call) -> Result<(), Failure> {
    let request = timed(Request::delete(&call.path())).build().map_err(|_| Failure::Unreachable)?;
    answer::<IgnoredAny>(request).await.map(|_| ())
}

fn timed(request: RequestBuilder) -> RequestBuilder {
    request
        .header("Accept", "application/json, */*;q=0.5")
        .abort_signal(Some(&web_sys::AbortSignal::timeout_with_u32(TIMEOUT_MS)))
}

async fn answer<T: DeserializeOwned>(request: Request) -> Result<Option<T>, Failure> {
    body(request).await?.as_deref().map(read).transpose()
}

fn read<T: DeserializeOwned>(body: &str) -> Result<T, Failure> {
    json::read(body).map_err(|_| Failure::Unreachable)
}

/// The body of an answer that is no refusal; none when it has none.
async fn body(request: Request) -> Result<Option<String>, Failure> {
    let response: Response = request.send().await.map_err(|_| Failure::Unreachable)?;
    if response.status() == 204 {
        return Ok(None);
    }
    let body = response.text().await.map_err(|_| Failure::Unreachable)?;
    match response.ok() {
        true => Ok(Some(body).filter(|body| !body.is_empty())),
        false => Err(Failure::of_body(&body)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_speaks_the_servers_words_and_anything_else_is_no_answer() {
        let body = serde_json::to_string(&Problem::from(Code::QueueClosed)).unwrap();
        let refused = Failure::of_body(&body);
        assert_eq!(refused.code(), Some(Code::QueueClosed));
        assert_eq!(refused.text(Lang::En), Code::QueueClosed.phrase().en);
        let gateway = Failure::of_body("<html>502 Bad Gateway</html>");
        assert_eq!(gateway, Failure::Unreachable);
        assert_eq!(gateway.code(), None);
        assert_eq!(gateway.text(Lang::Zh), UNREACHABLE.zh);
    }
}
