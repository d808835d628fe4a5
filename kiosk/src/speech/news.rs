//! What is worth saying: a new page, a message, where the focus is, what a touch has changed; and the order in which it
//! is said.

use super::course::State;
use super::echo::echo;
use super::page;
use super::say::{Part, Privacy, Said, sentences};
use super::voice::Voice;
use super::words as w;
use gloo_timers::callback::Timeout;
use web_sys::Element;

/// What happened is looked at together after this long: a touch may change the page, the focus and a message at once.
const TOGETHER_MS: u32 = 80;
/// Who has heard nothing for so long is told to wait (A41),
const WAIT_MS: u32 = 1_000;
/// and again after this long.
const STILL_MS: u32 = 8_000;

/// What happened and has not been said.
#[derive(Default)]
pub struct News {
    /// It was switched on: by a person who may not see.
    pub on: bool,
    /// Another page, or another language.
    pub page: bool,
    /// Messages: what told them, what they say, and whether it is an error.
    pub messages: Vec<(Element, Vec<Part>, bool)>,
    /// This is to be read whole: a list whose page was turned.
    pub thing: Option<Element>,
    /// The focus has moved here.
    pub focus: Option<Element>,
    /// A key that moves was pressed: where nothing else can have the focus, the same is said again.
    pub moving: bool,
    /// This was pressed.
    pub pressed: Option<Element>,
}

/// What is read after what is being said. It is read from the page then and not before: it may still be on its way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rest {
    #[default]
    /// Nothing.
    Nothing,
    /// The page after its title.
    Page,
    /// What a tab shows.
    Panel,
}

impl Voice {
    /// The page has changed: perhaps it is wanted now, or no more; perhaps there is something new to say.
    pub fn changed(&self) {
        let wanted = page::is_marked("data-speech");
        let (was, lang) = {
            let inner = self.0.borrow();
            (inner.on, inner.lang)
        };
        if was != wanted {
            self.switch(wanted);
        }
        let headphones = page::is_marked("data-headphones");
        if std::mem::replace(&mut self.0.borrow_mut().headphones, headphones) && !headphones {
            self.unplugged();
        }
        if !wanted {
            return;
        }
        let regions = page::regions();
        let before = std::mem::replace(&mut self.0.borrow_mut().regions, regions.clone());
        if !was {
            return;
        }
        if page::lang() != lang {
            self.0.borrow_mut().lang = page::lang();
            return self.news(|news| news.page = true);
        }
        for (region, text) in regions {
            let known = before.iter().find(|(known, _)| *known == region).map(|(_, text)| text.as_str());
            let alert = region.get_attribute("role").as_deref() == Some("alert");
            // a region that came with its page is read with the page; an error is said whenever it comes
            let new = known.map_or(alert && !self.is_arriving(), |known| known != text);
            if new && text.chars().any(char::is_alphanumeric) {
                let turned = region.closest(".pager").ok().flatten();
                let list = turned.and_then(|pager| pager.previous_element_sibling());
                let parts = page::told(&region);
                self.read_again(&region);
                self.news(|news| {
                    // of several from one place the last counts
                    news.messages.retain(|(teller, ..)| *teller != region);
                    news.messages.push((region, parts, alert));
                    news.thing = list.or(news.thing.take());
                });
            }
        }
        self.look_for_late_content();
    }

    /// A question that tells something new before it was read to its end is read from its beginning.
    fn read_again(&self, region: &Element) {
        let mut inner = self.0.borrow_mut();
        let within = page::dialog().is_some_and(|dialog| dialog.contains(Some(region)));
        if within && inner.course.state() != State::Silent {
            inner.asked = None;
        }
    }

    /// Another page is about to be read.
    fn is_arriving(&self) -> bool {
        let inner = self.0.borrow();
        inner.news.page || inner.rest == Rest::Page
    }

    /// The name of a page may come after the page, and what it holds after its name.
    fn look_for_late_content(&self) {
        let title = page::first(".main h1");
        let late = {
            let inner = self.0.borrow();
            inner.title.as_ref().zip(title.as_ref()).is_some_and(|((known, words), title)| {
                known == title && title.text_content().is_some_and(|now| now != *words)
            })
        };
        if late {
            self.news(|news| news.page = true);
        } else if self.0.borrow().rest == Rest::Page && self.0.borrow().course.state() == State::Silent {
            self.go_on();
        }
    }

    /// Something has happened: silence at once, and soon the news (A22).
    pub fn news(&self, tell: impl FnOnce(&mut News)) {
        self.stop();
        let voice = self.clone();
        let mut inner = self.0.borrow_mut();
        tell(&mut inner.news);
        inner.timer = Some(Timeout::new(TOGETHER_MS, move || voice.tell()));
    }

    /// A key was pressed: perhaps something was typed.
    pub fn typing(&self) {
        if page::typed().is_some() {
            self.news(|_| ());
        }
    }

    /// What was typed since it was last looked.
    fn echo(&self, new_page: bool) -> Option<String> {
        let now = page::typed();
        let before = std::mem::replace(&mut self.0.borrow_mut().typed, now.clone());
        if new_page { None } else { echo(&before?, &now?, page::lang(), page::is_marked("data-headphones")) }
    }

