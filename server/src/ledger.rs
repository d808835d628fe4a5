//! The append-only event log of every hall. An append carries the sequence numbers that its decision
//! was based on, so two servers that decide at once cannot both succeed: the primary key refuses the
//! second, which reads on and decides again.
//!
//! Rows that lists and reports need are written in the same transaction ([`crate::queue::store`]). On
//! PostgreSQL it also tells every server of the hall how far the log now reaches.

use crate::db::{is_conflict, telling_url};
use crate::script::{Script, Value};
use hall::event::{Event, Recorded};
use hall::id::HallId;
use hall::moment::{Day, Moment};
use sqlx::{Any, AnyPool, Row, Transaction};

/// Why an append did not happen.
#[derive(Debug, thiserror::Error)]
pub enum AppendError {
    /// Somebody else wrote first: read on and decide again.
    #[error("another server appended first")]
    Conflict,
    /// The database failed; whether the events are stored is known only after reading on.
    #[error(transparent)]
    Database(#[from] sqlx::Error),
}

/// Rows of one insert. Few enough that a connection keeps the prepared statements of all sizes (it keeps 100).
pub const ROWS_PER_INSERT: usize = 32;

/// Where PostgreSQL tells what was stored: [`told`] reads it.
pub const CHANNEL: &str = "mingtang";

/// The event log of all halls.
#[derive(Clone, Debug)]
pub struct Ledger {
    pool: AnyPool,
    tells: bool,
}

impl Ledger {
    /// The log in a database.
    #[must_use]
    pub fn new(pool: AnyPool) -> Self {
        Self { tells: telling_url(&pool).is_some(), pool }
    }

    /// Stores events and what is derived from them in one transaction; when it returns `Ok` they are
    /// on disk.
    ///
    /// # Errors
    /// [`AppendError`]; nothing was stored after a conflict.
    pub async fn append(
        &self,
        hall: &HallId,
        day: Option<Day>,
        events: &[Recorded],
    ) -> Result<(), AppendError> {
        let mut script = Script::default();
        for chunk in events.chunks(ROWS_PER_INSERT) {
            let rows: Vec<_> = chunk.iter().map(|recorded| row(hall, recorded)).collect::<Result<_, _>>()?;
            script.add_rows("INSERT INTO ledger (hall, seq, at, kind, body, actor)", "(?,?,?,?,?,?)", rows);
        }
        crate::queue::store::project(&mut script, hall, day, events)?;
        if let (true, Some(last)) = (self.tells, events.last()) {
            // as in `notify`
            script.add("SELECT pg_notify(?, ?) IS NULL", [CHANNEL.into(), reach(hall, last.seq).into()]);
        }
        script.store(&self.pool).await.map_err(|error| match is_taken(&error) {
            true => AppendError::Conflict,
            false => AppendError::Database(error),
        })
    }

    /// Stores an event that no decision on the board depends on, in the caller's transaction, behind whatever is
    /// stored then; its position. Whoever decides at the same moment finds the position taken, reads on and
    /// decides again.
    ///
    /// # Errors
    /// When the database fails; the caller's transaction is then lost as a whole.
    pub async fn append_next(
        &self,
        transaction: &mut Transaction<'_, Any>,
        hall: &HallId,
        at: Moment,
        event: &Event,
    ) -> Result<u64, sqlx::Error> {
        let body = serde_json::to_string(event).map_err(|e| sqlx::Error::Encode(e.into()))?;
        loop {
            let sql = "SELECT COALESCE(MAX(seq), 0) + 1 AS seq FROM ledger WHERE hall = $1";
            let seq: i64 =
                sqlx::query(sql).bind(hall.as_str()).fetch_one(&mut **transaction).await?.try_get("seq")?;
            let sql = "INSERT INTO ledger (hall, seq, at, kind, body) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING";
            let added = sqlx::query(sql)
                .bind(hall.as_str())
                .bind(seq)
                .bind(at.unix_ms())
                .bind(event.kind())
                .bind(body.clone())
                .execute(&mut **transaction)
                .await?;
            if added.rows_affected() == 1 {
                self.notify(transaction, hall, seq.unsigned_abs()).await?;
                return Ok(seq.unsigned_abs());
            }
        }
    }

