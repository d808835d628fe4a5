//! Bodies of notices (一次性告知书, 受理通知书, 不予受理通知书; R23–R25) and of documents checked before the
//! number. No names and no numbers of persons: a notice says what a matter needs, not whose matter it is.

use crate::catalog::{Answers, Fee, MaterialForm, Need};
use crate::code::Code;
use crate::id::{HallId, ItemId, NoticeId, Number};
use crate::moment::{Day, Moment};
use crate::text::{Phrase, Text};
use serde::{Deserialize, Serialize};

/// What a notice is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum NoticeKind {
    /// 一次性告知书: all that is needed, told once (R23, R24).
    #[default]
    OneTime,
    /// 受理通知书: the application was accepted (R25).
    Accepted,
    /// 不予受理通知书: it was not, and why (R25).
    Refused,
}

impl NoticeKind {
    /// All kinds.
    pub const ALL: [Self; 3] = [Self::OneTime, Self::Accepted, Self::Refused];

    /// Its title.
    #[must_use]
    pub const fn phrase(self) -> Phrase {
        match self {
            Self::OneTime => Phrase::new("一次性告知书", "One-time notice"),
            Self::Accepted => Phrase::new("受理通知书", "Notice of acceptance"),
            Self::Refused => Phrase::new("不予受理通知书", "Notice of non-acceptance"),
        }
    }

    /// Its name in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::OneTime => "one_time",
            Self::Accepted => "accepted",
            Self::Refused => "refused",
        }
    }

    /// The letter its numbers begin with (告知, 受理, 不予受理).
    #[must_use]
    pub const fn letter(self) -> char {
        match self {
            Self::OneTime => 'G',
            Self::Accepted => 'S',
            Self::Refused => 'B',
        }
    }
}

impl std::str::FromStr for NoticeKind {
    type Err = Code;
    fn from_str(text: &str) -> Result<Self, Code> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text).ok_or(Code::BadRequest)
    }
}

/// `POST /halls/{hall}/notices`. A device makes one-time notices alone; the other two are staff's.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NoticeRequest {
    /// Which notice.
    pub kind: NoticeKind,
    /// The matter; read as text, so that one that cannot exist is as unknown as one that does not.
    pub item: String,
    /// Answers to the matter's questions, all that apply; they decide which documents are listed.
    #[serde(default, skip_serializing_if = "Answers::is_empty")]
    pub answers: Answers,
    /// Keys of the documents that are missing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<String>,
    /// Why it is not accepted, 1 to 500 characters, without names and numbers of persons: for
    /// [`NoticeKind::Refused`], and for nothing else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Which body to turn to instead, at most 500 characters, where that is known; for [`NoticeKind::Refused`] alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub turn_to: Option<String>,
    /// How to seek a remedy, at most 500 characters, when it is not as usual: reconsideration or a lawsuit for an
    /// administrative act, a complaint for a public service; for [`NoticeKind::Refused`] alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remedy: Option<String>,
    /// The public number of the ticket it belongs to, for example `A012`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ticket: Option<String>,
    /// The version of the catalog that answers and documents are of; without one they are taken as they are. When
    /// another is in force the notice is refused (`guide_changed`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub catalog_version: Option<String>,
}

/// A notice: the answer to `POST /halls/{hall}/notices`, and `GET /notices/{id}` for who knows its id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NoticeView {
    /// Its secret name.
    pub id: NoticeId,
    /// What it is.
    pub kind: NoticeKind,
    /// Its number, for example `G20261126-0007`: kind, day and running number within the hall.
    pub number: String,
    /// The hall.
    pub hall: HallId,
    /// The matter.
    pub item: ItemId,
    /// The ticket it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ticket: Option<Number>,
    /// When it was made.
    pub made_at: Moment,
    /// The first day on which its page is gone.
    pub expires_on: Day,
    /// What it says.
    pub facts: NoticeFacts,
    /// Its phone page, in both languages.
    pub url: String,
    /// The path of its sheet to print: append `?paper=a5` or `?paper=80mm`; `&lang=en` adds English.
    pub print_path: String,
    /// Where the service is rated: of an acceptance with a ticket, once its service has ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rating_url: Option<String>,
    /// The address of the phone page as a QR code (SVG).
    pub qr_svg: String,
}

/// Of a [`NoticeView`] what a kiosk shows; what it says is behind its code and on its sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeCode {
    /// Its number.
    pub number: String,
    /// The path of its sheet to print.
    pub print_path: String,
    /// The address of the phone page as a QR code (SVG).
    pub qr_svg: String,
}

