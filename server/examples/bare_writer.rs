//! The measure that tickets are compared with: a bare group-commit writer on the embedded database, or on an
//! empty one by its address. No rules, one row a number. Prints `{"per_second":…}`, or with 0 clients puts the
//! least possible HTTP in front of it, prints its address and answers until its input ends.
//!
//! `bare_writer CLIENTS SECONDS [postgres://…]`

use axum::http::StatusCode;
use std::time::{Duration, Instant};
use tokio::sync::{mpsc, oneshot};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let clients: usize = arguments.next().ok_or("CLIENTS")?.parse()?;
    let seconds: u64 = arguments.next().ok_or("SECONDS")?.parse()?;
    let folder = tempfile::tempdir()?;
    let url = arguments.next().unwrap_or_else(|| server::db::embedded_url(folder.path()));
    let pool = server::db::open(&url).await?;
    let (orders, mut waiting) = mpsc::channel::<oneshot::Sender<i64>>(4096);
    let writer = tokio::spawn(async move {
        // a database by address may have been written to by a run before
        let last = sqlx::query_as("SELECT COALESCE(MAX(seq), 0) FROM ledger WHERE hall = 'bare'");
        let (mut seq,): (i64,) = last.fetch_one(&pool).await?;
        while let Some(first) = waiting.recv().await {
            let mut batch = vec![first];
            while let (true, Ok(next)) = (batch.len() < 256, waiting.try_recv()) {
                batch.push(next);
            }
            let mut transaction = pool.begin().await?;
            for chunk in batch.chunks(server::ledger::ROWS_PER_INSERT) {
                let rows = server::ledger::placeholders(chunk.len(), 5);
                let sql = format!("INSERT INTO ledger (hall, seq, at, kind, body) VALUES {rows}");
                let mut query = sqlx::query(sqlx::AssertSqlSafe(sql));
                for _ in chunk {
                    seq += 1;
                    query = query
                        .bind("bare")
                        .bind(seq)
                        .bind(seq)
                        .bind("ticket_issued")
                        .bind(r#"{"number":"A001"}"#);
                }
                query.execute(&mut *transaction).await?;
            }
            transaction.commit().await?;
            for (answer, seq) in batch.into_iter().rev().zip((1..=seq).rev()) {
                let _ = answer.send(seq);
            }
        }
        Ok::<_, sqlx::Error>(())
    });
    if clients == 0 {
        return behind_http(orders).await;
    }
    let (started, length) = (Instant::now(), Duration::from_secs(seconds));
    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..clients {
        let orders = orders.clone();
        tasks.spawn(async move {
            let mut written = 0_u64;
            while started.elapsed() < length {
                let (answer, done) = oneshot::channel();
                if orders.send(answer).await.is_err() || done.await.is_err() {
                    break;
                }
                written += 1;
            }
            written
        });
    }
    drop(orders);
    let written: u64 = tasks.join_all().await.into_iter().sum();
    writer.await??;
    println!("{{\"per_second\":{:.0}}}", written as f64 / started.elapsed().as_secs_f64());
    Ok(())
}

/// One route that answers with the number once it is on disk.
async fn behind_http(orders: mpsc::Sender<oneshot::Sender<i64>>) -> Result<(), Box<dyn std::error::Error>> {
    let number = async move || {
        let (answer, done) = oneshot::channel();
        orders.send(answer).await.map_err(|_| StatusCode::SERVICE_UNAVAILABLE)?;
        let seq = done.await.map_err(|_| StatusCode::SERVICE_UNAVAILABLE)?;
        Ok::<_, StatusCode>((StatusCode::CREATED, format!("{{\"number\":\"G{seq}\"}}")))
    };
    let routes = axum::Router::new().fallback(number);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    println!("{}", listener.local_addr()?);
    let ended = tokio::task::spawn_blocking(|| std::io::copy(&mut std::io::stdin(), &mut std::io::sink()));
    tokio::select! {
        served = axum::serve(listener, routes) => served?,
        _ = ended => {}
    }
    Ok(())
}
