//! Every refusal on its way out: `application/problem+json` (RFC 9457) with a stable code and a
//! sentence in both languages, in one place. Nothing internal ever leaves.

use axum::Json;
use axum::extract::rejection::{JsonRejection, PathRejection, QueryRejection};
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use hall::api::Problem;
use hall::code::Code;
use hall::id::RequestKey;

/// A refusal as a response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refused(pub Code);

impl From<Code> for Refused {
    fn from(code: Code) -> Self {
        Self(code)
    }
}

impl From<sqlx::Error> for Refused {
    fn from(error: sqlx::Error) -> Self {
        tracing::error!(%error, "database error");
        Self(Code::Unavailable)
    }
}

/// The status a code travels with.
#[must_use]
pub fn status(code: Code) -> StatusCode {
    StatusCode::from_u16(code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

/// Seconds after which whoever was refused with a code may try again, when waiting helps: a rush is over
/// sooner than a fault.
#[must_use]
pub const fn retry_after(code: Code) -> Option<u16> {
    match code {
        Code::Overloaded => Some(2),
        Code::Unavailable | Code::Timeout => Some(5),
        _ => None,
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        metrics::counter!("refusals_total", "code" => self.0.as_str()).increment(1);
        let mut response = (status(self.0), Json(Problem::from(self.0))).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        if let Some(seconds) = retry_after(self.0) {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

/// A JSON body whose faults become problems.
#[derive(Debug, FromRequest)]
#[from_request(via(Json), rejection(Refused))]
pub struct Body<T>(pub T);

/// A JSON body that may be left out altogether; then it is the default.
#[derive(Debug)]
pub struct MaybeBody<T>(pub T);

impl<T, S> FromRequest<S> for MaybeBody<T>
where
    T: serde::de::DeserializeOwned + Default,
    S: Send + Sync,
{
    type Rejection = Refused;

    async fn from_request(request: Request, state: &S) -> Result<Self, Refused> {
        let body = Option::<Json<T>>::from_request(request, state).await?;
        Ok(Self(body.map(|Json(body)| body).unwrap_or_default()))
    }
}

/// The `Idempotency-Key` of a request: whoever sends it again gets the same answer.
///
/// # Errors
/// `bad_request` for a key that is none.
pub fn request_key(headers: &HeaderMap) -> Result<Option<RequestKey>, Code> {
    let Some(key) = headers.get("idempotency-key") else { return Ok(None) };
    let key = key.to_str().ok().and_then(|key| key.parse().ok());
    key.map(Some).ok_or(Code::BadRequest)
}

/// A path whose faults become problems: an id that cannot exist was not found.
#[derive(Debug, FromRequestParts)]
#[from_request(via(axum::extract::Path), rejection(Refused))]
pub struct Path<T>(pub T);

/// A query whose faults become problems.
#[derive(Debug, FromRequestParts)]
#[from_request(via(axum::extract::Query), rejection(Refused))]
pub struct Query<T>(pub T);

impl From<JsonRejection> for Refused {
    fn from(rejection: JsonRejection) -> Self {
        Self(match rejection {
            JsonRejection::MissingJsonContentType(_) => Code::UnsupportedMedia,
            JsonRejection::BytesRejection(_) if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE => {
                Code::BodyTooLarge
            }
            _ => Code::BadJson,
        })
    }
}

impl From<PathRejection> for Refused {
    fn from(_: PathRejection) -> Self {
        Self(Code::NotFound)
    }
}

impl From<QueryRejection> for Refused {
    fn from(_: QueryRejection) -> Self {
        Self(Code::BadRequest)
    }
}
