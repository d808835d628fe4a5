//! Which call is announced now: a plain queue with a clock passed in.
//!
//! Each call is shown for ten seconds or until its voice has ended, whichever is later; calls that come
//! meanwhile wait their turn (A65). A call that has become pointless before its turn is dropped: its
//! ticket was served, missed, given back, or the day ended. No views and no sound here.

use hall::board::{Board, Call, TicketState};
use hall::id::{Number, WindowId};
use hall::moment::Moment;
use std::collections::VecDeque;

/// A call is shown at least this long (A65).
pub const HOLD_MS: f64 = 10_000.0;
/// A voice that has not ended by then is not waited for: the sound must never stop the signs.
pub const LONGEST_MS: f64 = 30_000.0;
/// Calls of a page's first snapshot that are older than this were announced before, or their time has passed.
pub const SNAPSHOT_FRESH_MS: i64 = 15_000;
/// While at least this many calls wait, each is spoken once only, so that the line does not grow: a busy hall calls
/// every 16 seconds, and the whole sentence takes 18.
pub const CROWD: usize = 1;
/// Calls that nobody has heard, because the network was cut or the screen that spoke went away, are announced for so
/// long: a screen counts for 25 seconds after its last report, and reports every ten.
const UNHEARD_MS: i64 = 60_000;
/// Announcements remembered, so that a snapshot does not repeat them.
const REMEMBERED: usize = 32;

/// One call to be announced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Announcement {
    /// Names this announcement, unique for the page.
    pub id: u64,
    /// Who.
    pub ticket: Number,
    /// Where to.
    pub window: WindowId,
    /// How often it has been called.
    pub times: u32,
}

/// How much is spoken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Chinese twice, English once.
    Full,
    /// Each once, while many wait.
    Short,
}

/// What changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// This one is announced from now on.
    Begin(Announcement, Form),
    /// Nothing is announced from now on.
    Idle,
}

#[derive(Clone, Debug, PartialEq)]
struct Current {
    announcement: Announcement,
    begun_ms: f64,
    sounding: bool,
}

/// The queue of announcements.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Announcer {
    waiting: VecDeque<Announcement>,
    current: Option<Current>,
    done: VecDeque<(Number, u32)>,
    /// The newest call of the last snapshot.
    listed: Option<u64>,
    last_id: u64,
}

impl Announcer {
    /// A ticket was called, or called again (`times` > 1). A call that still waits for its turn is
    /// brought up to date instead of announced twice.
    pub fn call(&mut self, ticket: &Number, window: &WindowId, times: u32) {
        if let Some(waiting) = self.waiting.iter_mut().find(|waiting| waiting.ticket == *ticket) {
            waiting.window = window.clone();
            waiting.times = times;
            return;
        }
        self.last_id += 1;
        self.waiting.push_back(Announcement {
            id: self.last_id,
            ticket: ticket.clone(),
            window: window.clone(),
            times,
        });
    }

    /// The whole board came anew: what was called moments ago, or since the last time that it came, is shown here and was
    /// not announced yet is announced, oldest first; nothing else is.
    pub fn restore(&mut self, board: &Board, now: Option<Moment>, shows: impl Fn(&Call) -> bool) {
        let Some(now) = now else { return };
        for call in board.calls.iter().rev() {
            let age = now.unix_ms().saturating_sub(call.at.unix_ms());
            let known =
                self.done.iter().any(|(ticket, times)| *ticket == call.ticket && *times == call.times);
            let fresh = match self.listed {
                None => age <= SNAPSHOT_FRESH_MS,
                Some(newest) => call.seq > newest && age <= UNHEARD_MS,
            };
            if fresh && !known && is_called(board, &call.ticket) && shows(call) {
                self.call(&call.ticket, &call.window, call.times);
            }
        }
        self.listed = board.calls.iter().map(|call| call.seq).max().or(Some(0)).max(self.listed);
    }

