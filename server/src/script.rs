//! Statements that are stored together or not at all, in as few messages to the database as it allows. SQLite
//! takes all of them in one: each message wakes a thread and is answered by waking another, which under load
//! costs more than what it asks for. PostgreSQL takes one statement a message.
//!
//! Here `?` stands for the next value, on both engines.

use crate::db::telling_url;
use sqlx::any::AnyArguments;
use sqlx::pool::PoolConnection;
use sqlx::query::Query;
use sqlx::{Any, AnyPool, AssertSqlSafe, Executor};
use std::fmt::Write;

/// Scripts of so few statements come again and again, so the connection keeps them prepared.
const COMMON: usize = 8;

/// A value of a statement.
#[derive(Clone, Debug)]
pub enum Value {
    /// A text.
    Text(String),
    /// A whole number.
    Number(i64),
    /// NULL where a text may stand.
    NoText,
    /// NULL where a number may stand.
    NoNumber,
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<Option<String>> for Value {
    fn from(text: Option<String>) -> Self {
        text.map_or(Self::NoText, Self::Text)
    }
}

impl From<Option<i64>> for Value {
    fn from(number: Option<i64>) -> Self {
        number.map_or(Self::NoNumber, Self::Number)
    }
}

/// One statement and its values.
#[derive(Clone, Debug)]
struct Statement {
    sql: String,
    values: Vec<Value>,
}

/// Statements in their order.
#[derive(Clone, Debug, Default)]
pub struct Script(Vec<Statement>);

impl Script {
    /// Adds a statement.
    pub fn add<const N: usize>(&mut self, sql: &str, values: [Value; N]) {
        self.0.push(Statement { sql: sql.to_owned(), values: values.into() });
    }

    /// Adds an insertion of rows: its beginning, what a row looks like, and the values of each.
    pub fn add_rows<const N: usize>(&mut self, head: &str, row: &str, rows: Vec<[Value; N]>) {
        let mut statement = Statement { sql: head.to_owned(), values: Vec::with_capacity(N * rows.len()) };
        for (index, values) in rows.into_iter().enumerate() {
            statement.sql.push_str(if index == 0 { " VALUES " } else { "," });
            statement.sql.push_str(row);
            statement.values.extend(values);
        }
        self.0.push(statement);
    }

    /// Stores what the statements write, all of it or nothing; when it returns `Ok` it is on disk.
    ///
    /// # Errors
    /// When the database fails. Nothing is stored then, unless it was the answer to the commit that was lost.
    pub async fn store(self, pool: &AnyPool) -> Result<(), sqlx::Error> {
        if telling_url(pool).is_some() {
            return self.one_by_one(pool).await;
        }
        let connection = pool.acquire().await?;
        // a task of its own ends what it has begun, also when nobody waits for it any more: a connection must
        // never come back with a transaction open
        tokio::spawn(self.at_once(connection)).await.map_err(|_| sqlx::Error::WorkerCrashed)?
    }

    async fn one_by_one(self, pool: &AnyPool) -> Result<(), sqlx::Error> {
        let mut transaction = pool.begin().await?;
        for Statement { sql, values } in self.0 {
            bind(sqlx::query(AssertSqlSafe(numbered(&sql))), values).execute(&mut *transaction).await?;
        }
        transaction.commit().await
    }

    async fn at_once(self, mut connection: PoolConnection<Any>) -> Result<(), sqlx::Error> {
        let common = self.0.len() <= COMMON;
        let mut sql = "BEGIN IMMEDIATE;".to_owned();
        for statement in &self.0 {
            sql.push_str(&statement.sql);
            sql.push(';');
        }
        sql.push_str("COMMIT");
        let values = self.0.into_iter().flat_map(|statement| statement.values);
        let query = bind(sqlx::query(AssertSqlSafe(sql)).persistent(common), values);
        let stored = query.execute(&mut *connection).await;
        // some failures have ended the transaction already; then this fails too
        if stored.is_err() && connection.execute("ROLLBACK").await.is_err() {
            // closed, it has no transaction; why it could not be used is already known
            let _ = connection.close().await;
        }
        stored.map(|_| ())
    }
}

fn bind(
    mut query: Query<'_, Any, AnyArguments>,
    values: impl IntoIterator<Item = Value>,
) -> Query<'_, Any, AnyArguments> {
    for value in values {
        query = match value {
            Value::Text(text) => query.bind(text),
            Value::Number(number) => query.bind(number),
            Value::NoText => query.bind(None::<String>),
            Value::NoNumber => query.bind(None::<i64>),
        };
    }
    query
}

/// The same statement with `$1`, `$2`, … as PostgreSQL reads them.
fn numbered(sql: &str) -> String {
    let mut numbered = String::with_capacity(2 * sql.len());
    for (number, part) in sql.split('?').enumerate() {
        if number > 0 {
            // writing to a string cannot fail
            let _ = write!(numbered, "${number}");
        }
        numbered.push_str(part);
    }
    numbered
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_numbered_for_postgresql() {
        assert_eq!(numbered("UPDATE a SET b = ? WHERE c = ?"), "UPDATE a SET b = $1 WHERE c = $2");
    }

    #[tokio::test]
    async fn what_fails_in_the_middle_leaves_nothing_and_the_next_is_stored() {
        let folder = tempfile::tempdir().unwrap();
        let pool = crate::db::open(&crate::db::embedded_url(folder.path())).await.unwrap();
        let marks = |names: &[&str]| {
            let mut script = Script::default();
            for name in names {
                script.add_rows("INSERT INTO marks (name)", "(?)", vec![[Value::from(*name)]]);
            }
            script
        };
        let failed = marks(&["one", "two", "one"]).store(&pool).await.unwrap_err();
        assert!(crate::db::is_conflict(&failed), "{failed}");
        // more often than the pool has connections
        for n in 0..20 {
            assert!(marks(&["three", "three"]).store(&pool).await.is_err());
            marks(&[&format!("stored {n}")]).store(&pool).await.unwrap();
        }
        let names = sqlx::query("SELECT name FROM marks").fetch_all(&pool).await.unwrap();
        assert_eq!(names.len(), 20, "only what was stored as a whole");
    }
}
