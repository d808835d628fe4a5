//! While a file is read and what comes of it is stored: it is noted all the time how far that is, so that everybody sees
//! it and nobody takes it for interrupted, and what was found is kept as long as somebody wants it.

use super::findings::{self, Part};
use super::imports;
use crate::clock::Clock;
use hall::api::ImportProgress;
use sqlx::AnyPool;
use std::convert::Infallible;
use std::time::Duration;

/// How often the progress is noted.
pub const NOTE: Duration = Duration::from_millis(500);

/// Where it is noted how far an import is, and what was found.
#[derive(Clone, Copy)]
pub struct Notes<'a> {
    /// The database.
    pub pool: &'a AnyPool,
    /// What time it is.
    pub clock: Clock,
    /// The import.
    pub id: &'a str,
}

impl Notes<'_> {
    /// Notes how far it is; false when the import is gone. A progress that is not noted only looks old.
    pub async fn note(self, progress: ImportProgress) -> bool {
        !matches!(imports::touch(self.pool, self.id, progress, self.clock.now()).await, Ok(false))
    }

    /// Does something that takes long, and notes all the while that it goes on.
    pub async fn noting<T>(self, progress: ImportProgress, work: impl Future<Output = T>) -> T {
        self.note(progress).await;
        let on = async || -> Infallible {
            loop {
                tokio::time::sleep(NOTE).await;
                self.note(progress).await;
            }
        };
        tokio::select! {
            done = work => done,
            never = on() => match never {},
        }
    }

    /// Keeps a part of what was found, while the import is there: nobody drops it before that is done. False when it
    /// is gone; then nothing of it is left.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn keep(self, part: Part, progress: ImportProgress) -> Result<bool, sqlx::Error> {
        let mut transaction = self.pool.begin().await?;
        let there = imports::touch(&mut *transaction, self.id, progress, self.clock.now()).await?;
        if there {
            findings::store(&mut transaction, self.id, part).await?;
        } else {
            findings::drop_of(&mut transaction, self.id).await?;
        }
        transaction.commit().await?;
        Ok(there)
    }
}

#[cfg(test)]
mod tests {
    use super::super::findings::Writer;
    use super::super::staging::{File, Staged};
    use super::super::{load, versions};
    use super::*;
    use crate::staff::audit::{Actor, By};
    use hall::api::{ImportMode, ImportStage, ImportState};
    use std::sync::Arc;
    use tokio::sync::mpsc;

    #[tokio::test]
    async fn while_it_is_stored_it_is_told_and_looks_alive_and_what_was_dropped_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let pool = crate::db::open(&crate::db::embedded_url(folder.path())).await.unwrap();
        let (hall, catalog) = load::halls(None).unwrap().remove(0);
        let (hall, clock) = (Arc::new(hall), Clock::default());
        versions::take_file(&pool, &hall, &catalog, clock.now()).await.unwrap();
        let file = File { name: "a.json".to_owned(), mode: ImportMode::Merge, bytes: Vec::new() };
        let by = By::plain(Actor::Terminal, clock.now());
        let staged = Staged::begin(&pool, clock, hall.clone(), file, &by).await.unwrap();
        let notes = Notes { pool: &pool, clock, id: &staged.id };
        let storing = ImportProgress { stage: ImportStage::Storing, done: 0, total: 0 };
        let row = async || imports::find(&pool, &hall.id, &staged.id).await.unwrap().unwrap();
        let silent = clock.now().plus_seconds(32);
        let (first, later) = notes
            .noting(storing, async {
                let first = row().await;
                tokio::time::sleep(NOTE * 5).await;
                (first, row().await)
            })
            .await;
        assert_eq!(first.clone().view(1, clock.now()).progress, Some(storing));
        assert_eq!(first.view(1, silent).state, ImportState::Failed, "nobody would have touched it");
        assert_eq!(later.view(1, silent).state, ImportState::Reading);

        let part = || {
            let (to, mut parts) = mpsc::channel(3);
            std::thread::spawn(move || {
                let mut writer = Writer::new(to);
                writer.write(&hall::catalog::rules::BASIS_MISSING.finding("basis", &[])).unwrap();
                writer.end().unwrap();
            });
            async move { parts.recv().await.unwrap() }
        };
        assert!(notes.keep(part().await, storing).await.unwrap());
        assert!(findings::kept(&pool, &staged.id).await.unwrap());
        // gone, and one part is still on its way
        sqlx::query("DELETE FROM catalog_imports").execute(&pool).await.unwrap();
        assert!(!notes.keep(part().await, storing).await.unwrap());
        assert!(!findings::kept(&pool, &staged.id).await.unwrap());
        assert!(!notes.note(storing).await);
    }
}
