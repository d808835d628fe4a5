//! Who serves at a window (工作牌, R114), in halls that show it: asked for whenever somebody opens the window.

use crate::live::signs::SignCall;
use crate::live::{Call, Heard, Live, api, use_live};
use hall::event::Event;
use hall::id::WindowId;
use hall::staff::StaffCard;
use leptos::prelude::*;

hall::phrases! {
    ON_DUTY = "为您服务" / "At your service";
}

/// The card of who serves at a window; nothing where the hall shows none.
#[component]
pub fn Card(
    /// Which window.
    window: WindowId,
    /// The hall wants it.
    wanted: bool,
) -> impl IntoView {
    let live = use_live();
    let card = RwSignal::new(None::<StaffCard>);
    if wanted {
        follow(live, window, card);
    }
    move || {
        card.get().map(|card| {
            let picture = card.picture.map(|src| view! { <img class="staff-picture" src=src alt=""/> });
            view! {
                <div class="staff-card">
                    {picture}
                    <p>{super::both::both(ON_DUTY)}</p>
                    <p class="staff-name" data-staff="">{card.name}</p>
                </div>
            }
        })
    }
}

fn follow(live: Live, window: WindowId, card: RwSignal<Option<StaffCard>>) {
    let own = window.clone();
    let ask = move || {
        let hall = live.hall.with_untracked(|hall| hall.as_ref().map(|view| view.hall.id.clone()));
        let Some(hall) = hall else { return };
        let call = Call::signs(hall, SignCall::Card(window.clone()));
        leptos::task::spawn_local(async move {
            // without an answer nobody is named
            card.try_set(api::get::<Option<StaffCard>>(&call).await.ok().flatten());
        });
    };
    ask();
    live.on_heard(move |heard| {
        let changed = match heard {
            Heard::Snapshot => true,
            Heard::Fact(fact) => matches!(
                &fact.event,
                Event::WindowOpened { window, .. } | Event::WindowClosed { window } if *window == own
            ),
        };
        if changed {
            ask();
        }
    });
}
