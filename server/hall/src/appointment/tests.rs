//! The slots of a day and who may come when.

use super::*;
use crate::board::Board;
use crate::hours::{Calls, Hours, Overlay, OverlayKind, Scope};
use crate::id::Prefix;
use proptest::prelude::*;

/// The sample hall with its services and the national calendar.
fn sample() -> Hall {
    let mut hall: Hall =
        serde_json::from_str(include_str!("../../../../assets/halls/shili/hall.json")).unwrap();
    let calendar = serde_json::from_str(include_str!("../../../../assets/calendars/2026.json")).unwrap();
    hall.hours.observe(&[calendar]);
    hall
}

/// The sample hall without services, whose queue A takes appointments so.
fn county(appointments: Option<Appointments>) -> Hall {
    let periods = vec![Period { from: 540, to: 720 }, Period { from: 780, to: 1020 }];
    open(Hours { periods, ..Hours::always() }, appointments)
}

fn open(hours: Hours, appointments: Option<Appointments>) -> Hall {
    let mut hall = Hall { hours, ..sample() };
    hall.queues[0].appointments = appointments;
    hall
}

fn labels(hall: &Hall, prefix: &str, day: &str) -> Vec<String> {
    let prefix: Prefix = prefix.parse().unwrap();
    slots(hall, hall.queue(&prefix).unwrap(), self::day(day)).into_iter().map(Slot::label).collect()
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn at(text: &str) -> Moment {
    format!("{text}+08:00").parse().unwrap()
}

#[test]
fn the_sample_hall_takes_appointments_for_five_queues() {
    let hall = sample();
    let with = hall.queues.iter().filter(|queue| queue.appointments.is_some());
    let with: Vec<&str> = with.map(|queue| queue.prefix.as_str()).collect();
    assert_eq!(with, ["A", "B", "D", "F", "G"]);
    assert_eq!(hall.faults(), Vec::<String>::new());
}

#[test]
fn each_working_hour_of_a_workday_is_a_slot() {
    let hall = county(Some(Appointments::default()));
    let all = labels(&hall, "A", "2026-11-23");
    assert_eq!((all[0].as_str(), all[6].as_str()), ("09:00–10:00", "16:00–17:00"));
    assert_eq!(all.len(), 7, "none at noon: {all:?}");
    assert!(labels(&hall, "A", "2026-11-22").is_empty(), "a Sunday");
    let long = county(Some(Appointments { slot_minutes: 120, ..Appointments::default() }));
    assert_eq!(labels(&long, "A", "2026-11-23"), ["09:00–11:00", "13:00–15:00", "15:00–17:00"]);
    assert!(labels(&county(None), "A", "2026-11-23").is_empty());
}

#[test]
fn the_services_of_a_hall_have_slots_of_their_own() {
    let hall = sample();
    let base = ["09:00–10:00", "10:00–11:00", "11:00–12:00", "13:00–14:00", "14:00–15:00"];
    let base = [&base[..], &["15:00–16:00", "16:00–17:00"]].concat();
    // at the edges of the day in the zones A and B
    let edges = [&["08:00–09:00"], &base[..], &["17:00–18:00"]].concat();
    assert_eq!(labels(&hall, "A", "2026-11-23"), edges);
    assert_eq!(labels(&hall, "F", "2026-11-23"), base, "another zone");
    // through midday where it is worked
    assert!(labels(&hall, "G", "2026-11-23").contains(&"12:00–13:00".to_owned()));
    // on a holiday and on a closed weekend, for queue A
    for closed in ["2026-10-01", "2026-11-22"] {
        assert_eq!(labels(&hall, "A", closed), base[..3], "{closed}");
        assert!(labels(&hall, "G", closed).is_empty() && labels(&hall, "B", closed).is_empty(), "{closed}");
    }
    // on the Saturdays of queue G; a Saturday of a holiday is a holiday, one that is worked a workday
    assert_eq!(labels(&hall, "G", "2026-11-21"), base[..3]);
    assert!(labels(&hall, "G", "2026-10-03").is_empty());
    assert_eq!(labels(&hall, "F", "2026-10-10"), base);
    // in summer the afternoon is later
    assert_eq!(labels(&hall, "A", "2026-07-01").last().unwrap(), "17:30–18:30");
}

#[test]
fn what_can_be_checked_in_for_already_and_what_is_too_far_ahead_cannot_be_booked() {
    let hall = county(Some(Appointments::default()));
    let (queue, today) = (&hall.queues[0], day("2026-11-23"));
    let first = |hall: &Hall, now| {
        bookable(hall, &hall.queues[0], today, today, at(now)).first().map(|slot| slot.label())
    };
    assert_eq!(first(&hall, "2026-11-23T09:59:59").as_deref(), Some("11:00–12:00"));
    assert_eq!(first(&hall, "2026-11-23T10:00:00").as_deref(), Some("13:00–14:00"), "11:00 may check in");
    let no_lead = county(Some(Appointments { lead_minutes: 0, ..Appointments::default() }));
    assert_eq!(first(&no_lead, "2026-11-23T10:59:59").as_deref(), Some("11:00–12:00"));
    let now = at("2026-11-23T10:00:00");
    assert_eq!(bookable(&hall, queue, day("2026-11-30"), today, now).len(), 7);
    assert!(bookable(&hall, queue, day("2026-12-01"), today, now).is_empty());
    assert!(bookable(&hall, queue, day("2026-11-20"), today, now).is_empty());
    let days = days(&hall, queue, today, now);
    assert_eq!(days.len(), 6, "a week without its weekend");
    assert_eq!(days.first(), Some(&today));
    let evening = super::days(&hall, queue, today, at("2026-11-23T18:00:00"));
    assert_eq!(evening.first(), Some(&day("2026-11-24")));
}

#[test]
fn early_on_time_late_and_too_late() {
    let slot = Slot { day: day("2026-11-23"), from: 600, to: 660 };
    let rule = Appointments { early_minutes: 30, late_minutes: 15, ..Appointments::default() };
    let judge = |text: &str| arrival(slot, slot.day, at(text), &rule);
    let opens = at("2026-11-23T09:30:00");
    for (when, expected) in [
        ("2026-11-23T09:29:59", Arrival::TooEarly { from: opens }),
        ("2026-11-23T09:30:00", Arrival::OnTime { rank: slot.start() }),
        ("2026-11-23T10:59:00", Arrival::OnTime { rank: slot.start() }),
        ("2026-11-23T11:00:00", Arrival::OnTime { rank: slot.start() }),
        ("2026-11-23T11:00:01", Arrival::OnTime { rank: at("2026-11-23T11:00:01") }),
        ("2026-11-23T11:15:00", Arrival::OnTime { rank: at("2026-11-23T11:15:00") }),
        ("2026-11-23T11:15:01", Arrival::Late),
    ] {
        assert_eq!(judge(when), expected, "{when}");
    }
    let tomorrow = arrival(slot, day("2026-11-24"), at("2026-11-24T10:00:00"), &rule);
    assert_eq!(tomorrow, Arrival::AnotherDay);
}

/// Every minute of every so many days of a year: in a slot somebody with an appointment is checked in and called; and an hour that
/// is for appointments alone is in a slot, but for a rest that is shorter than one.
fn slots_are_served(hall: &Hall, queue: &Queue, first: u16, every: u16) -> Result<(), TestCaseError> {
    let length = queue.appointments.as_ref().unwrap().slot_minutes;
    let plan = Board::default();
    let mut day = day("2026-01-01").plus(first);
    while day <= self::day("2026-12-31") {
        let slots = slots(hall, queue, day);
        prop_assert!(slots.windows(2).all(|pair| pair[0].to <= pair[1].from), "{slots:?} overlap");
        prop_assert!(slots.iter().all(|slot| slot.to <= 1440 && slot.to - slot.from == length));
        let mut alone = 0;
        for minute in 0..1440 {
            let service = hall.service(&plan, queue, day.at_minute(minute));
            let within = slots.iter().any(|slot| slot.from <= minute && minute < slot.to);
            if within {
                prop_assert!(
                    service.check_in && service.calls != Calls::Nobody,
                    "{day} {minute}: {service:?}"
                );
            }
            alone = if service.calls == Calls::Appointments && !within { alone + 1 } else { 0 };
            prop_assert!(alone < length, "{day} {minute}: {alone} minutes without a slot");
        }
        day = day.plus(every);
    }
    Ok(())
}

#[test]
fn every_minute_of_a_slot_of_the_sample_hall_is_served_all_year() {
    let hall = sample();
    // between them they have every service
    for prefix in ["A", "G"] {
        slots_are_served(&hall, hall.queue(&prefix.parse().unwrap()).unwrap(), 0, 1).unwrap();
    }
}

/// Services of queue A, of one of its windows, or of all.
fn overlay() -> impl Strategy<Value = Overlay> {
    let period = (0u16..1200, 10u16..240).prop_map(|(from, length)| Period { from, to: from + length });
    let periods = period.prop_map(|period| vec![period]);
    let kind = prop_oneof![
        Just(OverlayKind::Noon),
        prop::option::of(900u16..1440).prop_map(|until| OverlayKind::Late { until }),
        (0u16..600, 1u16..600).prop_map(|(before, after)| OverlayKind::Flexible { before, after }),
        periods.clone().prop_map(|periods| OverlayKind::Weekend { days: vec![6], periods }),
        periods.prop_map(|periods| OverlayKind::Holiday { periods }),
    ];
    let scope = prop::sample::select(vec![
        Scope::default(),
        Scope { windows: vec!["A01".parse().unwrap()], ..Scope::default() },
        Scope { queues: vec!["A".parse().unwrap()], ..Scope::default() },
        Scope { windows: vec!["B01".parse().unwrap()], ..Scope::default() },
    ]);
    (scope, kind).prop_map(|(scope, kind)| Overlay { scope, kind })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn every_minute_of_a_slot_is_served_whatever_a_hall_offers(
        overlays in prop::collection::vec(overlay(), 1..5), slot_minutes in 5u16..=120, first in 0u16..5,
    ) {
        let rule = Appointments { slot_minutes, ..Appointments::default() };
        let hall = open(Hours { overlays, ..sample().hours }, Some(rule));
        slots_are_served(&hall, &hall.queues[0], first, 5)?;
    }
}

proptest! {
    #[test]
    fn slots_lie_in_order_inside_the_periods(
        length in 5u16..=720, from in 0u16..700, first in 1u16..700, rest in 0u16..300, last in 1u16..400,
    ) {
        let periods = vec![
            Period { from, to: from + first },
            Period { from: from + first + rest, to: (from + first + rest + last).min(1440) },
        ];
        prop_assume!(rest > 0 && periods.iter().all(|period| period.from < period.to));
        let rule = Appointments { slot_minutes: length, ..Appointments::default() };
        let hall = open(Hours { periods, ..Hours::always() }, Some(rule));
        let slots = slots(&hall, &hall.queues[0], day("2026-11-23"));
        for slot in &slots {
            prop_assert_eq!(slot.to - slot.from, length);
            prop_assert!(hall.hours.periods.iter().any(|p| p.from <= slot.from && slot.to <= p.to));
        }
        prop_assert!(slots.windows(2).all(|pair| pair[0].to <= pair[1].from));
        let room: u16 = hall.hours.periods.iter().map(|p| (p.to - p.from) / length).sum();
        prop_assert_eq!(slots.len(), usize::from(room));
    }

    #[test]
    fn who_comes_later_never_ranks_before_who_came_earlier(
        from in 0u16..1300, length in 5u16..120, early in 0u16..720, late in 0u16..720,
        times in proptest::collection::vec(0i64..86_400, 2),
    ) {
        let slot = Slot { day: day("2026-11-23"), from, to: (from + length).min(1440) };
        let rule = Appointments { early_minutes: early, late_minutes: late, ..Appointments::default() };
        let at = |seconds| slot.day.at_minute(0).plus_seconds(seconds);
        let rank = |seconds| arrival(slot, slot.day, at(seconds), &rule);
        let (first, second) = (times[0].min(times[1]), times[0].max(times[1]));
        let order = |arrival| match arrival {
            Arrival::AnotherDay => -1,
            Arrival::TooEarly { .. } => 0,
            Arrival::OnTime { .. } => 1,
            Arrival::Late => 2,
        };
        prop_assert!(order(rank(first)) <= order(rank(second)));
        if let (Arrival::OnTime { rank: a }, Arrival::OnTime { rank: b }) = (rank(first), rank(second)) {
            prop_assert!(a <= b && slot.start() <= a);
        }
    }
}

#[test]
fn what_one_window_serves_is_checked_in_whatever_another_does() {
    // after closing one window serves who waits (延时), another appointments (早晚弹性)
    let scope = |id: &str| Scope { windows: vec![id.parse().unwrap()], ..Scope::default() };
    let mut hall = county(Some(Appointments::default()));
    hall.hours.overlays = vec![
        Overlay { scope: scope("A01"), kind: OverlayKind::Late { until: Some(1080) } },
        Overlay { scope: scope("A02"), kind: OverlayKind::Flexible { before: 0, after: 60 } },
    ];
    assert_eq!(labels(&hall, "A", "2026-11-23").last().unwrap(), "17:00–18:00");
    let queue = hall.queue(&"A".parse().unwrap()).unwrap();
    let service = hall.service(&Board::default(), queue, at("2026-11-23T17:10:00"));
    assert_eq!((service.calls, service.check_in, service.walk_in), (Calls::Everybody, true, false));
}

#[test]
fn a_slot_belongs_to_the_business_day_on_which_it_begins() {
    let mut hall = open(Hours::always(), Some(Appointments::default()));
    hall.rules.day_starts_at = 240;
    let all = labels(&hall, "A", "2026-11-23");
    assert_eq!(all.first().unwrap(), "04:00–05:00", "before, it is still the day before: {all:?}");
    assert_eq!(all.len(), 20);
}
