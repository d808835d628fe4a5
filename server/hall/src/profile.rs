//! A hall as it is built and staffed: name, zones, queues, windows, hours, house rules.
//!
//! This is data (`assets/halls/<id>/hall.json`), fixed while the server runs, public as a whole, and
//! checked on load with every fault reported at once ([`Hall::faults`]).

use crate::appointment::Appointments;
use crate::board::{CallOrder, Place};
use crate::device::Device;
use crate::hours::Hours;
use crate::id::{ClassId, DeviceId, HallId, Prefix, WindowId};
use crate::text::{Lang, Phrase, Text};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A service hall.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Hall {
    /// Its id in URLs.
    pub id: HallId,
    /// Administrative level, for example 县级.
    pub level: Text,
    /// Region code (行政区划), 6 or 12 digits.
    pub region: String,
    /// Official name (R78, R85).
    pub name: Text,
    /// Where it stands.
    pub address: Text,
    /// Enquiries (R62).
    pub consult_phone: String,
    /// Complaints: on every screen and ticket (R5, R55).
    pub complaint_phone: String,
    /// How fees can be paid (R110), in the order in which they are named; cash unless the hall says otherwise
    /// (R74).
    #[serde(default = "cash")]
    pub payment: Vec<PayWay>,
    /// Opening hours.
    pub hours: Hours,
    /// The house rules.
    #[serde(default)]
    pub rules: Rules,
    /// Service areas (R82).
    pub zones: Vec<Zone>,
    /// Lines of waiting people.
    pub queues: Vec<Queue>,
    /// Windows and what they serve.
    pub windows: Vec<Window>,
    /// Who may go first.
    #[serde(default)]
    pub priorities: Vec<PriorityClass>,
    /// Its kiosks (R65, R67).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub devices: Vec<Device>,
}

fn cash() -> Vec<PayWay> {
    vec![PayWay::Cash]
}

/// A way to pay a fee (R74, R110, R111).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PayWay {
    /// 现金.
    Cash,
    /// 银行卡: a card terminal at the window.
    Card,
    /// 手机扫码支付.
    Phone,
    /// 银行代收: at the counter of a bank.
    Bank,
    /// 网上缴费.
    Online,
}

impl PayWay {
    /// Its words.
    #[must_use]
    pub const fn phrase(self) -> Phrase {
        match self {
            Self::Cash => Phrase::new("可以用现金", "Cash accepted"),
            Self::Card => Phrase::new("刷银行卡", "Bank card"),
            Self::Phone => Phrase::new("手机扫码", "Mobile payment"),
            Self::Bank => Phrase::new("银行柜台代收", "At a bank counter"),
            Self::Online => Phrase::new("网上缴费", "Online"),
        }
    }

    /// Whether people without a telephone can pay so.
    const fn needs_no_phone(self) -> bool {
        matches!(self, Self::Cash | Self::Card | Self::Bank)
    }
}

/// What a hall might want otherwise; every default is the recommendation of domain §2.7.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Rules {
    /// The business day begins this many minutes after midnight, Beijing time.
    pub day_starts_at: u16,
    /// A ticket is called at most this often before it is missed.
    pub max_calls: u32,
    /// At least this many seconds between two calls of the same ticket.
    pub recall_interval_seconds: u32,
    /// Calls that stay on the board (A66).
    pub calls_kept: usize,
    /// How often in a row somebody who has waited longer may be passed over, by priority or by the order
    /// of a window's queues; 0 means that priority changes nothing.
    pub overtakes_in_row: u32,
    /// A missed ticket that comes back waits behind so many others.
    pub requeue_behind: u32,
    /// How often a missed ticket may come back; afterwards it is void.
    pub max_requeues: u8,
    /// No numbers from this minute of the day on; none means that only the load decides.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_ticket_at: Option<u16>,
    /// Windows may call in the midday break also where it is not worked (午间不间断).
    pub calls_in_break: bool,
    /// Tickets that wait expire so many minutes after the last call of their line: until then a clerk may
    /// call, by hand, who is still there.
    pub expire_after_minutes: u16,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            day_starts_at: 0,
            max_calls: 3,
            recall_interval_seconds: 20,
            calls_kept: 8,
            overtakes_in_row: 2,
            requeue_behind: 3,
            max_requeues: 1,
            last_ticket_at: None,
            calls_in_break: false,
            expire_after_minutes: 30,
        }
    }
}

