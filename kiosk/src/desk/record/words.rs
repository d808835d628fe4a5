//! The record in plain words: what each act of the wire is called, and what it was about, without codes.

use super::text as t;
use crate::desk::accounts::role_phrase;
use hall::api::Role;
use hall::profile::Hall;
use hall::text::{Lang, Phrase};

/// What an act or an event of the queue is called.
const ACTS: [(&str, Phrase); 47] = [
    ("sign_in", t::SIGN_IN),
    ("sign_out", t::SIGN_OUT),
    ("sign_in_failed", t::SIGN_IN_FAILED),
    ("account_locked", t::LOCKED),
    ("password_changed", t::PASSWORD_CHANGED),
    ("account_added", t::ACCOUNT_ADDED),
    ("account_changed", t::ACCOUNT_CHANGED),
    ("account_disabled", t::ACCOUNT_DISABLED),
    ("account_enabled", t::ACCOUNT_ENABLED),
    ("account_reset", t::ACCOUNT_RESET),
    ("account_unlocked", t::ACCOUNT_UNLOCKED),
    ("window_opened", t::WINDOW_OPENED),
    ("window_paused", t::WINDOW_PAUSED),
    ("window_closed", t::WINDOW_CLOSED),
    ("window_assigned", t::WINDOW_ASSIGNED),
    ("handed_over", t::HANDED_OVER),
    ("window_unattended", t::WINDOW_UNATTENDED),
    ("ticket_issued", t::TICKET_ISSUED),
    ("ticket_called", t::TICKET_CALLED),
    ("ticket_recalled", t::TICKET_RECALLED),
    ("service_started", t::SERVICE_STARTED),
    ("served", t::SERVED),
    ("ticket_missed", t::TICKET_MISSED),
    ("ticket_requeued", t::TICKET_REQUEUED),
    ("ticket_transferred", t::TICKET_TRANSFERRED),
    ("ticket_cancelled", t::TICKET_CANCELLED),
    ("appointment_booked", t::APPOINTMENT_BOOKED),
    ("appointment_cancelled", t::APPOINTMENT_CANCELLED),
    ("priority_granted", t::PRIORITY_GRANTED),
    ("priority_withdrawn", t::PRIORITY_WITHDRAWN),
    ("queue_closed", t::QUEUE_CLOSED),
    ("queue_opened", t::QUEUE_OPENED),
    ("hall_stopped", t::HALL_STOPPED),
    ("hall_resumed", t::HALL_RESUMED),
    ("help_called", t::HELP_CALLED),
    ("help_ended", t::HELP_ENDED),
    ("catalog_imported", t::CATALOG_IMPORTED),
    ("catalog_dropped", t::CATALOG_DROPPED),
    ("catalog_published", t::CATALOG_PUBLISHED),
    ("catalog_rolled_back", t::CATALOG_ROLLED_BACK),
    ("form_uploaded", t::FORM_UPLOADED),
    ("form_removed", t::FORM_REMOVED),
    ("signage_saved", t::SIGNAGE_SAVED),
    ("signage_removed", t::SIGNAGE_REMOVED),
    ("order_step", t::ORDER_STEP),
    ("emergency_raised", t::EMERGENCY_RAISED),
    ("emergency_ended", t::EMERGENCY_ENDED),
];

/// What is told to the screens, by the beginning of its kind.
const SIGNAGE: [(&str, Phrase); 5] = [
    ("screen", t::SCREEN),
    ("playlist", t::PLAYLIST),
    ("notice", t::SCREEN_NOTICE),
    ("list", t::PUBLIC_LIST),
    ("map", t::FLOOR_MAP),
];

/// What somebody did.
#[must_use]
pub fn act(act: &str, lang: Lang) -> String {
    let known = ACTS.iter().find(|(known, _)| *known == act);
    // a server that is newer than this page may know more
    known.map_or_else(|| t::OTHER.fill(lang, &[act]), |(_, phrase)| phrase.get(lang).to_owned())
}

