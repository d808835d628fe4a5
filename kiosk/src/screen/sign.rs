//! What a window's sign shows, from the board and the hall: pure. A ticket comes before the window's
//! state: who is being served is served even while the window does not call any more.

use super::text;
use hall::board::{Board, TicketState, WindowState};
use hall::id::{Number, WindowId};
use hall::text::Phrase;

/// What the sign of a window shows.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Sign {
    /// A ticket is called to this window, for the n-th time.
    Called(Number, u32),
    /// A ticket is served here.
    Serving(Number),
    /// The window is open and free.
    Open,
    /// The window does not call for a while.
    Paused,
    /// Nobody is there.
    Closed,
    /// The server has been away for too long to know (A67).
    Lost,
}

impl Sign {
    /// Reads it off the board.
    #[must_use]
    pub fn of(board: &Board, window: &WindowId) -> Self {
        let post = board.window(window);
        let ticket = post.ticket.and_then(|number| board.ticket(&number).map(|ticket| (number, ticket)));
        match (ticket, post.state) {
            (Some((number, ticket)), _) if ticket.state == TicketState::Called => {
                Self::Called(number, ticket.times)
            }
            (Some((number, ticket)), _) if ticket.state == TicketState::Serving => Self::Serving(number),
            (_, WindowState::Open) => Self::Open,
            (_, WindowState::Paused) => Self::Paused,
            (_, WindowState::Closed) => Self::Closed,
        }
    }

    /// For the style sheet and for tests.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Called(..) => "called",
            Self::Serving(_) => "serving",
            Self::Open => "open",
            Self::Paused => "paused",
            Self::Closed => "closed",
            Self::Lost => "lost",
        }
    }

    /// The state in words.
    #[must_use]
    pub const fn phrase(&self) -> Phrase {
        match self {
            Self::Called(..) => text::SIGN_COME,
            Self::Serving(_) => text::SIGN_SERVING,
            Self::Open => text::SIGN_OPEN,
            Self::Paused => text::SIGN_PAUSED,
            Self::Closed => text::SIGN_CLOSED,
            Self::Lost => text::LOST_LISTEN,
        }
    }

    /// What to do now, when there is no ticket to show.
    #[must_use]
    pub const fn hint(&self) -> Option<Phrase> {
        match self {
            Self::Called(..) | Self::Serving(_) | Self::Lost => None,
            Self::Open => Some(text::SIGN_OPEN_HINT),
            Self::Paused => Some(text::SIGN_PAUSED_HINT),
            Self::Closed => Some(text::SIGN_CLOSED_HINT),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::screen::rows::tests::{called, issued, sample};
    use hall::event::Event;

    #[test]
    fn a_sign_follows_its_window_through_a_service() {
        let window: WindowId = "A01".parse().unwrap();
        let number: Number = "A001".parse().unwrap();
        let opened = Event::WindowOpened { window: window.clone(), staff: None };
        let recalled = Event::TicketRecalled { number: number.clone(), window: window.clone(), times: 2 };
        let started = Event::ServiceStarted { number: number.clone(), window: window.clone() };
        let paused = Event::WindowPaused { window: window.clone(), reason: None };
        let served = Event::Served {
            number: number.clone(),
            window: window.clone(),
            then: None,
            skip: Vec::new(),
            before: 0,
            parts: 1,
            private: None,
        };
        let closed = Event::WindowClosed { window: window.clone() };
        let day = [issued("A001"), opened, called("A001", "A01"), recalled, started, paused, served, closed];
        let shown: Vec<_> = (1..=day.len())
            .map(|n| Sign::of(&sample(day.iter().take(n).cloned().collect()).1, &window))
            .collect();
        assert_eq!(
            shown,
            [
                Sign::Closed,
                Sign::Open,
                Sign::Called(number.clone(), 1),
                Sign::Called(number.clone(), 2),
                Sign::Serving(number.clone()),
                Sign::Serving(number),
                Sign::Paused,
                Sign::Closed,
            ]
        );
    }
}
