//! How a fact is read: as one flat record of all that any fact may hold, from which its kind takes its own. What serde
//! would make of the tagged enumeration, a copy of every field for every kind, was a twentieth of a browser program.

use super::{Carry, Event, Lane, Recorded};
use crate::board::{Assignment, Place};
use crate::id::{AccountId, DeviceId, Number, Prefix, WindowId};
use crate::moment::{Day, Moment};
use crate::text::Text;
use serde::de::Error;
use serde::{Deserialize, Deserializer};

/// All that any fact may hold.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Flat {
    kind: String,
    seq: Option<u64>,
    at: Option<Moment>,
    by: Option<AccountId>,
    date: Option<Day>,
    carry: Carry,
    number: Option<Number>,
    numbers: Option<Vec<Number>>,
    lane: Lane,
    window: Option<WindowId>,
    assignment: Option<Assignment>,
    over: Vec<Place>,
    times: Option<u32>,
    then: Option<Prefix>,
    skip: Vec<Prefix>,
    before: u8,
    parts: Option<u8>,
    behind: Option<u32>,
    to: Option<Place>,
    front: bool,
    queue: Option<Prefix>,
    version: Option<u32>,
    revision: Option<u64>,
    text: Option<Text>,
    until: Option<Moment>,
    device: Option<DeviceId>,
    place: Option<Text>,
    staff: Option<AccountId>,
    reason: Option<String>,
    picked: Option<String>,
    private: Private,
}

/// What stays on the server: the browser has no words for it and passes it over.
#[cfg(any(test, feature = "ledger"))]
type Private = Option<serde_json::Value>;
#[cfg(not(any(test, feature = "ledger")))]
type Private = serde::de::IgnoredAny;

#[cfg(any(test, feature = "ledger"))]
fn private<T: serde::de::DeserializeOwned>(private: Private) -> Result<Option<T>, String> {
    private.map(serde_json::from_value).transpose().map_err(|error| format!("private: {error}"))
}

#[cfg(not(any(test, feature = "ledger")))]
#[expect(clippy::unnecessary_wraps, reason = "on the server it may fail")]
fn private<T>(_: Private) -> Result<Option<T>, String> {
    Ok(None)
}

/// What a fact of this kind cannot be without.
fn need<T>(field: Option<T>, name: &str) -> Result<T, String> {
    field.ok_or_else(|| format!("missing field `{name}`"))
}

