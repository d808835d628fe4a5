//! The database: SQLite in a file of its own, or PostgreSQL by URL, behind one pool and one schema.
//!
//! All SQL of the server is portable and uses `$1` placeholders, which both engines read; only a
//! [`crate::script`] writes `?`, which it numbers for PostgreSQL. SQLite runs in WAL mode with
//! `synchronous=FULL`: an acknowledged number survives a power cut.

use sqlx::any::AnyPoolOptions;
use sqlx::{AnyPool, Connection, Executor};
use std::path::Path;
use std::time::Duration;

/// Connections kept at most.
const CONNECTIONS: u32 = 8;

/// A connection that nobody used for this long is asked whether it still lives.
const IDLE: Duration = Duration::from_secs(1);

/// The URL of the embedded database in a data directory.
#[must_use]
pub fn embedded_url(data: &Path) -> String {
    format!("sqlite://{}?mode=rwc", data.join("mingtang.db").display())
}

/// Opens the database and brings its schema up to date.
///
/// # Errors
/// When it cannot be reached or a migration fails.
pub async fn open(url: &str) -> Result<AnyPool, sqlx::Error> {
    sqlx::any::install_default_drivers();
    let embedded = url.starts_with("sqlite:");
    let pool = AnyPoolOptions::new()
        .max_connections(CONNECTIONS)
        .acquire_timeout(Duration::from_secs(5))
        // a connection that was in use a moment ago is alive; to ask it would cost as much as a statement
        .test_before_acquire(false)
        .before_acquire(|connection, meta| {
            Box::pin(async move {
                if meta.idle_for > IDLE {
                    connection.ping().await?;
                }
                Ok(true)
            })
        })
        .after_connect(move |connection, _| {
            Box::pin(async move {
                if embedded {
                    for pragma in [
                        "PRAGMA busy_timeout = 5000",
                        "PRAGMA journal_mode = WAL",
                        "PRAGMA synchronous = FULL",
                        "PRAGMA foreign_keys = ON",
                        // what an insert of many rows may have to take back goes through a file otherwise
                        "PRAGMA temp_store = MEMORY",
                        // pages that many commits change are copied back once, after 16 MB instead of 4
                        "PRAGMA wal_autocheckpoint = 4000",
                    ] {
                        connection.execute(pragma).await?;
                    }
                }
                Ok(())
            })
        })
        .connect(url)
        .await?;
    sqlx::migrate!("./migrations").run(&pool).await?;
    Ok(pool)
}

/// The address of the database when its engine can tell every server what one of them has stored.
#[must_use]
pub fn telling_url(pool: &AnyPool) -> Option<String> {
    let options = pool.connect_options();
    let url = &options.database_url;
    matches!(url.scheme(), "postgres" | "postgresql").then(|| url.to_string())
}

/// True when an error says that a key exists already.
#[must_use]
pub fn is_conflict(error: &sqlx::Error) -> bool {
    error.as_database_error().is_some_and(sqlx::error::DatabaseError::is_unique_violation)
}
