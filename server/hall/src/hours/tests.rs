//! The hours against the table of domain §5, the published calendar, and whole years.

use super::*;
use crate::profile::Hall;
use proptest::prelude::*;

fn calendar() -> Calendar {
    serde_json::from_str(include_str!("../../../../assets/calendars/2026.json")).unwrap()
}

/// 09:00–12:00, 13:00–17:00, numbers half an hour early, the national calendar, nothing else.
fn county() -> Hours {
    let periods = vec![Period { from: 540, to: 720 }, Period { from: 780, to: 1020 }];
    let mut hours = Hours { periods, early_minutes: 30, ..Hours::always() };
    hours.observe(&[calendar()]);
    hours
}

/// The sample hall, with its seasons and services.
fn sample() -> Hall {
    let mut hall: Hall =
        serde_json::from_str(include_str!("../../../../assets/halls/shili/hall.json")).unwrap();
    hall.hours.observe(&[calendar()]);
    hall
}

fn with(kind: OverlayKind) -> Hall {
    let mut hall = sample();
    hall.hours = Hours { overlays: vec![Overlay { scope: Scope::default(), kind }], ..county() };
    hall
}

fn at(text: &str) -> Moment {
    format!("{text}+08:00").parse().unwrap()
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn service(hall: &Hall, queue: &str, waiting: u32, when: &str) -> Service {
    hall.service(hall.queue(&queue.parse().unwrap()).unwrap(), waiting, at(when))
}

fn may_call(hall: &Hall, window: &str, queue: &str, when: &str) -> bool {
    let queue = hall.queue(&queue.parse().unwrap()).unwrap();
    hall.may_call(hall.window(&window.parse().unwrap()).unwrap(), queue, 1, at(when))
}

/// Walk-in numbers, check-in, whom windows call, self-service.
fn effects(service: &Service) -> (Phase, bool, bool, Calls, bool) {
    (service.phase, service.walk_in, service.check_in, service.calls, service.self_service)
}

#[test]
fn a_workday_opens_pauses_at_noon_and_closes() {
    let states = [
        ("2026-11-23T08:59:59", HallState::BeforeOpen, "今天 09:00 开始办公"),
        ("2026-11-23T09:00:00", HallState::Open, "正在办公，12:00 结束"),
        ("2026-11-23T12:00:00", HallState::Noon, "午休，13:00 继续办公"),
        ("2026-11-23T16:59:59", HallState::Open, "正在办公，17:00 结束"),
        ("2026-11-20T17:00:00", HallState::Closed, "现已下班，11月23日 09:00 开始办公"),
        ("2026-11-22T10:00:00", HallState::Closed, "周末休息，11月23日 09:00 开始办公"),
        ("2026-10-03T10:00:00", HallState::Closed, "国庆节放假，10月8日 09:00 开始办公"),
    ];
    for (when, state, message) in states {
        let open = county().state(at(when));
        assert_eq!((open.state, open.message.zh.as_str()), (state, message), "{when}");
    }
}

#[test]
fn numbers_are_given_out_from_half_an_hour_early_to_the_end() {
    for (when, may) in [
        ("2026-11-23T08:29:59", false),
        ("2026-11-23T08:30:00", true),
        ("2026-11-23T12:30:00", true),
        ("2026-11-23T17:00:00", false),
        ("2026-11-22T10:00:00", false),
    ] {
        assert_eq!(county().may_issue(at(when)), may, "{when}");
    }
    assert!(Hours::always().may_issue(at("2026-11-22T03:00:00")));
}

// the rows of “effects on tickets”

#[test]
fn row_before_open_numbers_may_be_taken_and_start_at_opening() {
    let hall = with(OverlayKind::Noon);
    let early = service(&hall, "A", 0, "2026-11-23T08:30:00");
    assert_eq!(effects(&early), (Phase::BeforeOpen, true, true, Calls::Nobody, true));
    assert_eq!(early.until, Some(at("2026-11-23T09:00:00")), "the countdown of the signs");
    assert_eq!(early.message.zh, "可以先取号，09:00 开始叫号");
    let earlier = service(&hall, "A", 0, "2026-11-23T08:29:59");
    assert_eq!(effects(&earlier), (Phase::BeforeOpen, false, false, Calls::Nobody, false));
    assert_eq!(service(&hall, "A", 0, "2026-11-23T09:00:00").calls, Calls::Everybody);
}

#[test]
fn row_open_gives_and_calls_numbers() {
    let open = service(&with(OverlayKind::Noon), "A", 0, "2026-11-23T09:00:00");
    assert_eq!(effects(&open), (Phase::Open, true, true, Calls::Everybody, true));
    assert_eq!(open.until, Some(at("2026-11-23T12:00:00")));
}

#[test]
fn row_cut_off_compares_the_people_who_wait_with_the_time_that_is_left() {
    // 4 windows, 30 minutes left, 10 minutes a service: 12 people fill it, a 13th is too many
    assert!(!cutoff(30, 12, 600, 4).is_full());
    assert!(cutoff(30, 13, 600, 4).is_full());
    assert!(cutoff(0, 1, 1, 4).is_full(), "no time is left");
    assert!(!cutoff(1, 0, 600, 1).is_full(), "nobody waits");
    assert!(cutoff(u32::MAX, u32::MAX, u32::MAX, 1).is_full(), "no overflow");
    let left = |hours: Hours, when| service(&Hall { hours, ..sample() }, "A", 0, when).remaining_minutes;
    assert_eq!(left(county(), "2026-11-23T08:00:00"), Some(420));
    assert_eq!(left(county(), "2026-11-23T12:30:00"), Some(240));
    assert_eq!(left(county(), "2026-11-23T16:30:30"), Some(29));
    assert_eq!(left(county(), "2026-11-23T17:00:00"), Some(0));
    assert_eq!(left(Hours::always(), "2026-11-23T16:30:00"), None);
}

#[test]
fn row_noon_gap_keeps_and_gives_numbers_and_calls_nobody() {
    let hall = Hall { hours: county(), ..sample() };
    let noon = service(&hall, "A", 3, "2026-11-23T12:30:00");
    assert_eq!(effects(&noon), (Phase::Noon, true, true, Calls::Nobody, true));
    assert_eq!(noon.message.zh, "午休，13:00 继续办公");
    assert_eq!(noon.until, Some(at("2026-11-23T13:00:00")));
    // the waiting clock pauses in statistics
    let waited = |from, to| hall.hours.open_seconds(at(from), at(to));
    assert_eq!(waited("2026-11-23T11:50:00", "2026-11-23T13:10:00"), 1200);
    assert_eq!(waited("2026-11-23T12:00:00", "2026-11-23T13:00:00"), 0);
}

#[test]
fn row_noon_overlay_serves_only_queues_with_noon_windows() {
    let hall = sample();
    let when = "2026-11-23T12:30:00";
    let served = service(&hall, "G", 0, when);
    assert_eq!(effects(&served), (Phase::NoonService, true, true, Calls::Everybody, true));
    assert_eq!(effects(&service(&hall, "A", 0, when)), (Phase::Noon, false, true, Calls::Nobody, true));
    let open: Vec<_> = ["G01", "G02", "G03", "G04"]
        .into_iter()
        .filter(|window| may_call(&hall, window, "G", when))
        .collect();
    assert_eq!(open, ["G01", "G04"], "the list of open windows");
    assert!(!may_call(&hall, "G04", "T", when), "the service is for one queue of the window");
    assert_eq!(hall.hours.state(at(when)).message.zh, "午休，部分窗口照常办理，13:00 全部继续办公");
    // who waits for a noon window waits on
    let place = Place::of(&hall, hall.queue(&"G".parse().unwrap()).unwrap(), 1);
    let (from, to) = (at("2026-11-23T11:50:00"), at("2026-11-23T13:10:00"));
    assert_eq!(hall.hours.open_seconds_at(from, to, &place), 4800);
    let everywhere = with(OverlayKind::Noon).hours.state(at(when));
    assert_eq!(everywhere.message.zh, "正在办公，17:00 结束", "a hall without a midday break");
    // two of four windows: the break is no time to plan with
    assert_eq!(served.remaining_minutes, Some(240));
    assert_eq!(service(&with(OverlayKind::Noon), "G", 0, when).remaining_minutes, Some(270));
}

#[test]
fn row_late_serves_the_numbers_that_are_out_and_gives_no_new_ones() {
    let untimed = with(OverlayKind::Late { until: None });
    let late = service(&untimed, "A", 1, "2026-11-23T17:00:00");
    assert_eq!(effects(&late), (Phase::Late, false, false, Calls::Everybody, true));
    assert_eq!(late.message.zh, "延时服务中，已取的号继续办理，不再发新号");
    assert_eq!(late.remaining_minutes, Some(0), "it is no time to plan with");
    assert_eq!(service(&untimed, "A", 1, "2026-11-23T23:59:59").phase, Phase::Late);
    assert_eq!(service(&untimed, "A", 0, "2026-11-23T17:00:00").phase, Phase::Closed, "the queue is empty");
    let timed = with(OverlayKind::Late { until: Some(1080) });
    assert_eq!(service(&timed, "A", 0, "2026-11-23T17:59:59").until, Some(at("2026-11-23T18:00:00")));
    assert_eq!(service(&timed, "A", 1, "2026-11-23T18:00:00").calls, Calls::Nobody);
    let none = service(&with(OverlayKind::Noon), "A", 1, "2026-11-23T17:00:00");
    assert_eq!(effects(&none), (Phase::Closed, false, false, Calls::Nobody, false));
}

#[test]
fn row_flexible_serves_appointments_before_opening_and_after_closing() {
    let hall = with(OverlayKind::Flexible { before: 60, after: 60 });
    let before = service(&hall, "A", 0, "2026-11-23T08:00:00");
    assert_eq!(effects(&before), (Phase::Flexible, false, true, Calls::Appointments, true));
    assert!(service(&hall, "A", 0, "2026-11-23T08:30:00").walk_in, "early numbers stay");
    assert_eq!(service(&hall, "A", 0, "2026-11-23T07:59:59").phase, Phase::BeforeOpen);
    let after = service(&hall, "A", 1, "2026-11-23T17:59:59");
    assert_eq!(effects(&after), (Phase::Flexible, false, true, Calls::Appointments, true));
    assert_eq!(after.message.zh, "现在仅办理预约，18:00 结束");
    assert_eq!(service(&hall, "A", 1, "2026-11-23T18:00:00").phase, Phase::Closed);
}

#[test]
fn row_holiday_and_weekend_check_in_appointments_only() {
    let hall = with(OverlayKind::Holiday { periods: vec![Period { from: 540, to: 720 }] });
    for when in ["2026-10-03T09:00:00", "2026-11-22T11:59:59"] {
        let service = service(&hall, "A", 0, when);
        assert_eq!(
            effects(&service),
            (Phase::Appointments, false, true, Calls::Appointments, true),
            "{when}"
        );
        assert_eq!(service.message.zh, "今天仅办理预约，12:00 结束");
    }
    for (when, message) in [
        ("2026-10-03T12:00:00", "国庆节放假，10月8日 09:00 开始办公"),
        ("2026-11-22T12:00:00", "周末休息，11月23日 09:00 开始办公"),
    ] {
        let service = service(&hall, "A", 0, when);
        assert_eq!(effects(&service), (Phase::Closed, false, false, Calls::Nobody, true), "{when}");
        assert_eq!(service.message.zh, message, "the next open day");
    }
    assert_eq!(service(&hall, "A", 0, "2026-10-10T09:00:00").phase, Phase::Open, "a Saturday that is worked");
}

#[test]
fn row_weekend_service_opens_some_queues_but_not_on_holidays() {
    let hall = sample();
    let saturday = "2026-11-21T10:00:00";
    let served = service(&hall, "G", 0, saturday);
    assert_eq!(effects(&served), (Phase::Weekend, true, true, Calls::Everybody, true));
    assert_eq!(served.message.zh, "周末服务中，12:00 结束");
    assert_eq!(served.remaining_minutes, Some(120));
    assert!(may_call(&hall, "G01", "G", saturday) && !may_call(&hall, "G03", "G", saturday));
    assert!(!service(&hall, "B", 0, saturday).walk_in);
    assert_eq!(service(&hall, "G", 0, "2026-10-03T10:00:00").calls, Calls::Nobody, "a Saturday of 国庆节");
    assert_eq!(service(&hall, "G", 0, "2026-11-22T10:00:00").calls, Calls::Nobody, "a Sunday");
    let messages = [
        ("2026-11-20T17:00:00", "现已下班，11月21日 09:00 部分业务开始办公"),
        ("2026-11-21T08:00:00", "今天 09:00 部分业务开始办公"),
        (saturday, "部分业务正在办公，12:00 结束"),
        ("2026-11-21T12:00:00", "现已下班，11月23日 09:00 开始办公"),
    ];
    for (when, message) in messages {
        assert_eq!(hall.hours.state(at(when)).message.zh, message, "{when}");
    }
    assert!(!hall.hours.is_workday(day("2026-11-21")), "no day of a promised time");
}

#[test]
fn row_24h_area_serves_itself_and_gives_no_human_numbers() {
    let hall = with(OverlayKind::AllDay);
    for when in ["2026-11-23T03:00:00", "2026-11-23T20:00:00", "2026-11-22T10:00:00", "2026-10-03T23:00:00"] {
        let service = service(&hall, "A", 1, when);
        assert_eq!(effects(&service), (Phase::SelfService, false, false, Calls::Nobody, true), "{when}");
        assert!(service.message.zh.starts_with("自助服务 24 小时开放，窗口"), "{}", service.message.zh);
    }
    assert_eq!(service(&hall, "A", 0, "2026-11-23T09:00:00").phase, Phase::Open);
}

#[test]
fn promised_workdays_count_from_the_next_day_by_the_same_calendar() {
    let hours = county();
    for (from, n, to) in [
        ("2026-11-23", 0, "2026-11-23"),
        ("2026-11-23", 1, "2026-11-24"),
        ("2026-11-27", 1, "2026-11-30"),
        // 14 February is worked, 15 to 23 off, 28 worked
        ("2026-02-13", 1, "2026-02-14"),
        ("2026-02-13", 2, "2026-02-24"),
        ("2026-02-13", 6, "2026-02-28"),
        ("2026-09-30", 3, "2026-10-10"),
    ] {
        assert_eq!(hours.workdays_after(day(from), n), day(to), "{from} + {n}");
    }
    // a time in working seconds does not run over the Spring Festival: the rest of the Saturday, one morning
    let worked = hours.open_seconds(at("2026-02-14T16:00:00"), at("2026-02-24T10:00:00"));
    assert_eq!(worked, 7200);
}

// the calendar and the profile

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

// properties

fn periods() -> impl Strategy<Value = Vec<Period>> {
    // pairs of cut points of a day; at least one minute is left before midnight
    prop::collection::btree_set(0u16..1439, 2..8).prop_map(|cuts| {
        let cuts: Vec<u16> = cuts.into_iter().collect();
        cuts.chunks_exact(2).map(|pair| Period { from: pair[0], to: pair[1] }).collect()
    })
}

fn overlay() -> impl Strategy<Value = OverlayKind> {
    prop_oneof![
        Just(OverlayKind::Noon),
        Just(OverlayKind::AllDay),
        prop::option::of(0u16..1440).prop_map(|until| OverlayKind::Late { until }),
        (1u16..120, 0u16..120).prop_map(|(before, after)| OverlayKind::Flexible { before, after }),
        (prop::sample::select(vec![vec![], vec![6], vec![7]]), periods())
            .prop_map(|(days, periods)| OverlayKind::Weekend { days, periods }),
        periods().prop_map(|periods| OverlayKind::Holiday { periods }),
    ]
}

fn scope() -> impl Strategy<Value = Scope> {
    let some = |list: Vec<&'static str>| prop::collection::vec(prop::sample::select(list), 0..2);
    (some(vec!["A", "G"]), some(vec!["A", "G", "T"]), some(vec!["A01", "G01", "G04", "T01"])).prop_map(
        |(zones, queues, windows)| Scope {
            zones: zones.into_iter().map(str::to_owned).collect(),
            queues: queues.into_iter().map(|queue| queue.parse().unwrap()).collect(),
            windows: windows.into_iter().map(|window| window.parse().unwrap()).collect(),
        },
    )
}

fn any_hours() -> impl Strategy<Value = Hours> {
    let overlay = (scope(), overlay()).prop_map(|(scope, kind)| Overlay { scope, kind });
    let groups = prop::option::of((1u8..=7, periods()));
    let season = prop::option::of((any_month_day(), any_month_day(), periods()));
    let odd = prop::collection::btree_map(0u16..365, prop::bool::ANY, 0..6);
    (periods(), groups, season, odd, prop::collection::vec(overlay, 0..5), 0u16..60).prop_map(
        |(periods, group, season, odd, overlays, early_minutes)| {
            let group = group.map(|(day, periods)| WeekdayHours { days: vec![day], periods });
            let season = season.map(|(from, to, periods)| Season { from, to, periods, weekdays: Vec::new() });
            let exception = |worked| if worked { Exception::Workday } else { Exception::Holiday };
            let mut hours = Hours {
                periods,
                weekdays: group.into_iter().collect(),
                seasons: season.into_iter().collect(),
                exceptions: odd
                    .into_iter()
                    .map(|(n, worked)| (day("2026-01-01").plus(n), exception(worked)))
                    .collect(),
                overlays,
                early_minutes,
                holidays: Vec::new(),
            };
            hours.observe(&[calendar()]);
            hours
        },
    )
}

fn any_month_day() -> impl Strategy<Value = MonthDay> {
    (1u8..=12, 1u8..=28).prop_map(|(month, day)| format!("{month:02}-{day:02}").parse().unwrap())
}

/// An instant of 2026.
fn any_moment() -> impl Strategy<Value = Moment> {
    (0i64..365 * 86_400_000)
        .prop_map(|ms| Moment::from_unix_ms(day("2026-01-01").at_minute(0).unix_ms() + ms))
}

/// Walks a year from change to change: each state lasts exactly to its end, open and not open alternate,
/// and the open time adds up to what every single day has.
fn walk_a_year(hours: &Hours) -> Result<(), TestCaseError> {
    let (mut now, end) = (at("2026-01-01T00:00:00"), at("2027-01-01T00:00:00"));
    let mut open = 0_u64;
    while now < end {
        let state = hours.state(now);
        let until = state.until.unwrap();
        prop_assert!(until > now, "{state:?}");
        let is_open = state.state == HallState::Open;
        let half = Moment::from_unix_ms(now.unix_ms().midpoint(until.unix_ms()));
        for inside in [half, Moment::from_unix_ms(until.unix_ms() - 1)] {
            let same = hours.state(inside);
            prop_assert_eq!((same.state == HallState::Open, same.until), (is_open, Some(until)));
        }
        prop_assert_ne!(hours.state(until).state == HallState::Open, is_open, "at {}", until.rfc3339());
        if is_open {
            open += u64::from(until.min(end).seconds_since(now));
        }
        now = until;
    }
    let every_day = span::seconds(at("2026-01-01T00:00:00"), end, |day| hours.offered(day, None));
    prop_assert_eq!(open, every_day);
    Ok(())
}

#[test]
fn a_year_of_the_county_and_of_the_sample_hall_has_neither_gap_nor_overlap() {
    walk_a_year(&county()).unwrap();
    walk_a_year(&sample().hours).unwrap();
    let (from, to) = (at("2026-01-01T00:00:00"), at("2027-01-01T00:00:00"));
    assert_eq!(county().open_seconds(from, to), 248 * 7 * 3600);
}

#[test]
fn every_five_minutes_of_a_year_are_like_the_periods_of_its_day() {
    let hours = sample().hours;
    let mut now = at("2026-01-01T00:00:00");
    while now < at("2027-01-01T00:00:00") {
        let periods = hours.offered(now.day(), None);
        let open = periods.iter().any(|period| period.contains(now.minute_of_day()));
        assert_eq!(hours.state(now).state == HallState::Open, open, "{}", now.rfc3339());
        now = now.plus_seconds(300);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_year_of_any_hours_has_neither_gap_nor_overlap(hours in any_hours()) {
        walk_a_year(&hours)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn open_seconds_add_up(hours in any_hours(), mut times in prop::array::uniform3(any_moment())) {
        let hall = sample();
        let place = Place::of(&hall, hall.queue(&"G".parse().unwrap()).unwrap(), 0);
        times.sort_unstable();
        let [a, b, c] = times;
        let (ab, bc, ac) = (hours.open_seconds(a, b), hours.open_seconds(b, c), hours.open_seconds(a, c));
        prop_assert_eq!(ab + bc, ac);
        prop_assert!(ac <= u64::from(c.seconds_since(a)) + 1);
        prop_assert_eq!(hours.open_seconds(c, a), 0);
        let at = |from, to| hours.open_seconds_at(from, to, &place);
        prop_assert_eq!(at(a, b) + at(b, c), at(a, c));
        prop_assert!(at(a, c) >= ac, "services only add");
    }

    #[test]
    fn workdays_are_counted_one_by_one(hours in any_hours(), from in any_moment(), n in 0u16..60) {
        let (from, to) = (from.day(), hours.workdays_after(from.day(), n));
        let (mut day, mut count) = (from, 0);
        while day < to {
            day = day.next();
            count += u16::from(hours.is_workday(day));
        }
        prop_assert_eq!(count, n);
        prop_assert!(n == 0 || hours.is_workday(to));
    }

    #[test]
    fn what_a_queue_may_do_is_never_a_contradiction(
        hours in any_hours(), now in any_moment(), waiting in 0u32..3,
    ) {
        let hall = Hall { hours, ..sample() };
        for queue in &hall.queues {
            let service = hall.service(queue, waiting, now);
            prop_assert!(service.check_in || !service.walk_in, "{service:?}");
            prop_assert!(service.message.is_complete());
            prop_assert!(service.until.is_none_or(|until| until > now));
            let open = matches!(service.phase, Phase::Open | Phase::NoonService | Phase::Weekend);
            prop_assert_eq!(open, service.walk_in && service.calls == Calls::Everybody);
            if matches!(service.phase, Phase::Open | Phase::Weekend) {
                prop_assert_eq!(hall.hours.state(now).state, HallState::Open);
            }
            if matches!(service.phase, Phase::Closed | Phase::SelfService) {
                prop_assert!(!service.check_in && service.calls == Calls::Nobody);
            }
            // who takes a number can be served today, or is told at once that the time is short
            if service.walk_in {
                prop_assert!(service.remaining_minutes.is_none_or(|minutes| minutes > 0)
                    || service.until.unwrap().seconds_since(now) < 60, "{service:?}");
            }
            // windows call exactly when their queue does
            let calling = hall.windows_of(&queue.prefix)
                .filter(|window| hall.may_call(window, queue, waiting, now)).count();
            prop_assert_eq!(calling > 0, service.calls != Calls::Nobody, "{:?}", service);
        }
    }
}
