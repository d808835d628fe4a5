//! An entry of a playlist: what is shown, for how long, how important it is, and when.

use super::choice::{Pick, Ticks};
use super::field::{Faults, Typed};
use super::hours::{clock, period};
use super::layout::{Draft, LayoutFields};
use super::text as t;
use super::{Wall, phrases};
use hall::hours::Period;
use hall::moment::Day;
use hall::screen::{Days, Entry, Layout};
use hall::text::Phrase;
use leptos::prelude::*;

/// On which days.
const DAYS: [(&str, Phrase); 5] = [
    ("any", t::DAYS_ANY),
    ("workdays", t::DAYS_WORK),
    ("days_off", t::DAYS_OFF),
    ("holidays", t::DAYS_HOLIDAYS),
    (WEEK, t::DAYS_WEEK),
];
/// On days of the week.
const WEEK: &str = "weekdays";
/// The days of the week.
const WEEKDAYS: [(&str, Phrase); 7] = [
    ("1", t::MONDAY),
    ("2", t::TUESDAY),
    ("3", t::WEDNESDAY),
    ("4", t::THURSDAY),
    ("5", t::FRIDAY),
    ("6", t::SATURDAY),
    ("7", t::SUNDAY),
];

/// An entry that is being entered.
#[derive(Clone, Copy)]
pub struct Line {
    /// Its own name on this page, whatever its place.
    pub key: u32,
    layout: Draft,
    seconds: RwSignal<String>,
    priority: RwSignal<String>,
    days: RwSignal<String>,
    weekdays: RwSignal<Vec<String>>,
    from: RwSignal<String>,
    to: RwSignal<String>,
    first: RwSignal<String>,
    last: RwSignal<String>,
}

impl Line {
    /// Beginning with an entry.
    #[must_use]
    pub fn of(key: u32, entry: &Entry) -> Self {
        let (days, weekdays) = match &entry.days {
            Days::Any => ("any", Vec::new()),
            Days::Workdays => ("workdays", Vec::new()),
            Days::DaysOff => ("days_off", Vec::new()),
            Days::Holidays => ("holidays", Vec::new()),
            Days::Weekdays(days) => (WEEK, days.iter().map(ToString::to_string).collect()),
        };
        let time = |of: fn(Period) -> u16| {
            RwSignal::new(entry.period.map(|period| clock(of(period))).unwrap_or_default())
        };
        let day = |day: Option<Day>| RwSignal::new(day.map(|day| day.to_string()).unwrap_or_default());
        Self {
            key,
            layout: Draft::of(&entry.layout),
            seconds: RwSignal::new(entry.seconds.to_string()),
            priority: RwSignal::new(entry.priority.to_string()),
            days: RwSignal::new(days.to_owned()),
            weekdays: RwSignal::new(weekdays),
            from: time(|period| period.from),
            to: time(|period| period.to),
            first: day(entry.first),
            last: day(entry.last),
        }
    }

    /// What is new: the main board for a quarter of a minute, at all times.
    #[must_use]
    pub fn fresh(key: u32) -> Self {
        let (days, layout) = (Days::Any, Layout::Main);
        Self::of(
            key,
            &Entry { layout, seconds: 15, priority: 0, days, period: None, first: None, last: None },
        )
    }

    /// The id of a field of it.
    #[must_use]
    pub fn field(self, end: &str) -> String {
        format!("entry-{}-{end}", self.key)
    }

