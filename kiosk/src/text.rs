//! Texts shared by the programs: what every screen says in the same words.

use hall::moment::{Day, Moment};
use hall::text::Lang;

hall::phrases! {
    /// One page back in a list.
    PREVIOUS_PAGE = "上一页" / "Previous";
    /// One page on in a list.
    NEXT_PAGE = "下一页" / "Next";
    /// Where in a list.
    PAGE_OF = "第 {}/{} 页" / "Page {} of {}";
    /// Where in a list of thousands.
    ENTRIES_OF = "第 {}–{} 项，共 {} 项" / "{}–{} of {}";
    /// Names the buttons that turn pages.
    PAGES = "翻页" / "Pages";
    /// Something takes longer than a second.
    PLEASE_WAIT = "请稍候" / "Please wait";
    /// Once more.
    TRY_AGAIN = "重试" / "Try again";
    /// The title of a message that replaces everything on all screens.
    EMERGENCY = "紧急通知" / "Emergency";
    /// What a clock shows while the time is not known.
    NO_TIME = "--:--" / "--:--";
}

/// `11月22日 星期日`, `Sun 22 Nov`.
#[must_use]
pub fn date(day: Day, lang: Lang) -> String {
    hall::dates::short(day).get(lang).to_owned()
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
    fn a_clock_without_a_time_says_so() {
        assert_eq!(clock(None), "--:--");
    }
}
