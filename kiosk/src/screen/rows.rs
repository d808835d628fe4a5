//! What the table of the main board shows, from the board and the hall: pure, so that its words are
//! tested without a browser. Numbers only, never names (A70).

use super::text;
use hall::board::{Board, Call, TicketState};
use hall::id::{Number, Prefix, WindowId};
use hall::profile::{Hall, Window};
use hall::screen::CALLS;
use hall::text::{Lang, Text};

/// What became of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// Called, for the n-th time.
    Called(u32),
    /// Being served.
    Serving,
    /// Did not come.
    Missed,
    /// Served or given back.
    Ended,
}

/// One line of the table.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Row {
    /// Who.
    pub ticket: Number,
    /// Where to.
    pub window: WindowId,
    /// What the window's sign says.
    pub label: String,
    /// What for.
    pub service: Text,
    /// What became of it.
    pub outcome: Outcome,
    /// Who goes first; why is not told.
    pub priority: bool,
}

impl Row {
    /// Its outcome in words; priority too is told by a word, not by colour alone.
    #[must_use]
    pub fn said(&self) -> Text {
        match self.outcome {
            Outcome::Called(0 | 1) if self.priority => text::PRIORITY_CALLED.text(),
            outcome => outcome.text(),
        }
    }
}

impl Outcome {
    /// In words: state is never told by colour alone.
    #[must_use]
    pub fn text(self) -> Text {
        match self {
            Self::Called(0 | 1) => text::CALLED.text(),
            Self::Called(times) => called_again(times),
            Self::Serving => text::SERVING.text(),
            Self::Missed => text::MISSED.text(),
            Self::Ended => text::ENDED.text(),
        }
    }

    /// For the style sheet.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Called(_) => "called",
            Self::Serving => "serving",
            Self::Missed => "missed",
            Self::Ended => "ended",
        }
    }
}

/// 第2次呼叫 / 2nd call.
#[must_use]
pub fn called_again(times: u32) -> Text {
    Text {
        zh: text::CALLED_AGAIN.fill(Lang::Zh, &[&times.to_string()]),
        en: text::CALLED_AGAIN.fill(Lang::En, &[&ordinal(times)]),
    }
}

/// How many lines this hall's board has (A66).
#[must_use]
pub fn kept(hall: &Hall) -> usize {
    hall.rules.calls_kept.clamp(*CALLS.start(), *CALLS.end())
}

/// What a window's sign says, by its id.
#[must_use]
pub fn label(hall: &Hall, window: &WindowId) -> String {
    hall.window(window).map_or_else(|| window.to_string(), |window| window.label.clone())
}

/// What the voice says of a window and the sentence of a call writes, by its id.
#[must_use]
pub fn spoken<'a>(hall: &'a Hall, window: &'a WindowId) -> &'a str {
    hall.window(window).map_or(window.as_str(), Window::spoken)
}

/// So many lines, newest call first: of some queues, or of all when none is named.
#[must_use]
pub fn rows(board: &Board, hall: &Hall, queues: &[Prefix], lines: usize) -> Vec<Row> {
    let shown = |call: &&Call| queues.is_empty() || queues.contains(call.queue());
    let calls = board.calls.iter().filter(shown).take(lines);
    calls
        .map(|call| Row {
            ticket: call.ticket.clone(),
            window: call.window.clone(),
            label: label(hall, &call.window),
            service: hall.queue(call.queue()).map(|queue| queue.short.clone()).unwrap_or_default(),
            outcome: match board.ticket(&call.ticket).map(|ticket| ticket.state) {
                Some(TicketState::Called) => Outcome::Called(call.times),
                Some(TicketState::Serving) => Outcome::Serving,
                Some(TicketState::Missed) => Outcome::Missed,
                _ => Outcome::Ended,
            },
            priority: is_priority(board, &call.ticket),
        })
        .collect()
}

/// Whether a ticket goes first.
#[must_use]
pub fn is_priority(board: &Board, ticket: &Number) -> bool {
    board.ticket(ticket).is_some_and(|ticket| ticket.priority)
}

