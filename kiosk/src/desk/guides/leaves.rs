//! A long list of the server, in pages that do not move: asked for page by page, turned with two buttons that
//! keep their place and the focus. An answer that something else has overtaken is dropped.

use super::wire::After;
use crate::desk::context::Desk;
use crate::desk::tasks::Tasks;
use crate::desk::text as shared;
use crate::live::Failure;
use leptos::prelude::*;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

/// A page of a list, and what came with it.
#[derive(Clone, Debug, PartialEq)]
pub struct Leaf<T> {
    /// What stands on it.
    pub body: T,
    /// Where the next one begins.
    pub next: After,
}

type Answer<T> = Pin<Box<dyn Future<Output = Result<Leaf<T>, Failure>>>>;
type Ask<T> = Arc<dyn Fn(After) -> Option<Answer<T>> + Send + Sync>;

/// A list in pages.
pub struct Leaves<T: Send + Sync + 'static> {
    desk: Desk,
    tasks: Tasks,
    shown: RwSignal<Option<Leaf<T>>>,
    /// Where each page begins, up to the one that is shown; the first begins nowhere.
    starts: RwSignal<Vec<After>>,
    /// Which question was the last.
    turn: StoredValue<u32>,
    ask: StoredValue<Ask<T>>,
}

impl<T: Send + Sync + 'static> Clone for Leaves<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T: Send + Sync + 'static> Copy for Leaves<T> {}

impl<T: Send + Sync + 'static> Leaves<T> {
    /// A list of which nothing is known yet; `ask` asks for the page that begins somewhere, and for nothing
    /// while it cannot.
    #[must_use]
    pub fn new<F>(desk: Desk, ask: impl Fn(After) -> Option<F> + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Result<Leaf<T>, Failure>> + 'static,
    {
        let ask: Ask<T> = Arc::new(move |after| ask(after).map(|answer| Box::pin(answer) as Answer<T>));
        Self {
            desk,
            tasks: Tasks::new(),
            shown: RwSignal::new(None),
            starts: RwSignal::new(vec![None]),
            turn: StoredValue::new(0),
            ask: StoredValue::new(ask),
        }
    }

    /// Asks for the first page.
    pub fn anew(self) {
        self.starts.set(vec![None]);
        self.fetch();
    }

    /// Reads the page that is shown; none before the first answer.
    pub fn with<R>(self, read: impl FnOnce(&T) -> R) -> Option<R> {
        self.shown.with(|shown| shown.as_ref().map(|leaf| read(&leaf.body)))
    }

    fn fetch(self) {
        let after = self.starts.with_untracked(|starts| starts.last().cloned().flatten());
        let Some(answer) = self.ask.get_value()(after) else { return };
        let turn = self.turn.get_value() + 1;
        self.turn.set_value(turn);
        self.tasks.spawn(async move {
            let answer = answer.await;
            // something else may have been asked for meanwhile
            if self.turn.try_get_value() != Some(turn) {
                return;
            }
            match answer {
                Ok(leaf) => self.shown.set(Some(leaf)),
                Err(failure) => self.desk.refuse(&failure),
            }
        });
    }

    fn is_first(self) -> bool {
        self.starts.with(|starts| starts.len() <= 1)
    }

    fn is_last(self) -> bool {
        self.shown.with(|shown| shown.as_ref().is_none_or(|leaf| leaf.next.is_none()))
    }

    fn back(self) {
        if !untrack(|| self.is_first()) {
            self.starts.update(|starts| {
                starts.pop();
            });
            self.fetch();
        }
    }

    fn on(self) {
        let next = self.shown.with_untracked(|shown| shown.as_ref().and_then(|leaf| leaf.next.clone()));
        // the page after the one that is shown: a second press before the answer asks for nothing more
        let is_there = self.starts.with_untracked(|starts| starts.last() == Some(&next));
        if next.is_some() && !is_there {
            self.starts.update(|starts| starts.push(next));
            self.fetch();
        }
    }
}

/// The buttons; nothing for a single page.
#[component]
pub fn Turn<T: Send + Sync + 'static>(
    /// The list.
    leaves: Leaves<T>,
) -> impl IntoView {
    let desk = leaves.desk;
    let several = Memo::new(move |_| !leaves.is_first() || !leaves.is_last());
    view! {
        <Show when=move || several.get()>
            <nav class="pager" aria-label=desk.words(shared::PAGING)>
                <button
                    class="btn"
                    data-do="page-back"
                    aria-disabled=move || leaves.is_first().to_string()
                    on:click=move |_| leaves.back()
                >
                    {desk.words(shared::EARLIER)}
                </button>
                <span role="status">
                    {move || desk.fill(super::text::PAGE, &[&leaves.starts.with(Vec::len).to_string()])}
                </span>
                <button
                    class="btn"
                    data-do="page-on"
                    aria-disabled=move || leaves.is_last().to_string()
                    on:click=move |_| leaves.on()
                >
                    {desk.words(shared::LATER)}
                </button>
            </nav>
        </Show>
    }
}
