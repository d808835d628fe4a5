//! The load of every queue for the supervisor, live: who waits and for how long, before how many windows,
//! how long a service takes, yellow or red in words and marks (row A10), and the switch that stops or
//! resumes the giving of numbers.

use super::context::{Desk, Tone};
use super::dialog::Modal;
use super::figures::waiting_time;
use super::load::{self, Level, Load};
use super::tasks::Tasks;
use super::text as t;
use super::wire;
use hall::api::QueueView;
use hall::id::Prefix;
use hall::moment::Moment;
use hall::profile::{Hall, Queue};
use hall::text::Phrase;
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
    let hint = move || {
        let limits = [load::YELLOW_WAIT_MINUTES, load::YELLOW_PER_WINDOW, load::RED_WAIT_MINUTES];
        let [yellow, people, red] = limits.map(|limit| limit.to_string());
        desk.fill(t::LOAD_HINT, &[&yellow, &people, &red])
    };
    let row = move |queue: Queue| view! { <QueueRow hall=hall.clone() queue asked/> };
    view! {
        <section class="card" aria-labelledby="lines-title">
            <h2 id="lines-title">{desk.words(t::QUEUES)}</h2>
            <div class="scroll"><table class="list lines">
                <thead>
                    <tr>
                        <th scope="col">{desk.words(t::QUEUE)}</th>
                        <th scope="col">{desk.words(t::LOAD)}</th>
                        <th scope="col" class="figure">{desk.words(t::WAITING)}</th>
                        <th scope="col" class="figure">{desk.words(t::LONGEST)}</th>
                        <th scope="col" class="figure">{desk.words(t::OPEN_WINDOWS)}</th>
                        <th scope="col" class="figure">{desk.words(t::SERVICE)}</th>
                        <th scope="col">{desk.words(t::ESTIMATED)}</th>
                        <th scope="col">{desk.words(t::NUMBERS)}</th>
                    </tr>
                </thead>
                <tbody>{queues.into_iter().map(row).collect_view()}</tbody>
            </table></div>
            <p class="quiet">{hint}</p>
        </section>
        <Confirm asked/>
    }
}

#[component]
fn QueueRow(hall: Arc<Hall>, queue: Queue, asked: Asked) -> impl IntoView {
    let desk = Desk::here();
    let (letter, name, about) = (queue.prefix.to_string(), queue.name.clone(), queue.clone());
    let load = {
        let (hall, prefix) = (hall.clone(), queue.prefix.clone());
        Memo::new(move |_| {
            let now = desk.live.now.get();
            desk.live.board.with(|board| Load::of(board, &hall, &prefix, now))
        })
    };
    let reason = Memo::new(move |_| {
        let now = desk.live.now.get().unwrap_or(Moment::from_unix_ms(0));
        desk.live.board.with(|board| QueueView::of(board, &hall, &queue, now).reason)
    });
    let closed = {
        let prefix = about.prefix.clone();
        Memo::new(move |_| {
            desk.live.board.with(|board| board.lines.get(&prefix).is_some_and(|line| line.closed))
        })
    };
    let level = Memo::new(move |_| load.with(|load| load.level));
    let longest = move || {
        let minutes = load.with(|load| load.longest_minutes);
        minutes.map_or_else(|| "–".to_owned(), |minutes| desk.fill(t::MINUTES, &[&minutes.to_string()]))
    };
    let service = move || load.with(|load| load.service);
    let mean = move || {
        let mean = service().map(|service| load::minutes(service.mean));
        mean.map_or_else(|| "–".to_owned(), |mean| desk.fill(t::MINUTES, &[&mean]))
    };
    let median = move || service().map(|service| desk.fill(t::MEDIAN, &[&load::minutes(service.median)]));
    let unserved = move || load.with(|load| load.waiting > 0 && load.open_windows == 0);
    let estimate = move || waiting_time(load.with(|load| load.estimate), desk.lang.get());
    let named = name.clone();
    view! {
        <tr data-queue=letter.clone()>
            <th scope="row">
                <span class="name">
                    <b class="letter">{letter.clone()}</b>
                    <span>{move || name.get(desk.lang.get()).to_owned()}</span>
                </span>
            </th>
            <td>
                <span class=move || level_class(level.get()) data-load=move || level_id(level.get())>
                    {move || desk.say(level_phrase(level.get()))}
                </span>
            </td>
            <td class="figure big">{move || load.with(|load| load.waiting)}</td>
            <td class="figure">{longest}</td>
            <td class="figure">{move || load.with(|load| load.open_windows)}</td>
            <td class="figure">
                <span>{mean}</span>
                <small>{median}</small>
            </td>
            <td class:unserved=unserved>{estimate}</td>
            <td class="switch"><div>
                <span class=move || if reason.get().is_none() { "chip open" } else { "chip paused" }>
                    {move || desk.say(reason.get().map_or(t::ISSUING, t::stopped))}
                </span>
                <button
                    class="btn"
                    aria-haspopup="dialog"
                    aria-label=move || {
                        let phrase = if closed.get() { t::RESUME_QUEUE } else { t::STOP_QUEUE };
                        let lang = desk.lang.get();
                        format!("{} {}", phrase.get(lang), named.get(lang))
                    }
                    on:click=move |_| asked.set(Some((about.clone(), closed.get_untracked())))
                >
                    {move || desk.say(if closed.get() { t::RESUME_QUEUE } else { t::STOP_QUEUE })}
                </button>
            </div></td>
        </tr>
    }
}

/// The words of a level.
const fn level_phrase(level: Level) -> Phrase {
    match level {
        Level::Calm => t::LOAD_CALM,
        Level::Busy => t::LOAD_BUSY,
        Level::Overloaded => t::LOAD_OVERLOADED,
    }
}

/// The style of a level: a colour, and a mark of its own shape.
const fn level_class(level: Level) -> &'static str {
    match level {
        Level::Calm => "chip calm",
        Level::Busy => "chip busy",
        Level::Overloaded => "chip overloaded",
    }
}

/// For tests.
const fn level_id(level: Level) -> &'static str {
    match level {
        Level::Calm => "calm",
        Level::Busy => "busy",
        Level::Overloaded => "overloaded",
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
                        {desk.words(t::BACK)}
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
