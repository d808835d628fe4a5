//! Days in words, the same on every screen, page and slip.

use crate::moment::Day;
use crate::text::{Lang, Phrase, Text};

crate::phrases! {
    SHORT = "{}月{}日 {}" / "{} {} {}";
    LONG = "{}年{}月{}日 {}" / "{} {} {} {}";
    JANUARY = "一月" / "January";
    FEBRUARY = "二月" / "February";
    MARCH = "三月" / "March";
    APRIL = "四月" / "April";
    MAY = "五月" / "May";
    JUNE = "六月" / "June";
    JULY = "七月" / "July";
    AUGUST = "八月" / "August";
    SEPTEMBER = "九月" / "September";
    OCTOBER = "十月" / "October";
    NOVEMBER = "十一月" / "November";
    DECEMBER = "十二月" / "December";
    MONDAY = "星期一" / "Monday";
    TUESDAY = "星期二" / "Tuesday";
    WEDNESDAY = "星期三" / "Wednesday";
    THURSDAY = "星期四" / "Thursday";
    FRIDAY = "星期五" / "Friday";
    SATURDAY = "星期六" / "Saturday";
    SUNDAY = "星期日" / "Sunday";
}

const MONTHS: [Phrase; 12] =
    [JANUARY, FEBRUARY, MARCH, APRIL, MAY, JUNE, JULY, AUGUST, SEPTEMBER, OCTOBER, NOVEMBER, DECEMBER];
const WEEKDAYS: [Phrase; 7] = [MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY];

/// English names of months and weekdays are cut to three letters on small pages.
const SHORT_NAME: usize = 3;

fn word(table: &[Phrase], from_one: u8, lang: Lang) -> &'static str {
    usize::from(from_one).checked_sub(1).and_then(|n| table.get(n)).map_or("", |phrase| phrase.get(lang))
}

fn short_word(table: &[Phrase], from_one: u8) -> &'static str {
    let name = word(table, from_one, Lang::En);
    name.get(..SHORT_NAME).unwrap_or(name)
}

/// A day without its year: `11月25日 星期三`, `Wed 25 Nov`.
#[must_use]
pub fn short(day: Day) -> Text {
    let (_, month, date) = day.ymd();
    let (month_zh, date) = (month.to_string(), date.to_string());
    let weekday = day.weekday();
    Text {
        zh: SHORT.fill(Lang::Zh, &[&month_zh, &date, word(&WEEKDAYS, weekday, Lang::Zh)]),
        en: SHORT.fill(Lang::En, &[short_word(&WEEKDAYS, weekday), &date, short_word(&MONTHS, month)]),
    }
}

/// A day whole: `2026年11月25日 星期三`, `Wednesday 25 November 2026`.
#[must_use]
pub fn long(day: Day) -> Text {
    let (year, month, date) = day.ymd();
    let (year, month_zh, date) = (year.to_string(), month.to_string(), date.to_string());
    let weekday = |lang| word(&WEEKDAYS, day.weekday(), lang);
    Text {
        zh: LONG.fill(Lang::Zh, &[&year, &month_zh, &date, weekday(Lang::Zh)]),
        en: LONG.fill(Lang::En, &[weekday(Lang::En), &date, word(&MONTHS, month, Lang::En), &year]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_named_in_both_languages() {
        let said = |day: &str| short(day.parse().unwrap());
        let wednesday = said("2026-11-25");
        assert_eq!((wednesday.zh.as_str(), wednesday.en.as_str()), ("11月25日 星期三", "Wed 25 Nov"));
        assert_eq!(said("2027-01-03").en, "Sun 3 Jan");
        let whole = long("2026-11-22".parse().unwrap());
        assert_eq!(whole.zh, "2026年11月22日 星期日");
        assert_eq!(whole.en, "Sunday 22 November 2026");
    }
}
