//! Time as a hall knows it: an instant ([`Moment`]) and a business day ([`Day`]), in Asia/Shanghai.
//!
//! China has kept UTC+8 without daylight saving since 1991, so the offset is a constant and no time
//! zone database has to travel to the browser. Nothing here reads a clock.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use std::{fmt, str::FromStr};
use time::{
    Date, OffsetDateTime, UtcOffset, Weekday, format_description::well_known::Rfc3339, macros::offset,
};

/// Beijing time.
pub const BEIJING: UtcOffset = offset!(+8);

/// An instant, milliseconds since the Unix epoch; on the wire RFC 3339 with offset `+08:00`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(i64);

impl Moment {
    /// After all others.
    pub const MAX: Self = Self(i64::MAX);

    /// From milliseconds since the Unix epoch.
    #[must_use]
    pub const fn from_unix_ms(ms: i64) -> Self {
        Self(ms)
    }

    /// Milliseconds since the Unix epoch.
    #[must_use]
    pub const fn unix_ms(self) -> i64 {
        self.0
    }

    /// Whole seconds from `earlier` to `self`; 0 when the clock went backwards.
    #[must_use]
    pub fn seconds_since(self, earlier: Self) -> u32 {
        u32::try_from((self.0.saturating_sub(earlier.0) / 1000).max(0)).unwrap_or(u32::MAX)
    }

    /// This instant plus some seconds.
    #[must_use]
    pub const fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds.saturating_mul(1000)))
    }

    /// Civil time in Beijing. Out-of-range instants clamp to the epoch.
    #[must_use]
    pub fn civil(self) -> OffsetDateTime {
        OffsetDateTime::from_unix_timestamp_nanos(i128::from(self.0) * 1_000_000)
            .unwrap_or(OffsetDateTime::UNIX_EPOCH)
            .to_offset(BEIJING)
    }

    /// The civil date in Beijing.
    #[must_use]
    pub fn day(self) -> Day {
        Day(self.civil().date())
    }

    /// The business day, when days change `day_starts_at` minutes after midnight (domain §5).
    #[must_use]
    pub fn business_day(self, day_starts_at: u16) -> Day {
        self.plus_seconds(-i64::from(day_starts_at) * 60).day()
    }

    /// Minutes since midnight in Beijing, 0..1440.
    #[must_use]
    pub fn minute_of_day(self) -> u16 {
        let civil = self.civil();
        u16::from(civil.hour()) * 60 + u16::from(civil.minute())
    }

    /// `09:42`.
    #[must_use]
    pub fn hh_mm(self) -> String {
        let civil = self.civil();
        format!("{:02}:{:02}", civil.hour(), civil.minute())
    }

    /// RFC 3339 with offset.
    #[must_use]
    pub fn rfc3339(self) -> String {
        self.civil().format(&Rfc3339).unwrap_or_default()
    }
}

/// A text that is no RFC 3339 instant or no `YYYY-MM-DD` date.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a date or time: {0}")]
pub struct BadTime(pub String);

impl FromStr for Moment {
    type Err = BadTime;

    fn from_str(text: &str) -> Result<Self, BadTime> {
        let parsed = OffsetDateTime::parse(text, &Rfc3339).map_err(|_| BadTime(text.to_owned()))?;
        i64::try_from(parsed.unix_timestamp_nanos() / 1_000_000)
            .map(Self)
            .map_err(|_| BadTime(text.to_owned()))
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.rfc3339())
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

/// A calendar day in Beijing; on the wire `YYYY-MM-DD`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(Date);

impl Day {
    /// Monday = 1 … Sunday = 7.
    #[must_use]
    pub fn weekday(self) -> u8 {
        self.0.weekday().number_from_monday()
    }

    /// True on Saturday and Sunday.
    #[must_use]
    pub fn is_weekend(self) -> bool {
        matches!(self.0.weekday(), Weekday::Saturday | Weekday::Sunday)
    }

    /// The next calendar day; the last representable day is its own successor.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0.next_day().unwrap_or(self.0))
    }

    /// The day `days` later; the last representable day when there is none.
    #[must_use]
    pub fn plus(self, days: u16) -> Self {
        Self(self.0.checked_add(time::Duration::days(i64::from(days))).unwrap_or(Date::MAX))
    }

