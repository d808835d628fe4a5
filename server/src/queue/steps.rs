//! What a clerk does with the ticket at hand, told from the very events that it made, and the ticket as the clerk
//! sees it.

use super::Queue;
use super::live::{Ended, Issued};
use crate::app::App;
use crate::problem::Refused;
use crate::staff::Staff;
use axum::Json;
use hall::api::{CheckedVersions, DeskTicket, Finished, RatingInvitation, WindowTicket};
use hall::board::TicketState;
use hall::code::Code;
use hall::event::Event;
use hall::id::{ItemId, Number, Prefix, ServiceId, WindowId};
use hall::moment::Moment;
use hall::queue::Command;
use hall::text::Text;

/// A ticket as its clerk sees it; where it stands in its life is said by the caller.
pub fn desk_ticket(
    app: &App,
    queue: &Queue,
    issued: &Issued,
    state: TicketState,
    times: u32,
    since: Option<Moment>,
) -> DeskTicket {
    let private = &issued.private;
    let catalog = app.catalog(&queue.hall.id).ok();
    let catalog = catalog.as_deref();
    let (on_board, queues) = {
        let live = queue.live();
        let ticket = live.board.ticket(&issued.number).cloned();
        let window = ticket.as_ref().and_then(|ticket| queue.hall.window(ticket.window.as_ref()?));
        (ticket, window.map(|window| live.board.queues_of(window).to_vec()))
    };
    // the matter to be served here: the first one that belongs to where the ticket is
    let here = |id: &&ItemId| {
        let prefix = catalog.and_then(|catalog| catalog.item(id)).map(|item| &item.queue_prefix);
        let in_queue = on_board.as_ref().is_some_and(|ticket| Some(&ticket.queue) == prefix);
        in_queue || prefix.is_some_and(|prefix| queues.as_ref().is_some_and(|all| all.contains(prefix)))
    };
    let item = private.items.iter().find(here).or(private.items.first()).cloned();
    let matter: Option<Text> = catalog.and_then(|catalog| {
        let item = item.as_ref().and_then(|id| catalog.item(id)).map(|item| item.name.clone());
        let theme = || {
            private.theme.as_ref().and_then(|id| catalog.catalog.theme(id)).map(|theme| theme.name.clone())
        };
        item.or_else(theme)
    });
    let checklist = private.checklist.as_ref().and_then(|given| {
        let catalog = catalog?;
        // what has left the catalog is still known by its name, and asks for nothing any more
        let item = private.items.first().and_then(|id| catalog.listed(id, queue.today()).ok());
        let current = catalog.current.version;
        let versions = private.checked_version.filter(|checked| *checked != current);
        let versions = versions.map(|checked| CheckedVersions { checked, current });
        Some(hall::notice::for_desk(item, given, versions))
    });
    DeskTicket {
        id: Some(private.id.clone()),
        number: issued.number.clone(),
        state,
        item,
        items: if private.items.len() > 1 { private.items.clone() } else { Vec::new() },
        then: on_board.as_ref().map(|ticket| ticket.then.clone()).unwrap_or_default(),
        priority: on_board.as_ref().is_some_and(|ticket| ticket.priority),
        requested: private.requested.clone(),
        rank: on_board.as_ref().map(|ticket| ticket.rank),
        theme: private.theme.clone(),
        matter,
        checklist,
        times,
        since,
    }
}

/// Services that ended, each with its rating code.
///
/// # Errors
/// `unknown_hall`, or `internal` when a code cannot be made.
pub fn finished(
    app: &App,
    queue: &Queue,
    issued: &Issued,
    times: u32,
    ended: &Ended,
) -> Result<Finished, Code> {
    let ticket = desk_ticket(app, queue, issued, TicketState::Served, times, Some(ended.at));
    let catalog = app.catalog(&queue.hall.id)?;
    let theme = issued.private.theme.as_ref().and_then(|id| catalog.catalog.theme(id));
    let invitation = |(service, item): (ServiceId, Option<&ItemId>)| {
        let matter = item.and_then(|id| catalog.item(id)).map(|item| item.name.clone());
        let matter = matter.or_else(|| theme.map(|theme| theme.name.clone()));
        let url = app.rating_url(&service, ended.at)?;
        Ok(RatingInvitation {
            matter,
            qr_svg: crate::qr::svg(&url)?,
            url,
            expires_at: app.codes.expires(ended.at),
        })
    };
    let mut ratings = ended.services().map(invitation).collect::<Result<Vec<_>, Code>>()?.into_iter();
    let rating = ratings.next().ok_or(Code::Internal)?;
    Ok(Finished { ticket, rating, more: ratings.collect(), then: ended.then.clone() })
}

/// A step that was done with a ticket.
pub struct Done {
    issued: Issued,
    state: TicketState,
    times: u32,
    at: Moment,
    ended: Option<Ended>,
}

impl Done {
    /// The ticket, to its clerk.
    pub fn answer(&self, app: &App, queue: &Queue) -> Json<WindowTicket> {
        let ticket = desk_ticket(app, queue, &self.issued, self.state, self.times, Some(self.at));
        Json(WindowTicket { ticket })
    }

