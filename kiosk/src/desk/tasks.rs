//! Work that a page has begun and that must not outlive it: a task ends at its next step once its
//! page is gone, so it never touches what was disposed with the page.

use leptos::prelude::*;
use leptos::reactive::traits::IsDisposed;
use leptos::task::spawn_local;
use std::future::{Future, poll_fn};
use std::task::Poll;

/// The tasks of the component that made it.
#[derive(Clone, Copy)]
pub struct Tasks {
    page: StoredValue<()>,
}

impl Tasks {
    /// For the component that is being built.
    #[must_use]
    pub fn new() -> Self {
        Self { page: StoredValue::new(()) }
    }

    /// Begins a task.
    pub fn spawn(self, work: impl Future<Output = ()> + 'static) {
        let mut work = Box::pin(work);
        spawn_local(poll_fn(move |context| {
            if self.page.is_disposed() { Poll::Ready(()) } else { work.as_mut().poll(context) }
        }));
    }
}

impl Default for Tasks {
    fn default() -> Self {
        Self::new()
    }
}
