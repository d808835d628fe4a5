//! The sign of one window (窗口屏, R31): its label and department always, and the ticket it calls or
//! serves; without one its state in words and the plate: matters with time and fee, hours, telephones (R16). It has no
//! voice.

use super::both::{Both, both, filled};
use super::card::Card;
use super::fallback::Stale;
use super::header::Clock;
use super::mark::{Mark, mark};
use super::matters;
use super::plate::{Contact, Duty};
use super::rows::called_again;
use super::sign::Sign;
use super::text;
use crate::live::{Link, use_live};
use hall::api::PlateMatter;
use hall::profile::{Hall, Window};
use leptos::prelude::*;

/// The sign of one window.
#[component]
pub fn WindowSign(
    /// The hall.
    hall: Hall,
    /// The window.
    window: Window,
) -> impl IntoView {
    let live = use_live();
    let stale = Memo::new(move |_| live.link.get().is_broken());
    let own = window.id.clone();
    let sign = Memo::new(move |_| match live.link.get() {
        Link::Lost { .. } => Sign::Lost,
        _ => live.board.with(|board| Sign::of(board, &own)),
    });
    let matters = matters::follow(live, Some(window.id.clone()));
    let label = filled(text::WINDOW_LABEL, &[&window.label]);
    let (id_of_card, cards) = (window.id.clone(), hall.rules.staff_cards);
    let (of_state, of_duty) = (hall.clone(), hall);
    let (name, id) = (window.label.clone(), window.id.to_string());
    let chars = name.chars().count().to_string();
    view! {
        <main
            class="screen sign"
            class:stale=stale
            data-screen="window"
            data-window=id
            data-sign=move || sign.with(Sign::name)
        >
            <section class="sign-who">
                <h1 class="sign-label" data-chars=chars>
                    <span class="sign-id digits" aria-hidden="true">{name}</span>
                    <span class="sign-word"><Both text=label/></span>
                </h1>
                <Duty hall=of_duty window/>
                <Card window=id_of_card wanted=cards/>
                <Clock/>
            </section>
            {move || state(sign.get(), of_state.clone(), matters)}
            <Show when=Signal::from(stale)><Stale/></Show>
        </main>
    }
}

fn state(sign: Sign, hall: Hall, matters: RwSignal<Vec<PlateMatter>>) -> AnyView {
    let (name, words) = (sign.name(), sign.phrase());
    match sign {
        Sign::Called(ticket, times) => {
            let again =
                (times > 1).then(|| view! { <p class="sign-again"><Both text=called_again(times)/></p> });
            view! {
                <section class="sign-state" class:blink={times > 1} role="status" data-state=name>
                    <p class="sign-words">{both(words)}</p>
                    {number(&ticket)}
                    {again}
                </section>
            }
            .into_any()
        }
        Sign::Serving(ticket) => view! {
            <section class="sign-state" role="status" data-state=name>
                <p class="sign-words">{both(words)}</p>
                {number(&ticket)}
            </section>
        }
        .into_any(),
        Sign::Open | Sign::Paused | Sign::Closed | Sign::Lost => {
            let shape = match sign {
                Sign::Open => Mark::Check,
                Sign::Paused => Mark::Pause,
                Sign::Lost => Mark::Warning,
                _ => Mark::Cross,
            };
            view! {
                <section
                    class="sign-state"
                    class:with-plate=move || matters.with(|matters| !matters.is_empty())
                    role="status"
                    data-state=name
                >
                    <p class="sign-words sign-mark">{mark(shape)} {both(words)}</p>
                    <p class="sign-hint">{sign.hint().map(both)}</p>
                    {matters::plate(matters)}
                    <Contact hall/>
                </section>
            }
            .into_any()
        }
    }
}

fn number(ticket: &hall::id::Number) -> impl IntoView + use<> {
    let ticket = ticket.to_string();
    let chars = ticket.chars().count().to_string();
    view! {
        <p class="sign-number digits" data-chars=chars data-ticket=ticket>
            {ticket.clone()}
        </p>
    }
}
