//! The ticket at the window, large: its number, the matter in both languages, how often it was called
//! and for how long it has been there.

use super::checklist::Checked;
use super::console::Work;
use super::figures::clock;
use super::steps::Hold;
use super::text as t;
use hall::api::DeskTicket;
use hall::board::{TicketState, WindowState};
use hall::id::Prefix;
use hall::text::Text;
use leptos::prelude::*;

/// The ticket at the window, or what to do while there is none.
#[component]
pub fn TicketCard(
    /// The window.
    work: Work,
) -> impl IntoView {
    let desk = work.desk;
    let ticket = Memo::new(move |_| work.standing.with(|standing| standing.ticket.clone()));
    let there = Memo::new(move |_| ticket.with(Option::is_some));
    let idle = move || {
        let (state, rests) = work.standing.with(|standing| (standing.state, standing.rests));
        match (state, rests) {
            (WindowState::Open, Some(rest)) => Hold::Rests(rest).text(),
            (WindowState::Open, None) => t::IDLE_OPEN.text(),
            (WindowState::Paused, _) => t::IDLE_PAUSED.text(),
            (WindowState::Closed, _) => t::IDLE_CLOSED.text(),
        }
    };
    view! {
        <section class="card ticket" aria-label=desk.words(t::CURRENT)>
            <Show
                when=there
                fallback=move || {
                    view! {
                        <div class="idle">
                            <p class="hint">{desk.words(t::NO_TICKET)}</p>
                            <p class="quiet">{move || idle().get(desk.lang.get()).to_owned()}</p>
                            <ShowAgain work/>
                        </div>
                    }
                }
            >
                <Present work ticket/>
            </Show>
        </section>
    }
}

/// Brings the rating code of the citizen before back, who may still stand there.
#[component]
fn ShowAgain(work: Work) -> impl IntoView {
    let number = move || work.last.with(|last| last.as_ref().map(|last| last.ticket.number.to_string()));
    move || {
        number().map(|number| {
            let words = move || work.desk.fill(t::SHOW_AGAIN, &[&number]);
            view! {
                <button
                    class="btn"
                    data-do="invitation-again"
                    on:click=move |_| work.finished.set(work.last.get_untracked())
                >
                    {words}
                </button>
            }
        })
    }
}

#[component]
fn Present(work: Work, ticket: Memo<Option<DeskTicket>>) -> impl IntoView {
    let desk = work.desk;
    let of = move |get: fn(&DeskTicket) -> String| ticket.with(|ticket| ticket.as_ref().map(get));
    let serving = Memo::new(move |_| {
        ticket.with(|ticket| ticket.as_ref().is_some_and(|ticket| ticket.state == TicketState::Serving))
    });
    let matter =
        Memo::new(move |_| ticket.with(|ticket| ticket.as_ref().and_then(|ticket| ticket.matter.clone())));
    let first =
        Memo::new(move |_| ticket.with(|ticket| ticket.as_ref().is_some_and(|ticket| ticket.priority)));
    let then = Memo::new(move |_| {
        ticket.with(|ticket| ticket.as_ref().map(|ticket| ticket.then.clone()).unwrap_or_default())
    });
    let checklist =
        Memo::new(move |_| ticket.with(|ticket| ticket.as_ref().and_then(|ticket| ticket.checklist.clone())));
    let elapsed = move || {
        let (now, since) = (desk.live.now.get()?, ticket.with(|ticket| ticket.as_ref()?.since)?);
        Some(clock(now.seconds_since(since)))
    };
    let calls = move || {
        let times = of(|ticket| ticket.times.to_string()).unwrap_or_default();
        let most = work.rules.with(|rules| rules.max_calls.to_string());
        desk.fill(t::CALLS_OF, &[&times, &most])
    };
    view! {
        <div class="who">
            <div class="chips">
                <p class=move || if serving.get() { "chip serving" } else { "chip called" }>
                    {move || desk.say(if serving.get() { t::SERVING } else { t::CALLED })}
                </p>
                <Show when=first>
                    <p class="chip first">{desk.words(t::PRIORITY)}</p>
                </Show>
            </div>
            <p class="number">{move || of(|ticket| ticket.number.to_string())}</p>
            <Matter matter/>
            <Further then/>
            <Checked checklist/>
        </div>
        <dl class="facts">
            <div>
                <dt>{desk.words(t::CALLS)}</dt>
                <dd>{calls}</dd>
            </div>
            <div>
                <dt>{move || desk.say(if serving.get() { t::SINCE_START } else { t::SINCE_CALL })}</dt>
                <dd>
                    <span role="timer">{move || elapsed().unwrap_or_else(|| "–".to_owned())}</span>
                </dd>
            </div>
        </dl>
    }
}

/// Where the citizen goes afterwards, with the further matters of the slip.
#[component]
fn Further(then: Memo<Vec<Prefix>>) -> impl IntoView {
    let desk = super::context::Desk::here();
    let some = Memo::new(move |_| then.with(|then| !then.is_empty()));
    let stop = move |prefix: Prefix| {
        let letter = prefix.to_string();
        let name = move || {
            let lang = desk.lang.get();
            desk.hall.with(|hall| Some(hall.as_ref()?.queue(&prefix)?.name.get(lang).to_owned()))
        };
        view! {
            <li>
                <b class="letter">{letter}</b>
                <span>{name}</span>
            </li>
        }
    };
    view! {
        <Show when=some>
            <div class="further">
                <p class="quiet">{desk.words(t::FURTHER)}</p>
                <ol>{move || then.get().into_iter().map(stop).collect_view()}</ol>
            </div>
        </Show>
    }
}

/// A matter in the present language, and below it in the other.
#[component]
pub fn Matter(
    /// The matter; none when the citizen chose only a queue.
    #[prop(into)]
    matter: Signal<Option<Text>>,
) -> impl IntoView {
    let desk = super::context::Desk::here();
    let other = move || desk.lang.get().other();
    view! {
        <div class="matter">
            <p class="first">
                {move || {
                    let lang = desk.lang.get();
                    matter.with(|matter| match matter {
                        Some(matter) => matter.get(lang).to_owned(),
                        None => t::NO_MATTER.get(lang).to_owned(),
                    })
                }}
            </p>
            <p class="second" lang=move || other().tag()>
                {move || matter.with(|matter| matter.as_ref().map(|matter| matter.get(other()).to_owned()))}
            </p>
        </div>
    }
}
