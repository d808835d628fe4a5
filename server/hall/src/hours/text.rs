//! What is said about opening hours.

use crate::moment::Moment;
use crate::text::{Lang, Phrase, Text};

crate::phrases! {
    OPEN_ALWAYS = "正在办公" / "Open";
    OPEN_UNTIL = "正在办公，{} 结束" / "Open until {}";
    WEEKEND_UNTIL = "周末服务中，{} 结束" / "Weekend service until {}";
    PARTLY_UNTIL = "部分业务正在办公，{} 结束" / "Some services open until {}";
    OPENS_AT = "今天 {} 开始办公" / "Opens today at {}";
    PARTLY_AT = "今天 {} 部分业务开始办公" / "Some services open today at {}";
    NUMBERS_NOW = "可以先取号，{} 开始叫号" / "Numbers are given out now and called from {}";
    FLEXIBLE_BEFORE = "现在仅办理预约，{} 开始办公" / "Appointments only now. Opens at {}";
    NOON_UNTIL = "午休，{} 继续办公" / "Midday break, open again at {}";
    NOON_PARTLY = "午休，部分窗口照常办理，{} 全部继续办公" / "Midday break, some windows stay open. All open again at {}";
    NOON_SERVICE = "午间不间断服务中" / "Open through the midday break";
    LATE = "延时服务中，已取的号继续办理，不再发新号" / "Extended service for numbers already taken. No new numbers";
    FLEXIBLE_AFTER = "现在仅办理预约，{} 结束" / "Appointments only, until {}";
    APPOINTMENTS = "今天仅办理预约，{} 结束" / "Appointments only today, until {}";
    CLOSED_UNTIL = "现已下班，{}月{}日 {} 开始办公" / "Closed. Opens again on {}/{} at {}";
    CLOSED_PARTLY = "现已下班，{}月{}日 {} 部分业务开始办公" / "Closed. Some services open on {}/{} at {}";
    CLOSED_WEEKEND = "周末休息，{}月{}日 {} 开始办公" / "Closed at the weekend. Opens again on {}/{} at {}";
    CLOSED_HOLIDAY = "{}放假，{}月{}日 {} 开始办公" / "Closed for {}. Opens again on {}/{} at {}";
    SELF_SERVICE = "自助服务 24 小时开放，窗口{}月{}日 {} 开始办公" / "Self-service is open 24 hours. Windows open on {}/{} at {}";
    A_HOLIDAY = "节假日" / "the holiday";
}

/// A phrase about a time of today.
pub(super) fn at(phrase: Phrase, moment: Moment) -> Text {
    fill(phrase, &[], moment.hh_mm())
}

/// A phrase about a time of another day.
pub(super) fn on(phrase: Phrase, moment: Moment) -> Text {
    let (_, month, date) = moment.day().ymd();
    fill(phrase, &[month.to_string(), date.to_string()], moment.hh_mm())
}

/// The closed hall on a holiday of that name.
pub(super) fn holiday(name: &Text, opens: Moment) -> Text {
    let (_, month, date) = opens.day().ymd();
    let (month, date, time) = (month.to_string(), date.to_string(), opens.hh_mm());
    let half = |lang: Lang| CLOSED_HOLIDAY.fill(lang, &[name.get(lang), &month, &date, &time]);
    Text { zh: half(Lang::Zh), en: half(Lang::En) }
}

fn fill(phrase: Phrase, before: &[String], time: String) -> Text {
    let mut values: Vec<&str> = before.iter().map(String::as_str).collect();
    values.push(&time);
    Text { zh: phrase.fill(Lang::Zh, &values), en: phrase.fill(Lang::En, &values) }
}
