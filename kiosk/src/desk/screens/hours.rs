//! Times of the day in the form of a screen: when it is how loud, and when it is dark.

use super::field::{Fault, Faults, lead};
use super::text as t;
use crate::desk::context::Desk;
use hall::hours::Period;
use hall::text::Phrase;
use leptos::prelude::*;

/// Minutes of a day.
const DAY: u16 = 1440;
/// Times in one list at most.
const MOST: usize = 12;

/// A minute of the day as a time field has it, `09:30`.
#[must_use]
pub fn clock(minute: u16) -> String {
    format!("{:02}:{:02}", minute / 60 % 24, minute % 60)
}

/// A minute of the day from what was typed.
#[must_use]
pub fn minute(typed: &str) -> Option<u16> {
    let (hours, minutes) = typed.trim().split_once(':')?;
    let (hours, minutes): (u16, u16) = (hours.parse().ok()?, minutes.get(..2)?.parse().ok()?);
    (hours < 24 && minutes < 60).then_some(hours * 60 + minutes)
}

/// A period from two typed times; midnight ends a day.
#[must_use]
pub fn period(from: &str, to: &str) -> Option<Period> {
    let from = minute(from)?;
    let to = minute(to).map(|to| if to == 0 { DAY } else { to })?;
    (from < to).then_some(Period { from, to })
}

/// A time that is being entered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Span {
    key: u32,
    from: String,
    to: String,
    /// Volume in percent, where there is one.
    percent: String,
}

impl Span {
    /// Beginning with a period, and a volume.
    #[must_use]
    pub fn of(period: Period, percent: Option<u8>) -> Self {
        let percent = percent.map(|percent| percent.to_string()).unwrap_or_default();
        Self { key: 0, from: clock(period.from), to: clock(period.to), percent }
    }
}

/// Times that are being entered.
#[derive(Clone, Copy)]
pub struct Spans {
    all: RwSignal<Vec<Span>>,
    /// Keys that were given out.
    keys: StoredValue<u32>,
}

impl Spans {
    /// Beginning with some.
    #[must_use]
    pub fn of(spans: impl Iterator<Item = Span>) -> Self {
        let all: Vec<_> = spans.zip(0..).map(|(span, key)| Span { key, ..span }).collect();
        let keys = u32::try_from(all.len()).unwrap_or(u32::MAX);
        Self { all: RwSignal::new(all), keys: StoredValue::new(keys) }
    }

    fn add(self, percent: &str) {
        let key = self.keys.get_value();
        self.keys.set_value(key.wrapping_add(1));
        self.all.update(|all| all.push(Span { key, percent: percent.to_owned(), ..Span::default() }));
    }

    fn change(self, key: u32, change: impl FnOnce(&mut Span)) {
        self.all.update(|all| {
            if let Some(span) = all.iter_mut().find(|span| span.key == key) {
                change(span);
            }
        });
    }

    /// What was entered: periods, with the percent of each.
    ///
    /// # Errors
    /// What is wrong.
    pub fn read(self, percents: bool) -> Result<Vec<(Period, u8)>, Phrase> {
        let read = |span: &Span| {
            let period = period(&span.from, &span.to).ok_or(t::TIME_BAD)?;
            let percent = span.percent.trim().parse().ok().filter(|percent| *percent <= 100);
            match percents {
                true => Ok((period, percent.ok_or(t::PERCENT_BAD)?)),
                false => Ok((period, 0)),
            }
        };
        self.all.with_untracked(|all| all.iter().map(read).collect())
    }
}

/// The times.
#[component]
pub fn Times(
    /// Its id.
    id: &'static str,
    /// What they are for.
    legend: Phrase,
    /// What is entered.
    spans: Spans,
    /// Each has a volume.
    #[prop(optional)]
    percents: bool,
    /// All faults.
    faults: Faults,
) -> impl IntoView {
    let desk = Desk::here();
    let keys = Memo::new(move |_| spans.all.with(|all| all.iter().map(|span| span.key).collect::<Vec<_>>()));
    let full = move || spans.all.with(Vec::len) >= MOST;
    let row = move |key: u32| {
        let of = move |get: fn(&Span) -> &String| {
            move || {
                spans
                    .all
                    .with(|all| all.iter().find(|span| span.key == key).map(get).cloned())
                    .unwrap_or_default()
            }
        };
        let field =
            move |end: &str, phrase: Phrase, get: fn(&Span) -> &String, set: fn(&mut Span, String)| {
                let (id, kind) =
                    (format!("{id}-{key}-{end}"), if end == "percent" { "number" } else { "time" });
                view! {
                    <label class="inline" for=id.clone()>{desk.words(phrase)}</label>
                    <input
                        id=id
                        class="short"
                        type=kind
                        min=(kind == "number").then_some("0")
                        max=(kind == "number").then_some("100")
                        autocomplete="off"
                        prop:value=of(get)
                        on:input:target=move |event| {
                            let typed = event.target().value();
                            spans.change(key, |span| set(span, typed));
                        }
                    />
                }
            };
        let percent = percents
            .then(|| field("percent", t::PERCENT, |span| &span.percent, |span, typed| span.percent = typed));
        view! {
            <li class="inline span">
                {field("from", t::FROM, |span| &span.from, |span, typed| span.from = typed)}
                {field("to", t::TO, |span| &span.to, |span, typed| span.to = typed)} {percent}
                <button
                    type="button"
                    class="btn"
                    on:click=move |_| {
                        spans.all.update(|all| all.retain(|span| span.key != key));
                        lead(id);
                    }
                >
                    {desk.words(t::DROP_TIME)}
                </button>
            </li>
        }
    };
    view! {
        <fieldset id=id class="reasons" tabindex="-1" aria-describedby=format!("{id}-fault")>
            <legend>{desk.words(legend)}</legend>
            <ul class="spans">
                <For each=move || keys.get() key=|key| *key children=row/>
            </ul>
            <Show when=move || !full()>
                <button type="button" class="btn add-time" on:click=move |_| spans.add(if percents { "0" } else { "" })>
                    {desk.words(t::ADD_TIME)}
                </button>
            </Show>
            <Fault id faults/>
        </fieldset>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_they_are_typed_and_midnight_ends_a_day() {
        assert_eq!(minute("09:30"), Some(570));
        assert_eq!(minute("09:30:00"), Some(570));
        for bad in ["", "24:00", "9", "09:61", "ab:cd", "09:"] {
            assert_eq!(minute(bad), None, "{bad}");
        }
        assert_eq!(period("22:00", "00:00"), Some(Period { from: 1320, to: 1440 }));
        assert_eq!(period("22:00", "06:00"), None);
        assert_eq!(clock(1440), "00:00");
        assert_eq!(clock(570), "09:30");
    }

    #[test]
    fn a_volume_needs_its_percent_and_dark_hours_need_none() {
        Owner::new().with(|| {
            let noon = Period { from: 720, to: 840 };
            let spans = Spans::of([Span::of(noon, None)].into_iter());
            assert_eq!(spans.read(false), Ok(vec![(noon, 0)]));
            assert_eq!(spans.read(true), Err(t::PERCENT_BAD));
            spans.change(0, |span| span.percent = "101".to_owned());
            assert_eq!(spans.read(true), Err(t::PERCENT_BAD));
            spans.change(0, |span| span.percent = "0".to_owned());
            assert_eq!(spans.read(true), Ok(vec![(noon, 0)]));
            spans.add("");
            assert_eq!(spans.read(false), Err(t::TIME_BAD));
        });
    }
}
