//! Somebody at a kiosk asks for help (A61): who is to go there reads where and since when, and says “I am going”,
//! which the kiosk shows. For supervisors, and for who sits where people are helped ([`Hall::helps`]).
//!
//! [`Hall::helps`]: hall::profile::Hall::helps

use super::context::{Desk, Tone, oversees};
use super::text as t;
use super::wire;
use hall::board::Help;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The calls that nobody has seen yet; nothing for who is not meant.
#[component]
pub fn HelpCalls() -> impl IntoView {
    let desk = Desk::here();
    let meant = Memo::new(move |_| {
        desk.who().is_some_and(|who| {
            let helps = |hall: &hall::profile::Hall| hall.helps(&who.windows);
            oversees(&who) || desk.hall.with(|hall| hall.as_ref().is_some_and(|hall| helps(hall)))
        })
    });
    let open = Memo::new(move |_| {
        let calls = desk.live.board.with(|board| board.help.clone());
        let open = calls.into_iter().filter(|call| call.seen.is_none());
        open.filter(|_| meant.get()).collect::<Vec<_>>()
    });
    view! { <For each=move || open.get() key=|call| (call.device.clone(), call.since) let:call><HelpCall call/></For> }
}

#[component]
fn HelpCall(call: Help) -> impl IntoView {
    let desk = Desk::here();
    let busy = RwSignal::new(false);
    let device = call.device;
    let id = device.to_string();
    let go = move |_| {
        let Some(hall) = desk.hall_id().filter(|_| !busy.get_untracked()) else { return };
        let device = device.clone();
        busy.set(true);
        // not bound to this call: the stream may take it away before the answer is here
        spawn_local(async move {
            let answer = wire::go_and_help(hall, device).await;
            busy.try_set(false);
            match answer {
                Ok(()) => desk.tell(Tone::Done, t::HELP_GOING.text()),
                Err(failure) => desk.refuse(&failure),
            }
        });
    };
    let place = call.place;
    let since = call.since.hh_mm();
    view! {
        <p class="help-call" data-help=id>
            <b>{desk.words(t::HELP_CALLED)}</b>
            <span>{move || place.get(desk.lang.get()).to_owned()}</span>
            <span>{move || desk.fill(t::HELP_SINCE, &[&since])}</span>
            <button class="btn primary" data-do="go-help" aria-busy=move || busy.get().to_string() on:click=go>
                {desk.words(t::HELP_GO)}
            </button>
        </p>
    }
}
