//! Two short questions: why does the window pause, and is a number really given up before it was
//! called as often as the hall allows?

use super::console::{Question, Work};
use super::dialog::Modal;
use super::foot::Foot;
use super::reason::REASON_MAX;
use super::steps::Step;
use super::text as t;
use super::wire::Deed;
use hall::text::{Lang, Phrase};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

/// Reasons that are often given; the Chinese words are what is recorded.
const REASONS: [Phrase; 4] = [t::REASON_AWAY, t::REASON_HANDOVER, t::REASON_SYSTEM, t::REASON_MEETING];

/// Why does the window pause?
#[component]
pub fn PauseDialog(
    /// The window.
    work: Work,
) -> impl IntoView {
    let desk = work.desk;
    let open = Memo::new(move |_| work.question.get() == Some(Question::Pause));
    let title = Signal::derive(move || desk.say(t::PAUSE_TITLE).to_owned());
    view! {
        <Modal open title on_close=move || work.question.set(None)>
            {view! { <Reasons work/> }.into_any()}
        </Modal>
    }
}

#[component]
fn Reasons(work: Work) -> impl IntoView {
    let desk = work.desk;
    let picked = RwSignal::new(Some(0_usize));
    let typed = RwSignal::new(String::new());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let reason = match picked.get_untracked() {
            Some(index) => REASONS.get(index).map(|reason| reason.get(Lang::Zh).to_owned()),
            None => Some(typed.get_untracked().trim().to_owned()).filter(|text| !text.is_empty()),
        };
        work.run(Deed::Pause(reason));
    };
    let choice = move |index: Option<usize>, phrase: Phrase| {
        view! {
            <label class="check">
                <input
                    type="radio"
                    name="reason"
                    data-focus=(index == Some(0)).then_some("")
                    prop:checked=move || picked.get() == index
                    on:change=move |_| picked.set(index)
                />
                <span>{desk.words(phrase)}</span>
            </label>
        }
    };
    let other = move || picked.get().is_none();
    view! {
        <form on:submit=submit>
            <fieldset class="reasons">
                <legend>{desk.words(t::PAUSE_WHY)}</legend>
                {REASONS.into_iter().enumerate().map(|(index, phrase)| choice(Some(index), phrase)).collect_view()}
                {choice(None, t::REASON_OTHER)}
            </fieldset>
            <div class="field" hidden=move || !other()>
                <label for="reason-text">{desk.words(t::REASON_TEXT)}</label>
                <input
                    id="reason-text"
                    type="text"
                    autocomplete="off"
                    maxlength=REASON_MAX
                    prop:value=typed
                    on:input:target=move |event| typed.set(event.target().value())
                />
            </div>
            <p class="quiet">{desk.words(t::PAUSE_HINT)}</p>
            <Foot confirm=t::PAUSE_CONFIRM act="pause-confirm" busy=work.is_busy() on_back=move || work.question.set(None)/>
        </form>
    }
}

/// Is the number really given up so early?
#[component]
pub fn MissDialog(
    /// The window.
    work: Work,
) -> impl IntoView {
    let desk = work.desk;
    let open = Memo::new(move |_| work.question.get() == Some(Question::Miss));
    let number = move || {
        work.standing.with(|standing| standing.ticket.as_ref().map(|ticket| ticket.number.to_string()))
    };
    let title = Signal::derive(move || desk.fill(t::MISS_TITLE, &[&number().unwrap_or_default()]));
    let why = move || {
        let rules = work.rules.get();
        let (times, requeued) = work.standing.with(|standing| {
            let ticket = standing.ticket.as_ref();
            let on_board = desk.live.board.with(|board| {
                ticket.and_then(|ticket| board.ticket(&ticket.number)).map_or(0, |ticket| ticket.requeued)
            });
            (ticket.map_or(0, |ticket| ticket.times), on_board)
        });
        let phrase = if requeued < rules.max_requeues { t::MISS_HINT } else { t::MISS_LAST };
        let behind = rules.requeue_behind.to_string();
        desk.fill(phrase, &[&times.to_string(), &rules.max_calls.to_string(), &behind])
    };
    view! {
        <Modal open title on_close=move || work.question.set(None)>
            {view! {
                <p>{why}</p>
                <div class="modal-foot">
                    <button class="btn" data-focus="" on:click=move |_| work.question.set(None)>
                        {desk.words(t::BACK)}
                    </button>
                    <button
                        class="btn primary"
                        data-do="miss-confirm"
                        on:click=move |_| work.run(Deed::Step(Step::Miss))
                    >
                        {desk.words(t::MISS_CONFIRM)}
                    </button>
                </div>
            }
                .into_any()}
        </Modal>
    }
}
