//! SQL of the tickets table: rows derived from events, and look-ups of tickets whose day is over.

use crate::ledger::{ROWS_PER_INSERT, placeholders};
use hall::event::{Event, Recorded};
use hall::id::{HallId, ItemId, Number, Prefix, ServiceId, ThemeId, TicketId, WindowId};
use hall::moment::{Day, Moment};
use sqlx::{Any, AnyPool, AssertSqlSafe, Row, Transaction};

/// A ticket as the table has it.
#[derive(Clone, Debug)]
pub struct TicketRow {
    /// Its hall.
    pub hall: HallId,
    /// Its business day.
    pub day: String,
    /// Its public number.
    pub number: Number,
    /// Its queue.
    pub queue: Prefix,
    /// The matter, first of those served once it was served.
    pub item: Option<ItemId>,
    /// The theme, when one was chosen.
    pub theme: Option<ThemeId>,
    /// As in [`hall::board::TicketState::as_str`].
    pub state: String,
    /// The window that served or missed it.
    pub window: Option<WindowId>,
    /// When it ended.
    pub ended_at: Option<Moment>,
}

/// Columns written for a new ticket.
const ISSUED_COLUMNS: usize = 9;

/// Writes what follows from events into the tickets table. `day` is the business day before the first
/// of them.
///
/// # Errors
/// When the database fails; the caller's transaction is then lost as a whole.
pub async fn project(
    transaction: &mut Transaction<'_, Any>,
    hall: &HallId,
    day: Option<Day>,
    events: &[Recorded],
) -> Result<(), sqlx::Error> {
    let mut day = day.map(|day| day.to_string()).unwrap_or_default();
    let mut issued: Vec<(&Recorded, String)> = Vec::new();
    for recorded in events {
        match &recorded.event {
            Event::TicketIssued { .. } => issued.push((recorded, day.clone())),
            other => {
                // a ticket may be issued and end within one batch
                insert(transaction, hall, &std::mem::take(&mut issued)).await?;
                if let Event::DayStarted { date, .. } = other {
                    day = date.to_string();
                    expire(transaction, hall, &day).await?;
                } else if let Some((numbers, state, ended_at)) = evening(recorded) {
                    for number in numbers {
                        end(transaction, hall, &day, number, state, ended_at).await?;
                    }
                } else {
                    update(transaction, hall, &day, recorded).await?;
                    serve(transaction, hall, &day, recorded).await?;
                }
            }
        }
    }
    insert(transaction, hall, &issued).await
}

async fn insert(
    transaction: &mut Transaction<'_, Any>,
    hall: &HallId,
    issued: &[(&Recorded, String)],
) -> Result<(), sqlx::Error> {
    for chunk in issued.chunks(ROWS_PER_INSERT) {
        let sql = format!(
            "INSERT INTO tickets (id, hall, day, number, queue, item, theme, state, issued_at) VALUES {}",
            placeholders(chunk.len(), ISSUED_COLUMNS)
        );
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for (recorded, day) in chunk {
            let Event::TicketIssued { number, private: Some(private), .. } = &recorded.event else {
                return Err(sqlx::Error::Protocol("a stored ticket has its private part".to_owned()));
            };
            query = query
                .bind(private.id.to_string())
                .bind(hall.to_string())
                .bind(day.clone())
                .bind(number.to_string())
                .bind(number.prefix().to_string())
                .bind(private.items.first().map(ToString::to_string))
                .bind(private.theme.as_ref().map(ToString::to_string))
                .bind("waiting")
                .bind(recorded.at.unix_ms());
        }
        query.execute(&mut **transaction).await?;
    }
    Ok(())
}

async fn expire(transaction: &mut Transaction<'_, Any>, hall: &HallId, day: &str) -> Result<(), sqlx::Error> {
    sqlx::query("UPDATE tickets SET state = 'expired' WHERE hall = $1 AND state = 'waiting' AND day < $2")
        .bind(hall.to_string())
        .bind(day.to_owned())
        .execute(&mut **transaction)
        .await?;
    Ok(())
}

/// Tickets whose day has ended before the board's, or that wait again after all: their state, and when they
/// ended.
const fn evening(recorded: &Recorded) -> Option<(&[Number], &'static str, Option<i64>)> {
    match &recorded.event {
        Event::TicketsExpired { numbers } => {
            Some((numbers.as_slice(), "expired", Some(recorded.at.unix_ms())))
        }
        Event::TicketsRestored { numbers } => Some((numbers.as_slice(), "waiting", None)),
        _ => None,
    }
}

async fn end(
    transaction: &mut Transaction<'_, Any>,
    hall: &HallId,
    day: &str,
    number: &Number,
    state: &str,
    ended_at: Option<i64>,
) -> Result<(), sqlx::Error> {
    sqlx::query("UPDATE tickets SET state = $1, ended_at = $2 WHERE hall = $3 AND day = $4 AND number = $5")
        .bind(state.to_owned())
        .bind(ended_at)
        .bind(hall.to_string())
        .bind(day.to_owned())
        .bind(number.to_string())
        .execute(&mut **transaction)
        .await?;
    Ok(())
}

