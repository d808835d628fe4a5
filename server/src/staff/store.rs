//! SQL of accounts. A transaction begins with a write: SQLite then waits for its turn instead of failing
//! when it wants to write later.

use super::audit::{self, By};
use super::rules::Rules;
use super::sessions::LASTS;
use super::{Account, Fault, Profile, hash, tries};
use hall::api::Role;
use hall::code::Code;
use hall::id::{AccountId, HallId, WindowId};
use hall::moment::Moment;
use hall::staff::{AccountChange, AccountView, Act, DeskPost};
use sqlx::any::AnyRow;
use sqlx::{Any, AnyPool, AssertSqlSafe, Row, Transaction};
use std::collections::HashSet;

/// An account as it is stored.
#[derive(Clone, Debug)]
pub struct Stored {
    /// The account.
    pub account: Account,
    /// Its password's hash.
    pub password: String,
    /// May not sign in.
    pub disabled: bool,
    /// The password works once.
    pub one_time: bool,
}

/// What is kept of a password that is given to somebody.
#[derive(Clone, Copy, Debug)]
pub struct Given<'a> {
    /// Its hash.
    pub hash: &'a str,
    /// It works once: to choose an own one.
    pub one_time: bool,
}

/// An account with its password's hash.
///
/// # Errors
/// When the database fails.
pub async fn account(pool: &AnyPool, name: &AccountId) -> Result<Option<Stored>, sqlx::Error> {
    let sql =
        "SELECT name, hall, role, windows, password, disabled_at, one_time FROM accounts WHERE name = $1";
    let row = sqlx::query(sql).bind(name.to_string()).fetch_optional(pool).await?;
    row.map(|row| {
        let disabled = row.try_get::<Option<i64>, _>("disabled_at")?.is_some();
        let one_time = row.try_get::<i64, _>("one_time")? != 0;
        Ok(Stored { account: read(&row)?, password: row.try_get("password")?, disabled, one_time })
    })
    .transpose()
}

/// Adds an account.
///
/// # Errors
/// `account_exists`, `post_taken`; when the database fails.
pub async fn add(pool: &AnyPool, by: &By<'_>, profile: &Profile, password: Given<'_>) -> Result<(), Fault> {
    let account = &profile.account;
    let windows: Vec<&str> = account.windows.iter().map(WindowId::as_str).collect();
    let mut transaction = pool.begin().await?;
    alone(&mut transaction, &account.hall).await?;
    let added = sqlx::query(
        "INSERT INTO accounts (name, hall, role, windows, password, display_name, post, one_time) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (name) DO NOTHING",
    )
    .bind(account.name.to_string())
    .bind(account.hall.to_string())
    .bind(account.role.as_str())
    .bind(windows.join(","))
    .bind(password.hash.to_owned())
    .bind(profile.display_name.clone())
    .bind(profile.post.map(|post| post.as_str().to_owned()))
    .bind(i64::from(password.one_time))
    .execute(&mut *transaction)
    .await?;
    if added.rows_affected() == 0 {
        return Err(Code::AccountExists.into());
    }
    post_is_free(&mut transaction, &account.hall, &account.name).await?;
    let object = format!("{} {} {}", account.name, account.role.as_str(), windows.join(" "));
    audit::append(&mut transaction, &account.hall, by, Act::AccountAdded, object.trim_end()).await?;
    Ok(transaction.commit().await?)
}

/// Refuses an account whose post at one of its windows is somebody else's.
async fn post_is_free(
    transaction: &mut Transaction<'_, Any>,
    hall: &HallId,
    name: &AccountId,
) -> Result<(), Fault> {
    let sql = "SELECT name, windows, post FROM accounts \
               WHERE hall = $1 AND post IS NOT NULL AND disabled_at IS NULL";
    let rows = sqlx::query(sql).bind(hall.to_string()).fetch_all(&mut **transaction).await?;
    let mut held = HashSet::new();
    let mut own = Vec::new();
    for row in &rows {
        let post: String = row.try_get("post")?;
        let windows: String = row.try_get("windows")?;
        let posts = windows.split(',').map(|window| (window.to_owned(), post.clone()));
        if row.try_get::<String, _>("name")? == name.as_str() {
            own.extend(posts);
        } else {
            held.extend(posts);
        }
    }
    if own.iter().any(|post| held.contains(post)) { Err(Code::PostTaken.into()) } else { Ok(()) }
}

/// Lets one change of a hall's accounts happen at a time: two that look for a free post, or for another
/// administrator, must not both find what the other takes away.
async fn alone(transaction: &mut Transaction<'_, Any>, hall: &HallId) -> Result<(), sqlx::Error> {
    sqlx::query("UPDATE accounts SET hall = hall WHERE hall = $1")
        .bind(hall.to_string())
        .execute(&mut **transaction)
        .await?;
    Ok(())
}

/// Refuses to leave a hall without an administrator who may sign in.
async fn somebody_manages(transaction: &mut Transaction<'_, Any>, hall: &HallId) -> Result<(), Fault> {
    let sql = "SELECT name FROM accounts WHERE hall = $1 AND role = 'admin' AND disabled_at IS NULL LIMIT 1";
    let row = sqlx::query(sql).bind(hall.to_string()).fetch_optional(&mut **transaction).await?;
    if row.is_some() { Ok(()) } else { Err(Code::LastAdmin.into()) }
}

