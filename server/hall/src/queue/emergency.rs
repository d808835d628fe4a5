//! A message to everybody (A69): it replaces what is on all screens and kiosks, in both languages, and ends when its
//! time is over or somebody ends it. The queue goes on beneath it; whoever wants it to stop stops the hall as well.

use crate::board::Board;
use crate::code::Code;
use crate::event::Event;
use crate::moment::Moment;
use crate::personal;
use crate::text::Text;

/// A message lasts so many seconds at most; it can be raised again.
const LONGEST_SECONDS: u32 = 12 * 3600;
/// Characters of its Chinese half: large letters have to hold it.
pub const EMERGENCY_ZH: usize = 60;
/// Characters of its English half.
pub const EMERGENCY_EN: usize = 160;

/// A message is raised; one that is on is replaced.
///
/// # Errors
/// `emergency_text_invalid`, `emergency_text_personal`, `emergency_time_invalid`.
pub fn raise(board: &Board, text: &Text, until: Moment, now: Moment) -> Result<Vec<Event>, Code> {
    let text = Text { zh: text.zh.trim().to_owned(), en: text.en.trim().to_owned() };
    let fits = |words: &str, most: usize| {
        (1..=most).contains(&words.chars().count()) && !words.chars().any(|c| c.is_control() && c != '\n')
    };
    if !fits(&text.zh, EMERGENCY_ZH) || !fits(&text.en, EMERGENCY_EN) {
        return Err(Code::EmergencyTextInvalid);
    }
    if personal::holds_number(&text.zh) || personal::holds_number(&text.en) {
        return Err(Code::EmergencyTextPersonal);
    }
    if until <= now || until.seconds_since(now) > LONGEST_SECONDS {
        return Err(Code::EmergencyTimeInvalid);
    }
    // a double tap is one message
    match board.emergency_at(now) {
        Some(on) if on.text == text && on.until == until => Ok(Vec::new()),
        _ => Ok(vec![Event::EmergencyRaised { text, until }]),
    }
}

/// The message is over.
///
/// # Errors
/// `no_emergency` when there is none, or its time was over before.
pub fn end(board: &Board, now: Moment) -> Result<Vec<Event>, Code> {
    board.emergency_at(now).map(|_| vec![Event::EmergencyEnded]).ok_or(Code::NoEmergency)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::Recorded;
    use proptest::prelude::*;

    fn text() -> Text {
        Text { zh: "请立即离开大厅".to_owned(), en: "Please leave the hall now".to_owned() }
    }

    fn at(seconds: i64) -> Moment {
        Moment::from_unix_ms(1_795_000_000_000).plus_seconds(seconds)
    }

    fn after(events: Vec<Event>, now: Moment, board: &mut Board) {
        for event in events {
            let seq = board.seq + 1;
            board.apply(&Recorded::of(seq, now, event));
        }
    }

    #[test]
    fn it_holds_until_its_time_or_until_it_is_ended_and_over_midnight() {
        let mut board = Board::default();
        let events = raise(&board, &text(), at(600), at(0)).unwrap();
        after(events, at(0), &mut board);
        assert_eq!(board.emergency_at(at(599)).map(|on| on.seq), Some(1));
        assert_eq!(board.emergency_at(at(600)), None);
        assert_eq!(end(&board, at(600)), Err(Code::NoEmergency));
        assert_eq!(raise(&board, &text(), at(600), at(1)), Ok(Vec::new()), "a double tap");
        let carry = board.carry();
        after(vec![Event::DayStarted { date: at(0).day().next(), carry }], at(2), &mut board);
        assert!(board.emergency_at(at(3)).is_some());
        let events = end(&board, at(4)).unwrap();
        after(events, at(4), &mut board);
        assert_eq!(board.emergency_at(at(5)), None);
        assert_eq!(end(&board, at(5)), Err(Code::NoEmergency));
    }

    #[test]
    fn half_a_message_a_long_one_and_a_personal_one_are_refused() {
        let board = Board::default();
        let with =
            |zh: &str, en: &str| raise(&board, &Text { zh: zh.to_owned(), en: en.to_owned() }, at(60), at(0));
        assert_eq!(with("火警", ""), Err(Code::EmergencyTextInvalid));
        assert_eq!(with(" ", "Fire"), Err(Code::EmergencyTextInvalid));
        assert_eq!(with(&"字".repeat(61), "Fire"), Err(Code::EmergencyTextInvalid));
        assert_eq!(with("请联系 13800005678", "Call us"), Err(Code::EmergencyTextPersonal));
        assert!(with("火警", "Fire").is_ok());
    }

    proptest! {
        #[test]
        fn it_lasts_at_most_half_a_day_and_never_begins_in_the_past(length in -100_000i64..100_000) {
            let raised = raise(&Board::default(), &text(), at(length), at(0));
            prop_assert_eq!(raised.is_ok(), (1..=12 * 3600).contains(&length));
        }
    }
}
