//! Words and characters to choose for the pinyin that was typed (A48), in pages of what fits beside each
//! other. Six places that stay where they are, so that the focus of a keypad is never lost between two letters.

use super::letters::Words;
use crate::live::characters;
use crate::page::focus;
use crate::ui::button::Button;
use hall::pinyin::{Candidate, Table, choose, open_letters, pages};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Places for candidates.
const PLACES: usize = 6;

/// Whether there is a table.
#[derive(Default)]
enum Held {
    #[default]
    Nothing,
    Lost,
    // boxed: there is mostly none
    Here(Box<Table>),
}

/// What can be chosen.
#[derive(Clone, Copy)]
pub struct Choice {
    /// True while characters are chosen.
    pub on: RwSignal<bool>,
    table: RwSignal<Held>,
    pages: Memo<Vec<Vec<Candidate>>>,
    page: RwSignal<usize>,
    typed: RwSignal<String>,
}

impl Choice {
    /// Nothing is chosen yet, and nothing fetched.
    pub fn new(typed: RwSignal<String>) -> Self {
        let (on, table, page) = (RwSignal::new(false), RwSignal::new(Held::default()), RwSignal::new(0));
        let found = Memo::new(move |_| {
            table.with(|table| match table {
                Held::Here(table) if on.get() => {
                    pages(typed.with(|typed| table.candidates(open_letters(typed))))
                }
                _ => Vec::new(),
            })
        });
        Effect::new(move || {
            found.track();
            page.set(0);
        });
        Self { on, table, pages: found, page, typed }
    }

    /// Begins to choose, or ends; a table that did not come is asked for again.
    pub fn switch(self) {
        self.on.update(|on| *on = !*on);
        if !self.on.get_untracked() || self.table.with_untracked(|table| matches!(table, Held::Here(_))) {
            return;
        }
        self.table.set(Held::Nothing);
        spawn_local(async move {
            let fetched = characters::fetch().await;
            self.table.try_update(|table| match fetched {
                Some(fetched) => *table = Held::Here(Box::new(fetched)),
                // who switched twice has asked twice: the other answer may have come
                None if !matches!(table, Held::Here(_)) => *table = Held::Lost,
                None => {}
            });
        });
    }

    /// Takes the candidate at a place of the page; false when there is none.
    pub fn take(self, place: usize) -> bool {
        let page = self.page.get_untracked();
        let Some(chosen) = self.pages.with_untracked(|pages| pages.get(page)?.get(place).cloned()) else {
            return false;
        };
        self.page.set(0);
        self.typed.update(|typed| *typed = choose(typed, &chosen));
        // what had the focus may be gone: on to the rest, or to what was written
        let rest = self.pages.with_untracked(|pages| !pages.is_empty());
        focus(if rest { ".candidates button" } else { "input" });
        true
    }

    /// What is said where there is nothing to choose.
    fn hint(self, words: Words) -> Option<String> {
        let lost = self.table.with(|table| matches!(table, Held::Lost));
        let nothing = self.on.get() && self.pages.with(Vec::is_empty);
        nothing.then(|| if lost { words.lost.get() } else { words.hint.get() })
    }

    fn text(self, place: usize) -> Option<String> {
        let page = self.page.get();
        self.pages.with(|pages| pages.get(page)?.get(place).map(|candidate| candidate.text.clone()))
    }
}

/// The same for who listens: what can be chosen now, and nothing of what was typed. It is always there, because what
/// appears together with its words is often not read (A55).
#[component]
pub fn Spoken(
    /// What can be chosen.
    choice: Choice,
    /// Its words.
    words: Words,
) -> impl IntoView {
    let page = move || (0..PLACES).filter_map(|place| choice.text(place)).collect::<Vec<_>>().join("，");
    view! {
        <p class="unseen" role="status" data-typed="">{move || choice.hint(words)}<span lang="zh-CN">{page}</span></p>
    }
}

/// The row of candidates.
#[component]
pub fn Candidates(
    /// What can be chosen.
    choice: Choice,
    /// Its words.
    words: Words,
) -> impl IntoView {
    let Choice { pages, page, .. } = choice;
    let place = |place: usize| {
        view! {
            <button
                type="button"
                class="button"
                lang="zh-CN"
                hidden=move || choice.text(place).is_none()
                on:click=move |_| {
                    choice.take(place);
                }
            >
                {move || choice.text(place)}
            </button>
        }
    };
    let first = Signal::derive(move || page.get() == 0);
    let last = Signal::derive(move || page.get() + 1 >= pages.with(Vec::len));
    view! {
        <div class="candidates" role="group" data-typed="" aria-label=move || words.candidates.get()>
            <p>{move || choice.hint(words)}</p>
            {(0..PLACES).map(place).collect_view()}
            <span hidden=move || first.get() && last.get()>
                <Button label="‹" about=words.earlier off=first on_press=move |()| page.update(|page| *page -= 1) />
                <Button label="›" about=words.later off=last on_press=move |()| page.update(|page| *page += 1) />
            </span>
        </div>
    }
}
