//! Who waits for a window, in the order of its calls, and who was missed there and may come back: the
//! order and the states from the live board, the matter and what was asked for at the kiosk from the
//! server's last word about the very same tickets.

use hall::api::DeskTicket;
use hall::board::{Board, Place, TicketState};
use hall::id::{Number, WindowId};
use hall::profile::Hall;

/// One who waits, or may come back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiter {
    /// The ticket; its secret name only once the server has told it.
    pub ticket: DeskTicket,
    /// Waits for this window alone.
    pub handed: bool,
}

impl Waiter {
    /// True for who was missed and may come back.
    #[must_use]
    pub fn is_missed(&self) -> bool {
        self.ticket.state == TicketState::Missed
    }
}

/// Who waits, first who is called first, then who may come back.
#[must_use]
pub fn list(board: &Board, hall: &Hall, window: &WindowId, known: &[DeskTicket]) -> Vec<Waiter> {
    let Some(window) = hall.window(window) else { return Vec::new() };
    let queues = board.queues_of(window);
    let missed = board.tickets.iter().filter(|(_, ticket)| {
        ticket.state == TicketState::Missed
            && ticket.requeued < hall.rules.max_requeues
            && queues.contains(&ticket.queue)
    });
    let missed = missed.map(|(number, _)| number.clone());
    let one = |number: Number| {
        let ticket = board.ticket(&number)?;
        // a number comes again on another day: only the same waiting is the same ticket
        let word = known.iter().find(|word| word.number == number && word.rank == Some(ticket.rank));
        let told = word.cloned().unwrap_or_else(|| DeskTicket::bare(number, ticket.state));
        let handed = ticket.place() == Place::Window(window.id.clone());
        let ticket = DeskTicket {
            state: ticket.state,
            then: ticket.then.clone(),
            priority: ticket.priority,
            rank: Some(ticket.rank),
            times: ticket.times,
            since: ticket.since,
            ..told
        };
        Some(Waiter { ticket, handed })
    };
    hall::queue::upcoming(board, hall, window).into_iter().chain(missed).filter_map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use hall::event::{Event, Lane, Recorded};
    use hall::moment::Moment;

    fn hall() -> Hall {
        serde_json::from_str(include_str!("../../../assets/halls/shili/hall.json")).unwrap()
    }

    fn number(text: &str) -> Number {
        text.parse().unwrap()
    }

    fn a01() -> WindowId {
        "A01".parse().unwrap()
    }

    /// Three wait in A, the third first; A001 was missed.
    fn board() -> Board {
        let mut board = Board::default();
        let issued =
            |n: &str| Event::TicketIssued { number: number(n), lane: Lane::default(), private: None };
        let mut events = vec![Event::WindowOpened { window: a01(), staff: None }];
        events.extend(["A001", "A002", "A003", "A004"].map(issued));
        let call =
            Event::TicketCalled { number: number("A001"), window: a01(), over: Vec::new(), picked: None };
        events.push(call);
        events.push(Event::TicketMissed { number: number("A001"), window: a01() });
        events.push(Event::PriorityGranted { number: number("A004"), private: None });
        for (seq, event) in (1_u32..).zip(events) {
            let at = Moment::from_unix_ms(i64::from(seq) * 1000);
            board.apply(&Recorded::of(u64::from(seq), at, event));
        }
        board
    }

    fn numbers(list: &[Waiter]) -> Vec<String> {
        list.iter().map(|waiter| waiter.ticket.number.to_string()).collect()
    }

    #[test]
    fn the_order_is_that_of_the_calls_and_who_was_missed_comes_last() {
        let found = list(&board(), &hall(), &a01(), &[]);
        assert_eq!(numbers(&found), ["A004", "A002", "A003", "A001"]);
        assert_eq!(found.iter().map(Waiter::is_missed).collect::<Vec<_>>(), [false, false, false, true]);
        assert!(found.first().unwrap().ticket.priority);
        assert!(list(&board(), &hall(), &"B01".parse().unwrap(), &[]).is_empty());
    }

    #[test]
    fn a_number_that_came_back_as_often_as_allowed_is_no_longer_offered() {
        let mut board = board();
        let again = [
            Event::TicketRequeued { number: number("A001"), behind: 3 },
            Event::TicketCalled { number: number("A001"), window: a01(), over: Vec::new(), picked: None },
            Event::TicketMissed { number: number("A001"), window: a01() },
        ];
        for (seq, event) in (20..).zip(again) {
            board.apply(&Recorded::of(seq, Moment::from_unix_ms(60_000), event));
        }
        assert_eq!(numbers(&list(&board, &hall(), &a01(), &[])), ["A004", "A002", "A003"]);
    }

    #[test]
    fn what_was_asked_for_belongs_to_the_same_ticket_alone() {
        let board = board();
        let rank = board.ticket(&number("A002")).unwrap().rank;
        let word = |rank: Moment| DeskTicket {
            requested: Some("elderly".parse().unwrap()),
            rank: Some(rank),
            ..DeskTicket::bare(number("A002"), TicketState::Called)
        };
        let at = |known: DeskTicket| {
            let found = list(&board, &hall(), &a01(), &[known]);
            found.into_iter().find(|waiter| waiter.ticket.number == number("A002")).unwrap().ticket
        };
        let same = at(word(rank));
        assert!(same.requested.is_some());
        assert_eq!(same.state, TicketState::Waiting, "the board knows better where it is");
        assert_eq!(at(word(rank.plus_seconds(86_400))).requested, None, "a ticket of another day");
    }

    #[test]
    fn who_was_handed_to_the_window_comes_with_a_word() {
        let mut board = board();
        let to = Place::Window(a01());
        let events = [
            Event::WindowOpened { window: "A02".parse().unwrap(), staff: None },
            Event::TicketCalled {
                number: number("A002"),
                window: "A02".parse().unwrap(),
                over: Vec::new(),
                picked: None,
            },
            Event::TicketTransferred { number: number("A002"), to, front: false, reason: None },
        ];
        for (seq, event) in (20..).zip(events) {
            board.apply(&Recorded::of(seq, Moment::from_unix_ms(60_000), event));
        }
        let handed: Vec<_> =
            list(&board, &hall(), &a01(), &[]).into_iter().filter(|waiter| waiter.handed).collect();
        assert_eq!(numbers(&handed), ["A002"]);
    }
}