/// A service area of the hall.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Zone {
    /// Its letter on the signs.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// The floor, for example 一楼 / Floor 1.
    pub floor: Text,
}

/// Characters of a queue's short name at most: what the big board has room for.
const SHORT_NAME: usize = 8;

/// A line of waiting people, named by its prefix.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Queue {
    /// First part of every number.
    pub prefix: Prefix,
    /// Its name.
    pub name: Text,
    /// A short name for the big board; at most 8 Han characters.
    pub short: Text,
    /// Where to wait.
    pub zone: String,
    /// The first number of a day.
    #[serde(default = "one")]
    pub first_number: u32,
    /// Numbers per day at most; none means no limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub daily_quota: Option<u32>,
    /// Priority share: the hall's `overtakes_in_row` for this queue alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub overtakes_in_row: Option<u32>,
    /// Usual minutes of one service, before anything was learned today.
    #[serde(default = "eight")]
    pub typical_minutes: u32,
    /// How it takes appointments; none means that it takes none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub appointments: Option<Appointments>,
}

const fn one() -> u32 {
    1
}

const fn eight() -> u32 {
    8
}

/// What kind of window it is (R36, R37).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum WindowKind {
    /// 无差别综合: every matter.
    Comprehensive,
    /// 分领域综合: every matter of a field.
    Field,
    /// 综合咨询: advice.
    Advice,
    /// 帮办代办: help with the whole errand.
    Assistance,
    /// 跨省通办.
    CrossProvince,
    /// 全省通办.
    ProvinceWide,
    /// 办不成事: what could not be done elsewhere.
    Unresolved,
    /// 出件: collecting results.
    Collection,
}

/// A window (窗口): a place where a clerk serves one ticket at a time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Window {
    /// As on its sign.
    pub id: WindowId,
    /// What the sign and the voice say, usually the id.
    pub label: String,
    /// What is done there (R31, R77).
    pub name: Text,
    /// Who does it.
    pub department: Text,
    /// Its kind.
    pub kind: WindowKind,
    /// Its zone.
    pub zone: String,
    /// The queues it calls from, in order.
    pub queues: Vec<Prefix>,
    /// How it chooses among them.
    #[serde(default)]
    pub order: CallOrder,
}

/// A class of citizens who may go first after showing a card (domain §2.7).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PriorityClass {
    /// Its id.
    pub id: ClassId,
    /// Its name.
    pub name: Text,
    /// What is shown to the clerk.
    pub card: Text,
}

impl Hall {
    /// A queue by prefix.
    #[must_use]
    pub fn queue(&self, prefix: &Prefix) -> Option<&Queue> {
        self.queues.iter().find(|q| q.prefix == *prefix)
    }

    /// A window by id.
    #[must_use]
    pub fn window(&self, id: &WindowId) -> Option<&Window> {
        self.windows.iter().find(|w| w.id == *id)
    }

    /// A zone by its letter.
    #[must_use]
    pub fn zone(&self, id: &str) -> Option<&Zone> {
        self.zones.iter().find(|z| z.id == id)
    }

    /// A class of priority by id.
    #[must_use]
    pub fn priority(&self, id: &ClassId) -> Option<&PriorityClass> {
        self.priorities.iter().find(|class| class.id == *id)
    }

    /// A kiosk by id.
    #[must_use]
    pub fn device(&self, id: &DeviceId) -> Option<&Device> {
        self.devices.iter().find(|device| device.id == *id)
    }

    /// Whether who sits at one of these windows is called when somebody at a kiosk asks for help: the people of
    /// 帮办代办 and of 咨询 (R36, R72), or everybody in a hall without such a window.
    #[must_use]
    pub fn helps(&self, windows: &[WindowId]) -> bool {
        let helps = |window: &Window| matches!(window.kind, WindowKind::Assistance | WindowKind::Advice);
        !self.windows.iter().any(helps)
            || self.windows.iter().any(|window| helps(window) && windows.contains(&window.id))
    }

