//! The question before a ticket is handed on: to which queue or which open window, and where in its line?

use super::console::{Question, Work};
use super::dialog::Modal;
use super::foot::Foot;
use super::reason::{Reason, ReasonField};
use super::text as t;
use super::wire::Deed;
use hall::api::{Position, TransferRequest};
use hall::board::WindowState;
use hall::profile::{Queue, Window};
use hall::text::Phrase;
use leptos::ev::SubmitEvent;
use leptos::html;
use leptos::prelude::*;

/// Where to?
#[component]
pub fn TransferDialog(
    /// The window.
    work: Work,
) -> impl IntoView {
    let desk = work.desk;
    let open = Memo::new(move |_| work.question.with(|question| *question == Some(Question::Transfer)));
    let number = move || {
        work.standing.with(|standing| standing.ticket.as_ref().map(|ticket| ticket.number.to_string()))
    };
    let title = Signal::derive(move || desk.fill(t::TRANSFER_TITLE, &[&number().unwrap_or_default()]));
    view! {
        <Modal open title on_close=move || work.question.set(None)>
            {view! { <Where work/> }.into_any()}
        </Modal>
    }
}

#[component]
fn Where(work: Work) -> impl IntoView {
    let desk = work.desk;
    let to_window = RwSignal::new(false);
    let front = RwSignal::new(false);
    let chosen = RwSignal::new(String::new());
    let missing = RwSignal::new(false);
    let list = NodeRef::<html::Select>::new();
    let reason = Reason::begun("");
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let to = chosen.get_untracked();
        missing.set(to.is_empty());
        if to.is_empty() {
            if let Some(list) = list.get_untracked() {
                // a list that cannot take the focus still has its message
                let _ = list.focus();
            }
            return;
        }
        let (queue, window) = if to_window.get_untracked() { (None, Some(to)) } else { (Some(to), None) };
        let position = if front.get_untracked() { Position::Front } else { Position::Fair };
        work.run(Deed::Transfer(TransferRequest { queue, window, position, reason: reason.given() }));
    };
    let kind = move |window: bool| {
        to_window.set(window);
        chosen.set(String::new());
        missing.set(false);
    };
    let need = move || if to_window.get() { t::NEED_WINDOW } else { t::NEED_QUEUE };
    view! {
        <form novalidate on:submit=submit>
            <p class="quiet">{desk.words(t::TRANSFER_HINT)}</p>
            <fieldset class="reasons abreast">
                <legend>{desk.words(t::TO)}</legend>
                <Choice group="to" value="queue" first=true phrase=t::TO_QUEUE on=to_window sets=false chosen=kind/>
                <Choice group="to" value="window" first=false phrase=t::TO_WINDOW on=to_window sets=true chosen=kind/>
            </fieldset>
            <div class="field">
                <label for="place">
                    {move || desk.say(if to_window.get() { t::WHICH_WINDOW } else { t::WHICH_QUEUE })}
                </label>
                <select
                    id="place"
                    node_ref=list
                    aria-invalid=move || missing.get().then_some("true")
                    aria-describedby="place-fault"
                    prop:value=chosen
                    on:change:target=move |event| {
                        chosen.set(event.target().value());
                        missing.set(false);
                    }
                >
                    <option value="">{desk.words(t::CHOOSE)}</option>
                    {move || if to_window.get() { windows(work).into_any() } else { queues(work).into_any() }}
                </select>
                <p id="place-fault" class="fault" role="alert">
                    {move || missing.get().then(|| desk.say(need()))}
                </p>
            </div>
            <fieldset class="reasons abreast">
                <legend>{desk.words(t::POSITION)}</legend>
                <Choice
                    group="position" value="fair" first=false phrase=t::FAIR on=front sets=false
                    chosen=move |is| front.set(is)
                />
                <Choice
                    group="position" value="front" first=false phrase=t::FRONT on=front sets=true
                    chosen=move |is| front.set(is)
                />
            </fieldset>
            <ReasonField reason label=t::REASON_OPTIONAL/>
            <Foot confirm=t::TRANSFER_CONFIRM act="transfer-confirm" busy=work.is_busy() on_back=move || work.question.set(None)/>
        </form>
    }
}

/// One of two: sets `on` to `sets`.
#[component]
fn Choice(
    group: &'static str,
    value: &'static str,
    first: bool,
    phrase: Phrase,
    on: RwSignal<bool>,
    sets: bool,
    chosen: impl Fn(bool) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let desk = super::context::Desk::here();
    view! {
        <label class="check">
            <input
                type="radio"
                name=group
                value=value
                data-focus=first.then_some("")
                prop:checked=move || on.get() == sets
                on:change=move |_| chosen(sets)
            />
            <span>{desk.words(phrase)}</span>
        </label>
    }
}

/// Every queue of the hall and how many wait there.
fn queues(work: Work) -> impl IntoView {
    let desk = work.desk;
    let queues = desk.hall.with(|hall| hall.as_ref().map(|hall| hall.queues.clone())).unwrap_or_default();
    let option = move |queue: Queue| {
        let Queue { prefix, name, .. } = queue;
        let value = prefix.to_string();
        let words = move || {
            let waiting = desk.live.board.with(|board| board.waiting(&prefix));
            let name = name.get(desk.lang.get()).to_owned();
            desk.fill(t::QUEUE_OPTION, &[prefix.as_str(), &name, &waiting.to_string()])
        };
        view! { <option value=value>{words}</option> }
    };
    queues.into_iter().map(option).collect_view()
}

/// Every other window that is open.
fn windows(work: Work) -> impl IntoView {
    let desk = work.desk;
    let open = Memo::new(move |_| {
        let here = work.window();
        desk.hall.with(|hall| {
            let windows = hall.as_ref().map(|hall| hall.windows.as_slice()).unwrap_or_default();
            desk.live.board.with(|board| {
                let open = |window: &&Window| {
                    window.id != here && board.window(&window.id).state == WindowState::Open
                };
                windows.iter().filter(open).cloned().collect::<Vec<_>>()
            })
        })
    });
    let option = move |window: Window| {
        let Window { id, label, name, .. } = window;
        let words = move || desk.fill(t::WINDOW_OPTION, &[&label, name.get(desk.lang.get())]);
        view! { <option value=id.to_string()>{words}</option> }
    };
    let none = Memo::new(move |_| open.with(Vec::is_empty));
    view! {
        <Show when=none>
            <option value="" disabled>{desk.words(t::NO_WINDOW)}</option>
        </Show>
        <For each=move || open.get() key=|window| window.id.to_string() children=option/>
    }
}
