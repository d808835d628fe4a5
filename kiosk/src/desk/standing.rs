//! What stands at one window now: its state and its ticket, from the live board and from the last
//! answer about that very window. The later word wins, so the page is right both before the event of
//! an action has come over the stream and while the stream is down.

use hall::api::{DeskTicket, WindowDetail};
use hall::board::{Board, Place, TicketState, WindowState};
use hall::hours::Calls;
use hall::id::WindowId;
use hall::moment::Moment;
use hall::profile::Hall;

/// An answer of the server about one window, and what the board had reached when it was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// The window it is about.
    pub window: WindowId,
    /// [`Board::seq`] when the answer was used; the board wins as soon as it is beyond.
    pub seq: u64,
    /// What stood there.
    pub standing: Standing,
}

/// The state of a window and the ticket called or served there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Open, paused or closed.
    pub state: WindowState,
    /// The ticket, with what the clerk alone may know of it.
    pub ticket: Option<DeskTicket>,
    /// The hall was stopped: nobody is called. Only the board knows.
    pub stopped: bool,
    /// Nobody is called at this hour. Only who knows the time knows it.
    pub rests: Option<Rest>,
}

/// An hour at which a window calls nobody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rest {
    /// When calls go on; none when that is not known.
    pub until: Option<Moment>,
}

impl Rest {
    /// Whether a window calls nobody now, as the server decides it: all its queues rest, and nobody was
    /// handed to it, whom nobody else could call.
    #[must_use]
    pub fn of(board: &Board, hall: &Hall, window: &WindowId, now: Moment) -> Option<Self> {
        let window = hall.window(window)?;
        let handed = board.waiting_at(&Place::Window(window.id.clone()));
        if handed.is_some_and(|waiting| !waiting.is_empty()) {
            return None;
        }
        let mut until: Option<Moment> = None;
        for queue in board.queues_of(window).iter().filter_map(|prefix| hall.queue(prefix)) {
            if hall.calls(board, window, queue, now) != Calls::Nobody {
                return None;
            }
            until = until.into_iter().chain(hall.service(board, queue, now).until).min();
        }
        Some(Self { until })
    }
}

impl Standing {
    /// What the board alone knows.
    #[must_use]
    pub fn on_board(board: &Board, window: &WindowId) -> Self {
        let post = board.window(window);
        let ticket = post.ticket.and_then(|number| {
            let ticket = board.ticket(&number)?;
            Some(DeskTicket {
                then: ticket.then.clone(),
                priority: ticket.priority,
                rank: Some(ticket.rank),
                since: ticket.since,
                times: ticket.times,
                ..DeskTicket::bare(number, ticket.state)
            })
        });
        Self { state: post.state, ticket, stopped: board.stopped, rests: None }
    }

    /// What stands at the window: the board, unless the last word is newer or the board is stale.
    /// The matter is only in the word, and belongs to the ticket with the same number.
    #[must_use]
    pub fn of(board: &Board, window: &WindowId, word: Option<&Word>, fresh: bool) -> Self {
        let Some(word) = word.filter(|word| word.window == *window) else {
            return Self::on_board(board, window);
        };
        if !fresh || board.seq <= word.seq {
            return Self { stopped: board.stopped, ..word.standing.clone() };
        }
        let mut standing = Self::on_board(board, window);
        if let (Some(ticket), Some(known)) = (&mut standing.ticket, &word.standing.ticket)
            && ticket.number == known.number
        {
            ticket.id.clone_from(&known.id);
            ticket.item.clone_from(&known.item);
            ticket.items.clone_from(&known.items);
            ticket.theme.clone_from(&known.theme);
            ticket.matter.clone_from(&known.matter);
            ticket.requested.clone_from(&known.requested);
            ticket.checklist.clone_from(&known.checklist);
        }
        standing
    }

    /// The same window after a step whose answer was this ticket; one that was missed or served has
    /// left the window.
    #[must_use]
    pub fn with_ticket(self, ticket: DeskTicket) -> Self {
        let there = matches!(ticket.state, TicketState::Called | TicketState::Serving);
        Self { ticket: if there { Some(ticket) } else { None }, ..self }
    }

    /// The state of the ticket, when there is one.
    #[must_use]
    pub fn ticket_state(&self) -> Option<TicketState> {
        self.ticket.as_ref().map(|ticket| ticket.state)
    }
}

impl From<&WindowDetail> for Standing {
    fn from(detail: &WindowDetail) -> Self {
        Self { state: detail.window.state, ticket: detail.ticket.clone(), ..Self::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hall::event::{Event, Lane, Recorded};
    use hall::text::Text;

    fn a01() -> WindowId {
        "A01".parse().unwrap()
    }

    fn board(events: &[Event]) -> Board {
        let mut board = Board::default();
        for (seq, event) in (1..).zip(events) {
            board.apply(&Recorded::of(seq, Moment::from_unix_ms(0), event.clone()));
        }
        board
    }

    fn called(number: &str) -> Vec<Event> {
        let number: hall::id::Number = number.parse().unwrap();
        vec![
            Event::WindowOpened { window: a01(), staff: None },
            Event::TicketIssued { number: number.clone(), lane: Lane::default(), private: None },
            Event::TicketCalled { number, window: a01(), over: Vec::new(), picked: None },
        ]
    }

    fn word(seq: u64, number: &str, state: TicketState) -> Word {
        let ticket = DeskTicket {
            matter: Some(Text { zh: "出生登记".into(), en: "Birth registration".into() }),
            times: 1,
            ..DeskTicket::bare(number.parse().unwrap(), state)
        };
        Word {
            window: a01(),
            seq,
            standing: Standing { state: WindowState::Open, ticket: Some(ticket), ..Standing::default() },
        }
    }

    #[test]
    fn the_board_wins_when_it_has_moved_on_and_keeps_the_matter_of_the_same_ticket() {
        let board = board(&called("A001"));
        let standing = Standing::of(&board, &a01(), Some(&word(2, "A001", TicketState::Serving)), true);
        assert_eq!(standing.ticket_state(), Some(TicketState::Called));
        assert!(standing.ticket.unwrap().matter.is_some());
        let other = Standing::of(&board, &a01(), Some(&word(2, "A009", TicketState::Serving)), true);
        assert!(other.ticket.unwrap().matter.is_none(), "a matter never moves to another ticket");
    }

    #[test]
    fn a_newer_word_wins_and_so_does_any_word_while_the_board_is_stale() {
        let board = board(&called("A001"));
        let newer = word(3, "A001", TicketState::Serving);
        let serving = Some(TicketState::Serving);
        assert_eq!(Standing::of(&board, &a01(), Some(&newer), true).ticket_state(), serving);
        let older = word(1, "A001", TicketState::Serving);
        assert_eq!(Standing::of(&board, &a01(), Some(&older), false).ticket_state(), serving);
    }

    #[test]
    fn a_word_about_another_window_says_nothing() {
        let board = board(&[]);
        let standing =
            Standing::of(&board, &"B01".parse().unwrap(), Some(&word(9, "A001", TicketState::Called)), true);
        assert_eq!(standing, Standing::default());
    }

    #[test]
    fn a_ticket_that_was_missed_or_served_has_left() {
        for (state, there) in [
            (TicketState::Called, true),
            (TicketState::Serving, true),
            (TicketState::Missed, false),
            (TicketState::Served, false),
        ] {
            let ticket = word(0, "A001", state).standing.ticket.unwrap();
            assert_eq!(Standing::default().with_ticket(ticket).ticket.is_some(), there);
        }
    }
}
