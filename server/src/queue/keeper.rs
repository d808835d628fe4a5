//! The one task of a hall that takes all commands (architecture, “the way of the data”).
//!
//! Commands that wait at the same moment are decided one after another on a draft, all their events
//! are appended in one transaction (`fsync` is paid once for all), then applied, answered and
//! published. If the append fails, nothing happened and each is decided again.
//!
//! Several servers may keep one hall on one database. An append that succeeds proves that its batch was
//! decided on the newest state, refusals included; a batch that has nothing to append is decided only
//! after a look at what others have stored.

use super::live::{Issued, Live};
use super::stream::{Frame, frame};
use crate::clock::Clock;
use crate::ledger::{AppendError, Ledger};
use hall::code::Code;
use hall::event::{Event, Recorded};
use hall::id::AccountId;
use hall::profile::Hall;
use hall::queue::{Command, Issue, decide};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, Instant};
use tokio::sync::{Notify, broadcast, mpsc, oneshot, watch};

/// Commands taken into one transaction at most.
const BATCH: usize = 256;
/// Commands of desks among them at most, so that neither line starves the other.
const OF_DESKS: usize = BATCH / 2;
/// How often a batch is decided again after another server wrote first. Beside a busy one that takes a few
/// tries, each a few milliseconds; so many in a row only happen when something is wrong.
const ATTEMPTS: u32 = 128;
/// Events read from the ledger at once.
const PAGE: u32 = 5000;
/// How often the keeper looks at the clock and at the ledger: a new day begins, and what another process has
/// stored is seen at most this late on an idle hall, however badly the database tells.
const TICK: Duration = Duration::from_secs(5);
/// The same where the database tells nothing: a catalog that the command line publishes is shown within 2 s.
const LOOK: Duration = Duration::from_secs(1);
/// Heartbeat of the event stream (ecosystem §3.2).
const BEAT: Duration = Duration::from_secs(15);

/// The answer to a command: its events, or the refusal.
pub type Decision = Result<Vec<Recorded>, Code>;

/// A command on its way, with where to answer.
pub struct Request {
    /// What is wanted.
    pub command: Command,
    /// Whose act it is, when it is a person's of the staff.
    pub by: Option<AccountId>,
    /// Where the decision goes; the asker may have gone.
    pub answer: oneshot::Sender<Decision>,
}

/// The lines in which commands wait. A rush for numbers must not keep the desks from calling them, so
/// these have a line of their own, which goes first.
pub struct Lines {
    /// Everything but tickets.
    pub desk: mpsc::Receiver<Request>,
    /// Requests for a number.
    pub tickets: mpsc::Receiver<Request>,
}

impl Lines {
    /// Waits for commands and takes those that wait; none when every handle is gone.
    async fn batch(&mut self) -> Option<Vec<Request>> {
        let first = tokio::select! {
            biased;
            request = self.desk.recv() => request?,
            request = self.tickets.recv() => request?,
        };
        let mut batch = vec![first];
        for (line, room) in [(&mut self.desk, OF_DESKS), (&mut self.tickets, BATCH)] {
            while batch.len() < room
                && let Ok(request) = line.try_recv()
            {
                batch.push(request);
            }
        }
        Some(batch)
    }
}

/// What was heard of a hall's ledger from the database: some server has stored up to a position.
#[derive(Debug, Default)]
pub struct Heard {
    seq: AtomicU64,
    news: Notify,
}

impl Heard {
    /// The ledger reaches at least this far.
    pub fn tell(&self, seq: u64) {
        self.seq.fetch_max(seq, Ordering::AcqRel);
        self.news.notify_one();
    }

    /// Waits for news; how far the ledger reaches.
    async fn next(&self) -> u64 {
        self.news.notified().await;
        self.seq.swap(0, Ordering::AcqRel)
    }
}

/// State that the keeper alone changes.
pub struct Keeper {
    /// The hall.
    pub hall: Arc<Hall>,
    /// Where events are stored.
    pub ledger: Ledger,
    /// Server time.
    pub clock: Clock,
    /// What everybody reads.
    pub live: Arc<RwLock<Live>>,
    /// Where listeners get events.
    pub frames: broadcast::Sender<Arc<Frame>>,
    /// Counts the catalogs that were published.
    pub published: watch::Sender<u64>,
    /// What the database tells.
    pub heard: Arc<Heard>,
    /// The same as `live`, a batch ahead.
    pub draft: Live,
}

