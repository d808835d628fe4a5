//! The line of the window: its sign, whose it is, whether it calls, and the buttons that open it,
//! pause it and close it.

use super::console::{Question, Work};
use super::context::{Desk, Session, Tone};
use super::crew::CrewLine;
use super::handover;
use super::steps::Hold;
use super::text as t;
use super::wire::Deed;
use hall::board::WindowState;
use hall::profile::Window;
use hall::text::Phrase;
use leptos::prelude::*;

/// The words of a state.
pub const fn state_phrase(state: WindowState) -> Phrase {
    match state {
        WindowState::Open => t::STATE_OPEN,
        WindowState::Paused => t::STATE_PAUSED,
        WindowState::Closed => t::STATE_CLOSED,
    }
}

/// The style of a state; the words say it too (row A10).
pub const fn state_class(state: WindowState) -> &'static str {
    match state {
        WindowState::Open => "chip open",
        WindowState::Paused => "chip paused",
        WindowState::Closed => "chip closed",
    }
}

/// The line of the window.
#[component]
pub fn WindowBar(
    /// The window.
    work: Work,
) -> impl IntoView {
    let desk = work.desk;
    let about = Memo::new(move |_| {
        desk.hall.with(|hall| hall.as_ref().and_then(|hall| hall.window(&work.window()).cloned()))
    });
    let part = move |of: fn(&Window) -> &hall::text::Text| {
        let lang = desk.lang.get();
        about.with(|window| window.as_ref().map(|window| of(window).get(lang).to_owned()))
    };
    let state = Memo::new(move |_| work.standing.with(|standing| standing.state));
    let label = move || {
        about
            .with(|window| window.as_ref().map(|window| window.label.clone()))
            .unwrap_or_else(|| work.window().to_string())
    };
    view! {
        <section class="card window" aria-label=desk.words(t::WINDOW)>
            <h1>
                <span class="quiet">{desk.words(t::WINDOW)}</span>
                <b>{label}</b>
            </h1>
            <p class="place">
                <b>{move || part(|window| &window.name)}</b>
                <span>{move || part(|window| &window.department)}</span>
            </p>
            <p class=move || state_class(state.get()) role="status">{move || desk.say(state_phrase(state.get()))}</p>
            <CrewLine work/>
            <span class="fill"></span>
            <OtherWindow/>
            <Switches work state/>
        </section>
    }
}

/// Back to the choice, for a clerk of several windows.
#[component]
fn OtherWindow() -> impl IntoView {
    let desk = Desk::here();
    let several = Memo::new(move |_| {
        desk.session.with(|session| matches!(session, Session::In(who) if who.windows.len() > 1))
    });
    view! {
        <Show when=several>
            <button class="btn" on:click=move |_| desk.at.set(None)>{desk.words(t::OTHER_WINDOW)}</button>
        </Show>
    }
}

/// Opens, pauses and closes the window.
#[component]
fn Switches(work: Work, state: Memo<WindowState>) -> impl IntoView {
    let desk = work.desk;
    let serving = Memo::new(move |_| work.standing.with(|standing| standing.ticket.is_some()));
    let may_open = move || state.get() != WindowState::Open;
    let may_pause = move || state.get() == WindowState::Open;
    let may_close = move || state.get() != WindowState::Closed && !serving.get();
    let is_busy =
        move |kind: fn(&Deed) -> bool| work.busy.with(|busy| busy.as_ref().is_some_and(kind)).to_string();
    let open = move |_| {
        if untrack(may_open) {
            work.run(Deed::Open);
        } else {
            desk.tell(Tone::Note, t::IS_OPEN.text());
        }
    };
    let pause = move |_| {
        if untrack(may_pause) {
            work.question.set(Some(Question::Pause));
        } else {
            desk.tell(Tone::Note, t::IS_NOT_OPEN.text());
        }
    };
    let close = move |_| {
        if untrack(may_close) {
            work.run(Deed::Close);
        } else if serving.get_untracked() {
            desk.tell(Tone::Note, Hold::Busy.text());
        } else {
            desk.tell(Tone::Note, t::IS_NOT_OPEN.text());
        }
    };
    view! {
        <div class="switches">
            <button
                class="btn"
                class:primary=may_open
                data-do="open"
                aria-disabled=move || (!may_open()).to_string()
                aria-busy=move || is_busy(|deed| *deed == Deed::Open)
                on:click=open
            >
                {move || desk.say(if state.get() == WindowState::Paused { t::RESUME } else { t::OPEN })}
            </button>
            <button
                class="btn"
                data-do="pause"
                aria-disabled=move || (!may_pause()).to_string()
                aria-haspopup="dialog"
                aria-busy=move || is_busy(|deed| matches!(deed, Deed::Pause(_)))
                on:click=pause
            >
                {desk.words(t::PAUSE)}
            </button>
            <button
                class="btn"
                data-do="handover"
                aria-disabled=move || (state.get() == WindowState::Closed).to_string()
                aria-haspopup="dialog"
                aria-keyshortcuts="H"
                on:click=move |_| handover::begin(work)
            >
                {desk.words(t::HAND_OVER)}
            </button>
            <button
                class="btn"
                data-do="close"
                aria-disabled=move || (!may_close()).to_string()
                aria-busy=move || is_busy(|deed| *deed == Deed::Close)
                on:click=close
            >
                {desk.words(t::CLOSE_WINDOW)}
            </button>
        </div>
    }
}
