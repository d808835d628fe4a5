//! Hears at once what other servers of the same halls have stored, where the database tells (PostgreSQL,
//! `LISTEN`), so that the screens of all servers move together. It only makes the keepers look sooner:
//! without it they look around every 5 s, and nothing they decide depends on having heard.

use super::Queue;
use crate::ledger::{CHANNEL, told};
use sqlx::postgres::PgListener;
use std::sync::Arc;
use std::time::Duration;

/// Between two tries to listen.
const AGAIN: Duration = Duration::from_secs(2);

/// Listens at a database until the keepers have ended.
pub async fn listen(url: String, queues: Vec<Arc<Queue>>) {
    let ended = async {
        for queue in &queues {
            queue.ended().await;
        }
    };
    let listening = async {
        loop {
            if let Err(error) = hear(&url, &queues).await {
                tracing::warn!(%error, "cannot hear what other servers store; looking every few seconds");
            }
            tokio::time::sleep(AGAIN).await;
        }
    };
    tokio::select! {
        () = ended => {}
        () = listening => {}
    }
}

/// Listens for as long as the database can be reached.
async fn hear(url: &str, queues: &[Arc<Queue>]) -> Result<(), sqlx::Error> {
    let mut listener = PgListener::connect(url).await?;
    listener.listen(CHANNEL).await?;
    loop {
        // what was told while nobody listened is gone
        queues.iter().for_each(|queue| queue.told(u64::MAX));
        while let Some(notification) = listener.try_recv().await? {
            if let Some((hall, seq)) = told(notification.payload())
                && let Some(queue) = queues.iter().find(|queue| queue.hall.id.as_str() == hall)
            {
                queue.told(seq);
            }
        }
    }
}