/// `GET /halls/{hall}/items/{item}/notice.json?choices=`: the one-time notice of a matter as its guide is now. It is
/// kept nowhere and has no number; `POST /halls/{hall}/notices` makes one that is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ItemNotice {
    /// The hall.
    pub hall: HallId,
    /// The matter.
    pub item: ItemId,
    /// When it was told.
    pub at: Moment,
    /// What it says.
    pub facts: NoticeFacts,
    /// The guide on a phone.
    pub url: String,
}

/// What a notice says: kept as it was told, whatever becomes of the catalog. What a kind of notice does not tell is not
/// there ([`facts`](crate::notice::facts)).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NoticeFacts {
    /// The hall.
    pub hall: Text,
    /// The matter.
    pub item: Text,
    /// The department in charge.
    pub department: Text,
    /// Version of the guide, else of the catalog.
    pub version: String,
    /// When the guide was last changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated_on: Option<Day>,
    /// The sign of the window at which it was made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window: Option<String>,
    /// What was asked and answered, in the order of asking.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub said: Vec<Said>,
    /// The documents: to bring, or of an acceptance those that were handed in, those that need not be, and those that
    /// follow.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<NoticeDocument>,
    /// 受理条件.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub conditions: Vec<Text>,
    /// The steps.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<NoticeStep>,
    /// The laws that it rests on, as they are cited (R23).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub basis: Vec<Text>,
    /// 法定时限.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub legal_limit: Option<Text>,
    /// 承诺时限.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promised_limit: Option<Text>,
    /// 承诺办结日期: the last day of the promised time, of an acceptance whose matter names one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promised_by: Option<Day>,
    /// 特别程序, whose time does not count for it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_counted: Vec<Text>,
    /// What one gets in the end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result: Option<Text>,
    /// How it is handed over, a way each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub handover: Vec<Text>,
    /// What it costs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fee: Option<Fee>,
    /// Where: the address, and the place within it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub place: Vec<Text>,
    /// Windows, as on their signs.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub windows: Vec<String>,
    /// When numbers are given out, a line each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hours: Vec<Text>,
    /// Enquiries.
    pub consult_phone: String,
    /// Complaints.
    pub complaint_phone: String,
    /// Why it was not accepted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Which body to turn to, or who tells which one it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub turn_to: Option<Text>,
    /// How to seek a remedy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remedy: Option<Text>,
}

/// A question and what was answered, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Said {
    /// The question.
    pub ask: Text,
    /// The answer.
    pub answer: Text,
}

/// A document on a notice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NoticeDocument {
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: Text,
    /// Originals wanted.
    pub original: u32,
    /// Copies wanted.
    pub copy: u32,
    /// Form.
    pub form: MaterialForm,
    /// Whether it must be there.
    pub need: Need,
    /// An electronic licence shown on the phone will do.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub e_licence: bool,
    /// It was not there.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub missing: bool,
    /// The case in which it is wanted, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Text>,
    /// How to get it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub how: Option<Text>,
    /// Who issues it.
    #[serde(default)]
    pub source: Text,
}

/// A step on a notice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NoticeStep {
    /// Its name.
    pub name: Text,
    /// Its own limit.
    pub limit: Text,
}

/// What a citizen checked before the number: part of [`TicketRequest`](super::TicketRequest), with an item
/// alone, and of the ticket's private part. Never public.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TicketChecklist {
    /// Answers to the matter's questions.
    #[serde(default, skip_serializing_if = "Answers::is_empty")]
    pub answers: Answers,
    /// Keys of the documents that are not at hand.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<String>,
    /// The version of the catalog that the citizen checked in; without one, or with one that does not exist, it is the
    /// one in force. In the request alone: the ticket keeps what was found of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<u32>,
}

/// The same to the clerk, in words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeskChecklist {
    /// Answers to the matter's questions, for a notice that begins with them.
    #[serde(default, skip_serializing_if = "Answers::is_empty")]
    pub answers: Answers,
    /// What was asked and answered.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub said: Vec<Said>,
    /// The documents that are not at hand; empty when all are.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<MissingDocument>,
    /// It was checked in another version of the guide than the one in force.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub versions: Option<CheckedVersions>,
    /// The guide has changed since, so that what was checked says nothing any more: nothing of it is told.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub void: bool,
}

/// In which version of the catalog a citizen has checked documents, and which one is in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CheckedVersions {
    /// Of the check.
    pub checked: u32,
    /// In force.
    pub current: u32,
}

/// A document that is not at hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MissingDocument {
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: Text,
    /// Whether it must be there.
    pub need: Need,
}
