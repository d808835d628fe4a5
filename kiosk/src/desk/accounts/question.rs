//! The questions before an account changes, and the one-time password that is shown once.

use super::Book;
use super::form::AccountForm;
use super::text as t;
use crate::desk::context::Tone;
use crate::desk::counter::focus;
use crate::desk::dialog::Modal;
use crate::desk::foot::Foot;
use crate::desk::password::one_time;
use crate::desk::reason::{Reason, ReasonField};
use crate::desk::text::{REASON_OPTIONAL, filled};
use crate::desk::wire;
use crate::live::path::AccountAct;
use hall::id::AccountId;
use hall::staff::{AccountView, PasswordReset, Why};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// Who is new?
    Add,
    /// What is to be different?
    Edit(AccountView),
    /// A new password?
    Reset(AccountView),
    /// May they no longer sign in?
    Disable(AccountView),
    /// Nothing: here is the password that works once.
    Given(AccountId, String),
}

/// The dialog of the accounts.
#[component]
pub fn Questions(book: Book) -> impl IntoView {
    let desk = book.desk;
    let open = Memo::new(move |_| book.asked.with(Option::is_some));
    let title = Signal::derive(move || {
        book.asked.with(|asked| match asked {
            None => String::new(),
            Some(Asked::Add) => desk.say(t::ADD).to_owned(),
            Some(Asked::Edit(account)) => desk.fill(t::EDIT_TITLE, &[account.name.as_str()]),
            Some(Asked::Reset(account)) => desk.fill(t::RESET_TITLE, &[account.name.as_str()]),
            Some(Asked::Disable(account)) => desk.fill(t::DISABLE_TITLE, &[account.name.as_str()]),
            Some(Asked::Given(name, _)) => desk.fill(t::GIVEN_TITLE, &[name.as_str()]),
        })
    });
    view! {
        <Modal open title on_close=move || book.asked.set(None)>
            {view! {
                {move || match book.asked.get() {
                    None => ().into_any(),
                    Some(Asked::Add) => view! { <AccountForm book account=None/> }.into_any(),
                    Some(Asked::Edit(account)) => view! { <AccountForm book account=Some(account)/> }.into_any(),
                    Some(Asked::Reset(account)) => view! { <Reset book account/> }.into_any(),
                    Some(Asked::Disable(account)) => view! { <Disable book account/> }.into_any(),
                    Some(Asked::Given(_, password)) => view! { <Given book password/> }.into_any(),
                }}
            }
                .into_any()}
        </Modal>
    }
}

#[component]
fn Reset(book: Book, account: AccountView) -> impl IntoView {
    let desk = book.desk;
    let reason = Reason::begun("");
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let (Some(hall), Some(password)) =
            (desk.hall_id().filter(|_| !book.busy.get_untracked()), one_time())
        else {
            return;
        };
        let name = account.name.clone();
        let request = PasswordReset { password: password.clone(), one_time: true, reason: reason.given() };
        book.busy.set(true);
        book.tasks.spawn(async move {
            let answer = wire::reset(hall, name.clone(), &request).await;
            book.busy.set(false);
            match answer {
                Ok(account) => {
                    desk.tell(Tone::Done, filled(t::DONE_RESET, &[name.as_str()]));
                    book.note(account);
                    book.asked.set(Some(Asked::Given(name, password)));
                }
                Err(failure) => {
                    book.asked.set(None);
                    desk.refuse(&failure);
                }
            }
        });
    };
    view! {
        <form novalidate on:submit=submit>
            <p>{desk.words(t::RESET_HINT)}</p>
            <ReasonField reason label=REASON_OPTIONAL first=true/>
            <Foot confirm=t::RESET_CONFIRM act="reset-confirm" busy=book.busy on_back=move || book.asked.set(None)/>
        </form>
    }
}

#[component]
fn Disable(book: Book, account: AccountView) -> impl IntoView {
    let desk = book.desk;
    let reason = Reason::begun("");
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        book.act(&account, AccountAct::Disable, t::DONE_DISABLED, Why { reason: reason.given() });
    };
    view! {
        <form novalidate on:submit=submit>
            <p>{desk.words(t::DISABLE_HINT)}</p>
            <ReasonField reason label=REASON_OPTIONAL first=true/>
            <Foot confirm=t::DISABLE act="disable-confirm" busy=book.busy on_back=move || book.asked.set(None)/>
        </form>
    }
}

/// The password that works once, to be read out; nobody can see it again.
#[component]
fn Given(book: Book, password: String) -> impl IntoView {
    let desk = book.desk;
    Effect::new(|| focus("given-close"));
    view! {
        <p class="secret" data-secret="" lang="en">{password}</p>
        <p>{desk.words(t::GIVEN_HINT)}</p>
        <div class="modal-foot">
            <button
                id="given-close"
                type="button"
                class="btn primary"
                data-do="given-close"
                on:click=move |_| book.asked.set(None)
            >
                {desk.words(t::GIVEN_CLOSE)}
            </button>
        </div>
    }
}
