//! The record of what staff did. What happens outside the queue is added to the table `audit`, in the
//! transaction of the act where there is one; the acts of the queue stand in the ledger, with their
//! actor. Both are only ever added to. Passwords are never part of either.

use hall::id::{AccountId, HallId};
use hall::moment::Moment;
use hall::staff::{Act, AuditEntry, RecordKind};
use sqlx::any::AnyRow;
use sqlx::{Any, AnyPool, AssertSqlSafe, Row, Transaction};
use std::fmt;
use std::str::FromStr;

/// Who did something. The names of those who are no account cannot be an account's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor<'a> {
    /// A signed-in person.
    Person(&'a AccountId),
    /// Somebody at the server's command line.
    Terminal,
    /// The server itself.
    Server,
    /// Somebody who was not signed in.
    Stranger,
}

impl Actor<'_> {
    /// As in the table; none for a stranger.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::Person(account) => Some(account.as_str()),
            Self::Terminal => Some("@terminal"),
            Self::Server => Some("@server"),
            Self::Stranger => None,
        }
    }
}

/// Who did something, when and why.
#[derive(Clone, Copy, Debug)]
pub struct By<'a> {
    /// Who.
    pub actor: Actor<'a>,
    /// When.
    pub at: Moment,
    /// Why, as typed.
    pub reason: Option<&'a str>,
}

impl<'a> By<'a> {
    /// Somebody, now, for no reason that would need words.
    #[must_use]
    pub const fn plain(actor: Actor<'a>, at: Moment) -> Self {
        Self { actor, at, reason: None }
    }
}

/// Adds a line to the record.
///
/// # Errors
/// When the database fails; the caller's transaction is then lost as a whole, and the act with it.
pub async fn append(
    transaction: &mut Transaction<'_, Any>,
    hall: &HallId,
    by: &By<'_>,
    act: Act,
    object: &str,
) -> Result<(), sqlx::Error> {
    let random = getrandom::u64().map_err(|error| sqlx::Error::Protocol(error.to_string()))?;
    let id = i64::try_from(random >> 1).map_err(|error| sqlx::Error::Encode(error.into()))?;
    sqlx::query(
        "INSERT INTO audit (id, hall, at, actor, act, object, reason) VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(id)
    .bind(hall.to_string())
    .bind(by.at.unix_ms())
    .bind(by.actor.as_str().map(str::to_owned))
    .bind(act.as_str())
    .bind(object.to_owned())
    .bind(by.reason.map(str::to_owned))
    .execute(&mut **transaction)
    .await?;
    Ok(())
}

/// Adds a line that goes with no other change of the database.
///
/// # Errors
/// When the database fails.
pub async fn record(
    pool: &AnyPool,
    hall: &HallId,
    by: &By<'_>,
    act: Act,
    object: &str,
) -> Result<(), sqlx::Error> {
    let mut transaction = pool.begin().await?;
    append(&mut transaction, hall, by, act, object).await?;
    transaction.commit().await
}

/// A place in the record. Newest first, so that what is added meanwhile moves no page that follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    at: i64,
    source: i64,
    id: i64,
}

impl Cursor {
    /// Before the newest line.
    const START: Self = Self { at: i64::MAX, source: i64::MAX, id: i64::MAX };
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.at, self.source, self.id)
    }
}

/// A text that is no place in the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no cursor of the audit record")]
pub struct BadCursor;

impl FromStr for Cursor {
    type Err = BadCursor;

    fn from_str(text: &str) -> Result<Self, BadCursor> {
        let mut numbers = text.split('.').map(|number| number.parse::<i64>().map_err(|_| BadCursor));
        let mut number = || numbers.next().ok_or(BadCursor)?;
        let cursor = Self { at: number()?, source: number()?, id: number()? };
        if numbers.next().is_none() { Ok(cursor) } else { Err(BadCursor) }
    }
}

/// What to read of the record.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// Acts at or after this instant …
    pub from: Moment,
    /// … and before this one.
    pub before: Moment,
    /// Of this actor alone.
    pub actor: Option<&'a str>,
    /// Of this kind alone.
    pub kind: Option<RecordKind>,
    /// After this line.
    pub after: Option<Cursor>,
    /// So many lines at most.
    pub limit: u32,
}

