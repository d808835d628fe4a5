//! The steps of a clerk: which one is possible now, why another is not, which one comes next,
//! and which key does it. The server decides in the end (`hall::queue::decide`); this only keeps a
//! clerk from asking for what would be refused.

use super::standing::{Rest, Standing};
use super::text as t;
use hall::board::{TicketState, WindowState};
use hall::moment::Moment;
use hall::profile::Rules;
use hall::text::{Lang, Phrase, Text};

/// A step with the ticket of a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// Call who waits longest.
    Next,
    /// Call once more.
    Recall,
    /// The citizen has come.
    Start,
    /// The service is done.
    Finish,
    /// The citizen did not come.
    Miss,
    /// Another queue or window is the right one.
    Transfer,
}

/// Why a step is not possible now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hold {
    /// The window does not call.
    NotOpen,
    /// There is still a ticket at the window.
    Busy,
    /// Nobody was called.
    NobodyCalled,
    /// The citizen has come already.
    Begun,
    /// The service has not begun.
    NotBegun,
    /// Called as often as the hall allows.
    CallsUsedUp,
    /// So many seconds must pass between two calls.
    Seconds(u32),
    /// The hall was stopped.
    Stopped,
    /// Nobody is called at this hour.
    Rests(Rest),
}

impl Hold {
    /// The sentence a clerk reads.
    #[must_use]
    pub fn text(self) -> Text {
        match self {
            Self::NotOpen => t::HOLD_NOT_OPEN.text(),
            Self::Busy => t::HOLD_BUSY.text(),
            Self::NobodyCalled => t::HOLD_NOBODY_CALLED.text(),
            Self::Begun => t::HOLD_BEGUN.text(),
            Self::NotBegun => t::HOLD_NOT_BEGUN.text(),
            Self::CallsUsedUp => t::HOLD_CALLS_USED_UP.text(),
            Self::Seconds(seconds) => t::filled(t::HOLD_SECONDS, &[&seconds.to_string()]),
            Self::Stopped => t::HOLD_STOPPED.text(),
            Self::Rests(Rest { until: None }) => t::HOLD_RESTS.text(),
            Self::Rests(Rest { until: Some(until) }) => {
                let when = |lang| {
                    let day = crate::text::date(until.day(), lang);
                    t::HOLD_RESTS_UNTIL.fill(lang, &[&day, &until.hh_mm()])
                };
                Text { zh: when(Lang::Zh), en: when(Lang::En) }
            }
        }
    }
}

impl Step {
    /// All, in the order of the buttons.
    pub const ALL: [Self; 6] =
        [Self::Next, Self::Recall, Self::Start, Self::Finish, Self::Miss, Self::Transfer];

    /// The words on its button.
    #[must_use]
    pub const fn phrase(self) -> Phrase {
        match self {
            Self::Next => t::NEXT,
            Self::Recall => t::RECALL,
            Self::Start => t::START,
            Self::Finish => t::FINISH,
            Self::Miss => t::MISS,
            Self::Transfer => t::TRANSFER,
        }
    }

    /// The letter on its button.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Next => "N",
            Self::Recall => "R",
            Self::Start => "S",
            Self::Finish => "F",
            Self::Miss => "M",
            Self::Transfer => "T",
        }
    }

    /// For styles and tests.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Next => "next",
            Self::Recall => "recall",
            Self::Start => "start",
            Self::Finish => "finish",
            Self::Miss => "miss",
            Self::Transfer => "transfer",
        }
    }

    /// The step of a pressed key, as `KeyboardEvent.key` names it; F2 calls the next one too.
    #[must_use]
    pub fn of_key(key: &str) -> Option<Self> {
        if key == "F2" {
            return Some(Self::Next);
        }
        Self::ALL.into_iter().find(|step| step.key().eq_ignore_ascii_case(key))
    }

    /// Whether the step is possible now; an unknown time leaves the pause between calls to the server.
    ///
    /// # Errors
    /// Why not.
    pub fn allowed(self, standing: &Standing, rules: &Rules, now: Option<Moment>) -> Result<(), Hold> {
        let ticket = standing.ticket.as_ref();
        let state = standing.ticket_state();
        match (self, state) {
            (Self::Next, Some(_)) => Err(Hold::Busy),
            (Self::Next, None) if standing.state != WindowState::Open => Err(Hold::NotOpen),
            (Self::Next, None) if standing.stopped => Err(Hold::Stopped),
            (Self::Next, None) => standing.rests.map_or(Ok(()), |rest| Err(Hold::Rests(rest))),
            (Self::Start | Self::Miss | Self::Transfer, Some(TicketState::Called))
            | (Self::Finish | Self::Transfer, Some(TicketState::Serving)) => Ok(()),
            (Self::Recall, Some(TicketState::Called)) => {
                if ticket.is_some_and(|ticket| ticket.times >= rules.max_calls) {
                    return Err(Hold::CallsUsedUp);
                }
                let since = ticket.and_then(|ticket| ticket.since);
                match until_recall(since, now, rules.recall_interval_seconds) {
                    0 => Ok(()),
                    seconds => Err(Hold::Seconds(seconds)),
                }
            }
            (Self::Recall | Self::Start | Self::Miss, Some(TicketState::Serving)) => Err(Hold::Begun),
            (Self::Finish, Some(TicketState::Called)) => Err(Hold::NotBegun),
            (Self::Recall | Self::Start | Self::Finish | Self::Miss | Self::Transfer, _) => {
                Err(Hold::NobodyCalled)
            }
        }
    }

    /// The step that usually comes next, if one is possible at all.
    #[must_use]
    pub fn usual(standing: &Standing) -> Option<Self> {
        match (standing.ticket_state(), standing.state) {
            (Some(TicketState::Called), _) => Some(Self::Start),
            (Some(TicketState::Serving), _) => Some(Self::Finish),
            (None, WindowState::Open) if !standing.stopped && standing.rests.is_none() => Some(Self::Next),
            _ => None,
        }
    }

    /// Whether the clerk is asked once more: a number that was not called as often as the hall allows
    /// is given up only on purpose, because its holder loses their place in the line (domain §2.7).
    #[must_use]
    pub fn is_early_miss(self, standing: &Standing, rules: &Rules) -> bool {
        self == Self::Miss && standing.ticket.as_ref().is_some_and(|ticket| ticket.times < rules.max_calls)
    }
}

