//! SQL of the tickets table: rows derived from events, and look-ups of tickets whose day is over.

use crate::ledger::ROWS_PER_INSERT;
use crate::script::{Script, Value};
use hall::event::{Event, Recorded};
use hall::id::{HallId, ItemId, Number, Prefix, ServiceId, ThemeId, TicketId, WindowId};
use hall::moment::{Day, Moment};
use sqlx::{AnyPool, AssertSqlSafe, Row};

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

/// Adds what follows from events for the tables `tickets` and `services`. `day` is the business day before the
/// first of them.
///
/// # Errors
/// When a ticket has no private part; a stored one has.
pub fn project(
    script: &mut Script,
    hall: &HallId,
    day: Option<Day>,
    events: &[Recorded],
) -> Result<(), sqlx::Error> {
    let mut day = day.map(|day| day.to_string()).unwrap_or_default();
    let mut issued: Vec<&Recorded> = Vec::new();
    for recorded in events {
        match &recorded.event {
            Event::TicketIssued { .. } => issued.push(recorded),
            other => {
                // a ticket may be issued and end within one batch
                insert(script, hall, &day, &std::mem::take(&mut issued))?;
                if let Event::DayStarted { date, .. } = other {
                    expire(script, hall, &day);
                    day = date.to_string();
                } else if let Some((numbers, state, ended_at)) = evening(recorded) {
                    for number in numbers {
                        end(script, hall, &day, number, state, ended_at);
                    }
                } else {
                    update(script, hall, &day, recorded);
                    serve(script, hall, &day, recorded);
                }
            }
        }
    }
    insert(script, hall, &day, &issued)
}

fn insert(script: &mut Script, hall: &HallId, day: &str, issued: &[&Recorded]) -> Result<(), sqlx::Error> {
    let row = |recorded: &&Recorded| {
        let Event::TicketIssued { number, private: Some(private), .. } = &recorded.event else {
            return Err(sqlx::Error::Protocol("a stored ticket has its private part".to_owned()));
        };
        Ok([
            private.id.to_string().into(),
            hall.as_str().into(),
            day.into(),
            number.to_string().into(),
            number.prefix().to_string().into(),
            private.items.first().map(ToString::to_string).into(),
            private.theme.as_ref().map(ToString::to_string).into(),
            recorded.at.unix_ms().into(),
        ])
    };
    for chunk in issued.chunks(ROWS_PER_INSERT) {
        let rows: Vec<[Value; 8]> = chunk.iter().map(row).collect::<Result<_, _>>()?;
        script.add_rows(
            "INSERT INTO tickets (id, hall, day, number, queue, item, theme, state, issued_at)",
            "(?,?,?,?,?,?,?,'waiting',?)",
            rows,
        );
    }
    Ok(())
}

/// Whoever still waited on a day that is over; the days before it ended in the same way.
fn expire(script: &mut Script, hall: &HallId, day: &str) {
    script.add(
        "UPDATE tickets SET state = 'expired' WHERE hall = ? AND day = ? AND state = 'waiting'",
        [hall.as_str().into(), day.into()],
    );
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

fn end(script: &mut Script, hall: &HallId, day: &str, number: &Number, state: &str, ended_at: Option<i64>) {
    script.add(
        "UPDATE tickets SET state = ?, ended_at = ? WHERE hall = ? AND day = ? AND number = ?",
        [state.into(), ended_at.into(), hall.as_str().into(), day.into(), number.to_string().into()],
    );
}

fn update(script: &mut Script, hall: &HallId, day: &str, recorded: &Recorded) {
    let (number, state, window, item) = match &recorded.event {
        // a ticket with further matters waits again
        Event::Served { then: Some(_), .. } => return,
        Event::Served { number, window, private, .. } => {
            let item = private.as_ref().and_then(|private| private.items.first());
            (number, "served", Some(window.to_string()), item.map(ToString::to_string))
        }
        Event::TicketMissed { number, window } => (number, "missed", Some(window.to_string()), None),
        Event::TicketRequeued { number, .. } => (number, "waiting", None, None),
        Event::TicketCancelled { number } => (number, "cancelled", None, None),
        _ => return,
    };
    // what was served counts, even nothing; a ticket that was not served keeps what it was taken for
    let served = if state == "served" { "?" } else { "COALESCE(?, item)" };
    script.add(
        &format!(
            "UPDATE tickets SET state = ?, \"window\" = ?, item = {served}, ended_at = ? \
             WHERE hall = ? AND day = ? AND number = ?",
        ),
        [
            state.into(),
            window.into(),
            item.into(),
            (state != "waiting").then(|| recorded.at.unix_ms()).into(),
            hall.as_str().into(),
            day.into(),
            number.to_string().into(),
        ],
    );
}

/// One row for each service that ended.
fn serve(script: &mut Script, hall: &HallId, day: &str, recorded: &Recorded) {
    let Event::Served { number, window, before, parts, private, .. } = &recorded.event else { return };
    for (index, part) in (*before..before.saturating_add(*parts)).enumerate() {
        let item = private.as_ref().and_then(|private| private.items.get(index));
        // as `ServiceId` writes it
        let suffix = if part == 0 { String::new() } else { format!(".{part}") };
        script.add(
            "INSERT INTO services (id, ticket, hall, day, number, \"window\", item, theme, ended_at, served_by) \
             SELECT id || ?, id, hall, day, number, ?, ?, theme, ?, ? FROM tickets \
             WHERE hall = ? AND day = ? AND number = ?",
            [
                suffix.into(),
                window.to_string().into(),
                item.map(ToString::to_string).into(),
                recorded.at.unix_ms().into(),
                recorded.by.as_ref().map(ToString::to_string).into(),
                hall.as_str().into(),
                day.into(),
                number.to_string().into(),
            ],
        );
    }
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

/// The tickets of a hall since a day whose number ends with these digits, newest day first: their secret names and
/// numbers.
///
/// # Errors
/// When the database fails.
pub async fn ending(
    pool: &AnyPool,
    hall: &HallId,
    since: Day,
    digits: &str,
) -> Result<Vec<(TicketId, Number)>, sqlx::Error> {
    let sql =
        "SELECT id, number FROM tickets WHERE hall = $1 AND day >= $2 AND number LIKE $3 ORDER BY day DESC";
    let query = sqlx::query(sql).bind(hall.to_string()).bind(since.to_string()).bind(format!("%{digits}"));
    let rows = query.fetch_all(pool).await?;
    rows.into_iter().map(|row| Ok((parse(row.try_get("id")?)?, parse(row.try_get("number")?)?))).collect()
}

fn parse<T: std::str::FromStr<Err = hall::id::BadId>>(text: String) -> Result<T, sqlx::Error> {
    text.parse().map_err(|error: hall::id::BadId| sqlx::Error::Decode(error.into()))
}
