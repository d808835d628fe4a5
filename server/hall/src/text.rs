//! Bilingual text: what the hall owns as data ([`Text`]) and what the programs say ([`Phrase`]).
//!
//! A [`Phrase`] is written with the macro [`phrases!`](crate::phrases), zh and en side by side; an
//! empty half does not compile, so a missing translation fails the build (row A54).

#[cfg(feature = "exchange")]
use serde::Deserializer;
use serde::{Deserialize, Serialize};

/// The language a person reads. Chinese is authoritative, English is for reference (domain 4.6).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Simplified Chinese.
    #[default]
    Zh,
    /// English.
    En,
}

impl Lang {
    /// The BCP 47 tag for `html[lang]` (row A52).
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Zh => "zh-CN",
            Self::En => "en",
        }
    }

    /// The other language, for the switch.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Zh => Self::En,
            Self::En => Self::Zh,
        }
    }
}

/// A text that is data: a name, a notice, a condition. Always both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Text {
    /// Simplified Chinese, authoritative.
    pub zh: String,
    /// English, for reference.
    pub en: String,
}

impl Text {
    /// The half for one language; the Chinese where English is missing, so that nothing is blank.
    #[must_use]
    pub fn get(&self, lang: Lang) -> &str {
        self.get_or_zh(lang).0
    }

    /// The half for one language, or the Chinese where English is missing, with the language it is in: a reader
    /// is told which (A52).
    #[must_use]
    pub fn get_or_zh(&self, lang: Lang) -> (&str, Lang) {
        match lang {
            Lang::En if !self.en.trim().is_empty() => (&self.en, Lang::En),
            _ => (&self.zh, Lang::Zh),
        }
    }

    /// True when neither half is blank.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        !self.zh.trim().is_empty() && !self.en.trim().is_empty()
    }
}

/// Reads a text, or a string, which is its Chinese: exchange formats have some fields in Chinese only.
///
/// # Errors
/// When it is neither.
#[cfg(feature = "exchange")]
pub fn text_or_zh<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Text, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Written {
        Both(Text),
        Chinese(String),
    }
    Ok(match Written::deserialize(deserializer)? {
        Written::Both(text) => text,
        Written::Chinese(zh) => Text { zh, en: String::new() },
    })
}

/// As [`text_or_zh`], or nothing.
///
/// # Errors
/// When it is anything else.
#[cfg(feature = "exchange")]
pub fn maybe_text_or_zh<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Text>, D::Error> {
    #[derive(Deserialize)]
    struct Wrapped(#[serde(deserialize_with = "text_or_zh")] Text);
    Ok(Option::<Wrapped>::deserialize(deserializer)?.map(|Wrapped(text)| text))
}

/// A text of the program itself, fixed at compile time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// Simplified Chinese.
    pub zh: &'static str,
    /// English.
    pub en: &'static str,
}

impl Phrase {
    /// Both halves; an empty one stops the compilation when used in a constant.
    #[must_use]
    pub const fn new(zh: &'static str, en: &'static str) -> Self {
        assert!(!zh.is_empty() && !en.is_empty(), "a phrase needs both languages");
        assert!(holes(zh) == holes(en), "both languages take as many values");
        Self { zh, en }
    }

    /// The half for one language.
    #[must_use]
    pub const fn get(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Zh => self.zh,
            Lang::En => self.en,
        }
    }

    /// As data.
    #[must_use]
    pub fn text(self) -> Text {
        Text { zh: self.zh.to_owned(), en: self.en.to_owned() }
    }

    /// The half for one language with every `{}` replaced, in order, by the given values.
    #[must_use]
    pub fn fill(self, lang: Lang, values: &[&str]) -> String {
        let mut out = String::new();
        let mut values = values.iter();
        let mut parts = self.get(lang).split("{}");
        out.push_str(parts.next().unwrap_or_default());
        for part in parts {
            out.push_str(values.next().copied().unwrap_or_default());
            out.push_str(part);
        }
        out
    }
}

/// How many values a phrase takes.
const fn holes(text: &str) -> usize {
    let (mut rest, mut found) = (text.as_bytes(), 0);
    while let [_, tail @ ..] = rest {
        if let [b'{', b'}', ..] = rest {
            found += 1;
        }
        rest = tail;
    }
    found
}

/// A table of phrases: `phrases! { HOME_TITLE = "您好" / "Welcome"; }` makes one constant each.
#[macro_export]
macro_rules! phrases {
    ($($(#[$meta:meta])* $name:ident = $zh:literal / $en:literal;)+) => {
        $($(#[$meta])* #[doc = concat!($zh, " / ", $en)]
        pub const $name: $crate::text::Phrase = $crate::text::Phrase::new($zh, $en);)+
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    phrases! { WAITING = "前面还有 {} 人，约 {} 分钟" / "{} ahead, about {} minutes"; }

    #[test]
    fn fill_puts_values_in_order_and_survives_too_few() {
        assert_eq!(WAITING.fill(Lang::En, &["3", "10"]), "3 ahead, about 10 minutes");
        assert_eq!(WAITING.fill(Lang::Zh, &["3"]), "前面还有 3 人，约  分钟");
    }
}
