//! SQL of accounts and sessions.

use super::Account;
use hall::api::Role;
use hall::id::AccountId;
use hall::moment::Moment;
use sqlx::any::AnyRow;
use sqlx::{AnyPool, Row};

const ACCOUNT: &str = "SELECT name, hall, role, windows, password FROM accounts WHERE name = $1";

/// An account with its password's hash.
///
/// # Errors
/// When the database fails.
pub async fn account(pool: &AnyPool, name: &AccountId) -> Result<Option<(Account, String)>, sqlx::Error> {
    let row = sqlx::query(ACCOUNT).bind(name.to_string()).fetch_optional(pool).await?;
    row.map(|row| Ok((read(&row)?, row.try_get("password")?))).transpose()
}

/// Adds or replaces an account.
///
/// # Errors
/// When the database fails.
pub async fn put(pool: &AnyPool, account: &Account, password_hash: &str) -> Result<(), sqlx::Error> {
    let windows: Vec<&str> = account.windows.iter().map(hall::id::WindowId::as_str).collect();
    sqlx::query(
        "INSERT INTO accounts (name, hall, role, windows, password) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (name) DO UPDATE SET hall = excluded.hall, role = excluded.role, \
         windows = excluded.windows, password = excluded.password",
    )
    .bind(account.name.to_string())
    .bind(account.hall.to_string())
    .bind(account.role.as_str())
    .bind(windows.join(","))
    .bind(password_hash.to_owned())
    .execute(pool)
    .await?;
    // a new password ends what was begun with the old one
    sqlx::query("DELETE FROM sessions WHERE account = $1")
        .bind(account.name.to_string())
        .execute(pool)
        .await?;
    Ok(())
}

/// Begins a session and forgets those that have ended.
///
/// # Errors
/// When the database fails.
pub async fn begin(
    pool: &AnyPool,
    token_hash: &str,
    account: &AccountId,
    now: Moment,
    expires_at: Moment,
) -> Result<(), sqlx::Error> {
    sqlx::query("DELETE FROM sessions WHERE expires_at <= $1").bind(now.unix_ms()).execute(pool).await?;
    sqlx::query("INSERT INTO sessions (token, account, expires_at) VALUES ($1, $2, $3)")
        .bind(token_hash.to_owned())
        .bind(account.to_string())
        .bind(expires_at.unix_ms())
        .execute(pool)
        .await?;
    Ok(())
}

/// Ends a session.
///
/// # Errors
/// When the database fails.
pub async fn end(pool: &AnyPool, token_hash: &str) -> Result<(), sqlx::Error> {
    sqlx::query("DELETE FROM sessions WHERE token = $1").bind(token_hash.to_owned()).execute(pool).await?;
    Ok(())
}

/// Who a session belongs to, while it lasts.
///
/// # Errors
/// When the database fails.
pub async fn session(pool: &AnyPool, token_hash: &str, now: Moment) -> Result<Option<Account>, sqlx::Error> {
    let row = sqlx::query(
        "SELECT a.name, a.hall, a.role, a.windows FROM sessions s JOIN accounts a ON a.name = s.account \
         WHERE s.token = $1 AND s.expires_at > $2",
    )
    .bind(token_hash.to_owned())
    .bind(now.unix_ms())
    .fetch_optional(pool)
    .await?;
    row.map(|row| read(&row)).transpose()
}

fn read(row: &AnyRow) -> Result<Account, sqlx::Error> {
    let bad = |error: hall::id::BadId| sqlx::Error::Decode(error.into());
    let role = match row.try_get::<String, _>("role")?.as_str() {
        "clerk" => Role::Clerk,
        "supervisor" => Role::Supervisor,
        "admin" => Role::Admin,
        other => return Err(sqlx::Error::Decode(format!("unknown role {other}").into())),
    };
    let windows: String = row.try_get("windows")?;
    Ok(Account {
        name: row.try_get::<String, _>("name")?.parse().map_err(bad)?,
        hall: row.try_get::<String, _>("hall")?.parse().map_err(bad)?,
        role,
        windows: windows
            .split(',')
            .filter(|window| !window.is_empty())
            .map(|window| window.parse().map_err(bad))
            .collect::<Result<_, _>>()?,
    })
}
