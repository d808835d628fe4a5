//! The calendar, the profile of a year, and what is wrong with either.

use super::*;

#[test]
fn the_calendar_of_2026_has_no_fault_and_the_days_of_the_notice() {
    let calendar = calendar();
    assert_eq!(calendar.faults(), Vec::<String>::new());
    let mut off: Vec<String> = Vec::new();
    for holiday in &calendar.holidays {
        let mut day = holiday.from;
        while day <= holiday.to {
            off.push(day.to_string());
            day = day.next();
        }
    }
    let worked: Vec<String> =
        calendar.holidays.iter().flat_map(|h| h.workdays.iter().map(ToString::to_string)).collect();
    // 国办发明电〔2025〕7号: 3 + 9 + 3 + 5 + 3 + 3 + 7 days off, 1 + 2 + 1 + 2 worked
    assert_eq!((off.len(), worked.len()), (33, 6));
    let hours = county();
    for text in &off {
        assert_eq!(hours.day_kind(day(text)), DayKind::Holiday, "{text}");
        assert!(hours.periods_on(day(text)).is_empty(), "{text}");
        assert_eq!(hours.state(at(&format!("{text}T10:00:00"))).state, HallState::Closed, "{text}");
    }
    for text in &worked {
        assert!(day(text).is_weekend(), "{text}");
        assert_eq!(hours.day_kind(day(text)), DayKind::MadeWorkday, "{text}");
        assert_eq!(hours.state(at(&format!("{text}T10:00:00"))).state, HallState::Open, "{text}");
    }
    // the 365 days: what the notice leaves is workdays and weekends
    let mut today = day("2026-01-01");
    let mut workdays = 0;
    while today <= day("2026-12-31") {
        workdays += u32::from(hours.is_workday(today));
        today = today.next();
    }
    assert_eq!(workdays, 248, "261 Mondays to Fridays, 19 of them off, 6 weekend days worked");
}

#[test]
fn the_next_opening_is_found_across_the_spring_festival() {
    let open = county().state(at("2026-02-14T17:00:00"));
    assert_eq!((open.state, open.until), (HallState::Closed, Some(at("2026-02-24T09:00:00"))));
    let open = county().state(at("2026-02-18T10:00:00"));
    assert_eq!(open.message.zh, "春节放假，2月24日 09:00 开始办公");
    assert_eq!(open.message.en, "Closed for Spring Festival. Opens again on 2/24 at 09:00");
}

#[test]
fn a_halls_exceptions_come_before_the_calendar() {
    let mut hours = county();
    hours.exceptions = BTreeMap::from([
        (day("2026-10-01"), Exception::Workday),
        (day("2026-10-10"), Exception::Holiday),
        (day("2026-11-23"), Exception::Holiday),
    ]);
    assert!(hours.is_workday(day("2026-10-01")) && !hours.is_workday(day("2026-10-10")));
    let closed = hours.state(at("2026-11-23T10:00:00"));
    assert_eq!(closed.message.en, "Closed for the holiday. Opens again on 11/24 at 09:00");
}

