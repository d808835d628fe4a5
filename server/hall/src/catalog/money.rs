//! What a matter costs and what it rests on (R110–R113).

use crate::text::{Lang, Text};
use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::{fmt, str::FromStr};

/// What it costs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Fee {
    /// False: free of charge.
    pub charged: bool,
    /// The single fees.
    pub items: Vec<FeeItem>,
}

/// One fee.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FeeItem {
    /// Its official name.
    #[cfg_attr(feature = "exchange", serde(deserialize_with = "crate::text::text_or_zh"))]
    pub name: Text,
    /// Amount in yuan.
    pub amount_cny: Yuan,
    /// Per what, for example 元/证.
    #[cfg_attr(feature = "exchange", serde(deserialize_with = "crate::text::text_or_zh"))]
    pub unit: Text,
    /// On what basis (R112); the titles of laws stay Chinese.
    pub basis: String,
    /// Who need not pay.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "exchange", serde(deserialize_with = "crate::text::maybe_text_or_zh"))]
    pub waiver: Option<Text>,
}

/// What a unit counts, in English where the record has it in Chinese only.
const COUNTED: [(&str, &str); 9] = [
    ("证", "certificate"),
    ("本", "booklet"),
    ("件", "item"),
    ("份", "copy"),
    ("张", "sheet"),
    ("套", "set"),
    ("人", "person"),
    ("次", "time"),
    ("户", "household"),
];

impl FeeItem {
    /// The amount with what it is for: `20 元/证`, `CNY 20 per certificate`. A unit that cannot be read so stands in
    /// brackets behind it.
    #[must_use]
    pub fn price(&self, lang: Lang) -> String {
        let yuan = self.amount_cny.to_string();
        let zh = self.unit.zh.trim();
        // 元/证, 证, 每证
        let counted = zh.trim_start_matches(['元', '/', '／', '每']);
        if lang == Lang::Zh {
            return match counted {
                "" => format!("{yuan} 元"),
                _ if zh.starts_with("元/") || zh.starts_with("元／") || !zh.starts_with('元') => {
                    format!("{yuan} 元/{counted}")
                }
                _ => format!("{yuan} 元（{zh}）"),
            };
        }
        let en = self.unit.en.trim();
        let word = ["yuan", "CNY", "RMB"].into_iter().find_map(|word| {
            let (first, rest) = en.split_at_checked(word.len())?;
            first.eq_ignore_ascii_case(word).then_some(rest)
        });
        let per = word.unwrap_or(en).trim_matches([' ', '/', '(', ')']);
        let known = || COUNTED.into_iter().find(|(han, _)| *han == counted).map(|(_, word)| word);
        match (per, counted, known()) {
            ("", "", _) => format!("CNY {yuan}"),
            ("", _, Some(word)) if en.is_empty() => format!("CNY {yuan} per {word}"),
            ("", ..) if en.is_empty() => format!("CNY {yuan} ({zh})"),
            ("", ..) => format!("CNY {yuan}"),
            (each, ..) if each.starts_with("per ") || each.starts_with("each") => {
                format!("CNY {yuan} {each}")
            }
            (word, ..) => format!("CNY {yuan} per {word}"),
        }
    }
}

/// A legal basis (设立依据); the titles of laws stay Chinese.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LegalBasis {
    /// Title of the law.
    pub title: String,
    /// The title in English, for reference.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title_en: Option<String>,
    /// Article.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub article: Option<String>,
    /// Document number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub doc_no: Option<String>,
}

impl LegalBasis {
    /// As it is cited: `《居民身份证法》第十一条`; in English its title alone, where there is one: the Chinese counts.
    #[must_use]
    pub fn cited(&self) -> Text {
        let title = format!("《{}》", self.title.trim_matches(['《', '》']));
        let rest = [&self.article, &self.doc_no].into_iter().flatten().cloned();
        Text {
            zh: std::iter::once(title).chain(rest).collect(),
            en: self.title_en.clone().unwrap_or_default(),
        }
    }
}

/// An amount of money in yuan, kept in fen; on the wire a number such as `20` or `12.5`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Yuan {
    /// In fen.
    pub fen: u32,
}

/// What is no amount of money.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no amount: yuan with at most two decimals, for example 12.50")]
pub struct BadAmount(pub String);

