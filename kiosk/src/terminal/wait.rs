//! How many wait and how long that takes, in words and for a whole hall. A time is always a range, and
//! nothing is said when nobody can know (domain 4.5).

use super::text as t;
use hall::api::QueueView;
use hall::board::Board;
use hall::id::{Number, Prefix, WindowId};
use hall::moment::Moment;
use hall::profile::{Hall, Queue, WindowKind, ranges, windows_said};
use hall::queue::Estimate;
use hall::text::Lang;

/// Up to this long, a range that begins at nothing is told by its end.
const SHORT_MINUTES: u32 = 15;

/// `约 6–16 分钟`; nothing when nobody can know.
#[must_use]
pub fn minutes(estimate: Option<Estimate>, lang: Lang) -> Option<String> {
    let Estimate { low_minutes, high_minutes } = estimate?;
    Some(if low_minutes == 0 && high_minutes <= SHORT_MINUTES {
        t::AT_MOST_MINUTES.fill(lang, &[&high_minutes.to_string()])
    } else {
        t::MINUTES.fill(lang, &[&low_minutes.to_string(), &high_minutes.to_string()])
    })
}

/// `等候 12 人，` and `约 6–16 分钟`: the parts that are not broken in two.
#[must_use]
pub fn line(waiting: u32, estimate: Option<Estimate>, lang: Lang) -> Vec<String> {
    let people = people(waiting, lang);
    match minutes(estimate, lang) {
        Some(minutes) => vec![t::AND_TIME.fill(lang, &[&people]), minutes],
        None => vec![people],
    }
}

/// `等候 12 人`.
#[must_use]
pub fn people(waiting: u32, lang: Lang) -> String {
    match waiting {
        0 => t::NOBODY_WAITING.get(lang).to_owned(),
        1 => t::ONE_WAITING.get(lang).to_owned(),
        many => t::MANY_WAITING.fill(lang, &[&many.to_string()]),
    }
}

/// A whole hall: how many wait, and from the shortest to the longest time of its queues. No time while
/// people wait in a queue whose time nobody knows: a short one elsewhere would promise too much.
#[must_use]
pub fn whole_hall(board: &Board, hall: &Hall, now: Moment) -> (u32, Option<Estimate>) {
    let views: Vec<QueueView> =
        hall.queues.iter().map(|queue| QueueView::of(board, hall, queue, now)).collect();
    let waiting = views.iter().fold(0_u32, |sum, view| sum.saturating_add(view.waiting));
    if views.iter().any(|view| view.waiting > 0 && view.estimate.is_none()) {
        return (waiting, None);
    }
    let known = views.iter().filter(|view| view.open).filter_map(|view| view.estimate);
    let range = known.reduce(|all, next| Estimate {
        low_minutes: all.low_minutes.min(next.low_minutes),
        high_minutes: all.high_minutes.max(next.high_minutes),
    });
    (waiting, range)
}

/// Where a queue is served.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Windows by their signs: `A01–A03、A05`.
    pub windows: String,
    /// The same in words: `A01–A03、A05 窗口`.
    pub said: String,
    /// Floor.
    pub floor: String,
    /// Floor and zone.
    pub area: String,
}

impl Place {
    /// `A01–A03 窗口 · 一楼`; without windows the place alone.
    #[must_use]
    pub fn at(&self, place: impl Fn(&Self) -> &str) -> String {
        match self.said.as_str() {
            "" => place(self).to_owned(),
            said => format!("{said} · {}", place(self)),
        }
    }
}

/// Where a queue is served: the windows that call from it now, whatever the hall's plan says.
#[must_use]
pub fn place(board: &Board, hall: &Hall, queue: &Queue, lang: Lang) -> Place {
    let windows = board.windows_of(hall, &queue.prefix);
    let labels: Vec<&str> = windows.map(|window| window.label.as_str()).collect();
    let area = hall.zone(&queue.zone).map_or_else(String::new, |zone| match lang {
        Lang::Zh => format!("{} {}", zone.floor.zh, zone.name.zh),
        Lang::En => format!("{}, {}", zone.floor.en, zone.name.en),
    });
    let floor = hall.zone(&queue.zone).map_or_else(String::new, |zone| zone.floor.get(lang).to_owned());
    let said = windows_said(&labels, lang);
    Place { windows: ranges(&labels).join(separator(lang)), said, floor, area }
}

