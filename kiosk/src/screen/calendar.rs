//! The date in words, for the head of a screen: 2026年11月22日 星期日 / Sunday 22 November 2026.

use super::text;
use hall::moment::Moment;
use hall::text::{Lang, Phrase, Text};

const WEEKDAYS: [Phrase; 7] = [
    text::MONDAY,
    text::TUESDAY,
    text::WEDNESDAY,
    text::THURSDAY,
    text::FRIDAY,
    text::SATURDAY,
    text::SUNDAY,
];
const MONTHS: [Phrase; 12] = [
    text::JANUARY,
    text::FEBRUARY,
    text::MARCH,
    text::APRIL,
    text::MAY,
    text::JUNE,
    text::JULY,
    text::AUGUST,
    text::SEPTEMBER,
    text::OCTOBER,
    text::NOVEMBER,
    text::DECEMBER,
];

fn word(table: &'static [Phrase], from_one: u8, lang: Lang) -> &'static str {
    usize::from(from_one).checked_sub(1).and_then(|n| table.get(n)).map_or("", |phrase| phrase.get(lang))
}

/// The day of an instant, in words.
#[must_use]
pub fn date(now: Moment) -> Text {
    let day = now.day();
    let (year, month, date) = day.ymd();
    let (year, date) = (year.to_string(), date.to_string());
    let weekday = |lang| word(&WEEKDAYS, day.weekday(), lang);
    let zh = text::DATE.fill(Lang::Zh, &[&year, &month.to_string(), &date]);
    let en = text::DATE.fill(Lang::En, &[&date, word(&MONTHS, month, Lang::En), &year]);
    Text { zh: format!("{zh} {}", weekday(Lang::Zh)), en: format!("{} {en}", weekday(Lang::En)) }
}

/// `2nd`.
#[must_use]
pub fn ordinal(n: u32) -> String {
    let ending = match (n % 10, n % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{n}{ending}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_read_as_people_write_them() {
        let date = date("2026-11-22T09:42:00+08:00".parse().unwrap());
        assert_eq!(date.zh, "2026年11月22日 星期日");
        assert_eq!(date.en, "Sunday 22 November 2026");
    }

    #[test]
    fn ordinals_end_as_they_are_spoken() {
        let words: Vec<_> = [1, 2, 3, 4, 11, 12, 13, 21, 22].map(ordinal).into();
        assert_eq!(words, ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "22nd"]);
    }
}