    /// The entry.
    ///
    /// # Errors
    /// The fields that are wrong, and what is wrong with them.
    pub fn read(self) -> Result<Entry, Vec<(String, Phrase)>> {
        let mut wrong = Vec::new();
        let mut say = |end: &str, phrase: Phrase| wrong.push((self.field(end), phrase));
        let typed = |of: RwSignal<String>| of.with_untracked(|typed| typed.trim().to_owned());
        let layout = self.layout.read();
        if let Err((end, phrase)) = layout {
            say(&format!("layout-{end}"), phrase);
        }
        let seconds = typed(self.seconds).parse().ok().filter(|seconds| (5..=3600).contains(seconds));
        if seconds.is_none() {
            say("seconds", t::SECONDS_BAD);
        }
        let priority = typed(self.priority).parse().ok().filter(|priority| *priority <= 9);
        if priority.is_none() {
            say("priority", t::PRIORITY_BAD);
        }
        let days = match typed(self.days).as_str() {
            "workdays" => Days::Workdays,
            "days_off" => Days::DaysOff,
            "holidays" => Days::Holidays,
            WEEK => {
                let days = self
                    .weekdays
                    .with_untracked(|days| days.iter().filter_map(|day| day.parse().ok()).collect());
                let mut days: Vec<u8> = days;
                days.sort_unstable();
                Days::Weekdays(days)
            }
            _ => Days::Any,
        };
        if matches!(&days, Days::Weekdays(days) if days.is_empty()) {
            say("weekdays", t::NEED_DAY);
        }
        let (from, to) = (typed(self.from), typed(self.to));
        let times = (!from.is_empty() || !to.is_empty()).then(|| period(&from, &to));
        if times == Some(None) {
            say("from", t::TIME_BAD);
        }
        let [first, last] = [self.first, self.last].map(|day| typed(day).parse::<Day>().ok());
        if first.zip(last).is_some_and(|(first, last)| last < first) {
            say("first", t::DATES_BAD);
        }
        match (layout, seconds, priority) {
            (Ok(layout), Some(seconds), Some(priority)) if wrong.is_empty() => {
                Ok(Entry { layout, seconds, priority, days, period: times.flatten(), first, last })
            }
            _ => Err(wrong),
        }
    }
}

/// The fields.
#[component]
pub fn EntryFields(
    /// The page.
    wall: Wall,
    /// What is entered.
    line: Line,
    /// All faults.
    faults: Faults,
) -> impl IntoView {
    let desk = wall.desk;
    let id = move |end: &str| line.field(end);
    let by_week = Memo::new(move |_| line.days.with(|days| days == WEEK));
    let weekdays = phrases(desk, &WEEKDAYS);
    view! {
        <LayoutFields wall id=id("layout") draft=line.layout faults/>
        <div class="pair">
            <Typed id=id("seconds") label=desk.words(t::SECONDS) value=line.seconds faults most=4/>
            <Typed id=id("priority") label=desk.words(t::PRIORITY) value=line.priority faults most=1/>
            <Pick id=id("days") label=desk.words(t::DAYS) value=line.days options=phrases(desk, &DAYS) faults/>
        </div>
        <Show when=move || by_week.get()>
            <Ticks id=id("weekdays") legend=t::DAYS_WEEK value=line.weekdays options=weekdays faults/>
        </Show>
        <div class="pair">
            <Typed id=id("from") label=desk.words(t::PERIOD_FROM) value=line.from faults kind="time"/>
            <Typed id=id("to") label=desk.words(t::PERIOD_TO) value=line.to faults kind="time"/>
            <Typed id=id("first") label=desk.words(t::FIRST) value=line.first faults kind="date"/>
            <Typed id=id("last") label=desk.words(t::LAST) value=line.last faults kind="date"/>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_is_entered_as_it_was_and_everything_wrong_is_named_at_once() {
        Owner::new().with(|| {
            for json in [
                r#"{"layout":{"kind":"main"},"seconds":15}"#,
                r#"{"layout":{"kind":"six"},"seconds":3600,"priority":9,"days":{"weekdays":[1,5]},
                    "period":{"from":1320,"to":1440},"first":"2026-11-25","last":"2026-11-25"}"#,
                r#"{"layout":{"kind":"ratings"},"seconds":5,"days":"days_off"}"#,
            ] {
                let entry: Entry = serde_json::from_str(json).unwrap();
                assert_eq!(Line::of(0, &entry).read(), Ok(entry));
            }
            let line = Line::fresh(4);
            assert!(line.read().is_ok());
            line.seconds.set("4".to_owned());
            line.priority.set(String::new());
            line.days.set(WEEK.to_owned());
            line.from.set("10:00".to_owned());
            line.first.set("2026-11-26".to_owned());
            line.last.set("2026-11-25".to_owned());
            let wrong: Vec<_> = line.read().unwrap_err().into_iter().map(|(id, _)| id).collect();
            assert_eq!(
                wrong,
                ["seconds", "priority", "weekdays", "from", "first"].map(|end| format!("entry-4-{end}"))
            );
        });
    }
}