impl Flat {
    fn event(self) -> Result<Event, String> {
        let number = || need(self.number, "number");
        let window = || need(self.window, "window");
        let numbers = || need(self.numbers, "numbers");
        let queue = || need(self.queue, "queue");
        let device = || need(self.device, "device");
        Ok(match self.kind.as_str() {
            "day_started" => Event::DayStarted { date: need(self.date, "date")?, carry: self.carry },
            "ticket_issued" => {
                Event::TicketIssued { number: number()?, lane: self.lane, private: private(self.private)? }
            }
            "window_opened" => Event::WindowOpened { window: window()?, staff: self.staff },
            "window_paused" => Event::WindowPaused { window: window()?, reason: self.reason },
            "window_closed" => Event::WindowClosed { window: window()? },
            "window_assigned" => Event::WindowAssigned { window: window()?, assignment: self.assignment },
            "ticket_called" => Event::TicketCalled {
                number: number()?,
                window: window()?,
                over: self.over,
                picked: self.picked,
            },
            "ticket_recalled" => Event::TicketRecalled {
                number: number()?,
                window: window()?,
                times: need(self.times, "times")?,
            },
            "service_started" => Event::ServiceStarted { number: number()?, window: window()? },
            "served" => Event::Served {
                number: number()?,
                window: window()?,
                then: self.then,
                skip: self.skip,
                before: self.before,
                parts: self.parts.unwrap_or(1),
                private: private(self.private)?,
            },
            "ticket_missed" => Event::TicketMissed { number: number()?, window: window()? },
            "ticket_requeued" => {
                Event::TicketRequeued { number: number()?, behind: need(self.behind, "behind")? }
            }
            "ticket_transferred" => Event::TicketTransferred {
                number: number()?,
                to: need(self.to, "to")?,
                front: self.front,
                reason: self.reason,
            },
            "priority_granted" => {
                Event::PriorityGranted { number: number()?, private: private(self.private)? }
            }
            "priority_withdrawn" => Event::PriorityWithdrawn { number: number()?, reason: self.reason },
            "ticket_cancelled" => Event::TicketCancelled { number: number()? },
            "tickets_expired" => Event::TicketsExpired { numbers: numbers()? },
            "tickets_restored" => Event::TicketsRestored { numbers: numbers()? },
            "queue_closed" => Event::QueueClosed { queue: queue()? },
            "queue_opened" => Event::QueueOpened { queue: queue()? },
            "hall_stopped" => Event::HallStopped { reason: self.reason },
            "hall_resumed" => Event::HallResumed,
            "catalog_published" => Event::CatalogPublished { version: need(self.version, "version")? },
            "signage_changed" => Event::SignageChanged { revision: need(self.revision, "revision")? },
            "emergency_raised" => {
                Event::EmergencyRaised { text: need(self.text, "text")?, until: need(self.until, "until")? }
            }
            "emergency_ended" => Event::EmergencyEnded,
            "help_called" => Event::HelpCalled { device: device()?, place: need(self.place, "place")? },
            "help_ended" => Event::HelpEnded { device: device()? },
            other => return Err(format!("unknown kind `{other}`")),
        })
    }
}

impl<'de> Deserialize<'de> for Event {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        Flat::deserialize(input)?.event().map_err(Error::custom)
    }
}

impl<'de> Deserialize<'de> for Recorded {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        let mut flat = Flat::deserialize(input)?;
        let (seq, at, by) = (flat.seq.take(), flat.at.take(), flat.by.take());
        let read =
            |flat: Flat| Ok(Self { seq: need(seq, "seq")?, at: need(at, "at")?, by, event: flat.event()? });
        read(flat).map_err(|error: String| Error::custom(error))
    }
}

#[cfg(test)]
mod tests {
    use super::super::{GrantPrivate, IssuedPrivate, ServedPrivate};
    use super::*;
    use crate::board::CallOrder;
    use std::collections::BTreeSet;