/// Who did it.
#[must_use]
pub fn actor(actor: Option<&str>, lang: Lang) -> String {
    match actor {
        None => t::BY_NOBODY.get(lang).to_owned(),
        Some("@terminal") => t::BY_TERMINAL.get(lang).to_owned(),
        Some("@server") => t::BY_SERVER.get(lang).to_owned(),
        Some(account) => account.to_owned(),
    }
}

/// What it was about: accounts, windows and numbers as they are called, queues, roles and classes of
/// priority by their names.
#[must_use]
pub fn object(act: &str, object: &str, hall: Option<&Hall>, lang: Lang) -> String {
    let roles = [Role::Clerk, Role::Supervisor, Role::Admin];
    if let Some((kind, id)) = object.split_once('/').filter(|_| act.starts_with("signage_")) {
        let kind = SIGNAGE.iter().find(|(known, _)| kind.starts_with(known));
        return kind.map_or_else(|| object.to_owned(), |(_, kind)| format!("{} · {id}", kind.get(lang)));
    }
    let words = object.split_whitespace().map(|word| {
        if act.starts_with("account_")
            && let Some(role) = roles.into_iter().find(|role| role.as_str() == word)
        {
            return role_phrase(role).get(lang).to_owned();
        }
        let Some(hall) = hall else { return word.to_owned() };
        let class = word.parse().ok().and_then(|class| hall.priority(&class));
        if let Some(class) = class.filter(|_| act == "priority_granted") {
            return class.name.get(lang).to_owned();
        }
        let device = word.parse().ok().and_then(|device| hall.device(&device));
        if let Some(device) = device.filter(|_| act.starts_with("help_")) {
            return device.place.get(lang).to_owned();
        }
        let queue = word.parse().ok().and_then(|prefix| hall.queue(&prefix));
        match queue.filter(|_| !act.starts_with("account_")) {
            Some(queue) => t::QUEUE_NAMED.fill(lang, &[queue.prefix.as_str()]),
            None => word.to_owned(),
        }
    });
    words.collect::<Vec<_>>().join(" · ")
}

/// Why; what the server notes itself is told in words, too.
#[must_use]
pub fn reason(reason: &str, lang: Lang) -> String {
    match reason {
        "disabled" => t::DISABLED_REASON.get(lang).to_owned(),
        typed => typed.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hall::staff::{Act, RecordKind};

    #[test]
    fn everything_on_record_has_words() {
        let known: Vec<&str> = ACTS.iter().map(|(known, _)| *known).collect();
        for act in Act::ALL {
            assert!(known.contains(&act.as_str()), "{act}");
        }
        for kind in RecordKind::ALL {
            assert!(kind.acts().iter().all(|act| known.contains(act)), "{kind:?}");
        }
        assert_eq!(act("served", Lang::En), "Finished a service");
        assert_eq!(act("something_new", Lang::Zh), "其他操作（something_new）");
        assert_eq!(actor(None, Lang::Zh), "未登录");
        assert_eq!(reason("disabled", Lang::Zh), "账号已停用");
    }

    #[test]
    fn objects_are_named_as_people_name_them() {
        let hall: Hall =
            serde_json::from_str(include_str!("../../../../assets/halls/shili/hall.json")).unwrap();
        let said = |act: &str, what: &str| object(act, what, Some(&hall), Lang::Zh);
        assert_eq!(said("account_changed", "wang clerk A02"), "wang · 窗口人员 · A02");
        assert_eq!(said("priority_granted", "A003 elderly"), "A003 · 老年人");
        assert_eq!(said("ticket_transferred", "A003 A01 B"), "A003 · A01 · B 队列");
        assert_eq!(said("queue_closed", "T"), "T 队列");
        assert_eq!(said("handed_over", "A01 li-na"), "A01 · li-na");
        assert_eq!(said("signage_saved", "playlists/weekdays"), "节目单 · weekdays");
    }
}
