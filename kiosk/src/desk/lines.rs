//! Every queue of the hall for its supervisor: who waits, for how long, and the switch that stops or
//! resumes the giving of numbers.

use super::context::{Desk, Tone};
use super::dialog::Modal;
use super::figures::waiting_time;
use super::tasks::Tasks;
use super::text as t;
use super::wire;
use hall::api::QueueView;
use hall::code::Code;
use hall::id::Prefix;
use hall::moment::Moment;
use hall::profile::{Hall, Queue};
use leptos::prelude::*;
use std::sync::Arc;

/// A queue that is about to be stopped (false) or resumed (true).
type Asked = RwSignal<Option<(Queue, bool)>>;

/// Every queue, and the switch of its numbers.
#[component]
pub fn QueueTable(
    /// The hall.
    hall: Arc<Hall>,
) -> impl IntoView {
    let desk = Desk::here();
    let asked: Asked = RwSignal::new(None);
    let queues = hall.queues.clone();
    let row = move |queue: Queue| view! { <QueueRow hall=hall.clone() queue asked/> };
    view! {
        <section class="card" aria-labelledby="lines-title">
            <h2 id="lines-title">{move || desk.say(t::QUEUES)}</h2>
            <div class="scroll"><table class="list lines">
                <thead>
                    <tr>
                        <th scope="col">{move || desk.say(t::QUEUE)}</th>
                        <th scope="col" class="figure">{move || desk.say(t::WAITING)}</th>
                        <th scope="col">{move || desk.say(t::NUMBERS)}</th>
                    </tr>
                </thead>
                <tbody>{queues.into_iter().map(row).collect_view()}</tbody>
            </table></div>
        </section>
        <Confirm asked/>
    }
}

#[component]
fn QueueRow(hall: Arc<Hall>, queue: Queue, asked: Asked) -> impl IntoView {
    let desk = Desk::here();
    let (letter, name, about) = (queue.prefix.to_string(), queue.name.clone(), queue.clone());
    let view = Memo::new(move |_| {
        let now = desk.live.now.get().unwrap_or(Moment::from_unix_ms(0));
        desk.live.board.with(|board| QueueView::of(board, &hall, &queue, now))
    });
    let stopped = Memo::new(move |_| view.with(|view| view.reason == Some(Code::QueueClosed)));
    let reason = move || view.with(|view| view.reason);
    let unserved = move || view.with(|view| view.waiting > 0 && view.estimate.is_none());
    let estimate = move || {
        let lang = desk.lang.get();
        let estimate = view.with(|view| view.estimate);
        let words = waiting_time(estimate, lang);
        if estimate.is_some() { format!("{} {words}", t::ESTIMATED.get(lang)) } else { words }
    };
    let named = name.clone();
    view! {
        <tr>
            <th scope="row">
                <span class="name">
                    <b class="letter">{letter}</b>
                    <span>
                        <span>{move || name.get(desk.lang.get()).to_owned()}</span>
                        <small class:unserved=unserved>{estimate}</small>
                    </span>
                </span>
            </th>
            <td class="figure big">{move || view.with(|view| view.waiting)}</td>
            <td class="switch"><div>
                <span class=move || if reason().is_none() { "chip open" } else { "chip paused" }>
                    {move || desk.say(reason().map_or(t::ISSUING, t::stopped))}
                </span>
                <button
                    class="btn"
                    aria-haspopup="dialog"
                    aria-label=move || {
                        let phrase = if stopped.get() { t::RESUME_QUEUE } else { t::STOP_QUEUE };
                        let lang = desk.lang.get();
                        format!("{} {}", phrase.get(lang), named.get(lang))
                    }
                    on:click=move |_| asked.set(Some((about.clone(), stopped.get_untracked())))
                >
                    {move || desk.say(if stopped.get() { t::RESUME_QUEUE } else { t::STOP_QUEUE })}
                </button>
            </div></td>
        </tr>
    }
}

/// Stopping a queue turns citizens away: it is asked for once more.
#[component]
fn Confirm(asked: Asked) -> impl IntoView {
    let desk = Desk::here();
    let tasks = Tasks::new();
    let busy = RwSignal::new(false);
    let open = Memo::new(move |_| asked.with(Option::is_some));
    let name = move || {
        let lang = desk.lang.get();
        asked.with(|asked| {
            asked.as_ref().map(|(queue, _)| format!("{} {}", queue.prefix, queue.name.get(lang)))
        })
    };
    let resumes = move || asked.with(|asked| asked.as_ref().is_some_and(|(_, resume)| *resume));
    let title = Signal::derive(move || {
        let phrase = if resumes() { t::RESUME_TITLE } else { t::STOP_TITLE };
        desk.fill(phrase, &[&name().unwrap_or_default()])
    });
    let switch = move |prefix: Prefix, resume: bool| {
        let hall = desk.hall.with_untracked(|hall| hall.as_ref().map(|hall| hall.id.clone()));
        let Some(hall) = hall.filter(|_| !busy.get_untracked()) else { return };
        busy.set(true);
        tasks.spawn(async move {
            let answer = wire::queue(hall, prefix.clone(), resume).await;
            busy.set(false);
            asked.set(None);
            let done = if resume { t::DONE_RESUME_QUEUE } else { t::DONE_STOP_QUEUE };
            match answer {
                Ok(_) => desk.tell(Tone::Done, t::filled(done, &[prefix.as_str()])),
                Err(failure) => desk.refuse(&failure),
            }
        });
    };
    let confirm = move |_| {
        if let Some((queue, resume)) = asked.get_untracked() {
            switch(queue.prefix, resume);
        }
    };
    view! {
        <Modal open title on_close=move || asked.set(None)>
            {view! {
                <p>{move || desk.say(if resumes() { t::RESUME_HINT } else { t::STOP_HINT })}</p>
                <div class="modal-foot">
                    <button class="btn" data-focus="" on:click=move |_| asked.set(None)>
                        {move || desk.say(t::BACK)}
                    </button>
                    <button
                        class="btn primary"
                        data-do="queue-confirm"
                        aria-busy=move || busy.get().to_string()
                        on:click=confirm
                    >
                        {move || desk.say(if resumes() { t::RESUME_QUEUE } else { t::STOP_QUEUE })}
                    </button>
                </div>
            }
                .into_any()}
        </Modal>
    }
}
