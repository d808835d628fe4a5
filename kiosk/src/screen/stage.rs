//! What the parts of a screen share, and the one timer that moves it: which call is announced, whether
//! it can be heard, which page is turned up, how the screen is shaped.
//!
//! A screen hears the calls that it shows ([`hall::screen::Screen::shows_call`]), whatever its playlist has on it now.
//! Ten times a second the announcer and the loudspeaker are looked at; decisions stand there, not here.

use super::announcer::{Announcement, Announcer, Change, Form, is_called};
use super::here::Here;
use super::page_turn::Turned;
use super::route::{Route, Sound};
use super::rows::spoken;
use super::signs::{Signs, use_signs};
use super::voice::alarm::{self, Alarm};
use super::voice::leader::Leader;
use super::voice::log::{self, Entry};
use super::voice::player::{Hearing, Player, load};
use crate::live::clock::monotonic_ms;
use crate::live::{Heard, Live, use_live};
use gloo_events::EventListener;
use gloo_timers::callback::Interval;
use hall::board::{Board, Call};
use hall::event::{Event, Recorded};
use hall::moment::Moment;
use hall::profile::Hall;
use hall::screen::{Screen, Shown};
use leptos::prelude::*;
use std::collections::VecDeque;

/// How often announcer and loudspeaker are looked at.
const BEAT_MS: u32 = 100;
/// A fact older than this is not announced before the rest of what came with it was heard.
const PROMPT_S: u32 = 5;
/// Loading the sounds is tried again after this.
const LOAD_AGAIN_MS: f64 = 30_000.0;
/// For which build this screen was last loaded anew; against reloading for ever.
const RELOADED_FOR: &str = "mingtang-reloaded-for";

/// What the parts of a screen share.
#[derive(Clone, Copy)]
pub struct Stage {
    /// The call that is announced now.
    pub current: RwSignal<Option<Announcement>>,
    /// Whether the voice can be heard.
    pub hearing: RwSignal<Hearing>,
    /// What was sounded.
    pub log: RwSignal<VecDeque<Entry>>,
    /// Seconds since the page began: turns pages.
    pub seconds: RwSignal<u32>,
    /// True when the screen stands upright.
    pub upright: RwSignal<bool>,
    /// How many pages each layout has turned.
    pub turned: StoredValue<Turned>,
    live: Live,
    signs: Signs,
    /// A main board: it speaks also when the server cannot be asked whether it should.
    alone: bool,
    core: StoredValue<Core, LocalStorage>,
}

#[derive(Default)]
struct Core {
    /// What the address says of sound; none where it silences the screen.
    sound: Option<Sound>,
    leader: Leader,
    /// How loud it speaks now, 0 to 1.
    volume: f32,
    /// The message to everybody that is spoken.
    alarm: Option<Alarm>,
    /// The last call whose voice began.
    spoken: Option<Shown>,
    announcer: Announcer,
    player: Option<Player>,
    /// The call that is shown and has not been spoken yet.
    unspoken: Option<(Announcement, Form)>,
    /// The sounds are wanted, not before this.
    load_at: Option<f64>,
    _beat: Option<Interval>,
    _listeners: Vec<EventListener>,
}

impl Core {
    /// Whether it says calls now; none while that is not known.
    fn may_speak(&self, now: f64, alone: bool) -> Option<bool> {
        if self.alarm.is_some() || self.volume <= 0.0 {
            return Some(false);
        }
        self.leader.speaks(now, alone)
    }

    /// Speaks the call that is shown, as soon as it can be heard: a board that was just switched on may
    /// still be loading its sounds, or waiting for the touch that allows them. Not any more once the
    /// citizen has come.
    fn speak(&mut self, board: &Board, hall: Option<&Hall>, alone: bool) {
        self.unspoken = self.unspoken.take().filter(|(call, _)| is_called(board, &call.ticket));
        if let Some((call, form)) = &self.unspoken
            && self.may_speak(monotonic_ms(), alone) == Some(true)
            && let Some(player) = &mut self.player
            && player.play(call, hall.map_or(call.window.as_str(), |hall| spoken(hall, &call.window)), *form)
        {
            self.announcer.sounding(call.id);
            self.unspoken = None;
        }
    }
}

