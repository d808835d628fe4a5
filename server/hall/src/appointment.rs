//! Appointments (预约, R39, domain §2.7): the slots of a queue's day, who may come when, and what is asked
//! of who books. A slot has so many seats; who comes in its time gets a number at once that goes first and
//! counts as waiting since the slot began, so nobody stands in a second line (rating tag 212). Numbers
//! without appointment are never affected (R40).

use crate::code::Code;
use crate::hours::{Hours, Period};
use crate::id::AppointmentId;
use crate::moment::{Day, Moment};
use crate::profile::Queue;
use serde::{Deserialize, Serialize};

/// How a queue takes appointments (`appointments` of a queue in `hall.json`; a queue without takes none).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Appointments {
    /// Minutes of a slot.
    pub slot_minutes: u16,
    /// Seats of a slot.
    pub capacity: u16,
    /// Days ahead that can be booked, today not counted.
    pub days_ahead: u16,
    /// A slot can be booked until so many minutes before it begins. Not less than `early_minutes` keeps
    /// people who wait in the hall from booking past those before them.
    pub lead_minutes: u16,
    /// Check-in begins so many minutes before the slot.
    pub early_minutes: u16,
    /// The appointment still counts so many minutes after the slot.
    pub late_minutes: u16,
}

impl Default for Appointments {
    fn default() -> Self {
        Self {
            slot_minutes: 60,
            capacity: 4,
            days_ahead: 7,
            lead_minutes: 0,
            early_minutes: 60,
            late_minutes: 60,
        }
    }
}

/// Days ahead at most: a hall knows its calendar no further.
const FURTHEST: u16 = 90;

impl Appointments {
    /// What is wrong with this rule, if anything.
    #[must_use]
    pub fn fault(&self) -> Option<&'static str> {
        if !(5..=720).contains(&self.slot_minutes) {
            Some("slot_minutes 5 to 720")
        } else if !(1..=200).contains(&self.capacity) {
            Some("capacity 1 to 200")
        } else if self.days_ahead > FURTHEST {
            Some("days_ahead at most 90")
        } else if [self.lead_minutes, self.early_minutes, self.late_minutes].iter().any(|n| *n > 720) {
            Some("lead_minutes, early_minutes and late_minutes at most 720")
        } else {
            None
        }
    }
}

/// A slot of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Slot {
    /// The day.
    pub day: Day,
    /// Its first minute, after midnight.
    pub from: u16,
    /// The first minute after it.
    pub to: u16,
}

impl Slot {
    /// When it begins.
    #[must_use]
    pub fn start(self) -> Moment {
        self.day.at_minute(self.from)
    }

    /// When it ends.
    #[must_use]
    pub fn end(self) -> Moment {
        self.day.at_minute(self.to)
    }

    /// `09:00–10:00`.
    #[must_use]
    pub fn label(self) -> String {
        Period { from: self.from, to: self.to }.label()
    }
}

/// The periods in which a hall is open on a day: the one place where appointments ask for hours.
#[must_use]
pub fn opening(hours: &Hours, day: Day) -> Vec<Period> {
    hours.periods_on(day).to_vec()
}

/// The slots of a queue on a day, in order; none when it takes no appointments or the hall is closed. A
/// rest of a period that is shorter than a slot has none.
#[must_use]
pub fn slots(queue: &Queue, hours: &Hours, day: Day) -> Vec<Slot> {
    let Some(rule) = &queue.appointments else { return Vec::new() };
    let length = rule.slot_minutes.max(1);
    let periods = opening(hours, day);
    let within = |period: Period| {
        let starts = (period.from..period.to).step_by(usize::from(length));
        starts
            .map(move |from| Slot { day, from, to: from.saturating_add(length) })
            .filter(move |slot| slot.to <= period.to)
    };
    periods.into_iter().flat_map(within).collect()
}

