//! The voice: what it knows, and how it says a sentence, stops, pauses and repeats. What is to be said comes from
//! [`super::news`].

use super::course::{Course, State};
use super::keys::Key;
use super::news::{News, Rest};
use super::page::{self, document};
use super::say::Said;
use super::sound::{LEVELS, Player, Trouble, USUAL, heard};
use super::words as w;
use gloo_timers::callback::Timeout;
use hall::text::Lang;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, Event};

/// What the voice knows.
pub struct Inner {
    pub player: Player,
    pub course: Course,
    /// Counts what was begun: an answer that comes late belongs to nobody.
    pub turn: u32,
    pub on: bool,
    pub lang: Lang,
    /// Headphones are plugged in: what was made for them must not be said without them (A25).
    pub headphones: bool,
    pub level: usize,
    pub news: News,
    pub timer: Option<Timeout>,
    /// The title of the page that was read last, with its words.
    pub title: Option<(Element, String)>,
    /// What is still to be read when the sentences have ended.
    pub rest: Rest,
    /// The controls among which the focus was.
    pub group: Option<Element>,
    /// What was typed when it was last looked.
    pub typed: Option<String>,
    /// Somebody has done something to be told this: who listens is there. A message may come when nobody is.
    pub asked_for: bool,
    /// The server was lost: what follows cannot be said now.
    pub lost: bool,
    /// What stands on the page was not said for that reason.
    pub owed: bool,
    /// Looks whether something is still waited for.
    pub waiting: Option<Timeout>,
    /// The question that was open when it was last looked.
    pub asked: Option<Element>,
    pub regions: Vec<(Element, String)>,
}

/// The voice of this page.
#[derive(Clone)]
pub struct Voice(pub Rc<RefCell<Inner>>);

impl Voice {
    /// A voice that says nothing yet.
    pub fn new(player: Player) -> Self {
        Self(Rc::new(RefCell::new(Inner {
            player,
            course: Course::default(),
            turn: 0,
            on: false,
            lang: page::lang(),
            headphones: page::is_marked("data-headphones"),
            level: USUAL,
            news: News::default(),
            timer: None,
            title: None,
            rest: Rest::Nothing,
            group: None,
            typed: None,
            asked_for: false,
            lost: false,
            owed: false,
            waiting: None,
            asked: None,
            regions: Vec::new(),
        })))
    }

    pub fn switch(&self, on: bool) {
        {
            let mut inner = self.0.borrow_mut();
            inner.on = on;
            inner.lang = page::lang();
            // whoever comes next begins with the usual loudness (A26)
            inner.level = USUAL;
            inner.player.set_level(USUAL);
            inner.player.forget_all();
            inner.course = Course::default();
            inner.title = None;
            inner.group = None;
            // nothing of who listened before
            inner.typed = None;
            inner.asked = None;
            inner.owed = false;
            inner.regions.clear();
        }
        self.stop();
        self.0.borrow_mut().timer = None;
        self.0.borrow_mut().news = News::default();
        if on {
            self.news(|news| (news.on, news.page) = (true, true));
        }
    }

    /// The headphones have gone: what was made for them is forgotten, and cannot be said again.
    pub fn unplugged(&self) {
        self.stop();
        let mut inner = self.0.borrow_mut();
        inner.course = Course::default();
        inner.player.forget_all();
    }

    /// Says a sentence, and fetches the next.
    pub fn say(&self, said: Said) {
        let (promise, turn) = {
            let mut inner = self.0.borrow_mut();
            inner.turn = inner.turn.wrapping_add(1);
            (inner.player.fetch(&said), inner.turn)
        };
        let voice = self.clone();
        spawn_local(async move {
            let sound = heard(promise).await;
            if voice.0.borrow().turn != turn {
                return;
            }
            match sound {
                Ok(sound) => {
                    show(Some(&said));
                    if voice.0.borrow().asked_for {
                        somebody_listens();
                    }
                    let after = voice.clone();
                    {
                        let mut inner = voice.0.borrow_mut();
                        // none only for a loudspeaker that was closed: then the line alone says it
                        let _ = inner.player.play(&sound, move || after.ended(turn));
                        inner.player.stand_still(inner.course.state() == State::Paused);
                    }
                    if voice.0.borrow().course.next().is_none() {
                        voice.go_on();
                    }
                    let mut inner = voice.0.borrow_mut();
                    if let Some(next) = inner.course.next().filter(|_| !inner.lost).cloned() {
                        // it is kept by the player until it is wanted
                        let _ = inner.player.fetch(&next);
                    }
                }
                Err(trouble) => voice.cannot_say(&said, trouble),
            }
        });
    }