/// Sets the stage for a screen. Needs [`crate::live::provide_live`] above.
pub fn provide_stage(route: &Route, sound: Sound) -> Stage {
    let stage = Stage {
        current: RwSignal::new(None),
        hearing: RwSignal::new(Hearing::Off),
        log: RwSignal::new(VecDeque::new()),
        seconds: RwSignal::new(0),
        upright: RwSignal::new(is_upright()),
        turned: StoredValue::new(Turned::new()),
        live: use_live(),
        signs: use_signs(),
        alone: *route == Route::Main,
        core: StoredValue::new_local(Core::default()),
    };
    provide_context(stage);
    let mut listeners = Vec::new();
    if let Some(window) = web_sys::window() {
        listeners.push(EventListener::new(&window, "resize", move |_| {
            stage.upright.try_set(is_upright());
        }));
        if sound.on {
            for leave in ["pointerdown", "keydown"] {
                listeners.push(EventListener::new(&window, leave, move |_| stage.wake()));
            }
        }
    }
    stage.core.update_value(|core| {
        core.sound = sound.on.then_some(sound);
        core._beat = Some(Interval::new(BEAT_MS, move || stage.beat()));
        core._listeners = listeners;
    });
    stage
}

/// The stage of this screen.
///
/// # Panics
/// When no component above has called [`provide_stage`]: a fault of the program, found at its first start.
#[must_use]
pub fn use_stage() -> Stage {
    expect_context::<Stage>()
}

impl Stage {
    /// Takes a touch as leave to sound.
    pub fn wake(self) {
        let context = self.core.try_with_value(|core| core.player.as_ref().map(Player::context)).flatten();
        if let Some(context) = context {
            // stays open until the browser agrees; the state is looked at with every beat
            let _ = context.resume();
        }
    }

    /// This screen has a voice in its zone, so loud (0 to 1) at this hour; none: it is silent.
    pub fn give_voice(self, screen: &Screen, minute: Option<u16>) {
        self.core.try_update_value(|core| {
            let Some(sound) = core.sound else { return };
            if screen.voice_zone.is_none() {
                (core.player, core.load_at) = (None, None);
                return;
            }
            core.volume =
                minute.map_or(1.0, |minute| f32::from(screen.volume(minute)) / 100.0) * sound.volume;
            if core.player.is_none() {
                core.player = Player::open(core.volume);
                core.load_at = core.player.as_ref().map(|_| 0.0);
            }
            if let Some(player) = &core.player {
                // a message to everybody is said in a quiet hour too
                player.set_volume(if core.alarm.is_some() { sound.volume } else { core.volume });
            }
        });
    }

    /// The server's word on whether this screen speaks.
    pub fn told(self, speaks: bool, now: f64) {
        self.core.try_update_value(|core| core.leader.told(speaks, now));
    }

    /// This screen speaks from now on; its zone has heard the calls up to this position of the ledger.
    pub fn take_over(self, heard: u64, here: Here) {
        let now = self.live.now.get_untracked();
        let shows = |call: &Call| here.screen.with_untracked(|screen| shows(screen.as_ref(), call));
        self.live.board.with_untracked(|board| {
            self.core.try_update_value(|core| core.announcer.take_over(board, now, heard, shows));
        });
    }

    /// The server could not be asked.
    pub fn unheard(self, now: f64) {
        self.core.try_update_value(|core| core.leader.unheard(now));
    }

    /// The last call whose voice began.
    #[must_use]
    pub fn spoken(self) -> Option<Shown> {
        self.core.try_with_value(|core| core.spoken.clone()).flatten()
    }

    /// A message to everybody is on, or none any more.
    pub fn alarm(self, seq: Option<u64>) {
        self.core.try_update_value(|core| {
            if core.alarm.as_ref().map(|alarm| alarm.seq) == seq {
                return;
            }
            core.alarm = seq.map(Alarm::new);
            if seq.is_some() {
                core.announcer.interrupt();
            }
            if let Some(player) = &mut core.player {
                player.stop();
                let loud = core.sound.map_or(0.0, |sound| sound.volume);
                player.set_volume(if seq.is_some() { loud } else { core.volume });
            }
        });
    }

