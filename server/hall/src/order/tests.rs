use super::*;
use crate::hours::Hours;
use crate::moment::Day;
use crate::profile::Hall;
use proptest::prelude::*;

fn who(name: &str) -> AccountId {
    name.parse().unwrap()
}

fn case(contact: bool) -> Case {
    Case { opened: "2026-09-28T10:00:00+08:00".parse().unwrap(), rated: Some(who("a01")), contact }
}

/// An order to which steps are added, as long as they may be.
struct Told {
    case: Case,
    steps: Vec<Step>,
}

impl Told {
    fn new(contact: bool) -> Self {
        Self { case: case(contact), steps: Vec::new() }
    }

    fn order(&self) -> Order {
        Order::of(self.case.clone(), &self.steps)
    }

    fn takes(&mut self, by: &str, act: Act) -> Result<State, Code> {
        let by = who(by);
        self.order().may(&by, &act)?;
        let at = self.case.opened.plus_seconds(60 * i64::try_from(self.steps.len()).unwrap() + 60);
        self.steps.push(Step { at, by, act });
        Ok(self.order().state())
    }
}

fn note() -> String {
    "说明".to_owned()
}

fn verify(finding: Finding) -> Act {
    Act::Verify { finding, note: note() }
}

#[test]
fn a_bad_rating_is_followed_to_its_end() {
    let mut told = Told::new(true);
    assert_eq!(told.order().state(), State::New);
    assert_eq!(told.takes("chief", Act::Close), Err(Code::OrderStep));
    assert_eq!(told.takes("chief", Act::Take), Ok(State::Verifying));
    assert_eq!(
        told.takes("chief", Act::Rectify { note: note() }),
        Err(Code::OrderStep),
        "nothing is found yet"
    );
    assert_eq!(told.takes("a01", verify(Finding::Unfounded)), Err(Code::RatedPerson));
    assert_eq!(
        told.takes("chief", Act::Verify { finding: Finding::Upheld, note: "  ".into() }),
        Err(Code::NoteRequired)
    );
    assert_eq!(told.takes("chief", verify(Finding::Upheld)), Ok(State::Verified));
    assert_eq!(
        told.takes("chief", verify(Finding::Unfounded)),
        Err(Code::OrderStep),
        "only a review changes it"
    );
    assert_eq!(
        told.takes("chief", Act::Reply { note: note() }),
        Err(Code::OrderStep),
        "nothing was done yet"
    );
    assert_eq!(told.takes("chief", Act::Rectify { note: note() }), Ok(State::Acting));
    assert_eq!(told.takes("chief", Act::Close), Err(Code::OrderStep));
    assert_eq!(told.takes("chief", Act::Reply { note: note() }), Ok(State::Replied));
    assert_eq!(told.takes("chief", Act::Close), Err(Code::OrderStep), "who left a contact is asked");
    let visit = |result| Act::Revisit { result, note: note() };
    assert_eq!(told.takes("chief", visit(Visit::Dissatisfied)), Ok(State::Revisited));
    // once more, because the person is not satisfied
    assert_eq!(told.takes("chief", Act::Explain { note: note() }), Ok(State::Acting));
    assert_eq!(told.takes("chief", Act::Close), Err(Code::OrderStep));
    assert_eq!(told.takes("chief", Act::Reply { note: note() }), Ok(State::Replied));
    assert_eq!(told.takes("chief", visit(Visit::Satisfied)), Ok(State::Revisited));
    assert_eq!(told.takes("a01", Act::Close), Err(Code::RatedPerson));
    assert_eq!(told.takes("chief", Act::Close), Ok(State::Closed));
    assert_eq!(told.takes("other", Act::Take), Err(Code::OrderClosed));
}

#[test]
fn nobody_is_asked_who_left_no_contact() {
    let mut told = Told::new(false);
    for act in [verify(Finding::Unfounded), Act::Explain { note: note() }, Act::Reply { note: note() }] {
        told.takes("chief", act).unwrap();
    }
    let visit = Act::Revisit { result: Visit::Satisfied, note: note() };
    assert_eq!(told.takes("chief", visit), Err(Code::OrderStep));
    assert_eq!(told.takes("chief", Act::Close), Ok(State::Closed));
}

