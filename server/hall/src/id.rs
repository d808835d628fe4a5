//! Names of things: short, checked, and not to be confused with one another.
//!
//! Every id is a newtype whose `TryFrom` is the only way in, so a form in the browser and a route in
//! the server refuse the same input. The rules are deliberately narrow: an id ends up in URLs,
//! file names and metrics.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// An id that breaks its rule.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{value:?} is no {kind}: {rule}")]
pub struct BadId {
    /// What it was meant to name.
    pub kind: &'static str,
    /// The rule it breaks.
    pub rule: &'static str,
    /// What was given (cut to 64 characters).
    pub value: String,
}

macro_rules! id {
    ($(#[$meta:meta])* $name:ident, $kind:literal, $rule:literal, |$text:ident| $check:expr) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// As text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = BadId;
            fn from_str($text: &str) -> Result<Self, BadId> {
                if $check {
                    Ok(Self($text.to_owned()))
                } else {
                    Err(BadId { kind: $kind, rule: $rule, value: $text.chars().take(64).collect() })
                }
            }
        }

        impl TryFrom<String> for $name {
            type Error = BadId;
            fn try_from(text: String) -> Result<Self, BadId> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> String {
                id.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

fn slug(text: &str, max: usize) -> bool {
    (1..=max).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'_')
}

id!(
    /// A hall, for example `shili`.
    HallId, "hall id", "1 to 32 of a-z 0-9 - _", |text| slug(text, 32)
);
id!(
    /// A matter of the catalog (事项), for example `hukou-birth`.
    ItemId, "item id", "1 to 64 of a-z 0-9 - _", |text| slug(text, 64)
);
id!(
    /// A theme package (一件事), for example `birth`.
    ThemeId, "theme id", "1 to 64 of a-z 0-9 - _", |text| slug(text, 64)
);
id!(
    /// A department (部门), for example `gahz`.
    DepartmentId, "department id", "1 to 32 of a-z 0-9 - _", |text| slug(text, 32)
);
id!(
    /// A class of priority (优先), for example `elderly`.
    ClassId, "priority class", "1 to 32 of a-z 0-9 - _", |text| slug(text, 32)
);
id!(
    /// A staff account, for example `a01` or `supervisor`.
    AccountId, "account name", "1 to 32 of a-z 0-9 - _", |text| slug(text, 32)
);
id!(
    /// A kiosk as it was enrolled, for example `gate-1`.
    DeviceId, "device id", "1 to 32 of a-z 0-9 - _", |text| slug(text, 32)
);
id!(
    /// A wall screen, for example `main` or `east-2`.
    ScreenId, "screen id", "1 to 32 of a-z 0-9 - _", |text| slug(text, 32)
);
id!(
    /// A playlist, a notice, a public list or a floor map of the screens, for example `weekdays`.
    SignId, "sign id", "1 to 32 of a-z 0-9 - _", |text| slug(text, 32)
);
id!(
    /// A queue's prefix (排号单前缀), one or two capital letters: the first part of every number.
    Prefix, "queue prefix", "1 or 2 capital letters",
    |text| (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_uppercase())
);
id!(
    /// A ticket's secret name: 80 random bits as 16 characters a-z 2-7. Who knows it may see and
    /// cancel the ticket, so it never appears on a public screen or in the public event stream.
    TicketId, "ticket id", "16 of a-z 2-7",
    |text| text.len() == 16 && text.bytes().all(|b| b.is_ascii_lowercase() || (b'2'..=b'7').contains(&b))
);
id!(
    /// An appointment's secret name, made like a ticket's: who knows it may see, use and cancel it.
    AppointmentId, "appointment id", "16 of a-z 2-7",
    |text| text.len() == 16 && text.bytes().all(|b| b.is_ascii_lowercase() || (b'2'..=b'7').contains(&b))
);
id!(
    /// A notice's secret name, made like a ticket's: who knows it may read the notice.
    NoticeId, "notice id", "16 of a-z 2-7",
    |text| text.len() == 16 && text.bytes().all(|b| b.is_ascii_lowercase() || (b'2'..=b'7').contains(&b))
);
id!(
    /// A client's name for a request that must happen once (`Idempotency-Key`).
    RequestKey, "idempotency key", "8 to 64 of A-Z a-z 0-9 - _",
    |text| (8..=64).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
);
id!(
    /// A window (窗口) as its sign names it, for example `A01`.
    WindowId, "window id", "1 to 8 of A-Z 0-9",
    |text| (1..=8).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
);

/// One service of a ticket, which is rated once: the ticket's name alone for the first, with the number
/// of the service after a dot for each further matter on the same slip.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ServiceId {
    /// The ticket.
    pub ticket: TicketId,
    /// Which of its services, from 0.
    pub part: u8,
}

impl fmt::Display for ServiceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.part {
            0 => write!(f, "{}", self.ticket),
            part => write!(f, "{}.{part}", self.ticket),
        }
    }
}

