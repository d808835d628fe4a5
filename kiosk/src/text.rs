//! Texts shared by the programs: what every screen says in the same words.

use hall::moment::{Day, Moment};
use hall::text::{Lang, Phrase};

hall::phrases! {
    /// Monday.
    MONDAY = "星期一" / "Mon";
    /// Tuesday.
    TUESDAY = "星期二" / "Tue";
    /// Wednesday.
    WEDNESDAY = "星期三" / "Wed";
    /// Thursday.
    THURSDAY = "星期四" / "Thu";
    /// Friday.
    FRIDAY = "星期五" / "Fri";
    /// Saturday.
    SATURDAY = "星期六" / "Sat";
    /// Sunday.
    SUNDAY = "星期日" / "Sun";
    /// Month and day.
    DATE = "{}月{}日" / "{}/{}";
    /// One page back in a list.
    PREVIOUS_PAGE = "上一页" / "Previous";
    /// One page on in a list.
    NEXT_PAGE = "下一页" / "Next";
    /// Where in a list.
    PAGE_OF = "第 {}/{} 页" / "Page {} of {}";
    /// Names the buttons that turn pages.
    PAGES = "翻页" / "Pages";
    /// Something takes longer than a second.
    PLEASE_WAIT = "请稍候" / "Please wait";
    /// Once more.
    TRY_AGAIN = "重试" / "Try again";
    /// What a clock shows while the time is not known.
    NO_TIME = "--:--" / "--:--";
}

/// The name of a day of the week.
#[must_use]
pub fn weekday(day: Day) -> Phrase {
    match day.weekday() {
        1 => MONDAY,
        2 => TUESDAY,
        3 => WEDNESDAY,
        4 => THURSDAY,
        5 => FRIDAY,
        6 => SATURDAY,
        _ => SUNDAY,
    }
}

/// `11月22日 星期日`, `Sun 11/22`.
#[must_use]
pub fn date(day: Day, lang: Lang) -> String {
    let (_, month, date) = day.ymd();
    let date = DATE.fill(lang, &[&month.to_string(), &date.to_string()]);
    let weekday = weekday(day).get(lang);
    match lang {
        Lang::Zh => format!("{date} {weekday}"),
        Lang::En => format!("{weekday} {date}"),
    }
}

/// `09:42`, or dashes while the time is not known.
#[must_use]
pub fn clock(now: Option<Moment>) -> String {
    now.map_or_else(|| NO_TIME.zh.to_owned(), Moment::hh_mm)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_names_its_weekday() {
        let day = "2026-11-22".parse().unwrap();
        assert_eq!(date(day, Lang::Zh), "11月22日 星期日");
        assert_eq!(date(day, Lang::En), "Sun 11/22");
        assert_eq!(clock(None), "--:--");
    }
}
