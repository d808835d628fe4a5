//! The hand-over (交接班): a colleague of the window takes the seat with their own password, at this very
//! desk. The window stays as it is, with its ticket; only who sits there changes, in one event.

use super::console::{Question, Work};
use super::context::{Session, Tone};
use super::crew::named;
use super::dialog::Modal;
use super::foot::Foot;
use super::text as t;
use super::wire;
use crate::live::Failure;
use hall::board::WindowState;
use hall::code::Code;
use hall::staff::CrewMember;
use hall::text::Text;
use leptos::ev::SubmitEvent;
use leptos::html;
use leptos::prelude::*;

/// Asks who takes over, or says why nobody can.
pub fn begin(work: Work) {
    let desk = work.desk;
    if work.busy.with_untracked(Option::is_some) {
        return;
    }
    let closed = work.standing.with_untracked(|standing| standing.state == WindowState::Closed);
    let own = desk.session.with_untracked(|session| match session {
        Session::In(who) => Some(who.account.clone()),
        Session::Asking | Session::Out => None,
    });
    let other = work.crew.with_untracked(|crew| {
        crew.seated
            .as_ref()
            .filter(|seated| Some(&seated.account) != own.as_ref())
            .map(CrewMember::called)
            .map(str::to_owned)
    });
    if closed {
        desk.tell(Tone::Note, t::WINDOW_CLOSED_NO_HAND_OVER.text());
    } else if let Some(other) = other {
        desk.tell(Tone::Note, t::filled(t::NOT_SEATED, &[&other]));
    } else {
        work.question.set(Some(Question::HandOver));
    }
}

/// A hand-over that the server has not answered yet; over when it is dropped, however the waiting ends.
struct Underway(StoredValue<bool>);

impl Underway {
    fn begin(handing: StoredValue<bool>) -> Self {
        handing.set_value(true);
        Self(handing)
    }
}

impl Drop for Underway {
    fn drop(&mut self) {
        self.0.try_set_value(false);
    }
}

/// Who takes over?
#[component]
pub fn HandOverDialog(
    /// The window.
    work: Work,
) -> impl IntoView {
    let desk = work.desk;
    let open = Memo::new(move |_| work.question.with(|question| *question == Some(Question::HandOver)));
    let title = Signal::derive(move || desk.fill(t::HAND_OVER_TITLE, &[work.window().as_str()]));
    view! {
        <Modal open title on_close=move || work.question.set(None)>
            {view! { <Who work/> }.into_any()}
        </Modal>
    }
}

/// What a person reads when the seat was not taken.
fn fault(failure: &Failure) -> Text {
    match failure.code() {
        Some(Code::WrongPassword) => t::HAND_OVER_WRONG.text(),
        _ => t::failed(failure),
    }
}

#[component]
fn Who(work: Work) -> impl IntoView {
    let desk = work.desk;
    let own = desk.who().map(|who| who.account);
    let others: Vec<CrewMember> = work.crew.with_untracked(|crew| {
        crew.members.iter().filter(|member| Some(&member.account) != own.as_ref()).cloned().collect()
    });
    if others.is_empty() {
        return view! {
            <p>{desk.words(t::HAND_OVER_NOBODY)}</p>
            <div class="modal-foot">
                <button class="btn" data-do="back" data-focus="" on:click=move |_| work.question.set(None)>
                    {desk.words(t::BACK)}
                </button>
            </div>
        }
        .into_any();
    }
    let alone = others.len() == 1;
    let chosen = RwSignal::new(others.first().map(|member| member.account.clone()));
    let password = RwSignal::new(String::new());
    let wrong = RwSignal::new(None::<Text>);
    let field = NodeRef::<html::Input>::new();
    let busy = RwSignal::new(false);
    let ticket = move || {
        work.standing.with(|standing| standing.ticket.as_ref().map(|ticket| ticket.number.to_string()))
    };
    let say_wrong = move |text: Text| {
        wrong.set(Some(text));
        if let Some(field) = field.get_untracked() {
            // a field that cannot take the focus still has its message
            let _ = field.focus();
            field.select();
        }
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(to) = chosen.get_untracked().filter(|_| !busy.get_untracked()) else { return };
        let secret = password.get_untracked();
        if secret.is_empty() {
            return say_wrong(t::NEED_PASSWORD.text());
        }
        busy.set(true);
        wrong.set(None);
        work.spawn(async move {
            let underway = Underway::begin(desk.handing);
            let answer = wire::hand_over(work.window(), &to, secret).await;
            drop(underway);
            busy.try_set(false);
            match answer {
                Ok(who) => {
                    let called = work.crew.with_untracked(|crew| {
                        let member = crew.members.iter().find(|member| member.account == to);
                        member.map_or_else(|| to.to_string(), |member| member.called().to_owned())
                    });
                    work.question.set(None);
                    // who takes over stays at this window, whatever others they have
                    desk.at.set(Some(work.window()));
                    desk.session.set(Session::In(who));
                    // what was asked meanwhile was refused, as of the session before
                    work.refresh();
                    desk.tell(Tone::Done, t::filled(t::DONE_HAND_OVER, &[&called]));
                }
                Err(failure) if failure.code() == Some(Code::Unauthenticated) => desk.refuse(&failure),
                Err(failure) => say_wrong(fault(&failure)),
            }
        });
    };
    let choice = move |(index, member): (usize, CrewMember)| {
        let (account, value) = (member.account.clone(), member.account.to_string());
        let is = account.clone();
        view! {
            <label class="check">
                <input
                    type="radio"
                    name="to"
                    value=value
                    data-focus=(!alone && index == 0).then_some("")
                    prop:checked=move || chosen.with(|chosen| chosen.as_ref() == Some(&is))
                    on:change=move |_| {
                        chosen.set(Some(account.clone()));
                        wrong.set(None);
                    }
                />
                {named(desk, &member)}
            </label>
        }
    };
    view! {
        <form novalidate on:submit=submit>
            <p>{desk.words(t::HAND_OVER_HINT)}</p>
            {move || ticket().map(|number| view! {
                <p class="then">{move || desk.fill(t::HAND_OVER_TICKET, &[&number])}</p>
            })}
            <fieldset class="reasons">
                <legend>{desk.words(t::HAND_OVER_TO)}</legend>
                {others.into_iter().enumerate().map(choice).collect_view()}
            </fieldset>
            <div class="field">
                <label for="taker-password">{desk.words(t::HAND_OVER_PASSWORD)}</label>
                <input
                    id="taker-password"
                    type="password"
                    autocomplete="off"
                    maxlength="256"
                    data-focus=alone.then_some("")
                    node_ref=field
                    aria-invalid=move || wrong.with(Option::is_some).then_some("true")
                    aria-describedby="taker-fault"
                    prop:value=password
                    on:input:target=move |event| password.set(event.target().value())
                />
                <p id="taker-fault" class="fault" role="alert">
                    {move || wrong.with(|wrong| wrong.as_ref().map(|text| text.get(desk.lang.get()).to_owned()))}
                </p>
            </div>
            <Foot confirm=t::HAND_OVER_CONFIRM act="handover-confirm" busy on_back=move || work.question.set(None)/>
        </form>
    }
    .into_any()
}