impl Keeper {
    /// Runs until every handle is dropped or `stop` fires.
    pub async fn run(mut self, mut lines: Lines, mut stop: oneshot::Receiver<()>) {
        let heard = self.heard.clone();
        let mut tick = tokio::time::interval(if self.ledger.tells() { TICK } else { LOOK });
        let mut beat = tokio::time::interval(BEAT);
        loop {
            tokio::select! {
                batch = lines.batch() => {
                    let Some(batch) = batch else { break };
                    self.handle(batch).await;
                }
                // of its own appends it is told too, when it has applied them already
                seq = heard.next() => if seq > self.draft.board.seq
                    && let Err(error) = self.read_on().await
                {
                    tracing::error!(hall = %self.hall.id, %error, "cannot read the ledger");
                },
                _ = tick.tick() => {
                    let (answer, _) = oneshot::channel();
                    self.handle(vec![Request { command: Command::Tick, by: None, answer }]).await;
                }
                _ = beat.tick() => self.publish(Frame::beat(self.clock.now())),
                _ = &mut stop => break,
            }
        }
        self.publish(Frame::end());
    }

    fn publish(&self, frame: Frame) {
        // fails only when nobody listens
        let _ = self.frames.send(Arc::new(frame));
    }

    async fn handle(&mut self, batch: Vec<Request>) {
        let (mut failures, mut looked) = (0, false);
        for _ in 0..ATTEMPTS {
            let (base, day) = (self.draft.board.seq, self.draft.board.day);
            let now = self.clock.now();
            let mut events = Vec::new();
            let decisions: Vec<Decision> = batch
                .iter()
                .map(|request| {
                    let decided = self.decide(request, now)?;
                    events.extend_from_slice(&decided);
                    Ok(decided)
                })
                .collect();
            if events.is_empty() {
                // refusals and “nobody waits”: another server may have stored what makes them wrong, and no
                // append will tell. One look is enough: it is younger than every command of the batch. It
                // reads the end of an index, so an embedded database is looked at too: two processes can
                // share its file.
                if looked {
                    return answer(batch, decisions);
                }
                looked = true;
                match self.read_on().await {
                    Ok(false) => return answer(batch, decisions),
                    Ok(true) => continue,
                    Err(error) => {
                        tracing::error!(hall = %self.hall.id, %error, "cannot read the ledger");
                        break;
                    }
                }
            }
            let started = Instant::now();
            match self.ledger.append(&self.hall.id, day, &events).await {
                Ok(()) => {
                    metrics::histogram!("ledger_append_seconds").record(started.elapsed().as_secs_f64());
                    metrics::histogram!("ledger_batch_events").record(as_f64(events.len()));
                    self.apply(&events);
                    answer(batch, decisions);
                    // waking thousands of screens takes longer than an answer may wait
                    return self.tell(&events);
                }
                Err(AppendError::Conflict) => {
                    metrics::counter!("ledger_conflicts_total").increment(1);
                    if let Err(error) = self.read_on().await {
                        tracing::error!(hall = %self.hall.id, %error, "cannot read the ledger");
                        break;
                    }
                }
                Err(AppendError::Database(error)) => {
                    tracing::error!(hall = %self.hall.id, %error, base, "cannot append to the ledger");
                    // what is on disk decides, not what this process believes
                    if let Err(error) = self.read_on().await {
                        tracing::error!(hall = %self.hall.id, %error, "cannot read the ledger");
                        break;
                    }
                    failures += 1;
                    // either the commit was done although its answer was lost, or it fails again: nobody
                    // knows, but requests with a key find the tickets that exist
                    if failures > 1 || self.draft.board.seq >= base + as_u64(events.len()) {
                        break;
                    }
                }
            }
        }
        let refused = batch.iter().map(|request| self.after_failure(request)).collect();
        answer(batch, refused);
    }

