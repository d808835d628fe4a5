//! How the screens and kiosks stand, asked for again and again while somebody who is responsible looks: every two
//! seconds on the pages that show it, every second on all pages while an emergency message is on.

use super::wire;
use crate::desk::context::{Desk, Page, Session, oversees};
use crate::desk::tasks::Tasks;
use gloo_timers::future::TimeoutFuture;
use hall::api::ScreenStanding;
use hall::code::Code;
use leptos::prelude::*;

/// The shortest time between two questions.
const TICK_MS: u32 = 1_000;
/// Ticks between two questions while a page shows the screens.
const LOOKED_AT: u32 = 2;

/// What is known of the screens, for the whole desk.
#[derive(Clone, Copy)]
pub struct Watch {
    desk: Desk,
    tasks: Tasks,
    /// All screens and kiosks; none before the first answer.
    pub all: RwSignal<Option<Vec<ScreenStanding>>>,
    /// The dialog for a message to everybody is open.
    pub asking: RwSignal<bool>,
    /// Which question was the last.
    turn: StoredValue<u32>,
}

impl Watch {
    /// Starts it; everything below the calling component finds it with [`Watch::here`].
    pub fn provide(desk: Desk, page: Memo<Page>) {
        let watch = Self {
            desk,
            tasks: Tasks::new(),
            all: RwSignal::new(None),
            asking: RwSignal::new(false),
            turn: StoredValue::new(0),
        };
        provide_context(watch);
        watch.tasks.spawn(async move {
            let mut ticks = 0;
            loop {
                TimeoutFuture::new(TICK_MS).await;
                ticks += 1;
                if watch.pause(page).is_some_and(|pause| ticks >= pause) {
                    ticks = 0;
                    watch.fetch().await;
                }
            }
        });
        // a page that has just been opened does not wait
        Effect::new(move || {
            if page.with(shows) {
                watch.ask();
            }
        });
        // the next person may not see what this one saw
        Effect::new(move || {
            if !watch.is_meant() {
                watch.all.set(None);
                watch.asking.set(false);
            }
        });
    }

    /// The watch of this page.
    ///
    /// # Panics
    /// Outside the page: a fault of the program, found at its first start.
    #[must_use]
    pub fn here() -> Self {
        expect_context::<Self>()
    }

    /// True for who is responsible for the screens.
    #[must_use]
    pub fn is_meant(self) -> bool {
        let meant = |session: &Session| matches!(session, Session::In(who) if oversees(who) && !who.must_change_password);
        self.desk.session.with(meant)
    }

    /// Asks now.
    pub fn ask(self) {
        self.tasks.spawn(self.fetch());
    }

    /// After how many ticks the screens are asked for; none while nobody looks.
    fn pause(self, page: Memo<Page>) -> Option<u32> {
        if !untrack(|| self.is_meant()) || document().hidden() {
            return None;
        }
        match untrack(|| self.desk.live.emergency()) {
            Some(_) => Some(1),
            None => page.with_untracked(shows).then_some(LOOKED_AT),
        }
    }

    async fn fetch(self) {
        let Some(hall) = self.desk.hall_id().filter(|_| untrack(|| self.is_meant())) else { return };
        let turn = self.turn.get_value().wrapping_add(1);
        self.turn.set_value(turn);
        let answer = wire::screens(hall).await;
        // another question may have been asked meanwhile
        if self.turn.try_get_value() != Some(turn) {
            return;
        }
        match answer {
            Ok(all) if self.all.with_untracked(|known| known.as_ref() != Some(&all)) => {
                self.all.set(Some(all));
            }
            Err(failure) if matches!(failure.code(), Some(Code::Unauthenticated | Code::Forbidden)) => {
                self.desk.refuse(&failure);
            }
            // without an answer the banner says that the connection is gone
            _ => {}
        }
    }
}

/// True for a page that shows how the screens stand.
fn shows(page: &Page) -> bool {
    matches!(page, Page::Overview | Page::Screens)
}
