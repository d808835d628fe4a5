//! Wrong passwords in a row, kept in the database so that a restart forgives nobody.
//!
//! A lock must stop who guesses and must not become a way to keep everybody out. So wrong passwords are
//! counted by where they come from. A browser on which the account has signed in before carries a
//! secret of its own and has its own counter: whatever strangers try, the clerk's desk stays open to
//! its clerk. Everybody else is a stranger, counted by address, and all strangers together by account
//! with a limit ten times as high, so that guesses from everywhere end as well. What strangers can do
//! to an account is to keep other strangers out, until they stop or an administrator gives a new
//! password. A lock never grows, and passwords tried while it lasts are not even looked at.
//!
//! An account that does not exist is locked like one that does. Names and places are kept as hashes:
//! people type passwords into the wrong field.

use super::rules::Rules;
use super::{DESK_COOKIE, cookie, hash};
use crate::client::Client;
use axum::http::HeaderMap;
use hall::id::AccountId;
use hall::moment::Moment;
use sqlx::{Any, AnyPool, Row, Transaction};
use std::collections::HashSet;

/// A try that nobody repeated for so long is forgotten, in seconds.
pub const REMEMBERED: i64 = 24 * 60 * 60;
/// A desk on which an account has not signed in for so long is a stranger's, in seconds.
pub const DESK_REMEMBERED: i64 = 90 * 24 * 60 * 60;

/// The counter of all strangers together.
const STRANGERS: &str = "strangers";

/// Where a password comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A browser on which the account has signed in, by the hash of its secret.
    Desk(String),
    /// An address from which anybody may come, as text.
    Stranger(String),
}

impl Origin {
    /// Where a request comes from, as seen by an account.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn of(
        pool: &AnyPool,
        headers: &HeaderMap,
        client: Client,
        account: &AccountId,
    ) -> Result<Self, sqlx::Error> {
        if let Some(secret) = cookie(headers, DESK_COOKIE) {
            let desk = hash(&secret);
            let known = sqlx::query("SELECT desk FROM known_desks WHERE account = $1 AND desk = $2")
                .bind(account.to_string())
                .bind(desk.clone())
                .fetch_optional(pool)
                .await?;
            if known.is_some() {
                return Ok(Self::Desk(desk));
            }
        }
        Ok(Self::Stranger(client.address.unwrap_or(client.peer).to_string()))
    }

    /// The counters that a wrong password from here moves, and where each of them locks. Always in this
    /// order: two that write at once must not wait for each other.
    fn counters(&self, rules: &Rules) -> Vec<(String, i64)> {
        let one = i64::from(rules.lock_after);
        match self {
            Self::Desk(desk) => vec![(hash(&format!("desk {desk}")), one)],
            Self::Stranger(address) => vec![
                (hash(&format!("address {address}")), one),
                (hash(STRANGERS), i64::from(rules.lock_strangers_after())),
            ],
        }
    }
}

/// How many seconds an account is still locked for who comes from there; none when it is not.
///
/// # Errors
/// When the database fails.
pub async fn locked_for(
    pool: &AnyPool,
    account: &AccountId,
    origin: &Origin,
    rules: &Rules,
    now: Moment,
) -> Result<Option<i64>, sqlx::Error> {
    let mut longest = None;
    for (counter, limit) in origin.counters(rules) {
        let sql = "SELECT tries, last_at FROM wrong_passwords WHERE account = $1 AND origin = $2";
        let query = sqlx::query(sql).bind(hash(account.as_str())).bind(counter);
        let Some(row) = query.fetch_optional(pool).await? else { continue };
        let last = Moment::from_unix_ms(row.try_get("last_at")?);
        let ends = last.plus_seconds(rules.lock_seconds());
        // a clock that was set back would lock until it has caught up
        if row.try_get::<i64, _>("tries")? >= limit && last <= now && now < ends {
            longest = longest.max(Some(i64::from(ends.seconds_since(now)) + 1));
        }
    }
    Ok(longest)
}

/// Counts a wrong password; true when it was the one that locks.
///
/// # Errors
/// When the database fails.
pub async fn count(
    transaction: &mut Transaction<'_, Any>,
    account: &AccountId,
    origin: &Origin,
    rules: &Rules,
    now: Moment,
) -> Result<bool, sqlx::Error> {
    let mut locks = false;
    for (counter, limit) in origin.counters(rules) {
        let row = sqlx::query(
            "INSERT INTO wrong_passwords (account, origin, tries, last_at) VALUES ($1, $2, 1, $3) \
             ON CONFLICT (account, origin) DO UPDATE SET tries = wrong_passwords.tries + 1, \
             last_at = excluded.last_at RETURNING tries",
        )
        .bind(hash(account.as_str()))
        .bind(counter)
        .bind(now.unix_ms())
        .fetch_one(&mut **transaction)
        .await?;
        locks |= row.try_get::<i64, _>("tries")? >= limit;
    }
    Ok(locks)
}

/// Forgets the wrong passwords from where the right one came.
///
/// # Errors
/// When the database fails.
pub async fn forgive(
    transaction: &mut Transaction<'_, Any>,
    account: &AccountId,
    origin: &Origin,
    rules: &Rules,
) -> Result<(), sqlx::Error> {
    for (counter, _) in origin.counters(rules) {
        sqlx::query("DELETE FROM wrong_passwords WHERE account = $1 AND origin = $2")
            .bind(hash(account.as_str()))
            .bind(counter)
            .execute(&mut **transaction)
            .await?;
    }
    Ok(())
}

/// The accounts that are locked somewhere, as hashes of their names.
///
/// # Errors
/// When the database fails.
pub async fn locked(pool: &AnyPool, rules: &Rules, now: Moment) -> Result<HashSet<String>, sqlx::Error> {
    let sql = "SELECT account, origin, tries FROM wrong_passwords \
               WHERE tries >= $1 AND last_at > $2 AND last_at <= $3";
    let rows = sqlx::query(sql)
        .bind(i64::from(rules.lock_after))
        .bind(now.plus_seconds(-rules.lock_seconds()).unix_ms())
        .bind(now.unix_ms())
        .fetch_all(pool)
        .await?;
    let strangers = hash(STRANGERS);
    let mut locked = HashSet::new();
    for row in rows {
        let everywhere = row.try_get::<String, _>("origin")? == strangers;
        if !everywhere || row.try_get::<i64, _>("tries")? >= i64::from(rules.lock_strangers_after()) {
            locked.insert(row.try_get("account")?);
        }
    }
    Ok(locked)
}

/// Lifts every lock of an account; what its desks know stays. True when there was something to forget.
///
/// # Errors
/// When the database fails.
pub async fn unlock(
    transaction: &mut Transaction<'_, Any>,
    account: &AccountId,
) -> Result<bool, sqlx::Error> {
    let forgotten = sqlx::query("DELETE FROM wrong_passwords WHERE account = $1")
        .bind(hash(account.as_str()))
        .execute(&mut **transaction)
        .await?;
    Ok(forgotten.rows_affected() > 0)
}

/// Begins anew for an account: no wrong passwords, no known desks.
///
/// # Errors
/// When the database fails.
pub async fn begin_anew(
    transaction: &mut Transaction<'_, Any>,
    account: &AccountId,
) -> Result<(), sqlx::Error> {
    unlock(transaction, account).await?;
    sqlx::query("DELETE FROM known_desks WHERE account = $1")
        .bind(account.to_string())
        .execute(&mut **transaction)
        .await?;
    Ok(())
}
