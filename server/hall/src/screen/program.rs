//! What is on a screen now, and why (R80): a function of the clock, so that every screen of one playlist turns to the
//! next page at the same moment, the desk says what a screen shows without asking it, and a screen that has just been
//! switched on joins in.
//!
//! An emergency comes before all of this ([`crate::board::Board::emergency_at`]).

use super::layout::Layout;
use super::signage::{Days, Entry, Outline, Piece, Screen};
use crate::hours::{DayKind, Hours};
use crate::id::SignId;
use crate::moment::{Day, Moment};

/// What is on, why, and until when it surely stays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct On {
    /// What.
    pub layout: Layout,
    /// Why.
    pub why: Why,
}

/// Why something is on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// A call is announced, and the screen's own layout shows it.
    Call,
    /// It is the n-th entry (from 0) of a playlist, and so many are due.
    Playlist {
        /// Which playlist.
        playlist: SignId,
        /// Which of its entries, from 0.
        entry: usize,
        /// How many entries take turns now.
        due: usize,
    },
    /// No entry of its playlist is due now.
    NothingDue,
    /// It has no playlist.
    Fixed,
}

/// What is on a screen at a moment. `calling`: a call is announced there.
#[must_use]
pub fn on(screen: &Screen, outline: &Outline, hours: &Hours, now: Moment, calling: bool) -> On {
    let own = |why| On { layout: screen.layout.clone(), why };
    if calling && screen.layout.has_calls() {
        return own(Why::Call);
    }
    let Some(playlist) =
        screen.playlist.as_ref().and_then(|id| outline.playlists.iter().find(|it| it.id == *id))
    else {
        return own(Why::Fixed);
    };
    let today = now.day();
    let due = |entry: &Entry| is_due(entry, hours, now) && is_there(&entry.layout, outline, today);
    let due: Vec<(usize, &Entry)> =
        playlist.entries.iter().enumerate().filter(|(_, entry)| due(entry)).collect();
    let highest = due.iter().map(|(_, entry)| entry.priority).max();
    let turns: Vec<_> = due.into_iter().filter(|(_, entry)| Some(entry.priority) == highest).collect();
    let round: u64 = turns.iter().map(|(_, entry)| u64::from(entry.seconds)).sum();
    let seconds = u64::try_from(now.unix_ms() / 1000).unwrap_or_default();
    let Some(mut at) = seconds.checked_rem(round) else { return own(Why::NothingDue) };
    let count = turns.len();
    for (place, entry) in turns {
        let long = u64::from(entry.seconds);
        if at < long {
            let why = Why::Playlist { playlist: playlist.id.clone(), entry: place, due: count };
            return On { layout: entry.layout.clone(), why };
        }
        at -= long;
    }
    own(Why::NothingDue)
}

fn is_due(entry: &Entry, hours: &Hours, now: Moment) -> bool {
    let day = now.day();
    let kind = hours.day_kind(day);
    let today = match &entry.days {
        Days::Any => true,
        Days::Workdays => matches!(kind, DayKind::Workday | DayKind::MadeWorkday),
        Days::DaysOff => matches!(kind, DayKind::Weekend | DayKind::Holiday),
        Days::Holidays => kind == DayKind::Holiday,
        Days::Weekdays(days) => days.contains(&day.weekday()),
    };
    let begun = entry.first.is_none_or(|first| first <= day);
    let over = entry.last.is_some_and(|last| last < day);
    let hour = entry.period.is_none_or(|period| period.contains(now.minute_of_day()));
    today && begun && !over && hour && entry.seconds > 0
}

/// False for a notice, a map or a list that is gone or has expired: nobody looks at an empty screen.
fn is_there(layout: &Layout, outline: &Outline, today: Day) -> bool {
    let any = |pieces: &[Piece], of: &[SignId]| {
        let valid = |piece: &&Piece| piece.until.is_none_or(|until| today <= until);
        pieces.iter().filter(valid).any(|piece| of.is_empty() || of.contains(&piece.id))
    };
    match layout {
        Layout::Notice { notice } => any(&outline.notices, std::slice::from_ref(notice)),
        Layout::Guide { map, .. } => any(&outline.maps, std::slice::from_ref(map)),
        Layout::Public { lists, terminals } => *terminals || any(&outline.lists, lists),
        Layout::Main | Layout::Area { .. } | Layout::Window { .. } | Layout::Ratings | Layout::Six => true,
    }
}

#[cfg(test)]
mod tests {
    use super::super::signage::{Notice, Playlist, Signage, Tone};
    use super::*;
    use crate::hours::Period;
    use crate::text::Text;
    use proptest::prelude::*;

    fn at(text: &str) -> Moment {
        format!("{text}+08:00").parse().unwrap()
    }

    fn entry(layout: Layout, seconds: u16) -> Entry {
        Entry { layout, seconds, priority: 0, days: Days::Any, period: None, first: None, last: None }
    }

