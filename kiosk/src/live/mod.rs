//! The way to the server: one hall, one event stream, one board for the whole page.
//!
//! [`provide_live`] starts it, [`use_live`] finds it anywhere below. It promises to come back after
//! any failure by itself, to say how old its data are, and to end with the component that started it.
//! What to do when is decided by [`supervisor`], a plain state machine; this file only carries it out.

pub mod api;
pub mod catalog;
pub mod characters;
pub mod clock;
pub mod device;
mod errand;
mod follow;
pub mod guides;
pub mod json;
pub mod path;
mod position;
pub mod signs;
mod stream;
pub mod supervisor;

pub use api::Failure;
pub use catalog::Catalog;
pub use path::{Call, Site};
pub use supervisor::Link;

use clock::{Clock, monotonic_ms};
use gloo_events::EventListener;
use gloo_timers::callback::Interval;
use hall::api::HallView;
use hall::board::{Board, Emergency};
use hall::event::Recorded;
use hall::hours::OpenState;
use hall::id::HallId;
use hall::moment::Moment;
use leptos::prelude::*;
use position::{Step, step};
use std::rc::Rc;
use stream::{Stream, Word};
use supervisor::{Action, Supervisor};

/// How often clocks and timers are looked at.
const TICK_MS: u32 = 1_000;

/// What moved the board, in order, told after the board has moved.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Heard<'a> {
    /// The whole board was replaced: at the start, or after having been away for too long.
    Snapshot,
    /// One fact.
    Fact(&'a Recorded),
}