/// Changes role, windows, post or name of an account; its sessions go on, and may do what it may do now.
/// What is so already stays so.
///
/// # Errors
/// `unknown_account`, `bad_request` for a post without a window, `post_taken`, `last_admin`; when the
/// database fails.
pub async fn change(
    pool: &AnyPool,
    by: &By<'_>,
    hall: &HallId,
    name: &AccountId,
    change: &AccountChange,
) -> Result<(), Fault> {
    let mut transaction = pool.begin().await?;
    alone(&mut transaction, hall).await?;
    let sql =
        "SELECT name, hall, role, windows, display_name, post FROM accounts WHERE name = $1 AND hall = $2";
    let row = sqlx::query(sql)
        .bind(name.to_string())
        .bind(hall.to_string())
        .fetch_optional(&mut *transaction)
        .await?
        .ok_or(Code::UnknownAccount)?;
    let before = profile(&row)?;
    let mut after = before.clone();
    after.account.role = change.role.unwrap_or(before.account.role);
    if let Some(windows) = &change.windows {
        after.account.windows.clone_from(windows);
    }
    after.post = change.post.unwrap_or(before.post);
    if let Some(name) = &change.display_name {
        after.display_name.clone_from(name);
    }
    if after == before {
        return Ok(());
    }
    if after.post.is_some() && after.account.windows.is_empty() {
        return Err(Code::BadRequest.into());
    }
    let windows: Vec<&str> = after.account.windows.iter().map(WindowId::as_str).collect();
    sqlx::query("UPDATE accounts SET role = $1, windows = $2, display_name = $3, post = $4 WHERE name = $5")
        .bind(after.account.role.as_str())
        .bind(windows.join(","))
        .bind(after.display_name.clone())
        .bind(after.post.map(|post| post.as_str().to_owned()))
        .bind(name.to_string())
        .execute(&mut *transaction)
        .await?;
    post_is_free(&mut transaction, hall, name).await?;
    if before.account.role == Role::Admin && after.account.role != Role::Admin {
        somebody_manages(&mut transaction, hall).await?;
    }
    let object = format!("{name} {} {}", after.account.role.as_str(), windows.join(" "));
    audit::append(&mut transaction, hall, by, Act::AccountChanged, object.trim_end()).await?;
    Ok(transaction.commit().await?)
}

/// Lifts the locks of an account, also without a new password.
///
/// # Errors
/// `unknown_account`; when the database fails.
pub async fn unlock(pool: &AnyPool, by: &By<'_>, hall: &HallId, name: &AccountId) -> Result<(), Fault> {
    let mut transaction = pool.begin().await?;
    let lifted = tries::unlock(&mut transaction, name).await?;
    // who names an account of another hall has changed nothing
    role_of(&mut transaction, hall, name).await?;
    if lifted {
        audit::append(&mut transaction, hall, by, Act::AccountUnlocked, name.as_str()).await?;
    }
    Ok(transaction.commit().await?)
}

/// Disables an account, which ends what it began, or enables it again. What is so already stays so.
///
/// # Errors
/// `unknown_account`, `post_taken`, `last_admin`; when the database fails.
pub async fn set_disabled(
    pool: &AnyPool,
    by: &By<'_>,
    hall: &HallId,
    name: &AccountId,
    disabled: bool,
) -> Result<(), Fault> {
    let until_now = if disabled { "IS NULL" } else { "IS NOT NULL" };
    let sql = format!(
        "UPDATE accounts SET disabled_at = $1 WHERE name = $2 AND hall = $3 AND disabled_at {until_now}"
    );
    let mut transaction = pool.begin().await?;
    alone(&mut transaction, hall).await?;
    let role = role_of(&mut transaction, hall, name).await?;
    let changed = sqlx::query(AssertSqlSafe(sql))
        .bind(disabled.then_some(by.at.unix_ms()))
        .bind(name.to_string())
        .bind(hall.to_string())
        .execute(&mut *transaction)
        .await?;
    if changed.rows_affected() == 0 {
        return Ok(());
    }
    let act = if disabled {
        if role == Role::Admin {
            somebody_manages(&mut transaction, hall).await?;
        }
        end_sessions(&mut transaction, name, None).await?;
        Act::AccountDisabled
    } else {
        post_is_free(&mut transaction, hall, name).await?;
        Act::AccountEnabled
    };
    audit::append(&mut transaction, hall, by, act, name.as_str()).await?;
    Ok(transaction.commit().await?)
}

async fn role_of(
    transaction: &mut Transaction<'_, Any>,
    hall: &HallId,
    name: &AccountId,
) -> Result<Role, Fault> {
    let row = sqlx::query("SELECT name, hall, role, windows FROM accounts WHERE name = $1 AND hall = $2")
        .bind(name.to_string())
        .bind(hall.to_string())
        .fetch_optional(&mut **transaction)
        .await?;
    Ok(read(&row.ok_or(Code::UnknownAccount)?)?.role)
}