#[test]
fn what_makes_a_rating_count_no_more_is_found_by_two() {
    let mut told = Told::new(false);
    assert_eq!(told.takes("chief", verify(Finding::Malicious)), Ok(State::SecondPerson));
    assert_eq!(told.takes("chief", verify(Finding::Malicious)), Err(Code::SecondPerson));
    assert_eq!(
        told.takes("other", verify(Finding::Mistaken)),
        Ok(State::SecondPerson),
        "the second sees it otherwise"
    );
    assert_eq!(told.takes("chief", verify(Finding::Mistaken)), Ok(State::Verified));
    assert_eq!(told.order().finding, Some(Finding::Mistaken));
    assert_eq!(
        told.takes("chief", Act::Rectify { note: note() }),
        Err(Code::OrderStep),
        "there is nothing to put right"
    );
}

#[test]
fn an_appeal_is_decided_by_somebody_else_and_what_followed_from_the_finding_begins_anew() {
    let mut told = Told::new(false);
    told.takes("chief", verify(Finding::Upheld)).unwrap();
    told.takes("chief", Act::Rectify { note: note() }).unwrap();
    assert_eq!(told.takes("a01", Act::Appeal { note: note() }), Ok(State::Appealed));
    let review = |finding| Act::Review { finding, note: note() };
    for (by, code) in [("a01", Code::RatedPerson), ("chief", Code::SecondPerson)] {
        assert_eq!(told.takes(by, review(Finding::Unfounded)), Err(code), "{by}");
    }
    assert_eq!(
        told.takes("other", Act::Reply { note: note() }),
        Err(Code::OrderStep),
        "the review comes first"
    );
    assert_eq!(told.takes("other", review(Finding::Malicious)), Ok(State::SecondPerson), "that takes two");
    assert_eq!(told.takes("chief", verify(Finding::Malicious)), Ok(State::Verified));
    assert_eq!(told.takes("a01", Act::Appeal { note: note() }), Err(Code::OrderStep), "once");
    assert_eq!(told.order().remedy, None);
}

#[test]
fn a_review_that_finds_the_same_changes_nothing_that_was_done() {
    let mut told = Told::new(false);
    told.takes("chief", verify(Finding::Upheld)).unwrap();
    told.takes("chief", Act::Rectify { note: note() }).unwrap();
    told.takes("chief", Act::Reply { note: note() }).unwrap();
    told.takes("a01", Act::Appeal { note: note() }).unwrap();
    let review = Act::Review { finding: Finding::Upheld, note: note() };
    assert_eq!(told.takes("other", review), Ok(State::Replied));
}

fn hours() -> Hours {
    let hall: Hall = serde_json::from_str(include_str!("../../../../assets/halls/shili/hall.json")).unwrap();
    let calendar = include_str!("../../../../assets/calendars/2026.json");
    let holidays: serde_json::Value = serde_json::from_str(calendar).unwrap();
    Hours { holidays: serde_json::from_value(holidays["holidays"].clone()).unwrap(), ..hall.hours }
}

#[test]
fn terms_are_counted_in_working_days_over_holidays_and_made_up_workdays() {
    let hours = hours();
    let day = |text: &str| text.parse::<Day>().unwrap();
    // National Day 2026: 1 to 7 October are free; 20 September and 10 October are worked
    for (opened, days, due, half, before) in [
        ("2026-09-28", 1, "2026-09-29", "2026-09-29", "2026-09-28"),
        ("2026-09-28", 5, "2026-10-10", "2026-10-08", "2026-10-09"),
        ("2026-09-30", 1, "2026-10-08", "2026-10-08", "2026-09-30"),
        ("2026-09-18", 2, "2026-09-21", "2026-09-20", "2026-09-20"),
        ("2026-11-27", 15, "2026-12-18", "2026-12-09", "2026-12-17"),
        ("2026-11-28", 5, "2026-12-04", "2026-12-02", "2026-12-03"),
    ] {
        let found = Due::after(&hours, day(opened), days);
        assert_eq!(
            (found.day, found.half, found.before),
            (day(due), day(half), day(before)),
            "{opened} + {days}"
        );
    }
    let due = Due::after(&hours, day("2026-11-30"), 5);
    for (today, light) in [
        ("2026-12-02", Light::Green),
        ("2026-12-03", Light::Yellow),
        ("2026-12-04", Light::Last),
        ("2026-12-07", Light::Last),
        ("2026-12-08", Light::Red),
    ] {
        assert_eq!(due.light(day(today)), light, "{today}");
    }
}