/// The days on which a queue can be booked, today first.
#[must_use]
pub fn days(queue: &Queue, hours: &Hours, today: Day, now: Moment) -> Vec<Day> {
    let ahead = queue.appointments.as_ref().map_or(0, |rule| rule.days_ahead);
    let all = (0..=ahead).map(|days| today.plus(days));
    all.filter(|day| !bookable(queue, hours, *day, today, now).is_empty()).collect()
}

/// The slots of a day that are neither too soon nor too far ahead.
#[must_use]
pub fn bookable(queue: &Queue, hours: &Hours, day: Day, today: Day, now: Moment) -> Vec<Slot> {
    let Some(rule) = &queue.appointments else { return Vec::new() };
    if day < today || day > today.plus(rule.days_ahead) {
        return Vec::new();
    }
    let soonest = now.plus_seconds(i64::from(rule.lead_minutes) * 60);
    slots(queue, hours, day).into_iter().filter(|slot| slot.start() > soonest).collect()
}

/// What follows when somebody with an appointment arrives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrival {
    /// The appointment is for another day.
    AnotherDay,
    /// Before check-in begins, at `from`.
    TooEarly {
        /// From when on it works.
        from: Moment,
    },
    /// A number that goes first and counts as waiting since `rank`.
    OnTime {
        /// The slot's beginning; the moment of arrival after its end.
        rank: Moment,
    },
    /// The appointment is over: a number as for everybody.
    Late,
}

/// Judges an arrival on the business day `today`. Both ends of the time allowed belong to it.
#[must_use]
pub fn arrival(slot: Slot, today: Day, now: Moment, rule: &Appointments) -> Arrival {
    let minutes = |n: u16| i64::from(n) * 60;
    let opens = slot.start().plus_seconds(-minutes(rule.early_minutes));
    if slot.day != today {
        Arrival::AnotherDay
    } else if now < opens {
        Arrival::TooEarly { from: opens }
    } else if now <= slot.end() {
        Arrival::OnTime { rank: slot.start() }
    } else if now <= slot.end().plus_seconds(minutes(rule.late_minutes)) {
        Arrival::OnTime { rank: now }
    } else {
        Arrival::Late
    }
}

/// Characters of a name at most.
pub const NAME_MAX: usize = 20;
/// Digits of an appointment's code.
pub const CODE_DIGITS: usize = 10;

/// What to be called by, tidied: 1 to 20 characters, letters and what stands between them in names. Digits
/// are none, so that no identity number ends up here.
///
/// # Errors
/// `name_invalid`.
pub fn checked_name(typed: &str) -> Result<String, Code> {
    let name = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    let fits = |c: char| c.is_alphabetic() || " ·•・.'’-()（）".contains(c);
    let letters = name.chars().any(char::is_alphabetic);
    let short = name.chars().count() <= NAME_MAX;
    if letters && short && name.chars().all(fits) { Ok(name) } else { Err(Code::NameInvalid) }
}

/// A telephone number, tidied: a Chinese mobile number (with or without +86), a landline with or without
/// its area code, or an international number with `+` or `00`.
///
/// # Errors
/// `phone_invalid`.
pub fn checked_phone(typed: &str) -> Result<String, Code> {
    let mut number = String::new();
    for c in typed.trim().chars() {
        match c {
            '0'..='9' => number.push(c),
            // typed with a Chinese keyboard
            '０'..='９' => number.extend(char::from_digit(u32::from(c) - u32::from('０'), 10)),
            '+' | '＋' if number.is_empty() => number.push('+'),
            ' ' | '\u{3000}' | '-' | '－' | '–' | '.' | '(' | ')' | '（' | '）' => {}
            _ => return Err(Code::PhoneInvalid),
        }
    }
    if let Some(rest) = number.strip_prefix("00") {
        number = format!("+{rest}");
    }
    let at_home = number.strip_prefix("+86").or_else(|| number.strip_prefix("86")).unwrap_or(&number);
    if is_mobile(at_home) {
        return Ok(at_home.to_owned());
    }
    let digits = number.strip_prefix('+').unwrap_or(&number);
    let fits = match (number.starts_with('+'), digits.starts_with('0')) {
        (true, false) => (7..=15).contains(&digits.len()),
        // area code of three or four digits, then seven or eight
        (false, true) => (10..=12).contains(&digits.len()),
        (false, false) => (7..=8).contains(&digits.len()),
        (true, true) => false,
    };
    if fits { Ok(number) } else { Err(Code::PhoneInvalid) }
}

