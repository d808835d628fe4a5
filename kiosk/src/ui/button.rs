//! A button with a word, perhaps an icon, and three states: ready, busy, not possible. It acts when
//! the finger is lifted (A43), shows at once that it was pressed (A41), and stays in the tab order when
//! it cannot be used, so that a person can find out why.

use super::icon::{Icon, Picture};
use leptos::prelude::*;

/// How much a button stands out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Look {
    /// Outlined.
    #[default]
    Plain,
    /// The one thing to do on this page.
    Primary,
}

impl Look {
    const fn class(self) -> &'static str {
        match self {
            Self::Plain => "button",
            Self::Primary => "button primary",
        }
    }
}

/// A button.
#[component]
pub fn Button(
    /// Its word.
    #[prop(into)]
    label: Signal<String>,
    /// What it does; not called while busy or not possible.
    #[prop(into)]
    on_press: Callback<()>,
    /// Its icon.
    #[prop(optional, into)]
    icon: Option<Icon>,
    /// How much it stands out.
    #[prop(optional)]
    look: Look,
    /// What it is about, for who hears its word without seeing its place.
    #[prop(optional, into)]
    about: Option<Signal<String>>,
    /// True while what it started is under way.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// True while it cannot be used.
    #[prop(optional, into)]
    off: Signal<bool>,
) -> impl IntoView {
    let press = move |_| {
        if !busy.get_untracked() && !off.get_untracked() {
            on_press.run(());
        }
    };
    let picture = move || {
        let shown = if busy.get() { Some(Icon::Wait) } else { icon };
        shown.map(|icon| view! { <Picture icon /> })
    };
    view! {
        <button
            type="button"
            class=look.class()
            class:busy=move || busy.get()
            aria-busy=move || busy.get().then_some("true")
            aria-disabled=move || (off.get() || busy.get()).then_some("true")
            on:click=press
        >
            {picture}
            <span>{move || label.get()}{about.map(|about| view! { <span class="unseen">" "{about}</span> })}</span>
        </button>
    }
}
