//! The rows of “effects on tickets”, domain §5.

use super::*;

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
    let waits = board("G", 1);
    let place = Place::of(&waits, &hall, hall.queue(&"G".parse().unwrap()).unwrap());
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

#[test]
fn the_signs_say_whom_a_closed_hall_serves_all_the_same() {
    let say = |hall: &Hall, waiting, when| hall.state(&board("A", waiting), at(when)).message.zh;
    let late = with(OverlayKind::Late { until: None });
    assert_eq!(say(&late, 1, "2026-11-23T17:10:00"), "延时服务中，已取的号继续办理，不再发新号");
    assert_eq!(say(&late, 0, "2026-11-20T17:10:00"), "现已下班，11月23日 09:00 开始办公");
    assert_eq!(say(&late, 1, "2026-11-23T16:00:00"), "正在办公，17:00 结束");
    let flexible = with(OverlayKind::Flexible { before: 60, after: 60 });
    assert_eq!(say(&flexible, 0, "2026-11-23T08:10:00"), "现在仅办理预约，09:00 开始办公");
    let holiday = with(OverlayKind::Holiday { periods: vec![Period { from: 540, to: 720 }] });
    assert_eq!(say(&holiday, 0, "2026-10-01T10:00:00"), "今天仅办理预约，12:00 结束");
    assert_eq!(say(&holiday, 0, "2026-10-01T13:00:00"), "国庆节放假，10月8日 09:00 开始办公");
}
