//! The question which queues a window calls from, and in which order: changed while the hall runs, or
//! given back to the hall's plan.

use super::context::{Desk, Tone};
use super::dialog::Modal;
use super::tasks::Tasks;
use super::text as t;
use super::wire;
use hall::api::AssignRequest;
use hall::board::CallOrder;
use hall::id::Prefix;
use hall::profile::{Queue, Window};
use hall::text::Phrase;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

/// What does this window call from?
#[component]
pub fn AssignDialog(
    /// The window that is asked about.
    asked: RwSignal<Option<Window>>,
) -> impl IntoView {
    let desk = Desk::here();
    let open = Memo::new(move |_| asked.with(Option::is_some));
    // these outlive the question: who closes it early still learns what came of it
    let (tasks, busy) = (Tasks::new(), RwSignal::new(false));
    let title = Signal::derive(move || {
        let label = asked.with(|asked| asked.as_ref().map(|window| window.label.clone()));
        desk.fill(t::ASSIGN_TITLE, &[&label.unwrap_or_default()])
    });
    view! {
        <Modal open title on_close=move || asked.set(None)>
            {asked.get_untracked().map(|window| view! { <Assign window asked tasks busy/> }).into_any()}
        </Modal>
    }
}

#[component]
fn Assign(
    window: Window,
    asked: RwSignal<Option<Window>>,
    tasks: Tasks,
    busy: RwSignal<bool>,
) -> impl IntoView {
    let desk = Desk::here();
    let missing = RwSignal::new(false);
    let (queues, order) =
        desk.live.board.with_untracked(|board| (board.queues_of(&window).to_vec(), board.order_of(&window)));
    let (chosen, order) = (RwSignal::new(queues), RwSignal::new(order));
    let all =
        desk.hall.with_untracked(|hall| hall.as_ref().map(|hall| hall.queues.clone())).unwrap_or_default();
    let window = StoredValue::new(window);
    let put = move |queues: Vec<Prefix>| {
        if busy.get_untracked() {
            return;
        }
        let request = AssignRequest {
            queues: queues.iter().map(ToString::to_string).collect(),
            order: order.get_untracked(),
        };
        let (id, label) = window.with_value(|window| (window.id.clone(), window.label.clone()));
        busy.set(true);
        tasks.spawn(async move {
            let answer = wire::assign(id, &request).await;
            busy.set(false);
            match answer {
                Ok(now) => {
                    desk.tell(Tone::Done, t::filled(t::DONE_ASSIGN, &[&label, &now.queues.join(" ")]));
                }
                Err(failure) => desk.refuse(&failure),
            }
            asked.set(None);
        });
    };
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        let queues = chosen.get_untracked();
        missing.set(queues.is_empty());
        if !queues.is_empty() {
            put(queues);
        }
    };
    let row = move |queue: Queue| view! { <QueueChoice queue chosen missing/> };
    let way = move |value: CallOrder, name: &'static str, phrase: Phrase| {
        view! {
            <label class="check">
                <input
                    type="radio"
                    name="order"
                    value=name
                    prop:checked=move || order.get() == value
                    on:change=move |_| order.set(value)
                />
                <span>{desk.words(phrase)}</span>
            </label>
        }
    };
    view! {
        <form novalidate on:submit=save>
            <p class="quiet">{desk.words(t::ASSIGN_HINT)}</p>
            <ul class="matters assigned" tabindex="0" aria-label=desk.words(t::ASSIGN_QUEUES)>
                {all.into_iter().map(row).collect_view()}
            </ul>
            <p class="fault" role="alert">{move || missing.get().then(|| desk.say(t::NEED_ONE_QUEUE))}</p>
            <fieldset class="reasons">
                <legend>{desk.words(t::ASSIGN_ORDER)}</legend>
                {way(CallOrder::LongestWait, "longest_wait", t::ORDER_LONGEST)}
                {way(CallOrder::QueueOrder, "queue_order", t::ORDER_QUEUES)}
            </fieldset>
            <div class="modal-foot">
                <button type="button" class="btn" data-focus="" on:click=move |_| asked.set(None)>
                    {desk.words(t::BACK)}
                </button>
                <button type="button" class="btn" data-do="assign-plan" on:click=move |_| put(Vec::new())>
                    {desk.words(t::ASSIGN_PLAN)}
                </button>
                <button
                    type="submit"
                    class="btn primary"
                    data-do="assign-save"
                    aria-busy=move || busy.get().to_string()
                >
                    {desk.words(t::ASSIGN_SAVE)}
                </button>
            </div>
        </form>
    }
}

/// A queue that the window may call from; rows keep their places, so that the focus does too.
#[component]
fn QueueChoice(queue: Queue, chosen: RwSignal<Vec<Prefix>>, missing: RwSignal<bool>) -> impl IntoView {
    let desk = Desk::here();
    let Queue { prefix, name, .. } = queue;
    let letter = prefix.to_string();
    let prefix = StoredValue::new(prefix);
    let place = Memo::new(move |_| {
        chosen.with(|chosen| prefix.with_value(|prefix| chosen.iter().position(|one| one == prefix)))
    });
    let toggle = move |_| {
        let prefix = prefix.get_value();
        chosen.update(|chosen| match chosen.iter().position(|one| *one == prefix) {
            Some(at) => {
                chosen.remove(at);
            }
            None => chosen.push(prefix),
        });
        missing.set(false);
    };
    let earlier = move |_| {
        if let Some(at) = place.get_untracked()
            && let Some(before) = at.checked_sub(1)
        {
            chosen.update(|chosen| chosen.swap(before, at));
        }
    };
    let is_first = move || place.get() == Some(0);
    let there = Memo::new(move |_| place.get().is_some());
    let ordinal = move || desk.fill(t::ASSIGN_PLACE, &[&place.get().map_or(0, |at| at + 1).to_string()]);
    let up = move || prefix.with_value(|prefix| format!("{} {prefix}", desk.say(t::ASSIGN_EARLIER)));
    view! {
        <li data-queue=letter.clone()>
            <label class="check">
                <input type="checkbox" prop:checked=there on:change=toggle/>
                <b class="letter">{letter.clone()}</b>
                <span>{move || name.get(desk.lang.get()).to_owned()}</span>
            </label>
            <Show when=there>
                <span class="quiet">{ordinal}</span>
                <button
                    type="button"
                    class="btn"
                    data-do="assign-earlier"
                    aria-label=up
                    aria-disabled=move || is_first().to_string()
                    on:click=earlier
                >
                    {desk.words(t::ASSIGN_EARLIER)}
                </button>
            </Show>
        </li>
    }
}
