//! Which matters a clerk may note when a service is done, and how they are found: the matters of the
//! window's queues, the ticket's own first, filtered by what the clerk types.

use hall::api::{DeskTicket, ItemShort};
use hall::id::{ItemId, Prefix};

/// The matters of a ticket that are served where it is now: all of the slip that belong to the same queue.
#[must_use]
pub fn own(ticket: &DeskTicket, items: &[ItemShort]) -> Vec<ItemId> {
    let Some(item) = &ticket.item else { return Vec::new() };
    let queue_of = |id: &ItemId| items.iter().find(|item| item.id == *id).map(|item| &item.queue);
    match queue_of(item) {
        Some(queue) if !ticket.items.is_empty() => {
            ticket.items.iter().filter(|id| queue_of(id) == Some(queue)).cloned().collect()
        }
        _ => vec![item.clone()],
    }
}

/// The matters of `queues` and of the slip that hold every typed word in a name or keyword, in either
/// language and either case: the slip's first, then what begins with the words, then what is asked for
/// often.
#[must_use]
pub fn find<'a>(
    items: &'a [ItemShort],
    queues: &[Prefix],
    slip: &[ItemId],
    query: &str,
) -> Vec<&'a ItemShort> {
    let query = query.trim().to_lowercase();
    let words: Vec<&str> = query.split_whitespace().collect();
    let mut found: Vec<&ItemShort> = items
        .iter()
        .filter(|item| queues.contains(&item.queue) || slip.contains(&item.id))
        .filter(|item| {
            let text = searchable(item);
            words.iter().all(|word| text.contains(word))
        })
        .collect();
    // stable: within a rank the order of the catalog stays
    found.sort_by_key(|item| {
        let begins = !query.is_empty()
            && (item.name.zh.to_lowercase().starts_with(&query)
                || item.name.en.to_lowercase().starts_with(&query));
        (!slip.contains(&item.id), !begins, !item.hot)
    });
    found
}

fn searchable(item: &ItemShort) -> String {
    let mut text = format!("{}\n{}\n{}", item.name.zh, item.name.en, item.id);
    for keyword in &item.keywords {
        text.push('\n');
        text.push_str(keyword);
    }
    text.to_lowercase()
}

/// The matters that a choice names; without a choice the ticket's own.
#[must_use]
pub fn named(choice: Option<&[ItemId]>, own: &[ItemId]) -> Vec<ItemId> {
    choice.unwrap_or(own).to_vec()
}

