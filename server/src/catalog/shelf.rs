//! What a hall's catalog is now, swapped as one: a reader has one version or the next, never half of two. It
//! follows the ledger (who published, on whichever server) and the clock (matters take effect and end on their
//! days), without a restart.

use super::published::Published;
use super::store;
use crate::clock::Clock;
use hall::moment::Day;
use hall::profile::Hall;
use sqlx::AnyPool;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;
use tokio::sync::{Notify, watch};

/// How often the day is looked at while nobody asks.
const LOOK: Duration = Duration::from_secs(10);
/// Between two tries after the database failed.
const AGAIN: Duration = Duration::from_secs(1);
/// Whoever asks while a newer version is on its way waits for it so long at most.
const PATIENCE: Duration = Duration::from_secs(5);

/// Why a version cannot be prepared.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// The database fails, or the hall has no version.
    #[error(transparent)]
    Database(#[from] sqlx::Error),
    /// It cannot be serialised.
    #[error(transparent)]
    Io(#[from] std::io::Error),
    /// The work was lost.
    #[error(transparent)]
    Lost(#[from] tokio::task::JoinError),
}

/// How far it has come.
#[derive(Clone, Copy, Debug)]
struct Progress {
    /// Up to there the publications are served.
    served: u64,
    /// The last try to catch up failed: waiting for the next one helps nobody.
    failing: bool,
}

/// A hall's catalog, now.
pub struct Shelf {
    hall: Arc<Hall>,
    pool: AnyPool,
    clock: Clock,
    now: RwLock<Arc<Published>>,
    /// Counts the publications that the ledger has told of.
    told: watch::Receiver<u64>,
    progress: watch::Sender<Progress>,
    wake: Notify,
}

impl Shelf {
    /// The version in force; from now on it follows `told`.
    ///
    /// # Errors
    /// [`Fault`].
    pub async fn open(
        hall: Arc<Hall>,
        pool: AnyPool,
        clock: Clock,
        mut told: watch::Receiver<u64>,
    ) -> Result<Arc<Self>, Fault> {
        let count = *told.borrow_and_update();
        let day = today(&hall, clock);
        let first = prepare(&hall, &pool, day).await?;
        let (progress, _) = watch::channel(Progress { served: count, failing: false });
        let now = RwLock::new(Arc::new(first));
        let shelf = Arc::new(Self { hall, pool, clock, now, told, progress, wake: Notify::new() });
        tokio::spawn(shelf.clone().follow());
        Ok(shelf)
    }

    /// What is served now.
    #[must_use]
    pub fn get(&self) -> Arc<Published> {
        self.now.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// What is in force now: when the ledger has told of another version, or the day has changed, after that is
    /// served. A screen that asks because of an event gets what was before it only when the version takes too long
    /// or cannot be prepared now, and then at once; it compares and asks again.
    pub async fn fresh(&self) -> Arc<Published> {
        let told = *self.told.borrow();
        let mut progress = self.progress.subscribe();
        let waiting = async {
            loop {
                let Progress { served, failing } = *progress.borrow_and_update();
                if failing || (served >= told && self.get().day == self.today()) {
                    break;
                }
                self.wake.notify_one();
                if progress.changed().await.is_err() {
                    break;
                }
            }
        };
        // rather what was before than nothing
        let _ = tokio::time::timeout(PATIENCE, waiting).await;
        self.get()
    }

    /// The business day of now.
    #[must_use]
    pub fn today(&self) -> Day {
        today(&self.hall, self.clock)
    }

    async fn follow(self: Arc<Self>) {
        let mut told = self.told.clone();
        let mut look = tokio::time::interval(LOOK);
        loop {
            tokio::select! {
                // the keeper has ended
                changed = told.changed() => if changed.is_err() { return },
                () = self.wake.notified() => {}
                _ = look.tick() => {}
            }
            let count = *told.borrow_and_update();
            while let Err(error) = self.catch_up(count).await {
                tracing::error!(hall = %self.hall.id, %error, "cannot serve the version in force");
                self.progress.send_modify(|progress| progress.failing = true);
                tokio::time::sleep(AGAIN).await;
                if told.has_changed().is_err() {
                    return;
                }
            }
        }
    }

    async fn catch_up(&self, count: u64) -> Result<(), Fault> {
        let (before, day) = (self.get(), self.today());
        if self.progress.borrow().served != count {
            let current = store::current(&self.pool, &self.hall.id).await?;
            if current != Some(before.current) {
                let next = prepare(&self.hall, &self.pool, day).await?;
                tracing::info!(hall = %self.hall.id, version = next.current.version, "another version is in force");
                self.put(next);
            }
        }
        let before = self.get();
        if before.day != day {
            let hall = self.hall.clone();
            self.put(tokio::task::spawn_blocking(move || before.on(day, &hall)).await??);
        }
        self.progress.send_replace(Progress { served: count, failing: false });
        Ok(())
    }

    fn put(&self, next: Published) {
        *self.now.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(next);
    }
}

fn today(hall: &Hall, clock: Clock) -> Day {
    clock.now().business_day(hall.rules.day_starts_at)
}

async fn prepare(hall: &Arc<Hall>, pool: &AnyPool, day: Day) -> Result<Published, Fault> {
    let current = store::current(pool, &hall.id).await?.ok_or(sqlx::Error::RowNotFound)?;
    let catalog = store::version(pool, &hall.id, current.version).await?.ok_or(sqlx::Error::RowNotFound)?;
    let former = store::former(pool, &hall.id).await?;
    let hall = hall.clone();
    Ok(tokio::task::spawn_blocking(move || Published::new(catalog, former, &hall, current, day)).await??)
}
