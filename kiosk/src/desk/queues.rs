//! The queues a window calls from now, live: how many wait, and for how long.

use super::console::Work;
use super::figures::waiting_time;
use super::text as t;
use hall::api::QueueView;
use hall::id::Prefix;
use hall::moment::Moment;
use leptos::prelude::*;

/// The queues of a window.
#[component]
pub fn Queues(
    /// The window.
    work: Work,
) -> impl IntoView {
    let desk = work.desk;
    let prefixes = Memo::new(move |_| {
        desk.hall.with(|hall| {
            let window = hall.as_ref()?.window(&work.window())?;
            desk.live.board.with(|board| Some(board.queues_of(window).to_vec()))
        })
    });
    view! {
        <section class="card queues" aria-labelledby="queues-title">
            <h2 id="queues-title">{desk.words(t::QUEUES)}</h2>
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

#[component]
fn QueueCard(work: Work, prefix: Prefix) -> impl IntoView {
    let desk = work.desk;
    let letter = prefix.to_string();
    let queue = Memo::new(move |_| {
        let now = desk.live.now.get().unwrap_or(Moment::from_unix_ms(0));
        desk.hall.with(|hall| {
            let hall = hall.as_ref()?;
            let queue = hall.queue(&prefix)?;
            desk.live.board.with(|board| Some(QueueView::of(board, hall, queue, now)))
        })
    });
    let name = move || {
        let lang = desk.lang.get();
        queue.with(|queue| queue.as_ref().map(|queue| queue.name.get(lang).to_owned()))
    };
    let waiting = move || queue.with(|queue| queue.as_ref().map_or(0, |queue| queue.waiting));
    let estimate = move || {
        let lang = desk.lang.get();
        queue.with(|queue| queue.as_ref().map(|queue| waiting_time(queue.estimate, lang)))
    };
    let stopped = move || {
        let lang = desk.lang.get();
        queue.with(|queue| queue.as_ref()?.reason.map(|code| t::stopped(code).get(lang)))
    };
    view! {
        <article class="queue">
            <h3>
                <span class="letter">{letter}</span>
                <span>{name}</span>
            </h3>
            <dl class="facts">
                <div>
                    <dt>{desk.words(t::WAITING)}</dt>
                    <dd class="big">{waiting}</dd>
                </div>
                <div>
                    <dt>{desk.words(t::ESTIMATED)}</dt>
                    <dd>{estimate}</dd>
                </div>
            </dl>
            {move || stopped().map(|why| view! { <p class="chip paused">{why}</p> })}
        </article>
    }
}
