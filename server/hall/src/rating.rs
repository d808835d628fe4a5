//! 好差评: the five levels, the versioned national norm with its official tags, and what makes a
//! rating complete (domain §2.2, §4.3; rows A60, A73, A74).

mod record;
mod slip;

use crate::code::Code;
use crate::text::Text;
use serde::{Deserialize, Serialize};

pub use record::{Known, NationalRecord};
pub use slip::{Chance, LOCATOR_DIGITS, Slip, slip_code, why_none};

/// Longest comment, in characters.
pub const COMMENT_MAX: usize = 500;
/// Longest contact, in characters.
pub const CONTACT_MAX: usize = 60;
/// Groups with fewer ratings than this are folded together in public figures (domain 4.3).
pub const SMALLEST_GROUP: u64 = 5;

/// Satisfaction, 1 (very dissatisfied) to 5 (very satisfied).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(value_type = u8, minimum = 1, maximum = 5))]
#[serde(try_from = "u8", into = "u8")]
pub struct Level(u8);

impl Level {
    /// All levels, best first, as the norm lists them.
    pub const ALL: [Self; 5] = [Self(5), Self(4), Self(3), Self(2), Self(1)];

    /// As a number.
    #[must_use]
    pub const fn get(self) -> u8 {
        self.0
    }

    /// 差评: levels 1 and 2 need a reason and open a work order.
    #[must_use]
    pub const fn is_negative(self) -> bool {
        self.0 <= 2
    }
}

impl TryFrom<u8> for Level {
    type Error = Code;
    fn try_from(level: u8) -> Result<Self, Code> {
        if (1..=5).contains(&level) { Ok(Self(level)) } else { Err(Code::LevelInvalid) }
    }
}

impl From<Level> for u8 {
    fn from(level: Level) -> Self {
        level.0
    }
}

/// How a rating came in (评价渠道 `pf`, domain §2.3). The system default (7) does not exist here: a
/// rating nobody gave is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// 3: a QR code, on a phone.
    Qr,
    /// 4: the pad at a window.
    Pad,
    /// 5: another terminal of the hall.
    Terminal,
}

impl Channel {
    /// The national code.
    #[must_use]
    pub const fn national(self) -> u8 {
        match self {
            Self::Qr => 3,
            Self::Pad => 4,
            Self::Terminal => 5,
        }
    }

    /// That of a national code.
    #[must_use]
    pub const fn of_national(code: u8) -> Option<Self> {
        match code {
            3 => Some(Self::Qr),
            4 => Some(Self::Pad),
            5 => Some(Self::Terminal),
            _ => None,
        }
    }
}

/// What is rated, and by whom (R43). A service and everything else are never counted together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// 一次一评: a service, by who had it.
    #[default]
    Once,
    /// 综合点评: a hall or window in general, by anybody.
    General,
    /// 监督查评: by a signed-in inspector.
    Inspection,
}

impl Kind {
    /// As in the table and on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Once => "once",
            Self::General => "general",
            Self::Inspection => "inspection",
        }
    }

    /// That of a name.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        [Self::Once, Self::General, Self::Inspection].into_iter().find(|kind| kind.as_str() == name)
    }
}

/// One level of the norm.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NormLevel {
    /// 1 to 5.
    pub code: Level,
    /// Its official words.
    #[serde(flatten)]
    pub name: Text,
}

/// An official tag (评价内容): national, versioned, not to be changed locally.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NormTag {
    /// Its national code, for example 213.
    pub code: u16,
    /// The level it belongs to.
    pub level: Level,
    /// Its official words.
    #[serde(flatten)]
    pub name: Text,
}

/// The norm a rating was given under.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Norm {
    /// Its version; stored with every rating.
    pub version: String,
    /// The five levels, best first.
    pub levels: Vec<NormLevel>,
    /// The official tags.
    #[serde(alias = "norms")]
    pub tags: Vec<NormTag>,
}

impl Norm {
    /// The tags of a level, in the norm's order.
    pub fn tags_of(&self, level: Level) -> impl Iterator<Item = &NormTag> {
        self.tags.iter().filter(move |tag| tag.level == level)
    }

    /// Everything wrong with the norm; empty when it can be used.
    #[must_use]
    pub fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        if self.levels.iter().map(|level| level.code).ne(Level::ALL) {
            faults.push("norm: levels must be 5, 4, 3, 2, 1".to_owned());
        }
        let mut codes = std::collections::BTreeSet::new();
        for tag in &self.tags {
            if !codes.insert(tag.code) {
                faults.push(format!("norm: tag {} appears twice", tag.code));
            }
            if !tag.name.is_complete() {
                faults.push(format!("norm: tag {} lacks a language", tag.code));
            }
        }
        for level in Level::ALL {
            if self.tags_of(level).next().is_none() {
                faults.push(format!("norm: level {} has no tag", level.get()));
            }
        }
        faults
    }
}

/// What a person submits (`POST /api/v1/ratings/{token}`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Rating {
    /// 1 to 5.
    pub level: i64,
    /// Codes of official tags of that level.
    #[serde(default)]
    pub tags: Vec<i64>,
    /// In the person's own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
    /// Where to answer, if the person wants an answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<String>,
}

/// A rating that may be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// Its level.
    pub level: Level,
    /// Its tags, ascending, each once.
    pub tags: Vec<u16>,
    /// Trimmed; none when blank.
    pub comment: Option<String>,
    /// Trimmed; none when blank.
    pub contact: Option<String>,
}

