//! The queues a window calls from, live: how many wait, for how long, and who comes next.

use super::console::Work;
use super::figures::waiting_time;
use super::text as t;
use hall::api::QueueView;
use hall::board::Place;
use hall::id::{Number, Prefix};
use hall::moment::Moment;
use leptos::prelude::*;

/// So many numbers are shown ahead.
const AHEAD: usize = 6;

/// The queues of a window.
#[component]
pub fn Queues(
    /// The window.
    work: Work,
) -> impl IntoView {
    let desk = work.desk;
    let prefixes = Memo::new(move |_| {
        desk.hall.with(|hall| {
            hall.as_ref().and_then(|hall| hall.window(&work.window()).map(|window| window.queues.clone()))
        })
    });
    view! {
        <section class="card queues" aria-labelledby="queues-title">
            <h2 id="queues-title">{move || desk.say(t::QUEUES)}</h2>
            {move || {
                prefixes
                    .get()
                    .unwrap_or_default()
                    .into_iter()
                    .map(|prefix| view! { <QueueCard work prefix/> })
                    .collect_view()
            }}
        </section>
    }
}

#[derive(Clone, PartialEq)]
struct Line {
    view: QueueView,
    next: Vec<Number>,
}

#[component]
fn QueueCard(work: Work, prefix: Prefix) -> impl IntoView {
    let desk = work.desk;
    let letter = prefix.to_string();
    let line = Memo::new(move |_| {
        let now = desk.live.now.get().unwrap_or(Moment::from_unix_ms(0));
        desk.hall.with(|hall| {
            let hall = hall.as_ref()?;
            let queue = hall.queue(&prefix)?;
            desk.live.board.with(|board| {
                let in_row = hall.in_row(&Place::Queue(prefix.clone()));
                let waiting = board.lines.get(&prefix).map(|line| &line.waiting);
                let order = waiting.into_iter().flat_map(|waiting| waiting.order(in_row));
                let next = order.take(AHEAD).map(|waiter| waiter.number.clone()).collect();
                Some(Line { view: QueueView::of(board, hall, queue, now), next })
            })
        })
    });
    let name = move || {
        let lang = desk.lang.get();
        line.with(|line| line.as_ref().map(|line| line.view.name.get(lang).to_owned()))
    };
    let waiting = move || line.with(|line| line.as_ref().map_or(0, |line| line.view.waiting));
    let estimate = move || {
        let lang = desk.lang.get();
        line.with(|line| line.as_ref().map(|line| waiting_time(line.view.estimate, lang)))
    };
    let stopped = move || {
        let lang = desk.lang.get();
        line.with(|line| {
            line.as_ref().and_then(|line| line.view.reason).map(|code| t::stopped(code).get(lang))
        })
    };
    let next = move || line.with(|line| line.as_ref().map(|line| line.next.clone()).unwrap_or_default());
    view! {
        <article class="queue">
            <h3>
                <span class="letter">{letter}</span>
                <span>{name}</span>
            </h3>
            <dl class="facts">
                <div>
                    <dt>{move || desk.say(t::WAITING)}</dt>
                    <dd class="big">{waiting}</dd>
                </div>
                <div>
                    <dt>{move || desk.say(t::ESTIMATED)}</dt>
                    <dd>{estimate}</dd>
                </div>
            </dl>
            {move || stopped().map(|why| view! { <p class="chip paused">{why}</p> })}
            <p class="quiet">{move || desk.say(t::UP_NEXT)}</p>
            <ol class="next">
                {move || {
                    let next = next();
                    if next.is_empty() {
                        view! { <li class="none">{move || desk.say(t::NOBODY)}</li> }.into_any()
                    } else {
                        next.into_iter().map(|number| view! { <li>{number.to_string()}</li> }).collect_view().into_any()
                    }
                }}
            </ol>
        </article>
    }
}