/// The choice with one matter taken out or put in. Back at the ticket's own it is none again: what
/// nobody chose must not replace a matter that this page may not know.
#[must_use]
pub fn toggled(choice: Option<&[ItemId]>, own: &[ItemId], item: &ItemId) -> Option<Vec<ItemId>> {
    let before = named(choice, own);
    let mut next: Vec<ItemId> = before.iter().filter(|id| *id != item).cloned().collect();
    if next.len() == before.len() {
        next.push(item.clone());
    }
    let as_before = next.len() == own.len() && own.iter().all(|id| next.contains(id));
    if as_before { None } else { Some(next) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hall::catalog::{Channels, Coverage, HandlingClass, ItemState, Modes};
    use hall::text::Text;

    fn item(id: &str, zh: &str, en: &str, queue: &str, hot: bool, keywords: &[&str]) -> ItemShort {
        ItemShort {
            id: id.parse().unwrap(),
            name: Text { zh: zh.into(), en: en.into() },
            department: "gahz".parse().unwrap(),
            queue: queue.parse().unwrap(),
            handling_class: HandlingClass::Immediate,
            channels: Channels {
                window: true,
                online: false,
                self_service: false,
                self_service_24h: false,
                appointment: false,
                post: false,
                home_visit: false,
            },
            hot,
            keywords: keywords.iter().map(|&word| word.to_owned()).collect(),
            frequency: 0,
            service_objects: Vec::new(),
            coverage: Coverage::default(),
            modes: Modes::default(),
            state: ItemState::default(),
        }
    }

    fn catalog() -> Vec<ItemShort> {
        vec![
            item("hukou-death", "死亡注销", "Death registration", "A", false, &["销户"]),
            item("hukou-birth", "出生登记", "Birth registration", "A", false, &["上户口"]),
            item("id-card", "居民身份证申领", "Resident ID card application", "A", true, &["身份证"]),
            item("pension", "养老保险登记", "Pension registration", "B", true, &[]),
        ]
    }

    fn ids(own: Option<&str>, query: &str) -> Vec<String> {
        let slip: Vec<ItemId> = own.map(|id| id.parse().unwrap()).into_iter().collect();
        find(&catalog(), &["A".parse().unwrap()], &slip, query)
            .into_iter()
            .map(|item| item.id.to_string())
            .collect()
    }

    #[test]
    fn only_matters_of_the_windows_queues_own_and_hot_ones_first() {
        assert_eq!(ids(None, ""), ["id-card", "hukou-death", "hukou-birth"]);
        assert_eq!(ids(Some("hukou-birth"), " "), ["hukou-birth", "id-card", "hukou-death"]);
    }

    #[test]
    fn words_are_found_in_both_languages_and_in_keywords() {
        assert_eq!(ids(None, "登记"), ["hukou-birth"]);
        assert_eq!(ids(None, "REGISTRATION birth"), ["hukou-birth"]);
        assert_eq!(ids(None, "上户口"), ["hukou-birth"]);
        assert_eq!(ids(None, "registration"), ["hukou-death", "hukou-birth"]);
        assert!(ids(None, "养老").is_empty(), "of another queue");
    }

    #[test]
    fn a_matter_is_put_in_and_taken_out() {
        let [birth, card]: [ItemId; 2] = ["hukou-birth", "id-card"].map(|id| id.parse().unwrap());
        let own = std::slice::from_ref(&birth);
        assert_eq!(named(None, own), vec![birth.clone()]);
        let both = toggled(None, own, &card).unwrap();
        assert_eq!(both, [birth.clone(), card.clone()]);
        let other = toggled(Some(&both), own, &birth).unwrap();
        assert_eq!(named(Some(&other), own), [card]);
        assert_eq!(toggled(None, own, &birth), Some(Vec::new()), "none was served: a choice too");
    }

    #[test]
    fn a_choice_that_was_taken_back_leaves_the_tickets_own() {
        let birth: ItemId = "hukou-birth".parse().unwrap();
        assert_eq!(toggled(Some(&[]), std::slice::from_ref(&birth), &birth), None);
        assert!(named(None, &[]).is_empty(), "the ticket's matter is not known here");
        let one = toggled(None, &[], &birth);
        assert_eq!(one.as_deref(), Some(std::slice::from_ref(&birth)));
        assert_eq!(toggled(one.as_deref(), &[], &birth), None);
    }

    #[test]
    fn of_a_slip_for_several_matters_those_of_this_line_are_chosen_and_all_are_offered() {
        let [birth, card, pension]: [ItemId; 3] =
            ["hukou-birth", "id-card", "pension"].map(|id| id.parse().unwrap());
        let state = hall::board::TicketState::Serving;
        let mut ticket = DeskTicket::bare("A001".parse().unwrap(), state);
        assert!(own(&ticket, &catalog()).is_empty());
        ticket.item = Some(birth.clone());
        assert_eq!(own(&ticket, &catalog()), std::slice::from_ref(&birth));
        ticket.items = vec![birth.clone(), pension.clone(), card.clone()];
        assert_eq!(own(&ticket, &catalog()), [birth.clone(), card.clone()]);
        assert_eq!(own(&ticket, &[]), std::slice::from_ref(&birth), "before the catalog is there");
        let here = own(&ticket, &catalog());
        let less = toggled(None, &here, &birth).unwrap();
        assert_eq!(less, [card]);
        assert_eq!(toggled(Some(&less), &here, &birth), None, "taken back, whatever the order");
        let found = catalog();
        let found = find(&found, &["A".parse().unwrap()], &ticket.items, "");
        assert!(found.iter().take(3).any(|item| item.id == pension), "of another line, but of this slip");
    }
}