async fn update(
    transaction: &mut Transaction<'_, Any>,
    hall: &HallId,
    day: &str,
    recorded: &Recorded,
) -> Result<(), sqlx::Error> {
    let (number, state, window, item) = match &recorded.event {
        // a ticket with further matters waits again
        Event::Served { then: Some(_), .. } => return Ok(()),
        Event::Served { number, window, private, .. } => {
            let item = private.as_ref().and_then(|private| private.items.first());
            (number, "served", Some(window.to_string()), item.map(ToString::to_string))
        }
        Event::TicketMissed { number, window } => (number, "missed", Some(window.to_string()), None),
        Event::TicketRequeued { number, .. } => (number, "waiting", None, None),
        Event::TicketCancelled { number } => (number, "cancelled", None, None),
        _ => return Ok(()),
    };
    // what was served counts, even nothing; a ticket that was not served keeps what it was taken for
    let served = if state == "served" { "$3" } else { "COALESCE($3, item)" };
    let sql = format!(
        "UPDATE tickets SET state = $1, \"window\" = $2, item = {served}, ended_at = $4 \
         WHERE hall = $5 AND day = $6 AND number = $7",
    );
    sqlx::query(AssertSqlSafe(sql))
        .bind(state)
        .bind(window)
        .bind(item)
        .bind((state != "waiting").then(|| recorded.at.unix_ms()))
        .bind(hall.to_string())
        .bind(day.to_owned())
        .bind(number.to_string())
        .execute(&mut **transaction)
        .await?;
    Ok(())
}

/// One row for each service that ended.
async fn serve(
    transaction: &mut Transaction<'_, Any>,
    hall: &HallId,
    day: &str,
    recorded: &Recorded,
) -> Result<(), sqlx::Error> {
    let Event::Served { number, window, before, parts, private, .. } = &recorded.event else { return Ok(()) };
    for (index, part) in (*before..before.saturating_add(*parts)).enumerate() {
        let item = private.as_ref().and_then(|private| private.items.get(index));
        // as `ServiceId` writes it
        let suffix = if part == 0 { String::new() } else { format!(".{part}") };
        sqlx::query(
            "INSERT INTO services (id, ticket, hall, day, number, \"window\", item, theme, ended_at) \
             SELECT id || $1, id, hall, day, number, $2, $3, theme, $4 FROM tickets \
             WHERE hall = $5 AND day = $6 AND number = $7",
        )
        .bind(suffix)
        .bind(window.to_string())
        .bind(item.map(ToString::to_string))
        .bind(recorded.at.unix_ms())
        .bind(hall.to_string())
        .bind(day.to_owned())
        .bind(number.to_string())
        .execute(&mut **transaction)
        .await?;
    }
    Ok(())
}

/// A service that ended, as the table has it.
#[derive(Clone, Debug)]
pub struct ServiceRow {
    /// Its name.
    pub id: ServiceId,
    /// Its hall.
    pub hall: HallId,
    /// Its business day.
    pub day: String,
    /// The window that served.
    pub window: WindowId,
    /// The matter, when one was named.
    pub item: Option<ItemId>,
    /// The theme of the ticket.
    pub theme: Option<ThemeId>,
    /// When it ended.
    pub ended_at: Moment,
}

impl ServiceRow {
    fn read(row: &sqlx::any::AnyRow) -> Result<Self, sqlx::Error> {
        Ok(Self {
            id: parse(row.try_get("id")?)?,
            hall: parse(row.try_get("hall")?)?,
            day: row.try_get("day")?,
            window: parse(row.try_get("place")?)?,
            item: row.try_get::<Option<String>, _>("item")?.map(parse).transpose()?,
            theme: row.try_get::<Option<String>, _>("theme")?.map(parse).transpose()?,
            ended_at: Moment::from_unix_ms(row.try_get("ended_at")?),
        })
    }
}

const SERVICE: &str = "SELECT id, hall, day, \"window\" AS place, item, theme, ended_at FROM services";

/// A service by its name.
///
/// # Errors
/// When the database fails.
pub async fn service(pool: &AnyPool, id: &ServiceId) -> Result<Option<ServiceRow>, sqlx::Error> {
    let query = sqlx::query(AssertSqlSafe(format!("{SERVICE} WHERE id = $1")));
    let row = query.bind(id.to_string()).fetch_optional(pool).await?;
    row.map(|row| ServiceRow::read(&row)).transpose()
}

/// The services of a ticket, in the order in which they ended.
///
/// # Errors
/// When the database fails.
pub async fn services_of(pool: &AnyPool, ticket: &TicketId) -> Result<Vec<ServiceRow>, sqlx::Error> {
    let query = sqlx::query(AssertSqlSafe(format!("{SERVICE} WHERE ticket = $1")));
    let rows = query.bind(ticket.to_string()).fetch_all(pool).await?;
    let mut services = rows.iter().map(ServiceRow::read).collect::<Result<Vec<_>, _>>()?;
    services.sort_by_key(|service| service.id.part);
    Ok(services)
}

/// A ticket by its secret name.
///
/// # Errors
/// When the database fails.
pub async fn find(pool: &AnyPool, id: &TicketId) -> Result<Option<TicketRow>, sqlx::Error> {
    let sql = "SELECT hall, day, number, queue, item, theme, state, \"window\" AS place, ended_at \
               FROM tickets WHERE id = $1";
    let row = sqlx::query(sql).bind(id.to_string()).fetch_optional(pool).await?;
    row.map(|row| {
        Ok(TicketRow {
            hall: parse(row.try_get("hall")?)?,
            day: row.try_get("day")?,
            number: parse(row.try_get("number")?)?,
            queue: parse(row.try_get("queue")?)?,
            item: row.try_get::<Option<String>, _>("item")?.map(parse).transpose()?,
            theme: row.try_get::<Option<String>, _>("theme")?.map(parse).transpose()?,
            state: row.try_get("state")?,
            window: row.try_get::<Option<String>, _>("place")?.map(parse).transpose()?,
            ended_at: row.try_get::<Option<i64>, _>("ended_at")?.map(Moment::from_unix_ms),
        })
    })
    .transpose()
}

fn parse<T: std::str::FromStr<Err = hall::id::BadId>>(text: String) -> Result<T, sqlx::Error> {
    text.parse().map_err(|error: hall::id::BadId| sqlx::Error::Decode(error.into()))
}