    /// Loads the sound of a message to everybody, as soon as there is a loudspeaker and the hall is known: a screen may
    /// have been switched on while the message is on. What could not be had is asked for again.
    fn load_alarm(self, now: f64) {
        let hall = self.live.hall.with_untracked(|hall| hall.as_ref().map(|view| view.hall.id.clone()));
        let Some(hall) = hall else { return };
        let wanted = self.core.try_update_value(|core| {
            let context = core.player.as_ref().map(Player::context)?;
            let alarm = core.alarm.as_mut()?;
            alarm.is_due(now).then_some((context, alarm.seq))
        });
        let Some(Some((context, seq))) = wanted else { return };
        leptos::task::spawn_local(async move {
            let (zh, en) = alarm::load(&context, &hall).await;
            self.core.try_update_value(|core| {
                if let Some(alarm) = core.alarm.as_mut().filter(|alarm| alarm.seq == seq) {
                    alarm.has(zh, en);
                }
            });
        });
    }

    /// Announces the calls that this screen shows, from now on.
    pub fn announce_on(self, here: Here) {
        self.live.on_heard(move |heard| self.hear(heard, here));
        self.follow_recordings();
        // which screen it is may be known after the board
        Effect::new(move |_| {
            if here.screen.with(Option::is_some) && self.live.ready.get_untracked() {
                self.restore(here);
            }
        });
    }

    /// What the hall has recorded anew is loaded anew.
    fn follow_recordings(self) {
        let outline = self.signs.outline;
        let own = Memo::new(move |_| outline.with(|outline| outline.as_ref().map(|it| it.calls.clone())));
        Effect::new(move |before: Option<Option<Vec<String>>>| {
            let now = own.get();
            if before.flatten().is_some_and(|before| Some(&before) != now.as_ref()) {
                self.core.try_update_value(|core| {
                    core.load_at = core.player.as_ref().map(|_| 0.0);
                });
            }
            now
        });
    }

    fn restore(self, here: Here) {
        // asked again as soon as it is known what is shown here
        if here.screen.with_untracked(Option::is_none) {
            return;
        }
        let now = self.live.now.get_untracked();
        let shows = |call: &Call| here.screen.with_untracked(|screen| shows(screen.as_ref(), call));
        self.live.board.with_untracked(|board| {
            self.core.try_update_value(|core| core.announcer.restore(board, now, shows));
        });
    }

    fn hear(self, heard: Heard<'_>, here: Here) {
        let Heard::Fact(fact) = heard else { return self.restore(here) };
        let now = self.live.now.get_untracked();
        let (number, window, times) = match &fact.event {
            Event::TicketCalled { number, window, .. } => (number, window, 1),
            Event::TicketRecalled { number, window, times } => (number, window, *times),
            _ => return self.announce_promptly(fact, now),
        };
        let shown = self.live.board.with_untracked(|board| {
            let call = board.calls.iter().find(|call| call.ticket == *number);
            call.is_some_and(|call| here.screen.with_untracked(|screen| shows(screen.as_ref(), call)))
        });
        if shown {
            self.core.try_update_value(|core| core.announcer.call(number, window, times));
        }
        self.announce_promptly(fact, now);
    }

    fn announce_promptly(self, fact: &Recorded, now: Option<Moment>) {
        if now.is_some_and(|now| now.seconds_since(fact.at) <= PROMPT_S) {
            self.announce(monotonic_ms());
        }
    }

    fn beat(self) {
        let now = monotonic_ms();
        self.announce(now);
        self.load_alarm(now);
        self.core.try_update_value(|core| {
            let speaks = core.leader.speaks(now, self.alone) == Some(true);
            if let (Some(alarm), Some(player), true) = (&mut core.alarm, &mut core.player, speaks) {
                alarm.sound(player, now);
            }
        });
        self.listen();
        self.load(now);
        if let Some(seconds) = whole_seconds(now)
            && self.seconds.try_get_untracked().is_some_and(|shown| shown != seconds)
        {
            self.seconds.set(seconds);
            self.renew();
        }
    }

