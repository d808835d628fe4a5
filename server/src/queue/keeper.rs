//! The one task of a hall that takes all commands (architecture, “the way of the data”).
//!
//! Commands that wait at the same moment are decided one after another on a draft, all their events
//! are appended in one transaction (`fsync` is paid once for all), then applied, answered and
//! published. If the append fails, nothing happened and each is decided again.

use super::live::{Issued, Live};
use super::stream::{Frame, frame};
use crate::clock::Clock;
use crate::ledger::{AppendError, Ledger};
use hall::code::Code;
use hall::event::{Event, Recorded};
use hall::id::AccountId;
use hall::profile::Hall;
use hall::queue::{Command, Issue, decide};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, Instant};
use tokio::sync::{broadcast, mpsc, oneshot};

/// Commands taken into one transaction at most.
const BATCH: usize = 256;
/// How often a batch is decided again after another server wrote first.
const ATTEMPTS: u32 = 16;
/// Events read from the ledger at once.
const PAGE: u32 = 5000;
/// How often the keeper looks at the clock and at the ledger: a new day begins, and what another server
/// of the same hall has stored is seen, at most this late on an idle hall.
const TICK: Duration = Duration::from_secs(5);
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
    /// The same as `live`, a batch ahead.
    pub draft: Live,
}

impl Keeper {
    /// Runs until every handle is dropped or `stop` fires.
    pub async fn run(mut self, mut requests: mpsc::Receiver<Request>, mut stop: oneshot::Receiver<()>) {
        let mut tick = tokio::time::interval(TICK);
        let mut beat = tokio::time::interval(BEAT);
        loop {
            tokio::select! {
                request = requests.recv() => {
                    let Some(request) = request else { break };
                    let mut batch = vec![request];
                    while batch.len() < BATCH {
                        match requests.try_recv() {
                            Ok(request) => batch.push(request),
                            Err(_) => break,
                        }
                    }
                    self.handle(batch).await;
                }
                _ = tick.tick() => {
                    self.look_around().await;
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
        let mut failures = 0;
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
                return answer(batch, decisions);
            }
            let started = Instant::now();
            match self.ledger.append(&self.hall.id, day, &events).await {
                Ok(()) => {
                    metrics::histogram!("ledger_append_seconds").record(started.elapsed().as_secs_f64());
                    metrics::histogram!("ledger_batch_events").record(as_f64(events.len()));
                    self.share(&events);
                    return answer(batch, decisions);
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

    /// Applies stored events to what everybody reads and publishes them.
    fn share(&mut self, events: &[Recorded]) {
        {
            let mut live = self.live.write().unwrap_or_else(PoisonError::into_inner);
            live.apply(events);
        }
        for recorded in events {
            metrics::counter!("hall_events_total", "kind" => recorded.event.kind()).increment(1);
            self.publish(frame(recorded));
        }
    }

    /// Throws the draft away and catches up with what other servers, or this one before a failure,
    /// have stored.
    async fn read_on(&mut self) -> Result<(), sqlx::Error> {
        let caught_up = self.catch_up().await;
        // also when the ledger cannot be read: the draft holds events that were not stored
        self.draft = self.live.read().unwrap_or_else(PoisonError::into_inner).clone();
        caught_up
    }

    async fn catch_up(&mut self) -> Result<(), sqlx::Error> {
        loop {
            let seq = self.live.read().unwrap_or_else(PoisonError::into_inner).board.seq;
            let events = self.ledger.after(&self.hall.id, seq, PAGE).await?;
            self.share(&events);
            if events.len() < PAGE as usize {
                return Ok(());
            }
        }
    }

    /// Sees what other servers of this hall have stored meanwhile.
    async fn look_around(&mut self) {
        let before = self.draft.board.seq;
        if let Err(error) = self.catch_up().await {
            tracing::error!(hall = %self.hall.id, %error, "cannot read the ledger");
        }
        let live = self.live.read().unwrap_or_else(PoisonError::into_inner);
        if live.board.seq != before {
            self.draft = live.clone();
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
