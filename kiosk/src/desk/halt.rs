//! The emergency stop (domain §5): one tap stops numbers and calls in the whole hall at once, another one
//! lets it go on. It asks nothing: to undo it is as easy. While it lasts, every page of the desk says so.

use super::context::{Desk, Tone};
use super::tasks::Tasks;
use super::text as t;
use super::wire;
use leptos::prelude::*;

/// The button of the supervisor.
#[component]
pub fn EmergencyStop() -> impl IntoView {
    let desk = Desk::here();
    let tasks = Tasks::new();
    let busy = RwSignal::new(false);
    let stopped = Memo::new(move |_| desk.live.board.with(|board| board.stopped));
    let press = move |_| {
        let hall = desk.hall.with_untracked(|hall| hall.as_ref().map(|hall| hall.id.clone()));
        let Some(hall) = hall.filter(|_| !busy.get_untracked()) else { return };
        let stop = !stopped.get_untracked();
        busy.set(true);
        tasks.spawn(async move {
            let answer = wire::halt(hall, stop).await;
            busy.set(false);
            match answer {
                Ok(_) => desk.tell(Tone::Done, if stop { t::DONE_HALT } else { t::DONE_RESUME_HALL }.text()),
                Err(failure) => desk.refuse(&failure),
            }
        });
    };
    view! {
        <button
            class=move || if stopped.get() { "btn halt primary" } else { "btn halt" }
            data-do=move || if stopped.get() { "resume-hall" } else { "stop-hall" }
            aria-busy=move || busy.get().to_string()
            on:click=press
        >
            {move || desk.say(if stopped.get() { t::RESUME_HALL } else { t::HALT })}
        </button>
    }
}

/// Says that the hall was stopped.
#[component]
pub fn Halted() -> impl IntoView {
    let desk = Desk::here();
    let stopped = Memo::new(move |_| desk.live.board.with(|board| board.stopped));
    view! {
        <Show when=stopped>
            <p class="halted">
                <b>{desk.words(t::HALTED)}</b>
                <span>{desk.words(t::HALTED_HINT)}</span>
            </p>
        </Show>
    }
}
