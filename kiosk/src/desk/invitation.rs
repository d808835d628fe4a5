//! After a service: the code that the citizen may scan to rate it, large enough to be scanned from the
//! other side of the window; one after another when several matters were served. It stays until the next
//! citizen is called or the clerk closes it, asks for nothing, and never shows what was rated (domain 4.3).

use super::console::Work;
use super::text as t;
use hall::api::{Finished, RatingInvitation};
use leptos::prelude::*;

/// The invitation to rate the last service.
#[component]
pub fn Invitation(
    /// The window.
    work: Work,
) -> impl IntoView {
    let desk = work.desk;
    let at = RwSignal::new(0_usize);
    let of = move |get: fn(&Finished) -> String| work.finished.with(|finished| finished.as_ref().map(get));
    let code =
        Memo::new(move |_| work.finished.with(|finished| codes(finished.as_ref()?).nth(at.get()).cloned()));
    let count = Memo::new(move |_| {
        work.finished.with(|finished| finished.as_ref().map_or(0, |last| codes(last).count()))
    });
    let number = move || of(|finished| finished.ticket.number.to_string());
    let then =
        move || work.finished.with(|finished| finished.as_ref()?.then.as_ref().map(ToString::to_string));
    let other = move || desk.lang.get().other();
    let expires = move || {
        let at = code.with(|code| {
            let expires_at = code.as_ref()?.expires_at;
            let (year, month, day) = expires_at.day().ymd();
            Some(format!("{year}-{month:02}-{day:02} {}", expires_at.hh_mm()))
        });
        desk.fill(t::EXPIRES, &[&at.unwrap_or_default()])
    };
    view! {
        <section class="card invitation" aria-labelledby="invitation-title">
            <div
                class="qr"
                role="img"
                aria-label=desk.words(t::QR)
                inner_html=move || {
                    code.with(|code| code.as_ref().map(|code| code.qr_svg.clone())).unwrap_or_default()
                }
            ></div>
            <div class="words">
                <h2 id="invitation-title">
                    {move || desk.fill(t::FINISHED, &[&number().unwrap_or_default()])}
                </h2>
                {move || then().map(|queue| view! { <p class="then">{move || desk.fill(t::THEN, &[&queue])}</p> })}
                <Show when=move || { count.get() > 1 }>
                    <Codes work at count code/>
                </Show>
                <p class="ask">{desk.words(t::INVITE)}</p>
                <p class="ask second" lang=move || other().tag()>{move || t::INVITE.get(other())}</p>
                <p class="quiet">{expires}</p>
                <p class="quiet">{desk.words(t::INVITE_RULE)}</p>
                <button class="btn" data-do="invitation-close" on:click=move |_| work.finished.set(None)>
                    {desk.words(t::CLOSE)}
                </button>
            </div>
        </section>
    }
}

/// Every code of a finished ticket, in the order of its matters.
fn codes(finished: &Finished) -> impl Iterator<Item = &RatingInvitation> {
    std::iter::once(&finished.rating).chain(&finished.more)
}

/// Chooses the code of one of several matters.
#[component]
fn Codes(
    work: Work,
    at: RwSignal<usize>,
    count: Memo<usize>,
    code: Memo<Option<RatingInvitation>>,
) -> impl IntoView {
    let desk = work.desk;
    let matter = move || {
        let lang = desk.lang.get();
        code.with(|code| Some(code.as_ref()?.matter.as_ref()?.get(lang).to_owned()))
    };
    let one = move |index: usize| {
        view! {
            <button
                class="btn"
                data-code=index
                aria-pressed=move || (at.get() == index).to_string()
                on:click=move |_| at.set(index)
            >
                {move || desk.fill(t::CODE_OF, &[&(index + 1).to_string(), &count.get().to_string()])}
            </button>
        }
    };
    view! {
        <div class="codes" role="group" aria-label=desk.words(t::CODES)>
            {move || (0..count.get()).map(one).collect_view()}
        </div>
        <p class="matter-of-code" role="status">{matter}</p>
    }
}
