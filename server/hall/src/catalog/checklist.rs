//! Which documents do I need? (智能导办): the next question of a matter, and in the end the exact list.
//!
//! Questions are asked in their order. One is asked when the answers before it say so (`only_if`), so an answer
//! can open and close only what comes later, and asking always ends. An answer to a question that does not
//! apply, because an earlier answer was changed, is dropped and counts for nothing.

use super::condition::{Answers, Question};
use super::document::Material;
use super::item::{Item, Step};
use super::words::Necessity;
use crate::text::Phrase;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Whether a document must be there, as a citizen is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Need {
    /// Bring it.
    Necessary,
    /// Bring it if the case that its words name is yours.
    IfApplicable,
    /// 容缺: may be handed in later.
    MayFollow,
    /// 免提交: an authority has it, nothing is to be brought.
    Exempt,
}

impl Need {
    /// Its words.
    #[must_use]
    pub const fn phrase(self) -> Phrase {
        match self {
            Self::Necessary => Phrase::new("必要", "Required"),
            Self::IfApplicable => Phrase::new("有此情形才需要", "Only if it applies"),
            Self::MayFollow => Phrase::new("可以后补", "May follow later"),
            Self::Exempt => Phrase::new("免提交", "Not needed from you"),
        }
    }
}

impl Material {
    /// Whether it must be there.
    #[must_use]
    pub fn need(&self) -> Need {
        if self.shared {
            Need::Exempt
        } else if self.deferrable || self.necessity == Necessity::Deferrable {
            Need::MayFollow
        } else if self.necessity == Necessity::Conditional && self.only_if.is_always() {
            // where answers decide, they have decided
            Need::IfApplicable
        } else {
            Need::Necessary
        }
    }
}

/// Answers that do not belong to the matter's questions.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AnswerFault {
    /// No question has this name.
    #[error("there is no question {0:?}")]
    Question(String),
    /// The question has no such choice.
    #[error("question {question:?} has no choice {choice:?}")]
    Choice {
        /// The question.
        question: String,
        /// What was answered.
        choice: String,
    },
    /// A question that applies has no answer yet.
    #[error("question {0:?} is not answered")]
    Open(String),
}

/// How far the asking is: question `at` of `of` at most; `of` never grows while one answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The question that is asked now, from 1.
    pub at: usize,
    /// How many there are at most.
    pub of: usize,
}

/// The exact list: what applies with the answers given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checklist<'a> {
    /// Answers to the questions that apply.
    pub answers: Answers,
    /// Questions that were asked, in order.
    pub asked: Vec<&'a Question>,
    /// Documents, in order.
    pub documents: Vec<&'a Material>,
    /// Steps, in order.
    pub steps: Vec<&'a Step>,
}

impl Checklist<'_> {
    /// A document of the list that somebody may lack, by its key.
    #[must_use]
    pub fn wanted(&self, key: &str) -> Option<&Material> {
        self.documents.iter().copied().find(|document| document.key == key && document.need() != Need::Exempt)
    }
}

impl Item {
    /// A question by its name.
    #[must_use]
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.questions.iter().find(|question| question.id == id)
    }

    /// The questions that apply, in order, up to and with the first that has no answer; and the answers to them
    /// alone.
    fn walk(&self, answers: &Answers) -> (Vec<&Question>, Answers) {
        let (mut asked, mut kept) = (Vec::new(), Answers::new());
        for question in &self.questions {
            if !question.only_if.hold(&kept) {
                continue;
            }
            asked.push(question);
            let Some(given) = answers.get(&question.id) else { break };
            kept.insert(question.id.clone(), given.clone());
        }
        (asked, kept)
    }

    /// The questions that apply, in order, up to and with the first that has no answer.
    #[must_use]
    pub fn asked(&self, answers: &Answers) -> Vec<&Question> {
        self.walk(answers).0
    }

    /// The answers that still apply: without those to questions that an earlier answer took away.
    ///
    /// # Errors
    /// [`AnswerFault`] for a question or a choice that does not exist.
    pub fn kept(&self, answers: &Answers) -> Result<Answers, AnswerFault> {
        for (id, choice) in answers {
            let question = self.question(id).ok_or_else(|| AnswerFault::Question(id.clone()))?;
            if !question.choices.iter().any(|known| known.id == *choice) {
                return Err(AnswerFault::Choice { question: id.clone(), choice: choice.clone() });
            }
        }
        Ok(self.walk(answers).1)
    }

    /// The next question to ask; none when all are answered.
    #[must_use]
    pub fn next_question(&self, answers: &Answers) -> Option<&Question> {
        self.walk(answers).0.pop().filter(|last| !answers.contains_key(&last.id))
    }

    /// Where the next question stands; at the end, `at` is `of`.
    #[must_use]
    pub fn progress(&self, answers: &Answers) -> Progress {
        let (asked, kept) = self.walk(answers);
        let Some(next) = asked.last().filter(|last| !kept.contains_key(&last.id)) else {
            return Progress { at: asked.len(), of: asked.len() };
        };
        // which questions have an answer, may get one, or never will
        let mut fate: BTreeMap<&str, Option<&str>> = BTreeMap::new();
        let mut coming = 0;
        for question in &self.questions {
            match kept.get(&question.id) {
                Some(given) => _ = fate.insert(&question.id, Some(given)),
                None if question.id == next.id || fate.values().any(Option::is_none) => {
                    let may = question.only_if.0.iter().all(|(id, choices)| match fate.get(id.as_str()) {
                        Some(Some(given)) => choices.iter().any(|choice| choice == given),
                        Some(None) => true,
                        None => false,
                    });
                    if may {
                        fate.insert(&question.id, None);
                        coming += 1;
                    }
                }
                None => {}
            }
        }
        Progress { at: asked.len(), of: asked.len() - 1 + coming }
    }

    /// The exact list, once all questions are answered.
    ///
    /// # Errors
    /// [`AnswerFault`] for answers that do not exist or are missing.
    pub fn checklist(&self, answers: &Answers) -> Result<Checklist<'_>, AnswerFault> {
        let kept = self.kept(answers)?;
        let asked = self.walk(&kept).0;
        if let Some(open) = asked.last().filter(|last| !kept.contains_key(&last.id)) {
            return Err(AnswerFault::Open(open.id.clone()));
        }
        let documents = self.materials.iter().filter(|material| material.only_if.hold(&kept)).collect();
        let steps = self.steps.iter().filter(|step| step.only_if.hold(&kept)).collect();
        Ok(Checklist { answers: kept, asked, documents, steps })
    }
}

#[cfg(test)]
pub(super) mod tests;
