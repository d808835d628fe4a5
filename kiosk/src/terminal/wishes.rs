//! What a person has chosen for the number they are about to take: several matters for one slip, and the
//! class of priority they ask for. In memory only; forgotten when the number is there or the visit ends.

use hall::api::TicketRequest;
use hall::id::{ClassId, ItemId};

/// Matters on one slip at most; the server refuses more.
pub const MATTERS_MAX: usize = 8;

/// What is wished for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wishes {
    /// The matters of the slip, in the order in which they were chosen.
    pub matters: Vec<ItemId>,
    /// The class of priority asked for.
    pub priority: Option<ClassId>,
}

impl Wishes {
    /// True when a matter is on the list.
    #[must_use]
    pub fn has(&self, matter: &ItemId) -> bool {
        self.matters.contains(matter)
    }

    /// True when no further matter has room.
    #[must_use]
    pub const fn is_full(&self) -> bool {
        self.matters.len() >= MATTERS_MAX
    }

    /// Puts a matter on the list, once and while there is room.
    pub fn add(&mut self, matter: &ItemId) {
        if !self.has(matter) && !self.is_full() {
            self.matters.push(matter.clone());
        }
    }

    /// Takes a matter off the list.
    pub fn remove(&mut self, matter: &ItemId) {
        self.matters.retain(|other| other != matter);
    }

    /// What is asked for with the list: one matter as any other, several on one slip; nothing without one.
    #[must_use]
    pub fn slip(&self) -> Option<TicketRequest> {
        let names = || self.matters.iter().map(ToString::to_string);
        match self.matters.len() {
            0 => None,
            1 => Some(TicketRequest { item: names().next(), ..TicketRequest::default() }),
            _ => Some(TicketRequest { items: Some(names().collect()), ..TicketRequest::default() }),
        }
    }

    /// A request with the priority that is asked for.
    #[must_use]
    pub fn with_priority(&self, request: &TicketRequest) -> TicketRequest {
        TicketRequest { priority: self.priority.as_ref().map(ToString::to_string), ..request.clone() }
    }

    /// A number was taken: what it stands for is wished for no more.
    pub fn fulfil(&mut self, request: &TicketRequest) {
        let taken: Vec<&String> = request.item.iter().chain(request.items.iter().flatten()).collect();
        self.matters.retain(|matter| !taken.iter().any(|name| **name == matter.as_str()));
        self.priority = None;
    }
}

/// True when two requests ask for the same, whatever priority and whatever was ticked: a second try belongs to
/// the first one even when the person changed their mind about those meanwhile (A40).
#[must_use]
pub fn is_same(one: &TicketRequest, other: &TicketRequest) -> bool {
    let bare = |request: &TicketRequest| TicketRequest { priority: None, checklist: None, ..request.clone() };
    bare(one) == bare(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(name: &str) -> ItemId {
        name.parse().unwrap()
    }

    fn list(names: &[&str]) -> Wishes {
        let mut wishes = Wishes::default();
        names.iter().for_each(|name| wishes.add(&id(name)));
        wishes
    }

    #[test]
    fn a_list_holds_each_matter_once_and_no_more_than_a_slip() {
        let mut wishes = list(&["a", "b", "a"]);
        assert_eq!(wishes.matters, [id("a"), id("b")]);
        wishes.remove(&id("a"));
        assert!(!wishes.has(&id("a")) && wishes.has(&id("b")));
        for n in 0..20 {
            wishes.add(&id(&format!("m{n}")));
        }
        assert!(wishes.is_full());
        assert_eq!(wishes.matters.len(), MATTERS_MAX);
    }

    #[test]
    fn one_matter_is_asked_for_as_ever_and_several_on_one_slip() {
        assert_eq!(Wishes::default().slip(), None);
        let one = list(&["id-renew"]).slip().unwrap();
        assert_eq!((one.item.as_deref(), one.items), (Some("id-renew"), None));
        let two = list(&["id-renew", "sscard-new"]).slip().unwrap();
        assert_eq!(
            (two.item, two.items.unwrap()),
            (None, vec!["id-renew".to_owned(), "sscard-new".to_owned()])
        );
    }

    #[test]
    fn a_taken_number_takes_its_matters_off_the_list_and_the_priority_with_it() {
        let mut wishes = list(&["a", "b", "c"]);
        wishes.priority = Some("elderly".parse().unwrap());
        let single = TicketRequest { item: Some("b".to_owned()), ..TicketRequest::default() };
        assert_eq!(wishes.with_priority(&single).priority.as_deref(), Some("elderly"));
        wishes.fulfil(&single);
        assert_eq!((wishes.matters.as_slice(), wishes.priority.as_ref()), (&[id("a"), id("c")][..], None));
        let slip = wishes.slip().unwrap();
        wishes.fulfil(&slip);
        assert_eq!(wishes, Wishes::default());
    }

    #[test]
    fn a_second_try_is_known_whatever_the_priority() {
        let wishes = Wishes { priority: Some("elderly".parse().unwrap()), ..list(&["a", "b"]) };
        let slip = wishes.slip().unwrap();
        assert!(is_same(&wishes.with_priority(&slip), &slip));
        let queue = TicketRequest { queue: Some("A".to_owned()), ..TicketRequest::default() };
        assert!(!is_same(&queue, &slip));
    }
}
