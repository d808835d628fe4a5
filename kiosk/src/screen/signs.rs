//! What the screens of the hall show, as this one knows it: fetched at the start, whenever something was changed at the
//! desk, and after having been away. What was known stays while the server is away.

use crate::live::signs::SignCall;
use crate::live::{Call, Heard, Live, api};
use gloo_timers::future::TimeoutFuture;
use hall::event::Event;
use hall::screen::{Outline, Signage};
use leptos::prelude::*;
use serde::de::DeserializeOwned;

/// Asked again after this many milliseconds, when there was no answer or an old one.
const AGAIN_MS: u32 = 1_000;

/// What decides what is on the screens of the page's hall.
#[derive(Clone, Copy)]
pub struct Signs {
    /// It; none until it is there.
    pub outline: RwSignal<Option<Outline>>,
}

/// Follows the signage; everything below the calling component may [`use_signs`]. It is read as the program needs it,
/// and `keep` gives what decides what is on.
pub fn provide_signs<T: DeserializeOwned>(live: Live, keep: impl Fn(T) -> Outline + Copy + 'static) -> Signs {
    let outline = RwSignal::new(None::<Outline>);
    let signs = Signs { outline };
    provide_context(signs);
    // the revision that was told last, and a count of rounds: what an earlier one gets counts no longer
    let (told, round) = (StoredValue::new(0), StoredValue::new(0_u32));
    let ask = move || {
        let hall = live.hall.with_untracked(|hall| hall.as_ref().map(|view| view.hall.id.clone()));
        let next = round.try_update_value(|round| {
            *round = round.wrapping_add(1);
            *round
        });
        let (Some(hall), Some(this)) = (hall, next) else { return };
        leptos::task::spawn_local(async move {
            while round.try_get_value() == Some(this) {
                let call = Call::signs(hall.clone(), SignCall::Signage);
                let answer = api::get::<T>(&call).await;
                if round.try_get_value() != Some(this) {
                    return;
                }
                if let Ok(signage) = answer {
                    let new = keep(signage);
                    let enough = told.try_get_value().is_none_or(|told| told <= new.revision);
                    // what did not change is not drawn again
                    if outline.try_with_untracked(|known| known.as_ref() != Some(&new)) == Some(true) {
                        outline.set(Some(new));
                    }
                    if enough {
                        return;
                    }
                }
                TimeoutFuture::new(AGAIN_MS).await;
            }
        });
    };
    live.on_heard(move |heard| match heard {
        Heard::Snapshot => ask(),
        Heard::Fact(fact) => {
            if let Event::SignageChanged { revision } = fact.event {
                told.set_value(revision);
                ask();
            }
        }
    });
    let known = Memo::new(move |_| live.hall.with(Option::is_some));
    Effect::new(move || {
        if known.get() {
            ask();
        }
    });
    signs
}

/// All that is published in the hall, for who draws or edits it.
#[derive(Clone, Copy)]
pub struct Published {
    /// It; none until it is there.
    pub signage: RwSignal<Option<Signage>>,
    /// What of it decides what is on.
    pub signs: Signs,
}

/// Follows all that is published; everything below the calling component may [`use_published`].
pub fn provide_published(live: Live) -> Published {
    let signage = RwSignal::new(None);
    let signs = provide_signs(live, move |all: Signage| {
        let outline = all.outline();
        if signage.try_with_untracked(|known| known.as_ref() != Some(&all)) == Some(true) {
            signage.set(Some(all));
        }
        outline
    });
    let published = Published { signage, signs };
    provide_context(published);
    published
}

/// All that is published in the hall.
///
/// # Panics
/// When no component above has called [`provide_published`]: a fault of the program, found at its first start.
#[must_use]
pub fn use_published() -> RwSignal<Option<Signage>> {
    expect_context::<Published>().signage
}

/// What decides what is on this page.
///
/// # Panics
/// When no component above has called [`provide_signs`]: a fault of the program, found at its first start.
#[must_use]
pub fn use_signs() -> Signs {
    expect_context::<Signs>()
}
