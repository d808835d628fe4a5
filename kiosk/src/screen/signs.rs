//! What the screens of the hall show, as this one knows it: fetched at the start, whenever something was changed at the
//! desk, and after having been away. What was known stays while the server is away.

use crate::live::signs::SignCall;
use crate::live::{Call, Heard, Live, api};
use gloo_timers::future::TimeoutFuture;
use hall::event::Event;
use hall::screen::Signage;
use leptos::prelude::*;

/// Asked again after this many milliseconds, when there was no answer or an old one.
const AGAIN_MS: u32 = 1_000;

/// The signage of the page's hall.
#[derive(Clone, Copy)]
pub struct Signs {
    /// It; none until it is there.
    pub signage: RwSignal<Option<Signage>>,
    /// The revision that was told last.
    told: StoredValue<u64>,
    /// Counts rounds of asking: what an earlier one gets counts no longer.
    round: StoredValue<u32>,
    live: Live,
}

/// Follows the signage; everything below the calling component may [`use_signs`].
pub fn provide_signs(live: Live) -> Signs {
    let signs =
        Signs { signage: RwSignal::new(None), told: StoredValue::new(0), round: StoredValue::new(0), live };
    provide_context(signs);
    live.on_heard(move |heard| match heard {
        Heard::Snapshot => signs.ask(),
        Heard::Fact(fact) => {
            if let Event::SignageChanged { revision } = fact.event {
                signs.told.set_value(revision);
                signs.ask();
            }
        }
    });
    let known = Memo::new(move |_| live.hall.with(Option::is_some));
    Effect::new(move || {
        if known.get() {
            signs.ask();
        }
    });
    signs
}

/// The signage of this page.
///
/// # Panics
/// When no component above has called [`provide_signs`]: a fault of the program, found at its first start.
#[must_use]
pub fn use_signs() -> Signs {
    expect_context::<Signs>()
}

impl Signs {
    fn ask(self) {
        let hall = self.live.hall.with_untracked(|hall| hall.as_ref().map(|view| view.hall.id.clone()));
        let Some(hall) = hall else { return };
        let Some(round) = self.round.try_update_value(|round| {
            *round = round.wrapping_add(1);
            *round
        }) else {
            return;
        };
        leptos::task::spawn_local(async move {
            while self.round.try_get_value() == Some(round) {
                let call = Call::signs(hall.clone(), SignCall::Signage);
                if let Ok(signage) = api::get::<Signage>(&call).await {
                    let enough = self.told.try_get_value().is_none_or(|told| told <= signage.revision);
                    if self.round.try_get_value() != Some(round) {
                        return;
                    }
                    // what did not change is not drawn again
                    if self.signage.try_with_untracked(|known| known.as_ref() != Some(&signage)) == Some(true)
                    {
                        self.signage.set(Some(signage));
                    }
                    if enough {
                        return;
                    }
                }
                TimeoutFuture::new(AGAIN_MS).await;
            }
        });
    }
}
