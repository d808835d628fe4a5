//! One attempt to take a number. A double tap, a slow network and a retry must never make two tickets
//! (A40): the name of the request is made once and kept until the server has answered.

use crate::live::Failure;
use hall::id::RequestKey;

/// Where an attempt stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Attempt {
    /// Nothing was asked for.
    #[default]
    Idle,
    /// Asked under this name; no answer yet.
    Sending(RequestKey),
    /// No answer came, or the server could not say; whether there is a ticket is not known, so the name
    /// is kept.
    Lost(RequestKey),
    /// The server said no; the next attempt is a new one.
    Refused(Failure),
}

impl Attempt {
    /// Begins to ask, or asks again; the name to ask under. None while an answer is awaited: the
    /// second tap of a double tap does nothing.
    pub fn begin(&mut self, fresh: impl FnOnce() -> Option<RequestKey>) -> Option<RequestKey> {
        let key = match self {
            Self::Sending(_) => return None,
            Self::Lost(key) => key.clone(),
            Self::Idle | Self::Refused(_) => fresh()?,
        };
        *self = Self::Sending(key.clone());
        Some(key)
    }

    /// No ticket came.
    pub fn failed(&mut self, failure: Failure) {
        *self = match (std::mem::take(self), failure) {
            (Self::Sending(key) | Self::Lost(key), failure) if is_unknown(&failure) => Self::Lost(key),
            (_, failure) => Self::Refused(failure),
        };
    }

    /// True when it is not known whether there is a ticket, and the same is to be asked again.
    #[must_use]
    pub const fn is_lost(&self) -> bool {
        matches!(self, Self::Lost(_))
    }

    /// True while an answer is awaited.
    #[must_use]
    pub const fn is_sending(&self) -> bool {
        matches!(self, Self::Sending(_))
    }
}

/// True when the failure leaves open whether there is a ticket: no answer, or one that says that the
/// server could not finish (5xx). A refusal says that there is none.
#[must_use]
pub fn is_unknown(failure: &Failure) -> bool {
    match failure {
        Failure::Unreachable => true,
        Failure::Refused(problem) => problem.status >= 500,
    }
}

/// A new name for a request: 128 random bits of the browser's own source.
#[must_use]
pub fn fresh_key() -> Option<RequestKey> {
    let mut bytes = [0_u8; 16];
    let crypto = web_sys::window()?.crypto().ok()?;
    crypto.get_random_values_with_u8_array(&mut bytes).ok()?;
    name(bytes)
}

fn name(bytes: [u8; 16]) -> Option<RequestKey> {
    use std::fmt::Write as _;
    let mut text = String::with_capacity(32);
    for byte in bytes {
        write!(text, "{byte:02x}").ok()?;
    }
    text.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use hall::api::Problem;
    use hall::code::Code;

    fn key(byte: u8) -> Option<RequestKey> {
        name([byte; 16])
    }

    #[test]
    fn a_double_tap_asks_once() {
        let mut attempt = Attempt::default();
        assert!(attempt.begin(|| key(1)).is_some());
        assert!(attempt.is_sending());
        assert_eq!(attempt.begin(|| key(2)), None);
    }

    #[test]
    fn a_retry_after_silence_keeps_its_name() {
        let mut attempt = Attempt::default();
        let first = attempt.begin(|| key(1));
        attempt.failed(Failure::Unreachable);
        assert_eq!(attempt.begin(|| key(2)), first);
        attempt.failed(Failure::Unreachable);
        assert_eq!(attempt.begin(|| key(3)), first);
    }

    #[test]
    fn a_server_that_could_not_finish_leaves_the_name_as_it_is() {
        for code in [Code::Unavailable, Code::Timeout, Code::Internal] {
            let mut attempt = Attempt::default();
            let first = attempt.begin(|| key(1));
            attempt.failed(Failure::Refused(Box::new(Problem::from(code))));
            assert_eq!(attempt.begin(|| key(2)), first, "{code}");
        }
    }

    #[test]
    fn a_new_attempt_after_a_refusal_has_a_new_name() {
        let mut attempt = Attempt::default();
        attempt.begin(|| key(1));
        attempt.failed(Failure::Refused(Box::new(Problem::from(Code::QueueClosed))));
        assert_eq!(attempt.begin(|| key(2)), key(2));
    }

    #[test]
    fn without_a_source_of_names_nothing_is_asked() {
        let mut attempt = Attempt::default();
        assert_eq!(attempt.begin(|| None), None);
        assert!(!attempt.is_sending());
    }
}
