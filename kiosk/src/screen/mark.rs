//! The few marks of a sign: always beside a word, never instead of one (A10).

use leptos::prelude::*;

/// A mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Open.
    Check,
    /// Paused.
    Pause,
    /// Closed.
    Cross,
    /// Old data.
    Warning,
    /// No sound yet.
    Mute,
    /// It tells something.
    Info,
    /// It shows a way.
    Arrow,
}

impl Mark {
    const fn path(self) -> &'static str {
        match self {
            Self::Check => "M4 12.5 9.5 18 20 6.5",
            Self::Pause => "M8 5v14M16 5v14",
            Self::Cross => "M5.5 5.5l13 13M18.5 5.5l-13 13",
            Self::Warning => "M12 3 2 20.5h20L12 3zM12 9.5v5M12 17.4v.2",
            Self::Info => "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 11v6M12 7v.2",
            Self::Arrow => "M4 12h15M13 6l6 6-6 6",
            Self::Mute => "M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM16 9.5l5 5M21 9.5l-5 5",
        }
    }
}

/// A mark in the current colour, as large as the text beside it.
pub fn mark(mark: Mark) -> impl IntoView {
    view! {
        <svg class="mark" viewBox="0 0 24 24" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="3">
            <path d=mark.path()></path>
        </svg>
    }
}
