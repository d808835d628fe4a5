//! The work order of a bad rating (差评工单, domain §2.4, R46–R50): what is found, what is done about it, what the person is
//! answered, and how it ends. An order is the fold of its steps, and steps are only ever added; what an order begins with
//! is the rating itself, so no bad rating is without one.
//!
//! **Invariants:** the person who was rated takes no step but to appeal; 误评 and 恶意 are found by two people; an order
//! ends only with a finding, something done, an answer, and word from who left a contact.

mod due;
mod words;

#[cfg(test)]
mod tests;

pub use due::{Due, Light, Terms};

use crate::code::Code;
use crate::id::AccountId;
use crate::moment::Moment;
use serde::{Deserialize, Serialize};

/// The longest note or answer, in characters.
pub const NOTE_MAX: usize = 1000;

/// What was found out about a bad rating.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Finding {
    /// 属实: it is as the person says.
    Upheld,
    /// 不属实: it is not.
    Unfounded,
    /// 误评: the person meant another level or another service.
    Mistaken,
    /// 恶意: it was given to do harm.
    Malicious,
}

impl Finding {
    /// Everything that can be found.
    pub const ALL: [Self; 4] = [Self::Upheld, Self::Unfounded, Self::Mistaken, Self::Malicious];

    /// As in the table and on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Upheld => "upheld",
            Self::Unfounded => "unfounded",
            Self::Mistaken => "mistaken",
            Self::Malicious => "malicious",
        }
    }

    /// That of a name.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|finding| finding.as_str() == name)
    }

    /// The rating counts no more, so a second person must find the same (domain §4.3).
    #[must_use]
    pub const fn invalidates(self) -> bool {
        matches!(self, Self::Mistaken | Self::Malicious)
    }
}

/// What the person says when asked afterwards (回访).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Visit {
    /// 满意.
    Satisfied,
    /// 不满意: what is done and answered may follow once more.
    Dissatisfied,
    /// 无法联系.
    Unreachable,
}

/// What is done about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Remedy {
    /// 整改.
    Rectified,
    /// 解释说明.
    Explained,
    /// 转办: handed to another body; the answer still comes from here.
    Forwarded,
}

/// What somebody does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "act", rename_all = "snake_case")]
pub enum Act {
    /// Takes it on: sees the contact, if the person left one.
    Take,
    /// 核实. Of what makes a rating count no more, the first one proposes and another confirms.
    Verify {
        /// What was found.
        finding: Finding,
        /// How.
        note: String,
    },
    /// 延期: a complex case (复杂事项) has the longer term.
    Extend {
        /// Why.
        note: String,
    },
    /// 整改: only of what is upheld.
    Rectify {
        /// What was put right.
        note: String,
    },
    /// 解释说明.
    Explain {
        /// What was explained.
        note: String,
    },
    /// 转办.
    Forward {
        /// To which body.
        to: String,
        /// Why.
        note: String,
    },
    /// 回复: the person reads it on the page of the rating.
    Reply {
        /// What they read.
        note: String,
    },
    /// 回访: only of who left a contact.
    Revisit {
        /// What they say.
        result: Visit,
        /// In their words.
        note: String,
    },
    /// 申诉: the finding is doubted, once.
    Appeal {
        /// Why.
        note: String,
    },
    /// 复核: another one than who found it and who appealed decides.
    Review {
        /// What is found now.
        finding: Finding,
        /// Why.
        note: String,
    },
    /// 办结.
    Close,
}

