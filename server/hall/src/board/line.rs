//! Who waits where: a line of a queue or of a single window, in two lanes, with the order in which a
//! window that serves nothing else would call them.

use crate::id::{Number, Prefix, WindowId};
use crate::moment::Moment;
use serde::{Deserialize, Serialize};
use std::collections::VecDeque;

/// Where a ticket waits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// In the line of a queue.
    Queue(Prefix),
    /// For one window, to which it was handed.
    Window(WindowId),
}

/// How a window chooses among its queues.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum CallOrder {
    /// Who has waited longest.
    #[default]
    LongestWait,
    /// Its queues in their order; the interleave rule keeps the later ones from starving.
    QueueOrder,
}

/// What a window calls from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Assignment {
    /// Its queues, in order.
    pub queues: Vec<Prefix>,
    /// How it chooses among them.
    #[serde(default)]
    pub order: CallOrder,
}

/// Those who wait at one place, each with the moment from which its waiting counts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Waiting {
    /// In turn, first come first; ranks never descend.
    #[serde(rename = "waiting", skip_serializing_if = "VecDeque::is_empty")]
    pub ordinary: VecDeque<Waiter>,
    /// With a priority that was granted or an appointment, in turn.
    #[serde(skip_serializing_if = "VecDeque::is_empty")]
    pub priority: VecDeque<Waiter>,
    /// How often in a row the first of the ordinary lane was passed over by somebody who has waited less.
    #[serde(skip_serializing_if = "is_zero")]
    pub overtaken: u32,
}

/// One who waits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Waiter {
    /// Counts as waiting since then.
    pub since: Moment,
    /// Which ticket.
    pub number: Number,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
const fn is_zero(n: &u32) -> bool {
    *n == 0
}

impl Waiting {
    /// How many wait.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ordinary.len() + self.priority.len()
    }

    /// True when nobody waits.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Everybody, in no order.
    pub fn all(&self) -> impl Iterator<Item = &Waiter> {
        self.ordinary.iter().chain(&self.priority)
    }

    /// The lane of those with priority, or of the others.
    pub const fn lane_mut(&mut self, priority: bool) -> &mut VecDeque<Waiter> {
        if priority { &mut self.priority } else { &mut self.ordinary }
    }

    /// Joins a lane where the waiting time puts it.
    pub fn join(&mut self, waiter: Waiter, priority: bool) {
        let lane = self.lane_mut(priority);
        let position = lane.partition_point(|other| *other <= waiter);
        lane.insert(position, waiter);
    }

    /// Joins as the first of a lane; counts as waiting as long as whoever was first.
    pub fn join_first(&mut self, mut waiter: Waiter, priority: bool) {
        let lane = self.lane_mut(priority);
        if let Some(first) = lane.front() {
            waiter.since = waiter.since.min(first.since);
        }
        lane.push_front(waiter);
    }

    /// Joins behind so many others without priority, and counts as waiting as long as the one before; gives
    /// back since when that is.
    pub fn join_behind(&mut self, mut waiter: Waiter, behind: u32) -> Moment {
        let lane = &mut self.ordinary;
        let position = usize::try_from(behind).unwrap_or(usize::MAX).min(lane.len());
        if let Some(before) = position.checked_sub(1).and_then(|before| lane.get(before)).or(lane.front()) {
            waiter.since = before.since;
        }
        let since = waiter.since;
        lane.insert(position, waiter);
        since
    }

    /// Leaves, if it is there; a first one that leaves has not been passed over any more.
    pub fn leave(&mut self, number: &Number) -> bool {
        let before = self.len();
        if self.ordinary.front().is_some_and(|first| first.number == *number) {
            self.overtaken = 0;
        }
        self.ordinary.retain(|waiter| waiter.number != *number);
        self.priority.retain(|waiter| waiter.number != *number);
        self.len() != before
    }

    /// The order in which they will be called by a window that serves nobody else, when nobody comes or
    /// goes: priority first, but at most `in_row` times past an ordinary one who has waited longer.
    pub fn order(&self, in_row: u32) -> impl Iterator<Item = &Waiter> {
        let (mut ordinary, mut priority) = (self.ordinary.iter().peekable(), self.priority.iter().peekable());
        let mut overtaken = self.overtaken;
        std::iter::from_fn(move || {
            let passes =
                matches!((ordinary.peek(), priority.peek()), (Some(one), Some(other)) if one < other);
            if priority.peek().is_some() && (overtaken < in_row || !passes) {
                overtaken += u32::from(passes);
                priority.next()
            } else {
                overtaken = 0;
                ordinary.next()
            }
        })
    }
}
