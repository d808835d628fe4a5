//! Which documents and steps apply (智能导办): questions of a matter, and the answers a document depends on.

use crate::text::Text;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A question, asked one to a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Question {
    /// Its name within the matter, for example `who`.
    pub id: String,
    /// What is asked, in plain words.
    pub ask: Text,
    /// What can be answered, two at least.
    pub choices: Vec<Choice>,
    /// Answers with which it is asked at all.
    #[serde(default, skip_serializing_if = "Cases::is_always")]
    pub only_if: Cases,
}

/// One answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Choice {
    /// Its name within the question, for example `agent`.
    pub id: String,
    /// Its words.
    pub text: Text,
}

/// Answers given so far: question to choice.
pub type Answers = BTreeMap<String, String>;

/// In which cases something applies: for every question named, one of the choices named was given. Empty:
/// always. On the wire `{"who": ["agent"]}`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct Cases(pub BTreeMap<String, Vec<String>>);

impl Cases {
    /// True when it applies whatever was answered.
    #[must_use]
    pub fn is_always(&self) -> bool {
        self.0.is_empty()
    }

    /// True when it applies with these answers.
    #[must_use]
    pub fn hold(&self, answers: &Answers) -> bool {
        self.0
            .iter()
            .all(|(question, choices)| answers.get(question).is_some_and(|given| choices.contains(given)))
    }
}