    fn signage(entries: Vec<Entry>) -> (Screen, Outline) {
        let id: SignId = "p".parse().unwrap();
        let name = Text { zh: "节目".to_owned(), en: "Playlist".to_owned() };
        let notice = Notice {
            id: "n".parse().unwrap(),
            tone: Tone::Notice,
            title: name.clone(),
            body: Text::default(),
            picture: None,
            until: "2026-11-27".parse().unwrap(),
        };
        let playlist = Playlist { id: id.clone(), name, entries };
        let signage = Signage { playlists: vec![playlist], notices: vec![notice], ..Signage::default() };
        let screen = Screen { playlist: Some(id), ..Screen::plain("main".parse().unwrap(), Layout::Main) };
        let outline = signage.outline();
        let json = serde_json::to_string(&signage).unwrap();
        assert_eq!(serde_json::from_str::<Outline>(&json).unwrap(), outline, "as a screen reads it");
        (screen, outline)
    }

    fn notice() -> Layout {
        Layout::Notice { notice: "n".parse().unwrap() }
    }

    fn shown(screen: &Screen, signage: &Outline, now: &str) -> &'static str {
        on(screen, signage, &Hours::always(), at(now), false).layout.name()
    }

    #[test]
    fn entries_take_turns_by_the_clock_alone() {
        let (screen, signage) = signage(vec![entry(Layout::Main, 20), entry(Layout::Ratings, 10)]);
        let names: Vec<_> =
            (0..60).map(|s| shown(&screen, &signage, &format!("2026-11-27T09:00:{s:02}"))).collect();
        assert_eq!(names.iter().filter(|name| **name == "main").count(), 40);
        assert_eq!(names.iter().filter(|name| **name == "ratings").count(), 20);
        let turns = names.windows(2).filter(|pair| pair[0] != pair[1]).count();
        assert!((3..=4).contains(&turns), "{turns}");
    }

    #[test]
    fn days_hours_dates_priority_and_what_has_expired() {
        let mut weekdays = entry(Layout::Ratings, 10);
        weekdays.days = Days::Weekdays(vec![5]);
        weekdays.period = Some(Period { from: 540, to: 600 });
        let (screen, on_friday) = signage(vec![entry(Layout::Six, 10), Entry { priority: 1, ..weekdays }]);
        assert_eq!(shown(&screen, &on_friday, "2026-11-27T09:30:05"), "ratings", "the higher one alone");
        assert_eq!(shown(&screen, &on_friday, "2026-11-27T10:00:00"), "six");
        assert_eq!(shown(&screen, &on_friday, "2026-11-26T09:30:00"), "six");
        let dated = Entry { first: Some("2026-11-28".parse().unwrap()), ..entry(Layout::Six, 10) };
        let (screen, signage_of) = signage(vec![entry(notice(), 10), dated]);
        assert_eq!(shown(&screen, &signage_of, "2026-11-27T23:59:59"), "notice");
        assert_eq!(shown(&screen, &signage_of, "2026-11-28T00:00:00"), "six", "the notice has expired");
        let (screen, nothing) = signage(vec![entry(notice(), 10)]);
        let on = on(&screen, &nothing, &Hours::always(), at("2026-11-29T09:00:00"), false);
        assert_eq!((on.layout, on.why), (Layout::Main, Why::NothingDue));
    }

    #[test]
    fn a_call_comes_before_the_playlist_where_calls_are_shown() {
        let (screen, signage) = signage(vec![entry(Layout::Ratings, 10)]);
        let hours = Hours::always();
        let now = at("2026-11-27T09:00:00");
        assert_eq!(on(&screen, &signage, &hours, now, true).why, Why::Call);
        let poster = Screen { layout: Layout::Six, ..screen };
        assert_eq!(on(&poster, &signage, &hours, now, true).layout, Layout::Ratings);
    }

    proptest! {
        #[test]
        fn something_due_is_always_on_and_only_what_is_due(
            seconds in prop::collection::vec(5u16..3600, 1..8),
            priorities in prop::collection::vec(0u8..3, 8),
            now in 1_700_000_000_000_i64..1_900_000_000_000,
        ) {
            let entries = seconds.iter().zip(&priorities)
                .map(|(seconds, priority)| Entry { priority: *priority, ..entry(Layout::Ratings, *seconds) })
                .collect::<Vec<_>>();
            let highest = entries.iter().map(|entry| entry.priority).max().unwrap();
            let (screen, signage) = signage(entries.clone());
            let on = on(&screen, &signage, &Hours::always(), Moment::from_unix_ms(now), false);
            let Why::Playlist { entry: place, due, .. } = on.why else { panic!("{:?}", on.why) };
            prop_assert_eq!(entries[place].priority, highest);
            prop_assert_eq!(due, entries.iter().filter(|entry| entry.priority == highest).count());
        }
    }
}
