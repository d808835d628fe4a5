//! On the supervisor's page: which screens did not show or speak a call, and which are away (R80), so that it is seen
//! without looking for it.

use super::text as t;
use super::watch::Watch;
use super::words;
use crate::desk::context::{Desk, Place};
use leptos::prelude::*;

/// The screens in trouble; nothing while there are none. Kiosks have pages of their own where they fail, and a screen
/// that was registered and never ran is missed by nobody yet: the page of the screens says so.
#[component]
pub fn ScreenTrouble() -> impl IntoView {
    let desk = Desk::here();
    let watch = Watch::here();
    let lines = Memo::new(move |_| {
        let (lang, now) = (desk.lang.get(), desk.live.now.get());
        watch.all.with(|all| {
            let screens = all.iter().flatten().filter(|screen| !screen.kiosk && screen.seen.is_some());
            let told = screens.filter_map(|screen| {
                let said = words::trouble(screen, now, lang);
                (!said.is_empty()).then(|| (words::name(screen, lang), said))
            });
            told.collect::<Vec<_>>()
        })
    });
    let some = Memo::new(move |_| lines.with(|lines| !lines.is_empty()));
    let line = move |(name, said): (String, Vec<String>)| {
        let said = said.into_iter().map(|said| view! { <span class="chip overloaded">{said}</span> });
        view! { <li class="inline"><b>{name}</b> {said.collect_view()}</li> }
    };
    view! {
        <div role="status" data-do="screen-trouble">
            <Show when=move || some.get()>
                <section class="card trouble" aria-labelledby="trouble-title">
                    <div class="ratings-head">
                        <h2 id="trouble-title">{desk.words(t::TROUBLE)}</h2>
                        <ul class="troubles">{move || lines.get().into_iter().map(line).collect_view()}</ul>
                        <span class="fill"></span>
                        <button class="btn" data-do="show-screens" on:click=move |_| desk.place.set(Place::Screens)>
                            {desk.words(t::TROUBLE_SHOW)}
                        </button>
                    </div>
                </section>
            </Show>
        </div>
    }
}
