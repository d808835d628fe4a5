//! SQL of sessions: from the right password to the last sign of life. Only hashes of tokens are kept. A
//! transaction begins with a write, as in [`super::store`].

use super::audit::{self, Actor, By};
use super::rules::Rules;
use super::store::{Stored, end_sessions, read};
use super::tries::{self, Origin};
use super::{Account, Fault, SignedIn};
use hall::code::Code;
use hall::id::{AccountId, HallId};
use hall::moment::Moment;
use hall::staff::Act;
use sqlx::{AnyPool, AssertSqlSafe, Row};
use std::collections::HashMap;

/// Who gave the right password, and from where.
#[derive(Clone, Debug)]
pub struct Proven {
    /// The account as it was when the password was compared.
    pub stored: Stored,
    /// Where it came from.
    pub origin: Origin,
}

/// Begins a session.
///
/// # Errors
/// `wrong_password` when the account was changed since the password was compared; when the database fails.
pub async fn begin(
    pool: &AnyPool,
    proven: &Proven,
    rules: &Rules,
    now: Moment,
    token_hash: &str,
    desk_hash: &str,
) -> Result<(), Fault> {
    let account = &proven.stored.account;
    let mut transaction = pool.begin().await?;
    let changed = sqlx::query(
        "UPDATE accounts SET signed_in_at = $1 WHERE name = $2 AND password = $3 AND disabled_at IS NULL",
    )
    .bind(now.unix_ms())
    .bind(account.name.to_string())
    .bind(proven.stored.password.clone())
    .execute(&mut *transaction)
    .await?;
    if changed.rows_affected() == 0 {
        return Err(Code::WrongPassword.into());
    }
    sqlx::query("INSERT INTO sessions (token, account, expires_at, used_at) VALUES ($1, $2, $3, $4)")
        .bind(token_hash.to_owned())
        .bind(account.name.to_string())
        .bind(now.plus_seconds(rules.session_seconds()).unix_ms())
        .bind(now.unix_ms())
        .execute(&mut *transaction)
        .await?;
    sqlx::query(
        "INSERT INTO known_desks (account, desk, signed_in_at) VALUES ($1, $2, $3) \
         ON CONFLICT (account, desk) DO UPDATE SET signed_in_at = excluded.signed_in_at",
    )
    .bind(account.name.to_string())
    .bind(desk_hash.to_owned())
    .bind(now.unix_ms())
    .execute(&mut *transaction)
    .await?;
    tries::forgive(&mut transaction, &account.name, &proven.origin, rules).await?;
    let by = By::plain(Actor::Person(&account.name), now);
    audit::append(&mut transaction, &account.hall, &by, Act::SignIn, account.name.as_str()).await?;
    Ok(transaction.commit().await?)
}

/// Counts a wrong password; for an account that exists it goes on record, without the password.
///
/// # Errors
/// When the database fails.
pub async fn wrong(
    pool: &AnyPool,
    name: &AccountId,
    hall: Option<&HallId>,
    origin: &Origin,
    rules: &Rules,
    by: &By<'_>,
) -> Result<(), sqlx::Error> {
    let mut transaction = pool.begin().await?;
    let locks = tries::count(&mut transaction, name, origin, rules, by.at).await?;
    if let Some(hall) = hall {
        audit::append(&mut transaction, hall, by, Act::SignInFailed, name.as_str()).await?;
        if locks {
            audit::append(&mut transaction, hall, by, Act::Locked, name.as_str()).await?;
        }
    }
    transaction.commit().await
}

/// Ends a session, by the person or because somebody else takes the seat.
///
/// # Errors
/// When the database fails.
pub async fn end(
    pool: &AnyPool,
    account: &Account,
    now: Moment,
    token_hash: &str,
    act: Act,
    object: &str,
) -> Result<(), sqlx::Error> {
    let mut transaction = pool.begin().await?;
    sqlx::query("DELETE FROM sessions WHERE token = $1")
        .bind(token_hash.to_owned())
        .execute(&mut *transaction)
        .await?;
    let by = By::plain(Actor::Person(&account.name), now);
    audit::append(&mut transaction, &account.hall, &by, act, object).await?;
    transaction.commit().await
}

/// What makes a session last, with `$1` for now and `$2` for the instant since which it was not used.
pub const LASTS: &str = "s.expires_at > $1 AND s.used_at > $2 AND a.disabled_at IS NULL";

