//! What goes with a fact: what a day carries on, where a ticket joins, and what stays on the server.

use crate::api::TicketChecklist;
use crate::board::{Assignment, Emergency, Help};
use crate::id::{ClassId, ItemId, Prefix, RequestKey, ThemeId, TicketId, WindowId};
use crate::moment::Moment;
use crate::queue::{Estimate, Lengths};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What goes on from one day to the next.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Carry {
    /// Windows whose queues were changed.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    #[cfg_attr(feature = "openapi", schema(value_type = std::collections::HashMap<String, Assignment>))]
    pub assigned: BTreeMap<WindowId, Assignment>,
    /// The hall was stopped.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub stopped: bool,
    /// What was learned about the lengths of services, by queue.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    #[cfg_attr(feature = "openapi", schema(value_type = std::collections::HashMap<String, Vec<Vec<u32>>>))]
    pub learned: BTreeMap<Prefix, Lengths>,
    /// Who asked for help at a kiosk and is still waited for: the area is open day and night.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub help: Vec<Help>,
    /// The message that is on all screens; it ends by itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub emergency: Option<Emergency>,
}

impl Carry {
    /// Nothing goes on.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Where a new ticket joins its line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Lane {
    /// Counts as waiting since then, when that is not the moment of issue (an appointment's hour).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rank: Option<Moment>,
    /// Goes first, within the interleave rule (an appointment).
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub priority: bool,
    /// Lines to wait in afterwards, one after another, for further matters.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub then: Vec<Prefix>,
}

impl Lane {
    /// The end of one line.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        *self == Self::default()
    }
}

/// What the server alone knows of a priority.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GrantPrivate {
    /// The class whose card was seen.
    pub class: ClassId,
    /// What the clerk noted.
    pub reason: String,
}

/// What the server alone knows of an issued ticket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct IssuedPrivate {
    /// The ticket's secret name.
    pub id: TicketId,
    /// The matters, when any were chosen, in the order of choice.
    #[serde(
        default,
        alias = "item",
        deserialize_with = "one_or_more",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub items: Vec<ItemId>,
    /// The theme package, when one was chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub theme: Option<ThemeId>,
    /// The request that made it, so that a retry gets the same answer, also after a restart.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<RequestKey>,
    /// The priority class that the citizen asked for; a clerk grants it after seeing a card.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub requested: Option<ClassId>,
    /// What the citizen checked before: answers and the documents that are not at hand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub checklist: Option<TicketChecklist>,
    /// The version of the catalog in which it was checked; ledgers from before do not know it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub checked_version: Option<u32>,
    /// How many were ahead at that moment.
    pub ahead: u32,
    /// The waiting time that was promised at that moment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub estimate: Option<Estimate>,
}

/// What the server alone knows of a finished service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ServedPrivate {
    /// The matters that were served, at least one when the ticket or the clerk named any.
    pub items: Vec<ItemId>,
}

/// Ledgers from before a slip could hold several matters name one.
fn one_or_more<'de, D: serde::Deserializer<'de>>(input: D) -> Result<Vec<ItemId>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Matters {
        Several(Vec<ItemId>),
        One(ItemId),
    }
    Ok(match Matters::deserialize(input)? {
        Matters::Several(items) => items,
        Matters::One(item) => vec![item],
    })
}