    /// This screen speaks from now on, and what its zone has heard ends at this position of the ledger: what was called
    /// since then is announced once more, oldest first.
    pub fn take_over(
        &mut self,
        board: &Board,
        now: Option<Moment>,
        heard: u64,
        shows: impl Fn(&Call) -> bool,
    ) {
        let Some(now) = now else { return };
        for call in board.calls.iter().rev() {
            let age = now.unix_ms().saturating_sub(call.at.unix_ms());
            if call.seq > heard && age <= UNHEARD_MS && is_called(board, &call.ticket) && shows(call) {
                self.call(&call.ticket, &call.window, call.times);
            }
        }
    }

    /// A message to everybody cuts the voice off: what was being said is announced again after it.
    pub fn interrupt(&mut self) {
        if let Some(current) = self.current.as_mut().filter(|current| current.sounding) {
            (current.sounding, current.begun_ms) = (false, f64::NEG_INFINITY);
            self.last_id += 1;
            self.waiting.push_front(Announcement { id: self.last_id, ..current.announcement.clone() });
        }
    }

    /// The voice of an announcement has begun: wait for its end.
    pub fn sounding(&mut self, id: u64) {
        self.set_sounding(id, true);
    }

    /// The voice of an announcement has ended.
    pub fn sounded(&mut self, id: u64) {
        self.set_sounding(id, false);
    }

    fn set_sounding(&mut self, id: u64, sounding: bool) {
        if let Some(current) = self.current.as_mut().filter(|current| current.announcement.id == id) {
            current.sounding = sounding;
        }
    }

    /// True while a call is announced or waits to be.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.current.is_some() || !self.waiting.is_empty()
    }

    /// Time has passed, or something was heard.
    pub fn tick(&mut self, now_ms: f64, board: &Board) -> Option<Change> {
        if let Some(current) = &self.current {
            let shown = now_ms - current.begun_ms;
            if shown < HOLD_MS || (current.sounding && shown < LONGEST_MS) {
                return None;
            }
        }
        self.waiting.retain(|waiting| is_called(board, &waiting.ticket));
        let ended = self.current.take().is_some();
        let Some(next) = self.waiting.pop_front() else {
            return ended.then_some(Change::Idle);
        };
        self.done.push_back((next.ticket.clone(), next.times));
        if self.done.len() > REMEMBERED {
            self.done.pop_front();
        }
        self.current = Some(Current { announcement: next.clone(), begun_ms: now_ms, sounding: false });
        let form = if self.waiting.len() >= CROWD { Form::Short } else { Form::Full };
        Some(Change::Begin(next, form))
    }
}

/// True while a ticket is called and has not come, been missed or given back.
#[must_use]
pub fn is_called(board: &Board, ticket: &Number) -> bool {
    board.ticket(ticket).is_some_and(|ticket| ticket.state == TicketState::Called)
}

#[cfg(test)]
mod tests {
    use super::*;
    use hall::event::{Event, Lane, Recorded};

    struct Hall {
        board: Board,
        announcer: Announcer,
    }

    impl Hall {
        fn new(tickets: u32) -> Self {
            let mut hall = Self { board: Board::default(), announcer: Announcer::default() };
            for running in 1..=tickets {
                hall.happens(
                    Event::TicketIssued { number: number(running), lane: Lane::default(), private: None },
                    0,
                );
            }
            hall
        }

        fn happens(&mut self, event: Event, at_ms: i64) {
            let seq = self.board.seq + 1;
            self.board.apply(&Recorded::of(seq, Moment::from_unix_ms(at_ms), event));
        }

        fn call(&mut self, running: u32, at_ms: i64) {
            let window: WindowId = format!("A{running:02}").parse().unwrap();
            self.happens(
                Event::TicketCalled {
                    number: number(running),
                    window: window.clone(),
                    over: Vec::new(),
                    picked: None,
                },
                at_ms,
            );
            self.announcer.call(&number(running), &window, 1);
        }

        fn tick(&mut self, now_ms: f64) -> Option<(String, u32)> {
            match self.announcer.tick(now_ms, &self.board) {
                Some(Change::Begin(it, _)) => Some((it.ticket.to_string(), it.times)),
                Some(Change::Idle) => Some((String::from("idle"), 0)),
                None => None,
            }
        }
    }

