//! Publishing: what is in force changes in one transaction, with the version, the line of the audit record and
//! the event by which every server, kiosk, screen and desk follows. A rollback publishes an old version again.
//!
//! **Files of the halls folder.** At the first start they become version 1. Later a file that says something else
//! than the last version that came from it becomes a new version at the next start, unless people have published
//! something else since: then theirs stays, and the log says how to take the file over (`server import`).

use super::pack::{Packed, digest};
use super::store::{self, Current, Former, New};
use super::{imports, load};
use crate::ledger::Ledger;
use crate::staff::audit::{self, Actor, By};
use hall::catalog::Catalog;
use hall::code::Code;
use hall::event::Event;
use hall::id::HallId;
use hall::profile::Hall;
use hall::staff::Act;
use sqlx::AnyPool;

/// The catalog before the first version, to compare the first with: it holds nothing, and differs in nothing else.
#[must_use]
pub fn before_the_first(first: &Catalog) -> Catalog {
    Catalog {
        version: String::new(),
        published_at: String::new(),
        warning: first.warning.clone(),
        departments: Vec::new(),
        themes: Vec::new(),
        items: Vec::new(),
        coming: Vec::new(),
    }
}

/// Why nothing was published.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// It was refused.
    #[error(transparent)]
    Refused(#[from] Code),
    /// The database failed; nothing has changed, unless the answer to the commit was lost.
    #[error(transparent)]
    Database(#[from] sqlx::Error),
    /// It could not be packed.
    #[error(transparent)]
    Packing(#[from] std::io::Error),
}

/// What is published.
struct Publication<'a> {
    hall: &'a HallId,
    /// What was in force when it was decided; somebody else's publication since then refuses this one.
    before: Option<Current>,
    next: Current,
    new: Option<New>,
    import: Option<&'a str>,
    former: Former,
    by: By<'a>,
    act: Act,
}

/// What is in force now, and the event that told it.
#[derive(Clone, Copy, Debug)]
pub struct Done {
    /// In force.
    pub current: Current,
    /// Position of the event in the ledger; none for the very first version, which nobody can have missed.
    pub seq: Option<u64>,
}

async fn publish(pool: &AnyPool, publication: Publication<'_>) -> Result<Done, Fault> {
    let Publication { hall, before, next, new, import, former, by, act } = publication;
    let (actor, note) = (by.actor.as_str(), by.reason);
    let mut transaction = pool.begin().await?;
    if !store::add_publication(&mut transaction, hall, &next, actor, note).await? {
        return Err(Code::CatalogChanged.into());
    }
    if let Some(new) = &new
        && !store::add_version(&mut transaction, hall, &next, new, actor, note).await?
    {
        return Err(Code::CatalogChanged.into());
    }
    if let Some(import) = import
        && !imports::published(&mut transaction, import, next.version).await?
    {
        return Err(Code::ImportNotReady.into());
    }
    store::keep_former(&mut transaction, hall, &former).await?;
    audit::append(&mut transaction, hall, &by, act, &next.version.to_string()).await?;
    let seq = match before {
        None => None,
        Some(_) => {
            let event = Event::CatalogPublished { version: next.version };
            Some(Ledger::new(pool.clone()).append_next(&mut transaction, hall, next.at, &event).await?)
        }
    };
    transaction.commit().await?;
    Ok(Done { current: next, seq })
}

/// Publishes what was read from a file. Asked again, it answers with the version it made.
///
/// # Errors
/// `unknown_import`, `import_not_ready`, `nothing_accepted`, `catalog_changed` when what it was compared with is no longer in force,
/// `catalog_unchanged`; or the database's.
pub async fn publish_import(pool: &AnyPool, hall: &HallId, id: &str, by: By<'_>) -> Result<Done, Fault> {
    match try_import(pool, hall, id, by).await {
        // the same request at the same moment may have been faster
        Err(Fault::Refused(Code::CatalogChanged | Code::ImportNotReady)) => {}
        other => return other,
    }
    let import = imports::find(pool, hall, id).await?.ok_or(Code::UnknownImport)?;
    match (import.version, store::current(pool, hall).await?) {
        (Some(version), Some(current)) => Ok(Done { current: Current { version, ..current }, seq: None }),
        _ if import.is_ready() => Err(Code::CatalogChanged.into()),
        _ => Err(Code::ImportNotReady.into()),
    }
}

async fn try_import(pool: &AnyPool, hall: &HallId, id: &str, by: By<'_>) -> Result<Done, Fault> {
    let import = imports::find(pool, hall, id).await?.ok_or(Code::UnknownImport)?;
    if !import.is_ready() {
        return Err(Code::ImportNotReady.into());
    }
    if !import.has_matters() {
        return Err(Code::NothingAccepted.into());
    }
    let before = store::current(pool, hall).await?.ok_or(Code::CatalogChanged)?;
    if before.version != import.base {
        return Err(Code::CatalogChanged.into());
    }
    let packed = imports::packed(pool, id).await?.ok_or(Code::ImportNotReady)?;
    if store::digest(pool, hall, before.version).await?.as_ref() == Some(&packed.digest) {
        return Err(Code::CatalogUnchanged.into());
    }
    let old = store::version(pool, hall, before.version).await?.ok_or(Code::UnknownVersion)?;
    let (packed, former) = blocking(move || {
        let new: Catalog = super::pack::unpack(&packed.body)?;
        Ok((packed, Former::between(old, &new)))
    })
    .await?;
    let version = store::newest(pool, hall).await? + 1;
    let next = Current { publication: before.publication + 1, version, at: by.at };
    let new = Some(New { packed, origin: "import", file: import.file });
    let (before, import, act) = (Some(before), Some(id), Act::CatalogPublished);
    publish(pool, Publication { hall, before, next, new, import, former, by, act }).await
}

/// Brings a version into force again. `seen` is the version that whoever decides it saw in force.
///
/// # Errors
/// `unknown_version`, `catalog_changed` when another one is in force than was seen; or the database's.
pub async fn roll_back(
    pool: &AnyPool,
    hall: &HallId,
    version: u32,
    seen: Option<u32>,
    by: By<'_>,
) -> Result<Done, Fault> {
    let before = store::current(pool, hall).await?.ok_or(Code::UnknownVersion)?;
    if before.version == version {
        // asked again, or somebody else had the same thought
        return Ok(Done { current: before, seq: None });
    }
    let new = store::version(pool, hall, version).await?.ok_or(Code::UnknownVersion)?;
    if seen.is_some_and(|seen| seen != before.version) {
        return Err(Code::CatalogChanged.into());
    }
    let old = store::version(pool, hall, before.version).await?.ok_or(Code::UnknownVersion)?;
    let former = blocking(move || Ok(Former::between(old, &new))).await?;
    let next = Current { publication: before.publication + 1, version, at: by.at };
    let (before, act) = (Some(before), Act::CatalogRolledBack);
    publish(pool, Publication { hall, before, next, new: None, import: None, former, by, act }).await
}

/// Takes the hall's file over, by the rule at the head of this file; gives back what is in force.
///
/// # Errors
/// When the database fails.
pub async fn take_file(
    pool: &AnyPool,
    hall: &Hall,
    catalog: &Catalog,
    now: hall::moment::Moment,
) -> Result<Current, Fault> {
    let today = now.business_day(hall.rules.day_starts_at);
    let hall = &hall.id;
    let own = digest(catalog)?;
    loop {
        let before = store::current(pool, hall).await?;
        let last = store::last_of_files(pool, hall).await?;
        if let Some(current) = before {
            match &last {
                Some((_, digest)) if *digest == own => return Ok(current),
                Some((version, _)) if *version == current.version => {}
                _ => {
                    tracing::warn!(%hall, in_force = current.version,
                        "the file catalog.json of the halls folder differs from what people have published since; \
                         theirs stays. To take the file over: server import catalog.json --replace --publish");
                    return Ok(current);
                }
            }
        }
        let mut catalog = catalog.clone();
        let former = match before {
            None => Former::default(),
            Some(before) => {
                let mut old =
                    store::version(pool, hall, before.version).await?.ok_or(Code::UnknownVersion)?;
                old.settle(today);
                catalog.carry(&old, today);
                Former::between(old, &catalog)
            }
        };
        let publication = before.map_or(1, |before| before.publication + 1);
        let next = Current { publication, version: store::newest(pool, hall).await? + 1, at: now };
        // by the digest of the file it is known again at the next start
        let packed = Packed { digest: own.clone(), ..Packed::new(&catalog)? };
        let new = New { packed, origin: "halls", file: load::CATALOG.to_owned() };
        let by = By::plain(Actor::Server, now);
        let (new, import, act) = (Some(new), None, Act::CatalogPublished);
        match publish(pool, Publication { hall, before, next, new, import, former, by, act }).await {
            Ok(done) => {
                tracing::info!(%hall, version = done.current.version, "the file of the halls folder is published");
                return Ok(done.current);
            }
            // another server on the same database was faster: look again
            Err(Fault::Refused(Code::CatalogChanged)) => {}
            Err(fault) => return Err(fault),
        }
    }
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> std::io::Result<T> + Send + 'static,
) -> Result<T, Fault> {
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|error| Fault::Packing(std::io::Error::other(error)))?.map_err(Fault::Packing)
}
