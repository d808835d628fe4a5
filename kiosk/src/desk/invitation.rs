//! After a service: the code that the citizen may scan to rate it, large enough to be scanned from the
//! other side of the window. It stays until the next citizen is called or the clerk closes it, asks
//! for nothing, and never shows what was rated (domain 4.3).

use super::console::Work;
use super::text as t;
use hall::api::Finished;
use leptos::prelude::*;

/// The invitation to rate the last service.
#[component]
pub fn Invitation(
    /// The window.
    work: Work,
) -> impl IntoView {
    let desk = work.desk;
    let of = move |get: fn(&Finished) -> String| work.finished.with(|finished| finished.as_ref().map(get));
    let number = move || of(|finished| finished.ticket.number.to_string());
    let other = move || desk.lang.get().other();
    let expires = move || {
        let at = of(|finished| {
            let (year, month, day) = finished.rating.expires_at.day().ymd();
            format!("{year}-{month:02}-{day:02} {}", finished.rating.expires_at.hh_mm())
        });
        desk.fill(t::EXPIRES, &[&at.unwrap_or_default()])
    };
    view! {
        <section class="card invitation" aria-labelledby="invitation-title">
            <div
                class="qr"
                role="img"
                aria-label=move || desk.say(t::QR)
                inner_html=move || of(|finished| finished.rating.qr_svg.clone()).unwrap_or_default()
            ></div>
            <div class="words">
                <h2 id="invitation-title">
                    {move || desk.fill(t::FINISHED, &[&number().unwrap_or_default()])}
                </h2>
                <p class="ask">{move || desk.say(t::INVITE)}</p>
                <p class="ask second" lang=move || other().tag()>{move || t::INVITE.get(other())}</p>
                <p class="quiet">{expires}</p>
                <p class="quiet">{move || desk.say(t::INVITE_RULE)}</p>
                <button class="btn" data-do="invitation-close" on:click=move |_| work.finished.set(None)>
                    {move || desk.say(t::CLOSE)}
                </button>
            </div>
        </section>
    }
}
