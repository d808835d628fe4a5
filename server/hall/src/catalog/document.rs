//! Documents to bring (材料, R4, R7–R9, R94, R96).

use super::condition::Cases;
use super::words::{MaterialForm, Necessity, SourceKind};
use crate::text::Text;
use serde::{Deserialize, Serialize};

/// A document to bring.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Material {
    /// Order, from 1.
    pub no: u32,
    /// The same document has the same key in every matter (merged lists of themes).
    pub key: String,
    /// Its name.
    pub name: Text,
    /// Originals wanted.
    pub original: u32,
    /// Copies wanted.
    pub copy: u32,
    /// Form.
    pub form: MaterialForm,
    /// Who has it.
    #[serde(default, alias = "source_code", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "exchange", serde(deserialize_with = "number_or_word"))]
    pub source_kind: Option<SourceKind>,
    /// Who issues it, in words.
    #[cfg_attr(feature = "exchange", serde(deserialize_with = "crate::text::text_or_zh"))]
    pub source: Text,
    /// Whether it must be there.
    pub necessity: Necessity,
    /// May be handed in later (容缺).
    pub deferrable: bool,
    /// An electronic licence shown on the phone will do (亮证免交).
    pub e_license_exempt: bool,
    /// 免提交: an authority has it already and shares it (R9).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub shared: bool,
    /// The case in which it is wanted, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Text>,
    /// Answers with which it is wanted.
    #[serde(default, skip_serializing_if = "Cases::is_always")]
    pub only_if: Cases,
    /// How to get it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub how: Option<Text>,
    /// 填报须知: how to fill it in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fill: Option<Text>,
    /// 受理标准: what it must show.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standard: Option<Text>,
    /// On what basis it is asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<String>,
    /// 空表: the blank form, a file of the hall.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub blank: Option<String>,
    /// 样表: a filled-in sample, a file of the hall.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sample: Option<String>,
}

/// The exchange format writes the kind of source as a number.
#[cfg(feature = "exchange")]
fn number_or_word<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<SourceKind>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Written {
        Number(u32),
        Word(String),
    }
    let word = match Option::<Written>::deserialize(deserializer)? {
        None => return Ok(None),
        Some(Written::Number(number)) => number.to_string(),
        Some(Written::Word(word)) => word,
    };
    word.parse().map(Some).map_err(serde::de::Error::custom)
}