impl FromStr for Yuan {
    type Err = BadAmount;
    fn from_str(text: &str) -> Result<Self, BadAmount> {
        let bad = || BadAmount(text.chars().take(64).collect());
        let (yuan, rest) = text.trim().split_once('.').unwrap_or((text.trim(), ""));
        if rest.len() > 2 || ![yuan, rest].iter().all(|part| part.bytes().all(|b| b.is_ascii_digit())) {
            return Err(bad());
        }
        let yuan: u32 = yuan.parse().map_err(|_| bad())?;
        let fen: u32 = format!("{rest:0<2}").parse().map_err(|_| bad())?;
        yuan.checked_mul(100).and_then(|sum| sum.checked_add(fen)).map(|fen| Self { fen }).ok_or_else(bad)
    }
}

impl fmt::Display for Yuan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.fen / 100, self.fen % 100) {
            (yuan, 0) => write!(f, "{yuan}"),
            (yuan, fen) => write!(f, "{yuan}.{fen:02}"),
        }
    }
}

impl Serialize for Yuan {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match (self.fen / 100, self.fen % 100) {
            (yuan, 0) => serializer.serialize_u32(yuan),
            _ => serializer.serialize_f64(f64::from(self.fen) / 100.0),
        }
    }
}

impl<'de> Deserialize<'de> for Yuan {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Amount)
    }
}

/// Reads a number, or a text that is one.
struct Amount;

impl Visitor<'_> for Amount {
    type Value = Yuan;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an amount in yuan")
    }

    fn visit_u64<E: Error>(self, yuan: u64) -> Result<Yuan, E> {
        self.visit_str(&yuan.to_string())
    }

    fn visit_f64<E: Error>(self, yuan: f64) -> Result<Yuan, E> {
        self.visit_str(&yuan.to_string())
    }

    fn visit_str<E: Error>(self, yuan: &str) -> Result<Yuan, E> {
        yuan.parse().map_err(E::custom)
    }
}

#[cfg(feature = "openapi")]
mod schema {
    use utoipa::openapi::{ObjectBuilder, RefOr, Schema, Type};

    impl utoipa::PartialSchema for super::Yuan {
        fn schema() -> RefOr<Schema> {
            ObjectBuilder::new().schema_type(Type::Number).into()
        }
    }
    impl utoipa::ToSchema for super::Yuan {}
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn amounts_are_exact() {
        for (text, fen) in [("20", 2000), ("12.5", 1250), ("0.05", 5), ("12.50", 1250)] {
            assert_eq!(text.parse(), Ok(Yuan { fen }));
        }
        for text in ["", ".", "1.234", "-1", "1e3", "99999999999", "1,5", "１"] {
            assert!(text.parse::<Yuan>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_fee_reads_well_whatever_its_unit() {
        let of = |zh: &str, en: &str| {
            let text = |zh: &str, en: &str| Text { zh: zh.to_owned(), en: en.to_owned() };
            let (name, unit) = (text("工本费", "Card fee"), text(zh, en));
            let fee =
                FeeItem { name, amount_cny: Yuan { fen: 2000 }, unit, basis: String::new(), waiver: None };
            [fee.price(Lang::Zh), fee.price(Lang::En)]
        };
        for (zh, en, read) in [
            ("元/证", "yuan per card", ["20 元/证", "CNY 20 per card"]),
            ("元/证", "", ["20 元/证", "CNY 20 per certificate"]),
            ("元/件", "yuan each", ["20 元/件", "CNY 20 each"]),
            ("元/本", "CNY/booklet", ["20 元/本", "CNY 20 per booklet"]),
            ("元", "yuan", ["20 元", "CNY 20"]),
            ("", "", ["20 元", "CNY 20"]),
            ("证", "certificate", ["20 元/证", "CNY 20 per certificate"]),
            ("元/平方米·月", "", ["20 元/平方米·月", "CNY 20 (元/平方米·月)"]),
            ("元起", "", ["20 元（元起）", "CNY 20 (元起)"]),
        ] {
            assert_eq!(of(zh, en), read, "{zh} {en}");
        }
    }

    proptest! {
        #[test]
        fn a_price_always_has_its_amount(zh in "[元/每证本件 ]{0,6}", en in "[a-zY/() ]{0,12}") {
            let (name, unit) = (Text::default(), Text { zh, en });
            let fee = FeeItem { name, amount_cny: Yuan { fen: 1250 }, unit, basis: String::new(), waiver: None };
            prop_assert!(fee.price(Lang::Zh).starts_with("12.50 元"));
            prop_assert!(fee.price(Lang::En).starts_with("CNY 12.50"));
        }

        #[test]
        fn an_amount_comes_back_from_the_wire(fen in any::<u32>()) {
            let wire = serde_json::to_string(&Yuan { fen }).unwrap();
            prop_assert_eq!(serde_json::from_str::<Yuan>(&wire).unwrap(), Yuan { fen });
            prop_assert_eq!(Yuan { fen }.to_string().parse(), Ok(Yuan { fen }));
        }
    }
}
