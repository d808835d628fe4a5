//! What is wrong with single fields of the signage, in words.

use crate::problem::{Refused, status};
use axum::Json;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use hall::api::{FieldProblem, Problem};
use hall::code::Code;
use hall::text::{Phrase, Text};

/// What is wrong, in the order in which it was found.
#[derive(Debug, Default)]
pub struct Fields(pub Vec<FieldProblem>);

impl Fields {
    /// Adds a fault where something is not right.
    pub fn need(&mut self, right: bool, path: &str, words: Phrase) {
        if !right {
            self.add(path, words.text());
        }
    }

    /// Adds a fault.
    pub fn add(&mut self, path: &str, detail: Text) {
        self.0.push(FieldProblem { path: path.to_owned(), code: Code::SignageInvalid, detail });
    }

    /// Adds that the letters would be too small, and why.
    pub fn too_small(&mut self, path: &str, detail: Text) {
        self.0.push(FieldProblem { path: path.to_owned(), code: Code::LayoutTooSmall, detail });
    }

    /// Adds those of a part.
    pub fn within(&mut self, path: &str, part: Self) {
        let inside = |field: FieldProblem| FieldProblem { path: format!("{path}{}", field.path), ..field };
        self.0.extend(part.0.into_iter().map(inside));
    }
}

/// Why a change of the signage did not happen.
#[derive(Debug)]
pub enum Fault {
    /// As any refusal.
    Refused(Refused),
    /// Fields are wrong.
    Fields(Fields),
}

impl<T: Into<Refused>> From<T> for Fault {
    fn from(refused: T) -> Self {
        Self::Refused(refused.into())
    }
}

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        let Fields(fields) = match self {
            Self::Refused(refused) => return refused.into_response(),
            Self::Fields(fields) => fields,
        };
        // of several faults the plain ones first: without them nobody can say how large letters are
        let plain = fields.iter().find(|field| field.code == Code::SignageInvalid);
        let code = plain.or(fields.first()).map_or(Code::SignageInvalid, |field| field.code);
        let mut problem = Problem::from(code);
        if let (Code::LayoutTooSmall, Some(field)) = (code, fields.first()) {
            problem.detail = field.detail.clone();
        }
        problem.fields = fields;
        metrics::counter!("refusals_total", "code" => code.as_str()).increment(1);
        let mut response = (status(code), Json(problem)).into_response();
        let kind = HeaderValue::from_static("application/problem+json");
        response.headers_mut().insert(header::CONTENT_TYPE, kind);
        response
    }
}