    /// One of each kind, with everything that it may hold.
    fn every_kind() -> Vec<Event> {
        let number = || "A001".parse::<Number>().unwrap();
        let window = || "A01".parse::<WindowId>().unwrap();
        let queue = || "B".parse::<Prefix>().unwrap();
        let reason = Some("打印机故障".to_owned());
        let staff = Some("a01".parse::<AccountId>().unwrap());
        let device = || "hall-1".parse::<DeviceId>().unwrap();
        let text = || Text { zh: "大厅".to_owned(), en: "Hall".to_owned() };
        let at = Moment::from_unix_ms(1_790_000_000_000);
        let carry = Carry { stopped: true, ..Carry::default() };
        let lane = Lane { rank: Some(at), priority: true, then: vec![queue()] };
        let issued = IssuedPrivate {
            id: "abcdefghijklmnop".parse().unwrap(),
            items: vec!["low-income".parse().unwrap()],
            theme: None,
            key: None,
            requested: None,
            checklist: None,
            checked_version: Some(3),
            ahead: 4,
            estimate: None,
        };
        let served = ServedPrivate { items: vec!["low-income".parse().unwrap()] };
        let grant = GrantPrivate { class: "disabled".parse().unwrap(), reason: "残疾人证".to_owned() };
        let assignment = Assignment { queues: vec![queue()], order: CallOrder::QueueOrder };
        vec![
            Event::DayStarted { date: at.day(), carry },
            Event::TicketIssued { number: number(), lane, private: Some(issued) },
            Event::WindowOpened { window: window(), staff },
            Event::WindowPaused { window: window(), reason: reason.clone() },
            Event::WindowClosed { window: window() },
            Event::WindowAssigned { window: window(), assignment: Some(assignment) },
            Event::TicketCalled {
                number: number(),
                window: window(),
                over: vec![Place::Queue(queue())],
                picked: reason.clone(),
            },
            Event::TicketRecalled { number: number(), window: window(), times: 2 },
            Event::ServiceStarted { number: number(), window: window() },
            Event::Served {
                number: number(),
                window: window(),
                then: Some(queue()),
                skip: vec![queue()],
                before: 1,
                parts: 2,
                private: Some(served),
            },
            Event::TicketMissed { number: number(), window: window() },
            Event::TicketRequeued { number: number(), behind: 3 },
            Event::TicketTransferred {
                number: number(),
                to: Place::Window(window()),
                front: true,
                reason: reason.clone(),
            },
            Event::PriorityGranted { number: number(), private: Some(grant) },
            Event::PriorityWithdrawn { number: number(), reason: reason.clone() },
            Event::TicketCancelled { number: number() },
            Event::TicketsExpired { numbers: vec![number()] },
            Event::TicketsRestored { numbers: vec![number()] },
            Event::QueueClosed { queue: queue() },
            Event::QueueOpened { queue: queue() },
            Event::HallStopped { reason },
            Event::HallResumed,
            Event::CatalogPublished { version: 7 },
            Event::SignageChanged { revision: 9 },
            Event::EmergencyRaised { text: text(), until: at },
            Event::EmergencyEnded,
            Event::HelpCalled { device: device(), place: text() },
            Event::HelpEnded { device: device() },
        ]
    }

    #[test]
    fn every_kind_is_read_as_it_was_written_whole_and_in_public() {
        let all = every_kind();
        let kinds: BTreeSet<&str> = all.iter().map(Event::kind).collect();
        assert_eq!(kinds, Event::KINDS.into_iter().collect());
        for event in all {
            for event in [event.public(), event] {
                let json = serde_json::to_value(&event).unwrap();
                assert_eq!(json["kind"], event.kind());
                assert_eq!(serde_json::from_value::<Event>(json).unwrap(), event);
                let recorded = Recorded {
                    by: Some("a01".parse().unwrap()),
                    ..Recorded::of(7, Moment::from_unix_ms(5), event)
                };
                let text = serde_json::to_string(&recorded).unwrap();
                assert_eq!(serde_json::from_str::<Recorded>(&text).unwrap(), recorded);
            }
        }
    }

    #[test]
    fn what_a_kind_cannot_be_without_is_named() {
        // for each kind, a record without one of its fields is refused or is the same kind with less
        for event in every_kind() {
            let whole = serde_json::to_value(event.public()).unwrap();
            for field in whole.as_object().unwrap().keys().filter(|field| *field != "kind") {
                let mut less = whole.clone();
                less.as_object_mut().unwrap().remove(field);
                match serde_json::from_value::<Event>(less) {
                    Ok(read) => assert_eq!(read.kind(), event.kind()),
                    Err(error) => assert!(error.to_string().contains(field.as_str()), "{error}"),
                }
            }
        }
        let refused = |json: &str| serde_json::from_str::<Event>(json).unwrap_err().to_string();
        assert!(refused(r#"{"kind":"ticket_called","number":"A001"}"#).contains("missing field `window`"));
        assert!(refused(r#"{"kind":"sold_out"}"#).contains("unknown kind `sold_out`"));
        assert!(refused(r#"{"kind":"ticket_issued","number":"A001","private":{}}"#).contains("private"));
        assert!(serde_json::from_str::<Recorded>(r#"{"kind":"hall_resumed","at":1}"#).is_err());
    }
}
