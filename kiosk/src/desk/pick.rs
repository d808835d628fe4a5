//! The question before a number is called out of turn: why?

use super::console::{Question, Work};
use super::dialog::Modal;
use super::foot::Foot;
use super::reason::{Reason, ReasonField};
use super::text as t;
use super::wire::Deed;
use hall::api::PickRequest;
use hall::id::Number;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

/// Why is this number called out of turn?
#[component]
pub fn PickDialog(
    /// The window.
    work: Work,
) -> impl IntoView {
    let desk = work.desk;
    let number = Memo::new(move |_| {
        work.question.with(|question| match question {
            Some(Question::Pick(number)) => Some(number.clone()),
            _ => None,
        })
    });
    let open = Memo::new(move |_| number.with(Option::is_some));
    let title = Signal::derive(move || {
        let number = number.with(|number| number.as_ref().map(ToString::to_string));
        desk.fill(t::PICK_TITLE, &[&number.unwrap_or_default()])
    });
    view! {
        <Modal open title on_close=move || work.question.set(None)>
            {view! { <Why work number/> }.into_any()}
        </Modal>
    }
}

#[component]
fn Why(work: Work, number: Memo<Option<Number>>) -> impl IntoView {
    let desk = work.desk;
    let reason = Reason::begun("");
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if let (Some(reason), Some(number)) = (reason.required(), number.get_untracked()) {
            work.run(Deed::Pick(PickRequest { ticket: number.to_string(), reason }));
        }
    };
    view! {
        <form novalidate on:submit=submit>
            <p>{desk.words(t::PICK_HINT)}</p>
            <ReasonField reason label=t::REASON first=true/>
            <Foot confirm=t::PICK_CONFIRM act="pick-confirm" busy=work.is_busy() on_back=move || work.question.set(None)/>
        </form>
    }
}
