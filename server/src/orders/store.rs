//! SQL of work orders: the bad ratings, and the steps that were taken about each.

use crate::app::App;
use crate::staff::audit::{self, Actor, By};
use hall::id::{AccountId, HallId, ItemId, WindowId};
use hall::moment::Moment;
use hall::order::{Order, Step};
use hall::rating::{Kind, Level};
use hall::staff::Act as OnRecord;
use sqlx::any::AnyRow;
use sqlx::{AnyPool, AssertSqlSafe, Row as _};
use std::collections::BTreeMap;

/// A bad rating with what was done about it.
#[derive(Clone, Debug)]
pub struct Row {
    /// The number of the rating, and of its order.
    pub id: i64,
    /// Its hall.
    pub hall: HallId,
    /// In which way it was given.
    pub kind: Kind,
    /// The window that served, or is rated; none for the whole hall.
    pub window: Option<WindowId>,
    /// The matter, when one was named.
    pub item: Option<ItemId>,
    /// 1 or 2.
    pub level: Level,
    /// Official tags.
    pub tags: Vec<u16>,
    /// In the person's own words.
    pub comment: Option<String>,
    /// Where the person wants an answer.
    pub contact: Option<String>,
    /// National channel code.
    pub channel: u8,
    /// When it was rated.
    pub rated_at: Moment,
    /// Who served.
    pub served_by: Option<AccountId>,
    /// What was done, in order.
    pub steps: Vec<Step>,
}

const ORDER: &str = "SELECT r.id, r.hall, r.\"window\" AS place, r.item, r.level, r.tags, r.comment, r.contact, r.channel, \
                     r.rated_at, r.kind, s.served_by FROM ratings r LEFT JOIN services s ON s.id = r.ticket";

/// An order by its number.
///
/// # Errors
/// When the database fails.
pub async fn one(pool: &AnyPool, id: i64) -> Result<Option<Row>, sqlx::Error> {
    let query = sqlx::query(AssertSqlSafe(format!("{ORDER} WHERE r.id = $1 AND r.level <= 2"))).bind(id);
    let Some(row) = query.fetch_optional(pool).await? else { return Ok(None) };
    let mut row = read(&row)?;
    row.steps = steps(pool, &[id]).await?.remove(&id).unwrap_or_default();
    Ok(Some(row))
}

/// The order of a service's first rating, when that was bad.
///
/// # Errors
/// When the database fails.
pub async fn of_service(pool: &AnyPool, service: &str) -> Result<Option<Row>, sqlx::Error> {
    let sql = "SELECT id FROM ratings WHERE ticket = $1 AND assessment = 1 AND level <= 2";
    match sqlx::query(sql).bind(service.to_owned()).fetch_optional(pool).await? {
        Some(row) => one(pool, row.try_get("id")?).await,
        None => Ok(None),
    }
}

/// Orders of a hall: those that are open, those that ended, or all; the oldest first, after one of them.
///
/// # Errors
/// When the database fails.
pub async fn list(
    pool: &AnyPool,
    hall: &HallId,
    open: Option<bool>,
    after: Option<i64>,
    limit: u32,
) -> Result<Vec<Row>, sqlx::Error> {
    let which = match open {
        Some(true) => "AND r.order_closed_at IS NULL",
        Some(false) => "AND r.order_closed_at IS NOT NULL",
        None => "",
    };
    let place = match after {
        Some(_) => "AND (r.rated_at, r.id) > (SELECT rated_at, id FROM ratings WHERE id = $3)",
        None => "",
    };
    let sql = format!(
        "{ORDER} WHERE r.hall = $1 AND r.level <= 2 {which} {place} ORDER BY r.rated_at, r.id LIMIT $2"
    );
    let mut query = sqlx::query(AssertSqlSafe(sql)).bind(hall.to_string()).bind(i64::from(limit));
    if let Some(after) = after {
        query = query.bind(after);
    }
    let rows = query.fetch_all(pool).await?;
    let mut orders = rows.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    let ids: Vec<i64> = orders.iter().map(|order| order.id).collect();
    let mut steps = steps(pool, &ids).await?;
    for order in &mut orders {
        order.steps = steps.remove(&order.id).unwrap_or_default();
    }
    Ok(orders)
}