/// `2nd`.
fn ordinal(n: u32) -> String {
    let ending = match (n % 10, n % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{n}{ending}")
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use hall::event::{Event, Lane, Recorded};
    use hall::moment::Moment;

    /// The sample hall, and its board after some events.
    pub(crate) fn sample(events: Vec<Event>) -> (Hall, Board) {
        let hall = serde_json::from_str(include_str!("../../../assets/halls/shili/hall.json")).unwrap();
        let mut board = Board::default();
        for (seq, event) in (1..).zip(events) {
            board.apply(&Recorded::of(seq, Moment::from_unix_ms(0), event));
        }
        (hall, board)
    }

    pub(crate) fn issued(number: &str) -> Event {
        Event::TicketIssued { number: number.parse().unwrap(), lane: Lane::default(), private: None }
    }

    pub(crate) fn called(number: &str, window: &str) -> Event {
        Event::TicketCalled {
            number: number.parse().unwrap(),
            window: window.parse().unwrap(),
            over: Vec::new(),
            picked: None,
        }
    }

    #[test]
    fn the_newest_call_stands_first_and_its_fate_in_words() {
        let (number, window) = ("A001".parse::<Number>().unwrap(), "A01".parse::<WindowId>().unwrap());
        let (hall, board) = sample(vec![
            issued("A001"),
            issued("A002"),
            issued("B001"),
            called("A001", "A01"),
            called("B001", "B02"),
            called("A002", "A02"),
            Event::TicketMissed { number: number.clone(), window: window.clone() },
            Event::ServiceStarted { number: "B001".parse().unwrap(), window: "B02".parse().unwrap() },
            Event::TicketRecalled {
                number: "A002".parse().unwrap(),
                window: "A02".parse().unwrap(),
                times: 2,
            },
        ]);
        let shown: Vec<_> = rows(&board, &hall, &[], kept(&hall))
            .into_iter()
            .map(|row| format!("{} {} {} {}", row.ticket, row.label, row.service.zh, row.outcome.text().en))
            .collect();
        assert_eq!(
            shown,
            ["A002 A02 户政出入境 2nd call", "B001 B02 社保就业 Serving", "A001 A01 户政出入境 Missed"]
        );
    }

    #[test]
    fn an_area_shows_the_calls_of_its_queues_however_many_others_there_are() {
        let mut events = vec![issued("B001"), called("B001", "B02")];
        for n in 1..=30 {
            let number = format!("A{n:03}");
            events.extend([issued(&number), called(&number, "A01")]);
        }
        let (hall, board) = sample(events);
        let of = |queues: &[&str]| {
            let queues: Vec<Prefix> = queues.iter().map(|queue| queue.parse().unwrap()).collect();
            rows(&board, &hall, &queues, 5).into_iter().map(|row| row.ticket.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(of(&["B", "C"]), ["B001"]);
        assert_eq!(of(&["A"]).first().map(String::as_str), Some("A030"));
        assert_eq!(of(&["C"]), Vec::<String>::new());
    }

    #[test]
    fn who_goes_first_is_called_so() {
        let granted = Event::PriorityGranted { number: "A001".parse().unwrap(), private: None };
        let (hall, board) = sample(vec![issued("A001"), granted, called("A001", "A01")]);
        let rows = rows(&board, &hall, &[], 8);
        assert_eq!(rows[0].said().en, "Priority");
    }

    #[test]
    fn five_to_eight_calls_stay() {
        let mut events = Vec::new();
        for n in 1..=10 {
            let number = format!("A{n:03}");
            events.extend([issued(&number), called(&number, "A01")]);
        }
        let (mut hall, board) = sample(events);
        assert_eq!(rows(&board, &hall, &[], kept(&hall)).len(), 8);
        hall.rules.calls_kept = 1;
        assert_eq!(rows(&board, &hall, &[], kept(&hall)).len(), 5);
        hall.rules.calls_kept = 99;
        assert_eq!(rows(&board, &hall, &[], kept(&hall)).len(), 8);
    }

    #[test]
    fn ordinals_end_as_they_are_spoken() {
        let words: Vec<_> = [1, 2, 3, 4, 11, 12, 13, 21, 22].map(ordinal).into();
        assert_eq!(words, ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "22nd"]);
    }
}
