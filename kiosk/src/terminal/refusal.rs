//! The words of refusals that the terminal finds out by itself, or keeps by their code alone. Those that a citizen can
//! meet there stand here; the sentences of all others, which are for staff and programs, would be a hundredth of the
//! program. What the server answers brings its own words along.

use hall::code::Code;
use hall::text::Phrase;

/// What a citizen reads; of a code that none can meet, that something went wrong.
#[must_use]
pub fn said(code: Code) -> Phrase {
    macro_rules! one_of {
        ($($name:ident)+) => {
            match code {
                $(Code::$name => const { Code::$name.phrase() },)+
                _ => const { Code::Internal.phrase() },
            }
        };
    }
    one_of!(
        QueueClosed OutsideHours QuotaReached CutoffPassed HallStopped NotInHours
        UnknownItem ItemNotOffered UnknownTheme UnknownQueue UnknownHall UnknownTicket NotFound
        TokenUnknown TokenExpired AlreadyRated SlipUnknown NotServed StaffMayNotRate ReasonRequired
        Timeout Overloaded Unavailable
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_citizen_can_meet_has_its_own_words() {
        for code in [Code::QueueClosed, Code::AlreadyRated, Code::NotFound, Code::Overloaded] {
            assert_eq!(said(code), code.phrase());
        }
        assert_eq!(said(Code::LastAdmin), Code::Internal.phrase());
    }
}