async fn steps(pool: &AnyPool, ids: &[i64]) -> Result<BTreeMap<i64, Vec<Step>>, sqlx::Error> {
    let mut found: BTreeMap<i64, Vec<Step>> = BTreeMap::new();
    if ids.is_empty() {
        return Ok(found);
    }
    let names: Vec<String> = (1..=ids.len()).map(|n| format!("${n}")).collect();
    let sql = format!(
        "SELECT rating, at, actor, act FROM order_steps WHERE rating IN ({}) ORDER BY rating, step",
        names.join(", ")
    );
    let query = ids.iter().fold(sqlx::query(AssertSqlSafe(sql)), |query, id| query.bind(*id));
    for row in query.fetch_all(pool).await? {
        let (actor, act): (String, String) = (row.try_get("actor")?, row.try_get("act")?);
        let step = Step {
            at: Moment::from_unix_ms(row.try_get("at")?),
            by: parse(actor)?,
            act: serde_json::from_str(&act).map_err(|error| sqlx::Error::Decode(error.into()))?,
        };
        found.entry(row.try_get("rating")?).or_default().push(step);
    }
    Ok(found)
}

fn read(row: &AnyRow) -> Result<Row, sqlx::Error> {
    let level = u8::try_from(row.try_get::<i64, _>("level")?).ok().and_then(|level| level.try_into().ok());
    let tags: String = row.try_get("tags")?;
    let (item, place): (Option<String>, String) = (row.try_get("item")?, row.try_get("place")?);
    let served_by: Option<String> = row.try_get("served_by")?;
    Ok(Row {
        id: row.try_get("id")?,
        hall: parse(row.try_get("hall")?)?,
        kind: Kind::of_name(&row.try_get::<String, _>("kind")?).unwrap_or_default(),
        window: Some(place).filter(|place| !place.is_empty()).map(parse).transpose()?,
        item: item.map(parse).transpose()?,
        level: level.ok_or_else(|| sqlx::Error::Decode("no level of satisfaction".into()))?,
        tags: tags.split(',').filter_map(|tag| tag.parse().ok()).collect(),
        comment: row.try_get("comment")?,
        contact: row.try_get("contact")?,
        channel: u8::try_from(row.try_get::<i64, _>("channel")?)
            .map_err(|error| sqlx::Error::Decode(error.into()))?,
        rated_at: Moment::from_unix_ms(row.try_get("rated_at")?),
        served_by: served_by.map(parse).transpose()?,
        steps: Vec::new(),
    })
}

fn parse<T: std::str::FromStr<Err = hall::id::BadId>>(text: String) -> Result<T, sqlx::Error> {
    text.parse().map_err(|error: hall::id::BadId| sqlx::Error::Decode(error.into()))
}

/// Adds a step, with what follows from it for the figures, and the line of the record, in one transaction.
///
/// # Errors
/// A conflict when another step has taken its place; when the database fails.
pub async fn add(app: &App, row: &Row, step: &Step, after: &Order) -> Result<(), sqlx::Error> {
    let mut transaction = app.pool.begin().await?;
    let act = serde_json::to_string(&step.act).map_err(|error| sqlx::Error::Encode(error.into()))?;
    let place = i64::try_from(row.steps.len()).map_err(|error| sqlx::Error::Encode(error.into()))?;
    sqlx::query("INSERT INTO order_steps (rating, step, at, actor, act) VALUES ($1, $2, $3, $4, $5)")
        .bind(row.id)
        .bind(place)
        .bind(step.at.unix_ms())
        .bind(step.by.to_string())
        .bind(act)
        .execute(&mut *transaction)
        .await?;
    sqlx::query("UPDATE ratings SET finding = $1, order_closed_at = $2 WHERE id = $3")
        .bind(after.finding.map(|finding| finding.as_str().to_owned()))
        .bind(after.closed_at.map(Moment::unix_ms))
        .bind(row.id)
        .execute(&mut *transaction)
        .await?;
    // what was found and answered stands in the order; the record says that it was done
    let by = By::plain(Actor::Person(&step.by), step.at);
    let object = format!("{}/{}", row.id, step.act.name());
    audit::append(&mut transaction, &row.hall, &by, OnRecord::OrderStep, &object).await?;
    transaction.commit().await
}