#[test]
fn seasons_and_days_of_the_week_have_periods_of_their_own() {
    let mut hours = county();
    let afternoon = |from, to| vec![Period { from: 510, to: 720 }, Period { from, to }];
    hours.weekdays = vec![
        WeekdayHours { days: vec![6], periods: vec![Period { from: 540, to: 720 }] },
        WeekdayHours { days: vec![5], periods: Vec::new() },
    ];
    let season = |from: &str, to: &str, periods, weekdays| Season {
        from: from.parse().unwrap(),
        to: to.parse().unwrap(),
        periods,
        weekdays,
    };
    let summer_saturday = WeekdayHours { days: vec![6], periods: Vec::new() };
    hours.seasons = vec![
        season("06-01", "09-30", afternoon(870, 1050), vec![summer_saturday]),
        season("12-01", "02-29", afternoon(840, 1020), Vec::new()),
    ];
    assert_eq!(hours.faults(), Vec::<String>::new());
    for (date, last) in [
        ("2026-05-28", Some(1020)),
        ("2026-06-01", Some(1050)),
        ("2026-09-30", Some(1050)),
        ("2026-10-08", Some(1020)),
        ("2026-11-21", Some(720)),
        ("2026-11-20", None),
        ("2026-07-04", None),
        ("2026-12-05", Some(720)),
        // a make-up workday is a workday, whatever a Saturday is
        ("2026-10-10", Some(1020)),
    ] {
        assert_eq!(hours.periods_on(day(date)).last().map(|p| p.to), last, "{date}");
    }
    for (date, first) in [("2026-12-01", 510), ("2026-01-05", 510), ("2026-02-25", 510), ("2026-03-02", 540)]
    {
        assert_eq!(hours.workday_periods(day(date))[0].from, first, "{date}");
    }
    assert!(hours.is_workday(day("2026-11-20")), "a closed Friday is a workday all the same");
    // what is written is read again, and today's form is still read
    let json = serde_json::to_string(&hours).unwrap();
    assert_eq!(serde_json::from_str::<Hours>(&json).unwrap(), hours);
    let old = r#"{"periods": [{"from": 540, "to": 720}], "exceptions": {"2026-10-01": "holiday"}}"#;
    assert_eq!(serde_json::from_str::<Hours>(old).unwrap().exceptions.len(), 1);
}

#[test]
fn faults_of_hours_are_reported_all_at_once() {
    let mut hall = sample();
    assert_eq!(hall.faults(), Vec::<String>::new());
    let season = |from: &str, to: &str| Season {
        from: from.parse().unwrap(),
        to: to.parse().unwrap(),
        periods: vec![Period { from: 540, to: 720 }],
        weekdays: Vec::new(),
    };
    hall.hours.weekdays = vec![WeekdayHours { days: vec![8], periods: Vec::new() }];
    hall.hours.seasons = vec![season("11-01", "03-31"), season("03-31", "04-30"), season("05-01", "06-01")];
    hall.hours.overlays = vec![
        Overlay {
            scope: Scope::default(),
            kind: OverlayKind::Weekend { days: vec![5], periods: Vec::new() },
        },
        Overlay {
            scope: Scope {
                zones: vec!["Z".to_owned()],
                queues: vec!["ZZ".parse().unwrap()],
                windows: vec!["Z99".parse().unwrap()],
            },
            kind: OverlayKind::Flexible { before: 0, after: 0 },
        },
    ];
    hall.rules.last_ticket_at = Some(1440);
    let faults = hall.faults();
    assert_eq!(faults.len(), 8, "{faults:?}");
    for text in ["02-30", "13-01", "6-1", ""] {
        assert!(text.parse::<MonthDay>().is_err(), "{text}");
    }
}

#[test]
fn faults_of_a_calendar_are_reported_all_at_once() {
    let mut calendar = calendar();
    calendar.source.clear();
    calendar.holidays[0].name.en.clear();
    calendar.holidays[1].workdays[0] = day("2026-02-16");
    calendar.holidays[2].to = day("2026-05-02");
    calendar.holidays[6].from = day("2025-10-01");
    calendar.holidays[6].to = day("2025-10-07");
    let faults = calendar.faults();
    // the source, a language, a worked day that is no weekend and off, a holiday of a month that holds the
    // next, one of another year that is not after the one before
    assert_eq!(faults.len(), 8, "{faults:#?}");
}

#[test]
fn a_missing_year_is_told_when_it_begins_to_matter() {
    let calendars = [calendar()];
    assert!(missing(&calendars, day("2026-10-31")).is_empty());
    let told = missing(&calendars, day("2026-11-01"));
    assert!(told.len() == 1 && told[0].contains("2027"), "{told:?}");
    assert_eq!(missing(&calendars, day("2027-11-01")).len(), 2);
}