    /// The instant `minute` minutes after this day's midnight in Beijing.
    #[must_use]
    pub fn at_minute(self, minute: u16) -> Moment {
        let midnight = self.0.midnight().assume_offset(BEIJING).unix_timestamp();
        Moment::from_unix_ms(midnight.saturating_mul(1000)).plus_seconds(i64::from(minute) * 60)
    }

    /// Year, month 1–12, day 1–31.
    #[must_use]
    pub fn ymd(self) -> (i32, u8, u8) {
        (self.0.year(), u8::from(self.0.month()), self.0.day())
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.ymd();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl FromStr for Day {
    type Err = BadTime;

    fn from_str(text: &str) -> Result<Self, BadTime> {
        read(text).map(Self).ok_or_else(|| BadTime(text.to_owned()))
    }
}

/// By hand: what reads dates of any form would be a large part of a browser's program.
fn read(text: &str) -> Option<Date> {
    let [year, month, day] = [0..4, 5..7, 8..10].map(|range| {
        let digits = text.get(range).filter(|part| part.bytes().all(|byte| byte.is_ascii_digit()))?;
        digits.parse::<u16>().ok()
    });
    let whole = text.len() == 10 && text.get(4..5) == Some("-") && text.get(7..8) == Some("-");
    let month = u8::try_from(month?).ok()?.try_into().ok()?;
    let day = u8::try_from(day?).ok()?;
    Date::from_calendar_date(year?.into(), month, day).ok().filter(|_| whole)
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

#[cfg(feature = "openapi")]
mod openapi {
    use super::{Day, Moment};
    use utoipa::openapi::{KnownFormat, ObjectBuilder, RefOr, Schema, SchemaFormat, schema::Type};

    fn string(format: KnownFormat) -> RefOr<Schema> {
        ObjectBuilder::new().schema_type(Type::String).format(Some(SchemaFormat::KnownFormat(format))).into()
    }

    impl utoipa::PartialSchema for Moment {
        fn schema() -> RefOr<Schema> {
            string(KnownFormat::DateTime)
        }
    }
    impl utoipa::ToSchema for Moment {}
    impl utoipa::PartialSchema for Day {
        fn schema() -> RefOr<Schema> {
            string(KnownFormat::Date)
        }
    }
    impl utoipa::ToSchema for Day {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_business_day_turns_at_beijing_midnight_or_at_the_configured_minute() {
        let late: Moment = "2026-11-22T15:59:59Z".parse().unwrap();
        assert_eq!(late.business_day(0).to_string(), "2026-11-22");
        assert_eq!(late.plus_seconds(1).business_day(0).to_string(), "2026-11-23");
        assert_eq!(late.plus_seconds(1).business_day(240).to_string(), "2026-11-22");
        assert_eq!(late.day().weekday(), 7);
    }

    #[test]
    fn a_day_is_written_in_one_way() {
        assert_eq!("2028-02-29".parse::<Day>().unwrap().ymd(), (2028, 2, 29));
        for other in [
            "",
            "2026-2-29",
            "2026-02-29",
            "2026-13-01",
            "2026-00-10",
            "2026/01/01",
            "+026-01-01",
            "2026-01-011",
            "２０26-01-1",
        ] {
            assert!(other.parse::<Day>().is_err(), "{other}");
        }
    }

    proptest::proptest! {
        #[test]
        fn moments_survive_the_wire(ms in 0i64..4_102_444_800_000) {
            let moment = Moment::from_unix_ms(ms);
            let json = serde_json::to_string(&moment).unwrap();
            assert_eq!(serde_json::from_str::<Moment>(&json).unwrap(), moment);
            assert!(json.contains("+08:00"));
        }

        #[test]
        fn a_day_and_a_minute_name_the_same_instant(ms in 0i64..4_102_444_800_000) {
            let moment = Moment::from_unix_ms(ms / 60_000 * 60_000);
            assert_eq!(moment.day().at_minute(moment.minute_of_day()), moment);
            assert_eq!(moment.day().to_string().parse::<Day>().unwrap(), moment.day());
        }
    }
}