/// Who a session belongs to and when it was last used, while it lasts.
///
/// # Errors
/// When the database fails.
pub async fn session(
    pool: &AnyPool,
    token_hash: &str,
    rules: &Rules,
    now: Moment,
) -> Result<Option<(SignedIn, Moment)>, sqlx::Error> {
    let sql = format!(
        "SELECT a.name, a.hall, a.role, a.windows, a.one_time, s.used_at FROM sessions s \
         JOIN accounts a ON a.name = s.account WHERE s.token = $3 AND {LASTS}"
    );
    let row = sqlx::query(AssertSqlSafe(sql))
        .bind(now.unix_ms())
        .bind(rules.idle_since(now).unix_ms())
        .bind(token_hash.to_owned())
        .fetch_optional(pool)
        .await?;
    row.map(|row| {
        let one_time = row.try_get::<i64, _>("one_time")? != 0;
        let used = Moment::from_unix_ms(row.try_get("used_at")?);
        Ok((SignedIn { account: read(&row)?, one_time }, used))
    })
    .transpose()
}

/// Remembers that a session is used.
///
/// # Errors
/// When the database fails.
pub async fn used(pool: &AnyPool, token_hash: &str, now: Moment) -> Result<(), sqlx::Error> {
    sqlx::query("UPDATE sessions SET used_at = $1 WHERE token = $2 AND used_at < $1")
        .bind(now.unix_ms())
        .bind(token_hash.to_owned())
        .execute(pool)
        .await?;
    Ok(())
}

/// Everybody who is signed in somewhere, of all halls, as their accounts are now.
///
/// # Errors
/// When the database fails.
pub async fn present(
    pool: &AnyPool,
    rules: &Rules,
    now: Moment,
) -> Result<HashMap<AccountId, Account>, sqlx::Error> {
    let sql = format!(
        "SELECT DISTINCT a.name, a.hall, a.role, a.windows FROM sessions s \
         JOIN accounts a ON a.name = s.account WHERE {LASTS}"
    );
    let query = sqlx::query(AssertSqlSafe(sql)).bind(now.unix_ms()).bind(rules.idle_since(now).unix_ms());
    let accounts = query.fetch_all(pool).await?;
    accounts.iter().map(|row| read(row).map(|account| (account.name.clone(), account))).collect()
}

/// Changes the password of who proved the old one; their other sessions end.
///
/// # Errors
/// `wrong_password` when it was changed meanwhile; when the database fails.
pub async fn change_password(
    pool: &AnyPool,
    proven: &Proven,
    rules: &Rules,
    now: Moment,
    password_hash: &str,
    kept_session: &str,
) -> Result<(), Fault> {
    let name = &proven.stored.account.name;
    let mut transaction = pool.begin().await?;
    let changed = sqlx::query(
        "UPDATE accounts SET password = $1, one_time = 0 \
         WHERE name = $2 AND password = $3 AND disabled_at IS NULL",
    )
    .bind(password_hash.to_owned())
    .bind(name.to_string())
    .bind(proven.stored.password.clone())
    .execute(&mut *transaction)
    .await?;
    if changed.rows_affected() == 0 {
        return Err(Code::WrongPassword.into());
    }
    end_sessions(&mut transaction, name, Some(kept_session)).await?;
    tries::forgive(&mut transaction, name, &proven.origin, rules).await?;
    let by = By::plain(Actor::Person(name), now);
    audit::append(&mut transaction, &proven.stored.account.hall, &by, Act::PasswordChanged, name.as_str())
        .await?;
    Ok(transaction.commit().await?)
}

/// Forgets sessions that have ended, old tries and desks that nobody uses.
///
/// # Errors
/// When the database fails.
pub async fn forget(pool: &AnyPool, rules: &Rules, now: Moment) -> Result<(), sqlx::Error> {
    let before = |seconds: i64| now.plus_seconds(-seconds).unix_ms();
    sqlx::query("DELETE FROM sessions WHERE expires_at <= $1 OR used_at <= $2")
        .bind(now.unix_ms())
        .bind(rules.idle_since(now).unix_ms())
        .execute(pool)
        .await?;
    sqlx::query("DELETE FROM wrong_passwords WHERE last_at <= $1")
        .bind(before(tries::REMEMBERED.max(rules.lock_seconds())))
        .execute(pool)
        .await?;
    sqlx::query("DELETE FROM known_desks WHERE signed_in_at <= $1")
        .bind(before(tries::DESK_REMEMBERED))
        .execute(pool)
        .await?;
    Ok(())
}