/// The queue for a kind of window: the first one its first window calls from (R38).
#[must_use]
pub fn queue_of(hall: &Hall, kinds: &[WindowKind]) -> Option<Prefix> {
    hall.windows.iter().find(|window| kinds.contains(&window.kind))?.queues.first().cloned()
}

/// Where a ticket waits, and where it goes by itself afterwards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// The queue it is in.
    pub queue: Prefix,
    /// Queues for its further matters, in no promised order.
    pub then: Vec<Prefix>,
    /// A clerk has granted it priority.
    pub first: bool,
}

/// The way of a ticket, as long as it is on the board.
#[must_use]
pub fn way(board: &Board, number: &Number) -> Option<Way> {
    let ticket = board.ticket(number)?;
    Some(Way { queue: ticket.queue.clone(), then: ticket.then.clone(), first: ticket.priority })
}

/// Stops that are named; the others are counted.
const STOPS_NAMED: usize = 2;

/// The short names of queues, for the line that says what follows; none when nothing does.
#[must_use]
pub fn stops(hall: &Hall, then: &[Prefix], lang: Lang) -> Option<String> {
    let names: Vec<&str> = then
        .iter()
        .filter_map(|prefix| Some(hall.queue(prefix)?.short.get(lang)))
        .take(STOPS_NAMED)
        .collect();
    let more = then.len().saturating_sub(STOPS_NAMED);
    let list = names.join(separator(lang));
    match (names.len(), more) {
        (0, _) => None,
        (_, 0) => Some(list),
        (_, more) => Some(t::THEN_MORE.fill(lang, &[&list, &more.to_string()])),
    }
}

const fn separator(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "、",
        Lang::En => ", ",
    }
}

/// Where a ticket just taken stands, as far as this screen knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// In line, with so many ahead.
    Waiting(u32),
    /// Called to a window.
    Called(WindowId),
    /// Called and not there: the guide desk puts it back in line.
    Missed,
    /// It has ended: the guide desk helps.
    Over,
}