impl Rating {
    /// Checks a submission against the norm: an official tag of the very level only, and a reason
    /// (tag or words) for levels 1 and 2 (A74).
    ///
    /// # Errors
    /// The refusal's [`Code`].
    pub fn check(self, norm: &Norm) -> Result<Checked, Code> {
        let level = u8::try_from(self.level).map_err(|_| Code::LevelInvalid).and_then(Level::try_from)?;
        let official =
            |code: i64| norm.tags_of(level).map(|tag| tag.code).find(|tag| i64::from(*tag) == code);
        let tags: Option<Vec<u16>> = self.tags.into_iter().map(official).collect();
        let mut tags = tags.ok_or(Code::TagNotOfLevel)?;
        tags.sort_unstable();
        tags.dedup();
        let comment = tidy(self.comment, COMMENT_MAX, Code::CommentTooLong)?;
        let contact = tidy(self.contact, CONTACT_MAX, Code::ContactTooLong)?;
        if level.is_negative() && tags.is_empty() && comment.is_none() {
            return Err(Code::ReasonRequired);
        }
        Ok(Checked { level, tags, comment, contact })
    }
}

/// Trims, drops control characters except line breaks, and turns blank into none.
fn tidy(text: Option<String>, max: usize, too_long: Code) -> Result<Option<String>, Code> {
    let text: String =
        text.unwrap_or_default().chars().filter(|c| *c == '\n' || !c.is_control()).collect::<String>();
    let text = text.trim();
    if text.chars().count() > max {
        return Err(too_long);
    }
    Ok(if text.is_empty() { None } else { Some(text.to_owned()) })
}

/// Counts of a group of ratings and the figures of domain §6.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Figures {
    /// Services that could be rated.
    pub served: u64,
    /// Ratings.
    pub rated: u64,
    /// Ratings by level: index 0 is level 1.
    pub levels: [u64; 5],
    /// 好评率: (5 + 4 + 3) ÷ rated; none without ratings.
    pub satisfied_rate: Option<f64>,
    /// 主动评价率: rated ÷ served; none without services.
    pub active_rating_rate: Option<f64>,
    /// Coverage: the share of services that got a rating code; none without services.
    pub coverage: Option<f64>,
}

impl Figures {
    /// The figures of a group.
    #[must_use]
    pub fn of(served: u64, coded: u64, levels: [u64; 5]) -> Self {
        let rated: u64 = levels.iter().sum();
        let [one, two, ..] = levels;
        Self {
            served,
            rated,
            levels,
            satisfied_rate: share(rated - one - two, rated),
            active_rating_rate: share(rated, served),
            coverage: share(coded, served),
        }
    }
}

fn share(part: u64, whole: u64) -> Option<f64> {
    // counts of a hall stay far below 2^52, so the conversion is exact
    #[expect(clippy::cast_precision_loss, reason = "counts of a hall are far below 2^52")]
    let ratio = part as f64 / whole as f64;
    if whole == 0 { None } else { Some((ratio * 10_000.0).round() / 10_000.0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn norm() -> Norm {
        let text = include_str!("../../../assets/norms/national-v2.json");
        serde_json::from_str(text).unwrap()
    }

    fn rating(level: i64, tags: &[i64], comment: &str) -> Rating {
        Rating { level, tags: tags.to_vec(), comment: Some(comment.to_owned()), contact: None }
    }

    #[test]
    fn the_shipped_norm_has_forty_tags_and_no_fault() {
        assert_eq!(norm().faults(), Vec::<String>::new());
        assert_eq!(norm().tags.len(), 40);
    }

    #[test]
    fn a_negative_rating_needs_a_reason_and_a_positive_one_does_not() {
        for level in 1..=5 {
            let bare = rating(level, &[], "  \n ").check(&norm());
            if level <= 2 {
                assert_eq!(bare, Err(Code::ReasonRequired));
            } else {
                assert!(bare.is_ok());
            }
            assert!(rating(level, &[], "慢").check(&norm()).is_ok());
        }
        assert_eq!(rating(1, &[115, 115, 108], "").check(&norm()).unwrap().tags, [108, 115]);
    }

    proptest::proptest! {
        #[test]
        fn only_official_tags_of_the_level_pass(level in -1i64..300, tag in -5i64..70_000) {
            let norm = norm();
            match rating(level, &[tag], "x").check(&norm) {
                Ok(checked) => assert!(norm.tags_of(checked.level).any(|t| i64::from(t.code) == tag)),
                Err(code) => assert!(matches!(code, Code::LevelInvalid | Code::TagNotOfLevel)),
            }
        }
    }

    #[test]
    fn lengths_are_counted_in_characters() {
        assert!(rating(5, &[], &"好".repeat(COMMENT_MAX)).check(&norm()).is_ok());
        let long = rating(5, &[], &"好".repeat(COMMENT_MAX + 1)).check(&norm());
        assert_eq!(long, Err(Code::CommentTooLong));
    }

    #[test]
    fn figures_follow_their_formulas() {
        let figures = Figures::of(10, 10, [1, 1, 1, 2, 3]);
        assert_eq!(figures.rated, 8);
        assert_eq!(figures.satisfied_rate, Some(0.75));
        assert_eq!(figures.active_rating_rate, Some(0.8));
        assert_eq!(Figures::of(0, 0, [0; 5]).satisfied_rate, None);
    }
}