    fn number(running: u32) -> Number {
        Number::new("A".parse().unwrap(), running)
    }

    fn begun(ticket: &str) -> Option<(String, u32)> {
        Some((ticket.to_owned(), 1))
    }

    #[test]
    fn two_calls_at_once_are_shown_one_after_another_for_ten_seconds_each() {
        let mut hall = Hall::new(2);
        hall.call(1, 0);
        assert_eq!(hall.tick(0.0), begun("A001"));
        hall.call(2, 100);
        assert_eq!(hall.tick(100.0), None);
        assert_eq!(hall.tick(9_999.0), None);
        assert_eq!(hall.tick(10_000.0), begun("A002"));
        assert_eq!(hall.tick(19_999.0), None);
        assert_eq!(hall.tick(20_000.0), Some(("idle".to_owned(), 0)));
        assert_eq!(hall.tick(20_100.0), None);
        assert!(!hall.announcer.is_busy());
    }

    #[test]
    fn a_call_stays_until_its_voice_has_ended_but_not_for_ever() {
        let mut hall = Hall::new(2);
        hall.call(1, 0);
        hall.tick(0.0);
        hall.announcer.sounding(1);
        assert_eq!(hall.tick(13_000.0), None);
        hall.announcer.sounded(99);
        assert_eq!(hall.tick(13_100.0), None, "another one's voice");
        hall.announcer.sounded(1);
        assert_eq!(hall.tick(13_200.0), Some(("idle".to_owned(), 0)));
        hall.call(2, 14_000);
        hall.tick(14_000.0);
        hall.announcer.sounding(2);
        assert_eq!(hall.tick(43_999.0), None);
        assert_eq!(hall.tick(44_000.0), Some(("idle".to_owned(), 0)), "the sound is broken");
    }

    #[test]
    fn a_call_that_became_pointless_is_dropped_before_its_turn_only() {
        let mut hall = Hall::new(4);
        for running in 1..=4 {
            hall.call(running, 0);
        }
        assert_eq!(hall.tick(0.0), begun("A001"));
        hall.happens(Event::TicketMissed { number: number(1), window: "A01".parse().unwrap() }, 1);
        hall.happens(Event::TicketCancelled { number: number(2) }, 1);
        hall.happens(
            Event::Served {
                number: number(3),
                window: "A03".parse().unwrap(),
                then: None,
                skip: Vec::new(),
                before: 0,
                parts: 1,
                private: None,
            },
            1,
        );
        assert_eq!(hall.tick(5_000.0), None, "one that has begun is not cut off");
        assert_eq!(hall.tick(10_000.0), begun("A004"));
    }

    #[test]
    fn a_recall_is_announced_again_and_one_that_waits_is_only_brought_up_to_date() {
        let mut hall = Hall::new(2);
        hall.call(1, 0);
        hall.tick(0.0);
        hall.call(2, 0);
        hall.announcer.call(&number(2), &"A02".parse().unwrap(), 2);
        assert_eq!(hall.tick(10_000.0), Some(("A002".to_owned(), 2)));
        hall.announcer.call(&number(1), &"A01".parse().unwrap(), 2);
        assert_eq!(hall.tick(20_000.0), Some(("A001".to_owned(), 2)));
        assert_eq!(hall.tick(30_000.0), Some(("idle".to_owned(), 0)));
    }

    #[test]
    fn a_snapshot_announces_what_was_called_moments_ago_and_nothing_twice() {
        let mut hall = Hall::new(3);
        hall.call(1, 0);
        hall.call(2, 20_000);
        hall.call(3, 30_000);
        let mut fresh = Announcer::default();
        fresh.restore(&hall.board, Some(Moment::from_unix_ms(31_000)), |_| true);
        hall.announcer = fresh;
        assert_eq!(hall.tick(0.0), begun("A002"), "oldest first; A001 is too old");
        let board = hall.board.clone();
        hall.announcer.restore(&board, Some(Moment::from_unix_ms(32_000)), |_| true);
        assert_eq!(hall.tick(10_000.0), begun("A003"));
        assert_eq!(hall.tick(20_000.0), Some(("idle".to_owned(), 0)), "A002 only once");
        hall.announcer.restore(&board, None, |_| true);
        assert!(!hall.announcer.is_busy(), "without a clock nothing is fresh");
        let mut area = Announcer::default();
        area.restore(&board, Some(Moment::from_unix_ms(32_000)), |call| call.ticket == number(3));
        hall.announcer = area;
        assert_eq!(hall.tick(40_000.0), begun("A003"), "of its own queue alone");
        assert_eq!(hall.tick(50_000.0), Some(("idle".to_owned(), 0)));
    }

