//! Work orders of bad ratings (差评工单): each bad rating has one from its first moment, because it is the rating with
//! what was done about it. What may be done is decided in [`hall::order`]; a step is stored once, under its place
//! in the order, so of two people at the same moment one sees what the other has done.

pub mod http;
pub mod store;

use crate::app::App;
use crate::db::is_conflict;
use crate::problem::Refused;
use crate::queue::store::service;
use crate::rating::{Rateable, matter, rateable};
use crate::staff::Account;
use hall::api::{OrderReceipt, OrderView, RatingWord};
use hall::code::Code;
use hall::id::ServiceId;
use hall::moment::Moment;
use hall::order::{Act, Case, Order, Step};
use hall::rating::NormTag;
use store::Row;

/// So often a step is tried again that another person was faster with.
const TRIES: u8 = 5;

/// What the person reads of what was done about their rating.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The last answer, as it was written.
    pub reply: Option<String>,
    /// The order has ended.
    pub ended: bool,
}

impl Row {
    fn order(&self) -> Order {
        let case =
            Case { opened: self.rated_at, rated: self.served_by.clone(), contact: self.contact.is_some() };
        Order::of(case, &self.steps)
    }
}

/// Does something about a bad rating.
///
/// # Errors
/// `order_unknown`; the refusals of [`Order::may`]; `unavailable` when the database fails.
pub async fn act(app: &App, by: &Account, id: i64, act: Act) -> Result<OrderReceipt, Refused> {
    for _ in 0..TRIES {
        let row = find(app, by, id).await?;
        row.order().may(&by.name, &act)?;
        let step = Step { at: app.clock.now(), by: by.name.clone(), act: act.clone() };
        let steps: Vec<Step> = row.steps.iter().cloned().chain([step.clone()]).collect();
        let after = Row { steps, ..row.clone() }.order();
        match store::add(app, &row, &step, &after).await {
            Ok(()) => return Ok(OrderReceipt { id, state: after.state() }),
            // somebody was faster: what they did may change what is possible
            Err(error) if is_conflict(&error) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(Code::Overloaded.into())
}

async fn find(app: &App, by: &Account, id: i64) -> Result<Row, Refused> {
    let row = store::one(&app.pool, id).await?.filter(|row| row.hall == by.hall);
    Ok(row.ok_or(Code::OrderUnknown)?)
}

/// An order as a supervisor sees it. The contact is shown to who has taken it on, and to nobody else (domain §4.3).
///
/// # Errors
/// `unknown_hall` when its hall is no longer in service.
pub fn view(app: &App, row: &Row, viewer: &Account) -> Result<OrderView, Refused> {
    let order = row.order();
    let queue = app.queue(&row.hall)?;
    let published = app.catalog(&row.hall)?;
    let window = row.window.as_ref().and_then(|window| queue.hall.window(window));
    let item = row.item.as_ref().and_then(|id| published.item(id));
    let (terms, hours, today) = (&queue.hall.rules.orders, &queue.hall.hours, app.clock.now().day());
    let due = order.due(terms, hours);
    let department = item
        .map(|item| item.department.name.clone())
        .or_else(|| window.map(|window| window.department.clone()))
        .unwrap_or_default();
    let own = order.handler.as_ref() == Some(&viewer.name);
    Ok(OrderView {
        id: row.id,
        state: order.state(),
        possible: order.possible(&viewer.name).into_iter().map(str::to_owned).collect(),
        light: due.map(|due| due.light(today)),
        in_time: order.in_time(terms, hours, today),
        due,
        rated_at: row.rated_at,
        level: row.level,
        tags: app.norm.tags.iter().filter(|tag| row.tags.contains(&tag.code)).map(word).collect(),
        comment: row.comment.clone(),
        has_contact: row.contact.is_some(),
        contact: row.contact.clone().filter(|_| own),
        channel: row.channel,
        kind: row.kind,
        item: if row.window.is_some() { matter(item, None, window) } else { queue.hall.name.clone() },
        department,
        window: row.window.clone(),
        rated: row.served_by.clone(),
        handler: order.handler,
        finding: order.finding,
        proposed: order.proposed.map(|(finding, _)| finding),
        steps: row.steps.clone(),
    })
}

fn word(tag: &NormTag) -> RatingWord {
    RatingWord { level: tag.level, code: tag.code, words: tag.name.clone() }
}

/// What who gave a bad rating by this code may read of it, for as long as the rating is kept: none for another rating
/// or none.
///
/// # Errors
/// `token_unknown`; `unavailable` when the database fails.
pub async fn answer(app: &App, token: &str) -> Result<Option<(Rateable, Answer)>, Refused> {
    let (id, _) = app.codes.read(token)?;
    let Some(row) = store::of_service(&app.pool, &id.to_string()).await? else { return Ok(None) };
    let served = service(&app.pool, &id).await?.ok_or(Code::TokenUnknown)?;
    let order = row.order();
    Ok(Some((rateable(app, served).await?, Answer { reply: order.reply, ended: order.closed_at.is_some() })))
}

/// When the bad rating of a service was answered for the first time.
///
/// # Errors
/// `unavailable` when the database fails.
pub async fn replied_at(app: &App, service: &ServiceId) -> Result<Option<Moment>, Refused> {
    let row = store::of_service(&app.pool, &service.to_string()).await?;
    Ok(row.and_then(|row| row.order().replied_at))
}

/// Orders of a hall, the oldest first, that follow one; whether there are more.
///
/// # Errors
/// `unavailable` when the database fails.
pub async fn list(
    app: &App,
    viewer: &Account,
    open: Option<bool>,
    after: Option<i64>,
    limit: u32,
) -> Result<Vec<OrderView>, Refused> {
    let rows = store::list(&app.pool, &viewer.hall, open, after, limit).await?;
    rows.iter().map(|row| view(app, row, viewer)).collect()
}
