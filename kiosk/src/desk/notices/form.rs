//! Which notice, for which matter, with which documents missing, and why not.

use super::documents::{Case, Documents};
use super::entry::Entry;
use super::matter::Matter;
use super::text as t;
use super::typed::Typed;
use crate::desk::console::Work;
use crate::desk::context::Tone;
use crate::desk::counter::focus;
use crate::desk::foot::Foot;
use crate::desk::text::{failed, filled};
use crate::desk::wire;
use crate::terminal::attempt::{Attempt, fresh_key};
use hall::api::{NoticeKind, NoticeRequest, NoticeView};
use hall::code::Code;
use hall::personal::holds_number;
use hall::text::{Phrase, Text};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

/// The form.
#[component]
pub fn NoticeForm(work: Work, made: RwSignal<Option<NoticeView>>) -> impl IntoView {
    let desk = work.desk;
    let entry = Entry::of(work);
    entry.follow();
    let (attempt, lacks) = (RwSignal::new(Attempt::default()), RwSignal::new(false));
    let busy = Signal::derive(move || attempt.with(Attempt::is_sending));
    // what was asked for last: while its answer is missing, nothing else is asked under its name
    let sent = StoredValue::new(None::<NoticeRequest>);
    // what is typed of a refusal: the name of its field, its text, and what is wrong with it; then with the whole
    let fault = || RwSignal::new(None::<Phrase>);
    let typed = [
        ("notice-reason", t::REASON, entry.reason, fault()),
        ("notice-turn-to", t::TURN_TO, entry.turn_to, fault()),
        ("notice-remedy", t::REMEDY, entry.remedy, fault()),
    ];
    let wrong = RwSignal::new(None::<Text>);
    let refuses = Memo::new(move |_| entry.kind.get() == NoticeKind::Refused);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        wrong.set(None);
        if entry.item.with_untracked(Option::is_none) {
            lacks.set(true);
            return focus("notice-query");
        }
        if refuses.get_untracked() {
            for (_, label, text, fault) in typed {
                fault.set(text.with_untracked(|text| match text.trim() {
                    "" if label == t::REASON => Some(t::NEED_REASON),
                    text if holds_number(text) => Some(Code::NoticeTextPersonal.phrase()),
                    _ => None,
                }));
            }
            if let Some((id, ..)) = typed.iter().find(|(.., fault)| fault.with_untracked(Option::is_some)) {
                return focus(id);
            }
        }
        let Some(request) = entry.request() else {
            return wrong.set(Some(t::NEED_ANSWERS.text()));
        };
        // after a lost answer the same is asked for again; something else is another notice
        if sent.with_value(|sent| sent.as_ref() != Some(&request)) {
            attempt.set(Attempt::default());
        }
        let key = attempt.try_update(|attempt| attempt.begin(fresh_key)).flatten();
        let (Some(hall), Some(key)) = (desk.hall_id(), key) else { return };
        sent.set_value(Some(request.clone()));
        work.spawn(async move {
            match wire::make_notice(hall, &request, &key).await {
                Ok(notice) => {
                    desk.tell(Tone::Done, filled(t::MADE, &[&notice.number]));
                    made.try_set(Some(notice));
                }
                Err(failure) => {
                    match failure.code() {
                        Some(Code::Unauthenticated) => desk.refuse(&failure),
                        // what does not fit any more is fetched anew; what still fits stays
                        Some(Code::GuideChanged | Code::AnswersInvalid | Code::DocumentUnknown) => {
                            entry.again.try_update(|again| *again = again.wrapping_add(1));
                        }
                        _ => {}
                    }
                    // the dialog may be closed by now
                    wrong.try_set(Some(failed(&failure)));
                    attempt.try_update(|attempt| attempt.failed(failure));
                }
            }
        });
    };
    view! {
        <form novalidate on:submit=submit>
            <Kinds entry/>
            <Matter entry lacks/>
            <Case entry/>
            <Documents entry/>
            <Show when=refuses>
                {typed.map(|(id, label, text, fault)| view! { <Typed desk id label text fault/> }).collect_view()}
            </Show>
            <p class="fault" role="alert">
                {move || wrong.with(|text| text.as_ref().map(|text| text.get(desk.lang.get()).to_owned()))}
            </p>
            <Foot confirm=t::MAKE act="notice-make" busy on_back=move || work.question.set(None)/>
        </form>
    }
}

#[component]
fn Kinds(entry: Entry) -> impl IntoView {
    let desk = entry.work.desk;
    let begins_here = entry.item.with_untracked(Option::is_some);
    let choice = move |kind: NoticeKind| {
        view! {
            <label class="check">
                <input
                    type="radio"
                    name="notice-kind"
                    value=kind.as_str()
                    data-focus=(begins_here && kind == NoticeKind::OneTime).then_some("")
                    prop:checked=move || entry.kind.get() == kind
                    on:change=move |_| entry.kind.set(kind)
                />
                <span>{desk.words(kind.phrase())}</span>
            </label>
        }
    };
    view! {
        <fieldset class="reasons abreast-choices">
            <legend>{desk.words(t::KIND)}</legend>
            {NoticeKind::ALL.map(choice).collect_view()}
        </fieldset>
    }
}
