//! Notices (一次性告知书, 受理通知书, 不予受理通知书; R23–R25): made by a kiosk from what a citizen has checked,
//! or by staff. What was told is kept as it was told ([`hall::notice`]) until it expires; nobody is named in it.

pub mod http;
pub mod store;

use crate::app::App;
use crate::client::Pace;
use crate::problem::Refused;
use crate::queue::{Queue, store as tickets};
use crate::staff::Account;
use hall::api::{NoticeKind, NoticeRequest, NoticeView, Role};
use hall::board::TicketState;
use hall::code::Code;
use hall::id::{HallId, NoticeId, Number, RequestKey, TicketId, WindowId};
use hall::notice::{Told, facts, number};
use std::num::NonZeroU32;
use store::{New, Row};

/// Notices from one device, per minute: a hand on a kiosk makes far fewer.
const OF_ADDRESS: NonZeroU32 = NonZeroU32::new(30).unwrap();
/// Notices from behind proxies that are not trusted, all together, per minute.
const OF_UNKNOWN: NonZeroU32 = NonZeroU32::new(300).unwrap();

/// Limits how fast devices make notices.
#[must_use]
pub fn pace() -> Pace {
    Pace::per_minute(OF_ADDRESS, OF_UNKNOWN)
}

/// Makes a notice. The same key gets the same notice.
///
/// # Errors
/// `unknown_hall`, `unknown_item`, `unknown_ticket`, `not_your_ticket`, `guide_changed`, `answers_invalid`,
/// `document_unknown`, `required_missing`, `notice_text_invalid`, or `unavailable`.
pub async fn make(
    app: &App,
    hall: &HallId,
    request: NoticeRequest,
    by: Option<&Account>,
    key: Option<&RequestKey>,
) -> Result<Row, Refused> {
    let queue = app.queue(hall)?;
    if let Some(key) = key
        && let Some(row) = store::made_by(&app.pool, hall, key).await?
    {
        return Ok(row);
    }
    let shelf = app.shelf(hall)?;
    let published = shelf.fresh().await;
    if request.catalog_version.as_ref().is_some_and(|version| *version != published.version()) {
        return Err(Code::GuideChanged.into());
    }
    let id = request.item.parse().map_err(|_| Code::UnknownItem)?;
    let item = match by {
        // what has ended may still be the matter of a ticket
        Some(_) => published.item(&id).ok_or(Code::UnknownItem)?,
        None => published.listed(&id, shelf.today())?,
    };
    let ticket = match &request.ticket {
        None => None,
        Some(named) => Some(ticket_of(app, hall, named, by).await?),
    };
    let now = queue.now();
    let told = Told {
        kind: request.kind,
        answers: request.answers,
        missing: request.missing,
        reason: request.reason,
        turn_to: request.turn_to,
        remedy: request.remedy,
        accepted_on: Some(now.day()),
        window: window_of(&queue, by, ticket.as_ref().map(|(number, _)| number)),
        catalog_version: published.version(),
    };
    let facts = facts(&queue.hall, item, &told)?;
    let day = now.business_day(queue.hall.rules.day_starts_at);
    let expires_on = now.plus_seconds(i64::from(app.notice_days) * 24 * 60 * 60).day();
    let new = New {
        hall: hall.clone(),
        kind: request.kind,
        day,
        item: item.id.clone(),
        ticket,
        facts,
        made_at: now,
        made_by: by.map(|account| account.name.clone()),
        expires_on,
        key: key.cloned(),
    };
    store::insert(&app.pool, &new).await
}

/// The sign of the window at which a notice is made: where the ticket is served by who makes it, else their only one.
fn window_of(queue: &Queue, by: Option<&Account>, ticket: Option<&Number>) -> Option<String> {
    let own = &by?.windows;
    let serving = ticket.and_then(|number| {
        let live = queue.live();
        own.iter().find(|window| live.board.window(window).ticket.as_ref() == Some(number))
    });
    let window = serving.or(match own.as_slice() {
        [only] => Some(only),
        _ => None,
    })?;
    queue.hall.window(window).map(|window| window.label.clone())
}