    #[test]
    fn what_was_called_while_the_network_was_cut_is_announced_after_it() {
        let mut hall = Hall::new(3);
        hall.call(1, 0);
        let mut cut = Announcer::default();
        cut.restore(&hall.board, Some(Moment::from_unix_ms(20_000)), |_| true);
        assert!(!cut.is_busy(), "it was announced before this page was there");
        hall.call(2, 30_000);
        hall.call(3, 50_000);
        hall.announcer = cut;
        let board = hall.board.clone();
        hall.announcer.restore(&board, Some(Moment::from_unix_ms(59_000)), |_| true);
        assert_eq!(hall.tick(0.0), begun("A002"));
        hall.announcer.restore(&board, Some(Moment::from_unix_ms(60_000)), |_| true);
        assert_eq!(hall.tick(10_000.0), begun("A003"));
        assert_eq!(hall.tick(20_000.0), Some(("idle".to_owned(), 0)));
    }

    #[test]
    fn what_a_message_cuts_off_is_announced_again_before_the_others() {
        let mut hall = Hall::new(2);
        hall.call(1, 0);
        hall.call(2, 0);
        hall.tick(0.0);
        hall.announcer.sounding(1);
        hall.announcer.interrupt();
        hall.announcer.sounded(1);
        assert_eq!(hall.tick(90_000.0), begun("A001"));
        hall.announcer.interrupt();
        assert_eq!(hall.tick(95_000.0), None, "it was not being said");
        assert_eq!(hall.tick(100_000.0), begun("A002"));
    }

    #[test]
    fn who_speaks_from_now_on_says_what_nobody_has_heard() {
        let mut hall = Hall::new(4);
        for (running, ms) in [(1, 0), (2, 30_000), (3, 40_000), (4, 50_000)] {
            hall.call(running, ms);
            // shown, and not said
            hall.tick(f64::from(running) * HOLD_MS);
        }
        hall.happens(Event::TicketMissed { number: number(3), window: "A03".parse().unwrap() }, 55_000);
        assert_eq!(hall.tick(60_000.0), Some(("idle".to_owned(), 0)));
        let board = hall.board.clone();
        let first = board.calls.back().unwrap().seq;
        let now = Some(Moment::from_unix_ms(61_000));
        hall.announcer.take_over(&board, now, first, |_| true);
        assert_eq!(hall.tick(61_000.0), begun("A002"), "A001 was heard");
        assert_eq!(hall.tick(71_000.0), begun("A004"), "A003 was missed");
        assert_eq!(hall.tick(81_000.0), Some(("idle".to_owned(), 0)));
        hall.announcer.take_over(&board, now, 0, |_| true);
        assert_eq!(hall.tick(90_000.0), begun("A002"), "A001 is too old");
        let mut other = Announcer::default();
        other.take_over(&board, None, 0, |_| true);
        other.take_over(&board, now, 0, |_| false);
        assert!(!other.is_busy());
    }

    #[test]
    fn in_a_crowd_calls_are_spoken_shorter() {
        let mut hall = Hall::new(6);
        for running in 1..=6 {
            hall.call(running, 0);
        }
        let mut forms = Vec::new();
        for turn in 0..6 {
            if let Some(Change::Begin(_, form)) = hall.announcer.tick(f64::from(turn) * HOLD_MS, &hall.board)
            {
                forms.push(form);
            }
        }
        use Form::{Full, Short};
        assert_eq!(forms, [Short, Short, Short, Short, Short, Full]);
    }
}
