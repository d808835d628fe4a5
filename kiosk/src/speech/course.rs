//! The course of the voice: which sentence is said, which comes next, and what stop, pause and repeat do (A22, A23). No
//! sound and no clock; whoever plays tells it what has ended.

use super::say::Said;

/// What the voice does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum State {
    /// Nothing.
    #[default]
    Silent,
    /// It says a sentence.
    Speaking,
    /// It stands still within a sentence.
    Paused,
}

/// The course.
#[derive(Clone, Debug, Default)]
pub struct Course {
    list: Vec<Said>,
    at: usize,
    state: State,
}

impl Course {
    /// What the voice does.
    #[must_use]
    pub const fn state(&self) -> State {
        self.state
    }

    /// Says these instead of whatever was said; gives the first.
    pub fn begin(&mut self, list: Vec<Said>) -> Option<Said> {
        (self.list, self.at) = (list, 0);
        self.speak()
    }

    /// Says these too, after the others; gives the first of them when the voice had come to the end.
    pub fn add(&mut self, more: Vec<Said>) -> Option<Said> {
        let ended = self.state == State::Silent && self.at >= self.list.len();
        self.list.extend(more);
        if ended { self.speak() } else { None }
    }

    /// The sentence has ended; gives the next one.
    pub fn ended(&mut self) -> Option<Said> {
        if self.state == State::Silent {
            return None;
        }
        self.at += 1;
        self.speak()
    }

    /// Stops. What was being said stays the one to be repeated.
    pub fn stop(&mut self) {
        self.state = State::Silent;
    }

    /// Pauses, or goes on; nothing when the voice is silent.
    pub fn pause(&mut self) {
        self.state = match self.state {
            State::Silent => State::Silent,
            State::Speaking => State::Paused,
            State::Paused => State::Speaking,
        };
    }

    /// Once more: the sentence that was being said, and on from there; after the end, all of it.
    pub fn again(&mut self) -> Option<Said> {
        if self.at >= self.list.len() {
            self.at = 0;
        }
        self.speak()
    }

    /// What comes next: to be fetched while this one is said.
    #[must_use]
    pub fn next(&self) -> Option<&Said> {
        if self.state == State::Silent { None } else { self.list.get(self.at + 1) }
    }

    fn speak(&mut self) -> Option<Said> {
        let said = self.list.get(self.at).cloned();
        self.state = if said.is_some() { State::Speaking } else { State::Silent };
        said
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hall::text::Lang;
    use proptest::prelude::*;

    fn list(texts: &[&str]) -> Vec<Said> {
        texts.iter().map(|text| Said::new(Lang::Zh, *text)).collect()
    }

    fn text(said: Option<Said>) -> Option<String> {
        said.map(|said| said.text)
    }

    #[test]
    fn from_beginning_to_end_and_once_more() {
        let mut course = Course::default();
        assert_eq!(course.again(), None, "nothing was said yet");
        assert_eq!(text(course.begin(list(&["a", "b"]))).as_deref(), Some("a"));
        assert_eq!(course.next().map(|said| said.text.as_str()), Some("b"));
        assert_eq!(text(course.ended()).as_deref(), Some("b"));
        assert_eq!(course.add(list(&["c"])), None, "b is being said");
        assert_eq!(text(course.ended()).as_deref(), Some("c"));
        assert_eq!((course.ended(), course.state()), (None, State::Silent));
        assert_eq!(text(course.add(list(&["d"]))).as_deref(), Some("d"));
        assert_eq!(course.ended(), None);
        assert_eq!(text(course.again()).as_deref(), Some("a"), "all of it");
    }

    #[test]
    fn stop_keeps_the_place_and_pause_the_sentence() {
        let mut course = Course::default();
        course.pause();
        assert_eq!(course.state(), State::Silent);
        course.begin(list(&["a", "b", "c"]));
        course.ended();
        course.pause();
        assert_eq!(course.state(), State::Paused);
        course.pause();
        assert_eq!(course.state(), State::Speaking);
        course.stop();
        assert!(course.next().is_none());
        assert!(course.ended().is_none(), "what ends after a stop leads nowhere");
        assert_eq!(text(course.again()).as_deref(), Some("b"));
        assert_eq!(text(course.ended()).as_deref(), Some("c"));
    }

    proptest! {
        #[test]
        fn what_was_fetched_ahead_is_what_is_said_next(acts in prop::collection::vec(0_u8..7, 0..80)) {
            let mut course = Course::default();
            let mut number = 0;
            let mut more = || {
                number += 3;
                list(&[&(number - 2).to_string(), &(number - 1).to_string(), &number.to_string()])
            };
            for act in acts {
                let next = course.next().cloned();
                match act {
                    0 => {
                        let list = more();
                        prop_assert_eq!(course.begin(list.clone()), list.first().cloned());
                    }
                    1 => drop(course.add(more())),
                    2 | 3 => {
                        let was = course.state();
                        let said = course.ended();
                        prop_assert_eq!(said.clone(), next);
                        prop_assert!(was != State::Silent || said.is_none());
                    }
                    4 => course.stop(),
                    5 => course.pause(),
                    _ => drop(course.again()),
                }
                if course.state() == State::Silent {
                    prop_assert_eq!(course.next(), None);
                }
            }
        }
    }
}