    /// A sentence has ended.
    fn ended(&self, turn: u32) {
        if self.0.borrow().turn != turn {
            return;
        }
        if std::mem::take(&mut self.0.borrow_mut().lost) {
            return self.stop();
        }
        let next = self.0.borrow_mut().course.ended();
        match next {
            Some(said) => self.say(said),
            None => {
                show(None);
                self.go_on();
            }
        }
    }

    fn cannot_say(&self, said: &Said, trouble: Trouble) {
        let lang = page::lang();
        self.0.borrow_mut().player.forget(said);
        let words = match trouble {
            Trouble::Unsayable => w::SEE_SCREEN,
            Trouble::Unavailable => w::UNAVAILABLE,
            Trouble::Unreachable => w::UNREACHABLE,
        };
        let instead = Said::new(lang, words.get(lang));
        if trouble == Trouble::Unreachable {
            // what was fetched ahead has not come either
            self.0.borrow_mut().player.forget_all();
        }
        if trouble != Trouble::Unavailable && *said != instead {
            let mut inner = self.0.borrow_mut();
            if trouble == Trouble::Unreachable {
                (inner.lost, inner.owed) = (true, true);
                inner.rest = Rest::Nothing;
            }
            drop(inner);
            return self.say(instead);
        }
        self.stop();
        // it stays until something else is said: there is no voice that could say it
        show(Some(&instead));
    }

    /// Silence at once.
    pub fn stop(&self) {
        let mut inner = self.0.borrow_mut();
        inner.turn = inner.turn.wrapping_add(1);
        inner.player.stop();
        inner.course.stop();
        inner.rest = Rest::Nothing;
        inner.waiting = None;
        inner.lost = false;
        drop(inner);
        show(None);
    }

    /// A key; true when it was for the voice.
    pub fn key(&self, event: &Event, key: Key) -> bool {
        self.0.borrow_mut().asked_for = true;
        match key {
            Key::Repeat => {
                self.stop();
                if self.0.borrow().owed {
                    self.news(|news| news.page = true);
                    event.prevent_default();
                    return true;
                }
                let again = self.0.borrow_mut().course.again();
                if let Some(said) = again {
                    self.say(said);
                }
            }
            Key::Pause => {
                let mut inner = self.0.borrow_mut();
                inner.course.pause();
                inner.player.stand_still(inner.course.state() == State::Paused);
            }
            Key::Louder | Key::Softer => self.turn_volume(key == Key::Louder),
            Key::Stop => {
                self.stop();
                return false;
            }
        }
        event.prevent_default();
        true
    }

    fn turn_volume(&self, louder: bool) {
        let level = {
            let mut inner = self.0.borrow_mut();
            let step = if louder { inner.level + 1 } else { inner.level.saturating_sub(1) };
            inner.level = step.min(LEVELS.len() - 1);
            let level = inner.level;
            inner.player.set_level(level);
            level
        };
        // who listens hears it; who does not hears how loud it will be
        if self.0.borrow().course.state() == State::Silent {
            let lang = page::lang();
            let text = w::VOLUME.fill(lang, &[&(level + 1).to_string(), &LEVELS.len().to_string()]);
            let first = self.0.borrow_mut().course.begin(vec![Said::new(lang, text)]);
            if let Some(said) = first {
                self.say(said);
            }
        }
    }
}

/// Shows what is said, for who does not hear it (A30); the line goes when nothing is said.
pub fn show(said: Option<&Said>) {
    let Some(line) = page::first(".spoken") else { return };
    line.set_text_content(said.map(|said| said.text.as_str()));
    if let Some(said) = said {
        // fails only for an invalid name
        let _ = line.set_attribute("lang", said.lang.tag());
    }
}

/// Whoever listens is still there, though they touch nothing.
fn somebody_listens() {
    if let (Some(document), Ok(event)) = (document(), Event::new("mingtang:speaking")) {
        // false only when somebody prevented it
        let _ = document.dispatch_event(&event);
    }
}