/// Seconds until the ticket may be called again; 0 when it may, or when the time is not known.
#[must_use]
pub fn until_recall(since: Option<Moment>, now: Option<Moment>, interval_seconds: u32) -> u32 {
    let (Some(since), Some(now)) = (since, now) else { return 0 };
    interval_seconds.saturating_sub(now.seconds_since(since))
}

#[cfg(test)]
mod tests {
    use super::*;
    use hall::api::DeskTicket;

    fn standing(state: WindowState, ticket: Option<TicketState>, times: u32) -> Standing {
        let ticket = ticket.map(|state| DeskTicket {
            times,
            since: Some(Moment::from_unix_ms(0)),
            ..DeskTicket::bare("A001".parse().unwrap(), state)
        });
        Standing { state, ticket, ..Standing::default() }
    }

    fn possible(standing: &Standing, after_seconds: i64) -> Vec<Step> {
        let now = Some(Moment::from_unix_ms(0).plus_seconds(after_seconds));
        let rules = Rules::default();
        Step::ALL.into_iter().filter(|step| step.allowed(standing, &rules, now).is_ok()).collect()
    }

    #[test]
    fn only_the_steps_of_the_present_state_are_possible() {
        use Step::{Finish, Miss, Next, Recall, Start, Transfer};
        let open = WindowState::Open;
        for (standing, steps) in [
            (standing(WindowState::Closed, None, 0), vec![]),
            (standing(WindowState::Paused, None, 0), vec![]),
            (standing(open, None, 0), vec![Next]),
            (standing(open, Some(TicketState::Called), 1), vec![Recall, Start, Miss, Transfer]),
            (standing(open, Some(TicketState::Called), 3), vec![Start, Miss, Transfer]),
            (standing(open, Some(TicketState::Serving), 1), vec![Finish, Transfer]),
            (Standing { stopped: true, ..standing(open, None, 0) }, vec![]),
            (Standing { rests: Some(Rest { until: None }), ..standing(open, None, 0) }, vec![]),
            // a pause ends no service that has begun
            (standing(WindowState::Paused, Some(TicketState::Serving), 1), vec![Finish, Transfer]),
        ] {
            assert_eq!(possible(&standing, 60), steps, "{standing:?}");
            assert!(Step::usual(&standing).is_none_or(|step| steps.contains(&step)), "{standing:?}");
        }
    }