    /// Tells every server how far the log of a hall reaches, where the database can. Heard when and only when the
    /// transaction is committed; the position lets a server see that it was told of its own append, without
    /// asking.
    async fn notify(
        &self,
        transaction: &mut Transaction<'_, Any>,
        hall: &HallId,
        seq: u64,
    ) -> Result<(), sqlx::Error> {
        if self.tells {
            // `IS NULL` because the function returns nothing
            sqlx::query("SELECT pg_notify($1, $2) IS NULL")
                .bind(CHANNEL)
                .bind(reach(hall, seq))
                .execute(&mut **transaction)
                .await?;
        }
        Ok(())
    }

    /// True when the database tells what other servers have stored.
    #[must_use]
    pub const fn tells(&self) -> bool {
        self.tells
    }

    /// Events after a position, in order, at most `limit`.
    ///
    /// # Errors
    /// When the database fails or holds an event that this build does not know.
    pub async fn after(&self, hall: &HallId, seq: u64, limit: u32) -> Result<Vec<Recorded>, sqlx::Error> {
        sqlx::query(
            "SELECT seq, at, body, actor FROM ledger WHERE hall = $1 AND seq > $2 ORDER BY seq LIMIT $3",
        )
        .bind(hall.as_str())
        .bind(as_i64(seq))
        .bind(i64::from(limit))
        .fetch_all(&self.pool)
        .await?
        .into_iter()
        .map(|row| {
            let body: String = row.try_get("body")?;
            let event: Event = serde_json::from_str(&body).map_err(|e| sqlx::Error::Decode(e.into()))?;
            let at = Moment::from_unix_ms(row.try_get("at")?);
            let seq = row.try_get::<i64, _>("seq")?.unsigned_abs();
            let by: Option<String> = row.try_get("actor")?;
            let by = by.map(|name| name.parse()).transpose();
            let by = by.map_err(|e: hall::id::BadId| sqlx::Error::Decode(e.into()))?;
            Ok(Recorded { seq, at, by, event })
        })
        .collect()
    }

    /// Position just before the second last day began: folding on from there gives the live board and
    /// what was learned yesterday.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn recent_start(&self, hall: &HallId) -> Result<u64, sqlx::Error> {
        let row = sqlx::query(
            "SELECT seq FROM ledger WHERE hall = $1 AND kind = 'day_started' ORDER BY seq DESC LIMIT 1 OFFSET 1",
        )
        .bind(hall.as_str())
        .fetch_optional(&self.pool)
        .await?;
        Ok(match row {
            Some(row) => row.try_get::<i64, _>("seq")?.unsigned_abs().saturating_sub(1),
            None => 0,
        })
    }
}

/// What a notification says: a hall and how far its log reaches.
fn reach(hall: &HallId, seq: u64) -> String {
    format!("{hall} {seq}")
}

/// The hall and the position that a notification names.
#[must_use]
pub fn told(payload: &str) -> Option<(&str, u64)> {
    let (hall, seq) = payload.split_once(' ')?;
    Some((hall, seq.parse().ok()?))
}

/// True when a position of the log is stored already. What is derived from the log never collides while the log
/// itself does not; if it did, deciding again would not help.
fn is_taken(error: &sqlx::Error) -> bool {
    let names_it = |error: &dyn sqlx::error::DatabaseError| error.message().contains("ledger");
    is_conflict(error) && error.as_database_error().is_some_and(names_it)
}

fn row(hall: &HallId, recorded: &Recorded) -> Result<[Value; 6], sqlx::Error> {
    let body = serde_json::to_string(&recorded.event).map_err(|e| sqlx::Error::Encode(e.into()))?;
    Ok([
        hall.as_str().into(),
        as_i64(recorded.seq).into(),
        recorded.at.unix_ms().into(),
        recorded.event.kind().into(),
        body.into(),
        recorded.by.as_ref().map(ToString::to_string).into(),
    ])
}

fn as_i64(seq: u64) -> i64 {
    i64::try_from(seq).unwrap_or(i64::MAX)
}
