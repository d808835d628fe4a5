//! What an acceptance promises (R24, R98): until when it is done, and how the result reaches the applicant.

use super::both;
use crate::catalog::{Item, Limit, LimitUnit, ResultKind};
use crate::hours::Hours;
use crate::moment::Day;
use crate::profile::{Hall, WindowKind, windows_said};
use crate::text::Text;

crate::phrases! {
    ON_THE_SPOT = "当场交给您" / "Handed to you on the spot";
    AT_THIS_WINDOW = "办结后到原窗口领取" / "Collect it at the window where you applied";
    COLLECT = "办结后到 {}领取" / "Collect it at {}";
    POST_FREE = "可以免费邮寄，请在窗口登记地址" / "Or by post, free of charge: leave your address at the window";
    POST = "可以邮寄，请在窗口登记地址" / "Or by post: leave your address at the window";
}

/// The last day of the promised time: counted from the day after acceptance, in workdays of the hall's calendar or in
/// calendar days, as the limit says; the same day where it is done on the spot. Calendar days that would end on a day
/// that is no workday end on the next one (民法典 第二百零三条). None where nothing is promised.
#[must_use]
pub fn promised_by(limit: &Limit, hours: &Hours, accepted: Day) -> Option<Day> {
    let days = limit.value.and_then(|days| u16::try_from(days).ok());
    match (limit.unit?, days) {
        (LimitUnit::Immediate, _) => Some(accepted),
        (LimitUnit::Workday, Some(days)) => Some(hours.workdays_after(accepted, days)),
        (LimitUnit::Day, Some(days)) => {
            let last = accepted.plus(days);
            Some(if hours.is_workday(last) { last } else { hours.workdays_after(last, 1) })
        }
        (LimitUnit::Workday | LimitUnit::Day, None) => None,
    }
}

/// The ways to get the result, as far as guide and hall tell; none where there is nothing to hand over.
pub(super) fn handover(hall: &Hall, item: &Item) -> Vec<Text> {
    match &item.result {
        None => return Vec::new(),
        Some(result) if result.kind == ResultKind::Nothing => return Vec::new(),
        Some(_) if item.promised_limit.unit == Some(LimitUnit::Immediate) => return vec![ON_THE_SPOT.text()],
        Some(_) => {}
    }
    let counters = hall.windows.iter().filter(|window| window.kind == WindowKind::Collection);
    let labels: Vec<&str> = counters.map(|window| window.label.as_str()).collect();
    let at = match labels.is_empty() {
        true => AT_THIS_WINDOW.text(),
        false => both(|lang| COLLECT.fill(lang, &[&windows_said(&labels, lang)])),
    };
    let post = match (item.modes.free_post, item.channels.post) {
        (true, _) => Some(POST_FREE.text()),
        (false, true) => Some(POST.text()),
        (false, false) => None,
    };
    std::iter::once(at).chain(post).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hours::Exception;
    use proptest::prelude::*;

    fn limit(value: Option<u32>, unit: Option<LimitUnit>) -> Limit {
        Limit { value, unit, text_zh: String::new(), text_en: String::new() }
    }

    fn hours() -> Hours {
        let mut hours = Hours::always();
        hours.exceptions.insert("2026-11-27".parse().unwrap(), Exception::Holiday);
        hours
    }

    #[test]
    fn a_promise_ends_on_a_day_that_is_worked_by_the_halls_calendar() {
        // a Thursday; the Friday after it is a holiday of this hall
        let day: Day = "2026-11-26".parse().unwrap();
        for (value, unit, until) in [
            (Some(0), LimitUnit::Immediate, Some("2026-11-26")),
            (Some(1), LimitUnit::Workday, Some("2026-11-30")),
            (Some(5), LimitUnit::Workday, Some("2026-12-04")),
            (None, LimitUnit::Immediate, Some("2026-11-26")),
            // the holiday and the weekend after it; a Saturday; a Wednesday
            (Some(1), LimitUnit::Day, Some("2026-11-30")),
            (Some(30), LimitUnit::Day, Some("2026-12-28")),
            (Some(6), LimitUnit::Day, Some("2026-12-02")),
            (None, LimitUnit::Workday, None),
            (Some(70_000), LimitUnit::Day, None),
        ] {
            let until = until.map(|until| until.parse::<Day>().unwrap());
            assert_eq!(promised_by(&limit(value, Some(unit)), &hours(), day), until, "{value:?} {unit:?}");
        }
        assert_eq!(promised_by(&limit(Some(5), None), &hours(), day), None);
    }

    proptest! {
        #[test]
        fn a_promise_ends_on_a_workday_and_in_workdays_never_before_the_same_in_calendar_days(days in 1_u32..400, later in 0_u16..800) {
            let day = "2026-01-01".parse::<Day>().unwrap().plus(later);
            let by = |unit| promised_by(&limit(Some(days), Some(unit)), &hours(), day).unwrap();
            prop_assert!(hours().is_workday(by(LimitUnit::Workday)) && hours().is_workday(by(LimitUnit::Day)));
            prop_assert!(by(LimitUnit::Workday) >= by(LimitUnit::Day));
        }
    }

    #[test]
    fn the_result_is_handed_over_as_guide_and_hall_tell() {
        let hall: Hall =
            serde_json::from_str(include_str!("../../../../assets/halls/shili/hall.json")).unwrap();
        let mut item = crate::catalog::sample_item();
        item.result = None;
        assert_eq!(handover(&hall, &item), []);
        let result = serde_json::json!({"kind": "certificate", "name": {"zh": "证", "en": "Card"}});
        item.result = serde_json::from_value(result).unwrap();
        item.promised_limit = limit(Some(5), Some(LimitUnit::Workday));
        (item.modes.free_post, item.channels.post) = (true, true);
        let ways: Vec<String> = handover(&hall, &item).into_iter().map(|way| way.zh).collect();
        assert!(ways[0].contains("P01") && ways[0].contains("领取"), "{ways:?}");
        assert_eq!(ways[1..], [POST_FREE.zh.to_owned()]);
        item.promised_limit = limit(Some(0), Some(LimitUnit::Immediate));
        assert_eq!(handover(&hall, &item), [ON_THE_SPOT.text()]);
    }
}
