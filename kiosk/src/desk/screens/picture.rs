//! A small picture of a screen: asked for, and shown as soon as the screen has sent a newer one.

use super::text as t;
use super::words::since;
use super::{Wall, wire};
use crate::desk::text::BACK;
use crate::live::path::Call;
use crate::live::signs::SignCall;
use hall::api::ScreenStanding;
use hall::moment::Moment;
use leptos::prelude::*;

/// The picture.
#[component]
pub fn Picture(
    /// The page.
    wall: Wall,
    /// The screen, as it stood when the dialog opened.
    screen: ScreenStanding,
) -> impl IntoView {
    let desk = wall.desk;
    let id = screen.id.clone();
    // what was there before is not what was asked for
    let before = RwSignal::new(screen.picture);
    let now = {
        let id = id.clone();
        Memo::new(move |_| {
            wall.watch.all.with(|all| {
                let screen = all.iter().flatten().find(|screen| !screen.kiosk && screen.id == id)?;
                Some((screen.standing.here, screen.picture))
            })
        })
    };
    let here = move || now.get().is_some_and(|(here, _)| here);
    let taken = move || now.get().and_then(|(_, picture)| picture);
    let ask = {
        let id = id.clone();
        move || {
            let Some(hall) = desk.hall_id() else { return };
            let id = id.clone();
            before.set(untrack(taken));
            wall.tasks.spawn(async move {
                if let Err(failure) = wire::ask_picture(hall, id).await {
                    wall.asked.set(None);
                    desk.refuse(&failure);
                }
            });
        }
    };
    ask();
    let state = move || {
        let (lang, now) = (desk.lang.get(), desk.live.now.get());
        match taken() {
            Some(at) if Some(at) != before.get() => desk.fill(t::PICTURE_AT, &[&since(at, now, lang)]),
            _ if here() => desk.say(t::PICTURE_WAITS).to_owned(),
            _ => desk.say(t::PICTURE_AWAY).to_owned(),
        }
    };
    let old = move || {
        let (lang, now) = (desk.lang.get(), desk.live.now.get());
        let at = taken().filter(|at| Some(*at) == before.get())?;
        Some(desk.fill(t::PICTURE_OLD, &[&since(at, now, lang)]))
    };
    let shown = Memo::new(move |_| taken());
    let image = move |at: Moment| {
        let call = Call::signs(desk.hall_id()?, SignCall::Taken(id.clone(), at));
        Some(view! { <img class="taken" src=call.path() alt=desk.words(t::PICTURE_ALT) data-do="taken"/> })
    };
    view! {
        <p role="status" class="strong">{state}</p>
        <p class="quiet">{old}</p>
        {move || shown.get().and_then(&image)}
        <div class="modal-foot">
            <button type="button" class="btn" data-do="back" data-focus="" on:click=move |_| wall.asked.set(None)>
                {desk.words(BACK)}
            </button>
            <button type="button" class="btn primary" data-do="picture-again" on:click=move |_| ask()>
                {desk.words(t::PICTURE_AGAIN)}
            </button>
        </div>
    }
}
