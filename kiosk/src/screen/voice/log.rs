//! What was really sounded, as a hidden list in the page: the proof for a test or a technician that a
//! call was heard and how. An entry appears when its first sound begins, never for planned sound.

use super::plan::Source;
use hall::id::{Number, WindowId};
use hall::text::Lang;
use leptos::prelude::*;
use std::collections::VecDeque;

/// Entries kept.
pub const KEPT: usize = 20;

/// A chime or a sentence that began to sound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Names the entry, unique for the page.
    pub n: u64,
    /// Whose call.
    pub ticket: Number,
    /// Where to.
    pub window: WindowId,
    /// Chime or language.
    pub source: Source,
    /// The clips by name, with spaces between.
    pub clips: String,
}

impl Entry {
    const fn lang(&self) -> Option<&'static str> {
        match self.source {
            Source::Chime => None,
            Source::Words(Lang::Zh) => Some("zh"),
            Source::Words(Lang::En) => Some("en"),
        }
    }
}

/// Adds an entry and forgets the oldest.
pub fn add(log: &mut VecDeque<Entry>, entry: Entry) {
    log.push_back(entry);
    while log.len() > KEPT {
        log.pop_front();
    }
}

/// The list in the page; nobody sees or hears it.
#[component]
pub fn ClipLog(
    /// The entries, oldest first.
    entries: RwSignal<VecDeque<Entry>>,
) -> impl IntoView {
    view! {
        <ol data-clip-log="" aria-hidden="true" hidden=true>
            <For each=move || entries.get() key=|entry| entry.n let:entry>
                <li
                    data-ticket=entry.ticket.to_string()
                    data-window=entry.window.to_string()
                    data-lang=entry.lang()
                    data-clips=entry.clips.clone()
                ></li>
            </For>
        </ol>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_log_is_bounded() {
        let mut log = VecDeque::new();
        for n in 0..50 {
            let entry = Entry {
                n,
                ticket: "A001".parse().unwrap(),
                window: "A01".parse().unwrap(),
                source: Source::Chime,
                clips: "chime".to_owned(),
            };
            add(&mut log, entry);
        }
        assert_eq!(log.len(), KEPT);
        assert_eq!(log.front().map(|entry| entry.n), Some(30));
    }
}