    #[test]
    fn what_is_possible_here_is_what_the_server_allows() {
        use hall::board::{Board, Place};
        use hall::queue::{Command, Issue, decide, settle};
        let json = include_str!("../../../assets/halls/shili/hall.json");
        let mut hall: hall::profile::Hall = serde_json::from_str(json).unwrap();
        hall.hours = hall::hours::Hours::always();
        let window: hall::id::WindowId = "A01".parse().unwrap();
        let command = |step: Step| {
            let window = window.clone();
            match step {
                Step::Next => Command::Next { window },
                Step::Recall => Command::Recall { window },
                Step::Start => Command::Start { window },
                Step::Finish => Command::Finish { window, items: Vec::new(), skip: Vec::new() },
                Step::Miss => Command::Miss { window },
                Step::Transfer => Command::Transfer {
                    window,
                    to: Place::Queue("B".parse().unwrap()),
                    front: false,
                    reason: None,
                },
            }
        };
        let issue = |n: u32| {
            let id = format!("{:a>16}", char::from_digit(10 + n, 36).unwrap()).parse().unwrap();
            Command::Issue(Box::new(Issue::of(id, "A".parse().unwrap())))
        };
        let open = Command::Open { window: window.clone(), staff: "a01".parse().unwrap() };
        let path = [
            issue(1),
            issue(2),
            issue(3),
            open,
            command(Step::Next),
            command(Step::Recall),
            command(Step::Start),
        ];
        let rest = [Step::Finish, Step::Next, Step::Miss, Step::Next, Step::Transfer].map(command);
        let stop = [issue(4), Command::Stop { reason: None }, Command::Resume];
        let path = path.into_iter().chain(rest).chain(stop);
        let (mut board, mut now) = (Board::default(), Moment::from_unix_ms(0));
        for todo in path {
            for wait in [1, 10, 30] {
                let later = now.plus_seconds(wait);
                let standing = Standing::on_board(&board, &window);
                for step in Step::ALL {
                    let here = step.allowed(&standing, &hall.rules, Some(later)).is_ok();
                    let there = decide(&board, &hall, &command(step), later).is_ok();
                    assert_eq!(here, there, "{step:?} at {standing:?} after {wait} s");
                }
            }
            now = now.plus_seconds(30);
            let events = decide(&board, &hall, &todo, now).unwrap();
            settle(&mut board, &events, now);
        }
    }

    #[test]
    fn the_hours_hold_the_next_call_here_as_on_the_server() {
        use hall::board::Board;
        use hall::event::{Carry, Event};
        use hall::queue::{Command, decide, settle};
        let json = include_str!("../../../assets/halls/shili/hall.json");
        let hall: hall::profile::Hall = serde_json::from_str(json).unwrap();
        let friday: hall::moment::Day = "2026-11-27".parse().unwrap();
        let mut rests = 0;
        for window in ["A01", "G01", "G03"] {
            let window: hall::id::WindowId = window.parse().unwrap();
            for minute in (0..3 * 1440_u16).step_by(15) {
                let now = friday.plus(minute / 1440).at_minute(minute % 1440);
                let mut board = Board::default();
                let begun = Event::DayStarted { date: now.day(), carry: Carry::default() };
                let open = Event::WindowOpened { window: window.clone(), staff: None };
                settle(&mut board, &[begun, open], now);
                let rest = Rest::of(&board, &hall, &window, now);
                let standing = Standing { rests: rest, ..Standing::on_board(&board, &window) };
                let here = Step::Next.allowed(&standing, &hall.rules, Some(now)).is_ok();
                let there = decide(&board, &hall, &Command::Next { window: window.clone() }, now).is_ok();
                assert_eq!(here, there, "{window} at {now:?}");
                if let Some(Rest { until: Some(until) }) = rest {
                    assert!(until > now, "{window} at {now:?}");
                    rests += 1;
                }
            }
        }
        assert!(rests > 100, "{rests}");
        let noon = Hold::Rests(Rest { until: Some(friday.at_minute(780)) }).text();
        assert_eq!(noon.zh, "现在不是叫号时间，11月27日 星期五 13:00 起继续叫号");
    }

    #[test]
    fn a_recall_counts_down_and_does_not_wait_for_a_clock() {
        let called = standing(WindowState::Open, Some(TicketState::Called), 1);
        let rules = Rules::default();
        let at = |seconds: i32| Some(Moment::from_unix_ms(i64::from(seconds) * 1000));
        assert_eq!(Step::Recall.allowed(&called, &rules, at(5)), Err(Hold::Seconds(15)));
        assert_eq!(Step::Recall.allowed(&called, &rules, at(20)), Ok(()));
        assert_eq!(Step::Recall.allowed(&called, &rules, None), Ok(()));
        assert_eq!(Hold::Seconds(15).text().en, "You can call again in 15 s");
    }

    #[test]
    fn giving_a_number_up_early_is_asked_for_once_more() {
        let rules = Rules::default();
        let called = |times| standing(WindowState::Open, Some(TicketState::Called), times);
        assert!(Step::Miss.is_early_miss(&called(1), &rules));
        assert!(!Step::Miss.is_early_miss(&called(3), &rules));
        assert!(!Step::Start.is_early_miss(&called(1), &rules));
    }

    #[test]
    fn keys_are_found_in_either_case_and_are_not_shared() {
        assert_eq!(Step::of_key("n"), Some(Step::Next));
        assert_eq!(Step::of_key("F2"), Some(Step::Next));
        assert_eq!(Step::of_key("M"), Some(Step::Miss));
        assert_eq!(Step::of_key("Enter"), None);
        assert_eq!(Step::of_key(""), None);
        let keys: std::collections::HashSet<_> = Step::ALL.iter().map(|step| step.key()).collect();
        assert_eq!(keys.len(), Step::ALL.len());
    }
}