/// A page of the record, newest first, and where the next one begins.
///
/// # Errors
/// When the database fails.
pub async fn read(
    pool: &AnyPool,
    hall: &HallId,
    wanted: &Wanted<'_>,
) -> Result<(Vec<AuditEntry>, Option<Cursor>), sqlx::Error> {
    let of_actor = if wanted.actor.is_some() { "AND actor = $8" } else { "" };
    let own = format!("hall = $1 AND at >= $2 AND at < $3 {of_actor}");
    let [own_acts, own_events] =
        ["act", "kind"].map(|column| format!("{own} {}", of_kind(column, wanted.kind)));
    let sql = format!(
        "SELECT at, source, id, actor, act, object, reason FROM ( \
         SELECT at, CAST(0 AS BIGINT) AS source, id, actor, act, object, reason FROM audit WHERE {own_acts} \
         UNION ALL \
         SELECT at, CAST(1 AS BIGINT) AS source, seq AS id, actor, kind AS act, body AS object, \
         CAST(NULL AS TEXT) AS reason FROM ledger WHERE {own_events} AND actor IS NOT NULL) AS acts \
         WHERE (at, source, id) < ($4, $5, $6) ORDER BY at DESC, source DESC, id DESC LIMIT $7"
    );
    let after = wanted.after.unwrap_or(Cursor::START);
    let mut query = sqlx::query(AssertSqlSafe(sql))
        .bind(hall.to_string())
        .bind(wanted.from.unix_ms())
        .bind(wanted.before.unix_ms())
        .bind(after.at)
        .bind(after.source)
        .bind(after.id)
        // one more tells whether there is a next page
        .bind(i64::from(wanted.limit) + 1);
    if let Some(actor) = wanted.actor {
        query = query.bind(actor.to_owned());
    }
    let mut rows = query.fetch_all(pool).await?;
    let more = rows.len() > usize::try_from(wanted.limit).unwrap_or(usize::MAX);
    if more {
        rows.pop();
    }
    let next = rows.last().filter(|_| more).map(place).transpose()?;
    Ok((rows.iter().map(entry).collect::<Result<_, _>>()?, next))
}

/// The condition of a kind; its words are this program's own.
fn of_kind(column: &str, kind: Option<RecordKind>) -> String {
    kind.map_or_else(String::new, |kind| format!("AND {column} IN ('{}')", kind.acts().join("', '")))
}

fn place(row: &AnyRow) -> Result<Cursor, sqlx::Error> {
    Ok(Cursor { at: row.try_get("at")?, source: row.try_get("source")?, id: row.try_get("id")? })
}

fn entry(row: &AnyRow) -> Result<AuditEntry, sqlx::Error> {
    let object: String = row.try_get("object")?;
    let (object, reason) = match row.try_get::<i64, _>("source")? {
        0 => (object, row.try_get("reason")?),
        _ => of_event(&object).map_err(|error| sqlx::Error::Decode(error.into()))?,
    };
    Ok(AuditEntry {
        at: Moment::from_unix_ms(row.try_get("at")?),
        actor: row.try_get("actor")?,
        act: row.try_get("act")?,
        object,
        reason,
    })
}

/// What an event of the queue was about, and why: only its public names and the reason, never a ticket's
/// secret name or matter.
fn of_event(body: &str) -> Result<(String, Option<String>), serde_json::Error> {
    let body: serde_json::Value = serde_json::from_str(body)?;
    let text = |value: &serde_json::Value| value.as_str().map(str::to_owned);
    let named = ["/number", "/window", "/queue", "/to/queue", "/to/window", "/private/class", "/device"];
    let mut named: Vec<String> = named.iter().filter_map(|name| text(body.pointer(name)?)).collect();
    // what a window was given to call from
    let queues = body.pointer("/assignment/queues").and_then(serde_json::Value::as_array);
    named.extend(queues.into_iter().flatten().filter_map(text));
    let reason = ["/reason", "/picked", "/private/reason"].iter().find_map(|name| text(body.pointer(name)?));
    Ok((named.join(" "), reason))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_has_one_spelling() {
        let cursor = Cursor { at: 1_700_000_000_000, source: 1, id: 42 };
        assert_eq!(cursor.to_string().parse(), Ok(cursor));
        for bad in ["", "1", "1.2", "1.2.3.4", "1.2.x"] {
            assert_eq!(bad.parse::<Cursor>(), Err(BadCursor), "{bad}");
        }
    }

    #[test]
    fn an_event_tells_what_it_was_about_and_nothing_secret() {
        let served = r#"{"kind":"served","number":"A001","window":"A01","private":{"items":["low-income"]}}"#;
        assert_eq!(of_event(served).unwrap(), ("A001 A01".to_owned(), None));
        let paused = r#"{"kind":"window_paused","window":"A01","reason":"用餐"}"#;
        assert_eq!(of_event(paused).unwrap(), ("A01".to_owned(), Some("用餐".to_owned())));
    }
}
