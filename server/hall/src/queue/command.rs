//! What people want to happen in a hall.

use crate::api::TicketChecklist;
use crate::board::{Assignment, Place};
use crate::id::{
    AccountId, ClassId, DeviceId, ItemId, Number, Prefix, RequestKey, ThemeId, TicketId, WindowId,
};
use crate::moment::Moment;
use crate::text::Text;

/// What somebody wants to happen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Time passed: begin a new business day when one is due, end the day for those whose line is not
    /// called any more.
    Tick,
    /// Give out a number.
    Issue(Box<Issue>),
    /// A clerk is at a window and begins to call.
    Open {
        /// Which window.
        window: WindowId,
        /// Who.
        staff: AccountId,
    },
    /// Somebody else sits down at a window that is open or paused; it goes on with its ticket.
    TakeOver {
        /// Which window.
        window: WindowId,
        /// Who sits there now.
        staff: AccountId,
    },
    /// A window stops calling for a while.
    Pause {
        /// Which window.
        window: WindowId,
        /// Why, as typed; stays on the server.
        reason: Option<String>,
    },
    /// A window closes.
    Close {
        /// Which window.
        window: WindowId,
    },
    /// Nobody attends a window any more: it closes, or is paused while it has a ticket.
    Leave {
        /// Which window.
        window: WindowId,
        /// Who sat there; who keeps the board compares it, because somebody else may sit there by now.
        staff: Option<AccountId>,
        /// Why, when it is paused; stays on the server.
        reason: String,
    },
    /// Change what a window calls from.
    Assign {
        /// Which window.
        window: WindowId,
        /// Its queues and how it chooses; none returns to the hall's plan.
        assignment: Option<Assignment>,
    },
    /// Call whose turn it is at the window ([`choose`]).
    Next {
        /// Which window.
        window: WindowId,
    },
    /// Call a particular number out of turn.
    Pick {
        /// Which window.
        window: WindowId,
        /// Which number; it waits at this window, or did until it expired.
        number: Number,
        /// Why.
        reason: String,
    },
    /// Call the window's ticket once more.
    Recall {
        /// Which window.
        window: WindowId,
    },
    /// The called citizen has come.
    Start {
        /// Which window.
        window: WindowId,
    },
    /// The service is done.
    Finish {
        /// Which window.
        window: WindowId,
        /// Matters served.
        items: Vec<ItemId>,
        /// Further stops of the ticket that need no visit any more.
        skip: Vec<Prefix>,
    },
    /// The called citizen did not come.
    Miss {
        /// Which window.
        window: WindowId,
    },
    /// Hand the window's ticket to another line or window.
    Transfer {
        /// Which window has it.
        window: WindowId,
        /// Where to.
        to: Place,
        /// First in line, instead of where its waiting time puts it.
        front: bool,
        /// Why.
        reason: Option<String>,
    },
    /// A missed citizen came after all, or one whose ticket has expired is still there.
    Requeue {
        /// Which ticket.
        number: Number,
    },
    /// A card was seen: the ticket goes first.
    Grant {
        /// Which ticket.
        number: Number,
        /// The class whose card was seen.
        class: ClassId,
        /// What the clerk notes.
        reason: String,
    },
    /// The priority was a mistake.
    Withdraw {
        /// Which ticket.
        number: Number,
        /// Why.
        reason: String,
    },
    /// The holder gives a number back.
    Cancel {
        /// Which ticket.
        number: Number,
        /// Its secret name; who decides compares it, because a number comes again every day.
        id: TicketId,
    },
    /// Stop giving out numbers of a queue.
    CloseQueue {
        /// Which queue.
        queue: Prefix,
    },
    /// Give out numbers of a queue again.
    OpenQueue {
        /// Which queue.
        queue: Prefix,
    },
    /// Emergency stop: no numbers, no calls.
    Stop {
        /// Why.
        reason: Option<String>,
    },
    /// The hall goes on.
    Resume,
    /// A message replaces everything on all screens.
    RaiseEmergency {
        /// What it says.
        text: Text,
        /// When it ends by itself.
        until: Moment,
    },
    /// The message is over.
    EndEmergency,
    /// Somebody at a kiosk asks for help.
    CallHelp {
        /// Which kiosk.
        device: DeviceId,
    },
    /// Somebody of the staff goes there.
    EndHelp {
        /// Which kiosk.
        device: DeviceId,
    },
}

impl Issue {
    /// A number of one queue, for nothing in particular.
    #[must_use]
    pub fn of(id: TicketId, queue: Prefix) -> Self {
        Self {
            id,
            queues: vec![queue],
            items: Vec::new(),
            theme: None,
            key: None,
            requested: None,
            checklist: None,
            checked_version: None,
            booked: None,
            by_staff: false,
        }
    }
}

/// What a number is given out for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    /// The secret name the ticket will have.
    pub id: TicketId,
    /// The queues to wait in, one after another in the order that is quickest now; the first gives the
    /// number.
    pub queues: Vec<Prefix>,
    /// The matters, when any were chosen.
    pub items: Vec<ItemId>,
    /// The theme, when one was chosen.
    pub theme: Option<ThemeId>,
    /// The request's key, kept so that a retry finds its ticket.
    pub key: Option<RequestKey>,
    /// The priority that the citizen asks for; it changes nothing before a clerk grants it.
    pub requested: Option<ClassId>,
    /// What the citizen checked before, checked against the catalog.
    pub checklist: Option<TicketChecklist>,
    /// The version of the catalog that it was checked against.
    pub checked_version: Option<u32>,
    /// The hour of an appointment that was kept: the ticket goes first and counts as waiting since then.
    pub booked: Option<Moment>,
    /// Asked for by staff: they may give out a number although it is late.
    pub by_staff: bool,
}
