//! What hangs in a hall: the screens, what they show, what they report. The rules are [`hall::screen`]; here it is
//! checked, kept, changed with a line in the record and an event in one transaction, and told to whoever asks. Reports
//! of many screens are stored together ([`scribe`]).

pub mod check;
pub mod drawing;
pub mod edit;
pub mod emergency;
mod fields;
pub mod http;
pub mod pictures;
mod plate;
pub mod reports;
pub mod sample;
mod scribe;
mod shapes;
pub mod store;
pub mod watch;

use crate::app::App;
use crate::clock::Clock;
use axum::body::Bytes;
use data_encoding::HEXLOWER;
use hall::api::ReportAnswer;
use hall::code::Code;
use hall::id::{HallId, ScreenId, WindowId};
use hall::moment::Day;
use hall::profile::Hall;
use hall::screen::{Face, FloorMap, Notice, Playlist, PublicList, Screen, Signage, WINDOW_PREFIX};
use sha2::{Digest, Sha256};
use sqlx::{AnyConnection, AnyPool};
use std::sync::{Arc, OnceLock, PoisonError, RwLock};
use tokio::sync::{Mutex, mpsc};

/// The main board: it needs no registration.
const MAIN: &str = "main";
/// Reports that wait to be stored; more are refused.
const WAITING: usize = 1024;
/// Days for which is kept what was shown.
const PLAYS_DAYS: i64 = 400;
/// Days after which a screen that does not report any more is forgotten, and a notice or list that has expired.
const REPORTS_DAYS: i64 = 30;

/// What the signage of a hall is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A screen.
    Screen,
    /// A playlist.
    Playlist,
    /// A notice.
    Notice,
    /// A public list.
    List,
    /// A floor map.
    Map,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 5] = [Self::Screen, Self::Playlist, Self::Notice, Self::List, Self::Map];

    /// As in the table and in the record.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Screen => "screen",
            Self::Playlist => "playlist",
            Self::Notice => "notice",
            Self::List => "list",
            Self::Map => "map",
        }
    }
}

/// One of them, as it is kept.
#[derive(Clone, Debug)]
pub enum Item {
    /// A screen.
    Screen(Screen),
    /// A playlist.
    Playlist(Playlist),
    /// A notice.
    Notice(Notice),
    /// A public list, masked.
    List(PublicList),
    /// A floor map and its drawing, cleaned.
    Map(FloorMap, String),
}

impl Item {
    /// Its kind.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Screen(_) => Kind::Screen,
            Self::Playlist(_) => Kind::Playlist,
            Self::Notice(_) => Kind::Notice,
            Self::List(_) => Kind::List,
            Self::Map(..) => Kind::Map,
        }
    }

    /// Its name.
    #[must_use]
    pub fn id(&self) -> &str {
        match self {
            Self::Screen(screen) => screen.id.as_str(),
            Self::Playlist(playlist) => playlist.id.as_str(),
            Self::Notice(notice) => notice.id.as_str(),
            Self::List(list) => list.id.as_str(),
            Self::Map(map, _) => map.id.as_str(),
        }
    }

    /// The last day on which it is shown, when it has one.
    #[must_use]
    pub const fn until(&self) -> Option<Day> {
        match self {
            Self::Notice(notice) => Some(notice.until),
            Self::List(list) => Some(list.until),
            _ => None,
        }
    }

    fn drawing(&self) -> Option<&str> {
        if let Self::Map(_, drawing) = self { Some(drawing) } else { None }
    }

    fn json(&self) -> Result<String, serde_json::Error> {
        match self {
            Self::Screen(screen) => serde_json::to_string(screen),
            Self::Playlist(playlist) => serde_json::to_string(playlist),
            Self::Notice(notice) => serde_json::to_string(notice),
            Self::List(list) => serde_json::to_string(list),
            Self::Map(map, _) => serde_json::to_string(map),
        }
    }
}

/// The signage as it was read.
pub struct Known {
    /// Everything, also what has expired.
    pub all: Signage,
    /// What is told to screens on that day, as JSON.
    pub body: Bytes,
    /// By which that is known again.
    pub etag: String,
    day: Day,
}