impl Act {
    /// As in the address of the call and in the record.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Take => "take",
            Self::Verify { .. } => "verify",
            Self::Extend { .. } => "extend",
            Self::Rectify { .. } => "rectify",
            Self::Explain { .. } => "explain",
            Self::Forward { .. } => "forward",
            Self::Reply { .. } => "reply",
            Self::Revisit { .. } => "revisit",
            Self::Appeal { .. } => "appeal",
            Self::Review { .. } => "review",
            Self::Close => "close",
        }
    }

    fn words(&self) -> Vec<&str> {
        match self {
            Self::Take | Self::Close => Vec::new(),
            Self::Forward { to, note } => vec![to, note],
            Self::Verify { note, .. }
            | Self::Extend { note }
            | Self::Rectify { note }
            | Self::Explain { note }
            | Self::Reply { note }
            | Self::Revisit { note, .. }
            | Self::Appeal { note }
            | Self::Review { note, .. } => vec![note],
        }
    }

    /// Whether it says what it must, and not too much.
    fn is_said(&self) -> Result<(), Code> {
        let words = self.words();
        match () {
            () if words.iter().any(|words| words.trim().is_empty()) => Err(Code::NoteRequired),
            () if words.iter().any(|words| words.chars().count() > NOTE_MAX) => Err(Code::NoteTooLong),
            () => Ok(()),
        }
    }
}

/// Something that was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Step {
    /// When.
    pub at: Moment,
    /// By whom.
    pub by: AccountId,
    /// What.
    #[serde(flatten)]
    pub act: Act,
}

/// Where an order stands; the names are those of domain §2.4.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// 新差评.
    New,
    /// 待核实: somebody has taken it.
    Verifying,
    /// 待第二人核定: 误评 or 恶意 is proposed.
    SecondPerson,
    /// 已核实.
    Verified,
    /// 整改中, 解释说明 or 转办.
    Acting,
    /// 已回复.
    Replied,
    /// 已回访.
    Revisited,
    /// 申诉复核中.
    Appealed,
    /// 办结.
    Closed,
}

/// What an order begins with: the rating.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// When it was rated.
    pub opened: Moment,
    /// Who was rated; none where nobody is known.
    pub rated: Option<AccountId>,
    /// The person left a contact.
    pub contact: bool,
}

/// An order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// What it begins with.
    pub case: Case,
    /// Who has taken it on.
    pub handler: Option<AccountId>,
    /// What counts as found.
    pub finding: Option<Finding>,
    /// What one person has found that a second must.
    pub proposed: Option<(Finding, AccountId)>,
    /// What was done last.
    pub remedy: Option<Remedy>,
    /// The last answer to the person, and when the first one was given.
    pub reply: Option<String>,
    /// When the first answer was given.
    pub replied_at: Option<Moment>,
    /// What the person said last.
    pub visit: Option<Visit>,
    /// It has the longer term.
    pub complex: bool,
    /// Who appealed.
    pub appellant: Option<AccountId>,
    /// When it ended.
    pub closed_at: Option<Moment>,
    finders: Vec<AccountId>,
    /// The answer belongs to what was done last.
    answered: bool,
    reviewing: bool,
}

impl Order {
    /// The order of a rating after these steps.
    #[must_use]
    pub fn of(case: Case, steps: &[Step]) -> Self {
        let mut order = Self {
            case,
            handler: None,
            finding: None,
            proposed: None,
            remedy: None,
            reply: None,
            replied_at: None,
            visit: None,
            complex: false,
            appellant: None,
            closed_at: None,
            finders: Vec::new(),
            answered: false,
            reviewing: false,
        };
        steps.iter().for_each(|step| order.apply(step));
        order
    }

    /// Where it stands.
    #[must_use]
    pub const fn state(&self) -> State {
        match self {
            Self { closed_at: Some(_), .. } => State::Closed,
            Self { reviewing: true, .. } => State::Appealed,
            Self { finding: None, proposed: Some(_), .. } => State::SecondPerson,
            Self { finding: None, handler: None, .. } => State::New,
            Self { finding: None, .. } => State::Verifying,
            Self { remedy: None, .. } => State::Verified,
            Self { answered: false, .. } => State::Acting,
            Self { visit: None, .. } => State::Replied,
            Self { .. } => State::Revisited,
        }
    }

