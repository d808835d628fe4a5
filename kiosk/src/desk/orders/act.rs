//! The dialog in which a step is taken: what was found or said, to whom it goes, and why. What lacks is named at its
//! field by the server's own refusal.

use super::Book;
use super::order::act_phrase;
use super::text as t;
use crate::desk::context::Tone;
use crate::desk::dialog::Modal;
use crate::desk::foot::Foot;
use crate::desk::wire;
use crate::live::Failure;
use hall::api::OrderRequest;
use hall::code::Code;
use hall::order::{Finding, NOTE_MAX, Visit};
use hall::text::Phrase;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

/// What the person may answer.
const VISITS: [Visit; 3] = [Visit::Satisfied, Visit::Dissatisfied, Visit::Unreachable];

/// The dialog.
#[component]
pub fn ActDialog(book: Book) -> impl IntoView {
    let desk = book.desk;
    let open = Memo::new(move |_| book.asked.with(Option::is_some));
    let title = Signal::derive(move || {
        let phrase = book.asked.with(|asked| asked.as_deref().and_then(act_phrase));
        phrase.map_or_else(String::new, |phrase| desk.say(phrase).to_owned())
    });
    view! {
        <Modal open title on_close=move || book.asked.set(None)>
            {view! { {move || book.asked.get().map(|name| view! { <ActForm book name/> })} }.into_any()}
        </Modal>
    }
}

#[component]
fn ActForm(book: Book, name: String) -> impl IntoView {
    let desk = book.desk;
    let draft = RwSignal::new(OrderRequest::default());
    // the field that lacks something, and what
    let fault = RwSignal::new(None::<Code>);
    let submit = {
        let name = name.clone();
        move |event: SubmitEvent| {
            event.prevent_default();
            let Some(id) = book.chosen.get_untracked().filter(|_| !book.busy.get_untracked()) else { return };
            let (name, request) = (name.clone(), draft.get_untracked());
            fault.set(None);
            book.busy.set(true);
            book.tasks.spawn(async move {
                let answer = wire::order_step(id, &name, &request).await;
                book.busy.set(false);
                match answer {
                    Ok(_) => {
                        book.asked.set(None);
                        desk.tell(Tone::Done, t::DONE.text());
                        book.fetch();
                    }
                    Err(failure) => refused(book, &failure, fault),
                }
            });
        }
    };
    let finds = matches!(name.as_str(), "verify" | "review");
    let visits = name == "revisit";
    let forwards = name == "forward";
    let notes = !matches!(name.as_str(), "take" | "close");
    let hint = match name.as_str() {
        "take" => t::TAKE_HINT,
        "verify" => t::VERIFY_HINT,
        "extend" => t::EXTEND_HINT,
        "reply" => t::REPLY_HINT,
        "close" => t::CLOSE_HINT,
        _ => t::NOTE_HINT,
    };
    let radio = move |group: &'static str, value: &'static str, phrase: Phrase, choose: Callback<()>| {
        view! {
            <label class="inline">
                <input type="radio" name=group value=value on:change=move |_| choose.run(()) />
                <span>{desk.words(phrase)}</span>
            </label>
        }
    };
    let finding = move |finding: Finding| {
        let choose = Callback::new(move |()| draft.update(|draft| draft.finding = Some(finding)));
        radio("finding", finding.as_str(), finding.phrase(), choose)
    };
    let visit = move |(at, visit): (usize, Visit)| {
        let choose = Callback::new(move |()| draft.update(|draft| draft.result = Some(visit)));
        radio(
            "result",
            ["satisfied", "dissatisfied", "unreachable"].get(at).copied().unwrap_or_default(),
            visit.phrase(),
            choose,
        )
    };
    let said = move |codes: &'static [Code]| {
        move || fault.get().filter(|code| codes.contains(code)).map(|code| desk.say(code.phrase()))
    };
    view! {
        <form novalidate on:submit=submit>
            <p>{desk.words(hint)}</p>
            {finds.then(|| view! {
                <fieldset class="field" aria-describedby="finding-fault">
                    <legend>{desk.words(t::FINDING)}</legend>
                    {Finding::ALL.map(finding).collect_view()}
                    <p id="finding-fault" class="fault" role="alert">{said(&[Code::FindingRequired])}</p>
                </fieldset>
            })}
            {visits.then(|| view! {
                <fieldset class="field" aria-describedby="visit-fault">
                    <legend>{desk.words(t::VISIT)}</legend>
                    {VISITS.into_iter().enumerate().map(visit).collect_view()}
                    <p id="visit-fault" class="fault" role="alert">{said(&[Code::VisitRequired])}</p>
                </fieldset>
            })}
            {forwards.then(|| view! {
                <div class="field">
                    <label for="order-to">{desk.words(t::TO)}</label>
                    <input
                        id="order-to"
                        type="text"
                        autocomplete="off"
                        maxlength="60"
                        on:input:target=move |event| draft.update(|draft| draft.to = Some(event.target().value()))
                    />
                </div>
            })}
            {notes.then(|| view! {
                <div class="field">
                    <label for="order-note">{desk.words(t::NOTE)}</label>
                    <textarea
                        id="order-note"
                        rows="5"
                        maxlength=NOTE_MAX.to_string()
                        data-focus=""
                        aria-invalid=move || fault.get().filter(|code| matches!(code, Code::NoteRequired | Code::NoteTooLong)).map(|_| "true")
                        aria-describedby="note-fault"
                        on:input:target=move |event| draft.update(|draft| draft.note = Some(event.target().value()))
                    ></textarea>
                    <p id="note-fault" class="fault" role="alert">{said(&[Code::NoteRequired, Code::NoteTooLong])}</p>
                </div>
            })}
            <Foot confirm=t::CONFIRM act="order-confirm" busy=book.busy on_back=move || book.asked.set(None)/>
        </form>
    }
}

/// What lacks in a field is said there; anything else ends the question.
fn refused(book: Book, failure: &Failure, fault: RwSignal<Option<Code>>) {
    match failure.code() {
        Some(
            code @ (Code::FindingRequired | Code::VisitRequired | Code::NoteRequired | Code::NoteTooLong),
        ) => {
            fault.set(Some(code));
        }
        _ => {
            book.asked.set(None);
            book.desk.refuse(failure);
            book.fetch();
        }
    }
}
