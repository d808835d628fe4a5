//! Whole years and random hours: no gap, no overlap, no contradiction.

use super::*;
use proptest::prelude::*;

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

pub(crate) fn any_hours() -> impl Strategy<Value = Hours> {
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
        let plan = Board::default();
        let place = Place::of(&plan, &hall, hall.queue(&"G".parse().unwrap()).unwrap());
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
            let board = board(queue.prefix.as_str(), waiting);
            let service = hall.service(&board, queue, now);
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
                .filter(|window| hall.calls(&board, window, queue, now) != Calls::Nobody).count();
            prop_assert_eq!(calling > 0, service.calls != Calls::Nobody, "{:?}", service);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn hours_of_appointments_and_the_last_call_are_what_every_minute_of_the_day_says(
        hours in any_hours(), n in 0u16..364, starts in prop::sample::select(vec![0u16, 240]), waiting in 0u32..2,
    ) {
        let mut hall = Hall { hours, ..sample() };
        hall.rules.day_starts_at = starts;
        let day = day("2026-01-01").plus(n);
        for queue in hall.queues.iter().filter(|queue| ["A", "G"].contains(&queue.prefix.as_str())) {
            let board = Board { day: Some(day), ..board(queue.prefix.as_str(), waiting) };
            let place = Place::of(&board, &hall, queue);
            let periods = hall.hours.appointment_periods(day, &place);
            prop_assert!(periods.windows(2).all(|pair| pair[0].to <= pair[1].from), "{periods:?}");
            let (mut everybody, mut booked) = (None, None);
            for minute in 0..1440 {
                let service = hall.service(&board, queue, day.at_minute(minute));
                let served = service.check_in && service.calls != Calls::Nobody;
                prop_assert_eq!(periods.iter().any(|period| period.contains(minute)), served, "{} {:?}", minute, service);
                // the business day may begin later than the calendar's
                let then = day.at_minute(starts).plus_seconds(i64::from(minute) * 60);
                let (calls, end) = (hall.service(&board, queue, then).calls, then.plus_seconds(60));
                everybody = if calls == Calls::Everybody { Some(end) } else { everybody };
                booked = if calls == Calls::Nobody { booked } else { Some(end) };
            }
            prop_assert_eq!(hall.last_call(&board, queue, false), everybody);
            prop_assert_eq!(hall.last_call(&board, queue, true), booked);
        }
    }
}