/// Where a ticket stands. `ahead` is what the server said when it was issued: it counts until the
/// stream has brought the ticket itself.
#[must_use]
pub fn standing(board: &Board, hall: &Hall, number: &Number, ahead: u32, seen: bool) -> Standing {
    use hall::board::TicketState::{Called, Missed, Serving, Waiting};
    match board.ticket(number) {
        None if seen => Standing::Over,
        None => Standing::Waiting(ahead),
        Some(ticket) => match (ticket.state, &ticket.window) {
            (Waiting, _) => Standing::Waiting(board.ahead(hall, number).unwrap_or(ahead)),
            (Called | Serving, Some(window)) => Standing::Called(window.clone()),
            (Missed, _) => Standing::Missed,
            _ => Standing::Over,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hall::board::{Assignment, CallOrder};
    use hall::event::{Event, Lane, Recorded};

    fn sample() -> Hall {
        serde_json::from_str(include_str!("../../../assets/halls/shili/hall.json")).unwrap()
    }

    fn noonish() -> Moment {
        "2026-11-23T10:00:00+08:00".parse().unwrap()
    }

    fn fold(events: Vec<Event>) -> Board {
        let mut board = Board::default();
        for (seq, event) in (1..).zip(events) {
            assert!(board.apply(&Recorded::of(seq, noonish(), event)));
        }
        board
    }

    fn issued(number: &str) -> Event {
        Event::TicketIssued { number: number.parse().unwrap(), lane: Lane::default(), private: None }
    }

    #[test]
    fn windows_are_named_shortly() {
        let hall = sample();
        let of = |board: &Board| place(board, &hall, hall.queue(&"D".parse().unwrap()).unwrap(), Lang::Zh);
        let planned = of(&Board::default());
        assert_eq!((planned.windows.as_str(), planned.area.as_str()), ("D01–D04", "二楼 不动产税务区"));
        assert_eq!(planned.at(|place| &place.floor), "D01–D04 窗口 · 二楼");
        let assigned = |window: &str, queues: &[&str]| Event::WindowAssigned {
            window: window.parse().unwrap(),
            assignment: Some(Assignment {
                queues: queues.iter().map(|queue| queue.parse().unwrap()).collect(),
                order: CallOrder::default(),
            }),
        };
        let moved = of(&fold(vec![assigned("D04", &["A"]), assigned("E01", &["E", "D"])]));
        assert_eq!(moved.windows, "D01–D03、E01");
        let away = ["D01", "D02", "D03", "D04"].map(|window| assigned(window, &["A"]));
        assert_eq!(of(&fold(away.to_vec())).at(|place| &place.area), "二楼 不动产税务区");
    }

    #[test]
    fn a_slip_goes_from_line_to_line() {
        let hall = sample();
        let prefixes =
            |names: &[&str]| names.iter().map(|name| name.parse().unwrap()).collect::<Vec<Prefix>>();
        let number: Number = "A001".parse().unwrap();
        assert_eq!(way(&Board::default(), &number), None);
        let lane = Lane { then: prefixes(&["B", "D"]), ..Lane::default() };
        let mut board = fold(vec![Event::TicketIssued { number: number.clone(), lane, private: None }]);
        let way = way(&board, &number).unwrap();
        assert_eq!((way.queue.as_str(), way.first), ("A", false));
        assert_eq!(stops(&hall, &way.then, Lang::Zh).as_deref(), Some("社保就业、不动产税务"));
        let served = Event::Served {
            number: number.clone(),
            window: "A01".parse().unwrap(),
            then: Some("D".parse().unwrap()),
            skip: Vec::new(),
            before: 0,
            parts: 1,
            private: None,
        };
        board.apply(&Recorded::of(2, noonish(), served));
        let way = super::way(&board, &number).unwrap();
        assert_eq!((way.queue.as_str(), way.then), ("D", prefixes(&["B"])));
        let many = prefixes(&["B", "C", "D", "E", "F"]);
        let english = stops(&hall, &many, Lang::En).unwrap();
        assert_eq!(english, "Social Insurance, Healthcare and 3 more");
        assert_eq!(stops(&hall, &[], Lang::En), None);
    }

    #[test]
    fn the_special_queues_are_found_by_kind() {
        let hall = sample();
        let queue = |kind| queue_of(&hall, &[kind]).map(|prefix| prefix.to_string());
        assert_eq!(queue(WindowKind::Assistance).as_deref(), Some("K"));
        assert_eq!(queue(WindowKind::Collection).as_deref(), Some("P"));
        assert_eq!(queue(WindowKind::CrossProvince).as_deref(), Some("T"));
        assert_eq!(queue(WindowKind::ProvinceWide), None);
    }

    #[test]
    fn a_hall_tells_its_people_and_only_times_that_are_known() {
        let hall = sample();
        let closed = fold(vec![issued("A001"), issued("B001")]);
        assert_eq!(whole_hall(&closed, &hall, noonish()), (2, None));
        assert_eq!(line(2, None, Lang::Zh), ["等候 2 人"]);
        let open =
            fold(vec![issued("A001"), Event::WindowOpened { window: "A01".parse().unwrap(), staff: None }]);
        let (waiting, range) = whole_hall(&open, &hall, noonish());
        assert_eq!(waiting, 1);
        assert_eq!(line(waiting, range, Lang::En), ["1 waiting,", "about 4–20 min"]);
        let opened = Event::WindowOpened { window: "A01".parse().unwrap(), staff: None };
        let elsewhere = fold(vec![issued("A001"), opened, issued("B001")]);
        assert_eq!(whole_hall(&elsewhere, &hall, noonish()), (2, None), "nobody serves B");
    }

    #[test]
    fn a_ticket_is_followed_from_the_line_to_the_window() {
        let hall = sample();
        let number: Number = "A002".parse().unwrap();
        let window: WindowId = "A01".parse().unwrap();
        let mut board = fold(vec![issued("A001")]);
        assert_eq!(
            standing(&board, &hall, &number, 1, false),
            Standing::Waiting(1),
            "the answer came before the event"
        );
        board.apply(&Recorded::of(2, noonish(), issued("A002")));
        let gone = Event::TicketCancelled { number: "A001".parse().unwrap() };
        board.apply(&Recorded::of(3, noonish(), gone));
        assert_eq!(standing(&board, &hall, &number, 1, true), Standing::Waiting(0));
        let event = Event::TicketCalled {
            number: number.clone(),
            window: window.clone(),
            over: Vec::new(),
            picked: None,
        };
        board.apply(&Recorded::of(4, noonish(), event));
        assert_eq!(standing(&board, &hall, &number, 1, true), Standing::Called(window.clone()));
        let event = Event::TicketMissed { number: number.clone(), window };
        board.apply(&Recorded::of(5, noonish(), event));
        assert_eq!(standing(&board, &hall, &number, 1, true), Standing::Missed);
        assert_eq!(standing(&Board::default(), &hall, &number, 1, true), Standing::Over);
    }
}
