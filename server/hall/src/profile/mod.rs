//! A hall as it is built and staffed: name, zones, queues, windows, hours, house rules.
//!
//! This is data (`assets/halls/<id>/hall.json`), fixed while the server runs, public as a whole, and
//! checked on load with every fault reported at once ([`Hall::faults`]).

mod faults;
mod pay;
mod queue;
mod rules;
mod signs;
mod window;

pub use pay::PayWay;
pub use queue::Queue;
pub use rules::Rules;
pub use signs::{ONE_WINDOW, SOME_WINDOWS, ranges, windows_said};
pub use window::{Window, WindowKind};

use crate::board::Place;
use crate::device::Device;
use crate::hours::Hours;
use crate::id::{ClassId, DeviceId, HallId, Prefix, WindowId};
use crate::text::Text;
use serde::{Deserialize, Serialize};

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
}
