//! The row of the steps: the usual next one stands out, the impossible ones say why when they are
//! pressed. Each has a letter, which works wherever nothing is being typed and can be switched off
//! (WCAG 2.1.4).

use super::console::{Question, Work};
use super::handover;
use super::steps::{Hold, Step};
use super::text as t;
use super::waiting::focus_panel;
use super::wire::Deed;
use leptos::ev;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, KeyboardEvent};

/// The letter that leads to those who wait.
const WAITING_KEY: &str = "w";
/// The letter that opens the dialog in which numbers are given out and appointments are made.
const COUNTER_KEY: &str = "g";
/// The letter that hands the window over.
const HAND_OVER_KEY: &str = "h";

/// The letter that makes a notice.
const NOTICE_KEY: &str = "d";

/// The row of the steps.
#[component]
pub fn StepBar(
    /// The window.
    work: Work,
) -> impl IntoView {
    let desk = work.desk;
    view! {
        <div class="steps" role="group" aria-label=desk.words(t::STEPS)>
            {Step::ALL.map(|step| view! { <StepButton work step/> }).collect_view()}
        </div>
    }
}

#[component]
fn StepButton(work: Work, step: Step) -> impl IntoView {
    let desk = work.desk;
    let hold = Memo::new(move |_| {
        let now = desk.live.now.get();
        work.standing.with(|standing| work.rules.with(|rules| step.allowed(standing, rules, now))).err()
    });
    let usual = Memo::new(move |_| work.standing.with(Step::usual) == Some(step));
    let busy = Memo::new(move |_| {
        work.busy.with(|busy| match busy {
            Some(Deed::Step(under_way)) => *under_way == step,
            Some(Deed::Finish(_)) => step == Step::Finish,
            Some(Deed::Transfer(_)) => step == Step::Transfer,
            Some(Deed::Pick(_)) => step == Step::Next,
            _ => false,
        })
    });
    let seconds = move || match hold.get() {
        Some(Hold::Seconds(seconds)) => Some(desk.fill(t::SECONDS, &[&seconds.to_string()])),
        _ => None,
    };
    view! {
        <button
            class="step"
            class:primary=usual
            data-step=step.id()
            aria-keyshortcuts=step.key()
            aria-haspopup=matches!(step, Step::Finish | Step::Transfer).then_some("dialog")
            aria-disabled=move || hold.get().is_some().to_string()
            aria-busy=move || busy.get().to_string()
            on:click=move |_| work.press(step)
        >
            <span class="word">{desk.words(step.phrase())}</span>
            <span class="foot">
                <kbd aria-hidden="true">{step.key()}</kbd>
                <span class="left">{seconds}</span>
            </span>
        </button>
    }
}

/// Does the step of a pressed letter, or leads to those who wait, as long as the page is there and `on` is true.
pub fn listen_to_keys(work: Work, on: RwSignal<bool>) {
    let listener = window_event_listener(ev::keydown, move |event: KeyboardEvent| {
        let modified = event.ctrl_key() || event.alt_key() || event.meta_key();
        if modified || event.repeat() || event.is_composing() || event.default_prevented() {
            return;
        }
        let asked = work.question.with_untracked(Option::is_some) || is_in_dialog(&event);
        if asked || !on.get_untracked() || is_typing(&event) {
            return;
        }
        let is = |letter: &str| event.key().eq_ignore_ascii_case(letter);
        if is(WAITING_KEY) {
            event.prevent_default();
            focus_panel();
        } else if is(COUNTER_KEY) {
            event.prevent_default();
            work.desk.counter.set(true);
        } else if is(HAND_OVER_KEY) {
            event.prevent_default();
            handover::begin(work);
        } else if is(NOTICE_KEY) {
            event.prevent_default();
            work.question.set(Some(Question::Notice));
        } else if let Some(step) = Step::of_key(&event.key()) {
            event.prevent_default();
            work.press(step);
        }
    });
    on_cleanup(move || listener.remove());
}

/// True when the key goes into a dialog, which belongs to no window.
fn is_in_dialog(event: &KeyboardEvent) -> bool {
    let element = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    element.is_some_and(|element| matches!(element.closest("dialog"), Ok(Some(_))))
}

/// True when the key goes into a field or a list.
fn is_typing(event: &KeyboardEvent) -> bool {
    let Some(element) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else {
        return false;
    };
    matches!(
        element.closest("input:not([type='checkbox']), textarea, select, [contenteditable]"),
        Ok(Some(_))
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_step_has_letters_of_its_own() {
        for letter in [WAITING_KEY, COUNTER_KEY, HAND_OVER_KEY, NOTICE_KEY] {
            assert_eq!(Step::of_key(letter), None, "{letter}");
        }
    }
}