/// The signage of a hall, read anew when it was changed or the day has.
pub struct Signs {
    hall: HallId,
    pool: AnyPool,
    known: RwLock<Option<Arc<Known>>>,
    /// What of its calls the hall has recorded itself.
    recorded: OnceLock<Vec<String>>,
}

impl Signs {
    /// From now on screens are told that the hall has recorded these parts of its calls; once, before anybody asks.
    pub fn has_recorded(&self, parts: Vec<String>) {
        self.recorded.get_or_init(|| parts);
    }

    /// As it is now.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn get(&self, day: Day) -> Result<Arc<Known>, sqlx::Error> {
        let mut connection = self.pool.acquire().await?;
        let revision = store::revision(&mut connection, &self.hall).await?;
        self.at(&mut connection, revision, day).await
    }

    /// As it is at a revision that was just read.
    async fn at(
        &self,
        connection: &mut AnyConnection,
        revision: u64,
        day: Day,
    ) -> Result<Arc<Known>, sqlx::Error> {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(known) = known.filter(|known| known.all.revision == revision && known.day == day) {
            return Ok(known);
        }
        let calls = self.recorded.get().cloned().unwrap_or_default();
        let all = Signage { revision, calls, ..store::all(connection, &self.hall).await? };
        let mut told = all.clone();
        told.notices.retain(|notice| day <= notice.until);
        told.lists.retain(|list| day <= list.until);
        let body = serde_json::to_vec(&told).map_err(|error| sqlx::Error::Encode(error.into()))?;
        let etag = format!("\"{}\"", HEXLOWER.encode(&Sha256::digest(&body)));
        let known = Arc::new(Known { all, body: body.into(), etag, day });
        *self.known.write().unwrap_or_else(PoisonError::into_inner) = Some(known.clone());
        Ok(known)
    }
}

/// The screens of a hall.
pub struct Screens {
    /// What they show.
    pub signs: Arc<Signs>,
    reports: mpsc::Sender<scribe::Request>,
    /// One asks for the sound of an emergency at a time: the others find it spoken.
    voice: Mutex<()>,
}

impl Screens {
    /// Begins to take reports.
    #[must_use]
    pub fn start(hall: &Arc<Hall>, pool: AnyPool, clock: Clock) -> Self {
        let (known, recorded) = (RwLock::new(None), OnceLock::new());
        let signs = Arc::new(Signs { hall: hall.id.clone(), pool: pool.clone(), known, recorded });
        let (reports, line) = mpsc::channel(WAITING);
        let scribe = scribe::Scribe { hall: hall.clone(), pool, clock, signs: signs.clone() };
        tokio::spawn(scribe.run(line));
        Self { signs, reports, voice: Mutex::new(()) }
    }

    /// Stores what a screen reports.
    ///
    /// # Errors
    /// `screen_unknown`; `overloaded`, `unavailable`.
    pub async fn report(&self, face: Face) -> Result<ReportAnswer, Code> {
        scribe::ask(&self.reports, face).await
    }
}

/// The window whose sign has this name.
#[must_use]
pub fn window_of(hall: &Hall, screen: &ScreenId) -> Option<WindowId> {
    let window = WindowId::lenient(screen.as_str().strip_prefix(WINDOW_PREFIX)?).ok()?;
    hall.window(&window).map(|window| window.id.clone())
}

/// Whether a screen of this name may be there: a registered one, the main board, or the sign of a window.
#[must_use]
pub fn is_known(hall: &Hall, signage: &Signage, screen: &ScreenId) -> bool {
    signage.screen(screen).is_some() || screen.as_str() == MAIN || window_of(hall, screen).is_some()
}

/// Forgets what was shown long ago, and what does not report or is not shown any more.
///
/// # Errors
/// When the database fails.
pub async fn forget(app: &App) -> Result<(), sqlx::Error> {
    let now = app.clock.now();
    let before = |days: i64| now.plus_seconds(-days * 24 * 60 * 60);
    let rows = reports::forget(&app.pool, before(PLAYS_DAYS), before(REPORTS_DAYS)).await?;
    let expired = store::forget(&app.pool, before(REPORTS_DAYS).day()).await?;
    if rows + expired > 0 {
        tracing::info!(rows, expired, "old plays, reports and notices of screens deleted");
    }
    Ok(())
}
