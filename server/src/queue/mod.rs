//! The queue of a hall: numbers, calls, services. The rules are [`hall::queue`]; this room keeps each
//! hall's live state, stores every fact before it is told to anybody, and tells everybody.

pub mod http;
pub mod keeper;
pub mod listen;
pub mod live;
pub mod manage;
mod steps;
pub mod store;
pub mod stream;
pub mod windows;

use crate::clock::Clock;
use crate::ledger::Ledger;
use hall::code::Code;
use hall::event::Recorded;
use hall::id::{AccountId, ItemId, TicketId, WindowId};
use hall::moment::{Day, Moment};
use hall::profile::Hall;
use hall::queue::Command;
use keeper::{Heard, Keeper, Lines, Request};
use live::Live;
use std::sync::{Arc, Mutex, PoisonError, RwLock, RwLockReadGuard};
use stream::Frame;
use tokio::sync::mpsc::error::TrySendError;
use tokio::sync::{Semaphore, broadcast, mpsc, oneshot, watch};

/// Commands of desks that may wait; a hall has a few dozen of them.
const WAITING_DESKS: usize = 1024;
/// Events a slow listener may be behind before it is cut off and has to resume.
const FRAMES_KEPT: usize = 1024;

/// The handle to a hall's queue.
pub struct Queue {
    /// The hall.
    pub hall: Arc<Hall>,
    /// Where events are stored.
    pub ledger: Ledger,
    live: Arc<RwLock<Live>>,
    desk: mpsc::Sender<Request>,
    tickets: mpsc::Sender<Request>,
    heard: Arc<Heard>,
    frames: broadcast::Sender<Arc<Frame>>,
    published: watch::Receiver<u64>,
    stop: Mutex<Option<oneshot::Sender<()>>>,
    clock: Clock,
}

impl Queue {
    /// Loads a hall from its ledger and starts its keeper. At most `max_waiting` requests for a number, at
    /// least one, wait at once.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn start(
        hall: Arc<Hall>,
        ledger: Ledger,
        clock: Clock,
        max_waiting: usize,
    ) -> Result<Self, sqlx::Error> {
        let draft = keeper::load(&ledger, &hall).await?;
        let live = Arc::new(RwLock::new(draft.clone()));
        let (desk, desk_line) = mpsc::channel(WAITING_DESKS);
        let (tickets, tickets_line) = mpsc::channel(max_waiting.clamp(1, Semaphore::MAX_PERMITS));
        let heard = Arc::new(Heard::default());
        let (frames, _) = broadcast::channel(FRAMES_KEPT);
        let (publish, published) = watch::channel(0);
        let (stop, stopped) = oneshot::channel();
        let keeper = Keeper {
            hall: hall.clone(),
            ledger: ledger.clone(),
            clock,
            live: live.clone(),
            frames: frames.clone(),
            published: publish,
            heard: heard.clone(),
            draft,
        };
        tokio::spawn(keeper.run(Lines { desk: desk_line, tickets: tickets_line }, stopped));
        let stop = Mutex::new(Some(stop));
        Ok(Self { hall, ledger, live, desk, tickets, heard, frames, published, stop, clock })
    }

    /// Ends every listener's stream; commands are still taken.
    pub fn end_streams(&self) {
        // fails only when nobody listens
        let _ = self.frames.send(Arc::new(Frame::End));
    }

    /// True while the keeper takes commands.
    #[must_use]
    pub fn is_kept(&self) -> bool {
        !self.desk.is_closed()
    }

    /// Waits until the keeper has ended.
    pub async fn ended(&self) {
        self.desk.closed().await;
    }

    /// Tells the keeper how far the ledger reaches at least.
    pub fn told(&self, seq: u64) {
        self.heard.tell(seq);
    }

    /// Has the keeper see what other servers of the hall have stored. When the database fails the state
    /// stays as it is.
    pub async fn look_around(&self) {
        // nothing to decide, so the keeper looks at the ledger before it answers
        let _ = self.command(Command::Tick).await;
    }

    /// Ends the keeper and every listener's stream.
    pub fn stop(&self) {
        if let Some(stop) = self.stop.lock().unwrap_or_else(PoisonError::into_inner).take() {
            // fails only when the keeper has ended already
            let _ = stop.send(());
        }
    }

    /// The live state, to be read and let go at once.
    pub fn live(&self) -> RwLockReadGuard<'_, Live> {
        self.live.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Server time.
    #[must_use]
    pub fn now(&self) -> Moment {
        self.clock.now()
    }

    /// Has a command decided; when it returns events, they are on disk.
    ///
    /// # Errors
    /// The refusal's [`Code`]; `overloaded` when too much waits, `unavailable` when the database fails.
    pub async fn command(&self, command: Command) -> Result<Vec<Recorded>, Code> {
        self.command_by(command, None).await
    }

    /// The same as the act of a person of the staff, whose name is stored with it.
    ///
    /// # Errors
    /// As [`Queue::command`].
    pub async fn command_by(&self, command: Command, by: Option<AccountId>) -> Result<Vec<Recorded>, Code> {
        let (answer, decision) = oneshot::channel();
        let line = if matches!(command, Command::Issue(_)) { &self.tickets } else { &self.desk };
        line.try_send(Request { command, by, answer }).map_err(|error| match error {
            TrySendError::Full(_) => Code::Overloaded,
            TrySendError::Closed(_) => Code::Unavailable,
        })?;
        decision.await.map_err(|_| Code::Unavailable)?
    }

    /// A listener to everything that happens from now on.
    #[must_use]
    pub fn subscribe(&self) -> broadcast::Receiver<Arc<Frame>> {
        self.frames.subscribe()
    }

    /// Counts the catalogs that were published since the keeper began; ends with the keeper.
    #[must_use]
    pub fn published(&self) -> watch::Receiver<u64> {
        self.published.clone()
    }

    /// The business day of now.
    #[must_use]
    pub fn today(&self) -> Day {
        self.now().business_day(self.hall.rules.day_starts_at)
    }

    /// The matters of a window's current ticket.
    #[must_use]
    pub fn items_at(&self, window: &WindowId) -> Vec<ItemId> {
        let live = self.live();
        let number = live.board.window(window).ticket;
        number.and_then(|number| Some(live.issued_as(&number)?.private.items.clone())).unwrap_or_default()
    }
}

/// A new secret name of a ticket: 80 random bits.
///
/// # Errors
/// When the system has no randomness to give.
pub fn new_ticket_id() -> Result<TicketId, Code> {
    let mut bytes = [0_u8; 10];
    getrandom::fill(&mut bytes).map_err(|_| Code::Unavailable)?;
    let text = data_encoding::BASE32_NOPAD.encode(&bytes).to_ascii_lowercase();
    text.parse().map_err(|_| Code::Internal)
}