/// Gives an account a new password: what was begun with the old one ends, locks are lifted, and every
/// desk is a stranger's again.
///
/// # Errors
/// `unknown_account`; when the database fails.
pub async fn reset(
    pool: &AnyPool,
    by: &By<'_>,
    hall: &HallId,
    name: &AccountId,
    password: Given<'_>,
) -> Result<(), Fault> {
    let mut transaction = pool.begin().await?;
    let changed =
        sqlx::query("UPDATE accounts SET password = $1, one_time = $2 WHERE name = $3 AND hall = $4")
            .bind(password.hash.to_owned())
            .bind(i64::from(password.one_time))
            .bind(name.to_string())
            .bind(hall.to_string())
            .execute(&mut *transaction)
            .await?;
    if changed.rows_affected() == 0 {
        return Err(Code::UnknownAccount.into());
    }
    end_sessions(&mut transaction, name, None).await?;
    tries::begin_anew(&mut transaction, name).await?;
    audit::append(&mut transaction, hall, by, Act::AccountReset, name.as_str()).await?;
    Ok(transaction.commit().await?)
}

/// Ends the sessions of an account, but for the one that is kept.
///
/// # Errors
/// When the database fails.
pub async fn end_sessions(
    transaction: &mut Transaction<'_, Any>,
    name: &AccountId,
    kept: Option<&str>,
) -> Result<(), sqlx::Error> {
    // no hash of a token is empty
    sqlx::query("DELETE FROM sessions WHERE account = $1 AND token <> $2")
        .bind(name.to_string())
        .bind(kept.unwrap_or_default().to_owned())
        .execute(&mut **transaction)
        .await?;
    Ok(())
}

/// The accounts of a hall, or of all halls, by name.
///
/// # Errors
/// When the database fails.
pub async fn list(
    pool: &AnyPool,
    hall: Option<&HallId>,
    rules: &Rules,
    now: Moment,
) -> Result<Vec<(HallId, AccountView)>, sqlx::Error> {
    let of_hall = if hall.is_some() { "WHERE a.hall = $3" } else { "" };
    let sql = format!(
        "SELECT a.name, a.hall, a.role, a.windows, a.display_name, a.post, a.disabled_at, a.signed_in_at, \
         (SELECT COUNT(*) FROM sessions s WHERE s.account = a.name AND {LASTS}) AS sessions \
         FROM accounts a {of_hall} ORDER BY a.name"
    );
    let mut query = sqlx::query(AssertSqlSafe(sql)).bind(now.unix_ms()).bind(rules.idle_since(now).unix_ms());
    if let Some(hall) = hall {
        query = query.bind(hall.to_string());
    }
    let rows = query.fetch_all(pool).await?;
    let locked = tries::locked(pool, rules, now).await?;
    rows.iter().map(|row| view(row, &locked)).collect()
}

/// An account as it is set up, from its row.
fn profile(row: &AnyRow) -> Result<Profile, sqlx::Error> {
    let post = match row.try_get::<Option<String>, _>("post")?.as_deref() {
        Some("a") => Some(DeskPost::A),
        Some("b") => Some(DeskPost::B),
        _ => None,
    };
    Ok(Profile { account: read(row)?, display_name: row.try_get("display_name")?, post })
}

fn view(row: &AnyRow, locked: &HashSet<String>) -> Result<(HallId, AccountView), sqlx::Error> {
    let Profile { account, display_name, post } = profile(row)?;
    let view = AccountView {
        locked: locked.contains(&hash(account.name.as_str())),
        name: account.name,
        display_name,
        role: account.role,
        windows: account.windows,
        post,
        disabled: row.try_get::<Option<i64>, _>("disabled_at")?.is_some(),
        sessions: u32::try_from(row.try_get::<i64, _>("sessions")?).unwrap_or(u32::MAX),
        last_sign_in: row.try_get::<Option<i64>, _>("signed_in_at")?.map(Moment::from_unix_ms),
    };
    Ok((account.hall, view))
}

/// A name from the database.
///
/// # Errors
/// When it is none.
pub fn parse<T: std::str::FromStr<Err = hall::id::BadId>>(text: String) -> Result<T, sqlx::Error> {
    text.parse().map_err(|error: hall::id::BadId| sqlx::Error::Decode(error.into()))
}

/// An account from its columns name, hall, role and windows.
///
/// # Errors
/// When they are not what this server writes.
pub fn read(row: &AnyRow) -> Result<Account, sqlx::Error> {
    let role = match row.try_get::<String, _>("role")?.as_str() {
        "clerk" => Role::Clerk,
        "supervisor" => Role::Supervisor,
        "admin" => Role::Admin,
        other => return Err(sqlx::Error::Decode(format!("unknown role {other}").into())),
    };
    let windows: String = row.try_get("windows")?;
    Ok(Account {
        name: parse(row.try_get("name")?)?,
        hall: parse(row.try_get("hall")?)?,
        role,
        windows: windows
            .split(',')
            .filter(|window| !window.is_empty())
            .map(|window| parse(window.to_owned()))
            .collect::<Result<_, _>>()?,
    })
}