    /// How often in a row the first of a line may be passed over.
    #[must_use]
    pub fn in_row(&self, place: &Place) -> u32 {
        let own = match place {
            Place::Queue(queue) => self.queue(queue).and_then(|queue| queue.overtakes_in_row),
            Place::Window(_) => None,
        };
        own.unwrap_or(self.rules.overtakes_in_row)
    }

    /// The windows that call from a queue by the hall's plan.
    pub fn windows_of<'a>(&'a self, prefix: &'a Prefix) -> impl Iterator<Item = &'a Window> {
        self.windows.iter().filter(move |w| w.queues.contains(prefix))
    }

    /// The window for what could not be done elsewhere (办不成事, R58), or else the one that helps with everything.
    #[must_use]
    pub fn unresolved(&self) -> Option<&Window> {
        let of_kind = |kind: WindowKind| self.windows.iter().find(|window| window.kind == kind);
        of_kind(WindowKind::Unresolved).or_else(|| of_kind(WindowKind::Assistance))
    }

    /// Everything that is wrong with this hall, all at once; empty when it can be opened.
    #[must_use]
    pub fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        let mut texts = vec![("name", &self.name), ("address", &self.address), ("level", &self.level)];
        if !self.payment.iter().any(|way| way.needs_no_phone()) {
            faults.push("payment: people without a telephone cannot pay".to_owned());
        }
        let mut zones = BTreeSet::new();
        for zone in &self.zones {
            texts.push(("zone name", &zone.name));
            texts.push(("zone floor", &zone.floor));
            if !zones.insert(zone.id.as_str()) {
                faults.push(format!("zone {}: appears twice", zone.id));
            }
        }
        let mut prefixes = BTreeSet::new();
        for queue in &self.queues {
            texts.push(("queue name", &queue.name));
            texts.push(("queue short name", &queue.short));
            if !prefixes.insert(&queue.prefix) {
                faults.push(format!("queue {}: appears twice", queue.prefix));
            }
            if queue.short.zh.chars().count() > SHORT_NAME {
                faults.push(format!(
                    "queue {}: its short name has more than {SHORT_NAME} characters",
                    queue.prefix
                ));
            }
            if let Some(fault) = queue.appointments.as_ref().and_then(Appointments::fault) {
                faults.push(format!("queue {}: appointments: {fault}", queue.prefix));
            }
            if !zones.contains(queue.zone.as_str()) {
                faults.push(format!("queue {}: zone {} does not exist", queue.prefix, queue.zone));
            }
            if self.windows_of(&queue.prefix).next().is_none() {
                faults.push(format!("queue {}: no window calls from it", queue.prefix));
            }
        }
        let mut classes = BTreeSet::new();
        for class in &self.priorities {
            texts.push(("priority name", &class.name));
            texts.push(("priority card", &class.card));
            if !classes.insert(&class.id) {
                faults.push(format!("priority {}: appears twice", class.id));
            }
        }
        let mut devices = BTreeSet::new();
        for device in &self.devices {
            if !devices.insert(&device.id) {
                faults.push(format!("device {}: appears twice", device.id));
            }
            faults.extend(device.fault().map(|fault| format!("device {}: {fault}", device.id)));
        }
        let mut windows = BTreeSet::new();
        for window in &self.windows {
            texts.push(("window name", &window.name));
            texts.push(("window department", &window.department));
            if !windows.insert(&window.id) {
                faults.push(format!("window {}: appears twice", window.id));
            }
            if !zones.contains(window.zone.as_str()) {
                faults.push(format!("window {}: zone {} does not exist", window.id, window.zone));
            }
            if window.queues.is_empty() {
                faults.push(format!("window {}: calls from no queue", window.id));
            }
            for prefix in window.queues.iter().filter(|p| !prefixes.contains(p)) {
                faults.push(format!("window {}: queue {prefix} does not exist", window.id));
            }
        }
        for (what, text) in texts {
            if !text.is_complete() {
                faults.push(format!("{what} {:?}: a language is missing", text.zh));
            }
        }
        let digits = self.region.bytes().all(|byte| byte.is_ascii_digit());
        if !digits || !matches!(self.region.len(), 6 | 12) {
            faults.push(format!("region {:?}: not a code of 6 or 12 digits", self.region));
        }
        faults.extend(self.hours.faults());
        for scope in self.hours.overlays.iter().map(|overlay| &overlay.scope) {
            for zone in scope.zones.iter().filter(|zone| !zones.contains(zone.as_str())) {
                faults.push(format!("overlay: zone {zone} does not exist"));
            }
            for queue in scope.queues.iter().filter(|queue| !prefixes.contains(queue)) {
                faults.push(format!("overlay: queue {queue} does not exist"));
            }
            for window in scope.windows.iter().filter(|window| !windows.contains(window)) {
                faults.push(format!("overlay: window {window} does not exist"));
            }
        }
        if self.rules.last_ticket_at.is_some_and(|minute| minute >= 1440) {
            faults.push("rules: last_ticket_at below 1440".to_owned());
        }
        if self.rules.expire_after_minutes > 1440 {
            faults.push("rules: expire_after_minutes at most 1440".to_owned());
        }
        if self.rules.max_calls == 0 || self.rules.calls_kept == 0 || self.rules.day_starts_at >= 1440 {
            faults.push("rules: max_calls and calls_kept at least 1, day_starts_at below 1440".to_owned());
        }
        faults
    }
}