    fn announce(self, now: f64) {
        let change = self.live.board.try_with_untracked(|board| {
            self.core.try_update_value(|core| {
                // a message to everybody is on: calls wait until it is over
                if core.alarm.is_some() {
                    return None;
                }
                let change = core.announcer.tick(now, board);
                match &change {
                    Some(Change::Begin(call, form)) => core.unspoken = Some((call.clone(), *form)),
                    Some(Change::Idle) => core.unspoken = None,
                    None => {}
                }
                // another screen says it, or it is a quiet hour
                if core.may_speak(now, self.alone) == Some(false) {
                    core.unspoken = None;
                }
                self.live.hall.with_untracked(|view| {
                    core.speak(board, view.as_ref().map(|view| &view.hall), self.alone);
                });
                change
            })
        });
        match change.flatten().flatten() {
            Some(Change::Begin(call, _)) => self.current.set(Some(call)),
            Some(Change::Idle) => self.current.set(None),
            None => {}
        }
    }

    fn listen(self) {
        let Some(Some((report, hearing))) = self.core.try_update_value(|core| {
            let player = core.player.as_mut()?;
            let report = player.report();
            if let Some(id) = report.ended {
                core.announcer.sounded(id);
            }
            Some((report, player.hearing()))
        }) else {
            return;
        };
        if let Some(entry) = report.begun.last() {
            let call = self.live.board.with_untracked(|board| {
                let call = board.calls.iter().find(|call| call.ticket == entry.ticket)?;
                Some(Shown { seq: call.seq, ticket: call.ticket.clone() })
            });
            self.core.try_update_value(|core| core.spoken = call.or(core.spoken.take()));
            self.log.update(|entries| report.begun.into_iter().for_each(|entry| log::add(entries, entry)));
        }
        if self.hearing.get_untracked() != hearing {
            self.hearing.set(hearing);
        }
    }

    fn load(self, now: f64) {
        let signs = self.signs.outline;
        let context = self.core.try_update_value(|core| {
            if core.load_at.is_none_or(|at| now < at) {
                return None;
            }
            // which voice the hall has is told with what its screens show
            let own =
                signs.with_untracked(|outline| outline.as_ref().map(|outline| outline.calls.clone()))?;
            core.load_at = None;
            Some((core.player.as_ref().map(Player::context)?, own))
        });
        let hall = self.live.hall.with_untracked(|hall| hall.as_ref().map(|view| view.hall.id.clone()));
        let (Some(Some((context, own))), Some(hall)) = (context, hall) else { return };
        self.wake();
        leptos::task::spawn_local(async move {
            let loaded = load(context, hall, own).await;
            self.core.try_update_value(|core| match (loaded, &mut core.player) {
                (Ok(sounds), Some(player)) if sounds.speak() => player.sounds = sounds,
                _ => core.load_at = Some(monotonic_ms() + LOAD_AGAIN_MS),
            });
        });
    }

    /// Loads the page anew when the server serves another build and no call is announced: once for
    /// each build, so that a cache in between cannot make it reload for ever.
    fn renew(self) {
        let busy = self.core.try_with_value(|core| core.announcer.is_busy()).unwrap_or(true);
        if busy || !untrack(|| self.live.is_outdated()) || !self.live.link.get_untracked().is_fresh() {
            return;
        }
        let (Some(window), Some(build)) = (web_sys::window(), self.live.build.get_untracked()) else {
            return;
        };
        let Ok(Some(storage)) = window.session_storage() else { return };
        if storage.get_item(RELOADED_FOR).ok().flatten().as_deref() != Some(build.as_str())
            && storage.set_item(RELOADED_FOR, &build).is_ok()
        {
            // fails only when the page is going away already
            let _ = window.location().reload();
        }
    }
}

fn shows(screen: Option<&Screen>, call: &Call) -> bool {
    screen.is_some_and(|screen| screen.shows_call(call.queue(), &call.window))
}

fn is_upright() -> bool {
    let size =
        |side: Result<wasm_bindgen::JsValue, _>| side.ok().and_then(|px| px.as_f64()).unwrap_or_default();
    web_sys::window().is_some_and(|window| size(window.inner_height()) > size(window.inner_width()))
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "2^32 seconds are 136 years")]
fn whole_seconds(ms: f64) -> Option<u32> {
    (ms >= 0.0).then_some((ms / 1000.0) as u32)
}