fn is_mobile(number: &str) -> bool {
    let mut digits = number.bytes();
    number.len() == 11 && digits.next() == Some(b'1') && matches!(digits.next(), Some(b'3'..=b'9'))
}

/// How an appointment is named by who checks in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Named {
    /// By its code, ten digits.
    Code(String),
    /// By its secret id, as in the address of its page.
    Id(AppointmentId),
}

impl Named {
    /// Reads what was typed or scanned: a code, grouped or not, an id, or the address of the page.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let digits: String = text.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
        if digits.len() == CODE_DIGITS && digits.bytes().all(|b| b.is_ascii_digit()) {
            return Some(Self::Code(digits));
        }
        // a scanner may have its capitals locked
        let text = text.to_ascii_lowercase();
        let id = text.rsplit_once("/b/").map_or(text.as_str(), |(_, id)| id);
        id.parse().ok().map(Self::Id)
    }
}

/// A code as it is shown: `123 456 7890`.
#[must_use]
pub fn grouped(code: &str) -> String {
    let mut shown = String::new();
    for (place, digit) in code.chars().enumerate() {
        if place == 3 || place == 6 {
            shown.push(' ');
        }
        shown.push(digit);
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn queue(appointments: Option<Appointments>) -> Queue {
        let hall: crate::profile::Hall =
            serde_json::from_str(include_str!("../../../assets/halls/shili/hall.json")).unwrap();
        Queue { appointments, ..hall.queues.into_iter().next().unwrap() }
    }

    fn county() -> Hours {
        Hours {
            periods: vec![Period { from: 540, to: 720 }, Period { from: 780, to: 1020 }],
            ..Hours::always()
        }
    }

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn at(text: &str) -> Moment {
        format!("{text}+08:00").parse().unwrap()
    }

    #[test]
    fn the_sample_hall_takes_appointments_for_five_queues() {
        let hall: crate::profile::Hall =
            serde_json::from_str(include_str!("../../../assets/halls/shili/hall.json")).unwrap();
        let with = hall.queues.iter().filter(|queue| queue.appointments.is_some());
        let with: Vec<&str> = with.map(|queue| queue.prefix.as_str()).collect();
        assert_eq!(with, ["A", "B", "D", "F", "G"]);
        assert_eq!(hall.faults(), Vec::<String>::new());
    }

    #[test]
    fn each_working_hour_of_a_workday_is_a_slot() {
        let queue = queue(Some(Appointments::default()));
        let labels: Vec<String> =
            slots(&queue, &county(), day("2026-11-23")).into_iter().map(Slot::label).collect();
        assert_eq!(labels.first().unwrap(), "09:00–10:00");
        assert_eq!(labels.last().unwrap(), "16:00–17:00");
        assert_eq!(labels.len(), 7, "none at noon: {labels:?}");
        assert!(slots(&queue, &county(), day("2026-11-22")).is_empty(), "a Sunday");
        let long = Appointments { slot_minutes: 120, ..Appointments::default() };
        let queue = self::queue(Some(long));
        let labels: Vec<String> =
            slots(&queue, &county(), day("2026-11-23")).into_iter().map(Slot::label).collect();
        assert_eq!(labels, ["09:00–11:00", "13:00–15:00", "15:00–17:00"]);
        assert!(slots(&self::queue(None), &county(), day("2026-11-23")).is_empty());
    }

    #[test]
    fn what_has_begun_and_what_is_too_far_ahead_cannot_be_booked() {
        let queue = queue(Some(Appointments::default()));
        let (today, now) = (day("2026-11-23"), at("2026-11-23T10:00:00"));
        let bookable = |text| bookable(&queue, &county(), day(text), today, now);
        assert_eq!(bookable("2026-11-23").first().map(|slot| slot.label()).as_deref(), Some("11:00–12:00"));
        assert_eq!(bookable("2026-11-30").len(), 7);
        assert!(bookable("2026-12-01").is_empty());
        assert!(bookable("2026-11-20").is_empty());
        let ahead = Appointments { lead_minutes: 60, ..Appointments::default() };
        let first = super::bookable(&self::queue(Some(ahead)), &county(), today, today, now);
        assert_eq!(
            first.first().map(|slot| slot.label()).as_deref(),
            Some("13:00–14:00"),
            "11:00 is too soon"
        );
        let days = days(&queue, &county(), today, now);
        assert_eq!(days.len(), 6, "a week without its weekend");
        assert_eq!(days.first(), Some(&today));
        let evening = super::days(&queue, &county(), today, at("2026-11-23T18:00:00"));
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

    #[test]
    fn names_and_telephone_numbers_are_tidied_or_refused() {
        assert_eq!(checked_name("  张  三 ").unwrap(), "张 三");
        assert_eq!(checked_name("阿卜杜拉·买买提").unwrap(), "阿卜杜拉·买买提");
        assert_eq!(checked_name("Mary-Ann O'Neill").unwrap(), "Mary-Ann O'Neill");
        for bad in ["", "  ", "·", "460102199001011234", "张三<b>", &"张".repeat(21)] {
            assert_eq!(checked_name(bad), Err(Code::NameInvalid), "{bad}");
        }
        for (typed, stored) in [
            ("138 1234 5678", "13812345678"),
            ("+86 138-1234-5678", "13812345678"),
            ("008613812345678", "13812345678"),
            ("１３８１２３４５６７８", "13812345678"),
            ("(0898) 6666-8888", "089866668888"),
            ("010-12345678", "01012345678"),
            ("66668888", "66668888"),
            ("+44 20 7946 0958", "+442079460958"),
        ] {
            assert_eq!(checked_phone(typed).as_deref(), Ok(stored), "{typed}");
        }
        for bad in ["", "12345", "12812345678", "1381234567", "+0123456789", "138x2345678", "++44123456789"] {
            assert_eq!(checked_phone(bad), Err(Code::PhoneInvalid), "{bad}");
        }
    }

    #[test]
    fn a_code_an_id_and_an_address_are_understood() {
        let code = Some(Named::Code("1234567890".to_owned()));
        assert_eq!(Named::read("123 456 7890"), code);
        assert_eq!(Named::read(&grouped("1234567890")), code);
        let id = Some(Named::Id("abcdefgh234567ab".parse().unwrap()));
        assert_eq!(Named::read("abcdefgh234567ab"), id);
        assert_eq!(Named::read("http://127.0.0.1:8080/b/abcdefgh234567ab\n"), id);
        assert_eq!(Named::read("HTTPS://HALL.GOV.CN/B/ABCDEFGH234567AB"), id);
        for none in ["", "123456789", "12345678901", "https://hall.gov.cn/t/abcdefgh234567ab", "/b/abc"] {
            assert_eq!(Named::read(none), None, "{none}");
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
            prop_assume!(periods.iter().all(|period| period.from < period.to));
            let hours = Hours { periods, ..Hours::always() };
            let rule = Appointments { slot_minutes: length, ..Appointments::default() };
            let slots = slots(&queue(Some(rule)), &hours, day("2026-11-23"));
            for slot in &slots {
                prop_assert_eq!(slot.to - slot.from, length);
                prop_assert!(hours.periods.iter().any(|p| p.from <= slot.from && slot.to <= p.to));
            }
            prop_assert!(slots.windows(2).all(|pair| pair[0].to <= pair[1].from));
            let room: u16 = hours.periods.iter().map(|p| (p.to - p.from) / length).sum();
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

        #[test]
        fn whatever_is_accepted_as_a_telephone_number_is_accepted_again(text in "[+0-9 ()-]{0,20}") {
            if let Ok(number) = checked_phone(&text) {
                prop_assert_eq!(checked_phone(&number), Ok(number));
            }
        }
    }
}