    /// The services that ended with the step.
    ///
    /// # Errors
    /// `internal` when none did, and as [`finished`].
    pub fn finished(&self, app: &App, queue: &Queue) -> Result<Finished, Code> {
        let ended = self.ended.as_ref().ok_or(Code::Internal)?;
        finished(app, queue, &self.issued, self.times, ended)
    }
}

/// Does a step with the ticket of a window and tells of it from the very events that it made: whatever
/// happens next in the hall, even a new day, changes nothing in the answer. None when nobody waits.
///
/// # Errors
/// The refusal of the command.
pub async fn step(
    queue: &Queue,
    staff: &Staff,
    window: &WindowId,
    command: Command,
) -> Result<Option<Done>, Refused> {
    let at_window = || {
        let live = queue.live();
        let number = live.board.window(window).ticket?;
        Some((live.issued_as(&number)?.clone(), live.board.ticket(&number)?.times))
    };
    let mut before = at_window();
    if before.is_none() && !matches!(command, Command::Next { .. } | Command::Pick { .. }) {
        // called at another server a moment ago?
        queue.look_around().await;
        before = at_window();
    }
    let events = queue.command_by(command, Some(staff.0.name.clone())).await?;
    let told = events.iter().rev().find_map(|recorded| told(&recorded.event).map(|told| (recorded.at, told)));
    let Some((at, (number, state, times))) = told else { return Ok(None) };
    let before = before.filter(|(issued, _)| issued.number == *number);
    let times = times.or(before.as_ref().map(|(_, times)| *times)).unwrap_or_default();
    let issued = before.map(|(issued, _)| issued);
    let issued = issued.or_else(|| queue.live().issued_as(number).cloned()).ok_or(Code::Internal)?;
    let ended = events.iter().find_map(|recorded| Ended::of(recorded, &issued.private.id));
    Ok(Some(Done { issued, state, times, at, ended }))
}

/// The ticket that an event is about, where it stands after it, and how often it was called when the
/// event says so.
const fn told(event: &Event) -> Option<(&Number, TicketState, Option<u32>)> {
    match event {
        Event::TicketCalled { number, .. } => Some((number, TicketState::Called, Some(1))),
        Event::TicketRecalled { number, times, .. } => Some((number, TicketState::Called, Some(*times))),
        Event::ServiceStarted { number, .. } => Some((number, TicketState::Serving, None)),
        Event::TicketMissed { number, .. } => Some((number, TicketState::Missed, None)),
        Event::Served { number, .. } => Some((number, TicketState::Served, None)),
        Event::TicketTransferred { number, .. } => Some((number, TicketState::Waiting, None)),
        _ => None,
    }
}

/// The matters the clerk names, all of which the window serves or the ticket was taken for; when none is
/// named, those of the ticket that belong here. With them the further stops of the ticket that have become
/// needless, because all their matters were served.
///
/// # Errors
/// `unknown_item`, `item_not_of_ticket`, `unknown_window`.
pub fn served_items(
    app: &App,
    queue: &Queue,
    window: &WindowId,
    named: Option<Vec<String>>,
) -> Result<(Vec<ItemId>, Vec<Prefix>), Code> {
    let catalog = app.catalog(&queue.hall.id)?;
    let own = queue.items_at(window);
    let (here, at, then) = {
        let live = queue.live();
        let place = queue.hall.window(window).ok_or(Code::UnknownWindow)?;
        let ticket = live.board.window(window).ticket.and_then(|number| live.board.ticket(&number).cloned());
        let (at, then) = ticket.map(|ticket| (ticket.queue, ticket.then)).unzip();
        (live.board.queues_of(place).to_vec(), at, then.unwrap_or_default())
    };
    let queue_of = |id: &ItemId| catalog.item(id).map(|item| &item.queue_prefix);
    let items = match named {
        // on a slip for several matters only those of this line; the others are served elsewhere
        None if then.is_empty() => match own.len() {
            0 | 1 => own.clone(),
            _ => own.iter().filter(|id| queue_of(id) == at.as_ref()).cloned().collect(),
        },
        None => own.iter().filter(|id| queue_of(id) == at.as_ref()).cloned().collect(),
        Some(named) => {
            let served = |id: String| {
                let item = id.parse().ok().and_then(|id| catalog.item(&id)).ok_or(Code::UnknownItem)?;
                // a ticket may have been taken for what is offered no longer
                if !own.contains(&item.id) && !item.is_listed(queue.today()) {
                    return Err(Code::UnknownItem);
                }
                let may = here.contains(&item.queue_prefix) || own.contains(&item.id);
                if may { Ok(item.id.clone()) } else { Err(Code::ItemNotOfTicket) }
            };
            let mut once: Vec<ItemId> = Vec::new();
            for id in named.into_iter().map(served).collect::<Result<Vec<_>, _>>()? {
                if !once.contains(&id) {
                    once.push(id);
                }
            }
            once
        }
    };
    let left = |stop: &Prefix| own.iter().any(|id| queue_of(id) == Some(stop) && !items.contains(id));
    let skip = then.into_iter().filter(|stop| !left(stop)).collect();
    Ok((items, skip))
}