#[test]
fn what_is_due_follows_the_order_and_a_complex_case_has_longer() {
    let (hours, terms) = (hours(), Terms::default());
    let day = |text: &str| text.parse::<Day>().unwrap();
    let mut told = Told::new(false);
    let due = |told: &Told| told.order().due(&terms, &hours).map(|due| due.day);
    assert_eq!(due(&told), Some(day("2026-09-29")));
    told.takes("chief", verify(Finding::Upheld)).unwrap();
    assert_eq!(due(&told), Some(day("2026-10-10")));
    assert_eq!(told.order().in_time(&terms, &hours, day("2026-10-10")), None);
    assert_eq!(told.order().in_time(&terms, &hours, day("2026-10-11")), Some(false));
    told.takes("chief", Act::Extend { note: note() }).unwrap();
    assert_eq!(told.takes("chief", Act::Extend { note: note() }), Err(Code::OrderStep), "once");
    assert_eq!(due(&told), Some(day("2026-10-23")));
    told.takes("chief", Act::Rectify { note: note() }).unwrap();
    told.takes("chief", Act::Reply { note: note() }).unwrap();
    assert_eq!(due(&told), None);
    assert_eq!(told.order().in_time(&terms, &hours, day("2026-12-01")), Some(true));
}

fn act() -> impl Strategy<Value = Act> {
    let finding = || prop::sample::select(Finding::ALL.to_vec());
    let visit = prop::sample::select(vec![Visit::Satisfied, Visit::Dissatisfied, Visit::Unreachable]);
    prop_oneof![
        Just(Act::Take),
        finding().prop_map(verify),
        Just(Act::Extend { note: note() }),
        Just(Act::Rectify { note: note() }),
        Just(Act::Explain { note: note() }),
        Just(Act::Forward { to: note(), note: note() }),
        Just(Act::Reply { note: note() }),
        visit.prop_map(|result| Act::Revisit { result, note: note() }),
        Just(Act::Appeal { note: note() }),
        finding().prop_map(|finding| Act::Review { finding, note: note() }),
        Just(Act::Close),
    ]
}

proptest! {
    #[test]
    fn whatever_people_try_the_invariants_hold(
        contact in any::<bool>(),
        tries in prop::collection::vec((prop::sample::select(vec!["a01", "chief", "other", "third"]), act()), 0..80),
    ) {
        let mut told = Told::new(contact);
        for (by, act) in tries {
            let before = told.order();
            match told.takes(by, act) {
                Ok(state) => prop_assert_eq!(state, told.order().state()),
                Err(_) => prop_assert_eq!(told.order(), before),
            }
        }
        let (order, steps) = (told.order(), &told.steps);
        for step in steps {
            prop_assert!(step.by != who("a01") || step.act.name() == "appeal");
        }
        if order.finding.is_some_and(Finding::invalidates) {
            let mut found: Vec<_> = steps
                .iter()
                .filter(|step| match &step.act {
                    Act::Verify { finding, .. } | Act::Review { finding, .. } => Some(*finding) == order.finding,
                    _ => false,
                })
                .map(|step| step.by.clone())
                .collect();
            found.sort();
            found.dedup();
            prop_assert!(found.len() >= 2);
        }
        if order.state() == State::Closed {
            prop_assert!(order.finding.is_some() && order.remedy.is_some() && order.reply.is_some());
            prop_assert!(!contact || order.visit.is_some());
            prop_assert_eq!(steps.iter().filter(|step| step.act == Act::Close).count(), 1);
            prop_assert_eq!(&steps.last().unwrap().act, &Act::Close);
        }
    }
}