    /// Whether somebody may do this now.
    ///
    /// # Errors
    /// `rated_person`: it is about them; `order_closed`; `second_person_needed`; `order_step` when something else comes
    /// first; `note_required`, `note_too_long`.
    pub fn may(&self, by: &AccountId, act: &Act) -> Result<(), Code> {
        if self.case.rated.as_ref() == Some(by) && !matches!(act, Act::Appeal { .. }) {
            return Err(Code::RatedPerson);
        }
        if self.closed_at.is_some() {
            return Err(Code::OrderClosed);
        }
        let fits = match act {
            Act::Take => true,
            Act::Review { .. } => {
                if self.reviewing && (self.finders.contains(by) || self.appellant.as_ref() == Some(by)) {
                    return Err(Code::SecondPerson);
                }
                self.reviewing
            }
            _ if self.reviewing => false,
            Act::Verify { finding, .. } => {
                if self.proposed.as_ref().is_some_and(|(proposed, who)| proposed == finding && who == by) {
                    return Err(Code::SecondPerson);
                }
                self.finding.is_none()
            }
            Act::Extend { .. } => !self.complex && self.replied_at.is_none(),
            Act::Rectify { .. } => self.finding == Some(Finding::Upheld),
            Act::Explain { .. } | Act::Forward { .. } => self.finding.is_some(),
            Act::Reply { .. } => self.remedy.is_some() && !self.answered,
            Act::Revisit { .. } => self.case.contact && self.answered,
            Act::Appeal { .. } => self.finding.is_some() && self.appellant.is_none(),
            Act::Close => self.answered && (self.visit.is_some() || !self.case.contact),
        };
        if fits { act.is_said() } else { Err(Code::OrderStep) }
    }

    /// The names of all that somebody may do now.
    #[must_use]
    pub fn possible(&self, by: &AccountId) -> Vec<&'static str> {
        let note = || "…".to_owned();
        let verify = |finding| Act::Verify { finding, note: note() };
        let all = [
            Act::Take,
            // of what one person has found, the same one may find something else
            verify(Finding::Upheld),
            Act::Extend { note: note() },
            Act::Rectify { note: note() },
            Act::Explain { note: note() },
            Act::Forward { to: note(), note: note() },
            Act::Reply { note: note() },
            Act::Revisit { result: Visit::Satisfied, note: note() },
            Act::Appeal { note: note() },
            Act::Review { finding: Finding::Upheld, note: note() },
            Act::Close,
        ];
        all.iter().filter(|act| self.may(by, act).is_ok()).map(Act::name).collect()
    }

    fn apply(&mut self, step: &Step) {
        match &step.act {
            Act::Take => self.handler = Some(step.by.clone()),
            Act::Verify { finding, .. } => {
                let confirmed = self
                    .proposed
                    .as_ref()
                    .is_some_and(|(proposed, who)| proposed == finding && *who != step.by);
                self.find(*finding, confirmed, &step.by);
            }
            Act::Extend { .. } => self.complex = true,
            Act::Rectify { .. } => self.act(Remedy::Rectified),
            Act::Explain { .. } => self.act(Remedy::Explained),
            Act::Forward { .. } => self.act(Remedy::Forwarded),
            Act::Reply { note } => {
                self.reply = Some(note.clone());
                self.replied_at = self.replied_at.or(Some(step.at));
                self.answered = true;
            }
            Act::Revisit { result, .. } => self.visit = Some(*result),
            Act::Appeal { .. } => {
                self.appellant = Some(step.by.clone());
                self.reviewing = true;
            }
            Act::Review { finding, .. } => {
                self.reviewing = false;
                if self.finding != Some(*finding) {
                    // what was done followed from what no longer holds
                    (self.finding, self.remedy, self.answered, self.visit) = (None, None, false, None);
                    self.find(*finding, false, &step.by);
                }
            }
            Act::Close => self.closed_at = Some(step.at),
        }
    }

    /// What one person found counts, or waits for another.
    fn find(&mut self, finding: Finding, confirmed: bool, by: &AccountId) {
        if !self.finders.contains(by) {
            self.finders.push(by.clone());
        }
        if finding.invalidates() && !confirmed {
            self.proposed = Some((finding, by.clone()));
        } else {
            (self.finding, self.proposed) = (Some(finding), None);
        }
    }

    /// Something was done: an answer and word from the person follow.
    fn act(&mut self, remedy: Remedy) {
        (self.remedy, self.answered, self.visit) = (Some(remedy), false, None);
    }
}