    /// Says the news.
    fn tell(&self) {
        let mut news = std::mem::take(&mut self.0.borrow_mut().news);
        if news.moving && news.focus.is_none() {
            news.focus = page::focus();
        }
        // what was found is said before which page of it is shown
        news.messages.sort_by_key(|(teller, ..)| teller.closest(".pager").ok().flatten().is_some());
        let lang = page::lang();
        let mut parts = Vec::new();
        if let Some(echo) = self.echo(news.page) {
            parts.extend([Part::Text { lang, text: echo, privacy: Privacy::Typed }, Part::Stop]);
        }
        let unreachable = Said::new(lang, w::UNREACHABLE.get(lang));
        {
            let mut inner = self.0.borrow_mut();
            inner.owed = false;
            inner.player.pin(&unreachable);
            let acted = news.on
                || news.page
                || news.thing.is_some()
                || news.focus.is_some()
                || news.pressed.is_some();
            inner.asked_for = acted || !parts.is_empty();
        }
        if news.on {
            let first = if page::first(".home").is_some() { w::WELCOME } else { w::IS_ON };
            for phrase in [first, w::HOW_TO, w::HOW_TO_LISTEN] {
                parts.extend([Part::text(lang, phrase.get(lang)), Part::Stop]);
            }
        }
        // a switch says how it stands now before what follows from it; any other button when nothing followed
        let states = |pressed: &Element| {
            pressed.has_attribute("aria-checked") || pressed.has_attribute("aria-selected")
        };
        // of a number that is touched the hall hears no digit (A25): that one was taken is told otherwise
        let hushed = |key: &Element| !page::is_marked("data-headphones") && page::is_digit(key);
        let touched = news.pressed.clone().filter(hushed);
        let pressed = news.pressed.filter(|pressed| pressed.is_connected() && !news.page && !hushed(pressed));
        let pressed = pressed.filter(|pressed| news.messages.is_empty() || states(pressed));
        let mut rest = Rest::Nothing;
        if let Some(pressed) = &pressed {
            parts.extend(page::focused(pressed));
            parts.push(Part::Stop);
            if pressed.has_attribute("aria-selected") {
                rest = Rest::Panel;
            }
        }
        let dialog = page::dialog();
        let asked = std::mem::replace(&mut self.0.borrow_mut().asked, dialog.clone());
        let question = dialog.filter(|dialog| asked.as_ref() != Some(dialog));
        for (teller, message, alert) in news.messages {
            if question.as_ref().is_some_and(|question| question.contains(Some(&teller))) {
                // it is read with the question
                continue;
            }
            if alert {
                parts.extend([Part::text(lang, w::ATTENTION.get(lang)), Part::Break]);
            }
            parts.extend(message);
            parts.push(Part::Stop);
        }
        if let Some(question) = question {
            parts.extend(page::thing(&question));
        } else if news.page {
            rest = Rest::Page;
            if let Some(title) = page::first(".main h1") {
                parts.extend(page::thing(&title));
                let words = title.text_content().unwrap_or_default();
                self.0.borrow_mut().title = Some((title, words));
            }
            if page::takes_letters() {
                parts.extend([Part::Stop, Part::text(lang, w::HOW_TO_TYPE.get(lang))]);
            }
        } else if let Some(thing) = news.thing.as_ref().filter(|_| !news.moving) {
            // who has moved on already hears where they are instead
            parts.extend(page::thing(thing));
        } else if let Some(focus) =
            news.focus.filter(|focus| pressed.is_none() && touched.as_ref() != Some(focus))
        {
            let group = page::group(&focus);
            let before = std::mem::replace(&mut self.0.borrow_mut().group, group.clone());
            if let Some(group) = group.filter(|group| before.as_ref() != Some(group)) {
                parts.extend(page::group_name(&group));
            }
            parts.extend(page::focused(&focus));
        }
        if parts.is_empty() && rest == Rest::Nothing {
            return;
        }
        let first = {
            let mut inner = self.0.borrow_mut();
            inner.rest = rest;
            let voice = self.clone();
            inner.waiting = Some(Timeout::new(WAIT_MS, move || voice.wait()));
            inner.course.begin(sentences(&parts, page::is_marked("data-headphones")))
        };
        match first {
            Some(said) => self.say(said),
            None => self.go_on(),
        }
    }

    /// Says that something is on its way, as long as it is.
    fn wait(&self) {
        let page = self.0.borrow().rest == Rest::Page && !page::has_content();
        if !page && !page::is_busy() {
            return;
        }
        let silent = self.0.borrow().course.state() == State::Silent;
        let voice = self.clone();
        let first = {
            let mut inner = self.0.borrow_mut();
            inner.waiting = Some(Timeout::new(if silent { STILL_MS } else { WAIT_MS }, move || voice.wait()));
            let lang = page::lang();
            if silent { inner.course.begin(vec![Said::new(lang, w::BUSY.get(lang))]) } else { None }
        };
        if let Some(said) = first {
            self.say(said);
        }
    }

    /// Reads on what was left; what is not there yet is waited for.
    pub fn go_on(&self) {
        let rest = self.0.borrow().rest;
        let parts = match rest {
            Rest::Page if page::has_content() => page::rest(),
            Rest::Panel => {
                page::first("[role=tabpanel]").map(|panel| page::thing(&panel)).unwrap_or_default()
            }
            Rest::Page | Rest::Nothing => return,
        };
        let first = {
            let mut inner = self.0.borrow_mut();
            inner.rest = Rest::Nothing;
            inner.course.add(sentences(&parts, page::is_marked("data-headphones")))
        };
        if let Some(said) = first {
            self.say(said);
        }
    }

    /// The focus has moved.
    pub fn moved(&self, to: &Element) {
        if to.tag_name() != "H1" {
            return self.news(|news| news.focus = Some(to.clone()));
        }
        let known = self.0.borrow().title.as_ref().is_some_and(|(title, _)| title == to);
        if known {
            // what had the focus is gone: where one is, in short
            self.news(|news| news.thing = Some(to.clone()));
        } else {
            self.news(|news| news.page = true);
        }
    }
}
