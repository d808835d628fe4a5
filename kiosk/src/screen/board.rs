//! The main board (综合屏): the last calls, and beside them the call that is announced or who waits.

use super::call_panel::CallPanel;
use super::call_table::CallTable;
use super::fallback::Stale;
use super::footer::Footer;
use super::header::Header;
use super::idle_panel::IdlePanel;
use super::mark::{Mark, mark};
use super::stage::use_stage;
use super::text;
use super::voice::log::ClipLog;
use super::voice::player::Hearing;
use crate::live::use_live;
use crate::screen::both::both;
use hall::profile::Hall;
use leptos::prelude::*;

/// The main board.
#[component]
pub fn MainBoard(
    /// Whose board.
    hall: Hall,
) -> impl IntoView {
    let (live, stage) = (use_live(), use_stage());
    let stale = Memo::new(move |_| live.link.get().is_broken());
    let (of_panel, of_foot) = (hall.clone(), hall.clone());
    view! {
        <main class="screen board" class:stale=stale data-screen="main">
            <Header hall=hall.clone()><SoundHint/></Header>
            <CallTable hall/>
            {move || {
                let hall = of_panel.clone();
                match stage.current.get() {
                    Some(call) => view! { <CallPanel hall call/> }.into_any(),
                    None => view! { <IdlePanel hall/> }.into_any(),
                }
            }}
            {move || {
                let hall = of_foot.clone();
                if stale.get() { view! { <Stale/> }.into_any() } else { view! { <Footer hall/> }.into_any() }
            }}
            <ClipLog entries=stage.log/>
        </main>
    }
}

/// Shown while the browser refuses sound: a touch anywhere will do.
#[component]
fn SoundHint() -> impl IntoView {
    let stage = use_stage();
    let blocked = Signal::derive(move || stage.hearing.get() == Hearing::Blocked);
    view! {
        <Show when=blocked>
            <button class="sound-hint" type="button" data-sound-hint="" on:click=move |_| stage.wake()>
                {mark(Mark::Mute)}
                {both(text::SOUND_HINT)}
            </button>
        </Show>
    }
}
