//! The measures that tickets are compared with: group-commit writers on the embedded database, or on an empty
//! one by its address, without rules. `bare` writes one short row a number, `ticket` the very rows that a ticket
//! needs, in the tables and indices where they stand. Prints `{"per_second":…}`, or with 0 clients puts the least
//! possible HTTP in front of it, prints its address and answers until its input ends.
//!
//! `bare_writer bare|ticket CLIENTS SECONDS [postgres://…]`

use axum::http::StatusCode;
use hall::event::{Event, IssuedPrivate, Lane, Recorded};
use hall::id::HallId;
use hall::moment::{Day, Moment};
use hall::queue::Estimate;
use server::ledger::{Ledger, ROWS_PER_INSERT};
use server::script::Script;
use std::time::{Duration, Instant};
use tokio::sync::{mpsc, oneshot};

/// As in the server.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Numbers of one transaction at most.
const BATCH: u64 = 256;

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let mut arguments = std::env::args().skip(1);
    let rows = arguments.next().ok_or("bare|ticket")?;
    let clients: usize = arguments.next().ok_or("CLIENTS")?.parse()?;
    let seconds: u64 = arguments.next().ok_or("SECONDS")?.parse()?;
    let folder = tempfile::tempdir()?;
    let url = arguments.next().unwrap_or_else(|| server::db::embedded_url(folder.path()));
    let pool = server::db::open(&url).await?;
    let writer =
        Writer { hall: rows.parse()?, ledger: Ledger::new(pool.clone()), pool, whole: rows == "ticket" };
    let (orders, waiting) = mpsc::channel::<oneshot::Sender<u64>>(4096);
    let writing = tokio::spawn(writer.run(waiting));
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
    writing.await??;
    println!("{{\"per_second\":{:.0}}}", written as f64 / started.elapsed().as_secs_f64());
    Ok(())
}

/// Writes all numbers that wait in one transaction, again and again.
struct Writer {
    /// Each kind of rows has a hall of its own.
    hall: HallId,
    ledger: Ledger,
    pool: sqlx::AnyPool,
    /// The rows of a ticket instead of a short one.
    whole: bool,
}

impl Writer {
    async fn run(self, mut waiting: mpsc::Receiver<oneshot::Sender<u64>>) -> Result<(), Failure> {
        // a database by address may have been written to by a run before
        let last = sqlx::query_as("SELECT COALESCE(MAX(seq), 0) FROM ledger WHERE hall = $1");
        let (last,): (i64,) = last.bind(self.hall.as_str()).fetch_one(&self.pool).await?;
        let mut seq = u64::try_from(last)?;
        while let Some(first) = waiting.recv().await {
            let mut batch = vec![(seq + 1, first)];
            while let (true, Ok(next)) = (as_u64(batch.len()) < BATCH, waiting.try_recv()) {
                batch.push((seq + 1 + as_u64(batch.len()), next));
            }
            if self.whole {
                let events = batch.iter().map(|(seq, _)| ticket(*seq)).collect::<Result<Vec<_>, _>>()?;
                self.ledger.append(&self.hall, Some("2026-11-23".parse::<Day>()?), &events).await?;
            } else {
                let mut script = Script::default();
                for chunk in batch.chunks(ROWS_PER_INSERT) {
                    let row = |(seq, _): &(u64, _)| {
                        let seq = i64::try_from(*seq).unwrap_or(i64::MAX);
                        let body = r#"{"number":"A001"}"#;
                        [
                            self.hall.as_str().into(),
                            seq.into(),
                            seq.into(),
                            "ticket_issued".into(),
                            body.into(),
                        ]
                    };
                    script.add_rows(
                        "INSERT INTO ledger (hall, seq, at, kind, body)",
                        "(?,?,?,?,?)",
                        chunk.iter().map(row).collect(),
                    );
                }
                script.store(&self.pool).await?;
            }
            seq += as_u64(batch.len());
            for (seq, answer) in batch {
                let _ = answer.send(seq);
            }
        }
        Ok(())
    }
}

/// A ticket as a citizen takes one at a busy hour.
fn ticket(seq: u64) -> Result<Recorded, Failure> {
    let private = IssuedPrivate {
        id: server::queue::new_ticket_id().map_err(|code| format!("{code:?}"))?,
        items: Vec::new(),
        theme: None,
        key: None,
        requested: None,
        checklist: None,
        checked_version: None,
        ahead: u32::try_from(seq)?,
        estimate: Some(Estimate { low_minutes: 10, high_minutes: 25 }),
    };
    let event = Event::TicketIssued {
        number: format!("G{seq:03}").parse()?,
        lane: Lane::default(),
        private: Some(private),
    };
    Ok(Recorded { seq, at: Moment::from_unix_ms(1_763_859_600_000), by: None, event })
}

fn as_u64(n: usize) -> u64 {
    u64::try_from(n).unwrap_or(u64::MAX)
}

/// One route that answers with the number once it is on disk.
async fn behind_http(orders: mpsc::Sender<oneshot::Sender<u64>>) -> Result<(), Failure> {
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