/// Windows by their signs: `A01 A02 A03 A05` as `A01–A03` and `A05`: runs of three and more.
#[must_use]
pub fn ranges(labels: &[&str]) -> Vec<String> {
    let split = |label: &str| {
        let letters = label.trim_end_matches(|c: char| c.is_ascii_digit()).to_owned();
        let digits = label.strip_prefix(letters.as_str())?.parse::<u32>().ok()?;
        Some((letters, digits))
    };
    let mut runs: Vec<Vec<&str>> = Vec::new();
    for label in labels {
        let follows = |run: &Vec<&str>| {
            let (Some((letters, last)), Some((same, next))) = (split(run.last()?), split(label)) else {
                return None;
            };
            (letters == same && last + 1 == next).then_some(())
        };
        match runs.last_mut() {
            Some(run) if follows(run).is_some() => run.push(label),
            _ => runs.push(vec![label]),
        }
    }
    runs.iter()
        .flat_map(|run| match (run.as_slice(), run.first(), run.last()) {
            ([_, _, _, ..], Some(first), Some(last)) => vec![format!("{first}–{last}")],
            _ => run.iter().map(|&label| label.to_owned()).collect(),
        })
        .collect()
}

crate::phrases! {
    ONE_WINDOW = "{} 窗口" / "Window {}";
    SOME_WINDOWS = "{} 窗口" / "Windows {}";
}

/// Windows by their signs in words, the same everywhere: `A01–A03、A05 窗口`, `Windows A01–A03, A05`; nothing for none.
#[must_use]
pub fn windows_said(labels: &[&str], lang: Lang) -> String {
    let phrase = match labels {
        [] => return String::new(),
        [_] => ONE_WINDOW,
        _ => SOME_WINDOWS,
    };
    phrase.fill(lang, &[&ranges(labels).join(if lang == Lang::Zh { "、" } else { ", " })])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_read_the_same_everywhere() {
        assert_eq!(windows_said(&["K01"], Lang::Zh), "K01 窗口");
        assert_eq!(windows_said(&["K01"], Lang::En), "Window K01");
        assert_eq!(windows_said(&["A01", "A02", "A03", "A05"], Lang::Zh), "A01–A03、A05 窗口");
        assert_eq!(windows_said(&["G01", "G04"], Lang::En), "Windows G01, G04");
        assert_eq!(windows_said(&[], Lang::Zh), "");
    }

    #[test]
    fn windows_are_named_shortly() {
        assert_eq!(ranges(&["A01", "A02", "A03", "A05"]), ["A01–A03", "A05"]);
        assert_eq!(ranges(&["G01", "G02"]), ["G01", "G02"]);
        assert_eq!(ranges(&["K01", "T01"]), ["K01", "T01"]);
        assert_eq!(ranges(&["1", "2", "3"]), ["1–3"]);
        assert!(ranges(&[]).is_empty());
    }
}