type Listener = Rc<dyn Fn(Heard<'_>)>;

/// Everything the page knows of its hall, live.
#[derive(Clone, Copy)]
pub struct Live {
    /// The hall; none until it was fetched. Fetched again whenever the stream begins anew.
    pub hall: RwSignal<Option<HallView>>,
    /// The hall's state; empty until [`Live::ready`].
    pub board: RwSignal<Board>,
    /// True once a board was received.
    pub ready: RwSignal<bool>,
    /// How fresh the board is.
    pub link: RwSignal<Link>,
    /// The server's time, each second; none until known, and when the server was silent for an hour.
    pub now: RwSignal<Option<Moment>>,
    /// The same, and reckoned on however long the server is silent: for what goes on unseen, dark hours and last days.
    pub reckoned: RwSignal<Option<Moment>>,
    /// The last fact. Facts that come together may be seen as one: who needs each, in order, uses
    /// [`Live::on_heard`].
    pub last: RwSignal<Option<Recorded>>,
    /// The build the server serves, as it last said.
    pub build: RwSignal<Option<String>>,
    core: StoredValue<Core, LocalStorage>,
    listeners: StoredValue<Vec<(u64, Listener)>, LocalStorage>,
}

/// What the callbacks share.
#[derive(Default)]
struct Core {
    hall: Option<HallId>,
    supervisor: Option<Supervisor>,
    clock: Clock,
    /// The board's position; none: a snapshot is needed.
    position: Option<u64>,
    /// The position the open stream was asked to resume after.
    after: Option<u64>,
    stream: Option<Stream>,
    /// A closed stream, kept until its own listener has returned.
    retired: Option<Stream>,
    /// Set where there is no stream while the page is hidden: tells when it is hidden and looked at.
    rests: Option<EventListener>,
    /// The hall's data are wanted (again); not before this.
    errand: Option<f64>,
    ticker: Option<Interval>,
    next_listener: u64,
}

/// Starts the way to the server; everything below the calling component may [`use_live`].
pub fn provide_live() -> Live {
    let live = Live {
        hall: RwSignal::new(None),
        board: RwSignal::new(Board::default()),
        ready: RwSignal::new(false),
        link: RwSignal::new(Link::Connecting),
        now: RwSignal::new(None),
        reckoned: RwSignal::new(None),
        last: RwSignal::new(None),
        build: RwSignal::new(None),
        core: StoredValue::new_local(Core::default()),
        listeners: StoredValue::new_local(Vec::new()),
    };
    provide_context(live);
    live.core.update_value(|core| {
        core.hall = crate::page::meta("mingtang-hall").and_then(|id| id.parse().ok());
        core.errand = Some(0.0);
        core.ticker = Some(Interval::new(TICK_MS, move || live.tick()));
    });
    live.tick();
    live
}

/// The page's way to the server.
///
/// # Panics
/// When no component above has called [`provide_live`]: a fault of the program, found at its first start.
#[must_use]
pub fn use_live() -> Live {
    expect_context::<Live>()
}

/// True when the page is in the background.
fn is_hidden() -> bool {
    web_sys::window().and_then(|window| window.document()).is_some_and(|document| document.hidden())
}

impl Live {
    /// Calls `f` for whatever moves the board, each fact once and in order, until the calling
    /// component goes away.
    pub fn on_heard(self, f: impl Fn(Heard<'_>) + 'static) {
        let id = self.core.try_update_value(|core| {
            core.next_listener += 1;
            core.next_listener
        });
        let Some(id) = id else { return };
        let listener: Listener = Rc::new(f);
        self.listeners.try_update_value(|all| all.push((id, listener)));
        on_cleanup(move || {
            self.listeners.try_update_value(|all| all.retain(|(other, _)| *other != id));
        });
    }

    /// Whether the hall is open now, by its own hours and the server's clock.
    #[must_use]
    pub fn open_state(self) -> Option<OpenState> {
        let now = self.now.get()?;
        self.board.with(|board| self.hall.with(|hall| hall.as_ref().map(|view| view.hall.state(board, now))))
    }

    /// The message to everybody that holds now, by the server's clock, or by the last known time when that is hidden.
    #[must_use]
    pub fn emergency(self) -> Option<Emergency> {
        let now = self.now.get();
        self.board.with(|board| match now {
            Some(now) => board.emergency_at(now).cloned(),
            // better too long than not at all
            None => board.emergency.clone(),
        })
    }

    /// True when the server serves another build than the one this page is from: reload when nobody
    /// uses the page.
    #[must_use]
    pub fn is_outdated(self) -> bool {
        let own = crate::page::meta("mingtang-build");
        self.build.with(|served| matches!((served, own), (Some(served), Some(own)) if *served != own))
    }

    /// Goes without a stream while the page is hidden: a browser has six connections for all pages of
    /// one server, and six pages in the background would leave none to call with. For pages that only
    /// speak to who looks at them.
    pub fn rest_when_hidden(self) {
        let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
        // at once and not at the next tick: what is looked at again is old until the server has spoken
        let watch = EventListener::new(&document, "visibilitychange", move |_| self.tick());
        self.core.try_update_value(|core| core.rests = Some(watch));
    }

    /// Asks for the hall's data again.
    pub fn refresh_hall(self) {
        self.core.try_update_value(|core| core.errand = Some(0.0));
    }

    fn tick(self) {
        let now = monotonic_ms();
        let Some((action, link)) = self.core.try_update_value(|core| {
            core.retired = None;
            let hidden = core.rests.is_some() && is_hidden();
            let action = match (&mut core.supervisor, &core.hall) {
                (Some(supervisor), _) if hidden => supervisor.rest(now),
                (Some(supervisor), _) => {
                    supervisor.wake(now).or_else(|| supervisor.tick(now, js_sys::Math::random()))
                }
                (None, Some(_)) => {
                    let (supervisor, action) = Supervisor::start(now);
                    core.supervisor = Some(supervisor);
                    Some(action)
                }
                (None, None) => None,
            };
            let link = core.supervisor.as_ref().map(|supervisor| supervisor.link(now));
            (action, link)
        }) else {
            return;
        };
        self.act(action);
        self.run_errand(now);
        self.show(link, now);
    }

    /// Signals change only when what they say changed.
    fn show(self, link: Option<Link>, now: f64) {
        if let Some(link) = link
            && self.link.try_get_untracked().is_some_and(|shown| shown != link)
        {
            self.link.set(link);
        }
        let Some(clock) = self.core.try_with_value(|core| core.clock) else { return };
        for (signal, time) in [(self.now, clock.now(now)), (self.reckoned, clock.reckoned(now))] {
            if signal.try_get_untracked().is_some_and(|shown| shown != time) {
                signal.set(time);
            }
        }
    }

    fn act(self, action: Option<Action>) {
        let Some(action) = action else { return };
        let url = self.core.try_update_value(|core| {
            if let Some(stream) = core.stream.take() {
                stream.close();
                core.retired = Some(stream);
            }
            let Action::Open { generation } = action else { return None };
            core.after = core.position;
            let hall = core.hall.clone()?;
            Some((generation, Call::Events(hall, core.position).path()))
        });
        let Some(Some((generation, url))) = url else { return };
        let opened = Stream::open(&url, move |word| self.hear(generation, word));
        if opened.is_none() {
            self.hear(generation, Word::Broke);
        }
        self.core.try_update_value(|core| core.stream = opened);
    }

    fn hear(self, generation: u32, word: Word) {
        let (now, random) = (monotonic_ms(), js_sys::Math::random());
        if word == Word::Broke {
            let action =
                self.core.try_update_value(|core| core.supervisor.as_mut()?.broke(generation, now, random));
            return self.act(action.flatten());
        }
        let counts = self.core.try_update_value(|core| {
            let supervisor = core.supervisor.as_mut()?;
            let counts = supervisor.heard(generation, now);
            if counts && matches!(word, Word::Beat(_)) {
                supervisor.proved();
            }
            counts.then(|| supervisor.link(now))
        });
        let Some(Some(link)) = counts else { return };
        match word {
            Word::Hello(hello) => {
                self.hear_time(hello.now, now);
                self.refresh_hall();
                self.run_errand(now);
                if self.build.try_with_untracked(|known| known.as_ref() != Some(&hello.build)) == Some(true) {
                    self.build.set(Some(hello.build));
                }
            }
            Word::Beat(beat) => self.hear_time(beat.now, now),
            Word::Snapshot(board) => {
                self.core.try_update_value(|core| {
                    core.position = Some(board.seq);
                    core.after = None;
                });
                self.board.set(*board);
                self.ready.set(true);
                self.tell(Heard::Snapshot);
            }
            Word::Fact(fact) => self.fold(*fact, now, random),
            Word::Broke => {}
        }
        self.show(Some(link), now);
    }

    fn hear_time(self, server: Moment, now: f64) {
        self.core.try_update_value(|core| core.clock.hear(server, now));
    }

    fn fold(self, fact: Recorded, now: f64, random: f64) {
        let Some(judged) = self.core.try_update_value(|core| {
            let judged = core.position.map_or(Step::Gap, |known| step(known, core.after, fact.seq));
            if judged == Step::Next {
                core.position = Some(fact.seq);
            }
            judged
        }) else {
            return;
        };
        match judged {
            Step::Known => {}
            Step::Next => {
                self.board.update(|board| {
                    board.apply(&fact);
                });
                self.last.set(Some(fact.clone()));
                self.tell(Heard::Fact(&fact));
            }
            Step::Gap => {
                let action = self.core.try_update_value(|core| {
                    core.position = None;
                    core.supervisor.as_mut().map(|supervisor| supervisor.resync(now, random))
                });
                self.act(action.flatten());
            }
        }
    }

    fn tell(self, heard: Heard<'_>) {
        // a copy: a listener may add or remove listeners
        let listeners =
            self.listeners.try_with_value(|all| all.iter().map(|(_, f)| Rc::clone(f)).collect::<Vec<_>>());
        for listener in listeners.into_iter().flatten() {
            listener(heard);
        }
    }
}