    /// The decision when nothing more can be stored: a ticket that is known to exist is no failure.
    fn after_failure(&self, request: &Request) -> Decision {
        match &request.command {
            Command::Issue(wish) if self.made(wish).is_some() => Ok(Vec::new()),
            _ => Err(Code::Unavailable),
        }
    }

    /// Decides on the draft and moves it. A request that made its ticket already changes nothing.
    fn decide(&mut self, request: &Request, now: hall::moment::Moment) -> Decision {
        let command = &request.command;
        if let Command::Issue(wish) = command
            && self.made(wish).is_some()
            // also when the clock is behind the board's day, on which `decide` then still issues
            && self.draft.board.day.is_some_and(|day| now.business_day(self.hall.rules.day_starts_at) <= day)
        {
            return Ok(Vec::new());
        }
        if let Command::Cancel { number, id } = command
            && self.draft.issued_as(number).is_none_or(|issued| issued.private.id != *id)
        {
            return Err(Code::TicketEnded);
        }
        if let Command::Leave { window, staff, .. } = command
            && self.draft.staff_at(window) != staff.as_ref()
        {
            return Ok(Vec::new());
        }
        let events = decide(&self.draft.board, &self.hall, command, now)?;
        let recorded: Vec<Recorded> = (self.draft.board.seq + 1..)
            .zip(events)
            .map(|(seq, event)| Recorded { seq, at: now, by: Self::actor(request, &event), event })
            .collect();
        self.draft.apply(&recorded);
        Ok(recorded)
    }

    /// The ticket that a request has made already.
    fn made(&self, wish: &Issue) -> Option<&Issued> {
        wish.key.as_ref().and_then(|key| self.draft.issued_for(key))
    }

    /// Whose act an event is: that a day began with it was nobody's.
    fn actor(request: &Request, event: &Event) -> Option<AccountId> {
        request.by.clone().filter(|_| !matches!(event, Event::DayStarted { .. }))
    }

    /// Applies stored events to what everybody reads.
    fn apply(&self, events: &[Recorded]) {
        self.live.write().unwrap_or_else(PoisonError::into_inner).apply(events);
    }

    /// Publishes stored events.
    fn tell(&self, events: &[Recorded]) {
        for recorded in events {
            metrics::counter!("hall_events_total", "kind" => recorded.event.kind()).increment(1);
            if matches!(recorded.event, Event::CatalogPublished { .. }) {
                // before anybody hears of it and asks for it
                self.published.send_modify(|count| *count += 1);
            }
            self.publish(frame(recorded));
        }
    }

    /// Takes back what was decided and not stored, and catches up with what other servers, or this one
    /// before a failure, have stored. Whether there was anything.
    async fn read_on(&mut self) -> Result<bool, sqlx::Error> {
        let before = {
            let live = self.live.read().unwrap_or_else(PoisonError::into_inner);
            if self.draft.board.seq != live.board.seq {
                self.draft = live.clone();
            }
            live.board.seq
        };
        loop {
            let events = self.ledger.after(&self.hall.id, self.draft.board.seq, PAGE).await?;
            self.draft.apply(&events);
            self.apply(&events);
            self.tell(&events);
            if events.len() < PAGE as usize {
                return Ok(self.draft.board.seq != before);
            }
        }
    }
}

/// Loads a hall's live state from its ledger.
///
/// # Errors
/// When the database fails.
pub async fn load(ledger: &Ledger, hall: &Hall) -> Result<Live, sqlx::Error> {
    let mut live = Live::at(ledger.recent_start(&hall.id).await?);
    loop {
        let events = ledger.after(&hall.id, live.board.seq, PAGE).await?;
        live.apply(&events);
        if events.len() < PAGE as usize {
            return Ok(live);
        }
    }
}

fn answer(batch: Vec<Request>, decisions: Vec<Decision>) {
    for (request, decision) in batch.into_iter().zip(decisions) {
        // the asker may have gone; what was decided stays
        let _ = request.answer.send(decision);
    }
}

fn as_u64(n: usize) -> u64 {
    u64::try_from(n).unwrap_or(u64::MAX)
}

#[expect(clippy::cast_precision_loss, reason = "a batch has a few hundred events")]
fn as_f64(n: usize) -> f64 {
    n as f64
}
