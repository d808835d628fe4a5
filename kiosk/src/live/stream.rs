//! One event stream of the browser, read into typed words. It reports what happens and decides
//! nothing; dropping it closes it and takes every listener off.

use super::json;
use gloo_events::EventListener;
use hall::api::{Beat, Hello};
use hall::board::Board;
use hall::event::{Event, Recorded};
use wasm_bindgen::JsCast;
use web_sys::{EventSource, MessageEvent};

/// What a stream says.
#[derive(Clone, Debug, PartialEq)]
pub enum Word {
    /// The greeting.
    Hello(Hello),
    /// A sign of life.
    Beat(Beat),
    /// The whole board.
    Snapshot(Box<Board>),
    /// The next fact.
    Fact(Box<Recorded>),
    /// The stream ended, could not be opened, or cannot be understood.
    Broke,
}

impl Word {
    /// Reads the data of the named message; none for a fact this build does not know. The hole it
    /// leaves is noticed at the next fact and filled by a snapshot.
    fn read(name: &str, data: &str) -> Option<Self> {
        match name {
            "hello" => Some(json::read(data).map_or(Self::Broke, Self::Hello)),
            "beat" => Some(json::read(data).map_or(Self::Broke, Self::Beat)),
            "snapshot" => Some(json::read(data).map_or(Self::Broke, |board| Self::Snapshot(Box::new(board)))),
            _ => json::read(data).ok().map(|fact| Self::Fact(Box::new(fact))),
        }
    }
}

/// An open stream.
pub struct Stream {
    source: EventSource,
    _listeners: Vec<EventListener>,
}

impl Stream {
    /// Opens a stream; none when the browser refuses the address.
    pub fn open(url: &str, hear: impl Fn(Word) + Clone + 'static) -> Option<Self> {
        let source = EventSource::new(url).ok()?;
        let mut listeners = Vec::with_capacity(Event::KINDS.len() + 4);
        for name in ["hello", "beat", "snapshot"].into_iter().chain(Event::KINDS) {
            let hear = hear.clone();
            listeners.push(EventListener::new(&source, name, move |event| {
                let data = event.dyn_ref::<MessageEvent>().and_then(|message| message.data().as_string());
                if let Some(word) = data.and_then(|data| Word::read(name, &data)) {
                    hear(word);
                }
            }));
        }
        // the browser would retry some failures by itself and others never: we always retry ourselves
        listeners.push(EventListener::new(&source, "error", move |_| hear(Word::Broke)));
        Some(Self { source, _listeners: listeners })
    }

    /// Silences it; it may be dropped later, outside its own listeners.
    pub fn close(&self) {
        self.source.close();
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        self.source.close();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_and_what_cannot_be_read_is_told_apart() {
        let beat = Word::read("beat", r#"{"now":"2026-11-22T09:42:00+08:00"}"#);
        assert!(matches!(beat, Some(Word::Beat(_))));
        let fact = r#"{"seq":3,"at":"2026-11-22T09:42:00+08:00","kind":"ticket_issued","number":"A001"}"#;
        assert!(matches!(Word::read("ticket_issued", fact), Some(Word::Fact(fact)) if fact.seq == 3));
        assert_eq!(Word::read("ticket_issued", r#"{"seq":3}"#), None);
        assert_eq!(Word::read("snapshot", "{}"), Some(Word::Broke));
    }
}