/// A number of today and the ticket that has it.
async fn ticket_of(
    app: &App,
    hall: &HallId,
    named: &str,
    by: Option<&Account>,
) -> Result<(Number, TicketId), Refused> {
    let number: Number = named.parse().map_err(|_| Code::UnknownTicket)?;
    let queue = app.queue(hall)?;
    let find = || queue.live().issued_as(&number).map(|issued| issued.private.id.clone());
    let mut found = find();
    if found.is_none() {
        // issued at another server a moment ago?
        queue.look_around().await;
        found = find();
    }
    let id = found.ok_or(Code::UnknownTicket)?;
    if let Some(account) = by.filter(|account| account.role < Role::Supervisor)
        && !was_called(app, hall, &number, &id, account).await?
    {
        return Err(Code::NotYourTicket.into());
    }
    Ok((number, id))
}

/// Whether a ticket was called to a window of a person, now or before.
async fn was_called(
    app: &App,
    hall: &HallId,
    number: &Number,
    id: &TicketId,
    account: &Account,
) -> Result<bool, Refused> {
    let own = |window: &WindowId| account.windows.contains(window);
    let queue = app.queue(hall)?;
    let there = {
        let live = queue.live();
        let now = |window: &WindowId| live.board.window(window).ticket.as_ref() == Some(number);
        let called = live.board.calls.iter().any(|call| call.ticket == *number && own(&call.window));
        called || account.windows.iter().any(now)
    };
    if there {
        return Ok(true);
    }
    let row = tickets::find(&app.pool, id).await?;
    let last = row.filter(|row| row.state != TicketState::Waiting.as_str()).and_then(|row| row.window);
    if last.is_some_and(|window| own(&window)) {
        return Ok(true);
    }
    Ok(tickets::services_of(&app.pool, id).await?.iter().any(|service| own(&service.window)))
}

/// A notice by its secret name, while it is kept.
///
/// # Errors
/// `notice_unknown`, or `unavailable`.
pub async fn find(app: &App, id: &str) -> Result<Row, Refused> {
    let id: NoticeId = id.parse().map_err(|_| Code::NoticeUnknown)?;
    let row = store::find(&app.pool, &id).await?;
    // who asks for one that has expired need not wait until it is deleted
    let row = row.filter(|row| app.clock.now().day() < row.expires_on);
    Ok(row.ok_or(Code::NoticeUnknown)?)
}

/// The address of a notice's page, as its QR code names it.
#[must_use]
pub fn url(app: &App, id: &NoticeId) -> String {
    format!("{}/n/{id}", app.public_url)
}

/// Where the service that an acceptance belongs to is rated (R25), once it has ended.
///
/// # Errors
/// `unavailable` when the database fails.
pub async fn rating_url(app: &App, row: &Row) -> Result<Option<String>, Refused> {
    let (NoticeKind::Accepted, Some((_, ticket))) = (row.kind, &row.ticket) else { return Ok(None) };
    let services = tickets::services_of(&app.pool, ticket).await?;
    let of_item = services.iter().find(|service| service.item.as_ref() == Some(&row.item));
    // who made the notice hands out the rating of what was served at their own windows, never a colleague's
    let maker = match &row.made_by {
        Some(name) => crate::staff::store::account(&app.pool, name).await?,
        None => None,
    };
    let own = |window| maker.as_ref().is_some_and(|maker| maker.account.at(window).is_ok());
    let service = of_item.or(services.first()).filter(|service| own(&service.window));
    Ok(service.map(|service| app.rating_url(&service.id, service.ended_at)).transpose()?)
}

/// A notice as it is told.
///
/// # Errors
/// `internal` when no code can be made.
pub fn view(app: &App, row: Row, rating_url: Option<String>) -> Result<NoticeView, Code> {
    let url = url(app, &row.id);
    Ok(NoticeView {
        number: number(row.kind, row.day, row.running),
        print_path: format!("/n/{}/print", row.id),
        qr_svg: crate::qr::svg(&url)?,
        url,
        rating_url,
        id: row.id,
        kind: row.kind,
        hall: row.hall,
        item: row.item,
        ticket: row.ticket.map(|(number, _)| number),
        made_at: row.made_at,
        expires_on: row.expires_on,
        facts: row.facts,
    })
}

/// Deletes notices that have expired.
///
/// # Errors
/// When the database fails.
pub async fn forget(app: &App) -> Result<(), sqlx::Error> {
    let gone = store::forget(&app.pool, app.clock.now().day()).await?;
    if gone > 0 {
        tracing::info!(notices = gone, "expired notices deleted");
    }
    Ok(())
}