impl FromStr for ServiceId {
    type Err = BadId;
    fn from_str(text: &str) -> Result<Self, BadId> {
        let (ticket, part) = text.split_once('.').unwrap_or((text, "0"));
        let bad = || BadId {
            kind: "service id",
            rule: "a ticket id, or one with a dot and a number",
            value: text.chars().take(64).collect(),
        };
        Ok(Self { ticket: ticket.parse()?, part: part.parse().map_err(|_| bad())? })
    }
}

impl WindowId {
    /// Reads a window from a URL or an account name, in either case (`a01` is `A01`).
    ///
    /// # Errors
    /// [`BadId`] when it is no window id even in capitals.
    pub fn lenient(text: &str) -> Result<Self, BadId> {
        text.to_ascii_uppercase().parse()
    }
}

/// A ticket's public number: prefix and running number, unique within a business day (`A001`).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Number {
    prefix: Prefix,
    running: u32,
}

impl Number {
    /// A number of a queue.
    #[must_use]
    pub const fn new(prefix: Prefix, running: u32) -> Self {
        Self { prefix, running }
    }

    /// The queue it was issued in.
    #[must_use]
    pub const fn prefix(&self) -> &Prefix {
        &self.prefix
    }

    /// Its running number.
    #[must_use]
    pub const fn running(&self) -> u32 {
        self.running
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{:03}", self.prefix, self.running)
    }
}

impl FromStr for Number {
    type Err = BadId;

    fn from_str(text: &str) -> Result<Self, BadId> {
        let bad = || BadId {
            kind: "ticket number",
            rule: "a prefix and at least three digits",
            value: text.chars().take(64).collect(),
        };
        let digits = text.trim_start_matches(|c: char| c.is_ascii_uppercase());
        let prefix = text.strip_suffix(digits).ok_or_else(bad)?.parse().map_err(|_| bad())?;
        let number = Self { prefix, running: digits.parse().map_err(|_| bad())? };
        // one spelling only: `A1` or `A+01` would be a second name for A001
        if number.to_string() == text { Ok(number) } else { Err(bad()) }
    }
}

impl TryFrom<String> for Number {
    type Error = BadId;
    fn try_from(text: String) -> Result<Self, BadId> {
        text.parse()
    }
}

impl From<Number> for String {
    fn from(number: Number) -> Self {
        number.to_string()
    }
}

#[cfg(feature = "openapi")]
mod openapi {
    use super::Number;
    use utoipa::openapi::{ObjectBuilder, RefOr, Schema, schema::Type};

    impl utoipa::PartialSchema for Number {
        fn schema() -> RefOr<Schema> {
            ObjectBuilder::new().schema_type(Type::String).examples(["A001"]).into()
        }
    }
    impl utoipa::ToSchema for Number {}
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn a_number_has_one_spelling(running in 0u32.., prefix in "[A-Z]{1,2}") {
            let number = Number::new(prefix.parse().unwrap(), running);
            assert_eq!(number.to_string().parse::<Number>().unwrap(), number);
        }

        #[test]
        fn whatever_parses_prints_as_it_was(text in "\\PC{0,8}") {
            if let Ok(number) = text.parse::<Number>() {
                assert_eq!(number.to_string(), text);
            }
        }
    }

    #[test]
    fn a_window_is_found_in_either_case() {
        assert_eq!(WindowId::lenient("a01").unwrap().as_str(), "A01");
        assert!(WindowId::lenient("a01/..").is_err());
        assert!("A1".parse::<Number>().is_err());
        assert!("A+01".parse::<Number>().is_err());
    }
}
