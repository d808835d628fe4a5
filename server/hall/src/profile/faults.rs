//! What is wrong with a hall: every fault at once, before it is opened.

use super::Hall;
use crate::appointment::Appointments;
use std::collections::BTreeSet;

/// Characters of a queue's short name at most: what the big board has room for.
const SHORT_NAME: usize = 8;

impl Hall {
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
