//! The requests for numbers of one person whose fate is not known. Each keeps its name and what was asked for, however
//! many others are sent after it: it is asked again as it was (A40), or given back when the person leaves.

use super::wishes::is_same;
use hall::api::TicketRequest;
use hall::id::RequestKey;

/// The requests, with their names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unsettled(Vec<(TicketRequest, RequestKey)>);

impl Unsettled {
    /// The name under which the same was asked for.
    #[must_use]
    pub fn name(&self, request: &TicketRequest) -> Option<RequestKey> {
        self.0.iter().find(|(asked, _)| is_same(asked, request)).map(|(_, name)| name.clone())
    }

    /// What was asked for under a name; `new` when nothing was, which is kept from now on.
    pub fn ask(&mut self, name: &RequestKey, new: impl FnOnce() -> TicketRequest) -> TicketRequest {
        if let Some((asked, _)) = self.0.iter().find(|(_, known)| known == name) {
            return asked.clone();
        }
        let request = new();
        self.0.push((request.clone(), name.clone()));
        request
    }

    /// The fate of this one is known.
    pub fn settle(&mut self, name: &RequestKey) {
        self.0.retain(|(_, known)| known != name);
    }

    /// All of them.
    #[must_use]
    pub fn all(self) -> Vec<(TicketRequest, RequestKey)> {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(queue: &str) -> TicketRequest {
        TicketRequest { queue: Some(queue.to_owned()), ..TicketRequest::default() }
    }

    fn name(letter: char) -> RequestKey {
        letter.to_string().repeat(32).parse().unwrap()
    }

    #[test]
    fn one_that_is_sent_later_leaves_the_earlier_one_to_be_asked_again_or_given_back() {
        let mut unsettled = Unsettled::default();
        assert_eq!(unsettled.name(&of("A")), None);
        unsettled.ask(&name('a'), || of("A"));
        unsettled.ask(&name('b'), || of("B"));
        assert_eq!((unsettled.name(&of("A")), unsettled.name(&of("B"))), (Some(name('a')), Some(name('b'))));
        unsettled.settle(&name('b'));
        assert_eq!(unsettled.all(), [(of("A"), name('a'))]);
    }

    #[test]
    fn a_second_try_is_sent_as_the_first_one_was() {
        let mut unsettled = Unsettled::default();
        unsettled.ask(&name('a'), || of("A"));
        let changed = TicketRequest { priority: Some("elderly".to_owned()), ..of("A") };
        assert_eq!(unsettled.name(&changed), Some(name('a')));
        assert_eq!(unsettled.ask(&name('a'), || changed), of("A"));
        assert_eq!(unsettled.all().len(), 1);
    }
}
