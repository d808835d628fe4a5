//! Who sits at every window, for the supervisor (R34): fetched when the page begins and whenever a window is
//! opened, taken over, paused or closed. A window that waits for somebody is told in words.

use super::context::Desk;
use super::crew::post_phrase;
use super::tasks::Tasks;
use super::text as t;
use super::wire;
use crate::live::Heard;
use hall::event::Event;
use hall::id::WindowId;
use hall::staff::Seat;
use leptos::prelude::*;

/// The seats as the server last told them.
#[derive(Clone, Copy)]
pub struct Seats {
    desk: Desk,
    all: RwSignal<Vec<Seat>>,
    tasks: Tasks,
}

impl Seats {
    /// For the component that is being built; follows the hall from now on.
    #[must_use]
    pub fn follow() -> Self {
        let seats = Self { desk: Desk::here(), all: RwSignal::new(Vec::new()), tasks: Tasks::new() };
        seats.fetch();
        seats.desk.live.on_heard(move |heard| {
            let moved = match heard {
                Heard::Snapshot => true,
                Heard::Fact(fact) => matches!(
                    fact.event,
                    Event::WindowOpened { .. } | Event::WindowPaused { .. } | Event::WindowClosed { .. }
                ),
            };
            if moved {
                seats.fetch();
            }
        });
        seats
    }

    fn fetch(self) {
        let Some(hall) = self.desk.hall_id() else { return };
        self.tasks.spawn(async move {
            // the next event asks again
            if let Ok(page) = wire::seats(hall).await {
                self.all.set(page.items);
            }
        });
    }
}

/// Who sits at a window; nothing when it is closed.
#[component]
pub fn SeatCell(
    /// All seats.
    seats: Seats,
    /// Which window.
    window: WindowId,
) -> impl IntoView {
    let desk = seats.desk;
    let seat =
        Memo::new(move |_| seats.all.with(|all| all.iter().find(|seat| seat.window == window).cloned()));
    let called = move || {
        seat.with(|seat| {
            let seat = seat.as_ref()?;
            let account = seat.account.as_ref().map(ToString::to_string).unwrap_or_default();
            Some(if seat.display_name.is_empty() { account } else { seat.display_name.clone() })
        })
    };
    let post = move || seat.with(|seat| seat.as_ref()?.post.map(|post| desk.say(post_phrase(post))));
    let absent = Memo::new(move |_| seat.with(|seat| seat.as_ref().is_some_and(|seat| !seat.present)));
    view! {
        <span class="seat">
            <span>{called}</span>
            <small>{post}</small>
        </span>
        <Show when=absent>
            <span class="chip paused">{desk.words(t::NOT_PRESENT)}</span>
        </Show>
    }
}
