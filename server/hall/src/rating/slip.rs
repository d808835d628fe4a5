//! How somebody who comes back to a kiosk names what they want to rate (R42): a ticket's number alone stands on every
//! screen, so a slip carries a code besides, and its QR codes carry names that nobody guesses.

use crate::appointment::ungrouped;
use crate::code::Code;
use crate::id::{Number, TicketId};

/// Digits of a slip's code that name the ticket's number, so that it is found quickly: its last three. The other
/// seven only the server can make.
pub const LOCATOR_DIGITS: usize = 3;
/// One more than the largest of the seven.
const SECRETS: u64 = 10_000_000;

/// The code of a ticket, from its number and what the server made of its secret name.
#[must_use]
pub fn slip_code(number: &Number, secret: u64) -> String {
    format!("{:03}{:07}", number.running() % 1000, secret % SECRETS)
}

/// What was typed or scanned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Slip {
    /// The code of a slip.
    Code(String),
    /// The ticket itself: its secret name, or the address that its QR code holds.
    Ticket(TicketId),
    /// One service: the code to rate it, as the QR code of a window pad or of a notice holds it.
    Token(String),
}

impl Slip {
    /// Reads what was typed or scanned; none when it names nothing that can be rated.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Some(code) = ungrouped(text) {
            return Some(Self::Code(code));
        }
        if let Some((_, token)) = text.rsplit_once("/r/") {
            let fits = |b: u8| b.is_ascii_alphanumeric() || b"._-".contains(&b);
            let whole = !token.is_empty() && token.bytes().all(fits);
            return whole.then(|| Self::Token(token.to_owned()));
        }
        // a scanner may have its capitals locked
        let text = text.to_ascii_lowercase();
        let id = text.rsplit_once("/t/").map_or(text.as_str(), |(_, id)| id);
        id.parse().ok().map(Self::Ticket)
    }
}

/// How a service stands for somebody who wants to rate it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chance {
    /// It can be rated.
    Open,
    /// It has been rated.
    Rated,
    /// It ended too long ago.
    Expired,
}

impl Chance {
    /// One that was rated stays rated, however long ago that was.
    #[must_use]
    pub const fn of(rated: bool, expired: bool) -> Self {
        match (rated, expired) {
            (true, _) => Self::Rated,
            (false, true) => Self::Expired,
            (false, false) => Self::Open,
        }
    }
}

/// Why none of a ticket's services can be rated; none when one can.
#[must_use]
pub fn why_none(services: &[Chance]) -> Option<Code> {
    if services.is_empty() {
        Some(Code::NotServed)
    } else if services.contains(&Chance::Open) {
        None
    } else if services.contains(&Chance::Expired) {
        Some(Code::TokenExpired)
    } else {
        Some(Code::AlreadyRated)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::appointment::CODE_DIGITS;

    fn number(text: &str) -> Number {
        text.parse().unwrap()
    }

    #[test]
    fn a_code_begins_with_the_digits_of_its_number_and_is_always_as_long() {
        assert_eq!(slip_code(&number("A005"), 42), "0050000042");
        assert_eq!(slip_code(&number("AB1234"), u64::MAX).len(), CODE_DIGITS);
        assert_eq!(slip_code(&number("A1234"), 7), "2340000007");
    }

    #[test]
    fn codes_and_the_addresses_of_tickets_and_services_are_read_and_nothing_else() {
        let ticket = || Some(Slip::Ticket("abcdefgh234567ab".parse().unwrap()));
        let token = "v1.AQIDBA_-.abc";
        for (text, slip) in [
            ("0050000042", Some(Slip::Code("0050000042".to_owned()))),
            (" 005 000-0042 ", Some(Slip::Code("0050000042".to_owned()))),
            ("abcdefgh234567ab", ticket()),
            ("http://127.0.0.1:8080/t/abcdefgh234567ab", ticket()),
            ("HTTPS://HALL.EXAMPLE/T/ABCDEFGH234567AB", ticket()),
            ("https://hall.example/r/v1.AQIDBA_-.abc", Some(Slip::Token(token.to_owned()))),
            ("A005", None),
            ("005000042", None),
            ("https://hall.example/r/", None),
            ("https://hall.example/r/x?y", None),
            ("https://hall.example/b/abcdefgh234567ab", None),
            ("", None),
        ] {
            assert_eq!(Slip::read(text), slip, "{text}");
        }
    }

    #[test]
    fn a_ticket_can_be_rated_as_long_as_one_of_its_services_can() {
        use Chance::{Expired, Open, Rated};
        for (services, why) in [
            (&[][..], Some(Code::NotServed)),
            (&[Rated, Open][..], None),
            (&[Expired, Open][..], None),
            (&[Rated, Expired][..], Some(Code::TokenExpired)),
            (&[Rated, Rated][..], Some(Code::AlreadyRated)),
        ] {
            assert_eq!(why_none(services), why);
        }
        assert_eq!(Chance::of(true, true), Rated);
    }

    proptest::proptest! {
        #[test]
        fn whatever_is_scanned_never_panics(text in "\\PC{0,80}") {
            let _ = Slip::read(&text);
        }
    }
}
